"""Logbook: where entries are kept. A file on a laptop, plain or locked, or a PostgreSQL server of a team.

What `append` returns is on the disk. After any failure to write the store takes nothing more until it is opened again, because
a disk that failed once cannot be believed the second time.
"""

import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Engine, Select, delete, func, insert, inspect, select, text, tuple_, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mamarr.errors import Finding, MamarrError
from mamarr.logbook import engines, vault
from mamarr.logbook.chain import chain_findings, entry_findings
from mamarr.logbook.clock import TOLERATED_MS, Tick, received, spoken, ticked
from mamarr.logbook.entries import FIRST, Entry, write_entry
from mamarr.logbook.facts.any import Fact, subjects_of
from mamarr.logbook.facts.records import Redaction
from mamarr.logbook.heads import SHOWN, Line, Tip, head_over, states
from mamarr.logbook.migrations.shapes import NEWEST, SHAPES
from mamarr.logbook.stable import stable
from mamarr.logbook.tables import DESK, ENTRIES, FOLDS, METADATA, ONCES, PRINTED, REDACTED, SUBJECTS, TIPS, VERSION

LARGEST_WORDS = 32_000_000
"""Bytes of the words of one entry."""
PAGE = 1_000
"""Entries read or taken in at a time: others write in between."""
FEW = 500
"""Values in one question to the database."""
_KEPT: frozenset[str] = frozenset({"desk", "redaction"})
"""Kinds that decide what counts: their words are never destroyed."""


class Received(NamedTuple):
    """What became of entries that came from elsewhere."""

    new: int
    """Entries that were not here."""
    known: int
    """Entries that were here."""
    filled: int
    """Of those, entries whose words came now."""
    refused: int
    """Entries that are not what their hash says; they were not kept."""
    findings: tuple[Finding, ...]
    """What is wrong, and where."""


class SavedFold(NamedTuple):
    """What was made from the entries at some time."""

    head: str
    """Head of the log then."""
    body: bytes
    """What was made."""
    arrived: int
    """How many entries were here then: `arrivals(arrived)` gives those that came since."""


def open_log(
    address: str | Path,
    *,
    passphrase: str | None = None,
    plain: bool = False,
    create: bool = False,
    now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
) -> "Logbook":
    """Return the logbook at *address*: the path of a file, or `postgresql://...`.

    A new file is locked with *passphrase* unless it is to be *plain*. Unlocking takes a second or so on purpose.

    Parameters
    ----------
    address
        Path or address.
    passphrase
        Opens a locked file, or locks a new one.
    plain
        A new file is not locked, and everybody who holds it can read it.
    create
        Whether to make a logbook where there is none.
    now_ms
        The wall clock, in milliseconds since 1970.

    Raises
    ------
    MamarrError
        log.missing, log.not-a-log, log.version, log.locked, log.passphrase, log.full, install.extra.
    """
    if engines.is_server(str(address)):
        return _open_server(str(address), create=create, now_ms=now_ms)
    path, made = Path(address), None
    if not path.exists():
        if not create:
            raise MamarrError("log.missing", found=str(address))
        made = _make(path, None if plain else vault.checked(passphrase))
    salt = vault.salt_of(path, engines.PLAIN)
    if salt is None or (made is not None and made[1] == salt):
        key = made[0] if made is not None else None
    else:
        key = vault.key_of(passphrase, salt, path.name)
    version = engines.examine_file(path, key, salt)

    def opened(place: Path) -> Engine:
        return engines.file_engine(place, key, salt)

    log = Logbook(opened(path), path.name, is_plain=salt is None, version=version, now_ms=now_ms)
    log.opened = opened
    return log


def _make(path: Path, passphrase: str | None) -> tuple[bytes | None, bytes | None]:
    """Make a file, unless another process is first; return the key and the salt with which it was made."""
    if not path.parent.is_dir():
        raise MamarrError("file.unwritable", found=f"{path}: there is no such folder")
    salt = vault.new_salt() if passphrase is not None else None
    key = vault.key_of(passphrase, salt, path.name) if salt is not None else None
    engines.make_file(path, key, salt, _fill)
    return key, salt


def _fill(connection: Connection) -> None:
    """Make the tables of the newest version, which a test compares with what the steps make."""
    METADATA.create_all(connection)
    connection.execute(insert(VERSION).values(version_num=NEWEST))
    connection.execute(insert(DESK).values(**_new_desk()))


def _new_desk() -> dict[str, Any]:
    return {
        "id": 1, "node": secrets.token_hex(8), "number": 0, "hash": FIRST,
        "clock_ms": 0, "clock_count": 0, "arrived": 0,
    }  # fmt: skip


def _open_server(address: str, *, create: bool, now_ms: Callable[[], int]) -> "Logbook":
    engine = engines.server_engine(address)
    engines.quiet_server(engine)
    name = engine.url.database or "postgresql"  # never the user and the password
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                if not create:
                    raise MamarrError("log.missing", found=name)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": engines.APPLICATION_ID})
                if not inspect(connection).has_table("alembic_version"):  # another was first
                    _fill(connection)
                connection.commit()
            version = str(connection.execute(select(VERSION.c.version_num)).scalar())
    except SQLAlchemyError as error:
        raise MamarrError("log.unreachable", found=_words(error)) from None
    if version not in SHAPES:
        raise MamarrError("log.version", found=name, wanted=NEWEST)
    return Logbook(engine, name, is_plain=True, version=version, now_ms=now_ms)


class Logbook:
    """An open logbook. Made by `open_log`; safe for several threads, and for several processes at the same file or server."""

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
        self._connection = engine.connect()
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
                self._failed = _words(error)
                raise MamarrError("log.full", found=self._failed) from None
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        try:
            self._connection.rollback()
        except SQLAlchemyError as error:
            self._failed = _words(error)

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
            before = self._written_once(connection, once) if once is not None else None
            if before is not None:
                return before
            for fact in batch:
                self._check_redaction(connection, fact)
            entries = self._write(connection, batch, desk)
            targets = [entry.fact.of for entry in entries if isinstance(entry.fact, Redaction)]
            if once is not None and entries:
                row = {"key": once, "node": desk.node, "first": entries[0].number, "last": entries[-1].number}
                connection.execute(insert(ONCES), [row])
            self._destroy(connection, targets)
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
            self._insert(connection, entries, desk.arrived)
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

    def _written_once(self, connection: Connection, once: str) -> tuple[Entry, ...] | None:
        row = connection.execute(select(ONCES).where(ONCES.c.key == once)).one_or_none()
        if row is None:
            return None
        found = select(ENTRIES).where(ENTRIES.c.node == row.node, ENTRIES.c.number.between(row.first, row.last))
        return tuple(_entry(each) for each in connection.execute(found.order_by(ENTRIES.c.number)))

    def _insert(self, connection: Connection, entries: Sequence[Entry], arrived: int) -> None:
        """Put in *entries*, of which none is here, with what they are about."""
        rows, subjects = [], []
        for place, entry in enumerate(entries, arrived + 1):
            fact = entry.fact
            rows.append(
                {
                    "arrived": place, "hash": entry.hash, "node": entry.node, "number": entry.number,
                    "previous": entry.previous, "clock_ms": entry.clock_ms, "clock_count": entry.clock_count,
                    "seal": entry.seal, "salt": entry.salt, "words": entry.words,
                    "kind": fact.kind if fact is not None else None,
                }
            )  # fmt: skip
            if fact is not None:
                subjects += [{"subject": subject, "arrived": place} for subject in set(subjects_of(fact))]
        connection.execute(insert(ENTRIES), rows)
        if subjects:
            connection.execute(insert(SUBJECTS), subjects)

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

    def _check_redaction(self, connection: Connection, fact: Fact) -> None:
        if not isinstance(fact, Redaction):
            return
        row = connection.execute(select(ENTRIES.c.kind).where(ENTRIES.c.hash == fact.of)).one_or_none()
        if row is None:
            raise MamarrError("log.entry", name="of", found=fact.of[:SHOWN], wanted="the hash of an entry of this log")
        if row.kind in _KEPT:
            raise MamarrError(
                "log.entry", name="of", found=str(row.kind), wanted="an entry that is no desk and no redaction"
            )

    def _destroy(self, connection: Connection, targets: Sequence[str]) -> None:
        """Destroy words and salt of *targets*, what says what they were about, and every fold."""
        for target in targets:
            row = connection.execute(
                select(ENTRIES.c.arrived, ENTRIES.c.kind).where(ENTRIES.c.hash == target)
            ).one_or_none()
            if row is not None and row.kind in _KEPT:
                continue
            if connection.execute(select(REDACTED).where(REDACTED.c.hash == target)).one_or_none() is None:
                connection.execute(insert(REDACTED), [{"hash": target}])
            if row is not None:
                connection.execute(
                    update(ENTRIES).where(ENTRIES.c.hash == target).values(salt=None, words=None, kind=None)
                )
                connection.execute(delete(SUBJECTS).where(SUBJECTS.c.arrived == row.arrived))
        if targets:
            connection.execute(delete(FOLDS))

    def _forget(self, targets: Sequence[str]) -> None:
        """Empty the journal in which destroyed words may still stand."""
        if not targets:
            return
        with self._lock:
            try:
                self._connection.commit()
                engines.flush_words(self._connection)
            except SQLAlchemyError as error:
                self._failed = _words(error)
                raise MamarrError("log.full", found=self._failed) from None
            finally:
                self._undo()

    # Joining

    def receive(self, entries: Iterable[Entry]) -> Received:
        """Take in *entries* that other desks wrote, in any order and as often as you like: the log becomes the union.

        An entry that is not what its hash says is refused; words that do not fit their seal are left out; words that a
        redaction of this log or among *entries* destroys are destroyed. Each thousand of entries is on the disk before the next.

        Raises
        ------
        MamarrError
            log.full, log.busy.
        """
        total = Received(0, 0, 0, 0, ())
        page: list[Entry] = []
        for entry in entries:
            page.append(entry)
            if len(page) >= PAGE:
                total = _added(total, self._take(page))
                page = []
        return _added(total, self._take(page)) if page else total

    def _take(self, page: Sequence[Entry]) -> Received:
        """Take in a page of entries, and say what became of them."""
        good, findings, refused = _sound(page, self._now_ms())
        with self._writing() as connection:
            desk = connection.execute(select(DESK).with_for_update()).one()
            names = [entry.hash for entry in good]
            here = {row.hash: row for row in _among(connection, select(ENTRIES.c.hash, ENTRIES.c.seal, ENTRIES.c.words.is_(None).label("is_mute")), ENTRIES.c.hash, names)}  # fmt: skip  # noqa: E501
            redacted = {row.hash for row in _among(connection, select(REDACTED.c.hash), REDACTED.c.hash, names)}
            fresh: dict[str, Entry] = {}
            filled: dict[str, Entry] = {}
            for entry in good:
                kept = _muted(entry) if entry.hash in redacted else entry
                if entry.hash not in here:
                    if entry.hash not in fresh or fresh[entry.hash].words is None:
                        fresh[entry.hash] = kept
                elif here[entry.hash].is_mute and kept.words is not None:
                    filled[entry.hash] = kept
            self._join(connection, tuple(fresh.values()), tuple(filled.values()), desk)
            targets = [
                entry.fact.of for entry in (*fresh.values(), *filled.values()) if isinstance(entry.fact, Redaction)
            ]
            self._destroy(connection, targets)
        self._forget(targets)
        findings += [Finding("log.redacted", f"entry:{each}", None, {"found": each[:SHOWN]}) for each in targets]
        known = len({entry.hash for entry in good}) - len(fresh)
        return Received(len(fresh), known, len(filled), refused, tuple(findings))

    def _join(self, connection: Connection, fresh: Sequence[Entry], filled: Sequence[Entry], desk: Any) -> None:
        if fresh:
            self._insert(connection, fresh, desk.arrived)
            self._move_tips(connection, fresh)
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
            row |= self._regained(connection, desk)
        connection.execute(update(DESK).values(**row))

    def _regained(self, connection: Connection, desk: Any) -> dict[str, Any]:
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

    def _move_tips(self, connection: Connection, fresh: Sequence[Entry]) -> None:
        """Keep the last entries right: those that nothing follows, here or among *fresh*."""
        followed = {entry.previous for entry in fresh}
        _among(connection, delete(TIPS), TIPS.c.hash, list(followed))
        candidates = {entry.hash: entry for entry in fresh if entry.hash not in followed}
        by_place = [(entry.node, entry.number + 1) for entry in candidates.values()]
        later = select(ENTRIES.c.previous)
        for row in _among(connection, later, tuple_(ENTRIES.c.node, ENTRIES.c.number), by_place):
            candidates.pop(row.previous, None)
        rows = [{"hash": entry.hash, "node": entry.node, "number": entry.number} for entry in candidates.values()]
        if rows:
            connection.execute(insert(TIPS), rows)

    # Reading

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock:
            try:
                yield self._connection
            except DBAPIError as error:
                raise MamarrError("log.damaged", found=_words(error)) from None
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
                yield _entry(row)
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
            yield from (_entry(row) for row in rows)
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
        joined = select(ENTRIES).join(SUBJECTS, SUBJECTS.c.arrived == ENTRIES.c.arrived)
        with self._reading() as connection:
            rows = [
                *_among(connection, joined, SUBJECTS.c.subject, list(subjects)),
                *_among(connection, select(ENTRIES), ENTRIES.c.hash, names),
            ]
        return [_entry(row) for row in rows]

    # Heads

    def heads(self) -> tuple[Tip, ...]:
        """Return the last entries of all desks, sorted: more than one of a desk whose log was copied and went on twice."""
        with self._reading() as connection:
            return _tips(connection)

    def head(self) -> str:
        """Return one digest over all heads: equal where two logs hold the same entries. Its first 12 digits go on every report."""
        return head_over(self.heads())

    def state(self) -> tuple[str, int]:
        """Return the head, and how many entries there are, of one instant: what a fold is bound to."""
        with self._reading() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            arrived = int(connection.execute(select(DESK.c.arrived).with_for_update()).scalar_one())
            return head_over(_tips(connection)), arrived

    def printed_head(self) -> str:
        """Return the head for a page or bundle, and remember what it stood for, so that it is found again later."""
        with self._writing() as connection:
            connection.execute(select(DESK).with_for_update()).one()
            tips = _tips(connection)
            self._remember(connection, [tips])
        return head_over(tips)

    def printed(self) -> Iterator[tuple[Tip, ...]]:
        """Yield the last entries of every head that was printed."""
        with self._reading() as connection:
            rows = connection.execute(select(PRINTED.c.tips).order_by(PRINTED.c.head)).fetchall()
        for row in rows:
            yield tuple(Tip(*each) for each in _plain(row.tips))

    def remember(self, printed: Iterable[tuple[Tip, ...]]) -> None:
        """Keep heads that other desks printed."""
        with self._writing() as connection:
            connection.execute(select(DESK).with_for_update()).one()
            self._remember(connection, printed)

    def _remember(self, connection: Connection, printed: Iterable[tuple[Tip, ...]]) -> None:
        rows = {head_over(tips): stable([list(tip) for tip in sorted(tips)]).decode() for tips in printed}
        here = {row.head for row in _among(connection, select(PRINTED.c.head), PRINTED.c.head, list(rows))}
        fresh = [{"head": head, "tips": tips} for head, tips in rows.items() if head not in here]
        if fresh:
            connection.execute(insert(PRINTED), fresh)

    def verify(self, heads: Collection[str] = ()) -> tuple[Finding, ...]:
        """Return everything that is wrong with the log: with its pages, hashes, seals, chains, clocks and desks.

        Parameters
        ----------
        heads
            Heads that stand on paper, or their first digits: every entry that was here when they were printed has to be here.
        """
        findings = list(self._page_findings())
        try:
            entries = list(self.arrivals())
            findings += chain_findings(entries, now_ms=self._now_ms())
            findings += self._head_findings(heads, [Line(e.node, e.number, e.previous, e.hash) for e in entries])
        except MamarrError as error:
            findings += error.findings
        return tuple(findings)

    def _page_findings(self) -> Iterator[Finding]:
        with self._lock:
            if self._connection.dialect.name != "sqlite":
                return
            try:
                rows = self._connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
            except DBAPIError as error:
                rows = [_words(error)]
            finally:
                self._undo()
        yield from (Finding("log.damaged", "", None, {"found": str(row)[:200]}) for row in rows if row != "ok")

    def _head_findings(self, heads: Collection[str], lines: Sequence[Line]) -> Iterator[Finding]:
        if not heads:
            return
        here = {line.hash for line in lines}
        wanted = {head.lower() for head in heads}
        found = {head for tips in self.printed() if all(tip.hash in here for tip in tips) for head in wanted if head_over(tips).startswith(head)}  # fmt: skip  # noqa: E501
        if (
            wanted - found
        ):  # one that nobody remembers is looked for among all states of the log, as they came and by the clock
            by_clock = (Line(e.node, e.number, e.previous, e.hash) for e in self.entries())
            for way in (lines, by_clock):
                found |= {head for state, _ in states(way) for head in wanted - found if state.startswith(head)}
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
            if desk.arrived < arrived or (desk.arrived == arrived and head_over(_tips(connection)) != head):
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
            engine = opened(copy)
            with engine.begin() as connection:
                connection.execute(update(DESK).values(node=secrets.token_hex(8), number=0, hash=FIRST))
            engine.dispose()

        with self._lock:
            try:
                engines.copy_file(self._connection, Path(path), finish)
            finally:
                self._undo()


def _entry(row: Any) -> Entry:
    """Return the entry of a row as it stands there: what does not fit is found by whoever verifies."""
    return Entry.model_construct(
        node=row.node, number=row.number, previous=row.previous, clock_ms=row.clock_ms, clock_count=row.clock_count,
        seal=row.seal, hash=row.hash, salt=row.salt, words=row.words,
    )  # fmt: skip


def _muted(entry: Entry) -> Entry:
    return entry if entry.words is None and entry.salt is None else entry.replace(words=None, salt=None)


def _sound(page: Sequence[Entry], now_ms: int) -> tuple[list[Entry], list[Finding], int]:
    """Return the entries of a page that are what their hash says, without words that do not fit; what is wrong; how many are not."""
    good, findings, refused = [], [], 0
    for entry in page:
        wrong = entry_findings(entry)
        codes = {finding.code for finding in wrong}
        findings += wrong
        if "log.hash" in codes:
            refused += 1
            continue
        is_sealed = codes.isdisjoint({"log.seal", "log.unstable"})
        if is_sealed and entry.words is not None and len(entry.words) > LARGEST_WORDS:
            findings.append(Finding("log.too-large", f"entry:{entry.hash}", None, {"found": len(entry.words), "limit": LARGEST_WORDS}))  # fmt: skip  # noqa: E501
            is_sealed = False
        good.append(entry if is_sealed else _muted(entry))
        if entry.clock_ms > now_ms + TOLERATED_MS:
            terms = {"name": entry.node, "found": spoken(entry.clock_ms - now_ms), "wanted": spoken(TOLERATED_MS)}
            if not any(finding.path == f"desk:{entry.node}" for finding in findings):
                findings.append(Finding("log.clock", f"desk:{entry.node}", None, terms))
    return good, findings, refused


def _added(total: Received, more: Received) -> Received:
    seen = {(finding.code, finding.path) for finding in total.findings}
    findings = total.findings + tuple(each for each in more.findings if (each.code, each.path) not in seen)
    return Received(
        total.new + more.new,
        total.known + more.known,
        total.filled + more.filled,
        total.refused + more.refused,
        findings,
    )


def _tips(connection: Connection) -> tuple[Tip, ...]:
    return tuple(sorted(Tip(row.node, row.number, row.hash) for row in connection.execute(select(TIPS))))


def _among(connection: Connection, question: Any, column: Any, values: Sequence[Any]) -> list[Any]:
    """Return the rows for any of *values*, a few at a time."""
    rows: list[Any] = []
    for start in range(0, len(values), FEW):
        result = connection.execute(question.where(column.in_(list(values[start : start + FEW]))))
        rows += result.fetchall() if result.returns_rows else []
    return rows


def _plain(body: str) -> Any:
    import json

    return json.loads(body)


def _words(error: SQLAlchemyError) -> str:
    """Return what the database said, in one short line without the question."""
    return str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0][:200]
