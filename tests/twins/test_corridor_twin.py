"""The compiled corridor and its twin say the same of thousands of small random corridors, to the second.

And what they say keeps the rules of the world: no idle lane of the checkpoint, priority, headways, convoys, one
direction at a time, bays, the pause, whole people, tied companions.
"""

import os
import random
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from corridor_twin import FIELDS, Row, measure, values
from corridor_twin import drive as drive_twin

from mamarr.corridor.passage import Decision, drive
from mamarr.corridor.passage import measure as measure_kernel
from mamarr.corridor.tables import NEVER, UNLIMITED, Checkpoint, Classes, Corridor, Ints, Lane, Points, Reception

CORRIDORS = 15_000 if os.environ.get("MAMARR_SOAK") == "1" else 1_500
PARTS = 10


def ints(rows: object) -> Ints:
    return np.array(rows, dtype=np.int64)


def draw_points(rng: random.Random, kinds: int, pace: int, day: tuple[int, int]) -> Points:
    places = range(rng.randint(1, 4))
    opens, closes = day
    early = rng.random() < 0.3
    lying = [rng.choice((0, 1, 5, 9, 30)) for _ in places]
    return Points(
        inward_s=ints([[rng.randint(0, 6 * pace) for _ in range(kinds)] for _ in places]),
        outward_s=ints([[rng.randint(0, 6 * pace) for _ in range(kinds)] for _ in places]),
        boarding_s=ints([rng.randint(0, 4 * pace) for _ in places]),
        bays=ints([rng.choice((1, 1, 2, 3, UNLIMITED)) for _ in places]),
        opens_s=ints([rng.choice((opens, opens, max(0, opens + rng.randint(-3, 3) * pace))) for _ in places]),
        closes_s=ints([closes - rng.randint(0, 10) * pace if early else closes + rng.choice((0, 7)) for _ in places]),
        stretchers=ints(lying),
        wounded=ints([rng.choice((0, 0, 3, 8)) for _ in places]),
        tied=ints([rng.choice((0, 1, 4, 10)) if number else 0 for number in lying]),
        others=ints([rng.choice((0, 5, 40, 90)) for _ in places]),
        ready_s=ints([rng.choice((0, 0, rng.randint(0, 20 * pace))) for _ in places]),
    )


def draw_classes(rng: random.Random, kinds: int, pace: int, *, is_inspected: bool) -> Classes:
    loads = [rng.choice(((5, 0), (8, 0), (0, 1), (0, 2), (3, 1), (1, 4), (2, 2))) for _ in range(kinds)]
    longest = rng.choice((0, 1, 4, 8, 8)) * pace if is_inspected else 0
    transit = rng.randint(0, 8 * pace)
    return Classes(
        seats=ints([seats for seats, _ in loads]),
        stretchers=ints([stretchers for _, stretchers in loads]),
        count=ints([rng.randint(0 if kinds > 1 else 1, 6) for _ in loads]),
        inspection_s=ints([rng.randint(0, longest) for _ in loads]),
        rank=ints([rng.randrange(kinds) for _ in loads]),
        transit_s=ints([transit if rng.random() < 0.6 else rng.randint(0, 8 * pace) for _ in loads]),
    )


def draw_corridor(rng: random.Random) -> Corridor:
    kinds = rng.randint(1, 3)
    pace = rng.choice((1, 3, 10))
    opens = rng.choice((0, 0, rng.randint(0, 10 * pace)))
    closes = opens + rng.choice((20, 40, 80, 200, 400)) * pace
    has_checkpoint = rng.random() < 0.85
    return Corridor(
        points=draw_points(rng, kinds, pace, (opens, closes)),
        classes=draw_classes(rng, kinds, pace, is_inspected=has_checkpoint),
        checkpoint=Checkpoint(lanes=np.int64(rng.choice((1, 1, 2, 3)) if has_checkpoint else UNLIMITED)),
        lane=Lane(
            is_alternating=np.int64(rng.random() < 0.7),
            headway_s=np.int64(rng.randint(0, pace)),
            interval_s=np.int64(rng.randint(0, 4 * pace)),
            largest=np.int64(rng.choice((1, 2, 3, 5, UNLIMITED))),
            opens_s=np.int64(rng.choice((opens, opens, opens + rng.randint(0, 20 * pace)))),
            closes_s=np.int64(rng.choice((closes, closes, max(0, closes - rng.randint(0, 10) * pace)))),
        ),
        reception=Reception(
            alighting_s=np.int64(rng.randint(0, 3 * pace)), bays=np.int64(rng.choice((1, 2, UNLIMITED)))
        ),
        horizon_s=np.int64(closes + rng.choice((0, 100 * pace))),
    )


def draw_decision(rng: random.Random, corridor: Corridor) -> Decision:
    kinds, places = len(corridor.classes.seats), len(corridor.points.bays)
    openings, longest = rng.randint(1, 7), rng.randint(1, 20)
    lists = []
    for _ in range(kinds):
        order = [rng.randrange(places) for _ in range(longest if rng.random() < 0.6 else rng.randint(0, longest))]
        lists.append(order + [-1] * (longest - len(order)))
    most = rng.choice((2, 4, 9))
    patient = rng.choice((0, 5, 50, 200))
    return Decision(
        trips=ints(lists),
        outward=ints([[rng.randint(0, most) for _ in range(kinds)] for _ in range(openings)]),
        inward=ints([[rng.randint(0, most) for _ in range(kinds)] for _ in range(openings)]),
        patience_s=ints([rng.choice((0, rng.randint(0, patient))) for _ in range(openings)]),
    )


def draw(seed: int) -> tuple[Corridor, Decision]:
    rng = random.Random(f"corridor {seed}")
    corridor = draw_corridor(rng)
    return corridor, draw_decision(rng, corridor)


def seeds(part: int) -> Iterator[int]:
    yield from range(part, CORRIDORS, PARTS)


def rows_of(corridor: Corridor, decision: Decision) -> list[Row]:
    passage = drive(corridor, decision)
    assert passage._fields == FIELDS
    return [Row(*row) for row in zip(*(column.tolist() for column in passage), strict=True)]


def first_difference(kernel: list[Row], twin: list[Row]) -> str:
    for number, (mine, its) in enumerate(zip(kernel, twin, strict=False)):
        for name, one, other in zip(FIELDS, values(mine), values(its), strict=True):
            if one != other:
                return f"row {number}, {name}: kernel {one}, twin {other}"
    return "" if len(kernel) == len(twin) else f"kernel has {len(kernel)} rows, twin {len(twin)}"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_kernel_and_twin_agree_in_every_field_and_measure(part: int) -> None:
    loaded = 0
    for seed in seeds(part):
        corridor, decision = draw(seed)
        kernel, twin = rows_of(corridor, decision), drive_twin(corridor, decision)
        assert not first_difference(kernel, twin), f"seed {seed}: {first_difference(kernel, twin)}"
        assert tuple(measure_kernel(corridor, decision)) == measure(corridor, decision), f"seed {seed}: measures"
        loaded += len(twin)
    assert loaded > CORRIDORS // PARTS, "the corridors drawn are nearly all empty"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_passage_keeps_the_rules_of_the_world(part: int) -> None:
    for seed in seeds(part):
        corridor, decision = draw(seed)
        broken = broken_rules(corridor, rows_of(corridor, decision))
        assert not broken, f"seed {seed}: {broken[0]}"


def broken_rules(corridor: Corridor, rows: list[Row]) -> list[str]:
    rules = (broken_drives, broken_fleet, broken_bays, broken_checkpoint, broken_lane, broken_pause, broken_people)
    return [what for rule in rules for what in rule(corridor, rows)]


def broken_drives(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    points, classes = corridor.points, corridor.classes
    for row in rows:
        kind, point = row.kind, row.point
        steps = (
            row.arrive_s == row.depart_s + points.inward_s[point, kind],
            row.board_s >= max(row.arrive_s, points.ready_s[point]),
            row.leave_s >= row.board_s + points.boarding_s[point],
            row.hub_s == row.leave_s + points.outward_s[point, kind],
            row.inspect_s >= row.hub_s,
            row.inspected_s == row.inspect_s + classes.inspection_s[kind],
            row.enter_s >= row.inspected_s,
            row.exit_s == row.enter_s + classes.transit_s[kind],
            row.alight_s >= row.exit_s,
            row.received_s == row.alight_s + corridor.reception.alighting_s,
            row.back_s >= row.received_s,
            row.home_s == (NEVER if row.back_s == NEVER else row.back_s + classes.transit_s[kind]),
        )
        if not all(steps):
            yield f"step {steps.index(False)} of {row}"


def broken_fleet(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        if not 0 <= row.vehicle < corridor.classes.count[row.kind]:
            yield f"no such vehicle: {row}"
    for vehicle in {(row.kind, row.vehicle) for row in rows}:
        trips = [row for row in rows if (row.kind, row.vehicle) == vehicle]
        if trips[0].depart_s < 0 or any(after.depart_s < before.home_s for before, after in pairwise(trips)):
            yield f"vehicle {vehicle} is in two places"


def most_at_once(spells: list[tuple[int, int]]) -> int:
    return max((sum(begins <= now < ends for begins, ends in spells) for now, _ in spells), default=0)


def broken_bays(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    points = corridor.points
    for point, bays in enumerate(points.bays):
        boarding = [(row.board_s, row.board_s + int(points.boarding_s[point])) for row in rows if row.point == point]
        if most_at_once(boarding) > bays:
            yield f"too many board at point {point}"
    if most_at_once([(row.alight_s, row.received_s) for row in rows]) > corridor.reception.bays:
        yield "too many alight"


def broken_checkpoint(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    lanes, rank = corridor.checkpoint.lanes, corridor.classes.rank
    spells = [(row.inspect_s, row.inspected_s) for row in rows]
    if most_at_once(spells) > lanes:
        yield "too many are inspected at once"
    for row in rows:
        # The number in service changes at begins and ends alone, so a free lane shows at one of these seconds.
        for now in {row.hub_s, *(second for spell in spells for second in spell)}:
            busy = sum(begins <= now < ends for begins, ends in spells)
            if row.hub_s <= now < row.inspect_s and busy < lanes:
                yield f"a lane is free at {now} while this one waits: {row}"
        mine = (rank[row.kind], row.hub_s)
        for other in rows:
            if row.hub_s <= other.inspect_s < row.inspect_s and mine < (rank[other.kind], other.hub_s):
                yield f"{other} is inspected before {row}"


def broken_lane(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    lane, transit = corridor.lane, corridor.classes.transit_s
    out = sorted(row.enter_s for row in rows)
    home = sorted(row.back_s for row in rows if row.back_s != NEVER)
    for entries in (out, home):
        convoy = 1
        for before, after in pairwise(entries):
            convoy = convoy + 1 if after - before < lane.interval_s else 1
            if after - before < lane.headway_s:
                yield f"{before} and {after} are closer than the headway"
            if convoy > lane.largest:
                yield f"the convoy that {after} closes is too long"
    if lane.is_alternating:
        outs = [(row.enter_s, row.exit_s) for row in rows]
        homes = [(row.back_s, row.back_s + int(transit[row.kind])) for row in rows if row.back_s != NEVER]
        for one in outs:
            for other in homes:
                if one[0] < other[1] and other[0] < one[1]:
                    yield f"{one} meets {other}"


def broken_pause(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    points, lane = corridor.points, corridor.lane
    for row in rows:
        if row.depart_s < points.opens_s[row.point] or row.hub_s > points.closes_s[row.point]:
            yield f"inside while there is no pause: {row}"
        if row.enter_s < lane.opens_s or row.exit_s > lane.closes_s:
            yield f"in the lane while there is no pause: {row}"
        if row.back_s != NEVER and (row.back_s < lane.opens_s or row.home_s > lane.closes_s):
            yield f"back in the lane while there is no pause: {row}"


def broken_people(corridor: Corridor, rows: list[Row]) -> Iterator[str]:
    points, classes = corridor.points, corridor.classes
    for row in rows:
        seated = row.wounded + row.tied + row.others
        if row.stretchers > classes.stretchers[row.kind] or seated > classes.seats[row.kind] or row.people == 0:
            yield f"an impossible load: {row}"
        if min(row.stretchers, row.wounded, row.tied, row.others) < 0:
            yield f"fewer than nobody: {row}"
    for point, there in enumerate(points.stretchers):
        for who in ("stretchers", "wounded", "tied", "others"):
            if sum(getattr(row, who) for row in rows if row.point == point) > getattr(points, who)[point]:
                yield f"more {who} leave point {point} than were there"
        out = [row for row in rows if row.point == point]
        carried = sum(row.stretchers for row in out)
        if sum(row.tied for row in out) * there > points.tied[point] * carried:
            yield f"tied companions leave point {point} without their patients"
