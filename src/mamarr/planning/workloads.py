"""Workloads: seconds of work that people cost at least, whoever does it, and the seconds that there are.

A throat counts whole uses of the same length. A workload weighs: each person is worth so many seconds of an inspection
lane or of a vehicle, so that no vehicle ever carries people worth more than what it costs. Work can be shared by the servers
as one likes, which is mild; so the work of n people, the lightest first, has to fit into the time there is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from mamarr.planning.crowd import ANY, Crowd
from mamarr.planning.reach import NEVER, Arc, Reach, both
from mamarr.planning.throats import Finder
from mamarr.scenario.people import Group
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times, united

Shares = Mapping[str, Fraction]


@dataclass(frozen=True)
class Workload:
    """So many servers, and what people cost them."""

    kind: str
    places: tuple[str, ...]
    groups: frozenset[str]
    """Those whose work it is."""
    spans: Times
    """When the servers work."""
    servers: int
    spared_s: int
    """So much of its work each server need not do before the last reception: the way back of its last passage."""
    worth: tuple[tuple[Fraction, int, str], ...]
    """(seconds that one person costs, persons, kind or group), the lightest first."""
    after_s: Callable[[int], int] = field(compare=False)
    of: str = ANY
    """The kind of people it is about."""

    def least_s(self, people: int) -> int:
        """Return the least work that *people* cost, whoever they are; what the servers are spared is taken off."""
        work = Fraction(0)
        for each_s, persons, _ in self.worth:
            taken = min(max(0, people), persons)
            work, people = work + taken * each_s, people - taken
        return max(0, -(-work.numerator // work.denominator) - self.servers * self.spared_s)

    def when(self, work_s: int) -> tuple[int, int, int] | None:
        """Return (work done before the stretch in which the last of it falls, its first second, the second when it is done)."""
        before = 0
        for begins, ends in self.spans:
            fits = self.servers * (ends - begins)
            if before + fits >= work_s:
                return before, begins, begins - (-(work_s - before) // self.servers)
            before += fits
        return None

    @property
    def most_s(self) -> int:
        """The work that can be done in all, and what is spared."""
        return self.servers * (self.spared_s + sum(ends - begins for begins, ends in self.spans))

    def people(self) -> list[tuple[int, str]]:
        """Return (persons, kind or group) of the most people whose work can be done, the lightest first."""
        left, found = Fraction(self.most_s), []
        for each_s, persons, name in self.worth:
            taken = persons if not each_s else min(persons, int(left / each_s))
            left -= taken * each_s
            if taken:
                found.append((taken, name))
        return found


def workloads(scenario: Scenario, reach: Reach, crowd: Crowd) -> list[Workload]:
    """Return every workload of *scenario*."""
    finder = Finder(scenario, reach, crowd)
    found = [*_inspections(finder), *_of_the_fleet(finder)]
    return [load for load in found if load.spans and load.worth and load.servers]


# Inspections


def _inspections(finder: Finder) -> Iterator[Workload]:
    for place in finder.scenario.checkpoints:
        arcs = [arc for arc in finder.reach.arcs if arc.checkpoint is place]
        groups = finder.bound_for(arcs) if arcs else []
        if not groups or place.serves != "vehicles" or not 0 < place.lanes < UNLIMITED:
            continue
        spans = _inspection_spans(finder, place, arcs, groups)
        for shares in _inspection_shares(finder.crowd, place):
            worth = [(shares[kind], finder.crowd.persons(groups, kind), kind) for kind in shares]
            worth += [
                (Fraction(place.inspection_s(g.id) or 0, g.persons_per_vehicle), finder.crowd.waiting(g), g.id)
                for g in groups
                if g.moves_itself
            ]
            yield Workload(
                kind="checkpoint-work",
                places=(place.id,),
                groups=frozenset(group.id for group in groups),
                spans=spans,
                servers=place.lanes,
                spared_s=0,
                worth=_sorted(worth),
                after_s=finder.from_arcs(groups, arcs),
            )


def _inspection_spans(finder: Finder, place: Checkpoint, arcs: list[Arc], groups: list[Group]) -> Times:
    first = finder.reach.earliest(finder.leaving(groups), finder.paces(groups)).get(place.id, NEVER)
    last = finder.last_entry(arcs, groups)
    span = ((first, last),) if first < last else ()
    hours = finder.reach.hours(place)
    held = span if hours is None else both(hours, span)
    return tuple(each for each in held if each[0] < each[1])


def _inspection_shares(crowd: Crowd, place: Checkpoint) -> Iterator[Shares]:
    """Seconds of an inspection that one person of each kind takes: no vehicle holds people worth more than its own."""
    for order in [(first, *(k for k in crowd.kinds if k != first)) for first in crowd.kinds] or [()]:
        found: dict[str, Fraction] = {}
        for kind in order:
            left = []
            for vehicle in crowd.usable:
                rooms = crowd.rooms(vehicle)
                if rooms.get(kind, 0):
                    taken = sum((share * rooms.get(other, 0) for other, share in found.items()), Fraction(0))
                    left.append(max(Fraction(0), (place.inspection_s(vehicle.id) or 0) - taken) / rooms[kind])
            found[kind] = min(left, default=Fraction(0))
        yield found


# Vehicles


class _Carried(NamedTuple):
    """People of one kind (or all) whom vehicles carry, and the share of a passage that one of each kind takes."""

    kind: str
    groups: list[Group]
    shares: Shares


class _Costs(NamedTuple):
    """Seconds that a passage of each group costs a vehicle, and of those its way back at the most."""

    by_group: Mapping[str, int]
    spared_s: int
    is_whole: bool


def _of_the_fleet(finder: Finder) -> Iterator[Workload]:
    """The time of vehicles from boarding to reception and back, and their time on legs that are not always open."""
    for kind, whom in finder.by_kind(finder.groups):
        shares = finder.crowd.weights if kind == ANY else [{kind: Fraction(1, finder.crowd.room(kind))}]
        for share in shares:
            people = _Carried(kind, whom, share)
            yield from _whole_turns(finder, people)
            yield from _open_drives(finder, people)


def _whole_turns(finder: Finder, people: "_Carried") -> Iterator[Workload]:
    whom = people.groups
    first, last = finder.boarding_span(whom)
    ends = finder.scenario.ends_s
    if first >= ends or first > last:
        return
    ways = {name: finder.reach.shortest(name) for name in {*(g.at for g in whom), *_centres(whom)}}
    yield _of_vehicles(finder, people, _costs(finder, whom, ways, is_whole=True), ((first, ends),))


def _open_drives(finder: Finder, people: "_Carried") -> Iterator[Workload]:
    """Only legs that are at times under no pause, closed or under a ban; nobody drives on them but while one of them is open."""
    whom = people.groups
    shut = [leg for leg in finder.scenario.legs if leg.pauses or finder.reach.calendar.closures(leg)]
    arcs = [arc for arc in finder.reach.arcs if arc.leg in shut]
    leaves = min(finder.leaving(whom).values(), default=NEVER)
    times = [
        (max(leaves, entry.first_s), entry.last_s + entry.drive_s)
        for arc in arcs
        for entry in finder.reach.entries(arc)
    ]
    spans = united([span for span in times if span[0] < span[1]])
    if not spans:
        return
    only = frozenset(leg.id for leg in shut)
    ways = {name: finder.reach.shortest(name, only) for name in {*(g.at for g in whom), *_centres(whom)}}
    yield _of_vehicles(finder, people, _costs(finder, whom, ways, is_whole=False), spans)


def _costs(finder: Finder, whom: list[Group], ways: Mapping[str, Mapping[str, int]], *, is_whole: bool) -> "_Costs":
    """Return by group what a passage of it costs a vehicle at least, the way back included, and the longest way back."""
    points = {group.at for group in whom}
    back = {}
    for centre in _centres(whom):
        nearest = min((ways[centre].get(point, NEVER) for point in points), default=NEVER)
        back[centre] = nearest if nearest < NEVER else 0
    costs = {}
    for group in whom:
        stands = {c: finder.board_s[group.at] + finder.alight_s[c] if is_whole else 0 for c in group.destinations}
        out = (ways[group.at].get(c, NEVER) + stands[c] + back[c] for c in group.destinations)
        costs[group.id] = min(out, default=NEVER)
    return _Costs(costs, max(back.values(), default=0), is_whole)


def _centres(whom: list[Group]) -> set[str]:
    return {name for group in whom for name in group.destinations}


def _of_vehicles(finder: Finder, people: "_Carried", costs: "_Costs", spans: Times) -> Workload:
    crowd, whom, shares, kind = finder.crowd, people.groups, people.shares, people.kind
    by_group = costs.by_group
    worth = [(shares[crowd.kind(g)] * by_group[g.id], crowd.waiting(g), g.id) for g in whom if by_group[g.id] < NEVER]
    return Workload(
        kind="fleet-time" if costs.is_whole else "fleet-drive",
        places=(),
        groups=frozenset(group.id for group in whom if by_group[group.id] < NEVER),
        spans=spans,
        servers=crowd.vehicles(kind),
        spared_s=costs.spared_s,
        worth=_sorted(worth),
        after_s=lambda second: second,
        of=kind,
    )


def _sorted(worth: list[tuple[Fraction, int, str]]) -> tuple[tuple[Fraction, int, str], ...]:
    return tuple(sorted(each for each in worth if each[1] > 0))
