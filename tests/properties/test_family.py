"""The random family: every scenario that can be written is planned, judged and bounded, whatever it has and however hopeless.

A tenth of the seeds runs always; all of them with MAMARR_SOAK=1. By hand: `python tests/worlds/family.py small 0 200`.
"""

import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("worlds", "twins")]

from easing import EASINGS, Easing, eased
from exact_twin import Exact
from family import Figures, bounds_trouble, exact_of, hand_bounds, trouble, world_of
from shrinking import is_world, shrink
from tiny import tiny_world

from mamarr import Scenario
from worlds import random_world, scenario_of

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
SEEDS = {"tiny": 900, "small": 700, "medium": 50, "exact": 350}
"""2,000 worlds."""
SHARE = 1 if IS_SOAK else 10


def seeds(size: str) -> range:
    """The seeds of *size*: all of them, or every tenth."""
    return range(0, SEEDS[size], SHARE)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["tiny", "small", "medium"])
def test_every_world_is_planned_and_judged(size: str) -> None:
    figures = Figures()
    wrong = {seed: word for seed in seeds(size) if (word := trouble(world_of(seed, size), figures=figures))}
    assert not wrong
    assert 0 < figures.out <= figures.most


@pytest.mark.slow
def test_no_plan_beats_the_best_of_all_and_no_bound_denies_it() -> None:
    figures = Figures()
    wrong = {seed: word for seed in seeds("exact") if (word := trouble(tiny_world(seed), figures=figures))}
    assert not wrong
    assert figures.known > len(seeds("exact")) // 2  # the twin really looks
    assert figures.exact_people > figures.known * 0.8
    assert min(figures.time_gaps) == 0  # some bound is met: one that is a second too strong would show


@pytest.mark.slow
def test_no_sum_by_hand_denies_the_best_of_all() -> None:
    wrong = {seed: word for seed in seeds("exact") if (word := bounds_trouble(tiny_world(seed + 10_000)))}
    assert not wrong


def answer_of(world: dict[str, object]) -> Exact | None:
    return exact_of(scenario_of(world), 4_000)


@pytest.mark.slow
@pytest.mark.parametrize("ease", EASINGS, ids=lambda ease: ease.__name__)
def test_more_of_a_means_never_makes_the_best_of_all_worse(ease: Easing) -> None:
    compared = 0
    for seed in range(60 if IS_SOAK else 8):
        world = tiny_world(seed + 20_000)
        more = eased(world, ease)
        before, after = answer_of(world), answer_of(more) if more else None
        if before is None or after is None:
            continue
        compared += 1
        assert after.people >= before.people, seed
        assert all(new <= old for new, old in zip(after.soonest_s, before.soonest_s, strict=False)), seed
    assert compared


@pytest.mark.slow
@pytest.mark.parametrize("ease", EASINGS, ids=lambda ease: ease.__name__)
def test_more_of_a_means_never_makes_the_sums_by_hand_worse(ease: Easing) -> None:
    compared = 0
    for seed in range(0, 600, SHARE):
        world = random_world(seed, "small")
        more = eased(world, ease)
        if more is None or not is_world(more):
            continue
        compared += 1
        before, after = scenario_of(world), scenario_of(more)
        for people in {before.people_total // 2, before.people_total} - {0}:
            old, new = best(before, people), best(after, people)
            assert new[0] <= old[0], (seed, people)
            assert new[1] >= old[1], (seed, people)
    assert compared > 5


def best(scenario: Scenario, people: int) -> tuple[int, int]:
    """The strongest sums: on the clearance of a plan that brings out so many (never, if there are not so many), and on the people."""
    bounds = hand_bounds(scenario, people)
    most = min((bound.value for bound in bounds if bound.of == "people"), default=10**9)
    least = max((bound.value for bound in bounds if bound.of == "clearance_s"), default=0)
    return (least if people <= most else 10**9), most


def test_a_world_that_fails_is_shrunk_to_what_fails() -> None:
    def too_many_places(world: dict[str, object]) -> str:
        return "checkpoint" if any(place["kind"] == "checkpoint" for place in world["places"]) else ""  # type: ignore[attr-defined]

    world = next(world for seed in range(50) if too_many_places(world := random_world(seed, "tiny")))
    least = shrink(world, too_many_places)
    assert is_world(least)
    assert [place["kind"] for place in least["places"]] == ["checkpoint"]
    assert not least["legs"]
    assert not least["groups"]
