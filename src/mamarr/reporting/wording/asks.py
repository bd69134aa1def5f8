"""Asks in words: each with its sum, as a negotiator says it; and the paragraph that is read out at the table."""

from collections.abc import Callable, Iterable

from mamarr.negotiation.asks import Ask, Asks, Combination, Size, Value
from mamarr.planning.timetable import Bound, Plan
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bounds import bottleneck, proof
from mamarr.reporting.wording.bundles import isolate, say
from mamarr.reporting.wording.numbers import number, percent, spoken, time_of, within_minute
from mamarr.scenario import shape
from mamarr.scenario.changes import Change
from mamarr.scenario.files import change
from mamarr.scenario.scenario import Scenario

_NAMED: dict[str, Callable[[Scenario, str, str], str]] = {
    "place": names.spot,
    "class": names.vehicle_class,
    "pause": names.pause,
    "aid": names.aid,
    "ban": names.anything,
    "link": names.anything,
}


def request(ask: Ask, scenario: Scenario, language: str) -> str:
    """Return what is asked for, as a phrase without a full stop."""
    if ask.name is not None:
        return say("ask-own", language, words=names.written(ask.name, ask.id, language))
    terms = {
        key.removesuffix("_s").removesuffix("_kmh"): _term(key, value, scenario, language)
        for key, value in ask.terms.items()
    }
    if ask.code == "lanes":
        terms["lanes"] = say("lanes", language, n=int(terms.pop("n")))
    return say(f"ask-{ask.code}", language, **terms)


def _term(key: str, value: str | int, scenario: Scenario, language: str) -> str:
    if key in _NAMED:
        return _NAMED[key](scenario, str(value), language)
    if key in ("until_s", "from_s"):
        return time_of(int(value), scenario, language)
    if key.endswith("_s") or key == "seconds":
        return spoken(int(value), language)
    return number(int(value), language)


def together(asks: Iterable[Ask], scenario: Scenario, language: str) -> str:
    """Return several requests as one phrase."""
    first, *rest = [request(ask, scenario, language) for ask in asks]
    for then in rest:
        first = say("asks-joined", language, first=first, then=then)
    return first


class Advocate:
    """The words of one document of asks about one plan, in one language."""

    def __init__(self, asks: Asks, plan: Plan, language: str) -> None:
        self.asks, self.plan, self.scenario, self.language = asks, plan, plan.scenario, language

    def say(self, code: str, **terms: str | int) -> str:
        """Return a message in the language of this one."""
        return say(code, self.language, **terms)

    def people(self, n: int) -> str:
        """Return a number of people in words."""
        return self.say("people", n=n)

    def granted(self, changes: Iterable[Change]) -> Scenario:
        """Return the scenario with what was asked for."""
        return change(self.scenario, changes)

    def sum(self, bound: Bound, changes: Iterable[Change]) -> str:
        """Return the sentence of a bound, its numbers those of the scenario in which it holds."""
        return bottleneck(bound, self.granted(changes), self.language)

    def ask(self, value: Value) -> str:
        """Return the sentence of one ask: what it is, whether it suffices, what it brings, and its sum."""
        ask, known = self.asks.ask(value.ask), self.asks.alone(value.ask)
        words = [f"{_capital(request(ask, self.scenario, self.language))}.", self._verdict(ask, known, value)]
        if value.people_gained > 0:
            words.append(self.say("asks-gain-people", people=self.people(value.people_gained)))
        elif known.verdict != "enough":
            words.append(self.say("asks-gain-nobody"))
        if value.seconds_gained:
            words.append(self.say("asks-gain-time", time=spoken(value.seconds_gained, self.language)))
        if value.chance_gained is not None:
            points = number(round(100 * value.chance_gained, 1), self.language)
            words.append(self.say("asks-gain-chance", points=points))
        bound = value.further_bound or known.bound
        if bound is not None:
            changes = ask.further if value.further_bound is not None else ask.changes
            code = "asks-sum-no" if known.verdict == "useless" else "asks-sum-yes"
            words.append(self.say(code, sum=self.sum(bound, changes)))
        words += [self.size(size) for size in self.asks.sizes if size.ask == ask.id and not size.beside]
        if ask.clause is not None:
            words.append(self.say("asks-clause", clause=names.written(None, ask.clause, self.language)))
        return " ".join(words)

    def _verdict(self, ask: Ask, known: Combination, value: Value) -> str:
        if known.verdict == "enough":
            return self._enough(known)
        if known.verdict == "not decided":
            people, most = self.people(known.people_out), self.people(known.people_most)
            return self.say("asks-not-decided", people=people, most=most)
        how = proof(known.bound, self.language) if known.bound else ""
        if value.further_bound is not None:
            return self.say("asks-useless-far-beyond", further=self.further(ask), proof=how)
        return self.say("asks-useless", proof=how)

    def _enough(self, known: Combination) -> str:
        if known.clearance_s is None:
            return self.say("asks-enough-found")
        return self.say("asks-enough", time=time_of(within_minute(known.clearance_s), self.scenario, self.language))

    def further(self, ask: Ask) -> str:
        """Return the request at the size far beyond any, for which it was proven."""
        largest = str(ask.further[0].value).split()[0]
        key = "kmh" if ask.code == "speed" else "n"
        return request(ask.replace(terms={**ask.terms, key: round(float(largest))}), self.scenario, self.language)

    def size(self, size: Size) -> str:
        """Return up to where an ask is useless, and from where it is enough."""
        words = [
            self.say(code, size=self._amount(size, amount))
            for code, amount in (("asks-size-useless", size.useless_until), ("asks-size-enough", size.enough_from))
            if amount is not None
        ]
        if not size.beside or not words:
            return " ".join(words)
        beside = self.all_of(size.beside)
        what = request(self.asks.ask(size.ask), self.scenario, self.language)
        return f"{_capital(what)}. " + self.say("asks-size-beside", asks=beside, sentences=" ".join(words))

    def _amount(self, size: Size, amount: int) -> str:
        if size.unit != "s":
            return number(amount, self.language)
        is_instant = self.asks.ask(size.ask).code in ("closes", "until-complete", "opens")
        return time_of(amount, self.scenario, self.language) if is_instant else spoken(amount, self.language)

    def base(self) -> str:
        """Return how things stand, with the sum."""
        base = self.asks.combinations[0]
        if base.verdict == "enough":
            return self.say("asks-base-enough")
        most = self.people(base.people_most)
        if base.verdict == "useless" and base.bound is not None:
            return self.say("asks-base-useless", people=most, sum=self.sum(base.bound, ()))
        return self.say("asks-base-not-decided", people=self.people(base.people_out), most=most)

    def least(self) -> str:
        """Return the least that suffices, and what is known of everything smaller."""
        least = self.asks.least
        if least is None:
            return self.say("asks-least-none")
        if not least.asks:
            return self.say("asks-base-enough")
        words = self.say("asks-least", asks=self.all_of(least.asks), cost=least.cost)
        n, open_ones = len(least.smaller), sum(each.how == "undecided" for each in least.smaller)
        code = "asks-least-found" if open_ones else "asks-least-proven" if n else "asks-least-alone"
        terms = {"n": number(n, self.language), "open": number(open_ones, self.language)}
        return f"{words} {self.say(code, **{key: terms[key] for key in _NEEDS[code]})}"

    def robust(self) -> list[str]:
        """Return what suffices though a promise is broken, where something in hand does."""
        surest = next((each for each in self.asks.combinations if each.asks == self.asks.robust), None)
        if surest is None or not surest.asks:
            return []
        return [self.say("asks-robust", asks=self.all_of(surest.asks), cost=surest.cost)]

    def frontier(self) -> list[str]:
        """Return what must be given up for how many people."""
        return [
            self.say("asks-frontier", cost=each.cost, people=self.people(each.people_out), asks=self.all_of(each.asks))
            for each in self.asks.frontier
            if each.gain == "people" and each.asks
        ]

    def doubts(self) -> list[str]:
        """Return what combinations bring if promises are broken, where the user said how far they are trusted."""
        found = []
        for each in self.asks.doubts:
            if any(self.asks.ask(name).promise < 1 for name in each.asks):
                low, high = (percent(share, self.language) for share in each.chance_reached)
                chance = low if low == high else self.say("asks-chance-between", low=low, high=high)
                mean, worst = (
                    number(round(each.people_expected), self.language),
                    number(each.people_worst, self.language),
                )
                found.append(self.say("asks-doubt", asks=self.all_of(each.asks), mean=mean, worst=worst, chance=chance))
        return found

    def all_of(self, ids: Iterable[str]) -> str:
        """Return several requests, by their ids, as one phrase."""
        return together((self.asks.ask(name) for name in ids), self.scenario, self.language)

    def decided(self) -> str:
        """Return how much is known."""
        found = self.asks.combinations
        count = {verdict: sum(each.verdict == verdict for each in found) for verdict in ("enough", "useless")}
        terms = {key: number(n, self.language) for key, n in count.items()}
        total, decided = number(len(found), self.language), number(self.asks.decided, self.language)
        return self.say("asks-decided", decided=decided, total=total, **terms)

    def protections(self) -> list[str]:
        """Return the asks that no clock measures, one sentence each."""
        return [
            self.say("asks-protection", ask=request(ask, self.scenario, self.language))
            for ask in self.asks.asks
            if ask.is_protection
        ]

    def lines(self) -> list[str]:
        """Return everything, a paragraph each."""
        goal = self.asks.goal
        head = [self.say("asks-confidential"), self.base(), self.least(), *self.robust(), self.decided()]
        if goal is not None:
            head.insert(1, self.say("asks-goal-chance", goal=percent(goal, self.language)))
        beside = [self.size(size) for size in self.asks.sizes if size.beside]
        asks = [self.ask(value) for value in self.asks.values]
        return [*head, *self.frontier(), *asks, *filter(None, beside), *self.doubts(), *self.protections()]

    def paragraph(self, chosen: tuple[str, ...] | None = None) -> str:
        """Return what may be read out at the table for *chosen* asks, by default the least: its sum, and why others do not do.

        It says sums and conditions: no weights, no chances, and of other asks only such as are proven useless.
        """
        wanted = chosen if chosen is not None else self.asks.least.asks if self.asks.least else ()
        known = next((each for each in self.asks.combinations if each.asks == wanted), None)
        if known is None or not wanted:
            return self.base()
        base, members = self.asks.combinations[0], [self.asks.ask(name) for name in wanted]
        words = [self.say("table-base", sum=self.sum(base.bound, ()) if base.bound else self.base())]
        if base.bound is not None and base.bound.of != "people" and not shape.beyond(self.scenario):
            pause = shape.lane(self.scenario).pause
            if pause is not None:
                closes = time_of(self.scenario.pause(pause).last_s, self.scenario, self.language)
                words.append(self.say("table-closes", closes=closes))
        words.append(self.say("table-ask", ask=together(members, self.scenario, self.language)))
        if known.bound is not None:
            every = [each for ask in members for each in ask.changes]
            words.append(self.say("table-with", sum=self.sum(known.bound, every)))
        if known.clearance_s is not None:
            time = time_of(within_minute(known.clearance_s), self.scenario, self.language)
            words.append(self.say("table-plan", people=number(self.asks.people_total, self.language), time=time))
        instead = [self._why(value) for value in self.asks.values if value.further_bound is not None]
        if instead:
            joint = "؛ " if self.language == "ar" else "; "
            words.append(self.say("table-not-instead", list=joint.join(instead)))
        return " ".join(words)

    def _why(self, value: Value) -> str:
        ask, bound = self.asks.ask(value.ask), value.further_bound
        what = isolate(self.further(ask))
        if bound is not None and bound.of != "people":
            return self.say("table-why-late", ask=what, time=time_of(bound.value, self.scenario, self.language))
        most = bound.value if bound is not None else self.asks.alone(ask.id).people_most
        return self.say("table-why", ask=what, people=self.people(most))


_NEEDS = {"asks-least-found": ("n", "open"), "asks-least-proven": ("n",), "asks-least-alone": ()}


def _capital(text: str) -> str:
    """Return *text* with its first letter large; isolates stay where they are."""
    for place, letter in enumerate(text):
        if letter.isalnum():
            return text[:place] + letter.upper() + text[place + 1 :]
    return text
