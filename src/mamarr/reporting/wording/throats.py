"""The sentence of a throat: who cannot go round it, when it opens, what passes it and when the last is through."""

from collections.abc import Callable

from mamarr.planning.timetable import Bound, Term
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import knows, listed, say
from mamarr.reporting.wording.numbers import number, spoken, time_of
from mamarr.scenario.scenario import Scenario

PREFIX = "throat-"
_STEPS = ("services", "steps", "convoy-gaps", "transits", "headways-out", "gaps-out", "headways-back", "gaps-back")


def is_of_a_throat(bound: Bound) -> bool:
    """Say whether the bound is told by this module."""
    return bound.kind.startswith(PREFIX) or bound.kind in _LIMITS


class Throat:
    """The terms of one bound, and the words of its places."""

    def __init__(self, bound: Bound, scenario: Scenario, language: str) -> None:
        self.bound, self.scenario, self.language = bound, scenario, language
        self.terms: dict[str, Term] = {term.code: term for term in bound.terms}
        self.kind = bound.kind.removeprefix(PREFIX).removesuffix("-people")

    def amount(self, *codes: str) -> int:
        """Return what the terms of *codes* add."""
        return sum(term.amount for term in self.bound.terms if term.code in codes)

    def count(self, code: str) -> int:
        """Return the count of a term."""
        return (self.terms[code].count or 0) if code in self.terms else 0

    def at(self, second: int) -> str:
        """Return an instant in words."""
        return time_of(second, self.scenario, self.language)

    def n(self, count: int) -> str:
        """Return a bare number."""
        return number(count, self.language)

    def say(self, code: str, **terms: str | int) -> str:
        """Return one sentence."""
        return say(code, self.language, **terms)

    @property
    def place(self) -> str:
        """The places of the throat."""
        places = [names.spot(self.scenario, place, self.language) for place in self.bound.places]
        return places[0] if len(places) == 1 else listed(places, self.language)

    @property
    def people_of(self) -> str:
        """The kind of people it is about."""
        return kind_of_people(
            next((term.of for term in self.bound.terms if term.of), "any"), self.scenario, self.language
        )


def kind_of_people(kind: str, scenario: Scenario, language: str) -> str:
    """Return a kind of people, a group, or the word itself in words."""
    code = "fighter" if kind == "fighter opting to leave" else kind
    if knows(f"kind-{code}", language):
        return names.kind(code, language)
    return names.anything(scenario, kind, language)


def sentence(bound: Bound, scenario: Scenario, language: str, loads: str) -> str:
    """Return why no plan can do better; *loads* are the fullest loads as one sum."""
    throat = Throat(bound, scenario, language)
    if bound.of != "people":
        return " ".join(_when(throat))
    return " ".join(_LIMITS.get(bound.kind, _how_many)(throat, loads))


_WORK = ("checkpoint-work", "fleet-time", "fleet-drive")


def _worked(t: Throat) -> list[str]:
    """The sentences of a workload: so much work, so much before, the rest shared evenly."""
    first, work = t.amount("first-use"), spoken(t.count("work"), t.language)
    said = (
        [t.say("throat-need-work", work=work, place=t.place)]
        if t.bound.places
        else [t.say(f"throat-need-{t.kind}", work=work)]
    )
    said.append(t.say("throat-first", first=t.at(first)))
    if t.count("work-before"):
        before = spoken(t.count("work-before"), t.language)
        said.append(t.say("throat-work-before", next=t.at(first + t.amount("next-span")), work=before))
    said.append(t.say("throat-work-shared", work=spoken(t.amount("work-per-server"), t.language)))
    over = t.bound.value - t.amount("onward")
    return [*said, t.say("throat-end", over=t.at(over), received=t.at(t.bound.value))]


def _when(t: Throat) -> list[str]:
    if t.kind in _WORK:
        return _worked(t)
    if t.kind == "ready":
        boards, received = t.at(t.amount("first-use")), t.at(t.bound.value)
        return [t.say("throat-need-ready", kind=t.people_of, first=boards, received=received)]
    uses, first = t.count("used-before") + t.count("uses"), t.amount("first-use")
    if t.kind.endswith(("persons", "reception-hour")):
        said = [t.say("throat-need-persons", people=t.say("people", n=uses), place=t.place)]
    else:
        code = "throat-need" if t.bound.places else "throat-need-rounds"
        terms: dict[str, str | int] = {"vehicles": t.say("vehicles", n=uses)}
        if t.bound.places:
            terms["place"] = t.place
        is_of_all = not any(term.of for term in t.bound.terms)
        said = [t.say(f"{code}-all", **terms) if is_of_all else t.say(code, kind=t.people_of, **terms)]
    said.append(t.say("throat-first", first=t.at(first)))
    if t.count("used-before"):
        said.append(
            t.say("throat-before", number=t.n(t.count("used-before")), next=t.at(first + t.amount("next-span")))
        )
    said += _rhythm(t)
    over = t.bound.value - t.amount("onward")
    return [*said, t.say("throat-end", over=t.at(over), received=t.at(t.bound.value))]


def _rhythm(t: Throat) -> list[str]:
    work = t.amount(*_STEPS)
    if not work:
        return []
    if t.count("services"):
        each = spoken(t.terms["services"].each_s or 0, t.language)
        return [t.say("throat-services", number=t.n(t.count("services")), each=each, work=spoken(work, t.language))]
    if t.count("transits"):
        each = spoken(t.terms["transits"].each_s or 0, t.language)
        return [t.say("throat-turns", number=t.n(t.count("transits")), each=each, work=spoken(work, t.language))]
    code = {"release": "batches", "release-persons": "batches", "rounds": "rounds", "leg-rounds": "rounds"}.get(
        t.kind, "spaced"
    )
    terms: dict[str, str | int] = {"work": spoken(work, t.language)}
    if code != "spaced":
        steps = t.terms.get("steps")
        terms |= {"number": t.n(t.count("steps")), "each": spoken((steps.each_s or 0) if steps else 0, t.language)}
    return [t.say(f"throat-{code}", **terms)]


def _how_many(t: Throat, loads: str) -> list[str]:
    if t.kind in _WORK:
        people = t.say("people", n=t.amount("persons"))
        return [t.say("throat-most-work", work=spoken(t.count("work"), t.language), people=people), *_close(t)]
    if "uses" not in t.terms:
        said = [t.say("throat-most-persons", people=t.say("people", n=t.amount("persons")), place=t.place)]
    elif not t.bound.places:
        said = [t.say("throat-most-rounds", vehicles=t.say("vehicles", n=t.count("uses")))]
    else:
        said = [t.say("throat-most", vehicles=t.say("vehicles", n=t.count("uses")), place=t.place)]
    if "uses" in t.terms:
        filled = "persons" in t.terms
        people = t.say("people", n=t.amount("persons", "loads"))
        said.append(t.say("throat-worth", people=people) if filled else t.say("throat-loads", loads=loads))
    return [*said, *_close(t)]


def _close(t: Throat) -> list[str]:
    others = t.amount("elsewhere")
    said = [t.say("throat-others", people=t.say("people", n=others))] if others else []
    return [*said, t.say("throat-sum", people=t.say("people", n=t.bound.value))]


def _capacity(t: Throat, _: str) -> list[str]:
    return [t.say("throat-capacity", people=t.say("people", n=t.amount("persons")), place=t.place), *_close(t)]


def _places(t: Throat, _: str) -> list[str]:
    people = t.say("people", n=t.amount("persons"))
    return [t.say("throat-places", people=people, place=t.place, kind=t.people_of), *_close(t)]


def _link(t: Throat, _: str) -> list[str]:
    return [t.say("throat-link", people=t.say("people", n=t.amount("linked-steps")), place=t.place), *_close(t)]


_LIMITS: dict[str, Callable[[Throat, str], list[str]]] = {
    "capacity-people": _capacity,
    "places-people": _places,
    "link-people": _link,
}
