"""Edits that break no rule: other names, another order, slack that is used, people of a kind exchanged."""

from itertools import pairwise
from random import Random

from reading import Movement, Reading
from telling import Lies, Tree

from mamarr.planning.bounds import hand_bounds
from mamarr.planning.movements import convoys
from mamarr.planning.timetable import Plan

EDITS = Lies()


def _list_again(plan: Tree, *, bounds: bool = False) -> bool:
    """Write the convoys, and if wanted the bounds, of the movements as they now are."""
    told = Plan.model_validate(plan)
    plan["convoys"] = [list(run) for run in convoys(told.scenario, told.trips)]
    if bounds:
        plan["bounds"] = [bound.content() for bound in hand_bounds(told.scenario, told.people_out)]
    return True


def _keeps_the_lane(plan: Tree) -> bool:
    """Say whether headway, convoys, direction and pause of the lane are kept: the definitions, word for word."""
    reading = Reading(plan)
    rules = reading.scenario.convoys
    for outward in (True, False):
        run = 1
        for first, second in pairwise(reading.entries(outward=outward)):
            apart = second.lane["enters"] - first.lane["enters"]
            run = run + 1 if apart < rules.interval_s else 1
            if reading.is_ruled and (apart < rules.headway_s or run > rules.largest):
                return False
    meets = reading.scenario.leg(reading.lane_id).traffic == "alternating" and any(
        abs(out.lane["enters"] - back.lane["enters"]) < reading.transit_s
        for out in reading.outward
        for back in reading.returns
    )
    return not meets and all(movement.lane["leaves"] <= reading.last_s for movement in reading.movements)


def _pass_later(reading: Reading, rng: Random, movements: list[Movement]) -> bool:
    """Let one of *movements* pass the lane later by what its vehicle can spare, where the lane allows it."""
    for movement in rng.sample(movements, min(40, len(movements))):
        spare = min(reading.spare_s(movement), 7200)
        for by in (rng.randint(1, max(1, spare)), 1):
            if spare < by:
                continue
            movement.shift_passage(by)
            if _keeps_the_lane(reading.plan):
                return _list_again(reading.plan)
            movement.shift_passage(-by)
    return False


@EDITS.about("plan", "")
def the_empty_return_driven_later(plan: Tree, rng: Random) -> bool:
    """The vehicle stays at the centre for a while."""
    reading = Reading(plan)
    return _pass_later(reading, rng, reading.returns)


@EDITS.about("plan", "")
def waiting_at_the_mouth(plan: Tree, rng: Random) -> bool:
    """After its inspection a vehicle waits longer before it enters the lane."""
    reading = Reading(plan)
    return bool(reading.lanes) and _pass_later(reading, rng, reading.outward)


@EDITS.about("plan", "")
def holding_at_the_point(plan: Tree, rng: Random) -> bool:
    """A vehicle that would only wait at the checkpoint stays at its point, behind nobody whom it was ahead of."""
    reading = Reading(plan)
    if not reading.lanes:
        return False
    fitting = [(m, _longest_hold_s(reading, m)) for m in reading.outward]
    fitting = [(m, by) for m, by in fitting if by > 0]
    if not fitting:
        return False
    movement, most = rng.choice(fitting)
    by = rng.randint(1, most)
    movement.point["leaves"] += by
    movement.hub["arrives"] += by
    return True


def _longest_hold_s(reading: Reading, movement: Movement) -> int:
    behind = [
        other.hub["arrives"]
        for other in reading.outward
        if other.hub["begins"] > movement.hub["begins"] and reading.rank(other) <= reading.rank(movement)
    ]
    behind = [arrives for arrives in behind if arrives > movement.hub["arrives"]] + [
        movement.hub["arrives"] for arrives in behind if arrives == movement.hub["arrives"]
    ]
    return int(min([movement.hub["begins"], *behind]) - movement.hub["arrives"])


@EDITS.about("plan", "")
def leaving_the_hub_at_another_time(plan: Tree, rng: Random) -> bool:
    """A vehicle that waits for a bay waits at its point or at the hub, as it likes."""
    reading = Reading(plan)
    opens_s = reading.scenario.pauses[0].opens_s if reading.scenario.pauses else 0
    fitting = [
        (m, by)
        for m in reading.outward
        for by in {
            max(opens_s, reading.freed_s(m)) - m.departs_s,
            rng.randint(0, max(0, m.point["begins"] - m.point["arrives"])),
        }
        if by
    ]
    if not fitting:
        return False
    movement, by = rng.choice(fitting)
    movement.first["leaves"] += by
    movement.point["arrives"] += by
    return True


@EDITS.about("plan", "")
def the_first_stop_omitted(plan: Tree, rng: Random) -> bool:
    """Where a vehicle on its way out comes from goes without saying."""
    for movement in Reading(plan).outward:
        if rng.random() < 0.5:
            del movement.stops[0]
    return True


@EDITS.about("plan", "")
def trips_in_another_order(plan: Tree, rng: Random) -> bool:
    """The order of the list says nothing."""
    rng.shuffle(plan["trips"])
    return True


@EDITS.about("plan", "")
def convoys_in_another_order(plan: Tree, rng: Random) -> bool:
    """The order of the list says nothing."""
    rng.shuffle(plan["convoys"])
    return True


@EDITS.about("plan", "")
def bounds_in_another_order(plan: Tree, rng: Random) -> bool:
    """The order of the list says nothing."""
    rng.shuffle(plan["bounds"])
    return True


@EDITS.about("plan", "")
def other_names_of_trips(plan: Tree, rng: Random) -> bool:
    """Trips may be called anything."""
    numbers = list(range(len(plan["trips"])))
    rng.shuffle(numbers)
    names = {trip["id"]: f"حركة {number}" for trip, number in zip(plan["trips"], numbers, strict=True)}
    for trip in plan["trips"]:
        trip["id"] = names[trip["id"]]
    plan["convoys"] = [[names[trip] for trip in run] for run in plan["convoys"]]
    return True


@EDITS.about("plan", "")
def other_numbers_of_vehicles(plan: Tree, rng: Random) -> bool:
    """Vehicles of a class are alike: their numbers change places in the whole plan."""
    numbers = {v.id: list(range(1, v.count + 1)) for v in Reading(plan).scenario.fleet}
    for each in numbers.values():
        rng.shuffle(each)
    for trip in plan["trips"]:
        name, _, number = trip["vehicle"].partition("/")
        trip["vehicle"] = f"{name}/{numbers[name][int(number) - 1]}"
    return True


@EDITS.about("plan", "")
def explaining_fields(plan: Tree, rng: Random) -> bool:
    """How the plan was found, what it calls the scenario, and what somebody said of it before."""
    plan |= {"method": "by hand", "seed": rng.randrange(100), "iterations": 12, "seconds": 0.5}
    plan["certificate"] = {"plan_allowed": False, "bound_true": False}
    plan["scenario"]["name"] = {"en": "Another name", "ar": "اسم آخر"}
    return True


@EDITS.about("plan", "")
def times_in_other_units(plan: Tree, rng: Random) -> bool:
    """Minutes for seconds, where they are whole."""
    for place in plan["scenario"]["places"]:
        for key in {"boarding", "alighting"} & set(place):
            seconds = int(place[key].split()[0])
            if seconds % 60 == 0 and rng.random() < 0.8:
                place[key] = f"{seconds // 60} min"
    return True


@EDITS.about("plan", "")
def people_of_one_kind_exchanged(plan: Tree, rng: Random) -> bool:
    """One civilian for one fighter at the same point, both ways."""
    reading = Reading(plan)
    ways = {group.id: group.travels for group in reading.scenario.groups}
    fitting = [
        (first, own, second, other)
        for first in reading.outward
        for second in reading.outward
        if first is not second and first.point["at"] == second.point["at"]
        for own in first.load
        for other in second.load
        if own != other and ways[own] == ways[other]
    ]
    if not fitting:
        return False
    first, own, second, other = rng.choice(fitting)
    for movement, gives, takes in ((first, own, other), (second, other, own)):
        movement.load[takes] = movement.load.get(takes, 0) + 1
        movement.load[gives] -= 1
        if not movement.load[gives]:
            del movement.load[gives]
    return True


@EDITS.about("plan", "")
def a_last_trip_dropped(plan: Tree, rng: Random) -> bool:
    """A vehicle makes its last way out no more, where nobody waited behind it and no companion is left alone."""
    reading = Reading(plan)
    tied = {g.id for g in reading.scenario.groups if g.companions and not g.companions.may_go_alone}
    fitting = [
        m
        for m in reading.outward
        if reading.after(m) is None and not tied & set(m.load) and not _holds_somebody_up(reading, m)
    ]
    if len(reading.outward) < 2 or not fitting:
        return False
    plan["trips"].remove(rng.choice(fitting).trip)
    return _list_again(plan, bounds=True)


def _holds_somebody_up(reading: Reading, movement: Movement) -> bool:
    return bool(reading.lanes) and any(
        other.hub["arrives"] < movement.hub["leaves"] and other.hub["begins"] > movement.hub["begins"]
        for other in reading.outward
    )


@EDITS.about("plan", "")
def a_weaker_solver(plan: Tree, rng: Random) -> bool:
    """A solver's bound that says no more than the pencil's strongest; it is called so, and never called checked."""
    of = rng.choice(sorted({bound["of"] for bound in plan["bounds"]}))
    values = [bound["value"] for bound in plan["bounds"] if bound["of"] == of]
    value = min(values) if of == "people" else max(values)
    plan["bounds"].append({"kind": "solver", "of": of, "proof": "solver", "value": value, "places": [], "terms": []})
    return True
