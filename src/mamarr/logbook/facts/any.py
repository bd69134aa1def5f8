"""Fact: whatever an entry may say."""

from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from mamarr.logbook.facts.movements import Arrival, Departure, Let, Vehicle, Waypoint
from mamarr.logbook.facts.people import Count, GroupState, People, Sector, Staying
from mamarr.logbook.facts.records import Adopted, Correction, Desk, Planned, Redaction
from mamarr.logbook.facts.roads import Closure, Incident, Reopening, Window
from mamarr.logbook.facts.words import (
    Agreement,
    ConditionState,
    Decision,
    Guarantee,
    Handover,
    Note,
    Notification,
    Talks,
)

KINDS = (
    Departure, Waypoint, Arrival, Vehicle, Let,
    Count, People, GroupState, Staying, Sector,
    Closure, Reopening, Window, Incident,
    Notification, Guarantee, Agreement, Talks, Decision, ConditionState, Note, Handover,
    Desk, Adopted, Planned, Correction, Redaction,
)  # fmt: skip
"""Every kind of entry, in the order of the guide."""

Fact = Annotated[
    Departure | Waypoint | Arrival | Vehicle | Let
    | Count | People | GroupState | Staying | Sector
    | Closure | Reopening | Window | Incident
    | Notification | Guarantee | Agreement | Talks | Decision | ConditionState | Note | Handover
    | Desk | Adopted | Planned | Correction | Redaction,
    Field(discriminator="kind"),
]  # fmt: skip
"""Whatever an entry may say, told apart by its `kind`."""

FACTS: TypeAdapter[Fact] = TypeAdapter(Fact)
"""Reads a fact from plain values."""


def subjects_of(fact: Fact) -> tuple[str, ...]:
    """Return what *fact* is about; of a correction also what stands in the place of the other entry."""
    if not isinstance(fact, Correction) or fact.stands is None:
        return fact.subjects
    try:
        stands = FACTS.validate_python(fact.stands)
    except ValidationError:
        return fact.subjects
    return tuple(dict.fromkeys((*fact.subjects, *stands.subjects)))
