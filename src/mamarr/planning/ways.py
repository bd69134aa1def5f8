"""Ways over legs that may be driven freely: what follows from two places without being written in a plan."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

from mamarr.scenario.quantities import drive_s
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario


@dataclass(frozen=True)
class Way:
    """Legs in order of driving, all outward or all inward."""

    legs: tuple[Leg, ...]
    is_outward: bool
    drive_s: int


NOWHERE = Way((), is_outward=True, drive_s=0)


class Ways:
    """The quickest free ways of a scenario, outward and inward, and the drive time of every leg where nothing changes it.

    On foot (*walks_kmh*) the lengths count; a leg without one is no way for a column.
    """

    def __init__(self, scenario: Scenario, walks_kmh: float | None = None) -> None:
        if walks_kmh is None:
            self.drive_s = {leg.id: leg.drive_s for leg in scenario.legs}
        else:
            lengths = {leg.id: leg.length_m for leg in scenario.legs if leg.length_m is not None}
            self.drive_s = {name: drive_s(length_m, walks_kmh) for name, length_m in lengths.items()}
        self._ahead: dict[tuple[str, bool], list[tuple[Leg, str]]] = defaultdict(list)
        for leg in free_legs(scenario):
            if leg.id in self.drive_s:
                self._ahead[leg.from_place, True].append((leg, leg.to_place))
                if leg.traffic == "both":
                    self._ahead[leg.to_place, False].append((leg, leg.from_place))
        self._known: dict[tuple[str, bool], dict[str, Way]] = {}

    def between(self, start: str, end: str) -> list[Way]:
        """Return the quickest way outward and the quickest way inward, as far as there are any; the quicker first."""
        if start == end:
            return [NOWHERE]
        trees = (self._from(start, is_outward) for is_outward in (True, False))
        return sorted((tree[end] for tree in trees if end in tree), key=lambda way: way.drive_s)

    def _from(self, start: str, is_outward: bool) -> dict[str, Way]:  # noqa: FBT001 - part of the key
        """Quickest ways by the rule of Dijkstra."""
        key = (start, is_outward)
        if key not in self._known:
            best = {start: Way((), is_outward, 0)}
            near = [(best[start].drive_s, start)]
            while near:
                seconds, here = heappop(near)
                for leg, ahead in self._ahead.get((here, is_outward), ()):
                    drive = seconds + self.drive_s[leg.id]
                    if ahead not in best or drive < best[ahead].drive_s:
                        best[ahead] = Way((*best[here].legs, leg), is_outward, drive)
                        heappush(near, (drive, ahead))
            self._known[key] = best
        return self._known[key]


def free_legs(scenario: Scenario) -> list[Leg]:
    """Return the legs that may be left out of a trip: no convoys, no turns, no limit, and nothing that changes over time."""
    ruled = set(scenario.convoys.where)
    for where in (*(ban.where for ban in scenario.bans), *(weather.where for weather in scenario.weather)):
        ruled |= set(where) or {leg.id for leg in scenario.legs}
    return [
        leg
        for leg in scenario.legs
        if leg.id not in ruled
        and leg.traffic != "alternating"
        and not leg.closed
        and not leg.changes
        and leg.capacity is None
    ]
