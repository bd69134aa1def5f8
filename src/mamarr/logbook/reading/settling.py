"""Settling: which of several happenings of a sentence are claims; of two that say one thing the telling one."""

from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

MOST = 24
"""Happenings of one sentence that are looked at; more are a list of words, not a sentence."""

_MOVED = frozenset({"movement.departed", "movement.underway", "movement.arrived"})
_OVER = {
    "movement.suspended": _MOVED | {"movement.planned", "movement.waiting", "incident.obstruction"},
    "movement.resumed": _MOVED | {"movement.planned", "movement.waiting"},
    "movement.completed": _MOVED | {"movement.planned"},
    "movement.waiting": frozenset({"movement.planned", "movement.departed", "movement.underway"}),
    "incident.obstruction": _MOVED | {"movement.planned", "movement.suspended", "movement.waiting", "corridor.closes"},
    "incident.attack": frozenset({"incident.casualties", "incident.breakdown"}),
    "incident.hazard": frozenset({"incident.attack"}),
    "incident.breakdown": frozenset({"movement.suspended", "movement.waiting"}),
    "incident.casualties": frozenset({"movement.arrived", "movement.underway"}),
    "aid.blocked": frozenset({"aid.delivered", "aid.planned", "movement.arrived", "movement.underway", "incident.obstruction", "movement.departed", "movement.suspended"}),
    "aid.delivered": frozenset({"aid.planned", "movement.arrived", "movement.underway", "movement.departed"}),
    "aid.planned": frozenset({"movement.planned"}),
    "pause.violated": frozenset({"pause.begins", "pause.ends", "pause.agreed", "incident.attack"}),
    "pause.extended": frozenset({"pause.begins", "pause.agreed", "pause.ends"}),
    "pause.agreed": frozenset({"talks.agreed"}),
    "pause.ends": frozenset({"pause.begins"}),
    "pause.begins": frozenset({"incident.attack", "pause.agreed"}),
    "talks.cancelled": frozenset({"talks.held", "talks.scheduled"}),
    "talks.progress": frozenset({"talks.held"}),
    "talks.scheduled": frozenset({"talks.held"}),
    "corridor.limited": frozenset({"corridor.closes", "corridor.opens"}),
    "movement.arrived": frozenset(),
}  # fmt: skip


def settle(marked: Marked, events: list[Event]) -> list[Event]:
    """Return the events that are claims: of two that say one thing, the telling one."""
    kept: list[Event] = []
    events = _without_relative(marked, events[:MOST])
    for event in sorted(events, key=lambda event: (event.first, event.last)):
        twin = next((other for other in kept if _same(marked, other, event)), None)
        if twin is None:
            kept.append(event)
        elif _better(event, twin):
            kept[kept.index(twin)] = event
    return [event for event in kept if not any(_covers(marked, other, event) for other in kept if other is not event)]


def _without_relative(marked: Marked, events: list[Event]) -> list[Event]:
    """The buses, which had been waiting, left: what a relative clause says of a thing gives way to what the sentence says of it."""
    beside = [event for event in events if _is_beside(marked, event)]
    main = [event for event in events if event not in beside]
    return [event for event in events if event not in beside or not any(_outdoes(other, event) for other in main)]


def _outdoes(main: Event, event: Event) -> bool:
    if main.thing == event.thing or main.predicate == event.predicate:
        return True
    return main.predicate.split(".")[0] == event.predicate.split(".")[0] and main.action.first > event.action.last


def _is_beside(marked: Marked, event: Event) -> bool:
    """Whether a relative pronoun, or after a comma a participle, attaches the happening to its thing."""
    thing, index = event.thing, event.action.first - 1
    if thing is None or thing.last > event.action.first or event.action.form not in {"past", "pres", "ing"}:
        return False
    while index > thing.first and marked.tokens[index].word in wordlist("predicates auxiliary"):
        index -= 1
    if marked.tokens[index].word in wordlist("predicates relative"):
        return True
    return (
        marked.language == "en"
        and marked.tokens[index].word == ","
        and index == event.action.first - 1
        and index == thing.last
    )


def _better(event: Event, other: Event) -> bool:
    return (event.nominal, event.cost) < (other.nominal, other.cost)


def _same(marked: Marked, one: Event, other: Event) -> bool:
    if one.predicate != other.predicate:
        return False
    if one.thing is not None and one.thing == other.thing:
        return True
    if (
        other.thing is not None
        and marked.tokens[other.thing.first].is_figure
        and other.thing.last == other.thing.first + 1
    ):
        return True
    if one.predicate.startswith(("incident.", "aid.")) and not _parted(marked, one, other, {";"}):
        return not (
            one.predicate == "incident.attack"
            and _parted(marked, one, other, {",", "and"})
            and one.action.form == other.action.form == "past"
            and one.action.kind == "X"
        )
    return not _parted(marked, one, other, {";", ",", "and", "then", "while", "but"}) or one.nominal or other.nominal


def _parted(marked: Marked, one: Event, other: Event, signs: set[str]) -> bool:
    start, end = sorted((one.first, other.first))
    for index in range(start, end):
        word = marked.tokens[index].word
        if word in signs:
            return True
        if (
            marked.language == "ar"
            and "," in signs
            and word.startswith("و")
            and any(h.joined.startswith("و") and h.form in {"past", "pres"} for h in marked.starting.get(index, ()))
        ):
            return True
    return False


def _covers(marked: Marked, strong: Event, weak: Event) -> bool:
    """The departure in "the departure is postponed" is no claim of its own."""
    if strong.predicate.startswith("pause.") and weak.predicate == "incident.attack" and _is_cause(marked, strong):
        return False  # shelled since, or despite, the truce
    gap = max(strong.first, weak.first) - min(strong.last, weak.last)
    if strong.predicate == "incident.breakdown" and _is_cause(marked, strong) and not weak.nominal:
        return False  # halted after a lorry overturned: both happened
    if strong.predicate == "incident.casualties" and weak.predicate == "movement.arrived":
        return gap <= 4 and marked.tokens[weak.action.first].word in {
            "received",
            "receive",
            "استقبل",
            "استقبلت",
            "استقبلنا",
        }
    if strong.predicate == "movement.completed" and weak.predicate == "movement.planned":
        infinitive = {"be", "to"} & {
            t.word for t in marked.tokens[max(0, strong.action.first - 2) : strong.action.first]
        }
        return not infinitive and gap <= 8
    if strong.predicate == "movement.planned" and weak.predicate == "movement.completed":
        return {"be", "to"} <= {t.word for t in marked.tokens[max(0, weak.action.first - 2) : weak.action.first]}
    if weak.nominal and _is_topic(marked, weak):
        return True
    if (
        _purpose(marked, weak)
        and strong.predicate.split(".")[0] in {"corridor", "pause", "movement", "talks"}
        and gap <= 5
    ):
        return weak.first >= strong.first
    after = marked.tokens[weak.action.last].word if weak.action.last < len(marked.tokens) else ""
    shots = (
        weak.predicate == "incident.attack"
        and weak.action.form == "word"
        and after not in {"were", "was", "hit", "fell"}
    )
    named = weak.nominal or shots or weak.predicate == "incident.hazard"
    if named and strong.predicate.split(".")[0] != weak.predicate.split(".")[0] and _is_cause(marked, weak):
        return True
    if gap > 8:
        return False
    if (
        strong.predicate.startswith("aid.")
        and weak.predicate.startswith("movement.")
        and strong.thing != weak.thing
        and _parted(marked, strong, weak, {","})
    ):
        return False
    if weak.predicate in _OVER.get(strong.predicate, ()):
        if (
            (strong.thing == weak.thing and not _parted(marked, strong, weak, {",", ";", "and"}))
            or weak.nominal
            or weak.action.form in {"base", "word"}
        ):
            return not (strong.predicate == "incident.breakdown" and gap > 4)
        if strong.predicate in {"incident.attack", "incident.hazard"} or strong.predicate.split(".")[0] in {
            "pause",
            "talks",
            "aid",
        }:
            return True
        return not _parted(marked, strong, weak, {",", ";", "and", "but", "then"})
    if weak.nominal and strong.predicate.startswith("movement.") and weak.predicate in _MOVED | {"movement.planned"}:
        return gap <= 3 and not strong.nominal and strong.predicate not in _MOVED
    return False


def _purpose(marked: Marked, event: Event) -> bool:
    """لإجلاء المدنيين, to evacuate civilians: what the other thing is for."""
    if not event.predicate.startswith("movement."):
        return False
    if marked.language == "ar":
        return event.action.form == "noun" and event.action.joined.startswith("ل") and "ال" not in event.action.joined
    return event.action.form == "base" and marked.tokens[event.action.first - 1].word == "to"


_TOPICS = wordlist("predicates topics")


def _is_topic(marked: Marked, event: Event) -> bool:
    """What talks are about does not happen."""
    return any(
        token.word.removeprefix("و") in _TOPICS
        for token in marked.tokens[max(0, event.action.first - 2) : event.action.first]
    )


_CAUSES = wordlist("predicates causes")


def _is_cause(marked: Marked, event: Event) -> bool:
    return any(
        token.word.removeprefix("و") in _CAUSES
        for token in marked.tokens[max(0, event.action.first - 2) : event.action.first]
    )
