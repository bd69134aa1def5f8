"""Topic: whether a text speaks of truces, corridors, convoys and what befalls them at all. An accident in another story is no claim."""

from collections.abc import Sequence

from mamarr.logbook.reading.gazetteer import Found
from mamarr.logbook.reading.lexicon import lexicon
from mamarr.logbook.reading.tokens import Marked, hits_at

_PLAIN = ("corridor.", "pause.", "movement.waiting")
"""What says enough by itself: a road that is closed, a truce, people who wait."""


def is_foreign(barred: Sequence[str], places: Sequence[Found], claims: int) -> bool:
    """Return whether most of a text is other matters and questions, and no place of the gazetteer is named: a newsletter, a lesson."""
    others = sum(reason in {"other matter", "question", "history"} for reason in barred)
    return others >= 2 and others >= claims and not any(found.place.id for found in places)


def is_ours(marked: Marked, places: Sequence[Found], predicate: str) -> bool:
    """Return whether a happening of the text can be a claim: the text names a place of the gazetteer, or speaks of our matters."""
    if predicate.startswith(_PLAIN) or any(found.place.id for found in places):
        return True
    if predicate.startswith("talks.") and places:
        return True
    words = [token.word for token in marked.tokens]
    forms = lexicon(marked.language, ("topic",))
    return any(
        words[index][0].isalpha() and hits_at(forms, words, index, marked.language) for index in range(len(words))
    )
