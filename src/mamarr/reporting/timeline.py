"""The timeline: one row for each place, with what is busy there; convoys as slanted bars through each corridor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mamarr.planning.timetable import Plan
from mamarr.reporting.axis import Axis, draw_time
from mamarr.reporting.curves import span
from mamarr.reporting.runs import Run, runs
from mamarr.reporting.spells import STRIP, draw_pauses, draw_strips, strips
from mamarr.reporting.svg import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, RULE, Drawing, Point, fitted, width_of
from mamarr.reporting.waypoints import Ground, Halt
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED

WIDTH = 760.0
MOST_ROWS = 25
"""Rows drawn at most: the busiest."""
_LEFT, _RIGHT, _TOP = 168.0, 748.0, 40.0
_ROW, _HIGH = 43.0, 27.0
_SMALLEST = 10.0

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

    @property
    def busy_s(self) -> int:
        """Seconds of all that is done there."""
        return sum(ends - begins for begins, ends in self.spans)


@dataclass(frozen=True)
class Corridor:
    """One direction of a leg, and the runs of vehicles through it."""

    title: str
    remark: str
    runs: tuple[Run, ...]
    is_outward: bool

    @property
    def busy_s(self) -> int:
        """Seconds of all passages."""
        return sum(each.leaves[1] - each.enters[0] for each in self.runs)


def timeline_of(plan: Plan, language: str, name: str) -> Drawing:
    """Return the timeline of *plan*."""
    rows, left_out = _chosen(rows_of(plan, language))
    told = strips(plan.scenario, language)
    start = _TOP + len(told) * STRIP
    bottom = start + _ROW * len(rows)
    axis = Axis(*span(plan), _LEFT, _RIGHT)
    height = bottom + (54 if axis.midnights(plan.scenario) else 40) + (18 if left_out else 0)
    bars = sum(len(row.runs) for row in rows if isinstance(row, Corridor))
    drawing = Drawing(WIDTH, height, say("timeline-label", language, convoys=bars), name)
    draw_pauses(drawing, plan, axis, (_TOP, bottom), language)
    draw_time(drawing, axis, plan.scenario, (_TOP, bottom), language)
    draw_strips(drawing, axis, told, _TOP, language, over=False)
    inward = ""
    for number, row in enumerate(rows):
        top = start + number * _ROW
        if isinstance(row, Corridor):
            if not row.is_outward and not inward:
                inward = drawing.hatch("inward", INK, angle=-45, gap=4, back="#ffffff")
            _draw_corridor(drawing, axis, row, top, inward)
        else:
            _draw_row(drawing, axis, row, top)
    drawing.line((_LEFT, bottom), (_RIGHT, bottom))
    if left_out:
        drawing.text(_RIGHT, height - 8, say("rows-left-out", language, n=left_out), "right", 12, fill=FAINT)
    return drawing


def _chosen(rows: Sequence[Row | Corridor]) -> tuple[list[Row | Corridor], int]:
    """Return the busiest rows in the order of the way out, and how many are left out."""
    busiest = sorted(range(len(rows)), key=lambda number: -rows[number].busy_s)[:MOST_ROWS]
    return [rows[number] for number in sorted(busiest)], len(rows) - len(busiest)


def rows_of(plan: Plan, language: str) -> list[Row | Corridor]:
    """Return every row: points, checkpoints, corridors in both directions, where aid is unloaded, centres."""
    scenario, ground = plan.scenario, Ground(plan.scenario)
    halts: dict[str, list[Halt]] = {}
    for trip in plan.trips:
        is_own = trip.vehicle.partition("/")[0] in ground.groups
        for each in ground.followed(trip):
            if isinstance(each, Halt) and not (is_own and each.role == "boards"):
                halts.setdefault(each.place, []).append(each)
    rows: list[Row | Corridor] = []
    for point in scenario.assembly_points:
        rows += _point(point, halts.get(point.id, []), names.place(scenario, point.id, language), language)
    for checkpoint in scenario.checkpoints:
        title = names.place(scenario, checkpoint.id, language)
        rows += _checkpoint(checkpoint, halts.get(checkpoint.id, []), title, language)
    rows += _corridors(plan, language)
    for place in scenario.places:
        rows += _unloading(halts.get(place.id, []), names.place(scenario, place.id, language), language)
    for centre in scenario.reception_centres:
        rows += _centre(centre, halts.get(centre.id, []), names.place(scenario, centre.id, language), language)
    return rows


def _point(point: AssemblyPoint, halts: list[Halt], title: str, language: str) -> list[Row]:
    boards = [each.begins or 0 for each in halts if each.role == "boards"]
    spans = tuple((begins, begins + point.boarding_s) for begins in boards)
    busiest = max((height for _, height in profile(spans)), default=0)
    most = point.bays if point.bays < UNLIMITED else max(1, busiest)
    remark = say("row-bays", language, n=most) if point.bays < UNLIMITED else say("row-boarding", language)
    return [Row(title, remark, spans, most, BLUE)]


def _checkpoint(checkpoint: Checkpoint, halts: list[Halt], title: str, language: str) -> list[Row]:
    inspected = [each for each in halts if each.role == "inspected"]
    served = tuple((each.begins or 0, each.ends or 0) for each in inspected)
    waiting = tuple(
        (each.arrives or 0, each.begins or 0) for each in inspected if (each.arrives or 0) < (each.begins or 0)
    )
    queue = max((height for _, height in profile(waiting)), default=0)
    lanes = checkpoint.lanes if checkpoint.lanes < UNLIMITED else max(1, *(height for _, height in profile(served)), 1)
    return [
        Row(title, say("row-queue", language, n=queue), waiting, max(1, queue), ORANGE, is_hatched=True),
        Row(title, say("row-lanes", language, n=lanes), served, max(1, lanes), ORANGE),
    ]


def _centre(centre: ReceptionCentre, halts: list[Halt], title: str, language: str) -> list[Row]:
    spans = tuple((each.begins or 0, each.ends or 0) for each in halts if each.role == "received")
    busiest = max((height for _, height in profile(spans)), default=0)
    return [Row(title, say("row-alighting", language, n=busiest), spans, max(1, busiest), GREEN)] if centre else []


def _unloading(halts: list[Halt], title: str, language: str) -> list[Row]:
    spans = tuple((each.begins or 0, each.ends or 0) for each in halts if each.role == "unloads")
    busiest = max((height for _, height in profile(spans)), default=0)
    return [Row(title, say("row-unloading", language, n=busiest), spans, busiest, PURPLE)] if spans else []


def _corridors(plan: Plan, language: str) -> list[Corridor]:
    found = runs(plan)
    legs = [leg.id for leg in plan.scenario.legs if leg.id in {run.leg for run in found}]
    rows = []
    for leg in legs:
        title = say("row-corridor", language) if len(legs) == 1 else names.leg(plan.scenario, leg, language)
        for is_outward in (True, False):
            here = tuple(run for run in found if run.leg == leg and run.is_outward == is_outward)
            remark = say("row-outward" if is_outward else "row-inward", language, n=len(here))
            rows.append(Corridor(title, remark, here, is_outward))
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
    size = max(_SMALLEST, min(13.0, 13.0 * (_LEFT - 20) / max(1.0, width_of(title, 13))))
    drawing.text(_LEFT - 10, top + 17, fitted(title, size, _LEFT - 20), "right", size, font_weight="600")
    drawing.text(_LEFT - 10, top + 34, remark, "right", 11, fill=FAINT)


def _draw_corridor(drawing: Drawing, axis: Axis, row: Corridor, top: float, inward: str) -> None:
    """Draw each convoy as a slanted bar: entering along one edge, leaving along the other."""
    _title(drawing, row.title, row.remark, top)
    base = top + _ROW - 7
    drawing.line((_LEFT, base), (_RIGHT, base), stroke=RULE, stroke_width="1")
    start, end = (base - _HIGH, base) if row.is_outward else (base, base - _HIGH)
    shapes = (
        [
            (axis.x(e.enters[0]), start),
            (axis.x(e.enters[1]) + 2, start),
            (axis.x(e.leaves[1]) + 2, end),
            (axis.x(e.leaves[0]), end),
        ]
        for e in row.runs
    )
    colour = RED if row.is_outward else INK
    drawing.areas(shapes, fill=RED if row.is_outward else inward, stroke=colour, stroke_width="0.8")
