"""Rows over windows: what every plan for an alternating lane obeys, whoever made it.

A plan that uses the lane in turns has R openings outward and a return between any two of them. For each opening r there
are the seconds of its first and last entry, and for each class k how many have gone out by its end (`out[r][k]`); the same
for each return (`back[r][k]`). Every row below holds for those numbers of every plan; nothing is claimed about the
order inside a window, about bays, or about where a vehicle goes. Windows are counted from 1; index 0 is what was before.

Trips a plan could do without may be struck out before it is counted: whoever went there again instead stays at the
earlier end, is there sooner, and so every row that held still holds. So a class makes just the trips that are enough.
"""

from mamarr.planning.means import Means
from mamarr.planning.program import Program, Sum, total

Counts = list[Sum]  # (K,) one sum a class


class Windows:
    """The columns of R openings and the R - 1 returns between them, and the rows among them.

    Parameters
    ----------
    means
        Numbers of the corridor.
    openings
        R.
    latest_s
        No time of interest lies beyond.
    is_first
        The first window is the plan's first. Otherwise these are any R openings in a row of a longer plan; times count
        from the last entry of the opening before them, and trips from there too, so that those of before are negative.
    """

    def __init__(self, means: Means, openings: int, latest_s: float, *, is_first: bool = True) -> None:
        self.means, self.openings, self.is_first = means, openings, is_first
        self.program = Program()
        never: Sum = {}
        self.first_out, self.last_out, self.first_back, self.last_back = (
            [never, *(self.program.column(0, latest_s) for _ in range(windows))]
            for windows in (openings, openings, openings - 1, openings - 1)
        )
        self.out = [[total() for _ in means.classes], *(self._count(r) for r in range(1, openings + 1))]
        before = [total() if is_first else self.program.count(-int(each), 0) for each in means.vehicles]
        self.back = [before, *(self._count(r) for r in range(1, openings))]
        self._order()
        self._fill(self.out, self.first_out, self.last_out)
        self._fill(self.back, self.first_back, self.last_back)
        self._keep()
        self._turn()

    def _count(self, r: int) -> Counts:
        """Return the columns of trips out by opening r, or back by return r: at most every vehicle in every opening."""
        means = self.means
        most = [r * int(means.vehicles[k]) for k in means.classes]
        if self.is_first:
            return [self.program.count(0, min(most[k], int(means.trips[k].sum()))) for k in means.classes]
        return [self.program.count(-int(means.vehicles[k]), most[k]) for k in means.classes]

    @property
    def first_entry_s(self) -> int:
        """The least second of the first entry: somebody has been to a point and through the checkpoint; or the lane is clear."""
        means = self.means
        if not self.is_first:
            return 2 * means.clear_s
        return max(means.opens_s, int((means.first_s + means.inspection_s).min()))

    def _order(self) -> None:
        """Each window ends after it begins, and the lane is clear before it changes its direction.

        Whoever enters last leaves the lane a transit later, and nobody enters against him before; of several classes the
        quickest transit is taken.
        """
        clear, ask = self.means.clear_s, self.program.at_most_zero
        ask("first", (self.first_entry_s, 1), (-1, self.first_out[1]))
        for r in range(1, self.openings + 1):
            ask("opening", (1, self.first_out[r]), (-1, self.last_out[r]))
            if r < self.openings:
                ask("return", (1, self.first_back[r]), (-1, self.last_back[r]))
                ask("clear of outward", (1, self.last_out[r]), (clear, 1), (-1, self.first_back[r]))
                ask("clear of inward", (1, self.last_back[r]), (clear, 1), (-1, self.first_out[r + 1]))

    def _fill(self, counts: list[Counts], first: list[Sum], last: list[Sum]) -> None:
        """Entries, n in c convoys, take n - 1 headways and c - 1 intervals more; c x largest >= n.

        A window without an entry would be no window: the two beside it would be one.
        """
        means, ask = self.means, self.program.at_most_zero
        fleet = int(means.vehicles.sum())
        for r in range(1, len(counts)):
            entries = total(*((1, each) for each in counts[r]), *((-1, each) for each in counts[r - 1]))
            for k in means.classes:
                ask("no trip undone", (1, counts[r - 1][k]), (-1, counts[r][k]))
            ask("somebody enters", (1, 1), (-1, entries))
            convoys = total((1, 1))
            if means.gap_s and means.largest < fleet:
                convoys = self.program.count(1, -(-fleet // means.largest))
                ask("convoys", (1, entries), (-means.largest, convoys))
            span = ((means.headway_s, total((1, entries), (-1, 1))), (means.gap_s, total((1, convoys), (-1, 1))))
            ask("headways", *span, (1, first[r]), (-1, last[r]))

    def _keep(self) -> None:
        """Who goes out was inside: all vehicles at first, and those who came back; who comes back had gone out."""
        for r in range(1, self.openings + 1):
            for k in self.means.classes:
                inside = total((int(self.means.vehicles[k]), 1), (1, self.back[r - 1][k]))
                self.program.at_most_zero("was inside", (1, self.out[r][k]), (-1, inside))
                if r < self.openings:
                    self.program.at_most_zero("was outside", (1, self.back[r][k]), (-1, self.out[r][k]))

    def _turn(self) -> None:
        """Who comes back in the return right after his own opening has crossed and alighted before.

        At least f = back[r] - out[r - 1] of opening r do; the last of them to go out went f - 1 headways after the first
        entry or later, and is free to come in a transit and the alighting after that. A switch, for f may be 0.
        """
        means, ask = self.means, self.program.at_most_zero
        rise = max(0, int(means.away_s.min()) - means.clear_s)
        for r in range(1, self.openings):
            switch = self.program.switch()
            same = [self.program.column(0, int(each)) for each in means.vehicles]
            for k in means.classes:
                ask("same", (1, self.back[r][k]), (-1, self.out[r - 1][k]), (-1, same[k]))
                ask("same, switched", (1, same[k]), (-int(means.vehicles[k]), switch))
            # Off: last_back >= first_out + clear - headway, which order implies.
            wait = total((means.clear_s - means.headway_s, 1), (rise, switch))
            headways = ((means.headway_s, each) for each in same)
            ask("turn", (1, self.first_out[r]), (1, wait), *headways, (-1, self.last_back[r]))
