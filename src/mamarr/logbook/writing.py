"""What is written in one transaction: entries with what they are about, tips, redactions, retries, heads."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from mamarr.errors import MamarrError
from mamarr.logbook.clock import Tick, received
from mamarr.logbook.engines import insert_rows
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import Fact, subjects_of
from mamarr.logbook.facts.records import Redaction
from mamarr.logbook.heads import SHOWN, Tip, head_over
from mamarr.logbook.rows import among, entry_of, tips_of
from mamarr.logbook.stable import stable
from mamarr.logbook.tables import DESK, ENTRIES, FOLDS, ONCES, PRINTED, REDACTED, SUBJECTS, TIPS

_KEPT: frozenset[str] = frozenset({"desk", "redaction"})
"""Kinds that decide what counts: their words are never destroyed."""


def written_once(connection: Connection, once: str) -> tuple[Entry, ...] | None:
    """Return the entries that were written with the key *once*; None where there are none."""
    row = connection.execute(select(ONCES).where(ONCES.c.key == once)).one_or_none()
    if row is None:
        return None
    found = select(ENTRIES).where(ENTRIES.c.node == row.node, ENTRIES.c.number.between(row.first, row.last))
    return tuple(entry_of(each) for each in connection.execute(found.order_by(ENTRIES.c.number)))


def insert_entries(connection: Connection, entries: Sequence[Entry], arrived: int) -> None:
    """Put in *entries*, of which none is here, with what they are about."""
    rows, subjects = [], []
    for place, entry in enumerate(entries, arrived + 1):
        fact = entry.fact
        rows.append(
            (
                place, entry.hash, entry.node, entry.number, entry.previous, entry.clock_ms, entry.clock_count,
                entry.seal, entry.salt, entry.words, fact.kind if fact is not None else None,
            )
        )  # fmt: skip
        if fact is not None:
            subjects += [(subject, place) for subject in set(subjects_of(fact))]
    insert_rows(connection, ENTRIES, rows)
    insert_rows(connection, SUBJECTS, sorted(subjects))  # neighbours in the table are written together


def check_redaction(connection: Connection, fact: Fact) -> None:
    """Refuse a redaction of what is not here or decides what counts."""
    if not isinstance(fact, Redaction):
        return
    row = connection.execute(select(ENTRIES.c.kind).where(ENTRIES.c.hash == fact.of)).one_or_none()
    if row is None:
        raise MamarrError("log.entry", name="of", found=fact.of[:SHOWN], wanted="the hash of an entry of this log")
    if row.kind in _KEPT:
        raise MamarrError(
            "log.entry", name="of", found=str(row.kind), wanted="an entry that is no desk and no redaction"
        )


def decides(entry: Entry) -> bool:
    """Say whether *entry* decides what counts, so that its words are never destroyed."""
    return entry.fact is not None and entry.fact.kind in _KEPT


def destroy(connection: Connection, targets: Sequence[str]) -> list[str]:
    """Destroy words and salt of *targets*, what says what they were about, and every fold; return those that were to be destroyed."""
    obeyed = []
    for target in targets:
        row = connection.execute(
            select(ENTRIES.c.arrived, ENTRIES.c.kind).where(ENTRIES.c.hash == target)
        ).one_or_none()
        if row is not None and row.kind in _KEPT:
            continue
        obeyed.append(target)
        if connection.execute(select(REDACTED).where(REDACTED.c.hash == target)).one_or_none() is None:
            connection.execute(insert(REDACTED), [{"hash": target}])
        if row is not None:
            connection.execute(update(ENTRIES).where(ENTRIES.c.hash == target).values(salt=None, words=None, kind=None))
            connection.execute(delete(SUBJECTS).where(SUBJECTS.c.arrived == row.arrived))
    if obeyed:
        connection.execute(delete(FOLDS))
    return obeyed


def join_entries(connection: Connection, fresh: Sequence[Entry], filled: Sequence[Entry], desk: Any) -> None:
    """Put in *fresh* entries and the words of those that had none, and move clock, tips and place of this desk."""
    if fresh:
        insert_entries(connection, fresh, desk.arrived)
        _move_tips(connection, fresh)
    for entry in filled:
        fact = entry.fact
        values = {"salt": entry.salt, "words": entry.words, "kind": fact.kind if fact is not None else None}
        connection.execute(update(ENTRIES).where(ENTRIES.c.hash == entry.hash).values(**values))
        place = connection.execute(select(ENTRIES.c.arrived).where(ENTRIES.c.hash == entry.hash)).scalar_one()
        if fact is not None:
            rows = [{"subject": subject, "arrived": place} for subject in set(subjects_of(fact))]
            connection.execute(insert(SUBJECTS), rows)
    if filled:  # the head stays, what can be read does not
        connection.execute(delete(FOLDS))
    clock = Tick(desk.clock_ms, desk.clock_count)
    for entry in fresh:
        clock = received(clock, Tick(entry.clock_ms, entry.clock_count))
    row: dict[str, Any] = {"clock_ms": clock.ms, "clock_count": clock.step, "arrived": desk.arrived + len(fresh)}
    if any(entry.node == desk.node for entry in fresh):
        row |= _regained(connection, desk)
    connection.execute(update(DESK).values(**row))


def _regained(connection: Connection, desk: Any) -> dict[str, Any]:
    """Return where this desk goes on, if it lost its end and gets it back: after what follows, entry by entry, what it knows."""
    number, name = desk.number, desk.hash
    while True:
        after = select(ENTRIES.c.hash).where(
            ENTRIES.c.node == desk.node, ENTRIES.c.number == number + 1, ENTRIES.c.previous == name
        )
        found = connection.execute(after.order_by(ENTRIES.c.hash).limit(1)).scalar_one_or_none()
        if found is None:
            return {"number": number, "hash": name}
        number, name = number + 1, found


def _move_tips(connection: Connection, fresh: Sequence[Entry]) -> None:
    """Keep the last entries right: those that nothing follows, here or among *fresh*."""
    followed = {entry.previous for entry in fresh}
    past = [tip.hash for tip in tips_of(connection) if tip.hash in followed]
    among(connection, delete(TIPS), TIPS.c.hash, past)
    candidates = {entry.hash: entry for entry in fresh if entry.hash not in followed}
    by_place = [(entry.node, entry.number + 1) for entry in candidates.values()]
    later = select(ENTRIES.c.previous)
    for row in among(connection, later, tuple_(ENTRIES.c.node, ENTRIES.c.number), by_place):
        candidates.pop(row.previous, None)
    rows = [{"hash": entry.hash, "node": entry.node, "number": entry.number} for entry in candidates.values()]
    if rows:
        connection.execute(insert(TIPS), rows)


def remember_heads(connection: Connection, printed: Iterable[tuple[Tip, ...]]) -> None:
    """Keep what printed heads stood for."""
    rows = {head_over(tips): stable([list(tip) for tip in sorted(tips)]).decode() for tips in printed}
    here = {row.head for row in among(connection, select(PRINTED.c.head), PRINTED.c.head, list(rows))}
    fresh = [{"head": head, "tips": tips} for head, tips in rows.items() if head not in here]
    if fresh:
        connection.execute(insert(PRINTED), fresh)
