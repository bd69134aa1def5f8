"""OpenStreetMap: ways that cars may drive, with lanes, speed, direction and access, joined where nothing else meets.

A place is an OSM node called `n` and its number. Inside a zone every kept node is a place with people; the first node of a
road beyond its outline is an exit. Turn restrictions are counted and not honoured, and the scenario says so.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from mamarr.document import Name
from mamarr.errors import Finding, MamarrError
from mamarr.scenario.geometry import straight_m
from mamarr.scenario.sources.classes import RoadClasses
from mamarr.scenario.sources.roads import Roads, Stretch
from mamarr.scenario.sources.zone import read_zone

ATTRIBUTION = "© OpenStreetMap contributors"
_LARGEST = 500_000_000
_MPH = 1.609344
_WALK_KMH = 7.0
_SPEED = re.compile(r"^(\d{1,3}(?:\.\d+)?)\s*(mph|km/h|kmh)?$")
_FORBIDDEN = frozenset({"no", "private", "agricultural", "forestry", "delivery", "customers", "emergency"})
_ONE_WAY = frozenset({"yes", "true", "1", "-1", "reverse"})
_TWO_WAY = frozenset({"no", "false", "0"})


class _Way(NamedTuple):
    """A way that cars may drive."""

    nodes: tuple[int, ...]
    kind: str
    name: str
    kmh: float
    forward: float | None  # lanes in the order of the nodes; None where nobody may drive that way
    backward: float | None


@dataclass
class _Map:
    """What is read of a file."""

    ways: list[_Way] = field(default_factory=list)
    positions: dict[int, tuple[float, float]] = field(default_factory=dict)
    restrictions: int = 0


class _Leg(NamedTuple):
    seconds: float
    persons: int


Graph = dict[int, dict[int, _Leg]]


def read_osm(name: str, zone_file: str | None, classes: RoadClasses) -> Roads:
    """Return the roads of an OpenStreetMap file; with a zone those inside it, and its exits.

    Raises
    ------
    MamarrError
        network.map, network.no-roads, and those of `read_zone`.
    """
    zone = read_zone(zone_file) if zone_file else None
    found = _read(name, classes)
    if not found.ways:
        raise MamarrError("network.no-roads", found=Path(name).name)
    if zone:
        zone.must_meet(found.positions.values())
    graph = _graph(found, classes)
    inside = zone.inside(found.positions) if zone else set(found.positions)
    exits = _leave_only_inside(graph, inside) if zone else set()
    _contract(graph, exits)
    return _roads(found, graph, inside, exits)


def _read(name: str, classes: RoadClasses) -> _Map:
    import osmium

    path = Path(name)
    if not path.exists():
        raise MamarrError("file.missing", found=name, choices="a file of OpenStreetMap")
    if path.stat().st_size > _LARGEST:
        raise MamarrError("file.too-large", found=path.stat().st_size, limit=_LARGEST)
    found = _Map()
    try:
        for entry in osmium.FileProcessor(name).with_locations():
            if isinstance(entry, osmium.osm.Way):
                _take(found, entry, classes)
            elif isinstance(entry, osmium.osm.Relation):
                found.restrictions += entry.tags.get("type") == "restriction"
    except (RuntimeError, OSError, ValueError, osmium.InvalidLocationError) as error:
        terms = {"found": str(error).splitlines()[0][:120] if str(error) else type(error).__name__}
        raise MamarrError("network.map", [Finding("network.map", name, None, terms)]) from None
    return found


def _take(found: _Map, way: Any, classes: RoadClasses) -> None:
    tags = dict(way.tags)
    kind = tags.get("highway", "")
    if kind not in classes.rows or kind == "default" or tags.get("area") == "yes" or not _may_drive(tags):
        return
    nodes = []
    for node in way.nodes:
        if node.location.valid():  # a file may be cut at its border and lack the node itself
            found.positions[node.ref] = (node.location.lat, node.location.lon)
            nodes.append(node.ref)
    if len(nodes) > 1:
        forward, backward = _lanes(tags, kind, classes)
        kmh = _speed(tags.get("maxspeed", "")) or classes.row(kind).speed_kmh
        found.ways.append(_Way(tuple(nodes), kind, tags.get("name") or tags.get("ref") or "", kmh, forward, backward))


def _may_drive(tags: dict[str, str]) -> bool:
    """The most special of the tags for cars decides."""
    for key in ("motorcar", "motor_vehicle", "vehicle", "access"):
        if key in tags:
            return tags[key] not in _FORBIDDEN
    return True


def _lanes(tags: dict[str, str], kind: str, classes: RoadClasses) -> tuple[float | None, float | None]:
    """Return the lanes each way; None where nobody may drive that way."""
    one_way = tags.get("oneway", "")
    is_round = tags.get("junction") in ("roundabout", "circular") or kind == "motorway"
    is_one_way = one_way in _ONE_WAY or (is_round and one_way not in _TWO_WAY)
    total = _count(tags.get("lanes", ""))
    if is_one_way:
        lanes = total or classes.row(kind).lanes
        return (None, lanes) if one_way in ("-1", "reverse") else (lanes, None)
    each = max(0.5, total / 2) if total else classes.row(kind).lanes
    return _count(tags.get("lanes:forward", "")) or each, _count(tags.get("lanes:backward", "")) or each


def _count(text: str) -> float | None:
    """Return a number of lanes from 1 to 20; None where the text is none."""
    try:
        lanes = float(text)
    except ValueError:
        return None
    return lanes if 1 <= lanes <= 20 else None


def _speed(text: str) -> float | None:
    """Return km/h of a speed limit; None where it is not said in a number."""
    if text == "walk":
        return _WALK_KMH
    match = _SPEED.match(text.strip().lower())
    if match is None or not float(match[1]):
        return None
    return float(match[1]) * (_MPH if match[2] == "mph" else 1.0)


def _graph(found: _Map, classes: RoadClasses) -> Graph:
    """Return one leg for each pair of neighbours along a way and each direction in which cars may drive."""
    graph: Graph = {}
    for way in found.ways:
        for start, end in zip(way.nodes, way.nodes[1:], strict=False):
            seconds = straight_m(found.positions[start], found.positions[end]) * 3.6 / way.kmh
            for first, second, lanes in ((start, end, way.forward), (end, start, way.backward)):
                graph.setdefault(first, {})
                graph.setdefault(second, {})
                if lanes is not None and first != second:
                    _add(graph, first, second, _Leg(seconds, classes.persons_per_h(way.kind, lanes)))
    return graph


def _add(graph: Graph, start: int, end: int, leg: _Leg) -> None:
    """Add a leg; two between the same neighbours become one, as slow as the slower."""
    other = graph[start].get(end)
    graph[start][end] = leg if other is None else _Leg(max(leg.seconds, other.seconds), leg.persons + other.persons)


def _leave_only_inside(graph: Graph, inside: set[int]) -> set[int]:
    """Take away all legs that begin outside; return the places outside that a leg still reaches."""
    for node in [node for node in graph if node not in inside]:
        graph[node] = {}
    exits = {end for start, ends in graph.items() for end in ends if end not in inside}
    for node in [node for node in graph if node not in inside and node not in exits]:
        del graph[node]
    return exits


def _contract(graph: Graph, kept: set[int]) -> None:
    """Join the two legs through every place at which nothing else meets; the narrower sets the capacity.

    A place stays where its neighbours are joined already: two legs of different length would become one.
    """
    into: dict[int, set[int]] = {node: set() for node in graph}
    for start, ends in graph.items():
        for end in ends:
            into[end].add(start)
    for node in list(graph):
        before, after = into[node], set(graph[node])
        is_between = before == after or (len(before), len(after)) == (1, 1)
        if node in kept or len(before | after) != 2 or not before or not after or not is_between:
            continue
        passages = [(start, end) for start in before for end in after if start != end]
        if any(end in graph[start] for start, end in passages):
            continue
        for start, end in passages:
            first, second = graph[start][node], graph[node][end]
            graph[start][end] = _Leg(first.seconds + second.seconds, min(first.persons, second.persons))
            into[end].add(start)
        for start in before:
            del graph[start][node]
        for end in after:
            into[end].discard(node)
        del graph[node], into[node]


def _roads(found: _Map, graph: Graph, inside: set[int], exits: set[int]) -> Roads:
    streets: dict[int, Counter[str]] = {}
    for way in found.ways:
        if way.name:
            for node in way.nodes:
                if node in graph:
                    streets.setdefault(node, Counter())[way.name] += 1
    roads = Roads(attribution=ATTRIBUTION)
    for start, ends in graph.items():
        for end, leg in ends.items():
            roads.stretches.append(Stretch(f"n{start}", f"n{end}", max(1, math.ceil(leg.seconds)), leg.persons))
    roads.positions = {f"n{node}": found.positions[node] for node in graph}
    roads.titles = {f"n{node}": " / ".join(list(names)[:2]) for node, names in streets.items()}
    roads.inside = {f"n{node}" for node in graph if node in inside}
    roads.exits = [f"n{node}" for node in sorted(exits)]
    roads.supposed = list(_supposed(found))
    return roads


def _supposed(found: _Map) -> Iterator[Name]:
    yield Name(
        en="Lanes, speeds and capacities that the map does not say are those of the table of road classes.",
        ar="المسارب والسرعات والسعات التي لا تذكرها الخريطة مأخوذة من جدول فئات الطرق.",
    )
    if found.restrictions:
        count = found.restrictions
        yield Name(
            en=f"Turn restrictions are not honoured: the map has {count}.",
            ar=f"قيود الانعطاف غير مراعاة، وعددها في الخريطة {count}.",
        )
