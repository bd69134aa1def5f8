"""Crews and fuel: how long a crew is on duty, and how far a vehicle drives on one filling."""

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
    before: Tour | None = None
    begins, is_too_long = 0, False
    for tour in tours:
        if before is None or tour.begins_s - before.ends_s >= vehicle.rest_s:
            begins, is_too_long = tour.begins_s, False
        if tour.ends_s - begins > vehicle.duty_s and not is_too_long:
            docket.add("judge.duty", f"trips[{tour.trip}]", found=tour.ends_s - begins, wanted=vehicle.duty_s)
            is_too_long = True
        before = tour


def _check_range(vehicle: VehicleClass, tours: list[Tour], docket: Docket) -> None:
    """It is filled where it is stationed, standing there between two trips for long enough."""
    if vehicle.range_m is None:
        return
    before: Tour | None = None
    metres, is_too_far = 0, False
    for tour in tours:
        is_home = before is not None and before.ends_at == vehicle.stationed
        if before is not None and is_home and tour.begins_s - before.ends_s >= vehicle.refuel_s:
            metres, is_too_far = 0, False
        metres += tour.metres
        if metres > vehicle.range_m and not is_too_far:
            docket.add("judge.range", f"trips[{tour.trip}]", found=metres, wanted=vehicle.range_m)
            is_too_far = True
        before = tour
