"""build(): a scenario out of real data. The ending of a file says what it is."""

from collections.abc import Sequence
from pathlib import Path

from mamarr.document import Name
from mamarr.errors import Finding, MamarrError
from mamarr.scenario import checks
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.sources.classes import PERSONS_PER_VEHICLE, road_classes
from mamarr.scenario.sources.roads import Roads
from mamarr.scenario.sources.tables import read_people, read_positions, read_roads

HORIZON = "30 d"
"""End of a scenario built from data: a month."""


def build(
    roads: str,
    *,
    people: str | int,
    zone: str | None = None,
    exits: Sequence[str] = (),
    places: str | None = None,
    classes: str | None = None,
    persons_per_vehicle: float = PERSONS_PER_VEHICLE,
    name: Name | None = None,
) -> Scenario:
    """Return the scenario of a city: its roads, who waits where, and where people are safe.

    Parameters
    ----------
    roads
        An OpenStreetMap extract (.osm, .osm.pbf, plain or packed) or a table of roads (.csv, .csv.gz).
    people
        A table of people (node, persons), or a count, spread over the places of the zone.
    zone
        A GeoJSON polygon in WGS84: what is to be left.
    exits
        Names of the places at which people are safe; without any those where roads leave the zone.
    places
        A table of positions (node, latitude, longitude) of the places of a table of roads.
    classes
        A table of road classes in place of the package's own.
    persons_per_vehicle
        Persons in a vehicle, where a capacity is known in vehicles.
    name
        What the scenario is called; else after the file of roads.

    Raises
    ------
    MamarrError
        Every finding about the files at once, each with its place.
    """
    table = road_classes(classes, persons_per_vehicle)
    if is_map(roads):
        from mamarr.scenario.sources.osm import read_osm

        found = read_osm(roads, zone, table)
    elif zone is not None:
        raise MamarrError(
            "use.option", found="--zone", wanted="roads of an OpenStreetMap extract, which have positions"
        )
    else:
        found = read_roads(roads, table)
        if places is not None:
            found.positions = read_positions(places)
    scenario = _scenario(found, people, list(exits) or found.exits, name or _called(roads))
    errors = [finding for finding in checks.findings(scenario) if finding.severity == "error"]
    if errors:
        raise MamarrError(errors[0].code, errors)
    return scenario


def is_map(name: str) -> bool:
    """Tell whether *name* is a file of OpenStreetMap."""
    return Path(name).name.lower().removesuffix(".gz").removesuffix(".bz2").endswith((".osm", ".pbf"))


def _scenario(roads: Roads, people: str | int, exits: list[str], name: Name) -> Scenario:
    known = set(roads.places)
    findings = [
        Finding("network.unknown-place", "--exit", None, {"found": each[:80], "choices": _some(roads)})
        for each in exits
        if each not in known
    ]
    if not exits:
        findings.append(Finding("network.no-exit", "--exit", None, {"found": ""}))
    if findings:
        raise MamarrError(findings[0].code, findings)
    waiting = _spread(roads, people, exits) if isinstance(people, int) else read_people(people)
    network = roads.network(waiting, exits)
    return Scenario.model_validate(
        {"name": name, "ends": HORIZON, "places": (), "legs": (), "groups": (), "fleet": (), "network": network}
    )


def _spread(roads: Roads, count: int, exits: list[str]) -> dict[str, int]:
    """Return *count* persons over the places of the zone with a way to an exit, as evenly as whole persons go."""
    ways: dict[str, list[str]] = {}
    for stretch in roads.stretches:
        ways.setdefault(stretch.end, []).append(stretch.start)
    reached, front = set(exits), list(exits)
    while front:
        for start in ways.get(front.pop(), ()):
            if start not in reached:
                reached.add(start)
                front.append(start)
    inside = (roads.inside or set(roads.places)) - set(exits)
    places = sorted(inside & reached)
    if not places:
        raise MamarrError("network.empty-zone", found=count)
    roads.supposed.append(_said_of_spread(count, len(places), len(inside) - len(places)))
    each, more = divmod(count, len(places))
    return {name: each + (number < more) for number, name in enumerate(places) if each + (number < more)}


def _said_of_spread(count: int, places: int, cut_off: int) -> Name:
    return Name(
        en=f"The {count} people are spread evenly over {places} places; {cut_off} places without a way out get nobody.",
        ar=f"وُزِّع الناس، وعددهم {count}، بالتساوي على {places} من الأماكن؛ ولا أحد في {cut_off} من الأماكن التي لا طريق منها.",
    )


def _some(roads: Roads) -> str:
    return ", ".join(roads.places[:8]) + ", …"


def _called(name: str) -> Name:
    stem = Path(name).name.split(".")[0]
    return Name(en=stem, ar=stem)
