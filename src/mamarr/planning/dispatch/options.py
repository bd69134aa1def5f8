"""Options: what is worth doing next with one vehicle, the most promising first."""

from typing import NamedTuple

from mamarr.planning.dispatch.ledger import urgency_of
from mamarr.planning.dispatch.loads import NOBODY_URGENT, Company, Loader
from mamarr.planning.dispatch.missions import Errand
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.vehicles import Spec, Vehicle
from mamarr.planning.dispatch.works import Works
from mamarr.scenario.quantities import UNLIMITED

URGENT_WEIGHT = 20


class Option(NamedTuple):
    """An errand, what it is worth, and how soon it can be over at best."""

    errand: Errand
    worth: int
    best_s: int


class Options:
    """Thinks of errands for a vehicle."""

    def __init__(self, works: Works) -> None:
        self.works = works
        self.loader = Loader(works.terrain, works.ledger)
        self._limits: dict[tuple[str, ...], int] = {}

    def people(
        self, vehicle: Vehicle, urgency: int, reach: float, company: Company | None = None, most: int = UNLIMITED
    ) -> list[Option]:
        """Return the errands with people of *urgency* or more urgent ones, by worth over time.

        *reach* says how much time counts; at most *most* persons each.
        """
        spec = vehicle.spec
        if spec.escort:
            return []
        if spec.group is not None:
            return self._own(vehicle, urgency, most)
        if not (spec.room or spec.stretchers or spec.wheelchairs):
            return []
        found = []
        for point in self.loader.points:
            if min(self.loader.urgencies(point)) <= urgency:
                found += self._at(point, vehicle, urgency, company, most)
        return sorted(found, key=lambda option: -option.worth / max(1, option.best_s) ** reach)

    def at(self, point: str, vehicle: Vehicle) -> list[Option]:
        """Return the errands of *vehicle* that begin at *point*, by worth over time."""
        if vehicle.spec.escort or vehicle.spec.group is not None:
            return []
        found = self._at(point, vehicle, NOBODY_URGENT, None, UNLIMITED)
        return sorted(found, key=lambda option: -option.worth / max(1, option.best_s))

    def _at(self, point: str, vehicle: Vehicle, urgency: int, company: Company | None, most: int) -> list[Option]:
        found = []
        for centre in self.loader.centres(vehicle.spec, point):
            option = self._option(vehicle, Errand((point,), (), centre), urgency, company, most)
            if option is not None:
                found.append(option)
        return found

    def _option(
        self, vehicle: Vehicle, errand: Errand, urgency: int, company: Company | None, most: int
    ) -> Option | None:
        routes, spec, centre = self.works.routes, vehicle.spec, errand.centre
        point = errand.points[0]
        inward = routes.usual_s(vehicle.state.place, point)
        outward = routes.usual_s(point, centre)
        if inward >= NEVER or outward >= NEVER:
            return None
        points = [point]
        limit = min(most, self._limit(points, centre))
        loads = self.loader.fill(spec, points, centre, limit, company)
        if not loads[0]:
            return None
        while len(points) < spec.points and most >= UNLIMITED:
            further = self._further(spec, points, centre, loads, company)
            if further is None:
                break
            points, loads = further
        worth = self._worth(loads, urgency)
        if not worth:
            return None
        site = self.works.terrain.sites[point]
        ready = max(self.works.ledger.groups[group].ready_s for group in loads[0])
        arrives = max(vehicle.state.free_s + inward, ready)
        boarding = site.point.boarding_s if site.point else 0
        best = arrives - vehicle.state.free_s + boarding * len(points) + outward
        return Option(Errand(tuple(points), tuple(loads), centre), worth, best)

    def _further(
        self, spec: Spec, points: list[str], centre: str, loads: list[dict[str, int]], company: Company | None
    ) -> tuple[list[str], list[dict[str, int]]] | None:
        """Return the errand with the nearest further point at which somebody boards too."""
        routes = self.works.routes
        before = sum(sum(load.values()) for load in loads)
        others = [point for point in self.loader.points if point not in points]
        direct = routes.usual_s(points[-1], centre)
        detours = sorted((routes.usual_s(points[-1], p) + routes.usual_s(p, centre) - direct, p) for p in others)
        for detour, point in detours[:3]:
            if detour >= NEVER // 2 or detour > direct + 3600:
                break
            tried = [*points, point]
            filled = self.loader.fill(spec, tried, centre, self._limit(tried, centre), company)
            if filled[-1] and sum(sum(load.values()) for load in filled) > before and all(filled):
                return tried, filled
        return None

    def _limit(self, points: list[str], centre: str) -> int:
        """Return the persons that the releases on the way let go in one trip."""
        key = (*points, centre)
        if key not in self._limits:
            self._limits[key] = self._find_limit(points, centre)
        return self._limits[key]

    def _find_limit(self, points: list[str], centre: str) -> int:
        terrain, routes = self.works.terrain, self.works.routes
        places = [*points]
        for route in routes.between(points[-1], centre)[:1]:
            places += [hop.place for hop in route.hops]
        releases = [terrain.sites[place].releases for place in places]
        return min(
            (each.release.persons for each in releases if each is not None and each.release.persons is not None),
            default=UNLIMITED,
        )

    def _worth(self, loads: list[dict[str, int]], urgency: int) -> int:
        groups = self.works.ledger.groups
        worth = 0
        is_meant = False
        for load in loads:
            for group, persons in load.items():
                own = urgency_of(groups[group])
                is_meant |= own <= urgency or group in self.works.ledger.patients_of
                worth += persons * (URGENT_WEIGHT if own < 3 else 1)
        return worth if is_meant else 0

    def _own(self, vehicle: Vehicle, urgency: int, limit: int) -> list[Option]:
        ledger, terrain = self.works.ledger, self.works.terrain
        group = ledger.groups[vehicle.spec.group or ""]
        left = ledger.left[group.id]
        if left <= 0 or urgency_of(group) > urgency:
            return []
        found = []
        point = terrain.sites[group.at]
        for centre in group.destinations:
            site = terrain.sites[centre]
            hourly = site.centre.capacity_per_hour if site.centre else UNLIMITED
            most = min(
                left, limit, vehicle.spec.room, self._limit([group.at], centre), hourly,
                ledger.centre_left[centre], ledger.places_for(group.id, centre),
                point.point.capacity if point.point else UNLIMITED,
                *(steps.largest for steps in point.links),
            )  # fmt: skip
            if most <= 0 or not ledger.family_allows(group, centre) or (group.indivisible and most < group.to_move):
                continue
            usual = self.works.routes.usual_s(group.at, centre, vehicle.spec.walks)
            if usual < NEVER:
                found.append(Option(Errand((group.at,), ({group.id: most},), centre), most, usual))
        return sorted(found, key=lambda option: -option.worth / max(1, option.best_s))
