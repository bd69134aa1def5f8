"""Columns of printed tables: how wide each is, and how large the writing, so that a row fits the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mamarr.reporting.svg import width_of
from mamarr.reporting.wording.bundles import plain

Text = Sequence[Mapping[str, str]]
"""The same words in each language, one under the other."""

_PADDING = 0.8
"""Around the text of a cell, in ems."""
_LONGEST = 15.0
"""Longer cells than this many ems are broken into lines."""
_SMALLEST_PT = 5.6
_STEP_PT = 0.2


@dataclass(frozen=True)
class Measure:
    """Widths of columns, in shares of the paper where the table fills it, else in points; and the size of the writing."""

    widths: list[float]
    fills: bool
    points: float


def measured(columns: Sequence[Text], rows: Sequence[Sequence[Text]], room: float, points: float) -> Measure:
    """Return widths for *columns* over *rows* on *room* points of paper, written in *points* or smaller."""
    ems = []
    for number, column in enumerate(columns):
        word = max((width_of(each, 1.06) for run in column for each in plain(run["t"]).split()), default=1)
        cells = [width_of(plain(run["t"]), 1) for row in rows for run in row[number]]
        least = max((width_of(each, 1.02) for row in rows for run in row[number] for each in _unbroken(run["t"])), default=1)
        title = max((width_of(plain(run["t"]), 1.06) for run in column), default=1)
        wanted = min(max([*cells, 1]), _LONGEST)
        ems.append(max(word, least, wanted, min(title, 5.0)) + _PADDING)
    size = points
    while size > _SMALLEST_PT and sum(ems) * size > room:
        size -= _STEP_PT
    wide = sum(ems) * size
    fills = wide > 0.62 * room
    return Measure([round(each * size, 2) for each in ems], fills, round(size, 2))


def _unbroken(text: str) -> list[str]:
    """Return the pieces of a cell that no line may break."""
    return plain(text).replace("–", " ").split()
