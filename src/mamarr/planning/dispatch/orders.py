"""Orders: what was under way or promised before the plan, booked before anything else."""

from mamarr.planning.dispatch.carriageways import IN, OUT
from mamarr.planning.dispatch.course import BOARD, Course
from mamarr.planning.dispatch.escorts import Escorts
from mamarr.planning.dispatch.missions import Errand
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.vehicles import State, Vehicle
from mamarr.planning.dispatch.works import WayHome, Works
from mamarr.scenario.commitments import Commitment


def give_orders(works: Works, escorts: Escorts, vehicles: list[Vehicle]) -> int:
    """Put every committed vehicle where it will be free, and book what it has to do first; return how many cannot do it."""
    broken = 0
    named = {vehicle.name: vehicle for vehicle in vehicles}
    commitments = sorted(works.scenario.commitments, key=lambda each: (each.until_s, each.vehicle))
    for number, commitment in enumerate(commitments, start=1):
        works.ledger.hold(commitment.load)
        if commitment.kind == "fixed" and commitment.vehicle in named:
            _place(works, named[commitment.vehicle], commitment, number)
    _queue_up(
        works,
        [named[each.vehicle] for each in commitments if each.kind == "fixed" and each.vehicle in named],
        commitments,
    )
    for commitment in commitments:
        vehicle = named.get(commitment.vehicle)
        if vehicle is None:
            continue
        if not any(commitment.load.values()):
            broken += not works.go_home(vehicle)
            works.commit([])
            continue
        done = (
            _promised(works, escorts, vehicle, commitment)
            if commitment.kind == "notified"
            else _brought(works, escorts, vehicle, commitment)
        )
        if not done:
            vehicle.is_spent = True
            broken += 1
    return broken


def _place(works: Works, vehicle: Vehicle, commitment: Commitment, number: int) -> None:
    road = works.terrain.roads.get(commitment.at)
    place = commitment.at
    if road is not None:
        direction = OUT if commitment.direction == "out" else IN
        road.occupy(direction, commitment.until_s, number)
        place = road.leg.to_place if direction == OUT else road.leg.from_place
    vehicle.state = State(place, commitment.until_s)


def _queue_up(works: Works, vehicles: list[Vehicle], commitments: list[Commitment]) -> None:
    """Book the inspections of those who stand at a checkpoint from before the plan, first come first served.

    Who stands there empty, and finds everybody who waits further inside, drives inward: a lane kept for it would stand idle.
    """
    aboard = {each.vehicle: sum(each.load.values()) for each in commitments}
    here: dict[str, list[Vehicle]] = {}
    for vehicle in vehicles:
        if works.terrain.sites[vehicle.state.place].checkpoint is None:
            continue
        if aboard.get(vehicle.name) or not _turns_inward(works, vehicle):
            here.setdefault(vehicle.state.place, []).append(vehicle)
    for place, waiting in here.items():
        site = works.terrain.sites[place]
        if not site.lanes.capacity or site.checkpoint is None:
            continue
        ranks = {name: rank for rank, name in enumerate(site.checkpoint.priority)}
        while waiting:
            services = [works.terrain.group_service_s(site, v.spec.name, aboard[v.name]) for v in waiting]
            firsts = [
                works.muster.timer.inspect_from(site, vehicle.state.free_s, service)
                for vehicle, service in zip(waiting, services, strict=True)
            ]
            row = min(
                range(len(waiting)),
                key=lambda n: (firsts[n], ranks.get(waiting[n].spec.name, len(ranks)), waiting[n].state.free_s, n),
            )
            vehicle = waiting.pop(row)
            if firsts[row] < NEVER:
                vehicle.slot_s = firsts[row]
                site.lanes.add(firsts[row], firsts[row] + max(1, services[row]), 1)


def _turns_inward(works: Works, vehicle: Vehicle) -> bool:
    """Say whether a vehicle stands at its own station, inspected outward alone, with every assembly point further inside."""
    scenario, place = works.scenario, vehicle.state.place
    checkpoint = works.terrain.sites[place].checkpoint
    if checkpoint is None or checkpoint.direction != "out" or vehicle.spec.station != place:
        return False
    return all(scenario.route(place, point.id) is None for point in scenario.assembly_points)


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
        if (
            _accepts(works, course)
            and _try(works, escorts, course, is_kept=False)
            and (best is None or course.ends_s < best.ends_s)
        ):
            best = course
    return best is not None and _try(works, escorts, best, is_kept=True)


def _try(works: Works, escorts: Escorts, course: Course, *, is_kept: bool) -> bool:
    """Book *course* with the escorts it needs, and take it back where it is not kept; return whether it was possible."""
    opened: list[tuple[Vehicle, WayHome | None, State]] = []
    guards = escorts.call(course, opened)
    block = [course, *(guards or [])]
    states = [each.vehicle.state for each in block]
    mark = works.book.mark
    is_possible = guards is not None and works.attempt(block)
    if is_possible and is_kept:
        works.commit(block)
        return True
    if is_possible:
        works.set_aside(block, mark, states)
    for vehicle, home, state in reversed(opened):
        vehicle.state = state
        works.close_end(vehicle, home)
    return is_possible


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
