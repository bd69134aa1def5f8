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
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_intervals_cover_the_long_run_as_often_as_they_say(share: float) -> None:
    """The chance that the last of six buses is received by a second; three of them, from rare to common."""
    plan = mamarr.plan(mamarr.load("narrow-checkpoint"), seconds=1, iterations=50)
    tracks = lay_tracks(plan)
    odds = lay_odds(plan, tracks, Believed(plan.scenario))
    long_run_s = rehearse(tracks, odds, 0, 0, 300_000).ints[:, ends.CLEARANCE]
    second = np.quantile(long_run_s, share)
    long_run = long_run_s <= second
    assert long_run.mean() == pytest.approx(share, abs=0.02)
    found = [
        int((rehearse(tracks, odds, seed, 0, REPLICATIONS).ints[:, ends.CLEARANCE] <= second).sum())
        for seed in range(1, REPETITIONS + 1)
    ]
    inside = np.mean([low <= long_run.mean() <= high for low, _, high in (interval(n, REPLICATIONS) for n in found)])
    assert 0.93 <= inside <= 0.97
