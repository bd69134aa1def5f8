"""Papers: what is printed of a plan, for whom, and what stands at the foot of each page."""

from collections.abc import Sequence

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Heading, Page, Paper, Paragraph, Part, Sheet, Table
from mamarr.reporting.movements import movement_table
from mamarr.reporting.pages import page_of
from mamarr.reporting.request import Request, mark_of
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, isolate, plain, say
from mamarr.reporting.wording.numbers import day


def movements(request: Request) -> Paper:
    """Return the movement tables on A4, lying on its long side."""
    plan, languages = request.plan, request.languages
    parts = tuple(Part(language, tuple(_movements(plan, language))) for language in languages)
    return _paper(request, "paper-movements", (Sheet(parts, is_flipped=True),))


def _movements(plan: Plan, language: Language) -> list[Block]:
    name = isolate(names.written(plan.scenario.name, "", language))
    head: list[Block] = [Heading(say("paper-movements", language, name=name), 1)]
    if plan.scenario.note is not None:
        head.append(Paragraph(isolate(names.written(plan.scenario.note, "", language)), "small"))
    blocks = movement_table(plan, language, "")[1:]
    return [*head, *_raised(blocks, 2)] if blocks else [*head, Paragraph(say("paper-no-movements", language))]


def whole(request: Request) -> Paper:
    """Return everything that is said of a plan: one language after the other, wide tables on sheets that lie."""
    page = page_of([request.plan], request.languages, request.audience)
    sheets = tuple(sheet for part in page.parts for sheet in _sheets(part))
    return _paper(request, "paper-plan", sheets)


def of_situation(page: Page) -> Paper:
    """Return the page of a situation on paper, one language after the other."""
    sheets = tuple(sheet for part in page.parts for sheet in _sheets(part))
    marks = dict(page.facts)
    terms = {code: marks.get(code) or "–" for code in ("plan", "scenario")}
    return Paper(
        page.title, sheets, {part.language: say("situation-foot", part.language, **terms) for part in page.parts}
    )


def _sheets(part: Part) -> list[Sheet]:
    """Return the sheets of one part: sections with wide tables lie on their long side."""
    sections: list[list[Block]] = []
    for block in part.blocks:
        if isinstance(block, Heading) and block.level <= 2 and any(not _is_title(each) for each in sections[-1:]):
            sections.append([block])
        else:
            sections = sections or [[]]
            sections[-1].append(block)
    sheets: list[Sheet] = []
    for section in sections:
        is_wide = any(isinstance(block, Table) and block.is_wide for block in section)
        if sheets and sheets[-1].is_flipped == is_wide:
            section[:0] = sheets.pop().parts[0].blocks
        sheets.append(Sheet((Part(part.language, tuple(section)),), is_wide))
    return sheets


def _is_title(section: list[Block]) -> bool:
    return not any(isinstance(block, Heading) for block in section)


def _raised(blocks: Sequence[Block], by: int) -> list[Block]:
    """Return headings *by* levels up."""
    return [
        Heading(block.text, block.level - by, block.anchor) if isinstance(block, Heading) else block for block in blocks
    ]


def _paper(request: Request, code: str, sheets: tuple[Sheet, ...]) -> Paper:
    plan, languages = request.plan, request.languages
    titles = [
        plain(say(code, language, name=names.written(plan.scenario.name, "", language))) for language in languages
    ]
    return Paper(" / ".join(titles), sheets, {each: foot(plan, each, request.audience) for each in languages})


def foot(plan: Plan, language: Language, audience: str) -> str:
    """Return for whom a page is, of which plan and day; and that it guarantees nothing."""
    starts = plan.scenario.clock.local(0)
    return say(
        "paper-foot",
        language,
        audience=say(f"audience-{audience}", language),
        plan=mark_of(plan),
        day=day(starts, language) if starts else say("times-in-minutes", language),
    )
