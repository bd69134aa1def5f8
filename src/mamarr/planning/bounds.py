"""Bounds that a hand can add up: what no plan can beat, each with its sum.

Every bound relaxes the rules and never adds one; the argument stands in the docstring of its function. The judge derives
each again by itself from the scenario. Units are whole seconds and persons.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from mamarr.planning.cycles import Cycle, Reckoning, Turns
from mamarr.planning.sums import every_bound
from mamarr.planning.timetable import Bound, Limited, Term
from mamarr.scenario import shape
from mamarr.scenario.places import AssemblyPoint
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario


@dataclass(frozen=True)
class Load:
    """What one passage can carry at most: *persons* of one kind from one assembly point."""

    persons: int
    kind: str
    point: str


@dataclass(frozen=True)
class Pencil:
    """The few numbers of a scenario that the sums are made of."""

    scenario: Scenario

    @cached_property
    def loads(self) -> list[Load]:
        """Everybody who can be carried, split by place and kind into the fullest loads; the largest first."""
        loads = []
        for point in self.scenario.assembly_points:
            for kind, persons in self._waiting(point.id):
                size = self.capacity(kind)
                full, rest = divmod(persons, size) if size else (0, 0)
                loads += [Load(size, kind, point.id)] * full + [Load(rest, kind, point.id)] * (rest > 0)
        return sorted(loads, key=lambda load: -load.persons)

    def _waiting(self, point: str) -> list[tuple[str, int]]:
        groups = [group for group in self.scenario.groups if group.at == point]
        lying = sum(group.headcount for group in groups if group.travels == "stretcher")
        seated = sum(group.headcount for group in groups if group.travels == "seat")
        lying, seated = lying * (self._most("stretchers") > 0), seated * (self._most("seats") > 0)
        return [("any", lying + seated)] if self.is_mixed else [("stretcher", lying), ("seat", seated)]

    @cached_property
    def usable(self) -> list[str]:
        """Vehicle classes of which there is at least one vehicle."""
        return [vehicle.id for vehicle in self.scenario.fleet if vehicle.count > 0]

    @cached_property
    def is_mixed(self) -> bool:
        """Some class carries both lying and seated people."""
        return any(v.seats > 0 and v.stretchers > 0 for v in self.scenario.fleet if v.count > 0)

    def _most(self, field: str) -> int:
        return max((getattr(v, field) for v in self.scenario.fleet if v.count > 0), default=0)

    def capacity(self, kind: str) -> int:
        """Return the most people of *kind* in one vehicle."""
        if kind == "any":
            return max((v.seats + v.stretchers for v in self.scenario.fleet if v.count > 0), default=0)
        return self._most("stretchers" if kind == "stretcher" else "seats")

    @cached_property
    def kinds(self) -> list[str]:
        """Kinds of load that occur: stretcher, seat; or any, where vehicles carry both."""
        return [kind for kind in ("stretcher", "seat", "any") if any(load.kind == kind for load in self.loads)]

    def vehicles(self, kind: str) -> int:
        """Return how many vehicles can carry *kind*."""
        field = {"stretcher": "stretchers", "seat": "seats"}.get(kind)
        return sum(v.count for v in self.scenario.fleet if field is None or getattr(v, field) > 0)

    @cached_property
    def fleet(self) -> int:
        """All vehicles."""
        return sum(vehicle.count for vehicle in self.scenario.fleet)

    @cached_property
    def carriable(self) -> int:
        """Everybody whom some vehicle can carry."""
        return sum(load.persons for load in self.loads)

    def passages(self, people: int, loads: list[Load] | None = None) -> int:
        """Return the least number of passages that carry *people*: no set of loads of that size carries more."""
        if loads is None:
            return _fewest(self._carried["all"], people)
        return _fewest(list(accumulate(load.persons for load in loads)), people)

    def passages_of(self, kind: str, people: int) -> int:
        """Return the least number of passages of *kind* in any plan that brings out *people*."""
        own = self._carried[kind]
        return _fewest(own, people - self.carriable + (own[-1] if own else 0))

    @cached_property
    def _carried(self) -> dict[str, list[int]]:
        """People in the first load, the first two and so on: of each kind, and of all."""
        kinds = {kind: [load for load in self.loads if load.kind == kind] for kind in self.kinds} | {"all": self.loads}
        return {kind: list(accumulate(load.persons for load in loads)) for kind, loads in kinds.items()}

    def inner_s(self, point: AssemblyPoint) -> int:
        """Return the drive between *point* and the hub."""
        return sum(leg.drive_s for leg in shape.inner_legs(self.scenario, point.id))

    def first_boarding_s(self, point: AssemblyPoint) -> int:
        """Return the earliest second at which anybody can board at *point*."""
        opens = self.scenario.pause(point.pause).opens_s if point.pause else 0
        ready = min((group.ready_s for group in self.scenario.groups if group.at == point.id), default=0)
        return max(opens + self.inner_s(point), ready)

    @cached_property
    def points(self) -> list[AssemblyPoint]:
        """Assembly points with somebody who can be carried."""
        named = {load.point for load in self.loads}
        return [point for point in self.scenario.assembly_points if point.id in named]

    @cached_property
    def first_s(self) -> int:
        """The earliest second at which a loaded vehicle reaches the hub."""
        return min(self.first_boarding_s(p) + p.boarding_s + self.inner_s(p) for p in self.points)

    @cached_property
    def inside_s(self) -> int:
        """The least time from the hub to an assembly point, boarding, and back."""
        return min(2 * self.inner_s(p) + p.boarding_s for p in self.points)

    @cached_property
    def lanes(self) -> int:
        """Inspection lanes; `UNLIMITED` without a checkpoint."""
        return self.scenario.checkpoints[0].lanes if self.scenario.checkpoints else UNLIMITED

    def inspection_of(self, vehicle: str) -> int:
        """Return the seconds of one inspection of a vehicle class."""
        return (self.scenario.checkpoints[0].inspection_s(vehicle) or 0) if self.scenario.checkpoints else 0

    @cached_property
    def inspection_s(self) -> int:
        """The shortest inspection."""
        return min(self.inspection_of(vehicle) for vehicle in self.usable)

    @cached_property
    def transit_s(self) -> int:
        """From one end of the lane to the other."""
        return shape.lane(self.scenario).drive_s

    @cached_property
    def alighting_s(self) -> int:
        """Alighting at the reception centre."""
        name = self.scenario.groups[0].destinations[0]
        return next(centre.alighting_s for centre in self.scenario.reception_centres if centre.id == name)

    @cached_property
    def headway_s(self) -> int:
        """Least time between two vehicles."""
        return self.scenario.convoys.headway_s if self._is_ruled else 0

    @cached_property
    def extra_s(self) -> int:
        """What the interval between two convoys adds to the headway."""
        return max(0, self.scenario.convoys.interval_s - self.headway_s) if self._is_ruled else 0

    @cached_property
    def largest(self) -> int:
        """Vehicles in one convoy at most."""
        return max(1, self.scenario.convoys.largest) if self._is_ruled else UNLIMITED

    @cached_property
    def _is_ruled(self) -> bool:
        return shape.lane(self.scenario).id in self.scenario.convoys.where

    @cached_property
    def window_s(self) -> tuple[int, int | None]:
        """Opening of the lane, and the last second in it; None where nothing closes it."""
        name = shape.lane(self.scenario).pause
        if name is None:
            return 0, None
        return self.scenario.pause(name).opens_s, self.scenario.pause(name).last_s

    @cached_property
    def enter_s(self) -> int:
        """The earliest second at which a loaded vehicle enters the lane."""
        return max(self.first_s + self.inspection_s, self.window_s[0])

    @cached_property
    def turn_s(self) -> int:
        """The least time between two entries of the same vehicle, loaded."""
        return 2 * self.transit_s + self.alighting_s + self.inside_s + self.inspection_s


    @cached_property
    def turns(self) -> dict[str, Turns]:
        """What the crossings of each kind of vehicle cost, where the lane carries one direction at a time."""
        return {kind: self._turns_of(kind) for kind in self.kinds}

    def _turns_of(self, kind: str) -> Turns:
        classes = self.usable if kind == "any" else _classes_for(self, kind)
        cycle = Cycle(
            vehicles=self.vehicles(kind),
            transit_s=self.transit_s,
            headway_s=self.headway_s,
            gap_s=self.extra_s,
            largest=self.largest,
            inside_s=self.inside_s,
            inspection_s=min(self.inspection_of(vehicle) for vehicle in classes),
            lanes=self.lanes,
        )
        return Turns(cycle, self.fleet - cycle.vehicles, [self._entered_s(n) for n in range(1, self.fleet + 1)])

    def _entered_s(self, vehicles: int) -> int:
        """Return the earliest second by which so many vehicles have entered the lane outward."""
        inspected_s = self.first_s + _ceil(vehicles, self.lanes) * self.inspection_s
        gaps_s = (_ceil(vehicles, self.largest) - 1) * self.extra_s
        return max(inspected_s, self.enter_s + (vehicles - 1) * self.headway_s + gaps_s)


def _fewest(carried: list[int], people: int) -> int:
    return min(len(carried), bisect_left(carried, people) + 1) if people > 0 else 0


def hand_bounds(scenario: Scenario, people: int) -> tuple[Bound, ...]:
    """Return every bound of the pencil: on the clearance of any plan that brings out *people*, and on the people of any plan.

    Where *people* are not all whom a vehicle can carry, the strongest sum for all of them stands first: the answer to
    "when could everybody be out?".
    """
    if shape.beyond(scenario):
        return every_bound(scenario, people)
    pencil = Pencil(scenario)
    if not pencil.loads:
        return (_bound("carriable", "people", (), []),)
    on_people = [_carriable(pencil)]
    if pencil.window_s[1] is not None:
        on_people += [*_checkpoint_people(pencil), _lane_people(pencil), *_fleet_people(pencil), *_pace_people(pencil)]
    on_everybody = []
    if people < pencil.carriable:
        strongest = max(_on_clearance(pencil, pencil.carriable), key=lambda bound: bound.value)
        on_everybody.append(strongest.replace(of="complete_s"))
    return (*on_everybody, *(_on_clearance(pencil, people) if people > 0 else ()), *on_people)


def _on_clearance(pencil: Pencil, people: int) -> list[Bound]:
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


def _ceil(amount: int, parts: int) -> int:
    return -(-amount // parts)


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
    services = _ceil(pencil.passages(people), pencil.lanes)
    terms = [_first(pencil), Term(code="services", count=services, each_s=pencil.inspection_s), *_way_out(pencil)]
    yield _bound("checkpoint", "clearance_s", (_hub(pencil),), terms)


def _checkpoint_work(pencil: Pencil, people: int) -> Iterator[Bound]:
    """All inspections together, shared evenly by the lanes, where each kind of people has but one class to ride in."""
    riding = {kind: _classes_for(pencil, kind) for kind in pencil.kinds}
    if pencil.lanes in (0, UNLIMITED) or pencil.is_mixed or people != pencil.carriable:
        return
    if any(len(classes) != 1 for classes in riding.values()):
        return
    times = {kind: pencil.inspection_of(classes[0]) for kind, classes in riding.items()}
    if len(set(times.values())) < 2:
        return
    work = sum(pencil.passages_of(kind, people) * times[kind] for kind in pencil.kinds)
    terms = [_first(pencil), Term(code="work-per-lane", s=_ceil(work, pencil.lanes)), *_way_out(pencil)]
    yield _bound("checkpoint-work", "clearance_s", (_hub(pencil),), terms)


def _classes_for(pencil: Pencil, kind: str) -> list[str]:
    field = "stretchers" if kind == "stretcher" else "seats"
    return [v.id for v in pencil.scenario.fleet if v.count > 0 and getattr(v, field) > 0]


def _fleet(pencil: Pencil, people: int) -> Iterator[Bound]:
    """Some vehicle makes at least ceil(passages / vehicles) passages, and between two lies a whole turn."""
    best: Bound | None = None
    for kind in sorted(pencil.kinds):
        passages = pencil.passages_of(kind, people)
        if passages == 0:
            continue
        rounds = _ceil(passages, pencil.vehicles(kind)) - 1
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
        Term(code="convoy-gaps", count=_ceil(passages, pencil.largest) - 1, each_s=pencil.extra_s),
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
    rounds = {kind: _ceil(pencil.passages_of(kind, people), pencil.vehicles(kind)) for kind in pencil.kinds}
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
    gaps_out = max(0, _ceil(passages, pencil.largest) - openings)
    gaps_back = max(0, _ceil(back, pencil.largest) - returns)
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
    services = _ceil(max(0, openings * vehicles - 2 * spare), pencil.lanes)
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
    if shape.lane(pencil.scenario).traffic == "alternating":
        passages = pencil.passages_of(kind, people)
        if passages > pencil.vehicles(kind):
            yield pencil.turns[kind].reckon(passages, pencil.passages(people) - passages)


def _first_opening(pencil: Pencil, vehicles: int) -> list[Term]:
    """Return the longer of both sums until so many vehicles have entered: their inspections, or their entries."""
    services = [_first(pencil), Term(code="services", count=_ceil(vehicles, pencil.lanes), each_s=pencil.inspection_s)]
    entries = [
        *_until_entry(pencil),
        Term(code="headways", count=vehicles - 1, each_s=pencil.headway_s),
        Term(code="convoy-gaps", count=_ceil(vehicles, pencil.largest) - 1, each_s=pencil.extra_s),
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
            Term(code="boardings", count=_ceil(passages, point.bays), each_s=point.boarding_s, of=point.id),
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

    most = bisect_left(range(1, pencil.carriable + 1), True, key=lambda people: bool(late(people)))  # noqa: FBT003
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
