"""Duals: حافلتان is two of what a number may count, built from the singular that the lexicon lists."""

from functools import lru_cache

from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import forms_of, lines_of


@lru_cache(maxsize=1)
def duals() -> dict[str, str]:
    """Return the dual of every noun of one word that counts something."""
    found: dict[str, str] = {}
    listed = {fold_word(form) for _, line in lines_of("ar-units.txt") for form in forms_of(line)}
    for section, line in lines_of("ar-units.txt"):
        if not section[0].islower():
            continue
        for form in forms_of(line):
            noun = fold_word(form)
            if " " in noun or len(noun) < 3 or noun.endswith(("ات", "ين", "ون", "ا")):
                continue
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            for ending in ("ين", "ان", "ا", "ي"):
                if ending in {"ا", "ي"} and not noun.endswith("ه"):
                    continue  # construct of masculine nouns looks like other forms
                if stem + ending not in listed:
                    found.setdefault(stem + ending, section)
    for clash in ("عبارتين", "مركزي", "حدين"):
        found.pop(clash, None)
    return found
