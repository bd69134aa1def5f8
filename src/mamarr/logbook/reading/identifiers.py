"""Words that point at a private person: flagged before the text is stored or shown."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from mamarr.logbook.claims import Identifier, IdentifierKind, Span
from mamarr.logbook.reading.folding import Folded, folded_sign
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\d.,/])(?:\+|00)\d[\d ().-]{6,20}\d(?!\d)")
_LOCAL_PHONE = re.compile(r"(?<![\d.,:/-])0\d{1,4}[ /-]?\d{3,4}(?:[ -]?\d{2,4}){1,3}(?![\d:])")
_LABELLED_PHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|cell|call|whatsapp|viber|signal|contact|fax|sms|ring|reach (?:me|him|her|them) (?:at|on))\b"
    r"|هاتف|هاتفه|هاتفها|جوال|موبايل|موبايلي|واتساب|واتس|اتصل|اتصلوا|للتواصل|رقم التواصل|خليوي|تلفون)[^\d\n+]{0,24}(\+?\d[\d ()/-]{5,20}\d)",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:\b(?:id|id no|identity|national id|passport|id card|identity card|id number|ssn|registration no|case id|insurance no|"
    r"social security|nat id|passport no|document|file no|medical record|mrn)\b|رقم الهويه|الهويه|هويه|رقم وطني|الرقم الوطني|جواز|جواز سفر|"
    r"رقم القيد|بطاقه|البطاقه الشخصيه|قيد|خانه|رقمها الوطني|رقمه الوطني|هويتها|هويته)[^\w\n]{0,4}(?:(?:no|nr|number|card|national|رقم|سفر|رقمها|رقمه|الشخصيه|is|ذات|الوطنيه)"
    r"[^\w\n]{0,4}){0,3}([A-Z]{0,3}[ -]?\d[\d -]{3,22}\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(?:\b(?:born|b\.|dob|d\.o\.b\.?|date of birth|birth date|birthdate)|مواليد|تاريخ الولاده|تاريخ الميلاد|ولد|ولدت|من مواليد|المولود|المولوده|تولد)"
    r"[^\w\n]{0,4}(?:(?:on|in|the|في|عام|بتاريخ|سنه|يوم|is)\s{1,2}){0,2}(\d{4}(?![\d/.-])|[^\W_][^\n;|()]{2,34}?\d{4}|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4})",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?:\b(?:plate|plates|registration|reg|licence plate|license plate|number plate|reg\. no|registration number|car no|kennzeichen|plate no)\b"
    r"|لوحه|لوحتها|لوحه رقم|رقم اللوحه|اللوحه|نمره|رقمها|لوحات)[^\w\n]{0,4}(?:(?:no|nr|number|رقم|رقمها|is|ذات|الرقم|تحمل|السياره|الحافله)[^\w\n]{0,4}){0,2}"
    r"((?:(?!\d)[^\W_]{1,12}[ -]{0,2})?\d[\d -]{2,10}(?:[ -]?[A-Z]{1,3}\b)?|[A-Z]{1,3}[ -]\d{1,5}[ -]?[A-Z]{0,3})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:\b(?:address|lives at|living at|home address|residing at|resides at|house at|flat at|apartment at|staying at)\b[^\w\n]{0,3}([^\n;|]{6,80})"
    r"|(?:العنوان|عنوانه|عنوانها|عنوان|يسكن|تسكن|يقيم|تقيم|ساكن|ساكنه|مقيم|مقيمه|بيته|بيتها|منزلها|منزله)[^\w\n]{0,3}([^\n;|]{6,80}))",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]? [A-Z][^\W\d_]{2,20} (?:Street|Road|Lane|Avenue|St|Rd|Ave|Square)\b(?:, (?:flat|apt|floor|apartment) \w{1,4})?"
    r"|\b[A-Z][^\W\d_]{2,20}(?:strasse|straße|gasse|weg|platz|stra.e) \d{1,4}(?:/\d{1,3})?\b"
    r"|\b(?:[A-Z][^\W\d_]{2,20} )?(?:Street|Road) (?:No\.? )?\d{1,4}\b(?:, (?:flat|apt|floor|apartment|third|second|first) \w{1,8})?"
)
_AR_STREET = re.compile(r"شارع [^\n،,.;]{2,30}[،,]? (?:بنايه|بناء|بيت|منزل|رقم|طابق|البنايه|بناءه)[^\n.;]{1,40}")
_LONG_NUMBER = re.compile(r"(?<![\d.,/+])\d{9,14}(?![\d.,/])")


def find_identifiers(marked: Marked) -> tuple[Identifier, ...]:
    """Return every pointer at a private person, in the order of the text."""
    text = marked.folded.text
    found: list[tuple[int, int, IdentifierKind]] = []

    def add(kind: IdentifierKind, start: int, end: int) -> None:
        if end > start and all(end <= a or start >= b for a, b, _ in found):
            found.append((start, end, kind))

    for match in _EMAIL.finditer(text):
        add("email", match.start(), match.end())
    for pattern, kind in ((_ID, "id_number"), (_BIRTH, "date_of_birth"), (_LABELLED_PHONE, "phone"), (_PLATE, "plate")):
        for match in pattern.finditer(text):
            add(kind, match.start(1), match.end(1))  # type: ignore[arg-type]
    for pattern in (_PHONE, _LOCAL_PHONE):
        for match in pattern.finditer(text):
            if sum(sign.isdecimal() for sign in match[0]) >= 8:
                add("phone", match.start(), match.end())
    for match in _LONG_NUMBER.finditer(text):
        add("id_number", match.start(), match.end())
    for match in _ADDRESS.finditer(text):
        group = 1 if match[1] else 2
        end = _address_end(text, match.start(group), match.end(group))
        if end:
            add("address", match.start(group), end)
    for pattern in (_STREET, _AR_STREET):
        for match in pattern.finditer(text):
            add("address", match.start(), match.end())
    unblanked = (
        "".join(folded_sign(marked.folded.exact[place]) for place in marked.folded.at)
        if "<" in marked.folded.exact
        else ""
    )
    for pattern, kind in ((_EMAIL, "email"), (_PHONE, "phone")):
        for match in pattern.finditer(unblanked):  # behind a link: mailto:, tel:
            add(kind, match.start(), match.end())  # type: ignore[arg-type]
    for start, end in _private_names(marked):
        add("person_name", start, end)
    numbers = [start for start, _, kind in found if kind in {"phone", "id_number", "date_of_birth"}]
    for start, end in _names_beside(marked, numbers):
        add("person_name", start, end)
    return tuple(Identifier(kind=kind, span=_span(marked.folded, start, end)) for start, end, kind in sorted(found))


def _span(folded: Folded, start: int, end: int) -> Span:
    """Return the exact words, also where they stand in markup, which is blank in the folded text."""
    if folded.text[start:end].strip():
        return folded.span(start, end)
    first, last = folded.at[start], folded.at[end - 1] + 1
    return Span(start=first, end=last, quote=folded.exact[first:last])


def _address_end(text: str, start: int, end: int) -> int | None:
    """An address ends with its sentence, and has a figure or a word for a street in it."""
    words = text[start:end]
    stop = re.search(
        r"\. |\.$|\? | and | but | who | with |, (?:phone|tel|id|born|mobile)| هاتف| جوال| رقم اله|, (?:هاتف|جوال|رقم)",
        words,
        re.IGNORECASE,
    )
    words = words[: stop.start()] if stop else words
    words = words.rstrip(" ,.")
    marks = re.search(
        r"\d|street|road|lane|house|flat|floor|شارع|بنايه|بناء|طابق|حاره|زقاق|خلف|قرب|بجانب|جانب|مقابل",
        words,
        re.IGNORECASE,
    )
    return start + len(words) if marks else None


def _names_beside(marked: Marked, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """A name in the line of a telephone or identity number points at a person, unless a function stands before it."""
    tokens = marked.tokens
    breaks = [token.start for token in tokens if token.word == "\n"]
    lines = {bisect_left(breaks, number) for number in numbers}
    for index, token in enumerate(tokens):
        given = marked.at(index, "GIVEN")
        if given is None or given.joined or given.suffix or bisect_left(breaks, token.start) not in lines:
            continue
        if index and marked.at(index - 1, "GIVEN"):
            continue
        kunya = token.word in {"ام", "ابو"}
        last = _name_end(marked, index) if marked.language == "ar" else _capitals(marked, index)
        named = last - index >= 3 or (last - index == 2 and (kunya or marked.language == "en"))
        family = last - index == 2 and tokens[last - 1].word.startswith("ال")
        titled = marked.within(max(0, index - 3), index, "TITLE", "SAY", *_FUNCTIONS)
        if (named or family) and not titled and not marked.has(index, last, "BODY"):
            yield token.start, tokens[last - 1].end


_FUNCTIONS = tuple(
    f"role {role}" for role in ("spokesperson", "official", "minister", "humanitarian", "liaison", "media")
)


# ---- names of private people -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _officials() -> frozenset[str]:
    return frozenset({
        "minister", "spokesman", "spokeswoman", "spokesperson", "president", "mayor", "commander", "colonel", "general", "official", "ambassador",
        "head", "chief", "director", "secretary", "chairman", "envoy", "captain", "governor", "representative", "delegate", "doctor", "dr", "coordinator",
        "officer", "said", "says", "told",
    })  # fmt: skip


def _private_names(marked: Marked) -> Iterator[tuple[int, int]]:
    yield from _names_en(marked) if marked.language == "en" else _names_ar(marked)


def _names_en(marked: Marked) -> Iterator[tuple[int, int]]:
    tokens = marked.tokens
    for index in range(len(tokens)):
        hit = marked.at(index, "PRIVATE")
        if hit is None:
            continue
        start = hit.last
        for _ in range(4):
            if start < len(tokens) and (
                tokens[start].word in {":", ",", ".", "is", "named", "called", "the", "'", '"', "#"}
            ):
                start += 1
        last = _capitals(marked, start)
        if last - start >= 2 or (last > start and marked.at(start, "GIVEN")):
            if marked.has(start, last, "BODY") or (not marked.at(start, "GIVEN") and tokens[index].word not in _CALLED):
                continue
            if not _speaks(marked, index, last):
                yield tokens[start].start, tokens[last - 1].end
    for index in range(len(tokens)):
        if not marked.at(index, "GIVEN") or not tokens[index].written[0].isupper():
            continue
        last = _capitals(marked, index)
        after = [token.word for token in tokens[last : last + 3]]
        aged = bool(after) and (
            (after[0] in {"(", ","} and len(after) > 1 and after[1].isdecimal() and len(after[1]) <= 2)
            or after[1:2] == ["aged"]
        )
        if last - index >= 2 and (aged or after[:1] == ["aged"]):
            yield tokens[index].start, tokens[last - 1].end


_CALLED = wordlist("identifiers called")


def _speaks(marked: Marked, first: int, last: int) -> bool:
    """A named official who speaks is not flagged."""
    words = [token.word for token in marked.tokens[max(0, first - 3) : first]]
    after = marked.tokens[last].word if last < len(marked.tokens) else ""
    return bool(_officials() & set(words)) or after in {"said", "says", "told"}


def _capitals(marked: Marked, start: int) -> int:
    last = start
    while last < len(marked.tokens) and last - start < 5:
        token = marked.tokens[last]
        joins = token.word in {"al", "ar", "as", "el", "bin", "ibn", "abu", "umm", "van", "von", "de"} or (
            token.word == "-" and last > start and token.start == marked.tokens[last - 1].end
        )
        if not joins and not (token.is_word and token.written[0].isupper()):
            break
        if token.word in {"and", "of", "id", "tel", "phone", "born", "dob"}:
            break
        last += 1
    while last > start and not marked.tokens[last - 1].is_word:
        last -= 1
    return last


def _names_ar(marked: Marked) -> Iterator[tuple[int, int]]:
    tokens = marked.tokens
    for index in range(len(tokens)):
        hit = marked.at(index, "PRIVATE")
        if hit is None or hit.suffix:
            continue
        start = hit.last
        while start < len(tokens) and tokens[start].word in {":", '"', "(", "هو", "هي"}:
            start += 1
        if start >= len(tokens) or not marked.at(start, "GIVEN"):
            continue
        given = marked.at(start, "GIVEN")
        if given is None or given.joined or _titled(marked, index):
            continue
        last = _name_end(marked, start)
        if last - start >= 2:
            yield tokens[start].start, tokens[last - 1].end


def _titled(marked: Marked, index: int) -> bool:
    return bool(marked.within(max(0, index - 2), index, "TITLE", "SAY"))


def _name_end(marked: Marked, start: int) -> int:
    """A name goes on over given names, بن, ال-names and one family name."""
    last = start + 1
    while last < len(marked.tokens) and last - start < 5:
        token = marked.tokens[last]
        if (
            not token.is_word
            or token.word in _NO_NAME
            or (token.word.startswith(("و", "ب", "ل")) and not marked.at(last, "GIVEN"))
        ):
            break
        kinds = {hit.kind for hit in marked.starting.get(last, ()) if not hit.joined or hit.joined == "ال"}
        if kinds - {"GIVEN", "PRIVATE"} and "GIVEN" not in kinds:
            break
        last += 1
        if "GIVEN" not in kinds and last - start >= 3:
            break
    return last


_NO_NAME = wordlist("identifiers no_name")
