"""The sum of crossings against timetables of every manner, and against searches that try to beat it."""

import os
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rooms" / "planning"))

from alternating import people_of
from turns import draw_turn, draw_turns

from mamarr.corridor.build import build_corridor
from mamarr.corridor.passage import Passage, drive
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.construct import construct
from mamarr.planning.improve import improve
from mamarr.scenario import Scenario, shape

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
DRAWN, EACH, SEARCHED = (1500, 12, 300) if IS_SOAK else (60, 6, 6)
TRIPS = 24


def closing(scenario: Scenario, closes_s: int) -> Scenario:
    return scenario.replace(pauses=(scenario.pauses[0].replace(closes_s=closes_s),))


def hold_against(scenario: Scenario, passage: Passage, met: Counter[str]) -> None:
    """Hold the sums for as many people as the timetable brings out against it, and the people by its own end."""
    out = people_of(passage)
    if not out:
        return
    cleared, left = int(passage.received_s.max()), int(passage.exit_s.max())
    for bound in hand_bounds(scenario, out):
        if bound.kind == "pace" and bound.of == "clearance_s":
            assert bound.value <= cleared, (bound, scenario)
            met["clearance"] += 1
            met["reached"] += bound.value == cleared
            met["close"] += bound.value >= 0.97 * cleared
    for closes_s in (left, left - 1):
        for bound in hand_bounds(closing(scenario, closes_s), out):
            if bound.kind == "pace-people":
                most = people_of_by(passage, closes_s)
                assert bound.value >= most, (bound, scenario)
                met["people"] += 1
                met["all the people"] += bound.value == most


def people_of_by(passage: Passage, closes_s: int) -> int:
    """People whose vehicle has left the lane by then."""
    loads = passage.stretchers + passage.wounded + passage.tied + passage.others
    return int(np.where(passage.exit_s <= closes_s, loads, 0).sum())


@pytest.mark.slow
def test_no_timetable_of_any_manner_beats_the_crossings() -> None:
    rng, met = random.Random(61), Counter[str]()
    for number in range(DRAWN):
        scenario = draw_turns(rng, vehicles=rng.choice((1, 2, 6, 12)), trips=rng.choice((4, TRIPS)))
        assert not shape.beyond(scenario)
        corridor = build_corridor(scenario)
        for _ in range(EACH):
            hold_against(scenario, drive(corridor, draw_turn(rng, corridor, 2 * TRIPS)), met)
        if number < SEARCHED:
            begins = construct(corridor)
            best = improve(corridor, begins, objective=("clearance",), seconds=60, seed=number, iterations=2, threads=1)
            hold_against(scenario, best.passage, met)
    assert min(met["clearance"], met["people"]) > 0
    if IS_SOAK:  # a sum that is reached would be noticed if it were a second or a person too strong
        assert min(met["reached"], met["close"], met["all the people"]) > 0
