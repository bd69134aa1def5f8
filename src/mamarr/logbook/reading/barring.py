"""Sentences that can hold no claim: questions, headings, words to the machine, other worlds than this one."""

import itertools

from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist


def bar(marked: Marked, sentences: list[Sentence], year: int) -> None:
    """Mark every sentence that can hold no claim with the reason; *year* is that of the report."""
    first_line = sentences[0].line if sentences else None
    long_text = sum(sentence.last - sentence.first > 9 for sentence in sentences) >= 2
    for sentence in sentences:
        sentence.barred = _reason(marked, sentence, long_text=long_text) or _history(marked, sentence, year)
        if not sentence.barred and sentence.line is first_line and len(sentences) > 1 and _is_title(marked, sentence):
            sentence.barred = "heading"
    for one, other in itertools.pairwise(sentences):
        if (
            one.barred == "machine"
            and other.line is one.line
            and not other.barred
            and marked.tokens[other.first].word in {"mark", "set", "and", "output", "then", "also"}
        ):
            other.barred = "machine"


def _reason(marked: Marked, sentence: Sentence, *, long_text: bool) -> str:
    first, last = sentence.first, sentence.last
    if marked.has(first, last, "MACHINE"):
        return "machine"
    if marked.tokens[last - 1].word == "?" or (
        last - first > 1 and marked.tokens[last - 1].word == '"' and marked.tokens[last - 2].word == "?"
    ):
        return "question"
    if (
        marked.tokens[first].word in {"q", "س", "interviewer", "المحاور"}
        and first + 1 < last
        and marked.tokens[first + 1].word in {":", "."}
    ):
        return "question"
    if marked.has(first, last, "OFFTOPIC"):
        return "other matter"
    if marked.has(first, min(last, first + 6), "ELSEWHERE"):
        return "other matter"
    if long_text and _is_heading(marked, sentence):
        return "heading"
    return ""


def _history(marked: Marked, sentence: Sentence, year: int) -> str:
    """In 1948 the road was blocked: what happened years before the report is no claim of it."""
    tokens = marked.tokens
    for index in range(sentence.first + 1, sentence.last):
        word = tokens[index].word
        if len(word) == 4 and word.isdecimal() and 1000 < int(word) < year - 1 and tokens[index - 1].word in _IN_YEAR:
            return "history"
    return ""


_IN_YEAR = wordlist("barring in_year")


def _is_title(marked: Marked, sentence: Sentence) -> bool:
    """The first line names the report: it has a date or capitals, no full stop and no verb."""
    line = sentence.line
    if line.stamp is not None or marked.tokens[line.last - 1].word in {".", "!", '"'} or sentence.last < line.last:
        return False
    events = [
        hit
        for index in range(line.first, line.last)
        for hit in marked.starting.get(index, ())
        if hit.form in {"past", "pres"} and hit.kind.isupper() and hit.kind not in {"GIVEN", "DELIVER"}
    ]
    return not events


def _is_heading(marked: Marked, sentence: Sentence) -> bool:
    """A short line of its own without a full stop, a figure, a time or a verb in the past."""
    first, last, line = sentence.first, sentence.last, sentence.line
    if first != line.body or last != line.last or line.stamp is not None or line.body != line.first:
        return False
    words = marked.tokens[first:last]
    if len(words) > 9 or words[-1].word in {".", "!", '"'} or any(token.is_figure for token in words[:-1]):
        return words[-1].word == ":" and len(words) <= 6
    if any(token.word == ":" for token in words):
        return words[-1].word == ":"
    finite = any(
        hit.form in {"past", "pres"}
        for index in range(first, last)
        for hit in marked.starting.get(index, ())
        if hit.kind.isupper() and hit.kind != "GIVEN"
    )
    capitals = marked.language == "en" and sum(t.written.isupper() for t in words if t.is_word) > len(words) / 2
    return (capitals and len(words) <= 8) or not finite
