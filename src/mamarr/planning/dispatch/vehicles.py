"""Vehicles as the planner moves them: of a class, or the own means of a group."""

from dataclasses import dataclass
from typing import NamedTuple

from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group
from mamarr.scenario.scenario import Scenario


class Spec(NamedTuple):
    """What vehicles of one kind can do."""

    name: str
    room: int
    stretchers: int
    wheelchairs: int
    offers: frozenset[str]
    tonnes: int
    escort: bool
    points: int
    """Assembly points at which it may load on one trip."""
    station: str
    at_end: str
    duty_s: int | None
    rest_s: int
    range_m: int | None
    refuel_s: int
    group: str | None = None
    """The group whose own means it is."""
    walks: float | None = None
    """Speed on foot."""

    @property
    def persons(self) -> int:
        """Persons that it holds at most."""
        return self.room if self.group is not None else self.room + self.stretchers + self.wheelchairs


class State(NamedTuple):
    """Where a vehicle stands in its work."""

    place: str
    free_s: int
    """It can leave from then on."""
    arrived_s: int | None = None
    """Since when it stands here, after a trip; None before its first."""
    begun_s: int | None = None
    """Beginning of its first trip since a rest."""
    driven_m: int = 0
    """Metres since the last filling."""


@dataclass
class Vehicle:
    """One vehicle and what it does next."""

    spec: Spec
    number: int
    state: State
    is_spent: bool = False
    """Nothing more can be done with it."""
    slot_s: int | None = None
    """When its inspection begins, where it stands at a checkpoint from before the plan."""

    @property
    def name(self) -> str:
        """Its name in a plan."""
        return f"{self.spec.name}/{self.number}"


def spec_of_class(vehicle: VehicleClass) -> Spec:
    """Return what the vehicles of a class can do."""
    return Spec(
        vehicle.id,
        vehicle.room,
        vehicle.stretchers,
        vehicle.wheelchairs,
        frozenset(vehicle.offers),
        vehicle.tonnes,
        vehicle.escort,
        max(1, vehicle.points_per_trip),
        vehicle.stationed,
        vehicle.at_end,
        vehicle.duty_s,
        vehicle.rest_s,
        vehicle.range_m,
        vehicle.refuel_s,
    )


def spec_of_group(group: Group) -> Spec:
    """Return what the own means of a group can do."""
    walks = group.walks_kmh if group.travels == "on foot" else None
    each = group.persons_per_vehicle
    return Spec(
        group.id, each, each, each, frozenset(), 0, False, 1, group.at, "anywhere", None, 0, None, 0, group.id, walks
    )


def all_vehicles(scenario: Scenario) -> list[Vehicle]:
    """Return every vehicle of the fleet, then every own means, where they stand at clock zero."""
    found = []
    for vehicle in scenario.fleet:
        spec = spec_of_class(vehicle)
        found += [Vehicle(spec, number, State(spec.station, 0)) for number in range(1, vehicle.count + 1)]
    for group in scenario.groups:
        spec = spec_of_group(group)
        found += [Vehicle(spec, number, State(group.at, 0)) for number in range(1, group.means + 1)]
    return found
