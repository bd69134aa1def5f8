"""Tracks: where each vehicle is when, as far as places have positions; places between two stops come from the quickest way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mamarr.errors import MamarrError
from mamarr.planning.timetable import Plan
from mamarr.planning.ways import Ways
from mamarr.reporting.lines import Line, lines
from mamarr.reporting.waypoints import Ground, Passing
from mamarr.scenario.places import Position
from mamarr.scenario.scenario import Scenario


@dataclass(frozen=True)
class Point:
    """A place, and when the vehicle is there."""

    place: str
    at: Position
    second: int


@dataclass(frozen=True)
class Track:
    """One trip on the ground."""

    line: Line
    points: tuple[Point, ...]

    @property
    def way(self) -> tuple[str, ...]:
        """The places in order, each once in a row."""
        return tuple(place for place, before in zip(self._places, ("", *self._places), strict=False) if place != before)

    @property
    def _places(self) -> tuple[str, ...]:
        return tuple(point.place for point in self.points)


def tracks(plan: Plan) -> list[Track]:
    """Return the track of every trip that touches at least two places with a position, by departure."""
    ground, ways = Ground(plan.scenario), Ways(plan.scenario)
    spots = positions(plan.scenario)
    found = []
    for line in lines(plan):
        stays = list(_filled(list(_stays(line, ground)), ways))
        points = tuple(Point(place, spots[place], second) for place, second in stays if place in spots)
        if len({point.place for point in points}) > 1:
            found.append(Track(line, points))
    return found


def positions(scenario: Scenario) -> dict[str, Position]:
    """Return the position of every place that has one."""
    return {place.id: place.at for place in scenario.places if place.at is not None}


def require_positions(scenario: Scenario) -> dict[str, Position]:
    """Return the position of every place that has one.

    Raises
    ------
    MamarrError
        report.nothing: no place has one, so nothing can stand on a map.
    """
    found = positions(scenario)
    if not found:
        raise MamarrError("report.nothing", found="positions", wanted="places with `at: [latitude, longitude]`")
    return found


def _stays(line: Line, ground: Ground) -> Iterator[tuple[str, int]]:
    """Yield place and second of everything that is written of a trip, in order of time."""
    for each in line.waypoints:
        if isinstance(each, Passing):
            leg = ground.legs[each.leg]
            start = leg.from_place if each.is_outward else leg.to_place
            yield from ((start, each.enters), (each.towards, each.leaves))
        else:
            yield from ((each.place, second) for second in each.seconds)


def _filled(stays: Sequence[tuple[str, int]], ways: Ways) -> Iterator[tuple[str, int]]:
    """Yield *stays* once each, with the places that a vehicle passes on legs that the plan leaves out."""
    yield from stays[:1]
    for (here, left), (there, arrived) in pairwise(stays):
        found = ways.between(here, there) if here != there else []
        if found:
            driven, place = 0, here
            for leg in found[0].legs[:-1]:
                driven += ways.drive_s[leg.id]
                place = leg.to_place if place == leg.from_place else leg.from_place
                yield place, left + (arrived - left) * driven // max(1, found[0].drive_s)
        if (there, arrived) != (here, left):
            yield there, arrived
