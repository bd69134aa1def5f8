"""Which small changes make a timetable better? Simulated annealing over numbers of vehicles, order of trips, patience."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.kernels.compiled import compiled
from mamarr.corridor.kernels.log import Desk, Ints, Decision, Road
from mamarr.corridor.kernels.weigh import weigh
from mamarr.corridor.kernels.windows import run

PATIENCE_STEP_S = 20
PATIENCE_STEPS = 16


class Chain(NamedTuple):
    """One annealing run: what it weighs, how warm it is, what it has found."""

    best: Decision  # the best decision met
    spare: Decision  # what to go back to
    sums: Ints  # (2, MEASURES) measures of the current and of the best decision
    weights: NDArray[np.float64]  # (MEASURES,) what a unit of each measure costs
    costs: NDArray[np.float64]  # (2,) of the current and of the best decision
    heat: NDArray[np.float64]  # (2,) temperature and its factor after each step
    draws: NDArray[np.uint64]  # (1,) state of the random numbers


@compiled
def draw(chain: Chain, below: int) -> int:
    """Return a whole number from 0 to *below* - 1 (xorshift64*, Marsaglia 2003, Vigna 2016)."""
    state = chain.draws[0]
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    chain.draws[0] = state
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


@compiled
def shift(chain: Chain, numbers: Ints) -> None:
    """Move one to three vehicles of a class from one window to another, mostly a neighbour."""
    windows, kinds = numbers.shape
    kind = draw(chain, kinds)
    here = draw(chain, windows)
    there = here + 1 - 2 * draw(chain, 2) if draw(chain, 3) else draw(chain, windows)
    if 0 <= there < windows:
        moved = min(1 + draw(chain, 3), numbers[here, kind])
        numbers[here, kind] -= moved
        numbers[there, kind] += moved


@compiled
def change(chain: Chain, decision: Decision) -> None:
    """Change one thing in the numbers of *decision*."""
    windows, kinds = decision.outward.shape
    what = draw(chain, 16)
    here = draw(chain, windows)
    kind = draw(chain, kinds)
    if what < 5:
        shift(chain, decision.outward)
    elif what < 8:
        shift(chain, decision.inward)
    elif what < 11:
        decision.inward[here, kind] = max(0, decision.inward[here, kind] + draw(chain, 7) - 3)
    elif what < 13:
        shift(chain, decision.outward)
        shift(chain, decision.inward)
    elif what < 14:
        decision.outward[here, kind] = max(0, decision.outward[here, kind] + draw(chain, 5) - 2)
    else:
        decision.patience_s[here] = PATIENCE_STEP_S * draw(chain, PATIENCE_STEPS)


@compiled
def anneal(road: Road, decision: Decision, desk: Desk, chain: Chain, steps: int) -> None:
    """Make *steps* small changes to *decision*, keep the good ones and some of the bad, remember the best."""
    copy_decision(decision, chain.spare)
    heat = chain.heat[0]
    for _ in range(steps):
        kind = draw(chain, decision.trips.shape[0])
        one = draw(chain, decision.trips.shape[1])
        two = one
        if draw(chain, 4) == 0:
            two = draw(chain, decision.trips.shape[1])
            if decision.trips[kind, one] < 0 or decision.trips[kind, two] < 0:
                two = one
            point = decision.trips[kind, one]
            decision.trips[kind, one] = decision.trips[kind, two]
            decision.trips[kind, two] = point
        else:
            change(chain, decision)
        cost = try_decision(road, decision, desk, chain)
        chance = (draw(chain, 1 << 30) + 0.5) / (1 << 30)
        if cost <= chain.costs[0] - heat * np.log(chance):
            chain.costs[0] = cost
            copy_numbers(decision, chain.spare)
            if cost < chain.costs[1]:
                chain.costs[1] = cost
                chain.sums[1] = chain.sums[0]
                copy_decision(decision, chain.best)
        else:
            copy_numbers(chain.spare, decision)
            point = decision.trips[kind, one]
            decision.trips[kind, one] = decision.trips[kind, two]
            decision.trips[kind, two] = point
        heat *= chain.heat[1]
    chain.heat[0] = heat
