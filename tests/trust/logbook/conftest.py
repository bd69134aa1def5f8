"""Logbooks under faults. The helpers of the room's own tests are used."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "rooms" / "logbook")]

from mamarr.logbook import vault  # noqa: E402


@pytest.fixture(autouse=True)
def quick_to_unlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "ROUNDS", 1)
    monkeypatch.setattr(vault, "MEMORY_KIB", 64)
