"""Stance and polarity of a claim from the words around it; the verb of saying gives the rest."""

from mamarr.logbook.claims import Polarity, Stance
from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

PLANS = {
    "movement.departed": "movement.planned", "movement.underway": "movement.planned", "movement.arrived": "movement.planned",
    "talks.held": "talks.scheduled", "aid.delivered": "aid.planned",
}  # fmt: skip
PLANNED = frozenset({"movement.planned", "talks.scheduled", "aid.planned"})
_ALWAYS_PLANS = frozenset({"movement.planned", "talks.scheduled", "aid.planned"})
_WEEKDAYS = tuple(f"weekday {day}" for day in range(7))
_EPISTEMIC = wordlist("stances epistemic")


def is_future(marked: Marked, event: Event, first: int, last: int) -> bool:
    """Return whether it is still to happen."""
    word = marked.tokens[event.action.first].word
    if event.action.future or word in {"will", "سيكون", "ستكون"}:
        return True
    if (
        marked.language == "ar"
        and event.action.form == "noun"
        and event.action.joined[:1] == "ل"
        and "ال" not in event.action.joined
    ):
        near = {token.word for token in marked.tokens[max(0, event.action.first - 3) : event.action.first]}
        if near & wordlist("stances regretted"):
            return False
        return event.predicate.startswith(("movement.", "aid."))
    if (
        marked.language == "ar"
        and event.predicate.startswith("movement.")
        and event.action.form == "noun"
        and _permitted(marked, event)
    ):
        return True
    if marked.language == "ar":
        return _future_ar(marked, event, first, last)
    start = max(first, event.action.first - 5)
    for hit in marked.within(start, event.action.first, "WILL"):
        if all(
            marked.tokens[place].word not in {",", ";", "and", "but"} for place in range(hit.last, event.action.first)
        ):
            return True
    if event.action.form == "past" or marked.tokens[event.action.first - 1].word in {
        "has",
        "have",
        "had",
        "was",
        "were",
    }:
        return False
    if (
        event.action.form in {"base", "word"}
        and event.action.first > first
        and marked.tokens[event.action.first - 1].word == "to"
    ):
        return marked.tokens[event.action.first - 2].word not in wordlist("stances managed")
    present = event.action.form == "pres" or (
        event.action.form == "word" and word.endswith("s") and event.action.last > event.action.first + 1
    )
    present = present and not event.predicate.startswith("incident.")
    if present and marked.has(first, last, *_WEEKDAYS) and not marked.has(first, last, "last", "since"):
        return True
    if event.action.form in {"pres", "base", "word"}:
        return bool(
            marked.within(event.action.last, min(last, event.action.last + 6), "relday 1", "relday 2")
        ) or marked.has(max(first, event.action.first - 8), event.action.first, "relday 1")
    return False


def _permitted(marked: Marked, event: Event) -> bool:
    """السماح بإجلاء المدنيين."""
    return any(
        hit.last == event.action.first
        and marked.tokens[hit.first].word.startswith(
            ("السماح", "للسماح", "بالسماح", "يسمح", "تسمح", "افساح", "ضمان", "تامين")
        )
        for hit in marked.within(max(0, event.action.first - 2), event.action.first, "PLAN", "OPEN")
    )


def _future_ar(marked: Marked, event: Event, first: int, last: int) -> bool:
    action = event.action
    start = max(first, action.first - 6)
    before = marked.tokens[start : action.first]
    if any(
        token.word in {"سوف", "لن", "رح", "راح", "ستكون", "سيكون", "ستبدا", "سيتم", "ستتم", "سيجري", "ستجري"}
        for token in before[-3:]
    ):
        return True
    if action.form in {"pres", "noun", "word"}:
        if any(hit.kind == "WILL" and hit.last <= action.first for hit in marked.within(start, action.first, "WILL")):
            return (
                all(marked.tokens[place].word not in {",", ";"} for place in range(start, action.first))
                or action.form == "pres"
            )
        if any(
            hit.future
            for index in range(start, action.first)
            for hit in marked.starting.get(index, ())
            if hit.kind != "SAY"
        ):
            return True
    if action.form == "pres":
        return marked.has(first, last, "relday 1", "relday 2") or (
            marked.has(first, last, "next", *_WEEKDAYS) and not marked.has(first, last, "last", "since", "relday -1")
        )
    if action.form in {"noun", "word"}:
        return marked.has(action.first, min(last, action.last + 6), "relday 1", "relday 2", "next")
    return False


def is_negative(marked: Marked, event: Event, first: int) -> bool:
    """Return whether the proposition is that it did not happen."""
    if marked.language == "ar":
        return _negative_ar(marked, event, first)
    start = max(first, min(event.action.first, event.first if event.thing else event.action.first) - 4)
    for hit in marked.within(start, max(event.action.last, event.last), "NOT"):
        word = marked.tokens[hit.first].word
        if word == "no" and marked.tokens[hit.last].word in {"more", "fewer", "less", "later"}:
            continue
        if word in {"no", "neither", "none", "nobody", "without"}:
            if (event.thing and hit.first == event.thing.first and word == "nobody") or (
                word == "without" and 0 <= event.action.first - hit.last <= 2
            ):
                return True
            target = event.thing.first if event.thing and event.thing.first < event.action.first else event.action.first
            if (
                hit.last <= target
                and target - hit.last <= 3
                and not (event.predicate == "incident.casualties" and hit.first > event.action.first - 2)
            ):
                return True
            if (
                event.thing
                and event.thing.first > event.action.first
                and hit.last <= event.action.first
                and event.action.first - hit.last <= 2
            ):
                return True
            if event.thing and event.thing.first > event.action.first and hit.first >= event.action.last:
                if 0 <= event.thing.first - hit.last <= 2:
                    return True
            continue
        between = [t.word for t in marked.tokens[hit.last : event.action.first]]
        if hit.last <= event.action.first and len(between) <= 4 and not {",", ";", "but", "and", "only"} & set(between):
            return True
    return event.action.first > 0 and marked.tokens[event.action.first - 1].word == "no"


_NEGATIVE_AR = wordlist("stances negative_ar")


def _negative_ar(marked: Marked, event: Event, first: int) -> bool:
    if event.action.kind == "WAIT" and marked.tokens[event.action.first].word in {"لا", "ما", "لم", "مازال"}:
        return False
    start = max(first, event.action.first - 4)
    tokens = marked.tokens
    if event.action.first and tokens[event.action.first - 1].word == "اي":
        if {token.word for token in tokens[event.action.last : event.action.last + 4]} & {"لم", "لن"}:
            return True  # أي قذيفة لم تسقط
    for index in range(start, event.action.first):
        word = tokens[index].word
        if word not in _NEGATIVE_AR or word == "اي":
            continue
        if (
            word in {"ما", "لا", "ولا"}
            and index + 1 < len(tokens)
            and tokens[index + 1].word
            in {
                "زال",
                "زالت",
                "زالوا",
                "يزال",
                "تزال",
                "يزالون",
                "بين",
                "يقارب",
                "لا",
                "بعد",
                "يقل",
                "يزيد",
                "سيما",
                "يناهز",
                "تزالون",
                "باس",
            }
        ):
            continue
        if word == "غير" and index + 1 != event.action.first:
            continue
        if word == "ما" and (
            index and tokens[index - 1].word in {"الي", "بعد", "وفق", "بحسب", "حسب", "علي", "كل", "قبل"}
        ):
            continue
        between = [token.word for token in tokens[index + 1 : event.action.first]]
        if "," not in between and "الا" not in between:
            return True
    if event.thing and event.thing.first > 0 and event.thing.first <= event.action.first:
        before = tokens[event.thing.first - 1].word
        if before in {"لا", "ولا", "دون", "بلا"} and event.thing.first - 1 >= first:
            return True
    return False


def stance_of(marked: Marked, event: Event, clause: tuple[int, int], frame: Stance, *, quoted: bool) -> Stance:
    """Return how the speaker holds it."""
    first, last = clause
    _ = quoted
    if marked.has(first, last, "FALSE") and frame in {"asserts", "confirms", "announces_plan", "denies"}:
        return "denies"
    if frame in {"denies", "could_not_confirm", "withdraws"}:
        return frame
    if marked.has(first, last, "NOTCONFIRM"):
        return "could_not_confirm"
    if _conditional(marked, event, first, last):
        return "conditional"
    if frame == "calls_for":
        return frame
    if _called(marked, event, first, last):
        return "calls_for"
    if (
        event.action.kind == "AGREE"
        and event.predicate.startswith(("corridor.", "aid."))
        and frame in {"asserts", "confirms"}
    ):
        return "asserts" if is_negative(marked, event, first) else "announces_plan"
    if event.predicate in _ALWAYS_PLANS:
        return (
            "announces_plan"
            if not is_negative(marked, event, first) or is_future(marked, event, first, last)
            else "asserts"
        )
    if frame == "announces_plan" and event.predicate == "incident.hazard":
        return frame
    if (
        frame == "announces_plan"
        and event.predicate.startswith(("pause.", "incident.", "talks.agreed"))
        and not is_future(marked, event, first, last)
    ):
        return "asserts"
    if is_future(marked, event, first, last) or frame == "announces_plan":
        return "announces_plan"
    return frame


def _conditional(marked: Marked, event: Event, first: int, last: int) -> bool:
    for hit in marked.within(first, last, "IF"):
        word = marked.tokens[hit.first].word
        if word in {"may", "march"} and (
            marked.tokens[hit.first].written[0].isupper() or marked.tokens[hit.first - 1].is_figure
        ):
            continue
        if word in {"حال", "مقابل", "whether", "pending", "likely"} and hit.last == hit.first + 1:
            continue
        if word in {"would", "could", "can"} and any(t.word == "not" for t in marked.tokens[hit.last : hit.last + 1]):
            continue
        if word == "لو" and hit.first > first and marked.tokens[hit.first - 1].word == "حتي":
            continue
        if word in _EPISTEMIC:
            if hit.last <= event.action.first <= hit.last + 4:
                return True
            continue
        if hit.first < event.last or hit.first - event.last <= 8:
            return True
    if marked.language == "ar" and event.action.form == "pres" and not event.action.future:
        before = [token.word for token in marked.tokens[max(first, event.action.first - 2) : event.action.first]]
        return "قد" in before or ("وقد" in before and False)
    return False


def _called(marked: Marked, event: Event, first: int, last: int) -> bool:
    for hit in marked.within(first, event.action.first, "CALL"):
        if hit.form == "noun" and marked.language == "ar" and "ال" in hit.joined:
            continue
        if event.action.first - hit.last <= 8 and hit.form != "ing":
            return True
    _ = last
    return False


def polarity_of(marked: Marked, event: Event, first: int, stance: Stance) -> Polarity:
    """Return the polarity; a denial keeps that of what is denied."""
    if stance in {"denies", "could_not_confirm", "withdraws"}:
        return "positive"
    return "negative" if is_negative(marked, event, first) else "positive"
