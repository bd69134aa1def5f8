"""Which small changes make a timetable better? Simulated annealing over numbers of vehicles, order of trips, patience."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.kernels.compiled import compiled, lean
from mamarr.corridor.kernels.log import (
    ALTERNATING,
    BACK,
    CLASS,
    ENTER,
    NEVER,
    OPENING,
    RETURN,
    Decision,
    Desk,
    Ints,
    Road,
)
from mamarr.corridor.kernels.weigh import weigh
from mamarr.corridor.kernels.windows import run

Draws = NDArray[np.uint64]

PATIENCE_STEP_S = 20
PATIENCE_STEPS = 16


class Chain(NamedTuple):
    """One annealing run: what it weighs, how warm it is, what it has found."""

    best: Decision  # the best decision met
    spare: Decision  # what to go back to
    went: Ints  # (2, R, K) vehicles that went outward and inward in the current one
    sums: Ints  # (2, MEASURES) measures of the current and of the best decision
    weights: NDArray[np.float64]  # (MEASURES,) what a unit of each measure costs
    costs: NDArray[np.float64]  # (2,) of the current and of the best decision
    heat: NDArray[np.float64]  # (2,) temperature and its factor after each step
    draws: Draws  # (1,) state of the random numbers


@lean
def draw(draws: Draws, below: int) -> int:
    """Return a whole number from 0 to *below* - 1 (xorshift64*, Marsaglia 2003, Vigna 2016)."""
    state = draws[0]
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    draws[0] = state
    return np.int64(((state * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)) % np.uint64(below))


@compiled
def try_decision(road: Road, decision: Decision, desk: Desk, chain: Chain) -> float:
    """Drive *decision* and return what they cost; their measures are left in the first row of the chain's sums."""
    count = run(road, decision, desk)
    weigh(road, desk.rows, count, desk.left, chain.sums[0])
    cost = 0.0
    for measure in range(chain.weights.shape[0]):
        cost += chain.weights[measure] * chain.sums[0, measure]
    return cost


@compiled
def copy_decision(source: Decision, target: Decision) -> None:
    """Make *target* equal to *source*."""
    target.trips[:] = source.trips
    copy_numbers(source, target)


@compiled
def copy_numbers(source: Decision, target: Decision) -> None:
    """Make *target* equal to *source* but for the order of trips."""
    target.outward[:] = source.outward
    target.inward[:] = source.inward
    target.patience_s[:] = source.patience_s


@lean
def elsewhere(draws: Draws, here: int, count: int) -> int:
    """Return another place, two times in three a neighbour of *here*."""
    if draw(draws, 3) == 0:
        return draw(draws, count)
    return min(count - 1, max(0, here + 1 - 2 * draw(draws, 2)))


@lean
def shift(numbers: Ints, kind: int, here: int, there: int, moved: int) -> None:
    """Move up to *moved* vehicles of class *kind* from window *here* to window *there*."""
    moved = min(moved, numbers[here, kind])
    numbers[here, kind] -= moved
    numbers[there, kind] += moved


@lean
def hold_back(draws: Draws, numbers: Ints, went: Ints, kind: int, here: int) -> None:
    """Let one to four vehicles fewer go in a window than went, or any number."""
    if draw(draws, 3) == 0:
        numbers[here, kind] += 20
    else:
        numbers[here, kind] = max(0, went[here, kind] - 1 - draw(draws, 4))


@lean
def change(draws: Draws, outward: Ints, inward: Ints, patience_s: Ints, went: Ints) -> None:
    """Change one thing in the numbers of a decision."""
    windows, kinds = outward.shape
    what = draw(draws, 20)
    here = draw(draws, windows)
    there = elsewhere(draws, here, windows)
    kind = draw(draws, kinds)
    moved = 1 + draw(draws, 3)
    if what < 7:
        shift(outward, kind, here, there, moved)
        if what < 3:
            shift(inward, kind, here, there, moved)
        elif what < 5:
            shift(outward, draw(draws, kinds), there, here, moved)
    elif what < 10:
        shift(inward, kind, here, there, moved)
    elif what < 12:
        inward[here, kind] = max(0, inward[here, kind] + (moved if draw(draws, 2) else -moved))
    elif what < 13:
        outward[here, kind] = max(0, outward[here, kind] + (moved if draw(draws, 2) else -moved))
    elif what < 15:
        hold_back(draws, outward, went[0], kind, here)
        if draw(draws, 2):
            hold_back(draws, outward, went[0], draw(draws, kinds), there)
    elif what < 17:
        hold_back(draws, inward, went[1], kind, here)
    else:
        patience_s[here] = PATIENCE_STEP_S * draw(draws, PATIENCE_STEPS)


@lean
def swap(trips: Ints, kind: int, one: int, two: int) -> None:
    """Let two trips of a class change places."""
    point = trips[kind, one]
    trips[kind, one] = trips[kind, two]
    trips[kind, two] = point


@lean
def note(rows: Ints, count: int, went: Ints) -> None:
    """Write the numbers that went, outward and inward, into *went*."""
    went[:] = 0
    for row in range(count):
        if rows[row, ENTER] < NEVER:
            went[0, rows[row, OPENING], rows[row, CLASS]] += 1
            if rows[row, BACK] < NEVER:
                went[1, rows[row, RETURN], rows[row, CLASS]] += 1


@compiled
def anneal(road: Road, decision: Decision, desk: Desk, chain: Chain, steps: int) -> None:
    """Make *steps* small changes to *decision*, keep the good ones and some of the bad, remember the best."""
    trips, draws, costs = decision.trips, chain.draws, chain.costs
    copy_decision(decision, chain.spare)
    for _ in range(steps):
        kind = draw(draws, trips.shape[0])
        one = draw(draws, trips.shape[1])
        two = one
        if draw(draws, 4) == 0:
            two = draw(draws, trips.shape[1])
            if trips[kind, one] < 0 or trips[kind, two] < 0:
                two = one
            swap(trips, kind, one, two)
        else:
            change(draws, decision.outward, decision.inward, decision.patience_s, chain.went)
        count = run(road, decision, desk)
        weigh(road, desk.rows, count, desk.left, chain.sums[0])
        cost = (chain.weights * chain.sums[0]).sum()
        chance = (draw(draws, 1 << 30) + 0.5) / (1 << 30)
        if cost <= costs[0] - chain.heat[0] * np.log(chance):
            costs[0] = cost
            if road.rules[ALTERNATING]:
                note(desk.rows, count, chain.went)
            copy_numbers(decision, chain.spare)
            if cost < costs[1]:
                costs[1] = cost
                chain.sums[1] = chain.sums[0]
                copy_decision(decision, chain.best)
        else:
            copy_numbers(chain.spare, decision)
            swap(trips, kind, one, two)
        chain.heat[0] *= chain.heat[1]
