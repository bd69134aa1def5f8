"""Eastern Aleppo with f times the people, all else equal, the pause without an end: time and gap for each f.

    python benchmarks/scaling.py [--seconds 20] [--factors 0.01,0.1,1,10]

*First plan* is the construction with its hand bounds and the judge's answer; its time per doubling of f is the figure to
watch (at most 2.3). *Gap by hand* is that of the plan after the search, against the strongest sum that a hand can add up.
"""

import argparse
import math
import time

import mamarr
from mamarr.scenario.files import build, expand
from mamarr.scenario.scenario import Scenario

DAYS = 20
SPARE = 100
"""People of f = 1 are 8,000; a group of f below 1 keeps at least one person where it had one."""


def scaled(factor: float) -> Scenario:
    """Return R1 with *factor* times the people, and a pause as long as they need."""
    tree = mamarr.load("aleppo-2016").content()
    for group in tree["groups"]:
        group["headcount"] = max(1, round(group["headcount"] * factor))
    tree["ends"] = f"{DAYS} days"
    tree["pauses"][0]["closes"] = f"{DAYS} days"
    scenario, found = build(expand(tree))
    assert scenario is not None, found
    return scenario


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--factors", default="0.01,0.02,0.05,0.1,0.2,0.5,1,2,5,10")
    chosen = parser.parse_args()
    mamarr.plan(mamarr.load("one-road"), seconds=1)  # kernels are compiled
    print(f"{'f':>6} {'people':>8} {'trips':>6} {'first plan':>10} {'per doubling':>12} {'plan':>8} {'by hand':>8} {'gap':>6} {'any proof':>9}")
    before: tuple[float, float] | None = None
    for factor in (float(each) for each in chosen.factors.split(",")):
        scenario = scaled(factor)
        started = time.perf_counter()
        first = mamarr.plan(scenario, seconds=0, iterations=1)
        took = time.perf_counter() - started
        per = (took / before[1]) ** (1 / math.log2(factor / before[0])) if before else float("nan")
        before = factor, took
        plan = mamarr.plan(scenario, seconds=chosen.seconds)
        hand, any_proof = plan.strongest("clearance_s", "hand"), plan.strongest("clearance_s")
        assert hand is not None
        assert any_proof is not None
        gap = (plan.clearance_s - hand.value) / plan.clearance_s
        print(
            f"{factor:6g} {scenario.people_total:8d} {sum(1 for t in first.trips if t.load):6d} {took:9.2f}s {per:12.2f}"
            f" {plan.clearance_s / 60:8.1f} {hand.value / 60:8.1f} {gap:6.1%} {plan.gap:9.1%}"
        )


if __name__ == "__main__":
    main()
