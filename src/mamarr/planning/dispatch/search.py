"""Search: change the decision, make the timetable again, keep the better."""

import random
import time
from collections.abc import Callable
from typing import NamedTuple

from mamarr.planning.dispatch.course import Course
from mamarr.planning.dispatch.decision import Decision, Turns
from mamarr.planning.dispatch.dispatcher import Dispatcher
from mamarr.planning.dispatch.works import Works
from mamarr.planning.dispatch.worth import Worth, worth_of

MEMORY = 8
"""A change is taken if it is not worse than what was held so many rounds ago."""
SIZES = (2, 3, 4, 6, 8, 12, 20)
PATIENCES = (0, 300, 900, 1800, 3600, 7200)


class Found(NamedTuple):
    """The best of a search."""

    decision: Decision
    worth: Worth
    iterations: int
    courses: list[Course]
    """Its timetable."""
    works: Works
    """Where it is booked."""


class Limits(NamedTuple):
    """When a search ends."""

    seconds: float
    iterations: int | None
    stop: Callable[[], bool]


class Search:
    """A search for one order of aims, from the best of a few beginnings on."""

    def __init__(self, dispatcher: Dispatcher, seed: int) -> None:
        self.dispatcher = dispatcher
        self.random = random.Random(seed)
        self.roads = dispatcher.works.terrain.roads
        self.alternating = sorted(name for name, road in self.roads.items() if road.alternates)
        self.vehicles = [vehicle.name for vehicle in dispatcher.vehicles] or [""]

    def run(self, start: list[Decision], limits: Limits, watch: Callable[[list[Course]], None]) -> Found:
        """Return the best decision found; at least one is tried, and all of *start* while there is time."""
        began = time.monotonic()
        best: tuple[Worth, Decision] | None = None
        timetable: list[Course] = []
        held: tuple[Worth, Decision] | None = None
        memory: list[Worth] = []
        rounds = 0
        while best is None or self._goes_on(limits, rounds, began):
            decision = start[rounds] if rounds < len(start) else self.changed(held[1] if held else start[0])
            courses = self.dispatcher.run(decision)
            worth = worth_of(self.dispatcher.works, courses, self.dispatcher.objective)
            rounds += 1
            if best is None or worth < best[0]:
                best, timetable = (worth, decision), courses
                watch(courses)
            if held is None or worth <= held[0] or (len(memory) >= MEMORY and worth <= memory[-MEMORY]):
                held = worth, decision
            memory.append(held[0])
            if rounds == len(start) or (rounds > len(start) and self.random.random() < 0.01):
                held = best
        return Found(best[1], best[0], rounds, timetable, self.dispatcher.works)

    def _goes_on(self, limits: Limits, rounds: int, began: float) -> bool:
        if limits.stop():
            return False
        if limits.iterations is not None:
            return rounds < limits.iterations
        return time.monotonic() - began < limits.seconds

    # changes

    def changed(self, decision: Decision) -> Decision:
        """Return *decision* with one or a few things changed."""
        changes = [self._other_errand, self._other_errand, self._fewer_errands, self._haste, self._order]
        if self.dispatcher.works.terrain.has_gates:
            changes += [self._size, self._patience]
        if self.alternating:
            changes += [self._turns, self._turns, self._freedom]
        for _ in range(1 + (self.random.random() < 0.3)):
            decision = self.random.choice(changes)(decision)
        return decision

    def _other_errand(self, decision: Decision) -> Decision:
        names = [vehicle.name for vehicle in self.dispatcher.vehicles if self.dispatcher.turns_of(vehicle.name)]
        if not names:
            return decision
        name = self.random.choice(names)
        turn = self.random.randrange(self.dispatcher.turns_of(name))
        return decision._replace(first={**decision.first, (name, turn): self.random.randint(1, 4)})

    def _fewer_errands(self, decision: Decision) -> Decision:
        if not decision.first:
            return decision
        dropped = self.random.choice(sorted(decision.first))
        return decision._replace(first={key: value for key, value in decision.first.items() if key != dropped})

    def _haste(self, decision: Decision) -> Decision:
        return decision._replace(haste=self.random.choice((0.0, 0.25, 0.5, 1.0, 2.0, 4.0)))

    def _order(self, decision: Decision) -> Decision:
        return decision._replace(urgent_first=not decision.urgent_first)

    def _size(self, decision: Decision) -> Decision:
        return decision._replace(size=self.random.choice(SIZES))

    def _patience(self, decision: Decision) -> Decision:
        return decision._replace(patience_s=self.random.choice(PATIENCES))

    def _turns(self, decision: Decision) -> Decision:
        name = self.random.choice(self.alternating)
        turns = decision.turns.get(name)
        others = {key: value for key, value in decision.turns.items() if key != name}
        if turns is None:
            return decision._replace(turns={**others, name: self._fresh_turns(name)})
        if self.random.random() < 0.2:
            return decision._replace(turns=others)
        step = self.random.choice((-1800, -600, -300, -60, 60, 300, 600, 1800))
        field = self.random.choice(("first_s", "out_s", "in_s"))
        least = 0 if field != "first_s" else -(10**6)
        other = turns._replace(**{field: max(least, getattr(turns, field) + step)})
        return decision._replace(turns={**others, name: other})

    def _freedom(self, decision: Decision) -> Decision:
        return decision._replace(urgent_free=not decision.urgent_free)

    def _fresh_turns(self, name: str) -> Turns:
        clear = self.roads[name].usual_s(None)
        return Turns(
            first_s=self.random.randrange(0, 7200, 300),
            out_s=self.random.choice((300, 600, 1200, 1800, 3600)),
            clear_s=min(clear, 6 * 3600),
            in_s=self.random.choice((300, 600, 1200, 1800, 3600)),
        )


def beginnings(dispatcher: Dispatcher) -> list[Decision]:
    """Return the decisions that are tried first: the plain ones, then windows of several lengths on every alternating leg."""
    terrain = dispatcher.works.terrain
    plain = [Decision(), Decision(urgent_first=False), Decision(haste=0.25), Decision(haste=4.0)]
    gated = ((20, 3600), (2, 600), (4, 1800), (1, 0)) if terrain.has_gates else ()
    convoys = [Decision(size=size, patience_s=patience) for size, patience in gated]
    alternating = [(name, road) for name, road in sorted(terrain.roads.items()) if road.alternates]
    windows = [
        Decision(
            turns={name: Turns(0, length, min(road.usual_s(None), 6 * 3600), length) for name, road in alternating}
        )
        for length in ((2400, 4800, 1200, 600) if alternating else ())
    ]
    # The windows first: where they fit, they are far better, and a large scenario has time for a few beginnings only.
    return [*windows[:2], plain[0], *convoys[:1], *windows[2:], *plain[1:], *convoys[1:]]
