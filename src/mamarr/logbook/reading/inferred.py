"""Inferred subjects: a verb of movement without its subject goes on about the people and vehicles that the report is about."""

from collections.abc import Iterator, Sequence

from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.gazetteer import Found
from mamarr.logbook.reading.lexicon import Sense, forms_of, lines_of
from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.tokens import Hit, Marked
from mamarr.logbook.reading.wordlists import wordlist

_SAYS = {
    "LEAVE": "movement.departed", "TRANSPORT": "movement.departed", "ARRIVE": "movement.arrived", "WAIT": "movement.waiting",
    "SUSPEND": "movement.suspended", "RESUME": "movement.resumed", "MOVE": "movement.underway", "BLOCK": "incident.obstruction",
}  # fmt: skip
_CUTS = wordlist("inferred cuts") | frozenset({",", ";", "-", "."})
_PLURAL = ("وا", "و", "ون", "ين", "نا")
_OBJECTS = wordlist("inferred objects")
REACH = 3
"""Tokens from the beginning of a clause to a verb that stands without its subject."""


def _pronouns(language: str) -> frozenset[str]:
    return frozenset(
        fold_word(form) for section, line in lines_of("pronouns.txt") if section == language for form in forms_of(line)
    )


_EN, _AR = _pronouns("en"), _pronouns("ar")


def in_and_out(marked: Marked, sentence: Sentence, places: Sequence[Found]) -> list[Event]:
    """Two coaches in; ambulance out; الرتل ٣ في الأتارب: in a log a word for the way, or a place, stands for the verb."""
    if sentence.line.stamp is None:
        return []
    found: list[Event] = []
    for mover in marked.within(sentence.first, sentence.last, "MOVER"):
        index = mover.last
        while index < sentence.last and (
            marked.tokens[index].is_figure or marked.tokens[index].word in {"now", "الان"}
        ):
            index += 1
        if index >= sentence.last or found:
            break
        word, after = marked.tokens[index].word, marked.tokens[index + 1].word if index + 1 < sentence.last else "."
        hit = Hit(index, index + 1, Sense("ARRIVE"))
        if word in {"in", "out"} and (not after[0].isalnum() or after in {"with", "at", "from", "of"}):
            found.append(Event("movement.arrived" if word == "in" else "movement.departed", hit, mover, 10))
        elif word in {"at", "في", "عند"} and any(place.first == index + 1 for place in places):
            found.append(Event("movement.arrived", hit, mover, 10))
    return found


def inferred(marked: Marked, sentence: Sentence, first: int, events: list[Event], *, terse: bool) -> list[Event]:
    """Return the happenings of clauses that have none yet, where the verb itself shows that people or vehicles are meant.

    *terse* says that the text is a log or a message, in which a verb may stand alone.
    """
    found: list[Event] = []
    for start, end in _clauses(marked, first, sentence.last):
        if any(event.first < end and event.last > start for event in events):
            continue
        event = next(_in_clause(marked, start, end, terse=terse), None)
        if event is not None:
            found.append(event)
    return found


def _clauses(marked: Marked, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first
    for index in range(first, last):
        if marked.tokens[index].word in _CUTS:
            if index > start:
                yield start, index
            start = index + 1
    if last > start:
        yield start, last


def _in_clause(marked: Marked, start: int, end: int, *, terse: bool) -> Iterator[Event]:
    for index in range(start, end):
        hit = marked.at(index, *_SAYS)
        if hit is None or hit.last > end or hit.form == "noun":
            continue
        if marked.language == "ar":
            if _plural_ar(marked, hit) or (
                terse and index <= start + 1 and hit.form == "past" and not hit.joined and hit.kind != "MOVE"
            ):
                yield Event(_predicate(marked, hit), hit, None, 12)
        elif _stands_alone(marked, hit, start, end, terse=terse):
            yield Event(_predicate(marked, hit), hit, None, 12)


def _predicate(marked: Marked, hit: Hit) -> str:
    """They stopped them: what is done to people on their way is an obstruction."""
    if hit.kind == "SUSPEND" and hit.suffix in _OBJECTS:
        return "incident.obstruction"
    _ = marked
    return _SAYS[hit.kind]


def _plural_ar(marked: Marked, hit: Hit) -> bool:
    """وقفوهن, وصلوا, ناطرين: the ending says that several people are meant; ما زال alone does not."""
    word = marked.tokens[hit.first].word
    weak = any(other.kind == "WEAK" for other in marked.starting.get(hit.first, ()))
    if hit.suffix in _OBJECTS:
        return not weak or hit.suffix != "نا"
    if hit.last > hit.first + 1 or weak:
        return False
    if hit.kind == "WAIT" and hit.form in {"word", "pres"}:
        return word.endswith(("ين", "ون", "وا", "و"))
    if hit.kind == "MOVE":
        return hit.form == "past" and word.endswith("نا")
    ours = hit.form == "pres" and word.removeprefix("ب").startswith("ن")
    return (
        hit.form in {"past", "pres"} and hit.kind in {"LEAVE", "ARRIVE", "RESUME"} and (ours or word.endswith(_PLURAL))
    )


def _stands_alone(marked: Marked, hit: Hit, start: int, end: int, *, terse: bool) -> bool:
    """Stopped at the second checkpoint; they left at noon: nothing, or a pronoun, stands before the verb."""
    before = [token.word for token in marked.tokens[start : hit.first] if token.word not in _SMALL]
    if hit.form not in {"past", "ing", "word"} or hit.first - start > REACH + 2:
        return False
    if not before:
        return terse and end - hit.last >= 1
    return len(before) == 1 and before[0] in _EN and end - hit.last >= 1


_SMALL = wordlist("inferred small")
