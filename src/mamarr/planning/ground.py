"""The ground on which a plan moves: the scenario by id, with its free ways."""

import re

from mamarr.planning.ways import Ways
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.places import AnyPlace, Checkpoint
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario

_VEHICLE = re.compile(r"(.*)/([1-9][0-9]{0,9})", re.DOTALL)  # no leading zeros: one vehicle has one name


class Ground:
    """The scenario by id."""

    def __init__(self, scenario: Scenario) -> None:
        self.places: dict[str, AnyPlace] = {place.id: place for place in scenario.places}
        self.legs: dict[str, Leg] = {leg.id: leg for leg in scenario.legs}
        self.classes: dict[str, VehicleClass] = {vehicle.id: vehicle for vehicle in scenario.fleet}
        self.groups = {group.id: group for group in scenario.groups}
        self.stations = {vehicle.stationed for vehicle in scenario.fleet}
        self.ways = Ways(scenario)

    def vehicle_class(self, name: str) -> VehicleClass | None:
        """Return the class of the vehicle called *name*; None where there is no such vehicle."""
        match = _VEHICLE.fullmatch(name)
        found = self.classes.get(match[1]) if match else None
        return found if found and match and int(match[2]) <= found.count else None

    def inspects(self, leg: Leg, *, is_outward: bool) -> str | None:
        """Return the checkpoint that has to be passed before *leg* is driven in this direction."""
        place = self.places[leg.from_place if is_outward else leg.to_place]
        wanted = ("out", "both") if is_outward else ("in", "both")
        return place.id if isinstance(place, Checkpoint) and place.direction in wanted else None
