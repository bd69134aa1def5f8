"""Drafts: a claim in the making, and who spoke last."""

from dataclasses import dataclass, field

from mamarr.logbook.claims import Actor, Place, Polarity, Predicate, Quantity, Stance
from mamarr.logbook.reading.quantities import Count
from mamarr.logbook.reading.saying import Range


@dataclass
class Draft:
    """A claim in the making."""

    predicate: Predicate
    first: int
    last: int
    speaker: Actor
    relays: list[str]
    stance: Stance
    polarity: Polarity = "positive"
    counts: list[Count] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    interval: str | None = None
    time_words: Range | None = None
    place: Place | None = None
    towards: Place | None = None
    said_at: str | None = None
    sentence: int = 0
    line: int = 0
    about: list[tuple[str, int]] = field(default_factory=list)
    """Links already known: type and place in the list of drafts."""


@dataclass
class Voice:
    """Who spoke last, and through whom."""

    actor: Actor
    relays: list[str] = field(default_factory=list)
    words: Range | None = None
    sentence: int = -9
