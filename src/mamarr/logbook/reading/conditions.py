"""Conditions: in "if the shelling goes on, the truce is void" only what depends on the condition is a claim."""

from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

_IF = wordlist("conditions if")
"""Words that open a condition and nothing else."""


def without_conditions(marked: Marked, sentence: Sentence, events: list[Event]) -> list[Event]:
    """Return the events of a sentence without those that only say on what another one depends."""
    span = condition(marked, sentence)
    if span is None or len(events) < 2:
        return events
    inside = [event for event in events if span[0] <= event.action.first < span[1]]
    return [event for event in events if event not in inside] if len(inside) < len(events) else events


def condition(marked: Marked, sentence: Sentence) -> tuple[int, int] | None:
    """Return where the condition stands: from its "if" to the comma, or to the فَ of what follows."""
    tokens = marked.tokens
    for index in range(sentence.first, sentence.last):
        two = marked.at(index, "IF")
        doubled = two is not None and two.last == index + 2 and tokens[index + 1].word in {"لم", "اذا"}
        if not (tokens[index].word in _IF or doubled or _opens(marked, sentence, index)) or (
            index > sentence.first and tokens[index - 1].word in {"only", "as", "even", "not", "the"}
        ):
            continue
        if tokens[index].word == "should" and index > sentence.first and tokens[index - 1].is_word:
            continue
        leads = index <= sentence.first + 3
        end = index + 1
        while end < sentence.last and not _begins_answer(marked, end, leads=leads):
            end += 1
        if end < sentence.last or not leads:
            return index, end
    return None


def _opens(marked: Marked, sentence: Sentence, index: int) -> bool:
    """إن استمر القصف فإن: at the head of a sentence and before a verb the word for "that" means "if"."""
    if (
        marked.language != "ar"
        or index != sentence.first
        or marked.tokens[index].word != "ان"
        or index + 1 >= sentence.last
    ):
        return False
    return any(t.word.startswith("ف") for t in marked.tokens[index + 2 : sentence.last]) and not marked.tokens[
        index + 1
    ].word.startswith("ال")


def _begins_answer(marked: Marked, index: int, *, leads: bool) -> bool:
    word = marked.tokens[index].word
    if word in {",", ";", "then"}:
        return True
    if leads and word in wordlist("conditions we") and marked.tokens[index + 1].word in wordlist("conditions will"):
        return True
    return (
        leads
        and marked.language == "ar"
        and len(word) > 3
        and word.startswith("ف")
        and word[1:3] in {"ان", "سن", "لن", "سو", "سي", "ست", "قد", "ال"}
    )


def is_answer(marked: Marked, sentence: Sentence, index: int) -> bool:
    """Return whether a token stands outside the condition of its sentence, and so depends on it."""
    span = condition(marked, sentence)
    return span is not None and not span[0] <= index < span[1]
