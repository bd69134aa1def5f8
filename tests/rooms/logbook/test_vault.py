"""The locked store: without the passphrase no file tells anything."""

import sqlite3
import time
from pathlib import Path

import pytest
from books import PASSPHRASE, SIX, departure, note

from mamarr import MamarrError
from mamarr.logbook import vault
from mamarr.logbook.opening import open_log

CANARIES = ("canary-place-7f3a", "canary-group-9c1d", "canary-movement-22b8", "مركبة-الطائر")


def test_no_byte_of_the_folder_tells_anything(tmp_path: Path) -> None:
    """Store, journal, index, fold, copy and what is left after a redaction: searched while the log is open, and after."""
    with open_log(tmp_path / "day.log", passphrase=PASSPHRASE, create=True) as log:
        entries = log.append(
            [departure(CANARIES[2], **{CANARIES[1]: 4}), note(CANARIES[3]), note(CANARIES[0])], once=CANARIES[0]
        )
        head, arrived = log.state()
        log.save_fold(CANARIES[0], head, CANARIES[1].encode(), arrived)
        log.redact(entries[1].hash, happened=SIX, by="x")
        log.back_up(tmp_path / "copy.log")
        found = list(canaries_in(tmp_path))
    assert not [*found, *canaries_in(tmp_path)]


def canaries_in(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    marks = [
        form for word in CANARIES for form in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode())
    ]
    marks += [b"SQLite format", b"CREATE TABLE", b"entries_order"]
    return [f"{path.name}: {mark!r}" for path in files for mark in marks if mark in path.read_bytes()]


def test_the_canaries_would_sing_in_a_plain_log(tmp_path: Path) -> None:
    with open_log(tmp_path / "day.log", plain=True, create=True) as log:
        log.append([note(CANARIES[0])])
        assert canaries_in(tmp_path)


def test_redacted_words_are_in_no_byte_of_a_plain_log_and_its_copies(tmp_path: Path) -> None:
    """Secure deletion: page, index, journal and fold. A copy made before still holds them, and has to be joined or destroyed."""
    with open_log(tmp_path / "day.log", plain=True, create=True) as log:
        log.append([note(f"filler {number} " * 30) for number in range(200)])
        named = log.append([departure("umm_khaled_from_sukkari", a=1), note("umm_khaled_from_sukkari " * 800)])
        log.append([note(f"filler {number} " * 30) for number in range(200)])
        head, arrived = log.state()
        log.save_fold("f", head, b"umm_khaled_from_sukkari", arrived)
        assert any(b"umm_khaled" in path.read_bytes() for path in tmp_path.iterdir())
        for entry in named:
            log.redact(entry.hash, happened=SIX, by="x", reason="a name")
        assert not [path.name for path in tmp_path.iterdir() if b"umm_khaled" in path.read_bytes()]
        assert not log.verify()


def test_only_its_passphrase_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "day.log"
    open_log(path, passphrase=PASSPHRASE, create=True).close()
    for wrong in (None, "", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(MamarrError) as refused:
            open_log(path, passphrase=wrong)
        assert refused.value.code == "log.locked"
    with open_log(path, passphrase=PASSPHRASE) as log:
        assert not log.is_plain


@pytest.mark.parametrize("short", [None, "", "short", "eleven sig ", "a" * 40])
def test_a_new_log_wants_a_passphrase_of_some_length(tmp_path: Path, short: str | None) -> None:
    with pytest.raises(MamarrError) as refused:
        open_log(tmp_path / "day.log", passphrase=short, create=True)
    assert refused.value.code == "log.passphrase"
    assert not list(tmp_path.iterdir())


def test_two_logs_with_one_passphrase_have_different_keys(tmp_path: Path) -> None:
    for name in ("a", "b"):
        open_log(tmp_path / name, passphrase=PASSPHRASE, create=True).close()
    assert (tmp_path / "a").read_bytes()[:16] != (tmp_path / "b").read_bytes()[:16]


def test_a_locked_file_looks_like_noise(tmp_path: Path) -> None:
    open_log(tmp_path / "a", passphrase=PASSPHRASE, create=True).close()
    data = (tmp_path / "a").read_bytes()
    assert all(len(data) / 256 * 0.7 < data.count(bytes([value])) < len(data) / 256 * 1.3 for value in range(256))
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "a").execute("SELECT * FROM sqlite_master")


def test_every_changed_byte_of_a_locked_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with open_log(path, passphrase=PASSPHRASE, create=True) as log:
        log.append([note("x")])
    data = path.read_bytes()
    for place in range(0, len(data), 499):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert noticed(path), place


def noticed(path: Path) -> bool:
    """Say whether a changed file is refused, or its log does not verify."""
    try:
        with open_log(path, passphrase=PASSPHRASE) as log:
            return bool(log.verify())
    except MamarrError as error:
        return error.code in {"log.locked", "log.not-a-log", "log.damaged"}


def test_unlocking_takes_half_a_second_or_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    start = time.perf_counter()
    vault.key_of(PASSPHRASE, b"0" * 16, "x")
    assert time.perf_counter() - start >= 0.5


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MamarrError) as refused:
        open_log(tmp_path / "no" / "day.log", plain=True, create=True)
    assert refused.value.code == "file.unwritable"
