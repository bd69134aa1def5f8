"""The ledger of people: everybody of every group in one state, and who they are where that is known."""

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Block, Column, Heading, Paragraph, Table
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import number

_FIRST = ("received", "aboard", "waiting")


def ledger(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return what becomes of everybody, by group; the sum of a line is the headcount."""
    found = tallies.ledger(plan)
    if not found:
        return []
    later = [state for states in found.values() for state in states if state not in _FIRST]
    states = [*_FIRST, *dict.fromkeys(later)]
    states = [state for state in states if state == "received" or any(each.get(state) for each in found.values())]
    heads = {group.id: group.headcount for group in plan.scenario.groups}
    rows = [
        (
            names.group(plan.scenario, name, language),
            number(heads[name], language),
            *(number(each.get(state, 0), language) for state in states),
        )
        for name, each in found.items()
    ]
    sums = [sum(each.get(state, 0) for each in found.values()) for state in states]
    rows.append((say("column-total", language), *(number(each, language) for each in (sum(heads.values()), *sums))))
    columns = (
        Column(say("column-group", language)),
        Column(say("column-headcount", language), is_number=True),
        *(Column(say(f"state-{state.replace(' ', '-')}", language), is_number=True) for state in states),
    )
    return [
        Heading(say("heading-people", language), 3, anchor),
        Paragraph(say("people-note", language)),
        Table(say("table-people", language), columns, tuple(rows), last_is_total=True),
        *_counts(plan, language),
    ]


def _counts(plan: Plan, language: str) -> list[Block]:
    """Return how many women, men, girls, boys and others there are, where the scenario says so."""
    told = [group for group in plan.scenario.groups if group.counts]
    if not told:
        return []
    kinds = list(dict.fromkeys(kind for group in told for kind in group.counts))
    rows = tuple(
        (
            names.group(plan.scenario, group.id, language),
            *(number(group.counts[kind], language) if kind in group.counts else "" for kind in kinds),
        )
        for group in told
    )
    columns = (
        Column(say("column-group", language)),
        *(Column(names.word("count", kind, language), is_number=True) for kind in kinds),
    )
    return [Table(say("table-counts", language), columns, rows)]
