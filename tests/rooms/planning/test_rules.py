"""One test for each rule of the world that a plan may never break, at the second or the person where it begins to bite."""

from typing import Any

import pytest
from ferry import at, codes, judged


def shifted(number: int, seconds: int, first: int = 0) -> Any:
    """A change that shifts one trip, from stop *first* on."""

    def change(plan: dict[str, Any]) -> None:
        for stop in plan["trips"][number]["stops"][first:]:
            for name in stop.keys() & {"arrives", "begins", "leaves", "received", "enters"}:
                stop[name] += seconds

    return change


def refused(code: str, *changes: Any) -> None:
    assert code in codes(*changes)


def test_rule_1_people_are_conserved() -> None:
    assert codes(at("scenario.groups.0.headcount", 60)) == set()
    assert codes(at("scenario.groups.0.headcount", 59)) == {"judge.headcount"}


def test_rule_2_the_last_vehicle_is_out_before_the_pause_ends_less_the_margin() -> None:
    """t7 leaves the lane at 2100."""
    assert codes(at("scenario.pauses.0.closes_s", 2700)) == set()
    assert codes(at("scenario.pauses.0.closes_s", 2699)) == {"judge.pause"}
    assert codes(at("scenario.pauses.0.closes_s", 2700), at("scenario.pauses.0.margin_s", 601)) == {"judge.pause"}


def test_rule_2_nobody_is_inside_before_the_pause_opens() -> None:
    """The first vehicles leave the gate at 0."""
    assert codes(at("scenario.pauses.0.opens_s", 1)) == {"judge.pause"}


def test_rule_3_the_stretch_is_clear_before_the_direction_changes() -> None:
    """t3 enters outward at 590, t4 inward at 890: five minutes, the whole length."""
    assert codes(shifted(3, -1, first=1)) == {"judge.opposite"}


def test_rule_3_two_directions_may_meet_where_traffic_goes_both_ways() -> None:
    assert codes(shifted(3, -1, first=1), at("scenario.legs.0.traffic", "both")) == set()


def test_rule_4_headway_between_vehicles() -> None:
    """t1 enters at 470, t2 at 500."""
    assert codes(shifted(0, 1, first=2), at("trips.3.stops.0.leaves", 831)) == {"judge.headway"}


def test_rule_4_convoys_have_a_largest_size() -> None:
    """t3 enters 90 s after t2, which makes it another convoy; with an interval of 91 s the three are one."""
    assert {"judge.convoy-size", "judge.convoys"} == codes(at("scenario.convoys.interval_s", 91))
    three = [["t1", "t2", "t3"], ["t4", "t5"], ["t6"], ["t7"]]
    assert codes(at("scenario.convoys.interval_s", 91), at("convoys", three)) == {"judge.convoy-size"}
    assert (
        codes(at("scenario.convoys.interval_s", 91), at("convoys", three), at("scenario.convoys.largest", 3)) == set()
    )


def test_rule_5_a_checkpoint_serves_as_many_as_it_has_lanes() -> None:
    """t2 arrives while t1 is inspected when it leaves the village a minute earlier, with a second bay."""
    overlap = shifted(1, -80)
    late = (at("trips.1.stops.2.enters", 500), at("trips.1.stops.2.leaves", 800), at("trips.1.stops.3.arrives", 800),
            at("trips.1.stops.3.begins", 800), at("trips.1.stops.3.received", 860))  # fmt: skip
    bays = at("scenario.places.2.bays", 2)
    assert codes(overlap, *late, bays) == {"judge.lanes"}
    assert codes(overlap, *late, bays, at("scenario.places.0.lanes", 2)) == set()


def test_rule_5_first_come_first_served_within_a_priority() -> None:
    """t1 and t2 come at 320 and 321; t2 goes first although both wait from 321 to 400 for the lane of another."""

    def queue(first: int, second: int) -> Any:
        def change(plan: dict[str, Any]) -> None:
            trips = plan["trips"]
            plan["scenario"]["places"][2]["bays"] = 2
            trips[1]["stops"][0] = {"at": "village", "arrives": 101, "begins": 101, "leaves": 221}
            trips[0]["stops"][1] = {"at": "gate", "arrives": 320, "begins": first, "leaves": first + 60}
            trips[1]["stops"][1] = {"at": "gate", "arrives": 321, "begins": second, "leaves": second + 60}

        return change

    assert codes(queue(320, 380)) == set()
    assert codes(queue(381, 321)) == {"judge.idle-lane", "judge.turn"}
    assert {"judge.turn"} < codes(queue(440, 380))


def test_rule_5_priority_goes_before_arrival() -> None:
    """An ambulance that comes at the second at which the lane falls free goes before the bus that waits."""

    def queue(bus: int, ambulance: int) -> Any:
        def change(plan: dict[str, Any]) -> None:
            trips = plan["trips"]
            plan["scenario"]["places"][2]["bays"] = 2
            plan["scenario"]["legs"][2]["travel_s"] = 130  # the town is nearer, and the ambulance comes at 380
            trips[1]["stops"][0] = {"at": "village", "arrives": 110, "begins": 110, "leaves": 230}
            trips[1]["stops"][1] = {"at": "gate", "arrives": 330, "begins": bus, "leaves": bus + 60}
            trips[2]["stops"][0] = {"at": "town", "arrives": 130, "begins": 130, "leaves": 250}
            trips[2]["stops"][1] = {"at": "gate", "arrives": 380, "begins": ambulance, "leaves": ambulance + 30}
            trips[6]["stops"][0] = {"at": "town", "arrives": 1350, "begins": 1350, "leaves": 1610}

        return change

    assert codes(queue(410, 380)) == set()
    assert codes(queue(380, 440)) == {"judge.turn"}


def test_rule_5_a_free_lane_does_not_idle() -> None:
    """t7 is inspected a second after it came, and nobody else is there."""
    assert codes(shifted(6, 1, first=1), at("trips.6.stops.1.arrives", 1740)) == {"judge.idle-lane"}


def test_rule_5_whoever_passes_is_inspected() -> None:
    assert "judge.not-inspected" in codes(lambda plan: plan["trips"][6]["stops"].pop(1))


def test_rule_6_boarding_takes_a_bay() -> None:
    """t2 begins at 220, when t1 leaves its bay."""
    early = (at("trips.1.stops.0.arrives", 219), at("trips.1.stops.0.begins", 219))
    assert codes(*early) == {"judge.bays"}
    assert codes(*early, at("scenario.places.2.bays", 2)) == set()


def test_rule_6_alighting_takes_a_bay() -> None:
    """t1 and t2 reach the hall 30 s apart, and each stands for 60 s."""
    assert codes(at("scenario.places.1.bays", 1)) == {"judge.bays"}
    assert codes(at("scenario.places.1.bays", 2)) == set()


def test_rule_6_boarding_and_alighting_take_time() -> None:
    assert "judge.boarding" in codes(at("scenario.places.2.boarding_s", 121))
    assert "judge.alighting" in codes(at("scenario.places.1.alighting_s", 61))


def test_rule_7_a_vehicle_is_in_one_place_at_a_time() -> None:
    refused("judge.not-free", at("trips.1.vehicle", "bus/1"))


def test_rule_7_a_vehicle_carries_no_more_than_its_seats_and_stretchers() -> None:
    assert codes(at("scenario.fleet.0.seats", 19)) == {"judge.seats"}
    assert codes(at("scenario.fleet.1.stretchers", 1)) == {"judge.stretchers"}


def test_rule_7_a_vehicle_starts_where_it_is_stationed() -> None:
    """The ambulance may wait in the town from the beginning; from the hall it would have to come over the lane."""
    assert codes(at("scenario.fleet.1.stationed", "town")) == set()
    refused("judge.no-way", at("scenario.fleet.1.stationed", "hall"))


def test_rule_8_a_stretcher_case_goes_by_ambulance() -> None:
    assert "judge.stretchers" in codes(at("trips.6.load", {"lying": 2}))


def test_rule_8_a_companion_does_not_leave_alone() -> None:
    """One of two patients stays, so one of the two companions stays, unless the scenario says otherwise."""
    assert codes(at("trips.2.load", {"lying": 1})) == {"judge.separated"}
    assert codes(at("trips.2.load", {"lying": 1}), at("trips.6.load", {"kin": 1})) == set()
    alone = at("scenario.groups.1.companions.may_go_alone", value=True)
    assert codes(at("trips.2.load", {"lying": 1}), alone) == set()


def test_rule_9_people_go_where_they_chose_to_go() -> None:
    def elsewhere(plan: dict[str, Any]) -> None:
        plan["scenario"]["places"].append({"id": "camp", "kind": "reception centre", "bays": 9, "alighting_s": 60})
        plan["scenario"]["legs"].append({"id": "on", "from": "gate", "to": "camp", "travel_s": 10})
        plan["trips"][6]["stops"][2:] = [{"at": "camp", "arrives": 1810, "begins": 1810, "received": 1870}]
        plan["convoys"].pop()

    assert codes(elsewhere, at("scenario.groups.1.companions.may_go_alone", value=True)) == {"judge.destination"}


def test_rule_10_nobody_boards_before_the_group_is_ready() -> None:
    assert codes(at("scenario.groups.0.ready_s", 100)) == set()
    assert codes(at("scenario.groups.0.ready_s", 101)) == {"judge.not-ready"}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("scenario.convoys.escorts", 1, "judge.escorts"),
        ("scenario.places.0.opening_hours", [{"from": 0, "until": 1799}], "judge.opening-hours"),
        ("scenario.places.1.capacity", 63, "judge.full"),
        ("scenario.places.1.capacity_per_hour", 63, "judge.full-hour"),
        ("scenario.fleet.0.duty_s", 1899, "judge.duty"),
        ("scenario.groups.0.indivisible", True, "judge.split"),
        ("scenario.legs.0.closed", [{"from": 2099, "until": 9999}], "judge.closed"),
    ],
)
def test_a_rule_that_the_hand_made_plan_just_keeps_bites(path: str, value: object, code: str) -> None:
    assert codes(at(path, value)) == {code}


def test_an_unsound_scenario_is_refused_with_its_own_code() -> None:
    judgement = judged(at("scenario.legs.0.to", "nowhere"))
    assert {finding.code for finding in judgement.findings} == {"scenario.unknown-id"}
    assert judgement.findings[0].path == "scenario.legs[0].to"


def test_the_wall_clock_is_no_rule() -> None:
    """A zone that does not exist and a year without sunsets change nothing that is counted in seconds."""
    assert codes(at("scenario.starts", "9999-12-31 23:00+00:00")) == set()
