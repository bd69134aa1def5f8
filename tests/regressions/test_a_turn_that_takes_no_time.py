"""A corridor in which nothing takes time made the pencil divide by the length of a turn."""

import mamarr
from mamarr import Change, Scenario


def test_a_corridor_in_which_nothing_takes_time_is_planned_and_judged(short_pause: Scenario) -> None:
    nothing = ("corridor.travel=0 s", "lane_to_school.travel=0 s", "school.boarding=0 s", "hall.alighting=0 s")
    scenario = mamarr.change(short_pause, [Change.read(text) for text in nothing])
    plan = mamarr.plan(scenario, seconds=1)
    assert (plan.people_out, plan.clearance_s) == (90, 0)
    answer = mamarr.judge(plan)
    assert (answer.plan_allowed, answer.bound_true) == (True, True)
