"""Lies of one second: each time of each stop, too early and too late, wherever a rule fixes it."""

from collections.abc import Callable
from random import Random

from reading import Movement, Reading
from telling import Lies, Teller, Tree

LIES = Lies()

Holds = Callable[[Reading, Movement], bool]


def _always(_reading: Reading, _movement: Movement) -> bool:
    return True


def _meets(stop: int, first: str, second: str) -> Holds:
    return lambda _reading, m: (
        m.stops[stop].get(first) is not None and m.stops[stop][first] == m.stops[stop].get(second)
    )


def _boards_exactly(reading: Reading, m: Movement) -> bool:
    return bool(m.point["leaves"] == m.point["begins"] + reading.boarding_s(m))


def _inspected(reading: Reading, _movement: Movement) -> bool:
    return reading.lanes > 0


def _passes_at_once(reading: Reading, m: Movement) -> bool:
    return reading.lanes == 0 and bool(m.hub["leaves"] == m.lane["enters"])


def _goes_back_at_once(reading: Reading, m: Movement) -> bool:
    return m.departs_s == reading.freed_s(m)


def _one_second(stop: int, key: str, by: int, holds: Holds, *, outward: bool) -> Teller:
    def tell(plan: Tree, rng: Random) -> bool:
        reading = Reading(plan)
        fitting = [m for m in (reading.outward if outward else reading.returns) if holds(reading, m)]
        if not fitting:
            return False
        rng.choice(fitting).stops[stop][key] += by
        return True

    return tell


OUTWARD: tuple[tuple[str, int, str, int, Holds, str], ...] = (
    ("leaves the hub later and is there in time", 0, "leaves", 1, _always, "drive"),
    ("is at the point before it can be", 1, "arrives", -1, _always, "drive"),
    ("boards before it is there", 1, "arrives", 1, _meets(1, "arrives", "begins"), "order|boarding|drive"),
    ("boarding begins before it is there", 1, "begins", -1, _meets(1, "arrives", "begins"), "order|boarding"),
    ("boarding begins later and ends in time", 1, "begins", 1, _boards_exactly, "boarding"),
    ("boarding is cut short", 1, "leaves", -1, _boards_exactly, "boarding"),
    ("leaves the point later and is at the hub in time", 1, "leaves", 1, _always, "drive"),
    ("is at the hub before it can be", 2, "arrives", -1, _always, "drive"),
    ("inspected before it is there", 2, "arrives", 1, _meets(2, "arrives", "begins"), "order|inspection|drive"),
    ("inspection begins later and ends in time", 2, "begins", 1, _inspected, "inspection"),
    ("inspection begins earlier and ends in time", 2, "begins", -1, _inspected, "inspection"),
    ("inspection is cut short", 2, "leaves", -1, _inspected, "inspection"),
    ("inspection is drawn out", 2, "leaves", 1, _inspected, "inspection"),
    (
        "leaves the hub after it entered the lane",
        2,
        "leaves",
        1,
        _passes_at_once,
        "order|drive|turn|not-there|not-free",
    ),
    ("enters later and is through in time", 3, "enters", 1, _always, "drive"),
    ("enters earlier and dawdles", 3, "enters", -1, _always, "drive"),
    ("leaves the lane later than it drives", 3, "leaves", 1, _always, "drive"),
    ("leaves the lane earlier than it can", 3, "leaves", -1, _always, "drive"),
    ("is at the centre after it left the lane", 4, "arrives", 1, _always, "drive|order|alighting"),
    ("is at the centre before it left the lane", 4, "arrives", -1, _always, "drive|order"),
    ("alighting begins before it is there", 4, "begins", -1, _meets(4, "arrives", "begins"), "order|alighting"),
    ("alighting begins later and ends in time", 4, "begins", 1, _always, "alighting"),
    ("received too early", 4, "received", -1, _always, "alighting"),
    ("received too late", 4, "received", 1, _always, "alighting"),
)

RETURN: tuple[tuple[str, int, str, int, Holds, str], ...] = (
    ("leaves the centre after it entered", 0, "leaves", 1, _always, "drive|order|not-free"),
    ("leaves the centre a second before all have alighted", 0, "leaves", -1, _goes_back_at_once, "order|not-free"),
    ("return enters later and is through in time", 1, "enters", 1, _always, "drive"),
    ("return enters earlier and dawdles", 1, "enters", -1, _always, "drive"),
    ("return leaves the lane later than it drives", 1, "leaves", 1, _always, "drive"),
    ("return leaves the lane earlier than it can", 1, "leaves", -1, _always, "drive"),
    ("is back before it left the lane", 2, "arrives", -1, _always, "drive|order"),
    ("is back after it left the lane", 2, "arrives", 1, _always, "drive|order"),
)

for _name, _stop, _key, _by, _holds, _codes in OUTWARD:
    LIES.add(_name.replace(" ", "-"), "plan", _codes, _one_second(_stop, _key, _by, _holds, outward=True))
for _name, _stop, _key, _by, _holds, _codes in RETURN:
    LIES.add(_name.replace(" ", "-"), "plan", _codes, _one_second(_stop, _key, _by, _holds, outward=False))


@LIES.about("plan", "before-start|not-free|not-there|pause")
def on_the_road_before_clock_zero(plan: Tree, rng: Random) -> bool:
    """It leaves the hub at -1 and waits at the point for that one second more."""
    reading = Reading(plan)
    early = [m for m in reading.outward if m.departs_s == 0]
    if not early:
        return False
    movement = rng.choice(early)
    movement.first["leaves"] -= 1
    movement.point["arrives"] -= 1
    return True


@LIES.about("plan", "not-free|same-place|not-there|order")
def leaves_the_hub_a_second_before_it_is_back(plan: Tree, rng: Random) -> bool:
    """It leaves one second before its own return, and waits at the point."""
    reading = Reading(plan)
    tight = [m for m in reading.outward if reading.before(m) and m.departs_s == reading.freed_s(m)]
    if not tight:
        return False
    movement = rng.choice(tight)
    movement.first["leaves"] -= 1
    movement.point["arrives"] -= 1
    return True


@LIES.about("plan", "not-free|same-place|not-there|order")
def goes_back_before_its_people_have_alighted(plan: Tree, rng: Random) -> bool:
    """The whole return lies early enough to begin one second before the people are received."""
    reading = Reading(plan)
    if not reading.returns:
        return False
    movement = rng.choice(reading.returns)
    movement.shift_passage(reading.freed_s(movement) - 1 - movement.departs_s)
    return True


@LIES.about("plan", "time-missing")
def a_time_is_missing(plan: Tree, rng: Random) -> bool:
    """One of the times without which nobody can follow the movement is left out."""
    movement = rng.choice(Reading(plan).outward)
    stop, key = rng.choice(
        [(1, "begins"), (1, "leaves"), (1, "arrives"), (2, "arrives"), (4, "arrives"), (4, "begins")]
    )
    del movement.stops[stop][key]
    return True


@LIES.about("plan", "time-missing|not-received")
def nobody_says_when_they_are_received(plan: Tree, rng: Random) -> bool:
    """The second of reception is left out."""
    del rng.choice(Reading(plan).outward).centre["received"]
    return True


@LIES.about("plan", "time-missing|not-inspected|inspection")
def nobody_says_when_the_inspection_begins(plan: Tree, rng: Random) -> bool:
    """The stop at the checkpoint names no inspection."""
    reading = Reading(plan)
    if not reading.lanes:
        return False
    del rng.choice(reading.outward).hub["begins"]
    return True


@LIES.about("plan", "time-missing|not-received")
def nobody_says_when_it_is_back(plan: Tree, rng: Random) -> bool:
    """A return has no arrival."""
    reading = Reading(plan)
    if not reading.returns:
        return False
    del rng.choice(reading.returns).hub["arrives"]
    return True


@LIES.about("plan", "stray-time|boarding|inspection|needless-inspection|not-received")
def a_time_that_the_stop_cannot_have(plan: Tree, rng: Random) -> bool:
    """People are received where they board."""
    movement = rng.choice(Reading(plan).outward)
    movement.point["received"] = movement.point["leaves"]
    return True


@LIES.about("plan", "needless-inspection|stray-time|inspection")
def an_inspection_where_nobody_inspects(plan: Tree, rng: Random) -> bool:
    """A junction inspects, or a checkpoint inspects an empty return."""
    reading = Reading(plan)
    fitting = reading.returns if reading.lanes else reading.outward
    if not fitting:
        return False
    movement = rng.choice(fitting)
    movement.hub["begins"] = movement.hub["arrives"]
    return True
