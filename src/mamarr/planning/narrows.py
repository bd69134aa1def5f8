"""Narrows: the places of a scenario that some people cannot go round, each with its time and its cadence; by the judge alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mamarr.planning.cadence import Batches, Cadence, Convoys, Services, Stretches, Turns
from mamarr.planning.muster import Muster, Party
from mamarr.planning.travel import WHEELS, Arc, Paces, both
from mamarr.scenario.agreements import Release
from mamarr.scenario.fleet import ConvoyRules
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED

Onward = Callable[[int], int | None]
"""From the second of a use to the earliest reception behind it; None where there is none in time."""


@dataclass(frozen=True)
class Narrow:
    """One throat: who needs it, when, and how fast uses follow each other."""

    kind: str
    places: tuple[str, ...]
    parties: tuple[Party, ...]
    stretches: Stretches
    cadence: Cadence
    received_s: Onward
    of: str | None = None
    """The kind of people it is about; None for all."""
    counts_persons: bool = False


class Narrows:
    """Every throat of a scenario."""

    def __init__(self, muster: Muster) -> None:
        self.muster = muster
        self.travel = muster.travel
        self.scenario = muster.scenario
        self.ends_s = muster.scenario.ends_s
        self._known: dict[tuple[str, frozenset[str]], dict[str, int]] = {}

    @cached_property
    def all(self) -> tuple[Narrow, ...]:
        """All of them."""
        found = [
            *self._checkpoints(),
            *self._releases(),
            *self._legs(),
            *self._bays(),
            *self._centres(),
            *self._rounds(),
        ]
        return tuple(narrow for narrow in found if narrow.parties)

    # Who, when

    def _bound_to(self, arcs: Iterable[Arc]) -> tuple[Party, ...]:
        """Return the parties of whom no centre is reached without *arcs*."""
        without = frozenset(arc.key for arc in arcs)
        ways = {
            point: self.travel.leads_to(point, without) for point in {party.point.id for party in self.muster.parties}
        }
        return tuple(party for party in self.muster.parties if not ways[party.point.id] & set(party.group.destinations))

    def _paces(self, parties: Iterable[Party]) -> Paces:
        return frozenset(pace for party in parties for pace in party.paces)

    def _centres_of(self, parties: Iterable[Party]) -> list[ReceptionCentre]:
        names = {name for party in parties for name in party.group.destinations}
        return [centre for centre in self.scenario.reception_centres if centre.id in names]

    def _received_s(self, parties: tuple[Party, ...], starts: dict[str, int]) -> int | None:
        """Return the earliest reception of anybody of *parties*, who may be at each of *starts* from its second on."""
        arrivals = self.travel.earliest(starts, self._paces(parties))
        seconds = (party.received_s(arrivals) for party in parties)
        return min((second for second in seconds if second is not None), default=None)

    def _set_out(self, parties: Iterable[Party], *not_before: int) -> dict[str, int]:
        """Return the earliest second of leaving each point; *not_before* a second, where one is named, does boarding begin."""
        starts: dict[str, int] = {}
        for party in parties:
            leaves = max((party.boards_s, *not_before)) + party.boarding_s
            starts[party.point.id] = min(leaves, starts.get(party.point.id, leaves))
        return starts

    def _arrivals(self, parties: tuple[Party, ...]) -> dict[str, int]:
        """Return the earliest second of anybody of *parties* at every place."""
        key = ("earliest", frozenset(party.group.id for party in parties))
        if key not in self._known:
            self._known[key] = self.travel.earliest(self._set_out(parties), self._paces(parties))
        return self._known[key]

    def _latest(self, parties: tuple[Party, ...]) -> dict[str, int]:
        """Return the last second of anybody of *parties* at every place."""
        key = ("latest", frozenset(party.group.id for party in parties))
        if key not in self._known:
            own = any(party.is_own for party in parties)
            centres = self._centres_of(parties)
            goals = {centre.id: self.ends_s if own else self.ends_s - centre.alighting_s for centre in centres}
            self._known[key] = self.travel.latest(goals, self._paces(parties))
        return self._known[key]

    # Somebody of *parties* comes through in time, mildly, so that there is always a first and a last second.

    def _first_entry_s(self, arcs: Iterable[Arc], parties: tuple[Party, ...]) -> int:
        """Return when one of *arcs* may be entered at the earliest, behind the way to it and its inspection."""
        arrivals, paces = self._arrivals(parties), self._paces(parties)
        ready = ((arc, self.travel.inspected_s(arc, arrivals[arc.start])) for arc in arcs if arc.start in arrivals)
        entries = (self.travel.enters_s(arc, second, paces) for arc, second in ready if second is not None)
        return min(enters for enters in entries if enters is not None)

    def _last_entry_s(self, arcs: Iterable[Arc], parties: tuple[Party, ...]) -> int:
        latest, paces = self._latest(parties), self._paces(parties)
        entries = (self.travel.last_entry_s(arc, latest[arc.end], paces) for arc in arcs if arc.end in latest)
        return max(enters for enters in entries if enters is not None)

    def _last_boarding_s(self, parties: tuple[Party, ...]) -> int:
        latest = self._latest(parties)
        return max(latest[party.point.id] - party.boarding_s for party in parties if party.point.id in latest)

    # Behind

    def _behind(self, arcs: tuple[Arc, ...], parties: tuple[Party, ...]) -> Onward:
        """Return the earliest reception of who may enter one of *arcs* from a second on."""

        def received_s(second: int) -> int | None:
            starts: dict[str, int] = {}
            for arc in arcs:
                leaves = self.travel.leaves_s(arc, second, self._paces(parties))
                if leaves is not None:
                    starts[arc.end] = min(leaves, starts.get(arc.end, leaves))
            return self._received_s(parties, starts)

        return received_s

    def _from_boarding(self, parties: tuple[Party, ...]) -> Onward:
        """Return the earliest reception of who begins to board at a second or later."""
        return lambda second: self._received_s(parties, self._set_out(parties, second))

    def _from_point(self, point: str, parties: tuple[Party, ...]) -> Onward:
        """Return the earliest reception of who may leave *point* from a second on."""
        return lambda second: self._received_s(parties, {point: second})

    # The table

    def gates(self) -> Iterator[tuple[Checkpoint, tuple[Arc, ...], tuple[Party, ...], Stretches]]:
        """Yield each checkpoint with what it inspects before, who cannot go round it, and when it may inspect them."""
        for gate in self.scenario.checkpoints:
            arcs = tuple(arc for arc in self.travel.arcs if arc.gate is gate)
            parties = self._bound_to(arcs)
            if parties:
                span = self._arrivals(parties)[gate.id], self._last_entry_s(arcs, parties)
                yield gate, arcs, parties, both(self.travel.hours(gate), (span,))

    def _checkpoints(self) -> Iterator[Narrow]:
        for gate, arcs, parties, stretches in self.gates():
            least = self._inspection_s(gate, parties)
            if 0 < gate.lanes < UNLIMITED and least > 0:
                counts_persons = gate.serves == "persons"
                kind = "checkpoint-persons" if counts_persons else "checkpoint"
                cadence, behind = Services(gate.lanes, least), self._behind(arcs, parties)
                yield Narrow(kind, (gate.id,), parties, stretches, cadence, behind, counts_persons=counts_persons)

    def _inspection_s(self, gate: Checkpoint, parties: tuple[Party, ...]) -> int:
        """Return the shortest inspection of whoever brings *parties*."""
        names = [vehicle.id for vehicle in self.muster.fleet]
        names += [party.group.id for party in parties if party.is_own]
        return min(gate.inspection_s(name) or 0 for name in names)

    def _releases(self) -> Iterator[Narrow]:
        for point in self.scenario.assembly_points:
            parties = tuple(party for party in self.muster.parties if party.point.id == point.id)
            if parties and point.release is not None:
                early = point.release.boards_before
                first = min(party.sets_out_s if early else party.boards_s for party in parties)
                last = self._latest(parties)[point.id] if early else self._last_boarding_s(parties)
                onward = self._from_point(point.id, parties) if early else self._from_boarding(parties)
                yield from self._release(point, point.release, parties, first, last, onward)
        for gate in self.scenario.checkpoints:
            arcs = tuple(arc for arc in self.travel.arcs if arc.gate is gate)
            parties = self._bound_to(arcs)
            if parties and gate.release is not None:
                if gate.release.boards_before:
                    first, last = self._first_entry_s(arcs, parties), self._last_entry_s(arcs, parties)
                    onward = self._behind(arcs, parties)
                else:
                    first = self._first_boarding_s(parties)
                    last, onward = self._last_boarding_s(parties), self._from_boarding(parties)
                yield from self._release(gate, gate.release, parties, first, last, onward)

    def _first_boarding_s(self, parties: tuple[Party, ...]) -> int:
        """Return when a trip with people of *parties* begins to board at the earliest, wherever it boards first.

        A vehicle that boards at several points may have begun with others, who could go round.
        """
        among = parties if self.muster.boards_once else self.muster.parties
        return min(party.boards_s for party in among)

    def _release(
        self,
        place: AssemblyPoint | Checkpoint,
        release: Release,
        parties: tuple[Party, ...],
        first: int,
        last: int,
        onward: Onward,
    ) -> Iterator[Narrow]:
        first = max(first, release.first_s)
        begins = first - (first - release.first_s) % release.every_s
        stretches = ((begins, last),) if begins <= last else ()
        kind = "release" if release.vehicles is not None else "release-persons"
        cadence = Batches(release.batch, release.every_s)
        counts_persons = release.vehicles is None
        behind: Onward = lambda second: onward(max(second, first))  # noqa: E731 - no use before the first
        yield Narrow(kind, (place.id,), parties, stretches, cadence, behind, counts_persons=counts_persons)

    def _legs(self) -> Iterator[Narrow]:
        for arc in self.travel.arcs:
            bound = self._bound_to([arc])
            if not bound:
                continue
            stretches = self._entry_times(arc, bound)
            rules = self.scenario.convoys
            if arc.leg.id in rules.where:
                convoys = Convoys(self.travel.lanes(arc.leg), rules.headway_s, gap_s(rules), rules.largest)
                yield Narrow("leg", (arc.leg.id,), bound, stretches, convoys, self._behind((arc,), bound))
            if arc.leg.capacity is not None:
                hourly = Batches(arc.leg.capacity, 3600)
                yield Narrow("leg-hour", (arc.leg.id,), bound, stretches, hourly, self._behind((arc,), bound))
            for of, parties, vehicles in self._by_kind(bound):
                cadences = {
                    "leg-rounds": self._rounds_of(parties, vehicles, arc),
                    "leg-turns": self._turns(arc, parties, vehicles),
                }
                for kind, cadence in cadences.items():
                    if cadence is not None:
                        behind = self._behind((arc,), parties)
                        yield Narrow(kind, (arc.leg.id,), parties, stretches, cadence, behind, of)

    def _entry_times(self, arc: Arc, parties: tuple[Party, ...]) -> Stretches:
        first, leaves = self._first_entry_s([arc], parties), self._latest(parties)[arc.end]
        return self.travel.stretches(arc, self._paces(parties), first, leaves)

    def _by_kind(self, bound: Iterable[Party]) -> Iterator[tuple[str | None, tuple[Party, ...], int]]:
        """Yield all carried people of *bound* and those of each kind, with the vehicles that have room for them."""
        carried = tuple(party for party in bound if not party.is_own)
        if carried:
            yield None, carried, self.muster.count_for(self.muster.kinds)
        for kind in self.muster.kinds:
            parties = tuple(party for party in carried if party.kind == kind)
            if parties:
                yield kind, parties, self.muster.count_for([kind])

    def _rounds_of(self, parties: tuple[Party, ...], vehicles: int, arc: Arc | None = None) -> Batches | None:
        turn = self._turn_s(parties, arc)
        return Batches(vehicles, turn) if turn else None

    def _turns(self, arc: Arc, parties: tuple[Party, ...], vehicles: int) -> Turns | None:
        """Return how entries follow each other where *arc* carries one direction at a time and every vehicle comes back through it."""
        rules = self.scenario.convoys if arc.leg.id in self.scenario.convoys.where else ConvoyRules()
        both_ways = [other for other in self.travel.arcs if other.leg is arc.leg]
        transit = min(entry.drive_s for other in both_ways for entry in self.travel.entries(other, WHEELS))
        back = frozenset(other.key for other in both_ways if other.is_outward != arc.is_outward)
        points = {party.point.id for party in parties}
        leads_back = any(points & self.travel.leads_to(centre.id, back) for centre in self._centres_of(parties))
        if not self.travel.traffics(arc.leg) <= {"alternating", "one-way"} or leads_back:
            return None
        if not transit or transit < rules.headway_s + gap_s(rules):
            return None
        apart = rules if self.travel.lanes(arc.leg) == 1 else ConvoyRules()
        return Turns(vehicles, transit, apart.headway_s, gap_s(apart), rules.largest)

    def _turn_s(self, parties: tuple[Party, ...], arc: Arc | None) -> int | None:
        """Return the least seconds from one use of a vehicle to its next: entries into *arc*, or else beginnings of boarding.

        Between two entries lie the ways arc, centre, point, arc; between two beginnings of boarding point, centre, point, and
        the second point need not be the first.
        """
        boarding = {party.point.id: party.point.boarding_s for party in parties}
        ahead = {point: self._ways_out(point, arc) for point in boarding}
        turns: list[int] = []
        for centre in self._centres_of(parties):
            back = {point: way for point, way in self.travel.shortest(centre.id).items() if point in boarding}
            out = {point: boarding[point] + ways[centre.id] for point, ways in ahead.items() if centre.id in ways}
            pairs = (back[p] + out[q] for p in back for q in out if arc is None or p == q)
            turns += [centre.alighting_s + each for each in pairs]
        return min(turns, default=None)

    def _ways_out(self, point: str, arc: Arc | None) -> dict[str, int]:
        ways = self.travel.shortest(point)
        if arc is None:
            return ways
        takes, rests = self.travel.shortest_of(arc), self.travel.shortest(arc.end)
        return {} if takes is None else {name: ways[arc.start] + takes + rest for name, rest in rests.items()}

    def _bays(self) -> Iterator[Narrow]:
        for point in self.scenario.assembly_points:
            parties = tuple(each for each in self.muster.parties if each.point.id == point.id and not each.is_own)
            if parties and point.bays < UNLIMITED and point.boarding_s:
                span = min(party.boards_s for party in parties), self._latest(parties)[point.id]
                stretches = both(self.travel.days(point.pauses), (span,))
                onward = self._from_point(point.id, parties)
                yield Narrow("bays", (point.id,), parties, stretches, Services(point.bays, point.boarding_s), onward)

    def _centres(self) -> Iterator[Narrow]:
        everybody = self.muster.parties
        for names in sorted({tuple(sorted(set(party.group.destinations))) for party in everybody}):
            among = tuple(party for party in everybody if set(party.group.destinations) <= set(names))
            carried = tuple(party for party in among if not party.is_own)
            centres = [centre for centre in self.scenario.reception_centres if centre.id in names]
            if carried:
                yield from self._alighting(names, carried, centres)
            first = self._received_s(among, self._set_out(among))
            if all(centre.capacity_per_hour < UNLIMITED for centre in centres) and first is not None:
                cadence = Batches(sum(centre.capacity_per_hour for centre in centres), 3600)
                span = first, self.ends_s
                yield Narrow("reception-hour", names, among, (span,), cadence, at_once, counts_persons=True)

    def _alighting(
        self, names: tuple[str, ...], parties: tuple[Party, ...], centres: list[ReceptionCentre]
    ) -> Iterator[Narrow]:
        least, arrivals = min(centre.alighting_s for centre in centres), self._arrivals(parties)
        if least and all(centre.bays < UNLIMITED for centre in centres):
            span = min(arrivals[name] for name in names if name in arrivals), self.ends_s
            cadence = Services(sum(centre.bays for centre in centres), least)
            yield Narrow("alighting", names, parties, (span,), cadence, at_once)

    def _rounds(self) -> Iterator[Narrow]:
        for of, parties, vehicles in self._by_kind(self.muster.parties):
            cadence = self._rounds_of(parties, vehicles)
            if cadence is not None:
                span = min(party.boards_s for party in parties), self._last_boarding_s(parties)
                yield Narrow("rounds", (), parties, (span,), cadence, self._from_boarding(parties), of)


def gap_s(rules: ConvoyRules) -> int:
    """Return what a new convoy costs beyond a headway."""
    return max(0, rules.interval_s - rules.headway_s)


def at_once(second: int) -> int:
    """Whoever uses the place is received at once."""
    return second
