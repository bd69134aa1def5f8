"""The crowd: who has to be moved, by whom it can be carried, and how few passages that takes.

A *load* is the most that one passage can carry, of one kind and, where no vehicle boards twice, from one point. People who
move themselves make passages of their own. People aboard at clock zero (fixed commitments) need no passage: they count as
moved wherever that is milder.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mamarr.planning.reach import NEVER, Pace, Reach
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.references import ISOLATION, WHEELCHAIR
from mamarr.scenario.scenario import Scenario

STRETCHER, SEAT, CHAIR, ANY = "stretcher", "seat", "wheelchair", "any"


@dataclass(frozen=True)
class Load:
    """So many passages of at most *persons* each."""

    kind: str
    point: str
    persons: int
    count: int


class Crowd:
    """The people of a scenario as those see them who have to carry them."""

    def __init__(self, scenario: Scenario, reach: Reach) -> None:
        self.scenario, self.reach = scenario, reach
        self.usable = [vehicle for vehicle in scenario.fleet if vehicle.count > 0]
        aboard: Counter[str] = Counter()
        for commitment in scenario.commitments:
            if commitment.kind == "fixed":
                aboard.update(commitment.load)
        self.aboard = dict(aboard)
        self.is_split_by_point = all(vehicle.points_per_trip <= 1 for vehicle in self.usable)

    def waiting(self, group: Group) -> int:
        """Persons of *group* who wait and are not aboard at clock zero."""
        return group.to_move - self.aboard.get(group.id, 0)

    def kind(self, group: Group) -> str:
        """How a group is carried; groups that move themselves are a kind of their own."""
        if group.moves_itself:
            return group.id
        if group.travels == "stretcher":
            return STRETCHER
        return CHAIR if WHEELCHAIR in group.needs else SEAT

    def carriers(self, group: Group) -> list[VehicleClass]:
        """Return the classes that can carry somebody of *group*."""
        wanted = self.kind(group)
        offers = {need for need in group.needs if need not in (WHEELCHAIR, ISOLATION)}
        able = [vehicle for vehicle in self.usable if offers <= set(vehicle.offers) and _rooms(vehicle).get(wanted, 0)]
        least = group.to_move if group.indivisible else 1
        return [vehicle for vehicle in able if _rooms(vehicle)[wanted] >= least]

    def pace(self, group: Group) -> Pace:
        """Speed on foot, or None for who drives."""
        return group.walks_kmh if group.travels == "on foot" else None

    @cached_property
    def first_boarding(self) -> dict[str, int]:
        """The earliest second at which somebody of each group can board or set out; groups that never can are left out."""
        arrivals = {vehicle.id: self._arrivals(vehicle) for vehicle in self.usable}
        found = {}
        for group in self.scenario.groups:
            if group.moves_itself:
                begins = self._boards(group, 0)
            else:
                carriers = [arrivals[vehicle.id].get(group.at, NEVER) for vehicle in self.carriers(group)]
                begins = self._boards(group, min(carriers, default=NEVER))
            if begins < NEVER and self.waiting(group) > 0 and self._received(group, begins) <= self.scenario.ends_s:
                found[group.id] = begins
        return found

    def _arrivals(self, vehicle: VehicleClass) -> dict[str, int]:
        """Return when a vehicle of a class can first be at each place: from its station, or from where it is committed."""
        bound = {c.vehicle: c for c in self.scenario.commitments if c.kind == "fixed"}
        mine = [c for name, c in bound.items() if name.rpartition("/")[0] == vehicle.id]
        starts: dict[str, int] = {} if len(mine) >= vehicle.count else {vehicle.stationed: 0}
        legs = {leg.id: leg for leg in self.scenario.legs}
        for commitment in mine:
            place = commitment.at
            if place in legs:
                place = legs[place].to_place if commitment.direction == "out" else legs[place].from_place
            starts[place] = min(commitment.until_s, starts.get(place, NEVER))
        return self.reach.earliest(starts)

    def _boards(self, group: Group, arrival: int) -> int:
        point = next(place for place in self.scenario.assembly_points if place.id == group.at)
        begins = max(arrival, group.ready_s, point.gather_s)
        if point.release is not None:
            if not point.release.boards_before:
                begins = max(begins, point.release.first_s)
            if not point.release.batch:
                return NEVER
        stands = 0 if group.moves_itself else point.boarding_s
        if not group.moves_itself and not point.bays:
            return NEVER
        windows = self.reach.calendar.windows(point.pauses)
        if windows is None or begins >= NEVER:
            return begins
        fits = (max(begins, opens) for opens, closes in windows if max(begins, opens) + stands <= closes)
        return min(fits, default=NEVER)

    def boarded_s(self, group: Group, begins: int) -> int:
        """Return when who begins to board at *begins* may leave the point."""
        if group.moves_itself:
            return begins
        return begins + next(place.boarding_s for place in self.scenario.assembly_points if place.id == group.at)

    def _received(self, group: Group, begins: int) -> int:
        arrivals = self.reach.earliest({group.at: self.boarded_s(group, begins)}, (self.pace(group),))
        return self.received_s(group, arrivals)

    def soonest_s(self, group: Group) -> int:
        """Return the earliest reception of somebody of a movable group."""
        return self._received(group, self.first_boarding[group.id])

    def received_s(self, group: Group, arrivals: dict[str, int]) -> int:
        """Return the earliest reception of somebody of *group*, given when the places can be reached."""
        alighting = {
            centre.id: 0
            if group.moves_itself
            else centre.alighting_s + (centre.handover_s if group.travels == "stretcher" else 0)
            for centre in self.scenario.reception_centres
            if (centre.bays or group.moves_itself) and centre.capacity and centre.capacity_per_hour
        }
        ends = (arrivals.get(name, NEVER) + alighting[name] for name in group.destinations if name in alighting)
        return min(ends, default=NEVER)

    @cached_property
    def movable(self) -> list[Group]:
        """Groups of whom somebody can be brought out by the horizon."""
        return [group for group in self.scenario.groups if group.id in self.first_boarding]

    @cached_property
    def carriable(self) -> int:
        """Everybody who can be brought out at all, those aboard at clock zero included."""
        return sum(self.waiting(group) for group in self.movable) + sum(self.aboard.values())

    def loads(self, groups: Iterable[Group], kind: str = ANY) -> list[Load]:
        """Return the fullest loads of *groups*, the largest first; of one *kind* only, where it is named."""
        waiting: Counter[tuple[str, str]] = Counter()
        found: list[Load] = []
        meant = [group for group in groups if kind in (ANY, self.kind(group))]
        is_one_point = len({group.at for group in meant}) == 1
        for group in meant:
            if group.moves_itself:
                found += _split(group.id, group.at, self.waiting(group), group.persons_per_vehicle)
                continue
            own = ANY if self.is_mixed and kind == ANY else self.kind(group)
            waiting[own, group.at if self.is_split_by_point or is_one_point else ""] += self.waiting(group)
        for (own, point), persons in waiting.items():
            found += _split(own, point, persons, self.room(own))
        return sorted(found, key=lambda load: (-load.persons, load.kind, load.point))

    def persons(self, groups: Iterable[Group], kind: str = ANY) -> int:
        """Return how many of *groups* wait; of one *kind* only, where it is named."""
        return sum(self.waiting(group) for group in groups if kind in (ANY, self.kind(group)))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of people whom vehicles of the fleet carry here."""
        met = {self.kind(group) for group in self.movable if not group.moves_itself}
        return tuple(kind for kind in (STRETCHER, SEAT, CHAIR) if kind in met)

    def rooms(self, vehicle: VehicleClass) -> dict[str, int]:
        """Return the room of one vehicle for the kinds of people who are here."""
        return {kind: room for kind, room in _rooms(vehicle).items() if kind in self.kinds}

    @cached_property
    def is_mixed(self) -> bool:
        """Some class carries more than one kind of the people who are here."""
        return any(sum(bool(room) for room in self.rooms(vehicle).values()) > 1 for vehicle in self.usable)

    def room(self, kind: str) -> int:
        """Return the most people of *kind* in one vehicle."""
        rooms = [self.rooms(vehicle) for vehicle in self.usable]
        return max((sum(room.values()) if kind == ANY else room.get(kind, 0) for room in rooms), default=0)

    def vehicles(self, kind: str) -> int:
        """Return how many vehicles can carry *kind*."""
        rooms = {vehicle.id: self.rooms(vehicle) for vehicle in self.usable}
        wanted = {name for name, room in rooms.items() if (any(room.values()) if kind == ANY else room.get(kind, 0))}
        return sum(vehicle.count for vehicle in self.usable if vehicle.id in wanted)

    @cached_property
    def weights(self) -> list[dict[str, Fraction]]:
        """Shares of a passage that one person of each kind takes: no vehicle holds people worth more than one passage.

        One list for each kind that comes first: it takes its full share of the roomiest vehicle, the others what is left.
        """
        return [self._weights((first, *(k for k in self.kinds if k != first))) for first in self.kinds]

    def _weights(self, order: tuple[str, ...]) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for kind in order:
            left = []
            for vehicle in self.usable:
                rooms = self.rooms(vehicle)
                if rooms.get(kind, 0):
                    taken = sum((share * rooms.get(other, 0) for other, share in found.items()), Fraction(0))
                    left.append(max(Fraction(0), 1 - taken) / rooms[kind])
            found[kind] = min(left, default=Fraction(0))
        return found


def _rooms(vehicle: VehicleClass) -> dict[str, int]:
    return {STRETCHER: vehicle.stretchers, SEAT: vehicle.room, CHAIR: vehicle.wheelchairs}


def _split(kind: str, point: str, persons: int, room: int) -> list[Load]:
    """Full loads and one remainder, counted and not laid out: a file may announce a thousand million people."""
    if not room or persons <= 0:
        return []
    full, rest = divmod(persons, room)
    return [Load(kind, point, room, full)] * (full > 0) + [Load(kind, point, rest, 1)] * (rest > 0)


def fewest(loads: list[Load], persons: int) -> int:
    """Return how many of *loads*, the largest first, reach *persons*."""
    passages = 0
    for load in loads:
        if persons <= 0:
            break
        used = min(load.count, -(-persons // load.persons))
        persons, passages = persons - used * load.persons, passages + used
    return passages


def fullest(loads: list[Load], passages: int) -> list[tuple[int, int]]:
    """Return the *passages* largest of *loads* as (persons, how many), sizes falling, each size once."""
    taken: Counter[int] = Counter()
    for load in loads:
        used = min(load.count, max(0, passages))
        if used:
            taken[load.persons] += used
        passages -= used
    return sorted(taken.items(), reverse=True)


def is_limit(limit: int) -> bool:
    """Say whether *limit* limits at all."""
    return limit < UNLIMITED
