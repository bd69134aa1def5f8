"""Which language a text is written in, and what sort of text it is."""

import re

from mamarr.logbook.claims import Language, Register, Role
from mamarr.logbook.reading.folding import fold_word

_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-z]")


def language_of(text: str) -> Language:
    """Return the language that has more letters in the first part of a text."""
    head = text[:20_000]
    return "ar" if len(_ARABIC.findall(head)) * 2 > len(_LATIN.findall(head)) else "en"


_MARKS: tuple[tuple[Register, tuple[str, ...]], ...] = (
    ("flash_update", ("flash update", "تحديث عاجل", "situation report", "sitrep", "تقرير الحاله")),
    ("press_note", ("press note", "press release", "بيان صحفي", "بيان صحافي", "news release", "for immediate release")),
    (
        "party_statement",
        ("statement of", "statement by", "communique", "بلاغ", "بيان صادر", "بيان رقم", "بيان من", "بيان"),
    ),
    ("radio_log", ("net log", "radio log", "سجل اللاسلكي", "all stations", "لاسلكي")),
    ("email", ("subject:", "newsletter", "الموضوع:", "dear ")),
    ("transcript", ("interviewer", "transcript", "q:", "المحاور", "س:")),
)


def register_of(text: str) -> Register:
    """Return the sort of text, from its form and its first words."""
    lines = [line for line in text.splitlines() if line.strip()]
    head = fold_word(text[:300])
    stamped = sum(bool(re.match(r"^\W*(?:\d{1,2}:\d{2}|\d{4}[A-Z]?\b)", fold_word(line).upper())) for line in lines)
    if sum(line.count("|") >= 2 for line in lines) >= 2:
        return "table"
    if sum(bool(re.match(r"^\W*\d{1,2}/", fold_word(line))) for line in lines) >= 2:
        return "thread"
    for register, marks in _MARKS[:4]:
        if any(mark in head for mark in marks):
            return register
    if stamped >= 2:
        return "log"
    for register, marks in _MARKS[4:]:
        if any(mark in head for mark in marks):
            return register
    if len(text) < 320 and len(lines) <= 2:
        return "sms"
    return "dispatch" if len(text) > 500 else "message"


ROLE_OF_REGISTER: dict[str, Role] = {
    "dispatch": "media", "radio_log": "observer", "flash_update": "humanitarian", "press_note": "humanitarian",
    "table": "observer", "log": "observer", "thread": "witness", "party_statement": "military",
}  # fmt: skip
