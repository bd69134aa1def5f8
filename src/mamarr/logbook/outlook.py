"""The outlook on one subject at an instant: every source with its position, and the standing that follows from them.

The rules are those of docs/background/claims.md, sections 4 and 6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import combinations, islice
from typing import Literal

from mamarr.errors import Finding
from mamarr.logbook.corroboration import contradicts, differ_in_a_figure, say_the_same
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.points import kind_of_subject, named_points, oldest, stopped_by, times_of
from mamarr.logbook.positions import Position, can_corroborate, in_time, lapses, position
from mamarr.logbook.senses import interval
from mamarr.logbook.sources import Register, one_source
from mamarr.logbook.testimony import Reader, Testimony
from mamarr.scenario.scenario import Scenario

Grade = Literal["collapsed", "contradicted", "none", "withdrawn", "announced", "corroborated", "observed"]
"""What a subject stands as."""
_TAKES = {"pause": ("pause", "incident"), "leg": ("corridor", "incident"), "place": ("corridor", "incident")}


@dataclass(frozen=True)
class Ground:
    """What does not change with the instant: the testimony, and what the scenario says of the subject."""

    subject: str
    """Id of the subject."""
    kind: str
    """Pause, leg, place or other."""
    points: tuple[str, ...]
    """Places that have to be seen."""
    places: frozenset[str]
    """Every place of the scenario."""
    oldest: timedelta
    """How old an own observation may be."""
    told: tuple[Testimony, ...]
    """Testimony that is about this subject and its time."""
    other: tuple[tuple[Testimony, str], ...]
    """Testimony that is not, with the reason."""
    sources: tuple[tuple[Testimony, ...], ...]
    """The same testimony by source."""
    stopped: str | None
    """Entry that suspends, cancels or closes it."""
    findings: tuple[Finding, ...]
    """What could not be read."""
    register: Register
    """Parties of the scenario by name."""


def ground(facts: Mapping[str, Fact], scenario: Scenario, subject: str) -> Ground:
    """Return what *facts* say about *subject*; the facts are those known at the instant asked about."""
    kind = kind_of_subject(scenario, subject)
    register = Register(scenario.parties)
    reader = Reader(facts, register, subject)
    hours = times_of(scenario, subject, facts) if kind == "pause" else None
    told, other = [], []
    for each in reader.read():
        if kind in _TAKES and each.claim.subject not in _TAKES[kind]:
            other.append((each, "other-subject"))
        elif hours is not None and _elsewhen(each, hours):
            other.append((each, "other-time"))
        else:
            told.append(each)
    numbers = one_source([each.keys for each in told])
    groups: dict[int, list[Testimony]] = {}
    for each, number in zip(told, numbers, strict=True):
        groups.setdefault(number, []).append(each)
    return Ground(
        subject=subject,
        kind=kind,
        points=named_points(scenario, subject),
        places=frozenset(place.id for place in scenario.places),
        oldest=oldest(scenario, subject),
        told=tuple(told),
        other=tuple(other),
        sources=tuple(tuple(group) for group in groups.values()),
        stopped=stopped_by(facts, subject),
        findings=tuple(reader.findings),
        register=register,
    )


@dataclass(frozen=True)
class Source:
    """One source at the instant: all it said, and where it stands."""

    told: tuple[Testimony, ...]
    """All it said about the subject."""
    raw: Position
    """Where it stands, lapsed words included."""
    now: Position
    """What of that still counts."""

    @property
    def is_own(self) -> bool:
        """Whether these are our own staff."""
        return self.told[0].own_at is not None


class Outlook:
    """All sources at one instant."""

    def __init__(self, base: Ground, at: datetime, raw: Sequence[Position] = ()) -> None:
        self.base, self.at = base, at
        stands = raw or [position(told, at) for told in base.sources]
        self.sources = [Source(told, each, in_time(each, at)) for told, each in zip(base.sources, stands, strict=True)]

    @cached_property
    def looking(self) -> dict[str, datetime]:
        """When our own staff last saw that it holds, by place, where that is young enough to count as seen."""
        return {
            source.told[0].own_at: source.raw.holds.said
            for source in self.sources
            if source.told[0].own_at is not None
            and source.raw.holds is not None
            and self.at - source.raw.holds.said < self.base.oldest
        }

    @cached_property
    def seen(self) -> tuple[str, ...]:
        """Named points that our own staff sees."""
        return tuple(point for point in self.base.points if point in self.looking)

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """Named points that nobody of ours sees."""
        return tuple(point for point in self.base.points if point not in self.looking)

    @cached_property
    def is_seen(self) -> bool:
        """Whether all that has to be seen is seen."""
        if self.base.kind == "other":
            return bool(self.looking)
        return bool(self.base.points) and not self.unseen

    @cached_property
    def holders(self) -> list[Testimony]:
        """Every word that it holds or is planned."""
        return [word for source in self.sources for word in (source.now.holds, source.now.plan) if word]

    @cached_property
    def strong(self) -> list[Testimony]:
        """The words of others that it holds, young and near enough to corroborate one another."""
        return [
            source.now.holds
            for source in self.sources
            if source.now.holds is not None and not source.is_own and can_corroborate(source.now.holds, self.at)
        ]

    @cached_property
    def agrees(self) -> bool:
        """Whether words of two sources say the same."""
        return any(say_the_same(one.claim, other.claim) for one, other in combinations(self.strong, 2))

    @cached_property
    def differing(self) -> list[tuple[Testimony, Testimony]]:
        """Pairs of words that differ in a figure; the first hundred, which is more than anybody reads."""
        counting = [word for word in self.strong if word.claim.quantities]
        pairs = (pair for pair in combinations(counting, 2) if differ_in_a_figure(pair[0].claim, pair[1].claim))
        return list(islice(pairs, 100))

    @cached_property
    def against(self) -> list[Source]:
        """Sources that say it does not hold, where own observation does not outrank them."""
        return [source for source in self.sources if source.now.against and not self.is_outranked(source.now.against)]

    @cached_property
    def contradicting(self) -> list[Source]:
        """Those of them that contradict a holder; all of them where nobody holds it."""
        if not self.holders:
            return self.against
        return [
            source
            for source in self.against
            if source.now.against is not None
            and any(contradicts(source.now.against.claim, source.now.against.said, word.claim) for word in self.holders)
        ]

    @cached_property
    def own_against(self) -> list[Source]:
        """Places where our own staff saw that it does not hold."""
        return [source for source in self.sources if source.is_own and source.now.against]

    def is_outranked(self, word: Testimony) -> bool:
        """Tell whether our own staff saw later, where *word* says it, that it holds."""
        where = word.claim.place.id if word.claim.place is not None else None
        if where in self.base.points:
            return where in self.looking and self.looking[where] > word.said
        if where in self.base.places:
            return False
        return bool(self.base.points) and all(
            point in self.looking and self.looking[point] > word.said for point in self.base.points
        )

    @cached_property
    def is_questioned(self) -> bool:
        """Whether a source could not confirm it."""
        return any(source.now.doubt for source in self.sources)

    @property
    def answer(self) -> tuple[Grade, bool]:
        """Standing and question: what a change is measured by."""
        return self.grade, self.is_questioned

    @cached_property
    def grade(self) -> Grade:
        """The standing."""
        if self.base.stopped or self.own_against:
            return "collapsed"
        if self.contradicting:
            gave_up = not self.holders and any(source.raw.had_held for source in self.contradicting)
            return "collapsed" if gave_up else "contradicted"
        if self.is_seen:
            return "observed"
        if self.agrees:
            return "corroborated"
        if self.holders:
            return "announced"
        return "withdrawn" if any(source.now.withdrawn for source in self.sources) else "none"


def changes_at(base: Ground, at: datetime) -> datetime | None:
    """Return the first instant after *at* at which standing or question are others if nothing more is said; None: never.

    Between two instants at which something said begins, positions stay what they are and only grow old.
    """
    now = then = Outlook(base, at)
    begins = sorted({start for each in base.told if (start := interval(each.claim)[0]) is not None and start > at})
    for beginning in [*begins, None]:
        raw = tuple(source.raw for source in then.sources)
        words = {word for stands in raw for word in stands.words}
        ages = {moment for word in words for moment in lapses(word, base.oldest) if moment > then.at}
        for moment in sorted(age for age in ages if beginning is None or age < beginning):
            then = Outlook(base, moment, raw)
            if then.answer != now.answer:
                return moment
        if beginning is not None:
            then = Outlook(base, beginning)
            if then.answer != now.answer:
                return beginning
    return None


def _elsewhen(each: Testimony, hours: Sequence[datetime]) -> bool:
    start, end = interval(each.claim)
    return (start is not None and start >= hours[1]) or (end is not None and end <= hours[0])
