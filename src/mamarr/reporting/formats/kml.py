"""KML for Google Earth: places, legs, convoys with their time spans, and vehicles that move as the time slider plays."""

from collections.abc import Callable, Sequence

from mamarr.planning.timetable import Plan
from mamarr.reporting.formats.instants import iso, require_clock
from mamarr.reporting.formats.xml import Element, child, whole
from mamarr.reporting.request import Request
from mamarr.reporting.runs import runs
from mamarr.reporting.tracks import require_positions, tracks
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, say
from mamarr.scenario.places import Position

# Colours are aabbggrr: opacity, blue, green, red.
_STYLES = {
    "assembly-point": "ffb27200",
    "checkpoint": "ff009fe6",
    "reception-centre": "ff5a7800",
    "transfer-point": "ff5a7800",
    "junction": "ff75685b",
}
_LEG, _CONVOY, _PEOPLE, _EMPTY = "995b6875", "ff0b41b5", "ffb27200", "cc9c948a"


def kml(request: Request) -> bytes:
    """Return KML 2.2 with tracks of Google's extension.

    Raises
    ------
    MamarrError
        report.nothing: no place has a position, or there is no wall clock.
    """
    plan, language = request.plan, request.languages[0]
    scenario, spots = plan.scenario, require_positions(plan.scenario)
    require_clock(scenario)

    def both(of: Callable[[Language], str]) -> str:
        return " / ".join(dict.fromkeys(of(each) for each in request.languages))

    root = Element("kml", {"xmlns": "http://www.opengis.net/kml/2.2", "xmlns:gx": "http://www.google.com/kml/ext/2.2"})
    document = child(root, "Document")
    child(document, "name", both(lambda each: names.written(scenario.name, "", each)))
    child(document, "description", request.foot(language, has_lines=True))
    _styles(document)
    folder = _folder(document, say("table-places", language))
    for place in scenario.places:
        if place.id in spots:
            mark = _placemark(folder, both(lambda each, spot=place.id: names.place(scenario, spot, each)))  # type: ignore[misc]
            child(mark, "styleUrl", f"#{place.kind.replace(' ', '-')}")
            child(child(mark, "Point"), "coordinates", _at(spots[place.id]))
    folder = _folder(document, say("column-leg", language))
    for leg in scenario.legs:
        if leg.from_place in spots and leg.to_place in spots:
            mark = _placemark(folder, both(lambda each, spot=leg.id: names.leg(scenario, spot, each)))  # type: ignore[misc]
            child(mark, "styleUrl", "#leg")
            _line(mark, (spots[leg.from_place], spots[leg.to_place]))
    _convoys(_folder(document, say("table-convoys", language)), plan, language, spots)
    _vehicles(_folder(document, say("column-vehicles", language)), plan, language)
    return whole(root)


def _styles(document: Element) -> None:
    for name, colour in _STYLES.items():
        style = child(child(document, "Style", id=name), "IconStyle")
        child(style, "color", colour)
        child(style, "scale", 1.1 if name != "junction" else 0.6)
    for name, colour, width in (("leg", _LEG, 2), ("convoy", _CONVOY, 7), ("people", _PEOPLE, 2), ("empty", _EMPTY, 1)):
        style = child(document, "Style", id=name)
        child(child(style, "IconStyle"), "color", colour)
        child(child(style, "LabelStyle"), "scale", 0)
        line = child(style, "LineStyle")
        child(line, "color", colour)
        child(line, "width", width)


def _folder(document: Element, name: str) -> Element:
    folder = child(document, "Folder")
    child(folder, "name", name)
    return folder


def _placemark(folder: Element, name: str) -> Element:
    mark = child(folder, "Placemark")
    child(mark, "name", name)
    return mark


def _at(position: Position) -> str:
    return f"{position[1]:.6f},{position[0]:.6f},0"


def _line(mark: Element, positions: Sequence[Position]) -> None:
    line = child(mark, "LineString")
    child(line, "tessellate", 1)
    child(line, "coordinates", " ".join(_at(each) for each in positions))


def _convoys(folder: Element, plan: Plan, language: Language, spots: dict[str, Position]) -> None:
    """Add each convoy with people as its leg, shown from its first entry to the moment its last vehicle leaves."""
    scenario = plan.scenario
    for run in runs(plan):
        leg = scenario.leg(run.leg)
        if not run.persons or leg.from_place not in spots or leg.to_place not in spots:
            continue
        name = say("file-convoy", language, n=run.number, leg=names.leg(scenario, run.leg, language))
        mark = _placemark(folder, name)
        carried = say("vehicles", language, n=run.vehicles), say("people", language, n=run.persons)
        child(mark, "description", say("card-carries", language, vehicles=carried[0], people=carried[1]))
        span = child(mark, "TimeSpan")
        child(span, "begin", iso(run.enters[0], scenario))
        child(span, "end", iso(run.leaves[1], scenario))
        child(mark, "styleUrl", "#convoy")
        _line(mark, (spots[leg.from_place], spots[leg.to_place]))


def _vehicles(folder: Element, plan: Plan, language: Language) -> None:
    """Add each trip as a track: the slider of Google Earth moves the vehicle along it."""
    scenario = plan.scenario
    for track in tracks(plan):
        line = track.line
        vehicle, people = names.vehicle(scenario, line.vehicle, language), say("people", language, n=line.persons)
        if line.persons:
            name = say("file-movement", language, vehicle=vehicle, people=people)
        elif line.load:
            name = say("file-tonnes", language, vehicle=vehicle, load=names.load(scenario, dict(line.load), language))
        else:
            name = say("file-empty", language, vehicle=vehicle)
        mark = _placemark(folder, name)
        child(mark, "styleUrl", "#people" if line.persons else "#empty")
        way = child(mark, "gx:Track")
        for point in track.points:
            child(way, "when", iso(point.second, scenario))
        for point in track.points:
            child(way, "gx:coord", f"{point.at[1]:.6f} {point.at[0]:.6f} 0")
