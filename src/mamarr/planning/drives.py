"""Drives: over legs that the plan names, and over free ways between what it names."""

from collections.abc import Mapping

from mamarr.planning.record import Entry, Passing, Stay
from mamarr.planning.timetable import LegStop, PlaceStop
from mamarr.planning.ways import Way
from mamarr.planning.whereabouts import Here, Whereabouts, times_of
from mamarr.scenario.roads import Leg


def pass_leg(w: Whereabouts, stop: LegStop, here: Here) -> None:
    """Drive a leg that the plan names."""
    leg = w.ground.legs.get(stop.leg)
    if leg is None:
        w.docket.add("judge.unknown", f"{here.path}.leg", what="leg", found=stop.leg)
        w.lose(stop.leaves)
        return
    wanted = w.ground.drive_s(leg, stop.enters, w.carrier)
    if wanted is None:
        w.docket.add("judge.closed", f"{here.path}.leg", place=leg.id, found=stop.enters)
        wanted = stop.leaves - stop.enters
    elif stop.leaves - stop.enters != wanted:
        w.docket.add("judge.drive", f"{here.path}.leaves", found=stop.leaves - stop.enters, wanted=wanted)
    if w.place is None:
        w.lose(stop.leaves)
        return
    found = _way_to_leg(w, w.place, leg)
    if found is None:
        w.docket.add("judge.no-way", f"{here.path}.leg", start=w.place, end=leg.id)
        w.lose(stop.leaves)
        return
    way, is_outward = found
    _approach(w, way, stop.enters, here)
    _check_road(w, leg, stop, here, is_outward=is_outward)
    ready = w.ready_s
    _drive(w, Way((leg,), is_outward, wanted), {leg.id: wanted}, stop.enters, here)
    w.record.entries.append(
        Entry(
            leg.id, is_outward, stop.lane, stop.enters, stop.enters + wanted, here.index, f"{here.path}.enters",
            ready_s=ready, has_people=w.persons > 0, is_escort=w.carrier.is_escort,
        )
    )  # fmt: skip
    w.arrived(leg.to_place if is_outward else leg.from_place, stop.leaves)
    w.is_moving = True


def _check_road(w: Whereabouts, leg: Leg, stop: LegStop, here: Here, *, is_outward: bool) -> None:
    if w.ground.calendar.traffic(leg, stop.enters) == "one-way" and not is_outward:
        w.docket.add("judge.against-traffic", f"{here.path}.leg", found=leg.id)
    lanes = w.ground.calendar.lanes(leg, stop.enters)
    if not 1 <= stop.lane <= lanes:
        w.docket.add("judge.lane", f"{here.path}.lane", found=stop.lane, wanted=lanes)


def _way_to_leg(w: Whereabouts, start: str, leg: Leg) -> tuple[Way, bool] | None:
    """Return the free way to the end of *leg* at which the vehicle enters, and whether it then drives outward."""
    ways = [
        (way, is_outward)
        for end, is_outward in ((leg.from_place, True), (leg.to_place, False))
        for way in w.ground.ways(w.carrier).between(start, end)
        if not way.legs or way.is_outward == is_outward
    ]
    return min(ways, key=lambda found: found[0].drive_s, default=None)


def _approach(w: Whereabouts, way: Way, enters_s: int, here: Here) -> None:
    """Drive to the mouth of a leg, and wait there until the vehicle enters."""
    if not way.legs:
        w.leave(enters_s, here, "enters")
        return
    departs = w.time_s
    if w.may_stand:
        departs = max(departs, enters_s - way.drive_s)
    elif not w.is_moving:
        before = f"trips[{here.index}].stops[{max(0, here.number - 1)}]"
        w.docket.add("judge.time-missing", before, name="leaves")
        departs = w.time_s = max(departs, enters_s - way.drive_s)
    w.leave(departs, here, "enters")
    _drive(w, way, w.ground.ways(w.carrier).drive_s, departs, here)
    last = way.legs[-1]
    w.arrived(last.to_place if way.is_outward else last.from_place, departs + way.drive_s)
    w.leave(enters_s, here, "enters")


def _drive(w: Whereabouts, way: Way, drives: Mapping[str, int], departs_s: int, here: Here) -> None:
    """Drive *way*: past checkpoints only when inspected; what stands under a pause or may be closed is noted."""
    time = departs_s
    for number, leg in enumerate(way.legs):
        checkpoint = w.ground.inspects(leg, is_outward=way.is_outward)
        if checkpoint is not None and checkpoint != w.inspected:
            w.docket.add("judge.not-inspected", here.path, found=checkpoint)
        if w.inspected is not None and checkpoint != w.inspected:
            w.docket.add("judge.needless-inspection", w.path, found=w.inspected)
        w.inspected = None
        if checkpoint is not None:
            w.record.passings.append(Passing(checkpoint, here.index, time, w.persons, here.path))
        mouth = w.ground.places[leg.from_place if way.is_outward else leg.to_place]
        if number and mouth.pauses:
            w.record.stays.append(Stay(mouth.id, mouth.pauses, time, time, here.path))
        if leg.pauses or w.ground.closures[leg.id]:
            w.record.stays.append(Stay(leg.id, leg.pauses, time, time + drives[leg.id], here.path))
        if leg.length_m is not None:
            w.metres += leg.length_m
        time += drives[leg.id]


def arrive(w: Whereabouts, stop: PlaceStop, here: Here) -> int:
    """Return when the vehicle comes to the stop, after driving there from where it is."""
    said = next((time for time in times_of(stop).values() if time is not None), w.time_s)
    if w.place is None:
        w.since_s = w.ready_s = said
        return said
    if w.place == stop.at:
        if w.since_s is None:
            w.since_s = said
        return _arrive_without_drive(w, stop, here)
    if stop.arrives is None:
        code = "judge.time-missing" if here.number else "judge.not-there"
        path = f"{here.path}.arrives" if here.number else f"{here.path}.at"
        w.docket.add(code, path, name="arrives", found=stop.at, wanted=w.place)
        w.inspected, w.since_s, w.ready_s = None, said, said
        return said
    ways = w.ground.ways(w.carrier).between(w.place, stop.at)
    if not ways:
        w.docket.add("judge.no-way", f"{here.path}.at", start=w.place, end=stop.at)
        w.inspected = None
    else:
        _drive_to(w, ways, stop.arrives, here)
    w.since_s = w.ready_s = stop.arrives
    return stop.arrives


def _arrive_without_drive(w: Whereabouts, stop: PlaceStop, here: Here) -> int:
    """Return when the vehicle that is there already, or has just left the leg that ends there, joins the stop."""
    if stop.arrives is None:
        if w.is_moving:
            w.docket.add("judge.time-missing", f"{here.path}.arrives", name="arrives")
        return w.time_s
    if w.is_moving and stop.arrives != w.time_s:
        w.docket.add("judge.drive", f"{here.path}.arrives", found=stop.arrives - w.time_s, wanted=0)
    elif stop.arrives < w.time_s:
        w.docket.add("judge.not-free", f"{here.path}.arrives", place=stop.at, found=stop.arrives, wanted=w.time_s)
    return stop.arrives


def _drive_to(w: Whereabouts, ways: list[Way], arrives_s: int, here: Here) -> None:
    """Drive the way whose time fits, else the quickest."""
    way, elapsed = ways[0], arrives_s - w.time_s
    if w.is_moving:
        way = next((way for way in ways if way.drive_s == elapsed), way)
    departs = arrives_s - way.drive_s
    if w.is_moving and (departs < w.time_s or (departs > w.time_s and not w.may_stand)):
        w.docket.add("judge.drive", f"{here.path}.arrives", found=elapsed, wanted=way.drive_s)
        departs = w.time_s
    w.leave(departs, here, "arrives")
    _drive(w, way, w.ground.ways(w.carrier).drive_s, departs, here)
