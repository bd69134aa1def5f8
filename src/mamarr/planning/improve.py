"""A better timetable: many annealing runs, two kinds of cost, the best kept."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.passage import Decision, Measures, Passage, drive, measure, remaining
from mamarr.corridor.search import Walk, Warmth, advance, begin, found
from mamarr.corridor.tables import Corridor
from mamarr.planning.construct import PATIENCE_S, list_all, list_trips, share_trips, spread

WALKS = 4
"""Runs that advance side by side, whatever the number of threads: the answer must not depend on it."""

CHANGES = 1500
"""Changes each run makes in one round ..."""

TRIPS = 500
"""... where there are at most so many trips; with more trips fewer changes, so that a round takes as long."""

SHORTEST = 8
"""Rounds of the first runs; each generation is twice as long as the one before, up to the longest."""

LONGEST = 64

PERSON_S = 60.0
"""What a person left behind costs at first, in seconds; dear enough to count, cheap enough to be left for a while."""

DEAR_PERSON_S = 300.0
"""The same where the pause is lifted: a trip of two must cost more than the round it would save."""

MORE = (14, 6, 2)
"""Trips that are tried beyond those known to pass."""

OFFSETS = (0, 1, 2, -1, 3, 5)
"""Openings more than the fewest that the larger class could do with."""

Value = tuple[int, ...]


class Improved(NamedTuple):
    """The best found."""

    decision: Decision
    passage: Passage
    value: Value  # in the order of the objective; `people` gives who remains, then the clearance if nobody does
    iterations: int  # rounds made; asked for again with the same seed they give the same answer


def value_of(measures: Measures, objective: tuple[str, ...]) -> Value:
    """Return *measures* in the order of *objective*, smaller first."""
    terms: dict[str, tuple[int, ...]] = {
        "people": (measures.remaining, 0 if measures.remaining else measures.clearance_s),
        "wounded": (measures.wounded_s,),
        "curve": (measures.curve_s,),
        "clearance": (measures.clearance_s,),
        "vehicle-hours": (measures.vehicle_s,),
    }
    return tuple(number for name in objective for number in terms[name])


def weights_of(corridor: Corridor, objective: tuple[str, ...], step: float, person: float) -> NDArray[np.float64]:
    """Return what a unit of each measure costs: the first goal in mean seconds, each further one *step* times less.

    A *person* left behind costs that many seconds.
    """
    points = corridor.points
    wounded = max(1, int(points.stretchers.sum() + points.wounded.sum()))
    people = wounded + int(points.tied.sum() + points.others.sum())
    scale = {
        "people": np.array([person, 0.01, 0.0, 0.0, 0.0]),
        "wounded": np.array([0.0, 0.0, 1.0 / wounded, 0.0, 0.0]),
        "curve": np.array([0.0, 0.0, 0.0, 1.0 / people, 0.0]),
        "clearance": np.array([person, 1.0, 0.0, 0.0, 0.0]),
        "vehicle-hours": np.array([0.0, 0.0, 0.0, 0.0, 1.0 / people]),
    }
    weights = np.zeros(5)
    share = 1.0
    for name in objective:
        weights += share * scale[name]
        share *= step
    return weights


def lifted(corridor: Corridor) -> Corridor:
    """Return the corridor with a pause that lasts to the horizon."""
    closes = np.maximum(corridor.points.closes_s, corridor.horizon_s)
    return corridor._replace(
        points=corridor.points._replace(closes_s=closes),
        lane=corridor.lane._replace(closes_s=max(corridor.lane.closes_s, corridor.horizon_s)),
    )


def some_more(corridor: Corridor, decision: Decision, start: int, more: int, further: int) -> Decision:
    """Return a decision that makes the trips of *decision* and some more, spread evenly.

    *more* trips of one class in turn are tried, in *further* more openings. Where nobody more can be carried it makes
    the same trips.
    """
    left = remaining(corridor, decision)
    passage = drive(corridor, decision)
    made = [
        [int(point) for point in passage.point[passage.kind == kind]] for kind in range(len(corridor.classes.count))
    ]
    trips = list_all([[*each, *([-1] * max(MORE))] for each in made])
    gains = np.zeros((len(trips), len(left)), dtype=np.int64)
    gains += np.minimum(left[None, :, 0], corridor.classes.stretchers[:, None])
    gains += np.minimum(left[None, :, 1:].sum(axis=2), corridor.classes.seats[:, None])
    numbers = np.array([len(each) for each in made], dtype=np.int64)
    willing = np.flatnonzero(gains.max(axis=1) > 0)
    for kind in willing[start % max(1, len(willing)) :][:1]:
        far = np.argsort(-gains[kind], kind="stable")
        far = far[gains[kind, far] > 0]
        more = min(more, int(-(-left.sum() // gains[kind].max())))
        trips[kind, numbers[kind] : numbers[kind] + more] = far[np.arange(more) % len(far)]
        numbers[kind] += more
    rounds = int((-(-numbers // np.maximum(1, corridor.classes.count))).max())
    openings = max(1, rounds) + further
    return spread(trips, numbers, openings, PATIENCE_S)


class Search:
    """Starts in turn, and the best decision met so far.

    Four kinds of start take turns. *Open*: from an even spread, as if the pause did not end, for the least clearance.
    *Closed*: from an even spread, with the pause as it is. *Some more*: as if the pause did not end, for the least
    clearance of the trips that are known to pass and some more; this finds the last few people, for whom
    the number of people alone gives no direction. *Polish*: from the best so far, every goal as good as nothing against the one before.
    """

    def __init__(self, corridor: Corridor, decision: Decision, objective: tuple[str, ...], seed: int) -> None:
        """Begin with *decision*."""
        self.corridor = corridor
        self.objective = objective
        self.seed = seed
        self.decision = decision
        self.value = value_of(measure(corridor, decision), objective)
        self.changes = max(1, CHANGES * TRIPS // max(TRIPS, int(decision.outward.sum())))
        self.starts = 0
        self.rounds_left = 0
        self.walks: list[Walk] = []

    def spread_evenly(self, start: int) -> Decision:
        """Return an even spread over one of several numbers of openings."""
        if not self.corridor.lane.is_alternating:
            return self.decision
        lists = list_trips(self.corridor)
        numbers = share_trips(self.corridor, lists)
        fewest = max(1, -(-int(numbers.max()) // max(1, int(self.corridor.lane.largest))))
        return spread(
            list_all(lists),
            numbers,
            max(1, fewest + OFFSETS[(start // WALKS + start % WALKS) % len(OFFSETS)]),
            PATIENCE_S,
        )

    def launch(self, start: int) -> Walk:
        """Return run number *start*."""
        steps = self.rounds_left * self.changes
        soft = weights_of(self.corridor, self.objective, 0.02, PERSON_S)
        seeds = (self.seed, start)
        turn = start % WALKS
        is_short = self.objective[0] == "people" and self.value[0] > 0
        if turn == WALKS - 1:
            hard = weights_of(self.corridor, self.objective, 0.001, 1e6)
            return begin(self.corridor, self.decision, hard * 1000.0, Warmth(300.0, 1.0, steps), seeds)
        goal = weights_of(self.corridor, ("clearance",), 0.02, DEAR_PERSON_S)
        generation = start // WALKS
        if is_short and (turn == 0 or (turn == 1 and generation % 2 == 0)) and self.corridor.lane.is_alternating:
            more = MORE[generation // 2 % len(MORE)] if turn else 1
            further = int(generation % 4 == 1)
            begins = some_more(self.corridor, self.decision, generation, more, further)
            return begin(lifted(self.corridor), begins, goal, Warmth(100.0, 3.0, steps), seeds)
        is_open = self.objective[0] == "people" and turn < 2
        corridor = lifted(self.corridor) if is_open else self.corridor
        weights = goal if is_open else soft
        return begin(corridor, self.spread_evenly(start), weights, Warmth(200.0, 3.0, steps), seeds)

    def renew(self) -> None:
        """Begin the next generation of runs."""
        generation = self.starts // WALKS
        # Most people: few long runs. A sum over all receptions has many valleys: more and shorter runs find better ones
        # (measured on the reference case with a margin, 15 s: 18.58 to 18.71 against 18.82 million seconds).
        doublings = generation if self.objective[0] in {"people", "clearance"} else generation // 2
        self.rounds_left = min(LONGEST, SHORTEST * 2**doublings)
        self.walks = [self.launch(start) for start in range(self.starts, self.starts + WALKS)]
        self.starts += WALKS

    def step(self, pool: ThreadPoolExecutor | None = None) -> bool:
        """Make one round, in the threads of *pool*; return whether the best is better now."""
        if self.rounds_left == 0:
            self.renew()
        if pool is None:
            for walk in self.walks:
                advance(walk, self.changes)
        else:
            list(pool.map(lambda walk: advance(walk, self.changes), self.walks))
        self.rounds_left -= 1
        return self.take()

    def take(self) -> bool:
        """Keep the best of the runs under way; return whether it is better than what was known."""
        is_better = False
        for walk in self.walks:
            decision = found(walk)
            value = value_of(measure(self.corridor, decision), self.objective)
            if value < self.value:
                self.decision, self.value, is_better = decision, value, True
        return is_better


def improve(
    corridor: Corridor,
    decision: Decision,
    *,
    objective: tuple[str, ...],
    seconds: float,
    seed: int,
    iterations: int | None = None,
    threads: int = 2,
    watch: Callable[[Value], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Improved:
    """Return the best timetable found from *decision* on, at least as good as it.

    The answer depends on *seed* and on the number of rounds only. With *iterations* just so many rounds are made and
    the clock is not asked.
    """
    search = Search(corridor, decision, objective, seed)
    until = time.monotonic() + seconds
    rounds = 0
    with ThreadPoolExecutor(max(1, threads)) as pool:
        while iterations is None or rounds < iterations:
            if (iterations is None and time.monotonic() >= until) or (stop is not None and stop()):
                break
            rounds += 1
            if search.step(pool) and watch is not None:
                watch(search.value)
    return Improved(search.decision, drive(corridor, search.decision), search.value, rounds)
