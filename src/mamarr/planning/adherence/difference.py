"""Difference: what one plan changes against another."""

from datetime import UTC, timedelta

from mamarr.document import Document
from mamarr.logbook.facts.records import Intended
from mamarr.logbook.facts.said import Id
from mamarr.logbook.moments import Moment
from mamarr.logbook.remaining import is_within_notice
from mamarr.logbook.situation import Situation
from mamarr.planning.adherence.intentions import intended
from mamarr.planning.timetable import Plan
from mamarr.scenario.quantities import elapsed_s


class AtPoint(Document):
    """Departures with people from one point, before and after."""

    at: Id
    """The point."""
    before: int
    """Departures of the plan that was in force and had not left."""
    after: int
    """Departures of the new plan."""
    persons_before: int
    """People they were to carry."""
    persons_after: int
    """People they carry now."""
    next_before: Moment | None = None
    """The next departure as it was planned."""
    next_after: Moment | None = None
    """The next departure now."""


class Broken(Document):
    """A movement that was notified and is not made as it was notified."""

    movement: Id
    """The movement."""
    vehicle: str
    """Its vehicle."""
    at: str
    """Where it was to leave."""
    leaves: Moment
    """When it was notified to leave."""
    recipients: tuple[str, ...]
    """Who was told."""
    is_within_notice: bool = True
    """It leaves sooner than the notice of the scenario: nobody can be notified in time."""


class Difference(Document):
    """What a new plan changes against the one in force."""

    people_before: int
    """People whom the old plan would bring out in all, those already received included."""
    people_after: int
    """People whom the new one brings out in all."""
    last_before: Moment | None = None
    """When the last of the old plan was to be received."""
    last_after: Moment | None = None
    """When the last of the new one is received."""
    aside: int = 0
    """People aboard vehicles that the scenario does not know, such as a convoy under one call sign: in neither figure."""
    points: tuple[AtPoint, ...] = ()
    """Where departures change."""
    kept: int = 0
    """Notified movements that stay as they were notified."""
    broken: tuple[Broken, ...] = ()
    """Notified movements that do not: each has to be notified again or withdrawn."""


def difference(situation: Situation, after: Plan) -> Difference:
    """Return what *after*, a plan of what *situation* leaves, changes against the plan in force.

    Raises
    ------
    MamarrError
        quantity.no-date.
    """
    people = {group.id for group in after.scenario.groups}
    old = [each for each in situation.ahead if people & set(each.load)]
    under_way = [each for each in situation.intended if people & set(each.load)]
    new = [each for each in intended(after) if people & set(each.load)]
    carried = {each.movement for each in situation.movements}
    points = {place.id for place in after.scenario.assembly_points}
    received = situation.totals.received
    starts = after.scenario.starts or situation.at
    ends = starts.astimezone(UTC) + timedelta(seconds=after.scenario.ends_s)
    before = sum(sum(each.load.values()) for each in (*old, *under_way) if each.received <= ends)
    last_before = max((each.received for each in (*old, *under_way)), default=None)
    last_after = max((each.received for each in new), default=None)
    aboard = sum(sum(each.aboard.values()) for each in situation.movements)
    carried_on = sum(sum(each.load.values()) for each in after.scenario.commitments if each.kind == "fixed")
    asked = _told(situation)
    notified = [each for each in situation.ahead if each.movement in situation.notified]
    made = {(each.vehicle, each.at, each.leaves): each.load for each in new if each.movement not in carried}
    broken = [each for each in notified if made.get((each.vehicle, each.at, each.leaves)) != each.load]
    return Difference(
        people_before=received + before,
        people_after=received + after.people_out,
        last_before=last_before,
        last_after=last_after,
        aside=max(0, aboard - carried_on),
        points=tuple(row for row in (_at_point(point, old, new) for point in sorted(points)) if row is not None),
        kept=len(notified) - len(broken),
        broken=tuple(
            Broken(
                movement=each.movement, vehicle=each.vehicle, at=each.at, leaves=each.leaves,
                recipients=tuple(sorted(asked.get(each.movement, set()))),
                is_within_notice=is_within_notice(elapsed_s(situation.at, each.leaves), after.scenario),
            )
            for each in broken
        ),
    )  # fmt: skip


def _at_point(point: str, old: list[Intended], new: list[Intended]) -> AtPoint | None:
    """Return what changes at one point; None where departures stay as they were."""
    sides = [sorted((e.leaves, sum(e.load.values())) for e in side if e.at == point) for side in (old, new)]
    if sides[0] == sides[1]:
        return None
    before, after = sides
    return AtPoint(
        at=point,
        before=len(before),
        after=len(after),
        persons_before=sum(persons for _, persons in before),
        persons_after=sum(persons for _, persons in after),
        next_before=before[0][0] if before else None,
        next_after=after[0][0] if after else None,
    )


def _told(situation: Situation) -> dict[str, set[str]]:
    """Return who was told about each movement."""
    found: dict[str, set[str]] = {}
    for paper in situation.notifications:
        if paper.is_binding:
            for name in paper.movements:
                found.setdefault(name, set()).add(paper.recipient)
    return found
