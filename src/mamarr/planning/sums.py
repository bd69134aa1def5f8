"""Bounds of every scenario that a hand can add up: for each throat, when the last of those who need it is through.

The arguments are one argument (background page *Bounds of every shape*): of the people who come out, so many cannot go round
the throat; they need so many passages; so many fit into its time. Times are whole seconds since clock zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from mamarr.planning.crowd import ANY, Crowd, fewest, fullest, is_limit
from mamarr.planning.reach import NEVER, Reach
from mamarr.planning.rhythm import Entries, Services, Turns
from mamarr.planning.throats import Throat, throats
from mamarr.planning.timetable import Bound, Limited, Term
from mamarr.planning.workloads import Workload, workloads
from mamarr.scenario.people import Group
from mamarr.scenario.scenario import Scenario

MOST_TERMS = 60
"""Sizes of loads that are written out in one sum; the rest is written as people of the largest of them."""


class Sums:
    """The throats of a scenario and what follows from them."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.reach = Reach(scenario)
        self.crowd = Crowd(scenario, self.reach)

    @cached_property
    def throats(self) -> list[Throat]:
        """Every throat."""
        return throats(self.scenario, self.reach, self.crowd)

    @cached_property
    def workloads(self) -> list[Workload]:
        """Every workload."""
        return workloads(self.scenario, self.reach, self.crowd)

    def groups(self, throat: Throat) -> list[Group]:
        """Return those who cannot go round *throat* and can be brought out."""
        return [group for group in self.crowd.movable if group.id in throat.groups]

    def elsewhere(self, throat: Throat, kind: str = ANY) -> int:
        """Return how many can be brought out without passing *throat*, or are not of *kind*."""
        return self.crowd.carriable - self.crowd.persons(self.groups(throat), kind)

    def besides(self, load: Workload) -> int:
        """Return how many can be brought out without the work of *load*."""
        return self.crowd.carriable - sum(persons for _, persons, _ in load.worth)

    def uses(self, throat: Throat, people: int) -> int:
        """Return the fewest uses of *throat* in any plan that brings out *people*."""
        crowd, groups = self.crowd, self.groups(throat)
        if throat.counts_persons:
            return max(0, people - self.elsewhere(throat))
        counts = [fewest(crowd.loads(groups, throat.of), people - self.elsewhere(throat, throat.of))]
        if throat.of == ANY and crowd.is_mixed:
            needed = people - self.elsewhere(throat)
            counts += [fewest(crowd.loads(groups, k), people - self.elsewhere(throat, k)) for k in crowd.kinds]
            counts += [weighed.passages(needed) for weighed in self._weighed(groups)]
        return max(counts)

    def turned(self, throat: Throat, people: int) -> Throat:
        """Return a lane that turns as often as the scarcest vehicles have to come back, where all pass in one stretch of time."""
        if not isinstance(throat.rhythm, Turns) or throat.of != ANY or len(throat.spans) != 1:
            return throat
        groups, returns = self.groups(throat), 0
        for kind in self.crowd.kinds:
            passages = fewest(self.crowd.loads(groups, kind), people - self.elsewhere(throat, kind))
            returns = max(returns, -(-passages // max(1, self.crowd.vehicles(kind))) - 1)
        return replace(throat, rhythm=replace(throat.rhythm, least_returns=returns))

    def people(self, throat: Throat) -> list[Term]:
        """Return the terms of the most people whom the uses of *throat* bring out, the others not counted."""
        crowd, groups, most = self.crowd, self.groups(throat), throat.most
        if throat.counts_persons:
            return [Term(code="persons", persons=min(most, crowd.persons(groups)))]
        loads = crowd.loads(groups, throat.of)
        fullest_uses, any_uses = min(most, sum(load.count for load in loads)), min(most, crowd.persons(groups))
        forms = [[Term(code="uses", count=fullest_uses), *_loads(fullest(loads, most))]]
        if throat.of == ANY and crowd.is_mixed:
            head = Term(code="uses", count=any_uses)
            forms += [[head, *weighed.terms(any_uses)] for weighed in self._weighed(groups)]
        return min(forms, key=lambda terms: sum(term.amount for term in terms))

    def _weighed(self, groups: list[Group]) -> Iterator["Weighed"]:
        own = [(group.persons_per_vehicle, self.crowd.waiting(group)) for group in groups if group.moves_itself]
        for weights in self.crowd.weights:
            shares = [(share, self.crowd.persons(groups, kind), kind) for kind, share in weights.items()]
            shares += [(Fraction(1, room), persons, "own") for room, persons in own]
            yield Weighed(sorted(shares))


@dataclass(frozen=True)
class Weighed:
    """People by the share of a passage that one of them takes at least, the smallest first: (share, persons, kind)."""

    shares: list[tuple[Fraction, int, str]]

    def passages(self, people: int) -> int:
        """Return the fewest passages that *people* are worth, whoever they are."""
        worth = Fraction(0)
        for share, persons, _ in self.shares:
            taken = min(max(0, people), persons)
            worth, people = worth + taken * share, people - taken
        return -(-worth.numerator // worth.denominator)

    def terms(self, passages: int) -> list[Term]:
        """Return the most people who are worth no more than *passages*, by kind."""
        left, terms = Fraction(passages), []
        for share, persons, kind in self.shares:
            taken = persons if not share else min(persons, int(left / share))
            left -= taken * share
            terms += [Term(code="persons", persons=taken, of=kind)] if taken else []
        return terms


def every_bound(scenario: Scenario, people: int, carriable: int | None = None) -> tuple[Bound, ...]:
    """Return the bounds of *scenario*: on the clearance of any plan that brings out *people*, on that of all, and on the people.

    With *carriable*, nothing where another number of people can be carried.
    """
    sums = Sums(scenario)
    if carriable not in (None, sums.crowd.carriable):
        return ()
    on_people = list(_on_people(sums))
    on_clearance = _strongest(_in_time(sums, people, "clearance_s")) if people > 0 else []
    most = min(bound.value for bound in on_people)
    on_everybody: list[Bound] = []
    if people < sums.crowd.carriable == most:
        on_everybody = _strongest(_in_time(sums, most, "complete_s"))[:1]
    return (*on_everybody, *on_clearance, *_strongest(on_people))


def _in_time(sums: Sums, people: int, of: Limited) -> Iterator[Bound]:
    yield from _on_clearance(sums, people, of)
    yield from _on_work(sums, people, of)
    yield from _ready(sums, people, of)


def _strongest(bounds: Iterator[Bound] | list[Bound]) -> list[Bound]:
    """Return the strongest bound of each kind, the strongest of all first."""
    best: dict[str, Bound] = {}
    for bound in bounds:
        sign = -1 if bound.of == "people" else 1
        if bound.kind not in best or sign * bound.value > sign * best[bound.kind].value:
            best[bound.kind] = bound
    return sorted(best.values(), key=lambda bound: bound.value if bound.of == "people" else -bound.value)


def _bound(kind: str, of: Limited, places: tuple[str, ...], terms: list[Term]) -> Bound:
    return Bound(kind=kind, of=of, proof="hand", value=sum(t.amount for t in terms), places=places, terms=tuple(terms))


# When the last is through


def _on_clearance(sums: Sums, people: int, of: Limited) -> Iterator[Bound]:
    for throat in sums.throats:
        uses = sums.uses(throat, people)
        throat = sums.turned(throat, people)  # noqa: PLW2901
        reached = throat.when(uses) if uses > 0 else None
        if reached is None:
            continue
        before, begins, over = reached
        received = throat.after_s(over)
        if received >= NEVER:
            continue
        terms = [Term(code="first-use", s=throat.spans[0][0], of=None if throat.of == ANY else throat.of)]
        if before:
            terms += [Term(code="used-before", count=before), Term(code="next-span", s=begins - throat.spans[0][0])]
        terms += _steps(throat, uses - before)
        terms.append(Term(code="onward", s=received - over))
        yield _bound(f"throat-{throat.kind}", of, throat.places, terms)


def _on_work(sums: Sums, people: int, of: Limited) -> Iterator[Bound]:
    """When the work of so many people can be done."""
    for load in sums.workloads:
        work = load.least_s(people - sums.besides(load))
        reached = load.when(work) if work > 0 else None
        if reached is None:
            continue
        before, begins, over = reached
        received = load.after_s(over)
        if received >= NEVER:
            continue
        first = load.spans[0][0]
        terms = [Term(code="first-use", s=first, of=None if load.of == ANY else load.of), Term(code="work", count=work)]
        if before:
            terms += [Term(code="work-before", count=before), Term(code="next-span", s=begins - first)]
        terms += [Term(code="work-per-server", s=over - begins), Term(code="onward", s=received - over)]
        yield _bound(f"throat-{load.kind}", of, load.places, terms)


def _by_work(sums: Sums) -> Iterator[Bound]:
    """How many people the work that can be done is enough for."""
    for load in sums.workloads:
        terms = [Term(code="work", count=load.most_s)]
        terms += [Term(code="persons", persons=persons, of=name) for persons, name in load.people()]
        yield _bound(f"throat-{load.kind}-people", "people", load.places, [*terms, *_others(sums.besides(load))])


def _ready(sums: Sums, people: int, of: Limited) -> Iterator[Bound]:
    """Nobody of a group is received before it is ready, aboard and there: so many only by the time the last needed group can be."""
    crowd = sums.crowd
    soonest = sorted((crowd.soonest_s(group), crowd.first_boarding[group.id], group.id) for group in crowd.movable)
    people -= sum(crowd.aboard.values())
    for received, boards, name in soonest if people > 0 else ():
        group = next(each for each in crowd.movable if each.id == name)
        people -= crowd.waiting(group)
        if people <= 0:
            terms = [Term(code="first-use", s=boards, of=name), Term(code="onward", s=received - boards)]
            yield _bound("throat-ready", of, (group.at,), terms)
            return


def _steps(throat: Throat, count: int) -> list[Term]:
    """Return the terms from the beginning of a stretch to the *count*-th use; terms that add nothing are left out."""
    rhythm = throat.rhythm
    if isinstance(rhythm, Services):
        terms = [Term(code="services", count=-(-count // rhythm.lanes), each_s=rhythm.each_s)]
    elif isinstance(rhythm, Entries):
        turns = -(-count // rhythm.lanes)
        terms = [
            Term(code="steps", count=turns - 1, each_s=rhythm.each_s),
            Term(code="convoy-gaps", count=-(-turns // rhythm.largest) - 1, each_s=rhythm.gap_s),
        ]
    else:
        terms = _turns(rhythm, count) if isinstance(rhythm, Turns) else []
    return [Term(code="uses", count=count), *(term for term in terms if term.amount)]


def _turns(rhythm: Turns, count: int) -> list[Term]:
    transits, out, gaps_out, back, gaps_back = rhythm.parts(count)
    return [
        Term(code="transits", count=transits, each_s=rhythm.transit_s),
        Term(code="headways-out", count=out, each_s=rhythm.each_s),
        Term(code="gaps-out", count=gaps_out, each_s=rhythm.gap_s),
        Term(code="headways-back", count=back, each_s=rhythm.each_s),
        Term(code="gaps-back", count=gaps_back, each_s=rhythm.gap_s),
    ]


# How many get through


def _on_people(sums: Sums) -> Iterator[Bound]:
    crowd = sums.crowd
    everybody = crowd.loads(crowd.movable)
    aboard = sum(crowd.aboard.values())
    yield _bound("carriable", "people", (), [*_loads(fullest(everybody, 2**40)), *_others(aboard)])
    narrow = [*_through(sums), *_by_work(sums), *_room(sums), *_links(sums)]
    yield from (bound for bound in narrow if bound.value < crowd.carriable)


def _through(sums: Sums) -> Iterator[Bound]:
    for throat in sums.throats:
        others = sums.elsewhere(throat, throat.of)
        yield _bound(f"throat-{throat.kind}-people", "people", throat.places, [*sums.people(throat), *_others(others)])


def _others(persons: int) -> list[Term]:
    return [Term(code="elsewhere", persons=persons)] if persons else []


def _loads(sizes: list[tuple[int, int]]) -> list[Term]:
    """Return the sum of loads; behind many sizes the rest is written as if each were as large as the last one written."""
    shown, rest = sizes[: MOST_TERMS - 1], sizes[MOST_TERMS - 1 :]
    if rest:
        shown = [*shown, (rest[0][0], sum(count for _, count in rest))]
    return [Term(code="loads", count=count, each=persons) for persons, count in shown]


def _room(sums: Sums) -> Iterator[Bound]:
    """Reception centres take so many in all, and so many of a kind."""
    crowd, scenario = sums.crowd, sums.scenario
    centres = {place.id: place for place in scenario.reception_centres}
    for names in dict.fromkeys(tuple(sorted(set(group.destinations))) for group in crowd.movable):
        if all(is_limit(centres[name].capacity) for name in names):
            bound = [group for group in crowd.movable if set(group.destinations) <= set(names)]
            yield _roomy("capacity-people", names, bound, sum(centres[name].capacity for name in names), sums)
    for name, centre in centres.items():
        for kind, limit in centre.places_for.items():
            bound = [group for group in crowd.movable if set(group.destinations) == {name} and kind in kinds_of(group)]
            if bound and is_limit(limit):
                yield _roomy("places-people", (name,), bound, limit, sums, of=kind)


def kinds_of(group: Group) -> set[str]:
    """Return every word that `places_for` may use for the people of *group*; who moves itself neither lies nor sits.

    Who is wounded or sick without a triage class counts as stable.
    """
    triage = group.triage or ("stable" if group.category == "wounded" else None)
    return {group.category, group.travels, *group.needs, *((triage,) if triage else ())}


def _roomy(
    kind: str, names: tuple[str, ...], bound: list[Group], room: int, sums: Sums, of: str | None = None
) -> Bound:
    waiting = sum(sums.crowd.waiting(group) for group in bound)
    terms = [Term(code="persons", persons=min(room, waiting), of=of), *_others(sums.crowd.carriable - waiting)]
    return _bound(kind, "people", names, terms)


def _links(sums: Sums) -> Iterator[Bound]:
    """So many of these for so many of the others, at most all of them received."""
    crowd = sums.crowd
    for link in sums.scenario.linked:
        others = sum(crowd.waiting(group) for group in crowd.movable if group.at in link.others)
        aboard = sum(n for group, n in crowd.aboard.items() if _at(sums, group) in link.others)
        expected = others + aboard + sum(each.persons for each in link.elsewhere)
        these = [group for group in crowd.movable if group.at in link.these]
        waiting = sum(crowd.waiting(group) for group in these)
        steps = link.ahead + expected // link.others_step
        if these and steps * link.step < waiting:
            terms = [Term(code="linked-steps", count=steps, each=link.step), *_others(crowd.carriable - waiting)]
            yield _bound("link-people", "people", link.these, terms)


def _at(sums: Sums, name: str) -> str:
    return next(group.at for group in sums.scenario.groups if group.id == name)
