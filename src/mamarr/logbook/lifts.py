"""Lifts: which further claim would bring a subject to a better standing, and what sort of source it could come from.

They follow from the outlook and from nothing else: no source is preferred, none is named that the log does not hold.
"""

from typing import Literal

from pydantic import Field

from mamarr.document import Document
from mamarr.logbook.outlook import Grade, Outlook

Whom = Literal["neutral", "other-party", "own-staff", "same-speaker", "desk", "anybody"]
"""A neutral observer, another party, our own staff at a named place, the speaker himself, the desk, anybody."""


class Lift(Document):
    """What would bring the standing to `to`."""

    code: Literal["say", "confirm", "see", "take-back", "begin-again", "resume"]
    """Say it; confirm it from an independent source; see it ourselves; take a word back; say it again; resume it."""
    to: Grade
    """The standing reached."""
    needed: int = Field(ge=1)
    """How many such claims it takes; 1: a single one suffices."""
    from_whom: tuple[Whom, ...]
    """Sorts of sources it could come from."""
    claim: str | None = None
    """Entry of the claim that has to be confirmed or taken back."""
    places: tuple[str, ...] = ()
    """Where our own staff has to see it."""
    names: tuple[str, ...] = ()
    """Who would have to say so, where it can be only they; else whose word is there already."""


def lifts(outlook: Outlook) -> tuple[Lift, ...]:
    """Return every lift, the smallest step first."""
    if outlook.grade in ("collapsed", "contradicted"):
        return tuple(_out_of_trouble(outlook))
    found = []
    if outlook.grade in ("none", "withdrawn"):
        found.append(Lift(code="say", to="announced", needed=1, from_whom=("anybody",)))
    if outlook.grade in ("none", "withdrawn", "announced"):
        found.append(_confirmation(outlook))
    if outlook.grade != "observed":
        found += _seeing(outlook)
    return tuple(found)


def _confirmation(outlook: Outlook) -> Lift:
    names = tuple(dict.fromkeys(word.name[:120] for word in outlook.strong))
    neutral = any(word.neutral for word in outlook.strong)
    from_whom: tuple[Whom, ...] = ("other-party",) if neutral else ("neutral", "other-party")
    if neutral and len(outlook.strong) > 1:
        from_whom = ("neutral", "other-party")
    first = min(outlook.strong, key=lambda word: (word.said, word.hash), default=None)
    return Lift(
        code="confirm",
        to="corroborated",
        needed=1 if first else 2,
        from_whom=from_whom,
        claim=first.hash if first else None,
        names=names,
    )


def _seeing(outlook: Outlook) -> list[Lift]:
    if outlook.base.kind == "other":
        return [Lift(code="see", to="observed", needed=1, from_whom=("own-staff",))]
    if not outlook.unseen:
        return []
    return [
        Lift(code="see", to="observed", needed=len(outlook.unseen), from_whom=("own-staff",), places=outlook.unseen)
    ]


def _out_of_trouble(outlook: Outlook) -> list[Lift]:
    found = []
    if outlook.base.stopped:
        found.append(Lift(code="resume", to="announced", needed=1, from_whom=("desk",), claim=outlook.base.stopped))
    for source in outlook.own_against:
        word = source.now.against
        if word is not None:
            places = (word.own_at,) if word.own_at else ()
            found.append(
                Lift(code="see", to="announced", needed=1, from_whom=("own-staff",), claim=word.hash, places=places)
            )
    others = [source for source in outlook.contradicting if not source.is_own]
    if not others:
        return found
    code: Literal["take-back", "begin-again"] = "take-back" if outlook.holders else "begin-again"
    for source in others:
        word = source.now.against
        if word is not None:
            found.append(
                Lift(
                    code=code,
                    to=_without(outlook) if outlook.holders else "announced",
                    needed=len(others),
                    from_whom=("same-speaker",),
                    claim=word.hash,
                    names=(word.name[:120],),
                )
            )
    return [*found, *_seeing(outlook)]


def _without(outlook: Outlook) -> Grade:
    if outlook.is_seen:
        return "observed"
    return "corroborated" if outlook.agrees else "announced"
