"""People: who counts where, to the person and to the second. All in the valley, worked out from the rules by hand."""

from typing import Any

import pytest
from test_judge_stops import leg, place, written
from test_judge_terms import CARS as OWN
from test_judge_terms import figures, found
from test_rules_agreements import release
from test_rules_belonging import convoys, people, ride
from test_rules_loading import group
from test_rules_means import CARS, on_foot
from valley import SCENARIO, A, C, Change, R, Tree, added, codes, judged, out, said, several

from mamarr.planning.figures import uncountable
from mamarr.planning.ground import Ground
from mamarr.planning.outcome import last_received_s
from mamarr.planning.record import Record
from mamarr.planning.timetable import Plan


def bus(number: int, begins: int, persons: int = 10, **more: Any) -> Tree:
    """It boards at a for 60 s, and its people are received at r 720 s after it begins."""
    return out(f"t{number}", f"bus/{number}", {"people": persons}, begins, **more)


# What becomes of everybody


def test_nobody_is_aboard_who_was_not_there_to_board() -> None:
    """Ten people; eight are received at 720, and at 800 the plan says that five more are on the way."""
    plan = [bus(1, 0, 8), bus(2, 100, 5)]
    few = several(said("groups.0.headcount", 10), said("ends_s", 800))
    assert judged(plan, few).ledger["people"] == {"received": 8, "aboard": 2, "waiting": 0}
    assert codes(plan, few) == {"headcount"}


def test_without_anybody_received_the_last_is_received_at_clock_zero() -> None:
    plan = Plan.model_validate({"scenario": SCENARIO, "method": "by hand", "trips": []})
    assert last_received_s(plan, Record(), Ground(plan.scenario)) == 0


def test_south_of_the_equator_and_west_of_greenwich_people_live_too() -> None:
    assert codes([bus(1, 0)], place(A, at=[-15.5, -60.0])) == set()


def test_a_scenario_whose_days_can_be_counted_has_no_finding() -> None:
    plan = Plan.model_validate({"scenario": SCENARIO, "method": "by hand", "trips": []})
    assert uncountable(plan.scenario) == []


# Belonging together


@pytest.mark.parametrize(("first", "second"), [(["foes"], []), ([], ["people"]), (["foes"], ["people"])])
def test_two_groups_that_keep_apart_are_told_once(first: list[str], second: list[str]) -> None:
    trip = out("t1", "bus/1", {"people": 1, "foes": 1}, 0)
    apart = several(group("foes", apart_from=second), said("groups.0.apart_from", first))
    assert found([trip], "apart", apart) == [("trips[0].load.people", {"group": "people", "found": "foes"})]


def test_where_no_patient_is_no_companion_may_be() -> None:
    """Both patients are at r with three of their four companions: the fourth may not be at the camp."""
    trips = [ride(1, 2, 3), ride(2, 0, 1, camp=True)]
    assert codes(trips, people(2, 4)) == {"other-centre"}
    assert figures(trips, "other-centre", people(2, 4)) == [(1, 0)]
    assert codes([ride(1, 2, 3), ride(2, 0, 1)], people(2, 4)) == set()


def test_in_a_convoy_patients_and_companions_may_ride_in_different_vehicles() -> None:
    tied = several(people(4, 4, ride="same convoy", may_go_alone=True), convoys())
    assert codes([ride(1, 2, 0), ride(2, 0, 2, 50)], tied, convoys=[["t1", "t2"]]) == set()
    one_too_many = found([ride(1, 1, 0), ride(2, 0, 2, 50)], "other-convoy", tied)
    assert [(path, terms["found"], terms["wanted"]) for path, terms in one_too_many] == [("trips[1].load.kin", 2, 1)]


def test_the_convoy_in_which_they_come_to_fetch_people_does_not_count() -> None:
    """Two vehicles come from c 1,000 s apart, and leave with their people in one convoy."""

    def fetching(number: int, lying: int, kin: int, enters: int) -> Tree:
        trip = ride(number, lying, kin, 1300)
        trip["stops"][0]["arrives"] = enters + 300
        trip["stops"][:0] = [
            {"leg": "jc", "enters": enters, "leaves": enters + 200},
            {"leg": "aj", "enters": enters + 200, "leaves": enters + 300},
        ]
        return trip

    at_c: Change = lambda plan: plan["scenario"]["fleet"][2].update(stationed="c")  # noqa: E731
    tied = several(people(2, 2, ride="same convoy"), convoys(), at_c)
    trips = [fetching(1, 2, 0, 0), fetching(2, 0, 2, 1000)]
    assert codes(trips, tied, convoys=[["t1"], ["t2"], ["t1", "t2"]]) == set()


# How many at once


@pytest.mark.parametrize(("begins", "wrong"), [(60, set()), (59, {"crowd"})])
def test_one_person_more_than_there_is_room_for(begins: int, wrong: set[str]) -> None:
    """Ten board until 60, where ten have room."""
    assert codes([bus(1, 0), bus(2, begins, 1)], place(A, capacity=10)) == wrong


def test_who_boards_in_no_time_or_is_nobody_is_not_what_makes_a_crowd() -> None:
    """Eleven board from 100 to 160, one too many; in between nine set out in a car, and a bus comes for nobody."""
    ten = several(added("groups", OWN), place(A, capacity=10))
    car = out("t2", "cars/1", {"cars": 9}, 120, boards=0, alights=0)
    crowded = [("trips[0].stops[0].begins", {"place": "a", "found": 11, "wanted": 10})]
    assert found([bus(1, 100, 11), car], "crowd", ten) == crowded
    assert found([bus(1, 100, 11), bus(2, 120, 0)], "crowd", ten) == crowded


@pytest.mark.parametrize(
    ("limit", "code"), [({"capacity": 10}, "full"), ({"places_for": {"civilian": 10}}, "full-for")]
)
def test_the_first_person_beyond_what_a_centre_takes(limit: dict[str, Any], code: str) -> None:
    """Ten, and then one, and then one: the second vehicle is named, and the third not again."""
    trips = [bus(1, 0, 10), bus(2, 100, 1), bus(3, 200, 1)]
    assert codes(trips[:1], place(R, **limit)) == set()
    assert codes(trips, place(R, **limit)) == {code}
    assert figures(trips, code, place(R, **limit)) == [(11, 10)]


@pytest.mark.parametrize(("persons", "wrong"), [(10, set()), (11, {"full-hour"})])
def test_after_an_hour_people_no_longer_count(persons: int, wrong: set[str]) -> None:
    """Fifty at 720, fifty at 4320, which is the next hour, and *persons* at 4330, where sixty an hour are taken."""
    trips = [bus(1, 0, 50), bus(2, 3600, 50), bus(3, 3610, persons)]
    assert codes(trips, place(R, capacity_per_hour=60)) == wrong


# How long


def test_a_column_is_outdoors_from_its_setting_out_until_it_is_received() -> None:
    """From 1000 to 7000; and where it is never received, that is what is wrong."""
    assert codes([on_foot(begins=1000)], CARS, said("limits", {"outdoors_s": 6000})) == set()
    assert codes([on_foot(begins=1000)], CARS, said("limits", {"outdoors_s": 5999})) == {"outdoors"}
    lost = on_foot(begins=1000)
    lost["stops"].pop()
    assert codes([lost], CARS, said("limits", {"outdoors_s": 1})) == {"not-received"}


# Releases


def test_a_release_is_used_once_by_who_passes_twice() -> None:
    """It goes back to the checkpoint with its people aboard, and passes it again."""
    trip = bus(1, 0)
    trip["stops"][5:] = [
        {"leg": "cr", "enters": 660, "leaves": 960},
        {"at": "c", "arrives": 960, "begins": 960, "leaves": 960},
        {"leg": "cr", "enters": 960, "leaves": 1260},
        {"at": "r", "arrives": 1260, "begins": 1260, "received": 1320},
    ]
    assert codes([trip], release(C, vehicles=1, first_s=0)) == set()
    assert codes([trip, bus(2, 1)], release(C, vehicles=1, first_s=0)) == {"release"}


def test_before_the_first_release_nobody_is_counted() -> None:
    assert codes([bus(1, 900), bus(2, 950)], release(A, vehicles=1)) == {"release-early"}


# Two that meet, or go together


@pytest.mark.parametrize(("enters", "apart", "wanted"), [(2900, 100, 300), (3000, 0, 3000), (3100, 100, 3000)])
def test_who_meets_whom_and_how_long_that_one_is_on_the_way(enters: int, apart: int, wanted: int) -> None:
    """A column walks from c to r from 3000 to 6000; a coach comes towards it, which takes 300 s."""
    coach = {"id": "coach", "seats": 1, "count": 1, "stationed": "r", "at_end": "anywhere"}
    trips = [
        on_foot(begins=0),
        {"id": "t2", "vehicle": "coach/1", "stops": [{"leg": "cr", "enters": enters, "leaves": enters + 300},
                                                     {"at": "c", "arrives": enters + 300}]},
    ]  # fmt: skip
    turns = several(CARS, added("fleet", coach), leg(3, traffic="alternating"))
    assert codes(trips, turns) == {"opposite"}
    assert figures(trips, "opposite", turns) == [(apart, wanted)]


@pytest.mark.parametrize(("begins", "wrong"), [(840, set()), (841, {"overtakes"})])
def test_who_enters_with_a_column_may_be_quicker(begins: int, wrong: set[str]) -> None:
    """The column enters jc at 1000 and is on it until 3000; the bus, 160 s after it begins, until 200 s later."""
    trips = [on_foot(begins=0), bus(2, begins)]
    assert codes(trips, CARS, written("jc"), convoys=[["t1", "t2"]]) == wrong
