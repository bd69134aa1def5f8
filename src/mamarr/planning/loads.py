"""Loads: people are conserved, sit and lie where there is room, and come to where they chose to go."""

from collections.abc import Mapping

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Reception, Record
from mamarr.planning.timetable import Plan, Trip
from mamarr.scenario.people import Group


def check_loads(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at every load: who is aboard, and whether there is room; and at the sums by group."""
    receptions = {reception.trip: reception for reception in record.receptions}
    for index, trip in enumerate(plan.trips):
        if trip.load:
            _check_groups(trip, index, receptions.get(index), record, ground, docket)
            _check_room(trip, index, ground, docket)
            if index not in receptions:
                docket.add("judge.not-received", f"trips[{index}].load", found=trip.persons)
    aboard = dict.fromkeys(ground.groups, 0)
    for trip in plan.trips:
        for name, persons in trip.load.items():
            if name in aboard:
                aboard[name] += max(0, persons)
    for index, group in enumerate(plan.scenario.groups):
        if aboard[group.id] > group.headcount:
            path = f"scenario.groups[{index}]"
            docket.add("judge.headcount", path, group=group.id, found=aboard[group.id], wanted=group.headcount)
    _check_companions(received_by_group(plan, record, ground), ground, docket)


def received_by_group(plan: Plan, record: Record, ground: Ground) -> dict[str, int]:
    """Return the people received by the horizon, by group; never more than were announced."""
    out = dict.fromkeys(ground.groups, 0)
    for reception in record.receptions:
        if reception.second <= plan.scenario.ends_s:
            for name, persons in plan.trips[reception.trip].load.items():
                if name in out:
                    out[name] += max(0, persons)
    return {name: min(persons, ground.groups[name].headcount) for name, persons in out.items()}


def last_received_s(plan: Plan, record: Record) -> int:
    """Return when the last of those who are received by the horizon is received; 0 where nobody is."""
    seconds = (reception.second for reception in record.receptions if plan.trips[reception.trip].persons > 0)
    return max((second for second in seconds if second <= plan.scenario.ends_s), default=0)


def _check_groups(
    trip: Trip, index: int, reception: Reception | None, record: Record, ground: Ground, docket: Docket
) -> None:
    for name, persons in trip.load.items():
        path = f"trips[{index}].load.{name[:80]}"
        if persons <= 0:
            docket.add("judge.persons", path, found=persons, group=name)
        group = ground.groups.get(name)
        if group is None:
            docket.add("judge.unknown", path, what="group", found=name)
            continue
        if group.at not in record.boarded.get(index, ()):
            docket.add("judge.not-waiting", path, found=name, wanted=f"a boarding at {group.at}")
        if reception is not None and reception.place not in group.destinations:
            docket.add(
                "judge.destination", path, group=name, found=reception.place, wanted=", ".join(group.destinations)
            )


def _check_room(trip: Trip, index: int, ground: Ground, docket: Docket) -> None:
    vehicle = ground.vehicle_class(trip.vehicle)
    aboard = {"seat": 0, "stretcher": 0}
    for name, persons in trip.load.items():
        group = ground.groups.get(name)
        if group is not None and group.travels not in aboard:
            docket.add("judge.travels", f"trips[{index}].load.{name[:80]}", found=name)
        elif group is not None:
            aboard[group.travels] += max(0, persons)
    if vehicle is None:
        return
    if aboard["seat"] > vehicle.seats:
        docket.add("judge.seats", f"trips[{index}].load", found=aboard["seat"], wanted=vehicle.seats)
    if aboard["stretcher"] > vehicle.stretchers:
        docket.add("judge.stretchers", f"trips[{index}].load", found=aboard["stretcher"], wanted=vehicle.stretchers)


def _check_companions(out: Mapping[str, int], ground: Ground, docket: Docket) -> None:
    """Companions go only as far as their patients do: their share out is at most the patients' share out."""
    groups: list[Group] = list(ground.groups.values())
    for index, group in enumerate(groups):
        if group.companions is None or group.companions.may_go_alone or not group.headcount:
            continue
        companions = ground.groups[group.companions.group]
        allowed = companions.headcount * out[group.id] // group.headcount
        if out[companions.id] > allowed:
            docket.add(
                "judge.separated",
                f"scenario.groups[{index}].companions",
                group=group.id,
                found=out[companions.id],
                wanted=allowed,
            )
