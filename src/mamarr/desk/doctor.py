"""What is installed, what is missing, and a self-test that plans and judges the smallest case."""

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any

import mamarr


def examined() -> dict[str, Any]:
    """Return every part with its state, and whether all is well."""
    parts = [
        {"name": "python", "ok": True, "detail": f"{platform.python_version()} on {platform.machine()}"},
        {"name": "mamarr", "ok": True, "detail": mamarr.__version__},
        *(_package(name) for name in _required()),
        _tried("time zones", _zones),
        _tried("locked logbook", _locked),
        {"name": "team logbook", "ok": True, "detail": _team()},
        {"name": "papers", "ok": True, "detail": _papers()},
        _tried("self-test", _self_test),
    ]
    return {"ok": all(part["ok"] for part in parts), "parts": parts}


def _required() -> list[str]:
    try:
        lines = requires("mamarr") or []
    except PackageNotFoundError:
        return []
    return [line.split(";")[0].split(">")[0].strip() for line in lines if "extra ==" not in line]


def _package(name: str) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": version(name)}
    except PackageNotFoundError:
        return {"name": name, "ok": False, "detail": "not installed"}


def _tried(name: str, test: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": test()}
    except Exception as error:  # noqa: BLE001 - a self-test reports whatever happens to it
        return {"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}


def _zones() -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Asia/Damascus")
    hours = [datetime(year, 12, 9, 12, tzinfo=zone).utcoffset() for year in (2016, 2024)]
    if [offset.total_seconds() / 3600 if offset else None for offset in hours] != [2, 3]:
        raise ValueError(f"Asia/Damascus is {hours[0]} in 2016 and {hours[1]} in 2024; 2 h and 3 h are right")
    return "Asia/Damascus is right before and after 2022"


def _locked() -> str:
    """Lock a small logbook, look for its words in every byte, and unlock it again."""
    import tempfile
    from datetime import UTC, datetime
    from pathlib import Path

    from mamarr.logbook.facts.words import Note

    with tempfile.TemporaryDirectory() as folder:
        path, passphrase = Path(folder) / "day.log", "words of a self-test"
        now = datetime.now(UTC)
        with mamarr.open_log(path, passphrase=passphrase, create=True) as log:
            log.append([Note(happened=now, recorded=now, by="doctor", text="canary")])
            if any(b"canary" in each.read_bytes() for each in Path(folder).iterdir()):
                raise ValueError("a locked logbook can be read without its passphrase")
        start = datetime.now(UTC)
        with mamarr.open_log(path, passphrase=passphrase) as log:
            if log.verify() or len(log) != 1:
                raise ValueError("a locked logbook does not come back")
        return f"locked, unread without its passphrase, unlocked in {(datetime.now(UTC) - start).total_seconds():.1f} s"


def _papers() -> str:
    """Return whether plans can be printed as PDF; nobody needs that for the rest."""
    try:
        return f"typst {version('typst')}"
    except PackageNotFoundError:
        return "not installed; pip install 'mamarr[pdf]' to print papers"


def _team() -> str:
    try:
        return f"psycopg {version('psycopg')}: postgresql:// can be used"
    except PackageNotFoundError:
        return "no psycopg: postgresql:// needs pip install 'mamarr[postgres]'"


def _self_test() -> str:
    found = mamarr.plan(mamarr.load("one-road"), seconds=2)
    answer = mamarr.judge(found)
    if not (answer.plan_allowed and answer.bound_true and found.is_complete):
        raise ValueError("the smallest case is not solved")
    return f"{found.people_out} people out by second {found.clearance_s}, judged"
