"""Victims named one by one: a driver and a medic were killed, مقتل سائق ومسعفة. Each is one person."""

from mamarr.logbook.reading.quantities import Count
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist


def victims(marked: Marked, first: int, last: int, near: int) -> Count | None:
    """Return the persons of tokens *first* to *last* that are named in the singular beside the token *near*; None where there are none."""
    places = [index for index in range(first, last) if _is_one(marked, index)]
    places = [index for index in places if abs(index - near) <= 10]
    if not places:
        return None
    begin = places[0] - 1 if marked.language == "en" else places[0]
    return Count(begin, places[-1] + 1, "persons", "persons", value=len(places))


def _is_one(marked: Marked, index: int) -> bool:
    """Whether one person, and not a known one, is named here."""
    word = marked.tokens[index].word
    if marked.language == "en":
        lead = next(
            (
                back
                for back in (1, 2, 3)
                if index - back >= 0 and marked.tokens[index - back].word in {"a", "an", "one"}
            ),
            None,
        )
        return (
            lead is not None
            and word in wordlist("victims one")
            and all(marked.tokens[at].is_word for at in range(index - lead, index))
        )
    plain = word[1:] if word[0] in "وف" and word not in wordlist("victims one") else word
    return plain in wordlist("victims one")
