"""OpenStreetMap: which ways count, how places are joined, where people are out; and every map and zone that cannot be used."""

import json
from pathlib import Path

import pytest

import mamarr
from mamarr import MamarrError
from mamarr.scenario.network import Network

NODES = {
    1: (60.0, 24.0),
    2: (60.0, 24.001),
    3: (60.0, 24.002),
    4: (60.0, 24.003),
    5: (60.001, 24.001),
    6: (60.0, 24.02),
}
WAYS = {
    10: ([1, 2, 3, 4, 6], {"highway": "primary", "name": "Main", "lanes": "4", "maxspeed": "50"}),
    11: ([2, 5], {"highway": "residential", "oneway": "yes"}),
    12: ([5, 4], {"highway": "residential", "access": "private"}),
    13: ([5, 4], {"highway": "footway"}),
}
SQUARE = [[23.999, 59.999], [24.01, 59.999], [24.01, 60.01], [23.999, 60.01], [23.999, 59.999]]


def map_of(folder: Path, ways: dict[int, tuple[list[int], dict[str, str]]] = WAYS) -> str:
    lines = ['<osm version="0.6">']
    lines += [f'<node id="{key}" lat="{lat}" lon="{lon}" version="1"/>' for key, (lat, lon) in NODES.items()]
    for key, (nodes, tags) in ways.items():
        inner = "".join(f'<nd ref="{node}"/>' for node in nodes)
        inner += "".join(f'<tag k="{name}" v="{value}"/>' for name, value in tags.items())
        lines.append(f'<way id="{key}" version="1">{inner}</way>')
    lines.append('<relation id="1" version="1"><tag k="type" v="restriction"/></relation></osm>')
    path = folder / "town.osm"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def zone_of(folder: Path, corners: object = SQUARE, kind: str = "Polygon") -> str:
    path = folder / "zone.geojson"
    path.write_text(json.dumps({"type": kind, "coordinates": [corners]}), encoding="utf-8")
    return str(path)


def town(folder: Path) -> Network:
    network = mamarr.build(map_of(folder), people=100, zone=zone_of(folder)).network
    assert network is not None
    return network


def test_places_are_joined_where_nothing_else_meets(tmp_path: Path) -> None:
    """Node 3 lies between junction 2 and node 4, the last before the exit: one leg in place of two."""
    network = town(tmp_path)
    legs = {
        (network.places[start], network.places[end]): (seconds, persons)
        for start, end, seconds, persons in zip(
            *(getattr(network.legs, name) for name in type(network.legs).model_fields), strict=True
        )
    }
    assert set(legs) == {("n1", "n2"), ("n2", "n1"), ("n2", "n5"), ("n2", "n4"), ("n4", "n2"), ("n4", "n6")}
    assert legs["n2", "n4"] == (9, 2 * 1600 * 2)  # 111 m at 50 km/h; two lanes each way, 1,600 vehicles of 2 persons
    assert legs["n2", "n5"] == (14, 600 * 2)  # 111 m at 30 km/h


def test_people_wait_inside_and_are_safe_where_a_road_leaves(tmp_path: Path) -> None:
    network = town(tmp_path)
    assert [network.places[row] for row in network.exits] == ["n6"]
    assert {network.places[row] for row in network.waiting.place} == {"n1", "n2", "n4"}  # nothing leads away from 5
    assert network.people_total == 100
    assert network.titles is not None
    assert network.title(network.places.index("n1")) == "Main (n1)"


def test_attribution_and_what_is_ignored_stay_with_the_scenario(tmp_path: Path) -> None:
    network = town(tmp_path)
    assert network.attribution == "© OpenStreetMap contributors"
    assert any("Turn restrictions are not honoured: the map has 1" in each.en for each in network.supposed)


@pytest.mark.parametrize(
    ("tags", "ways"),
    [
        ({"oneway": "-1"}, {("n2", "n1")}),
        ({"junction": "roundabout"}, {("n1", "n2")}),
        ({"oneway": "no", "junction": "roundabout"}, {("n1", "n2"), ("n2", "n1")}),
        ({"motor_vehicle": "yes", "access": "no"}, {("n1", "n2"), ("n2", "n1")}),
        ({"vehicle": "no"}, set()),
        ({"area": "yes"}, set()),
    ],
)
def test_direction_and_access(tmp_path: Path, tags: dict[str, str], ways: set[tuple[str, str]]) -> None:
    roads = {
        10: ([1, 2], {"highway": "primary", **tags}),
        11: ([2, 6], {"highway": "primary"}),
        12: ([1, 6], {"highway": "primary"}),
    }
    network = mamarr.build(map_of(tmp_path, roads), people=100, zone=zone_of(tmp_path)).network
    assert network is not None
    legs = zip(network.legs.from_place, network.legs.to_place, strict=True)
    found = {(network.places[start], network.places[end]) for start, end in legs}
    assert {each for each in found if "n6" not in each} == ways


def refusal(folder: Path, roads: str | None = None, zone: str | None = None) -> str:
    with pytest.raises(MamarrError) as caught:
        mamarr.build(roads or map_of(folder), people=100, zone=zone or zone_of(folder))
    return caught.value.code


def test_a_zone_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    bow_tie = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    assert refusal(tmp_path, zone=zone_of(tmp_path, bow_tie)) == "network.crossing"
    metres = [[x * 111_000, y * 111_000] for x, y in SQUARE]
    assert refusal(tmp_path, zone=zone_of(tmp_path, metres)) == "network.projection"
    swapped = [[y, x] for x, y in SQUARE]
    assert refusal(tmp_path, zone=zone_of(tmp_path, swapped)) == "network.zone-elsewhere"
    assert refusal(tmp_path, zone=zone_of(tmp_path, SQUARE[:2])) == "network.zone"
    assert refusal(tmp_path, zone=zone_of(tmp_path, SQUARE, "Point")) == "network.zone"
    assert refusal(tmp_path, zone=zone_of(tmp_path, "corner")) == "network.zone"
    between = [[24.0011, 60.0001], [24.0019, 60.0001], [24.0019, 60.0009], [24.0011, 60.0009], [24.0011, 60.0001]]
    assert refusal(tmp_path, zone=zone_of(tmp_path, between)) == "network.no-exit"
    (tmp_path / "zone.geojson").write_text("{", encoding="utf-8")
    assert refusal(tmp_path, zone=str(tmp_path / "zone.geojson")) == "file.not-yaml"


def test_a_map_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    whole = Path(map_of(tmp_path)).read_text()
    for name, data in (
        ("cut.osm", whole[:-40].encode()),
        ("cut.osm.pbf", b"\0\0\0\x0d\n\tOSMHeader\x18"),
        ("no.osm.pbf", b""),
    ):
        (tmp_path / name).write_bytes(data)
        assert refusal(tmp_path, str(tmp_path / name)) in ("network.map", "network.no-roads")
    assert refusal(tmp_path, str(tmp_path / "absent.osm.pbf")) == "file.missing"
    assert refusal(tmp_path, map_of(tmp_path, {})) == "network.no-roads"
