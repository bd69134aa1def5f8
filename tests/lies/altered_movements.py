"""Lies about who drives where: vehicles in two places, ways that do not exist, trips twice and trips left out."""

import copy
from random import Random

from reading import Movement, Reading
from telling import Lies, Tree

LIES = Lies()


def _busy_together(reading: Reading, movement: Movement) -> list[str]:
    """Return the vehicles of the same class that do something else in the middle of *movement*."""
    middle = (movement.departs_s + movement.ends_s) // 2
    return sorted(
        {
            other.vehicle
            for other in reading.outward
            if other.vehicle_class == movement.vehicle_class
            and other.vehicle != movement.vehicle
            and other.departs_s < middle < other.ends_s
        }
    )


def _take(plan: Tree, rng: Random, written: str) -> bool:
    reading = Reading(plan)
    pairs = [(m, other) for m in reading.outward for other in _busy_together(reading, m)[:3]]
    if not pairs:
        return False
    movement, other = rng.choice(pairs)
    name, _, number = other.partition("/")
    movement.trip["vehicle"] = written.format(name=name, number=number, arabic=number.translate(ARABIC))
    return True


ARABIC = {ord("0") + digit: chr(0x660 + digit) for digit in range(10)}


@LIES.about("plan", "not-free|same-place|not-there")
def a_vehicle_that_is_busy(plan: Tree, rng: Random) -> bool:
    """A movement is given to a vehicle that is elsewhere."""
    return _take(plan, rng, "{name}/{number}")


@LIES.about("plan", "vehicle|number|not-free|same-place")
def a_busy_vehicle_written_with_a_zero(plan: Tree, rng: Random) -> bool:
    """`bus/07` is `bus/7`, or nothing at all."""
    return _take(plan, rng, "{name}/0{number}")


@LIES.about("plan", "vehicle|number|not-free|same-place")
def a_busy_vehicle_written_with_a_sign(plan: Tree, rng: Random) -> bool:
    """`bus/+7` is `bus/7`, or nothing at all."""
    return _take(plan, rng, "{name}/+{number}")


@LIES.about("plan", "vehicle|number|not-free|same-place")
def a_busy_vehicle_written_with_a_space(plan: Tree, rng: Random) -> bool:
    """`bus/ 7` is `bus/7`, or nothing at all."""
    return _take(plan, rng, "{name}/ {number}")


@LIES.about("plan", "vehicle|number|not-free|same-place")
def a_busy_vehicle_written_in_other_digits(plan: Tree, rng: Random) -> bool:
    """`bus/٧` is `bus/7`, or nothing at all."""
    return _take(plan, rng, "{name}/{arabic}")


def _rename(plan: Tree, rng: Random, name: str) -> bool:
    """Rename a vehicle in all of its trips."""
    reading = Reading(plan)
    old = rng.choice(reading.outward).vehicle
    for movement in reading.of_vehicle(old):
        movement.trip["vehicle"] = name.format(
            name=movement.vehicle_class, more=reading.scenario.vehicle_class(movement.vehicle_class).count + 1
        )
    return True


@LIES.about("plan", "number|vehicle")
def vehicle_number_zero(plan: Tree, rng: Random) -> bool:
    """Vehicles are numbered from 1."""
    return _rename(plan, rng, "{name}/0")


@LIES.about("plan", "number|vehicle")
def one_vehicle_more_than_there_are(plan: Tree, rng: Random) -> bool:
    """The number after the last."""
    return _rename(plan, rng, "{name}/{more}")


@LIES.about("plan", "number|vehicle")
def a_negative_vehicle(plan: Tree, rng: Random) -> bool:
    """A number below zero."""
    return _rename(plan, rng, "{name}/-1")


@LIES.about("plan", "number|vehicle")
def a_vehicle_without_a_number(plan: Tree, rng: Random) -> bool:
    """Only the class is named."""
    return _rename(plan, rng, "{name}")


@LIES.about("plan", "vehicle|unknown")
def a_vehicle_class_that_does_not_exist(plan: Tree, rng: Random) -> bool:
    """Nobody has a helicopter."""
    return _rename(plan, rng, "helicopter/1")


@LIES.about("plan", "seats|stretchers|travels|not-free|same-place|not-there")
def a_vehicle_of_another_class(plan: Tree, rng: Random) -> bool:
    """A movement is given to a vehicle of another class."""
    reading = Reading(plan)
    others = [v.id for v in reading.scenario.fleet]
    if len(others) < 2:
        return False
    movement = rng.choice(reading.outward)
    movement.trip["vehicle"] = f"{rng.choice([each for each in others if each != movement.vehicle_class])}/1"
    return True


@LIES.about("plan", "duplicate-trip")
def the_same_trip_twice(plan: Tree, rng: Random) -> bool:
    """A trip stands in the plan two times."""
    plan["trips"].append(copy.deepcopy(rng.choice(plan["trips"])))
    return True


@LIES.about("plan", "not-free|same-place|not-there|headcount|lanes|bays")
def the_same_trip_under_another_name(plan: Tree, rng: Random) -> bool:
    """A trip stands in the plan two times, under two names."""
    again = copy.deepcopy(rng.choice(plan["trips"])) | {"id": "t-again"}
    plan["trips"].append(again)
    return True


@LIES.about("plan", "duplicate-trip")
def two_trips_of_one_name(plan: Tree, rng: Random) -> bool:
    """Two trips cannot be told apart."""
    if len(plan["trips"]) < 2:
        return False
    first, second = rng.sample(plan["trips"], 2)
    first["id"] = second["id"]
    return True


@LIES.about("plan", "not-there|same-place|turn|not-free")
def a_return_left_out(plan: Tree, rng: Random) -> bool:
    """The vehicle is at the hub again without having come back."""
    reading = Reading(plan)
    fitting = [m for m in reading.returns if reading.after(m)]
    if not fitting:
        return False
    plan["trips"].remove(rng.choice(fitting).trip)
    return True


@LIES.about("plan", "not-there|same-place|turn|not-free")
def a_return_of_a_vehicle_that_never_left(plan: Tree, rng: Random) -> bool:
    """The way out is left out, the way back stays."""
    reading = Reading(plan)
    fitting = [m for m in reading.outward if reading.after(m)]
    if not fitting:
        return False
    plan["trips"].remove(rng.choice(fitting).trip)
    return True


@LIES.about(
    "plan",
    "no-way|not-received|turn|drive|not-there|ends-inside|not-inspected|points|boards-nobody|not-waiting",
)
def a_stop_left_out(plan: Tree, rng: Random) -> bool:
    """The point, the hub, the lane or the centre is skipped."""
    reading = Reading(plan)
    needed = [1, 4]
    needed += [2] if reading.lanes else []  # a junction, and a leg without rules, follow from the places around them
    needed += [3] if reading.is_ruled or reading.scenario.leg(reading.lane_id).traffic == "alternating" else []
    del rng.choice(reading.outward).stops[rng.choice(needed)]
    return True


@LIES.about("plan", "not-inspected|no-way")
def the_checkpoint_driven_round(plan: Tree, rng: Random) -> bool:
    """The stop at the checkpoint is left out."""
    reading = Reading(plan)
    if not reading.lanes:
        return False
    del rng.choice(reading.outward).stops[2]
    return True


@LIES.about("plan", "no-stops")
def a_trip_without_stops(plan: Tree, rng: Random) -> bool:
    """A trip without any stop."""
    rng.choice(plan["trips"])["stops"] = []
    return True


@LIES.about("plan", "order|no-way|drive|turn|stray-time|time-missing|not-there|not-received")
def stops_in_the_wrong_order(plan: Tree, rng: Random) -> bool:
    """Two neighbouring stops change places."""
    stops = rng.choice(plan["trips"])["stops"]
    index = rng.randrange(len(stops) - 1)
    stops[index], stops[index + 1] = stops[index + 1], stops[index]
    return True


@LIES.about("plan", "unknown")
def a_place_that_does_not_exist(plan: Tree, rng: Random) -> bool:
    """A stop is somewhere else."""
    rng.choice([stop for trip in plan["trips"] for stop in trip["stops"] if "at" in stop])["at"] = "atlantis"
    return True


@LIES.about("plan", "unknown")
def a_leg_that_does_not_exist(plan: Tree, rng: Random) -> bool:
    """A lane that nobody knows."""
    rng.choice(Reading(plan).movements).lane["leg"] = "tunnel"
    return True


@LIES.about("plan", "no-way|drive|opposite|against-traffic|turn")
def another_leg_in_place_of_the_lane(plan: Tree, rng: Random) -> bool:
    """A leg that exists, and leads elsewhere."""
    reading = Reading(plan)
    movement = rng.choice(reading.movements)
    movement.lane["leg"] = rng.choice([leg.id for leg in reading.scenario.legs if leg.id != reading.lane_id])
    return True


@LIES.about("plan", "no-way|drive|opposite|against-traffic|turn|not-there|same-place")
def the_lane_driven_twice(plan: Tree, rng: Random) -> bool:
    """The passage of the lane is written two times."""
    movement = rng.choice(Reading(plan).movements)
    movement.stops.insert(movement.stops.index(movement.lane), copy.deepcopy(movement.lane))
    return True


@LIES.about("plan", "drive|not-waiting|no-way")
def a_jump_to_another_point(plan: Tree, rng: Random) -> bool:
    """It boards at a point that lies elsewhere, in the time of the nearer one; its people are of that place."""
    reading = Reading(plan)
    points = [point.id for point in reading.scenario.assembly_points]
    drives = {m.point["at"]: reading.inner_s(m) for m in reading.outward}
    fitting = [
        (m, point)
        for m in reading.outward
        for point in points
        if drives.get(point, 0) > drives[m.point["at"]]
        and all(group.replace(m.point["at"], point) in reading.out_by_group() for group in m.load)
    ]
    if not fitting:
        return False
    movement, point = rng.choice(fitting)
    movement.trip["load"] = {group.replace(movement.point["at"], point): n for group, n in movement.load.items()}
    movement.point["at"] = point
    return True


@LIES.about("plan", "points|drive|no-way|turn|not-waiting")
def a_second_point_on_one_trip(plan: Tree, rng: Random) -> bool:
    """It calls at another assembly point in no time at all."""
    reading = Reading(plan)
    movement = rng.choice(reading.outward)
    others = [p.id for p in reading.scenario.assembly_points if p.id != movement.point["at"]]
    if not others:
        return False
    at = movement.point["leaves"]
    movement.stops.insert(2, {"at": rng.choice(others), "arrives": at, "begins": at, "leaves": at})
    return True


@LIES.about("plan", "destination|drive|no-way|not-received")
def received_elsewhere(plan: Tree, rng: Random) -> bool:
    """People are received at a place to which they did not choose to go."""
    reading = Reading(plan)
    movement = rng.choice(reading.outward)
    movement.centre["at"] = rng.choice([p.id for p in reading.scenario.places if p.id != movement.centre["at"]])
    return True


@LIES.about("plan", "ends-inside|not-received|no-way|turn|time-missing")
def a_trip_that_ends_inside(plan: Tree, rng: Random) -> bool:
    """The way out breaks off after boarding: the vehicle and its people stay there."""
    movement = rng.choice(Reading(plan).outward)
    del movement.stops[2:]
    return True
