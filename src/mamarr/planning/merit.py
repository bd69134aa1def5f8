"""Merit: what a plan brings, in the order of the objective; less is better."""

from collections.abc import Callable, Mapping

from mamarr.planning.timetable import Plan
from mamarr.scenario.scenario import Aim

Merit = tuple[int, ...]
URGENCIES = 3


def merit_of(plan: Plan, objective: tuple[Aim, ...]) -> Merit:
    """Return one number for each aim of *objective*, three for the wounded and sick; who remains counts as the horizon."""
    return tuple(number for aim in objective for number in _SUMS[aim](plan))


def _people(plan: Plan) -> tuple[int, ...]:
    return (plan.people_total - plan.people_out,)


def _wounded(plan: Plan) -> tuple[int, ...]:
    """Person-seconds until reception, for each urgency by itself: immediate, urgent, stable."""
    ends = plan.scenario.ends_s
    urgency = {group.id: group.urgency for group in plan.scenario.groups}
    sums = [0] * URGENCIES
    for group in plan.scenario.groups:
        if group.urgency is not None:
            sums[group.urgency] += group.to_move * ends
    for trip in plan.trips:
        if trip.received_s is not None and trip.received_s <= ends:
            for name, persons in trip.load.items():
                row = urgency.get(name)
                if row is not None:
                    sums[row] -= persons * (ends - trip.received_s)
    return tuple(sums)


def _curve(plan: Plan) -> tuple[int, ...]:
    ends, before, total = plan.scenario.ends_s, 0, plan.people_total * plan.scenario.ends_s
    for second, persons in plan.evacuation_curve:
        total -= (persons - before) * (ends - second)
        before = persons
    return (total,)


def _aid(plan: Plan) -> tuple[int, ...]:
    return (sum(aid.tonnes for aid in plan.scenario.aid) - sum(plan.aid_delivered.values()),)


_SUMS: Mapping[Aim, Callable[[Plan], tuple[int, ...]]] = {
    "people": _people,
    "wounded": _wounded,
    "curve": _curve,
    "clearance": lambda plan: (plan.clearance_s,),
    "aid": _aid,
    "exposure": lambda plan: (plan.exposure_person_s,),
    "vehicle-hours": lambda plan: (plan.vehicle_s,),
}
