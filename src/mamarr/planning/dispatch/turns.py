"""Turns: the windows of an alternating leg, outward and inward in turn."""

from typing import NamedTuple

from mamarr.planning.dispatch.spans import NEVER, Spans

Pair = tuple[int, int]
"""Seconds outward, then seconds inward; 0 for no window."""
USUAL: Pair = (1200, 900)
"""Windows after the last that is known."""
SHORTEST_S = 60
"""A pair of windows is at least so long, so that turns come to an end."""


class Turns(NamedTuple):
    """Windows on an alternating leg: out for so long, clear, in for so long, clear, and again.

    Where the leg is under a pause and closes, the next window begins when it opens again.
    """

    first_s: int
    clear_s: int
    pairs: tuple[Pair, ...]
    """The last of them again and again."""

    def pair(self, number: int) -> Pair:
        """Return pair *number*, counted from 0."""
        return self.pairs[min(number, len(self.pairs) - 1)]

    def with_pair(self, number: int, pair: Pair) -> "Turns":
        """Return these turns with another pair in place of pair *number*; those behind it stay as long as they are."""
        known = list(self.pairs)
        while len(known) < number + 2:
            known.append(known[-1])
        known[number] = pair
        return self._replace(pairs=tuple(known))

    def without_pair(self, number: int) -> "Turns":
        """Return these turns without pair *number*."""
        if len(self.pairs) < 2 or number >= len(self.pairs):
            return self
        return self._replace(pairs=self.pairs[:number] + self.pairs[number + 1 :])

    def and_pair(self, number: int, pair: Pair) -> "Turns":
        """Return these turns with *pair* before pair *number*."""
        known = self.with_pair(number, self.pair(number)).pairs
        return self._replace(pairs=(*known[:number], pair, *known[number:]))


def spans_of(turns: Turns, open_times: Spans, ends_s: int) -> tuple[Spans, Spans]:
    """Return when vehicles may enter outward and inward, from clock zero to *ends_s*, on a leg that is open in *open_times*."""
    found: tuple[list[Pair], list[Pair]] = ([], [])
    second, number = turns.first_s, 0
    while second <= ends_s:
        pair = turns.pair(number)
        for times, lasts_s in zip(found, pair, strict=True):
            if not lasts_s:
                continue
            begins = open_times.earliest(second, max(1, turns.clear_s))
            if begins >= NEVER:
                break
            until = min(begins + lasts_s, open_times.closes_s(begins))
            _join(times, begins, until)
            second = until + turns.clear_s
        else:
            second += max(0, SHORTEST_S - sum(pair))
            number += 1
            continue
        break
    return Spans(tuple(found[0])), Spans(tuple(found[1]))


def _join(times: list[Pair], begins: int, until: int) -> None:
    """Add a window; one that begins before the last ends, because the other direction was left out, makes one with it."""
    if times and begins <= times[-1][1]:
        times[-1] = times[-1][0], until
    else:
        times.append((begins, until))
