"""The compiled draws and the compiled end of a future are those of their twins, bit for bit."""

import random

import numpy as np
import pytest
from drawing_twin import Dice, bits, ending
from test_futures_twin import ints, plans, rough_day, spoilt

from mamarr.corridor.futures import NEVER, PARTS, Chances, Draws, Tracks, as_announced, at, chance, play, rehearse
from mamarr.corridor.kernels import chances as kernel
from mamarr.corridor.kernels.sum_up import RESULT_COLUMNS, Results, sum_up


def random_chances(rng: random.Random, tracks: Tracks) -> Chances:
    """Tables of anything, for anything."""
    dice = np.random.default_rng(rng.randrange(2**32))
    tables = np.sort(dice.integers(0, 5000, size=(6, chance.QUANTILES)), axis=1)

    def maybe(rows: int, columns: int) -> np.ndarray:
        return dice.integers(-1, 5, size=(rows, columns))

    steps = maybe(len(tracks.steps), 6)
    steps[:, chance.WHOSE] = dice.integers(0, 9, size=len(steps))
    steps[:, chance.REPAIR] = dice.integers(0, 5, size=len(steps))
    steps[:, chance.BREAKS] = dice.choice([0, 2**30, 2**32], size=len(steps))
    steps[:, chance.LOSES] = dice.choice([0, 2**31, 2**32], size=len(steps))
    pauses = maybe(len(tracks.pauses), 4)
    pauses[:, 2] = dice.choice([0, 2**31, 2**32], size=len(pauses))
    legs = np.where(dice.random((len(tracks.lines) // 2, 1)) < 0.5, maybe(len(tracks.lines) // 2, 2), -1)
    legs[(legs < 0).any(axis=1)] = -1
    return Chances(ints(tables), ints(steps), ints(maybe(len(tracks.groups), 3)), ints(pauses), ints(legs))


def told(tracks: Tracks, chances: Chances, seed: int, replication: int, rows: int) -> Draws:
    """The draws of the twin."""
    dice = Dice(tracks, chances, seed, replication)
    drawn = as_announced(tracks)
    for step in range(len(tracks.steps)):
        for name, value in dice.step(step).items():
            getattr(drawn, name)[step] = value
    groups = [dice.group(group) for group in range(len(tracks.groups))]
    pauses = [dice.pause(pause) for pause in range(len(tracks.pauses))]
    blocks = dice.blocks()
    return drawn._replace(
        came=ints([came for came, _ in groups]),
        ready=ints([ready for _, ready in groups]),
        late=ints([late for late, _ in pauses]),
        collapse=ints([ends for _, ends in pauses]),
        blocks=ints([*blocks, *[(0, NEVER, 0)] * (rows - len(blocks))]).reshape(-1, 3),
    )


@pytest.mark.slow
def test_a_future_is_drawn_the_same_twice() -> None:
    for name, tracks in plans()[::3]:
        rng = random.Random(f"draws {name}")
        for replication in (0, 1, 2, 255, 10**6, 2**40):
            chances, seed = random_chances(rng, tracks), rng.choice((0, 1, -7, 2**62))
            drawn = as_announced(tracks)._replace(blocks=np.zeros((4096, 3), dtype=np.int64))
            assert kernel.draw(tracks, chances, seed, replication, drawn)
            wanted = told(tracks, chances, seed, replication, 4096)
            count = int((wanted.blocks[:, 1] < NEVER).sum())
            assert (drawn.blocks[count:, 1] == NEVER).all()
            for field in Draws._fields:
                mine, its = getattr(drawn, field), getattr(wanted, field)
                assert (mine[:count] == its[:count]).all() if field == "blocks" else (mine == its).all(), (name, field)


@pytest.mark.slow
def test_a_future_ends_the_same_twice() -> None:
    for name, tracks in plans():
        for day in range(6):
            rng = random.Random(f"{name} day {day}")
            table = spoilt(rng, tracks) if day % 2 else tracks
            draws = rough_day(rng, table)
            sheets = play(table, draws)
            sizes = (RESULT_COLUMNS, len(table.groups), len(table.groups), int(table.rules[at.NUM_PLACES]) + 1, PARTS)
            results = Results(*(np.full((1, size), -9, dtype=np.int64) for size in sizes))
            sum_up(table, draws, sheets, results, 0)
            assert {field: getattr(results, field)[0].tolist() for field in Results._fields} == ending(
                table, draws, sheets, PARTS
            ), f"{name} day {day}"


@pytest.mark.slow
def test_many_futures_are_one_future_after_the_other() -> None:
    """Batches that run out of room for blocks go on where they stopped."""
    name, tracks = max(plans(), key=lambda pair: len(pair[1].trips))
    chances = random_chances(random.Random(name), tracks)
    chances.legs[:] = 0
    chances.tables[0] = 60
    whole = rehearse(tracks, chances, 5, 0, 12)
    pieces = [rehearse(tracks, chances, 5, first, 1) for first in range(12)]
    for field in Results._fields:
        assert (getattr(whole, field) == np.concatenate([getattr(piece, field) for piece in pieces])).all()


def test_another_seed_plays_other_futures() -> None:
    """Added to the number of the replication, seed 2 would play the futures of seed 1 again, one later."""
    seen = [{bits(seed, n, 3, 4) for n in range(300)} for seed in range(30)]
    assert len(set().union(*seen)) == 30 * 300


def test_bits_are_even_and_do_not_hang_together() -> None:
    """Means of 40,000 draws lie within four standard errors; neighbours in every number are not correlated."""
    shares = np.array([[bits(7, n, 3, k) / 2**64 for k in range(200)] for n in range(200)])
    assert abs(shares.mean() - 0.5) < 4 * (1 / 12) ** 0.5 / 200
    for one, other in ((shares[1:], shares[:-1]), (shares[:, 1:], shares[:, :-1])):
        assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 4 / 199
