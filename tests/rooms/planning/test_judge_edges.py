"""The judge to the second and to the person: exact places and figures of its findings, one side and the other."""

from typing import Any

import pytest
from ferry import PLAN, SCENARIO, at, codes, judged

from mamarr.planning.ways import NOWHERE, Ways
from mamarr.scenario import Scenario
from mamarr.scenario.quantities import LARGEST

LONG = "x" * 100
SHOWN = "x" * 80


def told(*changes: Any, code: str = "") -> list[tuple[str, str, dict[str, Any]]]:
    """Code, path and terms of every finding, or of those with *code*."""
    findings = judged(*changes).findings
    return [(found.code, found.path, dict(found.terms)) for found in findings if code in ("", found.code)]


def several(*changes: Any) -> Any:
    """All *changes* as one."""

    def change(plan: dict[str, Any]) -> None:
        for each in changes:
            each(plan)

    return change


def solver(of: str, value: int) -> Any:
    return at("bounds", [{"kind": "x", "of": of, "proof": "solver", "value": value}])


# How much is told


def test_fifty_findings_of_a_code_are_kept() -> None:
    many = [{"id": f"x{number}", "vehicle": "tram/1", "stops": [{"at": "gate"}]} for number in range(60)]
    assert len(told(lambda plan: plan["trips"].extend(many), code="judge.vehicle")) == 50
    forty_nine = told(lambda plan: plan["trips"].extend(many[:49]), code="judge.vehicle")
    assert len(forty_nine) == 49


def test_names_are_cut_to_eighty_signs() -> None:
    found = told(at("trips.0.id", LONG), at("trips.1.id", LONG), code="judge.duplicate-trip")
    assert found == [("judge.duplicate-trip", "trips[1].id", {"found": SHOWN})]
    assert told(at("trips.0.load", {LONG: 1}), code="judge.unknown") == [
        ("judge.unknown", f"trips[0].load.{SHOWN}", {"what": "group", "found": SHOWN})
    ]
    fingerprint = told(at("fingerprint", LONG), code="plan.fingerprint")
    assert fingerprint[0][2]["found"] == SHOWN


def test_sixty_absurd_figures_are_told_as_fifty() -> None:
    legs = [{"id": f"l{n}", "from": "village", "to": "gate", "travel_s": -1} for n in range(60)]
    found = told(lambda plan: plan["scenario"]["legs"].extend(legs), code="judge.number")
    assert len(found) == 50
    assert found[0][1:] == ("scenario.legs[3].travel_s", {"found": "-1", "wanted": f"0 to {LARGEST}"})


# Figures


@pytest.mark.parametrize(("value", "is_absurd"), [(10**15, False), (-(10**15), False), (10**15 + 1, True)])
def test_the_longest_figure_of_a_plan(value: int, is_absurd: bool) -> None:  # noqa: FBT001
    assert ("judge.number" in codes_of(at("seed", value))) == is_absurd


def codes_of(*changes: Any) -> set[str]:
    return {found.code for found in judged(*changes).findings}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (10**30, str(10**30)),
        (10**30 + 1, "of 100 binary digits"),
        (-(10**30), str(-(10**30))),
        (-(10**30) - 1, "of 100 binary digits"),
    ],
)
def test_figures_of_more_than_thirty_signs_are_counted(value: int, shown: str) -> None:
    wanted = f"at most {10**15}"
    assert told(at("iterations", value)) == [("judge.number", "iterations", {"found": shown, "wanted": wanted})]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (at("trips.1.stops.2.enters", 10**16), "trips[1].stops[2].enters"),
        (at("trips.0.load.families", 10**16), "trips[0].load.families"),
        (solver("people", 10**16), "bounds[0].value"),
        (at("scenario.groups.1.ready_s", -1), "scenario.groups[1].ready_s"),
        (
            at("scenario.places.0.service_time_s", {"bus": -60, "ambulance": 30}),
            "scenario.places[0].service_time_s.bus",
        ),
        (at("scenario.ends_s", LARGEST + 1), "scenario.ends_s"),
        (at("scenario.convoys.headway_s", -1), "scenario.convoys.headway_s"),
    ],
)
def test_an_absurd_figure_is_told_with_its_place(change: Any, path: str) -> None:
    assert [(code, where) for code, where, _ in told(change)] == [("judge.number", path)]


def test_the_largest_and_the_least_figure_of_a_scenario_are_meant() -> None:
    assert "judge.number" not in codes_of(at("scenario.ends_s", LARGEST))
    assert codes(at("scenario.groups.0.ready_s", 0)) == set()


def test_a_speed_of_nothing_is_absurd_and_a_slow_one_is_not() -> None:
    def by_speed(speed: float) -> Any:
        leg = {"id": "lane", "from": "gate", "to": "hall", "length_m": 100, "speed_kmh": speed,
               "traffic": "alternating", "pause": "day"}  # fmt: skip
        return at("scenario.legs.0", leg)

    assert codes_of(by_speed(0)) == {"judge.number"}
    assert codes(by_speed(1.2)) == set()  # 100 m at 1.2 km/h take the same 300 s
    assert codes_of(by_speed(float("inf"))) == {"judge.number"}


def test_a_choice_may_be_heard_before_the_clock_starts() -> None:
    choice = {"may_stay": True, "heard_by": "NGO", "heard_at_s": -3600}
    assert "judge.number" not in codes_of(at("scenario.groups.0.choice", choice))


# Vehicles and the ground


@pytest.mark.parametrize(("name", "is_known"), [("bus/2", True), ("bus/3", False), ("bus/0", False), ("bus/", False)])
def test_vehicles_are_numbered_from_one_to_their_count(name: str, is_known: bool) -> None:  # noqa: FBT001
    trip = {"id": "t8", "vehicle": name, "stops": [{"at": "gate", "arrives": 7000}]}
    found = told(lambda plan: plan["trips"].append(trip), code="judge.vehicle")
    choices = "bus/1 to bus/2, ambulance/1 to ambulance/1"
    assert found == ([] if is_known else [("judge.vehicle", "trips[7].vehicle", {"found": name, "wanted": choices})])


@pytest.mark.parametrize(
    ("direction", "outward", "inward"), [("out", False, False), ("in", True, True), ("both", False, True)]
)
def test_a_checkpoint_is_passed_in_its_own_direction(direction: str, outward: bool, inward: bool) -> None:  # noqa: FBT001
    """`outward`: the inspections on the way out are for nothing; `inward`: the drives in lack one."""
    change = at("scenario.places.0.direction", direction)
    needless = told(change, code="judge.needless-inspection")
    assert bool(needless) == outward
    missing = sorted(path for _, path, _ in told(change, code="judge.not-inspected"))
    assert missing == ([f"trips[{n}].stops[0]" for n in (0, 1, 2, 5, 6)] if inward else [])


# Ways


def network(*legs: tuple[str, str, str, int, str]) -> Ways:
    """The ways of a scenario with these legs: id, from, to, seconds, traffic."""
    rows = [{"id": i, "from": a, "to": b, "travel_s": s, "traffic": t} for i, a, b, s, t in legs]
    return Ways(Scenario.model_validate(SCENARIO | {"legs": [*rows], "convoys": {"where": ["ruled"]}}))


def ids(ways: Ways, start: str, end: str) -> list[tuple[list[str], bool, int]]:
    return [([leg.id for leg in way.legs], way.is_outward, way.drive_s) for way in ways.between(start, end)]


def test_the_quickest_way_is_found_and_none_over_closed_or_ruled_or_alternating_legs() -> None:
    ways = network(
        ("direct", "village", "gate", 100, "both"),
        ("first", "village", "town", 30, "both"),
        ("second", "town", "gate", 40, "one-way"),
        ("lane", "gate", "hall", 10, "alternating"),
        ("ruled", "town", "hall", 10, "both"),
    )
    assert ids(ways, "village", "gate") == [(["first", "second"], True, 70)]
    assert ids(ways, "gate", "village") == [(["direct"], False, 100)]
    assert ids(ways, "gate", "town") == []
    assert ids(ways, "gate", "hall") == ids(ways, "town", "hall") == ids(ways, "hall", "gate") == []
    assert ways.between("gate", "gate") == [NOWHERE]
    assert (NOWHERE.legs, NOWHERE.is_outward, NOWHERE.drive_s) == ((), True, 0)


def test_of_two_ways_the_quicker_comes_first_whichever_its_direction() -> None:
    there = ("there", "village", "gate", 50, "one-way")
    ways = network(there, ("again", "gate", "village", 20, "both"))
    assert ids(ways, "village", "gate") == [(["again"], False, 20), (["there"], True, 50)]
    assert ids(ways, "gate", "village") == [(["again"], True, 20)]


def test_of_two_ways_as_quick_as_each_other_the_first_in_the_file_is_driven() -> None:
    ways = network(("one", "village", "gate", 50, "both"), ("other", "village", "gate", 50, "both"))
    assert ids(ways, "village", "gate") == [(["one"], True, 50)]


def test_a_longer_chain_is_followed_from_its_nearest_place() -> None:
    """Dijkstra's order: the far end of a quick first leg is left before that of a slow one."""
    ways = network(
        ("slow", "village", "town", 60, "both"),
        ("quick", "village", "gate", 10, "both"),
        ("on", "gate", "town", 10, "both"),
        ("last", "town", "hall", 5, "both"),
    )
    assert ids(ways, "village", "hall") == [(["quick", "on", "last"], True, 25)]
    assert ids(ways, "hall", "village") == [(["last", "on", "quick"], False, 25)]


# People


def test_fewer_than_nobody_counts_as_nobody_in_every_sum() -> None:
    """40 in t2 and t6; 20 seats in t1, once with one person to spare and once without."""
    negative = at("trips.0.load", {"families": -20})
    assert told(negative, at("scenario.groups.0.headcount", 39), code="judge.headcount") == [
        ("judge.headcount", "scenario.groups[0]", {"group": "families", "found": 40, "wanted": 39})
    ]
    assert told(negative, at("scenario.groups.0.headcount", 40), code="judge.headcount") == []
    zero = told(at("trips.0.load", {"families": 0}), at("scenario.groups.0.headcount", 39), code="judge.headcount")
    assert zero[0][2]["found"] == 40
    assert told(at("trips.0.load", {"families": 21, "kin": -1}), code="judge.seats") == [
        ("judge.seats", "trips[0].load", {"found": 21, "wanted": 20})
    ]
    assert told(at("trips.0.load", {"families": 20, "kin": 0}), code="judge.seats") == []
    assert told(at("trips.2.load", {"lying": 3}), code="judge.stretchers")[0][2] == {"found": 3, "wanted": 2}


def test_everybody_received_by_the_horizon_counts_and_never_more_than_were_announced() -> None:
    """All 64, the last at 2160; the file says one fewer, or the horizon ends a second before."""
    assert told(solver("people", 63), code="bound.beaten-by-plan")[0][2]["wanted"] == 64
    fewer = (at("trips.0.load", {"families": -20}), solver("people", 43))
    assert told(*fewer, code="bound.beaten-by-plan")[0][2]["wanted"] == 44
    more = (at("trips.0.load", {"families": 500}), solver("people", 63))
    assert told(*more, code="bound.beaten-by-plan")[0][2]["wanted"] == 64
    early = (at("scenario.ends_s", 2159), at("scenario.pauses.0.closes_s", 2150), at("scenario.pauses.0.margin_s", 50))
    assert told(*early, solver("people", 61), code="bound.beaten-by-plan")[0][2]["wanted"] == 62
    assert told(*early, solver("clearance_s", 10**6), code="bound.beaten-by-plan")[0][2]["wanted"] == 1930
    assert told(solver("clearance_s", 10**6), code="bound.beaten-by-plan")[0][2]["wanted"] == 2160


def test_a_trip_with_nobody_aboard_is_not_the_last_reception() -> None:
    nobody = (at("trips.6.load", {"kin": 0}), solver("clearance_s", 10**6))
    assert told(*nobody, code="bound.beaten-by-plan")[0][2]["wanted"] == 1930


def test_a_plan_that_brings_out_nobody_beats_no_bound_of_a_clearance() -> None:
    empty = (at("trips", []), at("convoys", []))
    assert codes_of(*empty, solver("clearance_s", 10)) == {"bound.solver-only"}
    assert codes_of(*empty, solver("complete_s", 10)) == {"bound.solver-only"}
    assert told(*empty, solver("people", -1), code="bound.beaten-by-plan")[0][2]["wanted"] == 0


def test_a_bound_for_everybody_is_beaten_only_by_a_plan_that_brings_out_everybody() -> None:
    assert "bound.beaten-by-plan" in codes_of(solver("complete_s", 2161))
    assert "bound.beaten-by-plan" not in codes_of(solver("complete_s", 2160))
    one_less = at("trips.6.load", {"kin": 1})
    assert "bound.beaten-by-plan" not in codes_of(one_less, solver("complete_s", 2161))


@pytest.mark.parametrize(("value", "is_true"), [(2160, True), (2161, False)])
def test_a_bound_that_a_plan_beats_is_untrue_and_the_plan_is_allowed(value: int, is_true: bool) -> None:  # noqa: FBT001
    """Everybody is out at 2160."""
    verdict = judged(solver("complete_s", value))
    assert (verdict.plan_allowed, verdict.bound_true) == (True, is_true)


def test_companions_come_out_in_proportion() -> None:
    """Of ten patients nine are out, so nine tenths of seven companions, rounded down, are six."""
    heads = (at("scenario.groups.1.headcount", 3), at("scenario.groups.2.headcount", 5), at("trips.6.load", {"kin": 4}))
    assert told(*heads, code="judge.separated") == [
        ("judge.separated", "scenario.groups[1].companions", {"group": "lying", "found": 4, "wanted": 3})
    ]
    assert told(*heads[:2], at("trips.6.load", {"kin": 3}), code="judge.separated") == []


def test_a_group_of_nobody_has_no_share() -> None:
    none = (
        at("scenario.groups.1.headcount", 0),
        lambda plan: plan["trips"].pop(2),
        lambda plan: plan["convoys"].pop(1),
    )
    assert "judge.separated" not in codes_of(*none)


def test_people_without_a_vehicle_are_told_once_and_no_room_is_measured() -> None:
    found = told(at("trips.0.vehicle", "tram/1"), code="judge.seats")
    assert found == []
    assert told(at("trips.0.load", {"families": 20}), at("trips.0.stops", []), code="judge.not-received") == [
        ("judge.not-received", "trips[0].load", {"found": 20})
    ]


def test_the_ferry_has_seven_trips() -> None:
    assert len(PLAN["trips"]) == 7


# Bounds


@pytest.mark.parametrize(
    ("of", "kind", "places", "terms", "others"),
    [
        (
            "people",
            "carriable",
            [],
            [{"code": "loads", "count": 3, "each": 20}, {"code": "loads", "count": 2, "each": 2}],
            65,
        ),
        (
            "clearance_s",
            "checkpoint",
            ["gate"],
            [
                {"code": "first-arrival", "s": 320},
                {"code": "services", "count": 5, "each_s": 30},
                {"code": "transit", "s": 300},
                {"code": "alighting", "s": 60},
            ],
            829,
        ),
    ],
)
def test_a_hand_and_a_solver_contradict_each_other_by_one(
    of: str, kind: str, places: list[str], terms: list[dict[str, Any]], others: int
) -> None:
    value = 64 if of == "people" else 830
    hand = {"kind": kind, "of": of, "proof": "hand", "value": value, "places": places, "terms": terms}
    solver_says = {"kind": "x", "of": of, "proof": "solver", "value": others}
    found = told(at("bounds", [hand, solver_says]), code="bound.contradiction")
    assert found == [("bound.contradiction", "bounds", {"found": value, "wanted": others})]
    assert told(at("bounds", [hand, solver_says | {"value": value}]), code="bound.contradiction") == []


def test_a_wrong_term_is_told_with_what_it_should_be() -> None:
    hand = {"kind": "carriable", "of": "people", "proof": "hand", "value": 65, "places": [],
            "terms": [{"code": "loads", "count": 3, "each": 20}, {"code": "loads", "count": 2, "each": 2},
                      {"code": "more", "persons": 1}]}  # fmt: skip
    first = {"kind": "carriable", "found": "more", "wanted": "no further term"}
    assert ("bound.term", "bounds[0].terms[2]", first) in told(at("bounds", [hand]))
    less = hand | {"terms": hand["terms"][:1], "value": 60}
    second = {"kind": "carriable", "found": "", "wanted": "code: loads, count: 2, each: 2"}
    assert ("bound.term", "bounds[0].terms[1]", second) in told(at("bounds", [less]))


def test_a_reception_at_the_last_second_of_the_horizon_counts() -> None:
    last = (at("scenario.ends_s", 2160), at("scenario.pauses.0.closes_s", 2150), at("scenario.pauses.0.margin_s", 50))
    assert told(*last, solver("people", 63), code="bound.beaten-by-plan")[0][2]["wanted"] == 64


def test_a_plan_for_nobody_brings_out_everybody_and_beats_nothing() -> None:
    nobody = several(*(at(f"scenario.groups.{number}.headcount", 0) for number in range(3)))
    empty = (nobody, at("trips", []), at("convoys", []))
    assert codes_of(*empty, solver("complete_s", 10)) == {"bound.solver-only"}
    one = several(nobody, at("scenario.groups.0.headcount", 1), at("trips.0.load", {"families": 1}),
                  lambda plan: plan["trips"].__setitem__(slice(1, None), []), at("convoys", [["t1"]]))  # fmt: skip
    assert codes_of(one, solver("complete_s", 831)) == {"bound.solver-only", "bound.beaten-by-plan"}
    assert codes_of(one, solver("clearance_s", 831)) == {"bound.solver-only", "bound.beaten-by-plan"}
