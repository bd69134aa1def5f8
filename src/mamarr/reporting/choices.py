"""What other orders would bring, and who stays."""

from collections.abc import Iterable

from mamarr.planning.timetable import Alternative, Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Block, Column, Heading, Paragraph, Table
from mamarr.reporting.waypoints import runs_over_days
from mamarr.reporting.wording import names, verdicts
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import number, short_time


def alternatives(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return what other orders would bring, and who stays in each."""
    if not plan.alternatives:
        return []
    sides = [(say("this-plan", language), tallies.described(plan))]
    sides += [(verdicts.alternative_name(each, language), each) for each in plan.alternatives]
    columns = (Column(say("column-figure", language)), *(Column(name, is_number=True) for name, _ in sides))
    return [
        Heading(say("heading-alternatives", language), 3, anchor),
        Paragraph(say("alternatives-note", language)),
        Table(say("table-alternatives", language), columns, _beside([side for _, side in sides], plan, language)),
        *(
            Paragraph(
                verdicts.remaining(each.remaining, plan.scenario, language),
                strong=f"{verdicts.alternative_name(each, language)}:",
            )
            for each in plan.alternatives
        ),
    ]


def _beside(sides: list[Alternative], plan: Plan, language: str) -> tuple[tuple[str, ...], ...]:
    """Return one row for each figure, with what each plan brings."""
    counts = [tallies.categories_of(side) for side in sides]
    present = [each for each in tallies.CATEGORIES if tallies.announced(plan.scenario)[each]]

    is_dated = runs_over_days(plan)

    def row(label: str, cells: Iterable[str]) -> tuple[str, ...]:
        return (say(label, language), *cells)

    return (
        row("column-order", (verdicts.order(side.objective, language, 1) for side in sides)),
        row("figure-people-out", (number(side.people_out, language) for side in sides)),
        *(row(f"category-{each}", (number(count[each], language) for count in counts)) for each in present),
        row("figure-separated", (number(side.separated, language) for side in sides)),
        row(
            "figure-mean-wounded-s",
            (short_time(side.mean_wounded_s, plan.scenario, language, dated=is_dated) for side in sides),
        ),
        row(
            "figure-clearance-s",
            (short_time(side.clearance_s, plan.scenario, language, dated=is_dated) for side in sides),
        ),
    )


def staying(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return who stays, by place and kind of people."""
    heading = Heading(say("heading-staying", language), 3, anchor)
    here = tallies.staying(plan)
    if not here:
        return [heading, Paragraph(say("remaining-nobody", language))]
    kinds = [kind for kind in names.KINDS if any(kind in counts for counts in here.values())]
    rows = [
        (
            names.place(plan.scenario, place, language),
            *(number(counts.get(kind, 0), language) for kind in kinds),
            number(sum(counts.values()), language),
        )
        for place, counts in here.items()
    ]
    sums = [sum(counts.get(kind, 0) for counts in here.values()) for kind in kinds]
    rows.append((say("column-total", language), *(number(each, language) for each in (*sums, sum(sums)))))
    columns = (
        Column(say("column-place", language)),
        *(Column(names.kind(kind, language), is_number=True) for kind in kinds),
        Column(say("column-total", language), is_number=True),
    )
    return [heading, Table(say("table-staying", language), columns, tuple(rows), last_is_total=True)]
