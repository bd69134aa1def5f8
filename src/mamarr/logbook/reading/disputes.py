"""Disputes: a denial of what somebody else said holds two claims, that of the one who denies and that of the other."""

from mamarr.logbook.reading.saying import Range, trimmed
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

REACH = 8
"""Tokens after the denial in which the other's words may begin."""

_ENDS = wordlist("disputes ends")


def disputed(marked: Marked, first: int, last: int) -> Range | None:
    """Return the words that name whose claim is denied in tokens *first* to *last* (exclusive); None where nobody is named."""
    for index in range(first, min(last, first + REACH)):
        found = _what_he_said(marked, index, last) or _his_report(marked, index, last)
        if found and _is_somebody(marked, *found):
            return found
    return None


def _what_he_said(marked: Marked, index: int, last: int) -> Range | None:
    """What the radio said; ما روجته الإذاعة."""
    if marked.language == "ar":
        if marked.tokens[index].word not in {"ما", "لما", "بما"} or not marked.at(index + 1, "SAY", "QUOTE", "CONFIRM"):
            return None
        return _name(marked, index + 2, last)
    if marked.tokens[index].word != "what":
        return None
    verb = next((at for at in range(index + 2, min(last, index + 8)) if marked.at(at, "SAY", "CONFIRM")), None)
    return trimmed(marked, index + 1, verb) if verb else None


def _his_report(marked: Marked, index: int, last: int) -> Range | None:
    """The claim by the opposition that; the army's statement that; an agency story that; تصريح القيادة بأن."""
    report = marked.at(index, "REPORT")
    if report is None or report.last >= last:
        return None
    if marked.language == "ar":
        return _name(marked, report.last, last)
    if marked.tokens[report.last].word in {"by", "from", "of", "in"}:
        return _name(marked, report.last + 1, last)
    if marked.tokens[report.last].word not in {"that", "about", "of"}:
        return None
    start = index
    while (
        start > 0
        and marked.tokens[start - 1].word not in wordlist("disputes starts")
        and index - start < 4
        and marked.tokens[start - 1].is_word
    ):
        start -= 1
    named = trimmed(marked, start, index)
    return named if named and (marked.tokens[named[1] - 1].word.endswith("'s") or marked.has(*named, "BODY")) else None


def _name(marked: Marked, start: int, last: int) -> Range | None:
    end = start
    while (
        end < last
        and end - start < 6
        and marked.tokens[end].word not in _ENDS
        and marked.tokens[end].is_word | marked.tokens[end].is_figure
    ):
        end += 1
    return trimmed(marked, start, end)


def _is_somebody(marked: Marked, first: int, last: int) -> bool:
    kinds = {hit.kind for index in range(first, last) for hit in marked.starting.get(index, ())}
    return any(kind.startswith("role ") or kind in {"BODY", "GIVEN"} for kind in kinds)
