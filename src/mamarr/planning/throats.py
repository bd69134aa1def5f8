"""Throats: narrow places that somebody cannot go round, and what passes them by when.

A throat has its people (nobody of them gets out without using it), the stretches of time in which it may be used, and its
rhythm. Everything is mild: a throat forgets all others, so that its count of uses is never below what a plan can make.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mamarr.planning.crowd import ANY, Crowd, is_limit
from mamarr.planning.reach import NEVER, Arc, Reach, both, inspected_s
from mamarr.planning.rhythm import MOST, Entries, Rhythm, Services, Turns
from mamarr.scenario.agreements import Release
from mamarr.scenario.people import Group
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times

HOUR_S = 3600


@dataclass(frozen=True)
class Throat:
    """One narrow place."""

    kind: str
    places: tuple[str, ...]
    groups: frozenset[str]
    """Those who cannot go round it."""
    first_s: int
    """Nobody uses it before."""
    spans: Times
    """When it may be used, first and last second."""
    rhythm: Rhythm
    after_s: Callable[[int], int] = field(compare=False)
    """The earliest reception of somebody whose use is over (or begun, for entries) at a second."""
    counts_persons: bool = False
    """Whether one use is one person, not one passage."""
    of: str = ANY
    """The kind of people whose passages count here."""

    def when(self, count: int) -> tuple[int, int, int] | None:
        """Return (uses before the stretch in which the *count*-th falls, its first second, the second of that use)."""
        before = 0
        for begins, ends in self.spans:
            fits = self.rhythm.fits(ends - begins)
            if before + fits >= count:
                return before, begins, begins + self.rhythm.offset_s(count - before)
            before += fits
        return None

    @property
    def most(self) -> int:
        """The most uses in all."""
        return min(MOST, sum(self.rhythm.fits(ends - begins) for begins, ends in self.spans))


def throats(scenario: Scenario, reach: Reach, crowd: Crowd) -> list[Throat]:
    """Return every throat of *scenario* through which somebody has to go."""
    finder = Finder(scenario, reach, crowd)
    found = [
        *finder.checkpoints(),
        *finder.legs(),
        *finder.points(),
        *finder.centres(),
        *finder.fleet(),
    ]
    return [throat for throat in found if throat.groups]


class Finder:
    """Looks for the throats of a scenario."""

    def __init__(self, scenario: Scenario, reach: Reach, crowd: Crowd) -> None:
        self.scenario, self.reach, self.crowd = scenario, reach, crowd
        self.groups = crowd.movable
        self.board_s = {place.id: place.boarding_s for place in scenario.assembly_points}
        self.alight_s = {place.id: place.alighting_s for place in scenario.reception_centres}

    # Who, and when

    def bound_for(self, shut: Iterable[Arc]) -> list[Group]:
        """Return the groups that cannot reach any of their destinations without one of the arcs."""
        arcs = list(shut)
        round_by = {point: self.reach.ways_round(point, arcs) for point in {group.at for group in self.groups}}
        return [group for group in self.groups if not round_by[group.at] & set(group.destinations)]

    def leaving(self, groups: Iterable[Group]) -> dict[str, int]:
        """Return when somebody of *groups* can first leave each of their points, aboard."""
        starts: dict[str, int] = {}
        for group in groups:
            second = self.crowd.boarded_s(group, self.crowd.first_boarding[group.id])
            starts[group.at] = min(second, starts.get(group.at, NEVER))
        return starts

    def latest(self, groups: Iterable[Group]) -> dict[str, int]:
        """Return the last second at which somebody of *groups* may be at each place."""
        groups = list(groups)
        least = 0 if any(group.moves_itself for group in groups) else None
        names = {name for group in groups for name in group.destinations}
        ends = {name: self.scenario.ends_s - (self.alight_s[name] if least is None else 0) for name in names}
        return self.reach.latest(ends, self.paces(groups))

    def paces(self, groups: Iterable[Group]) -> tuple[float | None, ...]:
        """Return the paces of *groups*."""
        return tuple(sorted({self.crowd.pace(group) for group in groups}, key=lambda pace: pace or 0.0))

    def _received(self, groups: Iterable[Group], arrivals: dict[str, int]) -> int:
        return min((self.crowd.received_s(group, arrivals) for group in groups), default=NEVER)

    def from_boarding(self, groups: list[Group]) -> Callable[[int], int]:
        """Return the earliest reception by the second at which boarding begins."""

        def received(second: int) -> int:
            starts: dict[str, int] = {}
            for group in groups:
                begins = max(second, self.crowd.first_boarding[group.id])
                starts[group.at] = min(self.crowd.boarded_s(group, begins), starts.get(group.at, NEVER))
            return self._received(groups, self.reach.earliest(starts, self.paces(groups)))

        return received

    def from_arcs(self, groups: list[Group], arcs: list[Arc]) -> Callable[[int], int]:
        """Return the earliest reception by the second from which one of the arcs may be entered, inspected already."""

        def received(second: int) -> int:
            starts = {arc.start: second for arc in arcs}
            return self._received(groups, self.reach.earliest(starts, self.paces(groups), first=arcs))

        return received

    def boarding_span(self, groups: list[Group]) -> tuple[int, int]:
        """Return the first and the last second at which somebody of *groups* may begin to board."""
        latest = self.latest(groups)
        first = min(self.crowd.first_boarding[group.id] for group in groups)
        stands = [0 if group.moves_itself else self.board_s[group.at] for group in groups]
        last = max(latest.get(group.at, -1) - stand for group, stand in zip(groups, stands, strict=True))
        return first, last

    # Checkpoints

    def checkpoints(self) -> Iterator[Throat]:
        """Inspection lanes, and releases at checkpoints."""
        for place in self.scenario.checkpoints:
            arcs = [arc for arc in self.reach.arcs if arc.checkpoint is place]
            groups = self.bound_for(arcs) if arcs else []
            if not groups:
                continue
            yield from self._lanes(place, arcs, groups)
            if place.release is not None:
                yield from self._release(place.id, place.release, groups, arcs)

    def _lanes(self, place: Checkpoint, arcs: list[Arc], groups: list[Group]) -> Iterator[Throat]:
        names = [*(v.id for v in self.crowd.usable if not v.escort), *(g.id for g in groups if g.moves_itself)]
        each_s = min((place.inspection_s(name) or 0 for name in names), default=0)
        if not is_limit(place.lanes) or not each_s or not place.lanes:
            return
        paces = self.paces(groups)
        first = self.reach.earliest(self.leaving(groups), paces).get(place.id, NEVER)
        last = self.last_entry(arcs, groups)
        hours = self.reach.hours(place)
        span = ((first, last),) if first <= last else ()
        yield Throat(
            kind="checkpoint" if place.serves == "vehicles" else "checkpoint-persons",
            places=(place.id,),
            groups=frozenset(group.id for group in groups),
            first_s=first,
            spans=span if hours is None else both(hours, span),
            rhythm=Services(place.lanes, each_s),
            after_s=self.from_arcs(groups, arcs),
            counts_persons=place.serves == "persons",
        )

    def last_entry(self, arcs: list[Arc], groups: list[Group]) -> int:
        """Return the last second at which one of *arcs* may be entered in time."""
        latest, paces = self.latest(groups), self.paces(groups)
        return max(self.reach.last_entry_s(arc, latest.get(arc.end, -1), paces) for arc in arcs)

    def _ready(self, arc: Arc, groups: list[Group]) -> int:
        """Return when somebody of *groups* has come to an arc and is inspected there, within the hours of the checkpoint."""
        arrival = self.reach.earliest(self.leaving(groups), self.paces(groups)).get(arc.start, NEVER)
        if arc.checkpoint is None or arrival >= NEVER:
            return arrival
        return inspected_s(self.reach.hours(arc.checkpoint), self.reach.inspection_s(arc.start), arrival)

    def _first_entry(self, arcs: list[Arc], groups: list[Group]) -> int:
        entries = (
            max(entry.first_s, ready)
            for arc, ready in ((arc, self._ready(arc, groups)) for arc in arcs)
            for entry in self.reach.entries(arc, self.paces(groups))
            if entry.last_s >= ready
        )
        return min(entries, default=NEVER)

    def _release(self, place: str, release: Release, groups: list[Group], arcs: list[Arc] | None) -> Iterator[Throat]:
        if arcs is None and release.boards_before:
            first, last = self.leaving(groups).get(place, NEVER), self.latest(groups).get(place, -1)
            after = self._from_point(groups, place)
        elif arcs is not None and release.boards_before:
            first, last = self._first_entry(arcs, groups), self.last_entry(arcs, groups)
            after = self.from_arcs(groups, arcs)
        else:
            first, last = self.boarding_span(groups)
            if arcs is not None and not self.crowd.is_split_by_point:  # a trip may have boarded others before
                first = min(first, *self.crowd.first_boarding.values())
            after = self.from_boarding(groups)
        first = max(first, release.first_s)
        begins = first - (first - release.first_s) % release.every_s
        yield Throat(
            kind="release" if release.vehicles is not None else "release-persons",
            places=(place,),
            groups=frozenset(group.id for group in groups),
            first_s=first,
            spans=((begins, last),) if release.batch and begins <= last else (),
            rhythm=Entries(max(1, release.batch), release.every_s),
            after_s=lambda second: after(max(second, first)),
            counts_persons=release.persons is not None,
        )

    # Legs

    def legs(self) -> Iterator[Throat]:
        """Entries a headway apart, so many an hour, rounds of the vehicles, and lanes of one direction at a time."""
        for arc in self.reach.arcs:
            leg, rules = arc.leg, self.scenario.convoys
            is_ruled = leg.id in rules.where and (rules.headway_s or rules.interval_s)
            windows = leg.pauses or leg.closed or self.scenario.bans
            if not (is_ruled or leg.capacity is not None or leg.traffic == "alternating" or windows):
                continue
            groups = self.bound_for([arc])
            if groups:
                yield from self._leg(arc, groups, is_ruled=bool(is_ruled))

    def _leg(self, arc: Arc, groups: list[Group], *, is_ruled: bool) -> Iterator[Throat]:
        first, spans = self._entry_spans(arc, groups)
        rules, leg = self.scenario.convoys, arc.leg
        lanes = max(leg.lanes, *(change.lanes or 1 for change in leg.changes)) if leg.changes else leg.lanes
        gap_s = max(0, rules.interval_s - rules.headway_s)
        headway_s, gap_s = (rules.headway_s, gap_s) if is_ruled else (0, 0)

        def throat(kind: str, rhythm: Rhythm, whom: list[Group], of: str = ANY) -> Throat:
            names = frozenset(group.id for group in whom)
            return Throat(kind, (leg.id,), names, first, spans, rhythm, self.from_arcs(whom, [arc]), of=of)

        if is_ruled:
            yield throat("leg", Entries(lanes, headway_s, gap_s, max(1, rules.largest)), groups)
        if leg.capacity is not None:
            yield throat("leg-hour", Entries(leg.capacity, HOUR_S), groups)
        for kind, whom in self.by_kind(groups):
            vehicles = self.crowd.vehicles(kind)
            turn_s = self._turn_s(whom, arc)
            if turn_s:
                yield throat("leg-rounds", Entries(vehicles, turn_s), whom, kind)
            both_ways = [other for other in self.reach.arcs if other.leg is leg]
            drives = (entry.drive_s for other in both_ways for entry in self.reach.entries(other))
            transit_s = min(drives, default=NEVER)
            if self._turns_round(arc, whom) and headway_s + gap_s <= transit_s < NEVER and transit_s:
                spacing = (headway_s, gap_s) if lanes == 1 else (0, 0)
                turns = Turns(vehicles, transit_s, *spacing, max(1, rules.largest) if is_ruled else MOST)
                yield throat("leg-turns", turns, whom, kind)

    def by_kind(self, groups: list[Group]) -> Iterator[tuple[str, list[Group]]]:
        """Groups carried by the fleet: all that vehicles carry together, and each kind by itself."""
        carried = [group for group in groups if not group.moves_itself]
        for kind in (ANY, *self.crowd.kinds):
            whom = [group for group in carried if kind in (ANY, self.crowd.kind(group))]
            is_new = kind == ANY or len(whom) < len(carried) or self.crowd.vehicles(kind) < self.crowd.vehicles(ANY)
            if whom and is_new and self.crowd.vehicles(kind):
                yield kind, whom

    def _turns_round(self, arc: Arc, groups: list[Group]) -> bool:
        """Say whether the lane never carries both directions, and no vehicle comes back to the people but through it."""
        leg = arc.leg
        traffics = {leg.traffic, *(change.traffic for change in leg.changes if change.traffic)}
        back = [other for other in self.reach.arcs if other.leg is leg and other.is_outward != arc.is_outward]
        if traffics - {"alternating", "one-way"} or leg.traffic != "alternating":
            return False
        points = {group.at for group in groups}
        centres = {name for group in groups for name in group.destinations}
        return not any(self.reach.ways_round(centre, back) & points for centre in centres)

    def _entry_spans(self, arc: Arc, groups: list[Group]) -> tuple[int, Times]:
        paces = self.paces(groups)
        ready, limit = self._ready(arc, groups), self.latest(groups).get(arc.end, -1)
        found: list[tuple[int, int]] = []
        for entry in sorted(self.reach.entries(arc, paces), key=lambda entry: entry.first_s):
            begins, ends = max(entry.first_s, ready), min(entry.last_s, limit - entry.drive_s)
            if begins > ends:
                continue
            if found and begins <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(found[-1][1], ends))
            else:
                found.append((begins, ends))
        return (found[0][0] if found else NEVER), tuple(found)

    # Points and centres

    def points(self) -> Iterator[Throat]:
        """Bays and releases of assembly points."""
        for place in self.scenario.assembly_points:
            here = [group for group in self.groups if group.at == place.id]
            carried = [group for group in here if not group.moves_itself]
            if carried and is_limit(place.bays) and place.bays and place.boarding_s:
                latest = self.latest(carried).get(place.id, -1)
                first = min(self.crowd.first_boarding[group.id] for group in carried)
                windows = self.reach.calendar.windows(place.pauses)
                span = ((first, latest),) if first <= latest else ()
                yield Throat(
                    kind="bays",
                    places=(place.id,),
                    groups=frozenset(group.id for group in carried),
                    first_s=first,
                    spans=span if windows is None else both(windows, span),
                    rhythm=Services(place.bays, place.boarding_s),
                    after_s=self._from_point(carried, place.id),
                )
            if here and place.release is not None:
                yield from self._release(place.id, place.release, here, None)

    def _from_point(self, groups: list[Group], point: str) -> Callable[[int], int]:
        def received(second: int) -> int:
            return self._received(groups, self.reach.earliest({point: second}, self.paces(groups)))

        return received

    def centres(self) -> Iterator[Throat]:
        """Bays of reception centres, and the persons they receive an hour, for each set of destinations that somebody names."""
        for names in dict.fromkeys(tuple(sorted(set(group.destinations))) for group in self.groups):
            places = [place for place in self.scenario.reception_centres if place.id in names]
            bound = [group for group in self.groups if set(group.destinations) <= set(names)]
            carried = [group for group in bound if not group.moves_itself]
            if carried and all(is_limit(place.bays) and place.alighting_s for place in places):
                bays, each_s = sum(place.bays for place in places), min(place.alighting_s for place in places)
                first = min((self._first_arrival(carried)[name] for name in names), default=NEVER)
                if bays:
                    yield self._centre("alighting", names, carried, first, Services(bays, each_s))
            if bound and all(is_limit(place.capacity_per_hour) for place in places):
                persons = sum(place.capacity_per_hour for place in places)
                arrivals = self.reach.earliest(self.leaving(bound), self.paces(bound))
                if persons:
                    received = self._received(bound, arrivals)
                    yield self._centre("reception-hour", names, bound, received, Entries(persons, HOUR_S), persons=True)

    def _first_arrival(self, groups: list[Group]) -> dict[str, int]:
        arrivals = self.reach.earliest(self.leaving(groups), self.paces(groups))
        return {place.id: arrivals.get(place.id, NEVER) for place in self.scenario.reception_centres}

    def _centre(
        self,
        kind: str,
        names: tuple[str, ...],
        groups: list[Group],
        first: int,
        rhythm: Rhythm,
        *,
        persons: bool = False,
    ) -> Throat:
        spans = ((first, self.scenario.ends_s),) if first <= self.scenario.ends_s else ()
        bound = frozenset(group.id for group in groups)
        return Throat(kind, names, bound, first, spans, rhythm, lambda second: second, counts_persons=persons)

    # Fleet

    def fleet(self) -> Iterator[Throat]:
        """Rounds of the vehicles, counted where they board."""
        for kind, whom in self.by_kind(self.groups):
            turn_s = self._turn_s(whom, None)
            first, last = self.boarding_span(whom)
            if turn_s and first <= last:
                names, rounds = frozenset(group.id for group in whom), Entries(self.crowd.vehicles(kind), turn_s)
                yield Throat("rounds", (), names, first, ((first, last),), rounds, self.from_boarding(whom), of=kind)

    def _turn_s(self, groups: list[Group], arc: Arc | None) -> int:
        """Return the least time between two boardings of one vehicle, or between two entries into *arc*.

        From an entry to the next: arc, centre, point, arc. From a boarding to the next: point, centre, and any other point.
        """
        points = {group.at for group in groups}
        centres = {name for group in groups for name in group.destinations}
        best = NEVER
        for centre in centres:
            home = self.reach.shortest(centre)
            out = {p: self.board_s[p] + self._onward(p, arc, centre) for p in points}
            if arc is None:
                back = min(home.get(p, NEVER) for p in points) + min(out.values())
            else:
                back = min(home.get(p, NEVER) + out[p] for p in points)
            best = min(best, self.alight_s[centre] + back)
        return best if best < NEVER else 0

    def _onward(self, point: str, arc: Arc | None, centre: str) -> int:
        """Return the shortest way from *point* to *centre*; through *arc* where one is named."""
        ways = self.reach.shortest(point)
        if arc is None:
            return ways.get(centre, NEVER)
        through = ways.get(arc.start, NEVER) + self.reach.least_s(arc)
        return min(NEVER, through + self.reach.shortest(arc.end).get(centre, NEVER))
