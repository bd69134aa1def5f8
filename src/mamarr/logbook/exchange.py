"""Bundles: a logbook on a stick or over a wire, whole or for one role, one entry a line.

The first line says what the bundle is; nothing in it is believed before it is seen. Reading is bounded while it goes on: bytes of a
line, of all, depth, count. A line that cannot be read is a finding with its number, and the others are read.
"""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated, Literal

from pydantic import Field, ValidationError

from mamarr.document import Document
from mamarr.errors import Finding, MamarrError
from mamarr.logbook.entries import Entry, Node
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.records import Correction, Hash
from mamarr.logbook.heads import SHOWN, Tip, head_over
from mamarr.logbook.intake import Received
from mamarr.logbook.roles import WHOLE, Role, may_read
from mamarr.logbook.store import Logbook

LONGEST_LINE = 64_000_000
"""Bytes of one line."""
LARGEST_BUNDLE = 4_000_000_000
"""Bytes of a bundle."""
MOST_LINES = 5_000_000
"""Lines of a bundle."""
MOST_FINDINGS = 200
"""Findings about lines; the others are counted with the last."""
_AT_A_TIME = 1 << 20

_Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
_Tips = Annotated[tuple[tuple[Node, _Number, Hash], ...], Field(max_length=100_000)]


class Cover(Document):
    """The first line of a bundle."""

    mamarr: Literal[1] = 1
    """Version of the form."""
    kind: Literal["logbook"] = "logbook"
    """What the file holds."""
    role: Role
    """For whom it was made."""
    head: Hash
    """Head of the log from which it was made."""
    heads: _Tips = ()
    """Last entries of all desks: desk, number, hash."""
    withheld: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0
    """Entries that came without their words because of the role."""
    printed: Annotated[tuple[_Tips, ...], Field(max_length=10_000)] = ()
    """Last entries of each head that stands on paper somewhere."""


def bundle(log: Logbook, role: Role = "planner") -> Iterator[bytes]:
    """Yield the lines of a bundle of *log* as *role* may read it: what is hidden comes as a head without words.

    Raises
    ------
    MamarrError
        log.full, log.damaged.
    """
    log.printed_head()
    head, arrived = log.state()
    readers = None if role in WHOLE else role
    hidden = sum(1 for entry in log.arrivals() if not _is_open(log, entry, readers))
    cover = Cover(
        role=role,
        head=head,
        heads=tuple(tuple(tip) for tip in log.heads()),
        withheld=hidden,
        printed=tuple(tuple(tuple(tip) for tip in each) for each in log.printed()),
    )
    yield cover.model_dump_json().encode() + b"\n"
    for number, entry in enumerate(log.arrivals(), 1):
        if number > arrived:  # others go on writing
            return
        # Asked again, not remembered: words may have come since they were counted.
        yield line_of(entry, is_hidden=not _is_open(log, entry, readers))


def line_of(entry: Entry, *, is_hidden: bool = False) -> bytes:
    """Return *entry* as a line of a bundle, without its words where they are hidden."""
    exclude = {"words", "salt"} if is_hidden else None
    return entry.model_dump_json(exclude_none=True, exclude=exclude).encode() + b"\n"


def _is_open(log: Logbook, entry: Entry, role: Role | None) -> bool:
    if role is None or entry.words is None:
        return True
    fact = entry.fact
    return may_read(role, fact, _targets(log, fact) if isinstance(fact, Correction) else ())


def _targets(log: Logbook, fact: Correction) -> tuple[Fact | None, ...]:
    """Return what *fact* corrects, and what that corrects, down to the first entry."""
    found: list[Fact | None] = []
    name = fact.of
    while True:
        target = next((entry.fact for entry in log.about([f"entry:{name}"]) if entry.hash == name), None)
        found.append(target)
        if not isinstance(target, Correction):
            return tuple(found)
        name = target.of


class Bundle:
    """A bundle that is being read: its cover at once, its entries one by one, and what was found on the way."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = _bounded(stream, self._note)
        self.findings: list[Finding] = []
        """What was wrong so far, with the number of the line."""
        self.cover = self._read_cover()
        """The first line."""

    def _read_cover(self) -> Cover:
        _, line = next(self._lines, (1, b""))
        try:
            return Cover.model_validate_json(line)
        except ValidationError as error:
            if any(each["loc"] == ("mamarr",) and each["type"] == "literal_error" for each in error.errors()):
                raise MamarrError("file.version", found="?") from None
            raise MamarrError("file.kind", found="something else", wanted="logbook") from None

    def _note(self, line: int, found: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding("log.line", "", line, {"found": f"{line} ({found})"}))

    def __iter__(self) -> Iterator[Entry]:
        for number, line in self._lines:
            if not line.strip():
                continue
            try:
                yield Entry.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False, include_context=False)[0]
                place = ".".join(str(part)[:40] for part in first["loc"])
                self._note(number, f"{place}: {first['type']}" if place else str(first["type"]))


def _bounded(stream: IO[bytes], note: Callable[[int, str], None]) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers; one that is too long is left out, and a stream that is too long is not read on."""
    total = 0
    for number in range(1, MOST_LINES + 2):
        line = stream.readline(LONGEST_LINE + 1)
        total += len(line)
        if not line:
            return
        if total > LARGEST_BUNDLE or number > MOST_LINES:
            note(number, "the bundle is too long; the rest was not read")
            return
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        note(number, f"longer than {LONGEST_LINE} bytes")
        line = b""
        while total <= LARGEST_BUNDLE:
            part = stream.readline(_AT_A_TIME)
            total += len(part)
            if not part or part.endswith(b"\n"):
                break


def join(log: Logbook, stream: IO[bytes]) -> Received:
    """Join a bundle into *log*: the union of both, whatever the order and however often.

    Raises
    ------
    MamarrError
        file.kind, file.version: it is no bundle. log.full, log.busy.
    """
    incoming = Bundle(stream)
    received = log.receive(incoming)
    cover = incoming.cover
    log.remember(_true(cover))
    findings = [*incoming.findings, *received.findings]
    if cover.withheld:
        findings.append(Finding("log.withheld", "", None, {"found": cover.role, "wanted": cover.withheld}))
    missing = missing_heads(log, [Tip(*tip) for tip in cover.heads])
    if missing:
        findings.append(Finding("log.truncated", "", None, {"found": cover.head[:SHOWN]}))
    return received._replace(findings=tuple(findings))


def missing_heads(log: Logbook, tips: Iterable[Tip]) -> list[Tip]:
    """Return those of *tips* that are not in *log*."""
    wanted = list(tips)
    here = {entry.hash for entry in log.about([f"entry:{tip.hash}" for tip in wanted])}
    return [tip for tip in wanted if tip.hash not in here]


def _true(cover: Cover) -> list[tuple[Tip, ...]]:
    """Return the heads that a cover remembers. Each is named by its own digest, so that nobody can make one up for a page."""
    own = tuple(Tip(*tip) for tip in cover.heads)
    others = [tuple(Tip(*tip) for tip in tips) for tips in cover.printed]
    return [*([own] if head_over(own) == cover.head else []), *others]


def join_file(log: Logbook, path: Path) -> Received:
    """Join the bundle in a file.

    Raises
    ------
    MamarrError
        file.missing, file.unreadable, and as `join`.
    """
    try:
        with path.open("rb") as stream:
            return join(log, stream)
    except FileNotFoundError:
        raise MamarrError("file.missing", found=str(path), choices="-") from None
    except OSError as error:
        raise MamarrError("file.unreadable", found=f"{path.name}: {error.strerror}") from None


def export_file(log: Logbook, path: Path, role: Role = "planner") -> str:
    """Write a bundle for *role* to a file, which appears when it is whole; return its head.

    Raises
    ------
    MamarrError
        file.unwritable, and as `bundle`.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    head = ""
    try:
        number = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(number, "wb") as stream:
            for place, line in enumerate(bundle(log, role)):
                head = head or (Cover.model_validate_json(line).head if place == 0 else "")
                stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise MamarrError("file.unwritable", found=f"{path.name}: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
    return head
