"""Predicates: what happens to what. A happening and a thing that stand near each other make a predicate by the grammar."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mamarr.logbook.reading.lexicon import Sense, grammar
from mamarr.logbook.reading.tokens import Hit, Marked
from mamarr.logbook.reading.wordlists import wordlist

FAR = 14
"""Tokens between a happening and its thing; more are another clause."""

WIDE = 26
"""The same for a verb of movement, whose subject may stand in the clause before."""

NEAR = 5
"""The same for forms that say little by themselves."""

THINGS = tuple(sorted({thing for _, thing, _ in grammar() if thing != "-"}))
HAPPENINGS = tuple(sorted({happening for happening, _, _ in grammar()}))
_COST = {
    ",": 3,
    ";": 40,
    ".": 40,
    "?": 40,
    "!": 40,
    "\n": 60,
    ":": 3,
    "|": 30,
    "but": 5,
    "while": 8,
    "لكن": 5,
    "بينما": 8,
    "فيما": 8,
    "and": 1,
}


@dataclass(frozen=True)
class Event:
    """A predicate with the words that make it."""

    predicate: str
    action: Hit
    thing: Hit | None
    cost: float

    @property
    def first(self) -> int:
        """Its first token."""
        return min(self.action.first, self.thing.first) if self.thing else self.action.first

    @property
    def last(self) -> int:
        """The token after its last."""
        return max(self.action.last, self.thing.last) if self.thing else self.action.last

    @property
    def nominal(self) -> bool:
        """True where a noun says it: the departure of the convoy."""
        return self.action.form in {"noun", "ing"}


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = {}
    for order, (happening, thing, predicate) in enumerate(grammar()):
        found.setdefault(happening, []).append((thing, predicate, order))
    return found


def find_events(marked: Marked, first: int, last: int) -> list[Event]:
    """Return every event between two tokens, one for each happening."""
    things = [hit for hit in marked.within(first, last, *THINGS) if not _carries_aid(marked, hit)]
    things += _nobody(marked, first, last)
    found: list[Event] = []
    for index in range(first, last):
        actions = [
            hit
            for hit in marked.starting.get(index, ())
            if hit.kind in HAPPENINGS and hit.last <= last and not _says_nothing(marked, hit, last)
        ]
        if not actions:
            continue
        longest = max(hit.last for hit in actions)
        actions = [
            hit
            for hit in actions
            if hit.last == longest or (hit.kind in {"ATTACK", "HAZARDOUS"} and hit.last == longest)
        ]
        weak = (marked.at(index, "WEAK") is not None and longest == index + 1) or any(
            hit.kind == "WEAK" and hit.last == longest for hit in marked.starting.get(index, ())
        )
        events = [event for hit in actions if (event := _best(marked, hit, things, weak=weak)) is not None]
        if events:
            found.append(min(events, key=lambda event: event.cost))
    return _distinct(found)


def _nobody(marked: Marked, first: int, last: int) -> list[Hit]:
    """لم يغادر أحد: after a negation it is a person, and neither Sunday nor one of several."""
    if marked.language != "ar":
        return []
    return [
        Hit(index, index + 1, Sense("MOVER"))
        for index in range(first + 1, last)
        if marked.tokens[index].word == "احد"
        and marked.has(max(first, index - 3), index, "NOT")
        and not (index + 1 < last and marked.tokens[index + 1].word.startswith("ال"))
    ]


def _says_nothing(marked: Marked, hit: Hit, last: int) -> bool:
    """Whether a form is something else here: a noun, a preposition, or people who are left behind."""
    if _is_noun(marked, hit) or _is_through(marked, hit):
        return True
    word, after = marked.tokens[hit.first].word, hit.last
    before = [token.word for token in marked.tokens[max(0, hit.first - 3) : hit.first]]
    if hit.kind in {"EXTEND", "AGREE", "RESUME"} and set(before) & {"without", "دون", "بدون"}:
        return True  # expired without being renewed
    if (
        hit.kind in {"ATTACK", "CASUALTY"}
        and hit.form in {"word", "base", "noun"}
        and set(before) & wordlist("predicates scene")
        and "of" in before
    ):
        return True  # the site of the explosion
    if hit.kind == "EXTEND" and any(
        t.word.startswith(("التزام", "commitment")) for t in marked.tokens[after : after + 4]
    ):
        return True  # يجدد التزامه: no truce is prolonged
    if (
        hit.form == "ing"
        and hit.kind == "MOVE"
        and hit.first > 0
        and marked.at(hit.first - 1, "MOVER")
        and hit.last == hit.first + 1
    ):
        return True  # children travelling alone
    if (
        hit.form in {"noun", "word"}
        and hit.first > 0
        and marked.tokens[hit.first - 1].word in wordlist("predicates awaited")
    ):
        return True
    if (
        word in {"planned", "scheduled", "المقرره"}
        and after < last
        and marked.at(after, "MOVER")
        and not marked.has(after, last, "WILL")
    ):
        return True
    if word == "over" and hit.last == hit.first + 1:
        return after < last and (
            marked.tokens[after].is_figure or (marked.tokens[after].is_word and not marked.starting.get(after))
        )
    if (
        hit.kind == "WAIT"
        and word in wordlist("predicates adjectives")
        and hit.first
        and marked.tokens[hit.first - 1].word in _DETERMINERS
    ):
        return True  # out of the besieged town
    if (
        word == "close"
        and hit.first > 0
        and marked.tokens[hit.first - 1].word in {"is", "was", "are", "were", "very", "so", "too"}
    ):
        return True
    if word == "left" and hit.kind == "LEAVE" and hit.first > 0:
        return marked.tokens[hit.first - 1].word in _BEHIND
    return False


_BEHIND = wordlist("predicates behind")


def _is_through(marked: Marked, hit: Hit) -> bool:
    """عبر الراموسة: the word that looks like "crossed" means "through", unless it begins what is said."""
    if marked.language != "ar" or hit.last >= len(marked.tokens):
        return False
    word = marked.tokens[hit.first].word
    if word in {"قبل", "وقبل"}:
        return not marked.tokens[hit.last].word.startswith("ب")
    return word == "عبر" and hit.first > 0 and marked.tokens[hit.first - 1].is_word


def _carries_aid(marked: Marked, hit: Hit) -> bool:
    """Trucks of aid are aid."""
    word = marked.tokens[hit.first].word
    if hit.kind != "MOVER" or not ("شاحن" in word or word.startswith(("truck", "lorr", "قافل", "القافل", "convoy"))):
        return False
    near = range(hit.last, min(hit.last + 6, len(marked.tokens)))
    aid = next((index for index in near if marked.at(index, "AID")), None)
    return aid is not None and all(marked.tokens[index].word not in {",", ".", "\n"} for index in range(hit.last, aid))


_DETERMINERS = wordlist("predicates determiners")


def _is_noun(marked: Marked, hit: Hit) -> bool:
    """The transfer, a move: the plain form of a verb after an article is a thing, not a happening."""
    place = hit.form == "ing" and hit.kind == "MOVE"
    if marked.language == "ar" or not (place or hit.form in {"base", "pres"}) or hit.first == 0 or hit.kind in _NOUNS:
        return False
    return marked.tokens[hit.first - 1].word in _DETERMINERS


_NOUNS = frozenset({"ATTACK", "CASUALTY", "BREAKDOWN", "HAZARDOUS", "QUEUE", "DATESET", "VIOLATE", "PROGRESS"})


def _distinct(events: list[Event]) -> list[Event]:
    """Of happenings that share words the longest counts."""
    found: list[Event] = []
    for event in events:
        clash = next(
            (e for e in found if e.action.first < event.action.last and event.action.first < e.action.last), None
        )
        if clash is None:
            found.append(event)
        elif event.action.last - event.action.first > clash.action.last - clash.action.first:
            found[found.index(clash)] = event
    return found


def _at_its_goal(marked: Marked, action: Hit, predicate: str) -> str:
    """Complete at Rashideen: a convoy that is complete somewhere has arrived there."""
    after = marked.tokens[action.last].word if action.last < len(marked.tokens) else ""
    if predicate == "movement.completed" and after in {"at", "in", "في", "عند"}:
        return "movement.arrived"
    return predicate


def _best(marked: Marked, action: Hit, things: Iterable[Hit], *, weak: bool) -> Event | None:
    best: Event | None = None
    for kind, predicate, order in _rules()[action.kind]:
        if kind == "-":
            if _alone(marked, action):
                cost = (12 if action.kind == "AGREE" else 8) + order / 1000
                if best is None or cost < best.cost:
                    best = Event(predicate, action, None, cost)
            continue
        for thing in things:
            if thing.kind != kind or (thing.first < action.last and action.first < thing.last):
                continue
            limit = NEAR if weak else WIDE if _finite(action) else FAR
            if max(thing.first - action.last, action.first - thing.last) > limit + 4:
                continue
            cost = distance(marked, action, thing) + order / 1000 - 0.5 * (thing.last - thing.first)
            if cost <= (NEAR if weak else WIDE if _finite(action) else FAR) and (best is None or cost < best.cost):
                goal = _at_its_goal(marked, action, predicate) if thing.kind == "MOVER" else predicate
                best = Event(goal, action, thing, cost)
    return best


def _finite(action: Hit) -> bool:
    return action.kind in {"LEAVE", "ARRIVE", "WAIT"} and action.form in {"past", "pres"}


def weak_word(marked: Marked, action: Hit) -> bool:
    """Return whether a form says little by itself."""
    return any(hit.kind == "WEAK" and hit.last == action.last for hit in marked.starting.get(action.first, ()))


def _alone(marked: Marked, action: Hit) -> bool:
    """Some forms need a second look before they count by themselves."""
    word = marked.tokens[action.first].word
    before = marked.tokens[action.first - 1].word if action.first else ""
    if word in {"injured", "wounded", "hurt", "wounding"} and action.last == action.first + 1:
        counted = action.first > 0 and marked.at(action.first - 1, "MOVER") is not None
        return (
            before in {"was", "were", "been", "got", "others", "and"}
            or before.isdecimal()
            or before.endswith("ly")
            or counted
        )
    if action.kind == "AGREE":
        long = action.last > action.first + 1
        return long or (marked.language == "ar" and action.form == "past" and not weak_word(marked, action))
    if word in {"mine", "dead", "gauge", "hit", "mines", "crest", "fuse", "impact", "impacts", "shot", "shots"}:
        return not (False)
    if marked.language == "ar" and action.kind == "HAZARDOUS" and word.removeprefix("ال") in {"تسرب", "تلوث", "جليد"}:
        return True
    return True


def distance(marked: Marked, action: Hit, thing: Hit) -> float:
    """Return how far a thing stands from a happening; signs between them count more than words."""
    start, end = (action.last, thing.first) if thing.first >= action.last else (thing.last, action.first)
    total = 0.0
    if end - start > 2 * WIDE:
        return 1000.0
    for index in range(start, end):
        word = marked.tokens[index].word
        total += _COST.get(word, 1 if marked.tokens[index].is_word or marked.tokens[index].is_figure else 0.5)
        if (
            marked.language == "ar"
            and word.startswith("و")
            and any(h.joined.startswith("و") and h.form in {"past", "pres"} for h in marked.starting.get(index, ()))
        ):
            total += 4
    return total
