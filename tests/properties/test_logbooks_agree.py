"""Laptops that were apart agree when joined: any partition, any order, any clock, one head and one set of entries."""

import io
import os
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "rooms" / "logbook"))

from books import SIX_MS, fact, note

from mamarr import Logbook, open_log
from mamarr.logbook.exchange import bundle, join

SCHEDULES = 10_000 if os.environ.get("MAMARR_SOAK") == "1" else 500
TEN_YEARS = 10 * 365 * 86_400_000


class Clock:
    """A clock of a laptop: right, ten years off, or with a dead battery; it may be set back."""

    def __init__(self, draw: random.Random) -> None:
        self.draw, self.ms = draw, draw.choice([SIX_MS, SIX_MS + TEN_YEARS, SIX_MS - TEN_YEARS, 0])

    def __call__(self) -> int:
        self.ms += self.draw.choice([0, 1, 1, 1_000, -60_000 if self.ms > 60_000 else 0])
        return self.ms


def scribble(log: Logbook, draw: random.Random, name: str) -> None:
    """Write something: a note, a correction or a redaction of whatever is here."""
    entries = list(log.entries())
    what = draw.random()
    if entries and what < 0.15:
        log.append([fact("correction", of=draw.choice(entries).hash)])
    elif entries and what < 0.25:
        target = draw.choice(entries)
        if target.fact is not None and target.fact.kind not in ("redaction", "desk"):
            log.append([fact("redaction", of=target.hash)])
    else:
        log.append([note(f"{name}.{draw.randrange(99)}") for _ in range(draw.randrange(1, 4))], once=name)


def partly(source: Logbook, target: Logbook, draw: random.Random) -> None:
    """Bring some of the entries over, in any order, some twice."""
    entries = list(source.entries())
    some = draw.sample(entries, draw.randrange(len(entries) + 1)) if entries else []
    target.receive(some + draw.sample(some, len(some) // 2))


def schedule(seed: int, folder: Path) -> None:
    draw = random.Random(seed)
    logs = [
        open_log(folder / f"{seed}-{number}", plain=True, create=True, now_ms=Clock(draw))
        for number in range(draw.randrange(2, 6))
    ]
    for step in range(draw.randrange(3, 14)):
        source, target = draw.sample(logs, 2)
        way = draw.random()
        if way < 0.55:
            scribble(source, draw, f"{seed}.{step}")
        elif way < 0.75:
            join(target, io.BytesIO(b"".join(bundle(source, draw.choice(["planner", "dispatcher"])))))  # type: ignore[arg-type]
        else:
            partly(source, target, draw)
    agree(logs, draw)
    for log in logs:
        log.close()
    for path in folder.iterdir():
        path.unlink()


def agree(logs: list[Logbook], draw: random.Random) -> None:
    """Join all with all, in any order and with repeats, until everybody heard of everything; then they are the same."""
    pairs = [(source, target) for source in logs for target in logs if source is not target]
    for _ in range(2):
        for source, target in draw.sample(pairs, len(pairs)):
            join(target, io.BytesIO(b"".join(bundle(source))))
    first, *others = logs
    entries = [entry.content() for entry in first.entries()]
    for other in others:
        assert other.head() == first.head()
        assert [entry.content() for entry in other.entries()] == entries
        assert other.heads() == first.heads()
    assert join(first, io.BytesIO(b"".join(bundle(others[0])))).new == 0
    for log in logs:
        assert not [finding for finding in log.verify() if finding.severity == "error"]
        orders = {entry.hash: entry.order for entry in log.entries()}
        for entry in log.entries(node=log.node):
            assert entry.previous == "" or orders[entry.previous] < entry.order


@pytest.mark.slow
def test_laptops_kept_apart_agree_when_joined(tmp_path: Path) -> None:
    for seed in range(SCHEDULES):
        schedule(seed, tmp_path)
