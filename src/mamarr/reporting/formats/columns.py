"""Columns of printed tables: how wide each is, and how large the writing, so that a row fits the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mamarr.reporting.svg import width_of
from mamarr.reporting.wording.bundles import plain

Text = Sequence[Mapping[str, str]]
"""The same words in each language, one under the other."""

_PADDING = 1.05
"""Around the text of a cell, in ems."""
_LONGEST = ((40.0, 14.0), (30.0, 10.0), (24.0, 8.0), (19.0, 6.0), (15.0, 4.5), (12.0, 4.5))
"""Cells and titles longer than this many ems are broken into lines; the first pair with which a row fits the paper is taken."""
_SMALLEST_PT = 5.6
_STEP_PT = 0.1


@dataclass(frozen=True)
class Measure:
    """Widths of columns, in shares of the paper where the table fills it, else in points; and the size of the writing."""

    widths: list[float]
    fills: bool
    points: float


def measured(columns: Sequence[Text], rows: Sequence[Sequence[Text]], room: float, points: float) -> Measure:
    """Return widths for *columns* over *rows* on *room* points of paper, written in *points* or smaller."""
    for longest, title in _LONGEST:
        ems = [_ems(column, [row[number] for row in rows], longest, title) for number, column in enumerate(columns)]
        if sum(ems) * points <= room:
            break
    size = points
    while size > _SMALLEST_PT and sum(ems) * size > room:
        size -= _STEP_PT
    wide = sum(ems) * size
    fills = wide > 0.62 * room
    return Measure([round(each * size, 2) for each in ems], fills, round(size, 2))


def _ems(column: Text, cells: Sequence[Text], longest: float, title: float) -> float:
    """Return the width that a column wants: its longest word, its cells up to *longest*, its title up to *title*."""
    texts = [plain(run["t"]) for cell in cells for run in cell]
    words = [width_of(word, 1.08) for run in column for word in plain(run["t"]).split()]
    pieces = {piece for text in texts for piece in text.replace("–", " ").split()}
    unbroken = [width_of(piece, 1) for piece in pieces]
    whole = min(max((width_of(text, 1) for text in set(texts)), default=1), longest)
    named = min(max((width_of(plain(run["t"]), 1.08) for run in column), default=1), title)
    return max([*words, *unbroken, whole, named]) + _PADDING
