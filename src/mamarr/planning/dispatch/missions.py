"""Missions: what a vehicle could do next, as courses that are not timed yet."""

from collections.abc import Iterator
from typing import NamedTuple

from mamarr.planning.dispatch.course import ALIGHT, BOARD, UNLOAD, Course, Node, nodes_along, set_inspections
from mamarr.planning.dispatch.ledger import Ledger
from mamarr.planning.dispatch.routes import Hop, Route, Routes
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.terrain import Terrain
from mamarr.planning.dispatch.vehicles import Spec, Vehicle
from mamarr.scenario.aid import Aid


class Errand(NamedTuple):
    """Who is brought from where to where."""

    points: tuple[str, ...]
    loads: tuple[dict[str, int], ...]
    centre: str


class Missions:
    """Makes courses."""

    def __init__(self, terrain: Terrain, routes: Routes, ledger: Ledger) -> None:
        self.terrain, self.routes, self.ledger = terrain, routes, ledger

    def with_people(self, vehicle: Vehicle, errand: Errand) -> Iterator[Course]:
        """Return the courses of *vehicle* for *errand*, one for each way; empty where there is none."""
        walks = vehicle.spec.walks
        inward = self.routes.between(vehicle.state.place, errand.points[0], walks)
        between = [
            self.routes.between(here, there, walks)
            for here, there in zip(errand.points, errand.points[1:], strict=False)
        ]
        outward = self.routes.between(errand.points[-1], errand.centre, walks)
        if not inward or not outward or not all(between):
            return
        middle = [ways[0] for ways in between]
        for ways in _paired(inward, outward):
            course = self._people_along(vehicle, errand, [ways[0], *middle, ways[1]])
            if course is not None:
                yield course

    def _people_along(self, vehicle: Vehicle, errand: Errand, routes: list[Route]) -> Course | None:
        nodes = nodes_along(self.terrain, vehicle.state.place, routes)
        at = [sum(len(route.hops) for route in routes[: row + 1]) for row in range(len(errand.points))]
        for row, boarding in zip(at, errand.loads, strict=True):
            self._board(nodes[row], vehicle.spec, boarding)
        nodes[at[0]].splits = at[0] > 0
        aboard = 0
        for node in nodes:
            aboard += sum(node.load.values())
            node.aboard = aboard
        load: dict[str, int] = {}
        for each in errand.loads:
            for group, persons in each.items():
                load[group] = load.get(group, 0) + persons
        self._alight(nodes[-1], vehicle.spec, load)
        return self._course(vehicle, load, nodes, sum(route.length_m for route in routes))

    def _board(self, node: Node, spec: Spec, load: dict[str, int]) -> None:
        node.work, node.load = BOARD, load
        node.ready_s = max((self.ledger.groups[group].ready_s for group in load), default=0)
        if spec.group is None and node.site.point is not None:
            node.service_s = node.site.point.boarding_s

    def _alight(self, node: Node, spec: Spec, load: dict[str, int]) -> None:
        node.work = ALIGHT
        if spec.group is None and node.site.centre is not None:
            lying = sum(n for group, n in load.items() if self.ledger.groups[group].travels == "stretcher")
            node.service_s = node.site.centre.alighting_s + node.site.centre.handover_s * lying

    def under_way(self, vehicle: Vehicle, load: dict[str, int], centre: str) -> list[Course]:
        """Return the courses that bring people on who are aboard from before the plan."""
        found = []
        for route in self.routes.between(vehicle.state.place, centre, vehicle.spec.walks):
            nodes = nodes_along(self.terrain, vehicle.state.place, [route])
            for node in nodes:
                node.aboard = sum(load.values())
            self._alight(nodes[-1], vehicle.spec, load)
            course = self._course(vehicle, load, nodes, route.length_m)
            if course is not None:
                course.is_under_way = True
                found.append(course)
        return found

    def with_aid(self, vehicle: Vehicle, aid: Aid, tonnes: int) -> list[Course]:
        """Return the courses of a truck that brings *tonnes*."""
        found = []
        for route in self.routes.between(vehicle.state.place, aid.to_place):
            nodes = nodes_along(self.terrain, vehicle.state.place, [route])
            nodes[-1].work, nodes[-1].service_s = UNLOAD, aid.unloading_s
            course = self._course(vehicle, {}, nodes, route.length_m)
            if course is not None:
                course.aid, course.tonnes = aid.id, tonnes
                found.append(course)
        return found

    def empty(self, vehicle: Vehicle, end: str) -> list[Course]:
        """Return the courses of an empty way to *end*."""
        found = []
        for route in self.routes.between(vehicle.state.place, end, vehicle.spec.walks):
            if route.hops:
                nodes = nodes_along(self.terrain, vehicle.state.place, [route])
                course = self._course(vehicle, {}, nodes, route.length_m)
                if course is not None:
                    found.append(course)
        return found

    def again(self, course: Course) -> Course:
        """Return *course* as it was before it was timed."""
        fresh = Course(course.vehicle, course.load, course.nodes, course.length_m)
        for name in ("persons", "longest_s", "is_bound", "is_filled", "is_under_way", "is_promised"):
            setattr(fresh, name, getattr(course, name))
        for node in fresh.nodes:
            node.arrive_from = node.begin_from = 0
        if course.is_filled:
            fresh.start_from = max(fresh.start_from, course.vehicle.state.free_s + course.vehicle.spec.refuel_s)
        return fresh

    def escorting(self, vehicle: Vehicle, mouth: str, hops: list[tuple[str, int, str]]) -> Course | None:
        """Return the course of an escort: to the entrance at *mouth*, then along *hops* with the convoy."""
        ways = self.routes.between(vehicle.state.place, mouth)
        if not ways:
            return None
        length = sum(self.terrain.roads[leg].leg.length_m or 0 for leg, _, _ in hops)
        along = Route(tuple(Hop(*hop) for hop in hops), 0, length)
        nodes = nodes_along(self.terrain, vehicle.state.place, [ways[0], along])
        return self._course(vehicle, {}, nodes, ways[0].length_m + length)

    def _course(self, vehicle: Vehicle, load: dict[str, int], nodes: list[Node], length_m: int) -> Course | None:
        set_inspections(self.terrain, vehicle, nodes)
        course = Course(vehicle, load, nodes, length_m)
        course.persons = sum(load.values())
        limits = [self.ledger.groups[group].longest_aboard_s for group in load]
        course.longest_s = min((limit for limit in limits if limit is not None), default=NEVER)
        rides = {
            patients.companions.ride
            for group in load
            for patients in (self.ledger.patients_of.get(group), self.ledger.groups[group])
            if patients is not None and patients.companions is not None
        }
        course.is_bound = "same convoy" in rides
        return course if self._fuelled(course) else None

    def _fuelled(self, course: Course) -> bool:
        """Return whether the filling lasts; where it stands at its station, it may have to be filled first."""
        spec, state = course.vehicle.spec, course.vehicle.state
        if spec.range_m is None:
            return True
        back = self.routes.between(course.nodes[-1].site.id, spec.station)
        needed = course.length_m + (back[0].length_m if back else 0)
        if state.driven_m + needed <= spec.range_m:
            return True
        if state.place != spec.station or state.arrived_s is None:
            return False
        course.start_from = max(course.start_from, state.free_s + spec.refuel_s)
        course.is_filled = True
        return needed <= spec.range_m


def _paired(inward: tuple[Route, ...], outward: tuple[Route, ...]) -> list[tuple[Route, Route]]:
    """Return the quickest ways, then each other way with the quickest of the other half, then the second with the second."""
    pairs = [(inward[0], outward[0])]
    pairs += [(way, outward[0]) for way in inward[1:]]
    pairs += [(inward[0], way) for way in outward[1:]]
    pairs += [(one, other) for one, other in zip(inward[1:], outward[1:], strict=False)]
    return pairs
