"""Cargo: aid that comes in, tonne by tonne, in trucks that carry nobody."""

from collections import Counter

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record
from mamarr.planning.timetable import PlaceStop, Plan, Trip


def check_cargo(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at every load of aid, and at what all of them bring."""
    brought: Counter[str] = Counter()
    starts = {tour.trip: tour.starts_at for tours in record.tours.values() for tour in tours}
    for index, trip in enumerate(plan.trips):
        if not trip.stops or not ground.is_cargo(trip):
            continue
        _check_load(trip, index, ground, docket)
        carrier = ground.carriers.find(trip.vehicle)
        place = starts.get(index)
        if carrier is not None and place is not None and place != carrier.stationed:
            docket.add("judge.loading-place", f"trips[{index}].load", found=place, wanted=carrier.stationed)
        brought.update({name: tonnes for name, tonnes in trip.load.items() if name in ground.aids})
    for index, aid in enumerate(plan.scenario.aid):
        if brought[aid.id] > aid.tonnes:
            docket.add(
                "judge.too-much-aid", f"scenario.aid[{index}]", aid=aid.id, found=brought[aid.id], wanted=aid.tonnes
            )


def _check_load(trip: Trip, index: int, ground: Ground, docket: Docket) -> None:
    path = f"trips[{index}].load"
    for number, (name, tonnes) in enumerate(trip.load.items()):
        if name not in ground.aids:
            docket.add("judge.unknown", f"{path}.{name[:80]}", what="group", found=name)
        elif tonnes <= 0:
            docket.add("judge.tonnes", f"{path}.{name}", found=tonnes, wanted="1 or more")
        if number:
            docket.add("judge.mixed-load", f"{path}.{name[:80]}", found=name)
    carrier = ground.carriers.find(trip.vehicle)
    if carrier is not None:
        most = carrier.vehicle.tonnes if carrier.vehicle is not None else 0
        if sum(trip.load.values()) > most:
            docket.add("judge.tonnes", path, found=sum(trip.load.values()), wanted=f"at most {most}")
    if not isinstance(trip.stops[-1], PlaceStop):
        aid = next(name for name in trip.load if name in ground.aids)
        docket.add("judge.aid-place", f"{path}", found="", aid=aid, wanted=ground.aids[aid].to_place)
