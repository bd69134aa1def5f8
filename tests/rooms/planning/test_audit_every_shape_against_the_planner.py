"""Two derivations of every bound of every shape, written apart: on random worlds the audit accepts whatever the planner says."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from mamarr.planning.audit_throats import Throats
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.collation import collate
from mamarr.planning.docket import Docket
from mamarr.planning.timetable import Bound, Plan
from mamarr.scenario import Scenario, shape

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "worlds"))
from tiny import tiny_world

from worlds import random_world, scenario_of

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
WORLDS = {"tiny": 150, "small": 60, "medium": 6}
"""Worlds of each size; the soak takes ten times as many."""


def said(scenario: Scenario, carriable: int) -> list[tuple[int, Bound]]:
    """Return the planner's bounds for several numbers of people who come out, and how many."""
    counts = sorted({0, 1, carriable // 3, carriable // 2, max(0, carriable - 1), carriable})
    return [(people, bound) for people in counts for bound in hand_bounds(scenario, people)]


@pytest.mark.parametrize("size", list(WORLDS))
def test_the_audit_accepts_every_bound_of_the_planner(size: str) -> None:
    met: Counter[str] = Counter()
    for seed in range(WORLDS[size] * (10 if IS_SOAK else 1)):
        scenario = scenario_of(tiny_world(seed) if size == "tiny" else random_world(seed, size))  # type: ignore[arg-type]
        if not shape.beyond(scenario):
            continue
        throats = Throats(scenario)
        for people, bound in said(scenario, throats.carriable()):
            docket = Docket()
            plan = Plan(scenario=scenario, method="", trips=(), bounds=(bound,))
            collate(plan, people, 10**9, throats, docket)
            wrong = [each for each in docket.findings if each.code != "bound.beaten-by-plan"]
            assert wrong == [], (seed, people, bound)
            met[bound.kind] += 1
    if size == "tiny":
        assert len(met) >= 20, met
