"""Releases and links: so many at a time, and so many here only after so many there."""

from collections import Counter
from collections.abc import Iterable

from mamarr.planning.crowds import boarding_persons
from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record
from mamarr.planning.timetable import Plan
from mamarr.scenario.agreements import Link, Release
from mamarr.scenario.places import AssemblyPoint, Checkpoint

_Use = tuple[int, int, str]
"""Second, persons, place in the plan."""


def check_releases(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Hold everybody who is let go against the releases of points and checkpoints, and against the links."""
    for place in plan.scenario.places:
        if isinstance(place, AssemblyPoint) and place.release is not None:
            _check_release(place.id, place.release, _from_point(place, record, plan, ground), docket)
        elif isinstance(place, Checkpoint) and place.release is not None:
            _check_release(place.id, place.release, _from_checkpoint(place, place.release, record), docket)
    for index, link in enumerate(plan.scenario.linked):
        _check_link(link, f"scenario.linked[{index}]", plan, record, ground, docket)


def _from_point(point: AssemblyPoint, record: Record, plan: Plan, ground: Ground) -> Iterable[_Use]:
    """Who begins to board there or, where people may board before their release, who leaves."""
    for boarding in record.boardings:
        persons = boarding_persons(boarding, ground.people(plan.trips[boarding.trip]), ground)
        if boarding.place == point.id and persons and point.release is not None:
            yield boarding.leaves_s if point.release.boards_before else boarding.begins_s, persons, boarding.path


def _from_checkpoint(checkpoint: Checkpoint, release: Release, record: Record) -> Iterable[_Use]:
    """Who passes with people aboard, each trip once; people who were aboard at clock zero need none."""
    met: set[int] = set()
    for passing in sorted(record.passings, key=lambda each: (each.enters_s, each.trip)):
        begins = record.first_begins.get(passing.trip)
        if passing.place == checkpoint.id and passing.persons and begins is not None and passing.trip not in met:
            met.add(passing.trip)
            yield passing.enters_s if release.boards_before else begins, passing.persons, passing.path


def _check_release(place: str, release: Release, uses: Iterable[_Use], docket: Docket) -> None:
    """What a release leaves unused lapses when the next one comes."""
    used: Counter[int] = Counter()
    for second, persons, path in sorted(uses):
        number = (second - release.first_s) // release.every_s
        if number < 0:
            docket.add("judge.release-early", path, place=place, found=second, wanted=release.first_s)
            continue
        used[number] += 1 if release.vehicles is not None else persons
        if used[number] > release.batch:
            docket.add("judge.release", path, place=place, found=used[number], wanted=release.batch)


def _check_link(link: Link, path: str, plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """People of these places board step by step, as others are received; a reception counts at its own second."""
    these, others = set(link.these), set(link.others)
    events: list[tuple[int, bool, int, str]] = [
        (each.at_s, False, each.persons, f"{path}.elsewhere") for each in link.elsewhere
    ]
    for reception in record.receptions:
        people = ground.people(plan.trips[reception.trip])
        persons = sum(number for name, number in people.items() if ground.groups[name].at in others)
        events.append((reception.second, False, persons, reception.path))
    for boarding in record.boardings:
        if boarding.place in these:
            persons = boarding_persons(boarding, ground.people(plan.trips[boarding.trip]), ground)
            events.append((boarding.begins_s, True, persons, boarding.path))
    received = boarded = 0
    for _, is_boarding, persons, where in sorted(events):
        received += 0 if is_boarding else persons
        boarded += persons if is_boarding else 0
        allowed = link.step * (link.ahead + received // link.others_step)
        if is_boarding and boarded > allowed:
            docket.add("judge.link", where, link=link.id, found=boarded, wanted=allowed)
