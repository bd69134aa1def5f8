"""Asks of the user's own: a file that adds asks, weighs them, says how far a promise is trusted, and leaves some out."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from mamarr.document import Document, Name
from mamarr.errors import Finding, MamarrError
from mamarr.negotiation.asks import Ask
from mamarr.scenario.changes import Change
from mamarr.scenario.files import findings_of
from mamarr.scenario.quantities import Count, Share, YesNo
from mamarr.scenario.text import parse


def _read_changes(value: object) -> object:
    texts = [value] if isinstance(value, str) else value
    return (
        tuple(Change.read(text) if isinstance(text, str) else text for text in texts)
        if isinstance(texts, list)
        else value
    )


class OwnAsk(Document):
    """An ask of the file: one that the scenario suggests, weighed anew, or one of its own."""

    id: str
    """Id of the ask."""
    name: Name | None = None
    """What is asked for, in both languages; only for asks of one's own."""
    changes: Annotated[tuple[Change, ...], BeforeValidator(_read_changes), Field(alias="with")] = ()
    """What becomes different, written as with `--with`; without any an ask of one's own is a protection."""
    cost: Count | None = None
    """What it costs to obtain; 1 where nothing is said."""
    promise: Share | None = None
    """Chance that the other side keeps its word; 1 where nothing is said."""
    clause: str | None = None
    """The clause that it points at."""
    family: str | None = None
    """Asks of one family are sizes of the same thing."""
    relaxes: YesNo = False
    """Whether it only allows more, so that nothing gets worse by it; of one's own asks that is not supposed."""
    leave_out: YesNo = False
    """Whether it is left out. A protection is never left out."""


class OwnAsks(Document):
    """A file of asks."""

    mamarr: Literal["1"]
    """Version of the file."""
    asks: tuple[OwnAsk, ...] = ()
    """Asks in the order in which they are to stand; those that are not named follow."""
    only: YesNo = False
    """Whether asks that are not named are left out; protections stay."""


def read_asks(text: str, suggested: Sequence[Ask]) -> tuple[Ask, ...]:
    """Return the *suggested* asks as the file *text* wants them: its own and the weighed ones first, protections last.

    Raises
    ------
    MamarrError
        With every error of the file at once; asks.unknown for an id that nobody suggests and that has no words of its own.
    """
    tree, lines = parse(text)
    try:
        file = OwnAsks.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        found = [Finding(each.code, each.path, lines.get(each.path), each.terms) for each in findings_of(error, tree)]
        raise MamarrError(found[0].code, found) from None
    known = {ask.id: ask for ask in suggested}
    unknown = [
        Finding("asks.unknown", f"asks[{place}].id", lines.get(f"asks[{place}].id"), _terms(own, known))
        for place, own in enumerate(file.asks)
        if own.id not in known and own.name is None
    ]
    twice = [own.id for own in file.asks]
    unknown += [
        Finding("scenario.duplicate-id", f"asks[{place}].id", lines.get(f"asks[{place}].id"), {"found": own.id})
        for place, own in enumerate(file.asks)
        if own.id in twice[:place]
    ]
    if unknown:
        raise MamarrError(unknown[0].code, unknown)
    named = [_weighed(own, known.get(own.id)) for own in file.asks if not own.leave_out or _protects(own, known)]
    mentioned = {own.id for own in file.asks}
    rest = [ask for ask in suggested if ask.id not in mentioned and (not file.only or ask.is_protection)]
    every = [*named, *rest]
    return (*(ask for ask in every if not ask.is_protection), *(ask for ask in every if ask.is_protection))


def _terms(own: OwnAsk, known: dict[str, Ask]) -> dict[str, str | int]:
    return {"found": own.id, "choices": ", ".join(known)}


def _protects(own: OwnAsk, known: dict[str, Ask]) -> bool:
    return own.id in known and known[own.id].is_protection


def _weighed(own: OwnAsk, suggested: Ask | None) -> Ask:
    """Return the ask that is meant, with what the file says of it."""
    wanted = {"cost": own.cost, "promise": own.promise, "clause": own.clause, "family": own.family}
    said = {name: value for name, value in wanted.items() if value is not None}
    if suggested is not None:
        return suggested.replace(**said)
    return Ask.model_validate(
        {"id": own.id, "code": "own", "name": own.name, "changes": own.changes, "relaxes": own.relaxes, **said}
    )
