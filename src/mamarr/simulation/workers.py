"""Workers: who plays the batches of replications. The same answer for threads, processes or a cluster, in any number.

A batch is everything that one worker needs, so any worker can play any batch, and one that was lost with its worker is played again.
Results come back in the order of the batches, whoever was faster; only a few batches are out at a time, so memory does not grow
with the number of replications.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Protocol, Self

from mamarr.corridor.futures import Chances, Ints, Results, Tracks, rehearse
from mamarr.errors import MamarrError

BATCH = 256
"""The most replications of one batch. All sizes are powers of two that divide a round, so that every kind and number of workers
stops at the same replication."""
CARRIED = 1024
"""The same of one that has to be carried to another process."""
SMALLEST = 32
LIVES = 3
"""How often in a row workers may be lost before a batch has come back."""


Carried = tuple[tuple[Ints, ...], tuple[Ints, ...], int]


class Batch:
    """Replications of one plan, without the numbers of the first and of how many."""

    def __init__(self, tracks: Tracks, chances: Chances, seed: int) -> None:
        self.tracks, self.chances, self.seed = tracks, chances, seed

    def play(self, first: int, count: int) -> Results:
        """Return the results of *count* replications from *first* on."""
        return rehearse(self.tracks, self.chances, self.seed, first, count)

    def carried(self) -> Carried:
        """Return the batch as it travels to another process: plain tables."""
        return tuple(self.tracks), tuple(self.chances), self.seed


def play_carried(carried: Carried, first: int, count: int) -> Results:
    """Return the results of a batch that came from another process: one of ours, never a file."""
    tracks, chances, seed = carried
    return rehearse(Tracks(*tracks), Chances(*chances), seed, first, count)


class Workers(Protocol):
    """Somebody who plays batches."""

    number: int
    """How many work at once."""
    batch: int
    """The most replications that one likes to get at once."""

    def play(self, batch: Batch, spans: Iterator[tuple[int, int]]) -> Iterator[Results]:
        """Yield the results of every (first, count), in order."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def workers(number: int | None = None, cluster: str | None = None) -> Workers:
    """Return whoever plays: by default a thread a core, else *number* processes, else the Dask cluster at that address.

    Raises
    ------
    MamarrError
        install.extra: distributed is not installed; stress.no-cluster: nobody answers there, or there are no workers.
    """
    if cluster is not None:
        return _Cluster(cluster)
    if number is None:
        return _Threads(cores())
    return _Threads(1) if number == 1 else _Processes(number)


def batches(batch: Batch, first: int, last: int, by: Workers) -> Iterator[Results]:
    """Yield the results of the replications from *first* to before *last*, batch by batch, in order."""
    size = by.batch
    while size > SMALLEST and size * by.number > last - first:
        size //= 2
    return by.play(batch, ((begin, min(size, last - begin)) for begin in range(first, last, size)))


def cores() -> int:
    """Return how many threads can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    spans: Iterator[tuple[int, int]], ahead: int, send: Callable[[int, int], Any], fetch: Callable[[Any], Results]
) -> Iterator[Results]:
    """Keep *ahead* batches under way and yield what comes back in the order in which they were sent."""
    under_way: deque[Any] = deque()
    try:
        for span in spans:
            under_way.append(send(*span))
            if len(under_way) >= ahead:
                yield fetch(under_way.popleft())
        while under_way:
            yield fetch(under_way.popleft())
    finally:
        for each in under_way:
            each.cancel()


class _Threads:
    """Threads of this process; the kernels let each other run."""

    batch = BATCH

    def __init__(self, number: int) -> None:
        self.number = number
        self.pool = ThreadPoolExecutor(number) if number > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def play(self, batch: Batch, spans: Iterator[tuple[int, int]]) -> Iterator[Results]:
        pool = self.pool
        if pool is None:
            return (batch.play(*span) for span in spans)
        return in_order(
            spans, 2 * self.number, lambda *span: pool.submit(batch.play, *span), lambda sent: sent.result()
        )


class _Processes:
    """Processes of this machine. A pool that lost one is made anew, and what was under way is sent again."""

    batch = CARRIED

    def __init__(self, number: int) -> None:
        self.number = number
        self.pool = self._new()
        self.lost = 0

    def _new(self) -> ProcessPoolExecutor:
        # Fresh processes: a copy of this one could hold a lock of a thread that it does not have.
        return ProcessPoolExecutor(self.number, mp_context=get_context("spawn"), initializer=_leave_interrupts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def play(self, batch: Batch, spans: Iterator[tuple[int, int]]) -> Iterator[Results]:
        return in_order(spans, 2 * self.number, lambda *span: _Sent(self, batch, span), lambda sent: sent.result())

    def renew(self, pool: ProcessPoolExecutor) -> None:
        """Replace *pool*, unless another batch has found it broken before."""
        if self.pool is pool:
            self.lost += 1
            if self.lost > LIVES:
                raise MamarrError("stress.workers-lost", found=self.lost)
            pool.shutdown(wait=False, cancel_futures=True)
            self.pool = self._new()


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that asked; it keeps what is counted so far."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Sent:
    """A batch under way to a process."""

    def __init__(self, by: _Processes, batch: Batch, span: tuple[int, int]) -> None:
        self.by, self.batch, self.span = by, batch, span
        self._send()

    def _send(self) -> None:
        while True:
            self.pool = self.by.pool
            try:
                self.future = self.pool.submit(play_carried, self.batch.carried(), *self.span)
            except BrokenProcessPool:
                self.by.renew(self.pool)
            else:
                return

    def result(self) -> Results:
        while True:
            try:
                found = self.future.result()
            except BrokenProcessPool:
                self.by.renew(self.pool)
                self._send()
            else:
                self.by.lost = 0
                return found

    def cancel(self) -> None:
        self.future.cancel()


class _Cluster:
    """A Dask cluster that is there already. The scheduler sends a batch again when its worker is lost."""

    batch = CARRIED

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise MamarrError("install.extra", found="distributed", wanted="cluster") from None
        try:
            made: Any = Client  # it has no types
            self.client = made(address, timeout=5, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise MamarrError("stress.no-cluster", found=address[:200], reason=str(error)[:200]) from None
        self.number = sum(self.client.nthreads().values())
        if not self.number:
            self.client.close()
            raise MamarrError("stress.no-cluster", found=address[:200], reason="0 workers")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def play(self, batch: Batch, spans: Iterator[tuple[int, int]]) -> Iterator[Results]:
        from distributed import KilledWorker

        def send(first: int, count: int) -> Any:
            # Whole with every batch: what had been left with a worker would be lost with it.
            return self.client.submit(play_carried, batch.carried(), first, count, pure=False)

        def fetch(sent: Any) -> Results:
            try:
                return sent.result()  # type: ignore[no-any-return]
            except KilledWorker:
                raise MamarrError("stress.workers-lost", found=LIVES) from None

        return in_order(spans, 2 * self.number + 1, send, fetch)
