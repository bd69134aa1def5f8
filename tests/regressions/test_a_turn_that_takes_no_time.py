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


def test_a_passage_that_ends_at_the_very_second_of_the_closing_counts(short_pause: Scenario) -> None:
    """The first bus leaves the corridor at minute 25; a pause of 40 less 15 closes then: one passage, 50 people."""
    scenario = mamarr.change(short_pause, [Change.read("hour.closes=40 min")])
    plan = mamarr.plan(scenario, seconds=1)
    people = plan.strongest("people", "hand")
    assert people is not None
    assert (plan.people_out, people.value) == (50, 50)
