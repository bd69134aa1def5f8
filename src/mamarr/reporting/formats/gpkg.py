"""GeoPackage: places, legs and movements as layers of one file, written with the standard library's SQLite.

References
----------
OGC GeoPackage 1.3: https://www.geopackage.org/spec130/
"""

import json
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mamarr.reporting import tallies
from mamarr.reporting.formats.geojson import features_of
from mamarr.reporting.formats.instants import iso
from mamarr.reporting.formats.xml import words
from mamarr.reporting.request import Request
from mamarr.reporting.tracks import require_positions, tracks
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import LANGUAGES

_APPLICATION = 0x47504B47
"""'GPKG' in the head of the file."""
_VERSION = 10300
_CHANGED = "1970-01-01T00:00:00Z"
"""Said of every layer in place of the hour of writing, so that the same plan gives the same bytes."""
_LIBRARY = 3037000
"""Written in place of the version of SQLite on this machine."""
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
 organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
 description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
 srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
 srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
 CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude/latitude on the WGS 84 spheroid"),
)

Coordinates = Sequence[tuple[float, float]]
"""[longitude, latitude]."""
Value = str | int | None


@dataclass(frozen=True)
class Layer:
    """One table: columns with their SQL types, and rows that begin with their geometry."""

    name: str
    shape: str
    columns: dict[str, str]
    rows: list[tuple[Coordinates, tuple[Value, ...]]]


def gpkg(request: Request) -> bytes:
    """Return the file.

    Raises
    ------
    MamarrError
        report.nothing: no place has a position.
    """
    require_positions(request.plan.scenario)
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute(f"PRAGMA application_id = {_APPLICATION}")
        base.execute(f"PRAGMA user_version = {_VERSION}")
        base.executescript(_TABLES)
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
        note = words(request.foot(request.languages[0], has_lines=True))
        for layer in (*_ground(request), _movements(request)):
            _add(base, layer, note)
        return _unsigned(base.serialize())
    finally:
        base.close()


def _unsigned(data: bytes) -> bytes:
    """Return the file without the version of the library that wrote it: bytes 96 to 99 of the head of SQLite's format."""
    return data[:96] + struct.pack(">I", _LIBRARY) + data[100:]


def _ground(request: Request) -> Iterable[Layer]:
    """Yield places and legs with what GeoJSON says of them."""
    for name, shape in (("places", "Point"), ("legs", "LineString")):
        found = [each for each in features_of(request.plan) if each["geometry"]["type"] == shape]
        keys = dict.fromkeys(key for each in found for key in each["properties"])
        values = {key: [each["properties"].get(key) for each in found] for key in keys}
        columns = {key: _type(values[key]) for key in keys}
        rows: list[tuple[Coordinates, tuple[Value, ...]]] = []
        for each in found:
            at = each["geometry"]["coordinates"]
            line = [(x, y) for x, y in ([at] if shape == "Point" else at)]
            rows.append((line, tuple(_plain(each["properties"].get(key)) for key in keys)))
        yield Layer(name, shape.upper(), columns, rows)


def _movements(request: Request) -> Layer:
    """Return every trip as a line from its first place to its last."""
    plan = request.plan
    scenario, kinds = plan.scenario, tallies.kinds_present(plan.scenario)
    columns = {"trip": "TEXT", "vehicle": "TEXT", **{f"vehicle_{each}": "TEXT" for each in LANGUAGES}}
    columns |= {
        "convoy": "INTEGER",
        "departs_s": "INTEGER",
        "ends_s": "INTEGER",
        "departs": "DATETIME",
        "ends": "DATETIME",
    }
    columns |= {"people": "INTEGER", **dict.fromkeys(kinds, "INTEGER"), "load": "TEXT"}
    rows: list[tuple[Coordinates, tuple[Value, ...]]] = []
    for track in tracks(plan):
        line = track.line
        ends_s = max(second for each in line.waypoints for second in each.seconds)
        values: list[Value] = [line.trip, line.vehicle]
        values += [words(names.vehicle(scenario, line.vehicle, each)) for each in LANGUAGES]
        values += [line.convoy, line.starts_s, ends_s, iso(line.starts_s, scenario), iso(ends_s, scenario)]
        values += [line.persons, *(line.people.get(kind, 0) for kind in kinds), _plain(dict(line.load))]
        rows.append(([(spot.at[1], spot.at[0]) for spot in track.points], tuple(values)))
    return Layer("movements", "LINESTRING", columns, rows)


def _type(values: Iterable[object]) -> str:
    return "INTEGER" if all(each is None or isinstance(each, int) for each in values) else "TEXT"


def _plain(value: object) -> Value:
    if value is None or isinstance(value, int):
        return value
    return words(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))


def _add(base: sqlite3.Connection, layer: Layer, note: str) -> None:
    """Add a layer. Names of columns are this file's own, never words of a scenario."""
    fields = "".join(f', "{name}" {kind}' for name, kind in layer.columns.items())
    base.execute(
        f'CREATE TABLE "{layer.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {layer.shape}{fields})'
    )
    spots = [spot for line, _ in layer.rows for spot in line]
    edges = (
        (min(x for x, _ in spots), min(y for _, y in spots), max(x for x, _ in spots), max(y for _, y in spots))
        if spots
        else (None, None, None, None)
    )
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
        (layer.name, layer.name, note, _CHANGED, *edges),
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (layer.name, layer.shape))
    marks = ", ".join("?" * (2 + len(layer.columns)))
    rows = ((nth, geometry(line, layer.shape), *values) for nth, (line, values) in enumerate(layer.rows, start=1))
    base.executemany(f'INSERT INTO "{layer.name}" VALUES ({marks})', rows)  # noqa: S608 - names of this file's own


def geometry(line: Coordinates, shape: str) -> bytes:
    """Return a point or line as the binary of GeoPackage: its head without an envelope, then well-known binary."""
    head = b"GP\x00\x01" + struct.pack("<i", 4326)
    if shape == "POINT":
        return head + struct.pack("<BIdd", 1, 1, *line[0])
    return head + struct.pack("<BII", 1, 2, len(line)) + b"".join(struct.pack("<dd", *spot) for spot in line)
