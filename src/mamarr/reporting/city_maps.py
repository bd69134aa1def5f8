"""The map of a city: roads by the persons on them, the bottleneck in red, exits as squares."""

from mamarr.planning.timetable import Plan
from mamarr.reporting.maps import WIDTH, draw_north, draw_scale, project
from mamarr.reporting.svg import BLUE, GREEN, GREY, INK, PAPER, RED, RULE, Drawing, Point
from mamarr.reporting.wording.bundles import plain, say
from mamarr.scenario.network import Network

_WIDTHS = (1.6, 2.6, 4.0, 6.0, 8.5)
"""Of roads in use, by the share of the fullest road."""


def city_map(plan: Plan, network: Network, language: str, name: str) -> Drawing | None:
    """Return the map of a plan for a city; None where the scenario holds no positions."""
    at = network.positions
    if at is None:
        return None
    positions = [(a / 1e6, b / 1e6) for a, b in zip(at.latitude_e6, at.longitude_e6, strict=True)]
    projection, height = project(positions)
    spots = [projection.at(position) for position in positions]
    loads = persons_by_leg(plan)
    words = plain(say("city-map-label", language, roads=say("road-ways", language, n=len(loads))))
    drawing = Drawing(WIDTH, height, words, name)
    drawing.rect(0.5, 0.5, WIDTH - 1, height - 1, fill="#f4f6f8", stroke=RULE)
    ends = [(spots[a], spots[b]) for a, b in zip(network.legs.from_place, network.legs.to_place, strict=True)]
    drawing.lines(_once(ends, range(len(ends))), stroke=RULE, stroke_width="1.2")
    narrow = set(bottleneck_legs(plan))
    most = max(loads.values(), default=1)
    for number, wide in enumerate(_WIDTHS):
        rows = [leg for leg in loads if _class(loads[leg], most) == number and leg not in narrow]
        drawing.lines(
            _once(ends, rows), stroke=BLUE, stroke_width=str(wide), stroke_linecap="round", stroke_opacity="0.7"
        )
    for leg in sorted(narrow):
        wide = _WIDTHS[_class(loads.get(leg, 0), most)] + 1.5
        drawing.line(*ends[leg], stroke=RED, stroke_width=str(wide), stroke_linecap="round")
    for place in network.waiting.place if len(network.waiting.place) <= 2000 else ():
        drawing.circle(*spots[place], 1.8, fill=PAPER, stroke=GREY, stroke_width="0.8")
    for place in network.exits:
        x, y = spots[place]
        drawing.rect(x - 5, y - 5, 10, 10, fill=GREEN, stroke=INK, stroke_width="1")
    draw_scale(drawing, projection.metres, height, language)
    draw_north(drawing, language)
    return drawing


def persons_by_leg(plan: Plan) -> dict[int, int]:
    """Return the persons on every leg in use, by its row."""
    found: dict[int, int] = {}
    if plan.flows is not None:
        for leg, persons in zip(plan.flows.leg, plan.flows.persons, strict=True):
            found[leg] = found.get(leg, 0) + persons
    return found


def bottleneck_legs(plan: Plan) -> dict[int, tuple[int, int]]:
    """Return (steps it counts, persons a step) of every leg of the bottleneck, by its row."""
    bound = plan.strongest("clearance_s", "hand")
    terms = bound.terms if bound else ()
    return {int(term.of or 0): (term.count or 0, term.each or 0) for term in terms if term.code == "through"}


def _class(persons: int, most: int) -> int:
    return min(len(_WIDTHS) - 1, int(len(_WIDTHS) * (persons / most) ** 0.5)) if persons else 0


def _once(ends: list[tuple[Point, Point]], rows: list[int] | range) -> list[tuple[Point, Point]]:
    """Return the line of each row, one for both directions."""
    return list(dict.fromkeys(min(ends[row], ends[row][::-1]) for row in rows))
