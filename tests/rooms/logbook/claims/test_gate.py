"""The gate: unknown is not met, a guarantee counts at the barrier alone, and decisions keep what was not met when they were taken."""

import json
from datetime import datetime, timedelta

import pytest
from testimonies import START, claim, heard, log_of, road, speaker, written

from mamarr.logbook.facts.any import FACTS
from mamarr.logbook.gate import Gate, gate_of
from mamarr.reporting.gates import gate_lines
from mamarr.reporting.wording import LANGUAGES, plain
from mamarr.scenario.commitments import Condition

ROAD = road()
NOON = START + timedelta(hours=1)
MINES = Condition(id="mines", applies_to="corridor", owner="demining officer", needs="a cleared road", expires_s=3600)


def said(kind: str, **fields: object) -> dict:
    return {"kind": kind, "happened": written(NOON), "recorded": written(NOON), "by": "duty officer"} | fields


def guarantee(actor: str = "army", level: str = "at the barrier", state: str = "given", **fields: object) -> dict:
    return said("guarantee", at="corridor", actor=actor, level=level, state=state, **fields)


HOLDS = (
    heard(claim(), NOON),
    heard(claim(speaker=speaker("ICRC", "icrc", "humanitarian")), NOON),
    guarantee("army"),
    guarantee("front"),
)
"""Enough for the road of the tests."""


def gate(*facts: dict, subject: str | None = None, at: datetime = NOON, conditions: tuple = ()) -> Gate:
    return gate_of(log_of(facts), ROAD.replace(conditions=conditions), subject, at)


def missing(found: Gate) -> set[str]:
    return {line.code for line in found.missing}


def test_nothing_known_is_not_met() -> None:
    assert missing(gate()) == {"pause-standing", "guarantee-missing"}


def test_with_standing_and_guarantees_it_is_met_until_the_first_of_them_lapses() -> None:
    found = gate(*HOLDS)
    assert found.met
    assert found.until == NOON + timedelta(hours=6)  # the observer's word and the guarantees
    assert not gate(*HOLDS, at=NOON + timedelta(hours=6)).met


@pytest.mark.parametrize("level", ["capital", "operations room", "local commander"])
def test_a_guarantee_from_above_the_man_at_the_barrier_is_none(level: str) -> None:
    found = gate(*HOLDS[:3], guarantee("front", level))
    assert [(line.code, line.terms["level"]) for line in found.missing] == [("guarantee-above", level)]
    assert gate(*HOLDS, guarantee("front", level)).met


def test_who_refuses_at_any_level_has_not_guaranteed() -> None:
    assert missing(gate(*HOLDS, guarantee("front", "capital", "withdrawn"))) == {"guarantee-refused"}


def test_a_guarantee_lapses_at_the_minute_written_down() -> None:
    until = NOON + timedelta(minutes=20)
    facts = (*HOLDS[:3], guarantee("front", expires=written(until)))
    assert gate(*facts, at=until - timedelta(seconds=1)).met
    assert missing(gate(*facts, at=until)) == {"guarantee-expired"}


def test_who_can_block_a_road_has_to_be_written_down() -> None:
    legs = tuple(leg.replace(can_be_blocked_by=None) for leg in ROAD.legs)
    found = gate_of(log_of(HOLDS), ROAD.replace(legs=legs), None, NOON)
    assert missing(found) == {"blockers-unknown"}


def test_a_condition_needs_a_state_with_evidence_that_is_not_too_old() -> None:
    entries = log_of(HOLDS)
    met = said("condition", condition="mines", state="met", evidence=[entries[0].hash])
    assert missing(gate(*HOLDS, conditions=(MINES,))) == {"condition-unknown"}
    assert gate(*HOLDS, met, conditions=(MINES,)).met
    assert missing(gate(*HOLDS, met, at=NOON + timedelta(hours=1), conditions=(MINES,))) == {"condition-expired"}
    assert missing(gate(*HOLDS, met | {"evidence": []}, conditions=(MINES,))) == {"condition-no-evidence"}
    assert missing(gate(*HOLDS, met | {"evidence": ["a photograph"]}, conditions=(MINES,))) == {"condition-no-evidence"}
    assert missing(gate(*HOLDS, met | {"state": "not met"}, conditions=(MINES,))) == {"condition-refused"}


def test_a_broken_clause_stops_the_condition_it_carries() -> None:
    met = said("condition", condition="mines", state="met", evidence=[log_of(HOLDS)[0].hash])
    broken = said("agreement", agreement="deal", clause="4", state="broken", condition="mines")
    settled = broken | {"state": "settled", "happened": written(NOON + timedelta(minutes=1))}
    assert missing(gate(*HOLDS, met, broken, conditions=(MINES,))) == {"condition-broken"}
    assert gate(*HOLDS, met, broken, settled, at=NOON + timedelta(minutes=2), conditions=(MINES,)).met


def test_a_condition_for_another_road_does_not_bind_and_one_for_no_known_thing_binds_all() -> None:
    other = MINES.replace(applies_to="lane")
    day = MINES.replace(applies_to="2016-12-09")
    assert gate(*HOLDS, subject="corridor", conditions=(other,)).met
    assert missing(gate(*HOLDS, subject="corridor", conditions=(day,))) == {"condition-unknown"}


def test_a_closed_road_an_open_incident_and_an_objection_are_missing() -> None:
    closed = said("closure", at="corridor")
    fire = said("incident", incident="i1", what="fire", at="corridor")
    objected = said("notification", notification="n1", recipient="front", state="objected")
    asked = said("notification", notification="n2", recipient="army", instrument="permission", state="asked")
    assert missing(gate(*HOLDS, closed)) == {"road-closed"}
    assert missing(gate(*HOLDS, fire)) == {"incident-open"}
    assert missing(gate(*HOLDS, objected, asked)) == {"notification-objected", "permission-missing"}
    assert gate(*HOLDS, said("incident", incident="i1", what="breakdown", at="corridor")).met


def test_before_the_pause_and_within_its_margin_it_is_not_met() -> None:
    early = START - timedelta(minutes=1)
    assert "pause-too-early" in missing(gate(at=early))
    last = START + timedelta(hours=11, minutes=30)
    assert "pause-over" not in missing(gate(at=last))
    assert "pause-over" in missing(gate(at=last + timedelta(seconds=1)))


def test_a_convoy_that_nobody_knows_uses_every_road_and_is_not_met() -> None:
    found = gate(*HOLDS, subject="Tango 4")
    assert missing(found) == {"gate-unknown"}
    left = said("departure", at="school", movement="t1", vehicle="bus/1", convoy="Tango 4")
    assert gate(*HOLDS, left, subject="Tango 4").met


def test_a_decision_shows_until_when_it_holds_and_what_was_not_met_when_it_was_taken() -> None:
    late = [fact | {"recorded": written(NOON + timedelta(hours=1))} for fact in HOLDS[3:]]
    go = said("decision", about="day", decision="go", name="N. Haddad", function="head of office")
    found = gate(*HOLDS[:3], *late, go, at=NOON + timedelta(hours=1))
    assert found.met  # the guarantee was given before, and written down after the decision
    assert [line.code for line in found.decisions[0].against] == ["guarantee-missing"]
    assert gate(*HOLDS, go | {"valid_until": written(NOON)}).decisions == ()
    stop = go | {"decision": "stop", "happened": written(NOON + timedelta(minutes=1))}
    assert [each.decision for each in gate(*HOLDS, go, stop, at=NOON + timedelta(minutes=1)).decisions] == ["stop"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_said_and_no_sign_of_a_name_is_obeyed(language: str) -> None:
    nasty = "\u202egnitirw\u2069 <script>"
    go = said("decision", about="day", decision="go", name=nasty, function="head of office")
    fire = said("incident", incident="i1", what="fire", at="corridor", owner=nasty)
    denial = heard(claim(stance="denies", speaker=speaker(nasty + "x" * 3000, None, "military", "front")), NOON)
    conditions = (MINES.replace(owner=nasty),)
    for found in (gate(), gate(*HOLDS, go, fire, denial, subject="Tango 4", conditions=conditions)):
        lines = [plain(line) for line in gate_lines(found, language, ROAD)]
        assert all(lines)
        assert not any("\u202e" in line or len(line) > 1500 for line in lines)


def test_the_gate_is_a_document_that_can_be_saved() -> None:
    found = gate(*HOLDS, said("closure", at="corridor"))
    assert Gate.model_validate(json.loads(json.dumps(found.model_dump(mode="json", exclude={"findings"})))).met is False


def test_the_facts_of_these_tests_are_facts() -> None:
    assert all(FACTS.validate_python(fact) for fact in HOLDS)
