"""Sketch: an alternating leg and everything around it, put simply enough for the openings of one lane.

A sketch forgets what one lane and its hub do not tell: further roads, releases by the clock, links, aid, crews. Its timetable
is no plan; only the windows in which the lane turns are taken from it, as a beginning.
"""

import numpy as np

from mamarr.corridor.tables import NEVER as NO_END
from mamarr.corridor.tables import UNLIMITED as NO_LIMIT
from mamarr.corridor.tables import Checkpoint, Classes, Corridor, Ints, Lane, Points, Reception
from mamarr.planning.dispatch.carriageways import OUT, Carriageway
from mamarr.planning.dispatch.routes import Routes
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.terrain import Site, Terrain
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.people import Group

LYING, HURT, TIED, OTHERS = range(4)


class Sketch:
    """One alternating leg as a lane from a hub to one reception centre."""

    def __init__(self, terrain: Terrain, routes: Routes, road: Carriageway) -> None:
        self.terrain, self.routes, self.road = terrain, routes, road
        scenario = terrain.scenario
        self.fleet = [
            each for each in scenario.fleet if each.room + each.stretchers > 0 and not each.escort and each.count
        ]
        self.mouth, self.end = road.leg.from_place, road.leg.to_place
        groups = [
            group for group in scenario.groups if not group.moves_itself and group.to_move and self._centre(group)
        ]
        self.points = sorted({group.at for group in groups})
        self.waiting = np.zeros((len(self.points), 4), dtype=np.int64)
        tied = {g.companions.group for g in scenario.groups if g.companions and not g.companions.may_go_alone}
        for group in groups:
            self.waiting[self.points.index(group.at), _column(group, tied)] += group.to_move
        self.centre = self._centre(groups[0]) if groups else ""
        if any(self._goes_round(group) for group in groups):
            self._keep_the_scarcest()

    @property
    def is_of_use(self) -> bool:
        """Whether anybody goes through the lane."""
        return bool(self.points and self.fleet)

    @property
    def clear_s(self) -> int:
        """Seconds that the lane takes."""
        return min(self.road.usual_s(None), 6 * 3600)

    @property
    def vehicles(self) -> int:
        """Vehicles that carry people."""
        return sum(each.count for each in self.fleet)

    def _centre(self, group: Group) -> str:
        """Return the first destination that *group* reaches through the lane; empty where there is none."""
        for centre in group.destinations:
            for route in self.routes.between(group.at, centre):
                if any(hop.leg == self.road.leg.id and hop.direction == OUT for hop in route.hops):
                    return centre
        return ""

    def _goes_round(self, group: Group) -> bool:
        """Return whether *group* has another way too."""
        return any(
            all(hop.leg != self.road.leg.id for hop in route.hops)
            for centre in group.destinations
            for route in self.routes.between(group.at, centre)
        )

    def _keep_the_scarcest(self) -> None:
        """Leave the lane to the kind of people, who lie or who sit, whose vehicles have to come back most often."""
        lying, seated = self.waiting[:, LYING].sum(), self.waiting[:, HURT:].sum()
        stretchers = sum(each.stretchers * each.count for each in self.fleet)
        seats = sum(each.room * each.count for each in self.fleet)
        if lying * seats > seated * stretchers:
            self.fleet = [each for each in self.fleet if each.stretchers]
            self.waiting[:, HURT:] = 0
        else:
            self.fleet = [each for each in self.fleet if each.room]
            self.waiting[:, LYING] = 0

    def corridor(self, waiting: Ints, begins_s: int, closes_s: int) -> Corridor:
        """Return the tables for *waiting* people, by point, from *begins_s* on, which becomes second 0."""
        kinds, rules = len(self.fleet), self.terrain.rules
        inward = [[self.routes.usual_s(self.mouth, point)] * kinds for point in self.points]
        outward = [[self.routes.usual_s(point, self.mouth)] * kinds for point in self.points]
        sites = [self.terrain.sites[point] for point in self.points]
        closes = min(closes_s - begins_s, NO_END) if closes_s < NEVER else NO_END
        lanes, services = self._checkpoint()
        is_ruled = self.road.has_convoys
        ready = [self._ready_s(point) for point in self.points]
        return Corridor(
            points=Points(
                inward_s=_ints(inward),
                outward_s=_ints(outward),
                boarding_s=_ints([site.point.boarding_s if site.point else 0 for site in sites]),
                bays=_ints([min(site.bays.capacity, NO_LIMIT) for site in sites]),
                opens_s=_ints([0 for _ in sites]),
                closes_s=_ints([NO_END if site.stays.is_always else closes for site in sites]),
                stretchers=waiting[:, LYING].copy(),
                wounded=waiting[:, HURT].copy(),
                tied=waiting[:, TIED].copy(),
                others=waiting[:, OTHERS].copy(),
                ready_s=_ints([max(0, second - begins_s) for second in ready]),
            ),
            classes=Classes(
                seats=_ints([each.room for each in self.fleet]),
                stretchers=_ints([each.stretchers for each in self.fleet]),
                count=_ints([each.count for each in self.fleet]),
                inspection_s=_ints(services),
                rank=_ints([0] * kinds),
                transit_s=_ints([self.clear_s] * kinds),
            ),
            checkpoint=Checkpoint(lanes=np.int64(lanes)),
            lane=Lane(
                is_alternating=np.int64(1),
                headway_s=np.int64(rules.headway_s if is_ruled else 0),
                interval_s=np.int64(max(rules.interval_s, rules.headway_s) if is_ruled else 0),
                largest=np.int64(min(rules.largest, NO_LIMIT) if is_ruled else NO_LIMIT),
                opens_s=np.int64(0),
                closes_s=np.int64(closes),
            ),
            reception=Reception(alighting_s=np.int64(self._beyond_s()), bays=np.int64(NO_LIMIT)),
            horizon_s=np.int64(max(1, self.terrain.ends_s - begins_s)),
        )

    def _ready_s(self, point: str) -> int:
        groups = self.terrain.scenario.groups
        return max((group.ready_s for group in groups if group.at == point and not group.moves_itself), default=0)

    def _beyond_s(self) -> int:
        """Return the seconds from the end of the lane to the centre and back, with alighting."""
        site = self.terrain.sites[self.centre]
        there, back = self.routes.usual_s(self.end, self.centre), self.routes.usual_s(self.centre, self.end)
        return there + (site.centre.alighting_s if site.centre else 0) + (back if back < NEVER else 0)

    def _checkpoint(self) -> tuple[int, list[int]]:
        """Return the lanes and the service of each class at the narrowest checkpoint or release on the way out."""
        best: tuple[float, int, list[int]] = (0.0, NO_LIMIT, [0] * len(self.fleet))
        for site in self._on_the_way():
            for lanes, services in self._narrows(site):
                pace = sum(s * each.count for s, each in zip(services, self.fleet, strict=True)) / max(1, lanes)
                best = max(best, (pace, lanes, services))
        return best[1], best[2]

    def _on_the_way(self) -> list[Site]:
        inward = [self.routes.between(point, self.mouth)[:1] for point in self.points]
        beyond = self.routes.between(self.end, self.centre)[:1]
        legs = [hop for ways in inward for route in ways for hop in route.hops]
        legs += [hop for route in beyond for hop in route.hops]
        names = {self.mouth, self.end, *(hop.place for hop in legs)} - {self.centre}
        return [self.terrain.sites[name] for name in sorted(names)]

    def _narrows(self, site: Site) -> list[tuple[int, list[int]]]:
        found = []
        gate = site.checkpoint
        if gate is not None and gate.lanes and site.inspects(OUT):
            times = 2 if gate.direction == "both" else 1
            found.append(
                (
                    gate.lanes,
                    [times * self.terrain.group_service_s(site, each.id, _persons(each)) for each in self.fleet],
                )
            )
        if site.releases is not None:
            release = site.releases.release
            found.append(
                (
                    1,
                    [
                        release.every_s * site.releases.amount_of(_persons(each)) // max(1, release.batch)
                        for each in self.fleet
                    ],
                )
            )
        return found


def _persons(vehicle: VehicleClass) -> int:
    return vehicle.room + vehicle.stretchers


def _column(group: Group, tied: set[str]) -> int:
    if group.travels == "stretcher":
        return LYING
    if group.id in tied:
        return TIED
    return HURT if group.category == "wounded" else OTHERS


def _ints(values: object) -> Ints:
    return np.asarray(values, dtype=np.int64)
