"""Promises: what was under way or notified when the plan was made, and has to stay in it."""

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record
from mamarr.planning.timetable import PlaceStop, Plan, Trip
from mamarr.planning.whereabouts import span
from mamarr.scenario.commitments import Commitment


def check_promises(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look for every commitment in the trips of its vehicle; where a journey begins is seen by the journey itself.

    A vehicle without any trip may be unable to move: who is aboard stays aboard, what was promised is broken, and both are
    said as warnings. Whatever it does otherwise than was committed is an error.
    """
    by_vehicle: dict[str, list[int]] = {}
    for index, trip in enumerate(plan.trips):
        if trip.stops:
            by_vehicle.setdefault(trip.vehicle, []).append(index)
    for number, commitment in enumerate(plan.scenario.commitments):
        indices = by_vehicle.get(commitment.vehicle, [])
        path = f"scenario.commitments[{number}]"
        if commitment.kind == "notified":
            is_made_by_another = any(_is_notified(trip, commitment) for trip in plan.trips)
            if not indices and not is_made_by_another:
                docket.add("judge.promise-broken", path, vehicle=commitment.vehicle, wanted=commitment.until_s)
            elif not any(_is_notified(plan.trips[index], commitment) for index in indices):
                docket.add("judge.notified", path, vehicle=commitment.vehicle, wanted=commitment.until_s)
            continue
        first = min(indices, key=lambda index: (*span(plan.trips[index]), index), default=None)
        if commitment.load and first is None:
            docket.add("judge.left-aboard", path, vehicle=commitment.vehicle, found=_written(commitment))
        elif commitment.load and first not in record.carried:
            where = f"trips[{first}].load"
            docket.add("judge.committed", where, vehicle=commitment.vehicle, wanted=_written(commitment))
        if first is not None:
            _check_arrival(plan.trips[first], first, commitment, ground, docket)


def _check_arrival(trip: Trip, index: int, commitment: Commitment, ground: Ground, docket: Docket) -> None:
    """Where it is inspected or empties at once, it came when the commitment says: no sooner and no later."""
    stop = trip.stops[0]
    leg = ground.legs.get(commitment.at)
    place = commitment.at
    if leg is not None:
        place = leg.to_place if commitment.direction == "out" else leg.from_place
    if not isinstance(stop, PlaceStop) or stop.at != place or stop.begins is None or place in _points(ground):
        return
    if stop.arrives is not None and stop.arrives != commitment.until_s:
        docket.add(
            "judge.committed-arrival", f"trips[{index}].stops[0].arrives",
            vehicle=commitment.vehicle, found=stop.arrives, wanted=commitment.until_s,
        )  # fmt: skip


def _points(ground: Ground) -> set[str]:
    return {place.id for place in ground.places.values() if place.kind == "assembly point"}


def _is_notified(trip: Trip, commitment: Commitment) -> bool:
    return trip.load == commitment.load and any(
        isinstance(stop, PlaceStop)
        and stop.at == commitment.at
        and stop.begins is not None
        and stop.leaves == commitment.until_s
        for stop in trip.stops
    )


def _written(commitment: Commitment) -> str:
    return ", ".join(f"{name}: {persons}" for name, persons in commitment.load.items())
