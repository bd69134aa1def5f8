"""The time axis that curves and timelines share: from left to right in either language, marked by the wall clock."""

from dataclasses import dataclass
from datetime import timedelta

from mamarr.reporting.svg import FAINT, RULE, Drawing
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import short_time, zulu
from mamarr.scenario.scenario import Scenario

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


def draw_time(drawing: Drawing, axis: Axis, scenario: Scenario, sides: tuple[float, float], language: str) -> None:
    """Draw the axis below the lower of *sides*: local time and Zulu under it, or minutes where there is no wall clock."""
    top, bottom = sides
    if scenario.clock.local(0) is None:
        drawing.text(axis.right, bottom + 32, say("axis-minutes", language), "right", 11, fill=FAINT)
    for second in axis.ticks(scenario):
        x = axis.x(second)
        drawing.line((x, top), (x, bottom), stroke=RULE, stroke_width="1")
        drawing.text(x, bottom + 16, short_time(second, scenario, "en"), "middle", 12)
        utc = zulu(second, scenario)
        if utc is not None:
            drawing.text(x, bottom + 30, utc, "middle", 10, fill=FAINT)
