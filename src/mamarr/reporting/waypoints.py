"""Waypoints: what a trip does at each of its stops, and which way it drives each leg."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip
from mamarr.reporting.remembered import remembered
from mamarr.scenario.places import AssemblyPoint, Checkpoint
from mamarr.scenario.scenario import Scenario

Role = Literal["begins", "boards", "inspected", "waits", "received", "unloads", "ends"]


@dataclass(frozen=True)
class Halt:
    """A stop at a place, and what is done there."""

    place: str
    role: Role
    arrives: int | None
    begins: int | None
    ends: int | None
    """When it leaves, is inspected, or is received."""

    @property
    def seconds(self) -> tuple[int, ...]:
        """All its instants."""
        return tuple(each for each in (self.arrives, self.begins, self.ends) if each is not None)


@dataclass(frozen=True)
class Passing:
    """A leg driven from one end to the other."""

    leg: str
    is_outward: bool
    enters: int
    leaves: int
    towards: str
    """The place at which it leaves the leg."""

    @property
    def seconds(self) -> tuple[int, ...]:
        """All its instants."""
        return self.enters, self.leaves


Waypoint = Halt | Passing


class Ground:
    """The places, legs and groups of a scenario by their ids."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.places = {place.id: place for place in scenario.places}
        self.legs = {leg.id: leg for leg in scenario.legs}
        self.groups = {group.id: group for group in scenario.groups}

    @cached_property
    def corridor(self) -> tuple[str, ...]:
        """Legs with rules of convoys or with alternating traffic, in file order."""
        return tuple(
            leg.id
            for leg in self.scenario.legs
            if leg.id in self.scenario.convoys.where
            or leg.traffic == "alternating"
            or any(change.traffic == "alternating" for change in leg.changes)
        )

    def people(self, trip: Trip) -> dict[str, int]:
        """Return the persons aboard by group; none of a trip with aid."""
        return {name: persons for name, persons in trip.load.items() if name in self.groups}

    def followed(self, trip: Trip) -> tuple[Waypoint, ...]:
        """Return what *trip* does stop by stop."""
        found: list[Waypoint] = []
        here = ""
        for number, stop in enumerate(trip.stops):
            if isinstance(stop, LegStop):
                leg = self.legs[stop.leg]
                is_outward = self._is_outward(trip, number, here)
                here = leg.to_place if is_outward else leg.from_place
                found.append(Passing(stop.leg, is_outward, stop.enters, stop.leaves, here))
            else:
                found.append(self._halt(trip, number, stop))
                here = stop.at
        return tuple(found)

    def _is_outward(self, trip: Trip, number: int, here: str) -> bool:
        """Tell which way a leg is driven: from where the vehicle is, else to where it comes next, else as its load says."""
        stop = trip.stops[number]
        leg = self.legs[stop.leg] if isinstance(stop, LegStop) else None
        if leg is None or here == leg.from_place:
            return True
        if here == leg.to_place:
            return False
        after = trip.stops[number + 1] if number + 1 < len(trip.stops) else None
        if isinstance(after, PlaceStop):
            ends: tuple[str, ...] = (after.at,)
        else:
            ends = (self.legs[after.leg].from_place, self.legs[after.leg].to_place) if after else ()
        if leg.from_place in ends or leg.to_place in ends:
            return leg.to_place in ends
        return bool(trip.load)

    def _halt(self, trip: Trip, number: int, stop: PlaceStop) -> Halt:
        ends = stop.received if stop.received is not None else stop.leaves
        return Halt(stop.at, self._role(trip, number, stop), stop.arrives, stop.begins, ends)

    def _role(self, trip: Trip, number: int, stop: PlaceStop) -> Role:
        place, has_people = self.places[stop.at], bool(self.people(trip))
        if stop.received is not None:
            return "received" if has_people else "unloads"
        if stop.begins is not None and isinstance(place, AssemblyPoint) and has_people:
            return "boards"
        if stop.begins is not None and isinstance(place, Checkpoint):
            return "inspected"
        if number == 0:
            return "begins"
        return "ends" if number == len(trip.stops) - 1 else "waits"


def halts(waypoints: Iterable[Waypoint], *roles: Role) -> list[Halt]:
    """Return the stops with one of *roles*."""
    return [each for each in waypoints if isinstance(each, Halt) and each.role in roles]


def passings(waypoints: Iterable[Waypoint]) -> list[Passing]:
    """Return the legs driven."""
    return [each for each in waypoints if isinstance(each, Passing)]


def first_s(waypoints: Iterable[Waypoint]) -> int:
    """Return the first instant: when a trip departs, or its people begin to board."""
    return min((second for each in waypoints for second in each.seconds), default=0)


def starts_s(waypoints: tuple[Waypoint, ...]) -> int:
    """Return when a trip sets out: what it leaves first; where it begins by boarding, that boarding."""
    first = waypoints[0] if waypoints else None
    if isinstance(first, Halt) and first.role == "begins" and first.ends is not None:
        return first.ends
    return first_s(waypoints)


@remembered
def runs_over_days(plan: Plan) -> bool:
    """Tell whether the trips of *plan* touch more than one day of the wall clock."""
    seconds = [
        second
        for trip in plan.trips
        for stop in (trip.stops[0], trip.stops[-1])
        for second in (
            (stop.enters, stop.leaves)
            if isinstance(stop, LegStop)
            else (stop.arrives, stop.begins, stop.leaves, stop.received)
        )
        if second is not None
    ]
    ends = [plan.scenario.clock.local(second) for second in (min(seconds, default=0), max(seconds, default=0))]
    return ends[0] is not None and ends[1] is not None and ends[0].date() != ends[1].date()
