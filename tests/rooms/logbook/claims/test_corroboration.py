"""When two claims say the same, when they contradict each other, and to which minute words count."""

from datetime import timedelta

import pytest
from testimonies import START, claim, heard, log_of, road, speaker, written

from mamarr.logbook.claims import Claim
from mamarr.logbook.corroboration import contradicts, differ_in_a_figure, say_the_same
from mamarr.logbook.standing import Assessment, standing_of

ROAD = road()
ICRC = speaker("ICRC", "icrc", "humanitarian")
RADIO = {"name": "River Radio", "normalised": "river_radio"}
MINUTE = timedelta(minutes=1)


def left(**changes: object) -> Claim:
    return Claim.model_validate(claim("movement.departed", **changes))


def people(low: int | None = None, high: int | None = None, *, about: bool = False, total: bool = False) -> dict:
    span = {"start": 0, "end": 1, "quote": "n"}
    base = {"unit": "persons", "of": "persons", "approximate": about, "span": span, "total": total}
    return base | {key: value for key, value in (("low", low), ("high", high)) if value is not None}


def when(start: str, end: str) -> dict:
    return {"interval": f"2016-12-09T{start}Z/" + (f"2016-12-09T{end}Z" if end != ".." else ".."), "span": None}


def stands(*facts: dict, hours: float = 1, subject: str = "day") -> Assessment:
    return standing_of(log_of(facts), subject, START + timedelta(hours=hours), ROAD)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (people(800, 800), people(800, 800), False),
        (people(800, 800), people(812, 812), True),
        (people(800, 800, about=True), people(880, 880), False),
        (people(800, 800, about=True), people(890, 890), True),
        (people(800), people(9000, 9000), False),  # at least 800
        (people(800), people(None, 700), True),
        (people(800, 800), people(9000, 9000, total=True), False),  # a part and a total are not compared
        (people(800, 800, total=True), people(9000, 9000, total=True), True),
    ],
)
def test_figures_of_one_thing(one: dict, other: dict, *, differ: bool) -> None:
    first, second = left(quantities=[one]), left(quantities=[other])
    assert differ_in_a_figure(first, second) is differ is not say_the_same(first, second)


def test_places_and_times_have_to_meet() -> None:
    gate, hall = ({"id": name, "name": name} for name in ("gate", "hall"))
    assert not say_the_same(left(place=gate), left(place=hall))
    assert say_the_same(left(place=gate), left(place={"id": None, "name": "hall"}))
    assert not say_the_same(left(about_time=when("08:00", "09:00")), left(about_time=when("09:00", "10:00")))
    assert say_the_same(left(about_time=when("08:00", "09:01")), left(about_time=when("09:00", "10:00")))
    assert say_the_same(left(about_time=when("08:00", "08:00")), left(about_time=when("08:00", "08:00")))
    assert not say_the_same(left(), Claim.model_validate(claim("movement.arrived")))


def test_ended_at_two_and_begun_at_three_do_not_contradict_each_other() -> None:
    ended = Claim.model_validate(claim("pause.ends", about_time=when("14:00", "14:00")))
    begun = [Claim.model_validate(claim(about_time=when(minute, ".."))) for minute in ("13:59", "14:00", "15:00")]
    assert [contradicts(ended, START, each) for each in begun] == [True, False, False]
    shelling = Claim.model_validate(claim("pause.violated", about_time=when("14:00", "14:30")))
    assert [contradicts(shelling, START, each) for each in begun] == [True, True, False]
    assert contradicts(ended, START, Claim.model_validate(claim()))


@pytest.mark.parametrize(
    ("who", "hours", "standing"),
    [
        (ICRC, 6, "corroborated"),
        (speaker("front", None, "armed_group"), 24, "corroborated"),
        (None, 24, "announced"),
    ],
)
def test_words_count_to_the_minute(who: dict | None, hours: int, standing: str) -> None:
    first = heard(claim(speaker=speaker("army", None, "military")), START + timedelta(hours=hours) - MINUTE)
    facts = [first] if who is None else [heard(claim(speaker=who)), first]
    assert stands(*facts, hours=hours - 1 / 60).standing == standing
    assert stands(*facts, hours=hours).standing == "announced"


def test_an_outlet_announces_for_twelve_hours_and_a_plan_for_three_days() -> None:
    outlet = heard(claim(speaker=speaker("Radio", None, "media"), relayed_by=[RADIO]))
    assert [stands(outlet, hours=h).standing for h in (11.99, 12)] == ["announced", "none"]
    plan = heard(claim("movement.planned"), about=["t1"])
    assert [stands(plan, hours=h, subject="t1").standing for h in (71.99, 72)] == ["announced", "none"]


def test_repeating_through_others_renews_nothing_and_saying_it_again_does() -> None:
    first, later = heard(claim()), START + timedelta(hours=60)
    assert stands(first, heard(claim(relayed_by=[RADIO]), later), hours=73).standing == "none"
    assert stands(first, heard(claim(), later), hours=73).standing == "announced"


def test_what_begins_later_is_a_plan_until_it_begins() -> None:
    ahead = heard(claim(about_time=when("08:00", "..")))
    both = (ahead, heard(claim(speaker=ICRC, about_time=when("08:00", "..")), START))
    assert [stands(*both, hours=h).standing for h in (1.99, 2)] == ["announced", "corroborated"]


def test_against_takes_plan_and_position_and_a_denied_plan_stays_denied() -> None:
    plan = heard(claim("movement.planned"), about=["t1"])
    denied = heard(claim("movement.departed", "denies"), START + MINUTE, about=["t1"])
    assert stands(plan, denied, subject="t1").standing == "collapsed"
    gone = heard(claim("movement.planned", "withdraws"), START + MINUTE, about=["t1"])
    assert stands(plan, gone, subject="t1").standing == "withdrawn"


def test_yesterday_and_tomorrow_are_other_times() -> None:
    before = {"interval": "2016-12-08T20:00Z/2016-12-09T06:00Z", "span": None}
    after = {"interval": "2016-12-09T18:00Z/..", "span": None}
    shelling = heard(claim("pause.violated", about_time=before, speaker=ICRC))
    found = stands(heard(claim()), shelling, heard(claim(about_time=after, speaker=ICRC)))
    assert found.standing == "announced"
    assert [voice.why for voice in found.voices].count("other-time") == 2
    longer = {"kind": "window", "pause": "day", "state": "changed", "closes": "2016-12-09T19:00:00Z", "by": "desk"}
    longer |= {"happened": written(START), "recorded": written(START)}
    assert [
        voice.why for voice in stands(heard(claim()), shelling, heard(claim(about_time=after)), longer).voices
    ].count("other-time") == 1


def test_our_own_staff_outranks_only_where_it_stood_and_only_what_was_said_before() -> None:
    gate, market = ({"id": name, "name": name} for name in ("gate", "market"))
    saw = heard(claim(place=gate), START + 30 * MINUTE, known="seen")
    shelled = heard(claim("incident.attack", place=gate, speaker=ICRC), START + 29 * MINUTE)
    same_minute = heard(claim("incident.attack", place=gate, speaker=ICRC), START + 30 * MINUTE)
    elsewhere = heard(claim("incident.attack", place=market, speaker=ICRC), START + 29 * MINUTE)
    assert stands(heard(claim()), shelled, saw, hours=0.6).standing == "announced"
    assert stands(heard(claim()), same_minute, saw, hours=0.6).standing == "contradicted"
    everywhere = [
        heard(claim(place={"id": place, "name": place}), START + 30 * MINUTE, known="seen")
        for place in ("gate", "school", "hall")
    ]
    assert stands(*everywhere, hours=0.6).standing == "observed"
    assert stands(*everywhere, elsewhere, hours=0.6).standing == "contradicted"


def test_own_eyes_are_no_second_source_and_what_they_saw_go_wrong_comes_first() -> None:
    gate = {"id": "gate", "name": "gate"}
    assert stands(heard(claim()), heard(claim(place=gate), known="seen")).standing == "announced"
    wrong = heard(claim("incident.attack", place=gate), known="counted")
    assert stands(heard(claim()), heard(claim(speaker=ICRC)), wrong).standing == "collapsed"


def test_a_plan_corroborated_stays_a_plan_and_own_staff_sees_where_it_stood() -> None:
    plan = heard(claim(stance="announces_plan"))
    base = {
        "kind": "verification",
        "of": log_of([plan])[0].hash,
        "by": "desk",
        "happened": written(START),
        "recorded": written(START),
    }
    other = heard(claim(speaker=speaker("front", None, "armed_group")))
    assert stands(plan, other, base | {"result": "corroborated", "source": "ICRC"}).standing == "announced"
    assert stands(plan, base | {"result": "seen", "at": "gate"}, hours=0.2).seen == ("gate",)


def test_a_pause_suspended_and_resumed_and_two_corrections_of_one_entry() -> None:
    base = {"kind": "window", "pause": "day", "by": "desk", "recorded": written(START)}
    stop = base | {"state": "suspended", "happened": written(START)}
    again = base | {"state": "resumed", "happened": written(START + MINUTE)}
    assert stands(heard(claim()), stop).standing == "collapsed"
    assert stands(heard(claim()), stop, again).standing == "announced"
    said = heard(claim())
    fix = {
        "kind": "correction",
        "of": log_of([said])[0].hash,
        "by": "desk",
        "happened": written(START),
        "recorded": written(START),
    }
    assert stands(said, fix).standing == "none"
    assert stands(said, fix, fix | {"stands": heard(claim("pause.ends"))}).standing == "announced"
