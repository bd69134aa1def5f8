"""Scenario and plan as entries of the logbook: what is in force from now on."""

import json
from datetime import datetime, timedelta
from typing import Any

from mamarr import MamarrError, Plan, Scenario, Trip
from mamarr.logbook.facts.records import Adopted, Intended, Planned
from mamarr.logbook.store import Logbook
from mamarr.planning.trips import LegStop, PlaceStop


def adopted_of(scenario: Scenario, said: dict[str, Any], zero: datetime | None = None) -> Adopted:
    """Return the entry that puts *scenario* in force; *zero* is clock zero on the wall, where the scenario does not say it.

    Raises
    ------
    MamarrError
        log.entry: nobody says when clock zero is.
    """
    starts = zero or scenario.starts
    if starts is None:
        raise MamarrError(
            "log.entry", name="zero", found="-", wanted="zero=2026-05-01 06:00+03:00; the scenario has no 'starts'"
        )
    fingerprint = scenario.fingerprint_of_content()
    text = json.dumps({**scenario.content(), "fingerprint": fingerprint}, ensure_ascii=False, separators=(",", ":"))
    return Adopted.model_validate({**said, "fingerprint": fingerprint, "document": text, "zero": starts})


def planned_of(plan: Plan, said: dict[str, Any], zero: datetime | None = None) -> Planned:
    """Return the entry that puts *plan* in force, its movements on the wall clock that begins at *zero*.

    Raises
    ------
    MamarrError
        log.entry: nobody says when clock zero is.
    """
    starts = zero or plan.scenario.starts
    if starts is None:
        raise MamarrError(
            "log.entry", name="zero", found="-", wanted="zero=2026-05-01 06:00+03:00; the scenario has no 'starts'"
        )
    people = plan.strongest("people")
    return Planned.model_validate(
        {
            **said,
            "fingerprint": plan.fingerprint_of_content(),
            "scenario": plan.scenario.fingerprint_of_content(),
            "movements": tuple(_intended(plan, trip, starts) for trip in plan.trips if trip.stops),
            "bound_people": people.value if people is not None else None,
            "clearance": starts + timedelta(seconds=plan.clearance_s) if plan.people_out else None,
        }
    )


def _intended(plan: Plan, trip: Trip, zero: datetime) -> Intended:
    """Return one movement: from where the first people board, or from where it sets out empty, to its last stop."""
    people = {group.id for group in plan.scenario.groups}
    load = {group: persons for group, persons in trip.load.items() if group in people}  # a truck's load is tonnes
    stops = list(trip.stops)
    boards = [
        place for place, stop in enumerate(stops) if load and isinstance(stop, PlaceStop) and stop.begins is not None
    ]
    stops = stops[boards[0] if boards else 0 :]
    places = [stop for stop in stops if isinstance(stop, PlaceStop)]
    first, last = places[0], places[-1]
    leaves = first.leaves if first.leaves is not None else first.arrives
    ends = next((each for each in (last.received, last.arrives, last.leaves) if each is not None), 0)
    passes = [(stop.leg, stop.enters) if isinstance(stop, LegStop) else (stop.at, stop.arrives) for stop in stops[1:]]
    return Intended(
        movement=trip.id,
        vehicle=trip.vehicle,
        load=load,
        at=first.at,
        leaves=zero + timedelta(seconds=leaves or 0),
        to=last.at,
        received=zero + timedelta(seconds=ends),
        passes=tuple((place, zero + timedelta(seconds=second)) for place, second in passes if second is not None),
    )


def in_force(log: Logbook) -> tuple[str | None, datetime | None]:
    """Return the time zone and clock zero of the scenario that was adopted last; None where none was."""
    last = None
    for entry in log.entries(kinds=["scenario"]):
        last = entry.fact
    if not isinstance(last, Adopted):
        return None, None
    try:
        zone = json.loads(last.document).get("time_zone")
    except (ValueError, AttributeError, RecursionError):
        zone = None
    return zone if isinstance(zone, str) else None, last.zero
