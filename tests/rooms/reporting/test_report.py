"""report(): one file, whole, escaped, for somebody; nothing in it asks a network for anything."""

import csv
import itertools
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mamarr import Bound, MamarrError, Plan, Trip, report
from mamarr.document import Name
from mamarr.planning.timetable import Remaining, Term
from mamarr.reporting import tallies
from mamarr.reporting.formats.cells import cell
from mamarr.reporting.formats.html import html
from mamarr.reporting.lines import movements
from mamarr.reporting.pages import page_of


class Reader(HTMLParser):
    """Reads a page strictly: everything opened is closed, and remembers what matters."""

    VOID = frozenset({"meta", "link", "rect", "path", "line", "circle"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def words(self) -> str:
        return "".join(self.texts)


def _page(*plans: Plan, languages: tuple[str, ...] = ("ar", "en")) -> str:
    return html(page_of(plans, languages, "planner")).decode()  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def both(large: Plan) -> str:
    return _page(large)


def test_a_page_is_well_formed_with_names_of_its_own(both: str, small: Plan, separating: Plan) -> None:
    for text in (both, _page(small), _page(small, languages=("en",)), _page(separating, small)):
        read = Reader(text)
        assert len(read.ids) == len(set(read.ids))


def test_a_page_names_no_address_outside_itself(both: str) -> None:
    assert set(re.findall(r"\w+://[^\s\"'<>]+", both)) == {"http://www.w3.org/2000/svg"}
    outside = [
        value for _, attributes in Reader(both).tags for name, value in attributes.items() if name in ("src", "href")
    ]
    assert all(value and value.startswith(("#", "data:")) for value in outside)
    assert "<script" not in both
    assert set(re.findall(r"url\((\w+:|#)", both)) == {"data:", "#"}


def test_a_page_forbids_everything_it_does_not_need(both: str) -> None:
    policy = next(a["content"] for tag, a in Reader(both).tags if tag == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:")


def test_each_language_has_its_part_with_its_direction(both: str) -> None:
    parts = [a for tag, a in Reader(both).tags if tag == "div" and a.get("id") in ("ar", "en")]
    assert [(a["lang"], a["dir"]) for a in parts] == [("ar", "rtl"), ("en", "ltr")]
    root = next(a for tag, a in Reader(both).tags if tag == "html")
    assert (root["lang"], root["dir"]) == ("ar", "rtl")


def test_a_page_in_one_language_is_in_that_language(large: Plan) -> None:
    read = Reader(_page(large, languages=("en",)))
    assert [a["lang"] for tag, a in read.tags if tag == "html"] == ["en"]
    assert "الخلاصة" not in read.words


def test_every_movement_has_its_line_in_each_language(both: str, large: Plan) -> None:
    assert both.count("<th scope=row class=n>") >= 2 * len(movements(large))


def test_a_movement_line_has_local_and_zulu_time(both: str, large: Plan) -> None:
    last = movements(large)[-1]
    words = Reader(both).words
    from mamarr.reporting.wording import short_time, zulu

    for name in ("departs", "received"):
        second = last.instants[name]
        assert second is not None
        assert short_time(second, large.scenario, "en") in words
        assert (zulu(second, large.scenario) or "no clock") in words


def test_movements_keep_every_person(large: Plan, separating: Plan) -> None:
    for plan in (large, separating):
        lines = movements(plan)
        assert sum(line.persons for line in lines) == plan.people_out
        assert [line.instants["departs"] for line in lines] == sorted(line.instants["departs"] or 0 for line in lines)
        staying = sum(sum(counts.values()) for counts in tallies.staying(plan).values())
        assert staying + plan.people_out == plan.people_total
        count = tallies.by_category(plan)
        assert sum(count.values()) - count["stretcher"] == plan.people_out


def test_the_verdict_area_lists_separated_companions(separating: Plan, large: Plan) -> None:
    words = Reader(_page(separating, languages=("en",))).words
    assert f"{separating.separated} companions of those brought out leave without their patient." in words
    assert "Separated companions by place" in words
    assert "Separated companions by place" not in Reader(_page(large, languages=("en",))).words


def test_a_hostile_name_stays_text(large: Plan) -> None:
    scenario = large.scenario
    evil = Name(en='<script>alert(1)</script>"\u202e', ar="<img src=x onerror=y>")
    places = (scenario.places[0].replace(name=evil), *scenario.places[1:])
    text = _page(large.replace(scenario=scenario.replace(name=evil, note=evil, places=places), method="<b>"))
    assert "<script" not in text
    assert "<img" not in text
    assert "\u202e" not in text
    assert "&lt;U+202E&gt;" in text
    Reader(text)


def test_every_picture_has_a_table_of_the_same(both: str) -> None:
    read = Reader(both)
    pictures = [a for tag, a in read.tags if tag == "svg"]
    assert len(pictures) == 6
    assert all(a["role"] == "img" and a["aria-label"] for a in pictures)
    assert [tag for tag, _ in read.tags].count("details") == len(pictures)


def test_tables_say_what_their_cells_are_about(both: str) -> None:
    read = Reader(both)
    tags = [tag for tag, _ in read.tags]
    assert tags.count("caption") == tags.count("table") > 0
    assert all(a.get("scope") in ("col", "row") for tag, a in read.tags if tag == "th")


def test_headings_go_down_step_by_step(both: str, small: Plan, large: Plan) -> None:
    for text in (both, _page(large, small)):
        levels = [int(tag[1]) for tag, _ in Reader(text).tags if re.fullmatch(r"h[1-4]", tag)]
        assert levels.count(1) == 2
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_two_plans_are_compared_figure_by_figure(large: Plan, separating: Plan) -> None:
    changed = separating.scenario.replace(objective=("wounded", "people"))
    words = Reader(_page(large, separating.replace(scenario=changed), languages=("en",))).words
    assert "Two plans side by side" in words
    assert "What counts first: as many people as possible" in words
    assert _signed(separating.people_out - large.people_out) in words


def _signed(n: int) -> str:
    return f"{n:,}".replace("-", "\u2212")


def test_a_scenario_without_positions_says_why_there_is_no_map(small: Plan) -> None:
    assert "no map is drawn" in Reader(_page(small, languages=("en",))).words


def test_a_plan_that_nobody_judged_says_so(small: Plan) -> None:
    from mamarr import Certificate

    words = Reader(_page(small.replace(certificate=None), languages=("en",))).words
    assert "No judge has checked this plan yet." in words
    refused = small.replace(certificate=Certificate(plan_allowed=False, bound_true=True))
    assert "The judge does not accept this plan" in Reader(_page(refused, languages=("en",))).words


def test_an_empty_plan_has_a_page(small: Plan) -> None:
    words = Reader(_page(small.replace(trips=(), convoys=(), bounds=(), alternatives=()), languages=("en",))).words
    assert "None of the 90 people" in words


def test_the_audience_is_printed_and_stands_in_the_head(both: str) -> None:
    read = Reader(both)
    assert "Made for: planner" in read.words
    assert ("meta", {"name": "audience", "content": "planner"}) in read.tags


@pytest.mark.parametrize("audience", ["dispatcher", "field-reporter", "liaison", "public"])
def test_no_unredacted_page_for_who_should_not_see_it(small: Plan, tmp_path: Path, audience: str) -> None:
    with pytest.raises(MamarrError, match="cannot be used here") as caught:
        report(small, to=tmp_path / "page.html", audience=audience)
    assert caught.value.code == "use.option"
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_is_refused_with_the_known_ones(small: Plan, tmp_path: Path) -> None:
    with pytest.raises(MamarrError) as caught:
        report(small, to=tmp_path / "page.docx")
    assert caught.value.code == "file.format"
    assert ".html" in str(caught.value.findings[0].terms["choices"])


def test_a_document_that_is_no_plan_is_a_stranger(small: Plan, tmp_path: Path) -> None:
    for documents in ((small.scenario,), (), (small, small, small)):
        with pytest.raises(MamarrError) as caught:
            report(*documents, to=tmp_path / "page.html")
        assert caught.value.code == "plan.stranger"


def test_the_old_page_stays_until_the_new_one_is_whole(
    small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text("old")
    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(MamarrError):
        report(small, to=page)
    assert page.read_text() == "old"
    assert list(tmp_path.iterdir()) == [page]


def _full(_number: int) -> None:
    raise OSError(28, "No space left on device")


def test_the_same_plan_gives_the_same_page(small: Plan, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        report(small, to=tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.fixture(scope="module")
def workbook(large: Plan, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    report(large, to=path)
    return path.read_bytes()


def test_a_workbook_opens_and_arabic_sheets_run_from_the_right(workbook: bytes, large: Plan) -> None:
    book = load_workbook(BytesIO(workbook))
    assert len(book.sheetnames) == 18
    for sheet in book:
        is_arabic = any("\u0600" <= sign <= "\u06ff" for sign in sheet.title)
        assert bool(sheet.sheet_view.rightToLeft) == is_arabic
    rows = list(book["Movements"].values)
    assert len(rows) == 1 + len(movements(large))
    people = rows[0].index("People")
    assert sum(row[people] for row in rows[1:]) == large.people_out
    assert book.properties.category == "audience: planner"


def test_nothing_in_a_workbook_is_a_formula(large: Plan, tmp_path: Path) -> None:
    scenario = large.scenario
    name = Name(en="=HYPERLINK(1)", ar="@SUM(1)")
    places = (*scenario.places[:2], scenario.places[2].replace(name=name), *scenario.places[3:])
    changed = large.replace(scenario=scenario.replace(places=places))
    report(changed, to=tmp_path / "plan.xlsx")
    report(changed, to=tmp_path / "plan.csv")
    for sheet in load_workbook(tmp_path / "plan.xlsx"):
        for row in sheet.iter_rows():
            assert all(each.data_type != "f" for each in row)
    text = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    for row in csv.reader(StringIO(text)):
        assert not any(each.startswith(("=", "+", "-", "@")) for each in row)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_a_cell_never_begins_a_formula(text: str) -> None:
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@"))
    assert cell("a=1") == "a=1"


def test_the_second_row_of_the_table_holds_hxl_tags(large: Plan, tmp_path: Path) -> None:
    report(large, to=tmp_path / "plan.csv")
    rows = list(csv.reader(StringIO((tmp_path / "plan.csv").read_text(encoding="utf-8-sig"))))
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z_]+)*", tag) for tag in rows[1])
    assert len(set(rows[1])) == len(rows[1])
    assert {len(row) for row in rows} == {len(rows[0])}
    reached = rows[1].index("#reached")
    assert sum(int(row[reached]) for row in rows[2:]) == large.people_out
    assert all(row[-1].endswith("Z") for row in rows[2:])


def test_geojson_has_longitude_first_and_names_in_both_languages(large: Plan, tmp_path: Path) -> None:
    report(large, to=tmp_path / "map.geojson")
    found = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    scenario = large.scenario
    points = {each["properties"]["id"]: each for each in found["features"] if each["geometry"]["type"] == "Point"}
    lines = [each for each in found["features"] if each["geometry"]["type"] == "LineString"]
    assert len(points) == len(scenario.places)
    assert len(lines) == len(scenario.legs)
    for place in scenario.places:
        assert place.at is not None
        assert points[place.id]["geometry"]["coordinates"] == [place.at[1], place.at[0]]
        assert place.name is not None
        assert points[place.id]["properties"]["name_ar"] == place.name.ar
    held = [each["properties"] for each in points.values() if "staying" in each["properties"]]
    assert sum(each["staying"] + each["brought_out"] for each in held) == large.people_total
    assert found["mamarr"]["audience"] == "planner"


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("judge.unknown", lambda trip: trip.replace(load={"nobody_knows": 1})),
        ("judge.unknown", lambda trip: trip.replace(vehicle="spaceship/1")),
        ("judge.unknown", lambda trip: trip.replace(stops=(trip.stops[0].replace(at="mars"), *trip.stops[1:]))),
        ("judge.no-stops", lambda trip: trip.replace(stops=())),
        ("judge.number", lambda trip: trip.replace(stops=(trip.stops[0].replace(leaves=10**18), *trip.stops[1:]))),
        ("judge.number", lambda trip: trip.replace(load=dict.fromkeys(trip.load, -5))),
    ],
)
def test_a_plan_that_cannot_be_printed_is_refused_by_name(
    large: Plan, tmp_path: Path, code: str, spoil: Callable[[Trip], Trip]
) -> None:
    spoiled = large.replace(trips=(spoil(large.trips[0]), *large.trips[1:]))
    with pytest.raises(MamarrError) as caught:
        report(spoiled, to=tmp_path / "page.html")
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_strange_bounds_and_other_plans_are_refused_or_printed_but_never_crash(large: Plan, tmp_path: Path) -> None:
    bomb = Term(code="loads", count=10**9, each=1)
    for kind in ("carriable", "checkpoint", "lane", "joint", "bays", "unheard-of", "checkpoint-people"):
        for of in ("people", "clearance_s"):
            bound = Bound(kind=kind, of=of, proof="hand", value=7, terms=(bomb,))
            report(large.replace(bounds=(*large.bounds[:1], bound)), to=tmp_path / "page.html")
    other = large.alternatives[0].replace(remaining=(Remaining(group="nobody_knows", place="x", persons=1),))
    with pytest.raises(MamarrError) as caught:
        report(large.replace(alternatives=(other,)), to=tmp_path / "other.html")
    assert caught.value.code == "judge.unknown"


def test_a_plan_of_a_scenario_that_makes_no_sense_is_refused(large: Plan, tmp_path: Path) -> None:
    scenario = large.scenario.replace(legs=large.scenario.legs[1:])
    with pytest.raises(MamarrError) as caught:
        report(large.replace(scenario=scenario), to=tmp_path / "page.html")
    assert caught.value.code.startswith("scenario.")
