"""Plans made without the timetable engine: any order of inspections and entries, each as early as it can be or later.

What is kept are the rules: drives, boarding, inspection lanes, headways, convoys, one direction at a time, alighting. What
is left out makes plans only better: bays outside, closing of points, the order of service, companions. Bays of assembly
points are dealt in the order of inspection. So a bound that holds for every plan holds for these. Nothing is shared with
the engine but the tables.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from alternating import Seen

from mamarr.corridor.tables import Corridor

INSIDE, INSPECTED, OUTSIDE = range(3)
BEFORE = -(10**9)


class Vehicle(NamedTuple):
    """Where a vehicle is, and from when on it may go on."""

    kind: int
    place: int
    free_s: int
    load: int  # people aboard


class Entry(NamedTuple):
    """An entry into the lane: second, 0 outward or 1 inward, class."""

    second: int
    is_inward: int
    kind: int


@dataclass(frozen=True)
class State:
    """How far a plan has come."""

    vehicles: tuple[Vehicle, ...]
    lanes: tuple[int, ...]  # each free from
    left: tuple[tuple[int, int], ...]  # by point: people on seats, people lying
    bays: tuple[tuple[int, ...], ...]  # by point: each free from; none where they do not limit
    entered: tuple[int, int] = (BEFORE, BEFORE)  # last entry outward, inward
    convoy: tuple[int, int] = (0, 0)  # vehicles in the running convoy
    clear: tuple[int, int] = (0, 0)  # last exit outward, inward
    out: int = 0  # people through the lane or in it
    received_s: int = 0  # the last of them
    entries: tuple[Entry, ...] = ()


def beginning(corridor: Corridor) -> State:
    """All vehicles at the hub, everybody waiting."""
    points, classes = corridor.points, corridor.classes
    seated = points.wounded + points.tied + points.others
    vehicles = [Vehicle(k, INSIDE, 0, 0) for k, count in enumerate(classes.count) for _ in range(int(count))]
    lanes = min(len(vehicles), int(corridor.checkpoint.lanes))
    left = tuple((int(a), int(b)) for a, b in zip(seated, points.stretchers, strict=True))
    bays = tuple((0,) * int(each) if each < len(vehicles) else () for each in points.bays)
    return State(tuple(vehicles), (0,) * lanes, left, bays)


def moves(corridor: Corridor, state: State, late: int = 0) -> Iterator[State]:
    """Every next step, each *late* seconds after it could be made; a new convoy may be waited for."""
    for number, vehicle in enumerate(state.vehicles):
        if vehicle in state.vehicles[:number]:
            continue  # one like it was moved already
        if vehicle.place == INSIDE:
            yield from _inspections(corridor, state, number, late)
        else:
            yield from _entries(corridor, state, number, late)


def _inspections(corridor: Corridor, state: State, number: int, late: int) -> Iterator[State]:
    """To each point where somebody waits for this class, and through the lane that is free first."""
    vehicle, points, classes = state.vehicles[number], corridor.points, corridor.classes
    k = vehicle.kind
    for p, (seated, lying) in enumerate(state.left):
        sit, lie = min(seated, int(classes.seats[k])), min(lying, int(classes.stretchers[k]))
        if not sit + lie:
            continue
        there = max(vehicle.free_s, int(points.opens_s[p])) + int(points.inward_s[p, k])
        board = max(there, int(points.ready_s[p]), *state.bays[p][:1])
        leaves = board + int(points.boarding_s[p])
        bays = (
            *state.bays[:p],
            tuple(sorted((*state.bays[p][1:], leaves)))[: len(state.bays[p])],
            *state.bays[p + 1 :],
        )
        back = leaves + int(points.outward_s[p, k])
        ends = max(back, state.lanes[0]) + late + int(classes.inspection_s[k])
        left = (*state.left[:p], (seated - sit, lying - lie), *state.left[p + 1 :])
        moved = Vehicle(k, INSPECTED, ends, sit + lie)
        lanes = tuple(sorted((*state.lanes[1:], ends)))
        yield replace(state, vehicles=_with(state, number, moved), lanes=lanes, left=left, bays=bays)


def _entries(corridor: Corridor, state: State, number: int, late: int) -> Iterator[State]:
    vehicle, lane = state.vehicles[number], corridor.lane
    side = int(vehicle.place == OUTSIDE)
    last, size = state.entered[side], state.convoy[side]
    soonest = max(vehicle.free_s, int(lane.opens_s), last + int(lane.headway_s))
    if lane.is_alternating:
        soonest = max(soonest, state.clear[1 - side])
    apart = last + int(lane.interval_s)
    times = {max(soonest, apart) + late}
    if size < lane.largest:
        times.add(soonest + late)
    for second in times:
        exits = second + int(corridor.classes.transit_s[vehicle.kind])
        received = exits + int(corridor.reception.alighting_s)
        moved = vehicle._replace(place=INSIDE, free_s=exits) if side else Vehicle(vehicle.kind, OUTSIDE, received, 0)
        grown = 1 if second >= apart else size + 1
        yield replace(
            state,
            vehicles=_with(state, number, moved),
            entered=_put(state.entered, side, second),
            convoy=_put(state.convoy, side, grown),
            clear=_put(state.clear, side, max(exits, state.clear[side])),
            out=state.out + vehicle.load,
            received_s=state.received_s if side else max(state.received_s, received),
            entries=(*state.entries, Entry(second, side, vehicle.kind)),
        )


def _with(state: State, number: int, vehicle: Vehicle) -> tuple[Vehicle, ...]:
    return (*state.vehicles[:number], vehicle, *state.vehicles[number + 1 :])


def _put(pair: tuple[int, int], side: int, value: int) -> tuple[int, int]:
    return (value, pair[1]) if side == 0 else (pair[0], value)


def best_of_all_orders(corridor: Corridor, most: int = 20_000) -> dict[int, tuple[int, int]] | None:
    """Return for each number of people the soonest last reception and the soonest last exit, over all orders.

    None where more than *most* states would have to be looked at. A state no earlier in any respect than another that
    is alike is left out: whatever follows from it follows from the other.
    """
    best: dict[int, tuple[int, int]] = {}
    known: dict[object, list[tuple[int, ...]]] = {}
    open_states, seen = [beginning(corridor)], 0
    while open_states:
        state = open_states.pop()
        vehicles = sorted(state.vehicles, key=lambda each: (each.kind, each.place, each.load, each.free_s))
        key = tuple(each[:2] + each[3:] for each in vehicles), state.left, state.convoy
        times = (
            *(each.free_s for each in vehicles),
            *state.lanes,
            *(free for bays in state.bays for free in bays),
            *state.entered,
            *state.clear,
            state.received_s,
        )
        if any(all(a <= b for a, b in zip(other, times, strict=True)) for other in known.get(key, ())):
            continue
        known.setdefault(key, []).append(times)
        seen += 1
        if seen > most:
            return None
        if state.out:
            was = best.get(state.out, (10**9, 10**9))
            best[state.out] = min(was[0], state.received_s), min(was[1], state.clear[0])
        open_states.extend(moves(corridor, state))
    return best


def a_free_plan(rng: random.Random, corridor: Corridor) -> State:
    """Steps drawn at random, some of them late, until nobody is left or it has gone on for long."""
    state, slow = beginning(corridor), rng.choice((0, 0, 3, 60))
    eager = rng.random()
    for _ in range(200):
        late = rng.randint(0, slow) if slow else 0
        ahead = list(moves(corridor, state, late))
        if not ahead:
            break
        waiting = [each for each in ahead if len(each.entries) == len(state.entries)]
        state = rng.choice(waiting if waiting and rng.random() < eager else ahead)
    return state


def seen_in(state: State, kinds: tuple[int, ...]) -> Seen:
    """What rows over windows speak of, for the classes *kinds*."""
    entries = [entry for entry in state.entries if entry.kind in kinds]  # a lane in turns: they stand in order of time
    runs = [list(run) for _, run in groupby(entries, key=lambda entry: entry.is_inward)]
    if runs and runs[-1][0].is_inward:
        runs.pop()
    sides: list[tuple[list[int], list[int], list[list[int]]]] = []
    for side in (0, 1):
        counted: Counter[int] = Counter()
        rows = []
        for run in runs[side::2]:
            counted.update(entry.kind for entry in run)
            rows.append([counted[kind] for kind in kinds])
        sides.append(([run[0].second for run in runs[side::2]], [run[-1].second for run in runs[side::2]], rows))
    (first_out, last_out, out), (first_back, last_back, back) = sides
    return Seen(first_out, last_out, first_back, last_back, out, back)
