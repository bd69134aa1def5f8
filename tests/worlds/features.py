"""What a scenario has: one word for every feature of the rules, and how to see it."""

from collections.abc import Callable, Iterable

from mamarr import Scenario
from mamarr.scenario.calendar import Calendar
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.spells import Spell

Seen = Callable[[Scenario], bool]


def features(scenario: Scenario) -> set[str]:
    """Return the words of everything that *scenario* has."""
    return {word for word, seen in FEATURES.items() if seen(scenario)}


def _points(s: Scenario) -> tuple[AssemblyPoint, ...]:
    return s.assembly_points


def _gates(s: Scenario) -> tuple[Checkpoint, ...]:
    return s.checkpoints


def _centres(s: Scenario) -> tuple[ReceptionCentre, ...]:
    return s.reception_centres


def _ways(s: Scenario, start: str, end: str) -> int:
    """Return the number of ways outward without a place twice, at most some."""

    def go(here: str, met: frozenset[str]) -> int:
        if here == end:
            return 1
        ahead = [leg.to_place for leg in s.legs if leg.from_place == here and leg.to_place not in met]
        return sum(go(place, met | {place}) for place in ahead)

    return go(start, frozenset((start,)))


def _in_series(s: Scenario) -> bool:
    routes = [s.route(group.at, end) or () for group in s.groups for end in group.destinations]
    gates = {gate.id for gate in _gates(s) if gate.direction != "in"}
    return any(sum(leg.from_place in gates for leg in route) > 1 for route in routes)


def _spells(s: Scenario) -> Iterable[Spell]:
    for leg in s.legs:
        yield from (*leg.closed, *leg.changes)
    for gate in _gates(s):
        yield from gate.opening_hours
    yield from (*s.bans, *s.weather)


def _patients(s: Scenario, ride: str) -> bool:
    return any(group.companions is not None and group.companions.ride == ride for group in s.groups)


def _alone(s: Scenario, *, may: bool) -> bool:
    return any(group.companions is not None and group.companions.may_go_alone is may for group in s.groups)


def _nights(s: Scenario) -> bool:
    return any(spell.daily and spell.until_s <= spell.from_s for spell in _spells(s))


def _under(s: Scenario, kind: str) -> bool:
    return any(place.pauses for place in s.places if place.kind == kind)


def _no_way(s: Scenario) -> bool:
    """Some group cannot get out whatever anybody does: every leg of its point is closed for good."""
    calendar = Calendar(s)
    shut = [
        leg.id
        for leg in s.legs
        if any(first <= 0 and last >= s.ends_s for first, last in calendar.closures(leg))
        or all(calendar.drive_s(leg, second) is None for second in (0, s.ends_s // 2, s.ends_s))
    ]
    return any(all(leg.id in shut for leg in s.legs if leg.from_place == point.id) for point in _points(s))


def _never_fits(s: Scenario) -> bool:
    calendar = Calendar(s)
    windows = [(leg, calendar.windows(leg.pauses)) for leg in s.legs]
    return any(
        spans is not None and leg.drive_s > max((last - first for first, last in spans), default=0)
        for leg, spans in windows
    )


FEATURES: dict[str, Seen] = {
    "several points": lambda s: len(_points(s)) > 1,
    "several centres": lambda s: len(_centres(s)) > 1,
    "transfer point": lambda s: any(c.kind == "transfer point" for c in _centres(s)),
    "junction": lambda s: any(place.kind == "junction" for place in s.places),
    "several routes": lambda s: any(_ways(s, g.at, end) > 1 for g in s.groups for end in g.destinations),
    "checkpoint": lambda s: bool(_gates(s)),
    "checkpoints in series": _in_series,
    "inspected inward": lambda s: any(gate.direction == "in" for gate in _gates(s)),
    "inspected both ways": lambda s: any(gate.direction == "both" for gate in _gates(s)),
    "serves persons": lambda s: any(gate.serves == "persons" for gate in _gates(s)),
    "opening hours": lambda s: any(gate.opening_hours for gate in _gates(s)),
    "room": lambda s: any(gate.room < UNLIMITED for gate in _gates(s)),
    "priority": lambda s: any(gate.priority for gate in _gates(s)),
    "several inspection lanes": lambda s: any(1 < gate.lanes < UNLIMITED for gate in _gates(s)),
    "unlimited inspection lanes": lambda s: any(gate.lanes == UNLIMITED for gate in _gates(s)),
    "service by class": lambda s: any(len(gate.service_time_s) > 1 for gate in _gates(s)),
    "alternating": lambda s: any(leg.traffic == "alternating" for leg in s.legs),
    "one-way": lambda s: any(leg.traffic == "one-way" for leg in s.legs),
    "road lanes": lambda s: any(leg.lanes > 1 for leg in s.legs),
    "changes": lambda s: any(leg.changes for leg in s.legs),
    "closures": lambda s: any(leg.closed for leg in s.legs),
    "leg capacity": lambda s: any(leg.capacity is not None for leg in s.legs),
    "pause": lambda s: bool(s.pauses),
    "several pauses": lambda s: len(s.pauses) > 1,
    "several pauses over one leg": lambda s: any(len(leg.pauses) > 1 for leg in s.legs),
    "pause over a checkpoint": lambda s: _under(s, "checkpoint"),
    "pause over a centre": lambda s: _under(s, "reception centre") or _under(s, "transfer point"),
    "several days": lambda s: s.ends_s > 86400,
    "ban": lambda s: bool(s.bans),
    "daily": lambda s: any(spell.daily for spell in _spells(s)),
    "over midnight": _nights,
    "weather": lambda s: any(w.speed_share < 1 for w in s.weather),
    "weather that stops": lambda s: any(w.speed_share == 0 for w in s.weather),
    "weather limits": lambda s: any(w.outdoors_s is not None or w.aboard_s is not None for w in s.weather),
    "limit aboard": lambda s: s.limits.aboard_s is not None,
    "limit outdoors": lambda s: s.limits.outdoors_s is not None,
    "bays": lambda s: any(point.bays < UNLIMITED for point in _points(s)),
    "alighting bays": lambda s: any(centre.bays < UNLIMITED for centre in _centres(s)),
    "gather": lambda s: any(point.gather_s for point in _points(s)),
    "crowd": lambda s: any(point.capacity < UNLIMITED for point in _points(s)),
    "handover": lambda s: any(centre.handover_s for centre in _centres(s)),
    "capacity": lambda s: any(centre.capacity < UNLIMITED for centre in _centres(s)),
    "capacity per hour": lambda s: any(centre.capacity_per_hour < UNLIMITED for centre in _centres(s)),
    "places for": lambda s: any(centre.places_for for centre in _centres(s)),
    "release at a point": lambda s: any(point.release for point in _points(s)),
    "release at a checkpoint": lambda s: any(gate.release for gate in _gates(s)),
    "release of persons": lambda s: any(p.release and p.release.persons is not None for p in (*_points(s), *_gates(s))),
    "boards before": lambda s: any(p.release and p.release.boards_before for p in (*_points(s), *_gates(s))),
    "link to others": lambda s: any(link.others for link in s.linked),
    "link to elsewhere": lambda s: any(link.elsewhere for link in s.linked),
    "several destinations": lambda s: any(len(group.destinations) > 1 for group in s.groups),
    "ready": lambda s: any(group.ready_s for group in s.groups),
    "companions in any vehicle": lambda s: _patients(s, "any vehicle"),
    "companions in the same vehicle": lambda s: _patients(s, "same vehicle"),
    "companions in the same convoy": lambda s: _patients(s, "same convoy"),
    "companions alone": lambda s: _alone(s, may=True),
    "companions never alone": lambda s: _alone(s, may=False),
    "indivisible": lambda s: any(group.indivisible for group in s.groups),
    "family": lambda s: any(group.family for group in s.groups),
    "needs and offers": lambda s: any({"oxygen", "nurse"} & set(group.needs) for group in s.groups),
    "wheelchair": lambda s: any("wheelchair" in group.needs for group in s.groups),
    "isolation": lambda s: any("isolation" in group.needs for group in s.groups),
    "apart from": lambda s: any(group.apart_from for group in s.groups),
    "triage": lambda s: any(group.triage for group in s.groups),
    "unaccompanied": lambda s: any(group.unaccompanied for group in s.groups),
    "longest aboard": lambda s: any(group.longest_aboard_s is not None for group in s.groups),
    "accounted": lambda s: any(group.accounted for group in s.groups),
    "stretcher": lambda s: any(group.travels == "stretcher" for group in s.groups),
    "own vehicle": lambda s: any(group.travels == "own vehicle" for group in s.groups),
    "on foot": lambda s: any(group.travels == "on foot" for group in s.groups),
    "stationed at several places": lambda s: len({v.stationed for v in s.fleet}) > 1,
    "stationed at a point": lambda s: {v.stationed for v in s.fleet} & {p.id for p in _points(s)} != set(),
    "stationed at a centre": lambda s: {v.stationed for v in s.fleet} & {c.id for c in _centres(s)} != set(),
    "seats and stretchers": lambda s: any(v.seats and v.stretchers for v in s.fleet),
    "load factor": lambda s: any(v.load_factor < 1 for v in s.fleet),
    "points per trip": lambda s: any(v.points_per_trip > 1 for v in s.fleet),
    "at end stationed": lambda s: any(v.at_end == "stationed" for v in s.fleet),
    "at end anywhere": lambda s: any(v.at_end == "anywhere" for v in s.fleet),
    "duty": lambda s: any(v.duty_s is not None for v in s.fleet),
    "range": lambda s: any(v.range_m is not None for v in s.fleet),
    "headway": lambda s: s.convoys.headway_s > 0,
    "interval": lambda s: s.convoys.interval_s > s.convoys.headway_s,
    "largest convoy": lambda s: s.convoys.largest < 10**9,
    "together": lambda s: s.convoys.together,
    "escorts": lambda s: s.convoys.escorts > 0,
    "aid": lambda s: bool(s.aid),
    "aid until": lambda s: any(aid.latest_s is not None for aid in s.aid),
    "hazards": lambda s: bool(s.hazards),
    "commitment at a place": lambda s: any(
        c.kind == "fixed" and c.at in {p.id for p in s.places} for c in s.commitments
    ),
    "commitment on a leg": lambda s: any(c.at in {leg.id for leg in s.legs} for c in s.commitments),
    "commitment with people": lambda s: any(c.load for c in s.commitments),
    "notified": lambda s: any(c.kind == "notified" for c in s.commitments),
    "wall clock": lambda s: s.starts is not None,
    "no way through": _no_way,
    "pause in which nothing fits": _never_fits,
    "no vehicles": lambda s: not any(v.count for v in s.fleet),
    "no people": lambda s: s.people_total == 0,
    "dead checkpoint": lambda s: any(gate.lanes == 0 for gate in _gates(s)),
    "dead point": lambda s: any(point.bays == 0 for point in _points(s)),
    "full centre": lambda s: any(centre.capacity == 0 for centre in _centres(s)),
    "release of nobody": lambda s: any(p.release and p.release.batch == 0 for p in (*_points(s), *_gates(s))),
}
"""Every feature of the rules, by its word."""

RARE = frozenset(
    {
        "no way through",
        "pause in which nothing fits",
        "no vehicles",
        "no people",
        "dead checkpoint",
        "dead point",
        "full centre",
        "release of nobody",
        "notified",
        "aid until",
    }
)
"""Features that most worlds must not have, or hardly anything would move; each by itself is asked for."""

APART = frozenset(
    {
        ("commitment with people", "pause over a centre"),
        ("commitment with people", "pause over a checkpoint"),
    }
)
"""Pairs that are not asked for: people aboard at the beginning have a way out under no pause, or no plan would be allowed."""
