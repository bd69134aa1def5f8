"""Tables: rows of convoys with times, places and counts, read by the names of their columns."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from mamarr.logbook.reading.clauses import Line
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import forms_of, lines_of
from mamarr.logbook.reading.tokens import Marked


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the column that a heading names, by the words of the heading."""
    found: dict[str, str] = {}
    for section, line in lines_of("columns.txt"):
        if section != "headings":
            continue
        column, _, forms = line.partition(":")
        found |= {fold_word(form): column for form in forms_of(forms)}
    return found


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
    heading: list[_Head] = []
    for line in lines:
        cells = _cells(marked, line)
        if len(cells) < 3:
            heading = heading if len(cells) == 1 and heading and line.last - line.first < 8 else []
            continue
        names = [_column(marked, first, last) for first, last in cells]
        figures = any(marked.tokens[i].is_figure for first, last in cells for i in range(first, last))
        if sum(bool(name) for name in names) >= 2 and not figures:
            heading = [_Head(name, *_place_in(marked, line, *cell)) for name, cell in zip(names, cells, strict=True)]
        elif heading and len(cells) <= len(heading) + 1:
            found.append(Row(line, tuple(_under(marked, line, heading, cells))))
    return found


@dataclass(frozen=True)
class _Head:
    """A heading with the signs of its line that it covers."""

    column: str
    start: int
    end: int


def _under(marked: Marked, line: Line, heading: list[_Head], cells: list[tuple[int, int]]) -> list[Cell]:
    """Return the cells with their columns: by their order, or where some are left out by what they stand under."""
    if len(cells) >= len(heading) or _is_barred(marked, line):
        return [Cell(head.column, *cell) for head, cell in zip(heading, cells, strict=False)]
    found = []
    starts = {head.start for head in heading}
    for cell in _cut_at(marked, line, cells, starts):
        start, end = _place_in(marked, line, *cell)
        nearest = min(heading, key=lambda head: (max(head.start - end, start - head.end), abs(head.start - start)))
        found.append(Cell(nearest.column, *cell))
    return found


def _cut_at(marked: Marked, line: Line, cells: list[tuple[int, int]], starts: set[int]) -> list[tuple[int, int]]:
    """Return the cells, cut where a word with a blank before it stands right under the beginning of a column."""
    found: list[tuple[int, int]] = []
    for first, last in cells:
        inside = range(first + 1, last)
        cuts = [
            index
            for index in inside
            if _place_in(marked, line, index, index + 1)[0] in starts and _is_apart(marked, index)
        ]
        found += itertools.pairwise([first, *cuts, last])
    return found


def _is_apart(marked: Marked, index: int) -> bool:
    return marked.tokens[index].start > marked.tokens[index - 1].end


def _place_in(marked: Marked, line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the signs of its line that a cell covers, in the exact text."""
    if last <= first:
        return 0, 0
    at, tokens = marked.folded.at, marked.tokens
    begin = at[tokens[line.first].start]
    return at[tokens[first].start] - begin, at[tokens[last - 1].end - 1] + 1 - begin


def _is_barred(marked: Marked, line: Line) -> bool:
    return any(marked.tokens[index].word == "|" for index in range(line.first, line.last))


def _cells(marked: Marked, line: Line) -> list[tuple[int, int]]:
    """Return the cells of a line: between bars, or between wide gaps and tabs."""
    bars = [index for index in range(line.first, line.last) if marked.tokens[index].word == "|"]
    if not bars:
        gaps = [index for index in range(line.first + 1, line.last) if _is_wide(marked, index)]
        return list(itertools.pairwise([line.first, *gaps, line.last]))
    edges = [line.first - 1, *bars, line.last]
    cells = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if cells and cells[0][0] >= cells[0][1]:
        cells = cells[1:]
    if cells and cells[-1][0] >= cells[-1][1]:
        cells = cells[:-1]
    return cells


def _is_wide(marked: Marked, index: int) -> bool:
    """Whether a token stands apart from the one before it as columns do."""
    at, tokens = marked.folded.at, marked.tokens
    between = marked.folded.exact[at[tokens[index - 1].end - 1] + 1 : at[tokens[index].start]]
    return "\t" in between or "  " in between


def _column(marked: Marked, first: int, last: int) -> str:
    words = (
        " ".join(marked.folded.text[marked.tokens[first].start : marked.tokens[last - 1].end].lower().split())
        if last > first
        else ""
    )
    if words in _names():
        return _names()[words]
    for word in re.findall(r"[^\W\d_]+", words):
        if word in _names():
            return _names()[word]
    return ""
