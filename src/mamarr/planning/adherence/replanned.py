"""Planning again: what a situation leaves of a scenario, planned, and compared with the plan in force."""

import re
from collections.abc import Iterable
from typing import Literal

from mamarr.document import Document
from mamarr.logbook.moments import Moment
from mamarr.logbook.remaining import remaining
from mamarr.logbook.situation import Situation
from mamarr.planning.adherence.difference import Difference, difference
from mamarr.planning.adherence.intentions import intended
from mamarr.planning.adherence.resumption import resumption
from mamarr.planning.answers import certified
from mamarr.planning.progress import Stop, Watch
from mamarr.planning.strategy import plan
from mamarr.planning.timetable import Plan
from mamarr.scenario.scenario import Scenario

_NUMBERED = re.compile(r"^t([0-9]{1,9})$")


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

    Movements under way are carried on under their names. What was notified and leaves within the notice stays; what does not is
    named. Other movements get numbers that were not used before, so that nobody on the radio means another. What is left of the
    plan in force is tried first, so that the new plan is not worse than going on.

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
    begun = resumption(situation, rest)
    found = plan(rest, seconds=seconds, seed=seed, begun=begun, watch=watch, stop=stop)
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
