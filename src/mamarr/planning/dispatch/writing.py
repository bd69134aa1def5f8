"""Writing: booked courses as trips and convoys of a plan."""

from mamarr.planning.dispatch.course import BOARD, INSPECT, THROUGH, UNLOAD, Course, Node
from mamarr.planning.dispatch.works import Works
from mamarr.planning.trips import LegStop, PlaceStop, Stop, Trip


class _Draft:
    """A trip before it has its name."""

    def __init__(self, course: Course, load: dict[str, int]) -> None:
        self.course, self.load = course, load
        self.stops: list[Stop] = []
        self.entries: list[tuple[str, int, int, int]] = []
        """(leg, direction, lane, second of entry) of each leg."""

    @property
    def begins_s(self) -> int:
        first = self.stops[0]
        if isinstance(first, LegStop):
            return first.enters
        seconds = [first.arrives, first.begins, first.leaves, first.received]
        return min((second for second in seconds if second is not None), default=0)


def written(works: Works, courses: list[Course]) -> tuple[tuple[Trip, ...], tuple[tuple[str, ...], ...]]:
    """Return the trips of *courses* in order of departure, and the convoys in which they pass legs under convoy rules."""
    drafts: list[_Draft] = []
    for course in courses:
        drafts += _drafts(course)
    drafts.sort(key=lambda draft: (draft.begins_s, draft.course.vehicle.name))  # stable: the way in before the way out
    names = [f"t{number}" for number in range(1, len(drafts) + 1)]
    trips = tuple(
        Trip(id=name, vehicle=draft.course.vehicle.name, load=draft.load, stops=tuple(draft.stops))
        for name, draft in zip(names, drafts, strict=True)
    )
    return trips, _convoys(works, drafts, names)


def _drafts(course: Course) -> list[_Draft]:
    """Return the trips of one course: the empty way in, and the way with its load."""
    load = {course.aid: course.tonnes} if course.aid else course.load
    split = next((row for row, node in enumerate(course.nodes) if node.splits), None)
    found: list[_Draft] = []
    rows = list(enumerate(course.nodes))
    last = len(course.nodes) - 1
    if split is not None:
        way_in = _Draft(course, {})
        for row, node in rows[: split + 1]:
            _write(way_in, node, is_first=row == 0, is_last=row == split, course=course)
        found.append(way_in)
        rows = rows[split:]
    way = _Draft(course, load)
    for row, node in rows:
        _write(way, node, is_first=row == rows[0][0], is_last=row == last, course=course)
    found.append(way)
    return found


def _write(draft: _Draft, node: Node, *, is_first: bool, is_last: bool, course: Course) -> None:
    if is_last and node.splits:
        draft.stops.append(PlaceStop(at=node.site.id, arrives=node.arrives))
        return
    if is_last:
        draft.stops.append(_last(node, course))
        return
    is_passed = node.work == THROUGH and node.arrives == node.enters
    if is_first or not is_passed:
        draft.stops.append(_stop(node, is_first=is_first, course=course))
    assert node.road is not None
    draft.stops.append(LegStop(leg=node.road.leg.id, enters=node.enters, leaves=node.leaves, lane=node.lane))
    draft.entries.append((node.road.leg.id, node.direction, node.lane, node.enters))


def _stop(node: Node, *, is_first: bool, course: Course) -> PlaceStop:
    arrives = None if is_first else node.arrives
    if node.work == INSPECT:
        return PlaceStop(at=node.site.id, arrives=node.arrives, begins=node.begins, leaves=node.ends)
    begins = node.begins if node.work == BOARD else None
    return PlaceStop(at=node.site.id, arrives=arrives, begins=begins, leaves=node.enters)


def _last(node: Node, course: Course) -> PlaceStop:
    if node.work == THROUGH:
        return PlaceStop(at=node.site.id, arrives=node.arrives)
    if node.work == UNLOAD or course.load:
        return PlaceStop(at=node.site.id, arrives=node.arrives, begins=node.begins, received=node.ends)
    return PlaceStop(at=node.site.id, arrives=node.arrives)


def _convoys(works: Works, drafts: list[_Draft], names: list[str]) -> tuple[tuple[str, ...], ...]:
    rules = works.terrain.rules
    rows: dict[tuple[str, int, int], list[tuple[int, int, str]]] = {}
    for number, (draft, name) in enumerate(zip(drafts, names, strict=True)):
        for leg, direction, lane, enters in draft.entries:
            if leg in rules.where:
                rows.setdefault((leg, direction, lane), []).append((enters, number, name))
    found: list[list[str]] = []
    for key in sorted(rows):
        last: int | None = None
        for enters, _, name in sorted(rows[key]):
            if last is None or enters - last >= rules.interval_s:
                found.append([])
            found[-1].append(name)
            last = enters
    return tuple(tuple(run) for run in found)
