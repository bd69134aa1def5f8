"""Dispatcher: one decision after the other, until nothing more can be done."""

from heapq import heapify, heappop, heappush
from typing import NamedTuple

from mamarr.planning.dispatch.course import Course
from mamarr.planning.dispatch.decision import Decision
from mamarr.planning.dispatch.escorts import Escorts
from mamarr.planning.dispatch.loads import Company
from mamarr.planning.dispatch.options import Option, Options
from mamarr.planning.dispatch.orders import give_orders
from mamarr.planning.dispatch.script import Line
from mamarr.planning.dispatch.turns import Turns
from mamarr.planning.dispatch.vehicles import State, Vehicle, all_vehicles
from mamarr.planning.dispatch.works import Aside, WayHome, Works
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Aim, Scenario


class Phase(NamedTuple):
    """Missions that are planned before all others."""

    urgency: int
    """For people so urgent or more."""
    room: int
    """In vehicles that hold at least so many persons."""
    is_fleet: bool = False
    """Only in vehicles that come back."""


TRIED = 2
"""Errands of a vehicle that are timed before the best is taken."""
EVERYBODY = 3


class Dispatcher:
    """Makes a timetable from a decision."""

    def __init__(self, scenario: Scenario, objective: tuple[Aim, ...]) -> None:
        self.scenario, self.objective = scenario, objective
        self.works = Works(scenario)
        self.options = Options(self.works)
        self.escorts = Escorts(self.works)
        self._lying_first = "wounded" in objective and (
            "people" not in objective or objective.index("wounded") < objective.index("people")
        )
        self._ranks: dict[str, int] = {}
        self._rooms = {vehicle.spec.persons for vehicle in all_vehicles(scenario)}
        self._has_own_means = any(group.moves_itself for group in scenario.groups)
        self._persons_count = self._do_persons_count()
        self._opens_later = bool(scenario.linked) or any(group.companions for group in scenario.groups)
        self.decision = Decision()
        self.vehicles: list[Vehicle] = []
        self._turn: dict[str, int] = {}

    def _do_persons_count(self) -> bool:
        """Return whether it may be easier to bring out few people in a vehicle than many."""
        scenario = self.scenario
        releases = [getattr(place, "release", None) for place in scenario.places]
        return bool(
            scenario.linked
            or any(gate.serves == "persons" for gate in scenario.checkpoints)
            or any(each is not None and each.persons is not None for each in releases)
            or any(point.capacity < UNLIMITED for point in scenario.assembly_points)
            or any(c.handover_s or c.capacity_per_hour < UNLIMITED for c in scenario.reception_centres)
            or any(group.longest_aboard_s is not None for group in scenario.groups)
        )

    def _class_ranks(self) -> dict[str, int]:
        """Return who goes first among vehicles that are free at the same second."""
        wanted = self.decision.lying_first
        sign = -1 if (self._lying_first if wanted is None else wanted) else 1
        order = sorted(self.scenario.fleet, key=lambda vehicle: (sign * vehicle.stretchers, -vehicle.seats))
        return {vehicle.id: rank for rank, vehicle in enumerate(order)}

    def run(self, decision: Decision) -> list[Course]:
        """Return every booked course of the timetable that *decision* makes."""
        self.decision = decision
        self._ranks = self._class_ranks()
        self.works.clear()
        self.vehicles = all_vehicles(self.scenario)
        self.escorts.begin([vehicle for vehicle in self.vehicles if vehicle.spec.escort])
        self._turn = {}
        # What was promised before follows no windows of ours, unless they are those of the plan in which it was promised.
        self._set_turns(decision.turns if decision.binds_all else {})
        self.works.broken = give_orders(self.works, self.escorts, self.vehicles)
        self._set_turns(decision.turns)
        aid_first = "aid" in self.objective and (
            "people" not in self.objective or self.objective.index("aid") < self.objective.index("people")
        )
        if aid_first:
            self._bring_aid()
        self._follow_script()
        for phase in self._phases():
            is_free = decision.urgent_free and phase.urgency < EVERYBODY
            self._set_turns({} if is_free else decision.turns)
            # Whoever is received may open a link, or let companions go: ask again until nothing moves.
            while self._bring_out(phase) and self._opens_later:
                pass
        if not aid_first:
            self._bring_aid()
        return self.works.all_courses()

    def turns_of(self, vehicle: str) -> int:
        """Return how many missions with people *vehicle* made in the last run."""
        return self._turn.get(vehicle, 0)

    def _set_turns(self, windows: dict[str, Turns]) -> None:
        for name, road in self.works.terrain.roads.items():
            road.follow(windows.get(name))

    def _phases(self) -> list[Phase]:
        """Return who is planned one after the other, each for the whole time."""
        if self.decision.order == "full":
            # Where not everybody can be out, each use of a narrow place should bring as many as possible.
            return [Phase(EVERYBODY, room) for room in sorted(self._rooms, reverse=True)]
        if self.decision.order == "fleet" and self._has_own_means:
            # Who passes once only can wait; a vehicle that comes back late is late on every later trip.
            return [Phase(EVERYBODY, 0, is_fleet=True), Phase(EVERYBODY, 0)]
        if self.decision.order in ("together", "fleet"):
            return [Phase(EVERYBODY, 0)]
        urgencies = {EVERYBODY if group.urgency is None else group.urgency for group in self.scenario.groups}
        return [Phase(urgency, 0) for urgency in sorted(urgencies | {EVERYBODY})]

    # people

    def _follow_script(self) -> None:
        """Plan the missions of the script, in its order, as far as they are possible."""
        named = {vehicle.name: vehicle for vehicle in self.vehicles}
        for line in self.decision.script:
            vehicle = named.get(line.vehicle)
            if vehicle is None or vehicle.is_spent:
                continue
            home = self.works.open_end(vehicle)
            found = self.options.at(line.point, vehicle)
            if self._take(vehicle, found, 1, EVERYBODY, line):
                self._turn[line.vehicle] = self.turns_of(line.vehicle) + 1
            else:
                self.works.close_end(vehicle, home)

    def _bring_out(self, phase: Phase) -> bool:
        """Plan missions of *phase* until no vehicle can do any; return whether any was made."""
        is_any, urgency = False, phase.urgency
        heap = [
            (*self._key(vehicle), row)
            for row, vehicle in enumerate(self.vehicles)
            if not vehicle.is_spent
            and vehicle.spec.persons >= phase.room
            and not (phase.is_fleet and vehicle.spec.group is not None)
        ]
        heapify(heap)
        hopeless: set[tuple[str, str, int]] = set()
        while heap:
            free, _, row = heappop(heap)
            vehicle = self.vehicles[row]
            if vehicle.is_spent:
                continue
            if self._key(vehicle)[0] > free:  # it has joined a convoy since
                heappush(heap, (*self._key(vehicle), row))
                continue
            home = self.works.open_end(vehicle)
            state = vehicle.state
            helpless = (vehicle.spec.name, state.place, state.driven_m)
            if helpless in hopeless and state.arrived_s is None:
                self.works.close_end(vehicle, home)
                continue
            if self._serve(vehicle, urgency):
                is_any = True
                if vehicle.spec.group is None:
                    heappush(heap, (*self._key(vehicle), row))
                else:
                    vehicle.is_spent = True
                continue
            self.works.close_end(vehicle, home)
            if vehicle.state.arrived_s is None:
                hopeless.add(helpless)
        return is_any

    def _key(self, vehicle: Vehicle) -> tuple[int, int]:
        state = self.works.homes[vehicle.name].before if vehicle.name in self.works.homes else vehicle.state
        free = state.free_s
        if vehicle.spec.group is not None:
            free = max(free, self.works.ledger.groups[vehicle.spec.group].ready_s)
        return free, self._ranks.get(vehicle.spec.name, len(self._ranks))

    def _serve(self, vehicle: Vehicle, urgency: int) -> bool:
        """Give *vehicle* its next mission; return whether there was one."""
        found = self.options.people(vehicle, urgency, self.decision.reach)
        if not found:
            return False
        turn = self._turn.get(vehicle.name, 0)
        skip = self.decision.first.get((vehicle.name, turn), 0) % len(found)
        found = [*found[skip : skip + 1], *found[:skip], *found[skip + 1 :]]
        if self._take(vehicle, found, 1 if skip or self.decision.reach < 0 else TRIED, urgency):
            self._turn[vehicle.name] = turn + 1
            return True
        return self._take_fewer(vehicle, found, urgency) or self._refuel(vehicle)

    def _take_fewer(self, vehicle: Vehicle, found: list[Option], urgency: int) -> bool:
        """Try with ever fewer people aboard, where each of them costs time or room on the way."""
        if not self._persons_count:
            return False
        most = max(sum(sum(load.values()) for load in option.errand.loads) for option in found) // 2
        while most:
            fewer = self.options.people(vehicle, urgency, self.decision.reach, most=most)
            if fewer and self._take(vehicle, fewer, 1, urgency):
                return True
            most //= 2
        return False

    def _take(self, vehicle: Vehicle, found: list[Option], tried: int, urgency: int, line: Line | None = None) -> bool:
        """Time the first few that are possible, not earlier than *line* says, and book the best of them."""
        works, state, mark = self.works, vehicle.state, self.works.book.mark
        best: tuple[float, Aside] | None = None
        possible = 0
        for option in found:
            before = possible
            for course in works.missions.with_people(vehicle, option.errand):
                if self._is_gated(course):
                    if self._take_block(option, course, urgency):
                        return True
                    continue
                if best is not None and self._value(option, course.at_best_s - state.free_s) <= best[0]:
                    possible = before + 1  # it cannot be better, so it is not timed
                    continue
                if line is not None:
                    line.bind(course)
                if not works.attempt([course]):
                    continue
                possible = before + 1
                value = self._value(option, course.ends_s - state.free_s)
                aside = works.set_aside([course], mark, [state])
                if best is None or value > best[0]:
                    best = value, aside
            if possible >= tried:
                break
        if best is None:
            return False
        works.restore(best[1])
        return True

    def _value(self, option: Option, lasts_s: int) -> float:
        """Return what *option* is worth in a second, if it lasts so long."""
        return option.worth / max(60.0, self.decision.haste * lasts_s + 600.0)

    def _is_gated(self, course: Course) -> bool:
        return any(self.works.muster.timer.is_gate(node) and node.aboard for node in course.nodes)

    def _refuel(self, vehicle: Vehicle) -> bool:
        """Send *vehicle* home to be filled, where it has not far to go any more."""
        spec, state = vehicle.spec, vehicle.state
        if spec.range_m is None or not state.driven_m or state.place == spec.station:
            return False
        return self._go_to_station(vehicle)

    def _go_to_station(self, vehicle: Vehicle) -> bool:
        for course in self.works.missions.empty(vehicle, vehicle.spec.station):
            if self.works.attempt([course]):
                self.works.commit([course])
                return True
        return False

    # convoys

    def _take_block(self, option: Option, course: Course, urgency: int) -> bool:
        """Put a convoy together around *course*, smaller and smaller until it is possible."""
        largest = min(self.decision.size, self.scenario.convoys.largest - self.scenario.convoys.escorts)
        size = max(1, largest)
        while True:
            if self._with_company(course, option, size, urgency):
                return True
            if size == 1:
                return False
            size = 1 if size <= 3 else size // 2

    def _with_company(self, course: Course, option: Option, size: int, urgency: int) -> bool:
        works, vehicle = self.works, course.vehicle
        opened: list[tuple[Vehicle, WayHome | None, State]] = [(vehicle, None, vehicle.state)]
        mark = works.book.mark
        company = Company()
        company.take(course.load)
        fresh = works.missions.again(course)
        courses = [fresh]
        works.book.add(works.ledger, fresh.load, option.errand.centre, False)
        gates = self._gates(fresh)
        latest = vehicle.state.free_s + option.best_s + self.decision.patience_s
        for other in self._others(vehicle, size, latest):
            if len(courses) >= size:
                break
            home = works.open_end(other)
            joined = self._join(other, gates, company, latest, urgency)
            if joined is None:
                works.close_end(other, home)
                continue
            opened.append((other, home, other.state))
            courses.append(joined)
            company.take(joined.load)
            works.book.add(works.ledger, joined.load, joined.nodes[-1].site.id, False)
        works.book.undo(mark)
        guards = self.escorts.call(fresh, opened)
        if guards is not None and works.attempt([*courses, *guards]):
            works.commit([*courses, *guards])
            for each in courses:
                each.vehicle.is_spent = each.vehicle.spec.group is not None
            return True
        for other, home, state in reversed(opened):
            other.state = state
            works.close_end(other, home)
        return False

    def _gates(self, course: Course) -> tuple[tuple[str, int], ...]:
        is_gate = self.works.muster.timer.is_gate
        return tuple((node.road.leg.id, node.direction) for node in course.nodes if is_gate(node) and node.aboard)

    def _others(self, vehicle: Vehicle, size: int, latest: int) -> list[Vehicle]:
        if size <= 1:
            return []
        others = [
            other
            for other in self.vehicles
            if other is not vehicle
            and not other.is_spent
            and not other.spec.escort
            and other.spec.walks == vehicle.spec.walks
            and self._key(other)[0] <= latest
        ]
        return sorted(others, key=lambda other: (*self._key(other), other.number))[: 3 * size]

    def _join(
        self, other: Vehicle, gates: tuple[tuple[str, int], ...], company: Company, latest: int, urgency: int
    ) -> Course | None:
        for option in self.options.people(other, urgency, self.decision.reach, company):
            if other.state.free_s + option.best_s > latest:
                continue
            for course in self.works.missions.with_people(other, option.errand):
                if self._gates(course) == gates:
                    return course
        return None

    # aid

    def _bring_aid(self) -> None:
        """Send trucks in until everything asked for is brought, or nothing more can be."""
        trucks = [v for v in self.vehicles if v.spec.tonnes and not v.is_spent]
        orders = sorted(self.scenario.aid, key=lambda aid: (aid.latest_s is None, aid.latest_s or 0))
        for aid in orders:
            waiting = list(trucks)
            while waiting and self.works.ledger.aid_left[aid.id] > 0:
                truck = min(waiting, key=lambda vehicle: (*self._key(vehicle), vehicle.number))
                if not self._deliver(truck, aid.id):
                    waiting.remove(truck)

    def _deliver(self, truck: Vehicle, name: str) -> bool:
        aid = next(each for each in self.scenario.aid if each.id == name)
        home = self.works.open_end(truck)
        if truck.state.place != truck.spec.station:
            # Aid is loaded where the truck is stationed.
            if self._go_to_station(truck):
                return True
            self.works.close_end(truck, home)
            return False
        tonnes = min(truck.spec.tonnes, self.works.ledger.aid_left[name])
        last = min(self.scenario.ends_s, aid.latest_s if aid.latest_s is not None else self.scenario.ends_s)
        for course in self.works.missions.with_aid(truck, aid, tonnes):
            mark, state = self.works.book.mark, truck.state
            if not self.works.attempt([course]):
                continue
            if course.ends_s <= last:
                self.works.commit([course])
                return True
            self.works.set_aside([course], mark, [state])
        self.works.close_end(truck, home)
        return False
