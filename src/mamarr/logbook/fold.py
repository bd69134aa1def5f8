"""Fold: what all entries amount to, subject by subject; continued without reading the log again, and saved as text.

A fold is a function of the set of entries: no order of joining and no partition changes it. It holds one summary for each
subject. New entries change the summaries of their own subjects alone, which are made again from everything said about them.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from mamarr.errors import MamarrError
from mamarr.logbook.corrections import Corrections, read_outcome, read_words, rule_of, statement_of
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.records import Correction, Redaction
from mamarr.logbook.picture import State, picture
from mamarr.logbook.situation import Situation
from mamarr.logbook.statements import Statement, in_order
from mamarr.logbook.summaries import Summary, summary_of
from mamarr.logbook.summaries.movement import is_settled
from mamarr.logbook.sums import Sums

VERSION = 1
"""Version of a saved fold. Another version is not continued but made anew."""

About = Callable[[Collection[str] | None], Iterable[Entry]]
"""Gives the entries about some subjects, in any order; `entry:HASH` gives the entry of that name. Without subjects: all entries."""


class Fold:
    """What all entries amount to."""

    def __init__(self) -> None:
        self.corrections = Corrections()
        self.heads: dict[str, list[Any]] = {}
        """Last number of each desk, and the hashes that have it: more than one where its log was copied and went on twice."""
        self.absent: set[str] = set()
        """Entries that a correction or redaction names and that are not here."""
        self.withheld: set[str] = set()
        """Entries whose words are not here, though nobody destroyed them."""
        self.unread: set[str] = set()
        """Entries whose words only a later version can read."""
        self.moved: dict[str, list[str]] = {}
        """Subjects of corrected entries, by the entry."""
        self.live: dict[str, Summary] = {}
        """Summaries by subject."""
        self.sums = Sums()
        """Movements that are over and fit."""

    # From the beginning

    @classmethod
    def of(cls, entries: Iterable[Entry], until: int | None = None) -> "Fold":
        """Return the fold of all *entries*; of what happened until a second since 1970, where *until* is given."""
        fold, kept = cls(), _merged(entries)
        facts = {name: None if entry.words is None else read_words(entry.words) for name, entry in kept.items()}
        for name, entry in kept.items():
            fold._head(entry)
            fact = facts[name]
            rule = rule_of(entry, fact) if fact is not None else None
            if rule is not None:
                fold.corrections.put(rule)
        fold.absent = {rule["of"] for rule in fold.corrections.kept() if "of" in rule and rule["of"] not in kept}
        by_subject: dict[str, list[Statement]] = defaultdict(list)
        for name, entry in kept.items():
            own = facts[name]
            if own is None:
                fold._note(entry, own)
            fact = fold._effective(entry, own)
            if fact is None:
                continue
            statement = statement_of(entry, fact)
            if until is None or statement.happened <= until:
                for subject in fact.subjects:
                    by_subject[subject].append(statement)
        facts.clear()
        for subject, statements in by_subject.items():
            fold._keep(subject, statements)
        return fold

    # Continued

    def add(self, entries: Iterable[Entry], about: About) -> None:
        """Take in *entries*, which *about* knows already. Those that are here already change nothing."""
        fresh = _merged(entries)
        facts = {name: None if entry.words is None else read_words(entry.words) for name, entry in fresh.items()}
        limits = dict(self.corrections.limits())
        roots: set[str] = {name for name in fresh if self.corrections.touches(name)}
        destroyed: set[str] = set()
        for name, entry in fresh.items():
            self._head(entry)
            fact = facts[name]
            rule = rule_of(entry, fact) if fact is not None else None
            if rule is None:
                continue
            self.corrections.put(rule)
            if "of" in rule:
                roots.add(rule["of"])
            if rule["kind"] == "redaction":
                destroyed.add(rule["of"])
        roots = set().union(*(self.corrections.line(name) for name in roots))
        named = {entry.hash: entry for entry in about({f"entry:{name}" for name in roots})} if roots else {}
        is_silent = any(named[name].words is None for name in destroyed & set(named))
        if is_silent or limits != self.corrections.limits():
            # Nobody knows any more what destroyed words were about; or what a whole desk wrote counts no more, or counts again.
            self.__dict__ = Fold.of(about(None)).__dict__
            return
        named |= fresh
        self.absent -= set(fresh)
        self.absent = {name for name in self.absent | (roots - set(named)) if self.corrections.is_named(name)}
        subjects: set[str] = set()
        for name in {*fresh, *roots} & set(named):
            entry = named[name]
            own = facts[name] if name in facts else None if entry.words is None else read_words(entry.words)
            subjects |= {*self.moved.pop(name, ()), *(own.subjects if own is not None else ())}
            self._note(entry, own)
            fact = self._effective(entry, own)
            subjects |= set(fact.subjects if fact is not None else ())
        self._renew({subject for subject in subjects if not subject.startswith("entry:")}, about)

    def _renew(self, subjects: set[str], about: About, until: int | None = None) -> None:
        if not subjects:
            return
        elsewhere = {f"entry:{name}" for name, moved in self.moved.items() if not subjects.isdisjoint(moved)}
        by_subject: dict[str, list[Statement]] = {subject: [] for subject in subjects}
        for entry in _merged(about(subjects | elsewhere)).values():
            fact = self._effective(entry, None if entry.words is None else read_words(entry.words))
            if fact is None:
                continue
            statement = statement_of(entry, fact)
            for subject in subjects.intersection(fact.subjects):
                if until is None or statement.happened <= until:
                    by_subject[subject].append(statement)
        for subject, statements in by_subject.items():
            self.live.pop(subject, None)
            if until is not None:  # a passing view: its sums are those of the whole
                if statements:
                    self.live[subject] = summary_of(subject, in_order(statements))
                continue
            if subject.startswith("movement:"):
                self.sums.take(subject)
            if statements:
                self._keep(subject, statements)

    def _keep(self, subject: str, statements: list[Statement]) -> None:
        summary = summary_of(subject, in_order(statements))
        if subject.startswith("movement:") and is_settled(summary):
            self.sums.put(subject, summary)
        else:
            self.live[subject] = summary

    def _head(self, entry: Entry) -> None:
        head = self.heads.get(entry.node)
        if head is None or entry.number > head[0]:
            self.heads[entry.node] = [entry.number, [entry.hash]]
        elif entry.number == head[0] and entry.hash not in head[1]:
            head[1] = sorted([*head[1], entry.hash])

    def _note(self, entry: Entry, own: Fact | None) -> None:
        """Note whether the words of an entry are here and can be read."""
        self.withheld.discard(entry.hash)
        self.unread.discard(entry.hash)
        if own is None and not self.corrections.is_redacted(entry.hash):
            (self.withheld if entry.words is None else self.unread).add(entry.hash)

    def _effective(self, entry: Entry, own: Fact | None) -> Fact | None:
        """Return what counts of an entry, None where nothing does; note it if it is about other things than its own words say."""
        name = entry.hash
        limits = self.corrections.limits()
        if entry.node in limits and self.corrections.is_refused(entry.node, entry.number, clock_of(entry)):
            return None
        if not self.corrections.touches(name):
            return None if isinstance(own, Correction | Redaction) else own
        if self.corrections.says(name):
            return None
        if self.corrections.is_redacted(name):
            own = None
        outcome, _ = self.corrections.outcome(name)
        if outcome is None:
            return own
        fact = read_outcome(outcome) if outcome[0] else None
        if outcome[0] and fact is None:
            return own
        if fact is not None:
            self.moved[name] = sorted(fact.subjects)
        return fact

    # At an instant

    @property
    def known(self) -> int:
        """The last second since 1970 of which something is surely known: neither later than it was written, nor later said."""
        return max([self.sums.known, *(summary["known"] for summary in self.live.values())], default=0)

    def situation(self, at: datetime | None = None, about: About | None = None) -> Situation:
        """Return what holds at an instant, as far as is known today; without one, at the last of which something is known.

        Parameters
        ----------
        at
            The instant, with its zone.
        about
            Gives entries by subject; needed for an instant before the last entry.
        """
        second = self.known if at is None else int(at.timestamp())
        return picture(self._state(second, about), second)

    def movements(self, at: datetime | None = None, about: About | None = None) -> dict[str, Summary]:
        """Return what is known about each movement at an instant, those that are over too."""
        second = self.known if at is None else int(at.timestamp())
        fold = self._until(second, about)
        found = {subject.partition(":")[2]: summary for subject, summary in fold.sums.items()}
        live = {key.partition(":")[2]: each for key, each in fold.live.items() if key.startswith("movement:")}
        return dict(sorted({**found, **live}.items()))

    def in_force(self, subject: str, at: datetime | None = None, about: About | None = None) -> str | None:
        """Return the entry that put the scenario or the plan in force at an instant; None where none did."""
        second = self.known if at is None else int(at.timestamp())
        summary = self._until(second, about).live.get(subject)
        return None if summary is None else str(summary["entry"])

    def says(self, entry: Entry) -> Fact | None:
        """Return what counts of *entry*, once its corrections are read; None where nothing does."""
        return self._effective(entry, None if entry.words is None else read_words(entry.words))

    def _state(self, second: int, about: About | None) -> State:
        fold = self._until(second, about)
        late = {subject: each["future"] for subject, each in sorted(self.live.items()) if "future" in each}
        lost = len(fold.withheld), fold.redacted
        return State(fold.live, fold.sums.tree, fold.heads, fold.doubts(), late, *lost, fold.sums.has)

    @property
    def redacted(self) -> int:
        """Entries whose words were destroyed."""
        rules = self.corrections.rules.values()
        return len({rule["of"] for rule in rules if rule["kind"] == "redaction" and self.corrections.counts(rule)})

    def _until(self, second: int, about: About | None) -> "Fold":
        """Return the fold of what happened until *second*."""
        late = {subject for subject, summary in self.live.items() if summary["latest"] > second}
        if self.sums.latest <= second and not late:
            return self
        if about is None:
            msg = "entries by subject are needed for an instant before the last entry"
            raise ValueError(msg)
        if self.sums.latest > second:
            return Fold.of(about(None), second)
        fold = Fold()
        fold.__dict__ |= {**self.__dict__, "live": dict(self.live)}
        fold._renew(late, about, second)
        return fold

    def doubts(self) -> list[list[Any]]:
        """Return what is wrong with corrections, desks and words, as code, entry and terms."""
        found: list[list[Any]] = [["log.corrects-nothing", name, {"found": name[:12]}] for name in self.absent]
        targets = {rule["of"] for rule in self.corrections.kept() if rule["kind"] == "correction"}
        for root in sorted({self.corrections.root(name) for name in targets}):
            outcome, two = self.corrections.outcome(root)
            found += [["log.two-corrections", name, {"found": name[:12]}] for name in two]
            if outcome is not None and outcome[0] and read_outcome(outcome) is None:
                terms = {"name": root[:12], "found": "stands", "wanted": "the content of an entry"}
                found.append(["log.entry", root, terms])
        for node, limit in self.corrections.limits().items():
            found.append(["log.refused-desk", node, {"name": node, "found": limit[0] if len(limit) == 1 else "-"}])
        found += [["log.entry", name, {"name": name[:12], "found": "?", "wanted": "mamarr 1"}] for name in self.unread]
        return sorted(found, key=lambda row: (row[0], row[1]))

    # Saved

    @property
    def head(self) -> str:
        """What the fold is bound to: a hash of the last entries of all desks."""
        text = json.dumps(self.heads, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def dump(self) -> str:
        """Return the fold as text: a line of JSON, then one for each movement that is over."""
        tree = {
            "mamarr": VERSION,
            "kind": "fold",
            "head": self.head,
            "heads": self.heads,
            "rules": sorted(self.corrections.kept(), key=lambda rule: str(rule["hash"])),
            "absent": sorted(self.absent),
            "withheld": sorted(self.withheld),
            "unread": sorted(self.unread),
            "moved": self.moved,
            "live": self.live,
            "sums": self.sums.tree,
        }
        first = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return f"{first}\n{self.sums.written()}"

    @classmethod
    def load(cls, text: str) -> "Fold":
        """Return the fold that was saved as *text*.

        Raises
        ------
        MamarrError
            log.version: it was saved by another version, or is no fold; it is made anew from the entries then.
        """
        first, _, rest = text.partition("\n")
        try:
            tree = json.loads(first)
        except ValueError:
            tree = {}
        if not isinstance(tree, dict) or tree.get("kind") != "fold" or tree.get("mamarr") != VERSION:
            raise MamarrError("log.version", found="fold", wanted=str(VERSION))
        fold = cls()
        fold.corrections = Corrections(tree["rules"])
        fold.heads, fold.moved, fold.live = tree["heads"], tree["moved"], tree["live"]
        fold.absent, fold.withheld, fold.unread = set(tree["absent"]), set(tree["withheld"]), set(tree["unread"])
        fold.sums = Sums(tree["sums"], rest)
        return fold


def instant(second: int) -> datetime:
    """Return the instant of a second since 1970."""
    return datetime.fromtimestamp(second, UTC)


def clock_of(entry: Entry) -> tuple[int, int]:
    """Return the logical clock of *entry*."""
    return entry.clock_ms, entry.clock_count


def _merged(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return entries by name: of two copies of one the copy that has words."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        other = kept.get(entry.hash)
        if other is None or other.words is None:
            kept[entry.hash] = entry
    return kept
