"""What the exact twin reads of a scenario: the second-by-second questions of the rules, asked one at a time.

Written from docs/background/rules.md alone; numbers of sections are those of that page.
"""

from functools import cache
from itertools import product

from mamarr import Scenario
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.roads import Leg
from mamarr.scenario.spells import Spell

Load = tuple[int, ...]
"""Persons by group, in the order of the file."""


class Ground:
    """The scenario, and what holds at a second. Refuses a scenario that says more than the twin knows."""

    def __init__(self, scenario: Scenario) -> None:
        said = not_known(scenario)
        if said:
            raise NotImplementedError(", ".join(said))
        self.scenario = scenario
        self.groups = scenario.groups
        self.places = {place.id: place for place in scenario.places}
        self.legs = {leg.id: leg for leg in scenario.legs}
        self.classes = {vehicle.id: vehicle for vehicle in scenario.fleet}
        self.centres = [centre.id for centre in scenario.reception_centres]
        self.index = {group.id: number for number, group in enumerate(scenario.groups)}
        self.ends_s = scenario.ends_s
        self.drive_s, self.may_be_on = cache(self.drive_s), cache(self.may_be_on)  # type: ignore[method-assign]
        self.loads = cache(self.loads)  # type: ignore[method-assign]

    # Section 3.
    def _change(self, leg: Leg, second: int) -> object | None:
        return next((change for change in leg.changes if change.from_s <= second < change.until_s), None)

    def _told(self, leg: Leg, second: int, name: str) -> object:
        value = getattr(self._change(leg, second), name, None)
        return getattr(leg, name) if value is None else value

    def drive_s(self, leg_id: str, second: int) -> int:
        leg = self.legs[leg_id]
        change = getattr(self._change(leg, second), "travel_s", None)
        return int(leg.drive_s if change is None else change)

    def traffic(self, leg_id: str, second: int) -> str:
        return str(self._told(self.legs[leg_id], second, "traffic"))

    def lanes(self, leg_id: str, second: int) -> int:
        return int(str(self._told(self.legs[leg_id], second, "lanes")))

    def may_be_on(self, leg_id: str, enters: int, leaves: int) -> bool:
        leg = self.legs[leg_id]
        bans = [ban for ban in self.scenario.bans if not ban.where or leg_id in ban.where]
        spells: list[Spell] = [*leg.closed, *bans]
        if any(spell.from_s < leaves and enters < spell.until_s for spell in spells):
            return False
        return self.is_within(leg.pauses, enters, leaves)

    def is_within(self, pauses: tuple[str, ...], first: int, last: int) -> bool:
        """Return whether [first, last] lies in one window of *pauses*: every half second of it is in some pause."""
        if not pauses:
            return True
        spans = [(pause.opens_s, pause.last_s) for pause in self.scenario.pauses if pause.id in pauses]
        halves = [second / 2 for second in range(2 * first, 2 * last + 1)]
        return all(any(opens <= half <= closes for opens, closes in spans) for half in halves)

    # Section 5.
    def is_inspected(self, place: str, direction: str) -> bool:
        gate = self.places[place]
        return isinstance(gate, Checkpoint) and gate.direction in (direction, "both")

    def inspection_s(self, gate: Checkpoint, kind: str, load: Load) -> int:
        each = gate.inspection_s(kind)
        assert each is not None
        return each * sum(load) if gate.serves == "persons" else each

    def is_open(self, gate: Checkpoint, first: int, last: int) -> bool:
        hours = [(spell.from_s, spell.until_s) for spell in gate.opening_hours]
        halves = [second / 2 for second in range(2 * first, 2 * last + 1)]
        return not hours or all(any(a <= half <= b for a, b in hours) for half in halves)

    def rank(self, gate: Checkpoint, kind: str) -> int:
        return gate.priority.index(kind) if kind in gate.priority else len(gate.priority)

    # Section 6.
    def loads(self, kind: str, point: str, waiting: Load, aboard: Load, second: int) -> tuple[Load, ...]:
        """Return every load of the vehicle after boarding here, with at least one person more."""
        choices = [self._choices(group, point, waiting[row], second) for row, group in enumerate(self.groups)]
        found = []
        for more in product(*choices):
            load = tuple(a + b for a, b in zip(aboard, more, strict=True))
            if sum(more) and self._fits(self.classes[kind], load):
                found.append(load)
        return tuple(found)

    def _choices(self, group: Group, point: str, waiting: int, second: int) -> list[int]:
        if group.at != point or second < group.ready_s:
            return [0]
        return sorted({0, waiting}) if group.indivisible else list(range(waiting + 1))

    def _fits(self, vehicle: VehicleClass, load: Load) -> bool:
        aboard = [(group, persons) for group, persons in zip(self.groups, load, strict=True) if persons]
        chairs = sum(persons for group, persons in aboard if "wheelchair" in group.needs)
        lying = sum(
            persons for group, persons in aboard if group.travels == "stretcher" and "wheelchair" not in group.needs
        )
        sitting = sum(load) - chairs - lying
        if sitting > vehicle.room or lying > vehicle.stretchers or chairs > vehicle.wheelchairs:
            return False
        names = {group.id for group, _ in aboard}
        for group, persons in aboard:
            if not set(group.needs) - {"wheelchair", "isolation"} <= set(vehicle.offers):
                return False
            if ("isolation" in group.needs and len(aboard) > 1) or names & set(group.apart_from):
                return False
            if group.indivisible and persons != group.to_move:
                return False
        return self._kin_ride_along(load)

    def _kin_ride_along(self, load: Load) -> bool:
        """7.2, same vehicle; with one place for both, what holds after boarding holds on the trip."""
        for row, group in enumerate(self.groups):
            if group.companions and group.companions.ride == "same vehicle" and group.to_move:
                kin = self.index[group.companions.group]
                if load[kin] * group.to_move >= self.groups[kin].to_move * load[row] + group.to_move:
                    return False
        return True

    def alighting_s(self, centre: str, load: Load) -> int:
        place = self.places[centre]
        assert isinstance(place, ReceptionCentre)
        lying = sum(n for group, n in zip(self.groups, load, strict=True) if group.travels == "stretcher")
        return place.alighting_s + place.handover_s * lying

    def accepts(self, centre: str, load: Load, so_far: Load) -> bool:
        """6.5 and 6.8: the centre has places for *load* after *so_far*, and everybody chose it."""
        place = self.places[centre]
        assert isinstance(place, ReceptionCentre)
        if any(n and centre not in group.destinations for group, n in zip(self.groups, load, strict=True)):
            return False
        total = tuple(a + b for a, b in zip(load, so_far, strict=True))
        if sum(total) > min(place.capacity, place.capacity_per_hour):  # the horizon is less than an hour
            return False
        return all(
            sum(n for group, n in zip(self.groups, total, strict=True) if kind in _kinds(group)) <= limit
            for kind, limit in place.places_for.items()
        )

    # Section 7.
    def is_agreed(self, received: tuple[Load, ...]) -> bool:
        """Return whether these people, by centre and group, may be all that a plan brings out: companions and families."""
        out = tuple(sum(column) for column in zip(*received, strict=True))
        for row, group in enumerate(self.groups):
            if not group.companions or group.companions.may_go_alone or not group.to_move:
                continue
            kin = self.index[group.companions.group]
            all_kin = self.groups[kin].to_move
            if out[kin] > all_kin * out[row] // group.to_move:
                return False
            if any(here[kin] > -(-all_kin * here[row] // group.to_move) for here in received):
                return False
        families = {group.family for group in self.groups if group.family}
        for family in families:
            rows = [row for row, group in enumerate(self.groups) if group.family == family]
            if sum(any(here[row] for row in rows) for here in received) > 1:
                return False
        return True


def _kinds(group: Group) -> set[str]:
    triage = {group.triage or "stable"} if group.category == "wounded" else {group.triage} - {None}
    travels = {group.travels} & {"seat", "stretcher"}
    return {group.category, *travels, *group.needs, *(word for word in triage if word)}


def not_known(scenario: Scenario) -> list[str]:
    """Return what *scenario* says that the twin does not know."""
    s = scenario
    stands = {vehicle.stationed for vehicle in s.fleet}
    ends = {place.id for place in s.places if place.pauses and place.kind != "assembly point"}
    ruled = [s.convoys.escorts, s.convoys.together]
    said = {
        "weather, limits, aid, commitments": [
            *s.weather,
            s.limits.aboard_s,
            s.limits.outdoors_s,
            *s.aid,
            *s.commitments,
        ],
        "escorts, together": ruled,
        "daily": [spell.daily for spell in (*s.bans, *(c for leg in s.legs for c in (*leg.closed, *leg.changes)))],
        "speed": [leg.length_m or any(change.speed_kmh for change in leg.changes) for leg in s.legs],
        "leg capacity": [leg.capacity is not None for leg in s.legs],
        "no time": [min(leg.drive_s, *(c.travel_s or 9 for c in leg.changes), 9) < 1 for leg in s.legs],
        "boarding in no time": [point.boarding_s < 1 for point in s.assembly_points],
        "alighting in no time": [centre.alighting_s < 1 for centre in s.reception_centres],
        "inspection in no time": [min(gate.service_time_s.values()) < 1 for gate in s.checkpoints],
        "gather": [point.gather_s or point.capacity < 2**30 for point in s.assembly_points],
        "boards before, at a point": [point.release and point.release.boards_before for point in s.assembly_points],
        "release by inspection inward": [gate.release and gate.direction != "out" for gate in s.checkpoints],
        "pause where vehicles stand": [stands & {place.id for place in s.places if place.pauses}, ends],
        "same convoy": [g.companions and g.companions.ride == "same convoy" for g in s.groups],
        "own means": [group.moves_itself for group in s.groups],
        "longest aboard": [group.longest_aboard_s is not None for group in s.groups],
        "crews": [v.duty_s is not None or v.range_m is not None or v.at_end == "stationed" for v in s.fleet],
        "more than an hour": [s.ends_s > 3600],
    }
    return [word for word, entries in said.items() if any(entries)] + _not_known_of_trips(s)


def _not_known_of_trips(s: Scenario) -> list[str]:
    several = any(vehicle.points_per_trip > 1 for vehicle in s.fleet)
    letting = [place.release for place in (*s.assembly_points, *s.checkpoints) if place.release]
    found = ["a release and several points in one trip"] if several and letting else []
    gates = [gate.id for gate in s.checkpoints if gate.release and not gate.release.boards_before]
    is_around = any(not _passes(s, point, gate) for gate in gates for point in s.assembly_points)
    return [*found, "a way around a release"] if is_around else found


def _passes(s: Scenario, point: AssemblyPoint, gate: str) -> bool:
    """Every way from *point*, whatever its direction, comes to *gate* before any reception centre."""
    met, waiting = {point.id, gate}, [point.id]
    while waiting:
        here = waiting.pop()
        for leg in s.legs:
            for start, end in ((leg.from_place, leg.to_place), (leg.to_place, leg.from_place)):
                if start == here and end not in met:
                    met.add(end)
                    waiting.append(end)
    return not met & {centre.id for centre in s.reception_centres}
