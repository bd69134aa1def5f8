"""Pictures: texts with a direction of their own, labels that do not collide, a ceiling that no plan exceeds."""

import re
from xml.etree import ElementTree as ET

import pytest

from mamarr import Plan, Scenario
from mamarr.document import Name
from mamarr.reporting.axis import Axis
from mamarr.reporting.ceiling import ceiling
from mamarr.reporting.curves import curve_of, span
from mamarr.reporting.labels import Box, Scene
from mamarr.reporting.maps import has_positions, map_of
from mamarr.reporting.runs import runs
from mamarr.reporting.svg import Drawing, runs_rightward, width_of
from mamarr.reporting.timeline import profile, timeline_of

SVG = "{http://www.w3.org/2000/svg}"


def _drawings(plan: Plan) -> list[Drawing]:
    over = ceiling(plan)
    return [
        drawing
        for language in ("ar", "en")
        for drawing in (
            *([map_of(plan.scenario, language, "map")] if has_positions(plan.scenario) else []),
            curve_of(plan, over, language, "curve"),
            timeline_of(plan, language, "timeline"),
        )
    ]


def test_every_picture_is_whole_and_says_what_it_shows(small: Plan, large: Plan) -> None:
    for plan in (small, large):
        for drawing in _drawings(plan):
            tree = ET.fromstring(str(drawing))  # noqa: S314 - our own writing
            assert tree.get("role") == "img"
            assert tree.get("aria-label")


def test_every_text_says_its_direction_and_its_anchor(large: Plan) -> None:
    for drawing in _drawings(large):
        for text in ET.fromstring(str(drawing)).iter(f"{SVG}text"):  # noqa: S314 - our own writing
            assert text.get("text-anchor") in ("start", "middle", "end")
            assert text.get("direction") == ("rtl" if runs_rightward(text.text or "") else "ltr")


def test_the_left_end_of_arabic_is_its_end() -> None:
    drawing = Drawing(10, 10, "a picture", "x")
    drawing.text(1, 1, "ممر", "left")
    drawing.text(1, 1, "mamarr", "left")
    assert re.findall(r'text-anchor="(\w+)"', str(drawing)) == ["end", "start"]


def test_nothing_written_becomes_markup() -> None:
    drawing = Drawing(10, 10, '"><script>', "x")
    drawing.text(1, 1, "<script>&\u2068x\u2069")
    assert "<script>" not in str(drawing)
    assert "&lt;script&gt;&amp;x<" in str(drawing)


def test_everything_drawn_lies_inside_the_picture(large: Plan) -> None:
    for drawing in _drawings(large):
        for text in ET.fromstring(str(drawing)).iter(f"{SVG}text"):  # noqa: S314 - our own writing
            x, wide = float(text.get("x", 0)), width_of(text.text or "", float(text.get("font-size", 13)))
            is_left = (text.get("text-anchor") == "start") == (text.get("direction") == "ltr")
            left = x - wide / 2 if text.get("text-anchor") == "middle" else x if is_left else x - wide
            assert left > -12, text.text
            assert left + wide < drawing.width + 12, text.text
            assert 0 < float(text.get("y", 0)) <= drawing.height, text.text


def test_labels_do_not_collide() -> None:
    spots = [(100.0 + 40 * column, 100.0 + 60 * row) for row in range(3) for column in range(2)]
    scene = Scene.of(spots, [], Box(0, 0, 700, 400))
    boxes = [scene.place(spot, 90, 36).box for spot in spots]
    for number, box in enumerate(boxes):
        assert all(box.overlap(other) == 0 for other in boxes[:number])
        assert all(box.overlap(Box.around(spot, 8)) == 0 for spot in spots)


def test_the_map_names_places_in_both_scripts(aleppo: Scenario) -> None:
    for language in ("ar", "en"):
        drawn = str(map_of(aleppo, language, "map"))
        assert all(place.name is None or (place.name.ar in drawn and place.name.en in drawn) for place in aleppo.places)


def test_the_scale_bar_is_as_long_as_it_says(aleppo: Scenario) -> None:
    drawing = map_of(aleppo, "en", "map")
    ramousa, rashideen = (aleppo.place(name).at for name in ("ramousa", "rashideen"))
    assert ramousa is not None
    assert rashideen is not None
    line = re.search(r'<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)" stroke="#b5410b"', str(drawing))
    assert line is not None
    x1, y1, x2, y2 = map(float, line.groups())
    from mamarr.scenario.geometry import straight_m

    metres = straight_m(ramousa, rashideen) / ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
    quarters = [float(each) for each in re.findall(r'width="([\d.]+)" height="6"', str(drawing))]
    said = float(re.search(r">([\d.]+) km<", str(drawing))[1])  # type: ignore[index]
    assert sum(quarters) * metres == pytest.approx(1000 * said, rel=0.01)


def test_no_plan_exceeds_the_ceiling(small: Plan, large: Plan) -> None:
    for plan in (small, large):
        over = ceiling(plan)
        assert over is not None
        assert all(persons <= over.at(second) for second, persons in plan.evacuation_curve)
        assert list(over.steps) == sorted(over.steps)
        assert [persons for _, persons in over.steps] == sorted(persons for _, persons in over.steps)


def test_the_ceiling_begins_and_ends_with_the_sums(large: Plan) -> None:
    over, people = ceiling(large), large.strongest("people", "hand")
    assert over is not None
    assert people is not None
    checkpoint = next(bound for bound in large.bounds if bound.kind == "checkpoint")
    first = sum(term.s or 0 for term in checkpoint.terms) + 240
    assert over.at(first - 1) == 0
    assert over.at(10**9) == people.value


def test_without_bounds_there_is_no_ceiling(small: Plan) -> None:
    assert ceiling(small.replace(bounds=())) is None


def test_a_profile_counts_who_is_busy_and_ends_before_it_begins() -> None:
    assert profile([(0, 10), (5, 10), (10, 20)]) == [(0, 1), (5, 2), (10, 1), (20, 0)]
    assert profile([]) == []


def test_ticks_stand_at_round_clock_times(aleppo: Scenario, large: Plan) -> None:
    axis = Axis(*span(large), 0, 700)
    marks = axis.ticks(aleppo)
    assert 2 <= len(marks) <= 15
    assert all(second % 900 == 0 for second in marks)
    assert axis.x(axis.first) == 0
    assert axis.x(axis.last) == 700


def test_convoys_are_drawn_in_their_direction(large: Plan) -> None:
    found = runs(large)
    assert sum(each.vehicles for each in found) == len(large.trips)
    assert [each.is_outward for each in found].count(False) == 1


def test_a_place_without_a_position_means_no_map(aleppo: Scenario, one_road: Scenario) -> None:
    assert has_positions(aleppo)
    assert not has_positions(one_road)


def test_a_hostile_name_stays_a_name_on_the_map(aleppo: Scenario) -> None:
    place = aleppo.places[0].replace(name=Name(en="</svg><script>x</script>", ar="باب"))
    drawn = str(map_of(aleppo.replace(places=(place, *aleppo.places[1:])), "en", "map"))
    assert "<script" not in drawn
