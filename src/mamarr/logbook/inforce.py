"""What the entries of a log say once corrections, redactions and refused desks are taken into account.

A pure function of the set of entries: neither their order nor how often one comes matters.
"""

from collections.abc import Iterable

from mamarr.logbook.corrections import Corrections, read_outcome, rule_of
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.records import Correction


def in_force(entries: Iterable[Entry]) -> dict[str, Fact]:
    """Return what each entry says now, by the hash of the entry, in the order of the hashes.

    An entry that was corrected says what stands in its place. Corrected in two ways it stands as it was. An entry without
    readable words, one that never happened, and one of a refused desk after its last that counts say nothing.
    """
    whole = {entry.hash: entry for entry in entries}
    said = {name: fact for name in sorted(whole) if (fact := whole[name].fact) is not None}
    corrections = Corrections(rule for name, fact in said.items() if (rule := rule_of(whole[name], fact)) is not None)
    found = {
        name: _now(whole[name], fact, corrections) for name, fact in said.items() if not isinstance(fact, Correction)
    }
    return {name: fact for name, fact in found.items() if fact is not None}


def _now(entry: Entry, fact: Fact, corrections: Corrections) -> Fact | None:
    """Return what *entry* says now, of itself *fact*; None where it says nothing."""
    if corrections.is_refused(entry.node, entry.number, (entry.clock_ms, entry.clock_count)):
        return None
    if corrections.is_redacted(entry.hash):
        return None
    outcome, _ = corrections.outcome(entry.hash)
    if outcome is None:
        return fact
    return read_outcome(outcome) if outcome[0] else None
