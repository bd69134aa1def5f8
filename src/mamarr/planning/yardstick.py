"""The yardstick of the hand bounds: what a scenario gives to measure with. Taken from the scenario, by the judge alone.

The shape is that of this version: assembly points around one hub, one lane from there to one reception centre. Letters
of the formulas: S, Q people who lie and sit; k inspection; C transit; U alighting; h headway; g gap; B largest convoy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mamarr.scenario import shape
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.pauses import PauseWindow
from mamarr.scenario.places import AssemblyPoint, Checkpoint
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario

STRETCHER, SEAT, ANY = "stretcher", "seat", "any"


@dataclass(frozen=True)
class Load:
    """The most that a passage can carry, from one point and of one kind; so many passages of that size."""

    point: str
    kind: str
    persons: int
    count: int


@dataclass(frozen=True)
class Point:
    """What a passage from one assembly point costs at least."""

    place: AssemblyPoint
    open_s: int
    inward_s: int
    outward_s: int
    ready_s: int

    @property
    def boarding_from_s(self) -> int:
        """No boarding begins here before."""
        return max(self.open_s + self.inward_s, self.ready_s)

    @property
    def first_s(self) -> int:
        """Nobody from here reaches the hub before."""
        return self.boarding_from_s + self.place.boarding_s + self.outward_s

    @property
    def inner_s(self) -> int:
        """From the hub to the point, aboard, and back at the hub."""
        return self.inward_s + self.place.boarding_s + self.outward_s


class Yardstick:
    """Loads, times and limits of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.hub, self.lane = shape.hub(scenario), shape.lane(scenario)
        self.centre = next(centre for centre in scenario.reception_centres if centre.id == self.lane.to_place)
        self.usable = [vehicle for vehicle in scenario.fleet if vehicle.count > 0]
        self.is_mixed = any(vehicle.seats and vehicle.stretchers for vehicle in self.usable)
        self._measure_times()
        self.loads = sorted(self._loads(), key=lambda load: -load.persons) if self.usable else []
        self.kinds = [kind for kind in (STRETCHER, SEAT, ANY) if any(load.kind == kind for load in self.loads)]
        left = {load.point for load in self.loads}
        self.peopled = [self._point(point) for point in scenario.assembly_points if point.id in left]

    def _measure_times(self) -> None:
        scenario, rules = self.scenario, self.scenario.convoys
        self.transit_s = self.lane.drive_s
        self.alighting_s = self.centre.alighting_s
        is_ruled = self.lane.id in rules.where
        self.headway_s = rules.headway_s if is_ruled else 0
        self.gap_s = max(0, rules.interval_s - rules.headway_s) if is_ruled else 0
        self.largest = rules.largest if is_ruled else None
        """Vehicles of the largest convoy; None where there are no convoys."""
        self.is_alternating = self.lane.traffic == "alternating"
        self.pause: PauseWindow | None = scenario.pause(self.lane.pause) if self.lane.pause else None
        self.checkpoint = next((place for place in scenario.checkpoints if place.id == self.hub), None)

    @cached_property
    def inspection_s(self) -> int:
        """Seconds of the shortest inspection of all classes."""
        return min(self.inspection_of(vehicle) for vehicle in self.usable)

    @property
    def lanes(self) -> int | None:
        """Inspection lanes; None where they do not limit."""
        limited = self.checkpoint is not None and self.checkpoint.lanes != UNLIMITED
        return self.checkpoint.lanes if limited and self.checkpoint else None

    def inspection_of(self, vehicle: VehicleClass) -> int:
        """Seconds of one inspection of this class; 0 without a checkpoint."""
        return (self.checkpoint.inspection_s(vehicle.id) or 0) if isinstance(self.checkpoint, Checkpoint) else 0

    def inspection_for(self, kind: str) -> int:
        """Seconds of the shortest inspection of the classes that can carry *kind*."""
        return min(self.inspection_of(vehicle) for vehicle in self.vehicles_of(kind))

    def _loads(self) -> Iterator[Load]:
        most_lying = max(vehicle.stretchers for vehicle in self.usable)
        most_sitting = max(vehicle.seats for vehicle in self.usable)
        most = max(vehicle.seats + vehicle.stretchers for vehicle in self.usable)
        for point in self.scenario.assembly_points:
            lying, sitting = self._waiting(point.id, "stretcher"), self._waiting(point.id, "seat")
            if self.is_mixed:
                yield from _split(point.id, ANY, lying + sitting, most)
            else:
                yield from _split(point.id, STRETCHER, lying, most_lying)
                yield from _split(point.id, SEAT, sitting, most_sitting)

    def _waiting(self, point: str, travels: str) -> int:
        return sum(group.headcount for group in self.scenario.groups if group.at == point and group.travels == travels)

    def _point(self, place: AssemblyPoint) -> Point:
        """Its way stands under its own pause, and its groups are ready at one time; anything else is of another shape."""
        legs = self.scenario.route(place.id, self.hub) or ()
        drive = sum(leg.drive_s for leg in legs)
        opens = self.scenario.pause(place.pause).opens_s if place.pause else 0
        ready = next(group.ready_s for group in self.scenario.groups if group.at == place.id)
        return Point(place, opens, drive, drive, ready)

    @property
    def first_s(self) -> int:
        """Nobody reaches the hub before."""
        return min(point.first_s for point in self.peopled)

    @property
    def inner_s(self) -> int:
        """The quickest way from the hub to somebody and back, boarding included."""
        return min(point.inner_s for point in self.peopled)

    @property
    def enter_s(self) -> int:
        """Nobody enters the lane before."""
        inspected = self.first_s + self.inspection_s
        return max(inspected, self.pause.opens_s) if self.pause else inspected

    @property
    def turn_s(self) -> int:
        """From one entry of a vehicle into the lane to its next: out, alight, back, in, board, out, inspected."""
        return 2 * self.transit_s + self.alighting_s + self.inner_s + self.inspection_s

    def carriable(self, *, kind: str | None = None, but_kind: str | None = None, but_point: str | None = None) -> int:
        """Return how many people can be carried at all: of one kind, of other kinds, or from other points."""
        return sum(
            load.persons * load.count
            for load in self.loads
            if kind in (None, load.kind) and load.kind != but_kind and load.point != but_point
        )

    def passages(self, persons: int) -> int:
        """Return the fewest passages that carry *persons*."""
        return fewest(self.loads, persons)

    def passages_of(self, kind: str, persons: int) -> int:
        """Return the fewest passages of *kind*, when *persons* come out and everybody of the other kinds."""
        needed = persons - self.carriable(but_kind=kind)
        return fewest([load for load in self.loads if load.kind == kind], needed)

    def vehicles_of(self, kind: str) -> list[VehicleClass]:
        """Return the classes that can carry *kind*."""
        if kind == ANY:
            return self.usable
        return [vehicle for vehicle in self.usable if (vehicle.stretchers if kind == STRETCHER else vehicle.seats)]

    def count_of(self, kind: str) -> int:
        """Return how many vehicles can carry *kind*."""
        return sum(vehicle.count for vehicle in self.vehicles_of(kind))

    def convoys(self, entries: int) -> int:
        """Return the fewest convoys of so many vehicles."""
        return -(-entries // self.largest) if self.largest else min(entries, 1)


def fewest(loads: list[Load], persons: int) -> int:
    """Return how many of the largest *loads* reach *persons*; *loads* stand in falling order."""
    passages = 0
    for load in loads:
        used = min(load.count, max(0, -(-persons // load.persons)))
        persons -= used * load.persons
        passages += used
    return passages


def fullest(loads: list[Load], passages: int) -> list[tuple[int, int]]:
    """Return the *passages* largest of *loads* as (persons, how many), sizes falling, each size once."""
    taken: dict[int, int] = {}
    for load in loads:
        used = min(load.count, passages)
        if used > 0:
            taken[load.persons] = taken.get(load.persons, 0) + used
            passages -= used
    return list(taken.items())


def _split(point: str, kind: str, persons: int, most: int) -> Iterator[Load]:
    """Full loads and one remainder, counted and not laid out: a file may announce a thousand million people."""
    if most and persons >= most:
        yield Load(point, kind, most, persons // most)
    if most and persons % most:
        yield Load(point, kind, persons % most, 1)
