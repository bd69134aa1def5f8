"""Cuts: which stretch of a sentence belongs to which of its happenings."""

import itertools

from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.saying import Range
from mamarr.logbook.reading.tokens import Marked


def clauses_of(marked: Marked, sentence: Sentence, events: list[Event], first: int) -> list[Range]:
    """Return for every event the stretch of the sentence that is its own."""
    if not events:
        return []
    cuts = [first]
    for one, other in itertools.pairwise(events):
        cuts.append(_cut(marked, one, other))
    cuts.append(sentence.last)
    found = []
    for index in range(len(events)):
        low, high = cuts[index], cuts[index + 1]
        found.append((min(low, events[index].first), max(high, events[index].last)))
    return found


def _cut(marked: Marked, one: Event, other: Event) -> int:
    start, end = one.action.last, other.first
    if end <= start:
        start, end = sorted((one.action.first, other.action.first))
        return max(start + 1, end)
    best, value = end, 0
    for index in range(start, end):
        token = marked.tokens[index]
        worth = {";": 5, ",": 4, "while": 6, "but": 6, "and": 3, "|": 5, "then": 3, "after": 2, "before": 2}.get(
            token.word, 0
        )
        if (
            marked.language == "ar"
            and token.word.startswith("و")
            and any(hit.joined.startswith("و") for hit in marked.starting.get(index, ()))
        ):
            worth = 3
        if token.word in {"فيما", "بينما", "لكن", "بعد", "قبل", "ثم"}:
            worth = 5
        if worth and worth >= value:
            best, value = index, worth
    return best
