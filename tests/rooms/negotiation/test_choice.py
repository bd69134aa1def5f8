"""The frontier, the least set under a chance, and promises that may be broken: exact, by hand."""

import pytest
from gate import gate

import mamarr
from mamarr import MamarrError, Plan
from mamarr.negotiation.asks import Ask, Chance, Combination
from mamarr.negotiation.frontier import frontier
from mamarr.negotiation.inverse import least
from mamarr.negotiation.odds import chance_of
from mamarr.negotiation.promises import doubts, kept, robust
from mamarr.simulation.trial import stress


def known(asks: str, cost: int, people: int, verdict: str = "useless", chance: Chance | None = None) -> Combination:
    proof = {"useless": "hand", "enough": "plan", "not decided": None}[verdict]
    return Combination.model_validate(
        {
            "asks": tuple(asks),
            "cost": cost,
            "people_out": people,
            "people_most": 10,
            "verdict": verdict,
            "proof": proof,
            "chance": chance,
        }
    )


TABLE = (
    known("", 0, 4),
    known("a", 1, 4),
    known("b", 2, 8),
    known("c", 2, 7),
    known("ab", 3, 10, "enough"),
    known("ac", 3, 9, "not decided"),
    known("bc", 4, 10, "enough"),
    known("abc", 5, 10, "enough"),
)


def test_the_frontier_leaves_out_what_another_beats() -> None:
    assert [(each.asks, each.people_out) for each in frontier(TABLE)] == [((), 4), (("b",), 8), (("a", "b"), 10)]


def test_the_least_set_names_everything_cheaper_and_how_it_fails() -> None:
    found = least(TABLE)
    assert found is not None
    assert (found.asks, found.is_proven) == (("a", "b"), True)
    assert {each.asks for each in found.smaller} == {(), ("a",), ("b",), ("c",)}


def test_an_open_cheaper_set_makes_it_the_least_found() -> None:
    open_one = tuple(each.replace(verdict="not decided", proof=None) if each.asks == ("c",) else each for each in TABLE)
    found = least(open_one)
    assert found is not None
    assert not found.is_proven


def test_a_chance_is_reached_by_its_low_end_and_missed_by_its_high_end() -> None:
    chances = {"": (0.0, 0.0, 0.01), "a": (0.5, 0.6, 0.7), "b": (0.94, 0.95, 0.96), "c": (0.96, 0.97, 0.98)}
    table = [known(asks, cost, 10, "enough", chances[asks]) for cost, asks in enumerate(chances)]
    found = least(table, 0.95)
    assert found is not None
    assert found.asks == ("c",)
    assert [each.how for each in found.smaller] == ["interval", "interval", "undecided"]
    assert not found.is_proven


def test_promises_that_make_up_for_each_other() -> None:
    """Each alone is enough and is kept with 0.8 and 0.5: something is kept with 1 - 0.2 x 0.5 = 0.9. Expected 0.9 x 10 + 0.1 x 4."""
    table = [
        known("", 0, 4),
        known("a", 1, 10, "enough"),
        known("b", 1, 10, "enough"),
        known("ab", 2, 10, "enough"),
    ]
    asks = {name: Ask(id=name, code="own", promise=promise) for name, promise in (("a", 0.8), ("b", 0.5))}
    (found,) = doubts(table[3:], table, asks, None)
    assert found.chance_reached == (0.9, 0.9)
    assert found.people_expected == 9.4
    assert (found.people_one_broken, found.people_worst) == (10, 4)


def test_the_surest_choice_does_without_any_one_of_its_promises() -> None:
    """ab and bc are enough, ac is not decided: of abc, b may not be broken; with ac enough too it may."""
    assert robust(TABLE, None) is None
    table = tuple(each.replace(verdict="enough", proof="plan") if each.asks == ("a", "c") else each for each in TABLE)
    found = robust(table, None)
    assert found is not None
    assert (found.asks, found.cost) == (("a", "b", "c"), 5)


def test_promises_of_which_both_are_needed() -> None:
    table = [known("", 0, 4), known("a", 1, 6), known("b", 1, 5), known("ab", 2, 10, "enough")]
    asks = {name: Ask(id=name, code="own", promise=0.5) for name in "ab"}
    (found,) = doubts(table[3:], table, asks, None)
    assert found.chance_reached == (0.25, 0.25)
    assert (found.people_expected, found.people_one_broken) == (6.25, 5)


def test_a_set_that_is_not_decided_is_counted_both_ways() -> None:
    table = [known("", 0, 4), known("a", 1, 9, "not decided")]
    (found,) = doubts(table[1:], table, {"a": Ask(id="a", code="own", promise=0.7)}, None)
    assert found.chance_reached == (0.0, 0.7)


def test_the_ways_in_which_promises_are_kept_add_up_to_one() -> None:
    asks = {name: Ask(id=name, code="own", promise=share) for name, share in (("a", 0.3), ("b", 1.0), ("c", 0.9))}
    ways = dict(kept(("a", "b", "c"), asks))
    assert len(ways) == 4
    assert sum(ways.values()) == pytest.approx(1.0)
    assert ways[frozenset({"b"})] == pytest.approx(0.07)


def by_slack(plan: Plan) -> Chance:
    """Return an exact chance: one where everybody is received by minute 70, a half where later, none where somebody stays."""
    if not plan.is_complete:
        return (0.0, 0.0, 0.0)
    share = 1.0 if plan.clearance_s <= 70 * 60 else 0.5
    return (share, share, share)


def test_a_goal_as_a_chance_asks_for_more_than_a_plan_that_just_fits() -> None:
    """Twenty minutes more bring all out at 90, inspections of seven at 72: too late. A second lane, at 60, does it."""
    plan = mamarr.plan(gate(), iterations=1)
    asks = mamarr.negotiate(plan, goal=0.95, odds=by_slack, seconds=10)
    assert asks.least is not None
    assert asks.least.asks == ("lane_gate",)
    how = {each.asks: each.how for each in asks.least.smaller}
    assert (how[("later_20_hour",)], how[("service_gate",)]) == ("interval", "interval")
    assert how[("more_bus",)] == "hand"
    value = next(each for each in asks.values if each.ask == "lane_gate")
    assert value.chance_gained == 1.0


@pytest.mark.parametrize("goal", [0.0, -1.0, 1.5])
def test_a_goal_that_is_no_chance_is_refused(goal: float) -> None:
    with pytest.raises(MamarrError) as refusal:
        mamarr.negotiate(mamarr.plan(gate(), iterations=1), goal=goal, odds=by_slack)
    assert refusal.value.code == "asks.goal"


def test_the_chance_is_that_of_a_stress_test_on_the_same_futures() -> None:
    plan = mamarr.plan(gate("gate.lanes=2", "hour.closes=65 min"), iterations=1)
    whole = stress(plan, replications=512, seed=5).chance_all_out
    assert chance_of(plan, 5, 512) == (whole.low, whole.estimate, whole.high)
    assert 0 < whole.estimate < 1
