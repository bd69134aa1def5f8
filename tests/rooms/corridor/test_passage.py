"""Movements driven through the corridor."""

import numpy as np
import pytest
from corridor_rules import check
from corridor_worlds import reference, small

from mamarr.corridor.passage import Decision, drive, keep_made, measure
from mamarr.corridor.tables import Corridor
from mamarr.planning.construct import construct


def arbitrary(corridor: Corridor, seed: int) -> Decision:
    """Return a decision nobody would take: any order, any numbers, any patience."""
    dice = np.random.default_rng(seed)
    kinds, openings = len(corridor.classes.count), int(dice.integers(1, 8))
    return Decision(
        dice.integers(-1 if seed % 5 == 0 else 0, len(corridor.points.bays), (kinds, 30)),
        dice.integers(0, 6, (openings, kinds)),
        dice.integers(0, 6, (openings, kinds)),
        dice.integers(0, 200, openings),
    )


def test_the_first_timetable_of_the_reference_case_keeps_every_rule() -> None:
    corridor = reference()
    passage = drive(corridor, construct(corridor))
    check(corridor, passage)
    assert (passage.wounded + passage.others).sum() == 7_600


def test_any_decision_on_any_small_corridor_keeps_every_rule() -> None:
    made = 0
    for seed in range(200):
        corridor = small(seed)
        passage = drive(corridor, arbitrary(corridor, seed))
        check(corridor, passage)
        made += len(passage.kind)
    assert made > 1_000


def test_the_first_timetable_of_any_small_corridor_keeps_every_rule() -> None:
    for seed in range(200, 300):
        corridor = small(seed)
        check(corridor, drive(corridor, construct(corridor)))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_made_drives_like_what_was_decided(seed: int) -> None:
    corridor = small(seed)
    decision = arbitrary(corridor, seed)
    made = keep_made(corridor, decision)
    assert all(np.array_equal(a, b) for a, b in zip(drive(corridor, decision), drive(corridor, made), strict=True))
    assert measure(corridor, decision) == measure(corridor, made)


def test_patience_keeps_a_lane_for_an_ambulance_that_comes() -> None:
    corridor = reference()
    first = construct(corridor)
    patient = drive(corridor, first._replace(patience_s=np.full_like(first.patience_s, 240)))
    check(corridor, patient)
    assert (patient.leave_s > patient.board_s + 600).any()
