"""The people's ledger, slow and obvious: written from `docs/background/logbook.md`, without looking at the fold.

Everything is read again for every question: which words count, who left on each movement, what became of whom.
"""

import json
from collections import Counter
from typing import Any

from pydantic import ValidationError

from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import FACTS

STATES = (
    "aboard", "received", "declined", "did not come", "turned back", "held", "another side", "died", "unaccounted",
    "not explained",
)  # fmt: skip


class LedgerTwin:
    """The ledger of one set of entries at one second since 1970."""

    def __init__(self, entries: list[Entry], second: int) -> None:
        self.entries = list({entry.hash: entry for entry in entries}.values())
        self.by_name = {entry.hash: entry for entry in self.entries}
        self.refused = self._refused()
        said = []
        for entry in self.entries:
            fact = self.counts(entry)
            if fact is not None and fact.happened.timestamp() <= second:
                said.append((fact.happened, entry.clock_ms, entry.clock_count, entry.node, entry.hash, fact))
        self.facts = [row[-1] for row in sorted(said, key=lambda row: row[:-1])]

    # Which words count

    def is_refused(self, entry: Entry) -> bool:
        limit = self.refused.get(entry.node)
        if limit is None:
            return False
        if isinstance(limit, int):
            return entry.number > limit
        return (entry.clock_ms, entry.clock_count) > limit

    def _refused(self) -> dict[str, Any]:
        self.refused: dict[str, Any] = {}
        for entry in sorted(self.entries, key=lambda each: each.order):
            words = read(entry)
            if words is None or words.kind != "desk" or self.is_refused(entry):
                continue
            stands = self.stands(entry)
            fact = None if stands == "nothing" else words if stands is None else parsed(stands) or words
            if fact is None or fact.kind != "desk" or fact.state != "refused":
                continue
            limit = fact.last if fact.last is not None else (entry.clock_ms, entry.clock_count)
            before = self.refused.get(fact.node)
            if before is None or (isinstance(limit, int) and (not isinstance(before, int) or limit < before)):
                self.refused[fact.node] = limit
            elif not isinstance(limit, int) and not isinstance(before, int):
                self.refused[fact.node] = min(before, limit)
        return self.refused

    def corrections(self, entry: Entry) -> list[Entry]:
        found = []
        for other in self.entries:
            fact = read(other)
            if fact is not None and fact.kind == "correction" and fact.of == entry.hash and not self.is_refused(other):
                found += [other] * (not self.is_redacted(other))
        return found

    def is_redacted(self, entry: Entry) -> bool:
        facts = [read(other) for other in self.entries if not self.is_refused(other)]
        return any(fact is not None and fact.kind == "redaction" and fact.of == entry.hash for fact in facts)

    def stands(self, entry: Entry) -> Any:
        """None: its own words. "nothing": it never happened. Else what stands in its place."""
        proposed = set()
        for other in self.corrections(entry):
            replaced = self.stands(other)
            if replaced == "nothing":
                continue
            own = read(other).stands if replaced is None else replaced
            proposed.add("nothing" if own is None else json.dumps(own, sort_keys=True))
        if len(proposed) != 1:
            return None
        only = proposed.pop()
        return "nothing" if only == "nothing" else json.loads(only)

    def counts(self, entry: Entry) -> Any:
        """Return what counts of an entry, None for nothing."""
        if self.is_refused(entry):
            return None
        own = read(entry)
        if own is not None and own.kind == "redaction":
            return None
        if self.is_redacted(entry):
            own = None
        if own is not None and own.kind == "correction":
            return None
        stands = self.stands(entry)
        if stands == "nothing":
            return None
        if stands is not None:
            return parsed(stands) or own
        return own

    # Who is where

    def ledger(self, group: str, headcount: int) -> dict[str, int]:
        """Return the ledger of one group."""
        states = Counter(dict.fromkeys(STATES, 0))
        added: Counter[str] = Counter()
        for name in {fact.movement for fact in self.facts if getattr(fact, "movement", None)}:
            if name is not None:
                self._movement(name, group, states, added)
        grown, last_state, steps = 0, "", []
        for fact in self.facts:
            if fact.kind == "group" and fact.group == group:
                if fact.state == "grown":
                    grown += fact.persons
                elif fact.state == "shrunk":
                    grown -= fact.persons
                else:
                    last_state = fact.state
            if fact.kind == "people" and fact.group == group:
                if fact.was is not None:
                    steps.append(fact)
                elif fact.movement is None:
                    (added if fact.became in ("found", "born") else states)[fact.became] += fact.persons
        for fact in steps:
            moved = min(fact.persons, states[fact.was])
            states[fact.was] -= moved
            states["waiting" if fact.became in ("found", "born") else fact.became] += moved
        everybody = headcount + grown + added["found"] + added["born"]
        waiting = everybody - sum(states[state] for state in STATES)
        found = {state: states[state] for state in STATES}
        found |= {"grown": grown, "found": added["found"], "born": added["born"]}
        found |= {"unannounced": max(0, -waiting), "waiting": max(0, waiting)}
        if last_state == "declined":
            found["declined"] += found["waiting"]
            found["waiting"] = 0
        return found

    def _movement(self, name: str, group: str, states: Counter[str], added: Counter[str]) -> None:
        """Add what one movement did with a group. Each return to the beginning closes one way out."""
        facts = [fact for fact in self.facts if getattr(fact, "movement", None) == name]
        ways: list[list[Any]] = [[]]
        arrived = returned = False
        for fact in facts:
            if fact.kind == "departure" and returned and not arrived:
                ways.append([])
                returned = False
            if fact.kind == "arrival":
                arrived = True
            if fact.kind == "waypoint" and not arrived:
                returned = fact.state == "returned"
            ways[-1].append(fact)
        for way in ways:
            is_last = way is ways[-1]
            self._way(way, facts, group, states, added, is_last=is_last)

    def _way(
        self, way: list[Any], facts: list[Any], group: str, states: Counter[str], added: Counter[str], *, is_last: bool
    ) -> None:
        left = max((fact.load.get(group, 0) for fact in way if fact.kind == "departure"), default=0)
        told = more = received = 0
        for fact in way:
            if fact.kind == "people" and fact.group == group and fact.was is None:
                if fact.became in ("found", "born"):
                    added[fact.became] += fact.persons
                    more += fact.persons
                else:
                    told += fact.persons
                    if fact.became != "waiting":
                        states[fact.became] += fact.persons
        if is_last:
            for place in {fact.at for fact in facts if fact.kind == "arrival"}:
                received += max(
                    fact.load.get(group, 0) for fact in facts if fact.kind == "arrival" and fact.at == place
                )
            states["received"] += received
        rest = left + more - told - received
        has_arrived = any(fact.kind == "arrival" for fact in facts)
        marks = [fact for fact in way if fact.kind in ("waypoint", "departure")]
        came_back = [fact for fact in marks if fact.kind == "waypoint" and fact.state == "returned"]
        last_mark = marks[-1] if marks else None
        if has_arrived and is_last:
            states["not explained"] += max(0, rest)
        elif last_mark is not None and came_back and last_mark is came_back[-1]:
            back = came_back[-1].load
            if back is not None:
                states["not explained"] += max(0, rest - back.get(group, 0))
        else:
            states["aboard"] += max(0, rest)


def read(entry: Entry) -> Any:
    """Return the words of an entry, None where there are none or they cannot be read."""
    if entry.words is None:
        return None
    try:
        return FACTS.validate_json(entry.words)
    except ValidationError:
        return None


def parsed(stands: dict[str, Any]) -> Any:
    try:
        fact = FACTS.validate_python(stands)
    except ValidationError:
        return None
    return None if fact.kind in ("correction", "redaction") else fact
