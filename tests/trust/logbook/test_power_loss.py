"""The power goes in the middle of writing: what was acknowledged is there, and the chain verifies."""

import os
import random
from pathlib import Path
from typing import Any

import driver
import pytest
from books import Wall, departure, note
from power import Cut, Disk, Vfs
from sqlalchemy import Engine

from mamarr import MamarrError
from mamarr.logbook import engines
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.migrations.shapes import NEWEST
from mamarr.logbook.opening import open_log
from mamarr.logbook.store import Logbook

CUTS = 1_000 if os.environ.get("MAMARR_SOAK") == "1" else 100


def opened(
    disk: Disk, path: Path, name: str, monkeypatch: pytest.MonkeyPatch, synchronous: str | None = None
) -> Logbook:
    vfs = Vfs(disk, name)
    monkeypatch.setattr(engines, "_driver", lambda **_: driver.on(name, synchronous))
    engine: Engine = engines.file_engine(path, None, None)
    log = Logbook(engine, "day.log", is_plain=True, version=NEWEST, now_ms=Wall())
    log.vfs = vfs  # type: ignore[attr-defined] - lives as long as the log
    return log


def batches(draw: random.Random) -> list[list[Fact]]:
    return [[some(draw, f"t{number}.{place}") for place in range(draw.randrange(1, 5))] for number in range(12)]


def some(draw: random.Random, name: str) -> Fact:
    return departure(name, a=1) if draw.random() < 0.5 else note("x" * draw.randrange(3_000))


def one_cut(
    seed: int, folder: Path, monkeypatch: pytest.MonkeyPatch, synchronous: str | None = None
) -> tuple[int, int]:
    """Write until the power goes; return how many acknowledged entries are lost, and how many were acknowledged."""
    draw = random.Random(seed)
    folder.mkdir()
    path = folder / "day.log"
    open_log(path, plain=True, create=True).close()
    disk = Disk(cut_at=draw.randrange(10, 330))
    disk.load(folder)
    acknowledged: list[str] = []
    try:
        log = opened(disk, path, f"cut{seed}", monkeypatch, synchronous)
        for number, facts in enumerate(batches(draw)):
            acknowledged += [entry.hash for entry in log.append(facts, once=str(number))]
    except (Cut, MamarrError):
        pass
    disk.is_dark = True  # at the latest now
    monkeypatch.undo()
    disk.after_cut(draw, folder / "after")
    try:
        with open_log(folder / "after" / "day.log") as log:
            assert not log.verify()
            here = {entry.hash for entry in log.entries()}
            log.append([note("and goes on")])
            assert not log.verify()
    except MamarrError:
        here = set()
    return len(set(acknowledged) - here), len(acknowledged)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = [one_cut(seed, tmp_path / str(seed), monkeypatch) for seed in range(CUTS)]
    assert [seed for seed, (lost, _) in enumerate(results) if lost] == []
    assert sum(written for _, written in results) > CUTS * 5
    assert len({written for _, written in results}) > 10  # cut early, in the middle and late


@pytest.mark.slow
def test_with_weaker_flushing_entries_would_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test can fail: with synchronous = NORMAL a power cut loses what was acknowledged."""
    results = [one_cut(seed, tmp_path / str(seed), monkeypatch, "NORMAL") for seed in range(15)]
    assert sum(1 for lost, _ in results if lost) >= 10


@pytest.mark.slow
def test_a_write_or_flush_that_fails_is_never_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EIO at the n-th operation and ever after: an error, nothing more is taken, and what was acknowledged is there."""
    refused = 0
    for number in range(2, 200, 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        open_log(folder / "day.log", plain=True, create=True).close()
        disk = Disk()
        disk.load(folder)
        disk.fails_at = number
        acknowledged: list[str] = []
        try:
            log = opened(disk, folder / "day.log", f"eio{number}", monkeypatch)
        except Exception:  # noqa: BLE001, S112 - it does not even open
            continue
        for place, facts in enumerate(batches(random.Random(number))):
            try:
                acknowledged += [entry.hash for entry in log.append(facts, once=str(place))]
            except MamarrError as error:
                assert error.code == "log.full"  # noqa: PT017
                assert error.exit_code == 4  # noqa: PT017
                refused += 1
                disk.fails_at = None  # the disk works again, and is not believed
                with pytest.raises(MamarrError):
                    log.append([note("later")])
                break
        disk.is_dark = True
        monkeypatch.undo()
        check(disk, folder, acknowledged, number)
    assert refused > 40


def check(disk: Disk, folder: Path, acknowledged: list[Any], seed: int) -> None:
    disk.after_cut(random.Random(seed), folder / "after")
    with open_log(folder / "after" / "day.log") as log:
        assert not log.verify()
        assert set(acknowledged) <= {entry.hash for entry in log.entries()}
