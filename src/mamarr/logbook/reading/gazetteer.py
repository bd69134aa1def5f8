"""Gazetteer: names of places as reports write them, and the ids they have.

Arabic names are compared folded and with or without the article, English ones by their consonants, because Ramouseh, Ramousa and
ar-Ramoussa are one place. A word for the sort of place before a name (quarter, crossing, hospital) belongs to it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from mamarr.errors import MamarrError
from mamarr.logbook.claims import Language, Place
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.lexicon import forms_of, lines_of
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

_ARTICLE = re.compile(r"^(?:al|ar|as|az|ad|an|at|ash|el|er|es)$")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Named:
    """A place with one of its names."""

    id: str | None
    name: str


@dataclass(frozen=True)
class Found:
    """A place in the text: tokens *first* to *last* (exclusive)."""

    first: int
    last: int
    place: Place


class Gazetteer:
    """Places by their names."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._exact: dict[tuple[str, ...], set[str]] = {}
        self._loose: dict[tuple[str, ...], set[str]] = {}
        self._first: dict[str, int] = {}
        for named in names:
            if named.id is None:
                continue
            key = _key(named.name)
            if not key:
                continue
            self._exact.setdefault(key, set()).add(named.id)
            loose = tuple(map(_consonants, key))
            if all(len(part) >= 2 for part in loose) and sum(map(len, loose)) >= 4:
                self._loose.setdefault(loose, set()).add(named.id)
            self._longest = max(getattr(self, "_longest", 1), len(key))

    def id_of(self, words: tuple[str, ...]) -> str | None:
        """Return the id of the place with these words as its name; None where none or several fit."""
        for index, key in ((self._exact, words), (self._loose, tuple(map(_consonants, words)))):
            ids = index.get(key, set())
            if ids:
                return next(iter(ids)) if len(ids) == 1 else None
        return None

    def knows(self, words: tuple[str, ...], *, loosely: bool) -> bool:
        """Return whether some place has this name."""
        return words in self._exact or (loosely and tuple(map(_consonants, words)) in self._loose)

    def find(self, marked: Marked) -> list[Found]:
        """Return every place of the text, the longest name at each word."""
        found, index = [], 0
        while index < len(marked.tokens):
            place = self._at(marked, index)
            if place:
                found.append(place)
                index = place.last
            else:
                index += 1
        return found

    def _at(self, marked: Marked, index: int) -> Found | None:
        token = marked.tokens[index]
        if not (token.is_word or token.is_figure):
            return None
        if marked.language == "en" and not (
            token.written[0].isupper() or token.is_figure or token.word in _SMALL_STARTS
        ):
            return _headed_en(marked, index)
        known = self._known(marked, index) or _city(marked, index)
        if known:
            return _with_head(marked, known, self)
        if marked.language == "en":
            return _prepositional(marked, index)
        if is_head(marked, index) and index + 1 < len(marked.tokens):
            after = self._known(marked, index + 1) or _city(marked, index + 1)
            if after:
                return _with_head(marked, after, self)
        return _headed(marked, index)

    def _known(self, marked: Marked, index: int) -> Found | None:
        best = None
        for last in range(index + 1, min(index + 8, len(marked.tokens)) + 1):
            words = marked.tokens[index:last]
            if words[-1].word == "\n":
                break
            keys = _keys(marked, index, last)
            for key in keys:
                loosely = marked.language == "en" and words[0].written[0].isupper()
                if (
                    key
                    and len(key) <= self._longest
                    and self.knows(key, loosely=loosely)
                    and _ends_well(words[-1].word)
                ):
                    name = _written(marked, index, last)
                    best = Found(index, last, Place(id=self.id_of(key), name=name))
        return best


_SMALL_STARTS = wordlist("gazetteer small_starts")


def _ends_well(word: str) -> bool:
    return word[0].isalnum()


def _keys(marked: Marked, first: int, last: int) -> list[tuple[str, ...]]:
    words = [token.word for token in marked.tokens[first:last]]
    if marked.language == "en":
        return [_key(" ".join(words))]
    heads = [words[0]]
    if words[0][:1] in "وفبلك" and len(words[0]) > 3:
        heads.append(words[0][1:])
        if words[0].startswith("لل"):
            heads.append(words[0][1:])
            heads.append("ا" + words[0])
        if words[0][:1] in "وف" and words[0][1:2] in "بلك":
            heads.append(words[0][2:])
    return [_key(" ".join([head, *words[1:]])) for head in heads]


def _written(marked: Marked, first: int, last: int) -> str:
    """Return the name as written, without the letters that Arabic writes onto it."""
    text = marked.text(first, last)
    if marked.language == "ar" and len(text) > 4 and text[0] in "بلوفك" and text[1:3] == "ال":
        return text[1:]
    return text


@lru_cache(maxsize=20_000)
def _key(name: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"[\s\-/.,]+", fold_word(name)) if word]
    latin = [word for word in words if not _ARTICLE.match(word)]
    kept = latin or words
    return tuple(re.sub(r"^ال(?=..)", "", word).removesuffix("'s") for word in kept)


@lru_cache(maxsize=20_000)
def _consonants(word: str) -> str:
    if not word.isascii() or len(word) < 3:
        return word
    plain = (
        word.replace("ou", "u")
        .replace("kh", "k")
        .replace("gh", "g")
        .replace("dh", "d")
        .replace("c", "k")
        .replace("q", "k")
    )
    plain = re.sub(r"h$", "", plain)
    head, tail = plain[0], _VOWELS.sub("", plain[1:])
    return head + re.sub(r"(.)\1", r"\1", tail)


@lru_cache(maxsize=1)
def _places() -> tuple[dict[str, frozenset[tuple[str, ...]]], dict[str, frozenset[str]]]:
    cities: dict[str, set[tuple[str, ...]]] = {"ar": set(), "en": set()}
    heads: dict[str, set[str]] = {"ar": set(), "en": set()}
    for section, line in lines_of("places.txt"):
        if section.startswith("head "):
            heads[section[5:]].update(fold_word(form) for form in forms_of(line))
        else:
            cities[section].update(_key(form) for form in forms_of(line))
    return {k: frozenset(v) for k, v in cities.items()}, {k: frozenset(v) for k, v in heads.items()}


def _city(marked: Marked, index: int) -> Found | None:
    best = None
    for last in range(index + 1, min(index + 4, len(marked.tokens)) + 1):
        if not _ends_well(marked.tokens[last - 1].word):
            continue
        for key in _keys(marked, index, last):
            if key in _places()[0][marked.language]:
                if marked.language == "en" and not marked.tokens[last - 1].written[0].isupper():
                    continue
                best = Found(index, last, Place(id=None, name=_written(marked, index, last)))
    return best


def is_head(marked: Marked, index: int) -> bool:
    """Return whether a token is a word for a sort of place: quarter, crossing, care home."""
    heads = _places()[1][marked.language]
    word = marked.tokens[index].word
    if word in heads:
        return True
    if marked.language == "ar":
        return any(
            word.removeprefix(prefix).removeprefix("ال") in heads
            for prefix in ("", "و", "ب", "ل", "ف")
            if word.startswith(prefix)
        )
    return False


def _with_head(marked: Marked, found: Found, gazetteer: Gazetteer) -> Found:
    """Take a quarter, crossing or hospital into the name; the id may become another one."""
    first, last = found.first, found.last
    if (
        marked.language == "ar"
        and first
        and is_head(marked, first - 1)
        and not marked.tokens[first - 1].word.startswith("ال")
    ):
        name = _written(marked, first - 1, last)
        keys = _keys(marked, first - 1, last)
        other = next((gazetteer.id_of(key) for key in keys if gazetteer.id_of(key)), None)
        return Found(first - 1, last, Place(id=other or found.place.id, name=name))
    return found


_LEADS = wordlist("gazetteer leads")
_NEVER = (
    tuple(f"month {n}" for n in range(1, 13))
    + tuple(f"weekday {n}" for n in range(7))
    + ("BODY", "GIVEN", "PAUSE", "MOVER", "TALKS", "AID")
)


def _prepositional(marked: Marked, index: int) -> Found | None:
    """Return a place that only its preposition tells: at Rossatz."""
    token = marked.tokens[index]
    if not token.is_word or not token.written[0].isupper() or index == 0:
        return None
    before = marked.tokens[index - 1].word
    if before == "the" and index > 1:
        before = marked.tokens[index - 2].word
    if before not in _LEADS or marked.at(index, *_NEVER) or len(token.word) < 3 or token.written.isupper():
        return None
    last = index + 1
    while last < len(marked.tokens) and last - index < 4:
        more = marked.tokens[last]
        if not (more.is_word and more.written[0].isupper()) or marked.at(last, *_NEVER):
            break
        last += 1
    if last < len(marked.tokens) and is_head(marked, last) and not marked.at(last, "ROAD"):
        last += 1  # Linden school
    if (
        marked.at(last, "BODY")
        or marked.has(index, last, "BODY")
        or (before in {"of", "for"} and marked.tokens[max(0, index - 2)].written[0].isupper())
    ):
        return None
    return Found(index, last, Place(id=None, name=_written(marked, index, last)))


def _headed(marked: Marked, index: int) -> Found | None:
    """Return a place that no gazetteer knows, named by its sort: Care home Donaupark, حي الصاخور."""
    if not is_head(marked, index) or marked.language == "en":
        return None
    last = index + 1
    if last >= len(marked.tokens) or not marked.tokens[last].is_word or marked.tokens[index].word.startswith("ال"):
        return None
    word = marked.tokens[last].word
    if not word.startswith("ال") or marked.starting.get(last):
        return None
    return Found(index, last + 1, Place(id=None, name=_written(marked, index, last + 1)))


def _headed_en(marked: Marked, index: int) -> Found | None:
    """Return a place named by its sort alone: the university gym."""
    if (
        marked.tokens[index].word != "the"
        or index == 0
        or marked.tokens[index - 1].word not in {"at", "in", "to", "from", "near"}
    ):
        return None
    for last in range(index + 2, min(index + 5, len(marked.tokens)) + 1):
        if not marked.tokens[last - 1].is_word:
            return None
        if is_head(marked, last - 1):
            follows = marked.tokens[last].written[0].isupper() if last < len(marked.tokens) else False
            return (
                None
                if follows or last - index < 3
                else Found(index, last, Place(id=None, name=_written(marked, index, last)))
            )
    return None


@lru_cache(maxsize=1)
def library_gazetteer() -> Gazetteer:
    """Return the gazetteer that comes with the package."""
    text = (resources.files("mamarr.scenario") / "library" / "places.geojson").read_text(encoding="utf-8")
    return Gazetteer([*names_of(json.loads(text)), *_aliases()])


def _aliases() -> Iterator[Named]:
    for _, line in lines_of("aliases.txt"):
        id_, _, forms = line.partition(":")
        for form in forms_of(forms):
            yield Named(id_.strip(), form)


def names_of(tree: Any) -> Iterator[Named]:
    """Return the named places of a GeoJSON collection or of a scenario.

    Raises
    ------
    MamarrError
        reading.no-places where there are none.
    """
    entries: list[Any] = []
    if isinstance(tree, dict):
        if isinstance(tree.get("features"), list):
            entries = [feature.get("properties") for feature in tree["features"] if isinstance(feature, dict)]
        elif isinstance(tree.get("places"), list):
            entries = list(tree["places"])
    found = []
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        id_ = str(entry.get("id", ""))
        if not re.fullmatch(r"[a-z0-9_]+", id_):
            continue
        name = entry.get("name")
        names = list(name.values()) if isinstance(name, dict) else [name]
        names += [value for key, value in entry.items() if key.startswith("name_")]
        found += [Named(id_, value) for value in names if isinstance(value, str) and value.strip()]
    if not found:
        raise MamarrError("reading.no-places", found="places")
    yield from found


def language_names(language: Language) -> frozenset[tuple[str, ...]]:
    """Return the cities known in a language."""
    return _places()[0][language]
