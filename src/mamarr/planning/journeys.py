"""Journeys: every vehicle followed from where it is stationed, stop by stop, to where it stands at the end.

A journey knows where the vehicle is and since when. Whatever the plan says next has to follow from that: the place, the
drive, the inspection, the times in their order. What the vehicle did goes into the record; what does not follow goes
into the docket. After a finding the journey goes on from what the plan says, so that everything is found at once.
"""

from mamarr.planning.carriers import Carrier
from mamarr.planning.docket import Docket
from mamarr.planning.drives import pass_leg
from mamarr.planning.ground import Ground
from mamarr.planning.halts import halt
from mamarr.planning.record import COMMITTED, Entry, Record, Tour
from mamarr.planning.timetable import LegStop, Plan, Trip
from mamarr.planning.whereabouts import Here, Whereabouts, span, times_of
from mamarr.scenario.commitments import Commitment
from mamarr.scenario.places import AssemblyPoint


def follow(plan: Plan, ground: Ground, docket: Docket) -> Record:
    """Return the record of all journeys of *plan*."""
    record = Record()
    by_vehicle: dict[str, list[int]] = {}
    for index, trip in enumerate(plan.trips):
        if not trip.stops:
            docket.add("judge.no-stops", f"trips[{index}].stops", found=trip.id)
        elif trip.vehicle not in by_vehicle and ground.carriers.find(trip.vehicle) is None:
            docket.add("judge.vehicle", f"trips[{index}].vehicle", found=trip.vehicle, wanted=ground.carriers.choices())
        else:
            by_vehicle.setdefault(trip.vehicle, []).append(index)
    fixed = {
        commitment.vehicle: (number, commitment)
        for number, commitment in enumerate(plan.scenario.commitments)
        if commitment.kind == "fixed"
    }
    for vehicle in (*by_vehicle, *(name for name in fixed if name not in by_vehicle)):
        carrier = ground.carriers.find(vehicle)
        if carrier is not None:
            indices = sorted(by_vehicle.get(vehicle, ()), key=lambda index: (*span(plan.trips[index]), index))
            w = Whereabouts(ground, docket, record, carrier, carrier.stationed)
            if vehicle in fixed:
                _begin_committed(w, *fixed[vehicle])
            _make_all(w, plan, indices)
            if indices:
                _end(w, carrier)
            elif _strays(w, carrier):
                docket.add("judge.left-inside", w.path, vehicle=vehicle, found=w.place or "")
    return record


def _make_all(w: Whereabouts, plan: Plan, indices: list[int]) -> None:
    for index in indices:
        trip = plan.trips[index]
        if w.carrier.is_own and index != indices[0]:
            w.docket.add("judge.own-twice", f"trips[{index}].vehicle", found=trip.vehicle)
        w.is_carried = index == indices[0] and bool(w.aboard) and trip.load == w.aboard
        _make(w, trip, index)


def _begin_committed(w: Whereabouts, number: int, commitment: Commitment) -> None:
    """Be where the commitment says: at a place, or at the end of a leg that it is still driving."""
    w.path, w.aboard = f"scenario.commitments[{number}]", dict(commitment.load)
    leg = w.ground.legs.get(commitment.at)
    if leg is None:
        w.place = commitment.at
    else:
        is_outward = commitment.direction == "out"
        w.place = leg.to_place if is_outward else leg.from_place
        drive = w.ground.drive_s(leg, 0, w.carrier)
        enters = commitment.until_s - (leg.drive_s if drive is None else drive)
        w.record.entries.append(
            Entry(
                leg.id, is_outward, 1, enters, commitment.until_s, COMMITTED, w.path,
                ready_s=enters, has_people=bool(w.aboard), is_escort=w.carrier.is_escort,
            )
        )  # fmt: skip
    w.time_s = w.ready_s = commitment.until_s


def _make(w: Whereabouts, trip: Trip, index: int) -> None:
    """Follow one trip."""
    w.starts_s, w.metres = None, 0
    w.has_people = w.is_carried
    if w.is_carried:
        w.record.carried.add(index)
    else:
        w.aboard = {}
    begins, ends = span(trip)
    starts_at = w.place
    if w.place is not None and begins < w.time_s:
        w.docket.add("judge.not-free", f"trips[{index}]", place=w.place, found=begins, wanted=w.time_s)
    for number, stop in enumerate(trip.stops):
        here = Here(trip, index, number)
        for name, time in times_of(stop).items():
            if time is not None and time < 0:
                w.docket.add("judge.before-start", f"{here.path}.{name}", found=time)
        if isinstance(stop, LegStop):
            pass_leg(w, stop, here)
        else:
            halt(w, stop, here)
        w.path = here.path
    w.is_moving = False
    if w.carrier.vehicle is not None:
        boarded = len(w.record.boarded.get(index, ()))
        most = w.carrier.vehicle.points_per_trip
        if boarded > most:
            w.docket.add("judge.points", f"trips[{index}].stops", found=boarded, wanted=most)
        starts = begins if w.starts_s is None else w.starts_s
        w.record.tours[trip.vehicle].append(Tour(index, starts_at, starts, ends, w.place, w.metres))


def _end(w: Whereabouts, carrier: Carrier) -> None:
    """Look at where the vehicle stays: outside, and no longer under a pause; or where its class has to be."""
    if w.inspected is not None:
        w.docket.add("judge.needless-inspection", w.path, found=w.inspected)
    place = w.ground.places.get(w.place or "")
    if place is None:
        return
    if w.since_s is not None:
        w.note_stay(w.time_s, w.path)
    code = _strays(w, carrier)
    if code == "judge.not-home":
        w.docket.add(code, w.path, found=place.id, wanted=carrier.stationed)
    elif code:
        w.docket.add(code, w.path, found=place.id)


def _strays(w: Whereabouts, carrier: Carrier) -> str | None:
    """Return the code of what is wrong with the place where the vehicle stays; nothing where it may stay."""
    place = w.ground.places.get(w.place or "")
    if place is None or carrier.vehicle is None or carrier.vehicle.at_end == "anywhere":
        return None
    is_home = place.id == carrier.stationed
    if carrier.vehicle.at_end == "stationed":
        return "" if is_home else "judge.not-home"
    is_outside = not place.pauses and (is_home or not isinstance(place, AssemblyPoint))
    return "" if is_outside else "judge.ends-inside"
