"""Standing: what a pause, a leg, a place or a movement stands as at an instant, and why.

announced, corroborated, observed; or contradicted, collapsed, withdrawn, none; and beside it whether it is questioned. The answer says
which claims count and which do not, and what would bring it further. docs/background/claims.md defines it to the minute.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

from mamarr.document import Document
from mamarr.errors import Finding
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.inforce import in_force
from mamarr.logbook.lifts import Lift, lifts
from mamarr.logbook.moments import Moment
from mamarr.logbook.outlook import Grade, Outlook, Source, changes_at, ground
from mamarr.logbook.positions import Position, can_corroborate
from mamarr.logbook.senses import Sense, sense_of
from mamarr.logbook.sources import Kind
from mamarr.logbook.testimony import Testimony
from mamarr.scenario.scenario import Scenario

RANKS: tuple[Grade, ...] = ("announced", "corroborated", "observed")
"""Standings that something may need, the least first; all others are none of them."""
Why = Literal[
    "corroborates", "announces", "observes", "contradicts", "questions", "takes-back",
    "repeats", "superseded", "lapsed", "outranked", "earlier", "rumour", "not-yet", "no-word", "other-subject", "other-time",
]  # fmt: skip
"""Why a claim counts (the first six) or does not."""
COUNTING: tuple[Why, ...] = ("corroborates", "announces", "observes", "contradicts", "questions", "takes-back")
_LONGEST = 120


class Voice(Document):
    """One claim about the subject: who says it, and why it counts or does not."""

    entry: str
    """Hash of the entry."""
    claim: str
    """Its id in its report."""
    speaker: str
    """The innermost speaker, as written, cut short where it is too long to be a name; our own staff: the place."""
    source: int
    """Which source it is, from 1; claims of one number are one source. 0 where it is about something else."""
    kind: Kind
    """What kind of source."""
    neutral: bool
    """Whether the source takes no side."""
    said: Moment
    """When it was said."""
    why: Why
    """Why it counts, or does not."""

    @property
    def counts(self) -> bool:
        """Whether it counts."""
        return self.why in COUNTING


class Assessment(Document):
    """What a subject stands as at an instant, and why."""

    subject: str
    """Id of the pause, leg, place or movement."""
    kind: str
    """Which of them; `other` for movements and all else."""
    at: Moment
    """The instant."""
    standing: Grade
    """What it stands as."""
    questioned: bool
    """Whether a source could not confirm it. That is no denial."""
    voices: tuple[Voice, ...]
    """Every claim about it, by the time it was said."""
    seen: tuple[str, ...]
    """Named points that our own staff sees."""
    unseen: tuple[str, ...]
    """Named points that nobody of ours sees."""
    differing: tuple[tuple[str, str], ...]
    """Pairs of entries that differ in a figure of the same thing."""
    lifts: tuple[Lift, ...]
    """What would bring it further."""
    until: Moment | None
    """When standing or question change if nothing more is said; none: never."""
    findings: tuple[Finding, ...] = ()
    """What could not be read, or cannot be right."""

    def reaches(self, needed: str) -> bool:
        """Tell whether it stands at least as *needed*."""
        return self.standing in RANKS and RANKS.index(self.standing) >= [str(rank) for rank in RANKS].index(needed)


def standing_of(entries: Iterable[Entry], subject: str, at: datetime, scenario: Scenario) -> Assessment:
    """Return what *subject* stands as at *at*, from the claims of a log that persons confirmed to be about it.

    Parameters
    ----------
    entries
        The entries in any order; the same one twice is one.
    subject
        Id of a pause, leg or place of the scenario, or of a movement.
    at
        The instant, with its zone. What happened later does not count.
    scenario
        The scenario in force.
    """
    return assess(in_force(entries), subject, at, scenario)


def assess(facts: Mapping[str, Fact], subject: str, at: datetime, scenario: Scenario) -> Assessment:
    """Return the same from what stands in force already."""
    at = at.astimezone(UTC).replace(microsecond=0)
    base = ground({name: fact for name, fact in facts.items() if fact.happened <= at}, scenario, subject)
    outlook = Outlook(base, at)
    return Assessment(
        subject=subject,
        kind=base.kind,
        at=at,
        standing=outlook.grade,
        questioned=outlook.is_questioned,
        voices=tuple(sorted(_voices(outlook), key=lambda voice: (voice.said, voice.entry))),
        seen=outlook.seen,
        unseen=outlook.unseen,
        differing=tuple((one.hash, other.hash) for one, other in outlook.differing),
        lifts=lifts(outlook),
        until=changes_at(base, at),
        findings=base.findings,
    )


def _voices(outlook: Outlook) -> list[Voice]:
    ordered = sorted(outlook.sources, key=lambda source: min((told.said, told.hash) for told in source.told))
    found = [
        _voice(told, number, _why(told, source, outlook))
        for number, source in enumerate(ordered, 1)
        for told in source.told
    ]
    return [*found, *(_voice(told, 0, why) for told, why in outlook.base.other)]  # type: ignore[arg-type]


def _voice(told: Testimony, source: int, why: Why) -> Voice:
    return Voice(
        entry=told.hash,
        claim=told.claim.id,
        speaker=told.name if len(told.name) <= _LONGEST else told.name[:_LONGEST] + "…",
        source=source,
        kind=told.kind,
        neutral=told.neutral,
        said=told.said,
        why=why,
    )


def _why(told: Testimony, source: Source, outlook: Outlook) -> Why:
    sense = sense_of(told.claim, outlook.at, rumour=told.kind == "rumour")
    if sense is None:
        if told.kind == "rumour":
            return "rumour"
        return "no-word" if sense_of(told.claim, _LAST) is None else "not-yet"
    counting = _in(source.now, told)
    if counting is not None:
        return _role(counting, told, source, outlook)
    if _in(source.raw, told) is not None:
        return "lapsed"
    return "repeats" if _says_as_a_slot(source.raw, told, sense, outlook.at) else "superseded"


_LAST = datetime.max.replace(tzinfo=UTC)
_SLOTS = ("holds", "against", "plan", "doubt", "withdrawn")


def _in(stands: Position, told: Testimony) -> str | None:
    for slot in _SLOTS:
        word: Testimony | None = getattr(stands, slot)
        if word is not None and word.hash == told.hash:
            return slot
    return None


def _role(slot: str, told: Testimony, source: Source, outlook: Outlook) -> Why:
    if slot == "against":
        word = source.now.against
        if word is not None and outlook.is_outranked(word):
            return "outranked"
        return "contradicts" if source in outlook.contradicting else "earlier"
    if slot == "holds" and source.is_own:
        return "observes" if told.own_at in outlook.looking else "announces"
    if slot == "holds" and can_corroborate(source.now.holds, outlook.at):
        return "corroborates"
    others: dict[str, Why] = {"doubt": "questions", "withdrawn": "takes-back"}
    return others.get(slot, "announces")


def _says_as_a_slot(stands: Position, told: Testimony, sense: Sense, at: datetime) -> bool:
    words: list[Testimony | None] = [getattr(stands, slot) for slot in _SLOTS]
    return any(
        word is not None and sense_of(word.claim, at, rumour=word.kind == "rumour") == sense for word in words
    ) or (sense == "for" and stands.plan is not None and stands.plan.claim.predicate == told.claim.predicate)
