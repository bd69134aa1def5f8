"""Pictures of a plan as files: SVG with its fonts inside, and PNG; both say whose they are and for whom."""

from collections.abc import Callable, Sequence

from mamarr.errors import MamarrError
from mamarr.planning.timetable import Plan
from mamarr.reporting.ceiling import ceiling
from mamarr.reporting.curves import curve_of
from mamarr.reporting.formats.glyphs import FILES, printable
from mamarr.reporting.formats.html import fonts
from mamarr.reporting.maps import has_positions, map_of
from mamarr.reporting.request import Request
from mamarr.reporting.svg import FAINT, INK, PAPER, Drawing, fitted, runs_rightward
from mamarr.reporting.timeline import timeline_of
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language

_EDGE, _TITLE, _FOOT = 14.0, 40.0, 26.0
_SCALE = 2
"""Pixels of PNG to one unit of a drawing."""

Draw = Callable[[Plan, Language, str], Drawing]


def _map(plan: Plan, language: Language, name: str) -> Drawing:
    if not has_positions(plan.scenario):
        raise MamarrError("report.nothing", found="map", wanted="every place with `at: [latitude, longitude]`")
    return map_of(plan.scenario, language, name)


def _curve(plan: Plan, language: Language, name: str) -> Drawing:
    if not plan.people_out:
        raise MamarrError("report.nothing", found="curve", wanted="a plan that brings somebody out")
    return curve_of(plan, ceiling(plan), language, name)


def _timeline(plan: Plan, language: Language, name: str) -> Drawing:
    if not plan.trips:
        raise MamarrError("report.nothing", found="timeline", wanted="a plan with trips")
    return timeline_of(plan, language, name)


PICTURES: dict[str, Draw] = {"map": _map, "curve": _curve, "timeline": _timeline}


def svg(request: Request, picture: str) -> bytes:
    """Return the picture as SVG for browsers and drawing programs.

    Raises
    ------
    MamarrError
        report.nothing: the plan has nothing to draw.
    """
    drawing = _framed(request, picture)
    body = "".join(map(str, drawing.parts))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing.whole(f"<style>{fonts()}</style>{body}")}\n'.encode()


def png(request: Request, picture: str) -> bytes:
    """Return the picture in pixels, two to a unit.

    Raises
    ------
    MamarrError
        report.nothing: the plan has nothing to draw.
    """
    import resvg_py

    drawing = _framed(request, picture)
    made = resvg_py.svg_to_bytes(
        svg_string=drawing.engraved(printable),
        skip_system_fonts=True,
        font_files=[str(file) for file in FILES],
        width=round(drawing.width * _SCALE),
    )
    return bytes(made)


def _framed(request: Request, picture: str) -> Drawing:
    """Return the picture in each language one above the other, each with its title and its foot."""
    drawn = [PICTURES[picture](request.plan, each, f"{each}-{picture}") for each in request.languages]
    wide = max(each.width for each in drawn) + 2 * _EDGE
    high = sum(each.height + _TITLE + _FOOT for each in drawn)
    whole = Drawing(wide, high, " / ".join(each.label for each in drawn), picture)
    whole.rect(0, 0, wide, high, fill=PAPER)
    top = 0.0
    for language, drawing in zip(request.languages, drawn, strict=True):
        _add(whole, drawing, _words(request, language, picture), top)
        top += drawing.height + _TITLE + _FOOT
    return whole


def _words(request: Request, language: Language, picture: str) -> tuple[str, str]:
    foot = request.foot(language, has_lines=picture == "map")
    return names.written(request.plan.scenario.name, "", language), foot


def _add(whole: Drawing, drawing: Drawing, words: Sequence[str], top: float) -> None:
    title, foot = words
    _write(whole, top + 27, fitted(title, 18, whole.width - 2 * _EDGE), 18, fill=INK, font_weight="600")
    whole.parts += [f'<g transform="translate({_EDGE:g} {top + _TITLE:g})">', *drawing.parts, "</g>"]
    _write(whole, top + _TITLE + drawing.height + 17, foot, 11, fill=FAINT)


def _write(whole: Drawing, down: float, words: str, size: float, **style: str) -> None:
    """Write a line that begins on the side where its language begins."""
    if runs_rightward(words):
        whole.text(whole.width - _EDGE, down, words, "right", size, **style)
    else:
        whole.text(_EDGE, down, words, "left", size, **style)
