"""Lifts: which further claim would bring a subject to a better standing, and what sort of source it could come from.

They follow from the picture and from nothing else: no source is preferred, none is named that the log does not hold.
"""

from typing import Literal

from pydantic import Field

from mamarr.document import Document
from mamarr.logbook.picture import Grade, Picture

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


def lifts(picture: Picture) -> tuple[Lift, ...]:
    """Return every lift, the smallest step first."""
    if picture.grade in ("collapsed", "contradicted"):
        return tuple(_out_of_trouble(picture))
    found = []
    if picture.grade in ("none", "withdrawn"):
        found.append(Lift(code="say", to="announced", needed=1, from_whom=("anybody",)))
    if picture.grade in ("none", "withdrawn", "announced"):
        found.append(_confirmation(picture))
    if picture.grade != "observed":
        found += _seeing(picture)
    return tuple(found)


def _confirmation(picture: Picture) -> Lift:
    names = tuple(dict.fromkeys(word.name[:120] for word in picture.strong))
    neutral = any(word.neutral for word in picture.strong)
    from_whom: tuple[Whom, ...] = ("other-party",) if neutral else ("neutral", "other-party")
    if neutral and len(picture.strong) > 1:
        from_whom = ("neutral", "other-party")
    first = min(picture.strong, key=lambda word: (word.said, word.hash), default=None)
    return Lift(
        code="confirm",
        to="corroborated",
        needed=1 if first else 2,
        from_whom=from_whom,
        claim=first.hash if first else None,
        names=names,
    )


def _seeing(picture: Picture) -> list[Lift]:
    if picture.base.kind == "other":
        return [Lift(code="see", to="observed", needed=1, from_whom=("own-staff",))]
    if not picture.unseen:
        return []
    return [
        Lift(code="see", to="observed", needed=len(picture.unseen), from_whom=("own-staff",), places=picture.unseen)
    ]


def _out_of_trouble(picture: Picture) -> list[Lift]:
    found = []
    if picture.base.stopped:
        found.append(Lift(code="resume", to="announced", needed=1, from_whom=("desk",), claim=picture.base.stopped))
    for source in picture.own_against:
        word = source.now.against
        if word is not None:
            places = (word.own_at,) if word.own_at else ()
            found.append(
                Lift(code="see", to="announced", needed=1, from_whom=("own-staff",), claim=word.hash, places=places)
            )
    others = [source for source in picture.contradicting if not source.is_own]
    if not others:
        return found
    code: Literal["take-back", "begin-again"] = "take-back" if picture.holders else "begin-again"
    for source in others:
        word = source.now.against
        if word is not None:
            found.append(
                Lift(
                    code=code,
                    to=_without(picture) if picture.holders else "announced",
                    needed=len(others),
                    from_whom=("same-speaker",),
                    claim=word.hash,
                    names=(word.name[:120],),
                )
            )
    return [*found, *_seeing(picture)]


def _without(picture: Picture) -> Grade:
    if picture.is_seen:
        return "observed"
    return "corroborated" if picture.agreeing else "announced"
