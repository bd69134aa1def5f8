"""Who is inspected next, and when? Lanes, ranks, arrivals; and a lane kept free for a better rank."""

import numpy as np

from mamarr.corridor.kernels.compiled import lean
from mamarr.corridor.kernels.log import (
    COMING,
    HUB,
    INSPECT,
    INSPECTED,
    INSPECTION,
    NEVER,
    RANK,
    SERVED,
    TO_CHECKPOINT,
    TO_LANE,
    Ints,
)


@lean
def expect(rows: Ints, queues: Ints, marks: Ints, kind: int, row: int) -> None:
    """Put *row* among those of class *kind* who come to the checkpoint, behind everybody not later."""
    place = marks[kind, COMING]
    arrival = rows[row, HUB]
    while place > marks[kind, SERVED] and rows[queues[TO_CHECKPOINT, kind, place - 1], HUB] > arrival:
        queues[TO_CHECKPOINT, kind, place] = queues[TO_CHECKPOINT, kind, place - 1]
        place -= 1
    queues[TO_CHECKPOINT, kind, place] = row
    marks[kind, COMING] += 1


@lean
def first_arrival(rows: Ints, queues: Ints, marks: Ints) -> int:
    """Return when the first of those not yet inspected comes to the checkpoint; NEVER if nobody does."""
    first = np.int64(NEVER)
    for kind in range(marks.shape[0] - 2):
        if marks[kind, SERVED] < marks[kind, COMING]:
            first = min(first, rows[queues[TO_CHECKPOINT, kind, marks[kind, SERVED]], HUB])
    return first


@lean
def choose(kinds: Ints, rows: Ints, queues: Ints, marks: Ints, limit: int) -> int:
    """Return the class of best rank, then of earliest arrival, among those who come by *limit*."""
    best = 0
    rank = np.int64(NEVER)
    at = np.int64(NEVER)
    for kind in range(marks.shape[0] - 2):
        if marks[kind, SERVED] < marks[kind, COMING]:
            arrival = rows[queues[TO_CHECKPOINT, kind, marks[kind, SERVED]], HUB]
            own = kinds[kind, RANK]
            if arrival <= limit and (own < rank or (own == rank and arrival < at)):
                best, rank, at = kind, own, arrival
    return best


@lean
def first_free(bays: Ints, where: int, count: int) -> int:
    """Return the bay (or lane) that is free first among the first *count* at *where*."""
    best = 0
    for bay in range(1, count):
        if bays[where, bay] < bays[where, best]:
            best = bay
    return best


@lean
def serve_next(kinds: Ints, rows: Ints, queues: Ints, marks: Ints, lanes: Ints, patience: int) -> None:
    """Inspect one more vehicle: best rank, then earliest arrival, among those there (or there within *patience*)."""
    lane = 0
    for other in range(1, lanes.shape[0]):
        if lanes[other] < lanes[lane]:
            lane = other
    limit = max(lanes[lane], first_arrival(rows, queues, marks)) + patience
    kind = choose(kinds, rows, queues, marks, limit)
    row = queues[TO_CHECKPOINT, kind, marks[kind, SERVED]]
    queues[TO_LANE, kind, marks[kind, SERVED]] = row
    marks[kind, SERVED] += 1
    begins = max(lanes[lane], rows[row, HUB])
    rows[row, INSPECT] = begins
    rows[row, INSPECTED] = begins + kinds[kind, INSPECTION]
    lanes[lane] = rows[row, INSPECTED]
