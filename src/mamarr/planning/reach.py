"""Reach: how early somebody can be somewhere, how late one may still set out, and what nobody can go round.

Everything here is mild: queues, convoys, bays and other vehicles are left out, waiting is allowed at every place. So no
plan is earlier than `earliest` or sets out later than `latest`. Seconds; `NEVER` where there is no way.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from mamarr.scenario.calendar import Calendar
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times

NEVER = 2**40
Pace = float | None
"""Speed on foot in km/h, or None for who drives."""


@dataclass(frozen=True)
class Arc:
    """A leg in one direction, with the checkpoint that has to be passed right before it."""

    leg: Leg
    is_outward: bool
    checkpoint: Checkpoint | None

    @property
    def start(self) -> str:
        """Where it begins."""
        return self.leg.from_place if self.is_outward else self.leg.to_place

    @property
    def end(self) -> str:
        """Where it ends."""
        return self.leg.to_place if self.is_outward else self.leg.from_place


@dataclass(frozen=True)
class Entry:
    """Seconds at which one may enter an arc, first and last, and how long it then takes."""

    first_s: int
    last_s: int
    drive_s: int


class Reach:
    """The roads of a scenario as the mildest traveller sees them."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.calendar = scenario, Calendar(scenario)
        self.places = {place.id: place for place in scenario.places}
        every = [
            Arc(leg, is_outward, self._checkpoint(leg, is_outward=is_outward))
            for leg in scenario.legs
            for is_outward in (True, False)
            if is_outward or self._lets_in(leg)
        ]
        self.arcs = [arc for arc in every if self._lets_through(arc)]
        self.ahead: dict[str, list[Arc]] = defaultdict(list)
        self.behind: dict[str, list[Arc]] = defaultdict(list)
        for arc in self.arcs:
            self.ahead[arc.start].append(arc)
            self.behind[arc.end].append(arc)
        self._entries: dict[tuple[str, bool, Pace], tuple[Entry, ...]] = {}
        names = [vehicle.id for vehicle in scenario.fleet if vehicle.count]
        names += [group.id for group in scenario.groups if group.means]
        self._inspection_s = {
            place.id: min((place.inspection_s(name) or 0 for name in names), default=0)
            for place in scenario.checkpoints
            if place.serves == "vehicles"
        }

    def _lets_through(self, arc: Arc) -> bool:
        """Say whether anybody can ever pass: no lane, no convoy or no entry an hour is a closed road."""
        is_dead = arc.checkpoint is not None and arc.checkpoint.serves == "vehicles" and not arc.checkpoint.lanes
        rules = self.scenario.convoys
        return not is_dead and arc.leg.capacity != 0 and (arc.leg.id not in rules.where or rules.largest > 0)

    @staticmethod
    def _lets_in(leg: Leg) -> bool:
        return any(traffic != "one-way" for traffic in (leg.traffic, *(c.traffic for c in leg.changes if c.traffic)))

    def _checkpoint(self, leg: Leg, *, is_outward: bool) -> Checkpoint | None:
        place = self.places[leg.from_place if is_outward else leg.to_place]
        wanted = ("out", "both") if is_outward else ("in", "both")
        return place if isinstance(place, Checkpoint) and place.direction in wanted else None

    def inspection_s(self, place: str) -> int:
        """Return the shortest inspection at a checkpoint; nothing where persons are inspected, for nobody may be aboard."""
        return self._inspection_s.get(place, 0)

    def entries(self, arc: Arc, paces: Iterable[Pace] = (None,)) -> tuple[Entry, ...]:
        """Return when an arc may be entered at all: in its pauses, out of its closures, in its direction."""
        found: list[Entry] = []
        for pace in paces:
            key = (arc.leg.id, arc.is_outward, pace)
            if key not in self._entries:
                self._entries[key] = tuple(self._pieces(arc, pace))
            found.extend(self._entries[key])
        return tuple(found)

    def _pieces(self, arc: Arc, pace: Pace) -> Iterable[Entry]:
        leg, ends = arc.leg, self.scenario.ends_s
        if pace is not None and leg.length_m is None:
            return  # nobody can say how long a column walks
        seams = [0, *self.calendar.seams(leg), ends + 1]
        open_times = _open(self.calendar.windows(leg.pauses), self.calendar.closures(leg), ends)
        for begins, until in pairwise(seams):
            drive = self.calendar.drive_s(leg, begins, pace)
            if drive is None or (not arc.is_outward and self.calendar.traffic(leg, begins) == "one-way"):
                continue
            for opens, closes in open_times:
                first, last = max(begins, opens), min(until - 1, closes - drive)
                if first <= last:
                    yield Entry(first, last, drive)

    def _drive_s(self, arc: Arc, only: frozenset[str]) -> int:
        drives = [entry.drive_s for entry in self.entries(arc)]
        return min(drives, default=NEVER) if arc.leg.id in only or not drives else 0

    def least_s(self, arc: Arc, paces: Iterable[Pace] = (None,)) -> int:
        """Return the shortest time that an arc ever takes, its inspection included."""
        drives = [entry.drive_s for entry in self.entries(arc, paces)]
        return min(drives, default=NEVER) + (self.inspection_s(arc.start) if arc.checkpoint else 0)

    def earliest(
        self, starts: Mapping[str, int], paces: tuple[Pace, ...] = (None,), first: Iterable[Arc] | None = None
    ) -> dict[str, int]:
        """Return the earliest arrival at every place of who may leave the places of *starts* at the seconds named.

        *first* names the arcs of which one is taken first, inspected already; else any.
        """
        best: dict[str, int] = {} if first is not None else dict(starts)
        if first is not None:
            for arc in first:
                arrival = self._after(arc, starts[arc.start], paces, is_inspected=True)
                best[arc.end] = min(arrival, best.get(arc.end, NEVER))
        queue = [(second, place) for place, second in best.items()]
        heapq.heapify(queue)
        while queue:
            second, place = heapq.heappop(queue)
            if second > best[place]:
                continue
            for arc in self.ahead[place]:
                arrival = self._after(arc, second, paces)
                if arrival < best.get(arc.end, NEVER):
                    best[arc.end] = arrival
                    heapq.heappush(queue, (arrival, arc.end))
        return {place: second for place, second in best.items() if second < NEVER}

    def _after(self, arc: Arc, second: int, paces: Iterable[Pace], *, is_inspected: bool = False) -> int:
        if arc.checkpoint is not None and not is_inspected:
            second = inspected_s(self.hours(arc.checkpoint), self.inspection_s(arc.start), second)
        arrivals = (
            max(second, entry.first_s) + entry.drive_s for entry in self.entries(arc, paces) if entry.last_s >= second
        )
        return min(arrivals, default=NEVER)

    def hours(self, checkpoint: Checkpoint) -> Times | None:
        """Return when a checkpoint works: its opening hours within its pauses; None for always."""
        hours, windows = self.calendar.opening_hours(checkpoint.opening_hours), self.calendar.windows(checkpoint.pauses)
        if hours is None or windows is None:
            return hours if windows is None else windows
        return both(hours, windows)

    def latest(self, ends: Mapping[str, int], paces: tuple[Pace, ...] = (None,)) -> dict[str, int]:
        """Return for every place the last second at which one may set out from it and still be at some place of *ends* in time.

        At a checkpoint the last second of being there before the inspection; of *ends* the seconds that are named.
        """
        best = dict(ends)
        queue = [(-second, place) for place, second in ends.items()]
        heapq.heapify(queue)
        while queue:
            second, place = heapq.heappop(queue)
            if -second < best[place]:
                continue
            for arc in self.behind[place]:
                last = self._before(arc, -second, paces)
                if last > best.get(arc.start, -1):
                    best[arc.start] = last
                    heapq.heappush(queue, (-last, arc.start))
        return best

    def last_entry_s(self, arc: Arc, arrival_s: int, paces: Iterable[Pace] = (None,)) -> int:
        """Return the last second at which an arc may be entered to be through by *arrival_s*; -1 where there is none."""
        lasts = (min(entry.last_s, arrival_s - entry.drive_s) for entry in self._usable(arc, arrival_s, paces))
        return max(lasts, default=-1)

    def _usable(self, arc: Arc, arrival_s: int, paces: Iterable[Pace]) -> Iterable[Entry]:
        return (entry for entry in self.entries(arc, paces) if entry.first_s + entry.drive_s <= arrival_s)

    def _before(self, arc: Arc, second: int, paces: Iterable[Pace]) -> int:
        last = self.last_entry_s(arc, second, paces)
        if arc.checkpoint is None or last < 0:
            return last
        work = self.inspection_s(arc.start)
        hours = self.hours(arc.checkpoint)
        if hours is None:
            return last - work
        return max(
            (min(closes, last) - work for opens, closes in hours if min(closes, last) - work >= opens), default=-1
        )

    def ways_round(self, start: str, without: Iterable[Arc]) -> set[str]:
        """Return the places that can be reached from *start* without the arcs named."""
        shut = {(arc.leg.id, arc.is_outward) for arc in without}
        reached, waiting = {start}, [start]
        while waiting:
            for arc in self.ahead[waiting.pop()]:
                if (arc.leg.id, arc.is_outward) not in shut and arc.end not in reached:
                    reached.add(arc.end)
                    waiting.append(arc.end)
        return reached

    def shortest(self, start: str, only: frozenset[str] | None = None) -> dict[str, int]:
        """Return the shortest time that the way from *start* to each place can ever take.

        With *only*, no more than the drives over these legs count.
        """
        best, queue = {start: 0}, [(0, start)]
        while queue:
            second, place = heapq.heappop(queue)
            if second > best[place]:
                continue
            for arc in self.ahead[place]:
                arrival = second + (self.least_s(arc) if only is None else self._drive_s(arc, only))
                if arrival < best.get(arc.end, NEVER):
                    best[arc.end] = arrival
                    heapq.heappush(queue, (arrival, arc.end))
        return best


def both(one: Times, other: Times) -> Times:
    """Return the stretches that lie in *one* and in *other*."""
    shared = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return tuple(sorted((begins, ends) for begins, ends in shared if begins <= ends))


def inspected_s(hours: Times | None, work_s: int, second: int) -> int:
    """Return when an inspection of *work_s* ends that begins at *second* or later, within *hours*."""
    if hours is None:
        return second + work_s
    ends = (max(second, opens) + work_s for opens, closes in hours if max(second, opens) + work_s <= closes)
    return min(ends, default=NEVER)


def _open(windows: Times | None, closures: Times, ends_s: int) -> list[tuple[int, int]]:
    """Return when a leg may be occupied: in its windows, out of its closures, whose end points are allowed."""
    found: list[tuple[int, int]] = []
    for opens, closes in windows if windows is not None else ((0, ends_s),):
        begins = max(0, opens)
        for shuts, reopens in closures:
            if reopens <= begins or shuts >= closes:
                continue
            if shuts >= begins:
                found.append((begins, shuts))
            begins = max(begins, reopens)
        if begins <= min(closes, ends_s):
            found.append((begins, min(closes, ends_s)))
    return found
