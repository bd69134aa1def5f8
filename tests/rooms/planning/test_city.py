"""A city planned and judged: the figures of a town that a hand can solve, and every lie about it."""

import pytest

import mamarr
from mamarr import MamarrError, Plan, Scenario
from mamarr.document import Name
from mamarr.planning.flows import Flows, Labels
from mamarr.planning.judge import judge
from mamarr.scenario.network import Network, Stretches, Waiting

OVER_ONE_BRIDGE = Network(
    places=("east", "west", "bridge", "safe"),
    legs=Stretches(from_place=(0, 1, 2), to_place=(2, 2, 3), travel_s=(60, 120, 180), capacity_per_h=(600, 1200, 600)),
    waiting=Waiting(place=(0, 1), persons=(25, 30)),
    exits=(3,),
)
"""Two quarters and one bridge: 10 persons a minute cross it, the first at minute 1; 3 minutes to cross."""


def town(network: Network = OVER_ONE_BRIDGE, **more: object) -> Scenario:
    name = Name(en="Over one bridge", ar="على جسر واحد")
    values = {"name": name, "ends_s": 86_400, "places": (), "legs": (), "groups": (), "fleet": (), "network": network}
    return Scenario.model_validate(values | more)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return mamarr.plan(town(), method="curve")


def test_the_bridge_sets_the_clearance(plan: Plan) -> None:
    """55 people, 10 a minute from minute 1: the sixth minute of entries is minute 6, which is safe at minute 9."""
    assert (plan.clearance_s, plan.people_out, plan.gap) == (9 * 60, 55, 0.0)
    assert plan.evacuation_curve == ((240, 10), (300, 20), (360, 30), (420, 40), (480, 50), (540, 55))
    assert plan.clearance_90_s == 480


def test_the_sum_of_the_bottleneck_can_be_added_up(plan: Plan) -> None:
    bound = plan.bottleneck
    assert bound is not None
    assert bound.value == 540
    assert sum(term.amount for term in bound.terms) == 50


def test_the_judge_allows_it_and_says_so_again_from_a_file(plan: Plan, tmp_path: object) -> None:
    path = f"{tmp_path}/plan.json.gz"
    mamarr.save(plan, path)
    again = mamarr.open_plan(path)
    assert again == plan
    answer = judge(again)
    assert (answer.plan_allowed, answer.bound_true, answer.findings) == (True, True, ())


def altered(plan: Plan, **changes: object) -> Plan:
    return plan.replace(fingerprint="", **changes)


def flows_with(plan: Plan, row: int, **cells: int) -> Plan:
    """Return *plan* with other cells in one row of its flow."""
    assert plan.flows is not None
    columns = {name: list(getattr(plan.flows, name)) for name in ("leg", "enters_s", "persons")}
    for name, value in cells.items():
        columns[name][row] = value
    return altered(plan, flows=Flows(**{name: tuple(column) for name, column in columns.items()}))


@pytest.mark.parametrize(
    ("row", "cells", "code"),
    [
        (0, {"persons": 11}, "judge.flow-capacity"),
        (0, {"persons": 0}, "judge.flow-entry"),
        (0, {"leg": 3}, "judge.flow-entry"),
        (0, {"leg": -1}, "judge.flow-entry"),
        (0, {"enters_s": 30}, "judge.flow-entry"),
        (1, {"enters_s": 0}, "judge.flow-order"),
        (-1, {"enters_s": 10**9}, "judge.flow-entry"),
        (-1, {"persons": 9}, "judge.flow-conservation"),
    ],
)
def test_the_judge_finds_a_lie_in_the_flow(plan: Plan, row: int, cells: dict[str, int], code: str) -> None:
    answer = judge(flows_with(plan, row, **cells))
    assert not answer.plan_allowed
    assert code in {finding.code for finding in answer.findings}


def test_nobody_may_be_invented_at_a_place_with_people(plan: Plan) -> None:
    fewer = OVER_ONE_BRIDGE.replace(waiting=Waiting(place=(0, 1), persons=(25, 29)))
    answer = judge(altered(plan, scenario=town(fewer)))
    assert "judge.flow-supply" in {finding.code for finding in answer.findings}


def test_nobody_may_wait_on_the_bridge(plan: Plan) -> None:
    assert plan.flows is not None
    rows = list(zip(plan.flows.leg, plan.flows.enters_s, plan.flows.persons, strict=True))
    later = [(leg, enters + (60 if leg == 2 else 0), persons) for leg, enters, persons in rows]
    leg, enters, persons = zip(*later, strict=True)
    answer = judge(altered(plan, flows=Flows(leg=leg, enters_s=enters, persons=persons)))
    assert "judge.flow-conservation" in {finding.code for finding in answer.findings}


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("by", [-1, 1, 3])
def test_other_labels_prove_another_sum_or_nothing(plan: Plan, place: int, by: int) -> None:
    assert plan.labels is not None
    step = tuple(max(0, label + by * (row == place)) for row, label in enumerate(plan.labels.step))
    if step != plan.labels.step:
        answer = judge(altered(plan, labels=Labels(place=plan.labels.place, step=step)))
        assert not answer.bound_true


def test_a_better_bound_than_proven_is_refused(plan: Plan) -> None:
    better = plan.bounds[0].replace(value=600)
    assert not judge(altered(plan, bounds=(better,))).bound_true
    assert not judge(altered(plan, bounds=(plan.bounds[0].replace(value=480),))).bound_true
    assert not judge(altered(plan, bounds=(plan.bounds[0].replace(terms=plan.bounds[0].terms[:-1]),))).bound_true
    assert not judge(altered(plan, labels=None)).bound_true


def test_a_lower_ceiling_than_proven_is_refused(plan: Plan) -> None:
    assert plan.ceilings is not None
    assert len(plan.ceilings) == 6
    lower = plan.ceilings[2].replace(persons=plan.ceilings[2].persons - 1)
    assert not judge(altered(plan, ceilings=(lower,))).bound_true
    other = plan.ceilings[2].replace(by_s=plan.ceilings[2].by_s + 60)
    assert not judge(altered(plan, ceilings=(other,))).bound_true


def test_who_has_no_way_remains_by_name() -> None:
    legs = Stretches(
        from_place=(0, 1, 2, 0), to_place=(2, 2, 3, 4), travel_s=(60,) * 4, capacity_per_h=(600, 600, 600, 600)
    )
    network = OVER_ONE_BRIDGE.replace(
        places=("east", "west", "bridge", "safe", "island"),
        legs=legs,
        waiting=Waiting(place=(0, 4), persons=(25, 7)),
    )
    found = mamarr.plan(town(network))
    assert (found.people_out, found.is_complete) == (25, False)
    assert [(entry.place, entry.persons) for entry in found.remaining] == [("island", 7)]
    assert judge(found).plan_allowed
    assert judge(found).bound_true
    bound = found.strongest("people")
    assert bound is not None
    assert bound.value == 25


def test_a_step_that_loses_every_way_is_an_error() -> None:
    with pytest.raises(MamarrError) as caught:
        mamarr.plan(town(), step_s=1)
    assert caught.value.code == "network.nobody-reaches"


def test_a_crowd_for_whom_the_flow_does_not_fit_into_memory_is_refused_at_once() -> None:
    crowd = OVER_ONE_BRIDGE.replace(waiting=Waiting(place=(0, 1), persons=(10**9, 10**9)))
    with pytest.raises(MamarrError) as caught:
        mamarr.plan(town(crowd, ends_s=10**9))
    assert caught.value.code in ("network.too-large", "network.too-late")


def test_an_end_before_the_clearance_is_an_error() -> None:
    with pytest.raises(MamarrError) as caught:
        mamarr.plan(town(ends_s=500))
    assert caught.value.code == "network.too-late"


def test_a_longer_step_that_fits_gives_no_earlier_clearance_than_the_truth() -> None:
    assert mamarr.plan(town(), step_s=120).clearance_s >= 540
