"""Quantities: read with their unit, whole, and the wall clock right before and after 2022."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import PydanticCustomError

from mamarr.scenario.geometry import straight_m, sunset
from mamarr.scenario.quantities import Clock, count_of, drive_s, instant_of, kmh_of, metres_of, moment_of, seconds_of

DAMASCUS = Clock("Asia/Damascus", datetime(2016, 12, 9, 6, tzinfo=ZoneInfo("Asia/Damascus")))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("4 min", 240), ("PT10M", 600), ("1.5 h", 5400), ("30 s", 30), ("2 days", 172800), ("P1DT1S", 86401)],
)
def test_a_duration_says_its_unit(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["4", "4 m", "-4 min", "0.5 s", "min", "4 min 3", "P", "9" * 40 + " s"])
def test_a_duration_that_can_be_misread_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        seconds_of(text)


def test_a_drive_is_rounded_up_never_down() -> None:
    assert drive_s(500, 20.0) == 90
    assert drive_s(1, 20.0) == 1
    assert drive_s(40, 3.6) == 40
    assert drive_s(5000, 40.5) == 445  # 444.44 s


def test_lengths_speeds_and_counts() -> None:
    assert (metres_of("5 km"), kmh_of("5 m/s"), count_of("20 vehicles", "vehicles"), count_of("7")) == (
        5000,
        18.0,
        20,
        7,
    )


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("2016-12-09 06:00", 0),
        ("18:00", 43200),
        ("24:00", 64800),
        ("2016-12-09T06:00+02:00", 0),
        ("2016-12-09T04:00Z", 0),
        ("90 min", 5400),
    ],
)
def test_an_instant_is_seconds_since_clock_zero(text: str, second: int) -> None:
    assert instant_of(text, DAMASCUS) == second


def test_damascus_is_two_hours_ahead_in_2016_and_three_today() -> None:
    assert moment_of("2016-12-09 06:00", "Asia/Damascus").utcoffset() == timedelta(hours=2)
    assert moment_of("2024-12-09 06:00", "Asia/Damascus").utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize("text", ["2016-03-25 00:30", "2016-10-27 23:30"])
def test_an_hour_that_is_skipped_or_doubled_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        moment_of(text, "Asia/Damascus")
    assert caught.value.context is not None
    assert caught.value.context["code"] == "quantity.skipped-hour"


def test_sunset_in_aleppo_on_that_day_was_at_1617() -> None:
    dark = sunset((36.159, 37.124), datetime(2016, 12, 9, tzinfo=UTC))
    assert dark is not None
    assert dark.astimezone(ZoneInfo("Asia/Damascus")).strftime("%H:%M") == "16:17"


def test_there_is_no_sunset_in_the_polar_summer() -> None:
    assert sunset((80.0, 20.0), datetime(2016, 6, 21, tzinfo=UTC)) is None


def test_a_degree_of_latitude_is_111_km() -> None:
    assert straight_m((36.0, 37.0), (37.0, 37.0)) == pytest.approx(111_195, abs=5)
