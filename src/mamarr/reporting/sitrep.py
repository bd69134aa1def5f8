"""report(): one file out of plans; its ending and its form say what it is, its audience what it may show."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mamarr.document import Document
from mamarr.errors import Finding, MamarrError
from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Paper
from mamarr.reporting.pages import page_of
from mamarr.reporting.request import Request
from mamarr.reporting.soundness import check
from mamarr.reporting.wording.bundles import LANGUAGES
from mamarr.scenario.files import write

Audience = Literal["planner", "dispatcher", "field-reporter", "liaison", "auditor"]

_SEES_EVERYTHING = ("planner", "auditor")
"""Who sees every place and time. For the others rows and precision have to be taken away; this version cannot, so it refuses."""

_MADE_FOR = {"notification": ("liaison",), "card": ("dispatcher",)}
"""Forms that hold only what their one reader needs."""

_MOST_PLANS = 2


def report(
    *documents: Document,
    to: str | Path,
    language: Literal["ar", "en", "both"] = "both",
    audience: str | None = None,
    form: str | None = None,
    party: str = "",
) -> None:
    """Write one file of one plan, or a page of two plans side by side; the ending of *to* says the format.

    Parameters
    ----------
    documents
        A plan, or two for a page that compares them.
    to
        Where to write: .html, .pdf, .xlsx, .csv (HXL), .geojson, .gpkg, .kml, .gpx, .ics, .svg or .png. The old file stays
        until the new one is whole.
    language
        ar, en, or both (Arabic first). Papers in both have the languages side by side. A workbook or table in both has the
        columns of English and the names in both.
    audience
        Who reads it. A notification is for the liaison officer and a convoy card for the head of the convoy; everything else
        is for the planner (who is meant where nothing is said) or the auditor, and is refused to anybody else.
    form
        Which paper: plan, movements, brief, notification or card; which picture: map, curve or timeline. The first where
        nothing is said.
    party
        The party of the scenario to which a notification goes.

    Raises
    ------
    MamarrError
        file.format, file.unwritable, plan.stranger, use.option; report.nothing where the plan holds nothing for this file;
        scenario.unknown-id of a party; install.extra where a library is missing; judge.unknown, judge.no-stops and
        judge.number of a plan that cannot be printed.
    """
    forms = _forms(Path(to))
    form = _chosen("--form", form, tuple(forms))
    allowed = _MADE_FOR.get(form, _SEES_EVERYTHING)
    audience = audience or allowed[0]
    if audience not in allowed:
        wanted = f"--for {' or '.join(allowed)}: this version cannot leave out what others must not see"
        raise MamarrError("use.option", found=f"--for {audience}", wanted=wanted)
    if language not in (*LANGUAGES, "both"):
        raise MamarrError("use.option", found=f"--language {language}", wanted="--language ar, en or both")
    if bool(party) != (form == "notification"):
        raise MamarrError(
            "use.option", found=f"--party {party}", wanted="--form notification together with --party PARTY"
        )
    plans = [document for document in documents if isinstance(document, Plan)]
    strangers = [type(document).__name__ for document in documents if not isinstance(document, Plan)]
    most = _MOST_PLANS if forms is FORMATS[".html"] else 1
    if strangers or not 1 <= len(plans) <= most:
        raise MamarrError("plan.stranger", found=strangers[0] if strangers else f"{len(plans)} plans")
    for plan in plans:
        if plan.scenario.network is not None and (forms is not FORMATS[".html"] or len(plans) > 1):
            wanted = "one plan on a page (.html)"
            terms = {"found": f"{Path(to).suffix} of {len(plans)} plans for a city", "wanted": wanted}
            raise MamarrError("scenario.not-yet", [Finding("scenario.not-yet", "--to", None, terms)])
        check(plan)
    languages = LANGUAGES if language == "both" else (language,)
    write(forms[form](Request(plans, languages, audience, party)), to)


def _chosen(option: str, form: str | None, known: tuple[str, ...]) -> str:
    if form is None:
        return known[0]
    if form not in known:
        raise MamarrError("use.option", found=f"{option} {form}", wanted=f"{option} {', '.join(known)}")
    return form


Make = Callable[[Request], bytes]


def _html(request: Request) -> bytes:
    from mamarr.reporting.formats.html import html

    return html(page_of(request.plans, request.languages, request.audience))


def _xlsx(request: Request) -> bytes:
    from mamarr.reporting.formats.xlsx import xlsx

    return xlsx(request.plan, request.languages, request.audience)


def _csv(request: Request) -> bytes:
    from mamarr.reporting.formats.hxl import hxl

    return hxl(request.plan, request.languages, request.audience)


def _geojson(request: Request) -> bytes:
    from mamarr.reporting.formats.geojson import geojson

    return geojson(request.plan, request.languages, request.audience)


def _gpkg(request: Request) -> bytes:
    from mamarr.reporting.formats.gpkg import gpkg

    return gpkg(request)


def _kml(request: Request) -> bytes:
    from mamarr.reporting.formats.kml import kml

    return kml(request)


def _gpx(request: Request) -> bytes:
    from mamarr.reporting.formats.gpx import gpx

    return gpx(request)


def _ical(request: Request) -> bytes:
    from mamarr.reporting.formats.ical import ical

    return ical(request)


def _picture(ending: str, name: str) -> Make:
    def make(request: Request) -> bytes:
        from mamarr.reporting.formats import pictures

        return (pictures.svg if ending == ".svg" else pictures.png)(request, name)

    return make


def _pdf(of: Callable[[Request], Paper]) -> Make:
    def make(request: Request) -> bytes:
        from mamarr.reporting.formats.pdf import pdf

        return pdf(of(request))

    return make


def _paper(name: str) -> Callable[[Request], Paper]:
    """Return what makes a paper; its files are imported when it is asked for."""

    def of(request: Request) -> Paper:
        from mamarr.reporting import briefs, cards, notices, papers

        made: dict[str, Callable[[Request], Paper]] = {
            "plan": papers.whole,
            "movements": papers.movements,
            "brief": briefs.brief,
            "notification": notices.notice,
            "card": cards.cards,
        }
        return made[name](request)

    return of


PAPERS = ("plan", "movements", "brief", "notification", "card")
PICTURES = ("map", "curve", "timeline")

FORMATS: dict[str, dict[str, Make]] = {
    ".html": {"plan": _html},
    ".pdf": {name: _pdf(_paper(name)) for name in PAPERS},
    ".xlsx": {"plan": _xlsx},
    ".csv": {"movements": _csv},
    ".geojson": {"map": _geojson},
    ".gpkg": {"map": _gpkg},
    ".kml": {"map": _kml},
    ".gpx": {"map": _gpx},
    ".ics": {"movements": _ical},
    ".svg": {name: _picture(".svg", name) for name in PICTURES},
    ".png": {name: _picture(".png", name) for name in PICTURES},
}
"""For each ending what it may hold; the first is meant where nothing is said."""


def _forms(path: Path) -> dict[str, Make]:
    forms = FORMATS.get(path.suffix.lower())
    if forms is None:
        raise MamarrError("file.format", found=path.suffix or path.name, choices=", ".join(FORMATS))
    return forms
