"""The scenarios that come with the package say what their heads promise."""

import pytest

import mamarr


@pytest.mark.parametrize("name", mamarr.library())
def test_every_scenario_of_the_library_is_without_errors(name: str) -> None:
    scenario = mamarr.load(name)
    assert scenario.note is not None
    assert scenario.note.en
    assert scenario.note.ar


def test_december_is_an_exercise_on_35000_people_in_three_windows() -> None:
    scenario = mamarr.load("december-2016")
    assert scenario.people_total == 35_000
    assert sum(group.to_move for group in scenario.groups if group.category == "wounded") == 800
    assert sum(group.to_move for group in scenario.groups if group.unaccompanied) == 47
    assert sum(group.to_move for group in scenario.groups if group.travels == "own vehicle") == 4_000
    clock = scenario.clock
    ends = [(pause.opens_s, pause.closes_s) for pause in scenario.pauses]
    hours = [(str(clock.local(opens))[5:16], str(clock.local(closes))[5:16]) for opens, closes in ends]
    assert hours == [
        ("12-15 13:00", "12-16 07:30"),
        ("12-18 23:00", "12-20 12:30"),
        ("12-21 04:00", "12-22 21:10"),
    ]
    snow = scenario.weather[0]
    assert str(scenario.clock.local(snow.from_s))[:10] == "2016-12-21"
    assert all(leg.pauses == ("first", "second", "third") for leg in scenario.legs)
    assert scenario.note is not None
    assert "xercise" in scenario.note.en
    assert "تمرين" in scenario.note.ar


def test_many_days_has_what_its_case_asks_for() -> None:
    scenario = mamarr.load("many-days")
    assert scenario.people_total == 60_000
    assert scenario.vehicle_class("bus").count == 200
    assert len(scenario.reception_centres) == 3
    assert len(scenario.pauses) == scenario.ends_s // 86400 == 5
    assert sum(aid.tonnes for aid in scenario.aid) == 660
    assert scenario.bans[0].daily
    assert scenario.leg("bridge").traffic == "both"  # aid comes in against the stream
