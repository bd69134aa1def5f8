"""Writers that are ended at any moment, and what is asked of the log afterwards."""

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from typing import Any

from books import PASSPHRASE, note

from mamarr import MamarrError, open_log

FORK = multiprocessing.get_context("fork")


def secret_of(address: str) -> str | None:
    return None if address.startswith("postgresql") or "plain" in address else PASSPHRASE


def write(address: str, name: str, number: int, acknowledged: Connection, seed: int) -> None:
    """Append batches with keys of their own, and say so after each."""
    draw = random.Random(seed)
    with open_log(address, passphrase=secret_of(address)) as log:
        acknowledged.send("open")
        for place in range(number):
            key = f"{name}/{place}"
            entries = log.append([note(f"{key}/{each}") for each in range(draw.randrange(1, 4))], once=key)
            acknowledged.send([entry.hash for entry in entries])


def killed_once(address: str, seed: int) -> set[str]:
    """Start a writer and end it with SIGKILL at a random moment; return what it acknowledged."""
    draw = random.Random(seed)
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=write, args=(address, f"w{seed}", 10_000, theirs, seed))
    process.start()
    theirs.close()
    assert ours.recv() == "open"
    time.sleep(draw.random() * 0.06)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    found: set[str] = set()
    try:
        while True:
            found |= set(ours.recv())
    except EOFError:
        return found


def retried(address: str, name: str, number: int) -> None:
    """Add the first *number* batches again with the same keys, as whoever does not know whether they arrived."""
    with open_log(address, passphrase=secret_of(address)) as log:
        for place in range(number):
            log.append([note(f"{name}/{place}/retry")], once=f"{name}/{place}")


def asked(address: str, acknowledged: set[str]) -> int:
    """Check that what was acknowledged is there once, and the chain whole; return how many entries there are."""
    with open_log(address, passphrase=secret_of(address)) as log:
        assert not log.verify()
        entries = list(log.entries())
    assert acknowledged <= {entry.hash for entry in entries}
    texts = [entry.fact.text for entry in entries if entry.fact is not None]  # type: ignore[union-attr]
    assert len(texts) == len(set(texts)) == len(entries)
    return len(entries)


def many(address: str, people: int, each: int) -> list[float]:
    """Let many write at the same time, with retries; return the seconds each append took."""
    queue = FORK.Queue()
    ready = FORK.Barrier(people)
    writers = [
        FORK.Process(target=_one_of_many, args=(address, f"p{person}", each, queue, ready)) for person in range(people)
    ]
    for writer in writers:
        writer.start()
    took: list[float] = [second for _ in writers for second in queue.get(timeout=120)]
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    return sorted(took)


def _one_of_many(address: str, name: str, number: int, queue: Any, ready: Any) -> None:
    took = []
    with open_log(address, passphrase=secret_of(address)) as log:
        ready.wait()
        for place in range(number):
            start = time.perf_counter()
            for _ in range(2 if place % 3 == 0 else 1):
                appended(log, f"{name}/{place}")
            took.append(time.perf_counter() - start)
    queue.put(took)


def appended(log: Any, key: str) -> None:
    for _ in range(5):
        try:
            log.append([note(key)], once=key)
        except MamarrError as error:
            if error.code != "log.busy":
                raise
        else:
            return
    raise AssertionError(key)
