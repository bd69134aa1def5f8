"""No bundle hurts: ten seconds, 512 MB, 50 MB of disk, no traceback, and what was there stays there."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from books import Wall, fact, note

from mamarr import Logbook, open_log
from mamarr.logbook.entries import Entry, write_entry
from mamarr.logbook.exchange import bundle, line_of

SECONDS, MEMORY, DISK = 10, 512 * 2**20, 50 * 2**20
NODE = "00000000000000bb"


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK, DISK))


@pytest.fixture
def parts(tmp_path: Path) -> tuple[bytes, list[Entry]]:
    with open_log(tmp_path / "source.log", plain=True, create=True, now_ms=Wall()) as log:
        entries = log.append([note("one"), note("two")])
        return next(bundle(log)), list(entries)


def forged(number: int = 1, clock: int = 1, previous: str = "", text: str = "x") -> Entry:
    return write_entry(note(text), node=NODE, number=number, previous=previous, clock=(clock, 0))


Bytes = Iterator[bytes]
HOSTILE: dict[str, Callable[[bytes, list[Entry]], Bytes]] = {
    "a line of 100 MB": lambda cover, es: iter(
        [cover, b'{"words":"', *([b"x" * 2**20] * 100), b'"}\n', line_of(es[0])]
    ),
    "a line without an end": lambda cover, es: iter([cover, line_of(es[0]), *([b"[" * 2**20] * 100)]),
    "a million empty lines": lambda cover, es: iter([cover, b"\n" * 1_000_000, line_of(es[0])]),
    "200,000 lines of nonsense": lambda cover, es: iter([cover, b"{}\n" * 200_000, line_of(es[0])]),
    "deep nesting": lambda cover, es: iter([cover, b"[" * 3_000_000, b"\n", line_of(es[0])]),
    "an invented count": lambda cover, es: iter(
        [cover.replace(b'"withheld":0', b'"withheld":9007199254740991'), line_of(es[0])]
    ),
    "a clock at the end of time": lambda cover, es: iter([cover, line_of(forged(clock=2**53 - 1)), line_of(es[0])]),
    "a number at the end of numbers": lambda cover, es: iter(
        [cover, line_of(forged(2**53 - 1, previous="0" * 64)), line_of(es[0])]
    ),
    "signs that turn": lambda cover, es: iter([cover, line_of(forged(text="\u202egnihton")), line_of(es[0])]),
    "a terminal that is driven": lambda cover, es: iter(
        [cover, line_of(forged(text="\x1b[2J\x1b]0;x\x07")), line_of(es[0])]
    ),
    "a thousand desks": lambda cover, es: iter(
        [
            cover,
            *(
                line_of(write_entry(note("x"), node=f"{n:016x}", number=1, previous="", clock=(1, 0)))
                for n in range(1_000)
            ),
            line_of(es[0]),
        ]
    ),
    "a fork of a thousand": lambda cover, es: iter(
        [cover, *(line_of(forged(text=str(n))) for n in range(1_000)), line_of(es[0])]
    ),
    "a zero byte": lambda cover, es: iter([cover, line_of(es[1]).replace(b"two", b"t\\u0000o"), line_of(es[0])]),
    "another program's words": lambda cover, es: iter(
        [cover, json.dumps({**es[1].content(), "words": "rm -rf /"}).encode(), b"\n", line_of(es[0])]
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bundle_is_findings_and_nothing_is_lost(
    name: str, parts: tuple[bytes, list[Entry]], tmp_path: Path
) -> None:
    with open_log(tmp_path / "day.log", plain=True, create=True) as log:
        mine = log.append([note("mine")])[0]
    with (tmp_path / "hostile.jsonl").open("wb") as stream:
        for part in HOSTILE[name](*parts):
            stream.write(part)
    done = mamarr("join", "hostile.jsonl", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert len(done.stdout) < 100_000
    shown = mamarr("show", cwd=tmp_path)
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    assert "\u202e" not in shown.stdout
    with open_log(tmp_path / "day.log") as log:
        here = {entry.hash: entry.words for entry in log.entries()}
        assert here[mine.hash] == mine.words
        assert here.get(parts[1][0].hash, "") == parts[1][0].words or name == "a line without an end"
        assert log.append([note("and goes on")])[0].number == 2


def mamarr(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mamarr", "log", "day.log", *words],
        cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False, preexec_fn=limited,
    )  # fmt: skip


def test_a_stranger_cannot_take_our_place(tmp_path: Path) -> None:
    """Entries in the name of our desk, with numbers far ahead: they are kept as a broken chain, and ours goes on."""
    with open_log(tmp_path / "day.log", plain=True, create=True, now_ms=Wall()) as log:
        log.append([note("mine")])
        log.receive([write_entry(note("x"), node=log.node, number=2**53 - 1, previous="0" * 64, clock=(1, 0))])
        assert log.append([note("mine too")])[0].number == 2
        assert {finding.code for finding in log.verify()} == {"log.gap"}


def test_what_a_redaction_of_a_stranger_destroys_is_said(tmp_path: Path) -> None:
    """Every copy obeys a redaction; it says so, and a copy that was kept apart still has the words."""
    log: Logbook = open_log(tmp_path / "day.log", plain=True, create=True, now_ms=Wall())
    mine = log.append([note("mine")])[0]
    log.back_up(tmp_path / "copy.log")
    order = write_entry(fact("redaction", of=mine.hash), node=NODE, number=1, previous="", clock=(1, 0))
    assert [finding.code for finding in log.receive([order]).findings] == ["log.redacted"]
    with open_log(tmp_path / "copy.log") as copy:
        assert next(iter(copy.entries())).words == mine.words
