"""The calendar against the page of the rules, second by second: what rule 3 says, written again without it.

The judge asks the calendar; so nothing that it answers is believed here.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mamarr.scenario.calendar import Calendar
from mamarr.scenario.scenario import Scenario

Tree = dict[str, Any]
ENDS_S = 4 * 86_400


def scenario(**sections: Any) -> Scenario:
    base: Tree = {
        "name": {"en": "One leg", "ar": "مقطع"},
        "ends_s": ENDS_S,
        "places": [
            {"id": "a", "kind": "assembly point", "bays": 1, "boarding_s": 1},
            {"id": "r", "kind": "reception centre", "bays": 1, "alighting_s": 1},
        ],
        "legs": [{"id": "ar", "from": "a", "to": "r", "length_m": 1000, "speed_kmh": 30}],
        "groups": [],
        "fleet": [],
    }
    return Scenario.model_validate(base | sections)


def covers(spell: Tree, second: int) -> bool:
    """From its first second until before its last; daily by the clock of a world without time zones."""
    if not spell.get("daily"):
        return bool(spell["from"] <= second < spell["until"])
    first, last, now = (time % 86_400 for time in (spell["from"], spell["until"], second))
    return first <= now < last if first < last else now >= first or now < last


def spells(random: Random, most: int, **what: Any) -> list[Tree]:
    found = []
    for number in range(random.randrange(most + 1)):
        daily = random.random() < 0.4
        first = random.randrange(ENDS_S)
        until = random.randrange(86_400) if daily else first + random.randrange(1, 90_000)
        if daily and until == first % 86_400:
            until = (until + 1) % 86_400
        drawn = {name: random.choice(values) for name, values in what.items()}
        found.append({"id": f"x{number}", "daily": daily, "from": first, "until": until, **drawn})
    return found


def seconds(random: Random, *groups: list[Tree]) -> list[int]:
    """Every edge of every spell and the seconds beside it on each day, and some more."""
    edges = {spell[name] for group in groups for spell in group for name in ("from", "until")}
    edges |= {day * 86_400 + edge % 86_400 for edge in edges for day in range(4)}
    near = {edge + beside for edge in edges for beside in (-1, 0, 1)}
    return sorted(second for second in near if 0 <= second < ENDS_S) + [random.randrange(ENDS_S) for _ in range(20)]


def without_ids(group: list[Tree]) -> list[Tree]:
    return [{name: value for name, value in spell.items() if name != "id"} for spell in group]


@pytest.mark.parametrize("seed", range(60))
def test_the_drive_is_that_of_the_second_of_entry(seed: int) -> None:
    random = Random(seed)
    weather = spells(random, 3, speed=["0.3", "0.7", "1.0", "0.95"], where=[["ar"], [], ["other"]])
    changes = spells(random, 1, speed=["10 km/h", "45.5 km/h"], lanes=[1, 2], traffic=["both", "one-way"])
    weather = [{**spell, "where": [] if spell["where"] == ["other"] else spell["where"]} for spell in weather]
    leg = {"id": "ar", "from": "a", "to": "r", "length_m": 1000, "speed_kmh": 30, "lanes": 3, "traffic": "alternating",
           "changes": without_ids(changes)}  # fmt: skip
    calendar = Calendar(scenario(legs=[leg], weather=weather))
    road = calendar.scenario.legs[0]
    last, at_last = None, calendar.seams(road)
    for second in sorted(seconds(random, weather, changes)):
        change = next((each for each in changes if covers(each, second)), None)
        speed = Fraction((change["speed"] if change else "30 km/h").split()[0])
        share = min([Fraction(each["speed"]) for each in weather if covers(each, second)], default=Fraction(1))
        wanted = ceil(Fraction(1000) / (speed / Fraction(36, 10) * share))
        assert calendar.drive_s(road, second) == wanted
        assert calendar.drive_s(road, second, 4.5) == ceil(Fraction(1000) / (Fraction(45, 36) * share))
        assert calendar.lanes(road, second) == (change["lanes"] if change else 3)
        assert calendar.traffic(road, second) == (change["traffic"] if change else "alternating")
        if last is not None and last[1] != wanted:
            assert any(last[0] < seam <= second for seam in at_last)
        last = (second, wanted)


def test_a_leg_with_a_travel_time_is_slowed_and_rounded_up_once() -> None:
    leg = {"id": "ar", "from": "a", "to": "r", "travel_s": 100, "changes": [{"from": 50, "until": 60, "travel_s": 11}]}
    weather = [{"id": "w", "from": 0, "until": 1000, "speed": 0.3}]
    calendar = Calendar(scenario(legs=[leg], weather=weather))
    road = calendar.scenario.legs[0]
    assert [calendar.drive_s(road, second) for second in (49, 50, 59, 60, 1000)] == [334, 37, 37, 334, 100]


@pytest.mark.parametrize("seed", range(40))
def test_closures_and_bans_cover_their_seconds_and_no_others(seed: int) -> None:
    """A stay of one second crosses a closure exactly where its first second is covered."""
    random = Random(f"closures {seed}")
    closed, bans = spells(random, 3), spells(random, 2, where=[["ar"], []])
    leg = {"id": "ar", "from": "a", "to": "r", "travel_s": 10, "closed": without_ids(closed)}
    calendar = Calendar(scenario(legs=[leg], bans=bans))
    found = calendar.closures(calendar.scenario.legs[0])
    assert list(found) == sorted(found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    for second in seconds(random, closed, bans):
        wanted = any(covers(spell, second) for spell in (*closed, *bans))
        assert any(begins < second + 1 and second < until for begins, until in found) == wanted, second


def test_bans_on_other_legs_do_not_matter() -> None:
    legs = [{"id": name, "from": "a", "to": "r", "travel_s": 10} for name in ("ar", "ra")]
    calendar = Calendar(scenario(legs=legs, bans=[{"id": "b", "from": 5, "until": 9, "where": ["ra"]}]))
    assert [calendar.closures(leg) for leg in calendar.scenario.legs] == [(), ((5, 9),)]


@pytest.mark.parametrize("seed", range(30))
def test_windows_are_the_seconds_of_the_pauses_less_their_margins(seed: int) -> None:
    """Both ends included; windows that touch or overlap make one."""
    random = Random(f"windows {seed}")
    pauses = [
        {"id": f"p{n}", "opens_s": (opens := random.randrange(100)), "closes_s": opens + 5 + random.randrange(40),
         "margin_s": random.randrange(5)}
        for n in range(random.randrange(1, 5))
    ]  # fmt: skip
    calendar = Calendar(scenario(pauses=pauses))
    windows = calendar.windows(tuple(pause["id"] for pause in pauses)) or ()
    for first in range(150):
        for last in (first, first + 1, first + 7, first + 30):
            # a stay is allowed where every half second of it lies in a pause
            halves = range(2 * first, 2 * last + 1)
            wanted = all(
                any(2 * p["opens_s"] <= half <= 2 * (p["closes_s"] - p["margin_s"]) for p in pauses) for half in halves
            )
            assert any(begins <= first and last <= ends for begins, ends in windows) == wanted
    assert calendar.windows(()) is None


@pytest.mark.parametrize("seed", range(30))
def test_opening_hours_hold_whole_inspections(seed: int) -> None:
    random = Random(f"hours {seed}")
    hours = spells(random, 3) or [{"id": "x", "from": 5, "until": 9}]
    point = scenario().places[0].model_dump()
    gate = {
        "id": "c",
        "kind": "checkpoint",
        "lanes": 1,
        "service_time_s": {"other": 1},
        "opening_hours": without_ids(hours),
    }
    one = scenario(places=[point, gate])
    calendar = Calendar(one)
    found = calendar.opening_hours(one.checkpoints[0].opening_hours)
    assert found is not None
    for second in seconds(random, hours):
        wanted = any(covers(spell, second) for spell in hours)
        assert any(begins <= second and second + 1 <= until for begins, until in found) == wanted, second
    assert calendar.opening_hours(()) is None


@pytest.mark.parametrize("seed", range(30))
def test_limits_are_the_least_that_hold(seed: int) -> None:
    random = Random(f"limits {seed}")
    weather = spells(random, 4, aboard=["50 s", "70 s", None], outdoors=["20 s", None, "90 s"])
    own = {name: random.choice([None, 40, 60]) for name in ("aboard", "outdoors")}
    limits = {f"{name}_s": value for name, value in own.items() if value is not None}
    written = [{name: value for name, value in spell.items() if value is not None} for spell in weather]
    calendar = Calendar(scenario(weather=written, limits=limits))
    for second in seconds(random, weather):
        for name, found in (("aboard", calendar.aboard_limit_s), ("outdoors", calendar.outdoors_limit_s)):
            all_limits = [int(w[name].split()[0]) for w in weather if w[name] is not None and covers(w, second)]
            wanted = min([*all_limits, *([own[name]] if own[name] is not None else [])], default=None)
            assert found(second) == wanted


def test_a_daily_spell_keeps_to_the_clock_on_the_wall_when_the_clocks_change() -> None:
    """In Beirut the clocks went forward on 27 March 2016 at 00:00; a night from 18:00 until 06:00 lost an hour."""
    zone = ZoneInfo("Asia/Beirut")
    starts = datetime(2016, 3, 25, 6, tzinfo=zone)
    bans = [{"id": "night", "daily": True, "from": 12 * 3600, "until": 0}]
    calendar = Calendar(scenario(time_zone="Asia/Beirut", starts=starts.isoformat(), bans=bans))
    found = calendar.closures(calendar.scenario.legs[0])
    for second in range(0, ENDS_S, 900):
        local = (starts.astimezone(UTC) + timedelta(seconds=second)).astimezone(zone)
        is_night = local.hour >= 18 or local.hour < 6
        assert any(begins <= second < until for begins, until in found) == is_night, local
