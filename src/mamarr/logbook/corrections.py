"""Corrections, redactions and refusals: what decides which words of the other entries count.

They are knowledge and no events: they count at every instant, whenever they were written. The effect is a function of the set of
entries, so it does not matter in which order they came; nor whether words that a redaction destroys are still here. So a correction
whose words are to go says nothing, and whoever corrects it says what stands in the place of an entry without words.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import FACTS, Fact
from mamarr.logbook.facts.records import Correction, Desk, Redaction
from mamarr.logbook.statements import Statement

Rule = dict[str, Any]
"""One correction, redaction or word about a desk: `of`, `stands` or `desk`, with the head of its entry."""
Outcome = tuple[bool, str]
"""Whether something stands, and what, as JSON with sorted keys."""

NOTHING: Outcome = (False, "")


class Corrections:
    """Every correction, redaction and refusal that is here, by the entry it is about."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules: dict[str, Rule] = {}
        self._of: dict[str, list[Rule]] = {}
        self._limits: dict[str, tuple[int, ...]] | None = None
        for rule in rules:
            self.put(rule)

    def put(self, rule: Rule) -> None:
        """Keep one more; the same twice is one."""
        if rule["hash"] in self.rules:
            return
        self.rules[rule["hash"]] = rule
        self._limits = None
        if rule["kind"] != "desk":
            siblings = self._of.setdefault(rule["of"], [])
            siblings.append(rule)
            siblings.sort(key=_order)

    def root(self, name: str) -> str:
        """Return the entry that *name* is about in the end: a correction of a correction is about the first entry."""
        *_, root = self._path(name, is_kept=True)
        return root

    def line(self, name: str) -> set[str]:
        """Return *name* and all that it is about, one after the other, whether or not a redaction has cut it since."""
        return set(self._path(name, is_kept=False))

    def _path(self, name: str, *, is_kept: bool) -> Iterator[str]:
        yield name
        while (rule := self.rules.get(name)) is not None and rule["kind"] == "correction":
            if is_kept and self.is_redacted(name):
                return
            name = rule["of"]
            yield name

    def kept(self) -> list[Rule]:
        """Return every rule but corrections whose words are to go."""
        return [
            rule for rule in self.rules.values() if rule["kind"] != "correction" or not self.is_redacted(rule["hash"])
        ]

    def is_named(self, name: str) -> bool:
        """Say whether a rule whose words are kept is about the entry *name*."""
        return any(
            rule["kind"] != "correction" or not self.is_redacted(rule["hash"]) for rule in self._of.get(name, ())
        )

    def says(self, name: str) -> bool:
        """Say whether *name* is a correction or redaction, whose words are kept: it is about another entry, and nothing else."""
        rule = self.rules.get(name)
        return (
            rule is not None
            and rule["kind"] != "desk"
            and not (rule["kind"] == "correction" and self.is_redacted(name))
        )

    def is_redacted(self, name: str) -> bool:
        """Say whether the words of an entry have to go."""
        return any(rule["kind"] == "redaction" and self.counts(rule) for rule in self._of.get(name, ()))

    def touches(self, name: str) -> bool:
        """Say whether anything here is about the entry *name*."""
        return name in self._of

    def counts(self, rule: Rule) -> bool:
        """Say whether the desk that wrote *rule* was not refused by then, and the words of a correction are not to go."""
        if self.is_refused(rule["node"], rule["number"], tuple(rule["clock"])):
            return False
        return rule["kind"] != "correction" or not self.is_redacted(rule["hash"])

    # Desks

    def limits(self) -> dict[str, tuple[int, ...]]:
        """Return for each refused desk what still counts of it: (last number,), or (milliseconds, count) of the clock.

        Refusals are taken in the order of the clock; one by a desk that is itself refused by then does not count.
        """
        if self._limits is None:
            self._limits = {}
            for rule in sorted(self.rules.values(), key=_order):
                if rule["kind"] != "desk" or not self.counts(rule):
                    continue
                stands, text = self._outcome_or(rule["hash"], (True, json.dumps(rule["desk"])))
                desk = json.loads(text) if stands else {}
                if desk.get("kind", "desk") != "desk" or desk.get("state") != "refused":
                    continue
                limit = (desk["last"],) if desk.get("last") is not None else tuple(rule["clock"])
                before = self._limits.get(desk["node"])
                self._limits[desk["node"]] = (
                    limit if before is None else min(before, limit, key=lambda each: (len(each), each))
                )
        return self._limits

    def is_refused(self, node: str, number: int, clock: tuple[int, ...]) -> bool:
        """Say whether an entry of a desk does not count, because the desk was refused by then."""
        limits = self._limits if self._limits is not None else self.limits()
        limit = limits.get(node)
        if limit is None:
            return False
        return number > limit[0] if len(limit) == 1 else clock > limit

    # Corrections

    def outcome(self, name: str) -> tuple[Outcome | None, list[str]]:
        """Return what stands in place of an entry, None where its own words do, and every entry corrected in two ways."""
        outcomes: dict[str, Outcome | None] = {}
        doubts: list[str] = []
        waiting = [name]
        while waiting:  # a long chain of corrections must not end in a stack that is too deep
            here = waiting[-1]
            rules = [rule for rule in self._of.get(here, ()) if rule["kind"] == "correction" and self.counts(rule)]
            later = [rule["hash"] for rule in rules if rule["hash"] not in outcomes]
            if later:
                waiting += later
                continue
            waiting.pop()
            proposals = [
                _as_outcome(rule) if outcomes[rule["hash"]] is None else outcomes[rule["hash"]]
                for rule in rules
                if outcomes[rule["hash"]] != NOTHING  # it was withdrawn
            ]
            different = sorted({each for each in proposals if each is not None})
            if len(different) > 1:
                doubts.append(here)
            outcomes[here] = different[0] if len(different) == 1 else None
        return outcomes[name], doubts

    def _outcome_or(self, name: str, own: Outcome) -> Outcome:
        found, _ = self.outcome(name)
        return own if found is None else found


def rule_of(entry: Entry, fact: Fact) -> Rule | None:
    """Return the correction, redaction or word about a desk that *entry* is; None for every other kind."""
    if not isinstance(fact, Correction | Redaction | Desk):
        return None
    rule: Rule = {
        "hash": entry.hash, "kind": fact.kind, "node": entry.node, "number": entry.number,
        "clock": [entry.clock_ms, entry.clock_count],
    }  # fmt: skip
    if isinstance(fact, Desk):
        rule["desk"] = {"node": fact.node, "state": fact.state, "last": fact.last}
        return rule
    rule["of"] = fact.of
    if isinstance(fact, Correction) and fact.stands is not None:
        rule["stands"] = fact.stands
    return rule


def read_words(words: str) -> Fact | None:
    """Return the fact written in *words*; None where they cannot be read."""
    try:
        return FACTS.validate_json(words)
    except ValidationError:
        return None


def read_outcome(outcome: Outcome) -> Fact | None:
    """Return the fact that stands in place of an entry; None where it cannot be read, or may not stand there."""
    fact = read_words(outcome[1])
    return None if isinstance(fact, Correction | Redaction) else fact


def statement_of(entry: Entry, fact: Fact) -> Statement:
    """Return what counts of *entry*, which says *fact* once its corrections are read."""
    return Statement(
        int(fact.happened.timestamp()),
        entry.clock_ms,
        entry.clock_count,
        entry.node,
        entry.hash,
        int(fact.recorded.timestamp()),
        fact,
    )


def _as_outcome(rule: Rule) -> Outcome:
    stands = rule.get("stands")
    if stands is None:
        return NOTHING
    return True, json.dumps(stands, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _order(rule: Rule) -> tuple[int, int, str, str]:
    return rule["clock"][0], rule["clock"][1], rule["node"], rule["hash"]
