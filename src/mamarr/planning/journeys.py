"""Journeys: every vehicle followed from where it is stationed, stop by stop, to where it stands at the end.

A journey knows where the vehicle is and since when. Whatever the plan says next has to follow from that: the place, the
drive, the inspection, the times in their order. What the vehicle did goes into the record; what does not follow goes
into the docket. After a finding the journey goes on from what the plan says, so that everything is found at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Entry, Inspection, Reception, Record, Stand, Stay
from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip
from mamarr.planning.ways import Way
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.places import AssemblyPoint, Checkpoint, Junction, ReceptionCentre
from mamarr.scenario.roads import Leg


@dataclass(frozen=True)
class _Here:
    """The stop being looked at."""

    trip: Trip
    index: int
    number: int

    @property
    def path(self) -> str:
        return f"trips[{self.index}].stops[{self.number}]"

    @property
    def is_last(self) -> bool:
        return self.number == len(self.trip.stops) - 1


def follow(plan: Plan, ground: Ground, docket: Docket) -> Record:
    """Return the record of all journeys of *plan*."""
    record = Record()
    by_vehicle: dict[str, list[int]] = {}
    for index, trip in enumerate(plan.trips):
        if not trip.stops:
            docket.add("judge.no-stops", f"trips[{index}].stops", found=trip.id)
        elif trip.vehicle not in by_vehicle and ground.vehicle_class(trip.vehicle) is None:
            choices = ", ".join(f"{name}/1 to {name}/{found.count}" for name, found in ground.classes.items())
            docket.add("judge.vehicle", f"trips[{index}].vehicle", found=trip.vehicle, wanted=choices)
        else:
            by_vehicle.setdefault(trip.vehicle, []).append(index)
    for vehicle, indices in by_vehicle.items():
        vehicle_class = ground.vehicle_class(vehicle)
        if vehicle_class is None:
            continue
        journey = _Journey(ground, docket, record, vehicle_class)
        for index in sorted(indices, key=lambda index: (*_span(plan.trips[index]), index)):
            journey.make(plan.trips[index], index)
        journey.end()
    return record


def _span(trip: Trip) -> tuple[int, int]:
    """Return the first and the last second named; of two trips that begin together the one that ends first goes first."""
    named: list[int | None] = []
    for stop in (trip.stops[0], trip.stops[-1]):
        named.extend((stop.enters, stop.leaves) if isinstance(stop, LegStop) else _times(stop).values())
    times = [time for time in named if time is not None]
    return min(times, default=0), max(times, default=0)


def _times(stop: PlaceStop) -> dict[str, int | None]:
    return {"arrives": stop.arrives, "begins": stop.begins, "leaves": stop.leaves, "received": stop.received}


class _Journey:
    """One vehicle on its way.

    `place` is None after a stop that names nothing. `time_s` is the second from which the vehicle may leave, or, while
    `is_moving`, at which it does leave. `since_s` is the second at which it came.
    """

    def __init__(self, ground: Ground, docket: Docket, record: Record, vehicle_class: VehicleClass) -> None:
        self.ground, self.docket, self.record, self.vehicle_class = ground, docket, record, vehicle_class
        self.place: str | None = vehicle_class.stationed
        self.time_s = self.since_s = 0
        self.is_moving = False
        self.inspected: str | None = None
        self.has_people = False
        self.path = ""

    def make(self, trip: Trip, index: int) -> None:
        """Follow one trip."""
        self.has_people = False
        begins = _span(trip)[0]
        if self.place is not None and begins < self.time_s:
            self.docket.add("judge.not-free", f"trips[{index}]", place=self.place, found=begins, wanted=self.time_s)
        for number, stop in enumerate(trip.stops):
            here = _Here(trip, index, number)
            times = {"enters": stop.enters, "leaves": stop.leaves} if isinstance(stop, LegStop) else _times(stop)
            for name, time in times.items():
                if time is not None and time < 0:
                    self.docket.add("judge.before-start", f"{here.path}.{name}", found=time)
            if isinstance(stop, LegStop):
                self._pass(stop, here)
            else:
                self._stop(stop, here)
            self.path = here.path
        self.is_moving = False
        boarded = len(self.record.boarded.get(index, ()))
        if boarded > self.vehicle_class.points_per_trip:
            self.docket.add(
                "judge.points", f"trips[{index}].stops", found=boarded, wanted=self.vehicle_class.points_per_trip
            )

    def end(self) -> None:
        """Look at where the vehicle stays: outside, and no longer under a pause."""
        place = self.ground.places.get(self.place or "")
        if self.inspected is not None:
            self.docket.add("judge.needless-inspection", self.path, found=self.inspected)
        if place is None:
            return
        is_outside = isinstance(place, ReceptionCentre | Checkpoint) or place.id in self.ground.stations
        if not is_outside or (isinstance(place, AssemblyPoint) and place.pause is not None):
            self.docket.add("judge.ends-inside", self.path, found=place.id)

    # Driving

    def _pass(self, stop: LegStop, here: _Here) -> None:
        leg = self.ground.legs.get(stop.leg)
        if leg is None:
            self.docket.add("judge.unknown", f"{here.path}.leg", what="leg", found=stop.leg)
            self._lose(stop.leaves)
            return
        wanted = self.ground.ways.drive_s[leg.id]
        if stop.leaves - stop.enters != wanted:
            self.docket.add("judge.drive", f"{here.path}.leaves", found=stop.leaves - stop.enters, wanted=wanted)
        if self.place is None:
            self._lose(stop.leaves)
            return
        found = self._way_to_leg(self.place, leg)
        if found is None:
            self.docket.add("judge.no-way", f"{here.path}.leg", start=self.place, end=leg.id)
            self._lose(stop.leaves)
            return
        way, is_outward = found
        self._approach(way, stop.enters, here)
        if leg.traffic == "one-way" and not is_outward:
            self.docket.add("judge.against-traffic", f"{here.path}.leg", found=leg.id)
        self._drive(Way((leg,), is_outward, wanted), stop.enters, here)
        self.record.entries.append(Entry(leg.id, is_outward, stop.enters, here.index, f"{here.path}.enters"))
        self.place = leg.to_place if is_outward else leg.from_place
        self.time_s = self.since_s = stop.leaves
        self.is_moving = True

    def _way_to_leg(self, start: str, leg: Leg) -> tuple[Way, bool] | None:
        """Return the free way to the end of *leg* at which the vehicle enters, and whether it then drives outward."""
        ways = [
            (way, is_outward)
            for end, is_outward in ((leg.from_place, True), (leg.to_place, False))
            for way in self.ground.ways.between(start, end)
            if not way.legs or way.is_outward == is_outward
        ]
        return min(ways, key=lambda found: found[0].drive_s, default=None)

    def _approach(self, way: Way, enters_s: int, here: _Here) -> None:
        """Drive to the mouth of a leg, and wait there until the vehicle enters."""
        if not way.legs:
            self._leave(enters_s, here, "enters")
            return
        if not self.is_moving:
            self.docket.add(
                "judge.time-missing", f"trips[{here.index}].stops[{max(0, here.number - 1)}]", name="leaves"
            )
            self.time_s = max(self.time_s, enters_s - way.drive_s)
        departs = self.time_s
        self._leave(departs, here, "enters")
        self._drive(way, departs, here)
        last = way.legs[-1]
        self.place = last.to_place if way.is_outward else last.from_place
        self.time_s = self.since_s = departs + way.drive_s
        self.is_moving = False
        self._leave(enters_s, here, "enters")

    def _leave(self, departs_s: int, here: _Here, name: str) -> None:
        """Leave the place at *departs_s*, and note how long the vehicle stood there."""
        if departs_s < self.time_s:
            self.docket.add(
                "judge.not-free", f"{here.path}.{name}", place=self.place or "", found=departs_s, wanted=self.time_s
            )
        place = self.ground.places.get(self.place or "")
        if isinstance(place, Junction) and place.id not in self.ground.stations and departs_s > self.time_s:
            self.docket.add("judge.not-a-stop", f"{here.path}.{name}", found=place.id)
        if isinstance(place, AssemblyPoint) and place.pause is not None:
            path = self.path or here.path
            self.record.stays.append(Stay(place.id, place.pause, self.since_s, max(departs_s, self.since_s), path))

    def _drive(self, way: Way, departs_s: int, here: _Here) -> None:
        """Drive *way*: past checkpoints only when inspected, under pauses only while they are open."""
        time = departs_s
        for leg in way.legs:
            checkpoint = self.ground.inspects(leg, is_outward=way.is_outward)
            if checkpoint is not None and checkpoint != self.inspected:
                self.docket.add("judge.not-inspected", here.path, found=checkpoint)
            if self.inspected is not None and checkpoint != self.inspected:
                self.docket.add("judge.needless-inspection", self.path, found=self.inspected)
            self.inspected = None
            drive = self.ground.ways.drive_s[leg.id]
            if leg.pause is not None:
                self.record.stays.append(Stay(leg.id, leg.pause, time, time + drive, here.path))
            time += drive

    def _lose(self, time_s: int) -> None:
        """Forget where the vehicle is: the plan does not say."""
        self.place, self.inspected, self.is_moving = None, None, False
        self.time_s = self.since_s = time_s

    # Standing

    def _stop(self, stop: PlaceStop, here: _Here) -> None:
        place = self.ground.places.get(stop.at)
        if place is None:
            self.docket.add("judge.unknown", f"{here.path}.at", what="place", found=stop.at)
            self._lose(max((time for time in _times(stop).values() if time is not None), default=self.time_s))
            return
        before = here.trip.stops[here.number - 1] if here.number else None
        if isinstance(before, PlaceStop) and before.at == stop.at:
            self.docket.add("judge.same-place", f"{here.path}.at", found=stop.at)
        arrival = self._arrive(stop, here)
        self.place = stop.at
        if isinstance(place, AssemblyPoint):
            self._stop_at_point(place, stop, here, arrival)
        elif isinstance(place, Checkpoint):
            self._stop_at_checkpoint(place, stop, here, arrival)
        elif isinstance(place, ReceptionCentre):
            self._stop_at_centre(place, stop, here, arrival)
        else:
            if place.id not in self.ground.stations:
                self.docket.add("judge.not-a-stop", f"{here.path}.at", found=place.id)
            self._stray(stop, here, ("begins", "received"))
            self._depart(stop, here, arrival)

    def _arrive(self, stop: PlaceStop, here: _Here) -> int:
        """Return when the vehicle comes to the stop, after driving there from where it is."""
        said = next((time for time in _times(stop).values() if time is not None), self.time_s)
        if self.place is None:
            self.since_s = said
            return said
        if self.place == stop.at:
            return self._arrive_without_drive(stop, here)
        if stop.arrives is None:
            code = "judge.time-missing" if here.number else "judge.not-there"
            path = f"{here.path}.arrives" if here.number else f"{here.path}.at"
            self.docket.add(code, path, name="arrives", found=stop.at, wanted=self.place)
            self.inspected, self.since_s = None, said
            return said
        ways = self.ground.ways.between(self.place, stop.at)
        if not ways:
            self.docket.add("judge.no-way", f"{here.path}.at", start=self.place, end=stop.at)
            self.inspected = None
        else:
            self._drive_to(ways, stop.arrives, here)
        self.since_s = stop.arrives
        return stop.arrives

    def _arrive_without_drive(self, stop: PlaceStop, here: _Here) -> int:
        """Return when the vehicle that is there already, or has just left the leg that ends there, joins the stop."""
        if stop.arrives is None:
            if self.is_moving:
                self.docket.add("judge.time-missing", f"{here.path}.arrives", name="arrives")
            return self.time_s
        if self.is_moving and stop.arrives != self.time_s:
            self.docket.add("judge.drive", f"{here.path}.arrives", found=stop.arrives - self.time_s, wanted=0)
        elif stop.arrives < self.time_s:
            self.docket.add(
                "judge.not-free", f"{here.path}.arrives", place=stop.at, found=stop.arrives, wanted=self.time_s
            )
        return stop.arrives

    def _drive_to(self, ways: Iterable[Way], arrives_s: int, here: _Here) -> None:
        """Drive the way whose time fits, else the quickest."""
        ways = list(ways)
        way = ways[0]
        departs = arrives_s - way.drive_s
        if self.is_moving:
            departs = self.time_s
            elapsed = arrives_s - departs
            way = next((way for way in ways if way.drive_s == elapsed), way)
            if elapsed != way.drive_s:
                self.docket.add("judge.drive", f"{here.path}.arrives", found=elapsed, wanted=way.drive_s)
        self._leave(departs, here, "arrives")
        self._drive(way, departs, here)

    def _depart(self, stop: PlaceStop, here: _Here, earliest_s: int) -> None:
        """Note from when on the vehicle may leave, or that it does leave at the second that the plan names."""
        if stop.leaves is not None and stop.leaves < earliest_s:
            self.docket.add("judge.order", f"{here.path}.leaves", found=stop.leaves, wanted=earliest_s)
        self.time_s = earliest_s if stop.leaves is None else stop.leaves
        self.is_moving = stop.leaves is not None

    def _needed(self, stop: PlaceStop, here: _Here, names: tuple[str, ...]) -> bool:
        """Say whether the stop has all of these times; each that is missing is a finding."""
        missing = [name for name in names if getattr(stop, name) is None]
        for name in missing:
            self.docket.add("judge.time-missing", f"{here.path}.{name}", name=name)
        return not missing

    def _stray(self, stop: PlaceStop, here: _Here, names: tuple[str, ...]) -> None:
        for name in names:
            if getattr(stop, name) is not None:
                self.docket.add("judge.stray-time", f"{here.path}.{name}", name=name)

    def _stop_at_point(self, place: AssemblyPoint, stop: PlaceStop, here: _Here, arrival: int) -> None:
        self._stray(stop, here, ("received",))
        groups = [self.ground.groups[name] for name in here.trip.load if name in self.ground.groups]
        boarding = [group for group in groups if group.at == place.id]
        if not boarding:
            if stop.begins is not None or here.trip.load:
                self.docket.add("judge.boards-nobody", f"{here.path}.begins", found=place.id)
            self._depart(stop, here, arrival)
            return
        if place.id in self.record.boarded.setdefault(here.index, set()):
            self.docket.add("judge.same-place", f"{here.path}.at", found=place.id)
        self.record.boarded[here.index].add(place.id)
        self.has_people = True
        if stop.begins is None or not self._needed(stop, here, ("leaves",)):
            self._needed(stop, here, ("begins",))
            self._depart(stop, here, arrival)
            return
        if stop.begins < arrival:
            self.docket.add("judge.order", f"{here.path}.begins", found=stop.begins, wanted=arrival)
        for group in boarding:
            if stop.begins < group.ready_s:
                self.docket.add(
                    "judge.not-ready", f"{here.path}.begins", found=stop.begins, wanted=group.ready_s, group=group.id
                )
        if stop.leaves is not None and stop.leaves - stop.begins < place.boarding_s:
            self.docket.add(
                "judge.boarding", f"{here.path}.leaves", found=stop.leaves - stop.begins, wanted=place.boarding_s
            )
        self.record.stands.append(Stand(place.id, stop.begins, stop.begins + place.boarding_s, f"{here.path}.begins"))
        self._depart(stop, here, stop.begins)

    def _stop_at_checkpoint(self, place: Checkpoint, stop: PlaceStop, here: _Here, arrival: int) -> None:
        self._stray(stop, here, ("received",))
        wanted = place.inspection_s(self.vehicle_class.id)
        if stop.begins is None or wanted is None:
            self._depart(stop, here, arrival)
            return
        if self.inspected is not None:  # a second inspection; the first one led nowhere
            self.docket.add("judge.needless-inspection", self.path, found=place.id)
        self.inspected = place.id
        self._needed(stop, here, ("arrives", "leaves"))
        if stop.begins < arrival:
            self.docket.add("judge.order", f"{here.path}.begins", found=stop.begins, wanted=arrival)
        if stop.leaves is not None and stop.leaves - stop.begins != wanted:
            self.docket.add("judge.inspection", f"{here.path}.leaves", found=stop.leaves - stop.begins, wanted=wanted)
        self.record.inspections.append(
            Inspection(
                place.id, self.vehicle_class.id, here.trip.id,
                arrival, stop.begins, stop.begins + wanted, f"{here.path}.begins",
            )
        )  # fmt: skip
        self._depart(stop, here, stop.begins + wanted if stop.leaves is None else stop.begins)

    def _stop_at_centre(self, place: ReceptionCentre, stop: PlaceStop, here: _Here, arrival: int) -> None:
        if not self.has_people:
            self._stray(stop, here, ("begins", "received"))
            self._depart(stop, here, arrival)
            return
        if not self._needed(stop, here, ("arrives", "begins", "received")):
            self._depart(stop, here, arrival)
            return
        begins, received = stop.begins or 0, stop.received or 0
        if begins < arrival:
            self.docket.add("judge.order", f"{here.path}.begins", found=begins, wanted=arrival)
        if received - begins != place.alighting_s:
            self.docket.add(
                "judge.alighting", f"{here.path}.received", found=received - begins, wanted=place.alighting_s
            )
        self.record.stands.append(Stand(place.id, begins, begins + place.alighting_s, f"{here.path}.begins"))
        if here.is_last:
            self.record.receptions.append(Reception(here.index, place.id, received))
        self._depart(stop, here, received)
