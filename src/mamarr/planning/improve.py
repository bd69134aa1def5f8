"""A better timetable: many annealing runs, two kinds of cost, the best kept."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.passage import Decision, Measures, Passage, drive, measure
from mamarr.corridor.search import Walk, Warmth, advance, begin, found
from mamarr.corridor.tables import Corridor
from mamarr.planning.construct import list_trips, share_trips, spread

WALKS = 4
"""Runs that advance side by side, whatever the number of threads: the answer must not depend on it."""

CHANGES = 1500
"""Changes each run makes in one round."""

SHORTEST = 8
"""Rounds of the first runs; every second generation is twice as long."""

LONGEST = 128

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


def weights_of(corridor: Corridor, objective: tuple[str, ...], kind: int) -> NDArray[np.float64]:
    """Return what a unit of each measure costs, in seconds of clearance; what comes first weighs most.

    Kind 0 sees a person left behind as minutes lost, kind 1 as far more than any clearance.
    """
    points = corridor.points
    wounded = max(1, int(points.stretchers.sum() + points.wounded.sum()))
    people = wounded + int(points.tied.sum() + points.others.sum())
    person = 60.0 if kind == 0 else 3000.0
    scale = {
        "people": np.array([person, 1.0 if kind == 0 else 0.01, 0.0, 0.0, 0.0]),
        "wounded": np.array([0.0, 0.0, 1.0 / wounded, 0.0, 0.0]),
        "curve": np.array([0.0, 0.0, 0.0, 1.0 / people, 0.0]),
        "clearance": np.array([person, 1.0, 0.0, 0.0, 0.0]),
        "vehicle-hours": np.array([0.0, 0.0, 0.0, 0.0, 1.0 / people]),
    }
    weights = np.zeros(5)
    share = 1.0
    for name in objective:
        weights += share * scale[name]
        share *= 0.02
    return weights


def lifted(corridor: Corridor) -> Corridor:
    """Return the corridor with a pause that lasts to the horizon."""
    closes = np.maximum(corridor.points.closes_s, corridor.horizon_s)
    return corridor._replace(
        points=corridor.points._replace(closes_s=closes),
        lane=corridor.lane._replace(closes_s=max(corridor.lane.closes_s, corridor.horizon_s)),
    )


class Search:
    """Starts in turn, and the best decision met so far."""

    def __init__(self, corridor: Corridor, decision: Decision, objective: tuple[str, ...], seed: int) -> None:
        """Begin with *decision*."""
        self.corridor = corridor
        self.objective = objective
        self.seed = seed
        self.decision = decision
        self.value = value_of(measure(corridor, decision), objective)
        self.starts = 0
        self.rounds_left = 0
        self.walks: list[Walk] = []

    def seed_decision(self, start: int) -> Decision:
        """Return where start number *start* begins: an even spread, or the best so far."""
        if start % 4 == 3 or not self.corridor.lane.is_alternating:
            return self.decision
        lists = list_trips(self.corridor)
        numbers = share_trips(self.corridor, lists)
        fewest = max(1, -(-int(numbers.max()) // max(1, int(self.corridor.lane.largest))))
        return spread(self.decision.trips, numbers, fewest + (start * 5 + start // 8) % 8, 0)

    def renew(self) -> None:
        """Begin the next generation of runs."""
        generation = self.starts // WALKS
        self.rounds_left = min(LONGEST, SHORTEST * 2 ** (generation // 2))
        self.walks = []
        for start in range(self.starts, self.starts + WALKS):
            is_warm = start % 4 != 3
            warmth = Warmth(200.0 if is_warm else 40.0, 2.0, self.rounds_left * CHANGES)
            kind = start % 2
            corridor = lifted(self.corridor) if kind == 0 else self.corridor
            weights = weights_of(self.corridor, self.objective, kind)
            self.walks.append(begin(corridor, self.seed_decision(start), weights, warmth, (self.seed, start)))
        self.starts += WALKS

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
            if iterations is None and (time.monotonic() >= until or (stop is not None and stop())):
                break
            if search.rounds_left == 0:
                search.renew()
            list(pool.map(lambda walk: advance(walk, CHANGES), search.walks))
            search.rounds_left -= 1
            rounds += 1
            if search.take() and watch is not None:
                watch(search.value)
    return Improved(search.decision, drive(corridor, search.decision), search.value, rounds)
