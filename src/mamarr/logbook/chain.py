"""Whether a set of entries is what was written: every hash, every seal, every place in its chain. It says where something is not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from mamarr.errors import Finding
from mamarr.logbook.clock import clock_findings
from mamarr.logbook.entries import FIRST, Entry, seal
from mamarr.logbook.facts.records import Desk
from mamarr.logbook.heads import SHOWN, Tip
from mamarr.logbook.stable import is_stable, sha256

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing. The marks that Arabic keyboards put beside a number are not among them."""
_TEXTS = re.compile(r"[0-9a-f]{16} (?:[0-9a-f]{64})? [0-9a-f]{64} [0-9a-f]{64}")
"""Desk, hash before, seal and hash."""
_SALT = re.compile(r"[0-9a-f]{32}")


def entry_findings(entry: Entry) -> list[Finding]:
    """Return what is wrong with one entry by itself: its hash, its seal, words that nobody can read or that turn around."""
    if not _is_whole(entry):
        return [_finding("log.hash", entry)]
    if (entry.words is None) != (entry.salt is None) or not _seal_fits(entry):
        return [_finding("log.seal", entry)]
    findings = []
    if entry.words is not None:
        if not is_stable(entry.words):
            return [_finding("log.unstable", entry)]
        if entry.fact is None:
            findings.append(_finding("log.opaque", entry))
        if _TURNING.search(entry.words):
            findings.append(_finding("log.bidi", entry))
    return findings


def _is_whole(entry: Entry) -> bool:
    """Say whether the head is what its hash says. A row that somebody changed may hold anything at all."""
    if not (type(entry.number) is type(entry.clock_ms) is type(entry.clock_count) is int):
        return False
    if not _TEXTS.fullmatch(f"{entry.node} {entry.previous} {entry.seal} {entry.hash}"):
        return False
    # The stable form of the head, written out: its texts are hexadecimal digits, so that nothing needs to be escaped.
    head = (
        f'{{"clock":[{entry.clock_ms},{entry.clock_count}],"mamarr":1,"node":"{entry.node}","number":{entry.number},'
        f'"previous":"{entry.previous}","seal":"{entry.seal}"}}'
    )
    return sha256(head.encode()) == entry.hash


def _seal_fits(entry: Entry) -> bool:
    if entry.words is None or entry.salt is None:
        return True
    if not isinstance(entry.words, str) or not isinstance(entry.salt, str) or not _SALT.fullmatch(entry.salt):
        return False
    try:
        return seal(entry.salt, entry.words) == entry.seal
    except UnicodeEncodeError:
        return False


def chain_findings(entries: Iterable[Entry], now_ms: int | None = None) -> list[Finding]:
    """Return everything that is wrong with a set of entries, by desk and number.

    Parameters
    ----------
    entries
        The entries, in any order; the same twice is one.
    now_ms
        The wall clock, to find desks whose clock is ahead.
    """
    findings: list[Finding] = []
    by_node: dict[str, dict[int, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for entry in entries:
        found = entry_findings(entry)
        findings += found
        if not any(finding.code == "log.hash" for finding in found):
            by_node[entry.node][entry.number][entry.hash] = entry
    for node, numbers in sorted(by_node.items()):
        findings += _node_findings(node, numbers)
    findings += refusal_findings(
        [e for numbers in by_node.values() for copies in numbers.values() for e in copies.values()]
    )
    written = (
        (node, number, int(entry.fact.recorded.timestamp() * 1000))
        for node, numbers in sorted(by_node.items())
        for number, copies in sorted(numbers.items())
        for entry in copies.values()
        if entry.fact is not None
    )
    return findings + clock_findings(written, now_ms)


def _node_findings(node: str, numbers: dict[int, dict[str, Entry]]) -> Iterator[Finding]:
    present = sorted(numbers)
    for before, after in pairwise([0, *present]):
        if after > before + 1:
            found = str(before + 1) if after == before + 2 else f"{before + 1}–{after - 1}"
            yield Finding("log.gap", f"desk:{node}", None, {"name": node, "found": found})
    for number in present:
        copies = numbers[number]
        if len(copies) > 1:
            yield Finding("log.fork", f"desk:{node}", None, {"name": node, "found": number})
        before_hashes = set(numbers[number - 1]) if number - 1 in numbers else None
        for entry in copies.values():
            fits = entry.previous == FIRST if number == 1 else entry.previous != FIRST
            if not fits or (before_hashes is not None and entry.previous not in before_hashes):
                yield _finding("log.broken", entry)


def last_findings(kept: Iterable[Tip], entries: Iterable[Entry]) -> list[Finding]:
    """Return which of the last entries that a log says it has are not there: somebody removed them from its end."""
    here = {entry.hash for entry in entries}
    gone = sorted(tip for tip in kept if tip.hash not in here)
    return [Finding("log.gap", f"desk:{tip.node}", None, {"name": tip.node, "found": tip.number}) for tip in gone]


def is_refused(entry: Entry, refusals: Iterable[Entry]) -> bool:
    """Say whether *entry* counts no more because its desk was refused before it: after a number, or after the refusal itself."""
    for refusal in refusals:
        fact = refusal.fact
        if not isinstance(fact, Desk) or fact.state != "refused" or fact.node != entry.node:
            continue
        is_after = (entry.clock_ms, entry.clock_count) > (refusal.clock_ms, refusal.clock_count)
        if is_after if fact.last is None else entry.number > fact.last:
            return True
    return False


def refusal_findings(entries: Sequence[Entry]) -> list[Finding]:
    """Return which desks are refused although entries of theirs came later, with the last that counts."""
    refusals = [entry for entry in entries if isinstance(entry.fact, Desk) and entry.fact.state == "refused"]
    lost = {entry.fact.node for entry in refusals if isinstance(entry.fact, Desk)}
    own = [entry for entry in entries if entry.node in lost]
    late = [entry for entry in own if is_refused(entry, refusals)]
    first = {node: min(entry.number for entry in late if entry.node == node) for node in {entry.node for entry in late}}
    return [
        Finding("log.refused-desk", f"desk:{node}", None, {"name": node, "found": number - 1})
        for node, number in sorted(first.items())
    ]


def _finding(code: str, entry: Entry) -> Finding:
    name = str(entry.hash)[:SHOWN]
    return Finding(code, f"desk:{entry.node}/{entry.number}", None, {"found": name})
