"""Attempts: a plan that is to bring everybody out, quickly made, made better round by round, and judged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Protocol

from mamarr.corridor.build import build_corridor
from mamarr.corridor.passage import drive, measure
from mamarr.corridor.tables import Corridor
from mamarr.planning.answers import certified
from mamarr.planning.construct import construct
from mamarr.planning.dispatch import Dispatcher, Limits, Search, beginnings, written
from mamarr.planning.exact import people_bound
from mamarr.planning.improve import improve, lifted
from mamarr.planning.movements import convoys, trips
from mamarr.planning.timetable import Bound, Plan, Term
from mamarr.scenario import shape
from mamarr.scenario.scenario import Aim, Scenario

METHOD = "asks, construct and anneal"
METHOD_OF_ANY_SHAPE = "asks, trips, late acceptance"
EVERYBODY_FIRST: tuple[Aim, ...] = ("people", "wounded", "curve", "vehicle-hours")
"""The goal is that everybody is out, whatever the order of the scenario; of such plans any one is enough."""
ROUNDS_OF_ANY_SHAPE = 12
"""Timetables of a scenario of any shape that count as one round."""

Stop = Callable[[], bool]


class Attempt(Protocol):
    """Something that can be tried again and again, a little longer each time."""

    rounds: int

    def construct(self) -> Plan:
        """Return the first plan, within moments."""

    def search(self, rounds: int, seed: int, stop: Stop) -> Plan:
        """Return the best plan after so many *rounds*."""

    def everybody_s(self) -> int | None:
        """Return when everybody could be received if the pause went on, by a plan in hand; None where nobody looked."""

    def solve(self, seconds: float, stop: Stop) -> Bound | None:
        """Return a solver's proof that not everybody can be out, or None: not found within *seconds*."""


def attempt(scenario: Scenario) -> Attempt:
    """Return the way in which *scenario* is tried."""
    return _OfAnyShape(scenario) if shape.beyond(scenario) else _OfOneLane(scenario)


@dataclass
class _OfOneLane:
    scenario: Scenario
    rounds: int = 0
    corridor: Corridor = field(init=False)

    def __post_init__(self) -> None:
        self.corridor = build_corridor(self.scenario)
        self.decision = construct(self.corridor)

    def construct(self) -> Plan:
        return self._plan(0)

    def search(self, rounds: int, seed: int, stop: Stop) -> Plan:
        is_out = False

        def look(value: tuple[int, ...]) -> None:
            nonlocal is_out
            is_out = is_out or value[0] == 0

        # `iterations` alone ends it, so that the same rounds give the same plan; the clock asks through *stop*
        best = improve(
            self.corridor,
            construct(self.corridor),
            objective=EVERYBODY_FIRST,
            seconds=0.0,
            seed=seed,
            iterations=rounds,
            watch=look,
            stop=lambda: is_out or stop(),
        )
        self.decision, self.rounds = best.decision, best.iterations
        return self._plan(seed)

    def everybody_s(self) -> int | None:
        going_on = lifted(self.corridor)
        worth = min((measure(going_on, each) for each in (construct(going_on), self.decision)), key=lambda m: m[:2])
        return None if worth.remaining else worth.clearance_s

    def solve(self, seconds: float, stop: Stop) -> Bound | None:
        if not self.corridor.lane.is_alternating:
            return None
        total = self.scenario.people_total
        solved = people_bound(self.corridor, seconds=seconds, known=total - 1, stop=stop)
        if solved.value >= total:
            return None
        rows = tuple(Term(code="openings", count=row[0], of=str(row[2])) for row in solved.by_openings)
        places = (shape.lane(self.scenario).id,)
        return Bound(kind="windows", of="people", proof="solver", value=solved.value, places=places, terms=rows)

    def _plan(self, seed: int) -> Plan:
        movements = trips(self.scenario, drive(self.corridor, self.decision))
        return certified(
            Plan(
                scenario=self.scenario,
                method=METHOD,
                seed=seed,
                iterations=self.rounds,
                trips=movements,
                convoys=convoys(self.scenario, movements),
            )
        )


@dataclass
class _OfAnyShape:
    scenario: Scenario
    rounds: int = 0

    def construct(self) -> Plan:
        return self._run(1, 0, lambda: False)

    def search(self, rounds: int, seed: int, stop: Stop) -> Plan:
        return self._run(1 + rounds * ROUNDS_OF_ANY_SHAPE, seed, stop)

    def everybody_s(self) -> int | None:
        return None

    def solve(self, seconds: float, stop: Stop) -> Bound | None:  # noqa: ARG002 - the solver knows one shape only
        return None

    def _run(self, iterations: int, seed: int, stop: Stop) -> Plan:
        aims = (*EVERYBODY_FIRST[:1], *(aim for aim in self.scenario.objective if aim != "people"))
        dispatcher = Dispatcher(self.scenario, aims)
        begins = beginnings(dispatcher, seed)
        found = Search(dispatcher, seed).run(
            chain(islice(begins, max(1, iterations))), Limits(0.0, iterations, stop), lambda _: None
        )
        self.rounds = found.iterations
        movements, together = written(found.works, found.courses)
        return certified(
            Plan(
                scenario=self.scenario,
                method=METHOD_OF_ANY_SHAPE,
                seed=seed,
                iterations=found.iterations,
                trips=movements,
                convoys=together,
            )
        )
