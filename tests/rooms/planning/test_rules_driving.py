"""Rule 3: how long a leg takes, who may drive it when, and how many."""

from typing import Any

import pytest
from valley import A, C, J, R, Tree, added, back, codes, out, said, several

ONE = {"people": 1}


def one(begins: int = 0, **more: Any) -> list[Tree]:
    return [out("t1", "bus/1", ONE, begins, **more)]


def changed(**what: Any) -> Any:
    return said("legs.2.changes", [{"from": 1000, "until": 2000, **what}])


@pytest.mark.parametrize(
    ("begins", "drive"),
    [(839, 200), (840, 400), (1839, 400), (1840, 200)],  # it enters jc at begins + 160: at 999, 1000, 1999, 2000
)
def test_rule_3_1_a_change_holds_for_who_enters_in_it(begins: int, drive: int) -> None:
    for change in (changed(speed_kmh=18), changed(travel_s=400)):
        assert codes(one(begins, drives={"jc": drive}), change) == set()
        assert codes(one(begins, drives={"jc": 600 - drive}), change) == {"drive"}


def test_rule_3_1_a_change_of_something_else_keeps_the_speed() -> None:
    assert codes(one(840), changed(lanes=2)) == set()


def snow(**what: Any) -> Any:
    return {"id": f"w{what.get('speed_share')}".replace(".", ""), "from": 1000, "until": 2000, **what}


@pytest.mark.parametrize(("begins", "drive"), [(839, 200), (840, 286), (1839, 286), (1840, 200)])
def test_rule_3_1_weather_slows_and_the_drive_is_rounded_up(begins: int, drive: int) -> None:
    """200 s at 0.7 of the speed are 285.7 s."""
    slow = several(said("weather", [snow(speed_share=0.7, where=["jc"])]))
    assert codes(one(begins, drives={"jc": drive}), slow) == set()
    assert codes(one(begins, drives={"jc": drive - 1}), slow) == {"drive"}


def test_rule_3_1_of_several_weathers_the_worst_counts_and_only_once() -> None:
    both = said("weather", [snow(speed_share=0.8, where=["jc"]), snow(speed_share=0.5)])
    assert codes(one(840, drives={"jc": 400, "cr": 600}), both) == set()


def test_rule_3_1_weather_without_legs_is_everywhere() -> None:
    """It enters aj at 1000, jc at 1200 and cr at 1600."""
    everywhere = said("weather", [snow(speed_share=0.5)])
    assert codes(one(940, drives={"aj": 200, "jc": 400, "cr": 600}), everywhere) == set()
    assert codes(one(940, drives={"aj": 200, "jc": 400}), everywhere) == {"drive"}


def test_rule_3_1_weather_slows_columns_and_what_a_change_says() -> None:
    walkers = added(
        "groups",
        {"id": "column", "category": "civilian", "at": "a", "headcount": 5, "travels": "on foot",
         "persons_per_vehicle": 5, "walks_kmh": 3.6, "destinations": ["r"]},
    )  # fmt: skip
    slow = said("weather", [snow(speed_share=0.5, where=["jc"])])
    walk = {"aj": 1000, "jc": 4000, "cr": 3000}
    trip = out("t1", "column/1", {"column": 5}, 0, boards=0, alights=0, drives=walk)
    assert codes([trip], walkers, slow) == set()
    assert codes(one(840, drives={"jc": 800}), slow, changed(speed_kmh=18)) == set()


def test_rule_3_1_no_speed_at_all_closes_a_leg() -> None:
    still = said("weather", [snow(speed_share=0, where=["jc"])])
    assert codes(one(839), still) == set()
    assert codes(one(840), still) == {"closed"}


def test_rule_3_2_one_way_is_outward_only() -> None:
    trips = [*one(), back("t2", "bus/1", 720)]  # it enters jc inward at 1020
    assert codes(trips) == set()
    assert codes(trips, said("legs.2.traffic", "one-way")) == {"against-traffic"}
    assert codes(trips, said("legs.2.changes", [{"from": 1021, "until": 2000, "traffic": "one-way"}])) == set()
    assert codes(trips, said("legs.2.changes", [{"from": 1020, "until": 2000, "traffic": "one-way"}])) == {
        "against-traffic"
    }
    assert codes(trips, said("legs.2.changes", [{"from": 20, "until": 1020, "traffic": "one-way"}])) == set()


def meeting(second: int) -> list[Tree]:
    """t1 is on cr outward from 420 to 720 when it boards at 60; t2 enters it inward at *second*."""
    return [*one(60), back("t2", "coach/1", second)]


COACH = added("fleet", {"id": "coach", "seats": 1, "count": 9, "stationed": "r", "at_end": "anywhere"})


def test_rule_3_2_alternating_traffic_is_clear_before_it_turns() -> None:
    turns = several(COACH, said("legs.3.traffic", "alternating"))
    assert codes(meeting(720), turns) == set()
    assert codes(meeting(719), turns) == {"opposite"}
    assert codes(meeting(121), turns) == {"opposite"}
    assert codes(meeting(120), turns) == set()


def test_rule_3_2_opposite_entries_at_the_same_second_are_too_near() -> None:
    turns = several(COACH, said("legs.3.traffic", "alternating"))
    assert codes(meeting(420), turns) == {"opposite"}
    short = several(said("legs.3", {"id": "cr", "from": "c", "to": "r", "travel_s": 0, "traffic": "alternating"}))
    trips = meeting(420)
    for trip in trips:
        entry = next(stop for stop in trip["stops"] if stop.get("leg") == "cr")
        entry["leaves"] = entry["enters"]
    trips[0]["stops"][-1].update(arrives=420, begins=420, received=480)
    for stop in trips[1]["stops"][2:]:
        stop.update({name: stop[name] - 300 for name in stop if name not in ("at", "leg")})
    assert codes(trips, COACH, short) == set()


def test_rule_3_2_it_counts_whether_traffic_alternates_at_either_entry() -> None:
    """t1 enters outward at 420, t2 inward at 600."""
    for begins, until, found in [
        (420, 421, {"opposite"}),
        (421, 600, set()),
        (600, 601, {"opposite"}),
        (421, 601, {"opposite"}),
        (601, 900, set()),
    ]:
        spell = said("legs.3.changes", [{"from": begins, "until": until, "traffic": "alternating"}])
        assert codes(meeting(600), COACH, spell) == found, (begins, until)


def test_rule_3_2_a_slow_column_keeps_the_stretch_for_as_long_as_it_walks() -> None:
    """The vehicle that comes out after the column was let in is nearer, but has left; the column has not."""
    walkers = added(
        "groups",
        {"id": "column", "category": "civilian", "at": "a", "headcount": 5, "travels": "on foot",
         "persons_per_vehicle": 5, "walks_kmh": 3.6, "destinations": ["r"]},
    )  # fmt: skip
    turns = several(COACH, walkers, said("legs.3.traffic", "alternating"))
    walk = {"aj": 1000, "jc": 2000, "cr": 3000}
    column = out("t1", "column/1", {"column": 5}, 0, boards=0, alights=0, drives=walk)  # on cr from 3000 to 6000
    fast = out("t2", "bus/1", ONE, 3000)  # on cr from 3360 to 3660
    assert codes([column, fast, back("t3", "coach/1", 6000)], turns) == set()
    assert codes([column, fast, back("t3", "coach/1", 5999)], turns) == {"opposite"}


def test_rule_3_3_lanes_are_those_that_hold_at_the_entry() -> None:
    """With lane 2 everywhere; t1 enters cr at 360."""
    wide = several(*(said(f"legs.{number}.lanes", 2) for number in range(4)))
    assert codes(one(lane=2), wide) == set()
    assert codes(one(lane=3), wide) == {"lane"}
    assert codes(one(lane=0), wide) == {"lane"}
    narrow = {"from": 361, "until": 400, "lanes": 1}
    assert codes(one(lane=2), wide, said("legs.3.changes", [narrow])) == set()
    assert codes(one(lane=2), wide, said("legs.3.changes", [{**narrow, "from": 360}])) == {"lane"}


def test_rule_3_4_a_stay_crosses_no_closure_and_no_ban() -> None:
    """t1 is on jc from 160 to 360."""
    for first, until, found in [
        (100, 160, set()),
        (360, 400, set()),
        (100, 161, {"closed"}),
        (359, 400, {"closed"}),
        (200, 201, {"closed"}),
        (0, 1000, {"closed"}),
    ]:
        spell = {"from": first, "until": until}
        assert codes(one(), said("legs.2.closed", [spell])) == found, (first, until)
        assert codes(one(), said("bans", [{"id": "ban", "where": ["jc"], **spell}])) == found
    assert codes(one(), said("legs.2.closed", [{"from": 5000, "until": 6000}, {"from": 359, "until": 370}])) == {
        "closed"
    }


def test_rule_3_4_a_ban_without_legs_holds_on_all() -> None:
    assert codes(one(), said("bans", [{"id": "ban", "from": 60, "until": 61}])) == {"closed"}
    assert codes(one(), said("bans", [{"id": "ban", "from": 0, "until": 60}])) == set()


def test_rule_3_4_a_daily_ban_comes_back() -> None:
    """It boards at 86400 + 9840 and is on jc from 96400 - 400."""
    night = said("bans", [{"id": "night", "daily": True, "from": 80_000, "until": 10_000, "where": ["jc"]}])
    assert codes(one(86_400 + 9840), night) == set()
    assert codes(one(86_400 + 9839), night) == {"closed"}
    assert codes(one(80_000 - 360), night) == set()
    assert codes(one(80_000 - 359), night) == {"closed"}


def pauses(*spans: tuple[int, int, int], over: str = "legs.2") -> Any:
    named = [
        {"id": f"p{n}", "opens_s": opens, "closes_s": closes, "margin_s": margin}
        for n, (opens, closes, margin) in enumerate(spans)
    ]
    return several(said("pauses", named), said(f"{over}.pause", [pause["id"] for pause in named]))


def test_rule_3_5_a_stay_on_a_leg_lies_in_one_of_its_pauses() -> None:
    """t1 is on jc from 160 to 360."""
    assert codes(one(), pauses((160, 370, 10))) == set()
    assert codes(one(), pauses((161, 370, 10))) == {"pause"}
    assert codes(one(), pauses((160, 370, 11))) == {"pause"}
    assert codes(one(), pauses((0, 100, 0), (160, 360, 0), (900, 1000, 0))) == set()
    assert codes(one(), pauses((0, 100, 0), (160, 359, 0), (900, 1000, 0))) == {"pause"}


def test_rule_3_5_windows_that_touch_make_one_and_margins_part_them() -> None:
    assert codes(one(), pauses((0, 200, 0), (200, 400, 0))) == set()
    assert codes(one(), pauses((0, 200, 1), (200, 400, 0))) == {"pause"}


@pytest.mark.parametrize(("place", "first", "last"), [(J, 160, 160), (C, 360, 360), (R, 660, 720)])
def test_rule_3_5_a_place_under_a_pause_from_arrival_to_departure(place: int, first: int, last: int) -> None:
    over, ends = f"places.{place}", said("fleet.0.at_end", "anywhere")
    assert codes(one(), ends, pauses((first, last + 20, 10), over=over)) == set()
    assert codes(one(), ends, pauses((first - 9, last + 10, 10), over=over)) == set()
    assert codes(one(), ends, pauses((first + 1, last + 20, 10), over=over)) == {"pause"}
    assert codes(one(), ends, pauses((first - 9, last + 9, 10), over=over)) == {"pause"}


def test_rule_3_5_a_place_that_is_passed_on_a_way_that_is_not_written() -> None:
    trip = out("t1", "bus/1", ONE, 0)
    trip["stops"] = [trip["stops"][0], *trip["stops"][3:]]
    over = f"places.{J}"
    assert codes([trip], pauses((160, 161, 0), over=over)) == set()
    assert codes([trip], pauses((161, 170, 0), over=over)) == {"pause"}


def test_rule_3_5_where_it_stands_before_its_first_trip_does_not_count() -> None:
    """It stands at the point from clock zero and boards from 1000 to 1060."""
    over = f"places.{A}"
    assert codes(one(1000), pauses((1000, 1060, 0), over=over)) == set()
    assert codes(one(1000), pauses((1001, 1060, 0), over=over)) == {"pause"}
    assert codes(one(1000), pauses((1000, 1060, 1), over=over)) == {"pause"}


def test_rule_3_5_between_two_trips_it_counts() -> None:
    """Back at the point at 1320, it boards again at 5000."""
    trips = [*one(), back("t2", "bus/1", 720), out("t3", "bus/1", ONE, 5000)]
    over = f"places.{A}"
    assert codes(trips, pauses((0, 5060, 0), over=over)) == set()
    assert codes(trips, pauses((0, 60, 0), (1321, 6000, 0), over=over)) == {"pause"}
    assert codes(trips, pauses((0, 60, 0), (1320, 6000, 0), over=over)) == set()
    assert codes(trips, pauses((0, 2000, 0), (3000, 6000, 0), over=over)) == {"pause"}


def test_rule_3_6_a_leg_lets_so_many_in_within_an_hour() -> None:
    many = [out(f"t{n}", f"bus/{n + 1}", ONE, n) for n in range(3)]
    late = [out("t9", "bus/9", ONE, 3600)]
    full = said("legs.2.capacity", 3)
    assert codes([*many, *late], full) == set()
    assert codes([*many, out("t9", "bus/9", ONE, 3599)], full) == {"capacity"}
    assert codes([*many, out("t9", "bus/9", ONE, 3599)], said("legs.2.capacity", 4)) == set()


def test_rule_3_6_directions_count_by_themselves_and_lanes_together() -> None:
    trips = [out("t1", "bus/1", ONE, 0), back("t2", "coach/1", 100)]
    assert codes(trips, COACH, said("legs.3.capacity", 1)) == set()
    two = [out("t1", "bus/1", ONE, 0), out("t2", "bus/2", ONE, 0)]
    two[1]["stops"][4]["lane"] = 2
    assert codes(two, said("legs.3.lanes", 2), said("legs.3.capacity", 1)) == {"capacity"}
    assert codes(two, said("legs.3.lanes", 2), said("legs.3.capacity", 2)) == set()
