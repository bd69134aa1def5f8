"""The outcome of a plan: who is received by the horizon, and what becomes of everybody."""

from mamarr.planning.ground import Ground
from mamarr.planning.record import Record
from mamarr.planning.timetable import Plan

Ledger = dict[str, dict[str, int]]
"""Persons of each group by state: received, aboard, waiting, or what became of them before; they sum to the headcount."""


def received_by_group(plan: Plan, record: Record, ground: Ground) -> dict[str, int]:
    """Return the people received by the horizon, by group; never more than wait to leave."""
    out = dict.fromkeys(ground.groups, 0)
    for reception in record.receptions:
        if reception.second <= plan.scenario.ends_s:
            for name, persons in ground.people(plan.trips[reception.trip]).items():
                out[name] += persons
    return {name: min(persons, ground.groups[name].to_move) for name, persons in out.items()}


def last_received_s(plan: Plan, record: Record, ground: Ground) -> int:
    """Return when the last of those who are received by the horizon is received; 0 where nobody is."""
    seconds = (
        reception.second
        for reception in record.receptions
        if sum(ground.people(plan.trips[reception.trip]).values()) > 0
    )
    return max((second for second in seconds if second <= plan.scenario.ends_s), default=0)


def ledger(plan: Plan, record: Record, ground: Ground) -> Ledger:
    """Return every person of every group in one state at the horizon."""
    received = received_by_group(plan, record, ground)
    in_time = {reception.trip for reception in record.receptions if reception.second <= plan.scenario.ends_s}
    aboard = dict.fromkeys(ground.groups, 0)
    for index, trip in enumerate(plan.trips):
        begins = record.first_begins.get(index)
        has_begun = index in record.carried or (begins is not None and begins <= plan.scenario.ends_s)
        if has_begun and index not in in_time:
            for name, persons in ground.people(trip).items():
                aboard[name] += persons
    found: Ledger = {}
    for name, group in ground.groups.items():
        still = min(aboard[name], group.to_move - received[name])
        states = {"received": received[name], "aboard": still, "waiting": group.to_move - received[name] - still}
        for state, persons in group.accounted.items():
            states[state] = states.get(state, 0) + persons
        found[name] = states
    return found
