"""Mild travel second by second: for every second of a short horizon, may one enter, where is one then. No search, no stretches.

Written from the page *Bounds of every shape* ("Mild travel"), for corridors of a few seconds; what it finds is kept, because it
depends on the scenario alone.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from tiny_corridors import tiny_corridors

from mamarr import Scenario
from mamarr.scenario.calendar import Calendar
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.roads import Leg

Paces = frozenset[float | None]
WHEELS: Paces = frozenset({None})


class Way(NamedTuple):
    """A leg in one direction."""

    leg: Leg
    is_outward: bool

    @property
    def start(self) -> str:
        return self.leg.from_place if self.is_outward else self.leg.to_place

    @property
    def end(self) -> str:
        return self.leg.to_place if self.is_outward else self.leg.from_place


class Seconds:
    """A scenario, looked at one second at a time."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.calendar = Calendar(scenario)
        self.ends_s = scenario.ends_s
        self.places = {place.id: place for place in scenario.places}
        ways = [Way(leg, is_outward) for leg in scenario.legs for is_outward in (True, False)]
        self.ways = [way for way in ways if self._is_one(way)]
        self._entries: dict[tuple[str, bool, Paces], list[tuple[int, int]]] = {}

    def _is_one(self, way: Way) -> bool:
        leg, rules, gate = way.leg, self.scenario.convoys, self.gate(way)
        traffics = [leg.traffic] + [change.traffic for change in leg.changes if change.traffic]
        if not way.is_outward and all(traffic == "one-way" for traffic in traffics):
            return False
        if leg.id in rules.where and rules.largest == 0:
            return False
        if gate is not None and gate.serves == "vehicles" and gate.lanes == 0:
            return False
        return leg.capacity != 0

    def gate(self, way: Way) -> Checkpoint | None:
        """The checkpoint that inspects whoever enters *way*."""
        place = self.places[way.start]
        if isinstance(place, Checkpoint) and place.direction in ("both", "out" if way.is_outward else "in"):
            return place
        return None

    def takes_s(self, way: Way, second: int, pace: float | None) -> int | None:
        """Seconds of the drive of who enters at *second*; None where that is not allowed."""
        if pace is not None and way.leg.length_m is None:
            return None
        if not way.is_outward and self.calendar.traffic(way.leg, second) == "one-way":
            return None
        drive = self.calendar.drive_s(way.leg, second, pace)
        if drive is None or not 0 <= second <= second + drive <= self.ends_s:
            return None
        windows = self.calendar.windows(way.leg.pauses)
        if windows is not None and not any(a <= second and second + drive <= b for a, b in windows):
            return None
        if any(second < until and begins < second + drive for begins, until in self.calendar.closures(way.leg)):
            return None
        return drive

    def entries(self, way: Way, paces: Paces) -> list[tuple[int, int]]:
        """Every (second, drive) at which *way* may be entered."""
        key = (way.leg.id, way.is_outward, paces)
        if key not in self._entries:
            drives = [(s, self.takes_s(way, s, pace)) for s in range(self.ends_s + 1) for pace in paces]
            self._entries[key] = sorted({(s, drive) for s, drive in drives if drive is not None})
        return self._entries[key]

    def inspection_s(self, gate: Checkpoint) -> int:
        """The shortest inspection of anybody there is."""
        if gate.serves == "persons":
            return 0
        names = [vehicle.id for vehicle in self.scenario.fleet if vehicle.count]
        mine = [each for each in self.scenario.groups if each.moves_itself and each.persons_per_vehicle]
        names += [group.id for group in mine if group.to_move > 0]
        return min((gate.inspection_s(name) or 0 for name in names), default=0)

    def hours(self, gate: Checkpoint) -> list[tuple[int, int]]:
        """Stretches of inspection, within opening hours and within pauses."""
        hours = self.calendar.opening_hours(gate.opening_hours)
        windows = self.calendar.windows(gate.pauses)
        whole = ((0, self.ends_s),)
        both = [(max(a, c, 0), min(b, d, self.ends_s)) for a, b in hours or whole for c, d in windows or whole]
        both = [] if hours == () or windows == () else both
        return sorted((a, b) for a, b in both if a <= b)

    def inspections(self, way: Way) -> list[tuple[int, int]] | None:
        """Every (begin, end) of an inspection before *way*; None where nobody inspects."""
        gate = self.gate(way)
        if gate is None:
            return None
        least = self.inspection_s(gate)
        return [(s, s + least) for a, b in self.hours(gate) for s in range(a, b + 1) if s + least <= b]

    def inspected_s(self, way: Way, second: int) -> int | None:
        """The first second at which who comes at *second* may enter, as far as inspection goes."""
        inspections = self.inspections(way)
        if inspections is None:
            return second
        return min((end for begin, end in inspections if begin >= second), default=None)

    def earliest(self, starts: Mapping[str, int], paces: Paces) -> dict[str, int]:
        """The earliest second at every place, tried again until nothing gets better."""
        best = dict(starts)
        for _ in self.places:
            for way in self.ways:
                if way.start not in best:
                    continue
                ready = self.inspected_s(way, best[way.start])
                for second, drive in self.entries(way, paces) if ready is not None else ():
                    if ready is not None and second >= ready:
                        best[way.end] = min(second + drive, best.get(way.end, second + drive))
        return best

    def latest(self, goals: Mapping[str, int], paces: Paces) -> dict[str, int]:
        """The last second at every place from which a goal is reached in time, tried again until nothing gets better."""
        best = dict(goals)
        for _ in self.places:
            for way in self.ways:
                inspections = self.inspections(way)
                for second, drive in self.entries(way, paces) if way.end in best else ():
                    if second + drive <= best[way.end]:
                        begins = [second] if inspections is None else [a for a, b in inspections if b <= second]
                        for begin in begins:
                            best[way.start] = max(begin, best.get(way.start, begin))
        return best

    def least_s(self, way: Way, paces: Paces = WHEELS) -> int | None:
        """The least drive and inspection of *way*."""
        gate = self.gate(way)
        drives = [drive for _, drive in self.entries(way, paces)]
        return min(drives) + (self.inspection_s(gate) if gate else 0) if drives else None

    def shortest(self, start: str) -> dict[str, int]:
        """The least seconds from *start* to every place, whenever that is."""
        best = {start: 0}
        for _ in self.places:
            for way in self.ways:
                takes = self.least_s(way)
                if way.start in best and takes is not None:
                    best[way.end] = min(best[way.start] + takes, best.get(way.end, best[way.start] + takes))
        return best

    def leads_to(self, start: str, without: Iterable[Way]) -> set[str]:
        """Every place reached from *start* over other ways than these."""
        met = {start}
        for _ in self.places:
            met |= {way.end for way in self.ways if way.start in met and way not in set(without)}
        return met


SOME = (0, 1, 4, 9)
"""Seconds from which somebody sets out."""
FEET: Paces = frozenset({18.0})
EITHER: Paces = frozenset({None, 12.0})
PACES = (WHEELS, FEET, EITHER)


class Twin(Seconds):
    """A scenario, and ways through it: reckoned once."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        names = list(self.places)
        self.starts = [{names[0]: second} for second in SOME] + [{names[0]: 3, names[-1]: 5}, {names[-2]: 0}]
        self.goals = [{"camp": self.ends_s - least} for least in (0, 1, 5)] + [{"camp": 9, names[0]: 11}, {names[0]: 8}]
        self.earliest_of = {(n, p): self.earliest(starts, p) for n, starts in enumerate(self.starts) for p in PACES}
        self.latest_of = {(n, p): self.latest(goals, p) for n, goals in enumerate(self.goals) for p in PACES}
        self.shortest_of_place = {name: self.shortest(name) for name in names}


@cache
def twin(number: int) -> Twin:
    """The twin of a tiny corridor."""
    return Twin(tiny_corridors()[number])
