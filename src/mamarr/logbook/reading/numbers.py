"""Numbers of a text: figures with their separators, and what a number is once it is read."""

import re
from dataclasses import dataclass

from mamarr.logbook.reading.tokens import Marked

_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")


LONGEST_FIGURE = 15
"""Signs of a figure; a longer one counts nothing."""

GREATEST = 10**12
"""Numbers from here on count nothing either."""


@dataclass(frozen=True)
class Number:
    """A value in tokens *first* to *last* (exclusive)."""

    value: float
    first: int
    last: int

    @property
    def is_whole(self) -> bool:
        """True for a count."""
        return self.value == int(self.value)


def figure(written: str, *, whole: bool) -> float | None:
    """Return the value of digits with separators; *whole* says that only whole numbers make sense: 1.150 persons are 1150."""
    if ":" in written or len(written) > LONGEST_FIGURE:
        return None
    if _GROUPS.match(written) and (whole or "," in written or written.count(".") > 1):
        return float(re.sub("[.,]", "", written))
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None


def figure_at(marked: Marked, index: int, *, whole: bool) -> Number | None:
    """Return the number written in digits at a token; thin spaces may part groups of three."""
    token = marked.tokens[index]
    if not token.is_figure or _part_of_a_name(marked, index):
        return None
    value, last = figure(token.word, whole=whole), index + 1
    if value is None:
        return None
    while last < len(marked.tokens) and _group_follows(marked, last, index):
        value, last = value * 1000 + float(marked.tokens[last].word), last + 1
    return Number(value, index, last)


def _part_of_a_name(marked: Marked, index: int) -> bool:
    """A figure that touches letters before it is a name: B3, ق1."""
    before = marked.tokens[index - 1] if index else None
    return bool(before and before.end == marked.tokens[index].start and before.is_word and not _joined(before.word))


def _joined(word: str) -> bool:
    """Letters that Arabic writes onto a figure: و13, ب8, ال24."""
    return word in {"و", "ب", "ل", "ف", "ك", "ال", "وال", "بال", "لل", "x"}


def _group_follows(marked: Marked, last: int, first: int) -> bool:
    before, token = marked.tokens[last - 1], marked.tokens[last]
    if not (token.word.isdecimal() and len(token.word) == 3 and len(marked.tokens[first].word) <= 3):
        return False
    if token.start != before.end + 1:
        return False
    return marked.folded.exact[marked.folded.at[before.end]] in "\u00a0\u2007\u2009\u202f"
