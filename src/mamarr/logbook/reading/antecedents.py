"""Sentences that speak of other claims: doubt, denial, withdrawal, correction, comment, without saying what again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from mamarr.logbook.claims import Actor, LinkType, Predicate, Stance
from mamarr.logbook.reading.quantities import Count
from mamarr.logbook.reading.wordlists import wordlist

if TYPE_CHECKING:
    from mamarr.logbook.reading.clauses import Sentence
    from mamarr.logbook.reading.numbers import Number
    from mamarr.logbook.reading.saying import Frame
    from mamarr.logbook.reading.tokens import Marked


class Earlier(Protocol):
    """What is known of a claim before."""

    predicate: Predicate
    speaker: Actor
    relays: list[str]
    stance: Stance
    counts: list[Count]
    sentence: int


@dataclass(frozen=True)
class Antecedent:
    """Claims that a sentence speaks of."""

    about: tuple[int, ...]
    """Places in the list of drafts; the first gives the predicate."""

    link: LinkType
    stance: Stance
    counts: tuple[Count, ...] = ()
    keeps: bool = False
    """Whether place and polarity of the claim before hold on."""


_FIGURES = wordlist("antecedents figures")


def _says_figure(marked: Marked, first: int, last: int) -> bool:
    return any(
        token.word in _FIGURES or token.word.removeprefix("و") in _FIGURES for token in marked.tokens[first:last]
    )


def corrected(
    marked: Marked,
    sentence: Sentence,
    frame: Frame | None,
    drafts: Sequence[Earlier],
    numbers: dict[int, Number],
    counts: list[Count],
) -> Antecedent | None:
    """Return the claim whose figure this sentence replaces or disputes."""
    if frame is not None and frame.stance not in {"asserts", "confirms"}:
        return None
    first, last = (
        (sentence.first, sentence.last)
        if frame is None
        else (min(frame.header[0], frame.content[0]), max(frame.content[1], frame.header[1]))
    )
    mended = marked.has(first, last, "CORRECTION")
    if not (mended or _says_figure(marked, first, last)):
        return None
    about = next(
        (
            index
            for index in range(len(drafts) - 1, max(-1, len(drafts) - 60), -1)
            if drafts[index].counts and sentence.index - drafts[index].sentence <= 3
        ),
        None,
    )
    if about is None:
        return None
    mine = [count for count in counts if first <= count.first < last]
    if not mine:
        number = next((numbers[index] for index in range(first, last) if index in numbers), None)
        if number is None:
            return None
        model = drafts[about].counts[0]
        before = marked.tokens[number.first - 1].word if number.first else ""
        mine = [
            replace(
                model,
                first=number.first,
                last=number.last,
                value=number.value,
                low=None,
                high=None,
                total=False,
                approximate=before in {"barely", "about", "only", "some", "نحو", "حوالي", "nearly", "around"},
            )
        ]
        if before in {"barely", "about", "nearly", "around"}:
            mine = [replace(mine[0], first=number.first - 1)]
    link: LinkType = "corrects" if mended else "contradicts"
    return Antecedent((about,), link, "asserts", tuple(mine), keeps=True)


def doubted(
    marked: Marked, sentence: Sentence, frame: Frame, drafts: Sequence[Earlier], actor: Actor
) -> Antecedent | None:
    """Return the claims that are not confirmed, denied or withdrawn here."""
    words = [token for token in marked.tokens[sentence.first : sentence.last] if token.is_word]
    if len(words) < 4 or not drafts:
        return None
    link: LinkType = {"could_not_confirm": "questions", "denies": "contradicts", "withdraws": "corrects"}[frame.stance]  # type: ignore[assignment]
    recent = [
        index
        for index in range(max(0, len(drafts) - 60), len(drafts))
        if sentence.index - drafts[index].sentence <= 6
        and drafts[index].stance not in {"could_not_confirm", "withdraws"}
    ]
    if not recent:
        return None
    if frame.stance == "withdraws":
        own = [
            index
            for index in recent
            if actor.name
            and (
                _like(actor.name, drafts[index].speaker.name)
                or any(_like(actor.name, relay) for relay in drafts[index].relays)
            )
        ]
        return Antecedent((own[-1] if own else recent[-1],), link, frame.stance)
    if _says_figure(marked, sentence.first, sentence.last):
        counted = [index for index in recent if drafts[index].counts]
        if counted:
            same = [index for index in counted if drafts[index].speaker.role == drafts[counted[0]].speaker.role]
            return Antecedent(tuple(same or counted), link, frame.stance)
    text = {token.word for token in words}
    if text & {"either", "both", "accounts", "claims", "reports", "الروايتين", "الروايات", "الانباء", "المعلومات"}:
        return Antecedent(tuple(recent[:2]), link, frame.stance)
    others = [index for index in recent if not _like(actor.name, drafts[index].speaker.name)] or recent
    return Antecedent((others[-1],), link, frame.stance)


def _like(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) * 2 >= min(len(a), len(b))


def commented(
    marked: Marked, sentence: Sentence, frame: Frame, drafts: Sequence[Earlier], actor: Actor
) -> Antecedent | None:
    """Return the claims that a remark with "if" or "may" is about: this, that, it."""
    first, last = frame.content
    if not drafts or not marked.has(first, last, "IF"):
        return None
    topic = list(marked.within(first, last, "TOPIC"))
    if not topic:
        return None
    recent = [
        index for index in range(max(0, len(drafts) - 60), len(drafts)) if sentence.index - drafts[index].sentence <= 4
    ]
    if not recent:
        return None
    voice = drafts[recent[-1]].speaker
    same = [
        index
        for index in range(max(0, len(drafts) - 60), len(drafts))
        if drafts[index].speaker.name == voice.name or _like(voice.name, drafts[index].speaker.name)
    ]
    asked = any(marked.tokens[hit.first].word in {"if", "اذا", "لو", "ان"} for hit in marked.within(first, last, "IF"))
    own = [
        index
        for index in recent
        if drafts[index].speaker.name == actor.name and drafts[index].sentence == sentence.index - 1
    ]
    pick = own[0] if own else same[0]
    return Antecedent((pick,), "questions" if asked else "comments", "conditional")
