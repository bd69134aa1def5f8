"""Muster: one or several vehicles timed together; where a leg has gates they enter it as one convoy."""

from mamarr.planning.dispatch.book import Book
from mamarr.planning.dispatch.carriageways import Bundle, Carriageway, Passage
from mamarr.planning.dispatch.course import BOARD, INSPECT, Course, Node
from mamarr.planning.dispatch.queueing import Waiting, queue
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.terrain import Terrain
from mamarr.planning.dispatch.timing import Outcome, Timer

ATTEMPTS = 120
Gate = tuple[str, int]


class Muster:
    """Times several courses as one block."""

    def __init__(self, terrain: Terrain, book: Book) -> None:
        self.terrain, self.book = terrain, book
        self.timer = Timer(terrain, book)
        self._from: dict[Gate, int] = {}

    def time(self, courses: list[Course]) -> bool:
        """Time and book *courses*, all or none; return whether it was possible."""
        self._from = {}
        for _ in range(ATTEMPTS * (1 if len(courses) == 1 else 2)):
            mark = self.book.mark
            outcome = self._attempt(courses)
            if outcome is Outcome.DONE:
                return True
            self.book.undo(mark)
            if outcome is Outcome.NEVER:
                return False
        return False

    def _attempt(self, courses: list[Course]) -> Outcome:
        for course in courses:
            course.restart()
        going = courses
        while going:
            for course in going:
                outcome = self.timer.advance(course)
                if outcome is not Outcome.DONE:
                    return outcome
            going = [course for course in going if course.at < len(course.nodes) - 1]
            if going:
                outcome = self._pass_gate(going)
                if outcome is not Outcome.DONE:
                    return outcome
        for course in courses:
            outcome = self.timer.check(course)
            if outcome is not Outcome.DONE:
                return outcome
        return Outcome.DONE

    def _pass_gate(self, waiting: list[Course]) -> Outcome:
        """Let those through who stand at one gate: the gate to which nobody else is still on the way, if there is one."""
        here: dict[Gate, list[Course]] = {}
        for course in waiting:
            here.setdefault(_gate(course.nodes[course.at]), []).append(course)
        ahead = {
            gate: sum(gate in self._gates_ahead(course) for course in waiting) - len(group)
            for gate, group in here.items()
        }
        gate = min(here, key=lambda name: (ahead[name], -len(here[name]), name))
        group = here[gate]
        if len(group) == 1 and not self._needs_company(group[0]):
            return self._alone(gate, group[0])
        return self._as_convoy(gate, _in_order(group, self.terrain.rules.escorts))

    def _gates_ahead(self, course: Course) -> set[Gate]:
        return {_gate(node) for node in course.nodes[course.at : -1] if self.timer.is_gate(node)}

    def _needs_company(self, course: Course) -> bool:
        return self.terrain.rules.escorts > 0 and course.nodes[course.at].aboard > 0

    def _alone(self, gate: Gate, course: Course) -> Outcome:
        node = course.nodes[course.at]
        return self.timer.drive(course, node, self._from.get(gate, 0))

    def _as_convoy(self, gate: Gate, group: list[Course]) -> Outcome:
        nodes = [course.nodes[course.at] for course in group]
        road = self.terrain.roads[gate[0]]
        if self.terrain.rules.escorts and any(node.aboard for node in nodes) and not self._is_escorted(group):
            return Outcome.NEVER
        sets_out = any(
            node.work == BOARD and course.vehicle.spec.group for course, node in zip(group, nodes, strict=True)
        )
        if self.terrain.rules.together and sets_out and len(group) > 1:
            return Outcome.NEVER  # own means that begin their way here are ready only when they enter
        if len(group) > self.terrain.rules.largest:
            return Outcome.NEVER
        begin = max([self._from.get(gate, 0), *(node.leave_at or 0 for node in nodes)])
        for _ in range(200):
            passages = self._passages(road, gate[1], group, nodes, begin)
            if passages is None or passages[-1].enters > self.terrain.ends_s:
                return Outcome.NEVER
            again, begins = self._behind(group, nodes, passages)
            if again >= NEVER:
                return Outcome.NEVER
            if again <= passages[0].enters:
                self._from[gate] = max(begin, passages[0].enters)
                return self._enter(group, nodes, passages, begins)
            begin = max(again, begin + 1)
        return Outcome.NEVER

    def _is_escorted(self, group: list[Course]) -> bool:
        count = sum(course.vehicle.spec.escort for course in group)
        return count >= self.terrain.rules.escorts

    def _passages(
        self, road: Carriageway, direction: int, group: list[Course], nodes: list[Node], begin: int
    ) -> list[Passage] | None:
        ready = [
            max(begin if not row else 0, self.timer.pass_from(course, node, node.ends))
            for row, (course, node) in enumerate(zip(group, nodes, strict=True))
        ]
        walks = tuple(course.vehicle.spec.walks for course in group)
        entries = tuple(self.timer.entry(course, node) for course, node in zip(group, nodes, strict=True))
        if not self.terrain.rules.together:
            # Nobody waits longer than the convoy allows: the head starts when the others can keep up.
            ready[0] = max(ready[0], *(each - self.terrain.rules.headway_s * row for row, each in enumerate(ready)))
        return road.together(direction, begin, Bundle(tuple(ready), walks, entries))

    def _behind(self, group: list[Course], nodes: list[Node], passages: list[Passage]) -> tuple[int, list[int] | None]:
        """Return the head's entry where the places behind the leg take the convoy as it comes, else when to try again.

        Where its vehicles are inspected there, also when each inspection begins.
        """
        head = passages[0].enters
        late = 0
        waiting: list[Waiting] = []
        for course, node, passage in zip(group, nodes, passages, strict=True):
            after = course.nodes[course.at + 1]
            late = max(
                late,
                after.arrive_from - passage.leaves,
                self.timer.pass_from(course, node, passage.enters) - passage.enters,
            )
            if after.work == INSPECT:
                waiting.append(Waiting(passage.leaves, after.service_s, course.vehicle.spec.name))
        if late > 0:
            return head + late, None
        if not waiting:
            return head, None
        places = {course.nodes[course.at + 1].site.id for course in group}
        site = self.terrain.sites[places.pop()]
        again, begins = queue(site, waiting)
        return head + again, begins

    def _enter(
        self, group: list[Course], nodes: list[Node], passages: list[Passage], begins: list[int] | None
    ) -> Outcome:
        row = 0
        for course, node, passage in zip(group, nodes, passages, strict=True):
            outcome = self.timer.stays_at_gate(course, node, passage.enters)
            if outcome is not Outcome.DONE:
                return outcome
        if begins is not None:
            self._hold_lanes(group, passages, begins)
        for course, node, passage in zip(group, nodes, passages, strict=True):
            if node.work == BOARD and course.vehicle.spec.group is not None:
                late = self.timer.board_from(course, node, passage.enters) - passage.enters
                if late:
                    self._from[_gate(node)] = passages[0].enters + late
                    return Outcome.AGAIN if late < NEVER // 2 else Outcome.NEVER
            late = self.timer.pass_from(course, node, passage.enters) - passage.enters
            if late:
                self._from[_gate(node)] = passages[0].enters + late
                return Outcome.AGAIN if late < NEVER // 2 else Outcome.NEVER
            self.timer.enter(course, node, passage.enters, passage.leaves, passage.lane)
            after = course.nodes[course.at]
            if begins is not None and after.work == INSPECT:
                outcome = self.timer.inspected(course, after, begins[row])
                row += 1
                if outcome is not Outcome.DONE:
                    return outcome
        return Outcome.DONE

    def _hold_lanes(self, group: list[Course], passages: list[Passage], begins: list[int]) -> None:
        """While somebody of the convoy waits, nobody else is inspected: all lanes are taken."""
        arrivals = [
            passage.leaves
            for course, passage in zip(group, passages, strict=True)
            if course.nodes[course.at + 1].work == INSPECT
        ]
        if arrivals == begins:
            return
        site = group[0].nodes[group[0].at + 1].site
        self.book.add(site.lanes, min(arrivals), max(begins), site.lanes.capacity)


def _gate(node: Node) -> Gate:
    assert node.road is not None
    return node.road.leg.id, node.direction


def _in_order(group: list[Course], escorts: int) -> list[Course]:
    """Return *group* in order of entry: an escort first, with two a second one last, between them who is ready first."""
    guards = [course for course in group if course.vehicle.spec.escort]
    others = [course for course in group if not course.vehicle.spec.escort]
    others.sort(key=lambda course: course.nodes[course.at].ends)
    if escorts < 2 or len(guards) < 2 or not others:
        return [*guards, *others]
    return [*guards[:-1], *others, guards[-1]]
