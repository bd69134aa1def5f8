"""No hand bound of any form is beaten by the best of all timetables of tiny worlds."""

import os

import pytest
from exact_twin import Exact, solve
from tiny import one_lane_world, tiny_world

from mamarr import Scenario
from mamarr.planning.audit_lane import LaneAndThroats
from mamarr.planning.audit_throats import Throats
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.judge import judge
from mamarr.planning.timetable import PlaceStop, Plan, Trip
from mamarr.scenario import shape
from worlds import scenario_of

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
SMALL = 1500
"""States at one second beyond which a world is left to the soak."""


def beaten(scenario: Scenario, best: Exact) -> list[str]:
    """Return every form of every bound, of the judge and of the planner, that the best timetable beats."""
    throats = Throats(scenario) if shape.beyond(scenario) else LaneAndThroats(scenario)
    found = [f"carriable {throats.carriable()}"] if best.people > throats.carriable() else []
    asked = [(best.people, best.clearance_s)]
    asked += [(scenario.people_total, best.complete_s)] if best.complete_s is not None else []
    for kind, of in throats.quantities.items():
        for people, second in asked:
            for places, terms in throats.sums(kind, people):
                value = sum(term.amount for term in terms)
                if (value < best.people) if of == "people" else (value > second):
                    found.append(f"{kind} {places} {value} for {people}")
    for bound in hand_bounds(scenario, best.people):
        second = best.complete_s if bound.of == "complete_s" else best.clearance_s
        if (bound.value < best.people) if bound.of == "people" else (second is not None and bound.value > second):
            found.append(f"planner's {bound.kind} {bound.places} {bound.value}")
    return found


@pytest.mark.slow
def test_no_bound_is_beaten_in_tiny_worlds() -> None:
    tried = 0
    for seed in range(2000 if IS_SOAK else 60):
        scenario = scenario_of(tiny_world(seed))
        if not shape.beyond(scenario):
            continue
        try:
            best = solve(scenario, 20_000 if IS_SOAK else SMALL)
        except OverflowError:
            continue
        assert beaten(scenario, best) == [], seed
        tried += 1
    assert tried > 15


@pytest.mark.slow
def test_no_bound_of_one_lane_is_beaten_in_tiny_worlds() -> None:
    """Those of every shape among them, whether the planner says them or not."""
    tried = 0
    for seed in range(2000 if IS_SOAK else 60):
        scenario = scenario_of(one_lane_world(seed))
        if shape.beyond(scenario):
            continue
        try:
            best = solve(scenario, 20_000 if IS_SOAK else SMALL)
        except OverflowError:
            continue
        assert beaten(scenario, best) == [], seed
        tried += 1
    assert tried > 15


def world(places: list[object], legs: list[object], groups: list[object], fleet: list[object]) -> Scenario:
    return scenario_of(
        {
            "mamarr": "1",
            "name": {"en": "by hand", "ar": "باليد"},
            "ends": "40 s",
            "places": places,
            "legs": legs,
            "groups": groups,
            "fleet": fleet,
        }
    )


def point(name: str, **fields: object) -> dict[str, object]:
    return {"id": name, "kind": "assembly point", "bays": 2, "boarding": "1 s"} | fields


def centre(name: str) -> dict[str, object]:
    return {"id": name, "kind": "reception centre", "bays": "unlimited", "alighting": "1 s"}


def leg(start: str, end: str, seconds: int = 1, traffic: str = "one-way") -> dict[str, object]:
    return {"id": f"{start}_{end}", "from": start, "to": end, "travel": f"{seconds} s", "traffic": traffic}


def people(at: str, *destinations: str, headcount: int = 1, **fields: object) -> dict[str, object]:
    own = {"id": f"of_{at}", "category": "civilian", "at": at, "headcount": headcount, "travels": "seat"}
    return own | {"destinations": list(destinations)} | fields


def test_rounds_need_not_come_back_to_the_same_point() -> None:
    """A ring of one-way roads: school, camp, clinic, town, each 1 s, and 10 s from town back to the school.

    Once round is 13 s of driving, but the second boarding is at another point: at the school 0 to 1, camp 2, received 3,
    clinic 4 to 5, town 6, received 7. A round back to the same point would promise 0 + 15 + 3.
    """
    ring = world(
        [point("school"), point("clinic"), centre("camp"), centre("town")],
        [leg("school", "camp"), leg("camp", "clinic"), leg("clinic", "town"), leg("town", "school", 10)],
        [people("school", "camp", "town"), people("clinic", "camp", "town")],
        [{"id": "car", "seats": 1, "count": 1, "stationed": "school"}],
    )
    assert shape.beyond(ring)
    best = solve(ring)
    assert best == Exact(2, 7, 7)
    assert beaten(ring, best) == []


def test_a_trip_may_have_begun_with_others_before_its_release_counts() -> None:
    """The gate lets go one vehicle every 5 s; what counts is the first boarding, which may be of people who need no gate.

    Bus 1 boards one at the school from 0 (release 0), comes to the clinic at 2, boards one there from 6 to 7, gate 8, camp 9,
    received 10. The car boards two there from 6 (release 1). Counted from 6 alone the second would wait until 10.
    """
    letting = {"vehicles": 1, "every": "5 s"}
    gate = {"id": "gate", "kind": "checkpoint", "lanes": 2, "service_time": "0 s", "release": letting}
    two = world(
        [point("school"), point("clinic"), gate, centre("camp")],
        [
            leg("school", "clinic"),
            leg("clinic", "gate"),
            leg("gate", "camp"),
            leg("school", "camp", 4),
        ],
        [people("school", "camp"), people("clinic", "camp", headcount=3, ready="6 s", id="late")],
        [
            {"id": "bus", "seats": 2, "count": 1, "stationed": "school", "points_per_trip": 2},
            {"id": "car", "seats": 2, "count": 1, "stationed": "clinic"},
        ],
    )
    boarded = PlaceStop(at="clinic", arrives=2, begins=6, leaves=7)
    rest = (
        PlaceStop(at="gate", arrives=8, begins=8, leaves=8),
        PlaceStop(at="camp", arrives=9, begins=9, received=10),
    )
    trips = (
        Trip(
            id="t1",
            vehicle="bus/1",
            load={"of_school": 1, "late": 1},
            stops=(PlaceStop(at="school", begins=0, leaves=1), boarded, *rest),
        ),
        Trip(id="t2", vehicle="car/1", load={"late": 2}, stops=(PlaceStop(at="clinic", begins=6, leaves=7), *rest)),
    )
    judgement = judge(Plan(scenario=two, method="by hand", trips=trips, bounds=hand_bounds(two, 4)))
    assert judgement.findings == ()
    assert judgement.plan_allowed
    assert judgement.bound_true
    assert beaten(two, Exact(4, 10, 10)) == []
