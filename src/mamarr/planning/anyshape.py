"""Scenarios of any shape: trips booked one after another, the decision improved by a search."""

import time
from itertools import chain
from typing import NamedTuple

from mamarr.planning.answers import certified, described, other_order
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.dispatch import (
    NOTHING_BEGUN,
    Begun,
    Decision,
    Dispatcher,
    Found,
    Limits,
    Search,
    beginnings,
    worth_of,
    written,
)
from mamarr.planning.dispatch.course import Course
from mamarr.planning.progress import Progress, Stop, Watch
from mamarr.planning.timetable import Limited, Plan
from mamarr.scenario.scenario import Aim, Scenario

METHOD = "trips, late acceptance"
SHARE_OF_SEARCH = 0.6
SHARES_OF_ALTERNATIVES = (0.2, 0.1)
"""Of the other order, and of the plan without aid."""


LATER_S = (0, 60, 180)
"""By how much a plan that has begun is tried later: where all are a little late, windows keep their order."""


class Question(NamedTuple):
    """What one search is about."""

    stage: str
    scenario: Scenario
    objective: tuple[Aim, ...]
    share: float
    """Its share of the seconds."""
    iterations: int | None
    """Its rounds, in place of the seconds."""
    start: tuple[Decision, ...] = ()
    """Decisions that are tried before all others."""


class AnyShape:
    """One call of `plan` for a scenario of any shape."""

    def __init__(
        self,
        scenario: Scenario,
        seconds: float,
        seed: int,
        watch: Watch | None,
        stop: Stop | None,
        begun: Begun = NOTHING_BEGUN,
    ) -> None:
        self.scenario, self.seconds, self.seed = scenario, seconds, seed
        self.begun = begun
        self.began = time.monotonic()
        self.watch, self.stop = watch, stop or (lambda: False)
        self.by_hand = hand_bounds(scenario, scenario.people_total)

    def run(self, iterations: int | None, objective: tuple[Aim, ...]) -> Plan:
        """Return the best plan found, its alternatives beside it, judged."""
        self._tell("construct", None)
        best = self._search(
            Question("search", self.scenario, objective, SHARE_OF_SEARCH, iterations, resumed(self.begun))
        )
        alternatives = []
        if not self.stop():
            # Counted in rounds, not seconds, so that the plan can be made again.
            rounds = [max(1, round(best.iterations * share / SHARE_OF_SEARCH)) for share in SHARES_OF_ALTERNATIVES]
            other, start = other_order(objective), (best.decision,)
            if other != objective:
                question = Question("other-order", self.scenario, other, SHARES_OF_ALTERNATIVES[0], rounds[0], start)
                second = self._search(question)
                # A search for one order may meet a better plan for the other.
                best, second = self._better(objective, best, second), self._better(other, second, best)
                alternatives.append(described("other-order", self._plan(second, self.scenario, other)))
            if self.scenario.aid:
                bare = self.scenario.replace(aid=())
                question = Question("without-aid", bare, objective, SHARES_OF_ALTERNATIVES[1], rounds[1], start)
                alternatives.append(described("without-aid", self._plan(self._search(question), bare, objective)))
        plan = self._plan(best, self.scenario, objective)
        seconds = round(time.monotonic() - self.began, 3)
        bounds = hand_bounds(plan.scenario, plan.people_out)
        plan = plan.replace(bounds=bounds, alternatives=tuple(alternatives), seconds=seconds)
        self._tell("judge", plan.people_out, plan.clearance_s)
        return certified(plan)

    def _search(self, question: Question) -> Found:
        dispatcher = Dispatcher(question.scenario, question.objective)
        limits = Limits(max(0.1, question.share * self.seconds), question.iterations, self.stop)

        def tell(courses: list[Course]) -> None:
            people = sum(course.persons for course in courses)
            clearance = max((each.nodes[-1].ends for each in courses if each.persons), default=0)
            self._tell(question.stage, people, clearance)

        return Search(dispatcher, self.seed).run(chain(question.start, beginnings(dispatcher, self.seed)), limits, tell)

    def _better(self, objective: tuple[Aim, ...], first: Found, second: Found) -> Found:
        works = first.works
        worths = [worth_of(works, each.courses, objective) for each in (first, second)]
        return first if worths[0] <= worths[1] else second._replace(iterations=first.iterations)

    def _plan(self, found: Found, scenario: Scenario, objective: tuple[Aim, ...]) -> Plan:
        trips, convoys = written(found.works, found.courses)
        return Plan(
            scenario=scenario if objective == scenario.objective else scenario.replace(objective=objective),
            method=METHOD,
            seed=self.seed,
            iterations=found.iterations,
            trips=trips,
            convoys=convoys,
        )

    def _tell(self, stage: str, people: int | None, clearance_s: int | None = None) -> None:
        """Tell the watcher the stage and, where known, the people out, the clearance, and how far a bound is."""
        if self.watch is None:
            return
        total, elapsed = self.scenario.people_total, time.monotonic() - self.began
        bound: int | None = None
        gap: float | None = None
        if people is not None:
            of: Limited = "people" if people < total else "clearance_s"
            bounds = [each.value for each in self.by_hand if each.of == of]
            bound = (min(bounds) if people < total else max(bounds)) if bounds else None
            if bound is not None:
                gap = (bound - people) / max(1, bound)
                if people == total:
                    gap = ((clearance_s or 0) - bound) / max(1, clearance_s or 0)
        self.watch(Progress(stage, elapsed, total, people, clearance_s or None, bound, gap))


def resumed(begun: Begun) -> tuple[Decision, ...]:
    """Return decisions that go on with *begun*: in its windows its missions in time, as early as possible, or others."""
    if not begun.script:
        return ()
    ways = [begun.later(step) for step in LATER_S]
    free = tuple(line.free() for line in begun.script)
    return tuple(
        Decision(script=script, turns=each.turns, order="together", binds_all=True)
        for each in ways
        for script in (each.script, free, ())
    )
