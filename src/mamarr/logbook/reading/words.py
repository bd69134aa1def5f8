"""Words: the text cut into words, figures and signs."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mamarr.logbook.claims import Language
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import forms_of, lines_of

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Token:
    """One word, figure or sign."""

    start: int
    end: int
    written: str
    """As it stands in the folded text."""

    word: str
    """In small letters."""

    @property
    def is_word(self) -> bool:
        """True for letters."""
        return bool(_LETTER.match(self.word))

    @property
    def is_figure(self) -> bool:
        """True for digits."""
        return self.word[0].isdecimal()


@lru_cache(maxsize=2)
def _token(language: Language) -> re.Pattern[str]:
    """Return the pattern of a token; short forms with a figure or a sign in them (w/, 2day) are one."""
    mixed = {
        fold_word(form)
        for _, line in lines_of(f"{language}-shorthand.txt")
        for form in forms_of(line.partition(":")[2])
        if not form.isalpha() and len(form) > 1
    }
    first = "".join(
        rf"(?<![\w]){re.escape(form)}(?![\w])|" for form in sorted(mixed, key=lambda form: (-len(form), form))
    )
    return re.compile(first + r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\n|[^\s]", re.IGNORECASE)


def tokens_of(text: str, language: Language) -> list[Token]:
    """Return the words, figures and signs of a folded text."""
    return [Token(m.start(), m.end(), m[0], m[0].lower()) for m in _token(language).finditer(text)]
