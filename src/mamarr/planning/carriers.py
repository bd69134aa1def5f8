"""Carriers: whatever brings people out. Vehicles of the fleet, own vehicles of a group, and columns on foot."""

import re
from dataclasses import dataclass

from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group
from mamarr.scenario.scenario import Scenario

_NAME = re.compile(r"(.*)/([1-9][0-9]{0,9})", re.DOTALL)  # no leading zeros: one vehicle has one name


@dataclass(frozen=True)
class Carrier:
    """One vehicle of the fleet, or one own vehicle or column of a group."""

    kind: str
    """Its class, or the group whose own it is."""
    stationed: str
    """Where it stands at clock zero."""
    vehicle: VehicleClass | None = None
    group: Group | None = None

    @property
    def is_own(self) -> bool:
        """It belongs to the people themselves."""
        return self.group is not None

    @property
    def is_escort(self) -> bool:
        """It rides in convoys and carries nobody."""
        return self.vehicle is not None and self.vehicle.escort

    @property
    def walks_kmh(self) -> float | None:
        """Speed of a column on foot; None on wheels."""
        return self.group.walks_kmh if self.group is not None and self.group.travels == "on foot" else None


class Carriers:
    """All carriers of a scenario by name; there may be a thousand million, so none is made before it is asked for."""

    def __init__(self, scenario: Scenario) -> None:
        self._vehicles = {vehicle.id: vehicle for vehicle in scenario.fleet}
        self._groups = {group.id: group for group in scenario.groups if group.moves_itself}

    def find(self, name: str) -> Carrier | None:
        """Return the carrier called *name*; None where there is no such vehicle."""
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        kind, number = match[1], int(match[2])
        vehicle, group = self._vehicles.get(kind), self._groups.get(kind)
        if vehicle is not None and number <= vehicle.count:
            return Carrier(kind, vehicle.stationed, vehicle=vehicle)
        if group is not None and number <= group.means:
            return Carrier(kind, group.at, group=group)
        return None

    def choices(self) -> str:
        """Return the names there are."""
        counts = {name: vehicle.count for name, vehicle in self._vehicles.items()}
        counts |= {name: group.means for name, group in self._groups.items()}
        return ", ".join(f"{name}/1 to {name}/{count}" for name, count in counts.items())
