"""Loads: people are conserved, sit and lie where there is room, and come to where they chose to go."""

from itertools import combinations

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Reception, Record
from mamarr.planning.timetable import Plan, Trip
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.references import ISOLATION, WHEELCHAIR


def check_loads(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at every load: who is aboard, with whom, and whether there is room; and at the sums by group."""
    receptions = {reception.trip: reception for reception in record.receptions}
    aboard = dict.fromkeys(ground.groups, 0)
    for index, trip in enumerate(plan.trips):
        if trip.load and not ground.is_cargo(trip):
            _check_groups(trip, index, receptions.get(index), record, ground, docket)
            _check_room(trip, index, ground, docket)
            _check_company(trip, index, ground, docket)
            if index not in receptions:
                docket.add("judge.not-received", f"trips[{index}].load", found=trip.persons)
            for name, persons in ground.people(trip).items():
                aboard[name] += persons
        elif not trip.load and _is_own(trip, ground):
            docket.add("judge.own-empty", f"trips[{index}].load", found=trip.vehicle)
    for index, group in enumerate(plan.scenario.groups):
        if aboard[group.id] > group.to_move:
            path = f"scenario.groups[{index}]"
            docket.add("judge.headcount", path, group=group.id, found=aboard[group.id], wanted=group.to_move)


def _check_groups(
    trip: Trip, index: int, reception: Reception | None, record: Record, ground: Ground, docket: Docket
) -> None:
    for name, persons in trip.load.items():
        path = f"trips[{index}].load.{name[:80]}"
        if persons <= 0:
            docket.add("judge.persons", path, found=persons, group=name)
        group = ground.groups.get(name)
        if group is None and name in ground.aids:
            docket.add("judge.mixed-load", path, found=name)
        elif group is None:
            docket.add("judge.unknown", path, what="group", found=name)
        else:
            if index not in record.carried and group.at not in record.boarded.get(index, ()):
                docket.add("judge.not-waiting", path, found=name, wanted=f"a boarding at {group.at}")
            if reception is not None and reception.place not in group.destinations:
                docket.add(
                    "judge.destination", path, group=name, found=reception.place, wanted=", ".join(group.destinations)
                )


def _is_own(trip: Trip, ground: Ground) -> bool:
    carrier = ground.carriers.find(trip.vehicle)
    return carrier is not None and carrier.is_own


def _check_room(trip: Trip, index: int, ground: Ground, docket: Docket) -> None:
    carrier = ground.carriers.find(trip.vehicle)
    if carrier is None:
        return
    path = f"trips[{index}].load"
    if carrier.group is not None:
        for name in ground.people(trip):
            if name != carrier.group.id:
                docket.add("judge.own-load", f"{path}.{name}", found=name, wanted=carrier.group.id)
        most = carrier.group.persons_per_vehicle
        if sum(ground.people(trip).values()) > most:
            docket.add("judge.own-room", path, found=sum(ground.people(trip).values()), wanted=most)
    if carrier.vehicle is None:
        return
    for name in ground.people(trip):
        if ground.groups[name].moves_itself:
            docket.add("judge.travels", f"{path}.{name}", found=name)
    seats, stretchers, wheelchairs = _aboard(trip, ground)
    for code, found, wanted in (
        ("judge.seats", seats, carrier.vehicle.room),
        ("judge.stretchers", stretchers, carrier.vehicle.stretchers),
        ("judge.wheelchairs", wheelchairs, carrier.vehicle.wheelchairs),
    ):
        if found > wanted:
            docket.add(code, path, found=found, wanted=wanted)
    _check_needs(trip, path, carrier.vehicle, ground, docket)


def _aboard(trip: Trip, ground: Ground) -> tuple[int, int, int]:
    """Return who sits, who lies and who sits in a wheelchair."""
    seats = stretchers = wheelchairs = 0
    for name, persons in ground.people(trip).items():
        group = ground.groups[name]
        if group.travels == "stretcher":
            stretchers += persons
        elif group.travels == "seat" and WHEELCHAIR in group.needs:
            wheelchairs += persons
        elif group.travels == "seat":
            seats += persons
    return seats, stretchers, wheelchairs


def _check_needs(trip: Trip, path: str, vehicle: VehicleClass, ground: Ground, docket: Docket) -> None:
    for name in ground.people(trip):
        for need in ground.groups[name].needs:
            if need not in (WHEELCHAIR, ISOLATION, *vehicle.offers):
                docket.add("judge.need", f"{path}.{name}", group=name, found=need, vehicle=vehicle.id)


def _check_company(trip: Trip, index: int, ground: Ground, docket: Docket) -> None:
    """Some people ride with nobody else, and some not with some others."""
    aboard = {name: ground.groups[name] for name in ground.people(trip)}
    for name, group in aboard.items():
        if ISOLATION in group.needs and len(aboard) > 1:
            docket.add("judge.isolation", f"trips[{index}].load.{name}", found=name)
    for (name, group), (other, its) in combinations(aboard.items(), 2):
        if other in group.apart_from or name in its.apart_from:
            docket.add("judge.apart", f"trips[{index}].load.{name}", group=name, found=other)
