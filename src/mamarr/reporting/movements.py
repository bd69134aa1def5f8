"""The movement tables: one line for each vehicle with people, with every waypoint; aid; and the empty vehicles' ways."""

from collections.abc import Sequence
from itertools import groupby

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Block, Column, Heading, Paragraph, Table
from mamarr.reporting.layout import Slot, further, plain_slots, slots, title
from mamarr.reporting.lines import Line, day_key, is_plain, lines
from mamarr.reporting.runs import Run, runs
from mamarr.reporting.times import Times, times_of
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import isolate, listed, say
from mamarr.reporting.wording.numbers import day, number, zone

_SHOWN = ("departs", "boards", "leaves_point", "at_checkpoint", "inspected", "enters", "leaves", "received")
_ALSO_ZULU = ("departs", "enters", "received", "unloaded")


def movement_table(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the movement tables, by departure; local time and Zulu stand on every line."""
    if not plan.trips:
        return []
    scenario, times = plan.scenario, times_of(plan, language)
    first = scenario.clock.local(0)
    every = lines(plan)
    found = [line for line in every if line.people]
    text = zone(scenario, language)
    is_simple = is_plain(tuple(found)) and not times.is_dated
    if first is not None and not times.is_dated:
        text = f"{say('movements-day', language, day=day(first, language))} {text}"
    elif times.is_dated:
        text = f"{say('movements-dated', language)} {text}"
    blocks: list[Block] = [Heading(say("heading-movements", language), 3, anchor), Paragraph(text)]
    if is_simple:
        blocks.append(_table(found, plan, times, say("table-movements", language), is_simple=True))
        return [*blocks, *_returns(plan, times)]
    for _, here in groupby(found, key=lambda line: day_key(line, plan)):
        blocks += _day(list(here), plan, times)
    return [*blocks, *other_ways(plan, language)]


def other_ways(plan: Plan, language: str) -> list[Block]:
    """Return the trips with aid, the escorts, and the ways of empty vehicles."""
    every, times = lines(plan), times_of(plan, language)
    return [*_aid(every, plan, times), *_escorts(plan, times), *_returns(plan, times), *_empty(every, times)]


def _day(here: list[Line], plan: Plan, times: Times) -> list[Block]:
    """Return the tables of one day: one for each way out."""
    language = times.language
    blocks: list[Block] = []
    local = plan.scenario.clock.local(here[0].starts_s)
    if times.is_dated and local is not None:
        blocks.append(Heading(isolate(day(local, language)), 4))
    for route in dict.fromkeys(line.route for line in here):
        way = listed(
            (names.spot(plan.scenario, spot, language) for spot in route),
            language,
            " ← " if language == "ar" else " → ",
        )
        caption = say("table-movements-way", language, way=way)
        blocks.append(_table([line for line in here if line.route == route], plan, times, caption))
    return blocks


def _table(found: Sequence[Line], plan: Plan, times: Times, caption: str, *, is_simple: bool = False) -> Table:
    scenario, language = plan.scenario, times.language
    every = plain_slots(_SHOWN) if is_simple else slots(found)
    shown = [slot for slot in every if is_simple or not (slot.meaning == "spot" and slot.spot)]
    shown = [slot for slot in shown if slot.code not in ("point", "at_point") and _is_filled(slot, found)]
    kinds = [
        kind for kind in tallies.kinds_present(scenario) if is_simple or any(kind in each.people for each in found)
    ]
    columns = [Column(say("column-convoy", language), is_number=True)]
    columns += [Column(say(f"column-{name}", language)) for name in ("vehicle", "from")]
    columns += [Column(names.kind(kind, language), is_number=True) for kind in kinds]
    columns.append(Column(say("column-people", language), is_number=True))
    zulus = _with_zulu(shown)
    for slot in shown:
        columns.append(Column(title(slot, scenario, language, is_plain=is_simple), slot.meaning == "second"))
        if slot in zulus and times.has_clock:
            columns.append(Column(say("column-zulu", language), is_number=True))
    rows = tuple(_row(line, shown, zulus, kinds, times) for line in found)
    return Table(caption, tuple(columns), rows, heads=2, is_wide=True)


def _is_filled(slot: Slot, found: Sequence[Line]) -> bool:
    return slot.meaning == "further" or any(slot.of(line) is not None for line in found)


def _with_zulu(shown: Sequence[Slot]) -> list[Slot]:
    """Return the columns beside which Zulu stands: departure, the first corridor, reception."""
    codes = {slot.code for slot in shown}
    wanted = [*_ALSO_ZULU, *(["leaves_point"] if "departs" not in codes else [])]
    return [slot for slot in shown if slot.code in wanted and slot.nth == 0]


def _row(
    line: Line, shown: Sequence[Slot], zulus: Sequence[Slot], kinds: Sequence[str], times: Times
) -> tuple[str, ...]:
    scenario, language = times.scenario, times.language
    cells = [convoys_of(line, language), names.vehicle(scenario, line.vehicle, language), points_of(line, times)]
    cells += [number(line.people[kind], language) if kind in line.people else "" for kind in kinds]
    cells.append(number(line.persons, language))
    return (*cells, *_cells(line, shown, zulus, times))


def _cells(line: Line, shown: Sequence[Slot], zulus: Sequence[Slot], times: Times) -> list[str]:
    cells: list[str] = []
    for slot in shown:
        value = slot.of(line)
        if slot.meaning == "further":
            cells.append(further(line.others, line, times))
        elif isinstance(value, str):
            cells.append(names.spot(times.scenario, value, times.language))
        elif slot in zulus:
            cells += times.both(value)
        else:
            cells.append(times.local(value))
    return cells


def convoys_of(line: Line, language: str) -> str:
    """Return the numbers of the convoys in which it rides, one for each leg with convoys."""
    numbers = [str(each) for _, each in line.convoys]
    return listed(numbers, language, " + ") if len(numbers) > 1 else "".join(numbers)


def points_of(line: Line, times: Times) -> str:
    """Return where its people board."""
    named = [names.place(times.scenario, point, times.language) for point in line.points or (line.start,)]
    return named[0] if len(named) == 1 else listed(named, times.language, " + ")


def _aid(every: Sequence[Line], plan: Plan, times: Times) -> list[Block]:
    """Return the trips that bring aid."""
    goods = {aid.id for aid in plan.scenario.aid}
    found = [line for line in every if goods.intersection(line.load)]
    if not found:
        return []
    language, scenario = times.language, plan.scenario
    columns = [Column(say(f"column-{code}", language)) for code in ("vehicle", "load", "from")]
    columns += [*times.columns("column-departs-place"), Column(say("column-further", language))]
    columns += [Column(say("column-to", language)), *times.columns("column-unloads"), *times.columns("column-unloaded")]
    rows = []
    for line in found:
        cells = [names.vehicle(scenario, line.vehicle, language), names.load(scenario, dict(line.load), language)]
        cells += [names.place(scenario, line.start, language), *times.both(line.starts_s)]
        cells += [further(line.waypoints[1:-1], line, times)]
        cells.append(names.place(scenario, line.destination, language))
        last = line.last
        cells += [*times.both(last.begins if last else None), *times.both(last.ends if last else None)]
        rows.append(tuple(cells))
    return [
        Heading(say("heading-aid-trips", language), 4),
        Table(say("table-aid-trips", language), tuple(columns), tuple(rows), heads=2, is_wide=True),
    ]


def _escorts(plan: Plan, times: Times) -> list[Block]:
    """Return the convoys with people and the vehicles that escort them."""
    found = [run for run in runs(plan) if run.persons and run.escorts]
    if not found:
        return []
    language = times.language
    columns = [Column(say("column-leg", language)), *_run_columns(times), Column(say("column-escorts", language))]
    rows = tuple(
        (
            names.leg(plan.scenario, run.leg, language),
            *_run_cells(run, times),
            listed((names.vehicle(plan.scenario, vehicle, language) for vehicle in run.escorts), language),
        )
        for run in found
    )
    return [
        Heading(say("heading-escorts", language), 4),
        Table(say("table-escorts", language), tuple(columns), rows, is_wide=True),
    ]


def _run_columns(times: Times) -> list[Column]:
    columns = [Column(say(f"column-{code}", times.language), is_number=True) for code in ("convoy", "vehicles")]
    columns += [*times.columns("column-enters-leg"), Column(say("column-last-enters", times.language), is_number=True)]
    return [*columns, *times.columns("column-last-leaves")]


def _run_cells(run: Run, times: Times) -> tuple[str, ...]:
    entered = (*times.both(run.enters[0]), times.local(run.enters[1]))
    return (str(run.number), number(run.vehicles, times.language), *entered, *times.both(run.leaves[1]))


def _returns(plan: Plan, times: Times) -> list[Block]:
    """Return the convoys without people."""
    found = [run for run in runs(plan) if run.is_convoy and not run.persons]
    if not found:
        return []
    language = times.language
    ways = {(run.leg, run.is_outward) for run in found}
    columns = _run_columns(times)
    rows: list[tuple[str, ...]] = []
    for run in found:
        way = names.leg(plan.scenario, run.leg, language)
        side = say("direction-outward" if run.is_outward else "direction-inward", language)
        rows.append((*_run_cells(run, times), *((way, side) if len(ways) > 1 else ())))
    if len(ways) > 1:
        columns += [Column(say(f"column-{code}", language)) for code in ("leg", "direction")]
    return [
        Heading(say("heading-returns", language), 4),
        Table(say("table-returns", language), tuple(columns), tuple(rows)),
    ]


def _empty(every: Sequence[Line], times: Times) -> list[Block]:
    """Return every trip without a load: where each vehicle has to be, and when it leaves for there."""
    found = [line for line in every if not line.load]
    if not found:
        return []
    scenario, language = times.scenario, times.language
    columns = [Column(say(f"column-{code}", language)) for code in ("vehicle", "from")]
    columns += [*times.columns("column-departs-place"), Column(say("column-further", language))]
    columns += [Column(say("column-to", language)), *times.columns("column-arrives")]
    rows = []
    for line in found:
        last = max(line.waypoints[-1].seconds, default=None)
        way = further(line.waypoints[1:-1], line, times)
        cells = [names.vehicle(scenario, line.vehicle, language), names.place(scenario, line.start, language)]
        cells += [*times.both(line.starts_s), way, names.place(scenario, line.destination, language), *times.both(last)]
        rows.append(tuple(cells))
    return [
        Heading(say("heading-empty-ways", language), 4),
        Table(say("table-empty-ways", language), tuple(columns), tuple(rows), is_wide=True),
    ]
