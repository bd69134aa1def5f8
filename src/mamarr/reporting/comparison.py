"""Two plans side by side, and what differs between their scenarios."""

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Block, Column, Items, Paragraph, Table
from mamarr.reporting.waypoints import runs_over_days
from mamarr.reporting.wording import verdicts
from mamarr.reporting.wording.bundles import listed, say
from mamarr.reporting.wording.numbers import duration, longer_or_shorter, number, short_time, signed
from mamarr.scenario.scenario import Scenario


def compared(first: Plan, second: Plan, language: str) -> list[Block]:
    """Return two plans figure by figure, and what differs between their scenarios."""
    changes = _changes(first, second, language)
    rows = [
        (
            label,
            _shown(code, one, first, language),
            _shown(code, two, second, language),
            _apart(code, two - one, language),
        )
        for code, label, one, two in _figures(first, second, language)
    ]
    labels = "أب" if language == "ar" else "AB"
    columns = (
        Column(say("column-figure", language)),
        *(Column(say("column-plan", language, letter=letter), is_number=True) for letter in labels),
        Column(say("column-difference", language), is_number=True),
    )
    return [
        Paragraph(say("compare-note", language)),
        *([Items(tuple(changes))] if changes else ()),
        Table(say("table-compare", language), columns, tuple(rows)),
        *(
            Paragraph(
                verdicts.remaining(plan.remaining, plan.scenario, language),
                strong=f"{say('column-plan', language, letter=letter)}:",
            )
            for plan, letter in zip((first, second), labels, strict=True)
        ),
        Paragraph(say("alternatives-note", language)),
    ]


def _figures(first: Plan, second: Plan, language: str) -> list[tuple[str, str, int, int]]:
    ours, theirs = tallies.by_category(first), tallies.by_category(second)
    found = [("people", say("figure-people-out", language), first.people_out, second.people_out)]
    found += [
        ("people", say(f"category-{category}", language), ours[category], theirs[category])
        for category in tallies.CATEGORIES
        if tallies.announced(first.scenario)[category] or tallies.announced(second.scenario)[category]
    ]
    left = (first.people_total - first.people_out, second.people_total - second.people_out)
    found.append(("people", say("figure-people-remaining", language), *left))
    found.append(("people", say("figure-separated", language), first.separated, second.separated))
    for code in ("mean_wounded_s", "clearance_90_s", "clearance_s"):
        label = say(f"figure-{code.replace('_', '-')}", language)
        found.append(("time", label, getattr(first, code), getattr(second, code)))
    if first.scenario.aid or second.scenario.aid:
        brought = [sum(plan.aid_delivered.values()) for plan in (first, second)]
        found.append(("people", say("figure-aid-tonnes", language), brought[0], brought[1]))
    if first.scenario.hazards or second.scenario.hazards:
        exposed = [-(-plan.exposure_person_s // 60) for plan in (first, second)]
        found.append(("people", say("figure-exposure-minutes", language), exposed[0], exposed[1]))
    margins = [min((pause.margin_s for pause in plan.scenario.pauses), default=0) for plan in (first, second)]
    found.append(("duration", say("figure-margin", language), margins[0], margins[1]))
    return found


def _shown(code: str, value: int, plan: Plan, language: str) -> str:
    if code == "time":
        return short_time(value, plan.scenario, language, dated=runs_over_days(plan))
    return duration(value, language) if code == "duration" else number(value, language)


def _apart(code: str, amount: int, language: str) -> str:
    if code == "people":
        return signed(amount, language)
    return longer_or_shorter(amount, language)


def _changes(first: Plan, second: Plan, language: str) -> list[str]:
    """Return what stands differently in the second scenario, in words."""
    one, two = first.scenario, second.scenario
    found = []
    if one.objective != two.objective:
        orders = [verdicts.order(each.objective, language) for each in (one, two)]
        found.append(say("changed-order", language, first=orders[0], second=orders[1]))
    margins = [duration(min((pause.margin_s for pause in each.pauses), default=0), language) for each in (one, two)]
    if margins[0] != margins[1]:
        found.append(say("changed-margin", language, first=margins[0], second=margins[1]))
    alone = [any(g.companions and g.companions.may_go_alone for g in each.groups) for each in (one, two)]
    if alone[0] != alone[1]:
        words = [say("yes" if each else "no", language) for each in alone]
        found.append(say("changed-alone", language, first=words[0], second=words[1]))
    sections = [name for name in _SECTIONS if _section(one, name) != _section(two, name)]
    if sections:
        named = listed((say(f"section-{name.replace('_', '-')}", language) for name in sections), language)
        found.append(say("changed-sections", language, sections=named))
    return found


_SECTIONS = (
    "starts", "ends_s", "places", "legs", "groups", "fleet", "convoys", "pauses", "bans", "weather", "limits",
    "conditions", "commitments", "hazards", "linked", "aid",
)  # fmt: skip


def _section(scenario: Scenario, name: str) -> object:
    """Return a section, without what has a sentence of its own: margins of pauses, and who may go alone."""
    section = getattr(scenario, name)
    if name == "pauses":
        return tuple(pause.replace(margin_s=0) for pause in section)
    if name == "groups":
        return tuple(
            group.replace(companions=group.companions and group.companions.replace(may_go_alone=False))
            for group in section
        )
    return section
