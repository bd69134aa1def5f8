"""The judge on a timetable made by hand: what is right passes, and every small lie is found and named."""

import random
import time
from copy import deepcopy
from typing import Any

import pytest
from ferry import PLAN, at, codes, judged, plan_with

from mamarr.planning.docket import MOST_OF_ONE_CODE
from mamarr.planning.judge import judge
from mamarr.planning.timetable import Plan

# Times that may be shifted alone: an ambulance or bus that waits for its bay may come a second earlier or later as long
# as it comes before boarding, and an empty vehicle at the hall waits for its entry anyway.
FREE = {("trips.1.stops.0.arrives", -1), ("trips.3.stops.0.leaves", 1), ("trips.4.stops.0.leaves", 1)}


def times() -> list[str]:
    """Every time of the hand-made plan."""
    return [
        f"trips.{number}.stops.{index}.{name}"
        for number, trip in enumerate(PLAN["trips"])
        for index, stop in enumerate(trip["stops"])
        for name, value in stop.items()
        if isinstance(value, int)
    ]


def value_at(path: str) -> Any:
    here: Any = PLAN
    for part in path.split("."):
        here = here[int(part)] if isinstance(here, list) else here[part]
    return here


def test_the_timetable_made_by_hand_is_allowed() -> None:
    judgement = judged()
    assert judgement.plan_allowed
    assert judgement.bound_true
    assert judgement.findings == ()


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_single_time_shifted_by_a_second_is_refused(shift: int) -> None:
    allowed = {path for path in times() if judged(at(path, value_at(path) + shift)).plan_allowed}
    assert allowed == {path for path, free in FREE if free == shift}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("trips.0.stops.0.arrives", 99, "judge.not-free"),
        ("trips.0.stops.0.begins", 101, "judge.boarding"),
        ("trips.0.stops.0.begins", 99, "judge.order"),
        ("trips.0.stops.0.leaves", 219, "judge.boarding"),
        ("trips.0.stops.1.arrives", 321, "judge.drive"),
        ("trips.0.stops.1.begins", 319, "judge.order"),
        ("trips.0.stops.1.leaves", 381, "judge.inspection"),
        ("trips.0.stops.2.enters", 379, "judge.not-free"),
        ("trips.0.stops.2.leaves", 771, "judge.drive"),
        ("trips.0.stops.3.arrives", 771, "judge.drive"),
        ("trips.0.stops.3.begins", 769, "judge.order"),
        ("trips.0.stops.3.received", 831, "judge.alighting"),
        ("trips.3.stops.0.leaves", 829, "judge.order"),
        ("trips.3.stops.0.leaves", 891, "judge.not-free"),
        ("trips.3.stops.2.arrives", 1191, "judge.drive"),
        ("trips.0.stops.0.arrives", -5, "judge.before-start"),
        ("trips.0.stops.0.leaves", None, "judge.time-missing"),
        ("trips.0.stops.0.begins", None, "judge.time-missing"),
        ("trips.0.stops.1.arrives", None, "judge.time-missing"),
        ("trips.0.stops.1.begins", None, "judge.not-inspected"),
        ("trips.0.stops.1.leaves", None, "judge.time-missing"),
        ("trips.0.stops.3.received", None, "judge.not-received"),
        ("trips.0.stops.0.received", 220, "judge.stray-time"),
        ("trips.0.stops.1.received", 380, "judge.stray-time"),
        ("trips.3.stops.0.received", 830, "judge.stray-time"),
        ("trips.3.stops.2.begins", 1190, "judge.needless-inspection"),
        ("trips.0.stops", [], "judge.no-stops"),
        ("trips.0.vehicle", "bus/3", "judge.vehicle"),
        ("trips.0.vehicle", "bus/0", "judge.vehicle"),
        ("trips.0.vehicle", "bus/01", "judge.vehicle"),
        ("trips.0.vehicle", "bus/١", "judge.vehicle"),
        ("trips.0.vehicle", "tram/1", "judge.vehicle"),
        ("trips.0.vehicle", "", "judge.vehicle"),
        ("trips.0.vehicle", "bus/2", "judge.not-free"),
        ("trips.0.id", "t2", "judge.duplicate-trip"),
        ("trips.0.stops.0.at", "nowhere", "judge.unknown"),
        ("trips.0.stops.0.at", "town", "judge.not-waiting"),
        ("trips.0.stops.2.leg", "nowhere", "judge.unknown"),
        ("trips.0.stops.2.leg", "to_town", "judge.no-way"),
        ("trips.0.load", {"families": 21}, "judge.seats"),
        ("trips.0.load", {"families": 0}, "judge.persons"),
        ("trips.0.load", {"families": -20}, "judge.persons"),
        ("trips.0.load", {"strangers": 1}, "judge.unknown"),
        ("trips.0.load", {}, "judge.boards-nobody"),
        ("trips.0.load", {"lying": 1}, "judge.stretchers"),
        ("trips.2.load", {"lying": 3}, "judge.stretchers"),
        ("trips.2.load", {"kin": 1}, "judge.seats"),
        ("trips.3.load", {"families": 1}, "judge.not-waiting"),
        ("trips.6.load", {"kin": 3}, "judge.headcount"),
        ("convoys.0", ["t2", "t1"], "judge.convoys"),
        ("convoys.0", ["t1"], "judge.convoys"),
        ("convoys.1", [], "judge.convoys"),
        ("convoys", [], "judge.convoys"),
    ],
)
def test_a_lie_is_called_by_its_name(path: str, value: object, code: str) -> None:
    judgement = judged(at(path, value))
    assert code in {finding.code for finding in judgement.findings}
    assert not judgement.plan_allowed


def test_one_more_person_than_waited_is_found() -> None:
    assert codes(at("scenario.groups.0.headcount", 59)) == {"judge.headcount"}


def test_one_person_fewer_in_a_bus_is_allowed() -> None:
    assert codes(at("trips.0.load", {"families": 19})) == set()


def test_a_convoy_may_not_be_named_twice() -> None:
    convoys = [*PLAN["convoys"], ["t3"]]
    assert codes(at("convoys", convoys)) == {"judge.convoys"}


def test_vehicles_that_swap_their_returns_are_in_two_places() -> None:
    assert "judge.no-way" in codes(at("trips.3.vehicle", "ambulance/1"))
    assert "judge.not-free" in codes(at("trips.3.vehicle", "bus/2"), at("trips.4.vehicle", "bus/1"))


def test_a_missing_return_is_found() -> None:
    assert "judge.no-way" in codes(lambda plan: plan["trips"].pop(3))


def test_a_loaded_trip_that_ends_on_the_way_leaves_people_aboard() -> None:
    assert "judge.not-received" in codes(lambda plan: plan["trips"][6]["stops"].pop())


def test_the_path_names_the_stop() -> None:
    judgement = judged(at("trips.0.stops.3.received", 829))
    assert [(finding.code, finding.path) for finding in judgement.findings] == [
        ("judge.alighting", "trips[0].stops[3].received")
    ]


def test_a_vehicle_left_inside_is_found() -> None:
    def stay(plan: dict[str, Any]) -> None:
        plan["trips"].append(
            {"id": "t8", "vehicle": "bus/2", "stops": [{"at": "hall", "leaves": 2200},
             {"leg": "lane", "enters": 2200, "leaves": 2500}, {"at": "village", "arrives": 2600}]}
        )  # fmt: skip
        plan["convoys"].append(["t8"])

    assert codes(stay) == {"judge.ends-inside"}


def test_a_second_queueing_at_the_checkpoint_is_no_way_to_hold_a_vehicle() -> None:
    def rejoin(plan: dict[str, Any]) -> None:
        plan["trips"][0]["stops"].insert(1, {"at": "gate", "arrives": 320})

    assert codes(rejoin) == {"judge.same-place"}


def test_an_inspection_before_boarding_does_not_count() -> None:
    def inspect_first(plan: dict[str, Any]) -> None:
        stops = plan["trips"][6]["stops"]
        inspection = {"at": "gate", "arrives": 1220, "begins": 1220, "leaves": 1280}
        stops[:2] = [inspection, {"at": "town", "arrives": 1480, "begins": 1480, "leaves": 1600}]

    assert {"judge.not-inspected", "judge.needless-inspection"} <= codes(inspect_first)


def test_holding_at_an_assembly_point_is_allowed() -> None:
    """bus/2 stays a minute longer in town; everything after it happens a minute later."""

    def hold(plan: dict[str, Any]) -> None:
        town, gate, lane, hall = plan["trips"][6]["stops"]
        town["leaves"] += 60
        for stop in (gate, lane, hall):
            for name in stop.keys() & {"arrives", "begins", "leaves", "received", "enters"}:
                stop[name] += 60

    assert codes(hold) == set()


def test_people_received_after_the_horizon_remain() -> None:
    """The companions of t7 come too late to count, and so does nobody else: the plan is allowed, and 62 are out."""
    bound = {"kind": "x", "of": "people", "proof": "solver", "value": 62}
    judgement = judged(at("scenario.ends_s", 2159), at("scenario.pauses.0.closes_s", 2150), at("scenario.pauses.0.margin_s", 50),
                       at("bounds", [bound]))  # fmt: skip
    assert judgement.plan_allowed
    assert [finding.code for finding in judgement.findings] == ["bound.solver-only"]


def test_an_altered_file_is_said_to_be_altered_and_judged_as_it_stands() -> None:
    judgement = judged(at("fingerprint", "0" * 64))
    assert judgement.plan_allowed
    assert [finding.code for finding in judgement.findings] == ["plan.fingerprint"]


def test_a_true_fingerprint_is_no_finding() -> None:
    plan = plan_with()
    assert judge(plan.replace(fingerprint=plan.fingerprint_of_content())).findings == ()


def test_a_stored_certificate_is_not_believed() -> None:
    certificate = {"plan_allowed": True, "bound_true": True}
    assert not judged(at("certificate", certificate), at("trips.0.stops.2.enters", 469)).plan_allowed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("scenario.convoys.headway_s", -1),
        ("scenario.pauses.0.margin_s", -600),
        ("scenario.legs.0.travel_s", -300),
        ("scenario.places.0.service_time_s", {"bus": -60, "ambulance": 30}),
        ("scenario.ends_s", 10**9 + 1),
    ],
)
def test_a_scenario_with_negative_or_endless_figures_is_not_judged(path: str, value: object) -> None:
    """A headway of minus one second would allow anything."""
    judgement = judged(at(path, value))
    assert {finding.code for finding in judgement.findings} == {"judge.number"}
    assert judgement.findings[0].path.startswith("scenario.")
    assert not judgement.plan_allowed
    assert not judgement.bound_true


@pytest.mark.parametrize("path", ["trips.0.stops.0.arrives", "trips.0.load.families", "seed"])
@pytest.mark.parametrize("sign", [-1, 1])
def test_numbers_too_long_to_print_are_findings(path: str, sign: int) -> None:
    judgement = judged(at(path, sign * 10**5000))
    assert {finding.code for finding in judgement.findings} == {"judge.number"}
    assert all(finding.english() for finding in judgement.findings)


def test_no_plan_makes_the_judge_fall_over() -> None:
    """Hundreds of plans with a dozen random alterations each: an answer every time, and never a yes to a broken drive."""
    source = random.Random(20161209)
    names = ["gate", "hall", "village", "town", "lane", "to_town", "nowhere", "", "bus/1", "t1", "t7", "kin"]
    for _ in range(250):
        values = deepcopy(PLAN)
        for _ in range(source.randint(1, 12)):
            trip = source.choice(values["trips"])
            if not trip["stops"]:
                continue
            stop = source.choice(trip["stops"])
            key = source.choice(list(stop))
            choice = source.random()
            if choice < 0.5 and isinstance(stop[key], int):
                stop[key] = source.choice([-1, 0, 1, stop[key] + source.randint(-500, 500), 10**12])
            elif choice < 0.6 and isinstance(stop[key], str):
                stop[key] = source.choice(names)
            elif choice < 0.7:
                trip["stops"].remove(stop)
            elif choice < 0.8:
                source.shuffle(trip["stops"])
            elif choice < 0.9:
                trip["vehicle"] = source.choice(names)
            else:
                trip["load"] = {source.choice(names): source.randint(-3, 70)}
        judgement = judge(Plan.model_validate(values))
        assert all(finding.english()[0] for finding in judgement.findings)
        assert not (judgement.plan_allowed and _is_broken(values))


def _is_broken(values: dict[str, Any]) -> bool:
    """Whether a passage of the lane does not take its five minutes, or people stay aboard."""
    stops = [stop for trip in values["trips"] for stop in trip["stops"] if stop.get("leg") == "lane"]
    aboard = any(trip.get("load") and not trip["stops"][-1:] for trip in values["trips"])
    return aboard or any(stop["leaves"] - stop["enters"] != 300 for stop in stops)


@pytest.mark.parametrize("field", ["trips", "convoys"])
def test_an_empty_plan_is_judged(field: str) -> None:
    assert judged(at("trips", []), at("convoys", [])).plan_allowed
    assert not judged(at(field, [])).plan_allowed


def test_findings_of_one_code_are_kept_within_reason() -> None:
    many = [{"id": f"x{number}", "vehicle": "tram/1", "stops": [{"at": "gate"}]} for number in range(500)]
    judgement = judged(lambda plan: plan["trips"].extend(many))
    assert sum(finding.code == "judge.vehicle" for finding in judgement.findings) == MOST_OF_ONE_CODE


def test_a_day_of_movements_is_judged_at_once() -> None:
    """700 movements, one bus after the other through the same corridor, in well under a second."""
    trips = []
    for number in range(350):
        shift = number * 1200
        first, last = deepcopy(PLAN["trips"][0]), deepcopy(PLAN["trips"][3])
        for trip, name in ((first, f"o{number}"), (last, f"b{number}")):
            trip["id"] = name
            for stop in trip["stops"]:
                for key in stop.keys() & {"arrives", "begins", "leaves", "received", "enters"}:
                    stop[key] += shift
        trips += [first, last]
    plan = plan_with(
        at("trips", trips), at("convoys", [[trip["id"]] for trip in trips]), at("scenario.ends_s", 10**6),
        at("scenario.pauses.0.closes_s", 10**6), at("scenario.groups.0.headcount", 7000),
    )  # fmt: skip
    started = time.perf_counter()
    judgement = judge(plan)
    assert judgement.findings == ()
    assert time.perf_counter() - started < 1.0  # 0.03 s on a laptop; the margin is for a busy machine


def test_movements_without_length_follow_from_one_another() -> None:
    """With a lane that takes no time a return begins and ends at the second at which the next trip begins."""
    return_trip = {
        "id": "t2", "vehicle": "bus/1",
        "stops": [{"at": "hall", "leaves": 830}, {"leg": "lane", "enters": 830, "leaves": 830}, {"at": "gate", "arrives": 830}],
    }  # fmt: skip
    first = deepcopy(PLAN["trips"][0])
    for stop in first["stops"]:
        if "leg" in stop:
            stop["leaves"] = 470
        if stop.get("at") == "hall":
            stop.update(arrives=470, begins=770, received=830)
    again = deepcopy(PLAN["trips"][5])
    again["stops"] = [
        {"at": "gate", "leaves": 830},
        {"at": "village", "arrives": 930, "begins": 930, "leaves": 1050},
        {"at": "gate", "arrives": 1150, "begins": 1150, "leaves": 1210},
        {"leg": "lane", "enters": 1210, "leaves": 1210},
        {"at": "hall", "arrives": 1210, "begins": 1210, "received": 1270},
    ]
    trips = at("trips", [again, return_trip | {"id": "t0"}, first])
    convoys = at("convoys", [["t1"], ["t0"], ["t6"]])
    assert codes(at("scenario.legs.0.travel_s", 0), trips, convoys) == set()
