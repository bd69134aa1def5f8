"""Mild travel: what nobody can do better on the roads of a scenario. Taken from the scenario, by the judge alone.

Whoever travels mildly waits wherever and as long as it helps, meets nobody, is inspected as quickly as anybody ever is, and
keeps to pauses, closures, bans and opening hours only. So whatever an allowed plan does is later, longer and less often.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from mamarr.scenario.calendar import Calendar
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times

Paces = frozenset[float | None]
"""How people move: km/h of columns on foot; None on wheels."""
WHEELS: Paces = frozenset({None})


class Entry(NamedTuple):
    """Seconds at which an arc may be entered, and the drive that holds then."""

    first_s: int
    last_s: int
    drive_s: int


@dataclass(frozen=True)
class Arc:
    """A leg in one direction; *gate* is the checkpoint that inspects right before it is entered."""

    leg: Leg
    is_outward: bool
    start: str
    end: str
    gate: Checkpoint | None

    @property
    def key(self) -> tuple[str, bool]:
        """Leg and direction."""
        return self.leg.id, self.is_outward


class Travel:
    """Arcs of a scenario and the mildest ways over them. Instants are whole seconds since clock zero."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.calendar = Calendar(scenario)
        self.ends_s = scenario.ends_s
        self._places = {place.id: place for place in scenario.places}
        self.arcs = [arc for leg in scenario.legs for arc in self._arcs_of(leg)]
        self._from: dict[str, list[tuple[Arc, str]]] = {place.id: [] for place in scenario.places}
        self._to: dict[str, list[tuple[Arc, str]]] = {place.id: [] for place in scenario.places}
        for arc in self.arcs:
            self._from[arc.start].append((arc, arc.end))
            self._to[arc.end].append((arc, arc.start))
        self._entries: dict[tuple[str, bool, Paces], tuple[Entry, ...]] = {}
        self._hours: dict[str, Times] = {}
        self._shortest: dict[str, dict[str, int]] = {}
        self._inspection_s = {gate.id: self._read_inspection_s(gate) for gate in scenario.checkpoints}

    def _arcs_of(self, leg: Leg) -> Iterator[Arc]:
        rules = self.scenario.convoys
        if leg.capacity == 0 or (leg.id in rules.where and rules.largest == 0):
            return
        for is_outward in (True, False):
            start, end = (leg.from_place, leg.to_place) if is_outward else (leg.to_place, leg.from_place)
            gate = self._gate(start, is_outward=is_outward)
            dead = gate is not None and gate.serves == "vehicles" and gate.lanes == 0
            if not dead and (is_outward or any(traffic != "one-way" for traffic in self.traffics(leg))):
                yield Arc(leg, is_outward, start, end, gate)

    def _gate(self, start: str, *, is_outward: bool) -> Checkpoint | None:
        place = self._places[start]
        wanted = ("out", "both") if is_outward else ("in", "both")
        return place if isinstance(place, Checkpoint) and place.direction in wanted else None

    @staticmethod
    def traffics(leg: Leg) -> set[str]:
        """Return every traffic that *leg* ever has, in any of its changes."""
        return {leg.traffic, *(change.traffic for change in leg.changes if change.traffic is not None)}

    def lanes(self, leg: Leg) -> int:
        """Return the most lanes that *leg* ever has, in any of its changes."""
        return max([leg.lanes, *(change.lanes for change in leg.changes if change.lanes)])

    def least_inspection_s(self, gate: Checkpoint) -> int:
        """Return the shortest inspection of anybody there is; 0 where persons are inspected, for who carries nobody."""
        return self._inspection_s[gate.id]

    def _read_inspection_s(self, gate: Checkpoint) -> int:
        if gate.serves == "persons":
            return 0
        names = [vehicle.id for vehicle in self.scenario.fleet if vehicle.count > 0]
        names += [group.id for group in self.scenario.groups if group.means > 0]
        return min((gate.inspection_s(name) or 0 for name in names), default=0)

    # Entering an arc, being inspected

    def entries(self, arc: Arc, paces: Paces) -> tuple[Entry, ...]:
        """Return when *arc* may be entered at one of *paces*, in order of the first second."""
        key = (*arc.key, paces)
        if key not in self._entries:
            measured = [pace for pace in paces if pace is None or arc.leg.length_m is not None]
            self._entries[key] = tuple(sorted(entry for pace in measured for entry in self._read_entries(arc, pace)))
        return self._entries[key]

    def _read_entries(self, arc: Arc, pace: float | None) -> Iterator[Entry]:
        leg = arc.leg
        closures = self.calendar.closures(leg)
        seams = [0, *self.calendar.seams(leg), UNLIMITED]
        for begins, ends in pairwise(seams):
            drive = self.calendar.drive_s(leg, begins, pace)
            wrong_way = not arc.is_outward and self.calendar.traffic(leg, begins) == "one-way"
            if drive is None or wrong_way:
                continue
            for opens, closes in self.days(leg.pauses):
                first, last = max(begins, opens), min(ends - 1, closes - drive)
                for begin, end in _without(first, last, closures, drive):
                    yield Entry(begin, end, drive)

    def stretches(self, arc: Arc, paces: Paces, first_s: int, leaves_s: int) -> tuple[tuple[int, int], ...]:
        """Return when *arc* may be entered from *first_s* on and left by *leaves_s*; times without a second between them are one."""
        cut = (
            (max(entry.first_s, first_s), min(entry.last_s, leaves_s - entry.drive_s))
            for entry in self.entries(arc, paces)
        )
        return joined(((first, last) for first, last in cut if first <= last), apart_s=1)

    def hours(self, gate: Checkpoint) -> Times:
        """Return when *gate* may inspect: its opening hours within its pauses, up to the horizon."""
        if gate.id not in self._hours:
            days, hours = self.days(gate.pauses), self.calendar.opening_hours(gate.opening_hours)
            self._hours[gate.id] = days if hours is None else both(days, hours)
        return self._hours[gate.id]

    def days(self, pauses: tuple[str, ...]) -> Times:
        """Return the windows of *pauses* between clock zero and the horizon."""
        windows, whole = self.calendar.windows(pauses), ((0, self.ends_s),)
        return whole if windows is None else both(windows, whole)

    def inspected_s(self, arc: Arc, second: int) -> int | None:
        """Return when somebody who comes to the beginning of *arc* at *second* may enter it, as far as inspection goes."""
        if arc.gate is None:
            return second
        least = self.least_inspection_s(arc.gate)
        ends = (
            max(second, opens) + least for opens, closes in self.hours(arc.gate) if max(second, opens) + least <= closes
        )
        return min(ends, default=None)

    def _uninspected_s(self, arc: Arc, enters_s: int) -> int | None:
        """Return the last second at which one may come to *arc* and still enter it at *enters_s*."""
        if arc.gate is None:
            return enters_s
        least = self.least_inspection_s(arc.gate)
        begins = (
            min(enters_s, closes) - least
            for opens, closes in self.hours(arc.gate)
            if min(enters_s, closes) - least >= opens
        )
        return max(begins, default=None)

    def enters_s(self, arc: Arc, second: int, paces: Paces) -> int | None:
        """Return the first second from *second* on at which *arc* may be entered."""
        return min((max(second, first) for first, last, _ in self.entries(arc, paces) if last >= second), default=None)

    def leaves_s(self, arc: Arc, second: int, paces: Paces) -> int | None:
        """Return the earliest second at the end of *arc* for who may enter it from *second* on."""
        leaves = (max(second, first) + drive for first, last, drive in self.entries(arc, paces) if last >= second)
        return min(leaves, default=None)

    def last_entry_s(self, arc: Arc, leaves_s: int, paces: Paces) -> int | None:
        """Return the last second at which *arc* may be entered so that it is left at *leaves_s* or before."""
        begins = (
            min(last, leaves_s - drive)
            for first, last, drive in self.entries(arc, paces)
            if min(last, leaves_s - drive) >= first
        )
        return max(begins, default=None)

    # Ways

    def earliest(self, starts: Mapping[str, int], paces: Paces = WHEELS) -> dict[str, int]:
        """Return the earliest second at every place for who is at one of *starts* at its second."""

        def arrives_s(arc: Arc, second: int) -> int | None:
            ready = self.inspected_s(arc, second)
            return None if ready is None else self.leaves_s(arc, ready, paces)

        return _least(starts, self._from, arrives_s)

    def leads_to(self, start: str, without: frozenset[tuple[str, bool]]) -> set[str]:
        """Return every place to which arcs lead from *start* but *without* some, whenever they may be entered."""
        met, near = {start}, [start]
        while near:
            for arc, _ in self._from[near.pop()]:
                if arc.key not in without and arc.end not in met:
                    met.add(arc.end)
                    near.append(arc.end)
        return met

    def latest(self, goals: Mapping[str, int], paces: Paces = WHEELS) -> dict[str, int]:
        """Return the last second at every place for who has to be at one of *goals* at its second."""

        def comes_s(arc: Arc, back: int) -> int | None:
            enters = self.last_entry_s(arc, -back, paces)
            comes = None if enters is None else self._uninspected_s(arc, enters)
            return None if comes is None else -comes

        backward = _least({place: -second for place, second in goals.items()}, self._to, comes_s)
        return {place: -back for place, back in backward.items()}

    def shortest_of(self, arc: Arc, paces: Paces = WHEELS) -> int | None:
        """Return the least drive and inspection that *arc* ever has; None where it is never entered."""
        drive = min((entry.drive_s for entry in self.entries(arc, paces)), default=None)
        if drive is None:
            return None
        return drive + (0 if arc.gate is None else self.least_inspection_s(arc.gate))

    def shortest(self, start: str) -> dict[str, int]:
        """Return the least seconds on wheels from *start* to every place, whenever that is."""
        if start not in self._shortest:
            self._shortest[start] = self.cheapest(start, self.shortest_of)
        return self._shortest[start]

    def cheapest(self, start: str, costs: Callable[[Arc], int | None]) -> dict[str, int]:
        """Return the least sum of *costs* of arcs from *start* to every place; an arc that costs None is not there."""

        def spent(arc: Arc, before: int) -> int | None:
            cost = costs(arc)
            return None if cost is None else before + cost

        return _least({start: 0}, self._from, spent)


def _least(
    starts: Mapping[str, int], ways: Mapping[str, list[tuple[Arc, str]]], after: Callable[[Arc, int], int | None]
) -> dict[str, int]:
    """Return the least number at every place that *ways* lead to, where *after* an arc a lower number never becomes a higher one."""
    best = dict(starts)
    near = sorted((number, place) for place, number in best.items())
    while near:
        number, here = heappop(near)
        for arc, there in ways[here]:
            reached = after(arc, number)
            if reached is not None and (there not in best or reached < best[there]):
                best[there] = reached
                heappush(near, (reached, there))
    return best


def _without(first: int, last: int, closures: Times, drive: int) -> Iterator[tuple[int, int]]:
    """Yield [first, last] without the seconds whose drive would cross one of *closures*."""
    for begins, until in closures:
        until_closed = min(last, begins - drive)
        if until_closed >= first:
            yield first, until_closed
        first = max(first, until)
    if first <= last:
        yield first, last


def both(these: Iterable[tuple[int, int]], those: Times) -> Times:
    """Return what lies in a stretch of *these* and in one of *those*."""
    common = ((max(a, c), min(b, d)) for a, b in these for c, d in those)
    return tuple(sorted((first, last) for first, last in common if first <= last))


def joined(spans: Iterable[tuple[int, int]], *, apart_s: int) -> Times:
    """Return *spans*, in order of their beginning, as one where the next begins no more than *apart_s* behind the last."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        begun, until = found.pop() if found else (first, last)
        if first > until + apart_s:
            found.append((begun, until))
            begun = first
        found.append((begun, max(until, last)))
    return tuple(found)
