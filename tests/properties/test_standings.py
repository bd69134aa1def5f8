"""Laws of standings, on generated histories of claims."""

import json
import random
import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "worlds"))

from testimonies import SPEAKERS, TEN, claim, entry, heard, history, log_of, road, speaker

from mamarr.logbook.standing import RANKS, Assessment, standing_of

ROAD = road()
SEEDS = range(200)
WORTH = {"collapsed": 0, "contradicted": 0, "none": 1, "withdrawn": 1, "announced": 2, "corroborated": 3, "observed": 4}
HOLDS = {"day": "pause.begins", "corridor": "corridor.opens", "gate": "corridor.opens", "t1": "movement.departed"}


def stands(entries: list, subject: str, at: object) -> Assessment:
    return standing_of(entries, subject, at, ROAD)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_neither_order_nor_duplicates_matter(seed: int) -> None:
    subject, facts, at = history(seed)
    entries = log_of(facts)
    mixed = entries * 2
    random.Random(seed).shuffle(mixed)
    assert stands(mixed, subject, at) == stands(entries, subject, at)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_relay_of_what_was_said_never_raises_a_standing(seed: int) -> None:
    subject, facts, at = history(seed)
    entries = log_of(facts)
    before = stands(entries, subject, at)
    corrected = {fact["of"] for fact in facts if fact["kind"] == "correction"}
    for number, fact in enumerate(facts):
        if fact["kind"] != "claim" or fact["known"] in ("seen", "counted") or entries[number].hash in corrected:
            continue
        said = json.loads(fact["claim"])
        said["relayed_by"] = [*said["relayed_by"], {"name": "Agency", "normalised": "agency"}]
        if not (said["speaker"]["normalised"] or said["speaker"]["party"]) and len(said["relayed_by"]) == 1:
            continue  # nobody is named: the agency would be the one who speaks
        relay = fact | {"claim": json.dumps(said), "happened": max(fact["happened"], _text(at - TEN))}
        after = stands([*entries, entry(relay, 500 + number)], subject, at)
        assert WORTH[after.standing] <= WORTH[before.standing], number


@pytest.mark.parametrize("seed", SEEDS)
def test_a_could_not_confirm_never_contradicts_and_never_raises(seed: int) -> None:
    subject, facts, at = history(seed)
    entries = log_of(facts)
    before = stands(entries, subject, at)
    for number, who in enumerate(SPEAKERS):
        doubt = heard(claim(HOLDS[subject], "could_not_confirm", speaker=who), at - TEN, [subject])
        after = stands([*entries, entry(doubt, 600 + number)], subject, at)
        assert after.standing not in ("contradicted", "collapsed") or after.standing == before.standing, who
        assert WORTH[after.standing] <= WORTH[before.standing], who


@pytest.mark.parametrize("seed", SEEDS)
def test_the_single_claim_that_is_named_does_lift(seed: int) -> None:
    subject, facts, at = history(seed)
    entries = log_of(facts)
    found = stands(entries, subject, at)
    for lift in found.lifts:
        if lift.code != "confirm" or lift.claim is None:
            continue
        said = next(json.loads(each.words or "") for each in entries if each.hash == lift.claim)
        if said["kind"] != "claim":
            continue  # the words of a verification are those of its claim
        what = json.loads(said["claim"]) | {"stance": "asserts", "relayed_by": [], "links": []}
        if what["polarity"] == "negative":
            continue
        what["speaker"] = speaker("A new observer", "new_observer", "observer", "new_mission")
        confirmed = heard(what, at, [subject])
        after = stands([*entries, entry(confirmed, 700)], subject, at)
        assert after.standing in ("corroborated", "contradicted")
        if after.standing == "contradicted":  # somebody denied it before it was said to hold: that comes first
            assert any(voice.why in ("contradicts", "earlier") for voice in found.voices)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_new_words_a_standing_holds_until_the_instant_named(seed: int) -> None:
    subject, facts, at = history(seed)
    plain = [each for each in log_of(facts) if each.fact is not None and each.fact.kind != "correction"]
    known = [each for each in plain if each.fact.happened <= at]
    found = stands(known, subject, at)
    if found.until is None:
        assert stands(known, subject, at + timedelta(days=30)).standing == found.standing
        return
    before, after = (stands(known, subject, found.until - timedelta(seconds=s)) for s in (1, 0))
    assert (before.standing, before.questioned) == (found.standing, found.questioned)
    assert (after.standing, after.questioned) != (found.standing, found.questioned)


def test_what_is_needed_is_reached_by_what_is_more() -> None:
    reached = {}
    for seed in SEEDS:
        subject, facts, at = history(seed)
        found = stands(log_of(facts), subject, at)
        reached[found.standing] = tuple(needed for needed in RANKS if found.reaches(needed))
    assert reached["observed"] == RANKS
    assert reached["corroborated"] == RANKS[:2]
    assert reached["contradicted"] == reached["none"] == reached["withdrawn"] == reached["collapsed"] == ()


def _text(moment: object) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")  # type: ignore[attr-defined,no-any-return]
