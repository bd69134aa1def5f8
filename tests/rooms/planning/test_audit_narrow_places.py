"""Corners of the sums of every shape, added up by hand; the world is that of `every_shape`, whose figures its docstring tells."""

import pytest
from every_shape import (
    ALLEY,
    BUS,
    CAMP,
    CARS,
    CLINIC,
    FAMILIES,
    GATE,
    LANE,
    PATIENTS,
    ROAD,
    SCHOOL,
    TWO_DAYS,
    Tree,
    camp,
    each,
    first,
    gate,
    onward,
    scenario,
    steps,
    uses,
    work,
)

from mamarr import Scenario
from mamarr.planning.audit_throats import Throats
from mamarr.planning.muster import Muster
from mamarr.planning.timetable import Term

ONCE = BUS | {"points_per_trip": 1}
BYPASS = ROAD | {"id": "bypass", "travel": "900 s"}
DAY: Tree = {"id": "day", "opens": "0 s", "closes": "1000 s", "margin": "0 s"}
LATE: Tree = {"id": "late", "opens": "3000 s", "closes": "20000 s", "margin": "0 s"}


def terms(scene: Scenario, kind: str, people: int) -> list[tuple[Term, ...]]:
    """The terms of every sum of one kind."""
    return [said for _, said in Throats(scene).sums(kind, people)]


@pytest.mark.parametrize(("ready", "boards"), [(999, 999), (1000, 1000), (1001, None)])
def test_who_comes_by_himself_sets_out_at_the_last_second_of_a_pause(ready: int, boards: int | None) -> None:
    cars = CARS | {"ready": f"{ready} s"}
    muster = Muster(scenario(places=[SCHOOL | {"pause": "day"}, GATE, CAMP], pauses=[DAY], groups=[cars]))
    assert [party.boards_s for party in muster.parties] == ([] if boards is None else [boards])


@pytest.mark.parametrize(("ready", "boards"), [(879, 879), (880, 880), (881, None)])
def test_a_boarding_ends_at_the_last_second_of_a_pause(ready: int, boards: int | None) -> None:
    """It takes 120 s, and a bus may be there at 300."""
    families = FAMILIES | {"ready": f"{ready} s"}
    muster = Muster(scenario(places=[SCHOOL | {"pause": "day"}, GATE, CAMP], pauses=[DAY], groups=[families]))
    assert [party.boards_s for party in muster.parties] == ([] if boards is None else [boards])


@pytest.mark.parametrize(
    ("fleet", "loads"),
    [
        ([ONCE], [(2, 5)]),
        ([ONCE, BUS | {"id": "coach", "count": 0}], [(2, 5)]),
        ([ONCE, BUS | {"id": "coach", "count": 1}], [(1, 10)]),
    ],
)
def test_people_of_two_points_ride_together_where_some_vehicle_boards_twice(
    fleet: list[Tree], loads: list[tuple[int, int]]
) -> None:
    """Five at the school and five at the clinic, ten seats."""
    groups = [FAMILIES | {"headcount": 5}, PATIENTS]
    scene = scenario(places=[*camp(capacity=99), CLINIC], legs=[LANE, ROAD, ALLEY], groups=groups, fleet=fleet)
    wanted = tuple(Term(code="loads", count=count, each=size) for count, size in loads)
    assert terms(scene, "carriable", 10) == [wanted]


def test_a_link_counts_the_others_who_are_aboard() -> None:
    """Of the five of the clinic two are aboard at clock zero, of the school four: one step ahead and two for those five, six each."""
    fixed = [
        {"vehicle": "bus/1", "at": "gate", "until": "60 s", "load": {"patients": 2}},
        {"vehicle": "bus/2", "at": "gate", "until": "60 s", "load": {"families": 4}},
    ]
    scene = scenario(
        places=[SCHOOL, GATE, CAMP, CLINIC],
        legs=[LANE, ROAD, ALLEY],
        groups=[FAMILIES, PATIENTS],
        linked=[{"id": "step", "these": ["school"], "step": 6, "others": ["clinic"], "others_step": 2, "ahead": 1}],
        commitments=fixed,
    )
    # elsewhere: three who wait at the clinic, six aboard
    said = (Term(code="linked-steps", count=3, each=6), Term(code="elsewhere", persons=9))
    assert terms(scene, "link-people", 45) == [said]


@pytest.mark.parametrize(("points", "begins"), [(1, 600), (2, 0)])
def test_a_trip_may_have_begun_with_somebody_who_goes_round(points: int, begins: int) -> None:
    """The patients board at 0 and go round the gate, the families at 900.

    Where no vehicle boards twice, the release of 600 is the first of the families; else a trip with them may have been let go at 0.
    From there 120 aboard, 300 to the gate, 90 in it, 600 to the camp and 60.
    """
    scene = scenario(
        places=[*gate(release={"vehicles": 1, "every": "600 s"}), CLINIC],
        legs=[LANE, ROAD, ALLEY | {"to": "camp"}],
        groups=[FAMILIES | {"ready": "900 s"}, PATIENTS],
        fleet=[BUS | {"points_per_trip": points}, ONCE | {"id": "car", "stationed": "clinic"}],
    )
    assert terms(scene, "throat-release", 45) == [(first(begins), uses(4), steps(3, 600), onward(1170))]


@pytest.mark.parametrize("legs", [[ROAD, BYPASS], [BYPASS, ROAD]])
def test_behind_a_checkpoint_the_quicker_of_two_legs_counts(legs: list[Tree]) -> None:
    scene = scenario(places=gate(), legs=[LANE, *legs])
    assert terms(scene, "throat-checkpoint", 40) == [(first(720), uses(4), steps(4, 90, "services"), onward(660))]


@pytest.mark.parametrize("legs", [[ROAD, BYPASS | {"pause": "late"}], [BYPASS | {"pause": "late"}, ROAD]])
def test_the_first_leg_that_may_be_entered_counts_for_a_release(legs: list[Tree]) -> None:
    """The road may be entered at 810, in the release of 500; the bypass not before 3,000."""
    places = gate(release={"vehicles": 1, "every": "500 s", "boards_before": "true"})
    scene = scenario(places=places, legs=[LANE, *legs], pauses=[LATE])
    assert terms(scene, "throat-release", 40) == [(first(500), uses(4), steps(3, 500), onward(660))]


@pytest.mark.parametrize("is_looped", [True, False])
def test_a_lane_is_not_turned_where_somebody_comes_back_another_way(is_looped: bool) -> None:  # noqa: FBT001
    """From the town, if not from the camp, a track leads back to the school."""
    one_way = {"traffic": "one-way"}
    track = {"id": "track", "from": "town", "to": "school", "travel": "300 s"} | one_way
    legs = [LANE | {"traffic": "alternating"}, ROAD | one_way, ROAD | {"id": "street", "to": "town"} | one_way]
    scene = scenario(
        places=[SCHOOL, GATE, CAMP, CAMP | {"id": "town"}],
        legs=[*legs, *([track] if is_looped else [])],
        groups=[FAMILIES | {"destinations": ["camp", "town"]}],
        fleet=[BUS | {"stationed": "school"}],
    )
    assert bool(terms(scene, "throat-leg-turns", 40)) is not is_looped


def test_who_is_inspected_in_no_time_costs_nothing() -> None:
    """Cars in no time, a bus of ten in 90 s. Until 800 and for 73 s from 4,000 the lane works 153 s: seventeen of 9 s each."""
    places = gate(
        service_time={"bus": "90 s", "cars": "0 s"},
        opening_hours=[TWO_DAYS[0], {"from": "4000 s", "until": "4073 s"}],
    )
    scene = scenario(places=places, groups=[FAMILIES, CARS | {"headcount": 40}])
    cars, seat = Term(code="persons", persons=40, of="cars"), Term(code="persons", persons=17, of="seat")
    assert terms(scene, "throat-checkpoint-work-people", 57) == [(work(153), cars, seat)]
    # Eight of the families cost 72 s, which is over before 800
    assert terms(scene, "throat-checkpoint-work", 48) == [(first(720), work(72), each(72), onward(600))]
