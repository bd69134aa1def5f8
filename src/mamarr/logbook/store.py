"""Logbook: where entries are kept. A file on a laptop, plain or locked, or a PostgreSQL server of a team.

What `append` returns is on the disk. After any failure to write the store takes nothing more until it is opened again, because
a disk that failed once cannot be believed the second time.
"""

import json
import secrets
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mamarr.errors import Finding, MamarrError
from mamarr.logbook import engines
from mamarr.logbook.chain import chain_findings, is_refused, last_findings
from mamarr.logbook.clock import Tick, ticked
from mamarr.logbook.entries import FIRST, Entry, write_entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.records import Redaction
from mamarr.logbook.heads import SHOWN, Line, Tip, head_over, states
from mamarr.logbook.intake import LARGEST_WORDS, Looked, Received, added, looked_at, muted
from mamarr.logbook.migrations.shapes import NEWEST
from mamarr.logbook.rows import about_any, among, entry_of, tips_of, words_of
from mamarr.logbook.tables import DESK, ENTRIES, FOLDS, ONCES, PRINTED, REDACTED, TIPS
from mamarr.logbook.writing import (
    check_redaction,
    decides,
    destroy,
    insert_entries,
    join_entries,
    remember_heads,
    written_once,
)

PAGE = 2_000
"""Entries read at a time."""


class SavedFold(NamedTuple):
    """What was made from the entries at some time."""

    head: str
    """Head of the log then."""
    body: bytes
    """What was made."""
    arrived: int
    """How many entries were here then: `arrivals(arrived)` gives those that came since."""


class Logbook:
    """An open logbook. Made by `opening.open_log`; safe for several threads, and for several processes at the same file or server."""

    def __init__(self, engine: Engine, name: str, *, is_plain: bool, version: str, now_ms: Callable[[], int]) -> None:
        self.name = name
        """What it is called in messages: the name of the file or of the database."""
        self.is_plain = is_plain
        """Whether everybody who holds the file can read it."""
        self.opened: Callable[[Path], Engine] | None = None
        """Opens a copy of this file with the same key; none for a server."""
        self._engine, self._now_ms = engine, now_ms
        self._lock = threading.RLock()
        self._failed = ""
        try:
            self._connection = engine.connect()
        except SQLAlchemyError as error:
            raise MamarrError("log.full", found=words_of(error)) from None
        if version != NEWEST:
            from mamarr.logbook.migrations.steps import bring_up

            with self._writing() as connection:
                bring_up(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it. A locked file is then locked: its key is nowhere."""
        with self._lock:
            self._connection.close()
            self._engine.dispose()

    # Writing

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Yield the connection within a transaction that nobody else writes in; committed at the end, or nothing is."""
        with self._lock:
            if self._failed:
                raise MamarrError("log.full", found=self._failed)
            connection = self._connection
            has_begun = False
            try:
                engines.begin(connection)
                has_begun = True
                yield connection
                connection.commit()
            except DBAPIError as error:
                self._undo()
                if not has_begun and engines.is_busy(error):
                    raise MamarrError("log.busy", found=self.name) from None
                self._failed = words_of(error)
                raise MamarrError("log.full", found=self._failed) from None
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        try:
            self._connection.rollback()
        except SQLAlchemyError as error:
            self._failed = words_of(error)

    def append(self, facts: Iterable[Fact], once: str | None = None) -> tuple[Entry, ...]:
        """Write *facts* as entries of this desk, all or none, and return them when they are on the disk.

        Parameters
        ----------
        facts
            What is said.
        once
            A key of the caller's: a second call with it writes nothing and returns the entries of the first.

        Raises
        ------
        MamarrError
            log.full: nothing was acknowledged. log.busy: try again with the same *once*. log.unstable, log.too-large, log.entry.
        """
        batch = list(facts)
        if once is not None and not 1 <= len(once) <= 200:
            raise MamarrError("log.entry", name="once", found=once[:80], wanted="1 to 200 signs")
        with self._writing() as connection:
            desk = connection.execute(select(DESK).with_for_update()).one()
            before = written_once(connection, once) if once is not None else None
            if before is not None:
                return before
            for fact in batch:
                check_redaction(connection, fact)
            entries = self._write(connection, batch, desk)
            targets = [entry.fact.of for entry in entries if isinstance(entry.fact, Redaction)]
            if once is not None and entries:
                row = {"key": once, "node": desk.node, "first": entries[0].number, "last": entries[-1].number}
                connection.execute(insert(ONCES), [row])
            targets = destroy(connection, targets)
        self._forget(targets)
        return entries

    def _write(self, connection: Connection, batch: Sequence[Fact], desk: Any) -> tuple[Entry, ...]:
        number, previous, clock = desk.number, desk.hash, Tick(desk.clock_ms, desk.clock_count)
        entries = []
        for fact in batch:
            number, clock = number + 1, ticked(clock, self._now_ms())
            entry = write_entry(fact, node=desk.node, number=number, previous=previous, clock=clock)
            if (
                entry.words is not None
                and len(entry.words) > LARGEST_WORDS // 4
                and len(entry.words.encode()) > LARGEST_WORDS
            ):
                raise MamarrError("log.too-large", found=len(entry.words.encode()), limit=LARGEST_WORDS)
            entry.__dict__["fact"] = fact
            entries.append(entry)
            previous = entry.hash
        if entries:
            insert_entries(connection, entries, desk.arrived)
            connection.execute(delete(TIPS).where(TIPS.c.hash == entries[0].previous))
            last = entries[-1]
            connection.execute(insert(TIPS), [{"hash": last.hash, "node": last.node, "number": last.number}])
            connection.execute(
                update(DESK).values(
                    number=number, hash=previous, clock_ms=clock.ms, clock_count=clock.step,
                    arrived=desk.arrived + len(entries),
                )
            )  # fmt: skip
        return tuple(entries)

    # Destroying words

    def redact(self, of: str, *, happened: datetime, by: str, reason: str = "") -> Entry:
        """Destroy the words of the entry called *of*, here and in every copy that joins; its hash stays, and the chain verifies.

        Raises
        ------
        MamarrError
            log.entry: there is no such entry, or it decides what counts. log.full.
        """
        recorded = datetime.fromtimestamp(self._now_ms() / 1000, tz=happened.tzinfo)
        return self.append([Redaction(happened=happened, recorded=recorded, by=by, of=of, reason=reason)])[0]

    def _forget(self, targets: Sequence[str]) -> None:
        """Empty the journal in which destroyed words may still stand."""
        if not targets:
            return
        with self._lock:
            try:
                self._connection.commit()
                engines.flush_words(self._connection)
            except SQLAlchemyError as error:
                self._failed = words_of(error)
                raise MamarrError("log.full", found=self._failed) from None
            finally:
                self._undo()

    # Joining

    def receive(self, entries: Iterable[Entry]) -> Received:
        """Take in *entries* that other desks wrote, in any order and as often as you like: the log becomes the union.

        An entry that is not what its hash says is refused; words that do not fit their seal are left out; words that a
        redaction of this log or among *entries* destroys are destroyed. Each page of entries is on the disk before the next.

        Raises
        ------
        MamarrError
            log.full, log.busy.
        """
        total = Received(0, 0, 0, 0, ())
        for page in looked_at(entries, self._now_ms):
            total = added(total, self._take(page))
        return total

    def _take(self, page: Looked) -> Received:
        """Take in a page of entries, and say what became of them."""
        good, findings, refused = page
        with self._writing() as connection:
            desk = connection.execute(select(DESK).with_for_update()).one()
            names = [entry.hash for entry in good]
            here = {row.hash: row for row in among(connection, select(ENTRIES.c.hash, ENTRIES.c.seal, ENTRIES.c.words.is_(None).label("is_mute")), ENTRIES.c.hash, names)}  # fmt: skip  # noqa: E501
            redacted = set(connection.execute(select(REDACTED.c.hash)).scalars())
            fresh: dict[str, Entry] = {}
            filled: dict[str, Entry] = {}
            for entry in good:
                kept = muted(entry) if entry.hash in redacted and not decides(entry) else entry
                if entry.hash not in here:
                    if entry.hash not in fresh or fresh[entry.hash].words is None:
                        fresh[entry.hash] = kept
                elif here[entry.hash].is_mute and kept.words is not None:
                    filled[entry.hash] = kept
            join_entries(connection, tuple(fresh.values()), tuple(filled.values()), desk)
            orders = [entry for entry in (*fresh.values(), *filled.values()) if isinstance(entry.fact, Redaction)]
            desks = {f"desk:{entry.node}" for entry in orders}
            refusals = [entry_of(row) for row in about_any(connection, desks)]
            targets = [
                entry.fact.of
                for entry in orders
                if isinstance(entry.fact, Redaction) and not is_refused(entry, refusals)
            ]
            targets = destroy(connection, targets)
        self._forget(targets)
        findings += [Finding("log.redacted", f"entry:{each}", None, {"found": each[:SHOWN]}) for each in targets]
        known = len({entry.hash for entry in good}) - len(fresh)
        return Received(len(fresh), known, len(filled), refused, tuple(findings))

    # Reading

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock:
            try:
                yield self._connection
            except DBAPIError as error:
                raise MamarrError("log.damaged", found=words_of(error)) from None
            finally:
                self._undo()

    @property
    def node(self) -> str:
        """Name of this desk."""
        with self._reading() as connection:
            return str(connection.execute(select(DESK.c.node)).scalar_one())

    def __len__(self) -> int:
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(ENTRIES)).scalar_one())

    def entries(
        self, *, kinds: Collection[str] = (), since: datetime | None = None, node: str | None = None
    ) -> Iterator[Entry]:
        """Yield the entries in their order.

        Parameters
        ----------
        kinds
            Only entries of these kinds, as written and not as corrected.
        since
            Only entries written down at this instant or later, by the wall clock of their desk.
        node
            Only entries of this desk.
        """
        question = select(ENTRIES)
        if kinds:
            question = question.where(ENTRIES.c.kind.in_(list(kinds)))
        if node is not None:
            question = question.where(ENTRIES.c.node == node)
        for entry in self._paged(question):
            if since is None or (entry.fact is not None and entry.fact.recorded >= since):
                yield entry

    def _paged(self, question: Select[Any]) -> Iterator[Entry]:
        """Yield entries page by page, so that nobody who writes has to wait for the reader."""
        order = (ENTRIES.c.clock_ms, ENTRIES.c.clock_count, ENTRIES.c.node, ENTRIES.c.hash)
        question, after = question.order_by(*order).limit(PAGE), None
        while True:
            page = question if after is None else question.where(tuple_(*order) > after)
            with self._reading() as connection:
                rows = connection.execute(page).fetchall()
            for row in rows:
                yield entry_of(row)
            if len(rows) < PAGE:
                return
            last = rows[-1]
            after = (last.clock_ms, last.clock_count, last.node, last.hash)

    def arrivals(self, arrived: int = 0) -> Iterator[Entry]:
        """Yield the entries that came after the first *arrived*, in the order in which they came here."""
        while True:
            question = select(ENTRIES).where(ENTRIES.c.arrived > arrived).order_by(ENTRIES.c.arrived).limit(PAGE)
            with self._reading() as connection:
                rows = connection.execute(question).fetchall()
            yield from (entry_of(row) for row in rows)
            if len(rows) < PAGE:
                return
            arrived = rows[-1].arrived

    def about(self, subjects: Collection[str]) -> tuple[Entry, ...]:
        """Return the entries about any of *subjects*, with their corrections and what those correct, in their order.

        `entry:HASH` gives the entry of that name with what is about it.
        """
        found: dict[str, Entry] = {}
        asked: set[str] = set()
        wanted = set(subjects)
        while wanted:
            asked |= wanted
            fresh = [entry for entry in self._named(wanted) if entry.hash not in found]
            found |= {entry.hash: entry for entry in fresh}
            around = {f"entry:{entry.hash}" for entry in fresh}
            around |= {subject for entry in fresh if entry.fact is not None for subject in entry.fact.subjects if subject.startswith("entry:")}  # fmt: skip  # noqa: E501
            wanted = around - asked
        return tuple(sorted(found.values(), key=lambda entry: entry.order))

    def _named(self, subjects: Collection[str]) -> list[Entry]:
        names = [subject.removeprefix("entry:") for subject in subjects if subject.startswith("entry:")]
        with self._reading() as connection:
            rows = [
                *about_any(connection, subjects),
                *among(connection, select(ENTRIES), ENTRIES.c.hash, names),
            ]
        return [entry_of(row) for row in rows]

    # Heads

    def heads(self) -> tuple[Tip, ...]:
        """Return the last entries of all desks, sorted: more than one of a desk whose log was copied and went on twice."""
        with self._reading() as connection:
            return tips_of(connection)

    def head(self) -> str:
        """Return one digest over all heads: equal where two logs hold the same entries. Its first 12 digits go on every report."""
        return head_over(self.heads())

    def state(self) -> tuple[str, int]:
        """Return the head, and how many entries there are, of one instant: what a fold is bound to."""
        with self._reading() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            arrived = int(connection.execute(select(DESK.c.arrived).with_for_update()).scalar_one())
            return head_over(tips_of(connection)), arrived

    def printed_head(self) -> str:
        """Return the head for a page or bundle, and remember what it stood for, so that it is found again later."""
        with self._writing() as connection:
            connection.execute(select(DESK).with_for_update()).one()
            tips = tips_of(connection)
            remember_heads(connection, [tips])
        return head_over(tips)

    def printed(self) -> Iterator[tuple[Tip, ...]]:
        """Yield the last entries of every head that was printed."""
        with self._reading() as connection:
            rows = connection.execute(select(PRINTED.c.tips).order_by(PRINTED.c.head)).fetchall()
        for row in rows:
            yield tuple(Tip(*each) for each in json.loads(row.tips))

    def remember(self, printed: Iterable[tuple[Tip, ...]]) -> None:
        """Keep heads that other desks printed."""
        with self._writing() as connection:
            connection.execute(select(DESK).with_for_update()).one()
            remember_heads(connection, printed)

    def verify(self, heads: Collection[str] = ()) -> tuple[Finding, ...]:
        """Return everything that is wrong with the log: with its pages, hashes, seals, chains, clocks and desks.

        Parameters
        ----------
        heads
            Heads that stand on paper, or their first digits: every entry that was here when they were printed has to be here.
        """
        findings = list(self._page_findings())
        try:
            kept = self._kept()
            entries = list(self.arrivals())
            findings += chain_findings(entries, now_ms=self._now_ms())
            findings += last_findings(kept, entries)
            findings += self._head_findings(heads, [Line(e.node, e.number, e.previous, e.hash) for e in entries])
        except MamarrError as error:
            findings += error.findings
        return tuple(findings)

    def _kept(self) -> tuple[Tip, ...]:
        """Return what the log says of itself: the last entries of all desks, and of this one."""
        with self._reading() as connection:
            desk = connection.execute(select(DESK)).one()
            own = (Tip(desk.node, desk.number, desk.hash),) if desk.number else ()
            return tuple(sorted({*tips_of(connection), *own}))

    def _page_findings(self) -> Iterator[Finding]:
        with self._lock:
            if self._connection.dialect.name != "sqlite":
                return
            try:
                rows = self._connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
            except DBAPIError as error:
                rows = [words_of(error)]
            finally:
                self._undo()
        yield from (Finding("log.damaged", "", None, {"found": str(row)[:200]}) for row in rows if row != "ok")

    def _head_findings(self, heads: Collection[str], lines: Sequence[Line]) -> Iterator[Finding]:
        if not heads:
            return
        here = {line.hash for line in lines}
        wanted = {head.lower() for head in heads}
        found = {head for tips in self.printed() if all(tip.hash in here for tip in tips) for head in wanted if head_over(tips).startswith(head)}  # fmt: skip  # noqa: E501
        if wanted - found:
            # Nobody remembers it: it is looked for among all states of the log, as they came and by the clock.
            by_clock = (Line(e.node, e.number, e.previous, e.hash) for e in self.entries())
            for way in (lines, by_clock):
                found |= {head for state in states(way) for head in wanted - found if state.startswith(head)}
        for head in sorted(wanted - found):
            yield Finding("log.truncated", "", None, {"found": head})

    # Folds

    def saved_fold(self, name: str) -> SavedFold | None:
        """Return what was saved as *name*; None where nothing was, or where words were destroyed or came since."""
        with self._reading() as connection:
            row = connection.execute(select(FOLDS).where(FOLDS.c.name == name)).one_or_none()
        return SavedFold(row.head, bytes(row.body), row.arrived) if row is not None else None

    def save_fold(self, name: str, head: str, body: bytes, arrived: int) -> bool:
        """Save what was made from the log as it was at *head* with its first *arrived* entries; False where that was never so.

        It is destroyed when the words of any entry are destroyed.
        """
        with self._writing() as connection:
            desk = connection.execute(select(DESK).with_for_update()).one()
            if desk.arrived < arrived or (desk.arrived == arrived and head_over(tips_of(connection)) != head):
                return False
            connection.execute(delete(FOLDS).where(FOLDS.c.name == name))
            connection.execute(insert(FOLDS), [{"name": name, "head": head, "arrived": arrived, "body": body}])
        return True

    # Copies

    def back_up(self, path: str | Path) -> None:
        """Write a copy to a new file at *path*, locked as this one is, while others go on writing. It goes on as another desk.

        Raises
        ------
        MamarrError
            file.unwritable; use.option: a server is backed up with its own tools, or by a bundle.
        """
        opened = self.opened
        if opened is None:
            raise MamarrError("use.option", found="backup", wanted="a file; a server has its own tools")

        def finish(copy: Path) -> None:
            copy.chmod(0o600)
            engine = opened(copy)
            with engine.begin() as connection:
                connection.execute(update(DESK).values(node=secrets.token_hex(8), number=0, hash=FIRST))
            engine.dispose()

        with self._lock:
            try:
                engines.copy_file(self._connection, Path(path), finish)
            finally:
                self._undo()
