"""Links between the claims of one report: doubt, contradiction, repetition, correction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mamarr.logbook.claims import LinkType

if TYPE_CHECKING:
    from mamarr.logbook.reading.drafts import Draft


REACH = 60
"""Claims before a claim that it may be linked to."""


def links_of(drafts: Sequence[Draft]) -> list[list[tuple[LinkType, int]]]:
    """Return type and place of every link of each draft."""
    found: list[list[tuple[LinkType, int]]] = []
    for index, draft in enumerate(drafts):
        links: list[tuple[LinkType, int]] = [(kind, place) for kind, place in draft.about]  # type: ignore[misc]
        if not links:
            links = _of(drafts, index)
        found.append(links)
    return found


def _of(drafts: Sequence[Draft], index: int) -> list[tuple[LinkType, int]]:
    draft = drafts[index]
    same = [place for place in range(max(0, index - REACH), index) if drafts[place].predicate == draft.predicate]
    if draft.stance == "could_not_confirm":
        others = [
            place
            for place in same
            if drafts[place].speaker.name != draft.speaker.name and drafts[place].stance != "conditional"
        ]
        return [("questions", place) for place in others]
    positive = [place for place in same if drafts[place].stance in {"asserts", "confirms", "announces_plan"}]
    if draft.stance == "denies":
        return [("contradicts", place) for place in positive if drafts[place].speaker.name != draft.speaker.name][:1]
    if draft.stance == "withdraws":
        return [("corrects", place) for place in positive][-1:]
    if draft.stance in {"asserts", "confirms"}:
        against = [
            place
            for place in positive
            if drafts[place].polarity != draft.polarity and _same_place(drafts[place], draft)
        ]
        if against:
            return [("contradicts", place) for place in against[:1] if drafts[place].speaker.name != draft.speaker.name]
        denied = [
            place
            for place in same
            if drafts[place].stance == "denies" and drafts[place].speaker.name != draft.speaker.name
        ]
        if denied:
            return [("contradicts", denied[0])]
    if (
        draft.stance in {"asserts", "calls_for", "announces_plan"}
        and not draft.counts
        and draft.predicate.startswith(("pause.", "corridor."))
    ):
        again = [
            place
            for place in same
            if drafts[place].stance == draft.stance
            and drafts[place].speaker.name == draft.speaker.name
            and drafts[place].polarity == draft.polarity
        ]
        if again:
            return [("repeats", again[0])]
    return []


def _same_place(one: Draft, other: Draft) -> bool:
    if one.place is None or other.place is None:
        return True
    return one.place.id == other.place.id if one.place.id or other.place.id else one.place.name == other.place.name
