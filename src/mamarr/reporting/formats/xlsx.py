"""The plan as a workbook: movements, groups, vehicles and bounds; in Arabic its sheets run from right to left."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.agreements import agreements, shelter
from mamarr.reporting.blocks import Block, Figure, Heading, Items, Numbers, Paragraph, Table
from mamarr.reporting.calls import call_forward
from mamarr.reporting.choices import staying
from mamarr.reporting.formats.cells import cell
from mamarr.reporting.layout import further, plain_slots, slots, title
from mamarr.reporting.lines import is_plain, movements
from mamarr.reporting.medical import entrusted, medical_desk
from mamarr.reporting.movements import convoys_of, other_ways
from mamarr.reporting.people import ledger
from mamarr.reporting.provisions import provisions
from mamarr.reporting.times import times_of
from mamarr.reporting.wording import bounds, names, verdicts
from mamarr.reporting.wording.bundles import Language, listed, say
from mamarr.reporting.wording.numbers import duration, time_of, zone, zulu
from mamarr.scenario.scenario import Scenario

Value = str | int | datetime | None
_WIDEST = 60
_LONGEST_NUMBER = 9
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
        for code, blocks in _further(plan, language):
            if blocks:
                _sheet(book, code, language, _written(blocks))
        _sheet(book, "groups", language, _groups(plan, language))
        _sheet(book, "vehicles", language, _vehicles(plan, language))
        _sheet(book, "bounds", language, _bounds(plan, language))
    book.active = 1
    stream = BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP archive can name."""
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def timeless(archive: bytes) -> bytes:
    """Return a workbook in which nothing tells when or where it was written; the same plan gives the same bytes.

    Its parts are written in canonical form: openpyxl writes them in two ways, as lxml is installed or not.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            content = _XML + canonicalize(content).encode()
            made = ZipInfo(entry.filename, _DAY_ZERO)
            made.compress_type = ZIP_DEFLATED
            made.create_system = 0
            new.writestr(made, content)
    return stream.getvalue()


def _further(plan: Plan, language: Language) -> list[tuple[str, list[Block]]]:
    """Return the sections of the page that have a sheet of their own, where they say anything."""
    return [
        ("calls", call_forward(plan, language, "")),
        ("ways", other_ways(plan, language)),
        ("people", [*ledger(plan, language, ""), *staying(plan, language, "")]),
        ("medical", [*medical_desk(plan, language, ""), *entrusted(plan, language, "")]),
        (
            "agreements",
            [*agreements(plan, language, ""), *shelter(plan.scenario, language, ""), *provisions(plan, language, "")],
        ),
    ]


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
    scenario, found, times = plan.scenario, movements(plan), times_of(plan, language)
    kinds = tallies.kinds_present(scenario)
    has_clock, is_simple = scenario.clock.local(0) is not None, is_plain(found)
    shown = plain_slots() if is_simple else slots(found)
    head: list[Value] = [say(f"column-{name}", language) for name in ("convoy", "vehicle", "from")]
    head += [names.kind(kind, language) for kind in kinds]
    head.append(say("column-people", language))
    for slot in shown:
        head.append(title(slot, scenario, language, is_plain=is_simple))
        head += [say("column-zulu", language)] * (has_clock and slot.meaning == "second")
    rows = [head]
    for line in found:
        row: list[Value] = [line.convoy if len(line.convoys) < 2 else convoys_of(line, language)]
        row += [names.vehicle(scenario, line.vehicle, language), names.place(scenario, line.point, language)]
        row += [line.people.get(kind, 0) for kind in kinds]
        row.append(line.persons)
        for slot in shown:
            value = slot.of(line)
            if slot.meaning == "further":
                row.append(further(line.others, line, times))
            elif isinstance(value, str):
                row.append(names.spot(scenario, value, language))
            else:
                row += _instants(value, scenario) if slot.meaning == "second" else [None]
        rows.append(row)
    return rows


def _written(blocks: Iterable[Block]) -> list[list[Value]]:
    """Return what blocks say, one row after another; whole numbers stay numbers."""
    rows: list[list[Value]] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                rows.append([block.text])
            case Items():
                rows += [[item] for item in block.items]
            case Table():
                rows += [[], [block.caption], [column.text for column in block.columns]]
                rows += [
                    [
                        _number(text) if column.is_number else text
                        for text, column in zip(row, block.columns, strict=True)
                    ]
                    for row in block.rows
                ]
            case Figure() | Numbers():
                pass
    return rows


def _number(text: str) -> Value:
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else text


def _groups(plan: Plan, language: Language) -> list[list[Value]]:
    scenario, out = plan.scenario, plan.out_by_group
    codes = ("group", "category", "place", "headcount", "out", "stays", "ready", "travels", "urgency", "needs", "to")
    rows: list[list[Value]] = [[say(f"column-{code}", language) for code in codes]]
    for group in scenario.groups:
        left = group.to_move - out[group.id]
        kind = names.kind(names.kind_of(group), language)
        where = names.place(scenario, group.at, language)
        ready = time_of(group.ready_s, scenario, language)
        ends = listed((names.place(scenario, each, language) for each in group.destinations), language)
        how: list[Value] = [say(f"travels-{group.travels.replace(' ', '-')}", language), names.triage(group, language)]
        how += [names.needs(group, language), ends]
        rows.append(
            [names.group(scenario, group.id, language), kind, where, group.headcount, out[group.id], left, ready, *how]
        )
    return rows


def _vehicles(plan: Plan, language: Language) -> list[list[Value]]:
    scenario = plan.scenario
    codes = ("class", "count", "seats", "stretchers", "stationed", "wheelchairs", "offers", "tonnes-each", "escort")
    rows: list[list[Value]] = [[say(f"column-{code}", language) for code in codes]]
    for vehicle in scenario.fleet:
        where = names.place(scenario, vehicle.stationed, language)
        name = names.vehicle_class(scenario, vehicle.id, language)
        offers = listed((names.word("need", each, language) for each in vehicle.offers), language)
        rest: list[Value] = [offers, vehicle.tonnes, say("yes" if vehicle.escort else "no", language)]
        rows.append([name, vehicle.count, vehicle.seats, vehicle.stretchers, where, vehicle.wheelchairs, *rest])
    for group in scenario.groups:
        if group.moves_itself:
            name = names.vehicle_class(scenario, group.id, language)
            where = names.place(scenario, group.at, language)
            rows.append([name, group.means, group.persons_per_vehicle, 0, where, 0, "", 0, say("no", language)])
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
