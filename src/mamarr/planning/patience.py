"""Patience: how long people are aboard, and how long they stand or walk outdoors."""

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record
from mamarr.planning.timetable import Plan
from mamarr.scenario.places import AssemblyPoint


def check_patience(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Hold every time aboard and outdoors against the limit that holds when boarding begins."""
    _check_aboard(plan, record, ground, docket)
    walks = {reception.trip: reception for reception in record.receptions}
    for boarding in record.boardings:
        carrier = ground.carriers.find(plan.trips[boarding.trip].vehicle)
        point = ground.places[boarding.place]
        limit = ground.calendar.outdoors_limit_s(boarding.begins_s)
        if limit is None or carrier is None or not isinstance(point, AssemblyPoint):
            continue
        outdoors, path = point.gather_s, boarding.path
        if carrier.walks_kmh is not None:
            reception = walks.get(boarding.trip)
            if reception is None:
                continue
            outdoors, path = reception.second - boarding.begins_s, reception.path
        if outdoors > limit:
            docket.add("judge.outdoors", path, found=outdoors, wanted=limit)


def _check_aboard(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    for reception in record.receptions:
        begins = record.first_begins.get(reception.trip)
        if begins is None:
            continue
        aboard = reception.second - begins
        limits = [ground.calendar.aboard_limit_s(begins)]
        limits += [ground.groups[name].longest_aboard_s for name in ground.people(plan.trips[reception.trip])]
        limit = min((limit for limit in limits if limit is not None), default=aboard)
        if aboard > limit:
            docket.add("judge.aboard", reception.path, found=aboard, wanted=limit)
