"""A hamlet: a school, a gate, a camp; buses of ten seats at the gate. Everything else is added by a test.

One trip by hand: in at 120, aboard at 180, gate at 300, camp at 600, received at 630.
"""

import json
from typing import Any

import mamarr
from mamarr import Scenario
from mamarr.planning.dispatch import Decision, Dispatcher, written
from mamarr.planning.judge import judge
from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip

SCHOOL = {"id": "school", "kind": "assembly point", "bays": 2, "boarding": "60 s"}
GATE = {"id": "gate", "kind": "junction"}
CAMP = {"id": "camp", "kind": "reception centre", "bays": 2, "alighting": "30 s"}
LANE = {"id": "lane", "from": "school", "to": "gate", "travel": "120 s"}
ROAD = {"id": "road", "from": "gate", "to": "camp", "travel": "300 s"}
BUS = {"id": "bus", "seats": 10, "count": 1, "stationed": "gate"}
FAMILIES = {
    "id": "families",
    "category": "civilian",
    "at": "school",
    "headcount": 10,
    "travels": "seat",
    "destinations": ["camp"],
}


def hamlet(ends: str = "4000 s", **sections: Any) -> Scenario:
    """Return the hamlet with *sections* in place of its own; where none are given it holds one bus load of people."""
    world = {
        "mamarr": "1",
        "name": {"en": "hamlet", "ar": "ضيعة"},
        "ends": ends,
        "places": [SCHOOL, GATE, CAMP],
        "legs": [LANE, ROAD],
        "groups": [FAMILIES],
        "fleet": [BUS],
    }
    scenario, found = mamarr.examine(json.dumps(world | sections, ensure_ascii=False))
    errors = [str(finding) for finding in found if finding.severity == "error"]
    assert scenario is not None, errors
    assert not errors, errors
    return scenario


def planned(scenario: Scenario, decision: Decision | None = None) -> Plan:
    """Return the plan of one run of the dispatcher; the judge allows it."""
    dispatcher = Dispatcher(scenario, scenario.objective)
    trips, convoys = written(dispatcher.works, dispatcher.run(decision or Decision()))
    plan = Plan(scenario=scenario, method="test", trips=trips, convoys=convoys)
    answer = judge(plan)
    assert answer.plan_allowed, answer.findings
    return plan


def received(plan: Plan) -> list[int]:
    """Return when each trip with people is received, in order."""
    return sorted(trip.received_s for trip in plan.trips if trip.received_s is not None and plan.people_aboard(trip))


def entries(plan: Plan, leg: str, vehicle: str = "") -> list[int]:
    """Return when *leg* is entered by vehicles whose name begins with *vehicle*, in order."""
    trips = [trip for trip in plan.trips if trip.vehicle.startswith(vehicle)]
    return sorted(stop.enters for trip in trips for stop in trip.stops if isinstance(stop, LegStop) and stop.leg == leg)


def is_on(stop: LegStop | PlaceStop, leg: str) -> bool:
    """Return whether *stop* is the passage of *leg*."""
    return isinstance(stop, LegStop) and stop.leg == leg


def loaded(plan: Plan) -> list[Trip]:
    """Return the trips with people, in order of departure."""
    return [trip for trip in plan.trips if plan.people_aboard(trip)]


def stops_at(plan: Plan, place: str) -> list[PlaceStop]:
    """Return the stops at *place* where something begins, in order of the trips."""
    stops = [stop for trip in plan.trips for stop in trip.stops]
    return [stop for stop in stops if isinstance(stop, PlaceStop) and stop.at == place and stop.begins is not None]
