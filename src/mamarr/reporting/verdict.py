"""The verdict of a page: who can be brought out by when, what is supposed, and the figures that stand out."""

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Column, Heading, Number, Numbers, Paragraph, Table
from mamarr.reporting.waypoints import runs_over_days
from mamarr.reporting.wording import bounds, names, verdicts
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import duration, number, percent, short_time, time_of, zulu

_MOST_SENTENCES = 3
"""More pauses than this stand in a table."""


def verdict(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the verdict, who is separated, what is supposed, and the figures that stand out."""
    blocks: list[Block] = [
        Heading(say("heading-verdict", language), 3, anchor),
        Paragraph(verdicts.verdict(plan, language), "lead"),
    ]
    alone = verdicts.separated(plan, language)
    if alone:
        blocks.append(Paragraph(alone, "warning"))
    if len(plan.scenario.pauses) > _MOST_SENTENCES:
        blocks += [Paragraph(say("suppose-many", language), "note"), _pauses(plan, language)]
    else:
        blocks += [Paragraph(text, "note") for text in supposed(plan, language)]
    blocks.append(key_figures(plan, language))
    if alone:
        blocks.append(_separated(plan, language))
    return blocks


def supposed(plan: Plan, language: str) -> list[str]:
    """Return what the plan supposes of each pause."""
    found = []
    for pause in plan.scenario.pauses:
        standing = say(f"standing-{pause.needs}", language)
        sentence = say(
            "suppose-pause",
            language,
            pause=names.pause(plan.scenario, pause.id, language),
            opens=time_of(pause.opens_s, plan.scenario, language),
            closes=time_of(pause.closes_s, plan.scenario, language),
            standing=standing,
        )
        if pause.margin_s:
            margin = say("suppose-margin", language, margin=duration(pause.margin_s, language))
        else:
            margin = say("suppose-no-margin", language)
        found.append(f"{sentence} {margin}")
    return found


def _pauses(plan: Plan, language: str) -> Table:
    """Return every pause that the plan supposes."""
    scenario = plan.scenario
    codes = ("pause", "opens", "closes", "margin", "standing")
    rows = tuple(
        (
            names.pause(scenario, pause.id, language),
            short_time(pause.opens_s, scenario, language, dated=True),
            short_time(pause.closes_s, scenario, language, dated=True),
            duration(pause.margin_s, language),
            say(f"standing-{pause.needs}", language),
        )
        for pause in scenario.pauses
    )
    columns = tuple(Column(say(f"column-{code}", language), is_number=code in ("opens", "closes")) for code in codes)
    return Table(say("table-pauses", language), columns, rows)


def key_figures(plan: Plan, language: str) -> Numbers:
    """Return the figures that stand out."""
    scenario = plan.scenario
    is_dated = runs_over_days(plan)
    total = say("remark-of", language, n=number(plan.people_total, language))

    def instant(code: str, second: int, remark: str = "") -> Number:
        utc = zulu(second, scenario)
        shown = short_time(second, scenario, language, dated=is_dated) if utc else time_of(second, scenario, language)
        return Number(say(code, language), shown, remark or utc or "")

    found = [Number(say("figure-people-out", language), number(plan.people_out, language), total)]
    if plan.people_out:
        found += [
            instant("figure-clearance-s", plan.clearance_s),
            instant("figure-clearance-90-s", plan.clearance_90_s),
        ]
    if any(group.category == "wounded" for group in scenario.groups):
        remark = say("remark-horizon", language) if plan.remaining else ""
        found.append(instant("figure-mean-wounded-s", plan.mean_wounded_s, remark))
    found += _distances(plan, language)
    if scenario.aid:
        wanted = say("remark-of-tonnes", language, n=number(sum(aid.tonnes for aid in scenario.aid), language))
        brought = number(sum(plan.aid_delivered.values()), language)
        found.append(Number(say("figure-aid", language), say("tonnes-short", language, n=brought), wanted))
    if scenario.hazards:
        minutes = number(-(-plan.exposure_person_s // 60), language)
        found.append(Number(say("figure-exposure", language), minutes, say("remark-exposure", language)))
    if any(group.companions for group in scenario.groups):
        found.append(Number(say("figure-separated", language), number(plan.separated, language)))
    return Numbers(tuple(found))


def _distances(plan: Plan, language: str) -> list[Number]:
    """Return how far the plan is from the strongest bound: in people where somebody stays, else in time."""
    bound = plan.strongest("clearance_s" if plan.is_complete else "people")
    if bound is None:
        return []
    remark = bounds.proof(bound, language)
    if plan.is_complete:
        return [Number(say("figure-gap", language), percent(plan.gap, language), remark)]
    return [Number(say("figure-gap-people", language), number(bound.value - plan.people_out, language), remark)]


def _separated(plan: Plan, language: str) -> Table:
    out, rows = plan.out_by_group, []
    heads = {group.id: group.to_move for group in plan.scenario.groups}
    for group in plan.scenario.groups:
        if not group.companions or not group.to_move:
            continue
        other = group.companions.group
        alone = max(0, out[other] - heads[other] * out[group.id] // group.to_move)
        if alone:
            rows.append((names.place(plan.scenario, group.at, language), number(alone, language)))
    columns = (Column(say("column-place", language)), Column(say("column-separated", language), is_number=True))
    return Table(say("table-separated", language), columns, tuple(rows))
