"""A longer pause, one more vehicle or lane never makes a bound worse; asking for fewer people never makes it later."""

import random

import pytest

import mamarr
from mamarr import Change, Scenario
from mamarr.planning.bounds import hand_bounds

BETTER = ("ramousa.lanes={n}", "bus.count={m}", "ambulance.count={m}", "day.closes=2016-12-09 {h}:00")


def best(scenario: Scenario, people: int) -> tuple[int, int]:
    bounds = hand_bounds(scenario, people)
    return (
        max(bound.value for bound in bounds if bound.of == "clearance_s"),
        -min(bound.value for bound in bounds if bound.of == "people"),
    )


@pytest.mark.parametrize("form", BETTER)
def test_more_of_a_means_never_hurts(aleppo: Scenario, form: str) -> None:
    last = None
    for step in range(1, 8):
        text = form.format(n=step, m=10 * step, h=10 + step)
        changed = mamarr.change(aleppo, [Change.read(text)])
        now = best(changed, 8000)
        assert last is None or (now[0] <= last[0] and now[1] <= last[1]), text
        last = now


def test_fewer_people_are_never_later(aleppo: Scenario) -> None:
    draws = random.Random(7)
    wanted = sorted(draws.randrange(1, 8001) for _ in range(40))
    clearances = [best(aleppo, people)[0] for people in wanted]
    assert clearances == sorted(clearances)
