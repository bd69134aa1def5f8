"""Courses: the way of one vehicle, place by place, and when it is where."""

from mamarr.planning.dispatch.carriageways import OUT, Carriageway
from mamarr.planning.dispatch.routes import Route
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.terrain import Site, Terrain
from mamarr.planning.dispatch.vehicles import Vehicle

THROUGH, BOARD, INSPECT, ALIGHT, UNLOAD = range(5)


class Node:
    """One visit of one place, and the drive away from it."""

    __slots__ = (
        "aboard",
        "arrive_from",
        "arrives",
        "begin_from",
        "begins",
        "direction",
        "drives",
        "ends",
        "enters",
        "lane",
        "leave_at",
        "leave_from",
        "leaves",
        "load",
        "ready_s",
        "road",
        "service_s",
        "site",
        "splits",
        "work",
    )  # fmt: skip

    road: Carriageway

    def __init__(self, site: Site, work: int) -> None:
        self.site, self.work = site, work
        self.drives = False
        """Whether it goes on from here, over `road`."""
        self.direction = OUT
        self.load: dict[str, int] = {}
        self.aboard = 0
        """Persons aboard when it leaves."""
        self.ready_s = 0
        """The group is ready from then on."""
        self.service_s = 0
        """Seconds of the boarding, inspection, alighting or unloading."""
        self.splits = False
        """Whether one trip ends here and another begins."""
        self.arrives = self.begins = self.ends = self.enters = self.leaves = 0
        self.lane = 1
        self.arrive_from = self.begin_from = 0
        """Earlier than this has been found to be of no use."""
        self.leave_from = 0
        """It does not leave before this second."""
        self.leave_at: int | None = None
        """It has to leave at exactly this second."""


class Course:
    """What one vehicle does next, from where it stands until it is free again."""

    def __init__(self, vehicle: Vehicle, load: dict[str, int], nodes: list[Node], length_m: int) -> None:
        self.vehicle, self.load, self.nodes, self.length_m = vehicle, load, nodes, length_m
        self.persons = 0
        self.aid = ""
        """The aid that it brings."""
        self.tonnes = 0
        self.is_filled = False
        """Whether it is filled before it starts."""
        self.start_from = vehicle.state.free_s
        self.at = 0
        """The node that is timed next."""
        self.is_worked = False
        """Whether the work at that node is timed."""
        self.first_board = next((row for row, node in enumerate(nodes) if node.work == BOARD), -1)
        self.longest_s = NEVER
        """Longest time that somebody of the load may be aboard."""
        self.is_bound = False
        """Whether its convoy must stay as it is."""
        self.is_under_way = False
        """Whether its people are aboard from before the plan."""
        self.is_promised = False
        """Whether its load was notified, and nobody else counts on these people."""

    @property
    def starts_s(self) -> int:
        """When its first trip begins."""
        first = self.nodes[0]
        if first.work == INSPECT:
            return first.ends
        if first.work == BOARD or len(self.nodes) == 1:
            return first.begins
        return first.enters

    @property
    def ends_s(self) -> int:
        """When it is free again."""
        return self.nodes[-1].ends

    @property
    def at_best_s(self) -> int:
        """When it would be free again if nobody were in its way."""
        walks = self.vehicle.spec.walks
        second = self.start_from
        for node in self.nodes:
            second = max(second, node.ready_s) + node.service_s
            if node.drives:
                second += node.road.usual_s(walks)
        return second

    @property
    def arrived_s(self) -> int:
        """When it came to its last place."""
        return self.nodes[-1].arrives

    def restart(self) -> None:
        """Time it from its beginning again; what was found to be too early stays known."""
        self.at, self.is_worked = 0, False
        self.nodes[0].arrives = self.vehicle.state.free_s


def nodes_along(terrain: Terrain, start: str, routes: list[Route]) -> list[Node]:
    """Return the nodes of *routes* one after the other from *start*; what is done at them is not said yet."""
    nodes = [Node(terrain.sites[start], THROUGH)]
    for route in routes:
        for hop in route.hops:
            nodes[-1].road, nodes[-1].direction, nodes[-1].drives = terrain.roads[hop.leg], hop.direction, True
            nodes.append(Node(terrain.sites[hop.place], THROUGH))
    return nodes


def set_inspections(terrain: Terrain, vehicle: Vehicle, nodes: list[Node]) -> None:
    """Say at which nodes the vehicle is inspected, and for how long."""
    for node in nodes[:-1]:
        if node.work == THROUGH and node.site.inspects(node.direction):
            node.work = INSPECT
            node.service_s = terrain.group_service_s(node.site, vehicle.spec.name, node.aboard)
