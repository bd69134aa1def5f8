"""One vehicle, stop by stop: where it stands when a plan leaves something out, and what each stop has to say.

a ── j ── c ── r ──1 km── s ──1 km── u ──1 km── v        100 s from r on for each leg, 300 s from c to r
"""

from typing import Any

import pytest
from test_judge_terms import CARS, figures, found
from test_rules_aid import AID, home, truck
from test_rules_checkpoints import COACH
from test_rules_commitments import TEN, fixed, onward
from valley import A, C, Change, Tree, added, back, codes, judged, out, said, several

CENTRE = {"kind": "reception centre", "bays": 9, "alighting_s": 60}
BEYOND = several(
    COACH,
    added("places", *({"id": name, **CENTRE} for name in "suv")),
    added(
        "legs",
        *({"id": f"{a}{b}", "from": a, "to": b, "length_m": 1000, "speed_kmh": 36} for a, b in ("rs", "su", "uv")),
    ),
    said("groups.0.destinations", ["r", "s"]),
)
JC, RS = 2, 4


def leg(number: int, **fields: Any) -> Change:
    return lambda plan: plan["scenario"]["legs"][number].update(fields)


def place(number: int, **fields: Any) -> Change:
    return lambda plan: plan["scenario"]["places"][number].update(fields)


def coach(*stops: Tree, number: int = 1) -> Tree:
    """An empty vehicle that stands at r."""
    return {"id": f"t{number}", "vehicle": f"coach/{number}", "stops": list(stops)}


def day(opens: int, closes: int) -> Change:
    return said("pauses", [{"id": "day", "opens_s": opens, "closes_s": closes, "margin_s": 0}])


def written(*legs: str, **rules: Any) -> Change:
    """Legs that may not be left out."""
    return said("convoys", {"where": list(legs), "interval_s": 100, **rules})


def reaching_s(arrives: int, *stops: Tree, after: int = 5) -> Tree:
    """It boards at a at 0, is inspected at c at 360 and leaves cr at 660; then *stops*, and s."""
    trip = out("t1", "bus/1", {"people": 10}, 0)
    trip["stops"][after:] = [*stops, {"at": "s", "arrives": arrives, "begins": arrives, "received": arrives + 60}]
    return trip


# What is left out is driven without a stop


def test_who_was_inspected_may_stand_there_and_not_at_the_next_place() -> None:
    """From c on 400 s: 300 over cr, and 100 over rs, which is left out and begins when cr ends, at 660."""
    assert codes([reaching_s(760)], BEYOND) == set()
    assert codes([reaching_s(761)], BEYOND) == {"drive"}
    assert codes([reaching_s(759)], BEYOND) == {"drive"}


def test_people_may_wait_at_a_centre_on_their_way() -> None:
    assert codes([reaching_s(800, {"at": "r", "arrives": 660, "leaves": 700})], BEYOND) == set()
    assert codes([reaching_s(799, {"at": "r", "arrives": 660, "leaves": 700})], BEYOND) == {"drive"}


@pytest.mark.parametrize(("enters", "departs"), [(1000, 700), (660, 360)])
def test_after_an_inspection_a_vehicle_leaves_as_late_as_its_next_leg_allows(enters: int, departs: int) -> None:
    """Inspected until 360, it enters rs at *enters*: so it stands at c until *departs*, 300 s before."""
    trip = reaching_s(enters + 100, {"leg": "rs", "enters": enters, "leaves": enters + 100}, after=4)
    ruled = several(BEYOND, written("rs"), leg(3, pause="day"))
    assert codes([trip], ruled, day(departs, 9000), convoys=[["t1"]]) == set()
    assert codes([trip], ruled, day(departs + 1, 9000), convoys=[["t1"]]) == {"pause"}


def test_it_leaves_no_sooner_than_it_is_inspected() -> None:
    trip = reaching_s(759, {"leg": "rs", "enters": 659, "leaves": 759}, after=4)
    assert codes([trip], BEYOND, written("rs"), convoys=[["t1"]]) == {"not-free"}


def test_whoever_is_early_waits_at_the_mouth_of_the_leg_that_is_written() -> None:
    """Out of r at 0, at u at 200, into the leg behind u at 500."""
    trip = coach({"at": "r", "leaves": 0}, {"leg": "uv", "enters": 500, "leaves": 600}, {"at": "v", "arrives": 600})
    at_u = several(BEYOND, written("uv"), place(6, pause="day"))
    assert codes([trip], at_u, day(200, 500), convoys=[["t1"]]) == set()
    assert codes([trip], at_u, day(200, 499), convoys=[["t1"]]) == {"pause"}
    assert codes([trip], at_u, day(201, 500), convoys=[["t1"]]) == {"pause"}


@pytest.mark.parametrize("before", [[], [{"at": "r"}]])
def test_a_vehicle_that_has_to_come_to_a_written_leg_says_when_it_leaves(before: list[Tree]) -> None:
    there = {"leg": "uv", "enters": 500, "leaves": 600}, {"at": "v", "arrives": 600}
    said_so = coach({"at": "r", "leaves": 300}, *there)
    assert codes([said_so], BEYOND, written("uv"), convoys=[["t1"]]) == set()
    silent = [coach(*before, *there)]
    assert codes(silent, BEYOND, written("uv"), convoys=[["t1"]]) == {"time-missing"}
    assert found(silent, "time-missing", BEYOND, written("uv")) == [("trips[0].stops[0]", {"name": "leaves"})]


def test_of_a_leg_with_no_way_through_the_plan_s_own_times_are_taken() -> None:
    """Nobody gets through rs before 200; t1 says that it is on it from 100 to 300, and t2 comes towards it."""
    storm = said("weather", [{"id": "storm", "from_s": 0, "until_s": 200, "speed_share": 0, "where": ["rs"]}])
    scenario = several(BEYOND, storm, leg(RS, traffic="alternating"), added("fleet", {"id": "cart", "seats": 1, "count": 1,
                                                                                     "stationed": "s"}))  # fmt: skip

    def meeting(second: int) -> list[Tree]:
        towards = [{"leg": "rs", "enters": second, "leaves": second + 100}, {"at": "r", "arrives": second + 100}]
        return [
            coach({"leg": "rs", "enters": 100, "leaves": 300}, {"at": "s", "arrives": 300}),
            {"id": "t2", "vehicle": "cart/1", "stops": towards},
        ]

    assert codes(meeting(300), scenario) == {"closed"}
    assert codes(meeting(299), scenario) == {"closed", "opposite"}


# When a trip begins, and who stands ready


def test_a_trip_begins_at_the_first_leaving_that_is_named() -> None:
    """Inspected at c until 60, at r at 460: on duty for 400 s."""
    stops = [{"at": "c", "arrives": 0, "begins": 0, "leaves": 60}, {"at": "r", "arrives": 460}]
    inspected = several(said(f"places.{C}.service_time_s", {"other": 60}), COACH)

    def duty(most: int) -> list[tuple[Any, Any]]:
        of_coach: Change = lambda plan: plan["scenario"]["fleet"][2].update(stationed="c", duty_s=most)  # noqa: E731
        return figures([coach(*stops)], "duty", inspected, of_coach)

    assert duty(400) == []
    assert duty(399) == [(400, 399)]


def test_a_trip_that_names_no_second_is_one_at_clock_zero() -> None:
    """The next leaves at 100: a rest of 100 s lies between the two."""
    trips = [coach({"at": "r"}), coach({"at": "r", "leaves": 100}, {"at": "s", "arrives": 200})]
    trips[1]["id"] = "t2"

    def resting(seconds: int) -> set[str]:
        crew: Change = lambda plan: plan["scenario"]["fleet"][2].update(duty_s=100, rest_s=seconds)  # noqa: E731
        return codes(trips, BEYOND, crew)

    assert resting(100) == set()
    assert resting(101) == {"duty"}


def entering_rs(second: int, number: int = 1) -> Tree:
    leaves = second + 100
    return coach({"leg": "rs", "enters": second, "leaves": leaves}, {"at": "s", "arrives": leaves}, number=number)


def test_every_vehicle_stands_ready_from_clock_zero_on() -> None:
    together = several(BEYOND, written("rs", together=True))
    assert codes([entering_rs(0), entering_rs(50, 2)], together, convoys=[["t1", "t2"]]) == set()
    assert "together" in codes([entering_rs(-1)], together, convoys=[["t1"]])


@pytest.mark.parametrize(("first", "is_ready"), [(720, True), (719, False)])
def test_who_alights_is_ready_when_everybody_is_received(first: int, is_ready: bool) -> None:  # noqa: FBT001
    """t1 is at r from 660, and empty at 720, when it turns back as t2; t3 goes first, in one convoy with it."""
    trips = [out("t1", "bus/1", {"people": 10}, 0), back("t2", "bus/1", 720), {**back("t3", "coach/1", first)}]
    listed = [["t1"], ["t3", "t2"]]
    assert codes(trips, COACH, written("cr", together=True), convoys=listed) == (set() if is_ready else {"together"})


@pytest.mark.parametrize(("first", "is_ready"), [(700, True), (699, False)])
def test_a_truck_is_ready_when_it_is_unloaded(first: int, is_ready: bool) -> None:  # noqa: FBT001
    """It is at a from 600, and empty at 700, when it turns back; a bus enters the first leg before it, or with it."""
    trips = [truck(), home(1, "t2", 700), out("t3", "bus/1", {"people": 10}, first - 60)]
    ruled = several(AID, written("aj", together=True))
    assert codes(trips, ruled, convoys=[["t1"], ["t3", "t2"]]) == (set() if is_ready else {"together"})


# What a stop says


@pytest.mark.parametrize(("leaves", "wrong"), [(160, set()), (159, {"order"})])
def test_nobody_leaves_a_junction_before_coming_there(leaves: int, wrong: set[str]) -> None:
    trip = out("t1", "bus/1", {"people": 10}, 0)
    trip["stops"].insert(2, {"at": "j", "arrives": 160, "leaves": leaves})
    assert codes([trip]) == wrong


def test_nobody_leaves_before_coming_though_unloading_never_begins() -> None:
    trip = truck()
    trip["stops"][-1] = {"at": "a", "arrives": 600, "leaves": 600, "received": 700}
    assert codes([trip], AID) == {"time-missing"}
    trip["stops"][-1]["leaves"] = 599
    assert codes([trip], AID) == {"time-missing", "order"}


@pytest.mark.parametrize("takes", [0, 100])
def test_aid_that_is_where_it_is_needed_is_unloaded_from_clock_zero_on(takes: int) -> None:
    cart = added("fleet", {"id": "cart", "seats": 0, "tonnes": 9, "count": 1, "stationed": "a", "at_end": "anywhere"})
    stop = {"at": "a", "arrives": 0, "begins": 0, "received": takes}
    trip = {"id": "t1", "vehicle": "cart/1", "load": {"flour": 9}, "stops": [stop]}
    assert codes([trip], AID, cart, said("aid.0.unloading_s", takes)) == set()


@pytest.mark.parametrize("persons", [0, -3])
def test_nobody_aboard_takes_no_inspection_by_persons(persons: int) -> None:
    each = several(said(f"places.{C}.service_time_s", {"other": 7}), said(f"places.{C}.serves", "persons"))
    assert codes([out("t1", "bus/1", {"people": persons}, 0)], each) == {"persons"}


@pytest.mark.parametrize(("begins", "wrong"), [(600, set()), (599, {"crowd"})])
def test_who_sets_out_in_an_own_car_stands_at_the_point_until_then(begins: int, wrong: set[str]) -> None:
    """Nine people gather from 400 and set out at 500; ten others gather 100 s before their bus. There is room for 18."""
    trips = [out("t1", "cars/1", {"cars": 9}, 500, boards=0, alights=0), out("t2", "bus/1", {"people": 10}, begins)]
    assert codes(trips, added("groups", CARS), place(A, gather_s=100, capacity=18)) == wrong


# Who was under way


def test_only_the_first_trip_brings_on_who_was_aboard() -> None:
    assert codes([onward(500), back("t2", "bus/1", 1060)], fixed("j", 500)) == set()


def test_who_returns_empty_carries_nobody_to_the_checkpoint() -> None:
    """Ten persons are inspected on the way out at 7 s each, and on the way in nobody."""
    each = several(said(f"places.{C}.service_time_s", {"other": 7}), said(f"places.{C}.serves", "persons"),
                   said(f"places.{C}.direction", "both"))  # fmt: skip
    trips = [out("t1", "bus/1", {"people": 10}, 0, inspected=70), back("t2", "bus/1", 790, inspected=0)]
    assert codes(trips, each) == set()


def test_who_stays_aboard_or_inside_is_named() -> None:
    assert found([], "left-inside", fixed("b", 500, {})) == [
        ("scenario.commitments[0]", {"vehicle": "bus/1", "found": "b"})
    ]
    assert found([], "left-aboard", fixed("j", 500)) == [
        ("scenario.commitments[0]", {"vehicle": "bus/1", "found": "people: 10"})
    ]


def test_a_vehicle_on_a_leg_entered_it_as_one_does_at_clock_zero() -> None:
    """At second 0, and then no more, the first leg takes 50 s: who leaves it at 500 entered it at 450. The next may at 480."""
    quick = leg(0, changes=[{"from_s": 0, "until_s": 1, "travel_s": 50}])
    changes = (quick, fixed("aj", 500), written("aj", headway_s=30))

    def entering(second: int) -> list[Tree]:
        return [onward(500), out("t2", "bus/2", TEN, second - 60)]

    assert codes(entering(480), *changes, convoys=[["t2"]]) == set()
    assert figures(entering(479), "headway", *changes) == [(29, 30)]


def test_the_second_trip_of_own_means_is_named() -> None:
    trips = [out("t1", "cars/1", {"cars": 9}, 0, boards=0, alights=0), back("t2", "cars/1", 660)]
    assert [path for path, _ in found(trips, "own-twice", added("groups", CARS))] == ["trips[1].vehicle"]


def test_the_vehicles_there_are_are_named_own_means_too() -> None:
    wanted = "bus/1 to bus/20, van/1 to van/20, cars/1 to cars/1"
    assert figures([coach({"at": "r"})], "vehicle", added("groups", CARS)) == [("coach/1", wanted)]


def test_people_with_aid_are_people_all_the_same() -> None:
    """It is a load of its own that is wrong; the people are received."""
    mixed = out("t1", "bus/1", {"flour": 1, "people": 10}, 0)
    assert codes([mixed], AID) == {"mixed-load"}
    assert judged([mixed], AID).ledger["people"]["received"] == 10
