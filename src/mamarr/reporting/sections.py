"""The sections of a page about one plan, each as a few blocks."""

from collections.abc import Iterable

from mamarr.planning.timetable import Alternative, Bound, Limited, Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Block, Column, Heading, Items, Number, Numbers, Paragraph, Table, Tone
from mamarr.reporting.wording import bounds, names, verdicts
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.findings import named_sentence
from mamarr.reporting.wording.numbers import (
    duration,
    longer_or_shorter,
    number,
    percent,
    short_time,
    signed,
    time_of,
    zulu,
)
from mamarr.scenario import checks


def verdict(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the verdict, who is separated, what is supposed, and the figures that stand out."""
    blocks: list[Block] = [
        Heading(say("heading-verdict", language), 3, anchor),
        Paragraph(verdicts.verdict(plan, language), "lead"),
    ]
    alone = verdicts.separated(plan, language)
    if alone:
        blocks.append(Paragraph(alone, "warning"))
    blocks += [Paragraph(text, "note") for text in supposed(plan, language)]
    blocks.append(_key_figures(plan, language))
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


def _key_figures(plan: Plan, language: str) -> Numbers:
    scenario = plan.scenario
    total = say("remark-of", language, n=number(plan.people_total, language))

    def instant(code: str, second: int, remark: str = "") -> Number:
        utc = zulu(second, scenario)
        shown = short_time(second, scenario, language) if utc else time_of(second, scenario, language)
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
    others: tuple[tuple[Limited, str], ...] = (("complete_s", "everybody-out"), ("clearance_s", "same-number"))
    for of, remark in others:
        time = plan.strongest(of, "hand")
        if time is not None and time is not bound:
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

    def row(label: str, cells: Iterable[str]) -> tuple[str, ...]:
        return (say(label, language), *cells)

    return (
        row("column-order", (verdicts.order(side.objective, language, 1) for side in sides)),
        row("figure-people-out", (number(side.people_out, language) for side in sides)),
        *(row(f"category-{each}", (number(count[each], language) for count in counts)) for each in present),
        row("figure-separated", (number(side.separated, language) for side in sides)),
        row("figure-mean-wounded-s", (short_time(side.mean_wounded_s, plan.scenario, language) for side in sides)),
        row("figure-clearance-s", (short_time(side.clearance_s, plan.scenario, language) for side in sides)),
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


def warnings(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return what `check` finds in the scenario, in words."""
    found = checks.findings(plan.scenario)
    blocks: list[Block] = [Heading(say("heading-warnings", language), 3, anchor)]
    for finding in found:
        sentence, expected, do = named_sentence(finding, plan.scenario, language)
        text = say("finding-line", language, sentence=sentence, expected=expected, do=do)
        tone: Tone = "small" if finding.severity == "remark" else "warning"
        blocks.append(Paragraph(text, tone, say(f"severity-{finding.severity}", language)))
    return blocks if found else [*blocks, Paragraph(say("warnings-none", language))]


def proof(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the judge's answer and where the plan comes from."""
    answer = plan.certificate
    if answer is None:
        sentence = say("certificate-missing", language)
    elif answer.plan_allowed and answer.bound_true:
        sentence = say("certificate-yes", language)
    else:
        words = [say("yes" if each else "no", language) for each in (answer.plan_allowed, answer.bound_true)]
        sentence = say("certificate-no", language, plan=words[0], bounds=words[1])
    origin = say(
        "fingerprints",
        language,
        plan=(plan.fingerprint or plan.fingerprint_of_content())[:12],
        scenario=plan.scenario.fingerprint_of_content()[:12],
        method=checks.visible(plan.method),
        seed=number(plan.seed, language),
        iterations=number(plan.iterations, language),
    )
    return [
        Heading(say("heading-proof", language), 3, anchor),
        Paragraph(sentence),
        Paragraph(origin, "small"),
        Paragraph(say("no-guarantee", language), "small"),
    ]


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
    margins = [min((pause.margin_s for pause in plan.scenario.pauses), default=0) for plan in (first, second)]
    found.append(("duration", say("figure-margin", language), margins[0], margins[1]))
    return found


def _shown(code: str, value: int, plan: Plan, language: str) -> str:
    if code == "time":
        return short_time(value, plan.scenario, language)
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
    if tallies.announced(one) != tallies.announced(two) or one.places != two.places or one.fleet != two.fleet:
        found.append(say("changed-other", language))
    return found
