"""Timing: when a vehicle is where on its course, each step at its earliest between everything that is booked.

A vehicle never waits before an inspection: it leaves the place before so that it arrives when a lane is free. So whoever comes
first is served first by itself, and no room is needed.
"""

from enum import Enum

from mamarr.planning.dispatch.book import Book
from mamarr.planning.dispatch.carriageways import Passage
from mamarr.planning.dispatch.convoy import Entry
from mamarr.planning.dispatch.course import ALIGHT, BOARD, INSPECT, THROUGH, Course, Node
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.tallies import Releases
from mamarr.planning.dispatch.terrain import Site, Terrain

NOBODY = Entry(0, 0, 0)


class Outcome(Enum):
    """How an attempt went."""

    DONE = 0
    AGAIN = 1
    """Something was too early; what is known now makes the next attempt better."""
    NEVER = 2


class Timer:
    """Times courses on a terrain and books them."""

    def __init__(self, terrain: Terrain, book: Book) -> None:
        self.terrain, self.book = terrain, book
        self._number = 0

    # one course

    def advance(self, course: Course) -> Outcome:
        """Time *course* until it ends or stands at a gate, where its convoy is put together."""
        nodes = course.nodes
        while True:
            node = nodes[course.at]
            if not course.is_worked:
                outcome = self._work(course, node)
                if outcome is not Outcome.DONE:
                    return outcome
                course.is_worked = True
            if course.at == len(nodes) - 1 or self.is_gate(node):
                return Outcome.DONE
            outcome = self.drive(course, node)
            if outcome is not Outcome.DONE:
                return outcome

    def is_gate(self, node: Node) -> bool:
        """Return whether convoys are put together where *node* leaves."""
        return self.terrain.has_gates and node.drives and node.road.has_convoys

    def _work(self, course: Course, node: Node) -> Outcome:
        """Time what is done at *node*."""
        if course.at == 0:
            node.arrives = max(node.arrives, course.start_from)
        if node.work == THROUGH:
            node.begins = node.ends = node.arrives
        elif node.work == BOARD:
            return self._board(course, node)
        elif node.work == INSPECT:
            return self._inspect(course, node)
        elif node.work == ALIGHT:
            return self._alight(course, node)
        else:
            node.begins, node.ends = node.arrives, node.arrives + node.service_s
        return self._stays(course, node, node.ends)

    def _board(self, course: Course, node: Node) -> Outcome:
        begins = self.board_from(course, node, max(node.arrives, node.begin_from))
        if begins >= NEVER:
            return Outcome.NEVER
        node.begins, node.ends = begins, begins + node.service_s
        if course.vehicle.spec.group is None:
            self._book_boarding(course, node)
        return self._stays(course, node, node.ends)

    def board_from(self, course: Course, node: Node, second: int) -> int:
        """Return the first second from *second* on at which boarding may begin; NEVER where there is none."""
        site, persons, lasts = node.site, sum(node.load.values()), node.service_s
        is_first = node is course.nodes[course.first_board]
        gather = site.point.gather_s if site.point else 0
        stands = gather + (site.point.boarding_s if site.point else 0)
        begins = max(second, node.ready_s, gather)
        while begins <= self.terrain.ends_s:
            later = begins
            if course.vehicle.spec.group is None:
                later = site.bays.earliest(later, lasts, 1)
            later = site.crowd.earliest(later - gather, stands, persons) + gather
            if site.releases is not None and not site.releases.release.boards_before:
                later = site.releases.earliest(later, max(persons, course.persons))
            for steps in site.links:
                later = steps.earliest(later, persons)
            if is_first:
                for checkpoint in self._releasing(course):
                    later = checkpoint.earliest(later, course.persons)
            if gather and course.vehicle.spec.walks is None:
                later = self.terrain.limits.outdoors_from(later, gather)
            if later == begins:
                return begins
            begins = later
        return NEVER

    def _releasing(self, course: Course) -> list[Releases]:
        return [
            node.site.releases
            for node in course.nodes
            if node.work == INSPECT
            and node.aboard
            and node.site.releases is not None
            and not node.site.releases.release.boards_before
        ]

    def _book_boarding(self, course: Course, node: Node) -> None:
        site, persons = node.site, sum(node.load.values())
        gather = site.point.gather_s if site.point else 0
        boarding = site.point.boarding_s if site.point else 0
        if course.vehicle.spec.group is None:
            self.book.add(site.bays, node.begins, node.ends, 1)
        self.book.add(site.crowd, node.begins - gather, node.begins + boarding, persons)
        if site.releases is not None and not site.releases.release.boards_before:
            self.book.add(site.releases, node.begins, max(persons, course.persons))
        for steps in site.links:
            self.book.add(steps.boardings, node.begins, persons)
        if node is course.nodes[course.first_board]:
            for releases in self._releasing(course):
                self.book.add(releases, node.begins, course.persons)

    def inspect_from(self, site: Site, second: int, lasts_s: int) -> int:
        """Return the first second from *second* on at which a lane is free and the checkpoint open; NEVER for none."""
        while second < NEVER:
            later = site.hours.earliest(site.lanes.earliest(second, max(1, lasts_s), 1), lasts_s)
            if later == second:
                return second
            second = later
        return NEVER

    def _inspect(self, course: Course, node: Node) -> Outcome:
        slot = course.vehicle.slot_s
        if not course.at and slot is not None and course.vehicle.state.arrived_s is None:
            # It stands here from before the plan, and its turn is booked already.
            node.arrives, node.begins, node.ends = course.vehicle.state.free_s, slot, slot + node.service_s
            return self._stays(course, node, node.ends)
        waiting = node.site.waiting
        rank = waiting.rank(course.vehicle.spec.name)
        arrives, begins = waiting.slot(node.arrives, node.service_s, rank)
        if begins >= NEVER:
            return Outcome.NEVER
        if course.at and arrives > node.arrives:
            return self._come_later(course, course.at, arrives)
        if not course.at:
            node.arrives = begins  # it joins those who wait when its turn has come
        node.begins, node.ends = begins, begins + node.service_s
        self.book.add(node.site.lanes, begins, max(node.ends, begins + 1), 1)
        self.book.add(waiting, node.arrives, begins, rank)
        return self._stays(course, node, node.ends)

    def _alight(self, course: Course, node: Node) -> Outcome:
        site, lasts, begins = node.site, node.service_s, node.arrives
        while True:
            if course.vehicle.spec.group is None:
                begins = site.bays.earliest(begins, lasts, 1)
            received = site.hourly.earliest(begins + lasts, course.persons)
            if received > self.terrain.ends_s:
                return Outcome.NEVER
            if received == begins + lasts:
                break
            begins = received - lasts
        if course.vehicle.spec.group is not None and begins > node.arrives:
            return self._come_later(course, course.at, begins)
        node.begins, node.ends = begins, received
        if course.vehicle.spec.group is None:
            self.book.add(site.bays, begins, received, 1)
        self.book.add(site.hourly, received, course.persons)
        for point, persons in self._by_point(course).items():
            for steps in self.terrain.sites[point].opens:
                self.book.add(steps.receptions, received, persons)
        return self._stays(course, node, received)

    def _by_point(self, course: Course) -> dict[str, int]:
        found: dict[str, int] = {}
        for group, persons in course.load.items():
            point = self.terrain.points.get(group)
            if point is not None:
                found[point] = found.get(point, 0) + persons
        return found

    def drive(self, course: Course, node: Node, second: int = 0) -> Outcome:
        """Time the drive away from *node*, not before *second*."""
        second = max(second, node.ends, node.leave_from)
        if node.leave_at is not None:
            second = max(second, node.leave_at)
        passage = self._passage(course, node, second)
        if passage is None or passage.enters > self.terrain.ends_s or node.leave_at not in (None, passage.enters):
            return Outcome.NEVER
        if node.work == BOARD and course.vehicle.spec.group is not None and passage.enters != node.begins:
            node.begin_from, course.is_worked = passage.enters, False
            # They begin and leave at the same second, so they set out later; nothing is booked for them here yet.
            return Outcome.DONE if passage.enters <= self.terrain.ends_s else Outcome.NEVER
        self.enter(course, node, passage.enters, passage.leaves, passage.lane)
        return self._stays(course, node, passage.enters, after_drive=True)

    def _passage(self, course: Course, node: Node, second: int) -> Passage | None:
        """Return the first passage from *second* on behind which the vehicle is taken as it comes; None for none."""
        after = course.nodes[course.at + 1]
        entry = self.entry(course, node) if node.road.has_convoys else NOBODY
        while second < NEVER:
            second = self.pass_from(course, node, second)
            passage = node.road.earliest(node.direction, second, course.vehicle.spec.walks, entry)
            if passage is None:
                return None
            wanted = max(passage.leaves, after.arrive_from)
            if after.work == INSPECT:
                waiting = after.site.waiting
                wanted, _ = waiting.slot(wanted, after.service_s, waiting.rank(course.vehicle.spec.name))
            again = self.pass_from(course, node, passage.enters)
            if wanted == passage.leaves and again == passage.enters:
                return passage
            second = max(again, passage.enters + wanted - passage.leaves)
        return None

    def pass_from(self, course: Course, node: Node, second: int) -> int:
        """Return the first second from *second* on at which the release at *node* lets the course enter."""
        if not self.pass_counts(course, node) or node.site.releases is None:
            return second
        return node.site.releases.earliest(second, course.persons)

    def entry(self, course: Course, node: Node) -> Entry:
        """Return who enters the leg behind *node*, without the seconds."""
        self._number += 1
        spec = course.vehicle.spec
        own = node.work == BOARD and spec.group is not None
        ready = NEVER if own else node.ends  # own means set out when they enter
        return Entry(0, 0, self._number, ready, node.aboard > 0, spec.escort, course.is_bound and node.aboard > 0)

    def enter(self, course: Course, node: Node, enters: int, leaves: int, lane: int) -> None:
        """Book the drive away from *node* and go on to the next."""
        spec = course.vehicle.spec
        node.enters, node.leaves, node.lane = enters, leaves, lane
        if node.work == BOARD and spec.group is not None:
            node.begins = node.ends = enters
            self._book_boarding(course, node)
        if node.site.releases is not None and self.pass_counts(course, node):
            self.book.add(node.site.releases, enters, course.persons)
        if not node.road.is_open:
            self.book.add(node.road, node.direction, self.entry(course, node).at(enters, leaves), lane)
        course.at += 1
        course.is_worked = False
        course.nodes[course.at].arrives = leaves

    def pass_counts(self, course: Course, node: Node) -> bool:
        """Return whether entering behind *node* takes a place in a release."""
        releases = node.site.releases
        return (
            node.work in (INSPECT, BOARD)
            and releases is not None
            and node.aboard > 0
            and releases.release.boards_before
            and not course.is_under_way
        )

    def inspected(self, course: Course, node: Node, begins: int) -> Outcome:
        """Book the inspection of a vehicle whose convoy waits at *node*."""
        node.begins, node.ends = begins, begins + node.service_s
        self.book.add(node.site.lanes, begins, max(node.ends, begins + 1), 1)
        course.is_worked = True
        return self._stays(course, node, node.ends)

    def stays_at_gate(self, course: Course, node: Node, enters: int) -> Outcome:
        """Check that the vehicle may stand before a gate until *enters*."""
        if node.work == BOARD and course.vehicle.spec.group is not None:
            wanted = node.site.stays.arrival_for(enters, enters)
            if wanted == enters:
                return Outcome.DONE
            node.begin_from = wanted
            return Outcome.AGAIN if wanted <= self.terrain.ends_s else Outcome.NEVER
        if node.leave_at not in (None, enters):
            return Outcome.NEVER
        return self._stays(course, node, enters)

    # what was too early

    def _stays(self, course: Course, node: Node, until: int, *, after_drive: bool = False) -> Outcome:
        """Check that the vehicle may stand at *node* from its arrival until *until*."""
        row = course.at - 1 if after_drive else course.at
        if node.site.stays.is_always:
            return Outcome.DONE
        arrives = node.arrives if row else self._stood_from(course, node, until, after_drive=after_drive)
        wanted = node.site.stays.arrival_for(arrives, until)
        if wanted == arrives:
            return Outcome.DONE
        if row and wanted < NEVER:
            return self._come_later(course, row, wanted)
        if wanted >= NEVER or course.vehicle.state.arrived_s is not None:
            return Outcome.NEVER
        node.begin_from = wanted
        course.start_from = max(course.start_from, wanted)
        return Outcome.AGAIN

    def _stood_from(self, course: Course, node: Node, until: int, *, after_drive: bool) -> int:
        """Return since when a vehicle that starts at *node* has to be allowed to stand there, as seen at *until*.

        Before its first trip it may stand anywhere; its stay begins with the first second of the trip.
        """
        since = course.vehicle.state.arrived_s
        if since is not None:
            return since
        if node.work != THROUGH and course.vehicle.spec.group is None:
            return node.begins
        return until if after_drive else node.site.stays.arrival_for(0, until)

    def _come_later(self, course: Course, row: int, second: int) -> Outcome:
        course.nodes[row].arrive_from = max(course.nodes[row].arrive_from, second)
        return Outcome.AGAIN

    # the whole

    def check(self, course: Course) -> Outcome:
        """Check a timed course as a whole: how long people are aboard and outdoors, and how long the crew works."""
        if course.ends_s > self.terrain.ends_s:
            return Outcome.NEVER
        if course.first_board >= 0 and not course.is_under_way:
            board = course.nodes[course.first_board]
            limit = min(course.longest_s, self.terrain.limits.aboard_s(board.begins))
            if course.vehicle.spec.walks is not None:
                limit = min(limit, self.terrain.limits.outdoors_s(board.begins))
            late = course.ends_s - board.begins - limit
            if late > 0:
                board.begin_from = board.begins + late
                return Outcome.AGAIN if board.begin_from <= self.terrain.ends_s else Outcome.NEVER
        return self._duty(course)

    def _duty(self, course: Course) -> Outcome:
        spec, state = course.vehicle.spec, course.vehicle.state
        if spec.duty_s is None:
            return Outcome.DONE
        starts, ends = course.starts_s, course.ends_s
        rested = state.begun_s is None or starts - state.free_s >= spec.rest_s
        begun = starts if rested or state.begun_s is None else state.begun_s
        if ends - begun <= spec.duty_s:
            return Outcome.DONE
        wanted = ends - spec.duty_s if rested else state.free_s + spec.rest_s
        if wanted <= course.start_from:
            wanted = course.start_from + ends - begun - spec.duty_s
        course.start_from = wanted
        return Outcome.AGAIN if wanted <= self.terrain.ends_s else Outcome.NEVER
