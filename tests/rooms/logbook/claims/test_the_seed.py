"""The real report of 8 December 2016, from confirmed claims to the answer that the desk gives."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from testimonies import claim, heard, log_of, speaker

from mamarr import Scenario
from mamarr.logbook.confirm import Confirmed, confirm, reading_of
from mamarr.logbook.gate import gate_of
from mamarr.logbook.standing import Assessment, standing_of
from mamarr.reporting.gates import gate_lines, standing_lines
from mamarr.reporting.wording import plain

SEED = Path(__file__).resolve().parents[3] / "data" / "reports" / "000-ar-seed.json"
EVENING = datetime(2016, 12, 8, 21, 0, tzinfo=UTC)
MORNING = datetime(2016, 12, 9, 5, 0, tzinfo=UTC)  # 07:00 in Aleppo, an hour into the pause


@pytest.fixture(scope="module")
def seed() -> list[dict]:
    says = Confirmed(by="access officer", recorded=EVENING, about=("day", "corridor"))
    return [fact.content() for fact in confirm(reading_of(SEED.read_bytes()), says)]


def stands(aleppo: Scenario, facts: list[dict], at: datetime = MORNING, subject: str = "day") -> Assessment:
    return standing_of(log_of(facts), subject, at, aleppo)


def un(**changes: object) -> dict:
    return claim(speaker=speaker("الأمم المتحدة", "un", "humanitarian", "un"), **changes)


def test_the_pause_is_announced_not_corroborated_and_questioned_by_another_party(
    aleppo: Scenario, seed: list[dict]
) -> None:
    found = stands(aleppo, seed)
    assert (found.standing, found.questioned) == ("announced", True)
    roles = {voice.speaker: voice.why for voice in found.voices if voice.counts}
    assert roles == {"سيرغي لافروف": "corroborates", "الدبلوماسي الأميركي": "questions"}
    assert sum(voice.why == "repeats" for voice in found.voices) >= 1  # the same man through the Russian agencies


def test_no_convoy_has_its_conditions_met_and_the_answer_says_which_claim_would_change_that(
    aleppo: Scenario, seed: list[dict]
) -> None:
    gate = gate_of(log_of(seed), aleppo, None, MORNING)
    assert not gate.met
    line = next(line for line in gate.missing if line.code == "pause-standing")
    assert line.terms["standing"] == "announced"
    assert line.terms["needs"] == "corroborated"
    lift = line.lifts[0]
    assert (lift.code, lift.needed, lift.to) == ("confirm", 1, "corroborated")
    assert lift.from_whom == ("neutral", "other-party")
    assert lift.names == ("سيرغي لافروف",)


def test_an_independent_confirmation_corroborates_it(aleppo: Scenario, seed: list[dict]) -> None:
    assert stands(aleppo, [*seed, heard(un(), MORNING)]).standing == "corroborated"
    assert stands(aleppo, [*seed, heard(un(stance="announces_plan"), MORNING)]).standing == "announced"


def test_our_own_eyes_at_one_point_are_not_the_road_and_at_every_point_they_are(
    aleppo: Scenario, seed: list[dict]
) -> None:
    places = [place.id for place in aleppo.places]
    saw = [heard(un(place={"id": place, "name": place}), MORNING, known="seen") for place in places]
    one = stands(aleppo, [*seed, saw[0]])
    assert (one.standing, one.seen, len(one.unseen)) == ("announced", ("ramousa",), 7)
    assert stands(aleppo, [*seed, *saw]).standing == "observed"
    assert stands(aleppo, [*seed, *saw], MORNING + timedelta(minutes=30)).standing == "announced"


def test_five_agencies_that_quote_one_minister_change_nothing(aleppo: Scenario, seed: list[dict]) -> None:
    agencies = [{"name": f"Agency {n}", "normalised": f"agency_{n}"} for n in range(5)]
    quotes = [heard(claim(relayed_by=[agency]), MORNING - timedelta(minutes=5)) for agency in agencies]
    before, after = stands(aleppo, seed), stands(aleppo, [*seed, *quotes])
    assert (after.standing, after.questioned, after.until) == (before.standing, before.questioned, before.until)


def test_a_denial_by_the_other_side_contradicts_it_until_it_is_taken_back(aleppo: Scenario, seed: list[dict]) -> None:
    front = speaker("الجبهة", "front", "armed_group", "front")
    denial = heard(claim(stance="denies", speaker=front), MORNING - timedelta(hours=1))
    found = stands(aleppo, [*seed, denial])
    assert found.standing == "contradicted"
    assert found.lifts[0].code == "take-back"
    confirmed = heard(claim(stance="confirms", speaker=front), MORNING)
    assert stands(aleppo, [*seed, denial, confirmed]).standing == "corroborated"


def test_who_takes_his_word_back_leaves_it_withdrawn(aleppo: Scenario, seed: list[dict]) -> None:
    assert stands(aleppo, [*seed, heard(claim(stance="withdraws"), MORNING)]).standing == "withdrawn"


def test_words_grow_old(aleppo: Scenario, seed: list[dict]) -> None:
    days = EVENING + timedelta(days=3, hours=1)
    assert stands(aleppo, [*seed, heard(un(), MORNING)], MORNING + timedelta(hours=6)).standing == "announced"
    assert stands(aleppo, seed, days).standing == "none"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_said_in_both_languages(aleppo: Scenario, seed: list[dict], language: str) -> None:
    entries = log_of(seed)
    said = [plain(line) for line in gate_lines(gate_of(entries, aleppo, None, MORNING), language, aleppo)]
    words = {
        "en": ("Friday's pause: reported, not corroborated by an independent source.", "a neutral observer"),
        "ar": ("هدنة يوم الجمعة: مُبلَّغ عنه، غير معزَّز بمصدر مستقل.", "مراقب محايد"),
    }[language]
    assert all(any(word in line for line in said) for word in words)
    shown = standing_lines(standing_of(entries, "day", MORNING, aleppo), language, aleppo, voices=True)
    assert not any("{" in line for line in [*said, *shown])


def test_what_a_private_person_could_be_found_by_is_blanked(seed: list[dict]) -> None:
    reading = json.loads(SEED.read_bytes())
    span = {"start": 88, "end": 93, "quote": "الجيش"}
    reading["identifiers"] = [{"kind": "person_name", "span": span}]
    says = Confirmed(by="access officer", recorded=EVENING)
    first = confirm(reading_of(json.dumps(reading)), says, ["c1"])[0]
    assert "الجيش" not in first.claim
    assert "▮" * 5 in first.claim
    assert "الجيش" in seed[0]["claim"]
