"""The timeline: one row for each place, with what is busy there; convoys as slanted bars through the corridor."""

from collections.abc import Iterable
from dataclasses import dataclass

from mamarr.planning.timetable import LegStop, Plan
from mamarr.reporting.axis import Axis, draw_time
from mamarr.reporting.curves import draw_pauses, span
from mamarr.reporting.svg import BLUE, FAINT, GREEN, INK, ORANGE, RED, RULE, Drawing, Point, width_of
from mamarr.reporting.tallies import place_stops
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.scenario.quantities import UNLIMITED

WIDTH = 760.0
_LEFT, _RIGHT, _TOP = 168.0, 748.0, 40.0
_ROW, _HIGH = 43.0, 27.0

Span = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A place and how many are busy or waiting there, over time."""

    title: str
    remark: str
    spans: tuple[Span, ...]
    most: int
    colour: str
    is_hatched: bool = False


def timeline_of(plan: Plan, language: str, name: str) -> Drawing:
    """Return the timeline of *plan*."""
    rows = _rows(plan, language)
    bars = passages(plan)
    bottom = _TOP + _ROW * (len(rows) + 2)
    drawing = Drawing(WIDTH, bottom + 40, say("timeline-label", language, convoys=len(bars)), name)
    axis = Axis(*span(plan), _LEFT, _RIGHT)
    draw_pauses(drawing, plan, axis, (_TOP, bottom), language)
    draw_time(drawing, axis, plan.scenario, (_TOP, bottom), language)
    before = [row for row in rows if row.colour != GREEN]
    for number, row in enumerate(before):
        _draw_row(drawing, axis, row, _TOP + number * _ROW)
    _draw_corridor(drawing, axis, bars, _TOP + len(before) * _ROW, language)
    for number, row in enumerate(rows[len(before) :], start=len(before) + 2):
        _draw_row(drawing, axis, row, _TOP + number * _ROW)
    drawing.line((_LEFT, bottom), (_RIGHT, bottom))
    return drawing


def _rows(plan: Plan, language: str) -> list[Row]:
    scenario = plan.scenario
    rows = []
    for point in scenario.assembly_points:
        stops = [stop for _, stop in place_stops(plan, point.id) if stop.begins is not None]
        spans = tuple((stop.begins or 0, (stop.begins or 0) + point.boarding_s) for stop in stops)
        busiest = max((height for _, height in profile(spans)), default=0)
        most = point.bays if point.bays < UNLIMITED else max(1, busiest)
        remark = say("row-bays", language, n=most) if point.bays < UNLIMITED else say("row-boarding", language)
        rows.append(Row(names.place(scenario, point.id, language), remark, spans, most, BLUE))
    for checkpoint in scenario.checkpoints:
        stops = [stop for _, stop in place_stops(plan, checkpoint.id) if stop.begins is not None]
        served = tuple((stop.begins or 0, stop.leaves or 0) for stop in stops)
        waiting = tuple(
            (stop.arrives or 0, stop.begins or 0) for stop in stops if (stop.arrives or 0) < (stop.begins or 0)
        )
        queue = max((height for _, height in profile(waiting)), default=0)
        title = names.place(scenario, checkpoint.id, language)
        rows.append(Row(title, say("row-queue", language, n=queue), waiting, max(1, queue), ORANGE, is_hatched=True))
        lanes = checkpoint.lanes if checkpoint.lanes < UNLIMITED else max(1, len(served))
        rows.append(Row(title, say("row-lanes", language, n=lanes), served, lanes, ORANGE))
    for centre in scenario.reception_centres:
        stops = [stop for _, stop in place_stops(plan, centre.id) if stop.received is not None]
        spans = tuple((stop.begins or 0, stop.received or 0) for stop in stops)
        busiest = max((height for _, height in profile(spans)), default=0)
        title = names.place(scenario, centre.id, language)
        rows.append(Row(title, say("row-alighting", language, n=busiest), spans, max(1, busiest), GREEN))
    return rows


def profile(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return (second, how many spans hold from then on) at every change; an end comes before a start."""
    changes: dict[int, int] = {}
    for start, end in spans:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    height, steps = 0, []
    for second in sorted(changes):
        if changes[second]:
            height += changes[second]
            steps.append((second, height))
    return steps


def _draw_row(drawing: Drawing, axis: Axis, row: Row, top: float) -> None:
    _title(drawing, row.title, row.remark, top)
    base = top + _ROW - 7
    drawing.line((_LEFT, base), (_RIGHT, base), stroke=RULE, stroke_width="1")
    points: list[Point] = [(axis.x(axis.first), base)]
    before = 0
    for second, height in profile(row.spans):
        x = axis.x(second)
        points += [(x, base - before / row.most * _HIGH), (x, base - height / row.most * _HIGH)]
        before = height
    points.append((axis.x(axis.last) if before else points[-1][0], base))
    fill = drawing.hatch(f"row-{int(top)}", row.colour, gap=4) if row.is_hatched else row.colour
    drawing.path(points, is_closed=True, fill=fill, stroke=row.colour, stroke_width="0.8")


def _title(drawing: Drawing, title: str, remark: str, top: float) -> None:
    size = min(13.0, 13.0 * (_LEFT - 20) / max(1.0, width_of(title, 13)))
    drawing.text(_LEFT - 10, top + 17, title, "right", size, font_weight="600")
    drawing.text(_LEFT - 10, top + 34, remark, "right", 11, fill=FAINT)


@dataclass(frozen=True)
class Passage:
    """A run of vehicles through the corridor in one direction: the first and the last enter and leave."""

    leg: str
    is_outward: bool
    vehicles: int
    enters: Span
    leaves: Span


def passages(plan: Plan) -> list[Passage]:
    """Return the convoys through the corridor, and single vehicles where no convoy rules hold."""
    legs = {trip.id: (stop, bool(trip.load)) for trip in plan.trips for stop in trip.stops if isinstance(stop, LegStop)}
    runs = plan.convoys or tuple((trip,) for trip in legs)
    found = []
    for run in runs:
        stops = [legs[trip] for trip in run if trip in legs]
        if stops:
            enters, leaves = [stop.enters for stop, _ in stops], [stop.leaves for stop, _ in stops]
            found.append(
                Passage(
                    stops[0][0].leg, stops[0][1], len(stops), (min(enters), max(enters)), (min(leaves), max(leaves))
                )
            )
    return found


def _draw_corridor(drawing: Drawing, axis: Axis, bars: list[Passage], top: float, language: str) -> None:
    """Draw each convoy as a slanted bar: entering along one edge, leaving along the other."""
    title = say("row-corridor", language)
    for number, is_outward in enumerate((True, False)):
        here = [each for each in bars if each.is_outward == is_outward]
        y = top + number * _ROW
        _title(drawing, title, say("row-outward" if is_outward else "row-inward", language, n=len(here)), y)
        base = y + _ROW - 7
        drawing.line((_LEFT, base), (_RIGHT, base), stroke=RULE, stroke_width="1")
        start, end = (base - _HIGH, base) if is_outward else (base, base - _HIGH)
        shapes = (
            [
                (axis.x(e.enters[0]), start),
                (axis.x(e.enters[1]) + 2, start),
                (axis.x(e.leaves[1]) + 2, end),
                (axis.x(e.leaves[0]), end),
            ]
            for e in here
        )
        fill = RED if is_outward else drawing.hatch("inward", INK, angle=-45, gap=4, back="#ffffff")
        drawing.areas(shapes, fill=fill, stroke=RED if is_outward else INK, stroke_width="0.8")
