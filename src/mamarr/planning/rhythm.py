"""Rhythm: how many uses of a narrow place fit into a time, and when the n-th of them is over.

All times are counted from the beginning of a stretch of time in which nothing else has used the place before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

MOST = 2**40


class Rhythm(Protocol):
    """One use after another."""

    def offset_s(self, count: int) -> int:
        """Return the second, from the beginning, before which the *count*-th use is not over (or, of entries, not made)."""

    def fits(self, length_s: int) -> int:
        """Return the most uses in a stretch of so many seconds."""


@dataclass(frozen=True)
class Services:
    """Each use occupies one of *lanes* for *each_s*; a use is over when its service ends."""

    lanes: int
    each_s: int

    def offset_s(self, count: int) -> int:
        """Return the end of the *count*-th service."""
        return -(-count // self.lanes) * self.each_s

    def fits(self, length_s: int) -> int:
        """Return the services that end within *length_s*."""
        return self.lanes * (length_s // self.each_s) if length_s >= 0 else 0


@dataclass(frozen=True)
class Entries:
    """Uses take no time; those of one of *lanes* are *each_s* apart, and *gap_s* more after every *largest*.

    With lanes as the size of a batch these are releases, or persons an hour; with lanes as vehicles, rounds.
    """

    lanes: int
    each_s: int
    gap_s: int = 0
    largest: int = MOST

    def offset_s(self, count: int) -> int:
        """Return the second of the *count*-th entry."""
        turn = -(-count // self.lanes)
        return (turn - 1) * self.each_s + (-(-turn // self.largest) - 1) * self.gap_s

    def fits(self, length_s: int) -> int:
        """Return the entries within *length_s*, first and last second included."""
        return _most(self.offset_s, length_s)


@dataclass(frozen=True)
class Turns:
    """Entries outward into a lane that carries one direction at a time, by *vehicles* that come back through it.

    Between two entries of one vehicle the lane turns round twice, *transit_s* each time. So n entries need at least
    R = ceil(n / vehicles) openings; another opening costs two transits and saves a headway and a gap in each direction, which is
    never less where a transit is at least a headway and a gap: that is the condition for this rhythm.
    """

    vehicles: int
    transit_s: int
    each_s: int
    gap_s: int
    largest: int
    least_returns: int = 0
    """Times that the lane has to turn back for other reasons; only where all uses fall into one stretch of time."""

    def parts(self, count: int) -> tuple[int, int, int, int, int]:
        """Return how many transits, headways and gaps outward, headways and gaps back lie before the *count*-th entry."""
        returns = max(self.least_returns, -(-count // self.vehicles) - 1)
        back = max(0, count - self.vehicles)
        gaps_out = max(0, -(-count // self.largest) - returns - 1)
        gaps_back = max(0, -(-back // self.largest) - returns)
        return 2 * returns, max(0, count - returns - 1), gaps_out, max(0, back - returns), gaps_back

    def offset_s(self, count: int) -> int:
        """Return the second of the *count*-th entry."""
        transits, out, gaps_out, back, gaps_back = self.parts(count)
        return transits * self.transit_s + (out + back) * self.each_s + (gaps_out + gaps_back) * self.gap_s

    def fits(self, length_s: int) -> int:
        """Return the entries within *length_s*, first and last second included."""
        return _most(self.offset_s, length_s)


def _most(offset_s: Callable[[int], int], length_s: int) -> int:
    """Return the largest count whose offset is within *length_s*; the offset never falls as the count grows."""
    if length_s < 0:
        return 0
    high = 1
    while high < MOST and offset_s(high) <= length_s:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if offset_s(middle) <= length_s:
            low = middle
        else:
            high = middle
    return low
