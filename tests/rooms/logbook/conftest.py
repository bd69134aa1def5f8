"""Logbooks of every kind. Where no PostgreSQL can be started, its tests are skipped and say so."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import books

from mamarr.logbook import vault


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL."""
    try:
        running = books.server()
        found = running.__enter__()
    except Exception as error:  # noqa: BLE001 - whatever keeps a server from starting is the reason
        pytest.skip(f"no PostgreSQL can be started here: {type(error).__name__}: {error}")
    yield found.get_uri()
    running.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def quick_to_unlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "ROUNDS", 1)
    monkeypatch.setattr(vault, "MEMORY_KIB", 64)


@pytest.fixture(params=["plain", "locked", "server"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[books.Maker]:
    """Makes logbooks of one kind, by name."""
    address = request.getfixturevalue("postgres") if request.param == "server" else None
    with books.maker(request.param, tmp_path, address) as found:
        yield found


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[books.Maker]:
    """Makes plain files."""
    with books.maker("plain", tmp_path) as found:
        yield found
