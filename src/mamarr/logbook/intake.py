"""What becomes of entries that came from elsewhere: which are sound, and what is said about the others."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from mamarr.errors import Finding
from mamarr.logbook.chain import entry_findings
from mamarr.logbook.clock import TOLERATED_MS, spoken
from mamarr.logbook.entries import Entry

LARGEST_WORDS = 32_000_000
"""Bytes of the words of one entry."""


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


def sound(page: Sequence[Entry], now_ms: int) -> tuple[list[Entry], list[Finding], int]:
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
        good.append(entry if is_sealed else muted(entry))
        if entry.clock_ms > now_ms + TOLERATED_MS:
            terms = {"name": entry.node, "found": spoken(entry.clock_ms - now_ms), "wanted": spoken(TOLERATED_MS)}
            if not any(finding.path == f"desk:{entry.node}" for finding in findings):
                findings.append(Finding("log.clock", f"desk:{entry.node}", None, terms))
    return good, findings, refused


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
