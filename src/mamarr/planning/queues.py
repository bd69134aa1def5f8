"""Bays and inspection lanes: who stands at once, who waits, and whose turn it is."""

from bisect import bisect_right
from collections import defaultdict
from heapq import heappop, heappush

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Inspection, Record, Stand
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.spells import Times


def check_bays(record: Record, ground: Ground, docket: Docket) -> None:
    """Count the vehicles in the bays of every place; an end comes before a beginning at the same second."""
    by_place: dict[str, list[Stand]] = defaultdict(list)
    for stand in record.stands:
        by_place[stand.place].append(stand)
    for name, stands in by_place.items():
        place = ground.places[name]
        if isinstance(place, AssemblyPoint | ReceptionCentre):
            _check_place(place, stands, docket)


def _check_place(place: AssemblyPoint | ReceptionCentre, stands: list[Stand], docket: Docket) -> None:
    ends: list[int] = []
    for stand in sorted(stands, key=lambda stand: (stand.begins_s, stand.path)):
        while ends and ends[0] <= stand.begins_s:
            heappop(ends)
        heappush(ends, stand.ends_s)
        if len(ends) > place.bays:
            docket.add("judge.bays", stand.path, place=place.id, found=len(ends), wanted=place.bays)


def check_lanes(record: Record, ground: Ground, docket: Docket) -> None:
    """Follow the queue of every checkpoint."""
    by_place: dict[str, list[Inspection]] = defaultdict(list)
    for inspection in record.inspections:
        by_place[inspection.place].append(inspection)
    for name, inspections in by_place.items():
        place = ground.places[name]
        if isinstance(place, Checkpoint):
            _Queue(place, inspections, ground.calendar.opening_hours(place.opening_hours), docket).follow()


class _Queue:
    """The vehicles at one checkpoint, second by second: ends, then arrivals, then beginnings.

    After the beginnings of a second nobody whose inspection would fit into the opening hours may be waiting beside a
    free lane, and nobody may have begun before somebody who waits, could begin too and has the better claim: a better
    rank, or the same rank and an earlier arrival. Nothing changes until the next second at which something ends,
    arrives, begins or opens, so these seconds are all that count.
    """

    def __init__(self, place: Checkpoint, inspections: list[Inspection], hours: Times | None, docket: Docket) -> None:
        self.place, self.inspections, self.hours, self.docket = place, inspections, hours, docket
        ranks = {vehicle: rank for rank, vehicle in reversed(list(enumerate(place.priority)))}
        self.claims = [
            (ranks.get(inspection.kind, len(place.priority)), inspection.arrives_s) for inspection in inspections
        ]
        self.busy = 0
        self.begun: set[int] = set()
        self.waiting: dict[int, list[tuple[tuple[int, int], int]]] = defaultdict(list)
        """Who waits, by how long the inspection takes: of those who take equally long all could begin, or none."""
        self.idle: set[int] = set()

    def follow(self) -> None:
        """Go through every second at which something happens."""
        arrivals: dict[int, list[int]] = defaultdict(list)
        begins: dict[int, list[int]] = defaultdict(list)
        ends: dict[int, int] = defaultdict(int)
        for number, inspection in enumerate(self.inspections):
            arrivals[min(inspection.arrives_s, inspection.begins_s)].append(number)
            begins[inspection.begins_s].append(number)
            if inspection.ends_s > inspection.begins_s:
                ends[inspection.ends_s] += 1
        opens = {second for second, _ in self.hours or ()}
        inside = 0
        for second in sorted({*arrivals, *begins, *ends, *opens}):
            self.busy -= ends.get(second, 0)
            for number in arrivals.get(second, ()):
                heappush(self.waiting[self._length_s(number)], (self.claims[number], number))
            self._begin(begins.get(second, []), second)
            first = self._first(second)
            if first is not None and self.busy < self.place.lanes and first not in self.idle:
                self.idle.add(first)
                path = self.inspections[first].path
                self.docket.add("judge.idle-lane", path, place=self.place.id, found=second)
            inside += len(arrivals.get(second, ())) - len(begins.get(second, ()))
            if inside > self.place.room and arrivals.get(second):
                path = self.inspections[arrivals[second][-1]].path
                self.docket.add("judge.room", path, place=self.place.id, found=inside, wanted=self.place.room)

    def _begin(self, numbers: list[int], second: int) -> None:
        was_busy = self.busy
        self.begun.update(numbers)
        first = self._first(second)
        for number in numbers:
            inspection = self.inspections[number]
            is_long = inspection.ends_s > inspection.begins_s
            self.busy += is_long
            at_once = self.busy if is_long else was_busy + 1  # an inspection without length needs a free lane, too
            if at_once > self.place.lanes:
                self.docket.add(
                    "judge.lanes", inspection.path, place=self.place.id, found=at_once, wanted=self.place.lanes
                )
            if first is not None and self.claims[first] < self.claims[number]:
                trip = self.inspections[first].trip
                self.docket.add("judge.turn", inspection.path, place=self.place.id, found=trip)
            if not self._fits(second, self._length_s(number)):
                self.docket.add("judge.opening-hours", inspection.path, place=self.place.id, found=second)

    def _length_s(self, number: int) -> int:
        return self.inspections[number].ends_s - self.inspections[number].begins_s

    def _fits(self, second: int, length_s: int) -> bool:
        """Say whether an inspection of this length that begins now lies wholly within the opening hours."""
        if self.hours is None:
            return True
        number = bisect_right(self.hours, second, key=lambda spell: spell[0]) - 1
        return number >= 0 and second + length_s <= self.hours[number][1]

    def _first(self, second: int) -> int | None:
        """Return who has the best claim of those who wait and could begin at *second*."""
        could: list[tuple[tuple[int, int], int]] = []
        for length_s, heap in self.waiting.items():
            while heap and heap[0][1] in self.begun:
                heappop(heap)
            if heap and self._fits(second, length_s):
                could.append(heap[0])
        return min(could)[1] if could else None
