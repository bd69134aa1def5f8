"""What the entries of a log say once corrections, redactions and refused desks are taken into account.

A pure function of the set of entries: neither their order nor how often one comes matters.
"""

import json
from collections import defaultdict
from collections.abc import Iterable

from pydantic import ValidationError

from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import FACTS, Fact
from mamarr.logbook.facts.records import Correction, Desk, Redaction


def in_force(entries: Iterable[Entry]) -> dict[str, Fact]:
    """Return what each entry says now, by the hash of the entry, in the order of the hashes.

    An entry that was corrected says what stands in its place. Corrected in two ways it stands as it was. An entry without
    readable words, one that never happened, and one of a refused desk after its last number that counts say nothing.
    """
    whole = {entry.hash: entry for entry in entries}
    said = {name: whole[name].fact for name in sorted(whole)}
    facts = {name: fact for name, fact in said.items() if fact is not None}
    last = _last_numbers(facts.values())
    facts = {name: fact for name, fact in facts.items() if whole[name].number <= last.get(whole[name].node, 2**63)}
    corrections: dict[str, list[str]] = defaultdict(list)
    for name, fact in facts.items():
        if isinstance(fact, Correction):
            corrections[fact.of].append(name)
    reading = _Reading(facts, corrections)
    gone = {fact.of for fact in facts.values() if isinstance(fact, Redaction)}
    now = {name: reading.now(name) for name in facts if name not in gone}
    return {name: fact for name, fact in now.items() if fact is not None and not isinstance(fact, Correction)}


def _last_numbers(facts: Iterable[Fact]) -> dict[str, int]:
    """Return the last number that counts, by refused desk."""
    last: dict[str, int] = {}
    for fact in facts:
        if isinstance(fact, Desk) and fact.state == "refused":
            number = fact.last or 0
            last[fact.node] = min(number, last.get(fact.node, number))
    return last


class _Reading:
    """Each entry read with its corrections, the latest first: a correction may itself be corrected."""

    def __init__(self, facts: dict[str, Fact], corrections: dict[str, list[str]]) -> None:
        self.facts, self.corrections = facts, corrections
        self.known: dict[str, Fact | None] = {}

    def now(self, name: str) -> Fact | None:
        """Return what the entry called *name* says now; None where it says nothing."""
        todo = [name]
        while todo:  # a chain of corrections may be longer than Python cares to nest
            here = todo[-1]
            missing = [other for other in self.corrections.get(here, ()) if other not in self.known]
            if missing and here not in self.known:
                todo += missing
                continue
            todo.pop()
            if here not in self.known:
                self.known[here] = self._read(here)
        return self.known[name]

    def _read(self, name: str) -> Fact | None:
        stands: dict[str, Fact | None] = {}
        for other in self.corrections.get(name, ()):
            correction = self.known[other]
            if isinstance(correction, Correction):
                stands[json.dumps(correction.stands, sort_keys=True)] = _fact(correction)
        return self.facts[name] if len(stands) != 1 else next(iter(stands.values()))


def _fact(correction: Correction) -> Fact | None:
    if correction.stands is None:
        return None
    try:
        return FACTS.validate_python(correction.stands)
    except ValidationError:
        return None
