"""Every sum that the planner's derivation has for a scenario, none left out because another says more.

The planner writes down the strongest sum of each kind. Here all of its throats and workloads are asked, those of a kind of people that is
everybody among them, and those of legs that stand open for whoever comes; and every form of each.
"""

from collections.abc import Iterator
from functools import cache, cached_property

from tiny_corridors import tiny_corridors

from mamarr import Scenario
from mamarr.planning import sums as planner
from mamarr.planning.crowd import ANY, fullest
from mamarr.planning.reach import Arc
from mamarr.planning.sums import Sums
from mamarr.planning.throats import Finder, Throat
from mamarr.planning.timetable import Bound, Term
from mamarr.planning.workloads import Workload, _inspections, _of_the_fleet
from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED

Sum = tuple[str, tuple[str, ...], tuple[Term, ...]]
"""Kind, places and terms."""


class Unpruned(Finder):
    """A finder that leaves out no leg and no kind of people."""

    def legs(self) -> Iterator[Throat]:
        for arc in self.reach.arcs:
            groups = self.bound_for([arc])
            if groups:
                yield from self._leg(arc, groups, is_ruled=arc.leg.id in self.scenario.convoys.where)

    def by_kind(self, groups: list[Group]) -> Iterator[tuple[str, list[Group]]]:
        carried = [group for group in groups if not group.moves_itself]
        for kind in (ANY, *self.crowd.kinds):
            whom = [group for group in carried if kind in (ANY, self.crowd.kind(group))]
            if whom and self.crowd.vehicles(kind):
                yield kind, whom

    def _turns_round(self, arc: Arc, groups: list[Group]) -> bool:
        leg = arc.leg
        traffics = {leg.traffic, *(change.traffic for change in leg.changes if change.traffic)}
        back = [other for other in self.reach.arcs if other.leg is leg and other.is_outward != arc.is_outward]
        points = {group.at for group in groups}
        centres = {name for group in groups for name in group.destinations}
        leads_back = any(self.reach.ways_round(centre, back) & points for centre in centres)
        return "both" not in traffics and not leads_back


class EverySum(Sums):
    """All throats and workloads of a scenario."""

    @property
    def finder(self) -> Finder:
        return Unpruned(self.scenario, self.reach, self.crowd)

    @cached_property
    def throats(self) -> list[Throat]:
        finder = self.finder
        found = [*finder.checkpoints(), *finder.legs(), *finder.points(), *finder.centres(), *finder.fleet()]
        return [throat for throat in found if throat.groups]

    @cached_property
    def workloads(self) -> list[Workload]:
        found = [*_inspections(self.finder), *_of_the_fleet(self.finder)]
        return [load for load in found if load.spans and load.worth and load.servers]

    def forms(self, throat: Throat) -> Iterator[list[Term]]:
        """Every form of the most people whom the uses of *throat* bring out."""
        groups, most = self.groups(throat), throat.most
        if throat.counts_persons:
            yield self.people(throat)
            return
        loads = self.crowd.loads(groups, throat.of)
        count = min(most, sum(load.count for load in loads))
        yield [Term(code="uses", count=count), *planner._loads(fullest(loads, most))]
        if throat.of == ANY and self.crowd.is_mixed:
            any_uses = min(most, self.crowd.persons(groups))
            for weighed in self._weighed(groups):
                yield [Term(code="uses", count=any_uses), *weighed.terms(any_uses)]

    def links(self) -> Iterator[Sum]:
        """Every link that holds back somebody, whether all could be out by it or not."""
        crowd = self.crowd
        for link in self.scenario.linked:
            waiting = {name: sum(crowd.waiting(g) for g in crowd.movable if g.at in at) for name, at in
                       (("these", link.these), ("others", link.others))}  # fmt: skip
            aboard = sum(crowd.aboard.get(group.id, 0) for group in self.scenario.groups if group.at in link.others)
            expected = waiting["others"] + aboard + sum(each.persons for each in link.elsewhere)
            steps = Term(code="linked-steps", count=link.ahead + expected // link.others_step, each=link.step)
            if waiting["these"]:
                yield "link-people", link.these, (steps, *planner._others(crowd.carriable - waiting["these"]))


def _as_sum(bound: Bound) -> Sum:
    return bound.kind, bound.places, bound.terms


class Known:
    """What is known of one scenario: every sum, reckoned once, because it depends on the scenario alone."""

    def __init__(self, scenario: Scenario) -> None:
        self._every = EverySum(scenario)
        self.carriable = self._every.crowd.carriable
        self.people = sorted({0, 1, self.carriable // 2, self.carriable - 1, self.carriable} - {-1})
        """Numbers of people who are brought out."""
        self.on_clearance = {people: self._on_clearance(people) for people in self.people}
        self.on_people = self._on_people()

    def _on_clearance(self, people: int) -> set[Sum]:
        found = planner._in_time(self._every, people, "clearance_s") if people > 0 else ()
        return {_as_sum(bound) for bound in found}

    def _on_people(self) -> set[Sum]:
        every = self._every
        found = {_as_sum(bound) for bound in [*planner._by_work(every), *planner._room(every)]} | set(every.links())
        for throat in every.throats:
            others = planner._others(every.elsewhere(throat, throat.of))
            found |= {(f"throat-{throat.kind}-people", throat.places, (*form, *others)) for form in every.forms(throat)}
        everybody = every.crowd.loads(every.crowd.movable)
        aboard = planner._others(sum(every.crowd.aboard.values()))
        return found | {("carriable", (), (*planner._loads(fullest(everybody, UNLIMITED)), *aboard))}


@cache
def known(number: int) -> Known:
    """What is known of a tiny corridor."""
    return Known(tiny_corridors()[number])
