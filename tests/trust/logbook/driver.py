"""APSW in the clothes of a database driver, so that the store itself runs on a file system that loses power."""

import sqlite3
from types import SimpleNamespace
from typing import Any

import apsw

from mamarr.logbook import engines

paramstyle, threadsafety, apilevel = "qmark", 1, "2.0"
sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
sqlite_version = apsw.sqlite_lib_version()
PARSE_DECLTYPES = PARSE_COLNAMES = 0
Binary = bytes
Error, DatabaseError, OperationalError, IntegrityError = (
    sqlite3.Error, sqlite3.DatabaseError, sqlite3.OperationalError, sqlite3.IntegrityError,
)  # fmt: skip
InterfaceError, DataError, InternalError, ProgrammingError, NotSupportedError = (
    sqlite3.InterfaceError, sqlite3.DataError, sqlite3.InternalError, sqlite3.ProgrammingError, sqlite3.NotSupportedError,
)  # fmt: skip


class Cursor:
    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self.rows: list[Any] = []
        self.description: Any = None
        self.lastrowid, self.rowcount = 0, -1
        self.connection = connection

    def execute(self, question: str, values: Any = ()) -> "Cursor":
        try:
            cursor = self.connection.cursor()
            self.description = None
            cursor.execute(question, tuple(values))
            try:
                self.description = [(name, None, None, None, None, None, None) for name, _ in cursor.getdescription()]
            except apsw.ExecutionCompleteError:
                self.rows = []
                return self
            self.rows = cursor.fetchall()
        except apsw.Error as error:
            raise OperationalError(str(error)) from None
        return self

    def executemany(self, question: str, many: Any) -> "Cursor":
        for values in many:
            self.execute(question, values)
        return self

    def fetchall(self) -> list[Any]:
        rows, self.rows = self.rows, []
        return rows

    def fetchone(self) -> Any:
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        rows, self.rows = self.rows[:size], self.rows[size:]
        return rows

    def close(self) -> None: ...


class Connection:
    def __init__(self, raw: apsw.Connection) -> None:
        self.raw = raw

    def cursor(self) -> Cursor:
        return Cursor(self.raw)

    def execute(self, question: str, values: Any = ()) -> Cursor:
        return self.cursor().execute(question, values)

    def commit(self) -> None:
        if not self.raw.getautocommit():
            self.execute("COMMIT")

    def rollback(self) -> None:
        if not self.raw.getautocommit():
            self.execute("ROLLBACK")

    def close(self) -> None:
        self.raw.close()

    def create_function(self, *_: Any, **__: Any) -> None: ...

    def set_progress_handler(self, *_: Any) -> None: ...


def on(vfs: str, synchronous: str | None = None) -> Any:
    """Return this driver for the file system called *vfs*; *synchronous* overrules what the store asks for."""

    def connect(address: str, **_: Any) -> Connection:
        path = address.removeprefix("file:").partition("?")[0]
        connection = Connection(apsw.Connection(path, vfs=vfs))
        connection.execute(
            "PRAGMA locking_mode = EXCLUSIVE"
        )  # APSW has no shared memory; journal and flushes are the same
        if synchronous is not None:
            plain = connection.execute

            def weaker(question: str, values: Any = ()) -> Cursor:
                found = plain(question, values)
                if "synchronous" in question:
                    plain(f"PRAGMA synchronous = {synchronous}")
                return found

            connection.execute = weaker  # type: ignore[method-assign]
        return connection

    names = {name: value for name, value in globals().items() if not name.startswith("_")}
    return SimpleNamespace(**{**names, "connect": connect, "__name__": "apsw"})


assert engines
