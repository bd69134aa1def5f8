"""City jobs with their exact least clearance: Sioux Falls, Anaheim and the sketch of Chicago; the region in a soak run."""

import json
import os
import time
from pathlib import Path

import pytest

import mamarr
from mamarr import Plan
from mamarr.planning.audit_city import cut_terms
from mamarr.planning.judge import judge

SHARED = Path(os.environ.get("MAMARR_SHARED", Path(__file__).resolve().parents[3] / "shared"))
JOBS = SHARED / "data" / "tntp" / "jobs"
LARGE = ("chicago-regional-300k", "chicago-regional-1m") if os.environ.get("MAMARR_SOAK") == "1" else ()


@pytest.fixture(scope="module", autouse=True)
def _networks() -> None:
    assert JOBS.is_dir(), f"the networks are missing: {JOBS}"


def planned(job: str, method: str = "clearance") -> tuple[Plan, dict[str, int]]:
    folder = JOBS / job
    scenario = mamarr.build(str(folder / "links.csv.gz"), people=str(folder / "sources.csv"), exits=["safe"])
    return mamarr.plan(scenario, method=method), json.loads((folder / "expected.json").read_text())


@pytest.mark.parametrize("job", ["sioux-falls-20k", "anaheim-50k", "chicago-sketch-300k", *LARGE])
def test_the_least_clearance_is_found_and_proven(job: str) -> None:
    plan, expected = planned(job)
    assert plan.clearance_s == 60 * expected["least_clearance_steps"] == plan.bounds[0].value
    assert plan.people_out == expected["people"]
    network, labels = plan.scenario.network, plan.labels
    assert network is not None
    assert labels is not None
    began = time.perf_counter()
    most = sum(term.amount for term in cut_terms(network, 60, labels))
    assert most < expected["people"]
    assert time.perf_counter() - began < 0.1 * (10 if os.environ.get("PYTEST_XDIST_WORKER") else 1)


def test_the_whole_curve_of_the_sketch_of_chicago_is_the_known_one() -> None:
    """The mean arrival is 54.974 steps, found by a min-cost flow and by augmenting step by step."""
    plan, expected = planned("chicago-sketch-300k", "curve")
    before, weighed = 0, 0
    for second, persons in plan.evacuation_curve:
        weighed += second // 60 * (persons - before)
        before = persons
    assert round(weighed / expected["people"], 3) == 54.974
    ceilings = {each.by_s: each.persons for each in plan.ceilings or ()}
    reached = dict(plan.evacuation_curve)
    assert len(ceilings) > 90
    assert all(reached[second] == persons for second, persons in ceilings.items() if persons)
    assert judge(plan).bound_true
