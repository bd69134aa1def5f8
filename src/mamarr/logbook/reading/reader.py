"""Reading: the text of a report into claims, as a draft for a person. Deterministic, offline, and it points at its words."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from mamarr.errors import Finding, MamarrError
from mamarr.logbook.claims import Claim, Language, Link, LinkType, Quantity, Reading, Relay, Report, Span, Subject, Time
from mamarr.logbook.reading.actors import slug
from mamarr.logbook.reading.dates import Anchor
from mamarr.logbook.reading.draft import Drafter
from mamarr.logbook.reading.drafts import Draft
from mamarr.logbook.reading.folding import TURNING, fold
from mamarr.logbook.reading.gazetteer import Gazetteer, library_gazetteer
from mamarr.logbook.reading.identifiers import find_identifiers
from mamarr.logbook.reading.language import language_of, register_of
from mamarr.logbook.reading.links import links_of
from mamarr.logbook.reading.rows import claims_of
from mamarr.logbook.reading.tables import find_rows
from mamarr.logbook.reading.tokens import Marked, mark
from mamarr.logbook.reading.topic import is_foreign, is_ours

LONGEST = 200_000
"""Signs of a text that is read."""


def read(
    text: str,
    published_at: str,
    zone: str = "Z",
    *,
    language: Language | None = None,
    author: str | None = None,
    gazetteer: Gazetteer | None = None,
    name: str = "report",
) -> Reading:
    """Return the claims of a report as proposals, each with its words, its speaker and the way it came.

    Nothing is decided: every claim is a draft until a person confirms it, and `unread` holds the sentences in which
    nothing was understood.

    Parameters
    ----------
    text
        The exact text.
    published_at
        A day, or a minute with an offset: the anchor of "tomorrow" and "last Tuesday".
    zone
        Offset (+03:00, Z) or name (Asia/Damascus) of times that say none.
    language
        Found by itself where it is not given.
    author
        Who sends the report; speaks wherever nobody else is named.
    gazetteer
        Places by their names; those of the library where none is given.
    name
        Name of the report, for the document.

    Raises
    ------
    MamarrError
        reading.too-long, reading.bad-date, reading.bad-zone.
    """
    if len(text) > LONGEST:
        line = text.count("\n", 0, LONGEST) + 1
        raise MamarrError(
            "reading.too-long", [Finding("reading.too-long", "", line, {"found": len(text), "limit": LONGEST})]
        )
    tongue = language or language_of(text)
    anchor = anchor_of(published_at, zone)
    folded = fold(text)
    marked = mark(folded, tongue)
    register = register_of(text)
    drafter = Drafter(marked, anchor, gazetteer or library_gazetteer(), author or "", register)
    drafts = [draft for draft in _drafts(drafter) if is_ours(marked, drafter.places, draft.predicate)]
    if is_foreign([sentence.barred for sentence in drafter.sentences], drafter.places, len(drafts)):
        drafts = []
    links = links_of(drafts)
    key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "report"
    return Reading(
        id=key,
        text_file=f"{key}.txt",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        report=Report(
            language=tongue,
            published_at=published_at,
            zone=_offset(anchor),
            dateline=_dateline(drafter),
            author=author or "",
            register_=register,
        ),
        claims=tuple(_claim(marked, drafter, draft, number, links[number]) for number, draft in enumerate(drafts)),
        identifiers=find_identifiers(marked),
        unread=tuple(_unread(drafter, drafts)),
        warnings=tuple(_warnings(text)),
    )


def anchor_of(published_at: str, zone: str) -> Anchor:
    """Return the moment from which relative times count.

    Raises
    ------
    MamarrError
        reading.bad-date, reading.bad-zone.
    """
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?:([+-]\d{2}:\d{2}|Z))?)?", published_at)
    try:
        day = date.fromisoformat(match[1]) if match else None
    except ValueError:
        day = None
    if match is None or day is None or (match[2] and (int(match[2]) > 23 or int(match[3]) > 59)):
        raise MamarrError("reading.bad-date", found=published_at)
    written = _zone_of(match[4] or zone, day)
    return Anchor(day, int(match[2]) * 60 + int(match[3]) if match[2] else None, written)


def _zone_of(zone: str, day: date) -> tzinfo:
    """Return the offset that holds on the day of the report."""
    if zone in {"Z", "UTC"}:
        return UTC
    match = re.fullmatch(r"([+-])(\d{2}):(\d{2})", zone)
    if match and int(match[2]) < 24 and int(match[3]) < 60:
        minutes = int(match[2]) * 60 + int(match[3])
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
    try:
        offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    except (ValueError, OSError, LookupError):
        raise MamarrError("reading.bad-zone", found=zone) from None
    return timezone(offset or timedelta())


def _offset(anchor: Anchor) -> str:
    text = anchor.at(0).strftime("%z")
    return "Z" if text in {"", "+0000"} else f"{text[:3]}:{text[3:5]}"


def _drafts(drafter: Drafter) -> list[Draft]:
    rows = find_rows(drafter.marked, drafter.lines)
    tabular = {row.line.number for row in rows}
    if rows:
        first = min(tabular)
        heading = first - 1
        drafter.sentences = [s for s in drafter.sentences if s.line.number not in tabular and s.line.number != heading]
    drafts = drafter.read()
    if rows:
        blank = Draft("movement.departed", 0, 1, drafter.author, [], "asserts")
        drafts += claims_of(drafter, rows, blank)
        drafts.sort(key=lambda draft: draft.first)
    return drafts


def _claim(marked: Marked, drafter: Drafter, draft: Draft, number: int, links: Sequence[tuple[LinkType, int]]) -> Claim:
    tokens = marked.tokens
    span = marked.folded.span(tokens[draft.first].start, tokens[draft.last - 1].end)
    words = draft.time_words
    time_span = marked.folded.span(tokens[words[0]].start, tokens[words[1] - 1].end) if words else None
    spans = [span]
    outside = [count for count in draft.counts if not (draft.first <= count.first and count.last <= draft.last)]
    spans += [marked.folded.span(tokens[count.first].start, tokens[count.last - 1].end) for count in outside]
    subject: Subject = draft.predicate.split(".")[0]  # type: ignore[assignment]
    _ = drafter
    return Claim(
        id=f"c{number + 1}",
        spans=tuple(spans),
        speaker=draft.speaker,
        relayed_by=tuple(
            Relay(name=name, normalised=slug(name))
            for name in dict.fromkeys(draft.relays)
            if name != draft.speaker.name
        ),
        stance=draft.stance,
        subject=subject,
        predicate=draft.predicate,
        polarity=draft.polarity,
        quantities=tuple(_quantities(marked, draft)),
        said_at=draft.said_at,
        about_time=Time(interval=draft.interval, span=time_span) if draft.interval else None,
        place=draft.place,
        towards=draft.towards,
        links=tuple(Link(type=kind, claim=f"c{place + 1}") for kind, place in links if place != number),
    )


_DURATION_OF = {
    "pause": "pause",
    "corridor": "corridor",
    "talks": "talks",
    "movement": "delay",
    "aid": "delay",
    "incident": "delay",
}


def _quantities(marked: Marked, draft: Draft) -> list[Quantity]:
    """Return the figures of a claim; a duration belongs to what the claim is about."""
    found: list[Quantity] = []
    subject = draft.predicate.split(".")[0]
    for count in draft.counts:
        of = count.of
        if count.unit in {"hours", "days", "minutes", "years"}:
            of = _DURATION_OF[subject]
            near = {token.word for token in marked.tokens[max(0, count.first - 3) : count.last + 2]}
            if (
                near & {"delay", "delayed", "late", "تاخير", "تاخر", "wait", "متاخره"}
                or draft.predicate == "corridor.limited"
            ):
                of = "delay"
        elif count.unit in {"km", "m"}:
            of = (
                "hazard"
                if draft.predicate == "incident.hazard"
                else "vehicles"
                if draft.predicate == "movement.waiting"
                else "corridor"
            )
        elif (
            draft.predicate in {"incident.casualties", "incident.attack"}
            and count.unit == "persons"
            and count.of != "dead"
        ):
            of = _casualty(marked, count.first, count.last, count.of)
        quantity = count.quantity(marked, of)
        if all(
            (quantity.value, quantity.low, quantity.high, quantity.unit, quantity.of)
            != (q.value, q.low, q.high, q.unit, q.of)
            for q in found
        ):
            found.append(quantity)
    return found


def _casualty(marked: Marked, first: int, last: int, of: str) -> str:
    """Persons killed are dead, persons hurt are wounded, whoever they are."""
    for reach in range(1, 7):
        sides = (last - 1 + reach, first - reach) if marked.language == "en" else (first - reach, last - 1 + reach)
        for index in sides:
            if (
                marked.language == "ar"
                and index >= last
                and marked.tokens[min(index, len(marked.tokens) - 1)].word[0] in "وف"
            ):
                continue  # the next verb has victims of its own
            if 0 <= index < len(marked.tokens):
                if marked.at(index, "DIED"):
                    return "dead"
                if marked.at(index, "HURT"):
                    return "wounded"
    return of


def _dateline(drafter: Drafter) -> str | None:
    """Return place and day in front of the first sentence, as written."""
    if not drafter.lines:
        return None
    line = drafter.lines[0]
    dash = next(
        (
            index
            for index in range(line.first, min(line.last, line.first + 20))
            if drafter.marked.tokens[index].word in {"-", "("}
        ),
        None,
    )
    if dash is None or dash == line.first:
        return None
    words = drafter.marked.text(line.first, dash)
    return words if len(words) < 80 and any(found.first < dash for found in drafter.places) else None


def _unread(drafter: Drafter, drafts: list[Draft]) -> list[Span]:
    """Return the sentences in which nothing was understood."""
    marked = drafter.marked
    covered = {index for draft in drafts for index in range(draft.first, draft.last)}
    return [
        marked.folded.span(marked.tokens[sentence.first].start, marked.tokens[sentence.last - 1].end)
        for sentence in drafter.sentences
        if not covered.intersection(range(sentence.first, sentence.last))
    ]


def _warnings(text: str) -> list[Finding]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        signs = sorted({f"U+{ord(sign):04X}" for sign in line if sign in TURNING})
        if signs:
            found.append(Finding("reading.bidi-control", "", number, {"found": ", ".join(signs)}))
    return found[:100]
