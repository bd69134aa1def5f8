"""The stronger bound: how soon at best, or how many people at best, whatever the plan, proven by a solver.

For each number R of openings of an alternating lane a mixed-integer program over windows (`windows`, `services`) has a
solution for every plan with R openings, so its least value bounds them all. Many openings are excluded by a sum: each
costs two transits. The bound is the weakest over R. A line that no class of vehicles can get above (`pace`) is proven once for
all R and holds the programs together. A search that is cut off leaves bounds that are weaker, and as valid.

What is relaxed: bays, the order inside a window, the order of service, companions, who goes to which point (all go to
the nearest), closing of points; and for clearance the closing of the lane: the pause counts as lifted.
"""

import math
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mamarr.corridor.tables import NEVER, Corridor, Ints
from mamarr.planning.means import Means, all_loads, fewest, least_trips, read_means
from mamarr.planning.pace import Pace, prove_pace, round_s
from mamarr.planning.program import Program, Stop, Sum, total
from mamarr.planning.services import ask_services
from mamarr.planning.windows import Windows

DEPTH = 8
"""Windows apart that rows on the checkpoint may be."""
ROUNDS = 2
"""The same for whole services."""
SHARE_FOR_PACE = 0.5
FIRST_SLICE_S = 1.0
LONGER = 4
"""A program that was not finished gets so many times more time when its turn comes again."""
TOLERANCE = 0.05
"""A solver's bound this little above a whole number is that whole number: rows may be violated by rounding."""

WORDS = {"optimal": "solved", "impossible": "excluded", "unfinished": "unfinished"}

Row = tuple[int, int, str]


class SolverBound(NamedTuple):
    """What no plan can beat."""

    value: int  # second of the clearance, or people
    is_finished: bool  # no more time would make it stronger
    by_openings: tuple[Row, ...]  # (R, bound for R openings, how it is known); the last row is for R or more
    seconds: float  # time used


Watch = Callable[[SolverBound], None]


def clearance_bound(
    corridor: Corridor,
    *,
    seconds: float,
    people: int | None = None,
    known: int | None = None,
    stop: Stop | None = None,
    watch: Watch | None = None,
) -> SolverBound:
    """Return a second before which no plan has everybody received, though the pause never ended.

    Parameters
    ----------
    corridor
        Its tables.
    seconds
        Time to prove.
    people
        So many are enough, in place of everybody whom some vehicle can carry.
    known
        Clearance of the best plan known: nothing beyond it is worth proving.
    stop
        Asked often; when it says True the bound proven so far is returned.
    watch
        Called with every stronger bound.

    Raises
    ------
    ValueError
        The lane is open both ways, so there are no windows.
    """
    means = _read(corridor)
    if not means.names or people == 0:
        return SolverBound(0, is_finished=True, by_openings=(), seconds=0.0)
    return _Proof(_Clearance(means, people), seconds, known, stop, watch).run()


def people_bound(
    corridor: Corridor,
    *,
    seconds: float,
    known: int | None = None,
    stop: Stop | None = None,
    watch: Watch | None = None,
) -> SolverBound:
    """Return a number of people beyond which no plan brings anybody through the lane before it closes.

    Parameters are those of `clearance_bound`; *known* are the people of the best plan known.

    Raises
    ------
    ValueError
        The lane is open both ways, so there are no windows.
    """
    means = _read(corridor)
    if not means.names:
        return SolverBound(0, is_finished=True, by_openings=(), seconds=0.0)
    return _Proof(_People(means), seconds, None if known is None else -known, stop, watch).run()


def _read(corridor: Corridor) -> Means:
    means = read_means(corridor)
    if not means.is_alternating:
        raise ValueError("A bound over windows needs a lane used in turns; this one is open both ways.")
    return means


class _Task:
    """What is to be made small, as a program over R openings."""

    def __init__(self, means: Means) -> None:
        self.means = means
        self.paces: dict[int, Pace] = {}

    def windows(self, openings: int) -> Windows:
        """Return the program of exactly *openings*."""
        raise NotImplementedError

    def by_sum(self) -> Ints:
        """Return for R = 1, 2 and so on a bound for exactly R openings, by a sum."""
        raise NotImplementedError

    def by_pace(self) -> int:
        """Return the bound of the classes alone."""
        raise NotImplementedError

    def needs_pace(self, last_entry_s: float, k: int) -> bool:
        """Return whether class *k* going round and round might be what limits the plan."""
        raise NotImplementedError

    @property
    def ceiling(self) -> int:
        """Return a value beyond which nothing is claimed."""
        raise NotImplementedError

    @property
    def openings(self) -> Ints:
        """Every number of openings there can be: no more than trips."""
        return np.arange(1, max(1, int(self.means.trips.sum())) + 1)

    @property
    def begins_s(self) -> int:
        """The first entry of any plan."""
        return max(self.means.opens_s, int((self.means.first_s + self.means.inspection_s).min()))

    @property
    def everybody(self) -> int:
        """All whom some vehicle can carry."""
        return int(self.means.seated.sum() + self.means.lying.sum())

    def _windows(self, openings: int, latest_s: float) -> Windows:
        windows = Windows(self.means, openings, latest_s)
        ask_services(windows, depth=DEPTH, rounds=ROUNDS)
        for k, pace in self.paces.items():
            for r in range(1, openings + 1):
                self._ask_pace(windows, k, pace, r)
        return windows

    def _ask_pace(self, windows: Windows, k: int, pace: Pace, r: int) -> None:
        """The line of class *k* holds at opening *r*, as if what follows and the other classes were struck out.

        Its part for vehicles inside speaks of the last opening of the class; where that is an earlier one, more may be back
        by now, and only the rest of the line is asked.
        """
        program, vehicles = windows.program, int(self.means.vehicles[k])
        out, before = windows.out[r][k], windows.out[r - 1][k]
        goes = program.switch()
        program.at_most_zero("goes", (1, out), (-1, before), (-vehicles, goes))
        inside = total((vehicles, goes), (-1, out), (1, windows.back[r - 1][k]))
        line = total((pace.start_s, 1), (pace.per_trip_s, out))
        program.at_most_zero("pace", (1, line), (-1, windows.last_out[r]))
        program.at_most_zero("pace inside", (1, line), (pace.per_vehicle_s, inside), (-1, windows.last_out[r]))

    def _carried(self, windows: Windows) -> Sum:
        """Return the people carried: whole trips of each class to each point, each person of one kind on one place."""
        means, program = self.means, windows.program
        points = range(len(means.seated))
        trips = [[program.count(0, int(means.trips[k, p])) for p in points] for k in means.classes]
        for k in means.classes:
            program.zero("trips", (1, windows.out[-1][k]), *((-1, each) for each in trips[k]))
        carried: list[tuple[float, Sum]] = []
        for waiting, room in ((means.seated, means.seats), (means.lying, means.stretchers)):
            for p in points:
                persons = program.column(0, int(waiting[p]))
                places = ((-int(room[k]), trips[k][p]) for k in means.classes)
                program.at_most_zero("places", (1, persons), *places)
                carried.append((1, persons))
        return total(*carried)


class _Clearance(_Task):
    def __init__(self, means: Means, people: int | None) -> None:
        super().__init__(means)
        self.people = min(self.everybody, self.everybody if people is None else people)
        self.least = least_trips(means, self.people)
        self.after_s = int(means.away_s.min())

    @property
    def ceiling(self) -> int:
        """A value that some solution of every program has, so that none proves more."""
        return self.latest_s + self.after_s

    @property
    def latest_s(self) -> int:
        """A time by which one vehicle after the other could have done it in as many openings as there are trips.

        Each begins its trip when the one before has come back, and no two enter less than an interval apart.
        """
        means = self.means
        trip = int((means.away_s + means.transit_s + means.tour_s + means.inspection_s).max())
        apart = trip + means.headway_s + means.gap_s
        return self.begins_s + int((means.first_s + means.inspection_s).max()) + apart * int(means.trips.sum())

    def windows(self, openings: int) -> Windows:
        windows = self._windows(openings, self.latest_s)
        windows.program.at_most_zero("people", (self.people, 1), (-1, self._carried(windows)))
        windows.program.objective = total((1, windows.last_out[-1]), (self.after_s, 1))
        return windows

    def by_sum(self) -> Ints:
        """Return the sum of the lane: transits, a headway for every entry but the first of a window, convoys beyond windows."""
        means, least, openings = self.means, self.least, self.openings
        trips = max(int(least.sum()), fewest(all_loads(means), self.people))
        fleet = int(means.vehicles.sum())
        returns = max(int(np.maximum(least - means.vehicles, 0).sum()), trips - fleet)
        sums = self.begins_s + (2 * openings - 2) * means.clear_s + self.after_s
        for entries, windows in ((trips, openings), (returns, openings - 1)):
            sums = sums + means.headway_s * np.maximum(entries - windows, 0)
            sums = sums + means.gap_s * np.maximum(-(-entries // means.largest) - windows, 0)
        rounds = max(-(-trips // fleet), int((-(-least // means.vehicles)).max()))
        return np.where(openings < rounds, NEVER, sums)

    def by_pace(self) -> int:
        lines = (pace.at(int(self.least[k])) for k, pace in self.paces.items() if self.least[k])
        return max((math.ceil(line + self.after_s - TOLERANCE) for line in lines), default=0)

    def needs_pace(self, last_entry_s: float, k: int) -> bool:
        return self.least[k] > self.means.vehicles[k] and last_entry_s + self.after_s > int(self.by_sum().min())


class _People(_Task):
    @property
    def ceiling(self) -> int:
        """A plan may bring out nobody."""
        return 0

    def windows(self, openings: int) -> Windows:
        windows = self._windows(openings, max(0, self.means.last_entry_s))
        windows.program.objective = total((-1, self._carried(windows)))
        return windows

    def by_sum(self) -> Ints:
        """Return the fullest loads of as many entries as the lane has headways for."""
        means, openings = self.means, self.openings
        left = means.last_entry_s - self.begins_s - (2 * openings - 2) * means.clear_s
        entries = openings + left // max(1, means.headway_s) if means.headway_s else np.full_like(left, 2**30)
        loads = np.cumsum([0, *all_loads(means)])
        return -np.where(left < 0, 0, loads[np.clip(entries, 0, len(loads) - 1)])

    def by_pace(self) -> int:
        return -self.everybody

    def needs_pace(self, last_entry_s: float, k: int) -> bool:
        return self.means.trips[k].sum() > self.means.vehicles[k] and last_entry_s > self.means.last_entry_s


class _Proof:
    """One proof under way: the bound for each number of openings looked at, and for all greater ones together."""

    def __init__(self, task: _Task, seconds: float, known: int | None, stop: Stop | None, watch: Watch | None) -> None:
        self.task, self.known, self.watch = task, known, watch
        self.began = time.monotonic()
        self.ends = self.began + seconds
        self.stop: Stop = stop or (lambda: False)
        self.rows: dict[int, tuple[int, str]] = {}
        self.programs: dict[int, Program] = {}
        self.slices: dict[int, float] = {}
        self.sums = task.by_sum()
        self.tail = np.minimum.accumulate(self.sums[::-1])[::-1]
        self.next = 1 + int(np.argmax(self.sums < NEVER))
        self.best: int | None = None

    def run(self) -> SolverBound:
        """Make the weakest row stronger again and again."""
        if not self._is_finished():
            self._prove_paces()
        told: int | None = None
        while not self._is_finished() and self._left() > 0:
            if self.watch is not None and self._value() != told:
                told = self._value()
                self.watch(self._bound())
            openings = self._weakest()
            if openings == self.next:
                self.rows[openings] = (max(int(self.sums[openings - 1]), self.task.by_pace()), "sum")
                self.next += 1
            else:
                self._strengthen(openings)
        return self._bound()

    def _left(self) -> float:
        return 0.0 if self.stop() else self.ends - time.monotonic()

    def _tail(self) -> int:
        """Return the bound for all numbers of openings not looked at."""
        return int(self.tail[self.next - 1]) if self.next <= len(self.tail) else NEVER

    def _weakest(self) -> int:
        """Return the number of openings with the weakest bound; of equal ones the least."""
        tail = max(self._tail(), self.task.by_pace())
        return min([*self.rows, self.next], key=lambda each: (self.rows.get(each, (tail, ""))[0], each))

    def _value(self) -> int:
        weakest = self._weakest()
        return max(self._tail(), self.task.by_pace()) if weakest == self.next else self.rows[weakest][0]

    def _target(self) -> int | None:
        """Return what every row has to reach: the best plan known, or a row that is solved and cannot become stronger."""
        return min((each for each in (self.known, self.best) if each is not None), default=None)

    def _is_finished(self) -> bool:
        target = self._target()
        return target is not None and self._value() >= target

    def _prove_paces(self) -> None:
        """Prove a line for each class that might be what limits, and give each an equal share of half of the time."""
        means = self.task.means
        alone = [means.only(k) for k in means.classes]
        wanted = [k for k in means.classes if self.task.needs_pace(_go_round_s(alone[k]), k)]
        for k in wanted:
            pace = prove_pace(alone[k], seconds=SHARE_FOR_PACE * self._left() / len(wanted), stop=self.stop)
            if pace is not None:
                self.task.paces[k] = pace

    def _strengthen(self, openings: int) -> None:
        value, status = self.rows[openings]
        if openings not in self.programs:
            self.programs[openings] = self.task.windows(openings).program
        program = self.programs[openings]
        if status == "sum":
            answer = program.solve(self._left(), is_relaxed=True)
            self.rows[openings] = (max(value, self._rounded(answer.bound, None)), "relaxed")
            return
        spell = self.slices.get(openings, FIRST_SLICE_S)
        self.slices[openings] = spell * LONGER
        target = self._target()
        answer = program.solve(min(spell, self._left()), below=None if target is None else target - 1, stop=self.stop)
        self.rows[openings] = (max(value, self._rounded(answer.bound, target)), WORDS[answer.status])
        if answer.status == "optimal":
            self.best = self.rows[openings][0]

    def _rounded(self, bound: float, target: int | None) -> int:
        """Return the whole number proven by a solver's *bound*: plans have whole seconds and persons."""
        most = self.task.ceiling if target is None else min(target, self.task.ceiling)
        if math.isinf(bound):
            return most if bound > 0 else -NEVER
        return min(most, math.ceil(bound - TOLERANCE))

    def _bound(self) -> SolverBound:
        rows = [(each, abs(value), status) for each, (value, status) in sorted(self.rows.items())]
        tail = max(self._tail(), self.task.by_pace())
        rows.append((self.next, abs(tail), "or more"))
        return SolverBound(abs(self._value()), self._is_finished(), tuple(rows), time.monotonic() - self.began)


def _go_round_s(means: Means) -> float:
    """Return a guess of the last entry if the only class went round and round with nothing in its way."""
    count, trips = int(means.vehicles[0]), int(means.trips[0].sum())
    return float(means.first_s[0] + means.inspection_s[0]) + round_s(means) * max(0, trips - count) / count
