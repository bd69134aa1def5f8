"""Halts: what a vehicle does at an assembly point, a checkpoint, a reception centre, or where its aid is unloaded."""

from mamarr.planning.drives import arrive
from mamarr.planning.record import Boarding, Inspection, Reception, Stand
from mamarr.planning.timetable import PlaceStop
from mamarr.planning.whereabouts import Here, Whereabouts, times_of
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre


def halt(w: Whereabouts, stop: PlaceStop, here: Here) -> None:
    """Look at one stop at a place."""
    place = w.ground.places.get(stop.at)
    if place is None:
        w.docket.add("judge.unknown", f"{here.path}.at", what="place", found=stop.at)
        w.lose(max((time for time in times_of(stop).values() if time is not None), default=w.time_s))
        return
    before = here.trip.stops[here.number - 1] if here.number else None
    if isinstance(before, PlaceStop) and before.at == stop.at:
        w.docket.add("judge.same-place", f"{here.path}.at", found=stop.at)
    arrival = arrive(w, stop, here)
    w.place, w.may_stand = stop.at, False
    if here.is_last and w.ground.is_cargo(here.trip):
        _unload(w, stop, here, arrival)
    elif isinstance(place, AssemblyPoint):
        _at_point(w, place, stop, here, arrival)
    elif isinstance(place, Checkpoint):
        _at_checkpoint(w, place, stop, here, arrival)
    elif isinstance(place, ReceptionCentre):
        _at_centre(w, place, stop, here, arrival)
    else:
        w.stray(stop, here, ("begins", "received"))
        w.depart(stop, here, arrival)


def _at_point(w: Whereabouts, place: AssemblyPoint, stop: PlaceStop, here: Here, arrival: int) -> None:
    w.stray(stop, here, ("received",))
    groups = [w.ground.groups[name] for name in here.trip.load if name in w.ground.groups]
    boarding = [group for group in groups if group.at == place.id and not w.is_carried]
    boarded = w.record.boarded[here.index]
    if not boarding or (stop.begins is None and place.id in boarded):
        if stop.begins is not None:
            w.docket.add("judge.boards-nobody", f"{here.path}.begins", found=place.id)
        w.depart(stop, here, arrival)
        return
    if place.id in boarded:
        w.docket.add("judge.same-place", f"{here.path}.at", found=place.id)
    boarded.add(place.id)
    w.has_people = True
    if stop.begins is None or not w.needed(stop, here, ("leaves",)):
        w.needed(stop, here, ("begins",))
        w.depart(stop, here, arrival)
        return
    if stop.begins < arrival:
        w.docket.add("judge.order", f"{here.path}.begins", found=stop.begins, wanted=arrival)
    for group in boarding:
        w.aboard[group.id] = w.ground.people(here.trip)[group.id]
        if stop.begins < group.ready_s:
            w.docket.add(
                "judge.not-ready", f"{here.path}.begins", found=stop.begins, wanted=group.ready_s, group=group.id
            )
    _board(w, place, stop, here, stop.begins)


def _board(w: Whereabouts, place: AssemblyPoint, stop: PlaceStop, here: Here, begins: int) -> None:
    leaves = begins if stop.leaves is None else stop.leaves
    boarding_s = 0 if w.carrier.is_own else place.boarding_s
    if w.carrier.is_own and leaves != begins:
        w.docket.add("judge.sets-out", f"{here.path}.leaves", found=leaves - begins)
    elif leaves - begins < boarding_s:
        w.docket.add("judge.boarding", f"{here.path}.leaves", found=leaves - begins, wanted=boarding_s)
    path = f"{here.path}.begins"
    if not w.carrier.is_own:
        w.record.stands.append(Stand(place.id, begins, begins + boarding_s, path))
    w.record.boardings.append(Boarding(place.id, here.index, begins, leaves, boarding_s, path))
    w.record.first_begins.setdefault(here.index, begins)
    w.ready_s = begins + boarding_s
    w.depart(stop, here, begins)


def _at_checkpoint(w: Whereabouts, place: Checkpoint, stop: PlaceStop, here: Here, arrival: int) -> None:
    w.stray(stop, here, ("received",))
    service = place.inspection_s(w.carrier.kind)
    if stop.begins is None or service is None:
        w.depart(stop, here, arrival)
        return
    wanted = service * w.persons if place.serves == "persons" else service
    if w.inspected is not None:  # a second inspection; the first one led nowhere
        w.docket.add("judge.needless-inspection", w.path, found=place.id)
    w.inspected = place.id
    w.needed(stop, here, ("arrives", "leaves"))
    if stop.begins < arrival:
        w.docket.add("judge.order", f"{here.path}.begins", found=stop.begins, wanted=arrival)
    if stop.leaves is not None and stop.leaves - stop.begins != wanted:
        w.docket.add("judge.inspection", f"{here.path}.leaves", found=stop.leaves - stop.begins, wanted=wanted)
    w.record.inspections.append(
        Inspection(
            place.id, w.carrier.kind, here.trip.id,
            arrival, stop.begins, stop.begins + wanted, f"{here.path}.begins",
        )
    )  # fmt: skip
    w.ready_s = stop.begins + wanted
    w.depart(stop, here, stop.begins + wanted if stop.leaves is None else stop.begins)
    w.may_stand = stop.leaves is not None


def _at_centre(w: Whereabouts, place: ReceptionCentre, stop: PlaceStop, here: Here, arrival: int) -> None:
    is_waiting = not here.is_last and stop.begins is None and stop.received is None
    if not w.has_people or is_waiting:
        w.stray(stop, here, ("begins", "received"))
        w.depart(stop, here, arrival)
        return
    if not w.needed(stop, here, ("arrives", "begins", "received")):
        w.depart(stop, here, arrival)
        return
    begins, received = stop.begins or 0, stop.received or 0
    if begins < arrival:
        w.docket.add("judge.order", f"{here.path}.begins", found=begins, wanted=arrival)
    lying = sum(persons for name, persons in w.aboard.items() if w.ground.groups[name].travels == "stretcher")
    wanted = 0 if w.carrier.is_own else place.alighting_s + place.handover_s * lying
    found = received - (arrival if w.carrier.is_own else begins)
    if found != wanted:
        w.docket.add("judge.alighting", f"{here.path}.received", found=found, wanted=wanted)
    if not w.carrier.is_own:
        w.record.stands.append(Stand(place.id, begins, begins + wanted, f"{here.path}.begins"))
    if here.is_last:
        w.record.receptions.append(Reception(here.index, place.id, received, f"{here.path}.received"))
    w.ready_s = received
    w.depart(stop, here, received)


def _unload(w: Whereabouts, stop: PlaceStop, here: Here, arrival: int) -> None:
    """Unload the aid, where it has been asked for."""
    aid = w.ground.aids[next(name for name in here.trip.load if name in w.ground.aids)]
    if stop.at != aid.to_place:
        w.docket.add("judge.aid-place", f"{here.path}.at", found=stop.at, aid=aid.id, wanted=aid.to_place)
    if not w.needed(stop, here, ("arrives", "begins", "received")):
        w.depart(stop, here, arrival)
        return
    begins, received = stop.begins or 0, stop.received or 0
    if begins < arrival:
        w.docket.add("judge.order", f"{here.path}.begins", found=begins, wanted=arrival)
    if received - begins != aid.unloading_s:
        w.docket.add("judge.unloading", f"{here.path}.received", found=received - begins, wanted=aid.unloading_s)
    w.ready_s = received
    w.depart(stop, here, received)
