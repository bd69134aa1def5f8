"""A plan as plain JSON, read for altering: movements, their stops and the few numbers of the scenario they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mamarr.scenario import Scenario, shape
from mamarr.scenario.quantities import UNLIMITED

Tree = dict[str, Any]
OUTWARD_STOPS = 5


@dataclass(frozen=True, eq=False)
class Movement:
    """One trip; its stops are the very dictionaries of the plan."""

    trip: Tree

    @property
    def is_outward(self) -> bool:
        """It brings people out."""
        return bool(self.trip["load"])

    @property
    def vehicle(self) -> str:
        """Its vehicle."""
        return str(self.trip["vehicle"])

    @property
    def vehicle_class(self) -> str:
        """The class of its vehicle."""
        return self.vehicle.partition("/")[0]

    @property
    def load(self) -> dict[str, int]:
        """Persons aboard by group."""
        found: dict[str, int] = self.trip["load"]
        return found

    @property
    def stops(self) -> list[Tree]:
        """All stops."""
        found: list[Tree] = self.trip["stops"]
        return found

    @property
    def first(self) -> Tree:
        """Where it begins."""
        return self.stops[0]

    @property
    def point(self) -> Tree:
        """Where people board."""
        return self.stops[1]

    @property
    def hub(self) -> Tree:
        """The stop at the hub: on the way out, or the end of a return."""
        return self.stops[2]

    @property
    def lane(self) -> Tree:
        """The passage of the lane."""
        return next(stop for stop in self.stops if "leg" in stop)

    @property
    def centre(self) -> Tree:
        """The stop at the reception centre."""
        return self.stops[-1] if self.is_outward else self.stops[0]

    @property
    def departs_s(self) -> int:
        """When it begins."""
        return int(self.first["leaves"])

    @property
    def ends_s(self) -> int:
        """When its vehicle is free again."""
        last = self.stops[-1]
        return int(last["received"] if "received" in last else last["arrives"])

    def shift_passage(self, by: int) -> None:
        """Let it pass the lane *by* seconds later, and whatever comes after."""
        if self.is_outward:
            _shift(self.centre, by, "arrives", "begins", "received")
        else:
            _shift(self.first, by, "leaves")
            _shift(self.hub, by, "arrives")
        _shift(self.lane, by, "enters", "leaves")


def _shift(stop: Tree, by: int, *keys: str) -> None:
    for key in keys:
        stop[key] += by


def active(spans: Iterable[tuple[int, int]], second: int) -> int:
    """Return how many half-open spans hold *second*."""
    return sum(begins <= second < ends for begins, ends in spans)


@dataclass(frozen=True, eq=False)
class Reading:
    """A whole plan."""

    plan: Tree

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario it plans."""
        return Scenario.model_validate(self.plan["scenario"])

    @cached_property
    def movements(self) -> list[Movement]:
        """All trips in order of departure."""
        return sorted((Movement(trip) for trip in self.plan["trips"]), key=lambda m: m.departs_s)

    @cached_property
    def outward(self) -> list[Movement]:
        """Trips with people."""
        return [movement for movement in self.movements if movement.is_outward]

    @cached_property
    def returns(self) -> list[Movement]:
        """Empty returns."""
        return [movement for movement in self.movements if not movement.is_outward]

    @cached_property
    def hub_id(self) -> str:
        """The hub."""
        return shape.hub(self.scenario)

    @cached_property
    def lane_id(self) -> str:
        """The lane."""
        return shape.lane(self.scenario).id

    @cached_property
    def transit_s(self) -> int:
        """From one end of the lane to the other."""
        return shape.lane(self.scenario).drive_s

    @cached_property
    def lanes(self) -> int:
        """Inspection lanes; 0 without a checkpoint."""
        return self.scenario.checkpoints[0].lanes if self.scenario.checkpoints else 0

    @cached_property
    def is_ruled(self) -> bool:
        """Convoy rules hold in the lane."""
        return self.lane_id in self.scenario.convoys.where

    @cached_property
    def last_s(self) -> int:
        """The last second in the lane."""
        pause = shape.lane(self.scenario).pause
        return self.scenario.pause(pause).last_s if pause else UNLIMITED

    def boarding_s(self, movement: Movement) -> int:
        """Return the boarding time of an outward movement."""
        return self._point(movement).boarding_s

    def bays(self, movement: Movement) -> int:
        """Return the bays where an outward movement boards."""
        return self._point(movement).bays

    def alighting(self) -> tuple[int, int]:
        """Return the alighting time and the bays of the reception centre."""
        name = self.scenario.groups[0].destinations[0]
        centre = next(each for each in self.scenario.reception_centres if each.id == name)
        return centre.alighting_s, centre.bays

    def inner_s(self, movement: Movement) -> int:
        """Return the drive between the hub and where an outward movement boards."""
        return sum(leg.drive_s for leg in shape.inner_legs(self.scenario, movement.point["at"]))

    def inspection_s(self, movement: Movement) -> int:
        """Return the inspection time of a movement's vehicle."""
        return self.scenario.checkpoints[0].inspection_s(movement.vehicle_class) or 0

    def rank(self, movement: Movement) -> int:
        """Return the rank at the checkpoint; the lower goes first."""
        order = self.scenario.checkpoints[0].priority
        return order.index(movement.vehicle_class) if movement.vehicle_class in order else len(order)

    def before(self, movement: Movement) -> Movement | None:
        """Return what the vehicle did before."""
        own = self.of_vehicle(movement.vehicle)
        index = own.index(movement)
        return own[index - 1] if index else None

    def after(self, movement: Movement) -> Movement | None:
        """Return what the vehicle does next."""
        own = self.of_vehicle(movement.vehicle)
        index = own.index(movement)
        return own[index + 1] if index + 1 < len(own) else None

    def of_vehicle(self, vehicle: str) -> list[Movement]:
        """Return the movements of a vehicle in order."""
        return [movement for movement in self.movements if movement.vehicle == vehicle]

    def freed_s(self, movement: Movement) -> int:
        """Return when the vehicle came to where the movement begins."""
        earlier = self.before(movement)
        return earlier.ends_s if earlier else 0

    def spare_s(self, movement: Movement) -> int:
        """Return how long after the movement its vehicle stands still."""
        later = self.after(movement)
        return (later.departs_s if later else UNLIMITED) - movement.ends_s

    def is_early_allowed(self, movement: Movement, by: int) -> bool:
        """Say whether the passage may lie *by* seconds earlier as far as its own vehicle goes."""
        if movement.is_outward:
            return int(movement.lane["enters"]) - by >= int(movement.hub["leaves"]) and self.lanes > 0
        return movement.departs_s - by >= self.freed_s(movement)

    def is_late_allowed(self, movement: Movement, by: int) -> bool:
        """Say whether the passage may lie *by* seconds later as far as its own vehicle and the pause go."""
        if movement.is_outward and self.lanes == 0:
            return False
        return self.spare_s(movement) >= by and int(movement.lane["leaves"]) + by <= self.last_s

    def entries(self, *, outward: bool) -> list[Movement]:
        """Return the movements of one direction by entry."""
        own = self.outward if outward else self.returns
        return sorted(own, key=lambda movement: int(movement.lane["enters"]))

    def boardings(self, point: str) -> list[tuple[int, int]]:
        """Return when bays of *point* are taken."""
        return [
            (m.point["begins"], m.point["begins"] + self.boarding_s(m)) for m in self.outward if m.point["at"] == point
        ]

    def inspections(self) -> list[tuple[int, int]]:
        """Return when lanes of the checkpoint are taken."""
        return [(m.hub["begins"], m.hub["leaves"]) for m in self.outward] if self.lanes else []

    def out_by_group(self) -> dict[str, int]:
        """Return the people aboard of all movements, by group."""
        out = {group.id: 0 for group in self.scenario.groups}
        for movement in self.outward:
            for group, persons in movement.load.items():
                out[group] += persons
        return out

    def aboard(self, movement: Movement, travels: str) -> int:
        """Return how many of a movement's people travel on a seat or a stretcher."""
        ways = {group.id: group.travels for group in self.scenario.groups}
        return sum(persons for group, persons in movement.load.items() if ways[group] == travels)

    def room(self, movement: Movement, travels: str) -> int:
        """Return the free seats or stretchers of a movement's vehicle."""
        own = self.scenario.vehicle_class(movement.vehicle_class)
        return (own.seats if travels == "seat" else own.stretchers) - self.aboard(movement, travels)

    def _point(self, movement: Movement) -> Any:
        return next(point for point in self.scenario.assembly_points if point.id == movement.point["at"])
