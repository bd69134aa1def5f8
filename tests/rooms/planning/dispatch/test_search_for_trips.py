"""The search over the dispatcher's decisions, and plan() for scenarios of other shapes."""

from pathlib import Path

from hamlet import BUS, CAMP, FAMILIES, GATE, LANE, ROAD, SCHOOL, hamlet

import mamarr
from mamarr import Scenario
from mamarr.planning.dispatch import Decision, Dispatcher, Limits, Search, beginnings, worth_of

TWO_TOWNS = Path(__file__).resolve().parents[3] / "data" / "two-towns.yaml"


def two_farms() -> Scenario:
    """A near and a far farm, two buses that may load at both, an alternating road."""
    farm = SCHOOL | {"id": "farm"}
    legs = [LANE, ROAD | {"traffic": "alternating"}, LANE | {"id": "path", "from": "farm", "travel": "400 s"}]
    groups = [FAMILIES | {"headcount": 17}, FAMILIES | {"id": "farmers", "at": "farm", "headcount": 23}]
    return hamlet(
        "9000 s",
        places=[SCHOOL, farm, GATE, CAMP],
        legs=legs,
        groups=groups,
        fleet=[BUS | {"count": 2, "points_per_trip": 2}],
    )


def search(iterations: int, seed: int = 1) -> tuple[Decision, tuple[int, ...]]:
    scenario = two_farms()
    dispatcher = Dispatcher(scenario, ("people", "curve"))
    limits = Limits(0.0, iterations, lambda: False)
    found = Search(dispatcher, seed).run(beginnings(dispatcher), limits, lambda _courses: None)
    assert found.iterations == iterations
    return found.decision, found.worth


def test_the_same_seed_and_rounds_give_the_same_decision() -> None:
    assert search(25) == search(25)


def test_more_rounds_are_never_worse() -> None:
    worths = [search(rounds)[1] for rounds in (1, 10, 40)]
    assert worths == sorted(worths, reverse=True)


def test_a_decision_made_again_is_worth_the_same() -> None:
    decision, worth = search(25)
    dispatcher = Dispatcher(two_farms(), ("people", "curve"))
    for _ in range(2):
        courses = dispatcher.run(decision)
        assert worth_of(dispatcher.works, courses, dispatcher.objective) == worth


def test_who_remains_counts_as_the_horizon() -> None:
    scenario = hamlet("600 s")
    dispatcher = Dispatcher(scenario, ("people", "curve", "clearance"))
    courses = dispatcher.run(Decision())
    assert worth_of(dispatcher.works, courses, dispatcher.objective) == (0, 10, 6000, 0)


def test_a_search_that_is_stopped_at_once_still_has_a_plan() -> None:
    plan = mamarr.plan(two_farms(), seconds=5, stop=lambda: True)
    assert plan.iterations == 1
    assert plan.certificate is not None
    assert plan.certificate.plan_allowed


def test_the_same_seed_and_rounds_give_the_same_plan() -> None:
    plans = [mamarr.plan(two_farms(), iterations=12, seed=3) for _ in range(2)]
    assert plans[0].fingerprint == plans[1].fingerprint


def test_two_towns_have_every_feature_and_an_allowed_plan() -> None:
    told: list[str] = []
    scenario = mamarr.load(TWO_TOWNS)
    plan = mamarr.plan(scenario, iterations=15, watch=lambda progress: told.append(progress.stage))
    # The link lets 200 of a board; nobody walks eight kilometres within an hour outdoors.
    assert {(each.group, each.persons) for each in plan.remaining} == {("a_civ", 50), ("b_walk", 30)}
    assert plan.aid_delivered == {"flour": 20}
    assert [each.code for each in plan.alternatives] == ["other-order", "without-aid"]
    assert [stage for n, stage in enumerate(told) if stage not in told[:n]] == [
        "construct",
        "search",
        "other-order",
        "without-aid",
        "judge",
    ]
