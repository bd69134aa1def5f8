"""Works: missions that are booked whole or not at all, and the ways home behind them, which a further mission takes back."""

from typing import NamedTuple

from mamarr.planning.dispatch.book import Book, Booking, book_again, take_back
from mamarr.planning.dispatch.course import Course
from mamarr.planning.dispatch.ledger import Goods, Ledger
from mamarr.planning.dispatch.missions import Missions
from mamarr.planning.dispatch.muster import Muster
from mamarr.planning.dispatch.routes import Routes
from mamarr.planning.dispatch.terrain import Terrain
from mamarr.planning.dispatch.vehicles import State, Vehicle
from mamarr.scenario.scenario import Scenario


class WayHome(NamedTuple):
    """The way to where a vehicle may end, behind its last mission."""

    bookings: list[Booking]
    course: Course
    before: State
    after: State


class Aside(NamedTuple):
    """Courses that were booked and taken back."""

    bookings: list[Booking]
    courses: list[Course]
    states: list[State]
    homes: dict[str, WayHome]


class Works:
    """The terrain, the people and everything that is booked on them."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.terrain = Terrain(scenario)
        self.routes = Routes(self.terrain)
        self.ledger = Ledger(scenario)
        self.goods = Goods(self.ledger)
        self.missions = Missions(self.terrain, self.routes, self.ledger)
        self.book = Book()
        self.muster = Muster(self.terrain, self.book)
        self.courses: list[Course] = []
        self.homes: dict[str, WayHome] = {}
        self.broken = 0
        """Commitments that cannot be kept."""
        self._ends: dict[tuple[str, str, str], list[str]] = {}

    def clear(self) -> None:
        """Begin again: nothing is booked."""
        self.terrain.clear()
        self.ledger.clear()
        self.book.take(0)
        self.courses = []
        self.homes = {}

    # ways home

    def open_end(self, vehicle: Vehicle) -> WayHome | None:
        """Take back the way home of *vehicle*, so that it can do something else; return it."""
        home = self.homes.pop(vehicle.name, None)
        if home is not None:
            take_back(home.bookings)
            vehicle.state = home.before
        return home

    def close_end(self, vehicle: Vehicle, home: WayHome | None) -> None:
        """Book the way home again that `open_end` took back."""
        if home is not None:
            book_again(home.bookings)
            vehicle.state = home.after
            self.homes[vehicle.name] = home

    # missions

    def attempt(self, courses: list[Course]) -> bool:
        """Time and book *courses* as one block, with their ways home; return whether it was possible. All or nothing."""
        mark = self.book.mark
        before = [course.vehicle.state for course in courses]
        if self._attempt(courses):
            return True
        self.book.undo(mark)
        for course, state in zip(courses, before, strict=True):
            course.vehicle.state = state
            self.homes.pop(course.vehicle.name, None)
        return False

    def _attempt(self, courses: list[Course]) -> bool:
        for course in courses:
            if course.load:
                self.book.add(
                    self.ledger, course.load, course.nodes[-1].site.id, course.is_under_way or course.is_promised
                )
            if course.aid:
                self.book.add(self.goods, course.aid, course.tonnes)
        if not self.muster.time(courses):
            return False
        for course in courses:
            course.vehicle.state = state_after(course)
        return all(self.go_home(course.vehicle) for course in courses)

    def go_home(self, vehicle: Vehicle) -> bool:
        """Book the way from where *vehicle* stands to where it may end; return whether there is one, or none is needed."""
        ends = self.ends_of(vehicle)
        if vehicle.state.place in ends or not ends:
            return bool(ends)
        for end in ends[:3]:
            for course in self.missions.empty(vehicle, end):
                mark = self.book.mark
                if self.muster.time([course]):
                    for node in course.nodes:
                        node.site.waiting.shut()  # this way home may be taken back while others stay
                    home = WayHome(self.book.bookings_since(mark), course, vehicle.state, state_after(course))
                    vehicle.state = home.after
                    self.homes[vehicle.name] = home
                    return True
        return False

    def commit(self, courses: list[Course]) -> None:
        """Keep *courses* that `attempt` has booked."""
        self.book.take(0)
        self.courses += courses

    def set_aside(self, courses: list[Course], mark: int, states: list[State]) -> Aside:
        """Take back *courses* that `attempt` has booked since *mark*, so that they can be booked again as they are."""
        names = [course.vehicle.name for course in courses]
        homes = {name: self.homes.pop(name) for name in names if name in self.homes}
        aside = Aside(self.book.take(mark), courses, [course.vehicle.state for course in courses], homes)
        take_back(aside.bookings)
        for course, state in zip(courses, states, strict=True):
            course.vehicle.state = state
        return aside

    def restore(self, aside: Aside) -> None:
        """Book again, for good, what was set aside."""
        book_again(aside.bookings)
        for course, state in zip(aside.courses, aside.states, strict=True):
            course.vehicle.state = state
        self.homes |= aside.homes
        self.courses += aside.courses

    def ends_of(self, vehicle: Vehicle) -> list[str]:
        """Return where *vehicle* may end, the place where it stands or else its station first."""
        spec, here = vehicle.spec, vehicle.state.place
        if spec.at_end == "anywhere":
            return [here]
        key = (spec.name, here, spec.at_end)
        if key not in self._ends:
            self._ends[key] = self._find_ends(spec.station, here, spec.at_end)
        return self._ends[key]

    def _find_ends(self, station: str, here: str, at_end: str) -> list[str]:
        if at_end == "stationed":
            return [station]
        free = [
            site.id
            for site in self.terrain.sites.values()
            if site.stays.is_always and (site.point is None or site.id == station)
        ]
        if here in free:
            return [here]
        reached = [place for place in free if self.routes.between(here, place)]
        return sorted(reached, key=lambda place: (self.routes.usual_s(here, place), place))

    def all_courses(self) -> list[Course]:
        """Return everything that is booked: missions in order of booking, then the ways home."""
        return [*self.courses, *(home.course for home in self.homes.values())]


def state_after(course: Course) -> State:
    """Return where the vehicle of *course* stands when it is done."""
    spec, state = course.vehicle.spec, course.vehicle.state
    rested = state.begun_s is None or course.starts_s - state.free_s >= spec.rest_s
    begun = course.starts_s if rested else state.begun_s
    driven = (0 if course.is_filled else state.driven_m) + course.length_m
    return State(course.nodes[-1].site.id, course.ends_s, course.arrived_s, begun, driven)
