"""Whose turn it is: lanes and bays, second by second."""

import pytest
from test_judge_terms import found
from test_rules_checkpoints import bus, gate
from valley import A, C, Tree, codes, out, said, several

ONE_LANE = gate(lanes=1)
"""Inspections take 10 s."""
MIXED = several(ONE_LANE, said(f"places.{C}.service_time_s", {"bus": 10, "van": 20}))


def van(number: int, arrives: int, waits: int) -> Tree:
    """It comes from b, and is inspected for 20 s."""
    trip = bus(number, arrives, waits, takes=20, load={"others": 1}, vehicle="van/1", point="b")
    return {**trip, "id": "v1"}


def test_a_bay_is_free_as_soon_as_one_has_boarded() -> None:
    """Boarding takes 60 s: of three that begin every 30 s the first is gone when the third comes."""
    trips = [out(f"t{n}", f"bus/{n}", {"people": 1}, begins) for n, begins in ((1, 0), (2, 30), (3, 60))]
    assert codes(trips, said(f"places.{A}.bays", 2)) == set()
    assert codes(trips, said(f"places.{A}.bays", 1)) == {"bays"}


@pytest.mark.parametrize(("first", "second"), [(0, 10), (10, 0)])
def test_of_two_that_arrive_at_once_either_may_go_first(first: int, second: int) -> None:
    assert codes([bus(1, 400, first), bus(2, 400, second)], ONE_LANE) == set()


def test_the_last_of_those_that_find_no_room_to_wait_is_named() -> None:
    trips = [bus(1, 400), bus(2, 400, 10)]
    assert codes(trips, ONE_LANE, said(f"places.{C}.room", 1)) == set()
    no_room = several(ONE_LANE, said(f"places.{C}.room", 0))
    assert [path for path, _ in found(trips, "room", no_room)] == ["trips[1].stops[3].begins"]


def test_nobody_goes_before_one_of_the_same_class_that_came_earlier() -> None:
    """The lane is free at 410."""
    assert codes([bus(1, 400), bus(2, 401, 9), bus(3, 402, 18)], ONE_LANE) == set()
    assert codes([bus(1, 400), bus(2, 401, 19), bus(3, 402, 8)], ONE_LANE) == {"turn"}


def test_nobody_goes_before_one_that_came_earlier_and_takes_longer() -> None:
    """A bus until 410; a van comes at 401, buses at 402 and 403."""
    right = [bus(1, 400), van(2, 401, 9), bus(2, 402, 28), bus(3, 403, 37)]
    wrong = [bus(1, 400), van(2, 401, 19), bus(2, 402, 8), bus(3, 403, 37)]
    assert codes(right, MIXED) == set()
    assert codes(wrong, MIXED) == {"turn"}
    assert [terms["found"] for _, terms in found(wrong, "turn", MIXED)] == ["v1"]


def test_who_fits_before_the_gate_closes_goes_before_who_does_not() -> None:
    """The gate is open until 425. At 410 the van would need until 430, so the bus that came later is inspected first."""
    closing = said(f"places.{C}.opening_hours", [{"from_s": 0, "until_s": 425}, {"from_s": 500, "until_s": 900}])
    assert codes([bus(1, 400), van(2, 401, 99), bus(2, 402, 8)], MIXED, closing) == set()
    assert codes([bus(1, 400), van(2, 401, 9), bus(2, 402, 98)], MIXED, closing) == {"opening-hours"}
