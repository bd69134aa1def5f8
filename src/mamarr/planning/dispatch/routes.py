"""Routes: the quickest ways between places, with others beside them where a leg of the quickest may be shut."""

from heapq import heappop, heappush
from typing import NamedTuple

from mamarr.planning.dispatch.carriageways import Carriageway
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.terrain import Terrain

MOST = 3
"""Ways between two places that are looked at."""


class Hop(NamedTuple):
    """One leg of a route."""

    leg: str
    direction: int
    place: str
    """Where it ends."""


class Route(NamedTuple):
    """A way from one place to another."""

    hops: tuple[Hop, ...]
    usual_s: int
    """Seconds at the best of times, with inspections."""
    length_m: int


class Routes:
    """Every way that was asked for so far."""

    def __init__(self, terrain: Terrain) -> None:
        self.terrain = terrain
        self._known: dict[tuple[str, str, float | None], tuple[Route, ...]] = {}

    def between(self, start: str, end: str, walks: float | None = None) -> tuple[Route, ...]:
        """Return the ways from *start* to *end*, the quickest first; empty where there is none."""
        key = start, end, walks
        if key not in self._known:
            self._known[key] = self._find(start, end, walks)
        return self._known[key]

    def usual_s(self, start: str, end: str, walks: float | None = None) -> int:
        """Return the seconds of the quickest way; NEVER where there is none."""
        ways = self.between(start, end, walks)
        return ways[0].usual_s if ways else NEVER

    def _find(self, start: str, end: str, walks: float | None) -> tuple[Route, ...]:
        first = self._quickest(start, end, walks, frozenset())
        if first is None:
            return ()
        found = [first]
        for hop in first.hops:
            if not _may_be_shut(self.terrain.roads[hop.leg]):
                continue
            other = self._quickest(start, end, walks, frozenset({hop.leg}))
            if other is not None and other not in found:
                found.append(other)
        found[1:] = sorted(found[1:], key=lambda route: route.usual_s)
        return tuple(found[:MOST])

    def _quickest(self, start: str, end: str, walks: float | None, without: frozenset[str]) -> Route | None:
        heap: list[tuple[int, int, str, tuple[Hop, ...]]] = [(0, 0, start, ())]
        done: set[str] = set()
        while heap:
            seconds, length, here, hops = heappop(heap)
            if here in done:
                continue
            done.add(here)
            if here == end:
                return Route(hops, seconds, length)
            for leg, direction, place in self.terrain.ways_from(here):
                road = self.terrain.roads[leg]
                usual = road.usual_s(walks)
                if place in done or leg in without or usual >= NEVER:
                    continue
                site = self.terrain.sites[here]
                inspection = 60 if site.inspects(direction) else 0
                further = (*hops, Hop(leg, direction, place))
                heappush(heap, (seconds + usual + inspection, length + (road.leg.length_m or 0), place, further))
        return None


def _may_be_shut(road: Carriageway) -> bool:
    leg = road.leg
    return bool(leg.closed or leg.pauses or leg.changes or leg.capacity is not None or road.alternates)
