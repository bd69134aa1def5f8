"""The pencil of the hand bounds: the few numbers of a scenario that the sums are made of. Whole seconds, whole persons.

It knows one shape only: assembly points around one hub, one lane from there to one reception centre.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from mamarr.planning.cycles import Cycle, Turns
from mamarr.scenario import shape
from mamarr.scenario.places import AssemblyPoint
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario


@dataclass(frozen=True)
class Load:
    """What one passage can carry at most: *persons* of one kind from one assembly point."""

    persons: int
    kind: str
    point: str


@dataclass(frozen=True)
class Pencil:
    """The few numbers of a scenario that the sums are made of."""

    scenario: Scenario

    @cached_property
    def loads(self) -> list[Load]:
        """Everybody who can be carried, split by place and kind into the fullest loads; the largest first."""
        loads = []
        for point in self.scenario.assembly_points:
            for kind, persons in self._waiting(point.id):
                size = self.capacity(kind)
                full, rest = divmod(persons, size) if size else (0, 0)
                loads += [Load(size, kind, point.id)] * full + [Load(rest, kind, point.id)] * (rest > 0)
        return sorted(loads, key=lambda load: -load.persons)

    def _waiting(self, point: str) -> list[tuple[str, int]]:
        groups = [group for group in self.scenario.groups if group.at == point]
        lying = sum(group.headcount for group in groups if group.travels == "stretcher")
        seated = sum(group.headcount for group in groups if group.travels == "seat")
        lying, seated = lying * (self._most("stretchers") > 0), seated * (self._most("seats") > 0)
        return [("any", lying + seated)] if self.is_mixed else [("stretcher", lying), ("seat", seated)]

    @cached_property
    def usable(self) -> list[str]:
        """Vehicle classes of which there is at least one vehicle."""
        return [vehicle.id for vehicle in self.scenario.fleet if vehicle.count > 0]

    @cached_property
    def is_mixed(self) -> bool:
        """Some class carries both lying and seated people."""
        return any(v.seats > 0 and v.stretchers > 0 for v in self.scenario.fleet if v.count > 0)

    def _most(self, field: str) -> int:
        return max((getattr(v, field) for v in self.scenario.fleet if v.count > 0), default=0)

    def capacity(self, kind: str) -> int:
        """Return the most people of *kind* in one vehicle."""
        if kind == "any":
            return max((v.seats + v.stretchers for v in self.scenario.fleet if v.count > 0), default=0)
        return self._most("stretchers" if kind == "stretcher" else "seats")

    @cached_property
    def kinds(self) -> list[str]:
        """Kinds of load that occur: stretcher, seat; or any, where vehicles carry both."""
        return [kind for kind in ("stretcher", "seat", "any") if any(load.kind == kind for load in self.loads)]

    def classes_for(self, kind: str) -> list[str]:
        """Return the classes that can carry *kind* and have a vehicle."""
        field = {"stretcher": "stretchers", "seat": "seats"}.get(kind)
        return [v.id for v in self.scenario.fleet if v.count > 0 and (field is None or getattr(v, field) > 0)]

    def vehicles(self, kind: str) -> int:
        """Return how many vehicles can carry *kind*."""
        field = {"stretcher": "stretchers", "seat": "seats"}.get(kind)
        return sum(v.count for v in self.scenario.fleet if field is None or getattr(v, field) > 0)

    @cached_property
    def fleet(self) -> int:
        """All vehicles."""
        return sum(vehicle.count for vehicle in self.scenario.fleet)

    @cached_property
    def carriable(self) -> int:
        """Everybody whom some vehicle can carry."""
        return sum(load.persons for load in self.loads)

    def passages(self, people: int, loads: list[Load] | None = None) -> int:
        """Return the least number of passages that carry *people*: no set of loads of that size carries more."""
        if loads is None:
            return _fewest(self._carried["all"], people)
        return _fewest(list(accumulate(load.persons for load in loads)), people)

    def passages_of(self, kind: str, people: int) -> int:
        """Return the least number of passages of *kind* in any plan that brings out *people*."""
        own = self._carried[kind]
        return _fewest(own, people - self.carriable + (own[-1] if own else 0))

    @cached_property
    def _carried(self) -> dict[str, list[int]]:
        """People in the first load, the first two and so on: of each kind, and of all."""
        kinds = {kind: [load for load in self.loads if load.kind == kind] for kind in self.kinds} | {"all": self.loads}
        return {kind: list(accumulate(load.persons for load in loads)) for kind, loads in kinds.items()}

    def inner_s(self, point: AssemblyPoint) -> int:
        """Return the drive between *point* and the hub."""
        return sum(leg.drive_s for leg in shape.inner_legs(self.scenario, point.id))

    def first_boarding_s(self, point: AssemblyPoint) -> int:
        """Return the earliest second at which anybody can board at *point*."""
        opens = self.scenario.pause(point.pause).opens_s if point.pause else 0
        ready = min((group.ready_s for group in self.scenario.groups if group.at == point.id), default=0)
        return max(opens + self.inner_s(point), ready)

    @cached_property
    def points(self) -> list[AssemblyPoint]:
        """Assembly points with somebody who can be carried."""
        named = {load.point for load in self.loads}
        return [point for point in self.scenario.assembly_points if point.id in named]

    @cached_property
    def first_s(self) -> int:
        """The earliest second at which a loaded vehicle reaches the hub."""
        return min(self.first_boarding_s(p) + p.boarding_s + self.inner_s(p) for p in self.points)

    @cached_property
    def inside_s(self) -> int:
        """The least time from the hub to an assembly point, boarding, and back."""
        return min(2 * self.inner_s(p) + p.boarding_s for p in self.points)

    @cached_property
    def lanes(self) -> int:
        """Inspection lanes; `UNLIMITED` without a checkpoint."""
        return self.scenario.checkpoints[0].lanes if self.scenario.checkpoints else UNLIMITED

    def inspection_of(self, vehicle: str) -> int:
        """Return the seconds of one inspection of a vehicle class."""
        return (self.scenario.checkpoints[0].inspection_s(vehicle) or 0) if self.scenario.checkpoints else 0

    @cached_property
    def inspection_s(self) -> int:
        """The shortest inspection."""
        return min(self.inspection_of(vehicle) for vehicle in self.usable)

    @cached_property
    def transit_s(self) -> int:
        """From one end of the lane to the other."""
        return shape.lane(self.scenario).drive_s

    @cached_property
    def alighting_s(self) -> int:
        """Alighting at the reception centre."""
        name = self.scenario.groups[0].destinations[0]
        return next(centre.alighting_s for centre in self.scenario.reception_centres if centre.id == name)

    @cached_property
    def headway_s(self) -> int:
        """Least time between two vehicles."""
        return self.scenario.convoys.headway_s if self._is_ruled else 0

    @cached_property
    def extra_s(self) -> int:
        """What the interval between two convoys adds to the headway."""
        return max(0, self.scenario.convoys.interval_s - self.headway_s) if self._is_ruled else 0

    @cached_property
    def largest(self) -> int:
        """Vehicles in one convoy at most."""
        return max(1, self.scenario.convoys.largest) if self._is_ruled else UNLIMITED

    @cached_property
    def _is_ruled(self) -> bool:
        return shape.lane(self.scenario).id in self.scenario.convoys.where

    @cached_property
    def window_s(self) -> tuple[int, int | None]:
        """Opening of the lane, and the last second in it; None where nothing closes it."""
        name = shape.lane(self.scenario).pause
        if name is None:
            return 0, None
        return self.scenario.pause(name).opens_s, self.scenario.pause(name).last_s

    @cached_property
    def enter_s(self) -> int:
        """The earliest second at which a loaded vehicle enters the lane."""
        return max(self.first_s + self.inspection_s, self.window_s[0])

    @cached_property
    def turn_s(self) -> int:
        """The least time between two entries of the same vehicle, loaded."""
        return 2 * self.transit_s + self.alighting_s + self.inside_s + self.inspection_s

    def turns(self, kind: str) -> Turns:
        """Return what crossings cost where the lane carries one direction at a time, vehicles for *kind* apart from all others."""
        if kind not in self._turns:
            self._turns[kind] = self._turns_of(kind)
        return self._turns[kind]

    @cached_property
    def _turns(self) -> dict[str, Turns]:
        return {}

    def _turns_of(self, kind: str) -> Turns:
        cycle = Cycle(
            vehicles=self.vehicles(kind),
            transit_s=self.transit_s,
            headway_s=self.headway_s,
            gap_s=self.extra_s,
            largest=self.largest,
            inside_s=self.inside_s,
            inspection_s=min(self.inspection_of(vehicle) for vehicle in self.classes_for(kind)),
            lanes=self.lanes,
        )
        return Turns(cycle, self.fleet - cycle.vehicles, [self._entered_s(n) for n in range(1, self.fleet + 1)])

    def _entered_s(self, vehicles: int) -> int:
        """Return the earliest second by which so many vehicles have entered the lane outward."""
        inspected_s = self.first_s + share_of(vehicles, self.lanes) * self.inspection_s
        gaps_s = (share_of(vehicles, self.largest) - 1) * self.extra_s
        return max(inspected_s, self.enter_s + (vehicles - 1) * self.headway_s + gaps_s)


def _fewest(carried: list[int], people: int) -> int:
    return min(len(carried), bisect_left(carried, people) + 1) if people > 0 else 0


def share_of(amount: int, parts: int) -> int:
    """Return the part of *amount* that the largest of so many whole shares has at least."""
    return -(-amount // parts)
