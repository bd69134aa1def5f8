"""Verdicts: useless only by a proof, enough only by a judged plan, monotone, and never turned into another one."""

import random

import pytest
from gate import gate

import mamarr
from mamarr import Asks, Change, MamarrError, Plan, Scenario
from mamarr.negotiation import agenda
from mamarr.negotiation.asks import Ask, Combination
from mamarr.negotiation.attempt import attempt
from mamarr.negotiation.lattice import Lattice
from mamarr.negotiation.refutation import refuted, says_no
from mamarr.negotiation.verdicts import Verdicts
from mamarr.planning.judge import judge


def drawn(seed: int) -> Scenario:
    """Return a gate with other numbers."""
    draws = random.Random(seed)
    return gate(
        f"hour.closes={draws.randrange(30, 120)} min",
        f"bus.count={draws.randrange(1, 8)}",
        f"families.headcount={draws.randrange(40, 500)}",
        f"gate.service_time={draws.randrange(2, 14)} min",
        f"corridor.traffic={draws.choice(('both', 'alternating'))}",
    )


def weighed(scenario: Scenario, seconds: float = 2.0) -> Asks:
    return mamarr.negotiate(mamarr.plan(scenario, seconds=0.5), seconds=seconds)


def granted(scenario: Scenario, asks: Asks, each: Combination) -> Scenario:
    return mamarr.change(scenario, [change for name in each.asks for change in asks.ask(name).changes])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_verdicts_are_monotone_and_each_has_its_proof(seed: int) -> None:
    scenario = drawn(seed)
    asks = weighed(scenario)
    known = {frozenset(each.asks): each for each in asks.combinations}
    for names, each in known.items():
        for others, other in known.items():
            if names < others:
                assert (each.verdict, other.verdict) != ("enough", "useless")
                assert each.verdict != "enough" or other.verdict == "enough"
                assert other.verdict != "useless" or each.verdict == "useless"
                assert each.people_out <= other.people_out
        with_it = granted(scenario, asks, each)
        if each.proof == "hand":
            assert each.bound is not None
            assert says_no(each.bound, with_it)
            assert judge(Plan(scenario=with_it, method="none", trips=(), bounds=(each.bound,))).bound_true
        if each.proof == "plan" and each.asks:
            tried = attempt(with_it)
            plan = tried.construct() if each.rounds == 0 else tried.search(each.rounds, asks.seed, lambda: False)
            assert (plan.is_complete, plan.fingerprint) == (True, each.plan)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 16))
def test_a_set_that_contains_an_enough_set_has_a_plan_of_its_own(seed: int) -> None:
    """What is argued (an ask need not be used) is looked for: the search finds such a plan by itself."""
    scenario = drawn(seed)
    asks = weighed(scenario)
    for each in asks.combinations:
        if each.proof == "contains":
            assert attempt(granted(scenario, asks, each)).search(60, 0, lambda: False).is_complete, each.asks


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 26))
def test_more_time_never_turns_a_verdict_into_another(seed: int) -> None:
    scenario = drawn(seed)
    plan = mamarr.plan(scenario, seconds=0.5)
    short, long = (mamarr.negotiate(plan, seconds=seconds) for seconds in (0.1, 4.0))
    for before, after in zip(short.combinations, long.combinations, strict=True):
        assert before.asks == after.asks
        assert before.verdict in ("not decided", after.verdict)


def test_a_search_that_finds_nothing_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any sum, what no plan was found for stays open for ever."""
    monkeypatch.setattr(agenda, "refuted", lambda scenario: (None, scenario.people_total))
    asks = weighed(gate(), 1.0)
    assert {each.verdict for each in asks.combinations} == {"enough", "not decided"}
    assert asks.least is not None
    assert not asks.least.is_proven
    assert {each.how for each in asks.least.smaller} == {"undecided"}


def test_a_sum_that_the_judge_cannot_add_up_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    from mamarr.negotiation import refutation

    true = refutation.hand_bounds

    def lying(scenario: Scenario, people: int) -> tuple[object, ...]:
        return tuple(
            bound.replace(value=bound.value - 50) if bound.of == "people" else bound for bound in true(scenario, people)
        )

    monkeypatch.setattr(refutation, "hand_bounds", lying)
    with pytest.raises(MamarrError) as refusal:
        refuted(gate("hour.closes=90 min"))
    assert refusal.value.code == "plan.refused"


def test_what_can_be_done_is_not_refuted() -> None:
    assert refuted(gate("hour.closes=85 min"))[0] is None
    bound, most = refuted(gate("hour.closes=84 min"))
    assert bound is not None
    assert most == 250


def asks_of(*relaxes: bool) -> tuple[Ask, ...]:
    change = (Change.read("gate.lanes=2"),)
    return tuple(Ask(id=f"a{n}", code="own", changes=change, relaxes=each) for n, each in enumerate(relaxes))


def test_nothing_spreads_over_an_ask_that_does_not_relax() -> None:
    """0b001 relaxes, 0b010 does not: what is enough without it need not be enough with it."""
    verdicts = Verdicts(Lattice(asks_of(True, False)), 10)
    verdicts.settle(0)
    known = {mask: each.verdict for mask, each in verdicts.evidence.items()}
    assert known == {0: "enough", 1: "enough", 2: "not decided", 3: "not decided"}


def test_a_proof_against_a_plan_is_a_defect_and_is_said() -> None:
    verdicts = Verdicts(Lattice(asks_of(True, True)), 10)
    verdicts.settle(1)
    bound, _ = refuted(gate())
    assert bound is not None
    with pytest.raises(MamarrError) as refusal:
        verdicts.refute(3, bound)
    assert refusal.value.code == "asks.contradiction"


def test_what_is_useless_with_more_is_useless_with_less() -> None:
    verdicts = Verdicts(Lattice(asks_of(True, True)), 10)
    bound, _ = refuted(gate())
    assert bound is not None
    verdicts.refute(3, bound)
    verdicts.spread()
    assert [verdicts.combination(mask).proof for mask in (0, 1, 2)] == ["within"] * 3
    assert verdicts.combination(1).by == ("a0", "a1")


def test_sizes_of_one_thing_are_never_combined() -> None:
    first, second = asks_of(True, True)
    assert len(Lattice((first.replace(family="f"), second.replace(family="f"))).sets) == 3


def test_the_same_seed_gives_the_same_asks() -> None:
    plan = mamarr.plan(gate(), iterations=1)
    first, second = (mamarr.negotiate(plan, seconds=60, seed=3) for _ in range(2))
    assert first.fingerprint == second.fingerprint


def test_a_plan_that_breaks_rules_is_refused() -> None:
    plan = mamarr.plan(gate(), iterations=1)
    broken = plan.replace(trips=tuple(trip.replace(vehicle="bus/1") for trip in plan.trips))
    with pytest.raises(MamarrError) as refusal:
        mamarr.negotiate(broken)
    assert refusal.value.code == "asks.plan-refused"


def test_stop_keeps_what_is_known() -> None:
    asks = mamarr.negotiate(mamarr.plan(gate(), iterations=1), seconds=60, stop=lambda: True)
    assert asks.is_stopped
    assert asks.combinations[0].verdict == "useless"


def test_watchers_hear_of_every_set_as_it_is_known() -> None:
    heard: list[agenda.Told] = []
    asks = mamarr.negotiate(mamarr.plan(gate(), iterations=1), seconds=3, watch=heard.append)
    assert {told.combination.asks for told in heard} == {each.asks for each in (*asks.combinations, *asks.singles)}
    assert [told.decided for told in heard] == sorted(told.decided for told in heard)


@pytest.mark.slow
def test_scenarios_of_any_shape_are_weighed_too() -> None:
    """A second lane of the road is beyond the one lane: the trips are booked one by one, and the sums are those of every shape."""
    scenario = gate("corridor.lanes=2")
    asks = mamarr.negotiate(mamarr.plan(scenario, seconds=1), seconds=8)
    assert asks.combinations[0].verdict == "useless"
    assert (asks.alone("lane_gate").verdict, asks.alone("later_20_hour").verdict) == ("enough", "enough")
    assert asks.alone("more_bus").verdict == "useless"
