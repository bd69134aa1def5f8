"""Bounds that a hand can add up: what no plan can beat, each with its sum.

Every bound relaxes the rules and never adds one; the argument stands in the docstring of its function. The judge derives
each again by itself from the scenario. Units are whole seconds and persons.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from mamarr.planning.cycles import Reckoning
from mamarr.planning.pencil import Load, Pencil, share_of
from mamarr.planning.sums import every_bound
from mamarr.planning.timetable import Bound, Limited, Term
from mamarr.scenario import shape
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario

MOST_CROSSING = 2000
"""Vehicles up to which crossings are counted one by one."""


def hand_bounds(scenario: Scenario, people: int) -> tuple[Bound, ...]:
    """Return every bound of the pencil: on the clearance of any plan that brings out *people*, and on the people of any plan.

    Where *people* are not all whom a vehicle can carry, sums for all of them stand first, the answer to "when could everybody be
    out?": the plainest that already says that the pause is too short, and the strongest.
    """
    if shape.beyond(scenario):
        return every_bound(scenario, people)
    pencil = Pencil(scenario)
    if not pencil.loads:
        return (_bound("carriable", "people", (), []),)
    on_people = [_carriable(pencil)]
    if pencil.window_s[1] is not None:
        on_people += [*_checkpoint_people(pencil), _lane_people(pencil), *_fleet_people(pencil), *_pace_people(pencil)]
    on_everybody = _on_everybody(pencil) if people < pencil.carriable else []
    on_clearance = _on_clearance(pencil, people) if people > 0 else []
    return (*on_everybody, *on_clearance, *on_people, *_fewer(pencil, on_people))


def _on_everybody(pencil: Pencil) -> list[Bound]:
    every = [bound.replace(of="complete_s") for bound in _on_clearance(pencil, pencil.carriable)]
    closes, strongest = pencil.window_s[1], max(every, key=lambda bound: bound.value)
    plain = (bound for bound in every if closes is not None and bound.value > closes + pencil.alighting_s)
    return list(dict.fromkeys((next(plain, strongest), strongest)))


def _fewer(pencil: Pencil, bounds: list[Bound]) -> list[Bound]:
    """Return what the throats of every shape say about the people, where it is stronger than all of *bounds*."""
    most = min(bound.value for bound in bounds)
    return [bound for bound in _throats(pencil, 0) if bound.of == "people" and bound.value < most]


def _on_clearance(pencil: Pencil, people: int) -> list[Bound]:
    """Return the sums of the lane, and those of the throats of every shape that are stronger than all of them."""
    bounds = _of_lane(pencil, people)
    latest = max((bound.value for bound in bounds), default=0)
    later = (bound for bound in _throats(pencil, min(people, pencil.carriable)) if bound.of == "clearance_s")
    return [*bounds, *(bound for bound in later if bound.value > latest)]


def _throats(pencil: Pencil, people: int) -> list[Bound]:
    """Return the bounds of every shape, where as many people are carriable as the lane says."""
    return [bound for bound in every_bound(pencil.scenario, people, pencil.carriable) if bound.kind != "carriable"]


def _of_lane(pencil: Pencil, people: int) -> list[Bound]:
    return [
        *_checkpoint(pencil, people),
        *_checkpoint_work(pencil, people),
        *_fleet(pencil, people),
        _lane(pencil, people),
        *_alternating(pencil, people),
        *_pace(pencil, people),
        *_bays(pencil, people),
    ]


def _bound(kind: str, of: Limited, places: tuple[str, ...], terms: list[Term]) -> Bound:
    return Bound(kind=kind, of=of, proof="hand", value=sum(t.amount for t in terms), places=places, terms=tuple(terms))


def _first(pencil: Pencil) -> Term:
    return Term(code="first-arrival", s=pencil.first_s)


def _until_entry(pencil: Pencil) -> list[Term]:
    wait = pencil.enter_s - pencil.first_s - pencil.inspection_s
    terms = [_first(pencil), Term(code="inspection", s=pencil.inspection_s)]
    return [*terms, Term(code="wait-for-pause", s=wait)] if wait > 0 else terms


def _way_out(pencil: Pencil) -> list[Term]:
    return [Term(code="transit", s=pencil.transit_s), Term(code="alighting", s=pencil.alighting_s)]


def _hub(pencil: Pencil) -> str:
    return shape.hub(pencil.scenario)


def _lane_id(pencil: Pencil) -> str:
    return shape.lane(pencil.scenario).id


def _checkpoint(pencil: Pencil, people: int) -> Iterator[Bound]:
    """One lane serves at least ceil(passages / lanes) vehicles, none before the first arrival; the last still drives out."""
    if pencil.lanes in {0, UNLIMITED}:
        return
    services = share_of(pencil.passages(people), pencil.lanes)
    terms = [_first(pencil), Term(code="services", count=services, each_s=pencil.inspection_s), *_way_out(pencil)]
    yield _bound("checkpoint", "clearance_s", (_hub(pencil),), terms)


def _checkpoint_work(pencil: Pencil, people: int) -> Iterator[Bound]:
    """All inspections together, shared evenly by the lanes, where each kind of people has but one class to ride in."""
    riding = {kind: pencil.classes_for(kind) for kind in pencil.kinds}
    if pencil.lanes in (0, UNLIMITED) or pencil.is_mixed or people != pencil.carriable:
        return
    if any(len(classes) != 1 for classes in riding.values()):
        return
    times = {kind: pencil.inspection_of(classes[0]) for kind, classes in riding.items()}
    if len(set(times.values())) < 2:
        return
    work = sum(pencil.passages_of(kind, people) * times[kind] for kind in pencil.kinds)
    terms = [_first(pencil), Term(code="work-per-lane", s=share_of(work, pencil.lanes)), *_way_out(pencil)]
    yield _bound("checkpoint-work", "clearance_s", (_hub(pencil),), terms)


def _fleet(pencil: Pencil, people: int) -> Iterator[Bound]:
    """Some vehicle makes at least ceil(passages / vehicles) passages, and between two lies a whole turn."""
    best: Bound | None = None
    for kind in sorted(pencil.kinds):
        passages = pencil.passages_of(kind, people)
        if passages == 0:
            continue
        rounds = share_of(passages, pencil.vehicles(kind)) - 1
        turns = Term(code="rounds", count=rounds, each_s=pencil.turn_s, of=kind)
        bound = _bound("fleet", "clearance_s", (_lane_id(pencil),), [*_until_entry(pencil), turns, *_way_out(pencil)])
        if best is None or bound.value > best.value:
            best = bound
    if best is not None:
        yield best


def _lane(pencil: Pencil, people: int) -> Bound:
    """Vehicles enter the lane one headway apart, convoys one interval apart."""
    passages = pencil.passages(people)
    terms = [
        *_until_entry(pencil),
        Term(code="headways", count=passages - 1, each_s=pencil.headway_s),
        Term(code="convoy-gaps", count=share_of(passages, pencil.largest) - 1, each_s=pencil.extra_s),
        *_way_out(pencil),
    ]
    return _bound("lane", "clearance_s", (_lane_id(pencil),), terms)


def _alternating(pencil: Pencil, people: int) -> Iterator[Bound]:
    """The lane must be opened outward at least as often as one vehicle has to pass; each change of direction costs a transit.

    More openings cost more where a transit is at least an interval, so the least number is the cheapest (`lane-alternating`).
    With exactly that number every vehicle of the scarce kind passes each time, and all of them are inspected in between
    (`joint`): the smaller of that and of one opening more holds for every plan.
    """
    interval = pencil.headway_s + pencil.extra_s
    if shape.lane(pencil.scenario).traffic != "alternating" or pencil.transit_s < interval:
        return
    rounds = {kind: share_of(pencil.passages_of(kind, people), pencil.vehicles(kind)) for kind in pencil.kinds}
    openings = max(1, *rounds.values())
    yield _bound("lane-alternating", "clearance_s", (_lane_id(pencil),), _openings(pencil, people, openings))
    if pencil.lanes in (0, UNLIMITED):
        return
    exact = [_rounds(pencil, people, kind, openings) for kind in pencil.kinds if rounds[kind] == openings]
    if not exact:
        return  # so few people that no kind has to pass: one opening is enough, and nothing ties it to the checkpoint
    longest = max(exact, key=lambda each: sum(term.amount for term in each))
    more = [Term(code="openings", count=openings + 1), *_openings(pencil, people, openings + 1)]
    terms = min(longest, more, key=lambda each: sum(term.amount for term in each))
    yield _bound("joint", "clearance_s", (_hub(pencil), _lane_id(pencil)), terms)


def _openings(pencil: Pencil, people: int, openings: int) -> list[Term]:
    passages = pencil.passages(people)
    back, returns, extra = max(0, passages - pencil.fleet), openings - 1, pencil.extra_s
    gaps_out = max(0, share_of(passages, pencil.largest) - openings)
    gaps_back = max(0, share_of(back, pencil.largest) - returns)
    return [
        *_until_entry(pencil),
        Term(code="transits", count=2 * openings - 1, each_s=pencil.transit_s),
        Term(code="headways-out", count=max(0, passages - openings), each_s=pencil.headway_s),
        Term(code="gaps-out", count=gaps_out, each_s=extra),
        Term(code="headways-back", count=max(0, back - returns), each_s=pencil.headway_s),
        Term(code="gaps-back", count=gaps_back, each_s=extra),
        Term(code="alighting", s=pencil.alighting_s),
    ]


def _rounds(pencil: Pencil, people: int, kind: str, openings: int) -> list[Term]:
    vehicles = pencil.vehicles(kind)
    spare = openings * vehicles - pencil.passages_of(kind, people)
    services = share_of(max(0, openings * vehicles - 2 * spare), pencil.lanes)
    return [
        Term(code="openings", count=openings),
        _first(pencil),
        Term(code="returns", count=openings - 1, each_s=2 * pencil.transit_s + pencil.inside_s),
        Term(code="services", count=services, each_s=pencil.inspection_s, of=kind),
        *_way_out(pencil),
    ]


def _pace(pencil: Pencil, people: int) -> Iterator[Bound]:
    """Every crossing of the lane costs what the cheapest cycle makes it cost (`cycles`); the strongest sum counts.

    Of the kind's n passages by V vehicles, all but the first opening's are in some cycle, and so are n - V ways back at least:
    a vehicle comes in between two passages. So it is for all others. The first opening's vehicles are
    inspected and enter one after the other; as many as make the sum smallest are taken.
    """
    found = [(reckoning, kind) for kind in pencil.kinds for reckoning in _reckonings(pencil, people, kind)]
    if not found:
        return
    (_, first, costs, (own, others)), kind = max(found, key=lambda each: each[0].until_s)
    terms = [
        *_first_opening(pencil, first),
        Term(code="crossings", count=own, each_s=costs.each_s, of=kind),
        Term(code="crossings-others", count=others, each_s=costs.others_s),
        *_way_out(pencil),
    ]
    yield _bound("pace", "clearance_s", (_hub(pencil), _lane_id(pencil)), terms)


def _reckonings(pencil: Pencil, people: int, kind: str) -> Iterator[Reckoning]:
    """Yield the strongest sum of crossings, where some vehicle of the kind has to pass twice through a lane in turns."""
    if shape.lane(pencil.scenario).traffic == "alternating" and pencil.fleet <= MOST_CROSSING:
        passages = pencil.passages_of(kind, people)
        if passages > pencil.vehicles(kind):
            yield pencil.turns(kind).reckon(passages, pencil.passages(people) - passages)


def _first_opening(pencil: Pencil, vehicles: int) -> list[Term]:
    """Return the longer of both sums until so many vehicles have entered: their inspections, or their entries."""
    services = [
        _first(pencil),
        Term(code="services", count=share_of(vehicles, pencil.lanes), each_s=pencil.inspection_s),
    ]
    entries = [
        *_until_entry(pencil),
        Term(code="headways", count=vehicles - 1, each_s=pencil.headway_s),
        Term(code="convoy-gaps", count=share_of(vehicles, pencil.largest) - 1, each_s=pencil.extra_s),
    ]
    return max(services, entries, key=lambda terms: sum(term.amount for term in terms))


def _bays(pencil: Pencil, people: int) -> Iterator[Bound]:
    """At one place vehicles board in turns of as many as there are bays."""
    best: Bound | None = None
    for point in pencil.points:
        own = [load for load in pencil.loads if load.point == point.id]
        passages = pencil.passages(people - pencil.carriable + sum(load.persons for load in own), own)
        if point.bays in (0, UNLIMITED) or passages == 0:
            continue
        terms = [
            Term(code="first-boarding", s=pencil.first_boarding_s(point), of=point.id),
            Term(code="boardings", count=share_of(passages, point.bays), each_s=point.boarding_s, of=point.id),
            Term(code="outward", s=pencil.inner_s(point), of=point.id),
            Term(code="inspection", s=pencil.inspection_s),
            *_way_out(pencil),
        ]
        bound = _bound("bays", "clearance_s", (point.id,), terms)
        if best is None or bound.value > best.value:
            best = bound
    if best is not None:
        yield best


def _filled(loads: list[Load], kind: str | None = None) -> list[Term]:
    sizes = groupby(load.persons for load in loads)
    return [Term(code="loads", count=len(list(run)), each=size, of=kind) for size, run in sizes]


def _carriable(pencil: Pencil) -> Bound:
    """Everybody whom some vehicle can carry."""
    return _bound("carriable", "people", (), _filled(pencil.loads))


def _last_entry_s(pencil: Pencil) -> int:
    return (pencil.window_s[1] or 0) - pencil.transit_s


def _checkpoint_people(pencil: Pencil) -> Iterator[Bound]:
    """Whoever enters the lane in time was inspected in time; each lane serves one vehicle after another."""
    if pencil.lanes == UNLIMITED or pencil.inspection_s == 0:
        return
    each = max(0, (_last_entry_s(pencil) - pencil.first_s) // pencil.inspection_s)
    slots = min(pencil.lanes * each, len(pencil.loads))
    terms = [Term(code="slots", count=slots), *_filled(pencil.loads[:slots])]
    yield _bound("checkpoint-people", "people", (_hub(pencil),), terms)


def _lane_people(pencil: Pencil) -> Bound:
    """Entries lie a headway apart, convoys an interval, the last one a transit before the lane closes."""
    entries = 0
    for number in range(len(pencil.loads)):
        entry = pencil.enter_s + number * pencil.headway_s + (number // pencil.largest) * pencil.extra_s
        if entry > _last_entry_s(pencil):
            break
        entries = number + 1
    terms = [Term(code="entries", count=entries), *_filled(pencil.loads[:entries])]
    return _bound("lane-people", "people", (_lane_id(pencil),), terms)


def _fleet_people(pencil: Pencil) -> Iterator[Bound]:
    """Between two passages of one vehicle lies a whole turn; where a turn takes no time, nothing limits the passages."""
    if pencil.turn_s == 0:
        return
    time = _last_entry_s(pencil) - pencil.enter_s
    rounds = 0 if time < 0 else 1 + time // pencil.turn_s
    terms = [Term(code="rounds", count=rounds)]
    for kind in pencil.kinds:
        own = [load for load in pencil.loads if load.kind == kind]
        terms += _filled(own[: rounds * pencil.vehicles(kind)], kind)
    yield _bound("fleet-people", "people", (_lane_id(pencil),), terms)


def _pace_people(pencil: Pencil) -> Iterator[Bound]:
    """The most people for whom no sum of crossings is too long; nothing where everybody is."""
    latest_s = _last_entry_s(pencil)

    def late(people: int) -> list[str]:
        return [kind for kind in pencil.kinds for sums in _reckonings(pencil, people, kind) if sums.until_s > latest_s]

    most = bisect_left(range(1, pencil.carriable + 1), True, key=lambda people: bool(late(people)))
    if most < pencil.carriable:
        terms = _fullest(pencil, most, late(most + 1)[0])
        yield _bound("pace-people", "people", (_hub(pencil), _lane_id(pencil)), terms)


def _fullest(pencil: Pencil, people: int, kind: str) -> list[Term]:
    """Return the loads that sum to *people*, where one person more asks for one passage more, of *kind* or of all."""
    own = pencil.passages_of(kind, people)
    if own < pencil.passages_of(kind, people + 1):
        loads = [load for load in pencil.loads if load.kind == kind][:own]
        others = [load for load in pencil.loads if load.kind != kind]
        return [Term(code="passages", count=own, of=kind), *_filled(loads, kind), *_filled(others)]
    passages = pencil.passages(people)
    return [Term(code="passages", count=passages), *_filled(pencil.loads[:passages])]
