"""The brief: one page for a meeting. Sums and conditions; never who stays where, never a position, never what to ask for."""

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Figure, Heading, Paper, Paragraph, Part, Sheet
from mamarr.reporting.charts import curve
from mamarr.reporting.papers import foot
from mamarr.reporting.request import Request
from mamarr.reporting.verdict import key_figures, supposed
from mamarr.reporting.wording import bounds, names, verdicts
from mamarr.reporting.wording.bundles import Language, isolate, plain, say
from mamarr.reporting.wording.numbers import day

_MOST_PAUSES = 3


def brief(request: Request) -> Paper:
    """Return the brief: verdict, figures, curve, what limits and what is supposed; with two languages the sheet lies."""
    plan, languages = request.plan, request.languages
    parts = tuple(Part(language, tuple(_brief(plan, language))) for language in languages)
    title = " / ".join(plain(names.written(plan.scenario.name, "", language)) for language in languages)
    feet = {each: foot(plan, each, request.audience) for each in languages}
    return Paper(title, (Sheet(parts, is_flipped=len(parts) > 1, is_fitted=True),), feet)


def _brief(plan: Plan, language: Language) -> list[Block]:
    scenario = plan.scenario
    starts = scenario.clock.local(0)
    when = f" – {isolate(day(starts, language))}" if starts else ""
    blocks: list[Block] = [
        Heading(isolate(names.written(scenario.name, "", language)), 1),
        Paragraph(say("paper-brief", language) + when, "small"),
        Paragraph(verdicts.verdict(plan, language), "lead"),
    ]
    alone = verdicts.separated(plan, language)
    blocks += [Paragraph(alone, "warning")] if alone else []
    blocks.append(key_figures(plan, language))
    blocks += [each for each in curve(plan, language, f"{language}-brief") if isinstance(each, Figure)]
    if plan.bottleneck is not None:
        blocks += [
            Heading(say("heading-bottleneck", language), 2),
            Paragraph(bounds.bottleneck(plan.bottleneck, scenario, language)),
        ]
    blocks.append(Heading(say("heading-supposed", language), 2))
    if len(scenario.pauses) > _MOST_PAUSES:
        blocks.append(Paragraph(say("suppose-many", language)))
    else:
        blocks += [Paragraph(text) for text in supposed(plan, language)]
    blocks.append(Paragraph(say("wish-line", language), "small"))
    return blocks
