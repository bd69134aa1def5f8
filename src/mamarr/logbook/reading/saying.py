"""Attribution: who says it, how, and through whom. A frame is a speaker with the stretch of text that is said."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mamarr.logbook.claims import Stance
from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.gazetteer import is_head
from mamarr.logbook.reading.tokens import Hit, Marked

Range = tuple[int, int]
VERBS = ("SAY", "CONFIRM", "DENY", "CALL", "NOTCONFIRM", "WITHDRAW")
STANCE: dict[str, Stance] = {
    "SAY": "asserts", "CONFIRM": "confirms", "DENY": "denies", "CALL": "calls_for", "NOTCONFIRM": "could_not_confirm",
    "WITHDRAW": "withdraws", "ORDER": "announces_plan", "AGREE": "announces_plan",
}  # fmt: skip


@dataclass
class Frame:
    """Somebody says something."""

    content: Range
    """Tokens of what is said."""

    speaker: Range | None = None
    """Words that name the speaker; None carries the last one over, or lets the author speak."""

    carries: bool = False
    """True where a pronoun or a verb without a subject means the speaker before."""

    stance: Stance = "asserts"
    relays: list[Range] = field(default_factory=list)
    """From the speaker outwards."""

    header: Range = (0, 0)
    """Tokens of speaker and verb."""

    verb: Hit | None = None
    quoting: bool = False
    """Direct speech, or words handed on by another."""

    disputed: Range | None = None
    """Words that name whose claim is denied here."""

    relays_only: bool = False
    """Adds a relay to the frame around it and has no speaker of its own."""


@dataclass(frozen=True)
class Scene:
    """What the rules of attribution may look at."""

    marked: Marked
    eventful: Callable[[int, int], bool]
    """Whether a happening lies between two tokens."""

    timed: Callable[[int], int | None]
    """The token after the time that begins at a token."""


def trimmed(marked: Marked, first: int, last: int) -> Range | None:
    """Return a stretch without signs at its ends; None where nothing is left."""
    while first < last and not (marked.tokens[first].is_word or marked.tokens[first].is_figure):
        first += 1
    while last > first and not (marked.tokens[last - 1].is_word or marked.tokens[last - 1].is_figure):
        last -= 1
    return (first, last) if last > first else None


def prefix_frame(scene: Scene, sentence: Sentence) -> Frame | None:
    """Return the frame of a source with a colon at the head of a line: "Hospital source in Sarmada: ..."."""
    marked, tokens = scene.marked, scene.marked.tokens
    if sentence.first != sentence.line.body:
        return None
    if sentence.line.source is not None:
        return Frame((sentence.first, sentence.last), sentence.line.source, header=sentence.line.source, quoting=True)
    limit = min(sentence.last, sentence.first + 12)
    colon = next((index for index in range(sentence.first, limit) if tokens[index].word == ":"), None)
    if colon is None or colon == sentence.first:
        return None
    begin = sentence.first
    while begin < colon and tokens[begin].word in {
        "update",
        "breaking",
        "عاجل",
        "تحديث",
        "/",
        "-",
        "|",
        "flash",
        "urgent",
        "message",
        "from",
        "رساله",
        "من",
    }:
        begin += 1
    words = trimmed(marked, begin, colon)
    desk = words is not None and sentence.line.stamp is not None and words[1] - words[0] == 1
    if words is None or (scene.eventful(*words) and not desk and not marked.within(*words, "BODY")):
        return None
    if any(
        hit.form in {"past", "pres", "ing"} or hit.kind == "QUOTE" for hit in marked.within(*words, *VERBS, "QUOTE")
    ):
        return None
    words = _from_to(marked, *words)
    relay = _addressed_medium(marked, *words)
    if relay:
        frame = Frame(
            (colon + 1, sentence.last), (words[0], relay[0] - _lead(marked, relay[0])), header=(sentence.first, colon)
        )
        frame.relays = [relay]
        return frame
    if not (
        _is_source(marked, *words)
        or _is_call_sign(marked, *words)
        or (sentence.line.stamp is not None and _is_desk(marked, *words))
    ):
        return None
    if marked.has(*words, "COUNTWORD", "TOTAL", "OFFTOPIC"):
        return None
    return Frame((colon + 1, sentence.last), words, header=(sentence.first, colon), quoting=True)


def _from_to(marked: Marked, first: int, last: int) -> Range:
    """LNO to ops: the sender stands before the addressee."""
    if last - first > 5 or not marked.has(first, last, *_SOURCES):
        return first, last
    cut = next((index for index in range(first + 1, last) if marked.tokens[index].word in {"to", "الي"}), last)
    return first, cut


def _lead(marked: Marked, first: int) -> int:
    """Tokens before a medium that lead to it: ل and a quotation mark."""
    count = 0
    while first - count - 1 >= 0 and marked.tokens[first - count - 1].word in {'"', "ل", "to", "the"}:
        count += 1
    return count


def _addressed_medium(marked: Marked, first: int, last: int) -> Range | None:
    """مصدر في الهلال الأحمر لـ"راديو النهر"."""
    for index in range(first + 1, last):
        word = marked.tokens[index].word
        if marked.language == "ar" and (word == "ل" or (word.startswith("ل") and marked.at(index, "role media"))):
            begin = index + 1 if word == "ل" else index
            found = trimmed(marked, begin, last)
            if found and marked.has(*found, "role media"):
                return found
    return None


_SOURCES = tuple(
    f"role {role}"
    for role in (
        "spokesperson", "minister", "liaison", "medical", "rescue", "humanitarian", "observer", "witness", "media", "armed_group",
        "military", "government", "official", "unknown",
    )
)  # fmt: skip


def _is_source(marked: Marked, first: int, last: int) -> bool:
    return marked.has(first, last, *_SOURCES)


def _is_desk(marked: Marked, first: int, last: int) -> bool:
    """Lookout North, County desk: up to three words before a colon in a log, that name no thing that moves and no place."""
    if last - first == 1:
        return True
    plain = last - first <= 3 and not marked.has(first, last, "MOVER", "ROAD", "PAUSE", "AID", "EVAC")
    return (
        plain and not marked.tokens[first].is_figure and not is_head(marked, first) and not is_head(marked, first + 1)
    )


def _is_call_sign(marked: Marked, first: int, last: int) -> bool:
    """C4, Cedar 1, نسر ٢, a first name of a thread."""
    size = last - first
    if size > 3:
        return False
    tokens = marked.tokens[first:last]
    return (
        tokens[-1].is_figure
        and tokens[0].is_word
        and (marked.language == "ar" or tokens[0].written[:1].isupper())
        and len(tokens[0].word) < 10
    ) or (size <= 2 and all(marked.at(index, "GIVEN") for index in range(first, last)))
