"""Over 1,000 seeded repetitions the 95 % interval of a stress test holds the long-run value 93 to 97 times of 100."""

import numpy as np
import pytest

import mamarr
from mamarr.corridor.futures import ends, rehearse
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.odds import lay_odds
from mamarr.simulation.statistics import interval
from mamarr.simulation.tracks import lay_tracks

REPETITIONS, REPLICATIONS = 1000, 300


@pytest.mark.slow
@pytest.mark.parametrize("most_s", [3600, 5400, 7200])
def test_intervals_cover_the_long_run_as_often_as_they_say(most_s: int) -> None:
    """The chance that the last of six buses is received by a second; three of them, from rare to common."""
    plan = mamarr.plan(mamarr.load("narrow-checkpoint"), seconds=1, iterations=50)
    tracks = lay_tracks(plan)
    odds = lay_odds(plan, tracks, Believed(plan.scenario))
    second = plan.clearance_s * most_s // 5400
    found = [
        int((rehearse(tracks, odds, seed, 0, REPLICATIONS).ints[:, ends.CLEARANCE] <= second).sum())
        for seed in range(1, REPETITIONS + 1)
    ]
    long_run = rehearse(tracks, odds, 0, 0, 300_000).ints[:, ends.CLEARANCE] <= second
    assert 0.01 < long_run.mean() < 0.99
    inside = np.mean([low <= long_run.mean() <= high for low, _, high in (interval(n, REPLICATIONS) for n in found)])
    assert 0.93 <= inside <= 0.97
