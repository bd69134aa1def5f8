"""Exercises for the reader: a text with every claim it holds and no other, in `tests/data/reading`; the file says how to write one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mamarr.logbook.claims import Claim, Quantity

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reading"
FIELDS = ("speaker", "stance", "polarity", "figures", "day", "place")


@dataclass(frozen=True)
class Wanted:
    """A claim that an exercise holds; "*" leaves a field open."""

    predicate: str
    stance: str
    polarity: str
    speaker: str
    figures: str
    day: str
    place: str


@dataclass
class Exercise:
    """A text with its claims."""

    section: str
    text: str
    claims: list[Wanted] = field(default_factory=list)


@dataclass
class Sum:
    """What was found of a set of exercises."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def add(self, exercise: Exercise, claims: list[Claim]) -> list[str]:
        """Count one exercise; return what is wrong in it."""
        rest, messages = list(claims), []
        for wanted in exercise.claims:
            fits = [claim for claim in rest if claim.predicate == wanted.predicate]
            claim = min(fits, key=lambda claim: len(differences(wanted, claim)), default=None)
            if claim is None:
                messages.append(f"missed {wanted.predicate}")
                continue
            rest.remove(claim)
            wrong = differences(wanted, claim)
            messages += [f"{wanted.predicate}: {name} {value}" for name, value in wrong.items()]
            for name in FIELDS:
                self.right[name] += name not in wrong
            self.matched += 1
        self.gold += len(exercise.claims)
        self.found += len(claims)
        return messages + [f"false {claim.predicate} {claim.spans[0].quote!r}" for claim in rest]

    @property
    def share(self) -> float:
        """F1 of the claims."""
        return 2 * self.matched / (self.gold + self.found) if self.gold + self.found else 1.0


def exercises(language: str) -> Iterator[Exercise]:
    """Yield the exercises of a language."""
    section, exercise = "", None
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.startswith(">"):
            if exercise is not None and exercise.claims:
                yield exercise
                exercise = None
            if exercise is not None and line.startswith(("> ", ">")) and not _goes_on(exercise.text, section):
                yield exercise
                exercise = None
            text = line[2:]
            exercise = Exercise(section, f"{exercise.text}\n{text}" if exercise else text)
        elif line and not line.startswith("#"):
            assert exercise is not None, line
            exercise.claims.append(wanted_of(line))
        if not line and exercise is not None:
            yield exercise
            exercise = None
    if exercise is not None:
        yield exercise


def _goes_on(text: str, section: str) -> bool:
    """Only tables have several lines."""
    return bool(text) and section.startswith("tables")


def wanted_of(line: str) -> Wanted:
    """Return the claim that a line of the file says."""
    head, speaker, figures, day, place = (part.strip() for part in line.split("|"))
    predicate, stance, polarity = head.split()
    return Wanted(predicate, stance, {"+": "positive", "-": "negative"}[polarity], speaker, figures, day, place)


def claims_in(language: str, text: str) -> list[Claim]:
    """Read one exercise."""
    return list(read(text, "2031-06-12T20:00+03:00", "+03:00", language=language, author="desk").claims)  # type: ignore[arg-type]


def differences(wanted: Wanted, claim: Claim) -> dict[str, str]:
    """Return the fields that differ, with what was found."""
    found = {
        "speaker": claim.speaker.name or "-",
        "stance": claim.stance,
        "polarity": claim.polarity,
        "figures": "; ".join(sorted(map(figure, claim.quantities))) or "-",
        "day": day_of(claim),
        "place": (claim.place.id or f'"{claim.place.name}"') if claim.place else "-",
    }
    wanted_figures = "; ".join(sorted(part.strip() for part in wanted.figures.split(";")))
    asked = {name: getattr(wanted, name) for name in FIELDS} | {"figures": wanted_figures}
    return {
        name: f"{value!r} for {asked[name]!r}"
        for name, value in found.items()
        if asked[name] != "*" and plain(value) != plain(asked[name])
    }


def plain(text: str) -> str:
    """Return a name without case, spelling variants and article."""
    return " ".join(word.removeprefix("ال") for word in fold_word(text).split() if word not in {"the", "a", "an"})


def figure(quantity: Quantity) -> str:
    """Write a figure as the exercises do."""
    if quantity.value is not None:
        value = f"{quantity.value:g}"
    elif quantity.low is not None and quantity.high is not None:
        value = f"{quantity.low:g}-{quantity.high:g}"
    else:
        value = f">={quantity.low:g}" if quantity.low is not None else f"<={quantity.high:g}"
    return f"{value} {quantity.unit} {quantity.of}"


def day_of(claim: Claim) -> str:
    """Return the day at which it begins, or ends where the beginning is open."""
    if claim.about_time is None:
        return "-"
    start, end = claim.about_time.interval.split("/")
    if start != "..":
        return start[:10]
    return "-" if end == ".." else (datetime.fromisoformat(end[:16]) - timedelta(minutes=1)).date().isoformat()
