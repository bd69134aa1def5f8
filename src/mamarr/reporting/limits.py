"""What limits a plan: the sentence and its sum, and every bound with its proof."""

from mamarr.planning.timetable import Bound, Plan
from mamarr.reporting.blocks import Block, Column, Heading, Paragraph, Table
from mamarr.reporting.wording import bounds
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import time_of


def bottleneck(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return what limits: the sentence and its sum."""
    bound = plan.bottleneck
    if bound is None:
        return []
    blocks: list[Block] = [
        Heading(say("heading-bottleneck", language), 3, anchor),
        Paragraph(bounds.bottleneck(bound, plan.scenario, language), "sum"),
        sum_table(bound, plan, language),
    ]
    everybody = [each for each in plan.bounds if each.of == "complete_s" and each.proof == "hand"]
    same = plan.strongest("clearance_s", "hand")
    others = [(each, "everybody-out") for each in everybody] + ([(same, "same-number")] if same else [])
    for time, remark in others:
        if time is not bound:
            sentence = bounds.bottleneck(time, plan.scenario, language)
            blocks.append(Paragraph(sentence, "sum", say(remark, language)))
            blocks.append(sum_table(time, plan, language))
    return blocks


def sum_table(bound: Bound, plan: Plan, language: str) -> Table:
    """Return the sum of a bound term by term."""
    stands = "column-stands-people" if bound.of == "people" else "column-stands-time"
    columns = (
        Column(say("column-term", language)),
        Column(say("column-sum", language), is_number=True),
        Column(say("column-adds", language), is_number=True),
        Column(say(stands, language), is_number=True),
    )
    lines = bounds.sum_lines(bound, plan.scenario, language)
    rows = tuple((line.words, line.sum, line.adds, line.stands) for line in lines)
    return Table(say("table-sum", language), columns, rows, last_is_total=True)


def all_bounds(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return every bound with its proof."""
    if not plan.bounds:
        return []
    rows = []
    for bound in sorted(plan.bounds, key=lambda each: (each.of, each.value if each.of == "people" else -each.value)):
        if bound.of == "people":
            value = say("people", language, n=bound.value)
        else:
            value = say("bound-time", language, time=time_of(bound.value, plan.scenario, language))
        sentence = bounds.bottleneck(bound, plan.scenario, language)
        rows.append((sentence, value, say(f"proof-short-{bound.proof}", language)))
    columns = tuple(Column(say(f"column-{name}", language)) for name in ("bound", "value", "proof"))
    return [
        Heading(say("heading-bounds", language), 3, anchor),
        Paragraph(say("bounds-note", language)),
        Table(say("table-bounds", language), columns, tuple(rows)),
    ]
