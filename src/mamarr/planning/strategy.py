"""plan(): choose a method, run it, bound it, have it judged."""

import math
import time
from collections.abc import Iterable
from typing import Literal

from mamarr.corridor.build import build_corridor
from mamarr.corridor.passage import Decision, measure
from mamarr.planning.answers import certified, described, other_order
from mamarr.planning.anyshape import AnyShape, resumed
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.construct import construct
from mamarr.planning.dispatch import NOTHING_BEGUN, Begun
from mamarr.planning.exact import SolverBound, clearance_bound, people_bound
from mamarr.planning.improve import Improved, improve, value_of
from mamarr.planning.merit import merit_of
from mamarr.planning.movements import convoys, trips
from mamarr.planning.progress import Progress, Stop, Watch
from mamarr.planning.timetable import Bound, Limited, Plan, Term
from mamarr.scenario import shape
from mamarr.scenario.scenario import Aim, Scenario

CityMethod = Literal["clearance", "certified", "curve"]
METHOD = "windows, annealing"
SHARE_OF_SEARCH = 0.4
SHARE_OF_OTHER_ORDER = 0.15
SHARE_OF_WISHES = 0.4
"""Of the time, where the openings of a lane cannot tell which of two plans is better."""


def plan(  # noqa: PLR0913 - what a caller may say, all of it by name
    scenario: Scenario,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    iterations: int | None = None,
    objective: Iterable[Aim] | None = None,
    begun: Begun = NOTHING_BEGUN,
    watch: Watch | None = None,
    stop: Stop | None = None,
    step_s: int = 60,
    method: CityMethod = "clearance",
) -> Plan:
    """Return the best timetable found for *scenario*, with a proof of how much better any plan could be.

    The plan is complete only if everybody fits into the pauses; otherwise it follows the order of the objective and names
    those who remain. *seconds* limits the search; bounds that a hand can add up are always finished, a solver's bound gets
    about half of the time and its unfinished dual is valid. The same seed and *iterations* give the same timetable.

    Parameters
    ----------
    scenario
        What is known and agreed, as `load` gives it.
    seconds
        Time for everything.
    seed
        Seed of the search.
    iterations
        Rounds of the search, in place of its share of the time.
    objective
        Order of what counts, in place of the scenario's.
    begun
        What is left of a plan that has begun. It is tried before anything else, so that the new plan is not worse than going on.
    watch
        Called with the progress, a few times a second at most.
    stop
        Asked often; when it says True the best so far is returned.
    step_s
        Seconds of a step, for a city; there the plan is exact, and neither the time nor the seed matters.
    method
        For a city: everybody out first (`clearance`), as many as can be by some thirty steps too (`certified`), or by every
        step (`curve`); none makes the clearance longer.

    Returns
    -------
    Plan
        Judged, with its bounds.

    Raises
    ------
    MamarrError
        plan.refused: the judge refuses the plan or a bound. This is a defect of the planner, and nothing is returned.
    """
    if scenario.network is not None:
        from mamarr.planning.city import plan_city

        return plan_city(scenario, step_s, method)
    aims = tuple(objective or scenario.objective)
    if shape.beyond(scenario):
        return AnyShape(scenario, seconds, seed, watch, stop, begun).run(iterations, aims)
    wishes = bool(shape.wishes(scenario))
    share = 1 - SHARE_OF_WISHES if wishes else 1.0
    found = [_Planning(scenario, share * seconds, seed, watch, stop).run(iterations, aims)]
    if wishes and not (stop is not None and stop()):
        found.append(AnyShape(scenario, SHARE_OF_WISHES * seconds, seed, watch, stop).run(iterations, aims))
    if begun.script and not (stop is not None and stop()):
        found.append(AnyShape(scenario, seconds, seed, watch, stop, begun).run(len(resumed(begun)), aims))
    return min(found, key=lambda each: merit_of(each, aims))


class _Planning:
    """One call of `plan`: its clock, its listeners and its parts."""

    def __init__(self, scenario: Scenario, seconds: float, seed: int, watch: Watch | None, stop: Stop | None) -> None:
        self.scenario = scenario
        self.seconds, self.seed = seconds, seed
        self.began = time.monotonic()
        self.is_timed = True
        self.watch, self.stop = watch, stop or (lambda: False)
        self.corridor = build_corridor(scenario)
        self.by_hand = hand_bounds(scenario, scenario.people_total)

    def run(self, iterations: int | None, objective: tuple[Aim, ...]) -> Plan:
        self._tell("construct")
        self.is_timed = iterations is None
        first = construct(self.corridor)
        best = self._search("search", objective, first, SHARE_OF_SEARCH, iterations)
        found = self._plan(best, objective)
        other = other_order(objective)
        if not self.stop():
            # Counted in rounds, not seconds: what the first search took says how many, so that the plan can be made again.
            rounds = max(1, round(best.iterations * SHARE_OF_OTHER_ORDER / SHARE_OF_SEARCH))
            second = self._search("other-order", other, best.decision, SHARE_OF_OTHER_ORDER, rounds)
            if second.iterations == rounds:
                # A search for one order may meet a better plan for the other; one that the clock cut short may not, for it
                # could not be made again.
                best, second = self._better(objective, best, second), self._better(other, second, best)
            found = self._plan(best, objective)
            found = found.replace(alternatives=(described("other-order", self._plan(second, other)),))
        bounds = (*found.bounds, *self._solver(found))
        found = found.replace(bounds=bounds, seconds=round(time.monotonic() - self.began, 3))
        self._tell("judge", (self.scenario.people_total - found.people_out, found.clearance_s))
        return certified(found)

    def _search(
        self, stage: str, objective: tuple[Aim, ...], start: Decision, share: float, iterations: int | None
    ) -> Improved:
        self._tell(stage)
        aims = _aims(objective)
        ends = time.monotonic() + self.seconds if stage == "other-order" and self.is_timed else math.inf
        return improve(
            self.corridor,
            start,
            objective=aims,
            seconds=max(0.2, share * self.seconds),
            seed=self.seed,
            iterations=iterations,
            watch=lambda value: self._tell(stage, _reached(aims, value)),
            stop=lambda: self.stop() or time.monotonic() > ends,
        )

    def _better(self, objective: tuple[Aim, ...], first: Improved, second: Improved) -> Improved:
        values = [value_of(measure(self.corridor, each.decision), _aims(objective)) for each in (first, second)]
        return first if values[0] <= values[1] else second._replace(iterations=first.iterations)

    def _plan(self, best: Improved, objective: tuple[Aim, ...]) -> Plan:
        scenario = self.scenario if objective == self.scenario.objective else self.scenario.replace(objective=objective)
        movements = trips(scenario, best.passage)
        timetable = Plan(
            scenario=scenario,
            method=METHOD,
            seed=self.seed,
            iterations=best.iterations,
            trips=movements,
            convoys=convoys(scenario, movements),
        )
        return timetable.replace(bounds=hand_bounds(scenario, timetable.people_out))

    def _solver(self, found: Plan) -> tuple[Bound, ...]:
        """Return the solver's bound on what is still open: people where somebody remains, else the clearance."""
        left = self.seconds - (time.monotonic() - self.began)
        of: Limited = "clearance_s" if found.is_complete else "people"
        by_hand = found.strongest(of, "hand")
        reached = found.clearance_s if of == "clearance_s" else found.people_out
        if (
            left < 1
            or self.stop()
            or by_hand is None
            or by_hand.value == reached
            or not self.corridor.lane.is_alternating
        ):
            return ()
        self._tell("bound", (self.scenario.people_total - found.people_out, found.clearance_s))
        solve = clearance_bound if of == "clearance_s" else people_bound
        solved = solve(self.corridor, seconds=left, known=reached, stop=self.stop)
        return () if _is_weaker(solved.value, by_hand) else (_by_solver(solved, of, found),)

    def _tell(self, stage: str, reached: tuple[int, int] | None = None) -> None:
        """Tell the watcher the stage and, where known, who remains and the clearance."""
        if self.watch is None:
            return
        total, elapsed = self.scenario.people_total, time.monotonic() - self.began
        if reached is None:
            self.watch(Progress(stage, elapsed, total))
            return
        remaining, clearance = reached
        of: Limited = "people" if remaining else "clearance_s"
        bounds = [bound.value for bound in self.by_hand if bound.of == of]
        bound = (min(bounds) if remaining else max(bounds)) if bounds else None
        gap = None
        if bound is not None:
            gap = (bound - total + remaining) / max(1, bound) if remaining else (clearance - bound) / max(1, clearance)
        self.watch(Progress(stage, elapsed, total, total - remaining, clearance or None, bound, gap))


def _aims(objective: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """Return what the search looks at: without hazards and without aid every plan is alike in them."""
    return tuple(aim for aim in objective if aim not in ("exposure", "aid"))


def _reached(aims: tuple[Aim, ...], value: tuple[int, ...]) -> tuple[int, int] | None:
    """Return who remains and the clearance out of the values of a search, which stand in the order of the objective."""
    if "people" not in aims:
        return None
    place = aims.index("people")
    return value[place], value[place + 1]


def _is_weaker(value: int, bound: Bound) -> bool:
    return value <= bound.value if bound.of == "clearance_s" else value >= bound.value


def _by_solver(solved: SolverBound, of: Limited, found: Plan) -> Bound:
    rows = (Term(code="openings", count=row[0], of=str(row[2])) for row in solved.by_openings)
    lane = next(bound.places for bound in found.bounds if bound.kind in ("lane", "lane-people"))
    return Bound(kind="windows", of=of, proof="solver", value=solved.value, places=lane, terms=tuple(rows))
