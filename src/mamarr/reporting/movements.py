"""The movement table: one line for each vehicle with people, with every waypoint; and the empty vehicles' way back."""

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Block, Column, Heading, Paragraph, Table
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import day, number, short_time, zone, zulu

_SHOWN = ("departs", "boards", "leaves_point", "at_checkpoint", "inspected", "enters", "leaves", "received")
_ALSO_ZULU = ("departs", "enters", "received")


def movement_table(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the movement table, by departure; local time and Zulu stand on every line."""
    if not plan.trips:
        return []
    scenario = plan.scenario
    first = scenario.clock.local(0)
    lines = tallies.movements(plan)
    shown = [name for name in _SHOWN if any(line.instants[name] is not None for line in lines)]
    kinds = tallies.kinds_present(scenario)
    text = zone(scenario, language)
    if first is not None:
        text = f"{say('movements-day', language, day=day(first, language))} {text}"
    rows = tuple(_row(line, plan, language, shown, kinds) for line in lines)
    table = Table(say("table-movements", language), _columns(plan, language, shown, kinds), rows, heads=2, is_wide=True)
    return [
        Heading(say("heading-movements", language), 3, anchor),
        Paragraph(text),
        table,
        *_returns(plan, language),
    ]


def _columns(plan: Plan, language: str, shown: list[str], kinds: tuple[str, ...]) -> tuple[Column, ...]:
    has_clock = zulu(0, plan.scenario) is not None
    columns = [Column(say("column-convoy", language), is_number=True)]
    columns += [Column(say(f"column-{name}", language)) for name in ("vehicle", "from")]
    columns += [Column(names.kind(kind, language), is_number=True) for kind in kinds]
    columns.append(Column(say("column-people", language), is_number=True))
    for name in shown:
        columns.append(Column(say(f"column-{name.replace('_', '-')}", language), is_number=True))
        if has_clock and name in _ALSO_ZULU:
            columns.append(Column(say("column-zulu", language), is_number=True))
    return tuple(columns)


def _row(
    line: tallies.Movement, plan: Plan, language: str, shown: list[str], kinds: tuple[str, ...]
) -> tuple[str, ...]:
    scenario = plan.scenario
    cells = [str(line.convoy or ""), names.vehicle(scenario, line.vehicle, language)]
    cells.append(names.place(scenario, line.point, language))
    cells += [number(line.people[kind], language) if kind in line.people else "" for kind in kinds]
    cells.append(number(line.persons, language))
    has_clock = zulu(0, scenario) is not None
    for name in shown:
        second = line.instants[name]
        cells.append("" if second is None else short_time(second, scenario, language))
        if has_clock and name in _ALSO_ZULU:
            cells.append("" if second is None else zulu(second, scenario) or "")
    return tuple(cells)


def _returns(plan: Plan, language: str) -> list[Block]:
    lines = tallies.returns(plan)
    if not lines:
        return []
    scenario = plan.scenario
    codes: tuple[str, ...] = ("convoy", "vehicles", "enters", "zulu", "last-enters", "last-leaves", "zulu")
    if zulu(0, scenario) is None:
        codes = tuple(code for code in codes if code != "zulu")
    columns = tuple(Column(say(f"column-{code}", language), is_number=True) for code in codes)
    rows = []
    for line in lines:
        times = [
            short_time(second, scenario, language) for second in (line.enters_s, line.last_enters_s, line.leaves_s)
        ]
        utc = [zulu(second, scenario) for second in (line.enters_s, line.leaves_s)]
        cells = [str(line.convoy), number(line.vehicles, language), times[0], utc[0], *times[1:], utc[1]]
        rows.append(tuple(cell for cell in cells if cell is not None))
    return [Heading(say("heading-returns", language), 4), Table(say("table-returns", language), columns, tuple(rows))]
