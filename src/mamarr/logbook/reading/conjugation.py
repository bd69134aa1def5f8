"""Forms of verbs and nouns: Arabic verbs from past, present and verbal noun; English verbs and nouns that are regular."""

from collections.abc import Iterator
from typing import Literal

from mamarr.logbook.reading.folding import fold_word

VerbForm = Literal["word", "base", "past", "pres", "ing", "noun"]
_WEAK = ("ا", "ي", "و")


def arabic_verb(past: str, present: str, nouns: str) -> Iterator[tuple[str, VerbForm]]:
    """Return the forms of a verb given in the third person masculine; the first word bends, the rest follows."""
    for form in _past(past):
        yield form, "past"
    for form in _present(present):
        yield form, "pres"
    if nouns != "-":
        for noun in nouns.replace("،", ",").split(","):
            yield noun.strip(), "noun"


def _past(text: str) -> Iterator[str]:
    stem, _, rest = fold_word(text).partition(" ")
    tail = f" {rest}" if rest else ""
    endings: tuple[str, ...]
    if stem.endswith(("ا", "ي")):
        base = stem[:-1]
        endings = ("", "ت", "تا", "وا", "و", "ين", "ينا", "يت", "يا", "يو", "يوا")
        yield stem + tail
    elif len(stem) == 3 and stem[1] == "ا":  # hollow: قال, but قلنا
        base, endings = stem, ("", "ت", "تا", "ا", "وا", "و")
        yield stem[0] + stem[2] + "نا" + tail
        yield stem[0] + stem[2] + "ت" + tail
    else:
        base, endings = stem, ("", "ت", "تا", "ا", "وا", "و", "ن", "نا", "تم")
    for ending in endings[1:] if stem.endswith(("ا", "ي")) else endings:
        yield base + ending + tail


def _present(text: str) -> Iterator[str]:
    stem, _, rest = fold_word(text).partition(" ")
    tail = f" {rest}" if rest else ""
    body = stem.removeprefix("ي")
    weak = body.endswith(_WEAK)
    short = body[:-1] if weak else body
    for person in "يتنا":
        yield person + body + tail
        if weak:
            yield person + short + tail  # jussive: لم ينف
        elif len(body) >= 3 and body[-2] in _WEAK and person in "يت":
            yield person + body[:-2] + body[-1] + tail  # jussive of a hollow verb: لم يعد
    for person in "يت":
        for ending in ("ون", "وا", "و", "ان", "ا", "ن"):
            yield person + (short if weak and ending in {"ون", "وا", "و"} else body) + ending + tail


def english_verb(text: str) -> Iterator[tuple[str, VerbForm]]:
    """Return the forms of a regular verb; the first word bends, the rest follows."""
    base, _, rest = text.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = stem + "ed"
    yield base + tail, "base"
    yield third + tail, "pres"
    yield past + tail, "past"
    yield (base if base.endswith("ee") else stem) + "ing" + tail, "ing"
    if base[-1] in "tpnmbglr" and base[-2] in "aeiou" and base[-3:-2] not in set("aeiou"):
        yield base + base[-1] + "ed" + tail, "past"
        yield base + base[-1] + "ing" + tail, "ing"


def english_noun(text: str) -> Iterator[tuple[str, VerbForm]]:
    """Return singular and plural of a regular noun."""
    yield text, "word"
    yield text + ("es" if text.endswith(("s", "sh", "ch", "x")) else "s"), "word"
    if text.endswith("y") and text[-2] not in "aeiou":
        yield text[:-1] + "ies", "word"
