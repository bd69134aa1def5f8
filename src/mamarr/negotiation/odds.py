"""The chance that everybody is out by a plan, on the same futures for every plan."""

from mamarr.corridor.futures import ends
from mamarr.negotiation.asks import Chance
from mamarr.planning.timetable import Plan
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.odds import lay_odds
from mamarr.simulation.statistics import interval
from mamarr.simulation.tracks import lay_tracks
from mamarr.simulation.workers import Batch, batches, workers

REPLICATIONS = 1024
"""Futures that each plan meets: the half of an interval is then at most 0.031 wide."""


def chance_of(plan: Plan, seed: int, replications: int = REPLICATIONS) -> Chance:
    """Return the chance that everybody who comes is received, with its interval of 95 %, every assumption in the middle of its range.

    It is that of `stress` for as many replications and the same seed, which makes the futures: whatever the plan, number n of them has
    the same draws. Causes and ranges are not looked into.

    Raises
    ------
    MamarrError
        stress.not-yet, stress.not-allowed, stress.not-reproduced.
    """
    tracks = lay_tracks(plan)
    chances = lay_odds(plan, tracks, Believed(plan.scenario))
    complete = 0
    with workers() as by:
        for results in batches(Batch(tracks, chances, seed), 0, replications, by):
            complete += int((results.ints[:, ends.OUT] == results.ints[:, ends.CAME]).sum())
    low, estimate, high = (round(each, 6) for each in interval(complete, replications))
    return low, estimate, high
