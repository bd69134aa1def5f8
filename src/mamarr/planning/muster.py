"""The muster: who waits, who is aboard already, when each group boards at the earliest, and what a vehicle holds of whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mamarr.planning.travel import WHEELS, Paces, Travel
from mamarr.planning.yardstick import Load
from mamarr.planning.yardstick import fewest as fewest_loads
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group
from mamarr.scenario.places import AssemblyPoint, ReceptionCentre
from mamarr.scenario.scenario import Scenario

STRETCHER, SEAT, WHEELCHAIR, ANY, OWN = "stretcher", "seat", "wheelchair", "any", "own"
KINDS = (STRETCHER, SEAT, WHEELCHAIR)
_BESIDES_PLACES = frozenset({"wheelchair", "isolation"})


@dataclass(frozen=True)
class Party:
    """The people of one group who wait and can be brought out."""

    group: Group
    point: AssemblyPoint
    waiting: int
    kind: str
    """stretcher, seat, wheelchair, or own: how they move."""
    boards_s: int
    """Nobody of them begins to board before."""
    centres: tuple[ReceptionCentre, ...]
    """Accepted centres that can receive them at all."""

    @property
    def is_own(self) -> bool:
        """They have means of their own."""
        return self.kind == OWN

    @property
    def boarding_s(self) -> int:
        """Seconds from the beginning of boarding until they may leave."""
        return 0 if self.is_own else self.point.boarding_s

    @property
    def sets_out_s(self) -> int:
        """Nobody of them leaves the point before."""
        return self.boards_s + self.boarding_s

    @property
    def paces(self) -> Paces:
        """How they move on the road."""
        return frozenset({self.group.walks_kmh}) if self.group.travels == "on foot" else WHEELS

    def alighting_s(self, centre: ReceptionCentre) -> int:
        """Seconds from arrival at *centre* until they are received, at least; one of who lies is handed over."""
        if self.is_own:
            return 0
        return centre.alighting_s + (centre.handover_s if self.kind == STRETCHER else 0)

    def received_s(self, arrivals: Mapping[str, int]) -> int | None:
        """Return the earliest reception of one of them, who is at each centre at its second; None where none is reached."""
        seconds = (arrivals[centre.id] + self.alighting_s(centre) for centre in self.centres if centre.id in arrivals)
        return min(seconds, default=None)


class Muster:
    """Parties of a scenario, and their loads."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.travel = Travel(scenario)
        self.fleet = [vehicle for vehicle in scenario.fleet if vehicle.count > 0 and not vehicle.escort]
        self._fixed = [commitment for commitment in scenario.commitments if commitment.kind == "fixed"]
        self._aboard = {
            group.id: min(group.to_move, sum(each.load.get(group.id, 0) for each in self._fixed))
            for group in scenario.groups
        }
        self._reached: dict[str, dict[str, int]] = {}
        self.parties = [party for group in scenario.groups for party in self._party(group)]
        self.kinds = [kind for kind in KINDS if any(party.kind == kind for party in self.parties)]
        self.is_mixed = any(sum(room(vehicle, kind) > 0 for kind in self.kinds) > 1 for vehicle in self.fleet)
        self.boards_once = all(vehicle.points_per_trip <= 1 for vehicle in scenario.fleet if vehicle.count > 0)

    @property
    def aboard(self) -> int:
        """Persons aboard at clock zero."""
        return sum(self._aboard.values())

    def aboard_from(self, points: Iterable[str]) -> int:
        """Return the persons aboard at clock zero of the groups of *points*."""
        return sum(self._aboard[group.id] for group in self.scenario.groups if group.at in points)

    def carriable(self) -> int:
        """Return how many people can come out at all."""
        return waiting(self.parties) + self.aboard

    # Groups

    def _party(self, group: Group) -> Iterator[Party]:
        """The people of *group* who wait, if somebody of them can be received in time, mildly."""
        left = group.to_move - self._aboard[group.id]
        point = next(place for place in self.scenario.assembly_points if place.id == group.at)
        if left <= 0 or (point.release is not None and point.release.batch == 0):
            return
        is_own = group.moves_itself
        centres = tuple(
            place
            for place in self.scenario.reception_centres
            if place.id in group.destinations
            and place.capacity > 0
            and place.capacity_per_hour > 0
            and (is_own or place.bays > 0)
        )
        boards = self._boards_s(group, point)
        if boards is None or (point.bays == 0 and not is_own):
            return
        party = Party(group, point, left, _kind(group), boards, centres)
        received = party.received_s(self.travel.earliest({point.id: party.sets_out_s}, party.paces))
        if received is not None and received <= self.travel.ends_s:
            yield party

    def by_reception(self) -> list[tuple[int, Party]]:
        """Return each party with the second at which somebody of it is received at the earliest, in this order."""
        found = []
        for party in self.parties:
            received = party.received_s(self.travel.earliest({party.point.id: party.sets_out_s}, party.paces))
            if received is not None:
                found.append((received, party))
        return sorted(found, key=lambda each: (each[0], each[1].boards_s, each[1].group.id))

    def can_carry(self, vehicle: VehicleClass, group: Group) -> bool:
        """Say whether *vehicle* has what *group* needs, and room for one of it; for the whole group where it is indivisible."""
        least = group.to_move if group.indivisible else 1
        return set(group.needs) - _BESIDES_PLACES <= set(vehicle.offers) and room(vehicle, _kind(group)) >= least

    def _boards_s(self, group: Group, point: AssemblyPoint) -> int | None:
        """Return the first second at which somebody of *group* may begin to board; None for never."""
        first = max(group.ready_s, point.gather_s)
        if not group.moves_itself:
            able = [vehicle for vehicle in self.fleet if self.can_carry(vehicle, group)]
            reached = (self._reach(vehicle).get(point.id) for vehicle in able)
            comes = min((second for second in reached if second is not None), default=None)
            if comes is None:
                return None
            first = max(first, comes)
        if point.release is not None and not point.release.boards_before:
            first = max(first, point.release.first_s)
        lasts = 0 if group.moves_itself else point.boarding_s
        days = self.travel.days(point.pauses)
        begins = (max(first, opens) for opens, closes in days if max(first, opens) + lasts <= closes)
        return min(begins, default=None)

    def _reach(self, vehicle: VehicleClass) -> dict[str, int]:
        """Return the earliest second at every place of any vehicle of a class."""
        if vehicle.id not in self._reached:
            starts: dict[str, int] = {}
            mine = [each for each in self._fixed if each.vehicle.rpartition("/")[0] == vehicle.id]
            if len({each.vehicle for each in mine}) < vehicle.count:
                starts[vehicle.stationed] = 0
            legs = {leg.id: leg for leg in self.scenario.legs}
            for each in mine:
                leg = legs.get(each.at)
                end = each.at if leg is None else leg.to_place if each.direction == "out" else leg.from_place
                starts[end] = min(starts.get(end, each.until_s), each.until_s)
            self._reached[vehicle.id] = self.travel.earliest(starts)
        return self._reached[vehicle.id]

    # Loads

    def vehicles_for(self, kinds: Iterable[str]) -> list[VehicleClass]:
        """Return the classes with room for one of *kinds*."""
        return [vehicle for vehicle in self.fleet if any(room(vehicle, kind) for kind in kinds)]

    def count_for(self, kinds: Iterable[str]) -> int:
        """Return how many vehicles have room for one of *kinds*."""
        return sum(vehicle.count for vehicle in self.vehicles_for(kinds))

    def loads(self, parties: list[Party], of: str | None = None) -> list[Load]:
        """Return the fullest loads that carry *parties*, sizes falling; *of* one kind, where it is named."""
        meant = [party for party in parties if of in (None, party.kind)]
        found: list[Load] = []
        for party in meant:
            if party.is_own:
                found += _split(party.point.id, OWN, party.waiting, party.group.persons_per_vehicle)
        together = [self.kinds] if self.is_mixed and of is None else [[kind] for kind in self.kinds]
        for kinds in together:
            most = max(sum(room(vehicle, kind) for kind in kinds) for vehicle in self.fleet)
            theirs = [party for party in meant if party.kind in kinds]
            for point in sorted({party.point.id for party in theirs}) if self.boards_once else [""]:
                persons = waiting(party for party in theirs if point in ("", party.point.id))
                found += _split(point, ANY, persons, most)
        return sorted(found, key=lambda load: -load.persons)

    def fewest(self, parties: list[Party], needed: int, of: str | None = None) -> int:
        """Return the fewest loads that carry *needed* of *parties*."""
        counts = [fewest_loads(self.loads(parties, of), needed)]
        if self.is_mixed:
            for kind in self.kinds:
                others = waiting(party for party in parties if party.kind != kind)
                counts.append(fewest_loads(self.loads(parties, kind), needed - others))
            counts += [_lightest(self._shares(parties, order), needed) for order in self.orders()]
        return max(counts)

    def orders(self) -> list[list[str]]:
        """Return one list of kinds for each that comes first."""
        return [[first, *(kind for kind in self.kinds if kind != first)] for first in self.kinds]

    def weights(self, order: list[str], of_vehicle: Callable[[VehicleClass], int]) -> dict[str, Fraction]:
        """Return what one person of each kind weighs, so that no vehicle holds people who weigh more than it does itself.

        Each kind takes what the kinds before it leave.
        """
        weights: dict[str, Fraction] = {}
        for kind in order:
            left = [
                (of_vehicle(vehicle) - sum(weights[before] * room(vehicle, before) for before in weights), vehicle)
                for vehicle in self.vehicles_for([kind])
            ]
            weights[kind] = min(Fraction(rest) / room(vehicle, kind) for rest, vehicle in left)
        return weights

    def _shares(self, parties: list[Party], order: list[str]) -> list[tuple[Fraction, int, str]]:
        """Return (share of a vehicle that one person takes, persons, kind), the lightest first."""
        shares = self.weights(order, lambda _: 1)
        found = [(shares[kind], waiting(party for party in parties if party.kind == kind), kind) for kind in order]
        found += [
            (Fraction(1, party.group.persons_per_vehicle), party.waiting, OWN) for party in parties if party.is_own
        ]
        return sorted(found)

    def most_by_shares(self, parties: list[Party], uses: int) -> Iterator[list[tuple[int, str]]]:
        """Yield the most persons that *uses* vehicles hold by the shares of each order: (persons, kind), the lightest first."""
        for order in self.orders():
            left = Fraction(uses)
            found: list[tuple[int, str]] = []
            for share, persons, kind in self._shares(parties, order):
                taken = min(persons, int(left / share)) if share else persons
                left -= share * taken
                found.append((taken, kind))
            yield found


def room(vehicle: VehicleClass, kind: str) -> int:
    """Return how many people of *kind* one vehicle holds."""
    if kind == STRETCHER:
        return vehicle.stretchers
    return vehicle.wheelchairs if kind == WHEELCHAIR else vehicle.room


def waiting(parties: Iterable[Party]) -> int:
    """Return the persons of *parties*."""
    return sum(party.waiting for party in parties)


def _kind(group: Group) -> str:
    if group.moves_itself:
        return OWN
    if group.travels == "stretcher":
        return STRETCHER
    return WHEELCHAIR if "wheelchair" in group.needs else SEAT


def _split(point: str, kind: str, persons: int, most: int) -> Iterator[Load]:
    """Full loads and one remainder, counted and not laid out."""
    if persons >= most:
        yield Load(point, kind, most, persons // most)
    if persons % most:
        yield Load(point, kind, persons % most, 1)


def _lightest(shares: list[tuple[Fraction, int, str]], persons: int) -> int:
    """Return how many whole shares the lightest *persons* take at least."""
    total = Fraction(0)
    for share, there, _ in shares:
        taken = min(there, persons)
        total, persons = total + share * taken, persons - taken
    return -(-total.numerator // total.denominator)
