"""The evacuation curve: people received against time, under the ceiling that no plan exceeds, over the pauses."""

from collections.abc import Iterator

from mamarr.planning.timetable import Plan, Trip
from mamarr.reporting.axis import Axis, draw_time
from mamarr.reporting.ceiling import Ceiling
from mamarr.reporting.spells import NAMED, draw_pauses, draw_strips, strips
from mamarr.reporting.svg import BLUE, FAINT, INK, PAPER, RED, RULE, SKY, Drawing, Point, width_of
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import number

WIDTH, HEIGHT = 760.0, 400.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 748.0, 56.0, 350.0
_DAYS = 16.0


def span(plan: Plan) -> tuple[int, int]:
    """Return the seconds that pictures of *plan* show: from the start to the end of all that happens or is proven."""
    bound = plan.strongest("clearance_s")
    last = max(
        [
            plan.clearance_s,
            bound.value if bound else 0,
            *(min(pause.closes_s, plan.scenario.ends_s) for pause in plan.scenario.pauses),
            *(second for trip in plan.trips for second in ends_of(trip)),
            60,
        ]
    )
    return 0, last + max(60, last // 40)


def ends_of(trip: Trip) -> Iterator[int]:
    """Yield the last instants of a trip."""
    last = trip.stops[-1]
    for second in (last.leaves, getattr(last, "arrives", None), getattr(last, "received", None)):
        if second is not None:
            yield second


def curve_of(plan: Plan, over: Ceiling | None, language: str, name: str) -> Drawing:
    """Return the curve of *plan*."""
    axis, told = Axis(*span(plan), _LEFT, _RIGHT), strips(plan.scenario, language)
    days = _DAYS if axis.midnights(plan.scenario) else 0.0
    height = HEIGHT + days + len(told) * NAMED
    drawing = Drawing(WIDTH, height, say("curve-label", language, people=plan.people_out), name)
    most = max(1, plan.people_total)
    hatch = draw_pauses(drawing, plan, axis, (_TOP, _BOTTOM), language)
    _draw_people(drawing, most, language)
    draw_time(drawing, axis, plan.scenario, (_TOP, _BOTTOM), language)
    if over is not None:
        points = _steps(over.steps, axis, most)
        drawing.path(points, stroke=RED, stroke_width="2.5", stroke_dasharray="7 4")
    curve = _steps(plan.evacuation_curve, axis, most)
    area = [*curve, (axis.x(axis.last), _BOTTOM), (_LEFT, _BOTTOM)]
    drawing.path(area, is_closed=True, fill=BLUE, fill_opacity="0.16", stroke="none")
    drawing.path(curve, stroke=BLUE, stroke_width="3")
    _draw_all(drawing, plan, language)
    draw_strips(drawing, axis, told, HEIGHT + days - 8, language, over=True)
    _draw_legend(drawing, language, has_ceiling=over is not None)
    _draw_pause_legend(drawing, plan, language, hatch)
    return drawing


def _y(persons: float, most: int) -> float:
    return _BOTTOM - persons / most * (_BOTTOM - _TOP)


def _steps(steps: tuple[tuple[int, int], ...], axis: Axis, most: int) -> list[Point]:
    points, before = [(axis.left, _BOTTOM)], 0
    for second, persons in steps:
        x = axis.x(second)
        if x > axis.right:
            break
        points += [(x, _y(before, most)), (x, _y(persons, most))]
        before = persons
    return [*points, (axis.right, _y(before, most))]


def _draw_people(drawing: Drawing, most: int, language: str) -> None:
    step = next(unit * 10**power for power in range(12) for unit in (1, 2, 5) if most / (unit * 10**power) <= 6)
    for persons in range(0, most + 1, step):
        y = _y(persons, most)
        drawing.line((_LEFT, y), (_RIGHT, y), stroke=RULE, stroke_width="1")
        drawing.text(_LEFT - 7, y + 4, number(persons, language), "right", 12)


def _draw_all(drawing: Drawing, plan: Plan, language: str) -> None:
    y = _y(plan.people_total, max(1, plan.people_total))
    drawing.line((_LEFT, y), (_RIGHT, y), stroke=INK, stroke_width="1", stroke_dasharray="2 3")
    words = say("curve-everybody", language, n=number(plan.people_total, language))
    drawing.rect(_LEFT + 3, y + 3, width_of(words, 12) + 6, 15, fill=PAPER, fill_opacity="0.85")
    drawing.text(
        _LEFT + 6,
        y + 14,
        words,
        "left",
        12,
        fill=FAINT,
    )


def _draw_legend(drawing: Drawing, language: str, *, has_ceiling: bool) -> None:
    y = 16.0
    drawing.line((_LEFT, y), (_LEFT + 26, y), stroke=BLUE, stroke_width="3")
    drawing.text(_LEFT + 32, y + 4, say("curve-plan", language), "left", 13)
    if has_ceiling:
        drawing.line((_LEFT + 260, y), (_LEFT + 286, y), stroke=RED, stroke_width="2.5", stroke_dasharray="7 4")
        drawing.text(_LEFT + 292, y + 4, say("curve-ceiling", language), "left", 13)


def _draw_pause_legend(drawing: Drawing, plan: Plan, language: str, hatch: str) -> None:
    y = 16.0
    if plan.scenario.pauses:
        drawing.rect(_RIGHT - 112, y - 7, 22, 14, fill=SKY, stroke=PAPER)
        drawing.text(_RIGHT - 84, y + 4, say("curve-pause", language), "left", 13)
    if any(pause.margin_s for pause in plan.scenario.pauses):
        drawing.rect(_RIGHT - 220, y - 7, 22, 14, fill=hatch, stroke=PAPER)
        drawing.text(_RIGHT - 192, y + 4, say("curve-margin", language), "left", 13)
