"""Sentences of our own: every predicate and stance in both languages, none of them taken from a report."""

from pathlib import Path

import pytest

from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.reader import read

HERE = Path(__file__).parent


def exercises(language: str) -> list[tuple[str, ...]]:
    lines = (HERE / f"exercises_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [
        (language, *(part.strip() for part in line.split("|"))) for line in lines if line and not line.startswith("#")
    ]


def claims(language: str, text: str) -> list[tuple[str, str, str, str]]:
    found = read(text, "2031-06-12T20:00+03:00", "+03:00", language=language, author="desk").claims  # type: ignore[arg-type]
    return [(claim.predicate, claim.stance, claim.polarity, claim.speaker.name or "-") for claim in found]


def wrong(language: str, predicate: str, stance: str, polarity: str, speaker: str, text: str) -> str | None:
    for found in claims(language, text):
        if found[:3] == (predicate, stance, polarity) and fold_word(speaker) in {
            fold_word(found[3]),
            fold_word(found[3]).removeprefix("the "),
        }:
            return None
    return f"{text}\n   wanted {predicate} {stance} {polarity} {speaker}\n   found  {claims(language, text)}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_exercises_are_read(language: str) -> None:
    """Nine in ten; what is missed is printed, so that a change that loses one is seen."""
    rows = exercises(language)
    missed = [message for row in rows if (message := wrong(*row))]
    assert len(missed) <= len(rows) // 10, "\n".join(missed)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_predicate_is_exercised(language: str) -> None:
    assert len({row[1] for row in exercises(language)}) == 29
