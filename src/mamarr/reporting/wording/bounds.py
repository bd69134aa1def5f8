"""Bounds in words: the sentence that a pencil can follow, and the sum term by term. Every number comes from the terms."""

from dataclasses import dataclass

from mamarr.planning.timetable import Bound, Term
from mamarr.reporting.wording import names, throats
from mamarr.reporting.wording.bundles import RIGHTWARD, isolate, knows, plain, say
from mamarr.reporting.wording.numbers import duration, number, short_time, spoken, time_of
from mamarr.scenario import shape
from mamarr.scenario.scenario import Scenario

_LONGEST_SUM = 7
_NOTHING = Term(code="none", s=0, count=0, each_s=0)


@dataclass(frozen=True)
class SumLine:
    """One line of a sum: what it is, how it is reckoned, what it adds, and where the sum stands after it."""

    words: str
    sum: str
    adds: str
    stands: str


def bottleneck(bound: Bound, scenario: Scenario, language: str) -> str:
    """Return the sentence of a bound: why no plan can do better, with its numbers."""
    if bound.proof == "hand" and bound.kind in _SENTENCES:
        return _SENTENCES[bound.kind](_Sum(bound, scenario, language))
    if bound.proof == "hand" and throats.is_of_a_throat(bound):
        return throats.sentence(bound, scenario, language, _loads(bound, language))
    people, received = _reached(bound, scenario, language)
    side = "people" if bound.of == "people" else "clearance"
    known = {"people": people} if bound.of == "people" else {"received": received}
    if bound.proof == "solver":
        return say(f"bound-solver-{side}", language, place=_place(bound, scenario, language), **known)
    return say(f"bound-other-{side}", language, proof=proof(bound, language), **known)


def limit(bound: Bound, scenario: Scenario, language: str) -> str:
    """Return what limits, without a full stop."""
    code = f"limit-{bound.kind}"
    if not knows(code, language):
        return bottleneck(bound, scenario, language).rstrip(".")
    return say(code, language, place=_place(bound, scenario, language))


def proof(bound: Bound, language: str) -> str:
    """Return how a bound is proven."""
    return say(f"proof-{bound.proof}", language)


def _reached(bound: Bound, scenario: Scenario, language: str) -> tuple[str, str]:
    if bound.of == "people":
        return say("people", language, n=bound.value), ""
    return "", time_of(bound.value, scenario, language)


def _place(bound: Bound, scenario: Scenario, language: str) -> str:
    return names.spot(scenario, bound.places[0], language) if bound.places else ""


class _Sum:
    """The terms of one bound by their code, and the few words that its sentences share."""

    def __init__(self, bound: Bound, scenario: Scenario, language: str) -> None:
        self.bound, self.scenario, self.language = bound, scenario, language
        self.terms = {term.code: term for term in bound.terms}

    def amount(self, *codes: str) -> int:
        return sum(self.terms.get(code, _NOTHING).amount for code in codes)

    def count(self, code: str) -> int:
        return self.terms.get(code, _NOTHING).count or 0

    def each(self, code: str) -> int:
        return self.terms.get(code, _NOTHING).each_s or 0

    def kind(self, code: str) -> str:
        return names.kind(self.terms.get(code, _NOTHING).of or "any", self.language)

    def n(self, code: str, n: int) -> str:
        return say(code, self.language, n=n)

    def spoken(self, seconds: int) -> str:
        return spoken(seconds, self.language)

    def at(self, second: int) -> str:
        return time_of(second, self.scenario, self.language)

    @property
    def lanes(self) -> int:
        return self.scenario.checkpoints[0].lanes if self.scenario.checkpoints else 1

    @property
    def ends(self) -> dict[str, str]:
        """When the last vehicle leaves the corridor and is received."""
        leaves = self.bound.value - self.amount("alighting")
        return {"leaves": self.at(leaves), "received": self.at(self.bound.value)}

    @property
    def enters(self) -> str:
        return self.at(self.amount("first-arrival", "inspection", "wait-for-pause"))

    @property
    def inspected(self) -> str:
        return self.at(self.bound.value - self.amount("alighting", "transit"))

    @property
    def place(self) -> str:
        return _place(self.bound, self.scenario, self.language)

    @property
    def loads(self) -> str:
        return _loads(self.bound, self.language)

    @property
    def closes(self) -> str:
        pause = shape.lane(self.scenario).pause
        return self.at(self.scenario.pause(pause).last_s if pause else self.scenario.ends_s)

    def say(self, **terms: str) -> str:
        return say(f"bound-{self.bound.kind}", self.language, **terms)


def _loads(bound: Bound, language: str) -> str:
    """Return the fullest loads as one sum, 160 × 50 + 12 × 40; it runs as the language does, each product keeps together."""
    parts = [
        isolate(f"{number(term.count or 0, language)}\u00a0×\u00a0{number(term.each or 0, language)}")
        for term in bound.terms
        if term.code == "loads"
    ]
    shown = parts if len(parts) <= _LONGEST_SUM else [*parts[:3], "…", *parts[-2:]]
    return (RIGHTWARD if language == "ar" else "") + (" + ".join(shown) or number(0, language))


def _checkpoint(s: _Sum) -> str:
    services = s.count("services")
    return s.say(
        vehicles=s.n("vehicles", (services - 1) * s.lanes + 1),
        lanes=s.n("lanes", s.lanes),
        each=s.spoken(s.each("services")),
        services=s.n("services", services),
        work=s.spoken(s.amount("services")),
        first=s.at(s.amount("first-arrival")),
        inspected=s.inspected,
        **s.ends,
    )


def _checkpoint_work(s: _Sum) -> str:
    first = s.at(s.amount("first-arrival"))
    return s.say(work=s.spoken(s.amount("work-per-lane")), first=first, inspected=s.inspected, **s.ends)


def _fleet(s: _Sum) -> str:
    passages = s.n("times", s.count("rounds") + 1)
    return s.say(enters=s.enters, kind=s.kind("rounds"), times=passages, turn=s.spoken(s.each("rounds")), **s.ends)


def _lane(s: _Sum) -> str:
    return s.say(
        vehicles=s.n("vehicles", s.count("headways") + 1),
        enters=s.enters,
        headway=s.spoken(s.each("headways")),
        gaps=s.n("gaps", s.count("convoy-gaps")),
        gap=s.spoken(s.each("convoy-gaps")),
        **s.ends,
    )


def _openings(s: _Sum, code: str) -> str:
    passages = s.count("transits")
    return say(
        code,
        s.language,
        times=s.n("times", (passages + 1) // 2),
        passages=s.n("passages", passages),
        transit=s.spoken(s.each("transits")),
        enters=s.enters,
        spacing=s.spoken(s.amount("headways-out", "gaps-out", "headways-back", "gaps-back")),
        **s.ends,
    )


def _alternating(s: _Sum) -> str:
    return _openings(s, "bound-lane-alternating")


def _joint(s: _Sum) -> str:
    if "returns" not in s.terms:
        return _openings(s, "bound-joint-more")
    return s.say(
        times=s.n("times", s.count("openings")),
        each=s.spoken(s.each("returns")),
        first=s.at(s.amount("first-arrival")),
        services=s.n("services", s.count("services")),
        inspection=s.spoken(s.each("services")),
        **s.ends,
    )


def _pace(s: _Sum) -> str:
    return s.say(
        kind=s.kind("crossings"),
        each=s.spoken(s.each("crossings")),
        other=s.spoken(s.each("crossings-others")),
        crossings=s.n("passages", s.count("crossings")),
        others=s.n("passages", s.count("crossings-others")),
        first=s.at(s.amount("first-arrival")),
        **s.ends,
    )


def _pace_people(s: _Sum) -> str:
    passages, people = s.n("passages", s.count("passages")), s.n("people", s.bound.value)
    return s.say(passages=passages, kind=s.kind("passages"), closes=s.closes, loads=s.loads, people=people)


def _bays(s: _Sum) -> str:
    return s.say(
        place=s.place,
        first=s.at(s.amount("first-boarding")),
        boardings=s.n("boardings", s.count("boardings")),
        each=s.spoken(s.each("boardings")),
        **s.ends,
    )


def _carriable(s: _Sum) -> str:
    return s.say(people=s.n("people", s.bound.value), loads=s.loads)


def _by_vehicles(s: _Sum) -> str:
    vehicles = s.n("vehicles", s.count("slots") or s.count("entries"))
    return s.say(vehicles=vehicles, place=s.place, closes=s.closes, loads=s.loads, people=s.n("people", s.bound.value))


def _by_rounds(s: _Sum) -> str:
    times = s.n("times", s.count("rounds"))
    return s.say(place=s.place, times=times, closes=s.closes, loads=s.loads, people=s.n("people", s.bound.value))


def _city_cut(s: _Sum) -> str:
    legs = [term for term in s.bound.terms if term.code == "through"]
    return s.say(
        people=s.n("people", sum(term.amount for term in s.bound.terms)),
        outside=number(s.amount("outside"), s.language),
        through=number(sum(term.amount for term in legs), s.language),
        roads=s.n("road-ways", len(legs)),
        received=s.at(s.bound.value),
    )


def _city_ways(s: _Sum) -> str:
    return s.say(people=s.n("people", s.bound.value))


_SENTENCES = {
    "city-cut": _city_cut,
    "city-ways": _city_ways,
    "checkpoint": _checkpoint,
    "checkpoint-work": _checkpoint_work,
    "fleet": _fleet,
    "lane": _lane,
    "lane-alternating": _alternating,
    "joint": _joint,
    "pace": _pace,
    "bays": _bays,
    "carriable": _carriable,
    "checkpoint-people": _by_vehicles,
    "lane-people": _by_vehicles,
    "fleet-people": _by_rounds,
    "pace-people": _pace_people,
}


def sum_lines(bound: Bound, scenario: Scenario, language: str) -> tuple[SumLine, ...]:
    """Return the arithmetic of a bound term by term, and the total as its last line."""
    stands, lines = 0, []
    for term in bound.terms:
        stands += term.amount
        is_sum = bound.proof == "hand" and (term.s is not None or term.persons is not None or term.amount != 0)
        standing = (_standing(bound, stands, scenario, language)) if is_sum else ""
        adds = _adds(bound, term.amount, language) if is_sum else ""
        lines.append(SumLine(_words(term, scenario, language), _reckoned(term, language), adds, standing))
    side = "people" if bound.of == "people" else "time"
    total = SumLine(
        say(f"sum-total-{side}", language),
        "",
        _adds(bound, bound.value, language),
        _standing(bound, bound.value, scenario, language),
    )
    return (*lines, total)


def _words(term: Term, scenario: Scenario, language: str) -> str:
    if term.code == "rounds" and term.each_s is None:
        return say("term-turns", language)
    if term.code == "first-boarding":
        return say("term-first-boarding", language, place=names.spot(scenario, term.of or "", language))
    if term.code == "other" or not knows(f"term-{term.code}", language):
        return say("term-other", language, code=term.code)
    return say(f"term-{term.code}", language)


def _reckoned(term: Term, language: str) -> str:
    if term.count is None:
        return ""
    count = number(term.count, language)
    if term.each_s is not None:
        return f"{isolate(count)} × {isolate(duration(term.each_s, language))}"
    if term.each is not None:
        return plain(f"{count} × {number(term.each, language)}")
    return f"{count} ({isolate(number(int(term.of), language))})" if term.of and term.of.isdecimal() else count


def _adds(bound: Bound, amount: int, language: str) -> str:
    return number(amount, language) if bound.of == "people" else duration(amount, language)


def _standing(bound: Bound, value: int, scenario: Scenario, language: str) -> str:
    return number(value, language) if bound.of == "people" else short_time(value, scenario, language)
