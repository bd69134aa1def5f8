"""Lines and sentences: where the text may be cut, what stands in quotation marks, and what can hold no claim."""

import re
from dataclasses import dataclass, field

from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

_STAMP = re.compile(
    r"^[ *|\[(-]*(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?,? )?"
    r"(?:(\d{1,2})[:h]([0-5]\d)(?::[0-5]\d)?|([01]\d|2[0-3])([0-5]\d))( ?(?:[A-Z](?![\w])|hrs|hours|h|UTC|GMT|LT)\b)?[\])]?(?=[ :,;|-])"
)
LONGEST_SENTENCE = 150
"""Tokens; a longer stretch without a full stop is cut, so that no text takes long."""

_ENDS = frozenset({".", "!", "?", ";"})
_SHORT = wordlist("clauses short")


@dataclass
class Line:
    """One line of the text: tokens *first* to *last* (exclusive)."""

    first: int
    last: int
    stamp: int | None = None
    """Minutes of the day that stand at its beginning."""

    stamp_zone: str = ""
    body: int = 0
    """Token after the time stamp, bullet or number."""

    number: int = 0
    source: tuple[int, int] | None = None
    """Tokens of the cell after the time stamp that says who reports: 06:20; gate north; bridge closed."""


@dataclass
class Sentence:
    """Part of a line up to a full stop: tokens *first* to *last* (exclusive)."""

    first: int
    last: int
    line: Line
    index: int = 0
    quoted: bool = False
    """True where it begins inside quotation marks."""

    heading: bool = False
    barred: str = ""
    """Why it can hold no claim; empty where it can."""

    previous: "Sentence | None" = field(default=None, repr=False)


def lines_of(marked: Marked) -> list[Line]:
    """Return the lines that have words, with time stamps and bullets set apart."""
    found: list[Line] = []
    first = 0
    tokens = marked.tokens
    for index in range(len(tokens) + 1):
        if index == len(tokens) or tokens[index].word == "\n":
            if index > first:
                found.append(_line(marked, Line(first, index, body=first, number=len(found))))
            first = index + 1
    return found


def _line(marked: Marked, line: Line) -> Line:
    text = marked.folded.text[marked.tokens[line.first].start : marked.tokens[line.last - 1].end]
    match = _STAMP.match(text)
    begin = marked.tokens[line.first].start
    if match:
        hours, minutes = (match[1], match[2]) if match[1] else (match[3], match[4])
        if int(hours) < 24:
            line.stamp = int(hours) * 60 + int(minutes)
            line.stamp_zone = (match[5] or "").strip()
            while line.body < line.last and marked.tokens[line.body].start < begin + match.end():
                line.body += 1
            _take_source(marked, line)
    else:
        numbered = re.match(r"^[ ]*(?:[*-] ?|\d{1,2}/\d{0,2} ?|\d{1,2}[.)] |\(\d{1,2}\) |#\d+ )", text)
        if numbered:
            while line.body < line.last and marked.tokens[line.body].start < begin + numbered.end():
                line.body += 1
    while line.body < line.last and marked.tokens[line.body].word in {":", "-", "|", ",", "]"}:
        line.body += 1
    return line


def _take_source(marked: Marked, line: Line) -> None:
    """Set the cell of the reporter apart where the line has three cells or more between like signs."""
    if line.body >= line.last or marked.tokens[line.body].word not in {";", "|"}:
        return
    sign = marked.tokens[line.body].word
    end = next((i for i in range(line.body + 1, min(line.last, line.body + 8)) if marked.tokens[i].word == sign), None)
    if end is not None and line.body + 1 < end < line.last - 1:
        line.source, line.body = (line.body + 1, end), end + 1
    else:
        line.body += 1


def sentences_of(marked: Marked, lines: list[Line]) -> list[Sentence]:
    """Return the sentences of every line; headings and sentences that can hold no claim are marked."""
    found: list[Sentence] = []
    inside = False
    for line in lines:
        first = line.body
        begins_inside = inside
        for index in range(line.body, line.last):
            word = marked.tokens[index].word
            if word == '"':
                inside = not inside
            if index - first >= LONGEST_SENTENCE:
                found.append(Sentence(first, index, line, quoted=begins_inside))
                first, begins_inside = index, inside
            if word in _ENDS and _stops(marked, index, line.last):
                last = index + 1
                if last < line.last and marked.tokens[last].word == '"' and inside:
                    continue
                if last - first > 1:
                    found.append(Sentence(first, last, line, quoted=begins_inside))
                first, begins_inside = last, inside
        if first < line.last and any(t.is_word or t.is_figure for t in marked.tokens[first : line.last]):
            found.append(Sentence(first, line.last, line, quoted=begins_inside))
        inside = False if _balanced(marked, line) else inside
    for index, sentence in enumerate(found):
        sentence.index = index
        sentence.previous = found[index - 1] if index else None
    return found


def _balanced(marked: Marked, line: Line) -> bool:
    return sum(token.word == '"' for token in marked.tokens[line.first : line.last]) % 2 == 0


def _stops(marked: Marked, index: int, end: int) -> bool:
    """A full stop ends a sentence unless it belongs to an abbreviation."""
    tokens = marked.tokens
    if tokens[index].word != ".":
        return True
    if index + 1 >= end:
        return True
    before, after = tokens[index - 1], tokens[index + 1]
    if after.start == tokens[index].end and after.word not in {'"', ")", "'"}:
        return False
    if before.word in _SHORT and before.end == tokens[index].start:
        return False
    if len(before.word) == 1 and before.is_word and before.written.isupper() and marked.language == "en":
        return False
    return not (
        after.is_word
        and after.written[0].islower()
        and after.word.isascii()
        and marked.language == "en"
        and before.word in {"a.m", "p.m"}
    )
