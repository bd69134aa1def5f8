"""Fixtures of the whole run. Nothing leaves the machine: a socket to any address but loopback fails the test."""

import os
import socket
from pathlib import Path

import pytest

import mamarr
from mamarr import Scenario

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"


@pytest.fixture(scope="session")
def aleppo() -> Scenario:
    """8,000 people, six assembly points, two inspection lanes, one alternating lane of 5 km, a pause of twelve hours."""
    return mamarr.load("aleppo-2016")


@pytest.fixture(scope="session")
def one_road() -> Scenario:
    """90 people, one bus, two trips."""
    return mamarr.load("one-road")


@pytest.fixture(scope="session")
def narrow_checkpoint() -> Scenario:
    """300 people in six buses through one inspection lane."""
    return mamarr.load("narrow-checkpoint")


@pytest.fixture(scope="session")
def short_pause() -> Scenario:
    """90 people, one bus, and a pause in which only one trip fits."""
    return mamarr.load("short-pause")


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection of this process goes to loopback or fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and not str(host).startswith("127.") and host not in ("::1", "localhost"):
            pytest.fail(f"a connection to {address!r} was tried")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, browsers last."""
    items.sort(key=lambda item: (bool(item.get_closest_marker("browser")), bool(item.get_closest_marker("slow"))))
