"""Today: a log folded as far as it goes, from what was saved of it, with everything a situation asks of the log."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Protocol, Self

from mamarr.errors import MamarrError
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.records import Adopted, Planned
from mamarr.logbook.fold import Fold
from mamarr.logbook.shelf import Shelf
from mamarr.logbook.situation import Situation
from mamarr.logbook.store import Logbook
from mamarr.logbook.summaries import Summary
from mamarr.scenario.files import examine
from mamarr.scenario.scenario import Scenario

SAVED_AS = "situation"
"""Name of the saved fold in a store."""
SELDOM = 200
"""Entries after which a continued fold is saved again: saving takes longer than reading a few."""


class _Entries(Protocol):
    def about(self, subjects: Collection[str] | None) -> Iterable[Entry]: ...


class Today:
    """What a log amounts to, at any instant."""

    def __init__(self, fold: Fold, entries: _Entries) -> None:
        self.fold = fold
        self._entries = entries

    @classmethod
    def of_store(cls, log: Logbook) -> Self:
        """Return what the log of a store amounts to: a saved fold is continued, and saved when it was far behind."""
        source = _Store(log)
        head, arrived = log.state()
        saved = log.saved_fold(SAVED_AS)
        fold, behind = None, arrived
        if saved is not None:
            try:
                fold, behind = Fold.load(saved.body.decode()), arrived - saved.arrived
                fold.add(log.arrivals(saved.arrived), source.about)
            except MamarrError:
                fold = None  # saved by another version
        if fold is None:
            fold, behind = Fold.of(log.arrivals()), arrived
        if behind >= SELDOM:
            log.save_fold(SAVED_AS, head, fold.dump().encode(), arrived)
        return cls(fold, source)

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> Self:
        """Return what *entries* amount to."""
        shelf = Shelf(entries)
        return cls(Fold.of(shelf.about(None)), shelf)

    def situation(self, at: datetime | None = None) -> Situation:
        """Return what holds at an instant; without one, at the last of which something is known."""
        return self.fold.situation(at, self._entries.about)

    def movements(self, at: datetime | None = None) -> dict[str, Summary]:
        """Return what is known about each movement at an instant."""
        return self.fold.movements(at, self._entries.about)

    def now(self, wall: datetime) -> datetime:
        """Return the instant to look at when nobody names one: now, but the last entry where the scenario is long over."""
        last = datetime.fromtimestamp(self.fold.known, UTC)
        scenario = self.scenario()
        if scenario is None or scenario.starts is None:
            return wall
        over = (wall - scenario.starts).total_seconds() >= scenario.ends_s
        return last if over and self.fold.known else wall

    def scenario(self, at: datetime | None = None) -> Scenario | None:
        """Return the scenario in force at an instant; None where none was adopted.

        Raises
        ------
        MamarrError
            With every error of the scenario.
        """
        fact = self._in_force("scenario", at)
        if not isinstance(fact, Adopted):
            return None
        scenario, found = examine(fact.document)
        errors = [finding for finding in found if finding.severity == "error"]
        if scenario is None or errors:
            raise MamarrError(errors[0].code, errors)
        if scenario.starts is None:
            scenario = scenario.replace(starts=fact.zero)
        return scenario

    def planned(self, at: datetime | None = None) -> Planned | None:
        """Return the plan in force at an instant; None where there is none."""
        fact = self._in_force("plan", at)
        return fact if isinstance(fact, Planned) else None

    def _in_force(self, subject: str, at: datetime | None) -> Fact | None:
        name = self.fold.in_force(subject, at, self._entries.about)
        if name is None:
            return None
        return self.fold.says(next(each for each in self._entries.about({f"entry:{name}"}) if each.hash == name))


class _Store:
    """The entries of a store."""

    def __init__(self, log: Logbook) -> None:
        self.log = log

    def about(self, subjects: Collection[str] | None) -> Iterable[Entry]:
        """Return the entries about any of *subjects*; all entries where none are named."""
        return self.log.arrivals() if subjects is None else self.log.about(subjects)
