"""Crowds: how many people stand at a point at once, and how many a centre receives: in all, of a kind, in an hour."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Boarding, Reception, Record
from mamarr.planning.timetable import Plan
from mamarr.scenario.people import Group
from mamarr.scenario.places import AssemblyPoint, ReceptionCentre

HOUR_S = 3600


def check_crowds(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at every assembly point and every reception centre."""
    loads = [ground.people(trip) for trip in plan.trips]
    gathered: dict[str, list[Boarding]] = defaultdict(list)
    for boarding in record.boardings:
        gathered[boarding.place].append(boarding)
    for name, boardings in gathered.items():
        point = ground.places[name]
        if isinstance(point, AssemblyPoint):
            _check_point(point, boardings, loads, ground, docket)
    received: dict[str, list[Reception]] = defaultdict(list)
    for reception in sorted(record.receptions, key=lambda each: (each.second, each.trip)):
        received[reception.place].append(reception)
    for name, receptions in received.items():
        centre = ground.places[name]
        if isinstance(centre, ReceptionCentre):
            _check_in_all(centre, receptions, loads, ground, docket)
            _check_hour(centre, receptions, loads, docket)


def boarding_persons(boarding: Boarding, load: Mapping[str, int], ground: Ground) -> int:
    """Return how many people board there."""
    return sum(persons for name, persons in load.items() if ground.groups[name].at == boarding.place)


def _check_point(
    point: AssemblyPoint, boardings: list[Boarding], loads: list[dict[str, int]], ground: Ground, docket: Docket
) -> None:
    """People stand there while they gather and board; who has boarded makes room at the same second."""
    changes: list[tuple[int, int, str]] = []
    for boarding in boardings:
        persons = boarding_persons(boarding, loads[boarding.trip], ground)
        comes, goes = boarding.begins_s - point.gather_s, boarding.begins_s + boarding.boarding_s
        if comes < 0:
            docket.add("judge.gather", boarding.path, found=-comes, wanted=point.gather_s)
        if comes < goes:
            changes += [(comes, persons, boarding.path), (goes, -persons, boarding.path)]
    crowd = 0
    for _, persons, path in sorted(changes):
        crowd += persons
        if persons > 0 and crowd > point.capacity:
            docket.add("judge.crowd", path, place=point.id, found=crowd, wanted=point.capacity)


def _check_in_all(
    centre: ReceptionCentre, receptions: list[Reception], loads: list[dict[str, int]], ground: Ground, docket: Docket
) -> None:
    total, by_kind = 0, Counter[str]()
    for reception in receptions:
        before = total, by_kind.copy() if centre.places_for else by_kind
        for name, persons in loads[reception.trip].items():
            total += persons
            if centre.places_for:
                by_kind.update(dict.fromkeys(kinds(ground.groups[name]), persons))
        if before[0] <= centre.capacity < total:
            docket.add("judge.full", reception.path, place=centre.id, found=total, wanted=centre.capacity)
        for kind, most in centre.places_for.items():
            if before[1][kind] <= most < by_kind[kind]:
                docket.add(
                    "judge.full-for", reception.path, place=centre.id, kind=kind, found=by_kind[kind], wanted=most
                )


def kinds(group: Group) -> set[str]:
    """Return the kinds of people for whom a centre may have places: category, seat or stretcher, urgency, needs."""
    triage = group.triage or ("stable" if group.category == "wounded" else None)
    return {group.category, group.travels, *group.needs, *([triage] if triage else ())}


def _check_hour(
    centre: ReceptionCentre, receptions: list[Reception], loads: list[dict[str, int]], docket: Docket
) -> None:
    recent: deque[tuple[int, int]] = deque()
    persons = 0
    for reception in receptions:
        recent.append((reception.second, sum(loads[reception.trip].values())))
        persons += recent[-1][1]
        while recent[0][0] <= reception.second - HOUR_S:
            persons -= recent.popleft()[1]
        if persons > centre.capacity_per_hour:
            docket.add(
                "judge.full-hour", reception.path, place=centre.id, found=persons, wanted=centre.capacity_per_hour
            )
