"""Worth: what a timetable brings, in the order of the objective; less is better."""

from collections.abc import Callable

from mamarr.planning.dispatch.course import Course
from mamarr.planning.dispatch.ledger import urgency_of
from mamarr.planning.dispatch.works import Works
from mamarr.planning.dispatch.writing import written
from mamarr.planning.exposure import exposure_person_s
from mamarr.scenario.scenario import Aim

Worth = tuple[int, ...]


def worth_of(works: Works, courses: list[Course], objective: tuple[Aim, ...]) -> Worth:
    """Return the commitments that are not kept, then one number for each aim of *objective*, three for the wounded.

    Who remains counts as the horizon.
    """
    sums: dict[Aim, Callable[[Works, list[Course]], list[int]]] = {
        "people": _people,
        "wounded": _wounded,
        "curve": _curve,
        "clearance": _clearance,
        "aid": _aid,
        "exposure": _exposure,
        "vehicle-hours": _vehicle_s,
    }
    return (works.broken, *(number for aim in objective for number in sums[aim](works, courses)))


def _people(works: Works, courses: list[Course]) -> list[int]:
    return [works.scenario.people_total - sum(course.persons for course in courses)]


def _wounded(works: Works, courses: list[Course]) -> list[int]:
    ledger, ends = works.ledger, works.scenario.ends_s
    sums = [0, 0, 0]
    for group in works.scenario.groups:
        urgency = urgency_of(group)
        if urgency < len(sums):
            sums[urgency] += group.to_move * ends
    for course in courses:
        for name, persons in course.load.items():
            urgency = urgency_of(ledger.groups[name])
            if urgency < len(sums):
                sums[urgency] -= persons * (ends - course.nodes[-1].ends)
    return sums


def _curve(works: Works, courses: list[Course]) -> list[int]:
    ends = works.scenario.ends_s
    return [works.scenario.people_total * ends - sum(each.persons * (ends - each.nodes[-1].ends) for each in courses)]


def _clearance(works: Works, courses: list[Course]) -> list[int]:
    del works
    return [max((course.nodes[-1].ends for course in courses if course.persons), default=0)]


def _aid(works: Works, courses: list[Course]) -> list[int]:
    return [sum(aid.tonnes for aid in works.scenario.aid) - sum(course.tonnes for course in courses)]


def _exposure(works: Works, courses: list[Course]) -> list[int]:
    if not works.scenario.hazards:
        return [0]
    trips, _ = written(works, courses)
    return [exposure_person_s(works.scenario, trips)]


def _vehicle_s(works: Works, courses: list[Course]) -> list[int]:
    """Seconds between the first and the last second of every course: a way in and its way out count as one."""
    del works
    return [sum(course.ends_s - course.starts_s for course in courses)]
