"""Ways over legs that may be driven freely: what follows from two places without being written in a plan."""

from dataclasses import dataclass

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
    """The quickest free ways of a scenario, outward and inward, and the drive time of every leg."""

    def __init__(self, scenario: Scenario) -> None:
        self.drive_s = {leg.id: leg.drive_s for leg in scenario.legs}
        ruled = set(scenario.convoys.where)
        self._free = [leg for leg in scenario.legs if leg.id not in ruled and leg.traffic != "alternating"]
        self._known: dict[tuple[str, bool], dict[str, Way]] = {}

    def between(self, start: str, end: str) -> list[Way]:
        """Return the quickest way outward and the quickest way inward, as far as there are any; the quicker first."""
        if start == end:
            return [NOWHERE]
        trees = (self._from(start, is_outward) for is_outward in (True, False))
        return sorted((tree[end] for tree in trees if end in tree), key=lambda way: way.drive_s)

    def _from(self, start: str, is_outward: bool) -> dict[str, Way]:  # noqa: FBT001 - part of the key
        """Quickest ways by the rule of Dijkstra; a corridor has few places."""
        key = (start, is_outward)
        if key not in self._known:
            best = {start: Way((), is_outward, 0)}
            done: set[str] = set()
            while len(done) < len(best):
                here = min((place for place in best if place not in done), key=lambda place: best[place].drive_s)
                done.add(here)
                for leg in self._free:
                    ahead = self._ahead(leg, here, is_outward)
                    drive = best[here].drive_s + self.drive_s[leg.id]
                    if ahead is not None and (ahead not in best or drive < best[ahead].drive_s):
                        best[ahead] = Way((*best[here].legs, leg), is_outward, drive)
            self._known[key] = best
        return self._known[key]

    @staticmethod
    def _ahead(leg: Leg, here: str, is_outward: bool) -> str | None:  # noqa: FBT001
        if is_outward:
            return leg.to_place if leg.from_place == here else None
        return leg.from_place if leg.to_place == here and leg.traffic == "both" else None
