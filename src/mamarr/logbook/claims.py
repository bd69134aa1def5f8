"""Claims: what somebody says about a corridor, held apart from whether it is true.

The documents have exactly the names of the report format `mamarr-report/1`, so that a reading can be laid beside a reading
made by hand. Offsets count Unicode code points of the exact text, end exclusive; `quote` repeats the words.
"""

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from mamarr.document import Document, Growing
from mamarr.errors import Finding

FORMAT: Literal["mamarr-report/1"] = "mamarr-report/1"
"""Name and version of the report format."""

Language = Literal["ar", "en"]
Subject = Literal["pause", "corridor", "movement", "incident", "talks", "aid"]
Polarity = Literal["positive", "negative"]
Stance = Literal[
    "asserts", "confirms", "denies", "could_not_confirm", "calls_for", "announces_plan", "conditional", "withdraws"
]
Role = Literal[
    "minister", "official", "spokesperson", "military", "armed_group", "liaison", "humanitarian",
    "medical", "rescue", "observer", "witness", "media", "government", "unknown",
]  # fmt: skip
Register = Literal[
    "dispatch", "radio_log", "message", "flash_update", "press_note", "sms",
    "party_statement", "thread", "table", "log", "email", "transcript",
]  # fmt: skip
Predicate = Literal[
    "pause.agreed", "pause.begins", "pause.extended", "pause.violated", "pause.ends",
    "corridor.opens", "corridor.limited", "corridor.closes",
    "movement.planned", "movement.waiting", "movement.underway", "movement.departed", "movement.arrived",
    "movement.suspended", "movement.resumed", "movement.completed",
    "talks.scheduled", "talks.held", "talks.progress", "talks.agreed", "talks.cancelled",
    "aid.planned", "aid.delivered", "aid.blocked",
    "incident.attack", "incident.obstruction", "incident.casualties", "incident.breakdown", "incident.hazard",
]  # fmt: skip
Unit = Literal[
    "persons", "families", "vehicles", "convoys", "km", "m", "minutes", "hours", "days", "years",
    "tonnes", "parcels", "per_hour", "lanes", "parties",
]  # fmt: skip
Counted = Literal[
    "persons", "civilians", "wounded", "fighters", "companions", "children", "patients", "staff", "dead", "families",
    "buses", "ambulances", "trucks", "cars", "vehicles", "boats", "convoys",
    "pause", "corridor", "delay", "talks", "aid", "hazard", "lanes", "states",
]  # fmt: skip
LinkType = Literal["contradicts", "questions", "repeats", "corrects", "comments"]
IdentifierKind = Literal["phone", "email", "id_number", "person_name", "date_of_birth", "plate", "address"]

_DAY_OR_MINUTE = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}([+-]\d{2}:\d{2}|Z))?$"
_MOMENT = r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)|\.\.)"
_KEY = r"^[a-z0-9_]+$"


class Span(Document):
    """Words of the text."""

    start: int = Field(ge=0)
    """Code point at which the words begin."""

    end: int = Field(ge=1)
    """Code point after their last."""

    quote: str = Field(min_length=1)
    """The words themselves."""


class Report(Document):
    """What comes with a text: its language, when it was published, and who sends it."""

    language: Language
    """Arabic or English."""

    published_at: str = Field(pattern=_DAY_OR_MINUTE)
    """A day, or a minute with a zone: the anchor of "tomorrow" and "last Tuesday"."""

    zone: str = Field(pattern=r"^([+-]\d{2}:\d{2}|Z)$")
    """Offset assumed for a time without a zone."""

    dateline: str | None
    """Place and day the text says it was written at, as written."""

    author: str
    """Who sends the report; the speaker wherever nobody else is named."""

    register_: Register = Field(alias="register")
    """What sort of text it is."""


class Actor(Document):
    """Who says it."""

    name: str | None
    """As written in the text; null when the report's author speaks."""

    normalised: str | None = Field(pattern=_KEY)
    """Stable English key of a named person or body, null where none is known."""

    role: Role
    """In what function."""

    party: str | None = Field(pattern=_KEY)
    """For which party or body."""


class Relay(Document):
    """Through whom the words came."""

    name: str
    """As written in the text, or the author's name."""

    normalised: str | None = Field(pattern=_KEY)
    """Stable English key, null where none is known."""


class Place(Document):
    """A place of the text."""

    id: str | None = Field(pattern=_KEY)
    """Its id in the gazetteer; null when it is not there, or more than one fits."""

    name: str
    """As written."""


class Time(Document):
    """When it happened, or is to happen."""

    interval: str = Field(pattern=f"^{_MOMENT}/{_MOMENT}$")
    """Start and end, end exclusive, each with its zone; `..` is open. An instant has start = end."""

    span: Span | None
    """The words that say so; null when it was inferred."""


class Quantity(Growing):
    """A figure: a value, or a range of which one side may be open."""

    later: ClassVar[frozenset[str]] = frozenset({"value", "low", "high", "total"})

    value: int | float | None = None
    """The figure."""

    low: int | float | None = None
    """With high a range; alone: at least."""

    high: int | float | None = None
    """Alone: at most."""

    unit: Unit
    """What one of it is."""

    of: Counted
    """What is counted."""

    approximate: bool
    """About, some, nearly."""

    total: bool | None = None
    """True for a running total, which must never be added to a movement."""

    span: Span
    """The words."""

    @model_validator(mode="after")
    def _a_value_or_a_range(self) -> "Quantity":
        if (self.value is None) == (self.low is None and self.high is None):
            raise ValueError("a quantity has either a value or a range")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the range is upside down")
        return self


class Link(Document):
    """How a claim stands to another of the same report."""

    type: LinkType
    """What it does to the other."""

    claim: str = Field(pattern=r"^c\d+$")
    """Id of the other."""


class Identifier(Document):
    """Words that point at a private person; flagged before the text is stored or shown."""

    kind: IdentifierKind
    """What sort of pointer."""

    span: Span
    """The words."""


class Claim(Growing):
    """A proposition, who holds it, and how it came. A draft until a person confirms it."""

    later: ClassVar[frozenset[str]] = frozenset({"note"})

    id: str = Field(pattern=r"^c\d+$")
    """c1, c2, ... in the order of the text."""

    spans: tuple[Span, ...] = Field(min_length=1)
    """The words that say it."""

    speaker: Actor
    """The innermost speaker: who is said to have seen or decided it."""

    relayed_by: tuple[Relay, ...]
    """Through whom, from the speaker outwards; empty when heard directly."""

    stance: Stance
    """How the speaker holds it. A denial keeps the polarity of what is denied."""

    subject: Subject
    """The word before the dot of the predicate."""

    predicate: Predicate
    """What is said to happen."""

    polarity: Polarity
    """Negative: the proposition is that it did not happen."""

    quantities: tuple[Quantity, ...]
    """Its figures."""

    said_at: str | None = Field(pattern=_DAY_OR_MINUTE)
    """When it was said, only where the text says so."""

    about_time: Time | None
    """When it happened, or is to happen."""

    place: Place | None
    """Where; for a departure the place left, for an arrival the place reached."""

    towards: Place | None
    """Where a movement goes, when the text says both."""

    links: tuple[Link, ...]
    """To other claims of the same report."""

    note: str | None = None
    """A remark of the person or the rule that made it."""


class Reading(Growing):
    """What was read out of one report: claims as proposals, and what must not be shown."""

    later: ClassVar[frozenset[str]] = frozenset({"phenomena", "note"})

    format: Literal["mamarr-report/1"] = FORMAT
    """Name and version of the format."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    """Name of the report."""

    text_file: str = Field(pattern=r"^[a-z0-9-]+\.txt$")
    """File of the exact text."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Of the text's bytes."""

    report: Report
    """What came with the text."""

    claims: tuple[Claim, ...]
    """The claims, in the order of the text."""

    identifiers: tuple[Identifier, ...]
    """What must be flagged before the text is stored or shown."""

    phenomena: tuple[str, ...] | None = None
    """What makes the report hard, where a person has said so."""

    note: str | None = None
    """A remark of the person who read it."""

    unread: tuple[Span, ...] = Field(default=(), exclude=True)
    """Sentences in which nothing was understood. Shown to the person who confirms; not part of the format."""

    warnings: tuple[Finding, ...] = Field(default=(), exclude=True)
    """What is odd about the text itself. Not part of the format."""

    def content(self) -> dict[str, Any]:
        """Return the reading as plain JSON values, with every null that the format asks for."""
        return self.model_dump(mode="json")
