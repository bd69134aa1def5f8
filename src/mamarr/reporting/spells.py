"""Spells of a scenario as bands over a picture: pauses, and thin labelled strips of bans, closures, weather and hazards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mamarr.planning.timetable import Plan
from mamarr.reporting.axis import Axis
from mamarr.reporting.svg import BLUE, FAINT, GREY, INK, ORANGE, PAPER, PURPLE, SKY, Drawing, width_of
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times
from mamarr.scenario.weather import Ban, Weather

Kind = Literal["ban", "closed", "weather", "hazard"]
STRIP = 17.0
"""Height of one strip with its gap."""
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


def draw_strips(
    drawing: Drawing, axis: Axis, found: Sequence[Strip], top: float, language: str, *, inside: bool
) -> None:
    """Draw one strip under the other; their names stand left of the axis, or *inside* it at the free end of the strip."""
    fills: dict[Kind, str] = {}
    for number, strip in enumerate(found):
        y = top + number * STRIP
        fill = fills.setdefault(strip.kind, fill_of(drawing, strip.kind)) if strip.times else ""
        spans = [(max(axis.first, a), min(axis.last, b)) for a, b in strip.times if a < axis.last and b > axis.first]
        drawing.rect(axis.left, y, axis.right - axis.left, STRIP - 4, fill="#fafbfc", stroke="none")
        for begins, ends in spans:
            left, wide = axis.x(begins), max(2.0, axis.x(ends) - axis.x(begins))
            drawing.rect(left, y, wide, STRIP - 4, fill=fill, stroke=GREY, stroke_width="0.7")
        words = say(f"strip-{strip.kind}", language, name=strip.title) if strip.times else strip.title
        if inside:
            _label(drawing, axis, spans, words, y)
        else:
            size = min(11.0, 11.0 * (axis.left - 16) / max(1.0, width_of(words, 11)))
            drawing.text(axis.left - 10, y + STRIP - 7, words, "right", size, fill=INK)


def _label(drawing: Drawing, axis: Axis, spans: list[tuple[int, int]], words: str, y: float) -> None:
    """Write *words* on a light ground over the beginning of the strip, or where its widest gap lies."""
    wide = width_of(words, 10.5) + 8
    edges = [axis.left, *(axis.x(each) for span in spans for each in span), axis.right]
    gaps = [(right - left, left) for left, right in zip(edges[::2], edges[1::2], strict=True)]
    room, left = max(gaps, default=(0.0, axis.left))
    x = min(max(axis.left, left if room >= wide else axis.left), axis.right - wide)
    drawing.rect(x, y + 0.5, wide, STRIP - 5, fill=PAPER, fill_opacity="0.92")
    drawing.text(x + 4, y + STRIP - 7, words, "left", 10.5, fill=INK)


def draw_pauses(drawing: Drawing, plan: Plan, axis: Axis, sides: tuple[float, float], language: str) -> str:
    """Shade the pauses, hatch their margins, mark the end of each, and return what fills a margin."""
    top, bottom = sides
    hatch = drawing.hatch("margin", ORANGE, back="#fdf3dc")
    pauses = plan.scenario.pauses
    for pause in pauses:
        if pause.opens_s >= axis.last or pause.closes_s <= axis.first:
            continue
        opens, last, closes = (
            axis.x(min(max(each, axis.first), axis.last)) for each in (pause.opens_s, pause.last_s, pause.closes_s)
        )
        drawing.rect(opens, top, last - opens, bottom - top, fill=SKY, fill_opacity="0.55")
        drawing.rect(last, top, closes - last, bottom - top, fill=hatch)
        if pause.closes_s <= axis.last:
            drawing.line(
                (closes, top - 6), (closes, bottom), stroke=INK, stroke_width="1.5" if len(pauses) == 1 else "1"
            )
        if len(pauses) == 1 and pause.closes_s <= axis.last:
            drawing.text(closes, top - 9, say("pause-ends", language), "right", 12, fill=INK)
        elif len(pauses) > 1:
            words = names.pause(plan.scenario, pause.id, language)
            size = min(11.0, 11.0 * (closes - opens) / max(1.0, width_of(words, 11)))
            if size >= _SMALLEST:
                drawing.text((opens + closes) / 2, top - 9, words, "middle", size, fill=FAINT)
    return hatch


_SMALLEST = 7.5
