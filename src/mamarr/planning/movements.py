"""Movements driven through the corridor, written as trips of named vehicles with people of named groups."""

from collections.abc import Iterable

from mamarr.corridor.passage import Passage
from mamarr.corridor.tables import NEVER
from mamarr.planning.timetable import LegStop, PlaceStop, Stop, Trip
from mamarr.scenario import shape
from mamarr.scenario.people import Group
from mamarr.scenario.scenario import Scenario


def trips(scenario: Scenario, passage: Passage) -> tuple[Trip, ...]:
    """Return the trips of *passage* in order of departure: outward with people, back empty."""
    loads = _loads(scenario, passage)
    drafts: list[tuple[int, int, str, dict[str, int], tuple[Stop, ...]]] = []
    for row in range(len(passage.received_s)):
        vehicle = f"{scenario.fleet[int(passage.kind[row])].id}/{int(passage.vehicle[row]) + 1}"
        outward = _outward(scenario, passage, row)
        drafts.append((int(passage.depart_s[row]), row, vehicle, loads[row], outward))
        if passage.back_s[row] < NEVER:
            drafts.append((int(passage.back_s[row]), row, vehicle, {}, _back(scenario, passage, row)))
    drafts.sort(key=lambda draft: draft[:2])  # stable: way out before way back, also where nothing takes time
    return tuple(
        Trip(id=f"t{number}", vehicle=vehicle, load=load, stops=stops)
        for number, (_, _, vehicle, load, stops) in enumerate(drafts, start=1)
    )


def _outward(scenario: Scenario, passage: Passage, row: int) -> tuple[Stop, ...]:
    hub, lane = shape.hub(scenario), shape.lane(scenario)
    point = scenario.assembly_points[int(passage.point[row])].id
    enters, inspected = int(passage.enter_s[row]), int(passage.inspected_s[row])
    at_hub = PlaceStop(at=hub, arrives=int(passage.hub_s[row]), leaves=enters)
    if scenario.checkpoints:
        at_hub = at_hub.replace(begins=int(passage.inspect_s[row]), leaves=inspected)
    return (
        PlaceStop(at=hub, leaves=int(passage.depart_s[row])),
        PlaceStop(
            at=point,
            arrives=int(passage.arrive_s[row]),
            begins=int(passage.board_s[row]),
            leaves=int(passage.leave_s[row]),
        ),
        at_hub,
        LegStop(leg=lane.id, enters=enters, leaves=int(passage.exit_s[row])),
        PlaceStop(
            at=lane.to_place,
            arrives=int(passage.exit_s[row]),
            begins=int(passage.alight_s[row]),
            received=int(passage.received_s[row]),
        ),
    )


def _back(scenario: Scenario, passage: Passage, row: int) -> tuple[Stop, ...]:
    lane = shape.lane(scenario)
    enters, exits = int(passage.back_s[row]), int(passage.home_s[row])
    return (
        PlaceStop(at=lane.to_place, leaves=enters),
        LegStop(leg=lane.id, enters=enters, leaves=exits),
        PlaceStop(at=shape.hub(scenario), arrives=exits),
    )


def _loads(scenario: Scenario, passage: Passage) -> list[dict[str, int]]:
    """Return the people aboard each row by group: within a kind the groups of a place go by urgency, then in file order."""
    loads: list[dict[str, int]] = [{} for _ in range(len(passage.received_s))]
    order = sorted(range(len(loads)), key=lambda row: int(passage.board_s[row]))
    tied = {g.companions.group: g for g in scenario.groups if g.companions and not g.companions.may_go_alone}
    columns = {
        "stretcher": passage.stretchers,
        "wounded": passage.wounded,
        "other": passage.others,
        "tied": passage.tied,
    }
    left = {group.id: group.headcount for group in scenario.groups}
    by_urgency = sorted(scenario.groups, key=lambda group: 9 if group.urgency is None else group.urgency)
    for kind, column in columns.items():
        if kind == "tied":
            _allow(tied, left)
        for row in order:
            here = scenario.assembly_points[int(passage.point[row])].id
            groups = [g for g in by_urgency if g.at == here and _kind(g, tied) == kind]
            _board(loads[row], groups, left, int(column[row]))
    return loads


def _kind(group: Group, tied: Iterable[str]) -> str:
    if group.id in tied:
        return "tied"
    if group.travels == "stretcher":
        return "stretcher"
    return "wounded" if group.category == "wounded" else "other"


def _allow(tied: dict[str, Group], left: dict[str, int]) -> None:
    """Keep of each group of companions only those whose patients leave."""
    for companions, patients in tied.items():
        gone = patients.headcount - left[patients.id]
        left[companions] = left[companions] * gone // patients.headcount if patients.headcount else 0


def _board(load: dict[str, int], groups: list[Group], left: dict[str, int], persons: int) -> None:
    for group in groups:
        taken = min(persons, left[group.id])
        if taken:
            load[group.id] = load.get(group.id, 0) + taken
            left[group.id] -= taken
            persons -= taken


def convoys(scenario: Scenario, movements: tuple[Trip, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the runs of trips that enter a leg under convoy rules in one direction less than the interval apart."""
    rules, lane = scenario.convoys, shape.lane(scenario)
    if lane.id not in rules.where:
        return ()
    found: list[list[str]] = []
    for is_outward in (True, False):
        entries = sorted(
            (stop.enters, trip.id)
            for trip in movements
            for stop in trip.stops
            if isinstance(stop, LegStop) and bool(trip.load) == is_outward
        )
        last = None
        for enters, name in entries:
            if last is None or enters - last >= rules.interval_s:
                found.append([])
            found[-1].append(name)
            last = enters
    return tuple(tuple(run) for run in found)
