"""Shelf: entries in memory by what they are about, as a store gives them; for bundles that are only looked at."""

from collections.abc import Collection, Iterable

from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import subjects_of


class Shelf:
    """Entries by subject."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: dict[str, Entry] = {}
        self._by_subject: dict[str, set[str]] = {}
        self.join(entries)

    def join(self, entries: Iterable[Entry]) -> None:
        """Take in *entries*; of two copies of one the copy that has words stays."""
        for entry in entries:
            here = self.entries.get(entry.hash)
            if here is not None and here.words is not None:
                continue
            self.entries[entry.hash] = entry
            fact = entry.fact
            for subject in (f"entry:{entry.hash}", *(subjects_of(fact) if fact is not None else ())):
                self._by_subject.setdefault(subject, set()).add(entry.hash)

    def about(self, subjects: Collection[str] | None) -> list[Entry]:
        """Return the entries about any of *subjects*; all entries where none are named."""
        if subjects is None:
            return list(self.entries.values())
        names = {name for subject in subjects for name in self._by_subject.get(subject, ())}
        return [self.entries[name] for name in sorted(names)]
