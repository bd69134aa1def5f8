"""Opening: a logbook at a path or an address, made where there is none."""

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from mamarr.errors import MamarrError
from mamarr.logbook import engines, vault
from mamarr.logbook.entries import FIRST
from mamarr.logbook.migrations.shapes import NEWEST, SHAPES
from mamarr.logbook.rows import words_of
from mamarr.logbook.store import Logbook
from mamarr.logbook.tables import DESK, METADATA, VERSION


def open_log(
    address: str | Path,
    *,
    passphrase: str | None = None,
    plain: bool = False,
    create: bool = False,
    now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
) -> Logbook:
    """Return the logbook at *address*: the path of a file, or `postgresql://...`.

    A new file is locked with *passphrase* unless it is to be *plain*. Unlocking takes a second or so on purpose.

    Parameters
    ----------
    address
        Path or address.
    passphrase
        Opens a locked file, or locks a new one.
    plain
        A new file is not locked, and everybody who holds it can read it.
    create
        Whether to make a logbook where there is none.
    now_ms
        The wall clock, in milliseconds since 1970.

    Raises
    ------
    MamarrError
        log.missing, log.not-a-log, log.version, log.locked, log.passphrase, log.full, install.extra.
    """
    if engines.is_server(str(address)):
        return _open_server(str(address), create=create, now_ms=now_ms)
    path, made = Path(address), None
    if not path.exists():
        if not create:
            raise MamarrError("log.missing", found=str(address))
        made = _make(path, None if plain else vault.checked(passphrase))
    salt = vault.salt_of(path, engines.PLAIN)
    if salt is None or (made is not None and made[1] == salt):
        key = made[0] if made is not None else None
    else:
        key = vault.key_of(passphrase, salt, path.name)
    version = engines.examine_file(path, key, salt)

    def opened(place: Path) -> Engine:
        return engines.file_engine(place, key, salt)

    log = Logbook(opened(path), path.name, is_plain=salt is None, version=version, now_ms=now_ms)
    log.opened = opened
    return log


def _make(path: Path, passphrase: str | None) -> tuple[bytes | None, bytes | None]:
    """Make a file, unless another process is first; return the key and the salt with which it was made."""
    if not path.parent.is_dir():
        raise MamarrError("file.unwritable", found=f"{path}: there is no such folder")
    salt = vault.new_salt() if passphrase is not None else None
    key = vault.key_of(passphrase, salt, path.name) if salt is not None else None
    engines.make_file(path, key, salt, _fill)
    return key, salt


def _fill(connection: Connection) -> None:
    """Make the tables of the newest version, which a test compares with what the steps make."""
    METADATA.create_all(connection)
    connection.execute(insert(VERSION).values(version_num=NEWEST))
    connection.execute(insert(DESK).values(**_new_desk()))


def _new_desk() -> dict[str, Any]:
    return {
        "id": 1, "node": secrets.token_hex(8), "number": 0, "hash": FIRST,
        "clock_ms": 0, "clock_count": 0, "arrived": 0,
    }  # fmt: skip


def _open_server(address: str, *, create: bool, now_ms: Callable[[], int]) -> Logbook:
    engine = engines.server_engine(address)
    engines.quiet_server(engine)
    name = engine.url.database or "postgresql"  # never the user and the password
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                if not create:
                    raise MamarrError("log.missing", found=name)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": engines.APPLICATION_ID})
                if not inspect(connection).has_table("alembic_version"):  # another was first
                    _fill(connection)
                connection.commit()
            version = str(connection.execute(select(VERSION.c.version_num)).scalar())
    except SQLAlchemyError as error:
        raise MamarrError("log.unreachable", found=words_of(error)) from None
    if version not in SHAPES:
        raise MamarrError("log.version", found=name, wanted=NEWEST)
    return Logbook(engine, name, is_plain=True, version=version, now_ms=now_ms)
