"""Tallies: people of a plan by kind and by category, and the lines of its movement table."""

from collections.abc import Mapping
from dataclasses import dataclass

from mamarr.planning.timetable import Alternative, LegStop, PlaceStop, Plan, Trip
from mamarr.reporting.wording.names import KINDS, kind_of
from mamarr.scenario.places import AssemblyPoint
from mamarr.scenario.scenario import Scenario

WAYPOINTS = (
    "departs",
    "at_point",
    "boards",
    "leaves_point",
    "at_checkpoint",
    "inspection",
    "inspected",
    "enters",
    "leaves",
    "alights",
    "received",
)
"""Instants of an outward movement in order."""

CATEGORIES = ("wounded", "stretcher", "companion", "civilian", "fighter")
"""Categories as alternatives count them: `wounded` includes `stretcher`."""


@dataclass(frozen=True)
class Movement:
    """One line of a movement table: a vehicle with people on its way out."""

    convoy: int | None
    trip: str
    vehicle: str
    point: str
    people: Mapping[str, int]
    instants: Mapping[str, int | None]

    @property
    def persons(self) -> int:
        """Everybody aboard."""
        return sum(self.people.values())


@dataclass(frozen=True)
class Return:
    """Empty vehicles on their way back together."""

    convoy: int
    vehicles: int
    enters_s: int
    last_enters_s: int
    leaves_s: int


def movements(plan: Plan) -> tuple[Movement, ...]:
    """Return every trip with people, by departure."""
    numbers = _convoy_numbers(plan)
    kinds = _kinds(plan.scenario)
    lines = [_movement(plan.scenario, trip, numbers.get(trip.id), kinds) for trip in plan.trips if trip.load]
    return tuple(sorted(lines, key=lambda line: (line.instants["departs"] or 0, line.instants["received"] or 0)))


def _outward_convoys(plan: Plan) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    loaded = {trip.id for trip in plan.trips if trip.load}
    out = [run for run in plan.convoys if run and run[0] in loaded]
    back = [run for run in plan.convoys if run and run[0] not in loaded]
    return out, back


def _convoy_numbers(plan: Plan) -> dict[str, int]:
    out, _ = _outward_convoys(plan)
    return {trip: number for number, run in enumerate(out, start=1) for trip in run}


def returns(plan: Plan) -> tuple[Return, ...]:
    """Return the convoys of empty vehicles."""
    legs = {trip.id: stop for trip in plan.trips for stop in trip.stops if isinstance(stop, LegStop)}
    _, back = _outward_convoys(plan)
    found = []
    for number, run in enumerate(back, start=1):
        stops = [legs[trip] for trip in run]
        enters = [stop.enters for stop in stops]
        found.append(Return(number, len(run), min(enters), max(enters), max(stop.leaves for stop in stops)))
    return tuple(found)


def _movement(scenario: Scenario, trip: Trip, convoy: int | None, kinds: Mapping[str, str]) -> Movement:
    people: dict[str, int] = {}
    for group, persons in trip.load.items():
        people[kinds[group]] = people.get(kinds[group], 0) + persons
    points = {place.id for place in scenario.places if isinstance(place, AssemblyPoint)}
    instants: dict[str, int | None] = dict.fromkeys(WAYPOINTS)
    point = ""
    for number, stop in enumerate(trip.stops):
        if isinstance(stop, LegStop):
            instants |= {"enters": stop.enters, "leaves": stop.leaves}
        elif stop.at in points:
            point = stop.at
            instants |= {"at_point": stop.arrives, "boards": stop.begins, "leaves_point": stop.leaves}
        elif number == 0:
            instants["departs"] = stop.leaves
        elif stop.received is not None:
            instants |= {"alights": stop.begins, "received": stop.received}
        elif number < len(trip.stops) - 1:
            inspected = stop.leaves if stop.begins is not None else None
            instants |= {"at_checkpoint": stop.arrives, "inspection": stop.begins, "inspected": inspected}
    return Movement(convoy, trip.id, trip.vehicle, point, people, instants)


def _kinds(scenario: Scenario) -> dict[str, str]:
    return {group.id: kind_of(group) for group in scenario.groups}


def kinds_present(scenario: Scenario) -> tuple[str, ...]:
    """Return the kinds of people that occur, in the order of every table."""
    present = {kind_of(group) for group in scenario.groups}
    return tuple(kind for kind in KINDS if kind in present)


def _category(name: str) -> str:
    return "fighter" if name.startswith("fighter") else name


def by_category(plan: Plan) -> dict[str, int]:
    """Return the people brought out by category; `wounded` includes those on stretchers, who are counted again."""
    return categories_of(described(plan))


def categories_of(side: Alternative) -> dict[str, int]:
    """Return the people whom another plan brings out, by category in the same way."""
    found = dict.fromkeys(CATEGORIES, 0)
    for category, persons in side.by_category.items():
        found[_category(category)] += persons
    return found


def described(plan: Plan) -> Alternative:
    """Return *plan* in the few figures that are laid beside another plan."""
    groups = {group.id: group for group in plan.scenario.groups}
    found: dict[str, int] = {}
    for group_id, persons in plan.out_by_group.items():
        group = groups[group_id]
        for label in (group.category, *(("stretcher",) if group.travels == "stretcher" else ())):
            found[label] = found.get(label, 0) + persons
    return Alternative(
        code="this-plan",
        objective=plan.scenario.objective,
        people_out=plan.people_out,
        clearance_s=plan.clearance_s,
        by_category=found,
        mean_wounded_s=plan.mean_wounded_s,
        separated=plan.separated,
        remaining=plan.remaining,
    )


def announced(scenario: Scenario) -> dict[str, int]:
    """Return the people announced, by category in the same way."""
    found = dict.fromkeys(CATEGORIES, 0)
    for group in scenario.groups:
        found[_category(group.category)] += group.to_move
        found["stretcher"] += group.to_move if group.travels == "stretcher" else 0
    return found


def staying(plan: Plan) -> dict[str, dict[str, int]]:
    """Return who stays, by place and kind."""
    kinds = _kinds(plan.scenario)
    found: dict[str, dict[str, int]] = {}
    for entry in plan.remaining:
        here = found.setdefault(entry.place, {})
        here[kinds[entry.group]] = here.get(kinds[entry.group], 0) + entry.persons
    return found


def place_stops(plan: Plan, place: str) -> list[tuple[Trip, PlaceStop]]:
    """Return every stop of a trip with people at *place*."""
    return [
        (trip, stop)
        for trip in plan.trips
        if trip.load
        for stop in trip.stops
        if isinstance(stop, PlaceStop) and stop.at == place
    ]
