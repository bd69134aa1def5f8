"""The plan as a workbook: movements, groups, vehicles and bounds; in Arabic its sheets run from right to left."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.formats.cells import cell
from mamarr.reporting.wording import bounds, names, verdicts
from mamarr.reporting.wording.bundles import Language, say
from mamarr.reporting.wording.numbers import duration, time_of, zone, zulu
from mamarr.scenario.scenario import Scenario

Value = str | int | datetime | None
_WIDEST = 60
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def xlsx(plan: Plan, languages: Sequence[Language], audience: str) -> bytes:
    """Return the workbook of *plan*; with two languages each has its own sheets."""
    book = Workbook()
    del book[book.sheetnames[0]]
    book.properties.title = cell(names.written(plan.scenario.name, "", languages[0]))
    book.properties.creator = "mamarr"
    book.properties.category = f"audience: {audience}"
    for language in languages:
        _sheet(book, "about", language, _about(plan, language, audience))
        _sheet(book, "movements", language, _movements(plan, language))
        _sheet(book, "groups", language, _groups(plan, language))
        _sheet(book, "vehicles", language, _vehicles(plan, language))
        _sheet(book, "bounds", language, _bounds(plan, language))
    book.active = 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet(book: Workbook, code: str, language: Language, rows: Iterable[Sequence[Value]]) -> None:
    sheet: Worksheet = book.create_sheet(say(f"sheet-{code}", language))
    sheet.sheet_view.rightToLeft = language == "ar"
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row, start=1):
            _write(sheet, number, index, value)
            widths[index] = max(widths.get(index, 8), min(_WIDEST, len(str(value or "")) + 2))
    for index, width in widths.items():
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    written = sheet.cell(row, column)
    if isinstance(value, str):
        written.value = cell(value)
        written.data_type = "s"
    else:
        written.value = value
    if isinstance(value, datetime):
        written.number_format = "yyyy-mm-dd hh:mm:ss" if value.second else "yyyy-mm-dd hh:mm"
    if row == 1:
        written.font = _BOLD
    if row == 1 or (isinstance(value, str) and len(value) > _WIDEST):
        written.alignment = _WRAPPED


def _about(plan: Plan, language: Language, audience: str) -> list[list[Value]]:
    scenario = plan.scenario
    rows: list[list[Value]] = [[names.written(scenario.name, "", language)]]
    if scenario.note is not None:
        rows.append([names.written(scenario.note, "", language)])
    rows.append([verdicts.verdict(plan, language)])
    alone = verdicts.separated(plan, language)
    rows += [[alone]] if alone else []
    rows.append([say("audience-line", language, audience=say(f"audience-{audience}", language))])
    rows += [[say("wish-line", language)], [zone(scenario, language)], [say("no-guarantee", language)]]
    rows.append(
        [f"{(plan.fingerprint or plan.fingerprint_of_content())[:12]} / {scenario.fingerprint_of_content()[:12]}"]
    )
    return rows


def _instants(second: int | None, scenario: Scenario) -> list[Value]:
    """Return the local instant, and the one in UTC; without a wall clock the seconds since the start."""
    if second is None:
        return [None, None] if scenario.clock.local(0) else [None]
    local = scenario.clock.local(second)
    return [second] if local is None else [local.replace(tzinfo=None), zulu(second, scenario)]


def _movements(plan: Plan, language: Language) -> list[list[Value]]:
    scenario = plan.scenario
    kinds = tallies.kinds_present(scenario)
    has_clock = scenario.clock.local(0) is not None
    head: list[Value] = [say(f"column-{name}", language) for name in ("convoy", "vehicle", "from")]
    head += [names.kind(kind, language) for kind in kinds]
    head.append(say("column-people", language))
    for name in tallies.WAYPOINTS:
        head.append(say(f"column-{name.replace('_', '-')}", language))
        head += [say("column-zulu", language)] * has_clock
    rows = [head]
    for line in tallies.movements(plan):
        row: list[Value] = [line.convoy, names.vehicle(scenario, line.vehicle, language)]
        row.append(names.place(scenario, line.point, language))
        row += [line.people.get(kind, 0) for kind in kinds]
        row.append(line.persons)
        for name in tallies.WAYPOINTS:
            row += _instants(line.instants[name], scenario)
        rows.append(row)
    return rows


def _groups(plan: Plan, language: Language) -> list[list[Value]]:
    scenario, out = plan.scenario, plan.out_by_group
    codes = ("group", "category", "place", "headcount", "out", "stays", "ready")
    rows: list[list[Value]] = [[say(f"column-{code}", language) for code in codes]]
    for group in scenario.groups:
        left = group.to_move - out[group.id]
        kind = names.kind(names.kind_of(group), language)
        where = names.place(scenario, group.at, language)
        ready = time_of(group.ready_s, scenario, language)
        rows.append(
            [names.group(scenario, group.id, language), kind, where, group.headcount, out[group.id], left, ready]
        )
    return rows


def _vehicles(plan: Plan, language: Language) -> list[list[Value]]:
    scenario = plan.scenario
    codes = ("class", "count", "seats", "stretchers", "stationed")
    rows: list[list[Value]] = [[say(f"column-{code}", language) for code in codes]]
    for vehicle in scenario.fleet:
        where = names.place(scenario, vehicle.stationed, language)
        name = names.vehicle_class(scenario, vehicle.id, language)
        rows.append([name, vehicle.count, vehicle.seats, vehicle.stretchers, where])
    return rows


def _bounds(plan: Plan, language: Language) -> list[list[Value]]:
    scenario = plan.scenario
    codes = ("bound", "value", "proof", "term", "sum", "adds", "stands-people")
    rows: list[list[Value]] = [[say(f"column-{code}", language) for code in codes]]
    for bound in plan.bounds:
        value: Value = bound.value if bound.of == "people" else duration(bound.value, language)
        sentence = bounds.bottleneck(bound, scenario, language)
        rows.append([sentence, value, say(f"proof-short-{bound.proof}", language)])
        lines = bounds.sum_lines(bound, scenario, language)
        rows += [[None, None, None, line.words, line.sum, line.adds, line.stands] for line in lines]
    return rows
