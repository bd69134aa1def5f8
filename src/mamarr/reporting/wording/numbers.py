"""Numbers, durations and instants in words: local time beside Zulu, months in both Arabic manners."""

from datetime import UTC, datetime
from typing import Literal

from mamarr.reporting.wording.bundles import END, LEFTWARD, say
from mamarr.scenario.scenario import Scenario

Digits = Literal["latn", "arab"]

_ARABIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_SHORT = {"en": (" h", " min", " s", " "), "ar": (" س", " د", " ث", " و")}
_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "ar": (
        "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو",
        "تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
    ),
}  # fmt: skip


def number(n: float, language: str, digits: Digits = "latn") -> str:
    """Return *n* with groups of three digits; Western digits unless *digits* says otherwise, in either language."""
    text = f"{n:,}".replace("-", "\u2212")
    return text.translate(_ARABIC) if digits == "arab" and language == "ar" else text


def signed(n: int, language: str, digits: Digits = "latn") -> str:
    """Return *n* with its sign; 0 without."""
    return f"{'+' if n > 0 else ''}{number(n, language, digits)}"


def percent(share: float, language: str, digits: Digits = "latn") -> str:
    """Return *share* as per cent with one decimal."""
    text = f"{100 * share:.1f}%".replace("-", "\u2212")
    return text.translate(_ARABIC) if digits == "arab" and language == "ar" else text


def _split(seconds: int) -> tuple[int, int, int]:
    return seconds // 3600, seconds % 3600 // 60, seconds % 60


def duration(seconds: int, language: str, digits: Digits = "latn") -> str:
    """Return a duration in short, for tables: 12 h 28 min."""
    *units, joint = _SHORT[language]
    sign = "\u2212" if seconds < 0 else ""
    parts = [
        f"{number(part, language, digits)}{unit}"
        for part, unit in zip(_split(abs(seconds)), units, strict=True)
        if part
    ]
    return sign + joint.join(parts or [f"{number(0, language, digits)}{units[1]}"])


def longer_or_shorter(seconds: int, language: str, digits: Digits = "latn") -> str:
    """Return a difference of durations, its sign beside its first number: +5 min 24 s."""
    text = duration(abs(seconds), language, digits)
    first, _, rest = text.partition(" ")
    sign = "+" if seconds > 0 else "\u2212" if seconds < 0 else ""
    return f"{LEFTWARD}{sign}{first}{END} {rest}"


def spoken(seconds: int, language: str) -> str:
    """Return a duration in whole words, for sentences: 12 hours 28 minutes."""
    names = ("hours", "minutes", "seconds")
    parts = [say(name, language, n=part) for part, name in zip(_split(seconds), names, strict=True) if part]
    return (" و" if language == "ar" else " ").join(parts or [say("minutes", language, n=0)])


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def day(moment: datetime, language: str) -> str:
    """Return the date: 9 December 2016; in Arabic with the Levantine month beside the international one."""
    return f"{moment.day} {_MONTHS[language][moment.month - 1]} {moment.year}"


def _elapsed(second: int, language: str) -> str:
    minute, rest = divmod(second, 60)
    if rest:
        return say("minute-and-second", language, minute=minute, second=rest)
    return say("minute", language, minute=minute)


def within_minute(second: int) -> int:
    """Return *second* up to the next whole minute: whatever is done at it is done by then."""
    return -(-second // 60) * 60


def time_of(second: int, scenario: Scenario, language: str) -> str:
    """Return the local clock time of *second*, with the day where it is not the first; else the minute since the start."""
    local, first = scenario.clock.local(second), scenario.clock.local(0)
    if local is None or first is None:
        return _elapsed(second, language)
    if local.date() == first.date():
        return say("clock", language, time=_clock(local))
    return say("time-on-day", language, time=_clock(local), day=day(local, language))


def short_time(second: int, scenario: Scenario, language: str, *, dated: bool = False) -> str:
    """Return the local clock time for lines of a table, with day/month before it where it is not the first day, or *dated*.

    Without a wall clock the minute since the start.
    """
    local, first = scenario.clock.local(second), scenario.clock.local(0)
    if local is not None and first is not None:
        if dated or local.date() != first.date():
            return f"{LEFTWARD}{local.day}/{local.month} {_clock(local)}{END}"
        return _clock(local)
    return number(second // 60, language) if second % 60 == 0 else f"{second // 60}:{second % 60:02d}"


def zulu(second: int, scenario: Scenario) -> str | None:
    """Return the time of *second* in UTC, as radios say it; None where the scenario has no wall clock."""
    local = scenario.clock.local(second)
    return None if local is None else f"{_clock(local.astimezone(UTC))}Z"


def zone(scenario: Scenario, language: str) -> str:
    """Return how local time differs from Zulu, for the head of a table."""
    local = scenario.clock.local(0)
    if local is None:
        return say("times-in-minutes", language)
    offset = local.strftime("%z")
    return say("times-in-zone", language, zone=scenario.time_zone or offset, offset=f"UTC{offset[:3]}:{offset[3:5]}")
