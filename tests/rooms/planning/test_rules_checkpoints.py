"""Rule 5: who is inspected, how long, when, in which order, and how many may wait."""

from typing import Any

import pytest
from valley import C, Change, Tree, added, back, codes, out, said, several

ONE = {"people": 1}
TEN = said(f"places.{C}.service_time_s", {"other": 10})
COACH = added("fleet", {"id": "coach", "seats": 1, "count": 9, "stationed": "r", "at_end": "anywhere"})


def gate(**what: Any) -> Change:
    return several(TEN, *(said(f"places.{C}.{name}", value) for name, value in what.items()))


def bus(
    number: int, arrives: int, waits: int = 0, *, takes: int = 10, load: dict[str, int] | None = None, **more: Any
) -> Tree:
    """It arrives at the checkpoint at this second."""
    name = more.pop("vehicle", f"bus/{number}")
    return out(f"t{number}", name, load or ONE, arrives - 360, waits=waits, inspected=takes, **more)


def test_rule_5_1_who_passes_outward_is_inspected_right_before() -> None:
    assert codes([bus(1, 400)], TEN) == set()
    trip = bus(1, 400)
    del trip["stops"][3]
    assert codes([trip], TEN) == {"not-inspected"}


OUT = {"with": bus(1, 400), "without": bus(1, 400, takes=0)}
del OUT["without"]["stops"][3]
IN = {"with": back("t2", "coach/1", 0, inspected=10), "without": back("t2", "coach/1", 0)}


@pytest.mark.parametrize(("direction", "inspected"), [("out", [OUT]), ("in", [IN]), ("both", [OUT, IN])])
def test_rule_5_1_in_the_directions_that_are_said(direction: str, inspected: list[dict[str, Tree]]) -> None:
    """Also empty vehicles: t1 goes out, t2 comes in."""
    looks = gate(direction=direction)
    for trips in (OUT, IN):
        right, wrong = ("with", "without") if trips in inspected else ("without", "with")
        assert codes([trips[right]], looks, COACH) == set()
        found = "not-inspected" if trips in inspected else "needless-inspection"
        assert codes([trips[wrong]], looks, COACH) == {found}


def test_rule_5_1_inspected_once_and_then_it_passes() -> None:
    trip = bus(1, 400)
    trip["stops"].insert(4, {"at": "c", "arrives": 410, "begins": 410, "leaves": 420})
    for stop in trip["stops"][5:]:
        stop.update({name: stop[name] + 10 for name in stop if name not in ("at", "leg")})
    assert "needless-inspection" in codes([trip], TEN)


def test_rule_5_1_two_checkpoints_in_a_row_both_inspect() -> None:
    second = several(
        TEN,
        said("places.2", {"id": "j", "kind": "checkpoint", "lanes": 1, "service_time_s": {"other": 5}}),
    )
    trip = bus(1, 405)
    trip["stops"][0].update(begins=0, leaves=100)
    trip["stops"][1].update(enters=100, leaves=200)
    trip["stops"].insert(2, {"at": "j", "arrives": 200, "begins": 200, "leaves": 205})
    trip["stops"][3].update(enters=205, leaves=405)
    assert codes([trip], second) == set()
    del trip["stops"][2]
    assert codes([trip], second) == {"not-inspected"}


def test_rule_5_2_an_inspection_takes_exactly_the_time_of_the_class() -> None:
    times = said(f"places.{C}.service_time_s", {"other": 10, "bus": 20})
    assert codes([bus(1, 400, takes=20)], times) == set()
    assert codes([bus(1, 400, takes=19)], times) == {"inspection"}
    assert codes([bus(1, 400, takes=21)], times) == {"inspection"}


def test_rule_5_2_with_persons_it_takes_that_for_each_of_them() -> None:
    each = gate(serves="persons", direction="both")
    seven = {"people": 7}
    assert codes([bus(1, 400, takes=70, load=seven)], each) == set()
    assert codes([bus(1, 400, takes=60, load=seven)], each) == {"inspection"}
    assert codes([bus(1, 400, takes=80, load=seven)], each) == {"inspection"}
    assert codes([back("t1", "coach/1", 0, inspected=0)], each, COACH) == set()
    assert codes([back("t1", "coach/1", 0, inspected=1)], each, COACH) == {"inspection"}
    assert codes([back("t1", "coach/1", 0)], each, COACH) == {"not-inspected"}


def test_rule_5_2_no_more_at_once_than_lanes() -> None:
    assert codes([bus(1, 400), bus(2, 409, 1)], gate(lanes=1)) == set()
    assert codes([bus(1, 400), bus(2, 409)], gate(lanes=1)) == {"lanes"}
    assert codes([bus(1, 400), bus(2, 409)], gate(lanes=2)) == set()


def test_rule_5_2_who_begins_at_the_same_second_counts_too() -> None:
    three = [bus(1, 400), bus(2, 400), bus(3, 400)]
    assert codes(three, gate(lanes=3)) == set()
    assert codes(three, gate(lanes=2)) == {"lanes"}


def hours(*spans: tuple[int, int]) -> Change:
    return gate(lanes=1, opening_hours=[{"from": opens, "until": closes} for opens, closes in spans])


def test_rule_5_3_an_inspection_lies_within_the_opening_hours() -> None:
    assert codes([bus(1, 400)], hours((400, 410))) == set()
    assert codes([bus(1, 400)], hours((401, 411))) == {"opening-hours"}
    assert codes([bus(1, 400)], hours((400, 409))) == {"opening-hours"}
    assert codes([bus(1, 400)], hours((0, 405), (405, 900))) == set()


def test_rule_5_3_opening_hours_come_back_every_day() -> None:
    daily = gate(opening_hours=[{"daily": True, "from": 80_000, "until": 2000}])
    for arrives, found in [(1990, set()), (1991, {"opening-hours"}), (86_400 + 1990, set())]:
        assert codes([bus(1, arrives)], daily) == found
    assert codes([bus(1, 79_999)], daily) == {"opening-hours"}
    assert codes([bus(1, 80_000)], daily) == set()


def test_rule_5_4_a_free_lane_takes_at_once_whoever_waits() -> None:
    assert codes([bus(1, 400, 0)], gate(lanes=1)) == set()
    assert codes([bus(1, 400, 1)], gate(lanes=1)) == {"idle-lane"}


def test_rule_5_4_who_comes_before_it_opens_is_taken_when_it_opens() -> None:
    assert codes([bus(1, 400, 100)], hours((500, 900))) == set()
    assert codes([bus(1, 400, 101)], hours((500, 900))) == {"idle-lane"}


def test_rule_5_4_who_would_not_fit_waits_beside_a_free_lane() -> None:
    """It comes 9 s before the end of the day; with 10 s it would have been taken at once."""
    assert codes([bus(1, 491, 409)], hours((0, 500), (900, 2000))) == set()
    assert codes([bus(1, 490, 410)], hours((0, 500), (900, 2000))) == {"idle-lane"}


QUICK = several(
    added("fleet", {"id": "quick", "seats": 9, "count": 3, "stationed": "a"}),
    said(f"places.{C}.service_time_s", {"bus": 100, "other": 10}),
)


def mixed(slow: int, slow_waits: int, quick: int, quick_waits: int) -> list[Tree]:
    return [
        bus(1, slow, slow_waits, takes=100),
        bus(2, quick, quick_waits, takes=10, vehicle="quick/1"),
    ]


def test_rule_5_4_who_fits_overtakes_who_does_not() -> None:
    """The bus waits for the next day from 450 on; the quick one, which comes after it, still fits today."""
    open_hours = several(hours((0, 500), (900, 2000)), QUICK)
    assert codes(mixed(450, 450, 460, 0), open_hours) == set()
    assert codes(mixed(450, 450, 460, 540), open_hours) == {"idle-lane"}
    assert codes(mixed(450, 460, 495, 405), open_hours) == {"turn"}  # in the morning the bus was first


def test_rule_5_4_among_equals_the_earliest_arrival() -> None:
    busy = bus(3, 395)
    assert codes([busy, bus(1, 400, 5), bus(2, 401, 14)], gate(lanes=1)) == set()
    assert codes([busy, bus(1, 400, 15), bus(2, 401, 4)], gate(lanes=1)) == {"turn"}


def test_rule_5_4_a_better_rank_goes_first() -> None:
    ranks = several(
        QUICK, gate(lanes=1), said(f"places.{C}.service_time_s", {"other": 10}), said(f"places.{C}.priority", ["quick"])
    )
    busy = bus(3, 395)
    first = [bus(1, 400, 15), bus(2, 401, 4, vehicle="quick/1")]
    last = [bus(1, 400, 5), bus(2, 401, 14, vehicle="quick/1")]
    assert codes([busy, *first], ranks) == set()
    assert codes([busy, *last], ranks) == {"turn"}


def test_rule_5_5_so_many_have_room_to_wait() -> None:
    """While t1 is inspected from 400 to 410, t2 and t3 wait; who is inspected takes no room."""
    trips = [bus(1, 400), bus(2, 401, 9), bus(3, 409, 11)]
    assert codes(trips, gate(lanes=1, room=2)) == set()
    assert codes(trips, gate(lanes=1, room=1)) == {"room"}
    later = [bus(1, 400), bus(2, 401, 9), bus(3, 410, 10)]  # comes when t2 begins
    assert codes(later, gate(lanes=1, room=1)) == set()
    assert codes([bus(1, 400)], gate(lanes=1, room=0)) == set()


def test_rule_5_6_it_stands_there_after_the_inspection_and_takes_no_room() -> None:
    trips = [bus(1, 400, stands=500), bus(2, 420)]
    assert codes(trips, gate(lanes=1, room=0)) == set()
    trips[0]["stops"][3]["leaves"] += 1
    assert codes(trips, gate(lanes=1, room=0)) == {"inspection"}


def test_rule_5_a_vehicle_that_stands_there_joins_the_queue_when_it_says_so() -> None:
    local = added("fleet", {"id": "local", "seats": 9, "count": 3, "stationed": "c"})
    trip = back("t1", "local/1", 0, inspected=10)
    trip["stops"] = [{"at": "c", "arrives": 700, "begins": 700, "leaves": 710}, *trip["stops"][3:]]
    for stop in trip["stops"][1:]:
        stop.update({name: stop[name] + 400 for name in stop if name not in ("at", "leg")})
    ends = said("fleet.2.at_end", "anywhere")
    assert codes([trip], gate(direction="in"), local, ends) == set()
    del trip["stops"][0]["arrives"]
    assert codes([trip], gate(direction="in"), local, ends) >= {"time-missing"}
