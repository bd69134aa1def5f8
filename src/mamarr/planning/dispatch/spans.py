"""Spans: stretches of time in which something is allowed, looked up from a second on."""

from bisect import bisect_left, bisect_right

from mamarr.scenario.spells import Times

NEVER = 2**40
"""Later than any second of any scenario."""


class Spans:
    """Stretches of time in order, apart from each other; None for always."""

    def __init__(self, times: Times | None) -> None:
        self.is_always = times is None
        self._opens = [begins for begins, _ in times or ()]
        self._closes = [until for _, until in times or ()]

    def earliest(self, second: int, lasts_s: int) -> int:
        """Return the first second from *second* on at which a stay of *lasts_s* fits; NEVER where there is none."""
        if self.is_always:
            return second
        row = bisect_left(self._closes, second + lasts_s)
        while row < len(self._closes):
            begins = max(second, self._opens[row])
            if begins + lasts_s <= self._closes[row]:
                return begins
            row += 1
        return NEVER

    def closes_s(self, second: int) -> int:
        """Return the end of the stretch that holds *second*, or of the next; NEVER where there is none."""
        if self.is_always:
            return NEVER
        row = bisect_left(self._closes, second)
        return self._closes[row] if row < len(self._closes) else NEVER

    def arrival_for(self, arrives: int, leaves: int) -> int:
        """Return the first arrival from *arrives* on for which a stay that cannot end before *leaves* is in one stretch."""
        if self.is_always:
            return arrives
        row = bisect_left(self._closes, leaves)
        if row == len(self._closes):
            return NEVER
        return max(arrives, self._opens[row])

    def holds(self, arrives: int, leaves: int) -> bool:
        """Return whether [arrives, leaves] lies within one stretch."""
        return self.arrival_for(arrives, leaves) == arrives and leaves >= arrives


class Gaps:
    """Stretches of time that no stay may cross; sharing an end point is allowed."""

    def __init__(self, times: Times) -> None:
        self._begins = [begins for begins, _ in times]
        self._ends = [until for _, until in times]

    def pushed(self, enters: int, leaves: int) -> int:
        """Return *enters*, or the end of the first stretch that [enters, leaves] crosses."""
        row = bisect_right(self._ends, enters)
        if row < len(self._ends) and self._begins[row] < leaves:
            return self._ends[row]
        return enters
