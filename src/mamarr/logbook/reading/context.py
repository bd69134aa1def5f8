"""Context: what a happening is by the words around it: a halt for mines, trucks of aid, a truce that was kept."""

from mamarr.logbook.reading import stances
from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.saying import Range
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

_ARMED = ("role military", "role armed_group")


def by_its_context(marked: Marked, sentence: Sentence, event: Event, clause: Range) -> str:
    """A halt for mines is an obstruction; not to have fired since the truce is to have kept it."""
    if event.predicate == "movement.suspended" and marked.has(*clause, "HAZARDOUS", "OBSTRUCT"):
        return "incident.obstruction"
    if event.predicate == "movement.suspended" and _is_stopped_by_men(marked, event):
        return "incident.obstruction"
    if event.predicate == "incident.attack" and stances.is_negative(marked, event, clause[0]):
        for pause in marked.within(event.action.last, sentence.last, "PAUSE"):
            if {t.word for t in marked.tokens[max(0, pause.first - 3) : pause.first]} & wordlist("draft since"):
                return "pause.violated"
    return _aid_trucks(marked, sentence, event)


def _is_stopped_by_men(marked: Marked, event: Event) -> bool:
    """Soldiers stopped a bus; أوقف الحاجز الباصات: who stops others on their way obstructs them."""
    thing, action = event.thing, event.action
    if thing is None or thing.first < action.last or action.form not in {"past", "pres", "word"}:
        return False
    if marked.language == "ar":
        return marked.has(action.last, thing.first, "ROAD", *_ARMED)
    return action.first > 0 and marked.has(max(0, action.first - 2), action.first, *_ARMED)


def _aid_trucks(marked: Marked, sentence: Sentence, event: Event) -> str:
    """Trucks with supplies that are turned back are aid, not people."""
    if event.predicate != "incident.obstruction" or event.thing is None:
        return event.predicate
    parts = [*range(event.thing.first, event.thing.last), *range(event.action.first, event.action.last)]
    word = " ".join(marked.tokens[index].word for index in parts)
    truck = "شاحن" in word or "truck" in word or "lorr" in word
    return "aid.blocked" if truck and marked.has(sentence.first, sentence.last, "AID") else event.predicate
