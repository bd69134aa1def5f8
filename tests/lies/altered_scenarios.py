"""Lies about the scenario: the movements are kept, the scenario they are said to obey is stricter by one."""

from random import Random

from reading import Reading, active
from telling import Lies, Teller, Tree

from mamarr.scenario.places import OTHER

LIES = Lies()


def _of(plan: Tree, section: str, name: str) -> Tree:
    found: Tree = next(each for each in plan["scenario"][section] if each["id"] == name)
    return found


@LIES.about("plan", "lanes")
def one_inspection_lane_fewer(plan: Tree, _rng: Random) -> bool:
    """The checkpoint has one lane fewer, and all were in use."""
    reading = Reading(plan)
    spans = reading.inspections()
    if reading.lanes < 2 or max(active(spans, begins) for begins, _ in spans) < reading.lanes:
        return False
    _of(plan, "places", reading.hub_id)["lanes"] = reading.lanes - 1
    return True


@LIES.about("plan", "inspection")
def inspection_takes_a_second_longer(plan: Tree, rng: Random) -> bool:
    """One more second of inspection for one class."""
    reading = Reading(plan)
    if not reading.lanes:
        return False
    times = reading.scenario.checkpoints[0].service_time_s
    used = rng.choice(reading.outward)
    service = {name: f"{seconds} s" for name, seconds in times.items()}
    service[used.vehicle_class] = f"{reading.inspection_s(used) + 1} s"
    _of(plan, "places", reading.hub_id)["service_time"] = {OTHER: f"{times.get(OTHER, 0)} s"} | service
    return True


@LIES.about("plan", "turn")
def the_priority_turned_round(plan: Tree, _rng: Random) -> bool:
    """Buses before ambulances."""
    place = _of(plan, "places", Reading(plan).hub_id)
    if len(place.get("priority", [])) < 2:
        return False
    reading = Reading(plan)
    waiting = any(
        first.vehicle_class != second.vehicle_class
        and reading.rank(first) < reading.rank(second)
        and second.hub["arrives"] <= first.hub["begins"] < second.hub["begins"]
        for first in reading.outward
        for second in reading.outward
    )
    place["priority"] = place["priority"][::-1]
    return waiting


def _longer(section: str, key: str, kind: str) -> Teller:
    def tell(plan: Tree, rng: Random) -> bool:
        used = {stop["at"] for trip in plan["trips"] if trip["load"] for stop in trip["stops"] if "at" in stop}
        fitting = [e for e in plan["scenario"][section] if e.get("kind") == kind and key in e and e["id"] in used]
        if not fitting:
            return False
        each = rng.choice(fitting)
        each[key] = f"{int(each[key].split()[0]) + 1} s"
        return True

    return tell


LIES.add("boarding-takes-a-second-longer", "plan", "boarding", _longer("places", "boarding", "assembly point"))
LIES.add("alighting-takes-a-second-longer", "plan", "alighting", _longer("places", "alighting", "reception centre"))


@LIES.about("plan", "drive")
def a_longer_road(plan: Tree, rng: Random) -> bool:
    """A leg that is driven takes one second more at least; a drive is never rounded down."""
    reading = Reading(plan)
    used = {reading.lane_id} | {
        leg.id for m in reading.outward for leg in reading.scenario.route(m.point["at"], reading.hub_id) or ()
    }
    leg = rng.choice([each for each in plan["scenario"]["legs"] if each["id"] in used])
    if "travel" in leg:
        leg["travel"] = f"{int(leg['travel'].split()[0]) + 1} s"
        return True
    metres = int(leg["length"].split()[0])
    before = reading.scenario.leg(leg["id"]).drive_s
    leg["length"] = f"{metres + 1} m"
    while Reading(plan).scenario.leg(leg["id"]).drive_s == before:
        metres += 1
        leg["length"] = f"{metres} m"
        plan["scenario"] = dict(plan["scenario"])
    return True


@LIES.about("plan", "seats|travels")
def one_seat_fewer(plan: Tree, rng: Random) -> bool:
    """A class of which some vehicle is full has one seat fewer."""
    reading = Reading(plan)
    fitting = [m for m in reading.outward if reading.aboard(m, "seat") and reading.room(m, "seat") == 0]
    if not fitting:
        return False
    _of(plan, "fleet", rng.choice(fitting).vehicle_class)["seats"] -= 1
    return True


@LIES.about("plan", "stretchers|travels")
def one_stretcher_fewer(plan: Tree, rng: Random) -> bool:
    """A class of which some vehicle is full has one stretcher fewer."""
    reading = Reading(plan)
    fitting = [m for m in reading.outward if reading.aboard(m, "stretcher") and reading.room(m, "stretcher") == 0]
    if not fitting:
        return False
    _of(plan, "fleet", rng.choice(fitting).vehicle_class)["stretchers"] -= 1
    return True


@LIES.about("plan", "number|vehicle")
def one_vehicle_fewer(plan: Tree, rng: Random) -> bool:
    """A class has one vehicle fewer than move."""
    reading = Reading(plan)
    numbers: dict[str, int] = {}
    for movement in reading.outward:
        numbers[movement.vehicle_class] = max(
            numbers.get(movement.vehicle_class, 0), int(movement.vehicle.partition("/")[2])
        )
    name = rng.choice(sorted(numbers))
    _of(plan, "fleet", name)["count"] = numbers[name] - 1
    return True


@LIES.about("plan", "headway")
def a_longer_headway(plan: Tree, _rng: Random) -> bool:
    """One second more between two vehicles."""
    reading = Reading(plan)
    rules = plan["scenario"]["convoys"]
    ruled_s = reading.scenario.convoys.headway_s
    gaps = [
        second.lane["enters"] - first.lane["enters"]
        for outward in (True, False)
        for first, second in zip(reading.entries(outward=outward), reading.entries(outward=outward)[1:], strict=False)
    ]
    if not reading.is_ruled or ruled_s not in gaps:
        return False
    rules["headway"] = f"{ruled_s + 1} s"
    return True


@LIES.about("plan", "convoys|convoy-size")
def a_longer_interval(plan: Tree, _rng: Random) -> bool:
    """Convoys that were just far enough apart are one now."""
    reading = Reading(plan)
    ruled_s = reading.scenario.convoys.interval_s
    gaps = [
        second.lane["enters"] - first.lane["enters"]
        for outward in (True, False)
        for first, second in zip(reading.entries(outward=outward), reading.entries(outward=outward)[1:], strict=False)
    ]
    if not reading.is_ruled or ruled_s not in gaps:
        return False
    plan["scenario"]["convoys"]["interval"] = f"{ruled_s + 1} s"
    return True


@LIES.about("plan", "convoy-size")
def a_smaller_largest_convoy(plan: Tree, _rng: Random) -> bool:
    """A convoy may have one vehicle fewer than the longest one has."""
    longest = max(map(len, plan["convoys"]), default=0)
    if longest < 2:
        return False
    plan["scenario"]["convoys"]["largest"] = f"{longest - 1} vehicles"
    return True


@LIES.about(
    "either",
    "not-received|order|headcount|pause|bound|before-start|sum|term|wrong-quantity|beaten-by-plan|unknown-kind|not-here",
)
def the_horizon_ends_a_second_before_the_last_is_received(plan: Tree, _rng: Random) -> bool:
    """Whoever is received after the horizon is not brought out: the bounds are about other people."""
    reading = Reading(plan)
    ends_s = max(m.centre["received"] for m in reading.outward) - 1
    if any(pause.closes_s > ends_s for pause in reading.scenario.pauses):
        return False
    plan["scenario"]["ends"] = f"{ends_s} s"
    return True
