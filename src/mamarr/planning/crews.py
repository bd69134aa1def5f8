"""Crews and fuel: how long a crew is on duty, and how far a vehicle drives on one filling."""

from collections.abc import Callable
from itertools import accumulate, pairwise

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record, Tour
from mamarr.scenario.fleet import VehicleClass


def check_crews(record: Record, ground: Ground, docket: Docket) -> None:
    """Look at every vehicle of the fleet."""
    for name, tours in record.tours.items():
        vehicle = ground.classes[name.rpartition("/")[0]]
        _check_duty(vehicle, tours, docket)
        _check_range(vehicle, tours, docket)


def _check_duty(vehicle: VehicleClass, tours: list[Tour], docket: Docket) -> None:
    """From the beginning of the first trip after a rest until the end of the last before the next."""
    if vehicle.duty_s is None:
        return
    for duty in _parts(tours, lambda tour, later: later.begins_s - tour.ends_s >= vehicle.rest_s):
        lengths = [tour.ends_s - duty[0].begins_s for tour in duty]
        _check_part("judge.duty", duty, lengths, vehicle.duty_s, docket)


def _check_range(vehicle: VehicleClass, tours: list[Tour], docket: Docket) -> None:
    """It is filled where it is stationed, standing there between two trips for long enough."""
    if vehicle.range_m is None:
        return

    def is_filled(tour: Tour, later: Tour) -> bool:
        return tour.ends_at == vehicle.stationed and later.begins_s - tour.ends_s >= vehicle.refuel_s

    for part in _parts(tours, is_filled):
        metres = list(accumulate(tour.metres for tour in part))
        _check_part("judge.range", part, metres, vehicle.range_m, docket)


def _parts(tours: list[Tour], is_new: Callable[[Tour, Tour], bool]) -> list[list[Tour]]:
    """Return *tours* in parts: one begins with each tour that *is_new* after the one before."""
    parts = [tours[:1]]
    for tour, later in pairwise(tours):
        if is_new(tour, later):
            parts.append([])
        parts[-1].append(later)
    return parts


def _check_part(code: str, part: list[Tour], sums: list[int], most: int, docket: Docket) -> None:
    """Tell the first tour of a part whose sum is too large."""
    late = next((number for number, found in enumerate(sums) if found > most), None)
    if late is not None:
        docket.add(code, f"trips[{part[late].trip}]", found=sums[late], wanted=most)
