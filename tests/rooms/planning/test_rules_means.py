"""Rules 1 and 2: own means, and how vehicles move."""

from typing import Any

import pytest
from valley import A, B, Change, Tree, added, back, codes, judged, out, said, several

CARS = added(
    "groups",
    {"id": "cars", "category": "civilian", "at": "a", "headcount": 12, "travels": "own vehicle",
     "persons_per_vehicle": 5, "destinations": ["r"]},
    {"id": "column", "category": "civilian", "at": "a", "headcount": 30, "travels": "on foot",
     "persons_per_vehicle": 15, "walks_kmh": 3.6, "destinations": ["r"]},
)  # fmt: skip
WALK = {"aj": 1000, "jc": 2000, "cr": 3000}


def by_car(name: str = "t1", vehicle: str = "cars/1", persons: int = 5, begins: int = 0, **more: Any) -> Tree:
    return out(name, vehicle, {"cars": persons}, begins, **{"boards": 0, "alights": 0, **more})


def on_foot(name: str = "t1", vehicle: str = "column/1", persons: int = 15, begins: int = 0, **more: Any) -> Tree:
    return out(name, vehicle, {"column": persons}, begins, **{"boards": 0, "alights": 0, "drives": WALK, **more})


def test_rule_1_own_means_are_numbered_up_to_the_people_they_carry() -> None:
    assert codes([by_car(vehicle="cars/3")], CARS) == set()
    assert codes([by_car(vehicle="cars/4")], CARS) == {"vehicle", "not-waiting", "not-received"}
    assert codes([by_car(vehicle="cars/3")], CARS, said("groups.2.accounted", {"declined": 2})) >= {"vehicle"}


def test_rule_1_own_means_carry_so_many_at_most() -> None:
    assert codes([by_car(persons=5)], CARS) == set()
    assert codes([by_car(persons=6)], CARS) == {"own-room"}


def test_rule_1_own_means_carry_only_their_own_people() -> None:
    trip = by_car(persons=4)
    trip["load"]["people"] = 1
    assert codes([trip], CARS) == {"own-load"}


def test_rule_1_own_means_do_not_ride_in_the_fleet() -> None:
    assert codes([out("t1", "bus/1", {"cars": 5}, 0)], CARS) == {"travels"}


def test_rule_1_own_means_make_one_trip() -> None:
    trips = [by_car(), by_car("t2", begins=660)]
    trips[1]["stops"] = trips[1]["stops"][-1:]
    trips[1]["stops"][0].update(arrives=660, begins=660, received=660)
    assert "own-twice" in codes(trips, CARS)


def test_rule_1_own_means_never_go_empty() -> None:
    trip = by_car()
    trip["load"] = {}
    assert "own-empty" in codes([trip], CARS)


def test_rule_1_own_means_begin_and_leave_at_the_same_second() -> None:
    assert codes([by_car(holds=0)], CARS) == set()
    assert codes([by_car(holds=1)], CARS) == {"sets-out"}


def test_rule_1_own_means_are_received_when_they_arrive() -> None:
    assert codes([by_car(alights=0)], CARS) == set()
    assert codes([by_car(alights=1)], CARS) == {"alighting"}


def test_rule_1_own_means_need_no_bay() -> None:
    none = several(said(f"places.{A}.bays", 0), said("places.4.bays", 0))
    assert codes([by_car()], CARS, none) == set()
    assert codes([out("t1", "bus/1", {"people": 1}, 0)], none) == {"bays"}


def test_rule_1_own_means_stand_at_their_point() -> None:
    trip = by_car()
    trip["stops"][0]["at"] = "b"
    assert codes([trip], CARS) >= {"not-there"}


def test_rule_1_a_checkpoint_may_know_the_class_of_own_means() -> None:
    named = said("places.3.service_time_s", {"other": 0, "cars": 30})
    assert codes([by_car(inspected=30)], CARS, named) == set()
    assert codes([by_car(inspected=29)], CARS, named) == {"inspection"}
    assert codes([on_foot(inspected=0)], CARS, named) == set()


def test_rule_1_and_3_1_columns_walk_at_their_speed() -> None:
    assert codes([on_foot()], CARS) == set()
    assert codes([on_foot(drives=WALK | {"jc": 1999})], CARS) == {"drive"}
    assert codes([on_foot(drives=WALK | {"jc": 2001})], CARS) == {"drive"}


def test_rule_1_columns_may_leave_out_legs_and_walk_them_all_the_same() -> None:
    trip = on_foot()
    trip["stops"] = [trip["stops"][0], *trip["stops"][3:4], trip["stops"][-1]]
    assert codes([trip], CARS) == set()
    trip["stops"][1]["arrives"] -= 1
    assert "drive" in codes([trip], CARS)


@pytest.mark.parametrize(
    "change",
    [
        said("legs.2.traffic", "alternating"),
        said("legs.2.closed", [{"from": 90_000, "until": 90_001}]),
        said("legs.2.changes", [{"from": 90_000, "until": 90_001, "lanes": 1}]),
        said("legs.2.capacity", 600),
        said("bans", [{"id": "night", "from": 90_000, "until": 90_001}]),
        said("weather", [{"id": "snow", "from": 90_000, "until": 90_001, "where": ["jc"]}]),
        said("convoys", {"where": ["jc"]}),
    ],
)
def test_rule_2_only_free_legs_may_be_left_out(change: Change) -> None:
    trip = out("t1", "bus/1", {"people": 1}, 0)
    whole, listed = [trip], several(change, _listed)
    assert codes(whole, listed) == set()
    without = {**trip, "stops": [stop for stop in trip["stops"] if stop.get("leg") != "jc"]}
    assert "no-way" in codes([without], change)


def _listed(values: Tree) -> None:
    values["convoys"] = [["t1"]] if values["scenario"].get("convoys", {}).get("where") else []


def test_rule_2_what_is_left_out_is_driven_without_a_stop() -> None:
    trip = out("t1", "bus/1", {"people": 1}, 0)
    trip["stops"] = [trip["stops"][0], *trip["stops"][3:]]
    assert codes([trip]) == set()
    trip["stops"][0]["leaves"] -= 1
    assert codes([trip]) == {"boarding", "drive"}


def test_rule_2_a_trip_begins_where_the_last_one_ended_and_not_before_it_did() -> None:
    first, second = out("t1", "bus/1", {"people": 1}, 0), back("t2", "bus/1", 720)
    assert codes([first, second, out("t3", "bus/1", {"people": 1}, 1320)]) == set()
    assert codes([first, back("t2", "bus/1", 719), out("t3", "bus/1", {"people": 1}, 1320)]) == {"not-free", "order"}
    assert codes([first, second, out("t3", "bus/1", {"people": 1}, 1319)]) == {"not-free", "order"}
    assert "not-there" in codes([first, out("t3", "bus/1", {"people": 1}, 1320)])


def test_rule_2_everybody_may_wait_at_a_junction_and_nobody_on_a_leg() -> None:
    trip = out("t1", "bus/1", {"people": 1}, 0)
    for stop in trip["stops"][2:]:
        stop.update({name: stop[name] + 50 for name in stop if name not in ("at", "leg")})
    assert codes([trip]) == set()
    trip["stops"][1]["leaves"] += 1
    assert codes([trip]) == {"drive"}


def test_rule_2_a_loaded_vehicle_may_wait_at_any_other_place() -> None:
    """It stands at the other point, at the checkpoint after the inspection, and at the centre before alighting."""
    trip = out("t1", "bus/1", {"people": 1}, 0, stands=40)
    assert codes([trip]) == set()
    trip["stops"][-1]["begins"] += 7
    trip["stops"][-1]["received"] += 7
    assert codes([trip]) == set()
    trip["stops"][-1]["received"] += 1
    assert codes([trip]) == {"alighting"}


def test_rule_2_after_an_inspection_it_may_stand_before_a_leg_that_is_left_out() -> None:
    trip = out("t1", "bus/1", {"people": 1}, 0, stands=40)
    del trip["stops"][4]
    assert codes([trip]) == set()
    trip["stops"][-1]["arrives"] = trip["stops"][3]["leaves"] + 299
    trip["stops"][-1]["begins"] = trip["stops"][-1]["arrives"]
    trip["stops"][-1]["received"] = trip["stops"][-1]["arrives"] + 60
    assert codes([trip]) == {"drive"}


def test_rule_12_persons_are_whole_and_at_least_one_of_each_group_named() -> None:
    assert codes([out("t1", "bus/1", {"people": 1}, 0)]) == set()
    assert codes([out("t1", "bus/1", {"people": 0}, 0)]) == {"persons"}


def test_rule_12_no_more_leave_than_are_to_move() -> None:
    trip = [out("t1", "bus/1", {"people": 10}, 0)]
    few = said("groups.0.headcount", 12)
    assert codes(trip, few, said("groups.0.accounted", {"declined": 2})) == set()
    assert codes(trip, few, said("groups.0.accounted", {"declined": 3})) == {"headcount"}


def test_rule_12_the_ledger_puts_each_person_into_one_state() -> None:
    trips = [
        out("t1", "bus/1", {"people": 10}, 0),
        out("t2", "bus/2", {"people": 20}, 1),
        out("t3", "bus/3", {"people": 5}, 721),
        out("t4", "van/1", {"others": 7}, 720, point="b"),
    ]
    judgement = judged(trips, said("ends_s", 720), said("groups.0.accounted", {"died": 3, "received": 40}))
    assert judgement.plan_allowed
    assert judgement.ledger["people"] == {"received": 50, "aboard": 20, "waiting": 927, "died": 3}
    assert judgement.ledger["others"] == {"received": 0, "aboard": 7, "waiting": 993}


def test_rule_12_the_ledger_of_a_refused_plan_adds_up_too() -> None:
    trips = [out(f"t{n}", f"bus/{n}", {"people": 900}, 0) for n in (1, 2)]
    judgement = judged(trips, said(f"places.{B}.bays", 1))
    assert not judgement.plan_allowed
    assert sum(judgement.ledger["people"].values()) == 1000
