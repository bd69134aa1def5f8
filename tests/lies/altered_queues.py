"""Lies about queues: who is served first, how many at once, and a lane that idles."""

from random import Random

from reading import Movement, Reading, active
from telling import Lies, Tree

from mamarr.scenario.quantities import UNLIMITED

LIES = Lies()


def _exchange(plan: Tree, rng: Random, *, same_rank: bool) -> bool:
    """Serve the later of two vehicles that both wait in the place of the earlier; both pass the lane when they did."""
    reading = Reading(plan)
    if not reading.lanes:
        return False
    served = sorted(reading.outward, key=lambda m: int(m.hub["begins"]))
    fitting = [
        (first, second)
        for index, first in enumerate(served)
        for second in served[index + 1 : index + 40]
        if _is_overtaken(reading, first, second, same_rank=same_rank)
    ]
    if not fitting:
        return False
    first, second = rng.choice(fitting)
    for key in ("begins", "leaves"):
        first.hub[key], second.hub[key] = second.hub[key], first.hub[key]
    return True


def _is_overtaken(reading: Reading, first: Movement, second: Movement, *, same_rank: bool) -> bool:
    ranks = reading.rank(first), reading.rank(second)
    if not second.hub["arrives"] <= first.hub["begins"] < second.hub["begins"]:
        return False
    if reading.inspection_s(first) != reading.inspection_s(second) or first.lane["enters"] < second.hub["leaves"]:
        return False
    return ranks[0] == ranks[1] and first.hub["arrives"] < second.hub["arrives"] if same_rank else ranks[0] < ranks[1]


@LIES.about("plan", "turn")
def a_lower_rank_served_first(plan: Tree, rng: Random) -> bool:
    """A bus is inspected while an ambulance waits."""
    return _exchange(plan, rng, same_rank=False)


@LIES.about("plan", "turn")
def an_earlier_arrival_overtaken(plan: Tree, rng: Random) -> bool:
    """First come, first served among equals."""
    return _exchange(plan, rng, same_rank=True)


@LIES.about("plan", "idle-lane")
def a_lane_left_idle_for_a_second(plan: Tree, rng: Random) -> bool:
    """A vehicle that waits is inspected one second later than a lane is free; nobody else notices."""
    reading = Reading(plan)
    spans = reading.inspections()
    fitting = [
        m
        for m in reading.outward
        if reading.lanes and m.lane["enters"] > m.hub["leaves"] and active(spans, m.hub["leaves"]) < reading.lanes
    ]
    if not fitting:
        return False
    movement = rng.choice(fitting)
    movement.hub["begins"] += 1
    movement.hub["leaves"] += 1
    return True


@LIES.about("plan", "lanes")
def one_vehicle_more_than_lanes_for_a_second(plan: Tree, rng: Random) -> bool:
    """A vehicle that waits is inspected one second before a lane is free."""
    reading = Reading(plan)
    spans = reading.inspections()
    fitting = [
        m
        for m in reading.outward
        if reading.lanes and m.hub["arrives"] < m.hub["begins"] and active(spans, m.hub["begins"] - 1) >= reading.lanes
    ]
    if not fitting:
        return False
    movement = rng.choice(fitting)
    movement.hub["begins"] -= 1
    movement.hub["leaves"] -= 1
    return True


@LIES.about("plan", "lanes")
def three_vehicles_in_two_lanes(plan: Tree, rng: Random) -> bool:
    """A vehicle is inspected as soon as it is there, although all lanes are taken."""
    reading = Reading(plan)
    spans = reading.inspections()
    fitting = [m for m in reading.outward if reading.lanes and active(spans, m.hub["arrives"]) >= reading.lanes]
    fitting = [m for m in fitting if m.hub["arrives"] + reading.inspection_s(m) <= m.hub["begins"]]
    if not fitting:
        return False
    movement = rng.choice(fitting)
    movement.hub["begins"] = movement.hub["arrives"]
    movement.hub["leaves"] = movement.hub["arrives"] + reading.inspection_s(movement)
    return True


@LIES.about("plan", "bays")
def six_vehicles_in_five_bays(plan: Tree, rng: Random) -> bool:
    """Boarding begins one second before a bay is free; the vehicle holds for that second afterwards."""
    reading = Reading(plan)
    fitting = [
        m
        for m in reading.outward
        if m.point["arrives"] < m.point["begins"]
        and active(reading.boardings(m.point["at"]), m.point["begins"] - 1) >= reading.bays(m)
    ]
    if not fitting:
        return False
    rng.choice(fitting).point["begins"] -= 1
    return True


@LIES.about("plan", "bays")
def one_bay_fewer_afterwards(plan: Tree, rng: Random) -> bool:
    """The scenario has one bay fewer than vehicles board at once."""
    reading = Reading(plan)
    most: dict[str, int] = {}
    for movement in reading.outward:
        spans = reading.boardings(movement.point["at"])
        most[movement.point["at"]] = max(active(spans, begins) for begins, _ in spans)
    crowded = sorted(point for point, number in most.items() if number > 1)
    if not crowded:
        return False
    name = rng.choice(crowded)
    next(place for place in plan["scenario"]["places"] if place["id"] == name)["bays"] = most[name] - 1
    return True


@LIES.about("plan", "bays")
def alighting_where_no_bay_is_free(plan: Tree, rng: Random) -> bool:
    """At a reception centre with few bays people alight one second too early."""
    reading = Reading(plan)
    alighting_s, bays = reading.alighting()
    spans = [(m.centre["begins"], m.centre["begins"] + alighting_s) for m in reading.outward]
    fitting = [
        m
        for m in reading.outward
        if bays != UNLIMITED
        and m.centre["arrives"] < m.centre["begins"]
        and active(spans, m.centre["begins"] - 1) >= bays
    ]
    if not fitting:
        return False
    movement = rng.choice(fitting)
    movement.centre["begins"] -= 1
    movement.centre["received"] -= 1
    return True


@LIES.about("plan", "not-ready")
def boarding_a_second_before_the_group_is_ready(plan: Tree, rng: Random) -> bool:
    """The groups of one place are ready one second after somebody has begun to board."""
    movement = rng.choice(Reading(plan).outward)
    for group in plan["scenario"]["groups"]:
        if group["at"] == movement.point["at"]:
            group["ready"] = f"{movement.point['begins'] + 1} s"
    return True


@LIES.about("plan", "order|inspection|not-free|drive|turn")
def in_the_lane_before_the_inspection_has_ended(plan: Tree, rng: Random) -> bool:
    """The passage begins one second before the inspection has ended."""
    reading = Reading(plan)
    fitting = [m for m in reading.outward if reading.lanes and m.lane["enters"] == m.hub["leaves"]]
    if not fitting:
        return False
    rng.choice(fitting).shift_passage(-1)
    return True
