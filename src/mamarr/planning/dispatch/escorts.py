"""Escorts: the vehicles that lead and close a convoy, and what they drive for it."""

from mamarr.planning.dispatch.course import Course
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.vehicles import State, Vehicle
from mamarr.planning.dispatch.works import WayHome, Works


class Escorts:
    """Calls escort vehicles."""

    def __init__(self, works: Works) -> None:
        self.works = works
        self._vehicles: list[Vehicle] = []

    def begin(self, vehicles: list[Vehicle]) -> None:
        """Begin again with *vehicles*."""
        self._vehicles = vehicles

    def call(self, course: Course, opened: list[tuple[Vehicle, WayHome | None, State]]) -> list[Course] | None:
        """Return the courses of as many escorts as *course* needs, those first who can be there first; None if too few.

        Their ways home are taken back and noted in *opened*.
        """
        needed = self.works.terrain.rules.escorts
        stretch = self._stretch(course)
        if not needed or stretch is None:
            return []
        mouth, nodes = stretch
        routes = self.works.routes
        found: list[Course] = []
        free = [vehicle for vehicle in self._vehicles if not vehicle.is_spent]
        taken = {vehicle.name for vehicle, _, _ in opened}
        for vehicle in sorted(free, key=lambda each: (self._there_s(each, mouth), each.number)):
            if len(found) == needed:
                break
            if vehicle.name in taken:
                continue
            home = self.works.open_end(vehicle)
            guard = None
            if routes.usual_s(vehicle.state.place, mouth) < NEVER:
                guard = self.works.missions.escorting(vehicle, mouth, nodes)
            if guard is None:
                self.works.close_end(vehicle, home)
                continue
            opened.append((vehicle, home, vehicle.state))
            found.append(guard)
        return found if len(found) == needed else None

    def _there_s(self, vehicle: Vehicle, mouth: str) -> int:
        home = self.works.homes.get(vehicle.name)
        state = home.before if home is not None else vehicle.state
        return state.free_s + self.works.routes.usual_s(state.place, mouth)

    def _stretch(self, course: Course) -> tuple[str, list[tuple[str, int, str]]] | None:
        """Return the entrance of the first gate of *course* with people aboard, and the legs from there to its last gate's end."""
        gates = [row for row, node in enumerate(course.nodes) if node.aboard and self.works.muster.timer.is_gate(node)]
        if not gates:
            return None
        rows = range(gates[0], gates[-1] + 1)
        hops = [
            (node.road.leg.id, node.direction, course.nodes[row + 1].site.id)
            for row in rows
            if (node := course.nodes[row]).road is not None
        ]
        return course.nodes[gates[0]].site.id, hops
