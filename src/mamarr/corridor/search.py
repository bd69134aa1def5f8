"""Annealing runs over decisions: the python face of the kernel that makes small changes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.kernels import log
from mamarr.corridor.kernels.anneal import Chain, anneal, try_decision
from mamarr.corridor.kernels.log import Decision, Desk, Road
from mamarr.corridor.passage import lay_desk, lay_road
from mamarr.corridor.tables import Corridor

GOLDEN = 0x9E3779B97F4A7C15
"""Weyl step that keeps the random numbers of neighbouring starts apart (Steele, Lea and Flood 2014)."""


class Walk(NamedTuple):
    """One annealing run under way."""

    road: Road
    desk: Desk
    decision: Decision
    chain: Chain


class Warmth(NamedTuple):
    """How warm an annealing run begins and ends, in units of its cost, and how many changes it makes."""

    begins: float
    ends: float
    steps: int


def copied(decision: Decision) -> Decision:
    """Return an equal decision with arrays of its own."""
    return Decision(*(each.copy() for each in decision))


def begin(
    corridor: Corridor, decision: Decision, weights: NDArray[np.float64], warmth: Warmth, seeds: tuple[int, int]
) -> Walk:
    """Return a run from *decision* that minimises *weights* times the measures; *seeds* are the seed and the start."""
    road = lay_road(corridor)
    state = (seeds[0] * GOLDEN + (seeds[1] + 1) * 0xD1342543DE82EF95) % 2**64
    walk = Walk(
        road=road,
        desk=lay_desk(road, decision.trips.shape[1]),
        decision=copied(decision),
        chain=Chain(
            best=copied(decision),
            spare=copied(decision),
            went=np.stack((decision.outward, decision.inward)),
            sums=np.zeros((2, log.MEASURES), dtype=np.int64),
            weights=weights.astype(np.float64),
            costs=np.zeros(2),
            heat=np.array([warmth.begins, (warmth.ends / warmth.begins) ** (1 / warmth.steps)]),
            draws=np.array([state | 1], dtype=np.uint64),
        ),
    )
    walk.chain.costs[:] = try_decision(road, walk.decision, walk.desk, walk.chain)
    walk.chain.sums[1] = walk.chain.sums[0]
    return walk


def advance(walk: Walk, steps: int) -> None:
    """Make *steps* more changes."""
    anneal(walk.road, walk.decision, walk.desk, walk.chain, steps)


def found(walk: Walk) -> Decision:
    """Return the best decision the run has met."""
    return copied(walk.chain.best)
