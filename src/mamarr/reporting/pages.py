"""The page: what is said of one plan, or of two side by side, in each language. Formats make a file of it."""

from collections.abc import Sequence
from dataclasses import replace

from mamarr.planning.timetable import Plan
from mamarr.reporting.agreements import agreements, shelter
from mamarr.reporting.blocks import Block, Heading, Page, Paragraph, Part
from mamarr.reporting.calls import call_forward
from mamarr.reporting.charts import curve, geography, timeline
from mamarr.reporting.choices import alternatives, staying
from mamarr.reporting.cities import city
from mamarr.reporting.comparison import compared
from mamarr.reporting.limits import all_bounds, bottleneck
from mamarr.reporting.medical import entrusted, medical_desk
from mamarr.reporting.movements import movement_table
from mamarr.reporting.people import ledger
from mamarr.reporting.proof import proof, warnings
from mamarr.reporting.provisions import provisions
from mamarr.reporting.verdict import verdict
from mamarr.reporting.wording import names, verdicts
from mamarr.reporting.wording.bundles import Language, isolate, plain, say
from mamarr.reporting.wording.numbers import day

_LETTERS = {"en": "AB", "ar": "أب"}


def page_of(plans: Sequence[Plan], languages: Sequence[Language], audience: str) -> Page:
    """Return the page of one plan or of two."""
    first = plans[0]
    title = " / ".join(_title(plans, language) for language in languages)
    prints = ", ".join((plan.fingerprint or plan.fingerprint_of_content())[:12] for plan in plans)
    facts = (
        ("generator", "mamarr"),
        ("audience", audience),
        ("plan", prints),
        ("scenario", first.scenario.fingerprint_of_content()[:12]),
    )
    return Page(title, tuple(Part(language, tuple(_part(plans, language, audience))) for language in languages), facts)


def _title(plans: Sequence[Plan], language: str) -> str:
    name = names.written(plans[0].scenario.name, "", language)
    return plain(say("page-title-two", language, first=name)) if len(plans) > 1 else name


def _part(plans: Sequence[Plan], language: Language, audience: str) -> list[Block]:
    blocks = _head(plans[0], language, audience)
    if len(plans) > 1:
        blocks.append(Heading(say("heading-compare", language), 2, f"{language}-compare"))
        blocks += compared(plans[0], plans[1], language)
    for number, plan in enumerate(plans):
        letter = _LETTERS[language][number]
        with_map = number == 0 or _geography(plan) != _geography(plans[0])
        if len(plans) > 1:
            order = verdicts.order(plan.scenario.objective, language)
            heading = say("plan-heading", language, letter=letter, order=order)
            blocks.append(Heading(heading, 2, f"{language}-plan-{number + 1}"))
        found = _plan(plan, language, f"{language}-{number + 1}" if number else language, with_map=with_map)
        blocks += found if len(plans) > 1 else [_raised(block) for block in found]
    return blocks


def _raised(block: Block) -> Block:
    """Return a heading one level up, where no plan's own heading stands above it."""
    return replace(block, level=block.level - 1) if isinstance(block, Heading) else block


def _geography(plan: Plan) -> tuple[object, ...]:
    scenario = plan.scenario
    return tuple((place.id, place.name, place.at, place.kind) for place in scenario.places), scenario.legs


def _head(plan: Plan, language: Language, audience: str) -> list[Block]:
    scenario = plan.scenario
    starts = scenario.clock.local(0)
    when = f"{' – '}{isolate(day(starts, language))}" if starts else ""
    blocks: list[Block] = [
        Paragraph(say("page-kind", language) + when, "small"),
        Heading(isolate(names.written(scenario.name, "", language)), 1, f"{language}-title"),
    ]
    if scenario.note is not None:
        blocks.append(Paragraph(isolate(names.written(scenario.note, "", language)), "note"))
    blocks.append(Paragraph(say("audience-line", language, audience=say(f"audience-{audience}", language)), "small"))
    blocks.append(Paragraph(say("wish-line", language), "small"))
    return blocks


def _plan(plan: Plan, language: Language, anchor: str, *, with_map: bool) -> list[Block]:
    if plan.scenario.network is not None:
        return city(plan, plan.scenario.network, language, anchor)
    return [
        *verdict(plan, language, f"{anchor}-verdict"),
        *(geography(plan.scenario, language, f"{anchor}-map") if with_map else ()),
        *curve(plan, language, f"{anchor}-curve"),
        *timeline(plan, language, f"{anchor}-timeline"),
        *bottleneck(plan, language, f"{anchor}-bottleneck"),
        *all_bounds(plan, language, f"{anchor}-bounds"),
        *alternatives(plan, language, f"{anchor}-alternatives"),
        *staying(plan, language, f"{anchor}-staying"),
        *ledger(plan, language, f"{anchor}-people"),
        *agreements(plan, language, f"{anchor}-agreements"),
        *shelter(plan.scenario, language, f"{anchor}-shelter"),
        *provisions(plan, language, f"{anchor}-provisions"),
        *medical_desk(plan, language, f"{anchor}-medical"),
        *entrusted(plan, language, f"{anchor}-families"),
        *warnings(plan, language, f"{anchor}-warnings"),
        *call_forward(plan, language, f"{anchor}-calls"),
        *movement_table(plan, language, f"{anchor}-movements"),
        *proof(plan, language, f"{anchor}-proof"),
    ]
