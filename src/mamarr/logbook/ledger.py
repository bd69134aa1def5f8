"""The people's ledger: everybody of a group in exactly one state, conserved by construction.

Who waits is what is left of those announced or added once everybody else is counted. Where more are accounted for than that, the
surplus is written as *unannounced*, so that the states always add up, and a finding says so.
"""

from typing import Any

STATES = (
    "waiting", "aboard", "received", "declined", "did not come", "turned back", "held", "another side", "died",
    "unaccounted", "not explained",
)  # fmt: skip
"""Everybody is in exactly one of these."""
_MOVING = ("waiting", "aboard")


class Account:
    """The ledger of one group while it is added up."""

    def __init__(self, group: str, at: str, headcount: int, accounted: dict[str, int]) -> None:
        self.group, self.at, self.headcount = group, at, headcount
        self.states = dict.fromkeys(STATES, 0)
        self.places: dict[tuple[str, str], int] = {}
        self.grown = 0
        self.added = {"found": 0, "born": 0}
        self.ready = ""
        self.short: list[tuple[str, int]] = []
        for state, persons in accounted.items():
            self._put(state, "", persons)

    def movements(self, states: dict[str, int], places: dict[str, dict[str, int]]) -> None:
        """Add what became of people on movements."""
        for state, persons in states.items():
            if state.startswith("+"):
                self.added[state[1:]] += persons
            elif state not in places:
                self.states[state] += persons
        for state, by_place in places.items():
            for at, persons in by_place.items():
                self._put(state, at, persons)

    def own(self, summary: dict[str, Any]) -> None:
        """Add what was said about the group itself, then every step from one state into another."""
        self.grown = summary.get("grown", 0)
        self.ready = summary.get("ready", "")
        for kind, persons in summary.get("added", {}).items():
            self.added[kind] += persons
        for state, by_place in summary.get("became", {}).items():
            for at, persons in by_place.items():
                self._put(state, at, persons)
        for was, became, at, persons in summary.get("moved", ()):
            self._move(was, became, at, persons)

    def closed(self) -> dict[str, Any]:
        """Return the ledger: who waits is what is left."""
        announced = self.headcount + self.grown + sum(self.added.values())
        waiting = announced - sum(self.states.values())
        unannounced = max(0, -waiting)
        states = {**self.states, "waiting": max(0, waiting)}
        if self.ready == "declined":
            states["declined"] += states["waiting"]
            states["waiting"] = 0
        return {
            "group": self.group, "at": self.at, "state": self.ready, "headcount": self.headcount, "grown": self.grown,
            **self.added, "unannounced": unannounced, **states,
        }  # fmt: skip

    def _put(self, state: str, at: str, persons: int) -> None:
        if state in _MOVING:
            return
        self.states[state] += persons
        self.places[state, at] = self.places.get((state, at), 0) + persons

    def _move(self, was: str, became: str, at: str, persons: int) -> None:
        """Move people from one state into another; no more than are there, wherever they are."""
        moved = min(persons, self.states[was])
        if moved < persons:
            self.short.append((was, persons - moved))
        self.states[was] -= moved
        left = moved
        for key in sorted((key for key in self.places if key[0] == was), key=lambda key: (key[1] != at, key[1])):
            taken = min(left, self.places[key])
            self.places[key] -= taken
            left -= taken
        if became in ("found", "born"):
            became = "waiting"
        self._put(became, at, moved)


def totalled(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Return the ledger of everybody."""
    total: dict[str, int] = {}
    for row in rows:
        for key, value in row.items():
            if isinstance(value, int):
                total[key] = total.get(key, 0) + value
    return total
