"""The calendar: spells of every day, windows of several pauses, and what a leg takes at a given second."""

from pathlib import Path

import mamarr
from mamarr.scenario.calendar import Calendar, slowed_s
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import united

HOUR = 3600
TEXT = """
mamarr: 1
name: {en: One road, ar: طريق}
time_zone: Europe/Vienna
starts: 2026-03-28 06:00
ends: 2026-03-30 06:00
places:
  - {id: a, kind: assembly point, bays: 1, boarding: 5 min}
  - {id: r, kind: reception centre, bays: 1, alighting: 4 min}
legs:
  - {id: l, from: a, to: r, length: 10 km, speed: 50 km/h, traffic: alternating, pause: [d, e, f], closed: [{from: 08:00, until: 09:00}],
     changes: [{from: 12:00, until: 14:00, speed: 25 km/h, traffic: both, lanes: 2}]}
groups: [{id: g, category: civilian, at: a, headcount: 9, travels: seat, destinations: [r]}]
fleet: [{id: bus, seats: 9, count: 1, stationed: r}]
pauses:
  - {id: d, opens: 07:00, closes: 10:00, margin: 0 min}
  - {id: e, opens: 10:00, closes: 12:00, margin: 30 min}
  - {id: f, opens: 18:00, closes: 20:00, margin: 0 min}
bans: [{id: night, daily: true, from: 20:00, until: 05:00}]
weather: [{id: snow, from: 13:00, until: 15:00, speed: 0.3, aboard: 1 h}, {id: fog, from: 14:00, until: 16:00, speed: 0.5, aboard: 2 h}]
limits: {aboard: 90 min}
"""


def world(*swaps: tuple[str, str]) -> Scenario:
    text = TEXT
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    scenario, findings = mamarr.examine(text)
    assert scenario is not None, findings
    return scenario


def test_pauses_that_touch_make_one_window() -> None:
    scenario = world()
    assert Calendar(scenario).windows(scenario.legs[0].pauses) == ((HOUR, 5 * HOUR + 1800), (12 * HOUR, 14 * HOUR))
    assert Calendar(scenario).windows(()) is None


def test_a_night_over_the_change_of_the_clocks_is_an_hour_shorter() -> None:
    """On 29 March 2026 at 02:00 the clocks of Vienna go to 03:00."""
    scenario = world()
    assert Calendar(scenario).closures(scenario.legs[0]) == (
        (2 * HOUR, 3 * HOUR),
        (14 * HOUR, 22 * HOUR),
        (37 * HOUR, 46 * HOUR),
    )


def test_a_leg_takes_what_holds_at_the_second_of_entry() -> None:
    scenario = world()
    calendar, leg = Calendar(scenario), scenario.legs[0]
    at = [
        calendar.drive_s(leg, hour * HOUR + extra)
        for hour, extra in ((6, -1), (6, 0), (7, 0), (8, -1), (8, 0), (9, 0), (10, 0))
    ]
    assert at == [720, 1440, 4800, 4800, 2400, 1440, 720]
    assert calendar.drive_s(leg, 7 * HOUR, walks_kmh=5.0) == 24000
    assert (calendar.traffic(leg, 6 * HOUR - 1), calendar.traffic(leg, 6 * HOUR)) == ("alternating", "both")
    assert (calendar.lanes(leg, 8 * HOUR - 1), calendar.lanes(leg, 8 * HOUR)) == (2, 1)


def test_no_speed_is_no_way() -> None:
    scenario = world(("speed: 0.3", "speed: 0"))
    assert Calendar(scenario).drive_s(scenario.legs[0], 7 * HOUR) is None


def test_the_shortest_of_the_limits_counts() -> None:
    calendar = Calendar(world())
    assert [calendar.aboard_limit_s(hour * HOUR) for hour in (6, 7, 8, 9)] == [5400, 3600, 3600, 5400]
    assert calendar.outdoors_limit_s(0) is None


def test_a_pause_covers_all_but_what_is_spared_and_adds_to_others() -> None:
    scenario = world(("closes: 10:00, margin", "closes: 10:00, covers: 'all but [r]', margin"))
    assert scenario.legs[0].pauses == ("d", "e", "f", "d")
    assert scenario.assembly_points[0].pauses == ("d",)


def test_slowing_rounds_up() -> None:
    assert [slowed_s(seconds, share) for seconds, share in ((100, 0.3), (90, 0.3), (7, 1.0), (0, 0.1))] == [
        334,
        300,
        7,
        0,
    ]


def test_stretches_that_touch_are_united() -> None:
    assert united([(5, 7), (0, 2), (2, 3), (6, 9)]) == ((0, 3), (5, 9))


def test_a_file_with_everything_is_read_saved_and_read_again(tmp_path: Path) -> None:
    scenario = world()
    mamarr.save(scenario, tmp_path / "s.json")
    assert mamarr.load(tmp_path / "s.json") == scenario
