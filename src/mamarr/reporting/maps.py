"""The map: places with names in both scripts, legs, scale bar, north arrow and legend, in a local projection."""

from dataclasses import dataclass
from math import cos, log10, radians

from mamarr.reporting.labels import Box, Scene
from mamarr.reporting.svg import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    RED,
    RULE,
    Drawing,
    Point,
    runs_rightward,
    width_of,
)
from mamarr.reporting.waypoints import Ground
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import plain, say
from mamarr.scenario.geometry import EARTH_M
from mamarr.scenario.scenario import Scenario

WIDTH = 760.0
_EDGE = 70.0
_LINE = 15.0
_ROAD = {"stroke_width": "2", "stroke_dasharray": "6 3"}
_STYLES = {
    "assembly point": ("point", BLUE),
    "checkpoint": ("checkpoint", ORANGE),
    "reception centre": ("reception", GREEN),
    "transfer point": ("reception", GREEN),
    "junction": ("junction", FAINT),
}


@dataclass(frozen=True)
class Projection:
    """Equirectangular around the middle of the places: right over a few kilometres."""

    latitude: float
    longitude: float
    metres: float
    """Metres of one unit of the drawing."""
    centre: Point

    def at(self, position: tuple[float, float]) -> Point:
        """Return where [latitude, longitude] is drawn."""
        east = EARTH_M * cos(radians(self.latitude)) * radians(position[1] - self.longitude)
        north = EARTH_M * radians(position[0] - self.latitude)
        return self.centre[0] + east / self.metres, self.centre[1] - north / self.metres


def has_positions(scenario: Scenario) -> bool:
    """Tell whether every place has a position, so that a map can be drawn."""
    return bool(scenario.places) and all(place.at is not None for place in scenario.places)


def map_of(scenario: Scenario, language: str, name: str) -> Drawing:
    """Return the map of a scenario all of whose places have positions."""
    projection, height = project([place.at for place in scenario.places if place.at is not None])
    legend = _legend(scenario, language)
    drawing = Drawing(WIDTH, height + legend[-1][1] + 12, say("map-label", language, places=len(scenario.places)), name)
    drawing.rect(0.5, 0.5, WIDTH - 1, height - 1, fill="#f4f6f8", stroke=RULE)
    spots = {place.id: projection.at(place.at) for place in scenario.places if place.at is not None}
    roads = _draw_legs(drawing, scenario, spots)
    for place in scenario.places:
        _mark(drawing, _STYLES[place.kind][0], spots[place.id])
    scene = Scene.of(spots.values(), roads, Box(4, 4, WIDTH - 4, height - 4))
    scene.keep_clear(Box(0, height - 46, 250, height))
    scene.keep_clear(Box(WIDTH - 60, 0, WIDTH, 66))
    _draw_labels(drawing, scenario, language, spots, scene)
    draw_scale(drawing, projection.metres, height, language)
    draw_north(drawing, language)
    _draw_legend(drawing, legend, height)
    return drawing


def project(positions: list[tuple[float, float]]) -> tuple[Projection, float]:
    """Return the projection in which all *positions* fit, and the height of the drawing."""
    south, north = min(p[0] for p in positions), max(p[0] for p in positions)
    west, east = min(p[1] for p in positions), max(p[1] for p in positions)
    latitude, longitude = (south + north) / 2, (west + east) / 2
    wide = EARTH_M * cos(radians(latitude)) * radians(east - west)
    high = EARTH_M * radians(north - south)
    metres = max(wide / (WIDTH - 2 * _EDGE - 60), high / (560 - 2 * _EDGE), 0.2)
    height = min(560.0, max(320.0, high / metres + 2 * _EDGE))
    return Projection(latitude, longitude, metres, (WIDTH / 2, height / 2)), height


def _draw_legs(drawing: Drawing, scenario: Scenario, spots: dict[str, Point]) -> list[Point]:
    """Draw the legs and return points along them, which labels avoid."""
    corridor = set(Ground(scenario).corridor)
    endangered = {spot for hazard in scenario.hazards for spot in hazard.where}
    hatch = drawing.hatch("danger", PURPLE, angle=90, gap=4, back="#f6e9f2") if endangered else ""
    along: list[Point] = []
    for place in scenario.places:
        if place.id in endangered and place.id in spots:
            drawing.circle(*spots[place.id], 19, fill=hatch, stroke=PURPLE, stroke_width="1.5")
    for leg in scenario.legs:
        if leg.from_place not in spots or leg.to_place not in spots:
            continue
        start, end = spots[leg.from_place], spots[leg.to_place]
        if leg.id in endangered:
            drawing.path(_along(start, end, 11), is_closed=True, fill=hatch, stroke=PURPLE, stroke_width="1")
        if leg.id in corridor:
            drawing.line(start, end, stroke=PAPER, stroke_width="11")
            drawing.line(start, end, stroke=RED, stroke_width="6")
            drawing.line(start, end, stroke=PAPER, stroke_width="1.5", stroke_dasharray="9 7")
        else:
            drawing.line(start, end, stroke=PAPER, stroke_width="5")
            drawing.line(start, end, **_ROAD)
        along += [
            (start[0] + (end[0] - start[0]) * step / 24, start[1] + (end[1] - start[1]) * step / 24)
            for step in range(25)
        ]
    return along


def _along(start: Point, end: Point, half: float) -> list[Point]:
    """Return the corners of the band along a line, *half* to either side."""
    right, down = end[0] - start[0], end[1] - start[1]
    length = max(1.0, (right**2 + down**2) ** 0.5)
    x, y = -down / length * half, right / length * half
    return [
        (start[0] + x, start[1] + y),
        (end[0] + x, end[1] + y),
        (end[0] - x, end[1] - y),
        (start[0] - x, start[1] - y),
    ]


def _mark(drawing: Drawing, kind: str, spot: Point) -> None:
    x, y = spot
    if kind == "point":
        drawing.circle(x, y, 8, fill=BLUE, stroke=PAPER, stroke_width="2")
    elif kind == "checkpoint":
        drawing.rect(x - 8, y - 8, 16, 16, fill=ORANGE, stroke=INK, stroke_width="2")
    elif kind == "reception":
        triangle = [(x, y - 11), (x + 10, y + 8), (x - 10, y + 8)]
        drawing.path(triangle, is_closed=True, fill=GREEN, stroke=PAPER, stroke_width="2")
    else:
        drawing.circle(x, y, 5, fill=PAPER, stroke=INK, stroke_width="2")


def _words(scenario: Scenario, place_id: str, language: str) -> tuple[str, str]:
    other = "en" if language == "ar" else "ar"
    first, second = names.place(scenario, place_id, language), names.place(scenario, place_id, other)
    return first, "" if second == first else second


def _draw_labels(drawing: Drawing, scenario: Scenario, language: str, spots: dict[str, Point], scene: Scene) -> None:
    for place in sorted(spots, key=lambda each: spots[each][1]):
        first, second = _words(scenario, place, language)
        wide = max(width_of(first, 14), width_of(second, 12)) + 8
        label = scene.place(spots[place], wide, (2 if second else 1) * _LINE + 6)
        box = label.box
        drawing.rect(
            box.left, box.top, box.right - box.left, box.bottom - box.top, fill=PAPER, fill_opacity="0.8", rx="3"
        )
        drawing.text(label.x, box.top + _LINE, first, label.side, 14, font_weight="600")
        if second:
            drawing.text(label.x, box.top + 2 * _LINE, second, label.side, 12, fill=FAINT)


def draw_scale(drawing: Drawing, metres: float, height: float, language: str) -> None:
    """Draw a bar of a round length at the bottom left; one unit of the drawing is so many *metres*."""
    longest = 180 * metres
    power = 10 ** int(log10(longest))
    length = next(step * power for step in (5, 2, 1) if step * power <= longest)
    wide, left, y = length / metres, 18.0, height - 16
    for number in range(4):
        fill = INK if number % 2 == 0 else PAPER
        drawing.rect(left + number * wide / 4, y - 6, wide / 4, 6, fill=fill, stroke=INK, stroke_width="1")
    code, amount = ("length-km", length / 1000) if length >= 1000 else ("length-m", length)
    drawing.text(left + wide + 8, y, plain(say(code, language, n=f"{amount:g}")), "left", 13)
    drawing.text(left, y - 12, "0", "middle", 11)


def draw_north(drawing: Drawing, language: str) -> None:
    """Draw an arrow to the north at the top right."""
    x, y = WIDTH - 30, 14.0
    drawing.path([(x, y), (x + 8, y + 24), (x, y + 18), (x - 8, y + 24)], is_closed=True, fill=INK)
    drawing.text(x, y + 40, say("north", language), "middle", 12)


def _legend(scenario: Scenario, language: str) -> list[tuple[float, float, str, str]]:
    """Return where each sign of the legend stands, below the map, with its kind and its words."""
    kinds = dict.fromkeys(_STYLES[place.kind][0] for place in scenario.places)
    entries, x, y = [], 14.0, 22.0
    corridor = set(Ground(scenario).corridor)
    roads = ["road"] if any(leg.id not in corridor for leg in scenario.legs) else []
    roads += ["corridor"] if corridor else []
    roads += ["danger"] if scenario.hazards else []
    for kind in (*kinds, *roads):
        words = say(f"map-{kind}", language)
        wide = width_of(words, 13) + 50
        if x + wide > WIDTH:
            x, y = 14.0, y + 26
        entries.append((x, y, kind, words))
        x += wide
    return entries


def _draw_legend(drawing: Drawing, entries: list[tuple[float, float, str, str]], height: float) -> None:
    """Draw what the signs mean, beginning on the side where the language begins."""
    is_rightward = runs_rightward(entries[0][3])
    for x, down, kind, words in entries:
        y = height + down
        mark = WIDTH - x - 10 if is_rightward else x + 10
        if kind == "danger":
            hatch = drawing.hatch("danger-sign", PURPLE, angle=90, gap=4, back="#f6e9f2")
            drawing.rect(mark - 12, y - 11, 24, 14, fill=hatch, stroke=PURPLE, stroke_width="1")
        elif kind in ("road", "corridor"):
            style = {"stroke": RED, "stroke_width": "6"} if kind == "corridor" else _ROAD
            drawing.line((mark - 12, y - 4), (mark + 12, y - 4), **style)
        else:
            _mark(drawing, kind, (mark, y - 4))
        drawing.text(mark - 18 if is_rightward else mark + 18, y, words, "right" if is_rightward else "left", 13)
