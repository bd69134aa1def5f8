"""Pictures of a page with their captions, each beside a table of the same figures."""

from mamarr.planning.timetable import Plan
from mamarr.reporting.axis import Axis
from mamarr.reporting.blocks import Block, Column, Figure, Heading, Paragraph, Table
from mamarr.reporting.ceiling import Ceiling, ceiling
from mamarr.reporting.curves import curve_of, span
from mamarr.reporting.maps import has_positions, map_of
from mamarr.reporting.runs import runs
from mamarr.reporting.timeline import timeline_of
from mamarr.reporting.waypoints import runs_over_days
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import listed, say
from mamarr.reporting.wording.numbers import number, short_time, zulu
from mamarr.scenario.scenario import Scenario


def geography(scenario: Scenario, language: str, anchor: str) -> list[Block]:
    """Return the map with the table of places; where a position is missing, which one."""
    heading = Heading(say("heading-map", language), 3, anchor)
    if not has_positions(scenario):
        silent = [names.place(scenario, place.id, language) for place in scenario.places if place.at is None]
        missing = say("map-missing", language, places=listed(silent, language))
        return [heading, Paragraph(missing), _places(scenario, language)]
    figure = Figure(map_of(scenario, language, anchor), say("map-caption", language), _places(scenario, language))
    return [heading, figure]


def _places(scenario: Scenario, language: str) -> Table:
    has_any = any(place.at for place in scenario.places)
    columns = [Column(say("column-place", language)), Column(say("column-kind", language))]
    columns += [Column(say(f"column-{name}", language), is_number=True) for name in ("latitude", "longitude")] * has_any
    rows = []
    for place in scenario.places:
        row = [names.place(scenario, place.id, language), say(f"kind-of-{place.kind.replace(' ', '-')}", language)]
        row += [f"{degrees:.4f}" for degrees in place.at] if place.at else ["", ""] * has_any
        rows.append(tuple(row))
    return Table(say("table-places", language), tuple(columns), tuple(rows))


def curve(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the evacuation curve with its ceiling, and both as a table."""
    if not plan.people_out:
        return []
    over = ceiling(plan)
    if over is None:
        caption = say("curve-caption-alone", language)
    else:
        kinds = listed((say(f"ceiling-{kind}", language) for kind in over.kinds), language)
        caption = say("curve-caption", language, kinds=kinds)
    figure = Figure(curve_of(plan, over, language, anchor), caption, _curve_table(plan, over, language))
    return [Heading(say("heading-curve", language), 3, anchor), figure]


def _curve_table(plan: Plan, over: Ceiling | None, language: str) -> Table:
    scenario = plan.scenario
    first, last = span(plan)
    ticks = [*Axis(first, last, 0, 1).ticks(scenario, 24), plan.clearance_s]
    has_clock, is_dated = zulu(0, scenario) is not None, runs_over_days(plan)
    columns = [Column(say("column-time", language), is_number=True)]
    columns += [Column(say("column-zulu", language), is_number=True)] * has_clock
    columns.append(Column(say("column-received", language), is_number=True))
    columns += [Column(say("column-ceiling", language), is_number=True)] * (over is not None)
    rows = []
    for second in sorted(set(ticks)):
        received = max((persons for start, persons in plan.evacuation_curve if start <= second), default=0)
        row = [short_time(second, scenario, language, dated=is_dated), *([zulu(second, scenario) or ""] * has_clock)]
        row += [number(received, language), *([number(over.at(second), language)] if over else [])]
        rows.append(tuple(row))
    return Table(say("table-curve", language), tuple(columns), tuple(rows))


def timeline(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the timeline by place, and its convoys as a table."""
    if not plan.trips:
        return []
    scenario = plan.scenario
    found = runs(plan)
    is_dated = runs_over_days(plan)
    has_legs = len({run.leg for run in found}) > 1
    codes = ("direction", "vehicles", "enters", "last-enters", "leaves", "last-leaves")
    columns = tuple(Column(say(f"column-{code}", language), is_number=number > 0) for number, code in enumerate(codes))
    rows = tuple(
        (
            *((names.leg(scenario, run.leg, language),) if has_legs else ()),
            say("direction-outward" if run.is_outward else "direction-inward", language),
            number(run.vehicles, language),
            *(
                short_time(second, scenario, language, dated=is_dated)
                for span in (run.enters, run.leaves)
                for second in span
            ),
        )
        for run in found
    )
    columns = (*((Column(say("column-leg", language)),) if has_legs else ()), *columns)
    table = Table(say("table-convoys", language), columns, rows)
    figure = Figure(timeline_of(plan, language, anchor), _timeline_words(plan, language), table)
    return [Heading(say("heading-timeline", language), 3, anchor), figure]


def _timeline_words(plan: Plan, language: str) -> str:
    """Return what the colours of the timeline mean; of aid only where some comes in."""
    words = say("timeline-caption", language)
    return f"{words} {say('timeline-caption-aid', language)}" if plan.scenario.aid else words
