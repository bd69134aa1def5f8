"""Rule 6: boarding, gathering, alighting, room, company, destinations and patience."""

from typing import Any

import pytest
from valley import A, B, Change, R, Tree, added, codes, out, said, several

ONE = {"people": 1}


def bus(number: int, begins: int, load: dict[str, int] | None = None, **more: Any) -> Tree:
    return out(f"t{number}", more.pop("vehicle", f"bus/{number}"), load or ONE, begins, **more)


def group(name: str, **what: Any) -> Change:
    base = {"id": name, "category": "civilian", "at": "a", "headcount": 100, "travels": "seat", "destinations": ["r"]}
    return added("groups", {**base, **what})


def vehicle(**what: Any) -> Change:
    return added("fleet", {"id": "special", "seats": 9, "stretchers": 9, "count": 9, "stationed": "a", **what})


def special(load: dict[str, int], begins: int = 0, **more: Any) -> list[Tree]:
    return [bus(1, begins, load, vehicle="special/1", **more)]


def test_rule_6_1_nobody_boards_before_the_group_is_ready() -> None:
    assert codes([bus(1, 500)], said("groups.0.ready_s", 500)) == set()
    assert codes([bus(1, 499)], said("groups.0.ready_s", 500)) == {"not-ready"}


def test_rule_6_1_boarding_takes_its_time_in_a_bay() -> None:
    assert codes([bus(1, 0, boards=60)]) == set()
    assert codes([bus(1, 0, boards=59)]) == {"boarding"}
    one_bay = said(f"places.{A}.bays", 1)
    assert codes([bus(1, 0, holds=30), bus(2, 60)], one_bay) == set()
    assert codes([bus(1, 0, holds=30), bus(2, 59)], one_bay) == {"bays"}


def two_points(begins_b: int = 260) -> Tree:
    """It boards at a from 0, drives back into the fork and on to b, and goes out from there."""
    trip = bus(1, 0, {"people": 1, "others": 1})
    onward = out("x", "bus/1", {}, begins_b, point="b")["stops"]
    trip["stops"] = [trip["stops"][0], {"leg": "aj", "enters": 60, "leaves": 160},
                     {"leg": "bj", "enters": 160, "leaves": 260}, {"arrives": 260, **onward[0]}, *onward[1:]]  # fmt: skip
    return trip


def test_rule_6_2_a_trip_boards_at_so_many_points() -> None:
    assert codes([two_points()], said("fleet.0.points_per_trip", 2)) == set()
    assert codes([two_points()], said("fleet.0.points_per_trip", 1)) == {"points"}


def test_rule_6_2_it_may_pass_a_point_and_wait_there_without_boarding() -> None:
    trip = two_points()
    trip["load"] = ONE
    assert codes([trip]) == {"boards-nobody"}
    del trip["stops"][3]["begins"]
    assert codes([trip]) == set()


def test_rule_6_2_who_is_aboard_boarded_where_the_group_waits() -> None:
    assert codes([bus(1, 0, {"people": 1, "others": 1})]) == {"not-waiting"}


def test_rule_6_2_at_each_point_once() -> None:
    trip = two_points()
    back = {"at": "a", "arrives": 320, "begins": 320, "leaves": 380}
    trip["load"] = ONE
    trip["stops"][1:] = [{"leg": "aj", "enters": 60, "leaves": 160}, {"leg": "aj", "enters": 160, "leaves": 260},
                         {**back, "arrives": 260}, *bus(1, 320)["stops"][1:]]  # fmt: skip
    assert codes([trip], said("fleet.0.points_per_trip", 2)) == {"same-place"}


LYING = group("lying", travels="stretcher", category="wounded")


def test_rule_6_3_handover_makes_alighting_longer_for_each_stretcher_case() -> None:
    slow = several(LYING, vehicle(), said(f"places.{R}.handover_s", 20))
    load = {"lying": 3, "people": 2}
    assert codes(special(load, alights=120), slow) == set()
    assert codes(special(load, alights=119), slow) == {"alighting"}
    assert codes(special(load, alights=121), slow) == {"alighting"}
    assert codes(special({"people": 2}, alights=60), slow) == set()


def test_rule_6_3_alighting_takes_a_bay_for_all_of_it() -> None:
    slow = several(LYING, vehicle(), said(f"places.{R}.handover_s", 20), said(f"places.{R}.bays", 1))
    first = special({"lying": 3}, alights=120)
    assert codes([*first, bus(2, 120)], slow) == set()
    assert codes([*first, bus(2, 119)], slow) == {"bays"}


def test_rule_6_3_all_are_received_at_the_last_stop() -> None:
    trip = bus(1, 0)
    trip["stops"][-1]["leaves"] = 720
    trip["stops"].append({"leg": "cr", "enters": 720, "leaves": 1020})
    assert codes([trip]) == {"not-received"}


def test_rule_6_4_people_gather_before_boarding_and_not_before_clock_zero() -> None:
    assert codes([bus(1, 300)], said(f"places.{A}.gather_s", 300)) == set()
    assert codes([bus(1, 299)], said(f"places.{A}.gather_s", 300)) == {"gather"}


def test_rule_6_4_a_point_holds_so_many_people_at_once() -> None:
    """t1's people stand there from 200 to 560, t2's from begins - 300."""
    holds = several(said(f"places.{A}.gather_s", 300), said(f"places.{A}.capacity", 70))
    trips = [bus(1, 500, {"people": 40})]
    assert codes([*trips, bus(2, 860, {"people": 31})], holds) == set()
    assert codes([*trips, bus(2, 859, {"people": 31})], holds) == {"crowd"}
    assert codes([*trips, bus(2, 859, {"people": 30})], holds) == set()


def test_rule_6_5_a_centre_receives_so_many_in_all() -> None:
    trips = [bus(1, 0, {"people": 40}), bus(2, 90_000, {"people": 10})]
    assert codes(trips, said(f"places.{R}.capacity", 50)) == set()
    assert codes(trips, said(f"places.{R}.capacity", 49)) == {"full"}


@pytest.mark.parametrize(
    ("kind", "most"),
    [("stretcher", 3), ("wounded", 5), ("immediate", 3), ("stable", 2), ("oxygen", 3), ("seat", 9), ("civilian", 7)],
)
def test_rule_6_5_a_centre_has_so_many_places_for_a_kind(kind: str, most: int) -> None:
    """Three lie, are immediate and need oxygen; two wounded sit, without a triage class; seven are civilians."""
    hurt = several(
        group("lying", travels="stretcher", category="wounded", triage="immediate", needs=["oxygen"]),
        group("sitting", category="wounded"),
        vehicle(offers=["oxygen"]),
    )
    trip = special({"lying": 3, "sitting": 2, "people": 7})
    assert codes(trip, hurt, said(f"places.{R}.places_for", {kind: most})) == set()
    assert codes(trip, hurt, said(f"places.{R}.places_for", {kind: most - 1})) == {"full-for"}


def test_rule_6_5_a_centre_receives_so_many_in_an_hour() -> None:
    trips = [bus(1, 0, {"people": 40}), bus(2, 10, {"people": 5}), bus(3, 3600, {"people": 40})]
    hour = said(f"places.{R}.capacity_per_hour", 45)
    assert codes(trips, hour) == set()
    trips[2] = bus(3, 3599, {"people": 40})
    assert codes(trips, hour) == {"full-hour"}
    assert codes(trips, said(f"places.{R}.capacity_per_hour", 85)) == set()


def test_rule_6_6_the_load_factor_leaves_seats_empty() -> None:
    """0.85 of 50 seats are 42.5."""
    part = said("fleet.0.load_factor", 0.85)
    assert codes([bus(1, 0, {"people": 42})], part) == set()
    assert codes([bus(1, 0, {"people": 43})], part) == {"seats"}


def test_rule_6_6_stretchers_and_wheelchairs_count_by_themselves() -> None:
    people = several(
        LYING, group("chairs", needs=["wheelchair"]), vehicle(seats=2, stretchers=3, wheelchairs=4, load_factor=1.0)
    )
    full = {"people": 2, "lying": 3, "chairs": 4}
    assert codes(special(full), people) == set()
    assert codes(special({**full, "people": 3}), people) == {"seats"}
    assert codes(special({**full, "lying": 4}), people) == {"stretchers"}
    assert codes(special({**full, "chairs": 5}), people) == {"wheelchairs"}


def test_rule_6_6_who_lies_takes_a_stretcher_even_with_a_wheelchair() -> None:
    lying = several(group("lying", travels="stretcher", needs=["wheelchair"]), vehicle(stretchers=1))
    assert codes(special({"lying": 1}), lying) == set()


def test_rule_6_6_a_need_is_met_by_the_class() -> None:
    people = group("weak", needs=["oxygen", "nurse"])
    assert codes(special({"weak": 1}), people, vehicle(offers=["nurse", "oxygen"])) == set()
    assert codes([bus(1, 0, {"weak": 1})], people, vehicle(offers=["nurse", "oxygen"])) == {"need"}
    able = several(
        people,
        vehicle(offers=["nurse", "oxygen"]),
        added("fleet", {"id": "half", "seats": 9, "count": 1, "stationed": "a", "offers": ["nurse"]}),
    )
    assert codes([bus(1, 0, {"weak": 1}, vehicle="half/1")], able) == {"need"}


def test_rule_6_6_isolation_rides_with_nobody_of_another_group() -> None:
    alone = group("ill", needs=["isolation"])
    assert codes([bus(1, 0, {"ill": 2})], alone) == set()
    assert codes([bus(1, 0, {"ill": 2, "people": 1})], alone) == {"isolation"}


@pytest.mark.parametrize("names", [("people", "foes"), ("foes", "people")])
def test_rule_6_6_groups_apart_do_not_share_a_vehicle(names: tuple[str, str]) -> None:
    which = {"people": 0, "foes": 2}
    apart = several(group("foes"), said(f"groups.{which[names[0]]}.apart_from", [names[1]]))
    assert codes([bus(1, 0, {"people": 1}), bus(2, 0, {"foes": 1})], apart) == set()
    assert codes([bus(1, 0, {"people": 1, "foes": 1})], apart) == {"apart"}


def test_rule_6_7_an_indivisible_group_leaves_whole_or_not_at_all() -> None:
    family = group("family", headcount=7, accounted={"declined": 2}, indivisible=True)
    assert codes([bus(1, 0, {"family": 5})], family) == set()
    assert codes([bus(1, 0, {"family": 4})], family) == {"split"}
    assert codes([bus(1, 0, {"family": 4}), bus(2, 0, {"family": 1})], family) == {"split"}
    assert codes([bus(1, 0)], family) == set()


CAMP = several(
    added("places", {"id": "camp", "kind": "reception centre", "bays": 9, "alighting_s": 60}),
    added("legs", {"id": "cc", "from": "c", "to": "camp", "length_m": 3000, "speed_kmh": 36}),
    said("groups.0.destinations", ["r", "camp"]),
)


def to_camp(trip: Tree) -> Tree:
    trip["stops"][-2]["leg"], trip["stops"][-1]["at"] = "cc", "camp"
    return trip


def test_rule_6_8_everybody_aboard_accepts_the_centre() -> None:
    assert codes([to_camp(bus(1, 0))], CAMP) == set()
    assert codes([to_camp(bus(1, 0))], CAMP, said("groups.0.destinations", ["r"])) == {"destination"}


def test_rule_6_8_a_family_is_received_at_one_centre() -> None:
    family = several(CAMP, group("kin", destinations=["r", "camp"]))
    both = several(family, said("groups.0.family", "x"), said("groups.2.family", "x"))
    trips = [bus(1, 0), to_camp(bus(2, 0, {"kin": 1}))]
    assert codes(trips, family) == set()
    assert codes(trips, both) == {"family"}
    assert codes([to_camp(bus(1, 0)), trips[1]], both) == set()
    assert codes([bus(1, 0), to_camp(bus(2, 0))], said("groups.0.family", "y"), CAMP) == {"family"}


def test_rule_6_9_the_time_aboard_is_limited() -> None:
    """Aboard from 0 to 720."""
    assert codes([bus(1, 0)], said("limits", {"aboard_s": 720})) == set()
    assert codes([bus(1, 0)], said("limits", {"aboard_s": 719})) == {"aboard"}
    assert codes([bus(1, 0)], said("groups.0.longest_aboard_s", 720)) == set()
    assert codes([bus(1, 0)], said("groups.0.longest_aboard_s", 719)) == {"aboard"}
    assert codes([bus(1, 0)], said("groups.1.longest_aboard_s", 719)) == set()


def cold(**what: Any) -> Change:
    return said("weather", [{"id": "cold", "from": 1000, "until": 2000, **what}])


def test_rule_6_9_the_limit_that_holds_when_boarding_begins() -> None:
    for begins, found in [(999, set()), (1000, {"aboard"}), (1999, {"aboard"}), (2000, set())]:
        assert codes([bus(1, begins)], cold(aboard_s=719)) == found
    assert codes([bus(1, 1000)], cold(aboard_s=900), said("limits", {"aboard_s": 719})) == {"aboard"}


def test_rule_6_9_from_the_first_boarding_of_the_trip() -> None:
    two = said("fleet.0.points_per_trip", 2)
    assert codes([two_points()], two, said("limits", {"aboard_s": 980})) == set()
    assert codes([two_points()], two, said("limits", {"aboard_s": 979})) == {"aboard"}


def test_rule_6_9_gathering_is_time_outdoors() -> None:
    gather = said(f"places.{A}.gather_s", 300)
    assert codes([bus(1, 300)], gather, said("limits", {"outdoors_s": 300})) == set()
    assert codes([bus(1, 300)], gather, said("limits", {"outdoors_s": 299})) == {"outdoors"}
    for begins, found in [(999, set()), (1000, {"outdoors"}), (1999, {"outdoors"}), (2000, set())]:
        assert codes([bus(1, begins)], gather, cold(outdoors_s=299)) == found
    assert codes([bus(1, 1000, {"others": 1}, vehicle="van/1", point="b")], gather, cold(outdoors_s=299)) == set()


def test_rule_6_9_a_column_is_outdoors_until_it_is_received() -> None:
    """It walks for 6000 s."""
    column = group("column", travels="on foot", persons_per_vehicle=5, walks_kmh=3.6)
    walk = {"aj": 1000, "jc": 2000, "cr": 3000}
    trip = bus(1, 0, {"column": 5}, vehicle="column/1", boards=0, alights=0, drives=walk)
    assert codes([trip], column, said("limits", {"outdoors_s": 6000})) == set()
    assert codes([trip], column, said("limits", {"outdoors_s": 5999})) == {"outdoors"}
    cars = group("cars", travels="own vehicle", persons_per_vehicle=5)
    ride = bus(1, 0, {"cars": 5}, vehicle="cars/1", boards=0, alights=0)
    assert codes([ride], cars, said("limits", {"outdoors_s": 1})) == set()


def test_rule_6_the_other_point_has_its_own_rules() -> None:
    trip = bus(1, 0, {"others": 40}, vehicle="van/1", point="b")
    assert codes([trip], said(f"places.{A}.capacity", 1), said(f"places.{B}.capacity", 40)) == set()
    assert codes([trip], said(f"places.{B}.capacity", 39)) == {"crowd"}
