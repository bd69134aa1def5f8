"""GPX for handheld receivers: places as waypoints, and each way out of an assembly point as a route."""

from collections.abc import Callable

from mamarr.reporting.formats.xml import Element, child, whole
from mamarr.reporting.request import Request
from mamarr.reporting.tracks import require_positions, tracks
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, say
from mamarr.scenario.scenario import Scenario

_SYMBOLS = {
    "assembly point": "Flag, Blue",
    "checkpoint": "Stop",
    "reception centre": "Medical Facility",
    "transfer point": "Medical Facility",
    "junction": "Crossing",
}


def gpx(request: Request) -> bytes:
    """Return GPX 1.1.

    Raises
    ------
    MamarrError
        report.nothing: no place has a position.
    """
    plan, scenario = request.plan, request.plan.scenario
    spots = require_positions(scenario)
    root = Element("gpx", {"xmlns": "http://www.topografix.com/GPX/1/1", "version": "1.1", "creator": "mamarr"})
    about = child(root, "metadata")
    child(about, "name", _both(request, lambda each: names.written(scenario.name, "", each)))
    language = request.languages[0]
    child(about, "desc", request.foot(language, has_lines=True))
    for place in scenario.places:
        if place.id in spots:
            point = _point(root, "wpt", scenario, place.id, request)
            child(point, "sym", _SYMBOLS[place.kind])
            child(point, "type", say(f"kind-of-{place.kind.replace(' ', '-')}", language))
    ways = dict.fromkeys(_outward(track.way, track.line.point) for track in tracks(plan) if track.line.persons)
    for nth, way in enumerate((each for each in ways if len(each) > 1), start=1):
        route = child(root, "rte")
        ends = way[0], way[-1]
        child(route, "name", _both(request, lambda each, ends=ends: _from_to(scenario, ends, each)))  # type: ignore[misc]
        child(route, "number", nth)
        for spot in way:
            _point(route, "rtept", scenario, spot, request)
    return whole(root)


def _outward(way: tuple[str, ...], point: str) -> tuple[str, ...]:
    """Return the way from where people board: what lies before is the drive of an empty vehicle."""
    return way[way.index(point) :] if point in way else way


def _from_to(scenario: Scenario, ends: tuple[str, str], language: Language) -> str:
    start, end = (names.place(scenario, each, language) for each in ends)
    return say("file-route", language, start=start, end=end)


def _point(parent: Element, tag: str, scenario: Scenario, place: str, request: Request) -> Element:
    at = scenario.place(place).at or (0.0, 0.0)
    point = child(parent, tag, lat=f"{at[0]:.6f}", lon=f"{at[1]:.6f}")
    child(point, "name", _both(request, lambda each: names.place(scenario, place, each)))
    return point


def _both(request: Request, of: Callable[[Language], str]) -> str:
    return " / ".join(dict.fromkeys(of(each) for each in request.languages))
