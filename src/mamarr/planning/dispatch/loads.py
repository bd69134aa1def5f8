"""Loads: who boards one vehicle at its points, so that nobody sits, lies or is together with whom they may not."""

from dataclasses import dataclass, field

from mamarr.planning.dispatch.ledger import Ledger, urgency_of
from mamarr.planning.dispatch.terrain import Site, Terrain
from mamarr.planning.dispatch.vehicles import Spec
from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.references import ISOLATION, WHEELCHAIR

NOBODY_URGENT = 3


@dataclass
class Company:
    """Who is in the same convoy already: companions may have to ride with their patients' convoy."""

    aboard: dict[str, int] = field(default_factory=dict)

    def take(self, load: dict[str, int]) -> None:
        """Let *load* join."""
        for group, persons in load.items():
            self.aboard[group] = self.aboard.get(group, 0) + persons


@dataclass
class _Room:
    """What is left in one vehicle, and at its centre."""

    seats: int
    stretchers: int
    wheelchairs: int
    persons: int
    taken: dict[str, int] = field(default_factory=dict)

    def of(self, group: Group) -> int:
        """Return the room for people of *group*."""
        if group.travels == "stretcher":
            return self.stretchers
        return self.wheelchairs if WHEELCHAIR in group.needs else self.seats

    def take(self, group: Group, persons: int) -> None:
        """Let *persons* board."""
        self.taken[group.id] = self.taken.get(group.id, 0) + persons
        self.persons -= persons
        if group.travels == "stretcher":
            self.stretchers -= persons
        elif WHEELCHAIR in group.needs:
            self.wheelchairs -= persons
        else:
            self.seats -= persons


class Loader:
    """Fills vehicles from what the ledger says is left."""

    def __init__(self, terrain: Terrain, ledger: Ledger) -> None:
        self.terrain, self.ledger = terrain, ledger
        self._at: dict[str, list[Group]] = {}
        for group in terrain.scenario.groups:
            if not group.moves_itself:
                self._at.setdefault(group.at, []).append(group)
        for groups in self._at.values():
            groups.sort(key=self._turn)

    def _turn(self, group: Group) -> tuple[int, int, int]:
        """Who boards first: by urgency; companions who ride with their patients right after them."""
        order = [each.id for each in self.terrain.scenario.groups]
        patients = self.ledger.patients_of.get(group.id)
        if patients is not None and patients.companions and patients.companions.ride != "any vehicle":
            return urgency_of(patients), order.index(patients.id), 1
        return urgency_of(group), order.index(group.id), 0

    @property
    def points(self) -> list[str]:
        """Points where somebody waits for a vehicle."""
        return [point for point, groups in self._at.items() if any(self.ledger.left[group.id] > 0 for group in groups)]

    def urgencies(self, point: str) -> set[int]:
        """Return the urgencies of those who wait at *point*."""
        return {urgency_of(group) for group in self._at.get(point, []) if self.ledger.left[group.id] > 0}

    def centres(self, spec: Spec, point: str) -> list[str]:
        """Return where those who wait at *point* and fit into *spec* accept to go, in order."""
        found: dict[str, None] = {}
        for group in self._at.get(point, []):
            if self.ledger.left[group.id] > 0 and self.suits(spec, group):
                found.update(dict.fromkeys(group.destinations))
        return list(found)

    def suits(self, spec: Spec, group: Group) -> bool:
        """Return whether vehicles of *spec* can carry people of *group* at all."""
        if not self.ledger.needs[group.id] <= spec.offers:
            return False
        return _Room(spec.room, spec.stretchers, spec.wheelchairs, UNLIMITED).of(group) > 0

    def fill(
        self, spec: Spec, points: list[str], centre: str, limit: int, company: Company | None = None
    ) -> list[dict[str, int]]:
        """Return who boards at each of *points* for *centre*, at most *limit* persons."""
        site = self.terrain.sites[centre]
        hourly = site.centre.capacity_per_hour if site.centre else UNLIMITED
        persons = min(limit, hourly, self.ledger.centre_left[centre])
        room = _Room(spec.room, spec.stretchers, spec.wheelchairs, persons)
        loads: list[dict[str, int]] = []
        for point in points:
            before = dict(room.taken)
            self._fill_at(spec, self.terrain.sites[point], centre, room, company or Company())
            here = {group: taken - before.get(group, 0) for group, taken in room.taken.items()}
            loads.append({group: taken for group, taken in here.items() if taken})
        return loads

    def _fill_at(self, spec: Spec, site: Site, centre: str, room: _Room, company: Company) -> None:
        gathered = site.point.capacity if site.point else UNLIMITED
        for steps in site.links:
            gathered = min(gathered, steps.largest)
        for group in self._at.get(site.id, []):
            if not self._may_join(spec, group, centre, room):
                continue
            most = min(self.ledger.left[group.id], room.of(group), room.persons, gathered)
            most = min(most, self._places(group, centre, room), self._with_patients(group, centre, room, company))
            if group.indivisible and most < group.to_move:
                continue
            if most > 0:
                room.take(group, most)
                gathered -= most

    def _may_join(self, spec: Spec, group: Group, centre: str, room: _Room) -> bool:
        ledger = self.ledger
        if ledger.left[group.id] <= 0 or centre not in group.destinations or not ledger.needs[group.id] <= spec.offers:
            return False
        if not ledger.family_allows(group, centre):
            return False
        others = set(room.taken) - {group.id}
        if others and (ISOLATION in group.needs or any(ISOLATION in ledger.groups[name].needs for name in others)):
            return False
        return not (ledger.apart[group.id] & others)

    def _places(self, group: Group, centre: str, room: _Room) -> int:
        """Return the places of the centre for people like *group*, less those of the kind who are aboard."""
        least = UNLIMITED
        for kind in self.ledger.kinds[group.id]:
            left = self.ledger.kind_left.get((centre, kind))
            if left is not None:
                aboard = sum(n for name, n in room.taken.items() if kind in self.ledger.kinds[name])
                least = min(least, left - aboard)
        return least

    def _with_patients(self, group: Group, centre: str, room: _Room, company: Company) -> int:
        """Return how many companions may come along with the patients who are out, or aboard with them."""
        patients = self.ledger.patients_of.get(group.id)
        if patients is None or patients.companions is None or not patients.to_move:
            return UNLIMITED
        ledger, ties = self.ledger, patients.companions
        aboard, own = room.taken.get(patients.id, 0), room.taken.get(group.id, 0)
        least = UNLIMITED
        if not ties.may_go_alone:
            gone = ledger.out[patients.id] + aboard
            least = group.to_move * gone // patients.to_move - ledger.out[group.id] - own
            here = ledger.out_at.get((patients.id, centre), 0) + aboard
            share = -(-group.to_move * here // patients.to_move)
            least = min(least, share - ledger.out_at.get((group.id, centre), 0) - own)
        if ties.ride == "same vehicle":
            least = min(least, -(-group.to_move * aboard // patients.to_move) - own)
        elif ties.ride == "same convoy":
            together = aboard + company.aboard.get(patients.id, 0)
            share = -(-group.to_move * together // patients.to_move)
            least = min(least, share - own - company.aboard.get(group.id, 0))
        return max(0, least)
