"""Tables: rows of convoys with times, places and counts, read by the names of their columns."""

import itertools
from dataclasses import dataclass

from mamarr.logbook.reading.clauses import Line
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.tokens import Marked

_COLUMNS = {
    "departed": "الانطلاق انطلاق المغادرة مغادرة الخروج انطلقت غادرت departed departure dep left depart leaves out etd atd off start",
    "arrived": "الوصول وصول وصلت arrived arrival arr in received eta ata reached",
    "from": "من المنطلق المصدر from origin start_point assembly point pickup",
    "to": "إلى الوجهة الى to destination dest reception",
    "buses": "الباصات باصات الحافلات حافلات باص حافلة buses bus coaches",
    "ambulances": "الإسعاف إسعاف سيارات_الإسعاف سيارات_إسعاف ambulances ambulance amb ambs",
    "trucks": "الشاحنات شاحنات شاحنة trucks truck lorries",
    "cars": "السيارات سيارات cars",
    "vehicles": "المركبات مركبات الآليات vehicles veh",
    "persons": "الأشخاص أشخاص العدد الركاب عدد المغادرون persons people pax evacuees count passengers headcount residents heads",
    "civilians": "المدنيون مدنيون المدنيين civilians",
    "wounded": "الجرحى جرحى wounded injured stretchers stretcher lying",
    "patients": "المرضى مرضى patients",
    "children": "الأطفال أطفال children",
    "families": "العائلات عائلات الأسر families",
    "companions": "المرافقون المرافقين مرافقون companions relatives",
    "name": "القافلة قافلة الرتل convoy cvy serial no id name الدفعة group batch",
}
_NAMES = {fold_word(word).replace("_", " "): column for column, words in _COLUMNS.items() for word in words.split()}


@dataclass(frozen=True)
class Cell:
    """One cell: tokens *first* to *last* (exclusive); empty where they are equal."""

    column: str
    first: int
    last: int


@dataclass(frozen=True)
class Row:
    """A row of a table under a heading that is understood."""

    line: Line
    cells: tuple[Cell, ...]

    def cell(self, column: str) -> Cell | None:
        """Return a cell that is not empty."""
        return next((cell for cell in self.cells if cell.column == column and cell.last > cell.first), None)


def find_rows(marked: Marked, lines: list[Line]) -> list[Row]:
    """Return the rows of every table whose heading names at least two columns that are known."""
    found: list[Row] = []
    columns: list[str] = []
    for line in lines:
        cells = _cells(marked, line)
        if len(cells) < 3:
            columns = columns if len(cells) == 1 and columns and line.last - line.first < 8 else []
            continue
        names = [_column(marked, first, last) for first, last in cells]
        if sum(bool(name) for name in names) >= 2 and not any(
            marked.tokens[i].is_figure for first, last in cells for i in range(first, last)
        ):
            columns = names
        elif columns and abs(len(cells) - len(columns)) <= 1:
            found.append(
                Row(
                    line,
                    tuple(Cell(column, first, last) for column, (first, last) in zip(columns, cells, strict=False)),
                )
            )
    return found


def _cells(marked: Marked, line: Line) -> list[tuple[int, int]]:
    bars = [index for index in range(line.first, line.last) if marked.tokens[index].word == "|"]
    if not bars:
        return [(line.first, line.last)]
    edges = [line.first - 1, *bars, line.last]
    cells = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if cells and cells[0][0] >= cells[0][1]:
        cells = cells[1:]
    if cells and cells[-1][0] >= cells[-1][1]:
        cells = cells[:-1]
    return cells


def _column(marked: Marked, first: int, last: int) -> str:
    words = " ".join(token.word for token in marked.tokens[first:last])
    if words in _NAMES:
        return _NAMES[words]
    for token in marked.tokens[first:last]:
        if token.word in _NAMES:
            return _NAMES[token.word]
    return ""
