"""Toil: seconds that people cost, and the servers that spend them. Taken from the scenario, by the judge alone.

A narrow place counts whole uses; toil weighs. Nobody holds people who cost more than he does himself, so that many people cost at
least what as many of the lightest do, however they are loaded; and so many servers spend so much in their stretches of time.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

from mamarr.planning.cadence import Stretches
from mamarr.planning.muster import Party
from mamarr.planning.narrows import Narrows, Onward, at_once
from mamarr.planning.timetable import Term
from mamarr.planning.travel import WHEELS, Arc, both, joined
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.quantities import UNLIMITED

Cost = tuple[Fraction, int, str]
"""Seconds that one person costs, how many such persons there are, and who they are."""
Ways = Callable[[str], Mapping[str, int]]
"""From a place to the least seconds to every other."""


@dataclass(frozen=True)
class Toil:
    """Work that some people cannot do without, as one list of costs has it."""

    kind: str
    places: tuple[str, ...]
    parties: tuple[Party, ...]
    stretches: Stretches
    servers: int
    costs: tuple[Cost, ...]
    """The lightest first."""
    received_s: Onward
    of: str | None = None
    """The kind of people it is about; None for all."""
    spared_s: int = 0
    """What each server need not do at the end."""

    def until(self, persons: int) -> list[Term] | None:
        """Return the terms until the reception behind the last second of work for *persons*; None where there is none."""
        work = _up(sum((cost * taken for cost, taken, _ in self._lightest(persons)), Fraction(0)))
        rest = work = work - self.servers * self.spared_s
        if rest <= 0:
            return None
        for first, last in self.stretches:
            if rest <= self.servers * (last - first):
                return self._terms(work, rest, first)
            rest -= self.servers * (last - first)
        return None

    def _terms(self, work: int, rest: int, begins: int) -> list[Term] | None:
        opens, share = self.stretches[0][0], _up(Fraction(rest, self.servers))
        received = self.received_s(begins + share)
        if received is None:
            return None
        later = [Term(code="work-before", count=work - rest), Term(code="next-span", s=begins - opens)]
        return [
            Term(code="first-use", s=opens, of=self.of),
            Term(code="work", count=work),
            *(later if begins > opens else []),
            Term(code="work-per-server", s=share),
            Term(code="onward", s=received - begins - share),
        ]

    def _lightest(self, persons: int) -> Iterator[Cost]:
        for cost, there, name in self.costs:
            taken = min(there, persons)
            yield cost, taken, name
            persons -= taken

    def most(self) -> list[Term]:
        """Return the terms of the most persons for whom all the work is enough."""
        held = self.servers * (sum(last - first for first, last in self.stretches) + self.spared_s)
        terms, left = [Term(code="work", count=held)], Fraction(held)
        for cost, there, name in self.costs:
            taken = min(there, int(left / cost)) if cost else there
            left -= cost * taken
            if taken:
                terms.append(Term(code="persons", persons=taken, of=name))
        return terms


class Toils(Narrows):
    """Every toil of a scenario."""

    @cached_property
    def toils(self) -> tuple[Toil, ...]:
        """All of them, in every form."""
        found = (*self._works(), *self._fleets())
        return tuple(toil for toil in found if toil.parties and toil.servers and toil.stretches)

    # Checkpoints

    def _works(self) -> Iterator[Toil]:
        for gate, arcs, parties, stretches in self.gates():
            if gate.lanes < UNLIMITED and gate.serves == "vehicles":
                behind = self._behind(arcs, parties)
                for order in self.muster.orders() or [[]]:
                    costs = self._inspections(gate, parties, order)
                    yield Toil("checkpoint-work", (gate.id,), parties, _lasting(stretches), gate.lanes, costs, behind)

    def _inspections(self, gate: Checkpoint, parties: tuple[Party, ...], order: list[str]) -> tuple[Cost, ...]:
        def takes_s(vehicle: VehicleClass) -> int:
            return gate.inspection_s(vehicle.id) or 0

        weights = self.muster.weights(order, takes_s)
        carried = {kind: sum(party.waiting for party in parties if party.kind == kind) for kind in order}
        costs = [(weights[kind], persons, kind) for kind, persons in carried.items() if persons]
        for party in parties:
            if party.is_own:
                each = Fraction(gate.inspection_s(party.group.id) or 0, party.group.persons_per_vehicle)
                costs.append((each, party.waiting, party.group.id))
        return tuple(sorted(costs))

    # Vehicles

    def _fleets(self) -> Iterator[Toil]:
        measures = {"fleet-time": self._trip_time, "fleet-drive": self._trip_drive}
        for of, parties, vehicles in self._by_kind(self.muster.parties):
            for kind, measure in measures.items():
                stretches, trips, spared = measure(parties)
                lasting = _lasting(stretches)
                meant = tuple(party for party in parties if party.group.id in trips)
                for order in self.muster.orders() if of is None else [[of]]:
                    shares = self.muster.weights(order, _whole)
                    costs = sorted(
                        (shares[party.kind] * trips[party.group.id], party.waiting, party.group.id) for party in meant
                    )
                    yield Toil(kind, (), meant, lasting, vehicles, tuple(costs), at_once, of, spared)

    def _trip_time(self, parties: tuple[Party, ...]) -> tuple[Stretches, dict[str, int], int]:
        """From the beginning of boarding until a vehicle may begin the next time."""
        first = min(party.boards_s for party in parties)
        alighting = {centre.id: centre.alighting_s for centre in self._centres_of(parties)}
        trips, spared = self._trips(parties, self.travel.shortest, alighting)
        boarded = {
            party.group.id: party.boarding_s + trips[party.group.id] for party in parties if party.group.id in trips
        }
        return ((first, self.ends_s),), boarded, spared

    def _trip_drive(self, parties: tuple[Party, ...]) -> tuple[Stretches, dict[str, int], int]:
        """Drives over legs that are not always open."""
        arcs = [arc for arc in self.travel.arcs if arc.leg.pauses or self.travel.calendar.closures(arc.leg)]
        first = min(party.sets_out_s for party in parties)
        driven = sorted(
            (first_s, last_s + drive) for arc in arcs for first_s, last_s, drive in self.travel.entries(arc, WHEELS)
        )
        trips, spared = self._trips(parties, partial(self._least_drives, {arc.key for arc in arcs}), {})
        return both(joined(driven, apart_s=0), ((first, self.ends_s),)), trips, spared

    def _trips(
        self, parties: tuple[Party, ...], ways: Ways, at_centre: Mapping[str, int]
    ) -> tuple[dict[str, int], int]:
        """Return the least of a way out and back for each group, and the longest way back."""
        points = {party.point.id for party in parties}
        back = {}
        for centre in self._centres_of(parties):
            found = ways(centre.id)
            back[centre.id] = min((found[point] for point in points if point in found), default=0)
        ahead = {point: ways(point) for point in points}
        trips: dict[str, int] = {}
        for party in parties:
            out = ahead[party.point.id]
            ends = [out[name] + at_centre.get(name, 0) + back[name] for name in party.group.destinations if name in out]
            if ends:
                trips[party.group.id] = min(ends)
        return trips, max(back.values())

    def _least_drives(self, counted: set[tuple[str, bool]], start: str) -> dict[str, int]:
        """Return the least seconds of driving over *counted* from *start* to every place, on wheels, whenever that is."""
        return self.travel.cheapest(start, partial(self._least_drive, counted))

    def _least_drive(self, counted: set[tuple[str, bool]], arc: Arc) -> int | None:
        drive = min((entry.drive_s for entry in self.travel.entries(arc, WHEELS)), default=None)
        return drive if drive is None or arc.key in counted else 0


def _whole(_: VehicleClass) -> int:
    return 1


def _lasting(stretches: Stretches) -> Stretches:
    """Return *stretches* that hold any work."""
    return tuple((first, last) for first, last in stretches if first < last)


def _up(exact: Fraction) -> int:
    return -(-exact.numerator // exact.denominator)
