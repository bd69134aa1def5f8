"""How fast the logbook is: 200,000 entries appended and joined, single appends, thirty writers, unlocking.

python benchmarks/logbook.py [--entries 200000] [--folder DIR] [--server postgresql://...]
"""

import argparse
import io
import multiprocessing
import platform
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from mamarr import open_log
from mamarr.logbook import vault
from mamarr.logbook.exchange import bundle, join
from mamarr.logbook.facts.any import FACTS, Fact
from mamarr.logbook.store import Logbook

SIX = datetime(2026, 5, 1, 6, tzinfo=UTC)
BATCH = 500
PASSPHRASE = "words of a benchmark alone"  # noqa: S105


def facts(first: int, number: int) -> list[Fact]:
    """A day of departures, arrivals and notes."""
    result: list[Fact] = []
    for place in range(first, first + number):
        at = SIX + timedelta(seconds=place)
        said: dict[str, Any] = {"happened": at, "recorded": at, "by": "duty officer", "known": "counted"}
        if place % 3 == 0:
            said |= {
                "kind": "departure",
                "movement": f"t{place}",
                "vehicle": f"bus/{place % 60}",
                "at": "sukkari",
                "towards": "rashideen",
                "load": {"sukkari_seat": 45, "sukkari_companions": 3},
            }
        elif place % 3 == 1:
            said |= {
                "kind": "arrival",
                "movement": f"t{place - 1}",
                "vehicle": f"bus/{place % 60}",
                "at": "rashideen",
                "load": {"sukkari_seat": 45, "sukkari_companions": 3},
            }
        else:
            said |= {"kind": "note", "text": "وصلت القافلة إلى نقطة التفتيش، الانتظار مستمر"}
        result.append(FACTS.validate_python(said))
    return result


def appended(log: Logbook, number: int, batch: int) -> float:
    """Seconds to append *number* facts that are there, in durable batches."""
    batches = [facts(first, min(batch, number - first)) for first in range(0, number, batch)]
    start = time.perf_counter()
    for each in batches:
        log.append(each)
    return time.perf_counter() - start


def write_alone(address: str, secret: str | None, key: str, number: int, queue: Any, ready: Any) -> None:
    """One of thirty: each append is tried twice with the same key, as a retry would."""
    took = []
    with open_log(address, passphrase=secret) as log:
        log.append(facts(0, 1), once=f"{key}/first")  # a board has been open for hours
        ready.wait()
        time.sleep(int(key[1:]) / 60)  # nor all in the same instant
        for place in range(number):
            fact = facts(place, 1)
            start = time.perf_counter()
            log.append(fact, once=f"{key}/{place}")
            took.append(time.perf_counter() - start)
            if place % 5 == 0:
                log.append(fact, once=f"{key}/{place}")
            time.sleep(0.5)  # a person does not type faster
    queue.put(took)


def thirty(address: str, secret: str | None, number: int = 10) -> list[float]:
    """Seconds of each append of thirty writers in processes of their own."""
    context = multiprocessing.get_context("spawn")
    queue, ready = context.Queue(), context.Barrier(30)
    people = [
        context.Process(target=write_alone, args=(address, secret, f"w{each}", number, queue, ready))
        for each in range(30)
    ]
    for each in people:
        each.start()
    took = [second for _ in people for second in queue.get(timeout=300)]
    for each in people:
        each.join()
    return sorted(took)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--folder")
    parser.add_argument("--server")
    chosen = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, {multiprocessing.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        kinds: list[tuple[str, str, dict[str, Any]]] = [
            ("plain", f"{folder}/plain.log", {"plain": True}),
            ("locked", f"{folder}/locked.log", {"passphrase": PASSPHRASE}),
        ]
        if chosen.server:
            kinds.append(("server", chosen.server, {}))
        for name, address, how in kinds:
            one(name, address, how, chosen.entries, folder)
    start = time.perf_counter()
    vault.key_of(PASSPHRASE, b"0" * 16, "x")
    print(f"unlocking: {time.perf_counter() - start:.2f} s (at least 0.5)")


def one(name: str, address: str, how: dict[str, Any], entries: int, folder: str) -> None:
    with open_log(address, create=True, **how) as log:
        took = appended(log, entries, BATCH)
        print(f"{name}: {entries} entries in durable batches of {BATCH}: {entries / took:,.0f}/s (at least 2,000)")
        took = appended(log, 300, 1)
        print(f"{name}: single durable appends: {300 / took:,.0f}/s")
        start = time.perf_counter()
        found = log.verify([log.head()[:12]])
        print(f"{name}: verifying {len(log)} entries: {time.perf_counter() - start:.1f} s, {len(found)} findings")
    took_each = thirty(address, how.get("passphrase"))
    print(
        f"{name}: thirty writers, {len(took_each)} appends: median {took_each[len(took_each) // 2] * 1000:.0f} ms, p99 {took_each[len(took_each) * 99 // 100] * 1000:.0f} ms (at most 250)"
    )
    with open_log(address, **{key: value for key, value in how.items() if key != "plain"}) as log:
        written = list(log.arrivals(entries + 300))
        assert len(written) == 30 * 11, len(written)
        assert not [each for each in log.verify() if each.severity == "error"]
    if name == "server":
        return
    with (
        open_log(f"{folder}/{name}-a", create=True, **how) as a,
        open_log(f"{folder}/{name}-b", create=True, **how) as b,
    ):
        for log in (a, b):
            appended(log, entries // 2, 5_000)
        data = b"".join(bundle(b))
        start = time.perf_counter()
        got = join(a, io.BytesIO(data))
        took = time.perf_counter() - start
        assert got.new == entries // 2
        print(f"{name}: joining two of {entries // 2}: {took:.1f} s (at most 5), {len(data) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
