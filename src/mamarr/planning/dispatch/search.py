"""Search: change the decision, make the timetable again, keep the better."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mamarr.planning.dispatch.carriageways import Carriageway
from mamarr.planning.dispatch.course import Course
from mamarr.planning.dispatch.decision import ORDERS, Decision
from mamarr.planning.dispatch.dispatcher import Dispatcher
from mamarr.planning.dispatch.guide import Guide
from mamarr.planning.dispatch.sketch import Sketch
from mamarr.planning.dispatch.turns import Turns
from mamarr.planning.dispatch.works import Works
from mamarr.planning.dispatch.worth import Worth, worth_of

MEMORY = 8
"""A change is taken if it is not worse than what was held so many rounds ago."""
SIZES = (2, 3, 4, 6, 8, 12, 20)
PATIENCES = (0, 300, 900, 1800, 3600, 7200)
HASTES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
REACHES = (1.0, 1.0, 0.5, 0.0, -0.5, -1.0)
STEPS_S = (30, 60, 120, 300, 600, 1800)
WINDOWS = (
    (600, 600),
    (1200, 600),
    (2400, 600),
    (1200, 1200),
    (2400, 1200),
    (4800, 1200),
    (2400, 2400),
    (4800, 2400),
    (300, 300),
    (7200, 2400),
)
"""Seconds outward and inward of the windows that are tried first."""


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

    def run(self, start: Iterable[Decision], limits: Limits, watch: Callable[[list[Course]], None]) -> Found:
        """Return the best decision found; at least one is tried, and all of *start* while there is time."""
        waiting = iter(start)
        began = time.monotonic()
        best: tuple[Worth, Decision] | None = None
        timetable: list[Course] = []
        held: tuple[Worth, Decision] | None = None
        memory: list[Worth] = []
        rounds, is_given = 0, True
        while best is None or self._goes_on(limits, rounds, began):
            given = next(waiting, None)
            if given is None and is_given:
                held, is_given = best, False
            decision = given or self.changed(held[1] if held else Decision())
            courses = self.dispatcher.run(decision)
            worth = worth_of(self.dispatcher.works, courses, self.dispatcher.objective)
            rounds += 1
            if best is None or worth < best[0]:
                best, timetable = (worth, decision), courses
                watch(courses)
            if held is None or worth <= held[0] or (len(memory) >= MEMORY and worth <= memory[-MEMORY]):
                held = worth, decision
            memory.append(held[0])
            if not is_given and self.random.random() < 0.01:
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
        changes = [self._other_errand, self._other_errand, self._fewer_errands, self._way_to_choose]
        if self.dispatcher.works.terrain.has_gates:
            changes += [self._size, self._patience]
        if decision.script:
            changes += [self._script, self._script, self._script]
        if self.alternating:
            changes += [self._turns, self._turns, self._turns, self._freedom]
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

    def _way_to_choose(self, decision: Decision) -> Decision:
        what = self.random.randrange(4)
        if what == 0:
            return decision._replace(haste=self.random.choice(HASTES))
        if what == 1:
            return decision._replace(order=self.random.choice(ORDERS))
        if what == 2:
            return decision._replace(reach=self.random.choice(REACHES))
        return decision._replace(lying_first=self.random.choice((None, False, True)))

    def _size(self, decision: Decision) -> Decision:
        return decision._replace(size=self.random.choice(SIZES))

    def _patience(self, decision: Decision) -> Decision:
        return decision._replace(patience_s=self.random.choice(PATIENCES))

    def _freedom(self, decision: Decision) -> Decision:
        return decision._replace(urgent_free=not decision.urgent_free)

    def _script(self, decision: Decision) -> Decision:
        """Return *decision* with a line less, two points exchanged, or some lines at another time."""
        script = list(decision.script)
        if not script:
            return decision
        what, row = self.random.randrange(12), self.random.randrange(len(script))
        other = self.random.randrange(len(script))
        step = self.random.choice(STEPS_S) * self.random.choice((-1, 1))
        if what < 2:
            del script[row]
        elif what == 2:
            del script[row:]
        elif what < 6:
            script[row], script[other] = (
                script[row]._replace(point=script[other].point),
                script[other]._replace(point=script[row].point),
            )
        elif what < 8:
            script[row] = script[row].free()
        elif what < 11:
            script[row:] = [line.later(step) for line in script[row:]]
        else:
            script = [line.free() for line in script]
        return decision._replace(script=tuple(script))

    def _turns(self, decision: Decision) -> Decision:
        name = self.random.choice(self.alternating)
        turns = decision.turns.get(name)
        others = {key: value for key, value in decision.turns.items() if key != name}
        if turns is None:
            return decision._replace(turns={**others, name: self._fresh_turns(name)})
        if self.random.random() < 0.05:
            return decision._replace(turns=others)
        return decision._replace(turns={**others, name: self._other_turns(turns)})

    def _fresh_turns(self, name: str) -> Turns:
        return Turns(self.random.randrange(0, 7200, 300), self._clear_s(name), (self.random.choice(WINDOWS),))

    def _clear_s(self, name: str) -> int:
        return _clear_s(self.roads[name])

    def _other_turns(self, turns: Turns) -> Turns:
        """Return *turns* with the first window at another time, or one pair longer or shorter, or one more or fewer."""
        what, step = self.random.randrange(10), self.random.choice(STEPS_S) * self.random.choice((-1, 1))
        if what == 0:
            return turns._replace(first_s=turns.first_s + step)
        round_s = sum(turns.pairs[-1]) + 2 * turns.clear_s
        number = self.random.randrange(1 + min(60, max(len(turns.pairs), self._ends_s() // max(60, round_s))))
        out, back = turns.pair(number)
        if what == 1:
            return turns.without_pair(number)
        if what == 2:
            return turns.and_pair(number, (out, back))
        if what == 3:  # the window inward begins at another time, what comes later stays
            return turns.with_pair(number, (max(0, out + step), max(0, back - step)))
        pair = (max(0, out + step), back) if what % 2 else (out, max(0, back + step))
        if what < 6:
            return turns._replace(pairs=(*turns.pairs[:-1], pair))  # all that is left
        return turns.with_pair(number, pair)

    def _ends_s(self) -> int:
        return max((course.ends_s for course in self.dispatcher.works.courses), default=0)


def _clear_s(road: Carriageway) -> int:
    return min(road.usual_s(None), 6 * 3600)


def beginnings(dispatcher: Dispatcher, seed: int = 0) -> Iterator[Decision]:
    """Yield the decisions that are tried first.

    The openings of a lane first, as a search for its sketch puts them: where they fit, they are far better. Then the plain ones
    and windows of several lengths on every alternating leg, then what that search finds in a few rounds more.
    """
    guides = _guides(dispatcher, seed)
    yield from _guided(dispatcher, guides)
    yield from _plain(dispatcher)
    while not all(guide.is_done for guide in guides):
        moved = [guide.advance() for guide in guides if not guide.is_done]  # every one of them
        if any(moved):
            yield from _guided(dispatcher, guides)


def _guides(dispatcher: Dispatcher, seed: int) -> list[Guide]:
    terrain, routes = dispatcher.works.terrain, dispatcher.works.routes
    roads = [road for _, road in sorted(terrain.roads.items()) if road.alternates]
    sketches = [sketch for road in roads if (sketch := Sketch(terrain, routes, road)).is_of_use]
    return [Guide(sketch, dispatcher.objective, seed) for sketch in sketches]


def _guided(dispatcher: Dispatcher, guides: list[Guide]) -> Iterator[Decision]:
    """Yield decisions with the windows and missions of *guides*, or one of both."""
    if not guides:
        return
    turns = {guide.sketch.road.leg.id: guide.turns() for guide in guides}
    script = () if dispatcher.works.terrain.has_gates else tuple(line for guide in guides for line in guide.script())
    if script:
        yield Decision(script=script, order="together")
        yield Decision(script=script, turns=turns, order="together")
    for order in ORDERS:
        yield Decision(turns=turns, order=order)


def _plain(dispatcher: Dispatcher) -> Iterator[Decision]:
    terrain = dispatcher.works.terrain
    gated = ((20, 3600), (2, 600), (4, 1800), (1, 0)) if terrain.has_gates else ()
    convoys = [Decision(size=size, patience_s=patience) for size, patience in gated]
    yield Decision()
    yield from convoys[:1]
    yield Decision(order="together")
    yield Decision(order="full")
    if any(group.moves_itself for group in dispatcher.scenario.groups):
        yield Decision(order="fleet")
    yield Decision(reach=-1.0)
    yield Decision(haste=4.0)
    yield from convoys[1:]
    alternating = [(name, road) for name, road in sorted(terrain.roads.items()) if road.alternates]
    for pair in WINDOWS if alternating else ():
        turns = {name: Turns(0, _clear_s(road), (pair,)) for name, road in alternating}
        yield Decision(turns=turns, order="together")
        yield Decision(turns=turns)
