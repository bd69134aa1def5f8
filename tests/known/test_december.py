"""The week of December 2016: the log of the exercise against the five intervals of public figures."""

import sys
from pathlib import Path

import pytest

import mamarr
from mamarr.desk.week import CASE, TURNS, Turn
from mamarr.logbook.library import library, read_library
from mamarr.logbook.today import Today

ROOT = Path(__file__).resolve().parents[2]
CHRONOLOGY = ROOT.parent.parent / "shared" / "data" / "december-2016" / "chronology.csv"


@pytest.fixture(scope="module")
def week() -> Today:
    """The log of the exercise, folded."""
    return Today.of_entries(read_library(CASE))


@pytest.mark.parametrize("turn", [turn for turn in TURNS if turn.low is not None], ids=lambda turn: turn.code)
def test_who_was_received_lies_within_what_the_counters_say(week: Today, turn: object) -> None:
    received = week.situation(turn.at).totals.received  # type: ignore[attr-defined]
    assert turn.low <= received <= turn.high  # type: ignore[attr-defined]


REACHED = {
    "suspended": ("count", "end"),
    "burnt": ("count", "end"),
    "held": ("end",),
    "snow": ("snow", "morning", "end"),
    "morning": ("end",),
}
"""Of each turn at which something is planned: the later public counts whose lowest figure its plan reaches. Plans made before the
21st stay below those of the evening of the 21st and the morning of the 22nd."""


@pytest.mark.slow
@pytest.mark.parametrize("turn", [turn for turn in TURNS if turn.plans], ids=lambda turn: turn.code)
def test_a_plan_that_may_use_the_windows_as_they_were_reaches_what_was_counted(week: Today, turn: Turn) -> None:
    """Who is aboard a convoy that the scenario does not know comes out beside the plan."""
    situation, scenario = week.situation(turn.at), week.scenario(turn.at)
    assert scenario is not None
    answer = mamarr.replan(situation, scenario, seconds=3, names=week.movements(turn.at))
    before = situation.totals.received + answer.difference.aside
    counts = [each for each in TURNS if each.at > turn.at and each.low is not None and each.code in REACHED[turn.code]]
    assert counts
    for count in counts:
        second = (count.at - turn.at).total_seconds()
        out = max((persons for at, persons in answer.plan.evacuation_curve if at <= second), default=0)
        assert before + out >= (count.low or 0), count.code


def test_the_log_says_first_that_it_is_an_exercise() -> None:
    first = read_library(CASE)[0].fact
    assert first is not None
    assert first.content()["text"].startswith("EXERCISE on rounded public figures")
    assert library() == [CASE]


def test_it_is_not_complete_for_nobody_knows_who_stays(week: Today) -> None:
    situation = week.situation(TURNS[-1].at)
    assert situation.totals.received == 35_000
    assert not situation.is_complete


def test_the_file_is_what_the_chronology_makes() -> None:
    if not CHRONOLOGY.exists():
        pytest.skip("the chronology is not here")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from make_december_log import TARGET, bundle

    assert bundle(CHRONOLOGY) == TARGET.read_bytes()
