"""Rows of the tables, as entries and heads. They never leave the files of the store."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from mamarr.logbook.entries import Entry
from mamarr.logbook.heads import Tip
from mamarr.logbook.tables import ENTRIES, SUBJECTS, TIPS

FEW = 5_000
"""Values in one question to the database."""


def entry_of(row: Any) -> Entry:
    """Return the entry of a row as it stands there: what does not fit is found by whoever verifies."""
    return Entry.model_construct(
        node=row.node, number=row.number, previous=row.previous, clock_ms=row.clock_ms, clock_count=row.clock_count,
        seal=row.seal, hash=row.hash, salt=row.salt, words=row.words,
    )  # fmt: skip


def tips_of(connection: Connection) -> tuple[Tip, ...]:
    """Return the last entries of all desks, sorted."""
    return tuple(sorted(Tip(row.node, row.number, row.hash) for row in connection.execute(select(TIPS))))


def among(connection: Connection, question: Any, column: Any, values: Sequence[Any]) -> list[Any]:
    """Return the rows for any of *values*, a few at a time."""
    rows: list[Any] = []
    for start in range(0, len(values), FEW):
        result = connection.execute(question.where(column.in_(list(values[start : start + FEW]))))
        rows += result.fetchall() if result.returns_rows else []
    return rows


def about_any(connection: Connection, subjects: Collection[str]) -> list[Any]:
    """Return the rows of the entries about any of *subjects*."""
    joined = select(ENTRIES).join(SUBJECTS, SUBJECTS.c.arrived == ENTRIES.c.arrived)
    return among(connection, joined, SUBJECTS.c.subject, list(subjects))


def words_of(error: SQLAlchemyError) -> str:
    """Return what the database said, in one short line without the question."""
    return str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0][:200]
