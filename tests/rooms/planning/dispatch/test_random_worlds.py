"""Random scenarios with every feature: the dispatcher never fails and the judge allows what it makes."""

import os

import pytest

from mamarr.planning.dispatch import Decision, Dispatcher, written
from mamarr.planning.judge import judge
from mamarr.planning.timetable import Plan
from worlds import random_world, scenario_of

SEEDS = 1000 if os.environ.get("MAMARR_SOAK") == "1" else 60
DECISIONS = (Decision(), Decision(order="together", haste=0.25, size=3, patience_s=300))


@pytest.mark.slow
@pytest.mark.parametrize("size", ["tiny", "small"])
def test_whatever_is_made_of_a_random_world_is_allowed(size: str) -> None:
    for seed in range(SEEDS):
        scenario = scenario_of(random_world(seed, size))
        dispatcher = Dispatcher(scenario, scenario.objective)
        for decision in DECISIONS:
            trips, convoys = written(dispatcher.works, dispatcher.run(decision))
            if dispatcher.works.broken:
                continue  # what was promised there cannot be kept
            answer = judge(Plan(scenario=scenario, method="test", trips=trips, convoys=convoys))
            assert answer.plan_allowed, (seed, answer.findings[:3])


def test_nothing_stays_booked_when_everything_is_taken_back() -> None:
    scenario = scenario_of(random_world(5, "small"))
    dispatcher = Dispatcher(scenario, scenario.objective)
    first = [(course.vehicle.name, course.ends_s) for course in dispatcher.run(Decision())]
    again = [(course.vehicle.name, course.ends_s) for course in dispatcher.run(Decision())]
    assert first == again
