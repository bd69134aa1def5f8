"""Claims out of the rows of a table: a departure with its figures, an arrival, or that it has not arrived."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from mamarr.logbook.reading import dates
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import forms_of, lines_of
from mamarr.logbook.reading.quantities import Count
from mamarr.logbook.reading.stamps import head_day
from mamarr.logbook.reading.tables import Cell, Row

if TYPE_CHECKING:
    from mamarr.logbook.claims import Predicate
    from mamarr.logbook.reading.draft import Drafter
    from mamarr.logbook.reading.drafts import Draft

_UNITS = {
    "buses": ("vehicles", "buses"), "ambulances": ("vehicles", "ambulances"), "trucks": ("vehicles", "trucks"), "cars": ("vehicles", "cars"),
    "vehicles": ("vehicles", "vehicles"), "persons": ("persons", "persons"), "civilians": ("persons", "civilians"), "wounded": ("persons", "wounded"),
    "patients": ("persons", "patients"), "children": ("persons", "children"), "families": ("families", "families"), "companions": ("persons", "companions"),
}  # fmt: skip
_PEOPLE = frozenset({"persons", "civilians", "wounded", "patients", "children", "companions"})


@lru_cache(maxsize=1)
def _pending() -> frozenset[str]:
    """Return the words that say that it has not happened yet."""
    listed = [line for section, line in lines_of("columns.txt") if section == "pending"]
    return frozenset(fold_word(form) for line in listed for form in forms_of(line))


def claims_of(drafter: Drafter, rows: Iterable[Row], blank: Draft) -> list[Draft]:
    """Return the drafts of every row; *blank* is a draft of the table's author."""
    found: list[Draft] = []
    for row in rows:
        blank = replace(blank, first=row.line.first, line=row.line.number, about=[])
        stopped = _stopped(drafter, row, blank)
        found += [stopped] if stopped else [*_departure(drafter, row, blank), *_arrival(drafter, row, blank)]
    return found


def _stopped(drafter: Drafter, row: Row, blank: Draft) -> Draft | None:
    """A convoy that is marked as cancelled, turned back or waiting neither left nor arrived."""
    for column in ("arrived", "departed", "status"):
        cell = row.cell(column)
        if cell is None or _moment(drafter, cell) is not None:
            continue
        for kinds, predicate in _MARKS:
            if drafter.marked.has(cell.first, cell.last, *kinds) and not _is_pending(drafter, cell):
                draft = _of_row(drafter, row, blank, predicate, cell.last)
                return _timed(drafter, draft, row.cell("departed"))
    return None


_MARKS: tuple[tuple[tuple[str, ...], Predicate], ...] = (
    (("BLOCK",), "incident.obstruction"),
    (("BREAKDOWN",), "incident.breakdown"),
    (("CANCEL", "SUSPEND"), "movement.suspended"),
    (("WAIT",), "movement.waiting"),
)


def _is_pending(drafter: Drafter, cell: Cell) -> bool:
    return any(token.word in _pending() for token in drafter.marked.tokens[cell.first : cell.last])


def _of_row(drafter: Drafter, row: Row, blank: Draft, predicate: Predicate, last: int) -> Draft:
    """Return a draft with the figures of its row and the place it starts from."""
    counts = _counts(drafter, row, people_only=False)
    return replace(
        blank,
        predicate=predicate,
        last=max([last, *(count.last for count in counts)]),
        counts=counts,
        place=_place(drafter, row.cell("from")),
        towards=_place(drafter, row.cell("to")),
    )


def _timed(drafter: Drafter, draft: Draft, cell: Cell | None) -> Draft:
    moment = _moment(drafter, cell) if cell else None
    if cell is None or moment is None:
        return draft
    return replace(draft, interval=dates.written(moment, moment), time_words=(cell.first, cell.last))


def _departure(drafter: Drafter, row: Row, blank: Draft) -> list[Draft]:
    cell = row.cell("departed")
    if cell is None:
        return []
    moment = _moment(drafter, cell)
    negative = moment is None and _is_pending(drafter, cell)
    if moment is None and not negative:
        return []
    now = drafter.anchor.at(drafter.anchor.minute) if drafter.anchor.minute is not None else None
    draft = _timed(drafter, _of_row(drafter, row, blank, "movement.departed", cell.last), cell)
    if moment is not None and now is not None and moment > now:
        return [replace(draft, predicate="movement.planned", stance="announces_plan")]
    return [replace(draft, polarity="negative" if negative else "positive")]


def _arrival(drafter: Drafter, row: Row, blank: Draft) -> list[Draft]:
    cell = row.cell("arrived")
    if cell is None:
        return []
    moment = _moment(drafter, cell)
    negative = moment is None and _is_pending(drafter, cell)
    if moment is None and not negative:
        return []
    draft = replace(
        blank,
        predicate="movement.arrived",
        polarity="negative" if negative else "positive",
        last=max(cell.last, *(other.last for other in row.cells if other.column == "to"), cell.last),
        counts=[] if negative else _counts(drafter, row, people_only=True)[:1],
        place=_place(drafter, row.cell("to")),
    )
    if moment is None and drafter.anchor.minute is not None:
        draft = replace(draft, interval=dates.written(None, drafter.anchor.at(drafter.anchor.minute)))
    return [_timed(drafter, draft, cell)]


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
            base = datetime.combine(head_day(drafter.lines, drafter.times, drafter.anchor), datetime.min.time(), zone)
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
        if number is not None and number.value:
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
