"""Quantities as people write them, and the only conversions: seconds, metres, km/h, persons, shares, instants.

A quantity in a file is text with its unit. In documents it is a whole number of base units (or a float for speed), and
it is written back in base units. Instants are whole seconds since clock zero; the wall clock is kept by `Clock`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from mamarr.errors import MamarrError

UNLIMITED = 2**30
"""A limit that does not limit; written `unlimited` in files, because what is not limiting is said and not left out."""
LARGEST = 10**9  # nothing of this world has more; guards sums against absurd input
_NUMBER = re.compile(r"^([+-]?\d{1,15}(?:\.\d{1,9})?)\s*(.*)$")
_PERIOD = re.compile(r"^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?$")
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?$")
_INSTANT = re.compile(r"^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:\d{2})?$")

_TIME_UNITS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600, "d": 86400, "day": 86400, "days": 86400,
}  # fmt: skip
_LENGTH_UNITS = {"m": 1, "metre": 1, "metres": 1, "km": 1000, "kilometre": 1000, "kilometres": 1000}
_SPEED_UNITS = {"km/h": Fraction(1), "kmh": Fraction(1), "m/s": Fraction(36, 10)}


@dataclass(frozen=True)
class Clock:
    """The wall clock of a scenario: its zone and the instant of clock zero. Without *starts* only durations are known."""

    zone: str | None = None
    starts: datetime | None = None

    def local(self, second: int) -> datetime | None:
        """Return the local instant of *second*, or None where the scenario has no wall clock."""
        if self.starts is None:
            return None
        moment = self.starts.astimezone(UTC) + timedelta(seconds=second)
        return moment.astimezone(ZoneInfo(self.zone)) if self.zone else moment.astimezone(self.starts.tzinfo)

    def days_later(self, second: int, days: int) -> int:
        """Return the second at which the clock on the wall shows the same, so many days later (earlier where negative)."""
        if self.starts is None or self.zone is None:
            return second + days * 86400
        local = (self.starts.astimezone(UTC) + timedelta(seconds=second)).astimezone(ZoneInfo(self.zone))
        wall = (local.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=ZoneInfo(self.zone))
        return elapsed_s(self.starts, wall)


def problem(code: str, **terms: str | int) -> PydanticCustomError:
    """Return an error that carries a code of the problem list through validation."""
    return PydanticCustomError("mamarr", "{code}", {"code": code, **terms})


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        shown = type(value).__name__ if isinstance(value, dict | list) else str(value)
        raise problem("quantity.unreadable", found=shown, what=what, wanted=what)
    return value.strip()


def _measured(text: str, units: dict[str, Any], what: str, example: str) -> Fraction:
    match = _NUMBER.match(text)
    if match is None:
        raise problem("quantity.unreadable", found=text[:80], what=what, wanted=example)
    number, unit = Fraction(match[1]), match[2].strip()
    if not unit:
        raise problem("quantity.no-unit", found=text, wanted=example)
    if unit not in units:
        raise problem("quantity.unreadable", found=text[:80], what=what, wanted=example)
    if number < 0:
        raise problem("quantity.negative", found=text, wanted=example)
    value: Fraction = number * units[unit]
    if value > LARGEST:
        raise problem("quantity.too-large", found=text, limit=LARGEST)
    return value


def seconds_of(text: str) -> int:
    """Return the whole seconds of a duration such as "10 min", "1.5 h" or "PT10M"; parts of a second are refused."""
    period = _PERIOD.match(text)
    if period and any(period.groups()):
        days, hours, minutes, rest = (int(part or 0) for part in period.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + rest
    value = _measured(text, _TIME_UNITS, "a duration", "a duration with its unit, for example 4 min")
    if value.denominator != 1:
        raise problem("quantity.unreadable", found=text, what="a duration", wanted="whole seconds")
    return int(value)


def step_of(text: str) -> int:
    """Return the seconds of a step, which is 1 s to 1 h long.

    Raises
    ------
    MamarrError
        network.step.
    """
    try:
        seconds = seconds_of(text)
    except PydanticCustomError:
        seconds = 0
    if not 1 <= seconds <= 3600:
        raise MamarrError("network.step", found=text[:40])
    return seconds


def metres_of(text: str) -> int:
    """Return the whole metres of a length such as "5 km"."""
    value = _measured(text, _LENGTH_UNITS, "a length", "a length with its unit, for example 5 km")
    if value.denominator != 1:
        raise problem("quantity.unreadable", found=text, what="a length", wanted="whole metres")
    return int(value)


def kmh_of(text: str) -> float:
    """Return the km/h of a speed such as "20 km/h" or "5 m/s"."""
    value = _measured(text, _SPEED_UNITS, "a speed", "a speed with its unit, for example 20 km/h")
    if value <= 0:
        raise problem("quantity.unreadable", found=text, what="a speed", wanted="a speed above 0, for example 20 km/h")
    return float(value)


def count_of(value: object, unit: str = "") -> int:
    """Return a whole number of persons or vehicles; "20 vehicles" is read where *unit* is vehicles."""
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    else:
        text = _text(value, "a whole number")
        if unit and text.endswith(unit):
            text = text[: -len(unit)].strip()
        if re.fullmatch(r"[+-]?\d{1,15}", text) is None:
            code = "quantity.not-whole" if re.fullmatch(r"[+-]?\d*\.\d+", text) else "quantity.unreadable"
            raise problem(code, found=text[:80], what="a whole number", wanted="a whole number, 0 or more")
        number = int(text)
    if number < 0:
        raise problem("quantity.negative", found=number, wanted="a whole number, 0 or more")
    if number > LARGEST:
        raise problem("quantity.too-large", found=number, limit=LARGEST)
    return number


def drive_s(length_m: int, speed_kmh: float, share: float = 1.0) -> int:
    """Return the whole seconds of a drive at a *share* of the speed, rounded up: rounding down would beat the speed limit."""
    exact = Fraction(length_m) * Fraction(18, 5) / Fraction(str(speed_kmh)) / Fraction(str(share))
    return -(-exact.numerator // exact.denominator)


def _read_duration(value: object, info: ValidationInfo) -> int:
    if isinstance(value, int) and info.context is None:
        return value
    if isinstance(value, int):
        raise problem("quantity.no-unit", found=value, wanted="a duration with its unit, for example 4 min")
    return seconds_of(_text(value, "a duration"))


def _read_length(value: object, info: ValidationInfo) -> int:
    if isinstance(value, int) and info.context is None:
        return value
    if isinstance(value, int):
        raise problem("quantity.no-unit", found=value, wanted="a length with its unit, for example 5 km")
    return metres_of(_text(value, "a length"))


def _read_speed(value: object, info: ValidationInfo) -> float:
    if isinstance(value, int | float) and info.context is None:
        return float(value)
    if isinstance(value, int | float):
        raise problem("quantity.no-unit", found=str(value), wanted="a speed with its unit, for example 20 km/h")
    return kmh_of(_text(value, "a speed"))


def _read_count(value: object) -> int:
    return count_of(value)


def _read_vehicles(value: object) -> int:
    return count_of(value, "vehicles")


def _read_limit(value: object) -> int:
    return UNLIMITED if value in ("unlimited", UNLIMITED) else count_of(value)


def _read_share(value: object) -> float:
    try:
        share = float(value) if isinstance(value, str | int | float) else -1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise problem("quantity.share", found=str(value)[:80])
    return share


def _read_celsius(value: object) -> int:
    text = str(value).removesuffix("°C").removesuffix("C").strip()
    if re.fullmatch(r"[+-]?\d{1,3}", text) is None or isinstance(value, bool):
        raise problem("quantity.unreadable", found=str(value)[:80], what="a temperature", wanted="-6 °C")
    return int(text)


def _read_capacity(value: object) -> int:
    """Vehicles an hour; "600 per hour"."""
    return count_of(value, "per hour")


def _read_names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise problem("scenario.wrong-shape", found=str(value)[:80], wanted="an id, or a list of ids")
    return tuple(names)


def _write_names(names: tuple[str, ...]) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)


def _read_yes(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise problem("scenario.unknown-choice", found=str(value)[:80], choices="true, false")
    return value == "true"


def instant_of(text: str, clock: Clock) -> int:
    """Return the seconds since clock zero of an instant, a clock time on the first day, or a duration since the start."""
    wall = _CLOCK.match(text)
    if wall:
        if clock.starts is None:
            raise problem("quantity.no-date", found=text)
        return _since(clock, _moment(_first_day(clock), wall.groups(), clock.zone, text))
    match = _INSTANT.match(text)
    if match:
        moment = moment_of(text, clock.zone)
        if clock.starts is None:
            raise problem("quantity.no-date", found=text)
        return _since(clock, moment)
    return seconds_of(text)


def moment_of(text: str, zone: str | None) -> datetime:
    """Return the instant with its zone; 24:00 is 00:00 of the next day; a local time that exists twice is refused."""
    match = _INSTANT.match(text)
    wanted = "an instant, for example 2016-12-09 06:00"
    if match is None:
        raise problem("quantity.unreadable", found=text[:80], what="an instant", wanted=wanted)
    try:
        day = datetime(int(match[1]), int(match[2]), int(match[3]))  # noqa: DTZ001 - the zone is added below
    except ValueError:
        raise problem("quantity.unreadable", found=text, what="an instant", wanted=wanted) from None
    return _moment(day, (match[4], match[5], match[6]), match[7] or zone, text)


def _first_day(clock: Clock) -> datetime:
    local = clock.local(0)
    if local is None:
        raise problem("quantity.no-date", found="")
    return datetime(local.year, local.month, local.day)  # noqa: DTZ001 - a calendar day


def _moment(day: datetime, parts: tuple[str | Any, ...], zone: str | None, text: str) -> datetime:
    hour, minute, second = (int(part or 0) for part in parts)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        raise problem("quantity.unreadable", found=text, what="an instant", wanted="an hour from 00:00 to 24:00")
    if zone is None:
        raise problem("quantity.no-zone", found=text)
    naive = day + timedelta(hours=hour, minutes=minute, seconds=second)
    if zone == "Z" or zone[0] in "+-":
        return datetime.fromisoformat(naive.isoformat() + ("+00:00" if zone == "Z" else zone))
    return _in_zone(naive, zone, text)


def _in_zone(naive: datetime, zone: str, text: str) -> datetime:
    local = naive.replace(tzinfo=ZoneInfo(zone))
    again = local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if again != naive or local.utcoffset() != local.replace(fold=1).utcoffset():
        raise problem("quantity.skipped-hour", found=text)
    return local


def _since(clock: Clock, moment: datetime) -> int:
    if clock.starts is None:
        raise problem("quantity.no-date", found=moment.isoformat())
    return elapsed_s(clock.starts, moment)


def elapsed_s(start: datetime, end: datetime) -> int:
    """Return the seconds that pass between two instants: of one zone too, where plain subtraction would ignore a change of clocks."""
    return int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds())


def _read_instant(value: object, info: ValidationInfo) -> int:
    if isinstance(value, int) and info.context is None:
        return value
    if isinstance(value, int):
        raise problem("quantity.no-unit", found=value, wanted="an instant, for example 2016-12-09 06:00")
    clock = info.context["clock"] if info.context else Clock()
    return instant_of(_text(value, "an instant"), clock)


def _unit(unit: str) -> PlainSerializer:
    return PlainSerializer(lambda value: f"{value} {unit}")


def _write_limit(value: int) -> int | str:
    return "unlimited" if value == UNLIMITED else value


def _written(*examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": list(examples)})


_COUNT = WithJsonSchema({"type": "integer", "minimum": 0})
_LIMIT = WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": "unlimited"}]})

Seconds = Annotated[int, BeforeValidator(_read_duration), _unit("s"), _written("4 min", "PT4M", "240 s")]
Metres = Annotated[int, BeforeValidator(_read_length), _unit("m"), _written("5 km", "500 m")]
Kmh = Annotated[float, BeforeValidator(_read_speed), _unit("km/h"), _written("20 km/h")]
Count = Annotated[int, BeforeValidator(_read_count), _COUNT]
Vehicles = Annotated[int, BeforeValidator(_read_vehicles), _unit("vehicles"), _written("20 vehicles")]
Limit = Annotated[int, BeforeValidator(_read_limit), PlainSerializer(_write_limit), _LIMIT]
Share = Annotated[float, BeforeValidator(_read_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
Celsius = Annotated[int, BeforeValidator(_read_celsius), _unit("°C"), _written("-6 °C")]
PerHour = Annotated[int, BeforeValidator(_read_capacity), _unit("per hour"), _written("600 per hour")]
Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_read_names),
    PlainSerializer(_write_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One id or several."""
YesNo = Annotated[bool, BeforeValidator(_read_yes), WithJsonSchema({"type": "boolean"})]
Instant = Annotated[
    int,
    BeforeValidator(_read_instant),
    _unit("s"),
    _written("2016-12-09 06:00", "2016-12-09T06:00+02:00", "06:00", "90 min"),
]
