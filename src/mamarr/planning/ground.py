"""The ground on which a plan moves: the scenario by id, with its free ways and what holds at a second."""

from mamarr.planning.carriers import Carrier, Carriers
from mamarr.planning.timetable import Trip
from mamarr.planning.ways import Ways
from mamarr.scenario.calendar import Calendar
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group
from mamarr.scenario.places import AnyPlace, Checkpoint
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times


class Ground:
    """The scenario by id."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.calendar = Calendar(scenario)
        self.places: dict[str, AnyPlace] = {place.id: place for place in scenario.places}
        self.legs: dict[str, Leg] = {leg.id: leg for leg in scenario.legs}
        self.classes: dict[str, VehicleClass] = {vehicle.id: vehicle for vehicle in scenario.fleet}
        self.groups: dict[str, Group] = {group.id: group for group in scenario.groups}
        self.aids = {aid.id: aid for aid in scenario.aid}
        self.carriers = Carriers(scenario)
        self.closures = {leg.id: self.calendar.closures(leg) for leg in scenario.legs}
        self._ways: dict[float | None, Ways] = {}
        self._windows: dict[tuple[str, ...], Times | None] = {}
        self._changing = {leg.id for leg in scenario.legs if _changes(leg, scenario)}

    def ways(self, carrier: Carrier) -> Ways:
        """Return the free ways of *carrier*."""
        if carrier.walks_kmh not in self._ways:
            self._ways[carrier.walks_kmh] = Ways(self.scenario, carrier.walks_kmh)
        return self._ways[carrier.walks_kmh]

    def drive_s(self, leg: Leg, second: int, carrier: Carrier) -> int | None:
        """Return the seconds of *carrier* on *leg* when it enters at *second*; None where there is no way through."""
        walks = carrier.walks_kmh
        if walks is not None and leg.length_m is None:
            return None
        if leg.id not in self._changing:
            return self.ways(carrier).drive_s[leg.id]
        return self.calendar.drive_s(leg, second, walks)

    def windows(self, pauses: tuple[str, ...]) -> Times | None:
        """Return when something under *pauses* may be used; None for always."""
        if pauses not in self._windows:
            self._windows[pauses] = self.calendar.windows(pauses)
        return self._windows[pauses]

    def inspects(self, leg: Leg, *, is_outward: bool) -> str | None:
        """Return the checkpoint that has to be passed before *leg* is driven in this direction."""
        place = self.places[leg.from_place if is_outward else leg.to_place]
        wanted = ("out", "both") if is_outward else ("in", "both")
        return place.id if isinstance(place, Checkpoint) and place.direction in wanted else None

    def people(self, trip: Trip) -> dict[str, int]:
        """Return the people of *trip* by group; strangers and aid are nobody."""
        return {name: max(0, persons) for name, persons in trip.load.items() if name in self.groups}

    def is_cargo(self, trip: Trip) -> bool:
        """Say whether *trip* carries aid, and nobody."""
        return any(name in self.aids for name in trip.load) and not any(name in self.groups for name in trip.load)


def _changes(leg: Leg, scenario: Scenario) -> bool:
    return bool(leg.changes) or any(not weather.where or leg.id in weather.where for weather in scenario.weather)
