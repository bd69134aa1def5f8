"""The audit on sums added up by hand for the ferry (see the figures in each test)."""

from typing import Any

import pytest
from ferry import SCENARIO, at, judged, plan_with

from mamarr.planning.audit import Lane
from mamarr.planning.collation import collate
from mamarr.planning.docket import Docket
from mamarr.planning.judge import Judgement, judge
from mamarr.planning.timetable import Bound, Plan
from mamarr.scenario import Scenario

# Village: 100 s in, 120 s aboard, 100 s out = 320, nobody is at the gate before. The least inspection takes 30 s, the
# lane 300 s, alighting 60 s. Loads: three buses of 20 and one of 2, one ambulance of 2: five passages.
FIRST = {"code": "first-arrival", "s": 320}
INSPECTION = {"code": "inspection", "s": 30}
TRANSIT = {"code": "transit", "s": 300}
ALIGHTING = {"code": "alighting", "s": 60}


def hand(kind: str, of: str, places: list[str], *terms: dict[str, Any]) -> dict[str, Any]:
    bound = {"kind": kind, "of": of, "proof": "hand", "value": 0, "places": places, "terms": list(terms)}
    return bound | {"value": sum(term.amount for term in Bound.model_validate(bound).terms)}


def term(code: str, **figures: object) -> dict[str, Any]:
    return {"code": code, **figures}


BOUNDS = [
    # 5 inspections of at least 30 s
    hand("checkpoint", "clearance_s", ["gate"], FIRST, term("services", count=5, each_s=30), TRANSIT, ALIGHTING),
    # 4 buses of 60 s and an ambulance of 30 s
    hand("checkpoint-work", "clearance_s", ["gate"], FIRST, term("work-per-lane", s=270), TRANSIT, ALIGHTING),
    # 4 passages of two buses: one more turn of 300 + 60 + 300 + 320 + 30
    hand("fleet", "clearance_s", ["lane"], FIRST, INSPECTION, term("rounds", count=1, each_s=1010, of="seat"),
               TRANSIT, ALIGHTING),
    # 4 headways, 3 convoys of at most 2
    hand("lane", "clearance_s", ["lane"], FIRST, INSPECTION, term("headways", count=4, each_s=30),
              term("convoy-gaps", count=2, each_s=60), TRANSIT, ALIGHTING),
    # two openings, two returns in one opening inward
    hand("lane-alternating", "clearance_s", ["lane"], FIRST, INSPECTION, term("transits", count=3, each_s=300),
               term("headways-out", count=3, each_s=30), term("gaps-out", count=1, each_s=60),
               term("headways-back", count=1, each_s=30), term("gaps-back", count=0, each_s=60), ALIGHTING),
    # both buses ride in both openings: each time they are inspected after the lane has turned round
    hand("joint", "clearance_s", ["gate", "lane"], term("openings", count=2), FIRST,
               term("returns", count=1, each_s=920), term("services", count=4, each_s=30, of="seat"), TRANSIT, ALIGHTING),
    # Four passages of two buses, five of all three vehicles. Two buses that each come in and go out between two openings take 600
    # across, 320 inside and two inspections of 60: 1,040 s for four crossings, 260 each (others cost nothing: each second more for
    # them takes 6 / 4 off these). 4 + 2 crossings, of which two are the first opening's; one crossing of the ambulance.
    hand("pace", "clearance_s", ["gate", "lane"], FIRST, term("services", count=2, each_s=30),
               term("crossings", count=4, each_s=260, of="seat"), term("crossings-others", count=1, each_s=0), TRANSIT, ALIGHTING),
    # three buses in one bay of the village
    hand("bays", "clearance_s", ["village"], term("first-boarding", s=100, of="village"),
              term("boardings", count=3, each_s=120, of="village"), term("outward", s=100, of="village"), INSPECTION,
              TRANSIT, ALIGHTING),
    hand("carriable", "people", [], term("loads", count=3, each=20), term("loads", count=2, each=2)),
    hand("checkpoint-people", "people", ["gate"], term("slots", count=5), term("loads", count=3, each=20),
             term("loads", count=2, each=2)),
    hand("lane-people", "people", ["lane"], term("entries", count=5), term("loads", count=3, each=20),
             term("loads", count=2, each=2)),
    # the first entry at 350, six hours less: 1 + (6600 - 300 - 350) // 1010 rounds
    hand("fleet-people", "people", ["lane"], term("rounds", count=6), term("loads", count=1, each=2, of="stretcher"),
             term("loads", count=3, each=20, of="seat"), term("loads", count=1, each=2, of="seat")),
]  # fmt: skip
SUMS = {bound["kind"]: bound for bound in BOUNDS}


def codes(judgement: Judgement) -> set[str]:
    return {finding.code for finding in judgement.findings}


def test_sums_added_up_by_hand_are_true() -> None:
    judgement = judged(at("bounds", BOUNDS))
    assert judgement.findings == ()
    assert judgement.bound_true
    values = {bound["kind"]: bound["value"] for bound in BOUNDS}
    assert values["fleet"] == 350 + 1010 + 360 == values["joint"]
    assert values["lane-alternating"] == 1490
    assert values["pace"] == 320 + 60 + 4 * 260 + 360 == 1780
    assert {values[kind] for kind in ("lane", "checkpoint-work", "bays")} == {950}


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound["kind"])
def test_every_figure_of_a_sum_altered_by_one_is_found(bound: dict[str, Any]) -> None:
    for number, said in enumerate(bound["terms"]):
        for name in said.keys() & {"s", "count", "each_s", "persons", "each"}:
            for change in (-1, 1):
                terms = [dict(other) for other in bound["terms"]]
                terms[number][name] += change
                lie = hand(bound["kind"], bound["of"], bound["places"], *terms)
                judgement = judged(at("bounds", [lie]))
                assert "bound.term" in codes(judgement), (number, name)
                assert not judgement.bound_true
                assert judgement.plan_allowed


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound["kind"])
def test_a_sum_with_a_term_too_few_or_a_wrong_value_or_place_is_found(bound: dict[str, Any]) -> None:
    assert "bound.sum" in codes(judged(at("bounds", [bound | {"value": bound["value"] - 1}])))
    assert "bound.places" in codes(judged(at("bounds", [bound | {"places": ["town"]}])))
    assert "bound.term" in codes(judged(at("bounds", [bound | {"terms": bound["terms"][:-1]}])))
    other = "people" if bound["of"] == "clearance_s" else "clearance_s"
    assert "bound.wrong-quantity" in codes(judged(at("bounds", [bound | {"of": other}])))
    assert not judged(at("bounds", [bound | {"kind": "intuition"}])).bound_true


def closing(closes_s: int) -> Scenario:
    """The ferry, whose lane may be entered until 900 s before it closes: a margin of 600 and 300 across."""
    pause = Scenario.model_validate(SCENARIO).pauses[0].replace(closes_s=closes_s)
    return Scenario.model_validate(SCENARIO).replace(pauses=(pause,))


def crossings_of(scenario: Scenario, *terms: dict[str, Any]) -> list[str]:
    bound = Bound.model_validate(hand("pace-people", "people", ["gate", "lane"], *terms))
    docket = Docket()
    collate(Plan(scenario=scenario, method="", trips=(), bounds=(bound,)), 1, 10**9, Lane(scenario), docket)
    return [finding.code for finding in docket.findings]


def test_the_people_whose_crossings_end_in_time() -> None:
    """62 people need three passages of buses, whose last enters at 380 + 2 x 260 = 900; the 63rd needs a fourth, at 1,420."""
    three = (
        term("passages", count=3, of="seat"),
        term("loads", count=3, each=20, of="seat"),
        term("loads", count=1, each=2),
    )
    for closes_s in (1800, 2319):
        assert crossings_of(closing(closes_s), *three) == []
        for number, said in enumerate(three):
            for name in said.keys() & {"count", "each"}:
                for change in (-1, 1):
                    terms = [dict(other) for other in three]
                    terms[number][name] += change
                    assert crossings_of(closing(closes_s), *terms) == ["bound.term"], (number, name)
    assert "bound.term" in crossings_of(closing(1799), *three)
    assert crossings_of(closing(2320), *three) == ["bound.not-here"]


def test_crossings_are_counted_where_the_lane_turns_and_vehicles_are_few() -> None:
    both = at("scenario.legs.0.traffic", "both")
    assert "bound.not-here" in codes(judged(at("bounds", [SUMS["pace"]]), both))
    many = at("scenario.fleet.1.count", 1999)
    assert "bound.not-here" in codes(judged(at("bounds", [SUMS["pace"]]), many))
    most = at("scenario.fleet.1.count", 1998)
    assert "bound.not-here" not in codes(judged(at("bounds", [SUMS["pace"]]), most))


def test_an_argument_whose_conditions_are_not_met_is_refused() -> None:
    unlimited = at("scenario.places.0.lanes", "unlimited")
    assert "bound.not-here" in codes(judged(at("bounds", [SUMS["checkpoint"]]), unlimited))
    both = at("scenario.legs.0.traffic", "both")
    assert "bound.not-here" in codes(judged(at("bounds", [SUMS["lane-alternating"]]), both))


def test_a_clearance_is_bounded_only_for_the_people_whom_the_plan_brings_out() -> None:
    """Without t6 and t7 42 are out: three passages, in two of them 40; nothing proves a second round of a bus."""

    def without_t6_and_t7(plan: dict[str, Any]) -> None:
        plan["trips"] = plan["trips"][:5]
        plan["convoys"] = plan["convoys"][:3]
        plan["scenario"]["groups"][1]["companions"] = None

    three = hand("checkpoint", "clearance_s", ["gate"], FIRST, term("services", count=3, each_s=30), TRANSIT, ALIGHTING)
    assert judged(without_t6_and_t7, at("bounds", [three])).findings == ()
    assert "bound.term" in codes(judged(without_t6_and_t7, at("bounds", [SUMS["checkpoint"]])))


def test_a_long_headway_ends_the_argument_of_openings() -> None:
    """With a headway longer than the transit, vehicles that take turns in both directions beat the sum of openings."""
    slow = (at("scenario.convoys.headway_s", 301), at("scenario.convoys.interval_s", 0))
    assert "bound.not-here" in codes(judge(plan_with(at("bounds", [SUMS["lane-alternating"]]), *slow)))


def test_headways_count_only_where_convoy_rules_hold() -> None:
    nowhere = at("scenario.convoys.where", [])
    assert "bound.term" in codes(judged(at("bounds", [SUMS["lane"]]), nowhere, at("convoys", [])))


def test_a_solvers_bound_is_never_called_checked() -> None:
    solver = {"kind": "windows", "of": "clearance_s", "proof": "solver", "value": 2000}
    judgement = judged(at("bounds", [*BOUNDS, solver]))
    assert codes(judgement) == {"bound.solver-only"}
    assert judgement.bound_true


def test_a_hand_that_is_stronger_than_the_solver_is_refused() -> None:
    solver = {"kind": "windows", "of": "clearance_s", "proof": "solver", "value": 1719}
    judgement = judged(at("bounds", [*BOUNDS, solver]))
    assert "bound.contradiction" in codes(judgement)
    assert not judgement.bound_true


@pytest.mark.parametrize(("of", "value"), [("clearance_s", 2161), ("people", 63)])
def test_a_bound_that_the_plan_itself_beats_is_refused(of: str, value: int) -> None:
    """The plan brings out 64, the last at 2160."""
    judgement = judged(at("bounds", [{"kind": "windows", "of": of, "proof": "solver", "value": value}]))
    assert "bound.beaten-by-plan" in codes(judgement)
    assert not judgement.bound_true


def test_a_thousand_million_people_are_counted_and_not_laid_out() -> None:
    judgement = judged(at("scenario.groups.0.headcount", 10**9), at("bounds", [SUMS["carriable"]]))
    assert "bound.term" in codes(judgement)


def test_a_few_people_need_one_opening() -> None:
    """With only t3, two are out: they might all have come by bus or all by ambulance, and the lane opens once."""

    def only_t3(plan: dict[str, Any]) -> None:
        plan["trips"] = plan["trips"][2:3]
        plan["convoys"] = [["t3"]]

    once = hand(
        "lane-alternating", "clearance_s", ["lane"], FIRST, INSPECTION, term("transits", count=1, each_s=300),
        term("headways-out", count=0, each_s=30), term("gaps-out", count=0, each_s=60),
        term("headways-back", count=0, each_s=30), term("gaps-back", count=0, each_s=60), ALIGHTING,
    )  # fmt: skip
    assert judged(only_t3, at("bounds", [once])).findings == ()
    assert "bound.not-here" in codes(judged(only_t3, at("bounds", [SUMS["joint"]])))


def test_nobody_can_be_carried_without_vehicles() -> None:
    nobody = hand("carriable", "people", [])

    def without(plan: dict[str, Any]) -> None:
        plan["trips"], plan["convoys"] = [], []
        for vehicle in plan["scenario"]["fleet"]:
            vehicle["count"] = 0

    assert judged(without, at("bounds", [nobody])).findings == ()
    assert "bound.not-here" in codes(judged(without, at("bounds", [SUMS["fleet-people"]])))
