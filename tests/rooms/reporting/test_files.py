"""Files for other programs: opened again by GDAL, lxml, icalendar and a reader of archives, and compared with the plan."""

import json
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from getpass import getuser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import icalendar
import numpy as np
import pyogrio
import pytest
from lxml import etree

import mamarr
from mamarr import MamarrError, Plan, report
from mamarr.document import Name
from mamarr.planning.ways import Ways
from mamarr.reporting.formats.ical import folded
from mamarr.reporting.formats.xml import Element, child, whole, words
from mamarr.reporting.lines import lines, movements
from mamarr.reporting.runs import runs
from mamarr.reporting.sitrep import FORMATS
from mamarr.reporting.svg import Drawing
from mamarr.reporting.tracks import positions, tracks
from mamarr.reporting.waypoints import Passing
from mamarr.reporting.wording import names
from mamarr.scenario.checks import visible

KML, GX = "{http://www.opengis.net/kml/2.2}", "{http://www.google.com/kml/ext/2.2}"
GPX = "{http://www.topografix.com/GPX/1/1}"
Make = Callable[..., Path]


@pytest.fixture
def made(guarded: Plan, tmp_path: Path) -> Make:
    """Writes one file of a plan."""

    def make(ending: str, plan: Plan | None = None, **options: Any) -> Path:
        target = tmp_path / f"file{ending}"
        report(plan or guarded, to=target, **options)
        return target

    return make


def rows_of(path: Path, layer: str | None = None) -> list[dict[str, Any]]:
    """The rows of one layer as GDAL reads them, with the geometry as well-known binary under `geometry`."""
    facts, _, shapes, columns = pyogrio.raw.read(path, layer=layer)
    found = [dict(zip(facts["fields"], values, strict=True)) for values in zip(*columns, strict=True)]
    return (
        [row | {"geometry": shape} for row, shape in zip(found, shapes, strict=True)] if shapes is not None else found
    )


def spots_of(binary: bytes) -> list[tuple[float, float]]:
    """The positions of a point or a line in well-known binary, heights left out."""
    kind = int.from_bytes(binary[1:5], "little")
    wide = 3 if kind > 1000 or kind >> 31 else 2
    start = 5 if kind % 1000 == 1 else 9
    flat = np.frombuffer(binary[start:], "<f8").reshape(-1, wide)
    return [(float(row[0]), float(row[1])) for row in flat]


def at(second: int, plan: Plan) -> datetime:
    assert plan.scenario.starts is not None
    return plan.scenario.starts.astimezone(UTC) + timedelta(seconds=second)


# GeoPackage and GeoJSON


@pytest.mark.parametrize("ending", [".gpkg", ".geojson"])
def test_gdal_reads_every_place_and_leg_with_its_people(made: Make, guarded: Plan, ending: str) -> None:
    path = made(ending)
    found = rows_of(path, "places") + rows_of(path, "legs") if ending == ".gpkg" else rows_of(path)
    by_id = {row["id"]: row for row in found}
    scenario = guarded.scenario
    assert len(found) == len(by_id) == len(scenario.places) + len(scenario.legs)
    for place in scenario.places:
        row = by_id[place.id]
        assert place.at is not None
        assert spots_of(row["geometry"]) == [pytest.approx((place.at[1], place.at[0]), abs=1e-9)]
        assert (row["name_en"], row["name_ar"]) == tuple(names.place(scenario, place.id, each) for each in ("en", "ar"))
    out = sum(int(by_id[point.id]["brought_out"]) for point in scenario.assembly_points)
    stay = sum(int(by_id[point.id]["staying"]) for point in scenario.assembly_points)
    assert (out, out + stay) == (guarded.people_out, guarded.people_total)


def test_a_geopackage_holds_every_movement_with_its_times_and_people(made: Make, guarded: Plan) -> None:
    found = {row["trip"]: row for row in rows_of(made(".gpkg"), "movements")}
    every = {line.trip: line for line in lines(guarded)}
    assert set(found) == set(every)
    for trip, line in every.items():
        row = found[trip]
        assert int(row["people"]) == line.persons
        assert json.loads(row["load"]) == dict(line.load)
        assert row["departs"].astype("datetime64[s]").astype(datetime).replace(tzinfo=UTC) == at(line.starts_s, guarded)
        kinds = ("stretcher", "wounded", "companion", "civilian", "fighter")
        assert sum(int(row[kind]) for kind in kinds) == line.persons


def test_a_geopackage_says_what_it_is(made: Make) -> None:
    data = made(".gpkg").read_bytes()
    assert data[:16] == b"SQLite format 3\x00"
    assert data[68:72] == b"GPKG"
    layers = dict(pyogrio.list_layers(made(".gpkg")))
    assert layers == {"places": "Point", "legs": "LineString", "movements": "LineString"}
    for layer in layers:
        facts = pyogrio.read_info(made(".gpkg"), layer=layer)
        assert facts["crs"] == "EPSG:4326"


# KML and GPX


def test_gdal_plays_every_vehicle_of_a_kml_in_its_time(made: Make, guarded: Plan) -> None:
    path = made(".kml", language="en")
    layers = [layer for layer, _ in pyogrio.list_layers(path)]
    found = rows_of(path, layers[-1])
    every = tracks(guarded)
    assert len(found) == len(every)
    for row, track in zip(found, every, strict=True):
        spans = [row[key].astype("datetime64[s]").astype(datetime).replace(tzinfo=UTC) for key in ("begin", "end")]
        assert spans == [at(track.points[0].second, guarded), at(track.points[-1].second, guarded)]
        expected = [(point.at[1], point.at[0]) for point in track.points]
        assert spots_of(row["geometry"]) == [pytest.approx(spot, abs=1e-6) for spot in expected]


def test_a_kml_shows_every_convoy_from_its_entry_to_its_end(made: Make, guarded: Plan) -> None:
    tree = etree.parse(made(".kml", language="en"))  # type: ignore[arg-type]
    spans = [
        tuple(datetime.fromisoformat(span.findtext(f"{KML}{key}") or "") for key in ("begin", "end"))
        for span in tree.iter(f"{KML}TimeSpan")
    ]
    convoys = [run for run in runs(guarded) if run.persons]
    assert spans == [(at(run.enters[0], guarded), at(run.leaves[1], guarded)) for run in convoys]
    for way in tree.iter(f"{GX}Track"):
        moments = [each.text or "" for each in way.iter(f"{KML}when")]
        assert moments == sorted(moments)
        assert len(moments) == len(list(way.iter(f"{GX}coord")))


def test_a_kml_names_only_styles_that_it_has(made: Make) -> None:
    tree = etree.parse(made(".kml"))  # type: ignore[arg-type]
    styles = {each.get("id") for each in tree.iter(f"{KML}Style")}
    assert {(each.text or "")[1:] for each in tree.iter(f"{KML}styleUrl")} <= styles


def test_gdal_reads_every_way_out_of_a_gpx(made: Make, guarded: Plan) -> None:
    path = made(".gpx", language="en")
    scenario = guarded.scenario
    assert {row["name"] for row in rows_of(path, "waypoints")} == {
        names.place(scenario, place.id, "en") for place in scenario.places
    }
    routes = rows_of(path, "routes")
    ends = {(line.point, line.destination) for line in movements(guarded)}
    assert len(routes) == len(ends)
    spots = positions(scenario)
    found = {(spots_of(row["geometry"])[0], spots_of(row["geometry"])[-1]) for row in routes}
    expected = {((spots[a][1], spots[a][0]), (spots[b][1], spots[b][0])) for a, b in ends}
    assert {tuple(round(x, 6) for spot in each for x in spot) for each in found} == {
        tuple(round(x, 6) for spot in each for x in spot) for each in expected
    }


def test_elements_of_a_gpx_stand_in_the_order_of_its_schema(made: Make) -> None:
    """Order of GPX 1.1: https://www.topografix.com/GPX/1/1/."""
    root = etree.parse(made(".gpx")).getroot()  # type: ignore[arg-type]
    order = ["metadata", "wpt", "rte"]
    tags = [str(each.tag).removeprefix(GPX) for each in root]
    assert tags == sorted(tags, key=order.index)
    assert (root.get("version"), root.get("creator")) == ("1.1", "mamarr")
    for each in root.iter(f"{GPX}wpt"):
        inside = [str(part.tag).removeprefix(GPX) for part in each]
        assert inside == ["name", "sym", "type"]


def test_a_track_passes_the_places_that_the_plan_leaves_out(guarded: Plan) -> None:
    """The twin adds up the drive of each leg by itself."""
    ways = Ways(guarded.scenario)
    for track in tracks(guarded):
        seconds = [point.second for point in track.points]
        assert seconds == sorted(seconds)
        written = {second for each in track.line.waypoints for second in each.seconds}
        assert written <= set(seconds)
        for before, after in pairwise(track.points):
            if before.place != after.place:
                free = [way.drive_s for way in ways.between(before.place, after.place)]
                ruled = [each.leaves - each.enters for each in track.line.waypoints if isinstance(each, Passing)]
                assert after.second - before.second in {*free, *ruled}


# iCalendar


def test_another_reader_finds_every_convoy_in_the_calendar(made: Make, guarded: Plan) -> None:
    calendar = icalendar.Calendar.from_ical(made(".ics", language="ar").read_bytes())
    events = calendar.walk("VEVENT")
    convoys = [run for run in runs(guarded) if run.persons]
    spans = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in events]
    assert spans == [(at(run.enters[0], guarded), at(run.leaves[1], guarded)) for run in convoys]
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert all("القافلة" in str(event["SUMMARY"]) for event in events)


def test_no_line_of_a_calendar_is_longer_than_75_octets_or_torn_inside_a_sign(made: Make) -> None:
    for line in made(".ics", language="ar").read_bytes().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert folded("x" * 80).replace(b"\r\n ", b"") == b"x" * 80 + b"\r\n"


# Workbook


def test_gdal_reads_the_workbook_with_its_movements(made: Make, guarded: Plan) -> None:
    path = made(".xlsx", language="en")
    layers = [layer for layer, _ in pyogrio.list_layers(path)]
    assert "Movements" in layers
    found = movements(guarded)
    rows = [row for row in rows_of(path, "Movements") if row]
    texts = [str(value) for row in rows for value in row.values()]
    for line in found[:20]:
        assert names.vehicle(guarded.scenario, line.vehicle, "en") in texts
    assert len(rows) >= len(found)


def test_sheets_in_arabic_run_from_the_right_with_a_frozen_head_and_wide_columns(made: Make) -> None:
    with ZipFile(made(".xlsx", language="ar")) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                sheet = etree.fromstring(book.read(name))
                view = sheet.find(".//{*}sheetView")
                assert view is not None
                assert view.get("rightToLeft") == "1"
                pane = view.find("{*}pane")
                assert pane is not None
                assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "A2")
                assert sheet.findall(".//{*}col")


# Pictures


@pytest.mark.parametrize("form", ["map", "curve", "timeline"])
def test_a_picture_holds_its_fonts_and_asks_for_nothing(made: Make, form: str) -> None:
    text = made(".svg", form=form).read_text(encoding="utf-8")
    root = etree.fromstring(text.encode())
    assert root.get("role") == "img"
    assert text.count("@font-face") == 4
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("form", ["map", "curve", "timeline"])
def test_pixels_are_two_to_a_unit_and_hold_nothing_but_the_picture(made: Make, form: str) -> None:
    data = made(".png", form=form, language="ar").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = (int.from_bytes(data[start : start + 4], "big") for start in (16, 20))
    root = etree.fromstring(made(".svg", form=form, language="ar").read_bytes())
    box = [float(each) for each in (root.get("viewBox") or "").split()]
    assert (wide, high) == pytest.approx((2 * box[2], 2 * box[3]), abs=1)
    kinds, start = set(), 8
    while start < len(data):
        kinds.add(data[start + 4 : start + 8])
        start += 12 + int.from_bytes(data[start : start + 4], "big")
    assert kinds == {b"IHDR", b"IDAT", b"IEND"}


def test_arabic_is_drawn_where_it_stands_in_browsers() -> None:
    """Engines without `direction` get the side itself, and the words isolated."""
    drawing = Drawing(10, 10, "a picture", "x")
    drawing.text(1, 1, "ممر", "left")
    drawing.text(1, 1, "mamarr", "right")
    made = drawing.engraved(str.upper)
    assert re.findall(r'text-anchor="(\w+)"', made) == ["start", "end"]
    assert 'direction="rtl"' not in made
    assert "\u2067ممر\u2069" in made
    assert ">MAMARR<" in made


# Every file


ENDINGS = [(ending, form) for ending, forms in FORMATS.items() for form in forms if form != "notification"]


@pytest.mark.slow
def test_the_same_plan_gives_the_same_bytes_on_another_machine_and_day(guarded: Plan, tmp_path: Path) -> None:
    """Another zone, user, home, moment and writer of XML; nothing of them stands in any file."""
    mamarr.save(guarded, tmp_path / "plan.json")
    code = (
        "import mamarr, sys\n"
        "plan = mamarr.open_plan('plan.json')\n"
        f"for ending, form in {ENDINGS!r}:\n"
        "    mamarr.report(plan, to=f'{sys.argv[1]}-{form}{ending}', form=form)\n"
    )
    there = {"TZ": "Asia/Tokyo", "USER": "canary_user", "LOGNAME": "canary_user", "HOME": str(tmp_path / "canary_home")}
    there |= {"OPENPYXL_LXML": "False"}
    for name, environment in (("here", {}), ("there", there)):
        subprocess.run([sys.executable, "-c", code, name], cwd=tmp_path, env={**os.environ, **environment}, check=True)
    host = socket.gethostname().encode()
    canaries = [b"canary_", str(tmp_path).encode(), f"/{getuser()}/".encode(), *([host] if len(host) > 6 else [])]
    today = datetime.now(UTC).strftime("%Y-%m-%d").encode()
    for ending, form in ENDINGS:
        here, there_ = ((tmp_path / f"{name}-{form}{ending}").read_bytes() for name in ("here", "there"))
        assert here == there_, ending
        unpacked = [here]
        if ending == ".xlsx":
            with ZipFile(BytesIO(here)) as book:
                unpacked += [book.read(name) for name in book.namelist()]
                assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for data in unpacked:
            assert not [canary for canary in canaries if canary in data], ending
            assert today not in data, ending


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "]]><script>alert(1)</script>&amp;&lt;",
    "\"'><x y='",
    "a\u202eb\u2066c\ufffe",
    "BEGIN:VEVENT\\; ,\\n",
    "'); DROP TABLE places; --",
    "\U0001f68c 漢字",
)


@pytest.mark.parametrize("nasty", HOSTILE)
def test_a_hostile_name_stays_a_name_in_every_file(made: Make, guarded: Plan, nasty: str) -> None:
    scenario = guarded.scenario
    name = Name(en=nasty, ar=nasty)
    named = scenario.replace(
        name=name,
        places=tuple(place.replace(name=name) for place in scenario.places),
        fleet=tuple(vehicle.replace(name=name) for vehicle in scenario.fleet),
        legs=tuple(leg.replace(name=name) for leg in scenario.legs),
    )
    plan = guarded.replace(scenario=named, fingerprint="")
    shown = words(visible(nasty))
    assert {row["name_en"] for row in rows_of(made(".gpkg", plan), "places")} == {shown}
    assert {row["name"] for row in rows_of(made(".gpx", plan), "waypoints")} == {shown}
    kml = etree.parse(made(".kml", plan))  # type: ignore[arg-type]
    assert shown in {each.text for each in kml.iter(f"{KML}name")}
    assert not list(kml.iter("{*}script"))
    calendar = icalendar.Calendar.from_ical(made(".ics", plan).read_bytes())
    assert len(calendar.walk("VEVENT")) == len([run for run in runs(plan) if run.persons])
    assert {str(event["LOCATION"]) for event in calendar.walk("VEVENT")} == {shown}
    for form in ("map", "timeline"):
        assert not list(etree.fromstring(made(".svg", plan, form=form).read_bytes()).iter("{*}script"))
        assert made(".png", plan, form=form).stat().st_size > 10_000
    with ZipFile(made(".xlsx", plan)) as book:
        sheets = [etree.fromstring(book.read(each)) for each in book.namelist() if "worksheets/sheet" in each]
    assert not [cell for sheet in sheets for cell in sheet.iter("{*}f")]


def test_what_xml_forbids_is_written_as_its_code_point() -> None:
    root = Element("a")
    child(root, "b", "x\ufffey\x00\U0010ffff", c="\u2028\ufffe")
    read = etree.fromstring(whole(root))[0]
    assert read.text == "x<U+FFFE>y<U+0000>\U0010ffff"
    assert read.get("c") == "\u2028<U+FFFE>"


@pytest.mark.parametrize("ending", [".gpkg", ".kml", ".gpx", ".ics", ".svg", ".png"])
def test_a_plan_without_positions_or_a_clock_is_refused_with_what_is_missing(
    small: Plan, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(MamarrError) as caught:
        report(small, to=tmp_path / f"x{ending}")
    assert caught.value.code == "report.nothing"
    assert list(tmp_path.iterdir()) == []


def test_nothing_heavy_is_loaded_before_a_file_asks_for_it() -> None:
    code = (
        "import sys, mamarr.reporting.sitrep, mamarr.desk.cli\n"
        "print([each for each in ('typst', 'resvg_py', 'sqlite3', 'openpyxl') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_way_is_counted_once_a_vehicle(guarded: Plan) -> None:
    ways = Counter(track.way for track in tracks(guarded))
    assert sum(ways.values()) == len(guarded.trips)
    assert all(before != after for way in ways for before, after in pairwise(way))
