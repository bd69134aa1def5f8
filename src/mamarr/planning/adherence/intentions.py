"""Intentions: the movements of a plan on the wall clock, as an entry of the logbook holds them."""

from datetime import UTC, datetime, timedelta

from mamarr.errors import MamarrError
from mamarr.logbook.facts.records import Intended
from mamarr.planning.timetable import LegStop, PlaceStop, Plan, Trip
from mamarr.scenario.scenario import Scenario


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
