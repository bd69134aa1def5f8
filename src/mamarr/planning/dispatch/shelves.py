"""Shelves: how much of something is taken at each second, such as bays, inspection lanes or room for a crowd."""

from bisect import bisect_left, bisect_right

from mamarr.planning.dispatch.spans import NEVER
from mamarr.scenario.quantities import UNLIMITED

_BEFORE = -NEVER


class Shelf:
    """A capacity over time. Bookings are [from, until): an end comes before a beginning at the same second."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._seconds = [_BEFORE]
        self._taken = [0]

    def clear(self) -> None:
        """Forget all bookings."""
        self._seconds[:] = [_BEFORE]
        self._taken[:] = [0]

    def earliest(self, second: int, lasts_s: int, amount: int) -> int:
        """Return the first second from *second* on at which *amount* is free for *lasts_s*; NEVER where there is none."""
        if amount > self.capacity:
            return NEVER
        if not lasts_s or len(self._seconds) == 1:
            return second
        seconds, taken, room = self._seconds, self._taken, self.capacity - amount
        row = bisect_right(seconds, second) - 1
        until = second + lasts_s
        while row < len(seconds) and seconds[row] < until:
            if taken[row] > room:
                second = seconds[row + 1]
                until = second + lasts_s
            row += 1
        return second

    def full_from(self, second: int, until: int) -> int:
        """Return the first second from *second* on from which everything is taken until *until*; *until* where there is none."""
        row = bisect_left(self._seconds, until) - 1
        while row >= 0 and self._taken[row] >= self.capacity:
            until = self._seconds[row]
            if until <= second:
                return second
            row -= 1
        return until

    def is_empty(self, begins: int, until: int) -> bool:
        """Return whether nothing at all is taken in [begins, until)."""
        row = bisect_right(self._seconds, begins) - 1
        while row < len(self._seconds) and self._seconds[row] < until:
            if self._taken[row]:
                return False
            row += 1
        return True

    def free_from(self, second: int, lasts_s: int) -> int:
        """Return the first second from *second* on from which nothing at all is taken for *lasts_s*."""
        row = bisect_right(self._seconds, second) - 1
        until = second + lasts_s
        while row < len(self._seconds) and self._seconds[row] < until:
            if self._taken[row]:
                second = self._seconds[row + 1]
                until = second + lasts_s
            row += 1
        return second

    def add(self, begins: int, until: int, amount: int) -> None:
        """Take *amount* from *begins* until *until*."""
        if begins >= until or not amount or self.capacity >= UNLIMITED:
            return
        first, last = self._split(begins), self._split(until)
        # _split(until) may not move `first`: it stands before it.
        for row in range(first, last):
            self._taken[row] += amount
        self._join(last)
        self._join(first)

    def remove(self, begins: int, until: int, amount: int) -> None:
        """Give back what `add` took."""
        self.add(begins, until, -amount)

    def _split(self, second: int) -> int:
        row = bisect_left(self._seconds, second)
        if row == len(self._seconds) or self._seconds[row] != second:
            self._seconds.insert(row, second)
            self._taken.insert(row, self._taken[row - 1])
        return row

    def _join(self, row: int) -> None:
        if self._taken[row] == self._taken[row - 1]:
            del self._seconds[row], self._taken[row]
