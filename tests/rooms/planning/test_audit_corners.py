"""Corners of the audit: sums for everybody about a plan that moves nobody yet, so that any scenario can be asked."""

from typing import Any

import pytest
from ferry import SCENARIO, at, judged
from test_audit import ALIGHTING, FIRST, INSPECTION, SUMS, TRANSIT, hand, term

from mamarr.planning.audit import Lane
from mamarr.planning.collation import collate
from mamarr.planning.docket import Docket
from mamarr.planning.timetable import Bound, Plan
from mamarr.scenario import Scenario

NOBODY_MOVES = (at("trips", []), at("convoys", []))
COACH = {"id": "coach", "seats": 20, "count": 1, "stationed": "gate"}


def with_a_coach(inspection_s: int) -> tuple[Any, ...]:
    """One bus and one coach in place of two buses."""
    return (
        at("scenario.fleet.0.count", 1),
        lambda plan: plan["scenario"]["fleet"].append(COACH),
        at("scenario.places.0.service_time_s.coach", inspection_s),
    )


def found_in(bound: dict[str, Any], *changes: Any) -> list[str]:
    """Codes of what is wrong with *bound* alone."""
    return [found.code for found in judged(*changes, *NOBODY_MOVES, at("bounds", [bound])).findings]


@pytest.mark.parametrize(("opens_s", "wait_s"), [(350, 0), (351, 1), (352, 2)])
def test_one_second_of_waiting_for_the_pause_is_a_term(opens_s: int, wait_s: int) -> None:
    """Inside there is no pause; the first vehicle stands inspected at the lane at 350."""
    free = [at(f"scenario.{path}.pause", None) for path in ("places.2", "places.3", "legs.1", "legs.2")]
    waits = [term("wait-for-pause", s=wait_s)] if wait_s else []
    bound = hand("lane", "complete_s", ["lane"], FIRST, INSPECTION, *waits, term("headways", count=4, each_s=30),
                 term("convoy-gaps", count=2, each_s=60), TRANSIT, ALIGHTING)  # fmt: skip
    assert found_in(bound, *free, at("scenario.pauses.0.opens_s", opens_s)) == []
    without = bound | {"terms": [each for each in bound["terms"] if each["code"] != "wait-for-pause"]}
    said = found_in(without | {"value": bound["value"] - wait_s}, *free, at("scenario.pauses.0.opens_s", opens_s))
    assert bool(said) == (wait_s > 0)


def rounds_of(each_s: int) -> dict[str, Any]:
    """All vehicles with seats ride in both openings, and four are inspected."""
    return hand("joint", "complete_s", ["gate", "lane"], term("openings", count=2), FIRST,
                term("returns", count=1, each_s=920), term("services", count=4, each_s=each_s, of="seat"), TRANSIT,
                ALIGHTING)  # fmt: skip


@pytest.mark.parametrize(
    ("each_s", "is_true"), [(29, False), (30, True), (31, False), (59, False), (60, True), (61, False)]
)
def test_an_inspection_counts_as_that_of_any_class_or_of_those_who_ride(each_s: int, is_true: bool) -> None:  # noqa: FBT001
    """An ambulance takes 30 s, a bus 60 s; whoever sits rides in a bus, so that both sums are true."""
    assert (found_in(rounds_of(each_s)) == []) == is_true


@pytest.mark.parametrize(("each_s", "is_true"), [(60, True), (90, False)])
def test_of_two_classes_for_those_who_sit_the_quicker_counts(each_s: int, is_true: bool) -> None:  # noqa: FBT001
    assert (found_in(rounds_of(each_s), *with_a_coach(90)) == []) == is_true


def test_work_is_known_only_where_each_kind_has_one_class() -> None:
    """With the coach nobody can say who rides in what; the ambulance alone does not make the sum true."""
    work = SUMS["checkpoint-work"] | {"of": "complete_s"}
    assert found_in(work) == []
    for work_s in (270, 30 + 4 * 60 + 4 * 90):
        other = hand(
            "checkpoint-work", "complete_s", ["gate"], FIRST, term("work-per-lane", s=work_s), TRANSIT, ALIGHTING
        )
        assert found_in(other, *with_a_coach(90)) == ["bound.not-here"]


@pytest.mark.parametrize(("last_s", "rounds"), [(649, 0), (650, 1), (650 + 1009, 1), (650 + 1010, 2)])
def test_a_round_ends_at_the_very_second_of_the_closing(last_s: int, rounds: int) -> None:
    """The first entry is at 350, the lane takes 300; a turn takes 1010. Two buses and one ambulance ride each round."""
    seats = [term("loads", count=min(3, 2 * rounds), each=20, of="seat")]
    if rounds == 2:
        seats.append(term("loads", count=1, each=2, of="seat"))
    loads = [term("loads", count=1, each=2, of="stretcher"), *seats] if rounds else []
    bound = hand("fleet-people", "people", ["lane"], term("rounds", count=rounds), *loads)
    assert found_in(bound, at("scenario.pauses.0.closes_s", last_s + 600)) == []
    assert found_in(bound, at("scenario.pauses.0.closes_s", last_s + 600 + 1010)) != []


@pytest.mark.parametrize(
    ("lanes", "last_s", "slots"),
    [
        (1, 600, 0),
        (1, 649, 0),
        (1, 650, 1),
        (2, 650, 2),
        (1, 679, 1),
        (1, 680, 2),
        (2, 680, 4),
        (3, 680, 5),
        (1, 9999, 5),
    ],
)
def test_an_inspection_ends_a_transit_before_the_closing(lanes: int, last_s: int, slots: int) -> None:
    """From the first arrival at 320 on, 30 s each; whoever is inspected at 350 is across at 650. There are five passages."""
    big, small = min(3, slots), max(0, slots - 3)
    loads = [term("loads", count=count, each=each) for count, each in ((big, 20), (small, 2)) if count]
    bound = hand("checkpoint-people", "people", ["gate"], term("slots", count=slots), *loads)
    closing = (at("scenario.ends_s", 20000), at("scenario.pauses.0.closes_s", last_s + 600))
    assert found_in(bound, at("scenario.places.0.lanes", lanes), *closing) == []
    more = hand("checkpoint-people", "people", ["gate"], term("slots", count=slots + 1), *loads)
    assert found_in(more, at("scenario.places.0.lanes", lanes), *closing) == ["bound.term"]


def test_two_lanes_inspect_three_of_five_passages_one_after_the_other() -> None:
    three = hand("checkpoint", "complete_s", ["gate"], FIRST, term("services", count=3, each_s=30), TRANSIT, ALIGHTING)
    assert found_in(three, at("scenario.places.0.lanes", 2)) == []
    assert found_in(three, at("scenario.places.0.lanes", 1)) == ["bound.term"]


def test_two_lanes_and_two_bays_share_the_work() -> None:
    work = hand("checkpoint-work", "complete_s", ["gate"], FIRST, term("work-per-lane", s=135), TRANSIT, ALIGHTING)
    assert found_in(work, at("scenario.places.0.lanes", 2)) == []
    terms = [each | {"count": 2} if each["code"] == "boardings" else each for each in SUMS["bays"]["terms"]]
    assert found_in(hand("bays", "complete_s", ["village"], *terms), at("scenario.places.2.bays", 2)) == []


def test_where_no_rule_of_convoys_holds_all_are_one_convoy() -> None:
    bound = hand("lane", "complete_s", ["lane"], FIRST, INSPECTION, term("headways", count=4, each_s=0),
                 term("convoy-gaps", count=0, each_s=0), TRANSIT, ALIGHTING)  # fmt: skip
    assert found_in(bound, at("scenario.convoys.where", [])) == []


def test_a_sum_for_nobody_is_none() -> None:
    nobody = hand(
        "checkpoint", "clearance_s", ["gate"], FIRST, term("services", count=0, each_s=30), TRANSIT, ALIGHTING
    )
    assert found_in(nobody) == ["bound.not-here"]


def test_where_a_bus_has_room_for_who_lies_too_its_loads_are_of_anybody() -> None:
    """Twenty and one in a bus: sixty at the village are two full loads and 18, four at the town one."""
    loads = [term("loads", count=count, each=each) for count, each in ((2, 21), (1, 18), (1, 4))]
    assert found_in(hand("carriable", "people", [], *loads), at("scenario.fleet.0.stretchers", 1)) == []


@pytest.mark.parametrize(("interval_s", "is_here"), [(299, True), (300, True), (301, False)])
def test_openings_are_counted_where_a_transit_is_no_shorter_than_an_interval(interval_s: int, is_here: bool) -> None:  # noqa: FBT001
    """A headway of 200, and what a convoy costs beyond it: together no more than the 300 of the transit."""
    bound = hand("lane-alternating", "complete_s", ["lane"], FIRST, INSPECTION, term("transits", count=3, each_s=300),
                 term("headways-out", count=3, each_s=200), term("gaps-out", count=1, each_s=interval_s - 200),
                 term("headways-back", count=1, each_s=200), term("gaps-back", count=0, each_s=interval_s - 200), ALIGHTING)  # fmt: skip
    slow = (at("scenario.convoys.headway_s", 200), at("scenario.convoys.interval_s", interval_s))
    assert found_in(bound, *slow) == ([] if is_here else ["bound.not-here"])


@pytest.mark.parametrize(("buses", "services"), [(1, 1), (2, 0), (3, 0)])
def test_in_one_opening_nobody_need_be_inspected_twice(buses: int, services: int) -> None:
    """One passage of those who sit; of two vehicles or more, none need ride in two openings."""
    alone = [lambda plan: plan["scenario"]["groups"].pop(), lambda plan: plan["scenario"]["groups"].pop()]
    few = at("scenario.groups.0.headcount", 20)
    bound = hand("joint", "complete_s", ["gate", "lane"], term("openings", count=1), FIRST, term("returns", count=0, each_s=920),
                 term("services", count=services, each_s=60, of="seat"), TRANSIT, ALIGHTING)  # fmt: skip
    assert found_in(bound, *alone, few, at("scenario.fleet.0.count", buses)) == []


def test_where_openings_cost_less_than_inspections_one_more_is_counted() -> None:
    """Three passages of one bus and no ambulance: three openings would wait for each bus inside, four are seven transits."""
    alone = [lambda plan: plan["scenario"]["groups"].pop(), lambda plan: plan["scenario"]["groups"].pop()]
    one = (at("scenario.fleet.0.count", 1), at("scenario.fleet.1.count", 0))
    bound = hand("joint", "complete_s", ["gate", "lane"], term("openings", count=4), FIRST, term("inspection", s=60),
                 term("transits", count=7, each_s=300), term("headways-out", count=0, each_s=30),
                 term("gaps-out", count=0, each_s=60), term("headways-back", count=0, each_s=30),
                 term("gaps-back", count=0, each_s=60), ALIGHTING)  # fmt: skip
    assert found_in(bound, *alone, *one) == []
    assert found_in(bound | {"value": bound["value"] + 1}, *alone, *one) == ["bound.sum"]


def five_buses(transit_s: int, lanes: int) -> tuple[Any, ...]:
    """Four loads at the village, 50 s from the gate, and one in the town: five passages of two buses, six in all."""
    return (
        at("scenario.groups.0.headcount", 80),
        at("scenario.legs.1.travel_s", 50),
        at("scenario.legs.0.travel_s", transit_s),
        at("scenario.places.0.lanes", lanes),
    )


def in_three_openings(transit_s: int, services: int, each_s: int) -> dict[str, Any]:
    """The first at the gate at 220; two returns of two transits and 220 inside."""
    return hand("joint", "complete_s", ["gate", "lane"], term("openings", count=3), FIRST | {"s": 220},
                term("returns", count=2, each_s=2 * transit_s + 220), term("services", count=services, each_s=each_s, of="seat"),
                TRANSIT | {"s": transit_s}, ALIGHTING)  # fmt: skip


@pytest.mark.parametrize(("lanes", "services"), [(1, 4), (2, 2), (3, 2)])
def test_in_three_openings_of_two_buses_four_of_five_passages_are_inspected(lanes: int, services: int) -> None:
    """Six would be full; the one that is missing may be missing twice."""
    for each_s in (30, 60):
        assert found_in(in_three_openings(400, services, each_s), *five_buses(400, lanes)) == []
        assert found_in(in_three_openings(400, services + 1, each_s), *five_buses(400, lanes)) == ["bound.term"]


@pytest.mark.parametrize(("transit_s", "is_true"), [(204, False), (205, True), (206, True)])
def test_three_openings_count_where_four_are_no_sooner(transit_s: int, is_true: bool) -> None:  # noqa: FBT001
    """220 + 2 x 220 + 60 and five transits and 60; or 220 + 30, two headways, seven transits and 60: equal at 205."""
    said = found_in(in_three_openings(transit_s, 2, 30), *five_buses(transit_s, 2))
    assert said == ([] if is_true else ["bound.term"] * len(said))
    assert bool(said) is not is_true


def test_of_two_kinds_in_every_opening_the_one_with_more_inspections_counts() -> None:
    """Four who lie are two passages of the ambulance, so that it rides in both openings too; but it is inspected only twice."""
    lying = at("scenario.groups.1.headcount", 4)
    assert found_in(rounds_of(30), lying) == []
    terms = [
        each | {"count": 2, "of": "stretcher"} if each["code"] == "services" else each
        for each in rounds_of(30)["terms"]
    ]
    assert found_in(hand("joint", "complete_s", ["gate", "lane"], *terms), lying) == ["bound.term"]


def test_where_lanes_do_not_limit_the_first_opening_is_headways() -> None:
    """Two buses enter at 350 and 380. Two that each come in and go out between two openings are at the gate a headway apart: 600
    across, 320 inside, 60 and 30: 1,010 s for four crossings, 252 each; beside them others cost nothing."""
    bound = hand("pace", "complete_s", ["gate", "lane"], FIRST, INSPECTION, term("headways", count=1, each_s=30),
                 term("convoy-gaps", count=0, each_s=60), term("crossings", count=4, each_s=252, of="seat"),
                 term("crossings-others", count=1, each_s=0), TRANSIT, ALIGHTING)  # fmt: skip
    assert bound["value"] == 380 + 4 * 252 + 360
    assert found_in(bound, at("scenario.places.0.lanes", "unlimited")) == []


def test_where_every_vehicle_passes_once_no_crossing_is_counted() -> None:
    """Two loads for two buses and one for the ambulance, however early the lane closes: the second bus would enter at 380."""
    few, early = at("scenario.groups.0.headcount", 20), at("scenario.pauses.0.closes_s", 350 + 300 + 600)
    assert found_in(SUMS["pace"] | {"of": "complete_s"}, few) == ["bound.not-here"]
    none = hand("pace-people", "people", ["gate", "lane"], term("passages", count=1))
    assert found_in(none, few, early) == ["bound.not-here"]


def test_the_sum_of_a_round_is_none_where_lanes_or_traffic_do_not_limit() -> None:
    for change in (at("scenario.places.0.lanes", "unlimited"), at("scenario.legs.0.traffic", "both")):
        assert found_in(rounds_of(30), change) == ["bound.not-here"]


def test_bays_are_no_sum_where_there_are_as_many_as_anybody_wants() -> None:
    bays = [at(f"scenario.places.{number}.bays", "unlimited") for number in (2, 3)]
    assert found_in(SUMS["bays"] | {"of": "complete_s"}, *bays) == ["bound.not-here"]


def said_of(people: int, bound: dict[str, Any]) -> list[str]:
    """Codes of what is wrong with *bound* about a plan that brings out so many."""
    scenario, docket = Scenario.model_validate(SCENARIO), Docket()
    plan = Plan(scenario=scenario, method="", trips=(), bounds=(Bound.model_validate(bound),))
    collate(plan, people, 10**9, Lane(scenario), docket)
    return [found.code for found in docket.findings]


@pytest.mark.parametrize(("people", "boardings"), [(5, 1), (24, 1), (25, 2), (44, 2), (45, 3)])
def test_only_those_who_are_needed_from_a_point_board_there(people: int, boardings: int) -> None:
    """Four may come from the town; the others are twenty a boarding."""
    terms = [each | {"count": boardings} if each["code"] == "boardings" else each for each in SUMS["bays"]["terms"]]
    assert said_of(people, hand("bays", "clearance_s", ["village"], *terms)) == []


@pytest.mark.parametrize(("people", "services"), [(1, 1), (20, 1), (21, 2), (60, 3), (62, 4), (63, 5)])
def test_no_more_are_inspected_than_bring_out_those_who_came(people: int, services: int) -> None:
    terms = [FIRST, term("services", count=services, each_s=30), TRANSIT, ALIGHTING]
    assert said_of(people, hand("checkpoint", "clearance_s", ["gate"], *terms)) == []


def test_without_a_checkpoint_nobody_is_inspected() -> None:
    bound = hand("lane", "complete_s", ["lane"], FIRST, term("inspection", s=0), term("headways", count=4, each_s=30),
                 term("convoy-gaps", count=2, each_s=60), TRANSIT, ALIGHTING)  # fmt: skip
    assert found_in(bound, at("scenario.places.0", {"id": "gate", "kind": "junction"})) == []


def test_a_lane_has_the_sums_of_narrow_places_too() -> None:
    """Somebody who lies is the last of all 64: he boards in the town at 200; 120 aboard, 200 out, 30, 300 and 60."""
    ready = hand("throat-ready", "complete_s", ["town"], term("first-use", s=200, of="lying"), term("onward", s=710))
    assert found_in(ready) == []
    assert found_in(ready | {"value": 911}) == ["bound.sum"]


def test_narrow_places_of_a_lane_are_asked_where_everybody_can_come_out() -> None:
    """Whoever is ready at 7,000 in the town is nowhere by 7,200; the lane's own sums do not look at that."""
    late = [at(f"scenario.groups.{number}.ready_s", 7000) for number in (1, 2)]
    ready = hand(
        "throat-ready", "complete_s", ["village"], term("first-use", s=100, of="families"), term("onward", s=610)
    )
    assert found_in(ready, *late) == ["bound.not-here"]


@pytest.mark.parametrize(("ready_s", "rounds"), [(0, 1), (101, 0), (1111, 0), (3000, 0)])
def test_nobody_rides_a_round_who_is_ready_after_the_closing(ready_s: int, rounds: int) -> None:
    """The lane may be entered until 650 - 300 = 350; who boards at 1,111 enters at 1,361, a whole turn of 1,010 s too late."""
    late = [at(f"scenario.groups.{number}.ready_s", ready_s) for number in range(3)]
    loads = [term("loads", count=1, each=2, of="stretcher"), term("loads", count=2, each=20, of="seat")]
    bound = hand("fleet-people", "people", ["lane"], term("rounds", count=rounds), *(loads if rounds else []))
    assert found_in(bound, *late, at("scenario.pauses.0.closes_s", 1250)) == []


@pytest.mark.parametrize(("last_s", "entries"), [(649, 0), (650, 1), (679, 1), (680, 2), (769, 2), (770, 3)])
def test_an_entry_fits_at_the_very_second_of_the_closing(last_s: int, entries: int) -> None:
    """Entries at 350, 380, then the next convoy at 470."""
    loads = [term("loads", count=entries, each=20)] if entries else []
    bound = hand("lane-people", "people", ["lane"], term("entries", count=entries), *loads)
    assert found_in(bound, at("scenario.pauses.0.closes_s", last_s + 600)) == []


def test_where_nothing_takes_time_and_no_pause_is_waited_for_the_sum_is_nought() -> None:
    nothing = [at(f"scenario.{path}", 0) for path in (
        "legs.1.travel_s", "places.2.boarding_s", "places.0.service_time_s.bus", "legs.0.travel_s", "places.1.alighting_s",
        "convoys.headway_s", "convoys.interval_s")]  # fmt: skip
    paths = ("legs.0", "legs.1", "legs.2", "places.2", "places.3")
    free = [at(f"scenario.{path}.pause", None) for path in paths]
    bound = hand("lane", "complete_s", ["lane"], term("first-arrival", s=0), term("inspection", s=0),
                 term("headways", count=4, each_s=0), term("convoy-gaps", count=2, each_s=0), term("transit", s=0),
                 term("alighting", s=0))  # fmt: skip
    assert bound["value"] == 0
    assert found_in(bound, *nothing, *free) == []


def test_rounds_are_counted_only_where_a_pause_ends_and_a_turn_takes_time() -> None:
    free = at("scenario.legs.0.pause", None)
    for kind in ("fleet-people", "lane-people", "checkpoint-people", "pace-people"):
        assert found_in(SUMS["fleet-people"] | {"kind": kind}, free) == ["bound.not-here"]
    paths = (
        "legs.0.travel_s",
        "places.1.alighting_s",
        "legs.1.travel_s",
        "places.2.boarding_s",
        "places.0.service_time_s.ambulance",
    )
    at_once = [at(f"scenario.{path}", 0) for path in paths]
    assert found_in(SUMS["fleet-people"], *at_once) == ["bound.not-here"]
    one_second = at("scenario.places.1.alighting_s", 1)
    assert found_in(SUMS["fleet-people"], *at_once, one_second) != ["bound.not-here"]


def test_one_class_is_a_fleet_too() -> None:
    """Without the ambulance: three buses of 20 and one of 2."""
    alone = (
        lambda plan: plan["scenario"]["fleet"].pop(),
        at("scenario.places.0.service_time_s", {"bus": 60}),
        at("scenario.places.0.priority", []),
    )
    said = hand("carriable", "people", [], term("loads", count=3, each=20), term("loads", count=1, each=2))
    assert found_in(said, *alone) == []
