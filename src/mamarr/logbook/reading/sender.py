"""Sender: who a text says that it is from: a message whose writer gives her name.

A body that issues a statement stays unnamed: it is the author of the report.
"""

from mamarr.logbook.claims import Actor
from mamarr.logbook.reading.actors import slug
from mamarr.logbook.reading.clauses import Line
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.saying import Range
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

HEAD = 3
"""Lines in which a text may say who it is from."""


def sender(marked: Marked, lines: list[Line], author: Actor, written_by: str) -> Actor:
    """Return the author by the name that the text itself gives; *author* unchanged where it gives none."""
    for line in lines[:HEAD]:
        named = _signed(marked, line)
        if named is None:
            continue
        name = marked.text(*named)
        known = set(fold_word(written_by).replace(",", " ").split())
        if known & set(fold_word(name).split()):
            return author.model_copy(update={"name": name, "normalised": slug(written_by) or slug(name)})
    return author


def _signed(marked: Marked, line: Line) -> Range | None:
    """Hi, it's Nour; معكم سامر."""
    for index in range(line.first, min(line.last - 1, line.first + 5)):
        if marked.tokens[index].word in wordlist("sender signs") and marked.at(index + 1, "GIVEN"):
            return index + 1, index + 2
    return None
