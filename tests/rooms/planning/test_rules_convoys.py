"""Rule 4: headway, overtaking, the size of convoys, vehicles that stand ready together, escorts, and the list."""

from collections.abc import Sequence
from typing import Any

from valley import Change, Tree, added, back, codes, out, said, several

ONE = {"people": 1}


def ruled(**rules: Any) -> Change:
    return said("convoys", {"where": ["jc"], "interval_s": 100, **rules})


def bus(number: int, begins: int, **more: Any) -> Tree:
    """It enters jc at begins + 160."""
    return out(f"t{number}", f"bus/{number}", ONE, begins, **more)


def fleet(*begins: int) -> list[Tree]:
    return [bus(number, second) for number, second in enumerate(begins, 1)]


def test_rule_4_1_successive_entries_are_a_headway_apart() -> None:
    assert codes(fleet(0, 30), ruled(headway_s=30), convoys=[["t1", "t2"]]) == set()
    assert codes(fleet(0, 29), ruled(headway_s=30), convoys=[["t1", "t2"]]) == {"headway"}


def test_rule_4_1_each_lane_and_each_direction_by_itself() -> None:
    two = [bus(1, 0), bus(2, 0)]
    two[1]["stops"][2]["lane"] = 2
    wide = said("legs.2.lanes", 2)
    assert codes(two, wide, ruled(headway_s=30), convoys=[["t1"], ["t2"]]) == set()
    two[1]["stops"][2]["lane"] = 1
    assert codes(two, wide, ruled(headway_s=30), convoys=[["t1", "t2"]]) == {"headway"}
    coach = added("fleet", {"id": "coach", "seats": 1, "count": 1, "stationed": "r", "at_end": "anywhere"})
    met = [bus(1, 500), back("t2", "coach/1", 360)]  # both enter jc at 660
    assert codes(met, coach, ruled(headway_s=30), convoys=[["t1"], ["t2"]]) == set()


def test_rule_4_1_the_rules_hold_where_they_are_said_to_hold() -> None:
    assert (
        codes(fleet(0, 1), said("convoys", {"where": ["cr"], "headway_s": 1, "interval_s": 9}), convoys=[["t1", "t2"]])
        == set()
    )
    assert codes(fleet(0, 1), said("convoys", {"where": [], "headway_s": 30, "interval_s": 9})) == set()


def test_rule_4_1_nobody_overtakes() -> None:
    """The road is quick again from 250 on: t1 enters at 160 and leaves at 460, t2 enters at 261 and leaves at 461."""
    slow = said("legs.2.changes", [{"from": 0, "until": 200, "travel_s": 300}])
    late = {"jc": 300}
    convoys = [["t1"], ["t2"]]
    assert codes([bus(1, 0, drives=late), bus(2, 100)], slow, ruled(), convoys=convoys) == set()
    assert codes([bus(1, 0, drives=late), bus(2, 99)], slow, ruled(), convoys=[["t1", "t2"]]) == {"overtakes"}


def test_rule_4_1_somebody_before_the_one_before_may_not_be_overtaken_either() -> None:
    """t1 takes until 460; t2 and t3 enter when it is quick, and only t2 is behind t1 at the end."""
    slow = said("legs.2.changes", [{"from": 0, "until": 161, "travel_s": 500}])
    trips = [bus(1, 0, drives={"jc": 500}), bus(2, 300), bus(3, 299)]
    assert "overtakes" in codes(trips, slow, ruled(), convoys=[["t1"], ["t3", "t2"]])


def test_rule_4_1_two_that_enter_at_the_same_second_overtake_nobody() -> None:
    assert codes(fleet(0, 0), ruled(), convoys=[["t2", "t1"]]) == set()


def test_rule_4_2_a_convoy_is_a_run_of_entries_less_than_the_interval_apart() -> None:
    assert codes(fleet(0, 99, 198), ruled(largest=3), convoys=[["t1", "t2", "t3"]]) == set()
    assert codes(fleet(0, 99, 198), ruled(largest=2), convoys=[["t1", "t2", "t3"]]) == {"convoy-size"}
    assert codes(fleet(0, 99, 199), ruled(largest=2), convoys=[["t1", "t2"], ["t3"]]) == set()


def test_rule_4_3_vehicles_of_a_convoy_stand_ready_together() -> None:
    """t1 stands at j from 160 and enters at 160 + wait; t2 comes to j at 200."""

    def waiting(seconds: int) -> Tree:
        trip = bus(1, 0)
        for stop in trip["stops"][2:]:
            stop.update({name: stop[name] + seconds for name in stop if name not in ("at", "leg")})
        return trip

    both = [["t1", "t2"]]
    assert codes([waiting(40), bus(2, 40)], ruled(together=True), convoys=both) == set()
    assert codes([waiting(39), bus(2, 40)], ruled(together=True), convoys=both) == {"together"}
    assert codes([waiting(39), bus(2, 40)], ruled(), convoys=both) == set()


def test_rule_4_3_inspected_or_aboard_is_ready() -> None:
    """On cr they are ready when they are inspected; on aj when everybody is aboard."""
    where = {"where": ["cr"], "interval_s": 100, "together": True}
    takes = said("places.3.service_time_s", {"other": 10})
    both = [["t1", "t2"]]
    first = bus(1, 0, inspected=10, stands=20)  # inspected at 370, enters at 390
    assert codes([first, bus(2, 20, inspected=10)], takes, said("convoys", where), convoys=both) == set()
    assert codes([first, bus(2, 21, inspected=10)], takes, said("convoys", where), convoys=both) == {"together"}
    inner = said("convoys", {**where, "where": ["aj"]})
    assert codes([bus(1, 0, holds=20), bus(2, 20)], inner, convoys=both) == set()
    assert codes([bus(1, 0, holds=19), bus(2, 20)], inner, convoys=both) == {"together"}


ESCORT = added("fleet", {"id": "lead", "seats": 0, "escort": True, "count": 9, "stationed": "a"})


def lead(number: int, leaves: int) -> Tree:
    """An escort vehicle that leaves a at this second and enters jc 100 s later."""
    trip = out(f"e{number}", f"lead/{number}", {}, leaves, boards=0)
    trip["stops"][-1] = {"at": "r", "arrives": leaves + 600}
    trip["stops"][0] = {"at": "a", "leaves": leaves}
    return trip


def escorted(trips: Sequence[Tree], *convoy: str, escorts: int = 1) -> set[str]:
    return codes(trips, ESCORT, ruled(escorts=escorts), convoys=[convoy])


def test_rule_4_4_a_convoy_with_people_has_escorts() -> None:
    assert escorted([lead(1, 59), bus(1, 0)], "e1", "t1") == set()
    assert escorted([bus(1, 0)], "t1") == {"escorts"}
    assert escorted([lead(1, 58), lead(2, 59), bus(1, 0)], "e1", "e2", "t1", escorts=3) == {"escorts"}


def test_rule_4_4_an_escort_goes_first() -> None:
    assert escorted([lead(1, 60), bus(1, 0)], "e1", "t1") == set()  # at the same second
    assert escorted([lead(1, 61), bus(1, 0)], "t1", "e1") == {"escort-place"}


def test_rule_4_4_the_second_escort_goes_last() -> None:
    assert escorted([lead(1, 59), bus(1, 0), lead(2, 61)], "e1", "t1", "e2", escorts=2) == set()
    assert escorted([lead(1, 59), lead(2, 59), bus(1, 0)], "e1", "e2", "t1", escorts=2) == {"escort-place"}
    three = [lead(1, 59), bus(1, 0), lead(2, 61), lead(3, 60)]
    assert escorted(three, "e1", "t1", "e3", "e2", escorts=3) == set()


def test_rule_4_4_a_convoy_without_people_needs_none() -> None:
    trip = lead(1, 0)
    trip["vehicle"] = "bus/1"
    assert escorted([trip], "e1") == set()
    coach = added("fleet", {"id": "coach", "seats": 1, "count": 1, "stationed": "r", "at_end": "anywhere"})
    assert codes([back("t2", "coach/1", 0)], coach, ESCORT, ruled(escorts=1), convoys=[["t2"]]) == set()


def test_rule_4_4_a_vehicle_that_has_not_boarded_yet_is_empty() -> None:
    """It comes in over jc without people, boards, and goes out over cr alone, where no convoy is asked for."""
    trip = out("t1", "coach/1", ONE, 1000)
    trip["stops"][:0] = back("t0", "coach/1", 0)["stops"][:-1]
    trip["stops"][4]["arrives"] = 600
    coach = added("fleet", {"id": "coach", "seats": 1, "count": 1, "stationed": "r"})
    runs = [["t1"], ["t1"]]
    assert codes([trip], coach, ruled(), convoys=runs) == set()
    assert codes([trip], coach, ESCORT, ruled(escorts=1), convoys=runs) == {"escorts"}
    guided = [trip, lead(1, 1059)]
    assert codes(guided, coach, ESCORT, ruled(escorts=1), convoys=[["t1"], ["e1", "t1"]]) == set()


def test_rule_4_4_an_escort_carries_nobody() -> None:
    trip = lead(1, 59)
    trip["load"] = ONE
    trip["stops"][0] = {"at": "a", "begins": 0, "leaves": 60}
    trip["stops"] = bus(1, 0)["stops"]
    assert codes([trip], ESCORT) == {"seats"}


def test_rule_4_5_each_convoy_is_listed_in_order_of_entry() -> None:
    trips = fleet(0, 99, 300)
    assert codes(trips, ruled(), convoys=[["t3"], ["t1", "t2"]]) == set()
    assert codes(trips, ruled(), convoys=[["t2", "t1"], ["t3"]]) == {"convoys"}
    assert codes(trips, ruled(), convoys=[["t1", "t2"]]) == {"convoys"}
    assert codes(trips, ruled(), convoys=[["t1", "t2", "t3"]]) == {"convoys"}
    assert codes(trips, ruled(), convoys=[["t1", "t2"], ["t3"], ["t3"]]) == {"convoys"}


def test_rule_4_5_of_each_leg_and_lane() -> None:
    where = several(said("convoys", {"where": ["jc", "cr"], "interval_s": 100}), said("legs.3.lanes", 2))
    trips = fleet(0, 50)
    assert codes(trips, where, convoys=[["t1", "t2"], ["t1", "t2"]]) == set()
    trips[1]["stops"][4]["lane"] = 2
    assert codes(trips, where, convoys=[["t1", "t2"], ["t1"], ["t2"]]) == set()
    assert codes(trips, where, convoys=[["t1", "t2"], ["t1", "t2"]]) == {"convoys"}
