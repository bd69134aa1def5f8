"""Two instants of one zone were subtracted by their clock times: a case over a change of clocks was an hour off."""

from datetime import datetime
from zoneinfo import ZoneInfo

from mamarr.scenario.quantities import Clock, instant_of


def test_a_night_with_a_change_of_clocks_is_an_hour_shorter() -> None:
    clock = Clock("Europe/Vienna", datetime(2026, 3, 28, 20, tzinfo=ZoneInfo("Europe/Vienna")))
    assert instant_of("2026-03-29 08:00", clock) == 11 * 3600
    assert clock.days_later(0, 1) == 23 * 3600
