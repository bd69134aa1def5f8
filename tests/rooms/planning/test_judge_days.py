"""Days that nobody can count: a zone that is not known, a year beyond all calendars, wherever something comes back every day."""

from typing import Any

import pytest
from ferry import at, judged

from mamarr.planning.judge import Judgement

DAILY = {"daily": True, "from_s": 3600, "until_s": 7200}
PLACES = {
    "a ban": at("scenario.bans", [DAILY | {"id": "night"}]),
    "weather": at("scenario.weather", [DAILY | {"id": "snow", "speed_share": 0.5}]),
    "a closure": at("scenario.legs.1.closed", [DAILY]),
    "a change": at("scenario.legs.1.changes", [DAILY | {"lanes": 2}]),
    "opening hours": at("scenario.places.0.opening_hours", [DAILY]),
}
LONG = "Nowhere/" + "x" * 90


def on_a_day(zone: str | None, starts: str | None, *changes: Any) -> Judgement:
    return judged(at("scenario.time_zone", zone), at("scenario.starts", starts), *changes)


@pytest.mark.parametrize("where", PLACES)
def test_a_zone_that_nobody_knows_is_named(where: str) -> None:
    verdict = on_a_day(LONG, "2016-12-09T06:00:00+02:00", PLACES[where])
    assert not verdict.plan_allowed
    assert not verdict.bound_true
    assert [(found.code, found.path, found.found) for found in verdict.findings] == [
        ("quantity.unknown-zone", "scenario.time_zone", LONG[:80])
    ]


@pytest.mark.parametrize("where", PLACES)
def test_a_year_beyond_all_calendars_is_named(where: str) -> None:
    verdict = on_a_day("Asia/Damascus", "9999-12-31T23:00:00+02:00", PLACES[where])
    assert [(found.code, found.path) for found in verdict.findings] == [("judge.number", "scenario.starts")]
    assert verdict.findings[0].found == "9999-12-31 23:00:00+02:00"


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize(("zone", "starts"), [(None, None), (LONG, None), (None, "9999-12-31T23:00:00+02:00")])
def test_without_a_wall_clock_or_a_zone_days_are_whole(where: str, zone: str | None, starts: str | None) -> None:
    codes = {found.code for found in on_a_day(zone, starts, PLACES[where]).findings}
    assert not codes & {"quantity.unknown-zone", "judge.number"}


def test_days_that_can_be_counted_are_no_finding() -> None:
    late = {"id": "night", "daily": True, "from_s": 50_000, "until_s": 51_000}
    codes = {
        found.code
        for found in on_a_day("Asia/Damascus", "2016-12-09T06:00:00+02:00", at("scenario.bans", [late])).findings
    }
    assert not codes & {"quantity.unknown-zone", "judge.number"}
