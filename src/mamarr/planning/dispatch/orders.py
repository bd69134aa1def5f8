"""Orders: what was under way or promised before the plan, booked before anything else."""

from mamarr.planning.dispatch.carriageways import IN, OUT
from mamarr.planning.dispatch.course import BOARD, Course
from mamarr.planning.dispatch.escorts import Escorts
from mamarr.planning.dispatch.missions import Errand
from mamarr.planning.dispatch.vehicles import State, Vehicle
from mamarr.planning.dispatch.works import WayHome, Works
from mamarr.scenario.commitments import Commitment


def give_orders(works: Works, escorts: Escorts, vehicles: list[Vehicle]) -> None:
    """Put every committed vehicle where it will be free, and book what it has to do first."""
    named = {vehicle.name: vehicle for vehicle in vehicles}
    commitments = sorted(works.scenario.commitments, key=lambda each: (each.until_s, each.vehicle))
    for number, commitment in enumerate(commitments, start=1):
        works.ledger.hold(commitment.load)
        if commitment.kind == "fixed" and commitment.vehicle in named:
            _place(works, named[commitment.vehicle], commitment, number)
    for commitment in commitments:
        vehicle = named.get(commitment.vehicle)
        if vehicle is None or not commitment.load or vehicle.is_spent:
            continue
        done = (
            _promised(works, escorts, vehicle, commitment)
            if commitment.kind == "notified"
            else _brought(works, escorts, vehicle, commitment)
        )
        if not done:
            vehicle.is_spent = True


def _place(works: Works, vehicle: Vehicle, commitment: Commitment, number: int) -> None:
    road = works.terrain.roads.get(commitment.at)
    place = commitment.at
    if road is not None:
        direction = OUT if commitment.direction == "out" else IN
        road.occupy(direction, commitment.until_s, number)
        place = road.leg.to_place if direction == OUT else road.leg.from_place
    vehicle.state = State(place, commitment.until_s)
    vehicle.kept = dict(commitment.load)


def _brought(works: Works, escorts: Escorts, vehicle: Vehicle, commitment: Commitment) -> bool:
    """Book the way on of people who are aboard, to the centre where they are soonest."""
    load = {group: persons for group, persons in commitment.load.items() if persons}
    if not load:
        return True
    groups = [works.ledger.groups[group] for group in load]
    centres = [c for c in groups[0].destinations if all(c in g.destinations for g in groups)]
    return _soonest(works, escorts, [c for centre in centres for c in works.missions.under_way(vehicle, load, centre)])


def _promised(works: Works, escorts: Escorts, vehicle: Vehicle, commitment: Commitment) -> bool:
    """Book the movement that was notified, to the second."""
    load = {group: persons for group, persons in commitment.load.items() if persons}
    groups = [works.ledger.groups[group] for group in load]
    centres = [c for c in groups[0].destinations if all(c in g.destinations for g in groups)] if groups else []
    courses = []
    for centre in centres:
        for course in works.missions.with_people(vehicle, Errand((commitment.at,), (load,), centre)):
            node = next(each for each in course.nodes if each.work == BOARD)
            node.leave_at = commitment.until_s
            node.begin_from = max(0, commitment.until_s - node.service_s)
            course.is_promised = True
            courses.append(course)
    return _soonest(works, escorts, courses)


def _soonest(works: Works, escorts: Escorts, courses: list[Course]) -> bool:
    """Book whichever of *courses* brings its people out first; return whether one was possible."""
    best: Course | None = None
    for course in courses:
        if not _accepts(works, course):
            continue
        opened: list[tuple[Vehicle, WayHome | None, State]] = []
        mark, state = works.book.mark, course.vehicle.state
        block = _block(works, escorts, course, opened)
        if block is not None and works.attempt(block):
            if best is None or course.ends_s < best.ends_s:
                best = course
            works.undo(block, mark, [state, *(each[2] for each in opened if each[0] in [g.vehicle for g in block[1:]])])
        _close(works, opened)
    if best is None:
        return False
    opened = []
    block = _block(works, escorts, best, opened)
    if block is not None and works.attempt(block):
        works.commit(block)
        names = {each.vehicle.name for each in block}
        _close(works, [each for each in opened if each[0].name not in names])
        return True
    _close(works, opened)
    return False


def _block(
    works: Works, escorts: Escorts, course: Course, opened: list[tuple[Vehicle, WayHome | None, State]]
) -> list[Course] | None:
    guards = escorts.call(course, opened)
    return None if guards is None else [course, *guards]


def _close(works: Works, opened: list[tuple[Vehicle, WayHome | None, State]]) -> None:
    for vehicle, home, state in reversed(opened):
        vehicle.state = state
        works.close_end(vehicle, home)


def _accepts(works: Works, course: Course) -> bool:
    """Return whether the centre still takes these people, and their families are there or nowhere."""
    centre = course.nodes[-1].site.id
    ledger = works.ledger
    if course.persons > ledger.centre_left[centre]:
        return False
    return all(
        persons <= ledger.places_for(group, centre) and ledger.family_allows(ledger.groups[group], centre)
        for group, persons in course.load.items()
    )
