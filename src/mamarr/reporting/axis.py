"""The time axis that curves and timelines share: from left to right in either language, marked by the wall clock."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from mamarr.reporting.svg import FAINT, RULE, Drawing
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import short_time, zulu
from mamarr.scenario.scenario import Scenario

_DAY_S = 86400
_ROOM_FOR_A_DAY = 30.0
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440)


@dataclass(frozen=True)
class Axis:
    """Seconds from *first* to *last* drawn from *left* to *right*."""

    first: int
    last: int
    left: float
    right: float

    def x(self, second: float) -> float:
        """Return where *second* is drawn."""
        share = (second - self.first) / max(1, self.last - self.first)
        return self.left + share * (self.right - self.left)

    def ticks(self, scenario: Scenario, most: int = 14) -> list[int]:
        """Return the seconds of round clock times, at most about *most* of them."""
        span = (self.last - self.first) / 60
        step = next((each for each in _STEPS_MIN if span / each <= most), _STEPS_MIN[-1]) * 60
        local = scenario.clock.local(self.first)
        since_midnight = 0
        if local is not None:
            since_midnight = int((local - local.replace(hour=0, minute=0, second=0)) / timedelta(seconds=1))
        start = self.first + (-(since_midnight if local is not None else self.first)) % step
        return list(range(start, self.last + 1, step))

    def midnights(self, scenario: Scenario) -> list[int]:
        """Return the seconds at which a day of the wall clock begins, within the axis."""
        local = scenario.clock.local(self.first)
        if local is None:
            return []
        since = int((local - local.replace(hour=0, minute=0, second=0)) / timedelta(seconds=1))
        return list(range(self.first - since + _DAY_S, self.last + 1, _DAY_S))


def draw_time(drawing: Drawing, axis: Axis, scenario: Scenario, sides: tuple[float, float], language: str) -> None:
    """Draw the axis below the lower of *sides*: local time and Zulu under it, or minutes where there is no wall clock.

    Where it crosses midnight, the days stand below the times, and midnights are drawn stronger.
    """
    top, bottom = sides
    if scenario.clock.local(0) is None:
        drawing.text(axis.right, bottom + 32, say("axis-minutes", language), "right", 11, fill=FAINT)
    midnights = axis.midnights(scenario)
    ticks = axis.ticks(scenario)
    is_whole_days = len(ticks) > 1 and ticks[1] - ticks[0] >= _DAY_S
    for second in ticks:
        x = axis.x(second)
        drawing.line((x, top), (x, bottom), stroke=RULE, stroke_width="1")
        if is_whole_days:
            continue
        drawing.text(x, bottom + 16, _clock_of(second, scenario), "middle", 12)
        utc = zulu(second, scenario)
        if utc is not None:
            drawing.text(x, bottom + 30, utc, "middle", 10, fill=FAINT)
    for second in midnights:
        x = axis.x(second)
        drawing.line((x, top), (x, bottom + 4), stroke=FAINT, stroke_width="1", stroke_dasharray="2 3")
        if is_whole_days:
            drawing.text(x, bottom + 16, "00:00", "middle", 10)
            drawing.text(x, bottom + 28, zulu(second, scenario) or "", "middle", 9, fill=FAINT)
    if midnights:
        _draw_days(drawing, axis, scenario, midnights, bottom + 44)


def _draw_days(drawing: Drawing, axis: Axis, scenario: Scenario, midnights: list[int], y: float) -> None:
    """Write day/month in the middle of each day, where there is room."""
    edges = [axis.first, *midnights, axis.last]
    for begins, ends in pairwise(edges):
        local = scenario.clock.local(begins)
        if local is not None and axis.x(ends) - axis.x(begins) >= _ROOM_FOR_A_DAY:
            words = f"{local.day}/{local.month}"
            drawing.text((axis.x(begins) + axis.x(ends)) / 2, y, words, "middle", 12, font_weight="600")


def _clock_of(second: int, scenario: Scenario) -> str:
    local = scenario.clock.local(second)
    return short_time(second, scenario, "en") if local is None else f"{local:%H:%M}"
