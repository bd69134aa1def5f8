"""build_corridor(): a scenario into tables."""

import numpy as np
from numpy.typing import ArrayLike

from mamarr.corridor.tables import NEVER, UNLIMITED, Checkpoint, Classes, Corridor, Ints, Lane, Points, Reception
from mamarr.scenario import shape
from mamarr.scenario.people import Group
from mamarr.scenario.scenario import Scenario

_NO_CONVOYS = 10**9


def build_corridor(scenario: Scenario) -> Corridor:
    """Return the tables of *scenario*, which has passed `check`: rows in file order, whole seconds, whole persons."""
    return Corridor(
        points=_points(scenario),
        classes=_classes(scenario),
        checkpoint=Checkpoint(lanes=np.int64(_lanes(scenario))),
        lane=_lane(scenario),
        reception=_reception(scenario),
        horizon_s=np.int64(scenario.ends_s),
    )


def _ints(values: ArrayLike) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _points(scenario: Scenario) -> Points:
    points = scenario.assembly_points
    drives = [sum(leg.drive_s for leg in shape.inner_legs(scenario, point.id)) for point in points]
    drive = _ints([[seconds] * len(scenario.fleet) for seconds in drives]).reshape(len(points), len(scenario.fleet))
    windows = [_window(scenario, point.pause) for point in points]
    waiting = [[group for group in scenario.groups if group.at == point.id] for point in points]
    tied = {
        group.companions.group for group in scenario.groups if group.companions and not group.companions.may_go_alone
    }
    return Points(
        inward_s=drive,
        outward_s=drive.copy(),
        boarding_s=_ints([point.boarding_s for point in points]),
        bays=_ints([point.bays for point in points]),
        opens_s=_ints([window[0] for window in windows]),
        closes_s=_ints([window[1] for window in windows]),
        stretchers=_ints([_sum(groups, "stretcher") for groups in waiting]),
        wounded=_ints([_sum(groups, "wounded") for groups in waiting]),
        tied=_ints([sum(group.headcount for group in groups if group.id in tied) for groups in waiting]),
        others=_ints([_sum([group for group in groups if group.id not in tied], "other") for groups in waiting]),
        ready_s=_ints([max((group.ready_s for group in groups), default=0) for groups in waiting]),
    )


def _sum(groups: list[Group], kind: str) -> int:
    return sum(group.headcount for group in groups if _kind(group) == kind)


def _kind(group: Group) -> str:
    if group.travels == "stretcher":
        return "stretcher"
    return "wounded" if group.category == "wounded" else "other"


def _classes(scenario: Scenario) -> Classes:
    checkpoint = next(iter(scenario.checkpoints), None)
    fleet = scenario.fleet
    order = list(dict.fromkeys(checkpoint.priority)) if checkpoint else []
    lane_s = shape.lane(scenario).drive_s
    return Classes(
        seats=_ints([vehicle.seats for vehicle in fleet]),
        stretchers=_ints([vehicle.stretchers for vehicle in fleet]),
        count=_ints([vehicle.count for vehicle in fleet]),
        inspection_s=_ints([(checkpoint.inspection_s(vehicle.id) or 0) if checkpoint else 0 for vehicle in fleet]),
        rank=_ints([order.index(vehicle.id) if vehicle.id in order else len(order) for vehicle in fleet]),
        transit_s=_ints([lane_s for _ in fleet]),
    )


def _lanes(scenario: Scenario) -> int:
    checkpoint = next(iter(scenario.checkpoints), None)
    return checkpoint.lanes if checkpoint else UNLIMITED


def _lane(scenario: Scenario) -> Lane:
    leg, rules = shape.lane(scenario), scenario.convoys
    is_ruled = leg.id in rules.where
    opens, closes = _window(scenario, leg.pause)
    return Lane(
        is_alternating=np.int64(leg.traffic == "alternating"),
        headway_s=np.int64(rules.headway_s if is_ruled else 0),
        interval_s=np.int64(max(rules.interval_s, rules.headway_s) if is_ruled else 0),
        largest=np.int64(min(rules.largest, _NO_CONVOYS) if is_ruled else _NO_CONVOYS),
        opens_s=np.int64(opens),
        closes_s=np.int64(closes),
    )


def _window(scenario: Scenario, pause: str | None) -> tuple[int, int]:
    if pause is None:
        return 0, NEVER
    window = scenario.pause(pause)
    return window.opens_s, window.last_s


def _reception(scenario: Scenario) -> Reception:
    centre = next(place for place in scenario.reception_centres if place.id == scenario.groups[0].destinations[0])
    return Reception(alighting_s=np.int64(centre.alighting_s), bays=np.int64(centre.bays))
