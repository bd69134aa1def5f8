"""The command `read`: files in, readings out, as JSON Lines or as a listing for a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mamarr.errors import Finding, MamarrError
from mamarr.logbook.reading.gazetteer import Gazetteer, names_of
from mamarr.logbook.reading.language import language_of
from mamarr.logbook.reading.published import published_in
from mamarr.logbook.reading.reader import LONGEST, read
from mamarr.scenario.checks import visible
from mamarr.scenario.files import library, load, read_bytes
from mamarr.scenario.text import decode

if TYPE_CHECKING:
    from mamarr.logbook.claims import Claim, Language, Quantity, Reading

_BYTES = 4 * LONGEST


def readings(
    files: Iterable[str],
    published: str | None,
    zone: str | None,
    language: Language | None,
    author: str | None,
    places: str | None,
) -> Iterator[Reading]:
    """Return a reading for every file, in the order given."""
    gazetteer = gazetteer_of(places) if places else None
    for name in files:
        text = _text(name)
        when = published or published_in(text)
        if when is None:
            raise MamarrError("reading.no-date", found=name)
        yield read(
            text,
            when,
            zone or "Z",
            language=language or language_of(text),
            author=author,
            gazetteer=gazetteer,
            name="report" if name == "-" else Path(name).name.removesuffix(".txt"),
        )


def _text(name: str) -> str:
    """Return the exact text of a file; what is far too long is refused before it is decoded."""
    data = read_bytes(name)
    if len(data) > _BYTES:
        line = data.count(b"\n", 0, _BYTES) + 1
        raise MamarrError(
            "reading.too-long", [Finding("reading.too-long", name, line, {"found": len(data), "limit": LONGEST})]
        )
    text = decode(data)
    if len(text) > LONGEST:
        line = text.count("\n", 0, LONGEST) + 1
        raise MamarrError(
            "reading.too-long", [Finding("reading.too-long", name, line, {"found": len(text), "limit": LONGEST})]
        )
    return text


def gazetteer_of(name: str) -> Gazetteer:
    """Return the places of a GeoJSON file or of a scenario, a name of the library included."""
    if name not in library() and name.lower().endswith((".geojson", ".json")):
        try:
            tree: Any = json.loads(decode(read_bytes(name)))
        except (ValueError, RecursionError):
            raise MamarrError("reading.no-places", found=name) from None
        if isinstance(tree, dict) and "features" in tree:
            return Gazetteer(names_of(tree))
    scenario = load(name)
    return Gazetteer(names_of(scenario.content()))


# ---- for a person ------------------------------------------------------------------------------------------------------


def listing(reading: Reading) -> Iterator[str]:
    """Return the lines that a person reads: each claim with its words, who said it, and what was not understood."""
    report = reading.report
    yield f"{reading.id}: {report.language}, {report.published_at}, {len(reading.claims)} claims (drafts)"
    for claim in reading.claims:
        yield f"{claim.id} {claim.predicate}{' NOT' if claim.polarity == 'negative' else ''} [{claim.stance}]"
        for span in claim.spans:
            yield f"    words   {_shown(span.quote)}"
        yield f"    said by {_voices(claim, report.author)}"
        if claim.quantities:
            yield f"    figures {', '.join(map(_figure, claim.quantities))}"
        if claim.about_time:
            yield f"    time    {claim.about_time.interval}"
        if claim.place:
            towards = f" -> {_shown(claim.towards.name)}" if claim.towards else ""
            yield f"    place   {_shown(claim.place.name)}{f' ({claim.place.id})' if claim.place.id else ''}{towards}"
        for link in claim.links:
            yield f"    {link.type} {link.claim}"
    for identifier in reading.identifiers:
        yield f"flag {identifier.kind}: {identifier.span.end - identifier.span.start} signs at {identifier.span.start}"
    for span in reading.unread:
        yield f"not understood: {_shown(span.quote)}"


def _shown(text: str) -> str:
    return re.sub(r"\s+", " ", visible(text.replace("\n", " ").replace("\t", " ")))


def _voices(claim: Claim, author: str) -> str:
    speaker = claim.speaker.name or author or "the author"
    through = "".join(f", through {_shown(relay.name)}" for relay in claim.relayed_by)
    return f"{_shown(speaker)}{through}"


def _figure(quantity: Quantity) -> str:
    if quantity.value is not None:
        number = f"{quantity.value:,}"
    elif quantity.low is not None and quantity.high is not None:
        number = f"{quantity.low:,} to {quantity.high:,}"
    else:
        number = f"at least {quantity.low:,}" if quantity.low is not None else f"at most {quantity.high:,}"
    about = "about " if quantity.approximate else ""
    return f"{about}{number} {quantity.of} ({quantity.unit}{', running total' if quantity.total else ''})"


def as_line(reading: Reading) -> str:
    """Return a reading as one line of JSON."""
    return json.dumps(reading.content(), ensure_ascii=False)


def warnings_of(reading: Reading) -> list[Finding]:
    """Return what is odd about the text."""
    return list(reading.warnings)
