"""Runs: vehicles that enter a leg together in one direction, numbered on each leg; with whom they carry and who escorts them."""

from dataclasses import dataclass
from itertools import pairwise

from mamarr.planning.timetable import Plan, Trip
from mamarr.reporting.remembered import remembered
from mamarr.reporting.waypoints import Ground, Passing, passings

Span = tuple[int, int]
Way = tuple[str, bool]
"""A leg, and whether it is driven outward."""


@dataclass(frozen=True)
class Run:
    """A convoy on one leg in one direction; `number` counts those with people and those without apart from each other."""

    leg: str
    is_outward: bool
    number: int
    trips: tuple[str, ...]
    enters: Span
    leaves: Span
    persons: int
    tonnes: int
    escorts: tuple[str, ...]
    """Vehicles that escort it."""
    is_convoy: bool
    """The plan lists it; else it is a single vehicle where no rules of convoys hold."""

    @property
    def vehicles(self) -> int:
        """How many vehicles it has."""
        return len(self.trips)


class _Entries:
    """Every passage of a leg, by leg and direction, and by trip."""

    def __init__(self, plan: Plan, ground: Ground) -> None:
        self.by_way: dict[Way, dict[str, list[Passing]]] = {}
        for trip in plan.trips:
            for passing in passings(ground.followed(trip)):
                here = self.by_way.setdefault((passing.leg, passing.is_outward), {})
                here.setdefault(trip.id, []).append(passing)

    def take(self, run: tuple[str, ...]) -> tuple[Way, list[Passing]] | None:
        """Take the entries of *run* out of the leg where they follow each other the closest."""
        best: tuple[int, Way] | None = None
        for way, entries in self.by_way.items():
            if all(entries.get(trip) for trip in run):
                enters = [entries[trip][0].enters for trip in run]
                widest = max((after - before for before, after in pairwise(enters)), default=0)
                is_ruled = enters == sorted(enters)
                cost = widest if is_ruled else 10**9
                if best is None or cost < best[0]:
                    best = cost, way
        if best is None:
            return None
        return best[1], [self.by_way[best[1]][trip].pop(0) for trip in run]


@remembered
def runs(plan: Plan) -> tuple[Run, ...]:
    """Return the convoys that *plan* lists, and the single vehicles on other legs with alternating traffic, by entry."""
    ground = Ground(plan.scenario)
    entries, trips = _Entries(plan, ground), {trip.id: trip for trip in plan.trips}
    ruled = set(plan.scenario.convoys.where)
    if ruled:
        entries.by_way = {way: found for way, found in entries.by_way.items() if way[0] in {*ruled, *ground.corridor}}
    found: list[tuple[Way, tuple[str, ...], list[Passing]]] = []
    for run in sorted(plan.convoys, key=len, reverse=True):
        taken = entries.take(run)
        if taken is not None:
            found.append((taken[0], run, taken[1]))
    listed = {way[0] for way, _, _ in found}
    single = (set(ground.corridor) or ({way[0] for way in entries.by_way} if not plan.convoys else set())) - listed
    for way, left in entries.by_way.items():
        if way[0] in single:
            found += [(way, (trip,), [passing]) for trip, passed in left.items() for passing in passed]
    found.sort(key=lambda each: (each[2][0].enters, each[0], each[1]))
    counts: dict[tuple[Way, bool], int] = {}
    return tuple(_run(each, trips, ground, counts, is_convoy=each[0][0] in listed) for each in found)


def _run(
    entered: tuple[Way, tuple[str, ...], list[Passing]],
    trips: dict[str, Trip],
    ground: Ground,
    counts: dict[tuple[Way, bool], int],
    *,
    is_convoy: bool,
) -> Run:
    way, run, passed = entered
    escorting = {vehicle.id for vehicle in ground.scenario.fleet if vehicle.escort}
    here = [trips[trip] for trip in run]
    persons = sum(sum(ground.people(trip).values()) for trip in here)
    counts[way, persons > 0] = number = counts.get((way, persons > 0), 0) + 1
    enters, leaves = [each.enters for each in passed], [each.leaves for each in passed]
    return Run(
        leg=way[0],
        is_outward=way[1],
        number=number,
        trips=run,
        enters=(min(enters), max(enters)),
        leaves=(min(leaves), max(leaves)),
        persons=persons,
        tonnes=sum(amount for trip in here for name, amount in trip.load.items() if name not in ground.groups),
        escorts=tuple(trip.vehicle for trip in here if trip.vehicle.partition("/")[0] in escorting),
        is_convoy=is_convoy,
    )


def convoy_numbers(found: tuple[Run, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return for each trip the convoys with people in which it rides: (leg, number), in order."""
    numbers: dict[str, tuple[tuple[str, int], ...]] = {}
    for run in found:
        if run.persons and run.is_convoy:
            for trip in run.trips:
                numbers[trip] = (*numbers.get(trip, ()), (run.leg, run.number))
    return numbers
