"""Instants as files of other programs write them: UTC, to the second."""

from datetime import UTC, datetime

from mamarr.errors import MamarrError
from mamarr.scenario.scenario import Scenario


def utc(second: int, scenario: Scenario) -> datetime | None:
    """Return the instant in UTC; None without a wall clock."""
    local = scenario.clock.local(second)
    return None if local is None else local.astimezone(UTC)


def iso(second: int | None, scenario: Scenario) -> str | None:
    """Return 2016-12-09T04:00:00Z; None for no instant, and without a wall clock."""
    moment = None if second is None else utc(second, scenario)
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def require_clock(scenario: Scenario) -> datetime:
    """Return the instant of clock zero.

    Raises
    ------
    MamarrError
        report.nothing: the scenario has no wall clock, and the format knows no other time.
    """
    if scenario.starts is None:
        raise MamarrError("report.nothing", found="times of day", wanted="a scenario with `starts`")
    return scenario.starts.astimezone(UTC)
