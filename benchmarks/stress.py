"""Stress tests of R1 with a third lane: replications a second, beside simpy on the same model and beside more workers.

python benchmarks/stress.py
"""

import sys
import time
from pathlib import Path

import mamarr
from mamarr import Change
from mamarr.corridor.futures import rehearse
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.odds import lay_odds
from mamarr.simulation.tracks import lay_tracks
from mamarr.simulation.workers import Batch, batches, workers

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path[:0] = [str(ROOT / "tests" / "twins"), str(ROOT / "tests" / "worlds"), str(ROOT / "tests")]
    from futures_witness import Spreads, witness
    from test_futures_witness import laid, places

    plan = mamarr.plan(mamarr.load("aleppo-2016", [Change.read("ramousa.lanes=3")]), seconds=8)
    tracks = lay_tracks(plan)
    odds = lay_odds(plan, tracks, Believed(plan.scenario))
    rehearse(tracks, odds, 1, 0, 1)
    began = time.process_time()
    rehearse(tracks, odds, 1, 0, 4000)
    print(f"one core, everything uncertain: {4000 / (time.process_time() - began):.0f} replications a second")

    alone, chances = laid(checkpoint={"service_time": "lognorm(s=0.35) x"})
    rehearse(alone, chances, 1, 0, 1)
    began = time.process_time()
    rehearse(alone, chances, 1, 0, 4000)
    ours = (time.process_time() - began) / 4000
    began = time.process_time()
    witness(alone, Spreads(service=dict.fromkeys(places("checkpoint"), 0.35)), range(20))
    print(f"simpy on the same model: {(time.process_time() - began) / 20 / ours:.0f} times as long")

    seconds = {}
    for number in (1, 2):
        with workers(number) as by:
            for _ in batches(Batch(tracks, odds, 1), 0, 2048, by):
                pass
            began = time.perf_counter()
            for _ in batches(Batch(tracks, odds, 1), 0, 40_000, by):
                pass
            seconds[number] = time.perf_counter() - began
    print(f"1 to 2 processes: {seconds[1] / seconds[2]:.2f} times ({seconds[1]:.1f} s, {seconds[2]:.1f} s for 40,000)")

    began = time.perf_counter()
    test = mamarr.stress(plan, replications=10_000, seed=1)
    print(
        f"stress() of 10,000: {time.perf_counter() - began:.1f} s; nobody caught {test.chance_nobody_caught.estimate:.3f}"
    )
    print(
        f"everybody out {test.chance_all_out.low:.3f} {test.chance_all_out.estimate:.3f} {test.chance_all_out.high:.3f}"
    )


if __name__ == "__main__":
    main()
