"""Lines of the movement tables: one for each trip with people, with every waypoint; one for each trip with aid, or empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mamarr.planning.timetable import Plan, Trip
from mamarr.reporting.remembered import remembered
from mamarr.reporting.runs import convoy_numbers, runs
from mamarr.reporting.tallies import kinds_by_group
from mamarr.reporting.waypoints import Ground, Halt, Passing, Waypoint, first_s, halts, starts_s

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
"""Instants of an outward movement over one checkpoint and one corridor, in order."""


@dataclass(frozen=True)
class Line:
    """One trip of one vehicle, from its first waypoint to its last."""

    trip: str
    vehicle: str
    load: Mapping[str, int]
    waypoints: tuple[Waypoint, ...]
    convoys: tuple[tuple[str, int], ...]
    """(leg, number) of each convoy with people in which it rides."""
    people: Mapping[str, int]
    """Persons aboard by kind."""
    points: tuple[str, ...]
    """Where its people board; where they waited, if they are aboard from the beginning."""
    corridor: frozenset[str]
    """Legs with rules of convoys or alternating traffic."""

    @property
    def persons(self) -> int:
        """Everybody aboard."""
        return sum(self.people.values())

    @property
    def convoy(self) -> int | None:
        """Number of its first convoy."""
        return self.convoys[0][1] if self.convoys else None

    @property
    def point(self) -> str:
        """The first point."""
        return self.points[0] if self.points else self.start

    @property
    def start(self) -> str:
        """The place where the trip begins."""
        return next((each.place for each in self.waypoints if isinstance(each, Halt)), "")

    @property
    def destination(self) -> str:
        """The place where it ends."""
        return next((each.place for each in reversed(self.waypoints) if isinstance(each, Halt)), "")

    @property
    def starts_s(self) -> int:
        """When it sets out."""
        return starts_s(self.waypoints)

    @cached_property
    def boardings(self) -> list[Halt]:
        """Where people board."""
        return halts(self.waypoints, "boards")

    @cached_property
    def inspections(self) -> list[Halt]:
        """Where it is inspected."""
        return halts(self.waypoints, "inspected")

    @cached_property
    def passings(self) -> list[Passing]:
        """Legs of a corridor that it drives; all legs that are written where none is a corridor."""
        return [
            each
            for each in self.waypoints
            if isinstance(each, Passing) and (not self.corridor or each.leg in self.corridor)
        ]

    @cached_property
    def last(self) -> Halt | None:
        """Where its people are received, or its aid is unloaded."""
        return next(iter(halts(self.waypoints, "received", "unloads")), None)

    @cached_property
    def others(self) -> list[Waypoint]:
        """Other stretches that are written, and places where it waits."""
        return [
            each
            for each in self.waypoints
            if (
                each.role == "waits"
                if isinstance(each, Halt)
                else bool(self.corridor) and each.leg not in self.corridor
            )
        ]

    @cached_property
    def route(self) -> tuple[str, ...]:
        """Checkpoints and corridors on its way, and where it ends."""
        way: list[Waypoint] = [*self.inspections, *self.passings]
        spots = sorted(way, key=lambda each: (each.seconds[0], each.seconds[-1]))
        return (*(each.place if isinstance(each, Halt) else each.leg for each in spots), self.destination)

    @cached_property
    def instants(self) -> dict[str, int | None]:
        """Its instants where there is one point, one checkpoint and one corridor: the first of each."""
        found: dict[str, int | None] = dict.fromkeys(WAYPOINTS)
        boards, way, last = next(iter(self.boardings), None), next(iter(self.passings), None), self.last
        hub = next(iter(self.inspections), None) or next(iter(halts(self.waypoints, "waits")), None)
        if boards is None or self.waypoints[0] is not boards:
            found["departs"] = self.starts_s
        if boards is not None:
            found |= {"at_point": boards.arrives, "boards": boards.begins, "leaves_point": boards.ends}
        if hub is not None:
            inspected = hub.ends if hub.begins is not None else None
            found |= {"at_checkpoint": hub.arrives, "inspection": hub.begins, "inspected": inspected}
        if way is not None:
            found |= {"enters": way.enters, "leaves": way.leaves}
        if last is not None:
            found |= {"alights": last.begins, "received": last.ends}
        return found


@remembered
def lines(plan: Plan) -> tuple[Line, ...]:
    """Return every trip, by departure."""
    ground = Ground(plan.scenario)
    numbers, kinds = convoy_numbers(runs(plan)), kinds_by_group(plan.scenario)
    corridor = frozenset(ground.corridor)
    found = [_line(trip, ground, numbers, kinds, corridor) for trip in plan.trips]
    return tuple(sorted(found, key=lambda line: (line.starts_s, _last_s(line), line.vehicle)))


def movements(plan: Plan) -> tuple[Line, ...]:
    """Return every trip with people, by departure."""
    return tuple(line for line in lines(plan) if line.people)


def is_plain(found: tuple[Line, ...]) -> bool:
    """Tell whether every trip leaves a station, boards at one point, passes one checkpoint and one corridor, to one place."""
    return len({line.destination for line in found}) <= 1 and all(
        len(line.boardings) == 1
        and line.waypoints[0] is not line.boardings[0]
        and len(line.inspections) <= 1
        and len(line.passings) == 1
        and all(isinstance(other, Halt) for other in line.others)
        for line in found
    )


def _last_s(line: Line) -> int:
    return max((second for each in line.waypoints for second in each.seconds), default=0)


def _line(
    trip: Trip,
    ground: Ground,
    numbers: Mapping[str, tuple[tuple[str, int], ...]],
    kinds: Mapping[str, str],
    corridor: frozenset[str],
) -> Line:
    people: dict[str, int] = {}
    for group, persons in ground.people(trip).items():
        people[kinds[group]] = people.get(kinds[group], 0) + persons
    waypoints = ground.followed(trip)
    boarded = tuple(each.place for each in halts(waypoints, "boards"))
    waited = tuple(dict.fromkeys(ground.groups[group].at for group in trip.load if group in ground.groups))
    is_known = numbers.get(trip.id, ())
    return Line(trip.id, trip.vehicle, trip.load, waypoints, is_known, people, boarded or waited, corridor)


def day_key(line: Line, plan: Plan) -> str:
    """Return the local day on which a trip sets out; empty without a wall clock."""
    local = plan.scenario.clock.local(line.starts_s if line.waypoints else first_s(line.waypoints))
    return "" if local is None else local.date().isoformat()
