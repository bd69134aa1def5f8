"""Crews and fuel: how long a crew is on duty, and how far a vehicle drives on one filling."""

from itertools import accumulate, pairwise

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record, Tour
from mamarr.scenario.fleet import VehicleClass


def check_crews(record: Record, ground: Ground, docket: Docket) -> None:
    """Look at every vehicle of the fleet."""
    for name, tours in record.tours.items():
        carrier = ground.carriers.find(name)
        if carrier is not None and carrier.vehicle is not None:
            _check_duty(carrier.vehicle, tours, docket)
            _check_range(carrier.vehicle, tours, docket)


def _check_duty(vehicle: VehicleClass, tours: list[Tour], docket: Docket) -> None:
    """From the beginning of the first trip after a rest until the end of the last before the next."""
    if vehicle.duty_s is None:
        return
    rests = [later.begins_s - tour.ends_s >= vehicle.rest_s for tour, later in pairwise(tours)]
    for duty in _parts(tours, rests):
        lengths = [tour.ends_s - duty[0].begins_s for tour in duty]
        _check_part("judge.duty", duty, lengths, vehicle.duty_s, docket)


def _check_range(vehicle: VehicleClass, tours: list[Tour], docket: Docket) -> None:
    """It is filled where it is stationed, standing there between two trips for long enough."""
    if vehicle.range_m is None:
        return
    fillings = [
        tour.ends_at == vehicle.stationed and later.begins_s - tour.ends_s >= vehicle.refuel_s
        for tour, later in pairwise(tours)
    ]
    for part in _parts(tours, fillings):
        metres = list(accumulate(tour.metres for tour in part))
        _check_part("judge.range", part, metres, vehicle.range_m, docket)


def _parts(tours: list[Tour], ends: list[bool]) -> list[list[Tour]]:
    """Return *tours* in parts: a part ends after each tour for which *ends* says so."""
    parts = [tours[:1]]
    for tour, is_new in zip(tours[1:], ends, strict=True):
        if is_new:
            parts.append([])
        parts[-1].append(tour)
    return parts


def _check_part(code: str, part: list[Tour], sums: list[int], most: int, docket: Docket) -> None:
    """Tell the first tour of a part whose sum is too large."""
    late = next(((tour, found) for tour, found in zip(part, sums, strict=True) if found > most), None)
    if late is not None:
        docket.add(code, f"trips[{late[0].trip}]", found=late[1], wanted=most)
