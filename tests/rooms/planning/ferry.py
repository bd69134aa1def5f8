"""The ferry: a corridor small enough to write a timetable by hand, with every rule in it.

One inspection lane, one bay at each of two assembly points, one alternating lane of five minutes under a pause, two
buses and an ambulance. Seven movements bring everybody out; most of their times cannot be shifted by a second.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from mamarr.planning.judge import Judgement, judge
from mamarr.planning.timetable import Plan

SCENARIO: dict[str, Any] = {
    "name": {"en": "The ferry", "ar": "العبّارة"},
    "ends_s": 7200,
    "places": [
        {"id": "gate", "kind": "checkpoint", "lanes": 1, "service_time_s": {"bus": 60, "ambulance": 30},
         "priority": ["ambulance", "bus"]},
        {"id": "hall", "kind": "reception centre", "bays": "unlimited", "alighting_s": 60},
        {"id": "village", "kind": "assembly point", "bays": 1, "boarding_s": 120, "pause": "day"},
        {"id": "town", "kind": "assembly point", "bays": 1, "boarding_s": 120, "pause": "day"},
    ],
    "legs": [
        {"id": "lane", "from": "gate", "to": "hall", "travel_s": 300, "traffic": "alternating", "pause": "day"},
        {"id": "to_village", "from": "village", "to": "gate", "travel_s": 100, "pause": "day"},
        {"id": "to_town", "from": "town", "to": "gate", "travel_s": 200, "pause": "day"},
    ],
    "groups": [
        {"id": "families", "category": "civilian", "at": "village", "headcount": 60, "travels": "seat",
         "destinations": ["hall"]},
        {"id": "lying", "category": "wounded", "at": "town", "headcount": 2, "travels": "stretcher",
         "destinations": ["hall"], "companions": {"group": "kin"}},
        {"id": "kin", "category": "companion", "at": "town", "headcount": 2, "travels": "seat",
         "destinations": ["hall"]},
    ],
    "fleet": [
        {"id": "bus", "seats": 20, "count": 2, "stationed": "gate"},
        {"id": "ambulance", "seats": 0, "stretchers": 2, "count": 1, "stationed": "gate"},
    ],
    "convoys": {"where": ["lane"], "largest": 2, "headway_s": 30, "interval_s": 90},
    "pauses": [{"id": "day", "opens_s": 0, "closes_s": 7200, "margin_s": 600}],
}  # fmt: skip


def out(
    name: str, vehicle: str, load: dict[str, int], point: tuple[str, int, int, int], passage: tuple[int, ...]
) -> Any:
    """A trip outward: (point, arrives, begins, leaves), then (arrives, begins, leaves) at the gate and the entry."""
    place, arrives, begins, leaves = point
    joins, inspected, passed, enters = passage
    return {
        "id": name, "vehicle": vehicle, "load": load,
        "stops": [
            {"at": place, "arrives": arrives, "begins": begins, "leaves": leaves},
            {"at": "gate", "arrives": joins, "begins": inspected, "leaves": passed},
            {"leg": "lane", "enters": enters, "leaves": enters + 300},
            {"at": "hall", "arrives": enters + 300, "begins": enters + 300, "received": enters + 360},
        ],
    }  # fmt: skip


def back(name: str, vehicle: str, leaves: int, enters: int) -> Any:
    """An empty return."""
    return {
        "id": name, "vehicle": vehicle,
        "stops": [
            {"at": "hall", "leaves": leaves},
            {"leg": "lane", "enters": enters, "leaves": enters + 300},
            {"at": "gate", "arrives": enters + 300},
        ],
    }  # fmt: skip


PLAN: dict[str, Any] = {
    "scenario": SCENARIO,
    "method": "by hand",
    "trips": [
        out("t1", "bus/1", {"families": 20}, ("village", 100, 100, 220), (320, 320, 380, 470)),
        out("t2", "bus/2", {"families": 20}, ("village", 220, 220, 340), (440, 440, 500, 500)),
        out("t3", "ambulance/1", {"lying": 2}, ("town", 200, 200, 320), (520, 520, 550, 590)),
        back("t4", "bus/1", 830, 890),
        back("t5", "bus/2", 860, 920),
        out("t6", "bus/1", {"families": 20}, ("village", 1290, 1290, 1410), (1510, 1510, 1570, 1570)),
        out("t7", "bus/2", {"kin": 2}, ("town", 1420, 1420, 1540), (1740, 1740, 1800, 1800)),
    ],
    "convoys": [["t1", "t2"], ["t3"], ["t4", "t5"], ["t6"], ["t7"]],
}


def plan_with(*changes: Callable[[dict[str, Any]], object]) -> Plan:
    """Return the hand-made plan after *changes* to its plain values."""
    values = deepcopy(PLAN)
    for change in changes:
        change(values)
    return Plan.model_validate(values)


def judged(*changes: Callable[[dict[str, Any]], object]) -> Judgement:
    """Return the judgement of the hand-made plan after *changes*."""
    return judge(plan_with(*changes))


def codes(*changes: Callable[[dict[str, Any]], object]) -> set[str]:
    """Return the codes of everything found after *changes*; the plan is then allowed only if there are none."""
    judgement = judged(*changes)
    found = {finding.code for finding in judgement.findings}
    assert judgement.plan_allowed == (not any(not code.startswith(("bound.", "plan.")) for code in found))
    return found


def at(path: str, value: object) -> Callable[[dict[str, Any]], object]:
    """A change that sets what stands at *path*, for example trips.0.stops.1.begins."""

    def change(values: dict[str, Any]) -> None:
        here: Any = values
        *parts, last = path.split(".")
        for part in parts:
            here = here[int(part)] if isinstance(here, list) else here[part]
        own = deepcopy(value)  # a later change changes this plan, and not the next one
        if isinstance(here, list):
            here[int(last)] = own
        else:
            here[last] = own

    return change
