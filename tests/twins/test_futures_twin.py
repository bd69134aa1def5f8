"""The compiled future and its twin say the same of random days of random plans, to the second and to the person.

The days are far rougher than any that is drawn in earnest, and half of the plans are spoilt: other orders, other widths of
queues, other calls, other gaps. What follows from the tables has to be the same all the same.
"""

import json
import os
import random
import re
from functools import cache

import numpy as np
import pytest
from drawing import Tree
from futures_twin import Future

import mamarr
from mamarr import MamarrError, Plan, Scenario
from mamarr.corridor.futures import NEVER, Draws, Ints, Tracks, as_announced, at, play
from mamarr.simulation.honoured import beyond
from mamarr.simulation.tracks import lay_tracks
from worlds import random_world, scenario_of

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
DAYS = 400 if IS_SOAK else 40
SEEDS = {"tiny": range(400 if IS_SOAK else 130), "small": range(400 if IS_SOAK else 60)}
LIBRARY = ("one-road", "narrow-checkpoint", "short-pause")


def plain(world: Tree) -> Scenario | None:
    """The world without the rules that a future does not follow; None where nothing is left of it."""
    gone: set[int] = set()
    for path in beyond(scenario_of(world)):
        table, number, name = re.fullmatch(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?", path).groups()  # type: ignore[union-attr]
        if name == "travels":
            gone.add(int(number))
        elif number is not None:
            row = world[table][int(number)]
            row.pop(name if name in row else f"{name}_s")
        elif name is not None:
            world[table].pop(name)
        else:
            world.pop(table)
    world["groups"] = [group for number, group in enumerate(world["groups"]) if number not in gone]
    scenario, found = mamarr.examine(json.dumps(world))
    return None if any(finding.severity == "error" for finding in found) else scenario


@cache
def worlds_with_plans() -> list[tuple[str, Plan]]:
    """Random worlds, planned; those in which something moves."""
    scenarios = [(name, mamarr.load(name)) for name in LIBRARY]
    scenarios += [
        (f"{size} {seed}", scenario)
        for size, seeds in SEEDS.items()
        for seed in seeds
        if (scenario := plain(random_world(seed, size))) is not None
    ]
    found = [(name, mamarr.plan(scenario, seconds=0.1, iterations=20)) for name, scenario in scenarios]
    return [(name, plan) for name, plan in found if plan.trips and is_followed(plan)]


def is_followed(plan: Plan) -> bool:
    """No vehicle of the plan only stands at a place under a pause, which a future does not follow."""
    try:
        lay_tracks(plan)
    except MamarrError as error:
        if {each.path.split(".")[-1] for each in error.findings} != {"pause"}:
            raise
        return False
    return True


@cache
def plans() -> list[tuple[str, Tracks]]:
    """The same, laid out."""
    return [(name, lay_tracks(plan)) for name, plan in worlds_with_plans()]


def ints(rows: object) -> Ints:
    return np.array(rows, dtype=np.int64)


def rough_day(rng: random.Random, tracks: Tracks) -> Draws:
    """A day on which anything may be anything."""
    calm = rng.choice((0.0, 0.5, 0.9))
    horizon = int(tracks.rules[at.HORIZON])

    def or_calm(value: int, usual: int) -> int:
        return usual if rng.random() < calm else value

    usual = as_announced(tracks)
    lasts = [or_calm(int(planned * rng.choice((0, 0.5, 0.9, 1.1, 2, 5))), int(planned)) for planned in usual.lasts]
    stops = [or_calm(rng.choice((0, 0, 0, rng.randint(1, 4000))), 0) for _ in usual.stops]
    breaks_down = [NEVER if rng.random() < 0.5 else rng.randint(0, horizon) for _ in usual.collapse]
    blocks = sorted(
        ([rng.randrange(len(tracks.lines) // 2), rng.randint(0, horizon), 0] for _ in range(rng.choice((0, 0, 1, 6)))),
        key=lambda block: block[1],
    )
    for number, block in enumerate(blocks):
        block[2] = block[1] + rng.randint(0, 3000)
        for later in blocks[number + 1 :]:
            if later[0] == block[0]:
                later[1] = max(later[1], block[2] + 1)
    blocks = [*sorted(blocks, key=lambda block: block[1]), *([[0, NEVER, 0]] * rng.choice((0, 3)))]
    return Draws(
        lasts=ints(lasts),
        slower=ints([or_calm(rng.randint(300, 3000), 1000) for _ in usual.slower]),
        stops=ints(stops),
        fails=ints([int(stop > 0 and rng.random() < 0.5) for stop in stops]),
        came=ints([or_calm(rng.randint(0, int(1.4 * came) + 2), int(came)) for came in usual.came]),
        ready=ints([or_calm(rng.randint(0, horizon), int(ready)) for ready in usual.ready]),
        late=ints([or_calm(rng.choice((0, rng.randint(0, 4000))), 0) for _ in usual.late]),
        collapse=ints(breaks_down),
        blocks=ints(blocks).reshape(-1, 3),
    )


def spoilt(rng: random.Random, tracks: Tracks) -> Tracks:
    """The same plan with other orders, widths, calls, priorities and gaps."""
    steps, servers, lines, rules = (
        table.copy() for table in (tracks.steps, tracks.servers, tracks.lines, tracks.rules)
    )
    for row in steps:
        stands = row[at.IS_DRIVE] == 0
        row[at.WAITS_TO_BEGIN] = rng.random() < 0.3 and (not stands or row[at.SERVER] >= 0)
        row[at.WAITS_TO_LEAVE] = rng.random() < 0.3 and stands
        latest = 0 if row[at.WAITS_TO_BEGIN] else 900  # an order that nobody can keep stands in no plan
        row[at.BEGIN] += rng.choice((0, 0, rng.randint(-900, latest)))
        row[at.LEAVE] += rng.choice((0, 0, rng.randint(-900, 900)))
        row[at.RANK] = rng.randint(0, 2)
        if stands and len(servers) and rng.random() < 0.3:
            row[at.CALLER], row[at.CALL] = rng.randrange(len(servers)), rng.randint(1, 3)
            row[at.AFTER_CALL] = rng.choice((0, rng.randint(0, 600)))
    for server in servers:
        server[at.WIDTH] = rng.randint(1, 3)
    for leg in range(len(lines) // 2):
        pair = lines[2 * leg : 2 * leg + 2]
        pair[:, at.RULED] = rng.randint(0, 1)
        pair[:, at.LANES] = np.where(pair[:, at.RULED] == 1, rng.randint(1, 2), 1)
        pair[:, at.HOURLY] = rng.choice((NEVER, rng.randint(1, 4)))
        if pair[0, at.NUM_OPENINGS] > 0 or not np.isin(steps[steps[:, at.IS_DRIVE] == 1, at.WHERE] // 2, leg).any():
            pair[:, at.ALTERNATES] = rng.randint(0, 1)
    rules[at.HEADWAY], rules[at.INTERVAL] = rng.choice(((0, 0), (30, 180), (60, 60), (200, 900)))
    rules[at.LARGEST], rules[at.PATIENCE] = rng.randint(1, 4), rng.choice((0, 300))
    return tracks._replace(steps=steps, servers=servers, lines=lines, rules=rules)


def differences(tracks: Tracks, draws: Draws) -> list[str]:
    """What the two say otherwise."""
    told = Future(tracks, draws)
    told.play()
    sheets = play(tracks, draws)
    pairs = {
        "times": (sheets.times, [[step.arrived, step.begun, step.left] for step in told.steps]),
        "fates": (sheets.fates, [[trip.state, trip.place, trip.aboard] for trip in told.trips]),
        "carried": (sheets.carried, [load.carried for load in told.loads]),
        "left": (sheets.left, told.left),
        "pressed": (sheets.pressed, [step.held for step in told.steps]),
    }
    return [
        f"{name}: {np.argwhere(kernel != ints(twin).reshape(kernel.shape))[:3].tolist()}"
        for name, (kernel, twin) in pairs.items()
        if (kernel != ints(twin).reshape(kernel.shape)).any()
    ]


@pytest.mark.slow
def test_a_rough_day_is_the_same_told_twice() -> None:
    for name, tracks in plans():
        for day in range(DAYS):
            rng = random.Random(f"{name} day {day}")
            table = spoilt(rng, tracks) if day % 2 else tracks
            assert differences(table, rough_day(rng, table)) == [], f"{name} day {day}"


@pytest.mark.slow
def test_the_days_try_everything() -> None:
    """Every way in which a trip can end comes up often, and people ride who were not planned to."""
    states, more, waited = [0] * 5, 0, 0
    for name, tracks in plans():
        for day in range(DAYS):
            rng = random.Random(f"{name} day {day}")
            table = spoilt(rng, tracks) if day % 2 else tracks
            sheets = play(table, rough_day(rng, table))
            states = [count + int((sheets.fates[:, at.STATE] == state).sum()) for state, count in enumerate(states)]
            more += int((sheets.carried > tracks.loads[:, at.PERSONS]).sum())
            waited += int(sheets.pressed.sum())
    assert min(states[at.DONE], states[at.NOT_DRIVEN], states[at.TURNED_BACK], more, waited) > 100
