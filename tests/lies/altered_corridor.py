"""Lies about the lane: headway, convoys, traffic that meets, a pause that has closed."""

from itertools import pairwise
from random import Random

from reading import Movement, Reading
from telling import Lies, Tree

LIES = Lies()


def _closer(plan: Tree, rng: Random, fitting: list[tuple[Movement, Movement]]) -> bool:
    """Bring two movements one second closer, where the vehicle of one of them has that second."""
    reading = Reading(plan)
    by_id = {movement.trip["id"]: movement for movement in reading.movements}
    moves = [
        (by_id[first.trip["id"]], 1) for first, _ in fitting if reading.is_late_allowed(by_id[first.trip["id"]], 1)
    ]
    moves += [
        (by_id[second.trip["id"]], -1) for _, second in fitting if reading.is_early_allowed(by_id[second.trip["id"]], 1)
    ]
    if not moves:
        return False
    movement, by = rng.choice(moves)
    movement.shift_passage(by)
    return True


def _neighbours(reading: Reading, apart_s: int) -> list[tuple[Movement, Movement]]:
    return [
        (first, second)
        for outward in (True, False)
        for first, second in pairwise(reading.entries(outward=outward))
        if second.lane["enters"] - first.lane["enters"] == apart_s
    ]


@LIES.about("plan", "headway")
def a_second_less_than_the_headway(plan: Tree, rng: Random) -> bool:
    """Two vehicles enter 29 seconds apart."""
    reading = Reading(plan)
    if not reading.is_ruled or not reading.scenario.convoys.headway_s:
        return False
    return _closer(plan, rng, _neighbours(reading, reading.scenario.convoys.headway_s))


@LIES.about("plan", "convoy-size")
def one_vehicle_more_in_a_convoy(plan: Tree, rng: Random) -> bool:
    """A full convoy and the next one come one second too close to be two; the list calls them one."""
    reading = Reading(plan)
    rules = reading.scenario.convoys
    if not reading.is_ruled:
        return False
    run_of = {trip: run for run in plan["convoys"] for trip in run}
    fitting = [
        pair
        for pair in _neighbours(reading, rules.interval_s)
        if len(run_of[pair[0].trip["id"]]) + len(run_of[pair[1].trip["id"]]) > rules.largest
    ]
    rng.shuffle(fitting)
    for pair in fitting:
        if _closer(plan, rng, [pair]):
            one, other = (run_of[movement.trip["id"]] for movement in pair)
            plan["convoys"] = [run for run in plan["convoys"] if run not in (one, other)] + [one + other]
            return True
    return False


@LIES.about("plan", "convoys")
def two_convoys_that_are_one(plan: Tree, rng: Random) -> bool:
    """Two convoys come one second too close to be two; the list goes on calling them two."""
    reading = Reading(plan)
    if not reading.is_ruled:
        return False
    return _closer(plan, rng, _neighbours(reading, reading.scenario.convoys.interval_s))


def _meetings(reading: Reading) -> list[tuple[Movement, Movement]]:
    """Return movements of opposite directions of which one enters in the second in which the other leaves."""
    if reading.scenario.leg(reading.lane_id).traffic != "alternating":
        return []
    leaves: dict[tuple[bool, int], list[Movement]] = {}
    for movement in reading.movements:
        leaves.setdefault((movement.is_outward, movement.lane["leaves"]), []).append(movement)
    return [
        (first, second)
        for second in reading.movements
        for first in leaves.get((not second.is_outward, second.lane["enters"]), [])
    ]


@LIES.about("plan", "opposite")
def two_vehicles_meet_for_a_second(plan: Tree, rng: Random) -> bool:
    """One enters a second before the other, which comes against it, has left."""
    return _closer(plan, rng, _meetings(Reading(plan)))


@LIES.about("plan", "opposite")
def traffic_alternates_afterwards(plan: Tree, _rng: Random) -> bool:
    """The lane takes one direction at a time; the movements met in it."""
    reading = Reading(plan)
    leg = next(each for each in plan["scenario"]["legs"] if each["id"] == reading.lane_id)
    meets = any(
        abs(out.lane["enters"] - back.lane["enters"]) < reading.transit_s
        for out in reading.outward
        for back in reading.returns
    )
    if leg["traffic"] != "both" or not meets:
        return False
    leg["traffic"] = "alternating"
    return True


@LIES.about("plan", "order|inspection|drive|headway|not-free|turn")
def one_overtakes_another_in_the_lane(plan: Tree, rng: Random) -> bool:
    """Two vehicles leave the lane in each other's place."""
    reading = Reading(plan)
    pairs = [pair for outward in (True, False) for pair in pairwise(reading.entries(outward=outward))]
    if not pairs:
        return False
    first, second = rng.choice(pairs)
    if first.lane["leaves"] == second.lane["leaves"]:
        return False
    by = second.lane["leaves"] - first.lane["leaves"]
    for movement, change in ((first, by), (second, -by)):
        movement.lane["leaves"] += change
        end = movement.centre if movement.is_outward else movement.hub
        for key in ("arrives", "begins", "received"):
            if key in end:
                end[key] += change
    return True


def _pause(plan: Tree) -> Tree | None:
    found: list[Tree] = plan["scenario"]["pauses"]
    return found[0] if found else None


def _last_inside_s(reading: Reading) -> int:
    return max(int(movement.lane["leaves"]) for movement in reading.movements)


@LIES.about("plan", "pause")
def the_pause_closes_a_second_before_the_last_is_out(plan: Tree, _rng: Random) -> bool:
    """The last vehicle is still in the lane for one second."""
    pause, reading = _pause(plan), Reading(plan)
    if pause is None:
        return False
    margin_s = reading.scenario.pauses[0].margin_s
    pause["closes"] = f"{_last_inside_s(reading) + margin_s - 1} s"
    return True


@LIES.about("plan", "pause")
def the_margin_is_a_second_longer(plan: Tree, _rng: Random) -> bool:
    """The last vehicle is in the lane for the first second of the margin."""
    pause, reading = _pause(plan), Reading(plan)
    if pause is None:
        return False
    pause["margin"] = f"{reading.scenario.pauses[0].closes_s - _last_inside_s(reading) + 1} s"
    return True


@LIES.about("plan", "pause")
def inside_a_second_before_the_pause_opens(plan: Tree, _rng: Random) -> bool:
    """The first vehicle drives inward one second before the pause opens."""
    pause, reading = _pause(plan), Reading(plan)
    if pause is None:
        return False
    pause["opens"] = f"{min(movement.departs_s for movement in reading.outward) + 1} s"
    return True


def _only(plan: Tree, *, lane: bool) -> bool:
    """Lift the pause from everything but the lane, or from the lane alone."""
    reading = Reading(plan)
    if _pause(plan) is None:
        return False
    for leg in plan["scenario"]["legs"]:
        if (leg["id"] == reading.lane_id) != lane:
            leg.pop("pause", None)
    for place in plan["scenario"]["places"]:
        if lane:
            place.pop("pause", None)
    return True


@LIES.about("plan", "pause")
def on_an_inner_leg_a_second_after_the_close(plan: Tree, _rng: Random) -> bool:
    """Only the inner legs and the points stand under the pause; the last vehicle reaches the hub a second late."""
    pause, reading = _pause(plan), Reading(plan)
    if pause is None or not _only(plan, lane=False):
        return False
    last = max(int(movement.hub["arrives"]) for movement in reading.outward)
    pause["closes"], pause["margin"] = f"{last - 1} s", "0 s"
    return True


@LIES.about("plan", "pause")
def in_the_lane_a_second_before_it_opens(plan: Tree, _rng: Random) -> bool:
    """Only the lane stands under the pause; the first vehicle enters a second early."""
    pause, reading = _pause(plan), Reading(plan)
    if pause is None or not _only(plan, lane=True):
        return False
    pause["opens"] = f"{min(int(movement.lane['enters']) for movement in reading.movements) + 1} s"
    return True


@LIES.about("plan", "pause")
def holding_at_a_point_after_the_close(plan: Tree, _rng: Random) -> bool:
    """The last vehicle holds at its point until a second after the close, and everything after lies that much later."""
    pause, reading = _pause(plan), Reading(plan)
    if pause is None:
        return False
    movement = max(reading.outward, key=lambda m: int(m.point["leaves"]))
    if reading.after(movement):
        return False
    by = reading.last_s + 1 - movement.point["leaves"]
    movement.point["leaves"] += by
    for key in ("arrives", "begins", "leaves"):
        if key in movement.hub:
            movement.hub[key] += by
    movement.shift_passage(by)
    return True


def _convoys_of_two(plan: Tree) -> list[list[str]]:
    return [run for run in plan["convoys"] if len(run) > 1]


@LIES.about("plan", "convoys")
def a_convoy_not_listed(plan: Tree, rng: Random) -> bool:
    """A convoy is missing."""
    if not plan["convoys"]:
        return False
    plan["convoys"].remove(rng.choice(plan["convoys"]))
    return True


@LIES.about("plan", "convoys")
def a_trip_missing_from_its_convoy(plan: Tree, rng: Random) -> bool:
    """A trip drives in a convoy and is not listed."""
    runs = _convoys_of_two(plan)
    if not runs:
        return False
    run = rng.choice(runs)
    run.remove(rng.choice(run))
    return True


@LIES.about("plan", "convoys")
def a_trip_twice_in_its_convoy(plan: Tree, rng: Random) -> bool:
    """A trip is listed two times."""
    if not plan["convoys"]:
        return False
    run = rng.choice(plan["convoys"])
    run.append(rng.choice(run))
    return True


@LIES.about("plan", "convoys")
def a_convoy_listed_twice(plan: Tree, rng: Random) -> bool:
    """The same convoy two times."""
    if not plan["convoys"]:
        return False
    plan["convoys"].append(list(rng.choice(plan["convoys"])))
    return True


@LIES.about("plan", "convoys")
def a_trip_in_two_convoys(plan: Tree, rng: Random) -> bool:
    """A trip is listed in its own convoy and in another."""
    if len(plan["convoys"]) < 2:
        return False
    one, other = rng.sample(plan["convoys"], 2)
    other.append(rng.choice(one))
    return True


@LIES.about("plan", "convoys")
def two_convoys_joined(plan: Tree, rng: Random) -> bool:
    """Two convoys are listed as one."""
    if len(plan["convoys"]) < 2:
        return False
    one, other = rng.sample(plan["convoys"], 2)
    plan["convoys"].remove(other)
    one.extend(other)
    return True


@LIES.about("plan", "convoys")
def a_convoy_split(plan: Tree, rng: Random) -> bool:
    """One convoy is listed as two."""
    runs = _convoys_of_two(plan)
    if not runs:
        return False
    run = rng.choice(runs)
    plan["convoys"].append([run.pop()])
    return True


@LIES.about("plan", "convoys|unknown")
def an_unknown_trip_in_a_convoy(plan: Tree, rng: Random) -> bool:
    """A trip that does not exist is listed."""
    if not plan["convoys"]:
        return False
    rng.choice(plan["convoys"]).append("t-nobody")
    return True
