"""Papers: tagged, in two languages, for one reader each; opened again by two other readers of PDF."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from mamarr import MamarrError, Plan, report
from mamarr.document import Name
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Numbers, Table
from mamarr.reporting.cards import cards
from mamarr.reporting.formats.columns import measured
from mamarr.reporting.formats.glyphs import FILES, printable, signs_of
from mamarr.reporting.formats.pdf import pdf, told
from mamarr.reporting.lines import movements
from mamarr.reporting.notices import ROUNDED_S, ground_of, movements_on
from mamarr.reporting.papers import whole
from mamarr.reporting.request import Request
from mamarr.reporting.runs import runs
from mamarr.reporting.waypoints import Passing
from mamarr.reporting.wording import names, plain

FORMS = ("plan", "movements", "brief", "notification", "card")
Make = Callable[..., bytes]


@pytest.fixture
def made(guarded: Plan, tmp_path: Path) -> Make:
    """Makes one paper of a plan."""

    def make(form: str, language: Any = "en", plan: Plan | None = None, party: str = "army") -> bytes:
        target = tmp_path / f"{form}.pdf"
        report(plan or guarded, to=target, form=form, language=language, party=party if form == "notification" else "")
        return target.read_bytes()

    return make


def text_of(data: bytes) -> str:
    """All the text of a PDF as the library of Chrome reads it, one line a line."""
    document = pypdfium2.PdfDocument(data)
    return plain("\n".join(page.get_textpage().get_text_range() for page in document)).replace("\r", "")


def tags_of(data: bytes) -> Counter[str]:
    document = pikepdf.open(BytesIO(data))
    return Counter(str(node.S)[1:] for node in _nodes(document.Root.StructTreeRoot.K))


def _nodes(tree: Any) -> Iterator[Any]:
    for node in tree if isinstance(tree, pikepdf.Array) else [tree]:
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from _nodes(node.K)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["ar", "en", "both"])
def test_every_paper_is_tagged_and_says_its_title_and_language(made: Make, form: str, language: str) -> None:
    document = pikepdf.open(BytesIO(made(form, language)))
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == ("en" if language == "en" else "ar")
    with document.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
        assert facts["dc:title"]
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_headings_tables_and_paragraphs_are_told_apart(made: Make, guarded: Plan) -> None:
    tags = tags_of(made("movements"))
    found = movements(guarded)
    assert tags["H1"] == 1
    assert tags["TR"] >= len(found) + 1
    assert tags["THead"] == tags["Table"] == tags["Caption"]
    assert tags["TD"] > 10 * len(found)
    assert tags["P"] >= 2
    assert tags_of(made("brief"))["Figure"] == 1


def test_every_picture_has_words_for_who_cannot_see_it(made: Make) -> None:
    document = pikepdf.open(BytesIO(made("plan")))
    figures = [node for node in _nodes(document.Root.StructTreeRoot.K) if node.S == "/Figure"]
    assert len(figures) >= 3
    assert all(len(str(node.Alt)) > 20 for node in figures)


@pytest.mark.parametrize("form", FORMS)
def test_every_font_is_inside_and_is_ours(made: Make, form: str) -> None:
    document = pikepdf.open(BytesIO(made(form, "both")))
    fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
    assert fonts
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            assert "IBMPlexSansArabic" in str(each.FontName)
            assert "/FontFile2" in each or "/FontFile3" in each


def test_every_movement_has_its_line_with_its_times(made: Make, guarded: Plan) -> None:
    text = text_of(made("movements"))
    for line in movements(guarded):
        local = guarded.scenario.clock.local(line.starts_s)
        assert local is not None
        assert f"{local:%H:%M}" in text
    named = Counter(names.vehicle(guarded.scenario, line.vehicle, "en") for line in movements(guarded))
    for name, times in named.items():
        assert len(re.findall(rf"\b{re.escape(name)}\b", text)) >= times


def test_the_head_of_a_table_stands_on_each_of_its_pages(made: Make) -> None:
    document = pypdfium2.PdfDocument(made("movements"))
    assert len(document) > 1
    for page in document:
        text = page.get_textpage().get_text_range()
        if re.search(r"\bbus \d", text):
            assert "Vehicle" in text


def test_arabic_stands_in_the_order_in_which_it_is_read(made: Make) -> None:
    """Words without the ligatures whose halves this reader of PDF turns around."""
    lines = text_of(made("notification", "ar")).splitlines()
    assert any(line.startswith("الغرض: ") for line in lines)
    assert any("هذا إخطار للعلم" in line for line in lines)
    first = next(number for number, line in enumerate(lines) if "الجيش" in line)
    assert first < next(number for number, line in enumerate(lines) if "الغرض" in line)


def test_languages_beside_each_other_hold_what_each_holds_alone(made: Make) -> None:
    both = text_of(made("notification", "both"))
    assert {"Notification", "movements"} <= set(both.split())
    assert "الجيش" in both
    times = [Counter(re.findall(r"\d\d:\d\d", text)) for text in (both, text_of(made("notification", "en")))]
    zone = Counter({"02:00": 1})
    assert times[0] == times[1] + zone, "the zone is said in either language, each movement once"


def test_the_brief_is_one_page_without_a_place_where_people_gather(made: Make, guarded: Plan) -> None:
    for language in ("ar", "en", "both"):
        data = made("brief", language)
        assert len(pypdfium2.PdfDocument(data)) == 1
        text = text_of(data)
        for point in guarded.scenario.assembly_points:
            assert names.place(guarded.scenario, point.id, "en") not in text
            assert names.place(guarded.scenario, point.id, "ar") not in text
    assert f"{guarded.people_out:,}" in text


def test_each_convoy_has_a_card_of_a5_with_its_people_and_its_rules(made: Make, guarded: Plan) -> None:
    found = [run for run in runs(guarded) if run.persons]
    document = pypdfium2.PdfDocument(made("card"))
    assert all(abs(page.get_width() - 419.5) < 1 and abs(page.get_height() - 595.3) < 1 for page in document)
    text = text_of(made("card"))
    for run in found:
        assert re.search(rf"^Convoy {run.number}$", text, re.MULTILINE)
    for words in ("the second bridge", "the school cellar", "stop, report, wait", "Call sign"):
        assert text.count(words) == len(found)


def test_a_card_counts_everybody_aboard(guarded: Plan) -> None:
    paper = cards(Request([guarded], ["en"], "dispatcher"))
    for run, sheet in zip([run for run in runs(guarded) if run.persons], paper.sheets, strict=True):
        orders = [block for block in sheet.parts[0].blocks if isinstance(block, Table)][1]
        kinds = len(orders.columns) - 4
        assert orders.rows[-1][-1] == f"{run.persons:,}"
        assert sum(int(cell.replace(",", "")) for cell in orders.rows[-1][3 : 3 + kinds]) == run.persons
        assert len(orders.rows) == run.vehicles + 1


def test_without_convoys_there_is_no_card(small: Plan, tmp_path: Path) -> None:
    alone = small.replace(convoys=(), fingerprint="")
    with pytest.raises(MamarrError) as caught:
        report(alone, to=tmp_path / "x.pdf", form="card")
    assert caught.value.code == "report.nothing"
    assert not (tmp_path / "x.pdf").exists()


# Who may learn what


def test_a_party_is_told_of_vehicles_on_its_ground_and_nothing_else(made: Make, guarded: Plan) -> None:
    scenario = guarded.scenario
    for language in ("ar", "en", "both"):
        text = text_of(made("notification", language))
        for point in scenario.assembly_points:
            for script in ("ar", "en"):
                assert names.place(scenario, point.id, script) not in text
        for kind in tallies.kinds_present(scenario):
            assert names.kind(kind, "en") not in text
        for secret in ("The council", "المجلس", "8,000", "8000", guarded.fingerprint_of_content()[:12], "cellar"):
            assert secret not in text


def test_what_a_party_may_not_learn_changes_no_byte_of_its_notification(made: Make, guarded: Plan) -> None:
    scenario = guarded.scenario
    points = {point.id for point in scenario.assembly_points}
    places = tuple(
        place.replace(name=Name(en="Elsewhere", ar="مكان آخر"), at=(36.3, 37.3)) if place.id in points else place
        for place in scenario.places
    )
    groups = tuple(group.replace(name=Name(en="Others", ar="آخرون")) for group in scenario.groups)
    legs = tuple(leg.replace(shelter=Name(en="a tunnel", ar="نفق")) for leg in scenario.legs)
    other = scenario.replace(
        name=Name(en="Another name", ar="اسم آخر"),
        note=Name(en="A note", ar="ملاحظة"),
        places=places,
        groups=groups,
        legs=legs,
        parties=(*scenario.parties[:1], scenario.parties[1].replace(name=Name(en="New", ar="جديد"))),
    )
    trips = tuple(
        trip.replace(load={name: max(1, persons - 1) for name, persons in trip.load.items()}) for trip in guarded.trips
    )
    hidden = guarded.replace(scenario=other, trips=trips, fingerprint="", bounds=(), alternatives=())
    assert made("notification", "both", plan=hidden) == made("notification", "both")


def test_a_notification_covers_every_second_on_the_ground(guarded: Plan) -> None:
    """Against the plan, read plainly: each vehicle on the ground lies within a movement of its class."""
    ground = ground_of("army", guarded.scenario)
    found = movements_on(ground, guarded)
    assert all(each.from_s % ROUNDED_S == each.until_s % ROUNDED_S == 0 for each in found)
    told = Counter[str]()
    for movement in found:
        told.update(movement.vehicles)
    passages = Counter[str]()
    for trip in guarded.trips:
        for stop in trip.stops:
            leg = getattr(stop, "leg", None)
            if leg in ground:
                kind = trip.vehicle.partition("/")[0]
                passages[kind] += 1
                assert any(
                    each.from_s <= stop.enters and stop.leaves <= each.until_s and kind in each.vehicles  # type: ignore[union-attr]
                    for each in found
                )
    for kind, times in passages.items():
        assert told[kind] >= times


def test_the_ground_of_a_party_never_holds_a_place_where_people_gather(guarded: Plan) -> None:
    scenario = guarded.scenario
    points = {point.id for point in scenario.assembly_points}
    assert ground_of("army", scenario).isdisjoint(points)
    assert all(set(each.spots).isdisjoint(points) for each in movements_on(ground_of("council", scenario), guarded))
    inner = [each for line in movements(guarded) for each in line.waypoints if isinstance(each, Passing)]
    assert {each.leg for each in inner} <= ground_of("army", scenario)


@pytest.mark.parametrize(
    ("party", "code"), [("nobody", "scenario.unknown-id"), ("council", "report.nothing"), ("", "use.option")]
)
def test_a_party_without_ground_or_name_is_refused(guarded: Plan, tmp_path: Path, party: str, code: str) -> None:
    with pytest.raises(MamarrError) as caught:
        report(guarded, to=tmp_path / "n.pdf", form="notification", party=party)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("form", "audience"),
    [("notification", "planner"), ("card", "liaison"), ("plan", "liaison"), ("brief", "dispatcher")],
)
def test_a_paper_is_made_for_its_reader_alone(guarded: Plan, tmp_path: Path, form: str, audience: str) -> None:
    party = "army" if form == "notification" else ""
    with pytest.raises(MamarrError) as caught:
        report(guarded, to=tmp_path / "n.pdf", form=form, audience=audience, party=party)
    assert caught.value.code == "use.option"


def test_a_form_that_a_file_cannot_hold_is_refused(guarded: Plan, tmp_path: Path) -> None:
    for name, form in (("x.pdf", "map"), ("x.png", "brief"), ("x.xlsx", "card")):
        with pytest.raises(MamarrError) as caught:
            report(guarded, to=tmp_path / name, form=form)
        assert caught.value.code == "use.option"


# How it is set


def test_signs_without_a_shape_are_printed_as_their_code_point() -> None:
    assert printable("Bus نقطة 漢\U0001f68c\u2028") == "Bus نقطة <U+6F22><U+1F68C><U+2028>"
    assert printable("\u2068a\u2069") == "\u2068a\u2069"


def test_the_fonts_know_both_scripts_and_the_signs_of_tables() -> None:
    for file in FILES:
        assert set(map(ord, "abcXYZ0123456789–−×→←…·؛،ءأإآبتثجحخدذرزسشصضطظعغفقكلمنهويىةؤئًٌٍَُِّْ")) <= signs_of(
            file.read_bytes()
        )


def test_bytes_that_are_no_font_are_refused() -> None:
    with pytest.raises(ValueError, match="no table cmap"):
        signs_of(b"\x00\x01\x00\x00\x00\x00" + bytes(6))


def test_a_table_fits_its_paper_down_to_the_smallest_writing() -> None:
    def column(words: str) -> list[dict[str, str]]:
        return [{"l": "en", "t": words}]

    narrow = measured([column("a"), column("b")], [[column("1"), column("2")]], 500, 9)
    assert narrow.points == 9
    assert not narrow.fills
    wide = measured([column(f"title {n}") for n in range(24)], [[column("06:12:24")] * 24], 760, 9)
    assert wide.points < 9
    assert wide.fills


def test_wide_tables_of_the_plan_stand_on_sheets_that_lie(guarded: Plan) -> None:
    for sheet in whole(Request([guarded], ["en"], "planner")).sheets:
        has_wide = any(isinstance(block, Table) and block.is_wide for block in sheet.parts[0].blocks)
        assert sheet.is_flipped == has_wide
    assert any(isinstance(block, Numbers) for block in sheet.parts[0].blocks) is False


def test_blocks_that_differ_cannot_stand_beside_each_other(guarded: Plan) -> None:
    paper = cards(Request([guarded], ["ar", "en"], "dispatcher"))
    sheet = paper.sheets[0]
    first, second = sheet.parts
    torn = type(second)(second.language, second.blocks[::-1])
    with pytest.raises(TypeError, match="beside each other"):
        told(type(paper)(paper.title, (type(sheet)((first, torn)),), paper.foot, paper.size))


HOSTILE = "#eval(\"1+1\") $x$ *b* _i_ `r` @a <l> \\ // /* #pagebreak() [x] {y} ~ -- ... “q” 's' 漢"


def test_a_hostile_name_stays_text_on_paper(guarded: Plan) -> None:
    scenario = guarded.scenario
    nasty = Name(en=HOSTILE, ar=f"ممر {HOSTILE}")
    named = scenario.replace(
        name=nasty,
        note=nasty,
        places=tuple(place.replace(name=nasty) for place in scenario.places),
        parties=tuple(party.replace(name=nasty) for party in scenario.parties),
        fleet=tuple(vehicle.replace(name=nasty) for vehicle in scenario.fleet),
        pauses=tuple(pause.replace(name=nasty) for pause in scenario.pauses),
    )
    plan = guarded.replace(scenario=named, fingerprint="")
    from mamarr.reporting import briefs, notices

    for paper in (
        briefs.brief(Request([plan], ["en"], "planner")),
        notices.notice(Request([plan], ["en"], "liaison", "army")),
        cards(Request([plan], ["en"], "dispatcher")),
    ):
        text = re.sub(r"\s+", "", text_of(pdf(paper)))
        assert re.sub(r"\s+", "", plain(printable(HOSTILE))) in text


def test_a_sign_that_turns_writing_is_shown_on_paper(guarded: Plan) -> None:
    named = guarded.scenario.replace(name=Name(en="a\u202eb\u2066c", ar="أ\u202eب"))
    plan = guarded.replace(scenario=named, fingerprint="")
    text = text_of(pdf(whole(Request([plan], ["en"], "planner"))))
    assert "a<U+202E>b<U+2066>c" in text
