"""The audit of every shape: the sums of each narrow place, derived again and compared term by term.

Of the people who come out, so many need the place; they need so many uses; so many uses fit into its time. On the clearance:
the n-th use is no earlier, and nobody is received sooner behind it. On the people: no more uses fit.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from mamarr.planning import ceilings
from mamarr.planning.cadence import Turns, fits, last_use
from mamarr.planning.ceilings import elsewhere
from mamarr.planning.collation import Quantity, Sum
from mamarr.planning.muster import Muster, Party, waiting
from mamarr.planning.narrows import Narrow, Narrows
from mamarr.planning.timetable import Term
from mamarr.planning.toil import Toils
from mamarr.planning.yardstick import Load, fullest
from mamarr.scenario.scenario import Scenario

MOST_SIZES = 59
"""Sizes of loads that a sum lists; the rest is one term with the largest of them."""


class Throats:
    """What the sums of every shape are, for a scenario: the arguments that `audit` asks."""

    def __init__(self, scenario: Scenario) -> None:
        self.muster = Muster(scenario)
        self.narrows = Narrows(self.muster)
        self.toils = Toils(self.muster)
        self._ceilings: Mapping[str, Callable[[], Iterator[Sum]]] = {
            "capacity-people": partial(ceilings.capacity, self.muster),
            "places-people": partial(ceilings.places, self.muster),
            "link-people": partial(ceilings.links, self.muster),
            "carriable": self._carriable,
        }
        self.quantities: Mapping[str, Quantity] = {
            **{f"throat-{kind}": "clearance_s" for kind in (*KINDS, *TOILS, "ready")},
            **{f"throat-{kind}-people": "people" for kind in (*KINDS, *TOILS)},
            **dict.fromkeys(self._ceilings, "people"),
        }

    def sums(self, kind: str, people: int) -> list[Sum]:
        """Return every form in which the argument *kind* is true, for plans that bring out *people*."""
        if kind in self._ceilings:
            return list(self._ceilings[kind]())
        about = kind.removeprefix("throat-")
        if self.quantities[kind] == "people":
            about = about.removesuffix("-people")
            return list(self._most_by_work(about) if about in TOILS else self._people(about))
        if about == "ready":
            return list(self._ready(people))
        return list(self._worked(about, people) if about in TOILS else self._clearance(about, people))

    def carriable(self) -> int:
        """Return how many people can come out at all."""
        return self.muster.carriable()

    def _carriable(self) -> Iterator[Sum]:
        loads = self.muster.loads(self.muster.parties)
        yield (), (*_loads(loads, sum(load.count for load in loads)), *elsewhere(self.muster, self.muster.parties))

    # On the clearance

    def _clearance(self, kind: str, people: int) -> Iterator[Sum]:
        for narrow in self.narrows.all:
            if narrow.kind == kind:
                uses = self._uses(narrow, people)
                terms = self._until(narrow, uses, people) if uses > 0 else None
                if terms is not None:
                    yield narrow.places, tuple(terms)

    def _ready(self, people: int) -> Iterator[Sum]:
        """The parties whose somebody is received first are not enough; so somebody comes of the last one needed, or of a later."""
        awaited = people - self.muster.aboard
        for received, party in self.muster.by_reception() if awaited > 0 else []:
            awaited -= party.waiting
            if awaited <= 0:
                first = Term(code="first-use", s=party.boards_s, of=party.group.id)
                yield (party.point.id,), (first, Term(code="onward", s=received - party.boards_s))
                return

    def _worked(self, kind: str, people: int) -> Iterator[Sum]:
        for toil in self.toils.toils:
            terms = toil.until(self._needed(toil.parties, people)) if toil.kind == kind else None
            if terms is not None:
                yield toil.places, tuple(terms)

    def _needed(self, parties: tuple[Party, ...], people: int) -> int:
        """Return how many of *parties* come out, when *people* do and all others are among them."""
        return people - self.muster.carriable() + waiting(parties)

    def _uses(self, narrow: Narrow, people: int) -> int:
        needed = self._needed(narrow.parties, people)
        if narrow.counts_persons:
            return needed
        return self.muster.fewest(list(narrow.parties), needed, narrow.of)

    def _until(self, narrow: Narrow, uses: int, people: int) -> list[Term] | None:
        """Return the terms until the reception behind the last of *uses*; None where so many do not fit."""
        narrow = self._opened(narrow, people)
        found = last_use(narrow.cadence, narrow.stretches, uses)
        if found is None:
            return None
        number, rest = found
        cadence = narrow.cadence
        begins, first = narrow.stretches[number][0], narrow.stretches[0][0]
        terms = [Term(code="first-use", s=first, of=narrow.of)]
        if number:
            terms += [Term(code="used-before", count=uses - rest), Term(code="next-span", s=begins - first)]
        terms += [Term(code="uses", count=rest), *(term for term in cadence.terms(rest) if term.amount)]
        second = begins + cadence.after_s(rest)
        received = narrow.received_s(second)
        return None if received is None else [*terms, Term(code="onward", s=received - second)]

    def _opened(self, narrow: Narrow, people: int) -> Narrow:
        """A leg with one direction at a time opens at least as often as any kind of people needs.

        Only where there is one stretch: else some of the openings might be in another.
        """
        if not isinstance(narrow.cadence, Turns) or len(narrow.stretches) != 1:
            return narrow
        rounds = []
        for kind in self.muster.kinds:
            theirs = tuple(party for party in narrow.parties if party.kind == kind)
            uses = self.muster.fewest(list(narrow.parties), self._needed(theirs, people), kind)
            rounds.append(-(-uses // self.muster.count_for([kind])))
        return replace(narrow, cadence=replace(narrow.cadence, least=max(rounds)))

    # On the people

    def _people(self, kind: str) -> Iterator[Sum]:
        for narrow in self.narrows.all:
            if narrow.kind == kind:
                for terms in self._at_most(narrow):
                    yield narrow.places, (*terms, *elsewhere(self.muster, narrow.parties))

    def _most_by_work(self, kind: str) -> Iterator[Sum]:
        for toil in self.toils.toils:
            if toil.kind == kind:
                yield toil.places, (*toil.most(), *elsewhere(self.muster, toil.parties))

    def _at_most(self, narrow: Narrow) -> Iterator[list[Term]]:
        """Yield every form of the most people of whom so many uses fit."""
        parties = list(narrow.parties)
        if narrow.counts_persons:
            yield [Term(code="persons", persons=fits(narrow.cadence, narrow.stretches, waiting(parties)))]
            return
        loads = self.muster.loads(parties, narrow.of)
        uses = fits(narrow.cadence, narrow.stretches, sum(load.count for load in loads))
        yield [Term(code="uses", count=uses), *_loads(loads, uses)]
        if self.muster.is_mixed and narrow.of is None:
            uses = fits(narrow.cadence, narrow.stretches, waiting(parties))  # there may be more than the fullest loads
            for shares in self.muster.most_by_shares(parties, uses):
                persons = [Term(code="persons", persons=taken, of=kind) for taken, kind in shares if taken]
                yield [Term(code="uses", count=uses), *persons]


KINDS = (
    "checkpoint",
    "checkpoint-persons",
    "release",
    "release-persons",
    "leg",
    "leg-hour",
    "leg-rounds",
    "leg-turns",
    "bays",
    "alighting",
    "reception-hour",
    "rounds",
)
"""Kinds of narrow places."""

TOILS = ("checkpoint-work", "fleet-time", "fleet-drive")
"""Kinds of work that people cost."""


def _loads(loads: list[Load], uses: int) -> list[Term]:
    """Return the *uses* largest of *loads* as terms, sizes falling."""
    sizes = fullest(loads, uses)
    kept, rest = sizes[:MOST_SIZES], sizes[MOST_SIZES:]
    terms = [Term(code="loads", count=count, each=each) for each, count in kept]
    if rest:
        terms.append(Term(code="loads", count=sum(count for _, count in rest), each=rest[0][0]))
    return terms
