"""lay_tracks(): a plan as the steps on which its futures are played."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mamarr.corridor.futures import NEVER, Ints, Tracks, at, departures, ordered
from mamarr.errors import Finding, MamarrError
from mamarr.planning.carriers import Carrier
from mamarr.planning.ground import Ground
from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip
from mamarr.planning.ways import Way
from mamarr.planning.whereabouts import span
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.roads import Leg
from mamarr.simulation.honoured import refuse
from mamarr.simulation.hours import Hours

PATIENCE_S = 600
"""An opening of an alternating leg waits for its vehicles this much longer than the plan does."""

Row = dict[int, int]


def lay_tracks(plan: Plan) -> Tracks:
    """Return *plan* as tables; played without anything drawn they give its movements again.

    Raises
    ------
    MamarrError
        stress.not-yet where the scenario has rules that a replication does not follow; stress.not-reproduced where the
        movements of the plan do not follow from its orders and the rules.
    """
    refuse(plan.scenario)
    tracks = ordered(_Layout(plan).tracks())
    wrong = departures(tracks)
    if len(wrong):
        step, found = (int(each) for each in wrong[0])
        trip = int(tracks.steps[step, at.TRIP])
        planned = int(tracks.steps[step, at.BEGIN])
        raise MamarrError("stress.not-reproduced", trip=plan.trips[trip].id, found=found, wanted=planned)
    return tracks


@dataclass
class _Journey:
    """One vehicle on its way through the plan."""

    place: str
    carrier: Carrier
    time_s: int = 0
    rows: list[Row] = field(default_factory=list)


class _Layout:
    """The tables, row by row."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.scenario = plan, plan.scenario
        self.ground = Ground(plan.scenario)
        self.hours = Hours(plan.scenario, self.ground)
        self.places = {place.id: number for number, place in enumerate(self.scenario.places)}
        self.legs = {leg.id: number for number, leg in enumerate(self.scenario.legs)}
        self.groups = {group.id: number for number, group in enumerate(self.scenario.groups)}
        self.servers: dict[str, int] = {}
        self.server_rows: list[list[int]] = []
        self.trips: list[Row] = []
        self.steps: list[Row] = []
        self.loads: list[Row] = []

    def tracks(self) -> Tracks:
        """Return all tables."""
        before, where = self._vehicles()
        by_trip: dict[int, list[Row]] = {}
        for index in sorted(range(len(self.plan.trips)), key=lambda index: (*span(self.plan.trips[index]), index)):
            trip = self.plan.trips[index]
            carrier = self.ground.carriers.find(trip.vehicle)
            if carrier is None or not trip.stops:
                raise MamarrError("stress.not-allowed", found=trip.id)
            journey = _Journey(where.get(trip.vehicle, carrier.stationed), carrier)
            starts = journey.place
            self._follow(trip, journey)
            by_trip[index] = journey.rows
            where[trip.vehicle] = journey.place
            self.trips.append({-1: index, at.STARTS: self.places[starts], at.ENDS: self.places[journey.place]})
        self.trips.sort(key=lambda row: row[-1])
        for index, trip in enumerate(self.plan.trips):
            self._add_trip(index, trip, by_trip[index], is_first=before[index] < 0)
        for index, other in before.items():
            if other >= 0:
                self.trips[other][at.NEXT] = index
        lines = self._lines()
        openings = self._openings(lines)
        self._call_forward()
        return Tracks(
            trips=_table(self.trips, at.TRIP_COLUMNS),
            steps=_table(self.steps, at.STEP_COLUMNS),
            loads=_table(self.loads, at.LOAD_COLUMNS),
            lines=_table(lines, at.LINE_COLUMNS),
            spells=_array(self.hours.rows, at.SPELL_COLUMNS),
            drives=_array(self.drives, 2),
            servers=_array(self.server_rows, at.SERVER_COLUMNS),
            openings=_table(openings, at.OPENING_COLUMNS),
            pauses=_array([[pause.opens_s, pause.closes_s] for pause in self.scenario.pauses], 2),
            groups=_array([[group.to_move, group.ready_s] for group in self.scenario.groups], 2),
            homes=np.array([self.places[group.at] for group in self.scenario.groups], dtype=np.int64),
            rules=self._rules(),
        )

    def _rules(self) -> Ints:
        convoys = self.scenario.convoys
        gaps = (convoys.headway_s, convoys.interval_s, convoys.largest, PATIENCE_S)
        rules = (*gaps, self.scenario.ends_s, len(self.scenario.places))
        return np.array(rules, dtype=np.int64)

    def _vehicles(self) -> tuple[dict[int, int], dict[str, str]]:
        """Return the trip before each trip, -1 for the first of a vehicle."""
        last: dict[str, int] = {}
        before = {}
        for index in sorted(range(len(self.plan.trips)), key=lambda index: (*span(self.plan.trips[index]), index)):
            vehicle = self.plan.trips[index].vehicle
            before[index] = last.get(vehicle, -1)
            last[vehicle] = index
        return before, {}

    def _add_trip(self, index: int, trip: Trip, rows: list[Row], *, is_first: bool) -> None:
        row = self.trips[index]
        del row[-1]
        vehicle = self.ground.classes[trip.vehicle.split("/")[0]]
        row |= {
            at.FIRST: len(self.steps),
            at.STEPS: len(rows),
            at.NEXT: -1,
            at.SEATS: vehicle.room,
            at.LITTERS: vehicle.stretchers,
            at.LOADS: len(self.loads),
            at.NUM_LOADS: len(trip.load),
            at.OPENS_DAY: int(is_first),
        }
        for step in rows:
            step[at.TRIP] = index
        self.steps += rows
        for name, persons in trip.load.items():
            self.loads.append(self._load(trip, name, persons))

    def _load(self, trip: Trip, name: str, persons: int) -> Row:
        group = self.ground.groups[name]
        last = self.ground.places[trip.stops[-1].at] if isinstance(trip.stops[-1], PlaceStop) else None
        is_limited = isinstance(last, ReceptionCentre) and (last.capacity < UNLIMITED or bool(last.places_for))
        is_bound = bool(group.needs or group.indivisible or group.family or group.unaccompanied)
        rides = 1 if group.travels == "stretcher" else 2 if "wheelchair" in group.needs else 0
        fills = not is_limited and not is_bound
        return {at.GROUP: self.groups[name], at.PERSONS: persons, at.RIDES: rides, at.FILLS: int(fills)}

    def _follow(self, trip: Trip, journey: _Journey) -> None:
        for number, stop in enumerate(trip.stops):
            if isinstance(stop, LegStop):
                leg = self.ground.legs[stop.leg]
                way, is_outward = self._way_to(journey, leg)
                self._drive(journey, way, stop.enters - way.drive_s)
                self._add_drive(journey, leg, stop.enters, stop.leaves, is_outward=is_outward)
            else:
                self._halt(trip, number, stop, journey)

    def _way_to(self, journey: _Journey, leg: Leg) -> tuple[Way, bool]:
        ways = [
            (way, is_outward)
            for end, is_outward in ((leg.from_place, True), (leg.to_place, False))
            for way in self.ground.ways(journey.carrier).between(journey.place, end)
            if not way.legs or way.is_outward == is_outward
        ]
        return min(ways, key=lambda found: found[0].drive_s)

    def _drive(self, journey: _Journey, way: Way, departs_s: int) -> None:
        """Drive a free way, at the latest in time for what follows."""
        time = max(departs_s, journey.time_s)
        for leg in way.legs:
            lasts = self.ground.ways(journey.carrier).drive_s[leg.id]
            self._add_drive(journey, leg, time, time + lasts, is_outward=way.is_outward)
            time += lasts

    def _add_drive(self, journey: _Journey, leg: Leg, enters_s: int, leaves_s: int, *, is_outward: bool) -> None:
        line = 2 * self.legs[leg.id] + (0 if is_outward else 1)
        journey.rows.append(
            {at.IS_DRIVE: 1, at.WHERE: line, at.SERVER: -1, at.BEGIN: enters_s, at.LEAVE: leaves_s}
            | {at.CALLER: -1, at.OPENING: -1}
        )
        journey.place = leg.to_place if is_outward else leg.from_place
        journey.time_s = leaves_s

    def _halt(self, trip: Trip, number: int, stop: PlaceStop, journey: _Journey) -> None:
        if stop.at != journey.place:
            ways = self.ground.ways(journey.carrier).between(journey.place, stop.at)
            arrives = journey.time_s if stop.arrives is None else stop.arrives
            way = next((way for way in ways if way.drive_s == arrives - journey.time_s), ways[0])
            self._drive(journey, way, arrives - way.drive_s)
        arrives = journey.time_s if stop.arrives is None else stop.arrives
        row = {at.IS_DRIVE: 0, at.WHERE: self.places[stop.at], at.SERVER: -1, at.CALLER: -1, at.OPENING: -1}
        begins = arrives if stop.begins is None else stop.begins
        lasts, extra = self._service(trip, number, stop, journey)
        if not extra and self.ground.places[stop.at].pauses:  # a late pause would let it stand there too early
            path = f"places[{self.places[stop.at]}].pause"
            raise MamarrError("stress.not-yet", [Finding("stress.not-yet", path, None, {"found": path})])
        row |= extra | {at.BEGIN: begins, at.LASTS: lasts}
        persons = trip.persons if extra.get(at.PER_PERSON) else 1
        ends = begins + lasts * persons if extra else arrives
        row[at.LEAVE] = ends if stop.leaves is None else stop.leaves
        journey.rows.append(row)
        journey.place, journey.time_s = stop.at, row[at.LEAVE]

    def _service(self, trip: Trip, number: int, stop: PlaceStop, journey: _Journey) -> tuple[int, Row]:
        """Return how long the service of a stop lasts and what the step says of it; nothing where it only passes."""
        place = self.ground.places[stop.at]
        if stop.begins is None:
            return 0, {}
        if isinstance(place, AssemblyPoint):
            return place.boarding_s, {at.SERVER: self._server(place, place.bays), at.BOARDS: 1}
        if isinstance(place, Checkpoint):
            kind = journey.carrier.kind
            rank = place.priority.index(kind) if kind in place.priority else len(place.priority)
            row = {at.SERVER: self._server(place, place.lanes), at.RANK: rank}
            if place.serves == "persons":
                row[at.PER_PERSON] = 1
            return place.inspection_s(kind) or 0, row
        if isinstance(place, ReceptionCentre) and number == len(trip.stops) - 1:
            return place.alighting_s, {at.SERVER: self._server(place, place.bays), at.RECEIVES: 1}
        raise MamarrError("stress.not-allowed", found=trip.id)

    def _server(self, place: AssemblyPoint | Checkpoint | ReceptionCentre, width: int) -> int:
        if place.id not in self.servers:
            self.servers[place.id] = len(self.server_rows)
            spells = self.hours.at_place(place)
            self.server_rows.append([width, *spells])
        return self.servers[place.id]

    def _lines(self) -> list[Row]:
        lines: list[Row] = []
        self.drives: list[list[int]] = []
        carrier = Carrier("", "", vehicle=self.scenario.fleet[0])
        for leg in self.scenario.legs:
            is_ruled = leg.id in self.scenario.convoys.where
            first, count = self.hours.on_leg(leg)
            begins = len(self.drives)
            for second in (0, *self.ground.calendar.seams(leg)):
                lasts = self.ground.drive_s(leg, second, carrier)
                self.drives.append([second, NEVER if lasts is None else lasts])
            row = {
                at.RULED: int(is_ruled),
                at.LANES: leg.lanes if is_ruled else 1,
                at.ALTERNATES: int(leg.traffic == "alternating"),
                at.HOURLY: NEVER if leg.capacity is None else leg.capacity,
                at.LINE_SPELLS: first,
                at.NUM_LINE_SPELLS: count,
                at.DRIVES: begins,
                at.NUM_DRIVES: len(self.drives) - begins,
            }
            lines += [dict(row), dict(row)]
        return lines

    def _openings(self, lines: list[Row]) -> list[Row]:
        """Group the entries into alternating legs by direction, in order of time."""
        by_leg: dict[int, list[Row]] = defaultdict(list)
        for step in self.steps:
            if step[at.IS_DRIVE] and lines[step[at.WHERE]][at.ALTERNATES]:
                by_leg[step[at.WHERE] // 2].append(step)
        openings: list[Row] = []
        for leg, steps in sorted(by_leg.items()):
            first = len(openings)
            exits = {2 * leg: 0, 2 * leg + 1: 0}
            for step in sorted(steps, key=lambda step: (step[at.BEGIN], step[at.LEAVE], step[at.WHERE])):
                line = step[at.WHERE]
                if len(openings) == first or openings[-1][at.TOWARDS] != line:
                    clear = 0
                    if len(openings) > first:
                        clear = max(openings[-1][at.LAST], exits[openings[-1][at.TOWARDS]])
                    openings.append({at.TOWARDS: line, at.MEMBERS: 0, at.CLEAR: clear})
                openings[-1][at.MEMBERS] += 1
                openings[-1][at.LAST] = step[at.BEGIN]
                step[at.OPENING] = len(openings) - 1
                exits[line] = max(exits[line], step[at.LEAVE])
            for line in (2 * leg, 2 * leg + 1):
                lines[line] |= {at.OPENINGS: first, at.NUM_OPENINGS: len(openings) - first}
        return openings

    def _call_forward(self) -> None:
        """Tie the wait after boarding to the progress of the checkpoint that comes next."""
        begins: dict[int, list[int]] = defaultdict(list)
        for step in self.steps:
            if step[at.SERVER] >= 0:
                begins[step[at.SERVER]].append(step[at.BEGIN])
        for seconds in begins.values():
            seconds.sort()
        for step, after in zip(self.steps, self.steps[1:], strict=False):
            if not step.get(at.BOARDS):
                continue
            gate = self._gate_after(step, after)
            if gate is None:
                continue
            called = int(np.searchsorted(begins[gate], step[at.LEAVE], side="right"))
            if called:
                step |= {at.CALLER: gate, at.CALL: called, at.AFTER_CALL: step[at.LEAVE] - begins[gate][called - 1]}

    def _gate_after(self, step: Row, after: Row) -> int | None:
        index = self.steps.index(after)
        while index < len(self.steps) and self.steps[index][at.TRIP] == step[at.TRIP]:
            server = self.steps[index][at.SERVER]
            if server >= 0:
                return None if self.steps[index].get(at.BOARDS) or self.steps[index].get(at.RECEIVES) else server
            index += 1
        return None


def _table(rows: list[Row], columns: int) -> Ints:
    table = np.zeros((len(rows), columns), dtype=np.int64)
    for number, row in enumerate(rows):
        for column, value in row.items():
            table[number, column] = value
    return table


def _array(rows: Sequence[Sequence[int]], columns: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), columns)
