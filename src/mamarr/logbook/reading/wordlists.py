"""Word lists: small words that a rule looks for, from `lexicon/*-words.txt`, both languages together."""

from functools import lru_cache

from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import forms_of, lines_of


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in ("en-words.txt", "ar-words.txt"):
        for section, line in lines_of(name):
            found.setdefault(section, set()).update(map(fold_word, forms_of(line)))
    return {section: frozenset(forms) for section, forms in found.items()}


def wordlist(section: str) -> frozenset[str]:
    """Return the words that a rule looks for.

    Raises
    ------
    KeyError
        where the files have no such section.
    """
    return _lists()[section]


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Return every word of every list: they are known and never mended."""
    return frozenset().union(*_lists().values())
