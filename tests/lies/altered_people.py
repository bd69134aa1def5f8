"""Lies about people: one too many, one of another place, one lying on a seat, one alone."""

from random import Random

from reading import Movement, Reading
from telling import Lies, Tree

LIES = Lies()


def _add(movement: Movement, group: str, by: int) -> None:
    left = movement.load.get(group, 0) + by
    if left:
        movement.load[group] = left
    else:
        del movement.load[group]


def _ways(reading: Reading) -> dict[str, str]:
    return {group.id: group.travels for group in reading.scenario.groups}


def _lends(reading: Reading, group: str, apart: Movement) -> Movement | None:
    """Return another movement that still has somebody when one of *group* has left it."""
    return next((m for m in reading.outward if m is not apart and m.load.get(group, 0) > 1), None)


@LIES.about("plan", "headcount")
def one_person_more_than_wait(plan: Tree, rng: Random) -> bool:
    """There is room for one more, but nobody of that group is left."""
    reading = Reading(plan)
    out = reading.out_by_group()
    gone = {group.id for group in reading.scenario.groups if out[group.id] == group.headcount}
    fitting = [
        (m, group)
        for m in reading.outward
        for group in m.load
        if group in gone and reading.room(m, _ways(reading)[group]) > 0
    ]
    if not fitting:
        return False
    movement, group = rng.choice(fitting)
    _add(movement, group, 1)
    return True


@LIES.about("plan", "headcount")
def one_person_fewer_announced(plan: Tree, rng: Random) -> bool:
    """The scenario announces one person fewer than the movements bring out."""
    out = Reading(plan).out_by_group()
    group = rng.choice([each for each in plan["scenario"]["groups"] if out[each["id"]] > 1])
    group["headcount"] = out[group["id"]] - 1
    return True


@LIES.about("plan", "not-waiting")
def one_person_of_another_place(plan: Tree, rng: Random) -> bool:
    """One person of a vehicle is counted in a group that waits elsewhere; that group lends it."""
    reading = Reading(plan)
    ways = _ways(reading)
    homes = {group.id: group.at for group in reading.scenario.groups}
    fitting = [
        (m, own, other)
        for m in reading.outward
        for own in m.load
        for other in homes
        if homes[other] != homes[own] and ways[other] == ways[own] and _lends(reading, other, m)
    ]
    if not fitting:
        return False
    movement, own, other = rng.choice(fitting)
    _add(movement, own, -1)
    lender = _lends(reading, other, movement)
    if lender is not None:
        _add(lender, other, -1)
    _add(movement, other, 1)
    return True


def _overfill(plan: Tree, rng: Random, travels: str) -> bool:
    """Move one person into a full vehicle."""
    reading = Reading(plan)
    ways = _ways(reading)
    fitting = [
        (m, group)
        for m in reading.outward
        for group in m.load
        if ways[group] == travels and reading.room(m, travels) == 0 and _lends(reading, group, m)
    ]
    if not fitting:
        return False
    movement, group = rng.choice(fitting)
    lender = _lends(reading, group, movement)
    if lender is not None:
        _add(lender, group, -1)
    _add(movement, group, 1)
    return True


@LIES.about("plan", "seats")
def one_person_more_than_seats(plan: Tree, rng: Random) -> bool:
    """Nobody is added: one changes into a full vehicle."""
    return _overfill(plan, rng, "seat")


@LIES.about("plan", "stretchers")
def one_person_more_than_stretchers(plan: Tree, rng: Random) -> bool:
    """Nobody is added: one changes into a full ambulance."""
    return _overfill(plan, rng, "stretcher")


def _change_places(plan: Tree, rng: Random, travels: str) -> bool:
    """A person who travels so takes the place of one who travels otherwise, in a vehicle that has no such place left."""
    reading = Reading(plan)
    ways = _ways(reading)
    fitting = [
        (m, own, other, lender)
        for m in reading.outward
        for own in m.load
        if ways[own] != travels and reading.room(m, travels) == 0 and m.load[own] > 0
        for lender in reading.outward
        if lender is not m and lender.point["at"] == m.point["at"]
        for other in lender.load
        if ways[other] == travels and lender.load[other] > 1
    ]
    if not fitting:
        return False
    movement, own, other, lender = rng.choice(fitting)
    _add(movement, own, -1)
    _add(lender, other, -1)
    _add(movement, other, 1)
    return True


@LIES.about("plan", "stretchers|travels")
def a_stretcher_case_on_a_seat(plan: Tree, rng: Random) -> bool:
    """One who has to lie sits in a bus."""
    return _change_places(plan, rng, "stretcher")


@LIES.about("plan", "seats|travels")
def a_seated_person_on_a_stretcher(plan: Tree, rng: Random) -> bool:
    """One who sits takes a stretcher."""
    return _change_places(plan, rng, "seat")


@LIES.about("plan", "persons")
def a_negative_person(plan: Tree, rng: Random) -> bool:
    """One too many in a full vehicle, and minus one of another group, so that the sum is right."""
    reading = Reading(plan)
    movement = rng.choice(reading.outward)
    here = [g.id for g in reading.scenario.groups if g.at == movement.point["at"] and g.id not in movement.load]
    if not here:
        return False
    _add(movement, next(iter(movement.load)), 1)
    movement.load[rng.choice(here)] = -1
    return True


@LIES.about("plan", "unknown|not-waiting")
def people_of_a_group_that_does_not_exist(plan: Tree, rng: Random) -> bool:
    """One person of nobody's group."""
    movement = rng.choice(Reading(plan).outward)
    _add(movement, next(iter(movement.load)), -1)
    movement.load["strangers"] = 1
    return True


@LIES.about("plan", "boards-nobody|not-waiting|not-received|destination|points|turn|no-way|drive|headcount")
def a_person_on_an_empty_return(plan: Tree, rng: Random) -> bool:
    """Somebody drives inward."""
    reading = Reading(plan)
    fitting = [(m, reading.before(m)) for m in reading.returns]
    if not fitting:
        return False
    movement, outward = rng.choice(fitting)
    if outward is None:
        return False
    group = next(iter(outward.load))
    movement.trip["load"] = {group: 1}
    return True


@LIES.about("plan", "separated")
def a_companion_leaves_while_the_patient_stays(plan: Tree, rng: Random) -> bool:
    """Separation is forbidden, and one companion more leaves than patients do, on the seat of somebody else."""
    reading = Reading(plan)
    out = reading.out_by_group()
    heads = {group.id: group.headcount for group in reading.scenario.groups}
    fitting = []
    for group in reading.scenario.groups:
        tie = group.companions
        if tie is None or tie.may_go_alone or out[tie.group] >= heads[tie.group]:
            continue
        if out[tie.group] + 1 > heads[tie.group] * out[group.id] // group.headcount:
            fitting += [
                (m, own, tie.group)
                for m in reading.outward
                for own in m.load
                if m.point["at"] == group.at and own not in (group.id, tie.group) and _ways(reading)[own] == "seat"
            ]
    if not fitting:
        return False
    movement, own, companions = rng.choice(fitting)
    _add(movement, own, -1)
    _add(movement, companions, 1)
    return True


@LIES.about("plan", "separated")
def separation_forbidden_afterwards(plan: Tree, rng: Random) -> bool:
    """The scenario says that nobody is separated; the movements do it."""
    reading = Reading(plan)
    out = reading.out_by_group()
    heads = {group.id: group.headcount for group in reading.scenario.groups}
    fitting = [
        index
        for index, group in enumerate(reading.scenario.groups)
        if group.companions
        and group.companions.may_go_alone
        and out[group.companions.group] > heads[group.companions.group] * out[group.id] // group.headcount
    ]
    if not fitting:
        return False
    plan["scenario"]["groups"][rng.choice(fitting)]["companions"]["may_go_alone"] = False
    return True


@LIES.about("document", "")
def half_a_person(plan: Tree, rng: Random) -> bool:
    """Persons are whole."""
    movement = rng.choice(Reading(plan).outward)
    movement.load[next(iter(movement.load))] += 0.5  # type: ignore[assignment]
    return True


@LIES.about("document", "")
def a_field_that_nobody_knows(plan: Tree, rng: Random) -> bool:
    """A misspelt time is no time."""
    movement = rng.choice(Reading(plan).outward)
    movement.centre["recieved"] = movement.centre.pop("received")
    return True
