"""Scenarios of any shape: trips booked one after another, the decision improved by a search."""

import time

from mamarr.planning.answers import certified, described, other_order
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.dispatch import Dispatcher, Found, Limits, Search, Worth, beginnings, written
from mamarr.planning.dispatch.course import Course
from mamarr.planning.progress import Progress, Stop, Watch
from mamarr.planning.timetable import Plan
from mamarr.scenario.scenario import Aim, Scenario

METHOD = "trips, late acceptance"
SHARE_OF_SEARCH = 0.6
SHARE_OF_OTHER_ORDER = 0.2
SHARE_WITHOUT_AID = 0.1


class AnyShape:
    """One call of `plan` for a scenario of any shape."""

    def __init__(self, scenario: Scenario, seconds: float, seed: int, watch: Watch | None, stop: Stop | None) -> None:
        self.scenario, self.seconds, self.seed = scenario, seconds, seed
        self.began = time.monotonic()
        self.watch, self.stop = watch, stop or (lambda: False)

    def run(self, iterations: int | None, objective: tuple[Aim, ...]) -> Plan:
        """Return the best plan found, its alternatives beside it, judged."""
        self._tell("construct", None)
        best, plan = self._search("search", self.scenario, objective, SHARE_OF_SEARCH, iterations)
        alternatives = []
        if not self.stop():
            other = other_order(objective)
            if other != objective:
                # Counted in rounds, not seconds, so that the plan can be made again.
                rounds = max(1, round(best.iterations * SHARE_OF_OTHER_ORDER / SHARE_OF_SEARCH))
                _, second = self._search("other-order", self.scenario, other, SHARE_OF_OTHER_ORDER, rounds)
                alternatives.append(described("other-order", second))
            if self.scenario.aid:
                rounds = max(1, round(best.iterations * SHARE_WITHOUT_AID / SHARE_OF_SEARCH))
                bare = self.scenario.replace(aid=())
                _, third = self._search("without-aid", bare, objective, SHARE_WITHOUT_AID, rounds)
                alternatives.append(described("without-aid", third))
        seconds = round(time.monotonic() - self.began, 3)
        bounds = hand_bounds(plan.scenario, plan.people_out)
        plan = plan.replace(alternatives=tuple(alternatives), bounds=bounds, seconds=seconds)
        self._tell("judge", plan.people_out, plan.clearance_s)
        return certified(plan)

    def _search(
        self, stage: str, scenario: Scenario, objective: tuple[Aim, ...], share: float, iterations: int | None
    ) -> tuple[Found, Plan]:
        dispatcher = Dispatcher(scenario, objective)
        search = Search(dispatcher, self.seed)

        def tell(worth: Worth, courses: list[Course]) -> None:
            del worth
            people = sum(course.persons for course in courses)
            self._tell(stage, people, max((each.nodes[-1].ends for each in courses if each.persons), default=0))

        limits = Limits(max(0.1, share * self.seconds), iterations, self.stop)
        found = search.run(beginnings(dispatcher), limits, tell)
        courses = dispatcher.run(found.decision)
        trips, convoys = written(dispatcher.works, courses)
        plan = Plan(
            scenario=scenario if objective == scenario.objective else scenario.replace(objective=objective),
            method=METHOD,
            seed=self.seed,
            iterations=found.iterations,
            trips=trips,
            convoys=convoys,
        )
        return found, plan

    def _tell(self, stage: str, people: int | None, clearance_s: int | None = None) -> None:
        if self.watch is not None:
            elapsed = time.monotonic() - self.began
            self.watch(Progress(stage, elapsed, self.scenario.people_total, people, clearance_s or None))
