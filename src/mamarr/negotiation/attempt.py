"""Attempts: a plan that is to bring everybody out, quickly made, made better round by round, and judged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from mamarr.corridor.build import build_corridor
from mamarr.corridor.passage import drive
from mamarr.corridor.tables import Corridor
from mamarr.planning.answers import certified
from mamarr.planning.construct import construct
from mamarr.planning.dispatch import Dispatcher, Limits, Search, beginnings, written
from mamarr.planning.exact import people_bound
from mamarr.planning.improve import Search as Annealing
from mamarr.planning.movements import convoys, trips
from mamarr.planning.timetable import Bound, Plan, Term
from mamarr.scenario import shape
from mamarr.scenario.scenario import Aim, Scenario

METHOD = "asks, construct and anneal"
METHOD_OF_ANY_SHAPE = "asks, trips, late acceptance"
EVERYBODY_FIRST: tuple[Aim, ...] = ("people", "wounded", "curve", "vehicle-hours")
"""The goal is that everybody is out, whatever the order of the scenario; of such plans any one is enough."""
THREADS = 2
ROUNDS_OF_ANY_SHAPE = 12
"""Timetables of a scenario of any shape that count as one round."""

Stop = Callable[[], bool]


class Attempt(Protocol):
    """Something that can be tried again and again, a little longer each time."""

    rounds: int
    """Rounds made so far; with the seed they give the same plan again, whatever the pauses between them."""

    def construct(self) -> Plan:
        """Return the first plan, within moments."""

    def search(self, rounds: int, seed: int, stop: Stop, *, is_enough_out: bool = True) -> Plan:
        """Return the best plan after so many *rounds* more; it ends once everybody is out, if that *is_enough_out*.

        The first *seed* counts.
        """

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
    annealing: Annealing | None = None

    def __post_init__(self) -> None:
        self.corridor = build_corridor(self.scenario)
        self.decision = construct(self.corridor)

    def construct(self) -> Plan:
        return self._plan(0)

    def search(self, rounds: int, seed: int, stop: Stop, *, is_enough_out: bool = True) -> Plan:
        if self.annealing is None:
            self.annealing = Annealing(self.corridor, self.decision, EVERYBODY_FIRST, seed)
        with ThreadPoolExecutor(THREADS) as pool:
            for _ in range(rounds):
                if (is_enough_out and self.annealing.value[0] == 0) or stop():
                    break
                self.annealing.step(pool)
                self.rounds += 1
        self.decision = self.annealing.decision
        return self._plan(self.annealing.seed)

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
    wanted: int = 1

    def construct(self) -> Plan:
        return self._run(1, 0, lambda: False)

    def search(self, rounds: int, seed: int, stop: Stop, *, is_enough_out: bool = True) -> Plan:  # noqa: ARG002 - always all rounds
        # begun anew: the search of any shape keeps no state, and the same rounds have to give the same plan
        self.wanted += rounds * ROUNDS_OF_ANY_SHAPE
        return self._run(self.wanted, seed, stop)

    def solve(self, seconds: float, stop: Stop) -> Bound | None:  # noqa: ARG002 - the solver knows one shape only
        return None

    def _run(self, iterations: int, seed: int, stop: Stop) -> Plan:
        aims = (*EVERYBODY_FIRST[:1], *(aim for aim in self.scenario.objective if aim != "people"))
        dispatcher = Dispatcher(self.scenario, aims)
        begins = beginnings(dispatcher, seed)
        found = Search(dispatcher, seed).run(islice(begins, iterations), Limits(0.0, iterations, stop), lambda _: None)
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
