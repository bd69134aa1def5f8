"""Batches of replications, spread over workers; the same answer for any number of them."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from mamarr.corridor.futures import Chances, Results, Tracks, rehearse

BATCH = 256
"""Replications of one batch."""


def batches(
    tracks: Tracks, chances: Chances, seed: int, spans: list[tuple[int, int]], workers: int
) -> Iterator[Results]:
    """Yield the results of every (first, count) of *spans*, in order. The kernels let other threads run."""
    if workers == 1 or len(spans) == 1:
        for first, count in spans:
            yield rehearse(tracks, chances, seed, first, count)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda span: rehearse(tracks, chances, seed, *span), spans)


def spans(first: int, last: int) -> list[tuple[int, int]]:
    """Return (first, count) of the batches that make up the replications from *first* to before *last*."""
    return [(begin, min(BATCH, last - begin)) for begin in range(first, last, BATCH)]


def cores() -> int:
    """Return how many threads can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
