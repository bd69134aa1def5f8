"""Claims out of the rows of a table: a departure with its figures, an arrival, or that it has not arrived."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mamarr.logbook.reading import dates
from mamarr.logbook.reading.quantities import Count
from mamarr.logbook.reading.tables import Cell, Row

if TYPE_CHECKING:
    from mamarr.logbook.reading.draft import Draft, Drafter

_UNITS = {
    "buses": ("vehicles", "buses"), "ambulances": ("vehicles", "ambulances"), "trucks": ("vehicles", "trucks"), "cars": ("vehicles", "cars"),
    "vehicles": ("vehicles", "vehicles"), "persons": ("persons", "persons"), "civilians": ("persons", "civilians"), "wounded": ("persons", "wounded"),
    "patients": ("persons", "patients"), "children": ("persons", "children"), "families": ("families", "families"), "companions": ("persons", "companions"),
}  # fmt: skip
_PEOPLE = frozenset({"persons", "civilians", "wounded", "patients", "children", "companions"})
_NOT_YET = re.compile(r"\b(?:not|no|pending|en route|none|waiting|لم|لا|بعد|قيد)\b")


def claims_of(drafter: Drafter, rows: Iterable[Row], blank: Draft) -> list[Draft]:
    """Return the drafts of every row; *blank* is a draft of the table's author."""
    found: list[Draft] = []
    for row in rows:
        found += _departure(drafter, row, blank)
        found += _arrival(drafter, row, blank)
    return found


def _departure(drafter: Drafter, row: Row, blank: Draft) -> list[Draft]:
    cell = row.cell("departed")
    if cell is None:
        return []
    moment = _moment(drafter, cell)
    status = " ".join(t.word for t in drafter.marked.tokens[cell.first : cell.last])
    counts = _counts(drafter, row, people_only=False)
    last = max([cell.last, *(count.last for count in counts)])
    negative = moment is None and bool(_NOT_YET.search(status))
    if moment is None and not negative:
        return []
    late = (
        moment is not None and drafter.anchor.minute is not None and moment > drafter.anchor.at(drafter.anchor.minute)
    )
    draft = replace(
        blank,
        predicate="movement.planned" if late else "movement.departed",
        stance="announces_plan" if late else "asserts",
        polarity="negative" if negative else "positive",
        first=row.line.first,
        last=last,
        counts=counts,
        place=_place(drafter, row.cell("from")),
        towards=_place(drafter, row.cell("to")),
        line=row.line.number,
        about=[],
    )
    if moment is not None:
        draft.interval, draft.time_words = dates.written(moment, moment), (cell.first, cell.last)
    return [draft]


def _arrival(drafter: Drafter, row: Row, blank: Draft) -> list[Draft]:
    cell = row.cell("arrived")
    if cell is None:
        return []
    moment = _moment(drafter, cell)
    status = " ".join(t.word for t in drafter.marked.tokens[cell.first : cell.last])
    negative = moment is None and bool(_NOT_YET.search(status))
    if moment is None and not negative:
        return []
    draft = replace(
        blank,
        predicate="movement.arrived",
        polarity="negative" if negative else "positive",
        first=row.line.first,
        last=cell.last,
        counts=[] if negative else _counts(drafter, row, people_only=True),
        place=_place(drafter, row.cell("to")),
        line=row.line.number,
        about=[],
    )
    if moment is not None:
        draft.interval, draft.time_words = dates.written(moment, moment), (cell.first, cell.last)
    elif drafter.anchor.minute is not None:
        draft.interval = dates.written(None, drafter.anchor.at(drafter.anchor.minute))
    return [draft]


def _moment(drafter: Drafter, cell: Cell) -> datetime | None:
    for token in drafter.marked.tokens[cell.first : cell.last]:
        match = re.fullmatch(r"([01]?\d|2[0-3]):?([0-5]\d)(?::\d\d)?", token.word)
        if match:
            zone = drafter.anchor.zone
            after = next(
                (t for t in drafter.marked.tokens[cell.first : cell.last] if t.start == token.end and len(t.word) == 1),
                None,
            )
            if after is not None and (offset := dates.military_zone(after.written)) is not None:
                from datetime import timezone

                zone = timezone(timedelta(minutes=offset))
            base = datetime.combine(drafter._head_day(), datetime.min.time(), zone)  # noqa: SLF001
            return base + timedelta(hours=int(match[1]), minutes=int(match[2]))
    return None


def _counts(drafter: Drafter, row: Row, *, people_only: bool) -> list[Count]:
    found = []
    for cell in row.cells:
        if cell.column not in _UNITS or (people_only and cell.column not in _PEOPLE):
            continue
        number = next(
            (drafter.numbers[index] for index in range(cell.first, cell.last) if index in drafter.numbers), None
        )
        if number is not None:
            unit, of = _UNITS[cell.column]
            approximate = drafter.marked.has(cell.first, cell.last, "APPROX")
            found.append(Count(number.first, number.last, unit, of, value=number.value, approximate=approximate))
    return found


def _place(drafter: Drafter, cell: Cell | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if cell is None:
        return None
    found = next((place for place in drafter.places if cell.first <= place.first < cell.last), None)
    if found is not None:
        return found.place
    from mamarr.logbook.claims import Place

    text = drafter.marked.text(cell.first, cell.last)
    return Place(id=None, name=text) if text.strip(" -") else None
