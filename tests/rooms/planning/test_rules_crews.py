"""Rule 9: how long crews are on duty, how far vehicles drive, and where they end."""

from typing import Any

import pytest
from valley import A, Change, J, R, Tree, added, back, codes, judged, out, said, several

ONE = {"people": 1}


def fleet(**what: Any) -> Change:
    return several(*(said(f"fleet.0.{name}", value) for name, value in what.items()))


def tours(pause: int, later: int = 0) -> list[Tree]:
    """Out from 60 to 720, back by 1320; then it stands for *pause* and boards; *later* it stands still at r."""
    second = 1320 + pause - 60
    return [
        out("t1", "bus/1", ONE, 0),
        back("t2", "bus/1", 720),
        out("t3", "bus/1", ONE, second),
        back("t4", "bus/1", second + 720 + later),
    ]


def test_rule_9_1_a_crew_is_on_duty_from_its_first_leaving_to_its_last_second() -> None:
    """From 60 to 720: boarding before it leaves is not counted."""
    assert codes(tours(9000)[:1], fleet(duty_s=660)) == set()
    assert codes(tours(9000)[:1], fleet(duty_s=659)) == {"duty"}


def test_rule_9_1_standing_between_two_trips_for_long_enough_is_a_rest() -> None:
    """Each there and back takes 1260 s; without a rest between them 2520 s and what lies between."""
    assert codes(tours(500), fleet(duty_s=1260, rest_s=500)) == set()
    assert codes(tours(499), fleet(duty_s=1260, rest_s=500)) == {"duty"}
    assert codes(tours(499), fleet(duty_s=3019, rest_s=500)) == set()
    assert codes(tours(499), fleet(duty_s=3018, rest_s=500)) == {"duty"}


def test_rule_9_1_a_rest_may_be_taken_anywhere() -> None:
    assert codes(tours(60, later=500), fleet(duty_s=1980, rest_s=500)) == set()
    assert codes(tours(60, later=499), fleet(duty_s=1980, rest_s=500)) == {"duty"}


def test_rule_9_1_a_trip_that_drives_before_its_first_stop_begins_when_it_drives() -> None:
    trip = out("t1", "van/1", ONE, 1000)
    trip["stops"][0]["arrives"] = 1000
    local = several(said("fleet.1.stationed", "j"), said("legs.0.traffic", "both"))
    assert codes([trip], local, said("fleet.1.duty_s", 820)) == set()
    assert codes([trip], local, said("fleet.1.duty_s", 819)) == {"duty"}


def test_rule_9_2_the_legs_driven_on_one_filling() -> None:
    """Six kilometres each way."""
    assert codes(tours(0)[:2], fleet(range_m=12_000)) == set()
    assert codes(tours(0)[:2], fleet(range_m=11_999)) == {"range"}


def test_rule_9_2_legs_that_are_left_out_count_too() -> None:
    trip = out("t1", "bus/1", ONE, 0)
    trip["stops"] = [trip["stops"][0], *trip["stops"][3:]]
    assert codes([trip], fleet(range_m=6000)) == set()
    assert codes([trip], fleet(range_m=5999)) == {"range"}


def test_rule_9_2_it_is_filled_where_it_is_stationed() -> None:
    assert codes(tours(900), fleet(range_m=12_000, refuel_s=900)) == set()
    assert codes(tours(899), fleet(range_m=12_000, refuel_s=900)) == {"range"}
    assert codes(tours(60, later=5000), fleet(range_m=12_000, refuel_s=900)) == {"range"}


def test_rule_9_2_every_filling_counts_anew() -> None:
    """Too far twice: on the way back before the filling, and on the way back after it."""
    found = judged(tours(900), fleet(range_m=11_999, refuel_s=900)).findings
    assert [(finding.code, finding.path) for finding in found] == [
        ("judge.range", "trips[1]"),
        ("judge.range", "trips[3]"),
    ]


def test_rule_9_3_outside_is_a_place_without_a_pause_that_is_no_point() -> None:
    day = said("pauses", [{"id": "day", "opens_s": 0, "closes_s": 9000, "margin_s": 0}])
    assert codes([out("t1", "bus/1", ONE, 0)], day) == set()
    assert codes([out("t1", "bus/1", ONE, 0)], day, said(f"places.{R}.pause", "day")) == {"ends-inside"}
    coach = added("fleet", {"id": "coach", "seats": 1, "count": 1, "stationed": "r"})
    trip = back("t1", "coach/1", 0)
    assert codes([trip], coach) == {"ends-inside"}
    trip["stops"] = [*trip["stops"][:2], {"leg": "jc", "enters": 300, "leaves": 500}]
    assert codes([trip], coach) == set()
    assert codes([trip], coach, day, said(f"places.{J}.pause", "day")) == {"ends-inside"}


def test_rule_9_3_or_where_it_is_stationed_unless_under_a_pause() -> None:
    """The buses are stationed at the point a."""
    there = tours(0)[:2]
    day = said("pauses", [{"id": "day", "opens_s": 0, "closes_s": 9000, "margin_s": 0}])
    assert codes(there) == set()
    assert codes(there, day, said(f"places.{A}.pause", "day")) == {"ends-inside"}


@pytest.mark.parametrize(
    ("at_end", "away", "home"),
    [("outside", set(), set()), ("stationed", {"not-home"}, set()), ("anywhere", set(), set())],
)
def test_rule_9_3_each_class_ends_where_it_is_said_to(at_end: str, away: set[str], home: set[str]) -> None:
    assert codes(tours(0)[:1], fleet(at_end=at_end)) == away
    assert codes(tours(0)[:2], fleet(at_end=at_end)) == home


def test_rule_9_3_anywhere_is_also_inside() -> None:
    coach = {"id": "coach", "seats": 1, "count": 1, "stationed": "r", "at_end": "anywhere"}
    assert codes([back("t1", "coach/1", 0)], added("fleet", coach)) == set()
