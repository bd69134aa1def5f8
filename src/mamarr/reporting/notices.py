"""Notifications: which vehicles are when on the ground of one party, and nothing else of the plan.

What the party must not learn never enters: no group, no head count, no point where people gather, no other party, no
name or fingerprint of the scenario. So two plans that differ only in such things give the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mamarr.errors import MamarrError
from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Blanks, Block, Column, Heading, Items, Paper, Paragraph, Part, Sheet, Table
from mamarr.reporting.lines import Line, lines
from mamarr.reporting.request import Request
from mamarr.reporting.runs import runs
from mamarr.reporting.times import times_of
from mamarr.reporting.waypoints import Halt, Passing, Waypoint
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, isolate, listed, plain, say
from mamarr.reporting.wording.numbers import day, number, zone
from mamarr.scenario.parties import Party
from mamarr.scenario.places import AssemblyPoint
from mamarr.scenario.scenario import Scenario

ROUNDED_S = 300
"""Times of a notification are rounded outward to this: who has to let a convoy pass needs no second, and may learn none."""
ON_FOOT, OWN_VEHICLE = "on-foot", "own-vehicle"
"""Classes of movements without a vehicle of the fleet; no id of a scenario holds a hyphen."""
_APART_S = 900
"""Single vehicles with the same way belong to one movement while no longer time lies between them."""


Way = Literal["outward", "inward", "in-place"]

Riding = dict[tuple[str, str, bool], tuple[str, bool, int]]
"""For (trip, leg, whether outward) the convoy in which it drives that leg."""


@dataclass(frozen=True)
class Visit:
    """One vehicle on the ground of the party, from its first waypoint there to its last."""

    spots: tuple[str, ...]
    way: Way
    from_s: int
    until_s: int
    vehicle_class: str
    convoy: tuple[str, bool, int] | None
    """The convoy in which it rides there."""


@dataclass(frozen=True)
class Movement:
    """Vehicles that pass the ground together."""

    spots: tuple[str, ...]
    way: Way
    from_s: int
    until_s: int
    vehicles: dict[str, int]
    """How many of each class."""


def ground_of(party: str, scenario: Scenario) -> frozenset[str]:
    """Return the checkpoints and legs that *party* can block, as the scenario says; points where people gather are never in it."""
    places = [place.id for place in scenario.checkpoints if party in (place.can_be_blocked_by or ())]
    return frozenset([*places, *(leg.id for leg in scenario.legs if party in (leg.can_be_blocked_by or ()))])


def notice(request: Request) -> Paper:
    """Return the notification for the party of *request*.

    Raises
    ------
    MamarrError
        scenario.unknown-id: the scenario names no such party. report.nothing: it says of no checkpoint or leg that the
        party can block it, or no vehicle comes there.
    """
    plan, languages, party = request.plan, request.languages, request.party
    scenario = plan.scenario
    known = {each.id: each for each in scenario.parties}
    if party not in known:
        raise MamarrError("scenario.unknown-id", found=party, what="party", choices=", ".join(known) or "none")
    found = movements_on(ground_of(party, scenario), plan)
    if not found:
        wanted = f"checkpoints or legs with can_be_blocked_by: [{party}], and vehicles that come there"
        raise MamarrError("report.nothing", found="notification", wanted=wanted)
    title = " / ".join(plain(say("notice-title", language)) for language in languages)
    parts = tuple(Part(each, tuple(_notice(found, plan, known[party], each))) for each in languages)
    feet = {each: say("notice-foot", each, party=names.written(known[party].name, party, each)) for each in languages}
    return Paper(title, (Sheet(parts),), feet)


def movements_on(ground: frozenset[str], plan: Plan) -> list[Movement]:
    """Return the movements on *ground*, by their first instant."""
    riding = {
        (trip, run.leg, run.is_outward): (run.leg, run.is_outward, run.number * (1 if run.persons else -1))
        for run in runs(plan)
        if run.is_convoy
        for trip in run.trips
    }
    visits = sorted(
        (visit for line in lines(plan) for visit in _visits(line, ground, riding, plan.scenario)),
        key=lambda each: (each.from_s, each.until_s, each.spots, each.vehicle_class),
    )
    together: list[list[Visit]] = []
    latest: dict[object, list[Visit]] = {}
    for visit in visits:
        key = visit.convoy or (visit.spots, visit.way)
        before = latest.get(key)
        if before is not None and (visit.convoy or visit.from_s - max(each.until_s for each in before) <= _APART_S):
            before.append(visit)
        else:
            latest[key] = [visit]
            together.append(latest[key])
    found = [_movement(each) for each in together]
    return sorted(found, key=lambda each: (each.from_s, each.until_s, each.spots))


def _movement(visits: Sequence[Visit]) -> Movement:
    counts: dict[str, int] = {}
    for visit in visits:
        counts[visit.vehicle_class] = counts.get(visit.vehicle_class, 0) + 1
    longest = max(visits, key=lambda each: len(each.spots))
    from_s, until_s = min(each.from_s for each in visits), max(each.until_s for each in visits)
    until_s = -(-until_s // ROUNDED_S) * ROUNDED_S
    from_s = from_s // ROUNDED_S * ROUNDED_S
    return Movement(longest.spots, longest.way, from_s, until_s, dict(sorted(counts.items())))


def _visits(line: Line, ground: frozenset[str], riding: Riding, scenario: Scenario) -> Iterable[Visit]:
    """Yield every stay of one vehicle on the ground: waypoints that follow each other there."""
    here: list[Waypoint] = []
    for each in (*line.waypoints, None):
        if each is not None and (each.leg if isinstance(each, Passing) else each.place) in ground:
            here.append(each)
            continue
        if here:
            yield _visit(line, here, riding, scenario)
        here = []


def _visit(line: Line, here: Sequence[Waypoint], riding: Riding, scenario: Scenario) -> Visit:
    passings = [each for each in here if isinstance(each, Passing)]
    keys = [(line.trip, each.leg, each.is_outward) for each in passings]
    convoys = [riding[key] for key in keys if key in riding]
    seconds = [second for each in here for second in each.seconds]
    return Visit(
        spots=tuple(dict.fromkeys(each.place if isinstance(each, Halt) else each.leg for each in here)),
        way=_way(here),
        from_s=min(seconds),
        until_s=max(seconds),
        vehicle_class=_class_of(line, scenario),
        convoy=convoys[0] if convoys else None,
    )


def _way(here: Sequence[Waypoint]) -> Way:
    """Return which way a vehicle passes the ground: by the legs it drives there; inspected there, outward; else it stands there."""
    for each in here:
        if isinstance(each, Passing):
            return "outward" if each.is_outward else "inward"
    return "outward" if any(isinstance(each, Halt) and each.role == "inspected" for each in here) else "in-place"


def _class_of(line: Line, scenario: Scenario) -> str:
    """Return the class of a vehicle; of cars and columns of the people themselves only what they are, never whose."""
    name = line.vehicle.partition("/")[0]
    if any(each.id == name for each in scenario.fleet):
        return name
    travels = next((each.travels for each in scenario.groups if each.id == name), "")
    return ON_FOOT if travels == "on foot" else OWN_VEHICLE


def _class_name(scenario: Scenario, name: str, language: Language) -> str:
    if name in (ON_FOOT, OWN_VEHICLE):
        return say(f"notice-{name}", language)
    return names.vehicle_class(scenario, name, language)


def _notice(found: Sequence[Movement], plan: Plan, party: Party, language: Language) -> list[Block]:
    scenario, times = plan.scenario, times_of(plan, language)
    starts = scenario.clock.local(found[0].from_s)
    blocks: list[Block] = [
        Heading(say("notice-title", language), 1),
        Paragraph(say("notice-to", language, party=names.written(party.name, party.id, language)), "lead"),
        Paragraph(say("notice-informs", language), "note"),
        Paragraph(say("notice-purpose", language)),
        Paragraph(
            f"{isolate(day(starts, language))}. {zone(scenario, language)}" if starts else zone(scenario, language)
        ),
        Paragraph(say("notice-rounded", language), "small"),
    ]
    ways = {way: nth for nth, way in enumerate(dict.fromkeys((each.spots, each.way) for each in found), start=1)}
    blocks.append(Items(tuple(_way_words(nth, *way, scenario, language) for way, nth in ways.items())))
    columns = [Column(say("column-nr", language), is_number=True), Column(say("column-way", language), is_number=True)]
    columns += [*times.columns("column-from-time"), *times.columns("column-until-time")]
    columns += [Column(say("column-vehicles", language))]
    rows = []
    for nth, movement in enumerate(found, start=1):
        counted = [
            say("notice-vehicles", language, kind=_class_name(scenario, each, language), n=number(n, language))
            for each, n in movement.vehicles.items()
        ]
        way = str(ways[movement.spots, movement.way])
        spans = (*times.both(movement.from_s), *times.both(movement.until_s))
        rows.append((str(nth), way, *spans, listed(counted, language)))
    blocks.append(Table(say("table-notice", language, n=len(rows)), tuple(columns), tuple(rows)))
    blocks += [
        Heading(say("notice-focal", language), 2),
        Blanks(tuple(say(f"blank-{each}", language) for each in ("organisation", "focal-point", "phone", "frequency"))),
        Heading(say("notice-answer", language), 2),
        Paragraph(say("notification-note", language), "small"),
        Blanks(
            tuple(say(f"blank-{each}", language) for each in ("sent-at", "received-by", "received-at", "objection"))
        ),
    ]
    return blocks


def _way_words(nth: int, spots: Sequence[str], way: Way, scenario: Scenario, language: Language) -> str:
    arrow = " ← " if language == "ar" else " → "
    passed = listed((_spot(scenario, spot, language) for spot in spots), language, arrow)
    return say("notice-way", language, n=nth, way=passed, direction=say(f"direction-{way}", language))


def _spot(scenario: Scenario, spot: str, language: Language) -> str:
    """Return the name of a checkpoint or leg; a leg without a name is called by its end that is no gathering point."""
    leg = next((each for each in scenario.legs if each.id == spot), None)
    if leg is None or leg.name is not None:
        return names.spot(scenario, spot, language)
    gathering = {place.id for place in scenario.places if isinstance(place, AssemblyPoint)}
    ends = [end for end in (leg.from_place, leg.to_place) if end not in gathering]
    if len(ends) == 2:
        return names.spot(scenario, spot, language)
    return say("notice-road", language, place=names.place(scenario, ends[0], language) if ends else "–")
