"""Tallies: people of a plan by kind and by category, who stays, and what became of everybody."""

from mamarr.planning.timetable import Alternative, PlaceStop, Plan, Trip
from mamarr.reporting.wording.names import KINDS, kind_of
from mamarr.scenario.scenario import Scenario

CATEGORIES = ("wounded", "stretcher", "companion", "civilian", "fighter")
"""Categories as alternatives count them: `wounded` includes `stretcher`."""


def kinds_by_group(scenario: Scenario) -> dict[str, str]:
    """Return the kind of people of each group."""
    return {group.id: kind_of(group) for group in scenario.groups}


def kinds_present(scenario: Scenario) -> tuple[str, ...]:
    """Return the kinds of people that occur, in the order of every table."""
    present = {kind_of(group) for group in scenario.groups}
    return tuple(kind for kind in KINDS if kind in present)


def _category(name: str) -> str:
    return "fighter" if name.startswith("fighter") else name


def by_category(plan: Plan) -> dict[str, int]:
    """Return the people brought out by category; `wounded` includes those on stretchers, who are counted again."""
    return categories_of(described(plan))


def categories_of(side: Alternative) -> dict[str, int]:
    """Return the people whom another plan brings out, by category in the same way."""
    found = dict.fromkeys(CATEGORIES, 0)
    for category, persons in side.by_category.items():
        found[_category(category)] += persons
    return found


def described(plan: Plan) -> Alternative:
    """Return *plan* in the few figures that are laid beside another plan."""
    groups = {group.id: group for group in plan.scenario.groups}
    found: dict[str, int] = {}
    for group_id, persons in plan.out_by_group.items():
        group = groups[group_id]
        for label in (group.category, *(("stretcher",) if group.travels == "stretcher" else ())):
            found[label] = found.get(label, 0) + persons
    return Alternative(
        code="this-plan",
        objective=plan.scenario.objective,
        people_out=plan.people_out,
        clearance_s=plan.clearance_s,
        by_category=found,
        mean_wounded_s=plan.mean_wounded_s,
        separated=plan.separated,
        remaining=plan.remaining,
    )


def announced(scenario: Scenario) -> dict[str, int]:
    """Return the people announced, by category in the same way."""
    found = dict.fromkeys(CATEGORIES, 0)
    for group in scenario.groups:
        found[_category(group.category)] += group.to_move
        found["stretcher"] += group.to_move if group.travels == "stretcher" else 0
    return found


def staying(plan: Plan) -> dict[str, dict[str, int]]:
    """Return who stays, by place and kind."""
    kinds = kinds_by_group(plan.scenario)
    found: dict[str, dict[str, int]] = {}
    for entry in plan.remaining:
        here = found.setdefault(entry.place, {})
        here[kinds[entry.group]] = here.get(kinds[entry.group], 0) + entry.persons
    return found


def ledger(plan: Plan) -> dict[str, dict[str, int]]:
    """Return every person of every group in one state at the horizon; the sum of a group is its headcount.

    Received; aboard without being received; waiting; or what the scenario says became of them before.
    """
    scenario = plan.scenario
    aboard: dict[str, int] = {}
    for trip in plan.trips:
        if _is_under_way(plan, trip):
            for name, persons in trip.load.items():
                aboard[name] = aboard.get(name, 0) + persons
    found = {}
    for group in scenario.groups:
        received = min(plan.out_by_group[group.id], group.to_move)
        still = min(aboard.get(group.id, 0), group.to_move - received)
        states = {"received": received, "aboard": still, "waiting": group.to_move - received - still}
        for state, persons in group.accounted.items():
            states[state] = states.get(state, 0) + persons
        found[group.id] = states
    return found


def _is_under_way(plan: Plan, trip: Trip) -> bool:
    """Tell whether its people are aboard by the horizon and not received by then."""
    ends_s = plan.scenario.ends_s
    if trip.received_s is not None and trip.received_s <= ends_s:
        return False
    begun = [stop.begins for stop in trip.stops if isinstance(stop, PlaceStop) and stop.begins is not None]
    is_carried = any(each.vehicle == trip.vehicle and each.load == trip.load for each in plan.scenario.commitments)
    return is_carried or min(begun, default=ends_s + 1) <= ends_s
