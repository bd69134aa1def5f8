"""Adherence: what was planned against what happened, and what one plan changes against another.

The one file of the room that knows the logbook.
"""

from datetime import UTC, datetime, timedelta

from mamarr.errors import MamarrError
from mamarr.logbook.facts.records import Intended
from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip


def intended(plan: Plan) -> tuple[Intended, ...]:
    """Return the movements of *plan* on the wall clock, as an entry of the logbook holds them.

    Raises
    ------
    MamarrError
        quantity.no-date: the scenario has no wall clock.
    """
    starts = plan.scenario.starts
    if starts is None:
        raise MamarrError("quantity.no-date", found=plan.scenario.name.en)
    zero = starts.astimezone(UTC)
    return tuple(_intended(trip, zero) for trip in plan.trips if trip.stops)


def _intended(trip: Trip, zero: datetime) -> Intended:
    first, last = trip.stops[0], trip.stops[-1]
    passes = [(_where(stop), zero + timedelta(seconds=_reached_s(stop))) for stop in trip.stops[1:]]
    return Intended(
        movement=trip.id,
        vehicle=trip.vehicle,
        load=trip.load,
        at=_where(first),
        leaves=zero + timedelta(seconds=_leaves_s(first)),
        to=_where(last),
        received=zero + timedelta(seconds=_over_s(last)),
        passes=tuple(passes),
    )


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
