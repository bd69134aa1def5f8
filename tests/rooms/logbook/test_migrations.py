"""Old stores open for ever, and a step that is cut anywhere leaves a store that opens."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from books import PASSPHRASE, Maker, note
from sqlalchemy import event

from mamarr import MamarrError
from mamarr.logbook import engines
from mamarr.logbook.migrations.shapes import NEWEST, SHAPES, shape_of
from mamarr.logbook.migrations.steps import bring_up
from mamarr.logbook.opening import open_log

KEPT = Path(__file__).parents[2] / "data" / "logbook"
FIRST_HEAD = "17fbf184407e6332b7610122361e24901dd8e51a3c32c0427c70e86778c4c52d"


def shape(path: Path) -> str:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    connection.close()
    return shape_of(rows)


@pytest.mark.parametrize("version", SHAPES)
def test_the_steps_make_the_tables_that_are_looked_for(tmp_path: Path, version: str) -> None:
    engines.make_file(tmp_path / "log", None, None, lambda connection: bring_up(connection, version))
    assert shape(tmp_path / "log") == SHAPES[version]


def test_a_new_store_has_the_tables_that_the_steps_make(tmp_path: Path) -> None:
    open_log(tmp_path / "log", plain=True, create=True).close()
    assert shape(tmp_path / "log") == SHAPES[NEWEST]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The store of version 1 that was kept: 3 entries, one of them redacted."""
    path = tmp_path / "day.log"
    shutil.copy(KEPT / "2026_11_20.log", path)
    return path


def test_the_store_of_the_first_version_opens_for_ever(kept: Path) -> None:
    assert shape(kept) == SHAPES["2026_11_20"]
    with open_log(kept) as log:
        assert log.head() == FIRST_HEAD
        assert [entry.words is None for entry in log.entries()] == [False, True, False]
        assert log.append([note("goes on")])[0].number == 4
        assert log.printed_head() == log.head()
        assert not log.verify([FIRST_HEAD[:12]])
    assert shape(kept) == SHAPES[NEWEST]


class Cut(BaseException):
    """The process ends here."""


def cuts(kept: Path) -> Iterator[bool]:
    """Open *kept* again and again, ended before the first statement, the second, ...; yield whether it was ended."""
    for number in range(1, 200):
        seen = [0]

        def count(*_: object, seen: list[int] = seen, number: int = number) -> None:
            seen[0] += 1
            if seen[0] == number:
                raise Cut

        engine = engines.file_engine(kept, None, None)
        event.listen(engine, "before_cursor_execute", count)
        try:
            with engine.connect() as connection:
                engines.begin(connection)
                bring_up(connection)
                connection.commit()
        except Cut:
            yield True
        else:
            yield False
            return
        finally:
            engine.dispose()


def test_a_migration_that_is_ended_at_any_statement_leaves_a_store_that_opens(kept: Path, tmp_path: Path) -> None:
    first = kept.read_bytes()
    number = 0
    for was_ended in cuts(kept):
        number += was_ended
        if was_ended:
            assert shape(kept) == SHAPES["2026_11_20"]
            copy = tmp_path / "copy.log"
            copy.write_bytes(kept.read_bytes())
            with open_log(copy) as log:
                assert log.head() == FIRST_HEAD
            kept.write_bytes(first)
    assert number >= 3
    assert shape(kept) == SHAPES[NEWEST]


def test_a_store_of_a_later_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "day.log"
    open_log(path, plain=True, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '2031_01_01'")
    connection.execute("CREATE TABLE later (x)")
    connection.commit()
    connection.close()
    with pytest.raises(MamarrError) as refused:
        open_log(path)
    assert refused.value.code == "log.version"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
        "CREATE VIEW v AS SELECT load_extension('x')",
        "DROP TABLE tips",
        "PRAGMA application_id = 1",
        "CREATE INDEX i ON entries (words)",
    ],
)
def test_a_file_with_other_tables_is_no_logbook_and_is_not_written(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "day.log"
    open_log(path, plain=True, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(MamarrError) as refused:
        open_log(path)
    assert refused.value.code == "log.not-a-log"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "data", [b"", b"x", b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\xff" * 9000, b"PK\x03\x04" * 999]
)
def test_a_file_of_another_kind_is_no_logbook(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "day.log"
    path.write_bytes(data)
    with pytest.raises(MamarrError) as refused:
        open_log(path, passphrase=PASSPHRASE)
    assert refused.value.code in {"log.not-a-log", "log.locked"}
    assert path.read_bytes() == data


def test_a_server_is_of_one_version_too(make: Maker) -> None:
    log = make()
    log.append([note("x")])
    assert make().head() == log.head()
