"""What becomes of entries that came from elsewhere: which are sound, and what is said about the others."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from mamarr.errors import Finding
from mamarr.logbook.chain import entry_findings
from mamarr.logbook.clock import TOLERATED_MS, spoken
from mamarr.logbook.entries import Entry

LARGEST_WORDS = 32_000_000
"""Bytes of the words of one entry."""
MOST_AT_ONCE = 20_000
"""Entries taken in at a time: whoever writes meanwhile waits for half a second."""
LARGEST_AT_ONCE = 64_000_000
"""Signs of words taken in at a time, so that long ones do not fill the memory."""


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


class Looked(NamedTuple):
    """A page of entries that was looked at."""

    good: list[Entry]
    """Entries that are what their hash says, without words that do not fit."""
    findings: list[Finding]
    """What is wrong."""
    refused: int
    """How many are not what their hash says."""


def looked_at(entries: Iterable[Entry], now_ms: Callable[[], int]) -> Iterator[Looked]:
    """Yield *entries* page by page, looked at; the next page is read and looked at while the caller works on this one.

    The other half of the work is the database's, which lets Python go on meanwhile.
    """
    pages = (sound(page, now_ms()) for page in _pages(entries))
    with ThreadPoolExecutor(1) as looker, uncollected():
        coming = looker.submit(next, pages, None)
        while (page := coming.result()) is not None:
            coming = looker.submit(next, pages, None)
            yield page


def _pages(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    page: list[Entry] = []
    size = 0
    for entry in entries:
        page.append(entry)
        size += len(entry.words or "")
        if len(page) >= MOST_AT_ONCE or size >= LARGEST_AT_ONCE:
            yield page
            page, size = [], 0
    if page:
        yield page


def sound(page: Sequence[Entry], now_ms: int) -> Looked:
    """Return *page* looked at: hash, seal, form, length and clock of each entry."""
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
        good.append(entry if is_sealed else muted(entry))
        if entry.clock_ms > now_ms + TOLERATED_MS:
            terms = {"name": entry.node, "found": spoken(entry.clock_ms - now_ms), "wanted": spoken(TOLERATED_MS)}
            if not any(finding.path == f"desk:{entry.node}" for finding in findings):
                findings.append(Finding("log.clock", f"desk:{entry.node}", None, terms))
    return Looked(good, findings, refused)


def added(total: Received, more: Received) -> Received:
    """Return both together; the same finding about the same thing once."""
    seen = {(finding.code, finding.path) for finding in total.findings}
    findings = total.findings + tuple(each for each in more.findings if (each.code, each.path) not in seen)
    return Received(
        total.new + more.new,
        total.known + more.known,
        total.filled + more.filled,
        total.refused + more.refused,
        findings,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for circles meanwhile: entries form none, and looking at a hundred thousand of them takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def muted(entry: Entry) -> Entry:
    """Return *entry* without its words."""
    return entry if entry.words is None and entry.salt is None else entry.replace(words=None, salt=None)
