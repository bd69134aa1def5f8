"""Waiting: who stands before a checkpoint until a lane is free, first come first served.

A vehicle may wait where all lanes are taken from its arrival until its own inspection begins, everybody who begins in between has
the better claim, and the room holds it. What is booked later cannot come between: there is no lane free.
"""

from bisect import bisect_left, insort

from mamarr.planning.dispatch.shelves import Shelf
from mamarr.planning.dispatch.spans import NEVER, Spans
from mamarr.scenario.places import Checkpoint


class WaitingRoom:
    """Those who wait before one checkpoint, beside those who are inspected as they come."""

    def __init__(self, checkpoint: Checkpoint | None, lanes: Shelf, hours: Spans, *, may_wait: bool) -> None:
        self.lanes, self.hours = lanes, hours
        self.room = Shelf(checkpoint.room if checkpoint else 0)
        self._ranks = {name: rank for rank, name in enumerate(checkpoint.priority)} if checkpoint else {}
        self._may_wait = bool(
            may_wait
            and checkpoint is not None
            and checkpoint.serves == "vehicles"
            and checkpoint.room
            and hours.is_always
        )
        self._is_shut = False
        self._booked: list[tuple[int, int, int]] = []
        """(begins, arrives, rank) of every inspection."""

    def clear(self) -> None:
        """Forget all bookings."""
        self.room.clear()
        self._booked.clear()
        self._is_shut = False

    def shut(self) -> None:
        """Let nobody wait any more: from now on inspections are booked that may be given back while others stay."""
        self._is_shut = True

    def rank(self, name: str) -> int:
        """Return the rank of class *name*, 0 first."""
        return self._ranks.get(name, len(self._ranks))

    def slot(self, second: int, lasts_s: int, rank: int) -> tuple[int, int]:
        """Return the first (arrival, beginning of the inspection) with an arrival from *second* on; NEVER for none."""
        begins = self._free_from(second, lasts_s)
        if begins in (second, NEVER) or not self._may_wait or self._is_shut or not lasts_s:
            return begins, begins
        arrives = self.lanes.full_from(second, begins)
        if arrives == begins:
            return begins, begins
        row = bisect_left(self._booked, (arrives, 0, 0))
        while row < len(self._booked) and self._booked[row][0] < begins:
            began, came, other = self._booked[row]
            if (other, came) > (rank, arrives):
                # Who begins while this one waits has the better claim: it comes no earlier than he, or behind him.
                arrives = came if other == rank else began + 1
            row += 1
        arrives = self.room.earliest(arrives, begins - arrives, 1) if arrives < begins else begins
        return min(arrives, begins), begins

    def _free_from(self, second: int, lasts_s: int) -> int:
        while second < NEVER:
            later = self.hours.earliest(self.lanes.earliest(second, max(1, lasts_s), 1), lasts_s)
            if later == second:
                return second
            second = later
        return NEVER

    def add(self, arrives: int, begins: int, rank: int) -> None:
        """Book who arrives and begins then."""
        insort(self._booked, (begins, arrives, rank))
        self.room.add(arrives, begins, 1)

    def remove(self, arrives: int, begins: int, rank: int) -> None:
        """Give back what `add` booked."""
        del self._booked[bisect_left(self._booked, (begins, arrives, rank))]
        self.room.remove(arrives, begins, 1)
