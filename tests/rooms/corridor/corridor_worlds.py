"""Corridors made of numbers alone: the reference case R1, and small random ones."""

import random
from collections.abc import Sequence

import numpy as np

from mamarr.corridor.tables import UNLIMITED, Checkpoint, Classes, Corridor, Ints, Lane, Points, Reception


def ints(numbers: Sequence[object]) -> Ints:
    """Return *numbers* as a table."""
    return np.array(numbers, dtype=np.int64)


def reference(closes_s: int = 43_200, lanes: int = 2, ambulances: int = 20, stretchers: int = 2) -> Corridor:
    """Return R1: 8,000 people, six points of 25, 20, 20, 15, 12 and 8 %, all numbers of the announced exercise."""
    share = ints([25, 20, 20, 15, 12, 8])
    drive = ints([-(-metres * 36 // 200) for metres in (500, 800, 1100, 1400, 1700, 2000)])
    drives = np.stack((drive, drive), axis=1)
    six = np.ones(6, dtype=np.int64)
    people = (400 * share // 100, 800 * share // 100, 0 * share, 6800 * share // 100)
    return Corridor(
        Points(drives, drives, 600 * six, 5 * six, 0 * six, closes_s * six, *people, 0 * six),
        Classes(
            ints([50, 0]), ints([0, stretchers]), ints([60, ambulances]), ints([240] * 2), ints([1, 0]), ints([900] * 2)
        ),
        Checkpoint(np.int64(lanes)),
        Lane(np.int64(1), np.int64(30), np.int64(180), np.int64(20), np.int64(0), np.int64(closes_s)),
        Reception(np.int64(480), np.int64(UNLIMITED)),
        np.int64(86_400),
    )


def small(seed: int) -> Corridor:
    """Return a small corridor in which everything varies: classes that mix, ties, no checkpoint, both directions."""
    dice = random.Random(seed)
    points, kinds = dice.randint(1, 4), dice.randint(1, 3)

    def per_point(low: int, high: int) -> Ints:
        return ints([dice.randint(low, high) for _ in range(points)])

    def per_kind(low: int, high: int) -> Ints:
        return ints([dice.randint(low, high) for _ in range(kinds)])

    closes = dice.choice([1_500, 4_000, 20_000])
    has_checkpoint = dice.random() < 0.8
    point_closes = closes + per_point(-300, 0) if dice.random() < 0.3 else np.full(points, closes, dtype=np.int64)
    drives = [ints([per_kind(5, 120) for _ in range(points)]) for _ in range(2)]
    bays = UNLIMITED if dice.random() < 0.2 else None
    return Corridor(
        Points(
            *drives,
            per_point(10, 200),
            np.full(points, bays, dtype=np.int64) if bays else per_point(1, 3),
            per_point(0, 60),
            point_closes,
            per_point(0, 6),
            per_point(0, 8),
            per_point(0, 5),
            per_point(0, 20),
            per_point(0, 90),
        ),
        Classes(
            per_kind(0, 7),
            per_kind(0, 2),
            per_kind(1, 4),
            per_kind(1, 90) if has_checkpoint else 0 * per_kind(0, 1),
            per_kind(0, 2),
            per_kind(30, 200),
        ),
        Checkpoint(np.int64(dice.randint(1, 3) if has_checkpoint else UNLIMITED)),
        Lane(
            *(
                np.int64(n)
                for n in (
                    dice.random() < 0.7,
                    dice.randint(0, 20),
                    dice.randint(0, 90),
                    dice.randint(1, 5),
                    dice.randint(0, 50),
                    closes,
                )
            )
        ),
        Reception(np.int64(dice.randint(0, 100)), np.int64(dice.choice([1, 2, UNLIMITED]))),
        np.int64(30_000),
    )
