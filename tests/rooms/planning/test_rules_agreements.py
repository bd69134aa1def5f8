"""Rule 8: releases at points and checkpoints, and movements tied to each other."""

from typing import Any

import pytest
from valley import A, C, Change, Tree, added, codes, out, said, several


def bus(number: int, begins: int, people: int = 10, **more: Any) -> Tree:
    return out(f"t{number}", f"bus/{number}", {"people": people}, begins, **more)


def van(number: int, begins: int, people: int = 10) -> Tree:
    return out(f"v{number}", f"van/{number}", {"others": people}, begins, point="b")


def release(place: int, **what: Any) -> Change:
    return said(f"places.{place}.release", {"first_s": 1000, "every_s": 600, **what})


def test_rule_8_1_so_many_vehicles_begin_to_board_in_one_release() -> None:
    two = release(A, vehicles=2)
    assert codes([bus(1, 1000), bus(2, 1599), bus(3, 1600)], two) == set()
    assert codes([bus(1, 1000), bus(2, 1598), bus(3, 1599)], two) == {"release"}


def test_rule_8_1_none_before_the_first() -> None:
    assert codes([bus(1, 1000)], release(A, vehicles=1)) == set()
    assert codes([bus(1, 999)], release(A, vehicles=1)) == {"release-early"}


def test_rule_8_1_or_so_many_persons() -> None:
    assert codes([bus(1, 1000, 20), bus(2, 1100, 20)], release(A, persons=40)) == set()
    assert codes([bus(1, 1000, 20), bus(2, 1100, 21)], release(A, persons=40)) == {"release"}


def test_rule_8_1_what_is_not_used_lapses() -> None:
    one = release(A, vehicles=1)
    assert codes([bus(1, 2200), bus(2, 2800)], one) == set()
    assert codes([bus(1, 2200), bus(2, 2799)], one) == {"release"}


def test_rule_8_1_other_points_are_free() -> None:
    assert codes([van(1, 0), van(2, 0)], release(A, vehicles=1)) == set()


def test_rule_8_1_where_people_may_board_before_what_counts_is_leaving() -> None:
    early = release(A, vehicles=1, boards_before=True)
    assert codes([bus(1, 900, holds=40)], early) == set()
    assert codes([bus(1, 900, holds=39)], early) == {"release-early"}


@pytest.mark.parametrize("measure", [{"vehicles": 1}, {"persons": 10}])
def test_rule_8_2_at_a_checkpoint_the_first_boarding_counts(measure: dict[str, int]) -> None:
    """Wherever people board: t1 and v1 pass the same checkpoint."""
    one = release(C, **measure)
    assert codes([bus(1, 1000), van(1, 1600)], one) == set()
    assert codes([bus(1, 1000), van(1, 1599)], one) == {"release"}
    assert codes([bus(1, 999)], one) == {"release-early"}


def test_rule_8_2_who_boards_before_enters_the_road_after_the_release() -> None:
    """It boards at 0, passes the checkpoint at 360 and stands there."""
    early = release(C, vehicles=1, boards_before=True)
    assert codes([bus(1, 0, stands=640)], early) == set()
    assert codes([bus(1, 0, stands=639)], early) == {"release-early"}
    assert codes([bus(1, 0, stands=640), bus(2, 1, stands=1239)], early) == set()
    assert codes([bus(1, 0, stands=640), bus(2, 1, stands=1238)], early) == {"release"}


def test_rule_8_2_empty_vehicles_need_none() -> None:
    trip = bus(1, 0)
    trip["load"] = {}
    trip["stops"][0] = {"at": "a", "leaves": 60}
    trip["stops"][-1] = {"at": "r", "arrives": 660}
    assert codes([trip], release(C, vehicles=1), release(A, vehicles=1)) == set()


def test_rule_8_2_only_in_an_inspected_direction() -> None:
    inward = said(f"places.{C}.direction", "in")
    trip = bus(1, 0)
    del trip["stops"][3]
    assert codes([trip], inward, release(C, vehicles=1)) == set()


def test_rule_8_own_means_count_when_they_set_out() -> None:
    cars = added(
        "groups",
        {"id": "cars", "category": "civilian", "at": "a", "headcount": 50, "travels": "own vehicle",
         "persons_per_vehicle": 5, "destinations": ["r"]},
    )  # fmt: skip

    def car(number: int, begins: int) -> Tree:
        return out(f"t{number}", f"cars/{number}", {"cars": 5}, begins, boards=0, alights=0)

    for place in (A, C):
        assert codes([car(1, 1000), car(2, 1600)], cars, release(place, vehicles=1)) == set()
        assert codes([car(1, 1000), car(2, 1599)], cars, release(place, vehicles=1)) == {"release"}
        assert codes([car(1, 999)], cars, release(place, vehicles=1)) == {"release-early"}


def link(**what: Any) -> Change:
    tie = {"id": "tie", "these": ["a"], "step": 10, "others": ["b"], "others_step": 20, **what}
    return said("linked", [tie])


def test_rule_8_3_nobody_boards_before_the_others_are_received() -> None:
    """v1 begins to board at 0 and is received at 720."""
    assert codes([van(1, 0, 20), bus(1, 720, 10)], link()) == set()
    assert codes([van(1, 0, 20), bus(1, 719, 10)], link()) == {"link"}
    assert codes([van(1, 0, 19), bus(1, 720, 10)], link()) == {"link"}
    assert codes([van(1, 0, 39), bus(1, 720, 11)], link()) == {"link"}
    assert codes([van(1, 0, 40), bus(1, 720, 20)], link()) == set()


def test_rule_8_3_steps_ahead_are_open_from_the_beginning() -> None:
    assert codes([bus(1, 0, 10)], link(ahead=1)) == set()
    assert codes([bus(1, 0, 11)], link(ahead=1)) == {"link"}
    assert codes([bus(1, 0, 6), bus(2, 50, 4)], link(ahead=1)) == set()
    assert codes([bus(1, 0, 6), bus(2, 50, 5)], link(ahead=1)) == {"link"}


def test_rule_8_3_those_expected_elsewhere_count_from_their_second() -> None:
    there = {"others": [], "elsewhere": [{"at_s": 500, "persons": 20}]}
    assert codes([bus(1, 500)], link(**there)) == set()
    assert codes([bus(1, 499)], link(**there)) == {"link"}


def test_rule_8_3_each_by_its_own_place() -> None:
    """A trip that boards at both: only who boards at a is tied, from the second at which they begin."""
    trip = out("t1", "bus/1", {"people": 10, "others": 20}, 0)
    onward = out("x", "bus/1", {}, 260, point="b")["stops"]
    trip["stops"] = [trip["stops"][0], {"leg": "aj", "enters": 60, "leaves": 160},
                     {"leg": "bj", "enters": 160, "leaves": 260}, {"arrives": 260, **onward[0]}, *onward[1:]]  # fmt: skip
    two = said("fleet.0.points_per_trip", 2)
    assert codes([trip], two, link(these=["b"], others=["a"], ahead=2)) == set()
    assert codes([trip], two, link(these=["b"], others=["a"], ahead=1)) == {"link"}
    early = link(these=["b"], others=[], elsewhere=[{"at_s": 260, "persons": 40}])
    assert codes([trip], two, early) == set()
    late = link(these=["b"], others=[], elsewhere=[{"at_s": 261, "persons": 40}])
    assert codes([trip], two, late) == {"link"}


def test_rule_8_people_aboard_at_clock_zero_need_no_release_and_no_link_but_their_reception_counts() -> None:
    """bus/1 stands at j with ten people of a; v1 of b was let go long ago and is received at 500."""
    held = said("commitments", [{"vehicle": "bus/1", "at": "j", "until_s": 0, "load": {"people": 10}}])
    trip = bus(1, 0)
    trip["stops"] = [
        {"leg": "jc", "enters": 0, "leaves": 200},
        {"at": "c", "arrives": 200, "begins": 200, "leaves": 200},
        {"leg": "cr", "enters": 200, "leaves": 500},
        {"at": "r", "arrives": 500, "begins": 500, "received": 560},
    ]
    rules = several(held, release(A, vehicles=1), release(C, vehicles=1))
    assert codes([trip], rules, link()) == set()
    tied = link(these=["b"], others=["a"], others_step=10)
    assert codes([trip, van(1, 1000)], rules, tied) == set()
    assert codes([trip, van(1, 559)], held, tied) == {"link"}
    assert codes([trip, van(1, 560)], held, tied) == set()
