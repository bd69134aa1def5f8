"""Narrows: the places of a scenario that some people cannot go round, each with its time and its cadence.

From the page about the bounds of every shape, by the judge alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mamarr.planning.cadence import Batches, Cadence, Convoys, Services, Stretches, Turns
from mamarr.planning.muster import OWN, Muster, Party
from mamarr.planning.travel import Arc, Paces, both
from mamarr.scenario.agreements import Release
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

    @cached_property
    def all(self) -> tuple[Narrow, ...]:
        """All of them."""
        found = [*self._checkpoints(), *self._releases(), *self._legs(), *self._bays(), *self._centres(), *self._rounds()]
        return tuple(narrow for narrow in found if narrow.parties)

    # Who, when

    def _bound_to(self, arcs: Iterable[Arc]) -> tuple[Party, ...]:
        """Return the parties that have no way in time without *arcs*."""
        without = frozenset(arc.key for arc in arcs)
        return tuple(party for party in self.muster.parties if not self.muster.finds_way(party, without))

    def _paces(self, parties: Iterable[Party]) -> Paces:
        return frozenset(pace for party in parties for pace in party.paces)

    def _centres_of(self, parties: Iterable[Party]) -> dict[str, ReceptionCentre]:
        return {centre.id: centre for party in parties for centre in party.centres}

    def _alighting_s(self, parties: Iterable[Party], centre: ReceptionCentre) -> int:
        return 0 if any(party.is_own for party in parties) else centre.alighting_s

    def _received_s(self, parties: Iterable[Party], arrivals: dict[str, int]) -> int | None:
        """Return the earliest reception of anybody of *parties*."""
        seconds = (
            arrivals[name] + self._alighting_s(parties, centre)
            for name, centre in self._centres_of(parties).items()
            if name in arrivals
        )
        return min(seconds, default=None)

    def _set_out(self, parties: Iterable[Party]) -> dict[str, int]:
        """Return the earliest second of leaving each point."""
        starts: dict[str, int] = {}
        for party in parties:
            starts[party.point.id] = min(party.sets_out_s, starts.get(party.point.id, party.sets_out_s))
        return starts

    def _arrivals(self, parties: tuple[Party, ...]) -> dict[str, int]:
        return self.travel.earliest(self._set_out(parties), self._paces(parties))

    def _latest(self, parties: tuple[Party, ...]) -> dict[str, int]:
        goals = {
            name: self.ends_s - self._alighting_s(parties, centre) for name, centre in self._centres_of(parties).items()
        }
        return self.travel.latest(goals, self._paces(parties))

    def _first_entry_s(self, arcs: Iterable[Arc], parties: tuple[Party, ...]) -> int | None:
        arrivals, paces = self._arrivals(parties), self._paces(parties)
        seconds: list[int] = []
        for arc in arcs:
            ready = self.travel.inspected_s(arc, arrivals[arc.start]) if arc.start in arrivals else None
            enters = None if ready is None else self.travel.enters_s(arc, ready, paces)
            seconds += [] if enters is None else [enters]
        return min(seconds, default=None)

    def _last_entry_s(self, arcs: Iterable[Arc], parties: tuple[Party, ...]) -> int | None:
        latest, paces = self._latest(parties), self._paces(parties)
        entries = (self.travel.last_entry_s(arc, latest[arc.end], paces) for arc in arcs if arc.end in latest)
        return max((enters for enters in entries if enters is not None), default=None)

    def _behind(self, arcs: tuple[Arc, ...], parties: tuple[Party, ...]) -> Onward:
        """Return the earliest reception of who may enter one of *arcs* from a second on."""
        paces = self._paces(parties)

        def received_s(second: int) -> int | None:
            starts: dict[str, int] = {}
            for arc in arcs:
                leaves = self.travel.leaves_s(arc, second, paces)
                if leaves is not None:
                    starts[arc.end] = min(leaves, starts.get(arc.end, leaves))
            return self._received_s(parties, self.travel.earliest(starts, paces))

        return received_s

    def _from_points(self, parties: tuple[Party, ...], *, boarded: bool) -> Onward:
        """Return the earliest reception of who begins to board at a second, or leaves the point, where *boarded*."""
        paces = self._paces(parties)

        def received_s(second: int) -> int | None:
            starts: dict[str, int] = {}
            for party in parties:
                leaves = second if boarded else second + party.boarding_s
                starts[party.point.id] = min(leaves, starts.get(party.point.id, leaves))
            return self._received_s(parties, self.travel.earliest(starts, paces))

        return received_s

    def _last_boarding_s(self, parties: tuple[Party, ...]) -> int | None:
        latest = self._latest(parties)
        seconds = (latest[party.point.id] - party.boarding_s for party in parties if party.point.id in latest)
        return max(seconds, default=None)

    # The table

    def _checkpoints(self) -> Iterator[Narrow]:
        for gate in self.scenario.checkpoints:
            arcs = tuple(arc for arc in self.travel.arcs if arc.gate is gate)
            parties = self._bound_to(arcs)
            least = self._inspection_s(gate, parties)
            first, last = self._arrivals(parties).get(gate.id), self._last_entry_s(arcs, parties)
            if 0 < gate.lanes < UNLIMITED and least > 0 and first is not None and last is not None:
                counts_persons = gate.serves == "persons"
                kind = "checkpoint-persons" if counts_persons else "checkpoint"
                stretches = both(self.travel.hours(gate), ((first, last),))
                cadence, behind = Services(gate.lanes, least), self._behind(arcs, parties)
                yield Narrow(kind, (gate.id,), parties, stretches, cadence, behind, counts_persons=counts_persons)

    def _inspection_s(self, gate: Checkpoint, parties: tuple[Party, ...]) -> int:
        """Return the shortest inspection of whoever brings *parties*."""
        names = [party.group.id for party in parties if party.is_own]
        if any(not party.is_own for party in parties):
            names += [vehicle.id for vehicle in self.muster.fleet]
        return min((gate.inspection_s(name) or 0 for name in names), default=0)

    def _releases(self) -> Iterator[Narrow]:
        for point in self.scenario.assembly_points:
            if point.release is not None:
                parties = tuple(party for party in self.muster.parties if party.point.id == point.id)
                early = point.release.boards_before
                first = min((party.sets_out_s if early else party.boards_s for party in parties), default=None)
                last = self._latest(parties).get(point.id) if early else self._last_boarding_s(parties)
                onward = self._from_points(parties, boarded=early)
                yield from self._release(point, point.release, parties, first, last, onward)
        for gate in self.scenario.checkpoints:
            if gate.release is not None:
                arcs = tuple(arc for arc in self.travel.arcs if arc.gate is gate)
                parties = self._bound_to(arcs)
                if gate.release.boards_before:
                    first, last = self._first_entry_s(arcs, parties), self._last_entry_s(arcs, parties)
                    onward = self._behind(arcs, parties)
                else:
                    first = min((party.boards_s for party in parties), default=None)
                    last, onward = self._last_boarding_s(parties), self._from_points(parties, boarded=False)
                yield from self._release(gate, gate.release, parties, first, last, onward)

    def _release(
        self,
        place: AssemblyPoint | Checkpoint,
        release: Release,
        parties: tuple[Party, ...],
        first: int | None,
        last: int | None,
        onward: Onward,
    ) -> Iterator[Narrow]:
        if first is None or last is None:
            return
        number = max(0, first - release.first_s) // release.every_s
        begins = release.first_s + number * release.every_s
        stretches = ((begins, last),) if begins <= last else ()
        kind = "release" if release.vehicles is not None else "release-persons"
        cadence = Batches(release.batch, release.every_s)
        counts_persons = release.vehicles is None
        yield Narrow(kind, (place.id,), parties, stretches, cadence, onward, counts_persons=counts_persons)

    def _legs(self) -> Iterator[Narrow]:
        for arc in self.travel.arcs:
            is_ruled = arc.leg.id in self.scenario.convoys.where
            traffics = self.travel.traffics(arc.leg)
            is_limited = bool(is_ruled or arc.leg.capacity is not None or "alternating" in traffics)
            has_times = self.travel.stretches(arc.leg, frozenset({None})) != [(0, self.ends_s - arc.leg.drive_s)]
            if not (is_limited or has_times):
                continue
            parties = self._bound_to([arc])
            if is_ruled:
                rules = self.scenario.convoys
                gap = max(0, rules.interval_s - rules.headway_s)
                cadence = Convoys(self.travel.lanes(arc.leg), rules.headway_s, gap, rules.largest)
                yield from self._through(arc, "leg", parties, cadence)
            if arc.leg.capacity is not None:
                yield from self._through(arc, "leg-hour", parties, Batches(arc.leg.capacity, 3600))
            yield from self._leg_turns(arc, tuple(party for party in parties if not party.is_own))

    def _through(
        self, arc: Arc, kind: str, parties: tuple[Party, ...], cadence: Cadence, of: str | None = None
    ) -> Iterator[Narrow]:
        first, last = self._first_entry_s([arc], parties), self._last_entry_s([arc], parties)
        if first is not None and last is not None:
            stretches = both(self.travel.stretches(arc.leg, self._paces(parties)), ((first, last),))
            yield Narrow(kind, (arc.leg.id,), parties, stretches, cadence, self._behind((arc,), parties), of)

    def _by_kind(self, parties: tuple[Party, ...]) -> Iterator[tuple[str | None, tuple[Party, ...], int]]:
        """Yield all *parties* and those of each kind, with the vehicles that have room for them."""
        kinds = [kind for kind in self.muster.kinds if any(party.kind == kind for party in parties)]
        yield None, parties, self.muster.count_for(kinds)
        for kind in kinds:
            yield kind, tuple(party for party in parties if party.kind == kind), self.muster.count_for([kind])

    def _leg_turns(self, arc: Arc, carried: tuple[Party, ...]) -> Iterator[Narrow]:
        for of, parties, vehicles in self._by_kind(carried):
            turn = self._turn_s(parties, arc)
            if vehicles and turn:
                yield from self._through(arc, "leg-rounds", parties, Batches(vehicles, turn), of)
            transit = self._transit_s(arc)
            if not vehicles or transit is None or not self._leads_back_through(arc, parties):
                continue
            is_ruled, rules = arc.leg.id in self.scenario.convoys.where, self.scenario.convoys
            headway = rules.headway_s if is_ruled else 0
            gap = max(0, rules.interval_s - rules.headway_s) if is_ruled else 0
            largest = rules.largest if is_ruled else UNLIMITED
            if self.travel.traffics(arc.leg) <= {"alternating", "one-way"} and transit >= headway + gap:
                cadence = Turns(vehicles, transit, self.travel.lanes(arc.leg), headway, gap, largest)
                yield from self._through(arc, "leg-turns", parties, cadence, of)

    def _transit_s(self, arc: Arc) -> int | None:
        return min((entry.drive_s for entry in self.travel.entries(arc.leg, frozenset({None}))), default=None)

    def _leads_back_through(self, arc: Arc, parties: tuple[Party, ...]) -> bool:
        """Say whether no centre of *parties* leads back to a point of them but through *arc* the other way."""
        without = frozenset({(arc.leg.id, not arc.is_outward)})
        points = {party.point.id for party in parties}
        return not any(points & set(self.travel.shortest(centre, without=without)) for centre in self._centres_of(parties))

    def _turn_s(self, parties: tuple[Party, ...], arc: Arc | None = None) -> int | None:
        """Return the least seconds from one use of a vehicle to its next; through *arc*, where there is one."""
        points = {party.point.id: party.point for party in parties}
        ahead = {name: self._ways_out(name, arc) for name in points}
        turns: list[int] = []
        for name, centre in self._centres_of(parties).items():
            back = self.travel.shortest(name)
            turns += [
                centre.alighting_s + back[point] + points[point].boarding_s + ahead[point][name]
                for point in points
                if point in back and name in ahead[point]
            ]
        return min(turns, default=None)

    def _ways_out(self, point: str, arc: Arc | None) -> dict[str, int]:
        ways = self.travel.shortest(point)
        if arc is None:
            return ways
        takes = self.travel.shortest_of(arc)
        if arc.start not in ways or takes is None:
            return {}
        return {name: ways[arc.start] + takes + rest for name, rest in self.travel.shortest(arc.end).items()}

    def _bays(self) -> Iterator[Narrow]:
        for point in self.scenario.assembly_points:
            parties = tuple(each for each in self.muster.parties if each.point.id == point.id and not each.is_own)
            last = self._latest(parties).get(point.id)
            if parties and last is not None and 0 < point.bays < UNLIMITED and point.boarding_s:
                first = min(party.boards_s for party in parties)
                stretches = both(self.travel.days(point.pauses), ((first, last),))
                onward = self._from_points(parties, boarded=True)
                yield Narrow("bays", (point.id,), parties, stretches, Services(point.bays, point.boarding_s), onward)

    def _centres(self) -> Iterator[Narrow]:
        everybody = self.muster.parties
        for names in sorted({tuple(sorted(set(party.group.destinations))) for party in everybody}):
            among = tuple(party for party in everybody if set(party.group.destinations) <= set(names))
            carried = tuple(party for party in among if not party.is_own)
            centres = [centre for centre in self.scenario.reception_centres if centre.id in names]
            yield from self._alighting(names, carried, centres)
            hourly = sum(centre.capacity_per_hour for centre in centres)
            first = self._received_s(among, self._arrivals(among)) if among else None
            if all(centre.capacity_per_hour < UNLIMITED for centre in centres) and hourly and first is not None:
                stretches = both(((first, self.ends_s),), ((0, self.ends_s),))
                cadence = Batches(hourly, 3600)
                yield Narrow("reception-hour", names, among, stretches, cadence, _at_once, counts_persons=True)

    def _alighting(
        self, names: tuple[str, ...], parties: tuple[Party, ...], centres: list[ReceptionCentre]
    ) -> Iterator[Narrow]:
        bays, least = sum(centre.bays for centre in centres), min((each.alighting_s for each in centres), default=0)
        arrivals = self._arrivals(parties)
        first = min((arrivals[name] for name in names if name in arrivals), default=None)
        if any(centre.bays >= UNLIMITED for centre in centres) or not bays or not least or first is None:
            return
        stretches = both(((first, self.ends_s),), ((0, self.ends_s),))
        yield Narrow("alighting", names, parties, stretches, Services(bays, least), _at_once)

    def _rounds(self) -> Iterator[Narrow]:
        carried = tuple(party for party in self.muster.parties if party.kind != OWN)
        for of, parties, vehicles in self._by_kind(carried):
            turn, last = self._turn_s(parties), self._last_boarding_s(parties)
            if vehicles and turn and last is not None:
                stretches = both(((min(party.boards_s for party in parties), last),), ((0, self.ends_s),))
                onward = self._from_points(parties, boarded=False)
                yield Narrow("rounds", (), parties, stretches, Batches(vehicles, turn), onward, of)


def _at_once(second: int) -> int:
    return second
