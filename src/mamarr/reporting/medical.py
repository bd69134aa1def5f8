"""The medical desk: who comes when, with what urgency and needs; children who are entrusted to an agency, and families."""

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Column, Heading, Table
from mamarr.reporting.lines import Line, movements
from mamarr.reporting.times import times_of
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import listed, say
from mamarr.reporting.wording.numbers import number
from mamarr.scenario.checks import visible
from mamarr.scenario.people import Group


def medical_desk(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the wounded and sick, the most urgent first; where nobody has an urgency or a need, nothing."""
    patients = {group.id: group for group in plan.scenario.groups if group.category == "wounded" or group.needs}
    if not any(group.triage or group.needs for group in patients.values()):
        return []
    blocks: list[Block] = [Heading(say("heading-medical", language), 3, anchor), _urgencies(plan, language)]
    found = [
        (patients[name], persons, line)
        for line in movements(plan)
        for name, persons in line.load.items()
        if name in patients
    ]
    found.sort(key=lambda each: (_urgency(each[0]), _received_s(each[2])))
    if not found:
        return blocks
    times = times_of(plan, language)
    codes = ("urgency", "people-kind", "needs")
    columns = [Column(say(f"column-{code}", language)) for code in codes]
    columns.append(Column(say("column-persons", language), is_number=True))
    columns += [Column(say(f"column-{code}", language)) for code in ("from", "vehicle")]
    columns += [Column(say("column-boards", language), is_number=True), Column(say("column-to", language))]
    columns += times.columns("column-received-at")
    rows = []
    for group, persons, line in found:
        boards = next((halt.begins for halt in line.boardings if halt.place == group.at), None)
        cells = [
            names.triage(group, language),
            names.kind(names.kind_of(group), language),
            names.needs(group, language),
        ]
        cells += [number(persons, language), names.place(plan.scenario, group.at, language)]
        cells += [names.vehicle(plan.scenario, line.vehicle, language), times.local(boards)]
        cells += [
            names.place(plan.scenario, line.destination, language),
            *times.both(line.last.ends if line.last else None),
        ]
        rows.append(tuple(cells))
    return [*blocks, Table(say("table-medical", language), tuple(columns), tuple(rows), is_wide=True)]


def _urgency(group: Group) -> int:
    return 3 if group.urgency is None else group.urgency


def _received_s(line: Line) -> int:
    return (line.last.ends or 0) if line.last else 0


def _urgencies(plan: Plan, language: str) -> Table:
    """Return how many of each urgency are announced, received, and stay."""
    out, rows = plan.out_by_group, []
    for urgency, code in enumerate(("immediate", "urgent", "stable")):
        groups = [group for group in plan.scenario.groups if group.urgency == urgency]
        if groups:
            wanted, received = sum(g.to_move for g in groups), sum(out[g.id] for g in groups)
            counts = (number(each, language) for each in (wanted, received, wanted - received))
            rows.append((say(f"triage-{code}", language), *counts))
    columns = [Column(say("column-urgency", language))]
    columns += [Column(say(f"column-{code}", language), is_number=True) for code in ("headcount", "out", "stays")]
    return Table(say("table-urgencies", language), tuple(columns), tuple(rows))


def entrusted(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return unaccompanied children with the agency that receives them, and families with where they are together."""
    blocks = [*_children(plan, language), *_families(plan, language)]
    return [Heading(say("heading-families", language), 3, anchor), *blocks] if blocks else []


def _trips(plan: Plan, name: str) -> list[Line]:
    return [line for line in movements(plan) if name in line.load]


def _children(plan: Plan, language: str) -> list[Block]:
    alone = [group for group in plan.scenario.groups if group.unaccompanied or group.received_by]
    if not alone:
        return []
    times, rows = times_of(plan, language), []
    columns = [Column(say("column-group", language)), Column(say("column-people", language), is_number=True)]
    columns += [Column(say(f"column-{code}", language)) for code in ("agency", "vehicle", "to")]
    columns += times.columns("column-received-at")
    for group in alone:
        agency = visible(group.received_by) or say("nobody-named", language)
        for line in _trips(plan, group.id):
            cells = [names.group(plan.scenario, group.id, language), number(line.load[group.id], language), agency]
            cells += [names.vehicle(plan.scenario, line.vehicle, language)]
            cells += [names.place(plan.scenario, line.destination, language)]
            rows.append((*cells, *times.both(line.last.ends if line.last else None)))
        left = group.to_move - plan.out_by_group[group.id]
        if left:
            blank = ("",) * (len(columns) - 4)
            name = names.group(plan.scenario, group.id, language)
            rows.append((name, number(left, language), agency, say("stays-behind", language), *blank))
    return [Table(say("table-children", language), tuple(columns), tuple(rows))]


def _families(plan: Plan, language: str) -> list[Block]:
    families: dict[str, list[Group]] = {}
    for group in plan.scenario.groups:
        if group.family:
            families.setdefault(group.family, []).append(group)
    if not families:
        return []
    out, rows = plan.out_by_group, []
    for name, groups in families.items():
        ends = {line.destination for group in groups for line in _trips(plan, group.id)}
        total = sum(group.to_move for group in groups)
        received = sum(out[group.id] for group in groups)
        rows.append(
            (
                visible(name),
                listed((names.group(plan.scenario, group.id, language) for group in groups), language, "; "),
                number(total, language),
                number(received, language),
                listed((names.place(plan.scenario, end, language) for end in sorted(ends)), language),
            )
        )
    columns = [Column(say(f"column-{code}", language), code in ("headcount", "out")) for code in _FAMILY]
    return [Table(say("table-families", language), tuple(columns), tuple(rows))]


_FAMILY = ("family", "groups", "headcount", "out", "to")
