"""Adherence: what was planned against what happened, and what one plan changes against another.

The one file of the room that knows the logbook.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from mamarr.document import Document
from mamarr.errors import MamarrError
from mamarr.logbook.facts.records import Intended
from mamarr.logbook.facts.said import Id, Load
from mamarr.logbook.moments import Moment
from mamarr.logbook.remaining import remaining
from mamarr.logbook.situation import Situation
from mamarr.planning.answers import certified
from mamarr.planning.progress import Stop, Watch
from mamarr.planning.strategy import plan
from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip
from mamarr.scenario.scenario import Scenario

_NUMBERED = re.compile(r"^t([0-9]{1,9})$")


def intended(plan: Plan, zero: datetime | None = None) -> tuple[Intended, ...]:
    """Return the movements of *plan* on the wall clock, as an entry of the logbook holds them; aid is no people.

    Parameters
    ----------
    plan
        The plan.
    zero
        Clock zero on the wall, where the scenario does not say it.

    Raises
    ------
    MamarrError
        quantity.no-date: nobody says when clock zero is.
    """
    starts = zero or plan.scenario.starts
    if starts is None:
        raise MamarrError("quantity.no-date", found=plan.scenario.name.en)
    writer = _Writer(plan.scenario, starts.astimezone(UTC))
    return tuple(writer.movement(trip) for trip in plan.trips if trip.stops)


class _Writer:
    """Writes movements of one scenario."""

    def __init__(self, scenario: Scenario, zero: datetime) -> None:
        self.zero = zero
        self.points = {place.id for place in scenario.assembly_points}
        self.people = {group.id for group in scenario.groups}
        self.legs = {leg.id: leg for leg in scenario.legs}

    def movement(self, trip: Trip) -> Intended:
        """A movement begins where people board; an empty one, or one whose people are aboard already, where it stands."""
        load = {group: persons for group, persons in trip.load.items() if group in self.people}
        boards = (n for n, stop in enumerate(trip.stops) if isinstance(stop, PlaceStop) and stop.begins is not None)
        number = next((n for n in boards if load and _where(trip.stops[n]) in self.points), 0)
        first, last = trip.stops[number], trip.stops[-1]
        inward = not load
        passes = [
            (_where(stop), self.at(_reached_s(stop))) for stop in trip.stops[number + isinstance(first, PlaceStop) :]
        ]
        return Intended(
            movement=trip.id,
            vehicle=trip.vehicle,
            load=load,
            at=self.end(first, inward=inward, is_first=True),
            leaves=self.at(_leaves_s(first)),
            to=self.end(last, inward=inward, is_first=False),
            received=self.at(_over_s(last)),
            passes=tuple(passes),
        )

    def at(self, second: int) -> datetime:
        """Return the instant of a second."""
        return self.zero + timedelta(seconds=second)

    def end(self, stop: PlaceStop | LegStop, *, inward: bool, is_first: bool) -> str:
        """Return the place of a stop, or the end of a leg at which a movement begins or ends: empty ones drive inward."""
        if isinstance(stop, PlaceStop):
            return stop.at
        leg = self.legs[stop.leg]
        return leg.to_place if inward == is_first else leg.from_place


def _where(stop: PlaceStop | LegStop) -> str:
    return stop.at if isinstance(stop, PlaceStop) else stop.leg


def _leaves_s(stop: PlaceStop | LegStop) -> int:
    """Return the second at which a movement leaves its first stop."""
    if isinstance(stop, LegStop):
        return stop.enters
    return next((second for second in (stop.leaves, stop.begins, stop.arrives) if second is not None), 0)


def _reached_s(stop: PlaceStop | LegStop) -> int:
    if isinstance(stop, LegStop):
        return stop.enters
    return next((second for second in (stop.arrives, stop.begins, stop.leaves) if second is not None), 0)


def _over_s(stop: PlaceStop | LegStop) -> int:
    if isinstance(stop, LegStop):
        return stop.leaves
    times = (stop.received, stop.leaves, stop.begins, stop.arrives)
    return next((second for second in times if second is not None), 0)


# What was planned against what happened

ON_TIME_S = 5 * 60
"""Sooner or later by less than this is on time."""
Kept = Literal["on time", "late", "early", "not left", "to come", "unplanned", "returned"]


class Performed(Document):
    """One movement: as it was planned, and as it was seen."""

    movement: Id
    """Its name."""
    vehicle: str = ""
    """Its vehicle."""
    at: str = ""
    """Where it begins."""
    kept: Kept
    """Whether it left as planned; `not left`: it should have."""
    planned: Moment | None = None
    """When it was to leave."""
    left: Moment | None = None
    """When it left."""
    late_s: int | None = None
    """Seconds by which it left late; below 0 early."""
    to_receive: Moment | None = None
    """When its people were to be received."""
    received: Moment | None = None
    """When they were."""
    forecast: Moment | None = None
    """When they will be, if it stays as late as it was where it was seen last."""
    load: Load = {}
    """People it was to carry."""
    carried: Load | None = None
    """People who left on it."""
    is_other_load: bool = False
    """It carries others, or more, or fewer."""


class Adherence(Document):
    """The plan in force against what happened until an instant."""

    at: Moment
    """The instant."""
    plan: str = ""
    """Fingerprint of the plan in force."""
    movements: tuple[Performed, ...]
    """Movements in the order in which they were to leave, or left."""

    @property
    def counts(self) -> dict[str, int]:
        """Movements by how they were kept."""
        counts = Counter(each.kept for each in self.movements)
        return {kept: counts[kept] for kept in get_args(Kept) if counts[kept]}

    @property
    def latest_s(self) -> int:
        """Seconds of the longest delay."""
        return max((each.late_s or 0 for each in self.movements), default=0)


def adherence(
    planned: Iterable[Intended], happened: Mapping[str, Mapping[str, Any]], at: datetime, fingerprint: str = ""
) -> Adherence:
    """Return what became of each planned movement, and what moved without having been planned.

    Parameters
    ----------
    planned
        Movements of the plan in force.
    happened
        What is known about each movement, as `Fold.movements` gives it.
    at
        The instant.
    fingerprint
        That of the plan.
    """
    planned = list(planned)
    rows = [_performed(each, happened.get(each.movement), at) for each in planned]
    names = {each.movement for each in planned}
    rows += [_unplanned(name, each) for name, each in happened.items() if name not in names]
    rows.sort(key=lambda row: (row.planned or row.left or at, row.movement))
    return Adherence(at=at, plan=fingerprint, movements=tuple(rows))


def _performed(each: Intended, seen: Mapping[str, Any] | None, at: datetime) -> Performed:
    row: dict[str, Any] = {
        "movement": each.movement, "vehicle": each.vehicle, "at": each.at, "planned": each.leaves,
        "to_receive": each.received, "load": each.load,
    }  # fmt: skip
    if seen is None or "begun" not in seen:
        due = (at - each.leaves).total_seconds() >= ON_TIME_S
        return Performed(**row, kept="not left" if due else "to come")
    left = _instant(seen["begun"][1])
    late = int((left - each.leaves).total_seconds())
    kept: Kept = "late" if late >= ON_TIME_S else "early" if late <= -ON_TIME_S else "on time"
    if seen["state"] == "returned":
        kept = "returned"
    carried = _carried(seen)
    row |= {"left": left, "late_s": late, "kept": kept, "carried": carried, "is_other_load": carried != each.load}
    if seen["state"] == "arrived":
        return Performed(**row, received=_instant(seen["seen"][1]))
    place, when, _ = seen["seen"]
    due_there = next((moment for name, moment in reversed(each.passes) if name == place), None)
    delay = late if due_there is None else when - int(due_there.timestamp())
    return Performed(**row, forecast=max(at, each.received + timedelta(seconds=delay)))


def _unplanned(name: str, seen: Mapping[str, Any]) -> Performed:
    begun = seen.get("begun")
    row: dict[str, Any] = {
        "movement": name,
        "vehicle": seen.get("vehicle", ""),
        "carried": _carried(seen),
        "kept": "unplanned",
    }
    if begun:
        row |= {"at": begun[0], "left": _instant(begun[1])}
    if seen["state"] == "arrived":
        row["received"] = _instant(seen["seen"][1])
    return Performed(**row)


def _carried(seen: Mapping[str, Any]) -> Load:
    """Return the people who left, as the departures counted them."""
    found: Load = {}
    for stage, _, _, load, _, _ in seen.get("counts", ()):
        if stage == "departure":
            for group, persons in load.items():
                found[group] = max(found.get(group, 0), persons)
    return {group: persons for group, persons in found.items() if persons}


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


# What one plan changes against another


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


# Planning again


class Replanned(Document):
    """What is left to do, planned again, and what that changes."""

    mamarr: Literal[1] = 1
    """Version of the file."""
    kind: Literal["replanned"] = "replanned"
    """What the file holds."""
    at: Moment
    """The instant: clock zero of the plan."""
    plan: Plan
    """The new plan, judged."""
    difference: Difference
    """What it changes against the plan in force."""


def replan(
    situation: Situation,
    scenario: Scenario,
    *,
    seconds: float = 5.0,
    seed: int = 0,
    move_notified: bool = False,
    names: Iterable[str] = (),
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> Replanned:
    """Return a plan of what *situation* leaves of *scenario*, judged, with what it changes against the plan in force.

    Movements under way are carried on under their names; what was notified stays, and what does not is named. Other movements
    get numbers that were not used before, so that nobody on the radio means another.

    Parameters
    ----------
    situation
        What holds at the instant.
    scenario
        The scenario in force.
    seconds, seed, watch, stop
        As for `plan`.
    move_notified
        Whether movements that were notified may be moved too.
    names
        Movements that have been seen, so that no name is given twice.

    Raises
    ------
    MamarrError
        log.no-scenario, log.over, and as for `plan`.
    """
    rest = remaining(situation, scenario, keep_notified=not move_notified)
    found = plan(rest, seconds=seconds, seed=seed, watch=watch, stop=stop)
    found = _renamed(found, situation, names)
    return Replanned(at=situation.at, plan=found, difference=difference(situation, found))


def _renamed(found: Plan, situation: Situation, names: Iterable[str]) -> Plan:
    """Return the plan with the names of movements that go on, of those that were notified, and with numbers that are new."""
    used = {*names, *(each.movement for each in (*situation.ahead, *situation.intended))}
    used |= {each.movement for each in situation.movements}
    last = max((int(match[1]) for name in used if (match := _NUMBERED.match(name))), default=0)
    aboard = {each.vehicle: each.movement for each in situation.movements if each.aboard}
    notified = {
        (each.vehicle, each.at, each.leaves): each.movement
        for each in situation.ahead
        if each.movement in situation.notified
    }
    begins = dict(zip((trip.id for trip in found.trips if trip.stops), intended(found), strict=True))
    new: dict[str, str] = {}
    bound = {each.vehicle: each.load for each in found.scenario.commitments if each.kind == "fixed" and each.load}
    for trip in found.trips:
        planned = begins.get(trip.id)
        name = None
        if trip.vehicle in bound and trip.vehicle in aboard and trip.load == bound.pop(trip.vehicle):
            name = aboard[trip.vehicle]
        elif planned is not None:
            name = notified.get((planned.vehicle, planned.at, planned.leaves))
        if name is None or name in new.values():
            last += 1
            name = f"t{last}"
        new[trip.id] = name
    trips = tuple(trip.replace(id=new[trip.id]) for trip in found.trips)
    convoys = tuple(tuple(new[name] for name in convoy) for convoy in found.convoys)
    return certified(found.replace(trips=trips, convoys=convoys))
