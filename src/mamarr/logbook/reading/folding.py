"""Text folded for comparison, with a table back to the exact text, so that every claim points at its own words.

Alef, ya, ta marbuta and hamza seats are written in one way, vowel marks, tatweel and invisible controls are left out, Eastern
digits and typographic signs become plain ones. A sign becomes one sign or none, so a table of places is enough.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mamarr.logbook.claims import Span

_SIGNS = {
    **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىیې", "ي"), **dict.fromkeys("ةۃ", "ه"), "ؤ": "و", "ئ": "ي",
    "ک": "ك", "گ": "ك", "٫": ".", "٬": ",", "،": ",", "؛": ";", "؟": "?", "٪": "%", "…": ".", "×": "x",
    **dict.fromkeys("“”„«»″‹›＂", '"'), **dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("–—‑−", "-"),
    **dict.fromkeys("\t\r\u00a0\u2007\u2009\u202f\u3000", " "), **dict.fromkeys("•●▪◦", "*"), "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Signs that turn the direction of writing."""

TURNING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
"""Those that can make a line look like another one."""


@lru_cache(maxsize=4096)
def folded_sign(sign: str) -> str:
    """Return the plain form of one sign: one sign or none."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign in "\n ":
        return sign
    category = unicodedata.category(sign)
    if sign == "ـ" or category in {"Mn", "Me", "Cf", "Cc"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    plain = unicodedata.normalize("NFKD", sign)
    return plain[0] if len(plain) > 1 and unicodedata.category(plain[0]) in {"Lu", "Ll", "Lo", "Nd"} else sign


@dataclass(frozen=True)
class Folded:
    """A text and its folded form."""

    exact: str
    """The text, untouched."""

    text: str
    """Its folded form, in which everything is looked for."""

    at: tuple[int, ...]
    """Place in the exact text of each folded sign."""

    def span(self, start: int, end: int) -> Span:
        """Return the exact words between two places of the folded text, without the blanks around them."""
        while start < end and self.text[start] in " \n":
            start += 1
        while end > start and self.text[end - 1] in " \n":
            end -= 1
        first = self.at[start]
        last = self.at[end - 1] + 1
        while last < len(self.exact) and unicodedata.category(self.exact[last]) == "Mn":
            last += 1
        return Span(start=first, end=last, quote=self.exact[first:last])


def fold(exact: str) -> Folded:
    """Return *exact* with its folded form; markup and addresses of the web are blanked, not removed."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(exact):
        plain = folded_sign(sign)
        if plain:
            signs.append(plain)
            places.append(place)
    return Folded(exact, _without_markup("".join(signs)), tuple(places))


def fold_word(text: str) -> str:
    """Return *text* folded and in small letters, for lexicons."""
    return "".join(map(folded_sign, text)).lower()


_TAG = re.compile(r"</?[A-Za-z!][^<>\n]{0,500}>")
_WEB = re.compile(r"\b(?:https?://|www\.)\S{1,500}")


def _without_markup(text: str) -> str:
    if "<" in text:
        for opening, closing in (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")):
            text = _blanked(text, opening, closing)
        text = _TAG.sub(_tag, text)
    if "&" in text:
        text = _ENTITY.sub(_blank, text)
    return _WEB.sub(_blank, text) if "www." in text or "://" in text else text


def _blanked(text: str, opening: str, closing: str) -> str:
    low = text.lower()
    parts, done = [], 0
    while (start := low.find(opening, done)) >= 0:
        end = low.find(closing, start)
        end = len(text) if end < 0 else end + len(closing)
        parts += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


_BLOCK = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});")


def _tag(match: re.Match[str]) -> str:
    """A tag that begins or ends a block ends the line."""
    return ("\n" if _BLOCK.match(match[0]) else " ") + " " * (len(match[0]) - 1)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
