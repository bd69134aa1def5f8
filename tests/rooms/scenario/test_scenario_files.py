"""Loading: every finding at once, with its line; saving: nothing half-written."""

from pathlib import Path

import pytest

import mamarr
from mamarr import Change, MamarrError, Scenario
from mamarr.scenario import checks
from mamarr.scenario.files import LARGEST_PLAN, write

R1 = Path(mamarr.__file__).parent / "scenario" / "library" / "aleppo-2016.yaml"


def found(text: str) -> dict[str, str]:
    errors = [finding for finding in mamarr.examine(text)[1] if finding.severity == "error"]
    return {finding.path: finding.code for finding in reversed(errors)}


def swapped(*pairs: tuple[str, str]) -> str:
    text = R1.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_the_reference_case_has_the_sums_its_readme_states(aleppo: Scenario) -> None:
    heads = {
        kind: sum(g.headcount for g in aleppo.groups if g.category == kind)
        for kind in ("wounded", "companion", "civilian", "fighter opting to leave")
    }
    assert heads == {"wounded": 1200, "companion": 400, "civilian": 5200, "fighter opting to leave": 1200}
    assert sum(g.headcount for g in aleppo.groups if g.travels == "stretcher") == 400
    assert aleppo.people_total == 8000


def test_every_mistake_is_found_at_once_with_its_line() -> None:
    text = swapped(
        ("lanes: 2", "lanes: -2"),
        ("service_time: 4 min", "service_time: 4"),
        ("headcount: 100,", "headcount: 100.5,"),
        ("seats: 50", "seets: 50"),
    )
    findings = [finding for finding in mamarr.examine(text)[1] if finding.severity == "error"]
    assert {f.code for f in findings} == {
        "quantity.negative",
        "quantity.no-unit",
        "quantity.not-whole",
        "scenario.unknown-field",
        "scenario.missing-field",
    }
    lines = text.splitlines()
    assert all(f.line is not None for f in findings)
    assert "lanes: -2" in lines[next(f.line for f in findings if f.code == "quantity.negative") - 1]


def test_an_entry_that_cannot_be_read_hides_nothing_about_the_others() -> None:
    text = swapped(
        ("headcount: 100,", "headcount: half,"), ("at: salaheddin, headcount: 80,", "at: saladdin, headcount: 80,")
    )
    assert found(text) == {"groups[0].headcount": "quantity.unreadable", "groups[5].at": "scenario.unknown-id"}


def test_an_entry_that_cannot_be_read_is_still_there_for_the_others() -> None:
    text = swapped(("id: ansari_mashhad, kind: assembly point", "id: ansari_mashhad, kind: assembly"))
    assert found(text) == {"places[2]": "scenario.unknown-choice"}


def test_an_unknown_place_is_named_with_the_nearest_known_one() -> None:
    _, findings = mamarr.examine(swapped(("destinations: [rashideen]", "destinations: [rashidin]")))
    finding = next(f for f in findings if f.code == "scenario.unknown-id")
    assert finding.path == "groups[0].destinations[0]"
    assert "rashideen" in finding.english()[1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("closes: 2016-12-09 18:00", "closes: 2016-12-09 05:00", "scenario.window-empty"),
        ("time_zone: Asia/Damascus", "time_zone: Asia/Damscus", "quantity.unknown-zone"),
        ("time_zone: Asia/Damascus\n", "", "quantity.no-zone"),
        ("id: corridor", "id: Corridor", "scenario.bad-id"),
        ("id: ambulance", "id: bus", "scenario.duplicate-id"),
        ("at: [36.1590, 37.1240]", "at: [95, 37.1240]", "quantity.position"),
        ("mamarr: 1", "mamarr: 7", "file.version"),
        ("lanes: 2", "lanes: 2, lanes: 3", "file.duplicate-key"),
        ("lanes: 2", "lanes: !!int 2", "file.tag"),
        ("turnout: 1.0", "turnout: 1.7", "quantity.share"),
        ("category: wounded", "category: injured", "scenario.unknown-choice"),
        ("speed: 20 km/h", "speed: 0 km/h", "quantity.unreadable"),
        ("group: ansari_mashhad_companions", "group: sukkari_companions", "scenario.companions"),
        ("hazards: []", "hazards: [{id: fire, where: [nowhere], opens: 06:00, closes: 07:00}]", "scenario.unknown-id"),
        (
            "hazards: []",
            "hazards: [{id: fire, where: [corridor], opens: 07:00, closes: 07:00}]",
            "scenario.window-empty",
        ),
        ("travels: seat", "travels: on foot", "scenario.missing-field"),
        ("turnout: 1.0", "turnout: 1.0, accounted: {declined: 101}", "scenario.wrong-shape"),
        ("hazards: []", "weather: [{id: snow, from: 07:00, until: 08:00, where: [ramousa]}]", "scenario.unknown-id"),
        ("lanes: 1,", "lanes: 1, closed: [{from: 08:00, until: 08:00}],", "scenario.window-empty"),
        (
            "lanes: 1,",
            "lanes: 1, changes: [{from: 08:00, until: 10:00}, {from: 09:00, until: 11:00}],",
            "scenario.wrong-shape",
        ),
        (
            "hazards: []",
            "linked: [{id: l, these: [sukkari], step: 9, others: [sukkari], others_step: 9}]",
            "scenario.wrong-shape",
        ),
        ("hazards: []", "commitments: [{vehicle: bus/61, at: ramousa, until: 07:00}]", "scenario.unknown-id"),
        ("room: unlimited", "room: unlimited, release: {every: 1 h}", "scenario.wrong-shape"),
        ("priority: [ambulance, bus]", "priority: [ambulance, ambulance]", "scenario.duplicate-id"),
    ],
)
def test_a_mistake_has_its_own_code(old: str, new: str, code: str) -> None:
    try:
        codes = set(found(swapped((old, new))).values())
    except MamarrError as error:
        codes = {finding.code for finding in error.findings}
    assert code in codes


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("escorts: 0", "escorts: 2", "scenario.no-escort"),
        ("turnout: 1.0", "turnout: 1.0, indivisible: true", "scenario.no-vehicle-for"),
        ("turnout: 1.0", "turnout: 1.0, needs: [oxygen]", "scenario.no-vehicle-for"),
        ("turnout: 1.0", "turnout: 1.0, unaccompanied: true", "scenario.no-receiver"),
        ("hazards: []", "aid: [{id: flour, tonnes: 9, to: sukkari, unloading: 9 min}]", "scenario.no-vehicle-for"),
        ("hazards: []", "limits: {outdoors: 30 s}", "scenario.no-abort"),
        ("lanes: 2", "lanes: 2, uncertain: {service_time: lognorm(s=0.3) x}", "scenario.for-stress"),
    ],
)
def test_what_a_reader_should_know_is_said_without_refusing_the_file(old: str, new: str, code: str) -> None:
    scenario, findings = mamarr.examine(swapped((old, new)))
    assert scenario is not None
    assert code in {finding.code for finding in findings if finding.severity != "error"}


def test_a_pair_that_only_makes_sense_swapped_is_a_finding() -> None:
    text = R1.read_text(encoding="utf-8").replace("at: [36.", "at: [51.").replace(", 37.", ", 0.")
    assert "scenario.position-swapped" not in found(text).values()
    turned = text.replace("at: [51.1590, 0.1240]", "at: [0.1240, 51.1590]")
    assert found(turned) == {"places[0].at": "scenario.position-swapped"}


def test_signs_that_turn_writing_around_are_a_warning() -> None:
    findings = mamarr.examine(swapped(("en: as-Sukkari", 'en: "as\\u202e-Sukkari"')))[1]
    assert [f.path for f in findings if f.code == "scenario.control-sign"] == ["places[4].name.en"]


def test_the_reference_case_is_warned_about_as_the_field_demands() -> None:
    findings = {f.code: f for f in mamarr.examine(R1.read_text(encoding="utf-8"))[1]}
    assert {"scenario.margin-small", "scenario.after-sunset", "scenario.separation", "scenario.consent-missing"} <= set(
        findings
    )
    assert findings["scenario.after-sunset"].terms["sunset"] == "16:17"
    assert findings["scenario.longer-than-map"].severity == "remark"


def test_deep_nesting_is_an_error_and_not_a_crash() -> None:
    with pytest.raises(MamarrError) as caught:
        mamarr.examine("[" * 50_000 + "]" * 50_000)
    assert caught.value.code == "file.too-deep"


def test_aliases_are_refused() -> None:
    with pytest.raises(MamarrError) as caught:
        mamarr.examine("mamarr: 1\na: &x [1]\nb: *x\n")
    assert caught.value.code == "file.alias"


def test_saving_and_loading_changes_nothing(aleppo: Scenario, tmp_path: Path) -> None:
    mamarr.save(aleppo, tmp_path / "copy.json")
    tree_free = (tmp_path / "copy.json").read_text(encoding="utf-8")
    again = mamarr.load(tmp_path / "copy.json")
    assert again == aleppo
    assert again.fingerprint_of_content() == aleppo.fingerprint_of_content()
    assert aleppo.fingerprint_of_content() in tree_free


def test_the_block_people_stands_for_repeated_groups() -> None:
    text = (Path(mamarr.__file__).parent / "scenario" / "library" / "one-road.yaml").read_text(encoding="utf-8")
    head, tail = text.split("groups:")
    block = (
        "people:\n  everyone: {destinations: [hall], turnout: 0.9}\n"
        "  kinds:\n    families: {category: civilian, travels: seat}\n    elders: {category: civilian, travels: seat}\n"
        "  waiting:\n    school: {families: 70, elders: 20}\n"
    )
    scenario, _ = mamarr.examine(head + block + "fleet:" + tail.split("fleet:")[1])
    assert scenario is not None
    assert [(g.id, g.headcount) for g in scenario.groups] == [("school_families", 70), ("school_elders", 20)]


def test_a_saved_scenario_that_was_altered_is_remarked(aleppo: Scenario, tmp_path: Path) -> None:
    mamarr.save(aleppo, tmp_path / "copy.json")
    text = (tmp_path / "copy.json").read_text(encoding="utf-8").replace('"lanes": 2', '"lanes": 3')
    assert "file.fingerprint" in {finding.code for finding in mamarr.examine(text)[1]}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "plan.json"
    with pytest.raises(MamarrError) as caught:
        write(b"new", target)
    assert caught.value.code == "file.unwritable"
    assert caught.value.exit_code == 4


def test_a_file_larger_than_allowed_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * 5_000_001)
    with pytest.raises(MamarrError) as caught:
        mamarr.load(big)
    assert caught.value.code == "file.too-large"
    assert LARGEST_PLAN > 5_000_000


def test_changes_are_made_and_checked(aleppo: Scenario) -> None:
    changed = mamarr.change(
        aleppo,
        [
            Change.read("ramousa.lanes=3"),
            Change.read("day.closes=24:00"),
            Change.read("ramousa.service_time.ambulance=2 min"),
        ],
    )
    checkpoint = changed.checkpoints[0]
    assert (checkpoint.lanes, checkpoint.inspection_s("ambulance"), checkpoint.inspection_s("bus")) == (3, 120, 240)
    assert changed.pause("day").closes_s == 18 * 3600
    assert aleppo.checkpoints[0].lanes == 2


def test_a_change_of_a_section_reaches_every_entry_that_has_the_field(aleppo: Scenario) -> None:
    changed = mamarr.change(aleppo, [Change.read("groups.companions.may_go_alone=false")])
    assert [g.companions.may_go_alone for g in changed.groups if g.companions] == [False] * 6


def test_a_change_that_names_nothing_is_refused(aleppo: Scenario) -> None:
    with pytest.raises(MamarrError) as caught:
        mamarr.change(aleppo, [Change.read("ramusa.lanes=3")])
    assert (caught.value.code, caught.value.exit_code) == ("change.unknown-target", 2)


def test_nobody_to_bring_out_is_said(one_road: Scenario) -> None:
    empty = one_road.replace(groups=tuple(group.replace(headcount=0) for group in one_road.groups))
    assert "plan.nothing-to-do" in [finding.code for finding in checks.findings(empty)]
    assert "plan.nothing-to-do" not in [finding.code for finding in checks.findings(one_road)]
