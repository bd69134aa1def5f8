"""Connections to where a logbook is kept: a file on a laptop, plain or locked, or a PostgreSQL server of a team.

Whatever is particular to one of the two stands here. Files are made whole under another name and then appear under theirs, so
that a logbook is there or is not. A file that is there already is first opened for reading only, and its tables compared.
"""

import os
import secrets
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from mamarr.errors import MamarrError
from mamarr.logbook.migrations.shapes import SHAPES, shape_of

APPLICATION_ID = 0x6D616D72
"""The four letters by which a file is known as a logbook."""
PLAIN = b"SQLite format 3\x00"
"""How a file begins that is not locked. A locked one begins with the salt of its key."""
WAIT_S = 30
"""Seconds to wait while another process writes."""
ROWS_A_STATEMENT = 500
"""Rows put in by one statement; SQLite takes 32,766 values, and the widest table has eleven columns."""
DEADLINE_STEPS = 2_000_000
"""Steps of the machine within SQLite that reading a foreign list of tables may take."""


def is_server(address: str) -> bool:
    """Say whether *address* is that of a server."""
    return address.startswith(("postgresql://", "postgresql+psycopg://"))


def server_engine(address: str) -> Engine:
    """Return an engine for a PostgreSQL server.

    Raises
    ------
    MamarrError
        install.extra: psycopg is not installed.
    """
    try:
        return create_engine("postgresql+psycopg://" + address.partition("://")[2], poolclass=NullPool)
    except ImportError:
        raise MamarrError("install.extra", found="psycopg", wanted="postgres") from None


def file_engine(path: Path, key: bytes | None, salt: bytes | None, *, is_read_only: bool = False) -> Engine:
    """Return an engine for a file; *key* and *salt* where it is locked."""
    driver = _driver(is_locked=key is not None)
    mode = "ro" if is_read_only else "rw"
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    secret = f"x'{key.hex()}{salt.hex()}'" if key is not None and salt is not None else None

    def connect() -> Any:
        connection = driver.connect(
            address, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False, cached_statements=200
        )
        if secret is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f'PRAGMA key = "{secret}"')
        connection.text_factory = _text
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cell_size_check = ON")
        if not is_read_only:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(
                "PRAGMA cache_size = -65536"
            )  # 64 MB: a page of a locked file is not deciphered again and again
            # Flushed at every commit. EXTRA is FULL, and flushes the folder too where the disk knows no write-ahead log.
            connection.execute("PRAGMA synchronous = EXTRA")
        return connection

    return create_engine("sqlite+pysqlite://", creator=connect, module=driver, poolclass=NullPool)


def _text(data: bytes) -> str:
    """Bytes that somebody changed become a text that does not fit its seal, not a failure to read."""
    return data.decode("utf-8", "replace")


def _driver(*, is_locked: bool) -> ModuleType:
    """Return the driver: that of SQLCipher, which brings a newer SQLite than many laptops have; else Python's own."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        if is_locked:
            raise MamarrError("install.extra", found="sqlcipher3", wanted="sqlcipher3") from None
        return sqlite3
    found: ModuleType = dbapi2
    return found


def begin(connection: Connection) -> None:
    """Begin to write: nobody else does until the end of the transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put in many rows, each with all columns of *table* in their order."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    # The driver's own way takes half the time; and many rows a statement, so that it lets other threads work for long, not at
    # every row. Joining is a matter of seconds.
    begins = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "  # noqa: S608 - our own names
    marks = f"({', '.join('?' * len(names))})"
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        some = rows[start : start + ROWS_A_STATEMENT]
        connection.exec_driver_sql(begins + ", ".join([marks] * len(some)), tuple(chain.from_iterable(some)))


def flush_words(connection: Connection) -> None:
    """Let no journal keep what was destroyed. On a server: its own journal keeps it until it is recycled."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    else:
        with suppress(DBAPIError):  # somebody else's long reading; the next vacuum of the server does it
            plain = connection.execution_options(isolation_level="AUTOCOMMIT")
            plain.exec_driver_sql("VACUUM entries, subjects, folds")


def examine_file(path: Path, key: bytes | None, salt: bytes | None) -> str:
    """Return the version of the tables of a file that is there, which is opened for reading only.

    Raises
    ------
    MamarrError
        log.locked, log.not-a-log, log.version; log.full: the disk fails.
    """
    engine = file_engine(path, key, salt, is_read_only=True)
    try:
        with engine.connect() as connection:
            _limit(connection)
            try:
                application = connection.exec_driver_sql("PRAGMA application_id").scalar()
                rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master LIMIT 200").fetchall()
            except DBAPIError as error:
                if "not a database" not in str(error.orig) and "malformed" not in str(error.orig):
                    raise MamarrError("log.full", found=str(error.orig)[:200]) from None
                code = "log.not-a-log" if key is None else "log.locked"
                raise MamarrError(code, found=path.name) from None
            if application != APPLICATION_ID:
                raise MamarrError("log.not-a-log", found=path.name)
            return _version(connection, shape_of(rows), path.name)
    finally:
        engine.dispose()


def _limit(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    driver.set_progress_handler(lambda: 1, DEADLINE_STEPS)


def _version(connection: Connection, shape: str, name: str) -> str:
    known = [version for version, each in SHAPES.items() if each == shape]
    if known:
        return known[0]
    try:
        stated = connection.execute(text("SELECT version_num FROM alembic_version LIMIT 1")).scalar()
    except DBAPIError:
        stated = None
    if isinstance(stated, str) and stated not in SHAPES and stated > max(SHAPES):
        raise MamarrError("log.version", found=name, wanted=max(SHAPES))
    raise MamarrError("log.not-a-log", found=name)


def make_file(path: Path, key: bytes | None, salt: bytes | None, fill: Callable[[Connection], None]) -> bool:
    """Make a new file whole and let it appear under its name; False where another process was first.

    Raises
    ------
    MamarrError
        file.unwritable.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        engine = file_engine(temporary, key, salt)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            begin(connection)
            fill(connection)
            connection.commit()
        engine.dispose()
        return _appear(temporary, path)
    except (OSError, DBAPIError) as error:
        words = error.strerror if isinstance(error, OSError) else str(getattr(error, "orig", error))
        raise MamarrError("file.unwritable", found=f"{path.name}: {words}") from None
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{temporary}{ending}").unlink(missing_ok=True)


def _appear(temporary: Path, path: Path) -> bool:
    flush_file(temporary)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a stick that knows no second names
        if path.exists():
            return False
        temporary.rename(path)
    flush_folder(path.parent)
    return True


def flush_file(path: Path) -> None:
    """Flush a file to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, where the system can."""
    with suppress(OSError):
        flush_file(folder)


def copy_file(connection: Connection, path: Path, finish: Callable[[Path], None]) -> None:
    """Write the content as of now to a new file while others go on writing; *finish* works on it before it appears.

    Raises
    ------
    MamarrError
        file.unwritable.
    """
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.")) / "copy"
    try:
        connection.exec_driver_sql("VACUUM INTO ?", (str(temporary),))
        finish(temporary)
        if not _appear(temporary, path):
            raise MamarrError("file.unwritable", found=f"{path.name}: it is there already")
    except (OSError, DBAPIError) as error:
        words = error.strerror if isinstance(error, OSError) else str(getattr(error, "orig", error))
        raise MamarrError("file.unwritable", found=f"{path.name}: {words}") from None
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{temporary}{ending}").unlink(missing_ok=True)
        temporary.parent.rmdir()


def is_busy(error: DBAPIError) -> bool:
    """Say whether somebody else wrote for too long, so that trying again is right."""
    words = str(error.orig).lower()
    return "locked" in words or "busy" in words or "lock timeout" in words


def quiet_server(engine: Engine) -> None:
    """Let a server wait no longer for another writer than a file would, and acknowledge only what is on its disk."""

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = '{WAIT_S}s'")
        connection.execute("SET synchronous_commit = on")
        connection.commit()
