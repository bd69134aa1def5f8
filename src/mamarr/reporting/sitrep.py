"""report(): one file out of plans; its ending says the format, its audience what it may show."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from mamarr.document import Document
from mamarr.errors import Finding, MamarrError
from mamarr.planning.timetable import Plan
from mamarr.reporting.pages import page_of
from mamarr.reporting.soundness import check
from mamarr.reporting.wording.bundles import LANGUAGES, Language
from mamarr.scenario.files import write

Audience = Literal["planner", "dispatcher", "field-reporter", "liaison", "auditor"]

_SEES_EVERYTHING = ("planner", "auditor")
"""Who sees every place and time. For the others rows and precision have to be taken away; this version cannot, so it refuses."""

_MOST_PLANS = 2


def report(
    *documents: Document, to: str | Path, language: Literal["ar", "en", "both"] = "both", audience: str = "planner"
) -> None:
    """Write one file of one plan, or a page of two plans side by side; the ending of *to* says the format.

    Parameters
    ----------
    documents
        A plan, or two for a page that compares them.
    to
        Where to write: .html, .xlsx, .csv (HXL) or .geojson. The old file stays until the new one is whole.
    language
        ar, en, or both (Arabic first). A workbook or table in both has the columns of English and the names in both.
    audience
        Who reads it: planner or auditor. A page for anybody else would have to leave things out, and is refused.

    Raises
    ------
    MamarrError
        file.format, file.unwritable, plan.stranger, use.option; judge.unknown, judge.no-stops and judge.number of a plan
        that cannot be printed.
    """
    make = _format(Path(to))
    if audience not in _SEES_EVERYTHING:
        wanted = f"--for {' or '.join(_SEES_EVERYTHING)}: this version cannot leave out what others must not see"
        raise MamarrError("use.option", found=f"--for {audience}", wanted=wanted)
    if language not in (*LANGUAGES, "both"):
        raise MamarrError("use.option", found=f"--language {language}", wanted="--language ar, en or both")
    plans = [document for document in documents if isinstance(document, Plan)]
    strangers = [type(document).__name__ for document in documents if not isinstance(document, Plan)]
    most = _MOST_PLANS if make is _html else 1
    if strangers or not 1 <= len(plans) <= most:
        raise MamarrError("plan.stranger", found=strangers[0] if strangers else f"{len(plans)} plans")
    for plan in plans:
        if plan.scenario.network is not None and (make is not _html or len(plans) > 1):
            wanted = "one plan on a page (.html)"
            terms = {"found": f"{Path(to).suffix} of {len(plans)} plans for a city", "wanted": wanted}
            raise MamarrError("scenario.not-yet", [Finding("scenario.not-yet", "--to", None, terms)])
        check(plan)
    languages = LANGUAGES if language == "both" else (language,)
    write(make(plans, languages, audience), to)


Make = Callable[[Sequence[Plan], Sequence[Language], str], bytes]


def _html(plans: Sequence[Plan], languages: Sequence[Language], audience: str) -> bytes:
    from mamarr.reporting.formats.html import html

    return html(page_of(plans, languages, audience))


def _xlsx(plans: Sequence[Plan], languages: Sequence[Language], audience: str) -> bytes:
    from mamarr.reporting.formats.xlsx import xlsx

    return xlsx(plans[0], languages, audience)


def _csv(plans: Sequence[Plan], languages: Sequence[Language], audience: str) -> bytes:
    from mamarr.reporting.formats.hxl import hxl

    return hxl(plans[0], languages, audience)


def _geojson(plans: Sequence[Plan], languages: Sequence[Language], audience: str) -> bytes:
    from mamarr.reporting.formats.geojson import geojson

    return geojson(plans[0], languages, audience)


FORMATS: dict[str, Make] = {".html": _html, ".xlsx": _xlsx, ".csv": _csv, ".geojson": _geojson}


def _format(path: Path) -> Make:
    make = FORMATS.get(path.suffix.lower())
    if make is None:
        raise MamarrError("file.format", found=path.suffix or path.name, choices=", ".join(FORMATS))
    return make
