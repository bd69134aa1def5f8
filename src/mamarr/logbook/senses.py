"""Senses: what a claim says about its subject. The table is that of docs/background/claims.md, section 3."""

from datetime import UTC, datetime
from typing import Literal

from mamarr.logbook.claims import Claim, Predicate

Sense = Literal["for", "against", "plan", "question", "clears", "takes for", "takes against"]
Group = Literal["holds", "plan", "breaks", "limits"]

GROUPS: dict[Predicate, Group] = {
    "pause.begins": "holds", "pause.extended": "holds", "corridor.opens": "holds", "movement.underway": "holds",
    "movement.departed": "holds", "movement.arrived": "holds", "movement.resumed": "holds", "movement.completed": "holds",
    "talks.held": "holds", "aid.delivered": "holds",
    "pause.agreed": "plan", "movement.planned": "plan", "movement.waiting": "plan", "talks.scheduled": "plan",
    "talks.agreed": "plan", "aid.planned": "plan",
    "pause.ends": "breaks", "pause.violated": "breaks", "corridor.closes": "breaks", "movement.suspended": "breaks",
    "talks.cancelled": "breaks", "aid.blocked": "breaks", "incident.attack": "breaks", "incident.obstruction": "breaks",
    "incident.hazard": "breaks", "incident.casualties": "breaks",
    "corridor.limited": "limits", "incident.breakdown": "limits",
}  # fmt: skip
"""What the proposition does to its subject. `talks.progress` does nothing."""
STATES = frozenset(
    {
        "pause.begins", "pause.extended", "pause.ends", "corridor.opens", "corridor.closes", "corridor.limited",
        "movement.underway", "movement.resumed", "movement.suspended",
    }
)  # fmt: skip
"""Propositions about a state that lasts: from their start on, without end."""

_SAYS = ("asserts", "confirms", "denies")
_SAID: dict[tuple[Group, bool], Sense] = {
    ("holds", True): "for", ("holds", False): "against", ("plan", True): "plan", ("plan", False): "against",
    ("breaks", True): "against", ("breaks", False): "clears", ("limits", True): "question",
}  # fmt: skip
_PLANNED: dict[tuple[Group, bool], Sense] = {
    ("holds", True): "plan", ("holds", False): "against", ("plan", True): "plan", ("plan", False): "against",
    ("breaks", True): "question", ("limits", True): "question",
}  # fmt: skip


def sense_of(claim: Claim, at: datetime, *, rumour: bool = False) -> Sense | None:
    """Return what *claim* says about its subject, seen from the instant *at*; None where it says nothing."""
    group = GROUPS.get(claim.predicate)
    sense = _sense(claim, group)
    if (
        sense is None
        and claim.stance != "calls_for"
        and any(link.type in ("questions", "contradicts") for link in claim.links)
    ):
        sense = "question"
    if rumour:
        sense = "question" if sense in ("against", "question") else None
    start, _ = interval(claim)
    if start is None or start <= at:
        return sense
    if sense == "for":
        return "plan"
    if group == "breaks" and is_positive(claim) and sense in ("against", "question"):
        return None
    return sense


def is_positive(claim: Claim) -> bool:
    """Tell whether the speaker says that it is so: a denial of what is not so says so too."""
    return (claim.polarity == "positive") != (claim.stance == "denies")


def interval(claim: Claim) -> tuple[datetime | None, datetime | None]:
    """Return what the claim is about: start and end, None where unknown or open. A state has no end."""
    if claim.about_time is None:
        return None, None
    start, end = (_moment(part) for part in claim.about_time.interval.split("/"))
    return start, None if claim.predicate in STATES else end


def _sense(claim: Claim, group: Group | None) -> Sense | None:
    if group is None:
        return None
    if claim.stance in _SAYS:
        return _SAID.get((group, is_positive(claim)))
    if claim.stance == "announces_plan":
        return _PLANNED.get((group, is_positive(claim)))
    if claim.stance == "could_not_confirm":
        return "question" if group in ("holds", "plan") else None
    if claim.stance == "withdraws":
        return {"holds": "takes for", "plan": "takes for", "breaks": "takes against"}.get(group)  # type: ignore[return-value]
    return None


def _moment(text: str) -> datetime | None:
    if text == "..":
        return None
    return datetime.fromisoformat(text).astimezone(UTC)
