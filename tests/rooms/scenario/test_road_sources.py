"""Roads and people out of files: what is read, and a finding with its place for all that cannot be true."""

import gzip
from pathlib import Path

import pytest

import mamarr
from mamarr import MamarrError
from mamarr.scenario.checks import findings

ROADS = "from,to,travel_s,capacity_per_h\na,b,60,600\nb,safe,60,600\n"
PEOPLE = "node,persons\na,20\n"


def built(
    folder: Path, roads: str = ROADS, people: str = PEOPLE, exits: tuple[str, ...] = ("safe",)
) -> mamarr.Scenario:
    (folder / "roads.csv.gz").write_bytes(gzip.compress(roads.encode()))
    (folder / "people.csv").write_text(people, encoding="utf-8")
    return mamarr.build(str(folder / "roads.csv.gz"), people=str(folder / "people.csv"), exits=exits)


def refused(
    folder: Path, roads: str = ROADS, people: str = PEOPLE, exits: tuple[str, ...] = ("safe",)
) -> list[tuple[str, int | None]]:
    with pytest.raises(MamarrError) as caught:
        built(folder, roads, people, exits)
    return [(finding.code, finding.line) for finding in caught.value.findings]


def test_a_table_of_roads_becomes_a_network(tmp_path: Path) -> None:
    network = built(tmp_path).network
    assert network is not None
    assert network.places == ("a", "b", "safe")
    assert (network.legs.from_place, network.legs.to_place) == ((0, 1), (1, 2))
    assert (network.exits, network.people_total) == ((2,), 20)


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    scenario = built(tmp_path)
    for name in ("city.json", "city.json.gz"):
        mamarr.save(scenario, tmp_path / name)
        assert mamarr.load(tmp_path / name) == scenario


def test_length_speed_and_lanes_stand_for_time_and_capacity(tmp_path: Path) -> None:
    network = built(tmp_path, "from,to,length_m,speed_kmh,lanes\na,safe,1000,36,2\n").network
    assert network is not None
    assert (network.legs.travel_s, network.legs.capacity_per_h) == ((100,), (2400,))
    assert network.supposed


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,safe,60,0", "network.capacity"),
        ("a,safe,60,inf", "network.capacity"),
        ("a,safe,60,-3", "network.capacity"),
        ("a,safe,60,nan", "network.number"),
        ("a,safe,-1,60", "network.number"),
        ("a,safe,1e400,60", "network.number"),
        ("a,a,60,60", "network.same-place"),
        (",safe,60,60", "network.same-place"),
        ("a,safe,60", "network.cells"),
    ],
)
def test_a_row_that_cannot_be_true_is_named_with_its_line(tmp_path: Path, row: str, code: str) -> None:
    assert refused(tmp_path, f"{ROADS}{row}\n") == [(code, 4)]


def test_every_bad_row_is_found_at_once(tmp_path: Path) -> None:
    found = refused(tmp_path, f"{ROADS}a,b,x,60\na,b,60,0\n")
    assert found == [("network.number", 4), ("network.capacity", 5)]


def test_missing_columns_exits_and_people_are_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "from,travel_s\na,60\n") == [("network.column", 1)]
    assert refused(tmp_path, exits=("nowhere",)) == [("network.unknown-place", None)]
    assert refused(tmp_path, exits=()) == [("network.no-exit", None)]
    assert refused(tmp_path, people="node,persons\na,0.5\n") == [("network.number", 2)]
    assert refused(tmp_path, people="node,persons\nsafe,5\n") == [("network.people-at-exit", None)]


def test_traps_and_islands_are_warnings_that_name_the_place(tmp_path: Path) -> None:
    roads = f"{ROADS}a,trap,60,60\nisle,holm,60,60\nholm,isle,60,60\n"
    people = f"{PEOPLE}trap,3\nisle,4\nforest,5\n"
    found = [
        (each.code, each.terms["found"], each.terms["persons"]) for each in findings(built(tmp_path, roads, people))
    ]
    assert found == [
        ("network.one-way-trap", "trap", 3),
        ("network.cut-off", "isle", 4),
        ("network.no-road", "forest", 5),
    ]


def test_nobody_with_a_way_is_an_error(tmp_path: Path) -> None:
    assert ("network.nobody-reaches", None) in refused(tmp_path, "from,to,travel_s,capacity_per_h\nsafe,a,60,60\n")


def test_what_a_network_cannot_say_yet_is_refused(tmp_path: Path) -> None:
    mamarr.save(built(tmp_path), tmp_path / "city.json")
    text = (tmp_path / "city.json").read_text()
    (tmp_path / "city.json").write_text(text.replace('"network": {', '"network": {"contraflow": [], "shadow": 0.2,'))
    with pytest.raises(MamarrError) as caught:
        mamarr.load(tmp_path / "city.json")
    assert [(f.code, f.path) for f in caught.value.findings] == [
        ("scenario.not-yet", "network.contraflow"),
        ("scenario.not-yet", "network.shadow"),
    ]


def test_a_corridor_beside_a_network_is_refused(tmp_path: Path) -> None:
    scenario = built(tmp_path).replace(fleet=mamarr.load("one-road").fleet)
    assert [(f.code, f.path) for f in findings(scenario)] == [("scenario.not-yet", "fleet")]


def test_columns_of_different_length_are_refused(tmp_path: Path) -> None:
    scenario = built(tmp_path)
    network = scenario.network
    assert network is not None
    short = network.replace(legs=network.legs.replace(travel_s=(60,)))
    assert [f.path for f in findings(scenario.replace(network=short))] == ["network.legs.travel_s"]


def test_a_count_is_spread_over_places_with_a_way_and_nobody_is_lost(tmp_path: Path) -> None:
    (tmp_path / "roads.csv").write_text(f"{ROADS}a,trap,60,60\n", encoding="utf-8")
    network = mamarr.build(str(tmp_path / "roads.csv"), people=7, exits=["safe"]).network
    assert network is not None
    assert (network.waiting.place, network.waiting.persons) == ((0, 1), (4, 3))
    assert "1 places without a way" in network.supposed[0].en
