"""The valley: two assembly points, a fork, a checkpoint and a reception centre, with as few rules as possible.

    a ──1 km──┐
              j ──2 km── c ──3 km── r          36 km/h everywhere: 100, 100, 200 and 300 s
    b ──1 km──┘

A test adds the one rule that it is about, and a trip or two. Nothing is closed, nobody waits for anybody, vehicles stand
at the point where their people board.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from ferry import at

from mamarr.planning.judge import Judgement, judge
from mamarr.planning.timetable import Plan

Tree = dict[str, Any]
Change = Callable[[Tree], object]

SCENARIO: Tree = {
    "name": {"en": "The valley", "ar": "الوادي"},
    "ends_s": 200_000,
    "places": [
        {"id": "a", "kind": "assembly point", "bays": 99, "boarding_s": 60},
        {"id": "b", "kind": "assembly point", "bays": 99, "boarding_s": 60},
        {"id": "j", "kind": "junction"},
        {"id": "c", "kind": "checkpoint", "lanes": 99, "service_time_s": {"other": 0}, "direction": "out"},
        {"id": "r", "kind": "reception centre", "bays": 99, "alighting_s": 60},
    ],
    "legs": [
        {"id": "aj", "from": "a", "to": "j", "length_m": 1000, "speed_kmh": 36},
        {"id": "bj", "from": "b", "to": "j", "length_m": 1000, "speed_kmh": 36},
        {"id": "jc", "from": "j", "to": "c", "length_m": 2000, "speed_kmh": 36},
        {"id": "cr", "from": "c", "to": "r", "length_m": 3000, "speed_kmh": 36},
    ],
    "groups": [
        {"id": "people", "category": "civilian", "at": "a", "headcount": 1000, "travels": "seat", "destinations": ["r"]},
        {"id": "others", "category": "civilian", "at": "b", "headcount": 1000, "travels": "seat", "destinations": ["r"]},
    ],
    "fleet": [
        {"id": "bus", "seats": 50, "count": 20, "stationed": "a"},
        {"id": "van", "seats": 50, "count": 20, "stationed": "b"},
    ],
}  # fmt: skip

A, B, J, C, R = range(5)
AJ, BJ, JC, CR = range(4)
DRIVES = {"aj": 100, "bj": 100, "jc": 200, "cr": 300}


def out(
    name: str, vehicle: str, load: dict[str, int], begins: int, *,
    point: str = "a", boards: int = 60, holds: int = 0, inspected: int = 0, waits: int = 0, stands: int = 0,
    alights: int = 60, drives: dict[str, int] | None = None, lane: int = 1,
) -> Tree:  # fmt: skip
    """A trip outward that boards at *begins*; it *holds* at the point, *waits* and is *inspected* at c, and *stands* there."""
    took = DRIVES | (drives or {})
    stops: list[Tree] = [{"at": point, "begins": begins, "leaves": begins + boards + holds}]
    second = begins + boards + holds
    for leg in (f"{point}j", "jc"):
        stops.append({"leg": leg, "enters": second, "leaves": second + took[leg]})
        second += took[leg]
    begun = second + waits
    stops.append({"at": "c", "arrives": second, "begins": begun, "leaves": begun + inspected})
    second = begun + inspected + stands
    stops.append({"leg": "cr", "enters": second, "leaves": second + took["cr"]})
    second += took["cr"]
    stops.append({"at": "r", "arrives": second, "begins": second, "received": second + alights})
    for stop in stops:
        if "leg" in stop and lane != 1:
            stop["lane"] = lane
    return {"id": name, "vehicle": vehicle, "load": load, "stops": stops}


def back(name: str, vehicle: str, leaves: int, point: str = "a", inspected: int | None = None) -> Tree:
    """An empty return from r; with *inspected* seconds at c where the checkpoint looks inward, too."""
    stops: list[Tree] = [
        {"at": "r", "leaves": leaves},
        {"leg": "cr", "enters": leaves, "leaves": leaves + 300},
    ]
    second = leaves + 300
    if inspected is not None:
        stops.append({"at": "c", "arrives": second, "begins": second, "leaves": second + inspected})
        second += inspected
    stops += [
        {"leg": "jc", "enters": second, "leaves": second + 200},
        {"leg": f"{point}j", "enters": second + 200, "leaves": second + 300},
        {"at": point, "arrives": second + 300},
    ]
    return {"id": name, "vehicle": vehicle, "load": {}, "stops": stops}


def several(*changes: Change) -> Change:
    """All *changes* as one."""

    def change(values: Tree) -> None:
        for each in changes:
            each(values)

    return change


def said(path: str, value: object) -> Change:
    """A change of the scenario."""
    return at(f"scenario.{path}", value)


def added(section: str, *entries: Tree) -> Change:
    """A change that adds entries to a section of the scenario, before others or as the first."""

    def change(values: Tree) -> None:
        values["scenario"].setdefault(section, []).extend(deepcopy(entries))

    return change


def judged(trips: Sequence[Tree], *changes: Change, convoys: Sequence[Sequence[str]] = ()) -> Judgement:
    """Return the judgement of *trips* in the valley after *changes*."""
    values: Tree = {"scenario": deepcopy(SCENARIO), "method": "by hand", "trips": deepcopy(list(trips))}
    values["convoys"] = [list(run) for run in convoys]
    for change in changes:
        change(values)
    return judge(Plan.model_validate(values))


def codes(trips: Sequence[Tree], *changes: Change, convoys: Sequence[Sequence[str]] = ()) -> set[str]:
    """Return the codes of everything found, without the room's name; the plan is allowed only if no error is among them."""
    judgement = judged(trips, *changes, convoys=convoys)
    assert judgement.plan_allowed == (not any(each.severity == "error" for each in judgement.findings))
    return {finding.code.removeprefix("judge.") for finding in judgement.findings}
