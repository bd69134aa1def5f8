"""Spells of a scenario as bands over a picture: pauses, and thin labelled strips of bans, closures, weather and hazards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mamarr.planning.timetable import Plan
from mamarr.reporting.axis import Axis
from mamarr.reporting.svg import (
    BLUE,
    FAINT,
    GREY,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    SKY,
    Drawing,
    fitted,
    runs_rightward,
    width_of,
)
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import plain, say
from mamarr.scenario.pauses import PauseWindow
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times
from mamarr.scenario.weather import Ban, Weather

Kind = Literal["ban", "closed", "weather", "hazard"]
STRIP = 17.0
"""Height of one strip with its gap, where its name stands beside it."""
NAMED = 29.0
"""The same where its name stands over it."""
_MOST = 8


@dataclass(frozen=True)
class Strip:
    """A row of spells of one kind, with what they are called."""

    kind: Kind
    title: str
    times: Times


def strips(scenario: Scenario, language: str) -> tuple[Strip, ...]:
    """Return the bans, closures, weather and hazards, at most eight of them; the last counts those left out."""
    clock, ends_s = scenario.clock, scenario.ends_s
    found = [
        _strip("hazard", names.written(each.name, each.id, language), [(each.opens_s, each.closes_s)])
        for each in scenario.hazards
    ]
    spells: list[tuple[Kind, Weather | Ban]] = [("weather", each) for each in scenario.weather]
    spells += [("ban", each) for each in scenario.bans]
    found += [
        _strip(kind, names.written(each.name, each.id, language), each.times(clock, ends_s)) for kind, each in spells
    ]
    for leg in scenario.legs:
        if leg.closed:
            times = [each for spell in leg.closed for each in spell.times(clock, ends_s)]
            found.append(_strip("closed", names.leg(scenario, leg.id, language), times))
    if len(found) > _MOST:
        left = say("strips-left-out", language, n=len(found) - _MOST + 1)
        found = [*found[: _MOST - 1], Strip("closed", left, ())]
    return tuple(found)


def _strip(kind: Kind, title: str, times: Iterable[tuple[int, int]]) -> Strip:
    return Strip(kind, title, tuple(times))


def fill_of(drawing: Drawing, kind: Kind) -> str:
    """Return what fills a strip of a kind: kinds differ by their lines as well as by their colour."""
    return {
        "ban": lambda: INK,
        "closed": lambda: drawing.hatch("closed", INK, gap=5, back=PAPER),
        "weather": lambda: drawing.hatch("weather", BLUE, angle=-45, gap=5, back="#e8f2f9"),
        "hazard": lambda: drawing.hatch("hazard", PURPLE, angle=90, gap=4, back="#f6e9f2"),
    }[kind]()


def draw_strips(drawing: Drawing, axis: Axis, found: Sequence[Strip], top: float, language: str, *, over: bool) -> None:
    """Draw one strip under the other; their names stand left of the axis, or *over* the strip."""
    fills: dict[Kind, str] = {}
    for number, strip in enumerate(found):
        y = top + number * NAMED + NAMED - STRIP if over else top + number * STRIP
        fill = fills.setdefault(strip.kind, fill_of(drawing, strip.kind)) if strip.times else ""
        drawing.rect(axis.left, y, axis.right - axis.left, STRIP - 4, fill="#f4f6f8", stroke="none")
        for begins, ends in strip.times:
            if begins < axis.last and ends > axis.first:
                left, right = axis.x(max(axis.first, begins)), axis.x(min(axis.last, ends))
                drawing.rect(left, y, max(2.0, right - left), STRIP - 4, fill=fill, stroke=GREY, stroke_width="0.7")
        words = say(f"strip-{strip.kind}", language, name=strip.title) if strip.times else strip.title
        if over:
            is_rightward = runs_rightward(plain(words))
            drawing.text(
                axis.right if is_rightward else axis.left, y - 3, words, "right" if is_rightward else "left", 11
            )
        else:
            drawing.text(axis.left - 10, y + STRIP - 7, fitted(words, 10.5, axis.left - 16), "right", 10.5, fill=INK)


def draw_pauses(drawing: Drawing, plan: Plan, axis: Axis, sides: tuple[float, float], language: str) -> str:
    """Shade the pauses, hatch their margins, mark the end of each, and return what fills a margin."""
    top, bottom = sides
    hatch = drawing.hatch("margin", ORANGE, back="#fdf3dc")
    pauses = plan.scenario.pauses
    shown = [pause for pause in pauses if pause.opens_s < axis.last and pause.closes_s > axis.first]
    size = _size_of_names(plan, axis, shown, language)
    for pause in shown:
        opens, last, closes = (
            axis.x(min(max(each, axis.first), axis.last)) for each in (pause.opens_s, pause.last_s, pause.closes_s)
        )
        drawing.rect(opens, top, last - opens, bottom - top, fill=SKY, fill_opacity="0.55")
        drawing.rect(last, top, closes - last, bottom - top, fill=hatch)
        is_only = len(pauses) == 1
        if pause.closes_s <= axis.last:
            drawing.line((closes, top - 6), (closes, bottom), stroke=INK, stroke_width="1.5" if is_only else "1")
        if is_only and pause.closes_s <= axis.last:
            drawing.text(closes, top - 9, say("pause-ends", language), "right", 12, fill=INK)
        words = names.pause(plan.scenario, pause.id, language)
        if not is_only and width_of(words, size) <= closes - opens:
            drawing.text((opens + closes) / 2, top - 9, words, "middle", size, fill=FAINT)
    return hatch


_SIZES = (11.0, 10.0, 9.0, 8.0)


def _size_of_names(plan: Plan, axis: Axis, shown: Sequence[PauseWindow], language: str) -> float:
    """Return the largest size of letters at which as many names of pauses as possible fit over them."""

    def fitting(size: float) -> int:
        return sum(
            width_of(names.pause(plan.scenario, pause.id, language), size)
            <= axis.x(pause.closes_s) - axis.x(pause.opens_s)
            for pause in shown
        )

    return max(_SIZES, key=lambda size: (fitting(size), size))
