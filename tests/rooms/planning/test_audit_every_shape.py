"""The audit of every shape on the sums of `every_shape`, added up by hand; each altered by one second, person or use is refused."""

import pytest
from every_shape import (
    CAMP,
    CASES,
    FAMILIES,
    GATE,
    LANE,
    SCHOOL,
    bound,
    camp,
    each,
    first,
    gate,
    onward,
    scenario,
    steps,
    uses,
    work,
)

from mamarr import Scenario
from mamarr.planning.audit_throats import KINDS, TOILS, Throats
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.collation import collate
from mamarr.planning.docket import Docket
from mamarr.planning.judge import judge
from mamarr.planning.timetable import Bound, Plan, Term


def codes(scene: Scenario, people: int, *bounds: Bound) -> list[str]:
    docket = Docket()
    collate(Plan(scenario=scene, method="", trips=(), bounds=bounds), people, 10**9, Throats(scene), docket)
    return [finding.code for finding in docket.findings if finding.code != "bound.beaten-by-plan"]


@pytest.mark.parametrize("name", list(CASES))
def test_the_audit_agrees_with_the_sum_by_hand(name: str) -> None:
    scene, people, said = CASES[name]
    assert said.value == sum(term.amount for term in said.terms)
    assert codes(scene, people, said) == []


@pytest.mark.parametrize("name", [name for name in CASES if name != "people by shares"])
def test_the_planner_agrees_with_the_sum_by_hand(name: str) -> None:
    scene, people, said = CASES[name]
    assert said in hand_bounds(scene, people)


@pytest.mark.parametrize("name", list(CASES))
def test_one_second_person_or_use_more_or_less_is_refused(name: str) -> None:
    scene, people, said = CASES[name]
    for number, term in enumerate(said.terms):
        for field in ("s", "count", "each_s", "persons", "each"):
            for change in (-1, 1):
                if getattr(term, field) is None:
                    continue
                other = term.replace(**{field: getattr(term, field) + change})
                terms = (*said.terms[:number], other, *said.terms[number + 1 :])
                lie = said.replace(terms=terms, value=sum(each.amount for each in terms))
                assert set(codes(scene, people, lie)) == {"bound.term"}, (term, field, change)
        about = said.replace(terms=(*said.terms[:number], term.replace(of="clinic"), *said.terms[number + 1 :]))
        assert "bound.term" in codes(scene, people, about)


@pytest.mark.parametrize("name", list(CASES))
def test_everything_else_that_is_wrong_has_its_name(name: str) -> None:
    scene, people, said = CASES[name]
    assert codes(scene, people, said.replace(value=said.value + 1)) == ["bound.sum"]
    assert codes(scene, people, said.replace(places=(*said.places, "moon"))) == ["bound.places"]
    assert codes(scene, people, said.replace(kind="throat-moon")) == ["bound.unknown-kind"]
    assert (
        codes(scene, people, said.replace(terms=said.terms[:-1]))
        == ["bound.sum", "bound.term"][said.terms[-1].amount == 0 :]
    )
    wrong = "clearance_s" if said.of == "people" else "people"
    assert "bound.wrong-quantity" in codes(scene, people, said.replace(of=wrong))


def test_every_kind_has_a_sum_by_hand() -> None:
    kinds = {said.kind for _, _, said in CASES.values()}
    assert {f"throat-{kind}" for kind in (*KINDS, *TOILS, "ready")} <= kinds
    assert {f"throat-{kind}-people" for kind in TOILS} <= kinds
    assert {"carriable", "capacity-people", "places-people", "link-people"} <= kinds


def test_a_sum_that_is_not_of_this_scenario() -> None:
    scene, people, said = CASES["bays"]
    assert codes(scenario(), people, said) == ["bound.not-here"]
    assert codes(scene, 0, said) == ["bound.not-here"]
    assert codes(scene, 0, said.replace(of="complete_s")) == []


def test_a_solver_that_is_weaker_than_a_hand() -> None:
    scene, people, said = CASES["bays"]
    solved = Bound(kind="search", of="clearance_s", proof="solver", value=said.value - 1)
    assert codes(scene, people, said, solved) == ["bound.solver-only", "bound.contradiction"]


def test_a_plan_that_beats_a_sum() -> None:
    scene, people, said = CASES["bays"]
    docket = Docket()
    plan = Plan(scenario=scene, method="", trips=(), bounds=(said,))
    collate(plan, people, said.value - 1, Throats(scene), docket)
    assert [finding.code for finding in docket.findings] == ["bound.beaten-by-plan"]


def test_of_many_sizes_the_last_are_one_term() -> None:
    # Cars of 61, 60 ... 1 persons, one of each; 59 sizes are written out, those of 2 and 1 as two of 2.
    cars = [
        FAMILIES | {"id": f"g{n}", "headcount": n, "travels": "own vehicle", "persons_per_vehicle": n}
        for n in range(1, 62)
    ]
    scene = scenario(groups=cars)
    terms = [Term(code="loads", count=1, each=n) for n in range(61, 2, -1)] + [Term(code="loads", count=2, each=2)]
    said = bound("carriable", sum(range(3, 62)) + 4, (), *terms)
    assert said in hand_bounds(scene, 10)
    assert codes(scene, 10, said) == []


def test_seats_are_not_for_those_who_come_by_themselves() -> None:
    """Places for who sits count those who travel on a seat alone, so cars are not limited by them."""
    cars = FAMILIES | {"id": "cars", "travels": "own vehicle", "persons_per_vehicle": 4, "headcount": 8}
    scene = scenario(places=camp(places_for={"seat": 7}), groups=[FAMILIES, cars])
    said = bound(
        "places-people", 15, ("camp",), Term(code="persons", persons=7, of="seat"), Term(code="elsewhere", persons=8)
    )
    assert said in hand_bounds(scene, 10)
    assert codes(scene, 10, said) == []


def test_the_judge_asks_the_audit() -> None:
    scene, _, _ = CASES["people by capacity"]
    true = next(each for each in hand_bounds(scene, 0) if each.kind == "capacity-people")
    terms = (Term(code="persons", persons=26),)
    for said, is_true in ((true, True), (true.replace(value=26, terms=terms), False)):
        judgement = judge(Plan(scenario=scene, method="by hand", trips=(), bounds=(said,)))
        assert judgement.plan_allowed
        assert judgement.bound_true is is_true
        assert [finding.path for finding in judgement.findings] == ([] if is_true else ["bounds[0].terms[0]"])


def test_a_column_does_not_walk_where_no_length_is_known() -> None:
    """Inward over the hill it would be there at once; the way that is measured takes 360 s and 360 s."""
    walkers = FAMILIES | {"travels": "on foot", "persons_per_vehicle": 20, "walks": "5 km/h"}
    measured = [
        {"id": name, "from": start, "to": end, "length": "500 m", "speed": "30 km/h", "traffic": "both"}
        for name, start, end in (("lane", "school", "gate"), ("road", "gate", "camp"))
    ]
    hill = {"id": "hill", "kind": "junction"}
    legs = [
        *measured,
        LANE | {"id": "up", "from": "hill", "to": "school"},
        LANE | {"id": "down", "from": "hill", "to": "camp"},
    ]
    scene = scenario(places=[SCHOOL, GATE, CAMP | {"capacity_per_hour": 30}, hill], legs=legs, groups=[walkers])
    said = bound("throat-reception-hour", 4320, ("camp",), first(720), uses(40), steps(1, 3600), onward(0))
    assert said in hand_bounds(scene, 40)
    assert codes(scene, 40, said) == []


def test_those_aboard_at_clock_zero_need_nobody_who_waits() -> None:
    """The ten aboard are enough for ten people, who may be out at 60 + 600 + 60; the eleventh waits at the school until 300."""
    scene = scenario(commitments=[{"vehicle": "bus/1", "at": "gate", "until": "60 s", "load": {"families": 10}}])
    assert not [said for said in hand_bounds(scene, 10) if said.kind == "throat-ready" and said.of == "clearance_s"]
    ready = bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080))
    assert codes(scene, 10, ready) == ["bound.not-here"]
    assert ready in hand_bounds(scene, 11)
    assert codes(scene, 11, ready) == []


def test_work_without_time_or_people_is_none() -> None:
    """Without a checkpoint nobody is inspected, and on roads that are always open nobody waits."""
    never = scenario(places=[SCHOOL, GATE, CAMP])
    drives = bound("throat-fleet-drive", 300, (), first(300))
    assert codes(never, 40, drives) == ["bound.not-here"]
    assert codes(never, 40, drives.replace(kind="throat-checkpoint-work")) == ["bound.not-here"]
    assert not [
        said for said in hand_bounds(never, 40) if said.kind in {"throat-fleet-drive", "throat-checkpoint-work"}
    ]


def test_people_with_own_means_alone_have_work_too() -> None:
    """Two columns of twenty, 90 s each, with no fleet: 4.5 s a person. Ready at once, at the gate 300: 300 + 180 + 600."""
    cars = FAMILIES | {"travels": "own vehicle", "persons_per_vehicle": 20}
    scene = scenario(places=gate(), groups=[cars], fleet=[])
    said = bound("throat-checkpoint-work", 1080, ("gate",), first(300), work(180), each(180), onward(600))
    assert said in hand_bounds(scene, 40)
    assert codes(scene, 40, said) == []
