"""Speakers: from the words that name somebody to a name, a function and a key."""

import re

from mamarr.logbook.claims import Actor, Role
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

ROLES: tuple[Role, ...] = (
    "spokesperson", "minister", "liaison", "medical", "rescue", "humanitarian", "observer", "witness", "media",
    "armed_group", "military", "government", "official", "unknown",
)  # fmt: skip
_KINDS = tuple(f"role {role}" for role in ROLES)
_JOINS = wordlist("actors joins")


def slug(name: str) -> str | None:
    """Return the key of a name in Latin letters; None for others."""
    text = re.sub(r"[^a-z0-9]+", "_", re.sub(r"^the ", "", fold_word(name))).strip("_")
    return text if text and name.isascii() else None


def author_actor(author: str, role: Role) -> Actor:
    """Return the report's author as a speaker: without a name, because nobody is named."""
    return Actor(name=None, normalised=slug(author), role=role, party=None)


def role_of(marked: Marked, first: int, last: int) -> Role:
    """Return the function that the words name; the first function of the list wins."""
    found = {hit.kind for hit in marked.within(first, last, *_KINDS)}
    return next((role for role in ROLES if f"role {role}" in found), "unknown")


def actor_of(marked: Marked, first: int, last: int) -> Actor:
    """Return the speaker named by tokens *first* to *last* (exclusive)."""
    begin, end = person_in(marked, first, last) or (first, last)
    name = marked.text(begin, end)
    if marked.language == "ar":
        name = _bare(name)
    return Actor(name=name, normalised=slug(name), role=role_of(marked, first, last), party=None)


def _bare(name: str) -> str:
    """Return a name without the و or ل written onto its first word."""
    if name.startswith("لل"):
        return name[1:] if name.startswith("لال") else "ال" + name[2:]
    return name[1:] if name[:1] in "ولبف" and name[1:3] == "ال" else name


def person_in(marked: Marked, first: int, last: int) -> tuple[int, int] | None:
    """Return where a person's own name stands in the words for a speaker, if it does."""
    return _person_en(marked, first, last) if marked.language == "en" else _person_ar(marked, first, last)


def _person_en(marked: Marked, first: int, last: int) -> tuple[int, int] | None:
    tokens = marked.tokens
    best: tuple[int, int] | None = None
    index = first
    while index < last:
        end = index
        while end < last and _is_name_en(marked, end, inside=end > index):
            end += 1
        while end > index and tokens[end - 1].word in {"-", *_JOINS}:
            end -= 1
        run = end - index
        if run:
            begin = index
            while begin < end and (after := _after_title(marked, begin)):
                begin = min(after, end)
            size = sum(t.is_word for t in tokens[begin:end])
            given = marked.at(begin, "GIVEN") is not None if begin < end else False
            body = marked.has(begin, end, "BODY")
            apposed = begin > first and tokens[begin - 1].word == ","
            titled = (
                begin > index
                or (begin > first and _title_en(marked, begin - 1))
                or (begin > first and _role_before(marked, first, begin))
            )
            if 2 <= size <= 4 and not body and (given or apposed or titled):
                best = (begin, end)
            elif size == 1 and given and begin > first:
                best = best or (begin, end)
        index = max(end, index + 1)
    return best


def _is_name_en(marked: Marked, index: int, *, inside: bool) -> bool:
    token = marked.tokens[index]
    if inside and token.word in {"-", *_JOINS}:
        return True
    return (
        token.is_word and token.written[0].isupper() and token.word not in {"the", "a", "an", "on", "in", "at", "but"}
    )


def _after_title(marked: Marked, index: int) -> int | None:
    """Return the token after a title, which may have several words: foreign minister."""
    lasts = [hit.last for hit in marked.starting.get(index, ()) if hit.kind in _KINDS]
    return max(lasts, default=None) or (index + 1 if _title_en(marked, index) else None)


def _title_en(marked: Marked, index: int) -> bool:
    return marked.tokens[index].word in {"dr", "mr", "mrs", "ms"} or any(
        hit.kind in _KINDS and hit.last == index + 1 for hit in marked.starting.get(index, ())
    )


def _role_before(marked: Marked, first: int, begin: int) -> bool:
    """A function written small before the name: head of mission Layla Karam, not Care home Donaupark."""
    return any(
        hit.kind in _KINDS and marked.tokens[hit.first].written[0].islower()
        for hit in marked.within(max(first, begin - 4), begin, *_KINDS)
    ) and not any(t.word in {",", "of", "for", "in", "at", "from", "near"} for t in marked.tokens[begin - 1 : begin])


def _person_ar(marked: Marked, first: int, last: int) -> tuple[int, int] | None:
    tokens = marked.tokens
    comma = next((index for index in range(last - 1, first, -1) if tokens[index].word == ","), None)
    if (
        comma is not None
        and comma + 1 < last
        and not tokens[comma + 1].word.startswith(("ال", "و", "بين", "منه", "من"))
    ):
        size = last - comma - 1
        if 2 <= size <= 4 and _name_words(marked, comma + 1, last):
            return comma + 1, last
        if 2 <= comma - first <= 3 and marked.at(first, "GIVEN"):
            return first, comma
    for index in range(first, last):
        hit = marked.at(index, "GIVEN")
        if (
            hit
            and not (hit.joined and hit.joined != "و")
            and not hit.suffix
            and 2 <= last - index <= 4
            and _name_words(marked, index, last)
        ):
            before = list(marked.within(first, index, "TITLE", *_KINDS))
            if before or index == first:
                return index, last
    if not marked.within(first, min(first + 1, last), "TITLE"):
        return None
    for index in range(first + 1, last):
        word = tokens[index - 1].word
        if last - index not in {2, 3} or tokens[index].word.startswith("ال"):
            continue
        lead = word.startswith("ال") or index - 1 == first
        if lead and _name_words(marked, index, last) and not _plain_noun(marked, index):
            return index, last
    return None


def _plain_noun(marked: Marked, index: int) -> bool:
    return any(
        not hit.joined and hit.kind != "GIVEN" and not hit.kind.startswith("month")
        for hit in marked.starting.get(index, ())
    )


_SMALL_AR = wordlist("actors small_ar")


def _name_words(marked: Marked, first: int, last: int) -> bool:
    return all(t.is_word and t.word not in _SMALL_AR for t in marked.tokens[first:last])
