"""Confirming: claims that a person takes out of a reading become entries, each with its words.

A reading only proposes. What a private person could be found by is blanked before anything is kept.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from mamarr.errors import Finding, MamarrError
from mamarr.logbook.claims import Claim, Reading
from mamarr.logbook.facts.claims import Heard
from mamarr.logbook.facts.said import Known

_OFFICE = frozenset({"minister", "official", "spokesperson", "military", "armed_group", "government"})
_LONGEST = 40_000
_BLANK = "▮"


@dataclass(frozen=True)
class Confirmed:
    """What a person says about the claims taken over."""

    by: str
    """Function of the person who confirms."""
    recorded: datetime
    """When it is written down."""
    about: tuple[str, ...] = ()
    """What of the scenario they are about."""
    report: str | None = None
    """Hash of the entry with the report."""
    known: Known | None = None
    """How it is known; without it official, relayed or told as the claim says."""


def reading_of(text: str | bytes) -> Reading:
    """Return the reading that `mamarr read` printed.

    Raises
    ------
    MamarrError
        claim.no-reading.
    """
    try:
        return Reading.model_validate_json(text)
    except (ValidationError, ValueError, RecursionError):
        raise MamarrError("claim.no-reading", found=str(len(text))) from None


def confirm(reading: Reading, says: Confirmed, claims: Sequence[str] | None = None) -> list[Heard]:
    """Return one fact a claim, in the order of the reading.

    Parameters
    ----------
    reading
        What was read out of one report.
    says
        Who confirms, when, and what the claims are about.
    claims
        Ids of the claims that are taken over; None for all.

    Raises
    ------
    MamarrError
        claim.not-there, log.too-large: every reason at once, and nothing is taken over.
    """
    chosen = {claim.id for claim in reading.claims} if claims is None else set(claims)
    present = {claim.id for claim in reading.claims}
    findings = [
        Finding(
            "claim.not-there",
            name[:20],
            None,
            {"found": name[:20], "choices": ", ".join(sorted(present, key=_number))[:200]},
        )
        for name in sorted(chosen - present)
    ]
    texts = {claim.id: _text(reading, claim) for claim in reading.claims if claim.id in chosen}
    for name, text in texts.items():
        if len(text) > _LONGEST:
            findings.append(Finding("log.too-large", name, None, {"found": len(text), "limit": _LONGEST}))
    if findings:
        raise MamarrError(findings[0].code, findings)
    return [_heard(reading, claim, texts[claim.id], says) for claim in reading.claims if claim.id in chosen]


def said_at(reading: Reading, claim: Claim, recorded: datetime) -> datetime:
    """Return when *claim* was said: where only the day is known its last minute, but never after it was written down.

    An earlier minute would let it lapse before it counted; a person who knows better corrects the entry.
    """
    for text in (claim.said_at, reading.report.published_at):
        if text:
            return min(_latest(text, reading.report.zone), recorded)
    return recorded


def _heard(reading: Reading, claim: Claim, text: str, says: Confirmed) -> Heard:
    known: Known = says.known or _known(claim)
    return Heard(
        happened=said_at(reading, claim, says.recorded),
        recorded=says.recorded,
        by=says.by,
        known=known,
        source=_without(reading.report.author, _private(reading))[:400],
        claim=text,
        report=says.report,
        about=says.about,
    )


def _known(claim: Claim) -> Known:
    if claim.relayed_by or claim.speaker.role == "media":
        return "relayed"
    return "official" if claim.speaker.role in _OFFICE else "told"


def _latest(text: str, zone: str) -> datetime:
    try:
        if "T" in text:
            return datetime.fromisoformat(text).astimezone(UTC)
        day = datetime.fromisoformat(f"{text}T00:00{'+00:00' if zone == 'Z' else zone}")
        return (day + timedelta(hours=23, minutes=59)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise MamarrError("claim.no-reading", found=text[:40]) from None


def _text(reading: Reading, claim: Claim) -> str:
    content = _blanked(claim.model_dump(mode="json"), _private(reading))
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _private(reading: Reading) -> list[str]:
    words = {each.span.quote for each in reading.identifiers if each.span.quote.strip()}
    return sorted(words, key=lambda word: (-len(word), word))


def _blanked(value: Any, words: Sequence[str]) -> Any:
    """Return *value* with *words* blanked in quotes, names and notes; who is blanked loses the key made of the name too."""
    if isinstance(value, list):
        return [_blanked(each, words) for each in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, each in value.items():
        is_text = key in ("quote", "name", "note") and isinstance(each, str)
        found[key] = _without(each, words) if is_text else _blanked(each, words)
    if found.get("name") != value.get("name") and "normalised" in found:
        found["normalised"] = None
    return found


def _without(text: str, words: Iterable[str]) -> str:
    """Return *text* with *words* blanked, as long as it was: offsets of a quote stay true."""
    for word in words:
        text = text.replace(word, _BLANK * len(word))
    return text


def _number(name: str) -> int:
    return int(name[1:])
