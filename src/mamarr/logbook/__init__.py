"""What was said and what was seen: claims out of reports, each with its words, its speaker and the way it came."""

from mamarr.logbook.claims import (
    Actor,
    Claim,
    Identifier,
    Link,
    Place,
    Quantity,
    Reading,
    Relay,
    Report,
    Span,
    Time,
)

__all__ = [
    "Actor",
    "Claim",
    "Identifier",
    "Link",
    "Place",
    "Quantity",
    "Reading",
    "Relay",
    "Report",
    "Span",
    "Time",
]
