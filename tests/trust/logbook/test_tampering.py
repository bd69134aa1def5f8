"""Whoever changes, removes, repeats, swaps or cuts anything is found, and where."""

import io
import sqlite3
from pathlib import Path

import pytest
from books import Wall, departure, note

from mamarr import Logbook, MamarrError, open_log
from mamarr.logbook.exchange import bundle, join

COLUMNS = ("hash", "node", "number", "previous", "clock_ms", "clock_count", "seal", "salt", "words")


@pytest.fixture
def log(tmp_path: Path) -> Logbook:
    found = open_log(tmp_path / "day.log", plain=True, create=True, now_ms=Wall())
    found.append([departure("t1", a=4), note("وصلت القافلة"), note("three")])
    return found


def lines(log: Logbook) -> list[bytes]:
    return b"".join(bundle(log)).splitlines(keepends=True)


def joined(tmp_path: Path, data: bytes, name: str = "other.log") -> tuple[Logbook, set[str]]:
    other = open_log(tmp_path / name, plain=True, create=True, now_ms=Wall())
    try:
        got = join(other, io.BytesIO(data))
    except MamarrError as error:
        return other, {error.code}
    return other, {finding.code for finding in got.findings}


@pytest.mark.slow
def test_every_byte_of_a_bundle_that_is_changed_is_found(log: Logbook, tmp_path: Path) -> None:
    """What was not found has to be a bundle that says the same: the order of keys, or how a sign is escaped."""
    cover, *entries = lines(log)
    data = b"".join([cover, *entries])
    other = open_log(tmp_path / "other.log", plain=True, create=True, now_ms=Wall())
    join(other, io.BytesIO(data))
    head, content = other.head(), [entry.content() for entry in other.entries()]
    unseen = 0
    for place in range(len(cover), len(data)):
        changed = data[:place] + bytes([data[place] ^ (1 << place % 7)]) + data[place + 1 :]
        got = join(other, io.BytesIO(changed))
        assert other.head() == head
        assert not got.new
        if not got.findings and got.known == len(entries):
            unseen += 1
    assert [entry.content() for entry in other.entries()] == content
    # A changed key of `mamarr`, `words` or a default that is left out is a finding too; a turned newline joins two lines.
    assert unseen == 0


def test_the_words_of_the_cover_are_not_believed(log: Logbook, tmp_path: Path) -> None:
    cover, *entries = lines(log)
    other, codes = joined(tmp_path, b"".join([cover.replace(log.head().encode(), b"0" * 64), *entries]))
    assert codes == set()
    assert other.head() == log.head()
    assert other.verify(["0" * 12])


def test_every_entry_that_is_removed_from_a_bundle_is_missed(log: Logbook, tmp_path: Path) -> None:
    parts = lines(log)
    for gone in range(1, len(parts)):
        other, codes = joined(tmp_path, b"".join(parts[:gone] + parts[gone + 1 :]), f"{gone}.log")
        found = codes | {finding.code for finding in other.verify([log.head()[:12]])}
        assert found & {"log.gap", "log.truncated"}, gone


def test_swapped_and_repeated_entries_are_the_same_log(log: Logbook, tmp_path: Path) -> None:
    cover, *entries = lines(log)
    other, codes = joined(tmp_path, b"".join([cover, *reversed(entries), *entries]))
    assert codes == set()
    assert other.head() == log.head()


def other_values(value: object) -> list[object]:
    """The value with each of its bytes changed; of a number, others."""
    if isinstance(value, int):
        return [value + 1, value - 1, value + 2**40, -value - 1]
    data = str(value).encode()
    return [data[:place] + bytes([byte ^ 1]) + data[place + 1 :] for place, byte in enumerate(data)] + [
        data[:-1],
        data + b"0",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("column", COLUMNS)
def test_every_byte_of_a_stored_row_that_is_changed_is_found(log: Logbook, tmp_path: Path, column: str) -> None:
    before = log.verify()
    assert not before
    log.close()
    path = tmp_path / "day.log"
    data = path.read_bytes()
    connection = sqlite3.connect(path)
    value = connection.execute(f"SELECT {column} FROM entries WHERE number = 2").fetchone()[0]  # noqa: S608
    connection.close()
    for changed in other_values(value):
        path.write_bytes(data)
        connection = sqlite3.connect(path, isolation_level=None)
        text = changed if isinstance(changed, int) else None
        question = f"UPDATE entries SET {column} = {'?' if text is not None else 'CAST(? AS TEXT)'} WHERE number = 2"  # noqa: S608
        connection.execute(question, (changed,))
        connection.close()
        with open_log(path, now_ms=Wall()) as again:
            codes = {finding.code for finding in again.verify() if finding.severity == "error"}
        assert codes, (column, changed)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_row_that_is_removed_is_missed_against_the_printed_head(
    log: Logbook, tmp_path: Path, number: int
) -> None:
    head = log.printed_head()
    log.close()
    connection = sqlite3.connect(tmp_path / "day.log")
    connection.execute("DELETE FROM entries WHERE number = ?", (number,))
    connection.execute("DELETE FROM tips")
    connection.execute("DELETE FROM printed")
    connection.commit()
    connection.close()
    with open_log(tmp_path / "day.log", now_ms=Wall()) as again:
        codes = [finding.code for finding in again.verify([head[:12]])]
    assert set(codes) >= ({"log.truncated"} if number == 3 else {"log.gap"})


def test_an_end_that_was_removed_is_missed_even_without_paper(log: Logbook, tmp_path: Path) -> None:
    log.close()
    connection = sqlite3.connect(tmp_path / "day.log")
    connection.execute("DELETE FROM entries WHERE number = 3")
    connection.commit()
    connection.close()
    with open_log(tmp_path / "day.log", now_ms=Wall()) as again:
        assert [(finding.code, finding.terms["found"]) for finding in again.verify()] == [("log.gap", 3)]


def test_a_log_that_was_written_anew_does_not_have_the_printed_head(log: Logbook, tmp_path: Path) -> None:
    """An insider who has the whole database can make another chain; paper has the first."""
    head = log.printed_head()
    with open_log(tmp_path / "forged.log", plain=True, create=True, now_ms=Wall()) as forged:
        forged.append([departure("t1", a=3), note("وصلت القافلة"), note("three")])
        forged.remember(log.printed())
        assert not forged.verify()
        assert [finding.code for finding in forged.verify([head[:12]])] == ["log.truncated"]


def test_a_damaged_page_is_a_finding_and_not_a_traceback(log: Logbook, tmp_path: Path) -> None:
    log.append([note("x" * 9_000) for _ in range(5)])
    log.close()
    path = tmp_path / "day.log"
    data = bytearray(path.read_bytes())
    found = 0
    for page in range(1, len(data) // 4096):
        changed = data[: page * 4096] + bytes(4096) + data[(page + 1) * 4096 :]
        path.write_bytes(changed)
        try:
            with open_log(path, now_ms=Wall()) as again:
                found += bool(again.verify())
        except MamarrError:
            found += 1
    assert found >= len(data) // 4096 - 6  # an empty table's page may be empty
