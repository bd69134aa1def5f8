"""Who is one source: bodies and their spokespersons, two scripts, relays, sides; and what cannot be read."""

from datetime import timedelta

import pytest
from testimonies import START, claim, entry, heard, log_of, road, speaker, written

from mamarr.logbook.sources import fold, one_source
from mamarr.logbook.standing import Assessment, standing_of

ROAD = road()
AT = START + timedelta(hours=1)
RADIO = {"name": "River Radio", "normalised": "river_radio"}


def stands(*facts: dict) -> Assessment:
    return standing_of(log_of(facts), "day", AT, ROAD)


def by(*who: str | None, **changes: object) -> dict:
    return heard(claim(speaker=speaker(*who), **changes), AT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الرَّاموسة", "راموسه"),
        ("The River Radio", "river_radio"),
        ("سيرغي لافروف", "سيرغى  لافروف"),
        ("الأُمَم المُتَّحِدة", "امم متحده"),
        ("ＩＣＲＣ", "icrc"),
        ("مسؤول", "مسوول"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different_and_signs_alone_are_no_name() -> None:
    assert fold("Army") != fold("Front")
    assert fold("\u202e — ـ") == ""


def test_sources_are_joined_through_others() -> None:
    keys = [frozenset("ab"), frozenset("c"), frozenset("bd"), frozenset("de")]
    numbers = one_source(keys)
    assert numbers[0] == numbers[2] == numbers[3] != numbers[1]


def test_a_source_that_joins_two_others_makes_all_three_one() -> None:
    assert len(set(one_source([frozenset("a"), frozenset("b"), frozenset("ab")]))) == 1


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        (("Lavrov", "lavrov", "minister", "russia"), ("سيرغي لافروف", "lavrov", "minister", None), "announced"),
        (("Lavrov", "lavrov", "minister", "russia"), (None, "defence_ministry", "military", "russia"), "announced"),
        (("army", None, "military", None), ("الحليف", None, "government", None), "announced"),  # two of one side
        (("Northern Front", "nf", "armed_group", None), ("Rima Odeh", None, "spokesperson", "front"), "announced"),
        (("army", None, "military", None), ("Rima Odeh", None, "spokesperson", "front"), "corroborated"),
        (("army", None, "military", None), ("ICRC", None, "spokesperson", None), "corroborated"),
        (
            ("Lavrov", "lavrov", "minister", "russia"),
            (None, None, "media", None),
            "announced",
        ),  # an outlet is no witness
        (("Lavrov", "lavrov", "minister", "russia"), ("residents", None, "witness", None), "corroborated"),
    ],
)
def test_who_corroborates_whom(first: tuple, second: tuple, standing: str) -> None:
    assert stands(by(*first), by(*second)).standing == standing


def test_an_anonymous_speaker_counts_as_the_outlet_that_quotes_him() -> None:
    first = by("residents", None, "witness", relayed_by=[RADIO])
    second = by("a doctor", None, "medical", relayed_by=[RADIO])
    other = by("a doctor", None, "medical", relayed_by=[{"name": "Coast Radio", "normalised": None}])
    assert stands(first, second).standing == "announced"
    assert stands(first, other).standing == "corroborated"


def test_the_author_speaks_where_nobody_is_named() -> None:
    report = {"kind": "report", "report": "r1", "text": "words", "envelope": '{"author": "ICRC"}'}
    report |= {"happened": written(AT), "recorded": written(AT), "by": "desk"}
    name = entry(report, 1).hash
    said = heard(claim(speaker=speaker(None, None, "observer")), AT, report=name)
    assert stands(report, said, by("ICRC", "icrc", "humanitarian")).standing == "announced"
    assert stands(report, said, by("army", None, "military")).standing == "corroborated"


def test_a_rumour_announces_nothing() -> None:
    assert stands(heard(claim(), AT, known="rumour")).standing == "none"
    against = heard(claim("pause.violated"), AT, known="rumour")
    found = stands(by("army", None, "military"), against)
    assert (found.standing, found.questioned) == ("announced", True)


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "null", "[" * 30_000, '{"id": "c1"}', "\x00".replace("\x00", "x"),
    ],
)  # fmt: skip
def test_what_is_no_claim_is_a_finding(text: str) -> None:
    found = stands(heard({}, AT) | {"claim": text})
    assert (found.standing, [finding.code for finding in found.findings]) == ("none", ["claim.unreadable"])


def test_no_words_no_such_day_and_figures_beyond_reason_are_findings() -> None:
    blank = claim(spans=[{"start": 0, "end": 2, "quote": " \t"}])
    day = claim(about_time={"interval": "2016-13-45T00:00Z/..", "span": None})
    ends = claim(about_time={"interval": "0001-01-01T00:00+14:00/..", "span": None})
    figure = {"unit": "persons", "of": "persons", "approximate": True, "span": {"start": 0, "end": 1, "quote": "n"}}
    many = claim(quantities=[figure | {"value": 10**400}])
    found = stands(*(heard(each, AT) for each in (blank, day, ends, many)))
    assert found.standing == "none"
    assert [finding.code for finding in found.findings] == ["claim.unreadable"] * 4


def test_times_to_come_huge_names_and_turning_signs_are_findings_and_nothing_breaks() -> None:
    later = heard(claim(), AT + timedelta(hours=1), recorded=written(AT))
    assert stands(later).standing == "none"
    found = standing_of(log_of([later]), "day", AT + timedelta(hours=2), ROAD)
    assert [finding.code for finding in found.findings] == ["log.future"]
    turned = by("\u202e" + "x" * 20_000, None, "military", "army")
    found = stands(turned)
    assert [finding.code for finding in found.findings] == ["log.bidi"]
    assert len(found.voices[0].speaker) == 121


def test_a_verification_of_nothing_and_one_without_a_source_are_findings() -> None:
    said = by("army", None, "military")
    name = log_of([said])[0].hash
    base = {"kind": "verification", "happened": written(AT), "recorded": written(AT), "by": "desk"}
    found = stands(said, base | {"of": name, "result": "corroborated"}, base | {"of": "0" * 64, "result": "seen"})
    assert found.standing == "announced"
    assert {finding.code for finding in found.findings} == {"claim.no-source", "claim.unknown-target"}
    assert stands(said, base | {"of": name, "result": "corroborated", "source": "ICRC"}).standing == "corroborated"
