"""Mending: short forms written out, letters written onto a word set apart, and words that are one slip away from a form of the lexicon.

A word is only mended where nothing else knows it: no form of the lexicon, no word of its own (`lexicon/*-lookalikes.txt`: words
of the language that look like a form), and at least five letters (six in Arabic).
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from mamarr.logbook.claims import Language
from mamarr.logbook.reading.duals import duals
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import Lexicon, forms_of, lexicon, lines_of
from mamarr.logbook.reading.variants import variants_of
from mamarr.logbook.reading.wordlists import listed
from mamarr.logbook.reading.words import Token

SHORTEST: dict[Language, int] = {"en": 5, "ar": 6}
"""Letters of a word that may be mended; shorter ones have too many neighbours, in Arabic even more."""


@lru_cache(maxsize=2)
def shorthand(language: Language) -> dict[str, str]:
    """Return the full word of every short form."""
    found: dict[str, str] = {}
    for _, line in lines_of(f"{language}-shorthand.txt"):
        full, _, forms = line.partition(":")
        found |= {fold_word(form): fold_word(full.strip()) for form in forms_of(forms)}
    return found


@lru_cache(maxsize=2)
def lookalikes(language: Language) -> frozenset[str]:
    """Return the words of the language that are a letter away from a form and mean something else."""
    return frozenset(word for _, line in lines_of(f"{language}-lookalikes.txt") for word in line.split())


@lru_cache(maxsize=2)
def _neighbours(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the forms by every way of leaving one letter out, so that a slip of one letter is a single look-up."""
    found: dict[str, set[str]] = {}
    for form, senses in lexicon(language).single.items():
        if len(form) >= SHORTEST[language] - 1 and any(sense.kind not in _CLOSED for sense in senses):
            for short in _shortened(form):
                found.setdefault(short, set()).add(form)
    return {short: tuple(sorted(forms)) for short, forms in found.items()}


_CLOSED = frozenset({"GIVEN", "IGNORE", "WEAK", "NOT", "TOPIC", "TITLE", "PRIVATE", "OFFTOPIC", "MACHINE"})


def _shortened(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def is_slip(one: str, other: str) -> bool:
    """Return whether two words differ by one letter left out, put in or put wrong, or by two in the wrong order."""
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    first = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[first:] == other[first + 1 :]
    rest = one[first + 1 :] == other[first + 1 :]
    return rest or (one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :])


@lru_cache(maxsize=20_000)
def mended_word(word: str, language: Language) -> str:
    """Return the form that a word nobody knows is a slip of; the word itself where none or several different ones fit."""
    if len(word) < SHORTEST[language] or word in lookalikes(language) or not word.isalpha():
        return word
    forms = lexicon(language)
    table = _neighbours(language)
    for stem, joined, _, _ in variants_of(word, language):
        if len(stem) < SHORTEST[language] - 1 or stem in lookalikes(language):
            continue
        near = sorted({
            form for short in _shortened(stem) for form in table.get(short, ()) if form[0] == stem[0] and is_slip(stem, form)
        })  # fmt: skip
        if near and len({_sense(forms, form) for form in near}) == 1:
            return _prefix(word, stem, joined) + near[0]
    return word


def _sense(forms: Lexicon, form: str) -> str:
    return forms.single[form][0].kind


def _prefix(word: str, stem: str, joined: str) -> str:
    """Return the letters that stand before a stem."""
    return word[: word.index(stem)] if joined and stem in word else ""


def is_known(word: str, language: Language) -> bool:
    """Return whether the lexicon has the word, with or without the letters written onto it."""
    forms = lexicon(language)
    twos = duals() if language == "ar" else {}
    return word in listed() or any(
        stem in forms.single or stem in forms.longer or stem in listed() or stem in twos
        for stem, *_ in variants_of(word, language)
    )


def mended(tokens: list[Token], language: Language) -> list[Token]:
    """Return the tokens with their words written out; what is written stays as it is, only what is read changes."""
    short = shorthand(language)
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if token.word in short:
            found.append(replace(token, word=short[token.word]))
        elif language == "ar" and (parts := _parted(token)):
            found += parts
        elif token.is_word and not _is_name(tokens, index, language) and not is_known(token.word, language):
            found.append(replace(token, word=mended_word(token.word, language)))
        else:
            found.append(token)
    return found


def _is_name(tokens: list[Token], index: int, language: Language) -> bool:
    """A capital inside a sentence is a name, and names are not mended."""
    if language == "ar" or tokens[index].written[0].islower():
        return False
    return index > 0 and tokens[index - 1].word not in {"\n", ".", ":", "*", "-", '"'}


def _parted(token: Token) -> list[Token]:
    """Set apart what dialect writes onto a word: عالحاجز, هالباصات, ماشافو."""
    word = token.word
    for letters, full in _ONTO:
        rest = word[len(letters) :]
        if not word.startswith(letters) or len(rest) < 3 or is_known(word, "ar"):
            continue
        if letters == "ما" and not _is_verb(rest):
            continue
        if letters == "ع" and not (rest.startswith("ال") or _is_thing(rest)):
            continue
        cut = token.start + len(letters)
        return [
            Token(token.start, cut, token.written[: len(letters)], full),
            Token(cut, token.end, token.written[len(letters) :], rest),
        ]
    return []


_ONTO = (("وما", "وما"), ("ما", "ما"), ("ع", "علي"), ("ه", "هذا"))


def _is_verb(word: str) -> bool:
    forms = lexicon("ar")
    return any(
        sense.form in {"past", "pres"} and sense.kind not in _CLOSED
        for stem, joined, *_ in variants_of(word, "ar")
        for sense in forms.single.get(stem, ())
        if not joined
    )


def _is_thing(word: str) -> bool:
    forms = lexicon("ar").single
    return word in _names() or (len(word) > 3 and any(sense.kind in _THINGS for sense in forms.get(word, ())))


_THINGS = frozenset({"ROAD", "MOVER", "LANE", "AID", "PAUSE"})


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the names of one word that places have in Arabic."""
    listed = [line for section, line in lines_of("places.txt") if section == "ar"]
    listed += [line.partition(":")[2] for _, line in lines_of("aliases.txt")]
    return frozenset(fold_word(form) for line in listed for form in forms_of(line) if " " not in form)
