"""Plans of any shape: every waypoint, every agreement and every person has its word on the page and in the tables."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import mamarr
from mamarr import Plan, Scenario, Trip, report
from mamarr.planning.timetable import LegStop, PlaceStop
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Items
from mamarr.reporting.calls import calls
from mamarr.reporting.comparison import compared
from mamarr.reporting.formats.html import html
from mamarr.reporting.layout import slots, title
from mamarr.reporting.lines import is_plain, lines, movements
from mamarr.reporting.maps import map_of
from mamarr.reporting.pages import page_of
from mamarr.reporting.runs import runs
from mamarr.reporting.spells import strips
from mamarr.reporting.timeline import MOST_ROWS, rows_of, timeline_of
from mamarr.reporting.waypoints import Ground, Halt, runs_over_days
from mamarr.reporting.wording import plain, verdict
from mamarr.reporting.wording.numbers import short_time

WORLD = """
mamarr: 1
name: {en: "Two valleys", ar: "واديان"}
time_zone: Asia/Damascus
starts: 2016-12-15 06:00
ends: 2016-12-17 06:00
places:
  - {id: a, kind: assembly point, at: [36.20, 37.10], bays: 2, boarding: 5 min, gather: 10 min,
     release: {by: council, vehicles: 4, first: 07:00, every: 1 h}}
  - {id: b, kind: assembly point, at: [36.21, 37.12], bays: 2, boarding: 5 min}
  - {id: j, kind: junction, at: [36.19, 37.13]}
  - {id: c, kind: checkpoint, at: [36.18, 37.14], lanes: 1, service_time: 2 min, direction: both,
     opening_hours: [{daily: true, from: 06:00, until: 20:00}]}
  - {id: d, kind: checkpoint, at: [36.17, 37.16], lanes: 1, service_time: 3 min}
  - {id: r, kind: reception centre, at: [36.15, 37.20], bays: 3, alighting: 4 min}
  - {id: s, kind: reception centre, at: [36.14, 37.18], bays: 3, alighting: 4 min}
legs:
  - {id: ab, from: a, to: b, length: 3 km, speed: 30 km/h}
  - {id: bj, from: b, to: j, length: 3 km, speed: 30 km/h, closed: [{from: 2016-12-15 09:00, until: 2016-12-15 10:00}]}
  - {id: jc, from: j, to: c, length: 5 km, speed: 30 km/h, traffic: alternating, shelter: {en: the cellar, ar: القبو}}
  - {id: cd, from: c, to: d, length: 5 km, speed: 30 km/h}
  - {id: dr, from: d, to: r, length: 10 km, speed: 60 km/h}
  - {id: cs, from: c, to: s, length: 10 km, speed: 60 km/h}
groups:
  - {id: a_civ, category: civilian, at: a, headcount: 60, travels: seat, destinations: [r, s],
     accounted: {held: 3, turned back: 2}, counts: {women: 30}}
  - {id: b_hurt, category: wounded, triage: immediate, needs: [oxygen], at: b, headcount: 2, travels: stretcher, destinations: [s]}
  - {id: b_kids, category: civilian, at: b, headcount: 5, travels: seat, destinations: [r],
     unaccompanied: true, received_by: UNICEF, family: cedar}
  - {id: b_cars, category: civilian, at: b, headcount: 9, travels: own vehicle, persons_per_vehicle: 5, destinations: [r], family: cedar}
  - {id: b_walk, category: civilian, at: b, headcount: 4, travels: on foot, persons_per_vehicle: 4, destinations: [r]}
fleet:
  - {id: bus, seats: 60, count: 1, stationed: r, points_per_trip: 2}
  - {id: amb, seats: 1, stretchers: 2, count: 1, stationed: c, offers: [oxygen]}
  - {id: truck, seats: 0, tonnes: 10, count: 1, stationed: r}
  - {id: lead, seats: 0, escort: true, count: 1, stationed: c}
convoys: {where: [jc, dr], largest: 5 vehicles, headway: 30 s, interval: 2 min, escorts: 1, together: true}
pauses:
  - {id: p1, opens: 2016-12-15 07:00, closes: 2016-12-15 17:00, margin: 30 min}
  - {id: p2, opens: 2016-12-16 07:00, closes: 2016-12-16 17:00, margin: 30 min}
bans: [{id: dark, daily: true, from: 18:00, until: 06:00, where: [jc]}]
weather: [{id: snow, from: 2016-12-16 06:00, until: 2016-12-16 20:00, speed: 0.5, temperature: -5 °C, outdoors: 20 min}]
limits: {aboard: 6 h, outdoors: 1 h}
conditions: [{id: letter, for: p1, owner: liaison, needs: a stamped letter, expires: 12 h}]
aid: [{id: flour, tonnes: 20, to: a, unloading: 20 min}]
linked: [{id: swap, these: [a], step: 50, others: [b], others_step: 40, ahead: 1, elsewhere: [{at: 2016-12-15 12:00, persons: 70}]}]
hazards: [{id: fire, where: [jc, b], opens: 2016-12-15 06:00, closes: 2016-12-15 08:00}]
commitments: [{vehicle: amb/1, at: b, until: 07:30}]
"""
H = 3600
DAY = 86400


def _trips() -> tuple[Trip, ...]:
    """A bus with two points and two checkpoints; an ambulance; cars; a truck with aid; an escort out and back; an empty bus."""
    empty = (
        PlaceStop(at="r", leaves=0),
        LegStop(leg="dr", enters=0, leaves=600),
        LegStop(leg="jc", enters=1800, leaves=2400),
        PlaceStop(at="a", arrives=3000),
    )
    bus = (
        PlaceStop(at="a", begins=H, leaves=H + 300),
        LegStop(leg="ab", enters=H + 300, leaves=H + 660),
        PlaceStop(at="b", arrives=H + 660, begins=H + 700, leaves=H + 1000),
        LegStop(leg="bj", enters=H + 1000, leaves=H + 1360),
        PlaceStop(at="j", arrives=H + 1360, leaves=2 * H),
        LegStop(leg="jc", enters=2 * H, leaves=2 * H + 600),
        PlaceStop(at="c", arrives=2 * H + 600, begins=2 * H + 660, leaves=2 * H + 780),
        PlaceStop(at="d", arrives=2 * H + 1400, begins=2 * H + 1400, leaves=2 * H + 1580),
        LegStop(leg="dr", enters=2 * H + 1600, leaves=2 * H + 2200),
        PlaceStop(at="r", arrives=2 * H + 2200, begins=2 * H + 2200, received=2 * H + 2440),
    )
    lead = (
        PlaceStop(at="c", arrives=0, begins=0, leaves=120),
        LegStop(leg="jc", enters=5000, leaves=5600),
        PlaceStop(at="j", arrives=5600, leaves=7170),
        LegStop(leg="jc", enters=7170, leaves=7770),
        PlaceStop(at="c", arrives=7770),
    )
    ambulance = (
        PlaceStop(at="b", begins=DAY + 5400, leaves=DAY + 5700),
        LegStop(leg="jc", enters=DAY + 7200, leaves=DAY + 8400),
        PlaceStop(at="c", arrives=DAY + 8400, begins=DAY + 8400, leaves=DAY + 8520),
        PlaceStop(at="s", arrives=DAY + 9120, begins=DAY + 9120, received=DAY + 9360),
    )
    cars = tuple(
        (
            PlaceStop(at="b", begins=3 * H, leaves=3 * H),
            LegStop(leg="jc", enters=4 * H + 200 * number, leaves=4 * H + 600 + 200 * number),
            PlaceStop(at="c", arrives=5 * H, begins=5 * H, leaves=5 * H + 120),
            PlaceStop(at="r", arrives=6 * H, begins=6 * H, received=6 * H),
        )
        for number in range(2)
    )
    truck = (
        PlaceStop(at="r", leaves=0),
        PlaceStop(at="c", arrives=900, begins=900, leaves=1020),
        LegStop(leg="jc", enters=1200, leaves=1800),
        PlaceStop(at="a", arrives=2400, begins=2400, received=3600),
    )
    return (
        Trip(id="t1", vehicle="bus/1", stops=empty),
        Trip(id="t2", vehicle="bus/1", load={"a_civ": 50, "b_kids": 5}, stops=bus),
        Trip(id="t3", vehicle="lead/1", stops=lead),
        Trip(id="t4", vehicle="amb/1", load={"b_hurt": 2}, stops=ambulance),
        Trip(id="t5", vehicle="b_cars/1", load={"b_cars": 5}, stops=cars[0]),
        Trip(id="t6", vehicle="b_cars/2", load={"b_cars": 4}, stops=cars[1]),
        Trip(id="t7", vehicle="truck/1", load={"flour": 10}, stops=truck),
    )


@pytest.fixture(scope="module")
def valleys(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("valleys") / "valleys.yaml"
    path.write_text(WORLD, encoding="utf-8")
    convoys = (("t1",), ("t7",), ("t3",), ("t3", "t2"), ("t1",), ("t2",), ("t5",), ("t6",), ("t4",))
    return Plan(scenario=mamarr.load(path), method="by hand", trips=_trips(), convoys=convoys)


@pytest.fixture(scope="module")
def words(valleys: Plan) -> dict[str, str]:
    found = {}
    for language in ("en", "ar"):
        page = html(page_of([valleys], [language], "planner")).decode()  # type: ignore[list-item]
        body = page[page.index("<body>") :]
        found[language] = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))
    return found


def _tight(text: str) -> str:
    return text.replace(" ", "")


def test_people_and_aid_are_told_apart(valleys: Plan) -> None:
    assert sum(line.persons for line in movements(valleys)) == valleys.people_out == 66
    assert [line.vehicle for line in lines(valleys) if "flour" in line.load] == ["truck/1"]


def test_a_line_holds_every_boarding_checkpoint_and_leg(valleys: Plan) -> None:
    bus = next(line for line in movements(valleys) if line.trip == "t2")
    assert bus.points == ("a", "b")
    assert [halt.place for halt in bus.inspections] == ["c", "d"]
    assert [passing.leg for passing in bus.passings] == ["jc", "dr"]
    assert bus.destination == "r"
    assert [each.place if isinstance(each, Halt) else each.leg for each in bus.others] == ["ab", "bj", "j"]
    assert not is_plain(movements(valleys))
    told = {(slot.code, slot.nth): slot.of(bus) for slot in slots([bus])}
    assert told["boards", 1] == H + 700
    assert told["inspection", 1] == 2 * H + 1400
    assert told["enters", 1] == 2 * H + 1600
    assert told["received", 0] == 2 * H + 2440


def test_a_trip_that_begins_at_the_point_leaves_no_station(valleys: Plan) -> None:
    assert all(line.instants["departs"] is None for line in movements(valleys))


def test_a_column_names_its_checkpoint_where_there_are_several(valleys: Plan) -> None:
    bus = [line for line in movements(valleys) if line.trip == "t2"]
    titles = [plain(title(slot, valleys.scenario, "en")) for slot in slots(bus)]
    assert "c: Inspection" in titles
    assert "d: Inspection" in titles
    assert "Boards (2)" in titles


def test_a_leg_is_driven_from_where_the_vehicle_is(valleys: Plan) -> None:
    ground = Ground(valleys.scenario)
    ways = {
        trip.id: [each.is_outward for each in ground.followed(trip) if not isinstance(each, Halt)]
        for trip in valleys.trips
    }
    assert ways["t3"] == [False, True]
    assert ways["t1"] == [False, False]
    assert ways["t7"] == [False]
    assert ways["t2"] == [True, True, True, True]


def test_convoys_are_numbered_on_each_leg_and_know_their_escorts(valleys: Plan) -> None:
    found = runs(valleys)
    assert len(found) == len(valleys.convoys)
    escorted = next(run for run in found if run.trips == ("t3", "t2"))
    assert (escorted.leg, escorted.is_outward, escorted.persons, escorted.escorts) == ("jc", True, 55, ("lead/1",))
    onward = next(run for run in found if run.trips == ("t2",))
    assert (onward.leg, onward.number) == ("dr", 1)
    assert next(line for line in movements(valleys) if line.trip == "t2").convoys == (("jc", 1), ("dr", 1))
    assert [run.leg for run in found if run.trips == ("t1",)] == ["dr", "jc"]


def test_every_time_shows_its_day_where_the_plan_runs_over_several(valleys: Plan, words: dict[str, str]) -> None:
    assert runs_over_days(valleys)
    assert "15/12 07:00" in words["en"]
    assert "16/12 08:36" in words["en"]
    for heading in ("15 December 2016", "16 December 2016"):
        assert heading in words["en"]
    one_day = valleys.replace(trips=tuple(trip for trip in valleys.trips if trip.id != "t4"), convoys=())
    assert not runs_over_days(one_day)


def test_a_time_of_another_day_has_its_day_and_runs_leftward(valleys: Plan) -> None:
    assert short_time(DAY, valleys.scenario, "ar") == "\u206616/12 06:00\u2069"
    assert short_time(0, valleys.scenario, "en") == "06:00"


def test_the_verdict_counts_aid(valleys: Plan) -> None:
    assert valleys.aid_delivered == {"flour": 10}
    assert plain(verdict(valleys, "en")).endswith("10 of 20 tonnes of aid come in.")
    assert "10 من أصل 20 طناً" in plain(verdict(valleys, "ar"))


@pytest.mark.parametrize(
    ("en", "ar"),
    [
        ("flour: 10 t", "flour: 10 طن"),
        ("council", "council"),
        ("Who lets go", "من يسمح"),
        ("Nobody is aboard longer than 6 h", "لا يبقى أحد على متن مركبة أكثر من 6 س"),
        ("board in steps of 50 people", "كل خطوة 50 شخص"),
        ("70 people expected elsewhere", "70 شخصاً في مكان آخر"),
        ("no movement: dark", "منع الحركة: dark"),
        ("daily 18:00", "يومياً 18:00"),
        ("−5 °C", "−5 °م"),
        ("a stamped letter", "a stamped letter"),
        ("Person-minutes", "شخص × دقيقة"),
        ("the cellar", "القبو"),
        ("not written", "لم يُذكر"),
        ("oxygen", "أكسجين"),
        ("immediate", "فوري"),
        ("UNICEF", "UNICEF"),
        ("cedar", "cedar"),
        ("Turned back", "أُعيدوا"),
        ("Held", "موقوفون"),
        ("Women", "نساء"),
        ("under way", "جارٍ"),
        ("civilians in own vehicles, b : vehicle 1", "مدنيون بمركباتهم الخاصة، b : المركبة 1"),
        ("lead 1", "lead 1"),
        ("points on one trip: 2", "عدد نقاط التجمّع في الرحلة: 2"),
        ("own means: 2, with 5 persons at most", "وسائلهم الخاصة: 2، في كل منها 5 على الأكثر"),
        ("each vehicle, in both directions", "كل مركبة، في الاتجاهين"),
        ("people gather 10 min before", "يتجمّع الناس قبله بمدة 10 د"),
        ("Every trip without people or aid", "كل رحلة بلا ركاب ولا مساعدات"),
    ],
)
def test_the_page_says_each_fact_in_both_languages(words: dict[str, str], en: str, ar: str) -> None:
    assert _tight(en) in _tight(words["en"])
    assert _tight(ar) in _tight(words["ar"])


def test_people_are_called_by_convoy_and_only_so_early_as_they_gather(valleys: Plan) -> None:
    found = {call.group: call for call in calls(valleys)}
    assert (found["a_civ"].called_s, found["a_civ"].persons, found["a_civ"].convoy) == (H - 600, 50, 1)
    assert found["b_cars"].called_s == 3 * H
    assert sum(call.persons for call in calls(valleys)) == valleys.people_out


def test_calls_without_a_convoy_are_summed_by_the_quarter_hour(valleys: Plan) -> None:
    scenario = valleys.scenario.replace(
        convoys=valleys.scenario.convoys.replace(where=(), escorts=0, together=False),
        legs=tuple(leg.replace(traffic="both") for leg in valleys.scenario.legs),
    )
    loose = valleys.replace(scenario=scenario, convoys=())
    cars = [call for call in calls(loose) if call.group == "b_cars"]
    assert [(call.persons, call.vehicles, call.convoy) for call in cars] == [(9, 2, None)]


def test_the_ledger_counts_everybody_once_and_as_the_judge_does(valleys: Plan) -> None:
    found = tallies.ledger(valleys)
    for group in valleys.scenario.groups:
        assert sum(found[group.id].values()) == group.headcount
    assert found["a_civ"] == {"received": 50, "aboard": 0, "waiting": 5, "held": 3, "turned back": 2}
    late = valleys.replace(scenario=valleys.scenario.replace(ends_s=DAY + 9000))
    assert tallies.ledger(late)["b_hurt"] == {"received": 0, "aboard": 2, "waiting": 0}


def test_the_ledger_is_the_judges_on_a_plan_of_the_planner(small: Plan, large: Plan) -> None:
    for plan in (small, large):
        assert tallies.ledger(plan) == mamarr.judge(plan).ledger


def test_the_timeline_has_a_row_for_each_busy_place_and_way(valleys: Plan) -> None:
    titles = [(row.title, row.remark) for row in rows_of(valleys, "en")]
    named = [plain(first) for first, _ in titles]
    assert named.count("c") == named.count("d") == 2
    assert named.count("j to c") == named.count("d to r") == 2
    assert any("unloading" in remark for _, remark in titles)
    drawn = str(timeline_of(valleys, "en", "x"))
    for word in ("danger: fire", "weather: snow", "no movement: dark", "closed: b to j", "15/12", "16/12"):
        assert word in drawn


def test_rows_beyond_the_limit_are_counted_not_hidden(valleys: Plan) -> None:
    scenario = valleys.scenario
    more = tuple(scenario.places[0].replace(id=f"x{number}") for number in range(MOST_ROWS))
    crowded = valleys.replace(scenario=scenario.replace(places=(*scenario.places, *more)))
    rows = rows_of(crowded, "en")
    assert f"Less busy rows left out: {len(rows) - MOST_ROWS}" in str(timeline_of(crowded, "en", "x"))
    assert "Less busy rows" not in str(timeline_of(valleys, "en", "x"))


def test_strips_beyond_eight_are_counted(valleys: Plan) -> None:
    many = valleys.scenario.replace(hazards=tuple(valleys.scenario.hazards[0].replace(id=f"h{n}") for n in range(12)))
    found = strips(many, "en")
    assert len(found) == 8
    assert plain(found[-1].title) == f"left out: {12 + 3 - 7}"


def test_the_map_marks_dangers_and_its_legend_only_what_occurs(valleys: Plan) -> None:
    assert "danger" in str(map_of(valleys.scenario, "en", "m"))
    safe = valleys.scenario.replace(hazards=())
    assert "danger" not in str(map_of(safe, "en", "m"))


def test_changes_of_sections_are_named(valleys: Plan) -> None:
    other = valleys.replace(scenario=valleys.scenario.replace(bans=(), hazards=()))
    said = plain(next(block for block in compared(valleys, other, "en") if isinstance(block, Items)).items[-1])
    assert "times without movement, dangers" in said
    assert "aid" not in said.split("differ:")[1]


def test_the_table_of_text_has_a_line_for_aid_and_a_column_for_each_checkpoint(valleys: Plan, tmp_path: Path) -> None:
    report(valleys, to=tmp_path / "plan.csv")
    rows = list(csv.reader(StringIO((tmp_path / "plan.csv").read_text(encoding="utf-8-sig"))))
    tags = rows[1]
    assert len(set(tags)) == len(tags)
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z_]+)*", tag) for tag in tags)
    assert {"#date+start+inspection", "#date+start+inspection+second", "#date+start+boarding+second"} <= set(tags)
    reached, tonnes = tags.index("#reached"), tags.index("#value+aid+tonnes")
    assert sum(int(row[reached]) for row in rows[2:]) == 66
    assert sum(int(row[tonnes]) for row in rows[2:]) == 10
    assert {len(row) for row in rows} == {len(tags)}


def test_the_workbook_has_the_same_sections(valleys: Plan, tmp_path: Path) -> None:
    report(valleys, to=tmp_path / "plan.xlsx", language="en")
    book = load_workbook(tmp_path / "plan.xlsx")
    for name in ("Movements", "Call forward", "Aid and empty ways", "People", "Medical desk", "Agreements"):
        assert name in book.sheetnames
    heads = [cell.value for cell in book["Movements"][1]]
    assert "d: Inspection" in [str(each) for each in heads] or "Inspection (2)" in [str(each) for each in heads]
    cells = {str(cell.value) for row in book["Agreements"].iter_rows() for cell in row}
    assert "council" in cells


def test_the_map_file_counts_what_passes_each_place_and_leg(valleys: Plan, tmp_path: Path) -> None:
    report(valleys, to=tmp_path / "map.geojson")
    features = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))["features"]
    by_id = {each["properties"]["id"]: each["properties"] for each in features}
    assert by_id["d"]["inspected_vehicles"] == 1
    assert by_id["r"]["received"] == 64
    assert by_id["a"]["tonnes_unloaded"] == 10
    assert by_id["jc"]["vehicles_inward"] == 3
    assert by_id["jc"]["hazards"] == ["fire"]


def test_an_objective_that_begins_with_aid_has_its_words(valleys: Plan) -> None:
    scenario: Scenario = valleys.scenario.replace(objective=("aid", "people"))
    assert (
        "as much aid as possible"
        in html(page_of([valleys.replace(scenario=scenario), valleys], ["en"], "planner")).decode()
    )
