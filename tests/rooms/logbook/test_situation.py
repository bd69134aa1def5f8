"""The situation: people conserved, differences that stay open, papers that expire by time, what cannot be right."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from played import Pen

from mamarr import Scenario
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import FACTS
from mamarr.logbook.fold import Fold
from mamarr.logbook.shelf import Shelf
from mamarr.logbook.situation import Situation

ZERO = datetime(2016, 12, 9, 4, tzinfo=UTC)
GROUP = "sukkari_civilians"


class Day:
    """A short log: facts at minutes after 06:00."""

    def __init__(self, scenario: Scenario) -> None:
        self.pen, self.entries = Pen(), []
        self.scenario = scenario
        import json

        document = json.dumps(scenario.content(), ensure_ascii=False)
        print_ = scenario.fingerprint_of_content()
        self.say(0, "scenario", fingerprint=print_, document=document, zero=ZERO)

    def say(self, minute: int, kind: str, **values: Any) -> Entry:
        when = ZERO + timedelta(minutes=minute)
        fact = FACTS.validate_python({"kind": kind, "happened": when, "recorded": when, "by": "desk", **values})
        self.entries.append(self.pen.write(fact))
        return self.entries[-1]

    def at(self, minute: int) -> Situation:
        shelf = Shelf(self.entries)
        return Fold.of(self.entries).situation(ZERO + timedelta(minutes=minute), shelf.about)

    def trip(self, minute: int, left: int, arrived: int | None, name: str = "t1") -> None:
        head = {"movement": name, "vehicle": "bus/1"}
        self.say(minute, "departure", **head, at="sukkari", towards="rashideen", load={GROUP: left})
        if arrived is not None:
            self.say(minute + 30, "arrival", **head, at="rashideen", load={GROUP: arrived})


@pytest.fixture
def today(aleppo: Scenario) -> Day:
    """The scenario of 8,000 in force, and nothing else."""
    return Day(aleppo)


def codes(situation: Situation) -> list[str]:
    return [doubt.code for doubt in situation.doubts]


def test_who_left_is_aboard_and_then_received(today: Day) -> None:
    today.trip(10, 50, 50)
    assert (today.at(20).totals.aboard, today.at(20).totals.received) == (50, 0)
    assert (today.at(60).totals.aboard, today.at(60).totals.received, today.at(60).totals.waiting) == (0, 50, 7950)


def test_a_difference_opens_an_incident_by_itself_until_it_is_explained(today: Day) -> None:
    today.trip(10, 812, 790)
    situation = today.at(60)
    assert situation.totals.not_explained == 22
    assert [(each.left, each.counted, each.persons) for each in situation.incidents] == [(812, 790, 22)]
    assert "log.count-differs" in codes(situation)
    today.say(70, "people", group=GROUP, became="held", persons=20, movement="t1", at="ramousa")
    assert today.at(80).totals.not_explained == 2
    today.say(75, "people", group=GROUP, became="died", persons=2, movement="t1", at="ramousa")
    situation = today.at(80)
    assert (situation.totals.not_explained, situation.totals.held, situation.totals.died) == (0, 20, 2)
    assert not situation.incidents


def test_who_was_held_may_come_back_and_who_was_received_may_die(today: Day) -> None:
    today.trip(10, 50, 50)
    today.say(40, "people", group=GROUP, became="held", persons=5)
    today.say(50, "people", group=GROUP, became="waiting", was="held", persons=3)
    today.say(60, "people", group=GROUP, became="died", was="received", persons=2)
    totals = today.at(70).totals
    assert (totals.held, totals.received, totals.died, totals.waiting) == (2, 48, 2, 7948)


def test_a_correction_of_a_correction_counts_and_two_different_ones_do_not(today: Day) -> None:
    wrong = today.say(10, "departure", movement="t1", vehicle="bus/1", at="sukkari", load={GROUP: 5})
    stands = {**(wrong.fact.content() if wrong.fact else {}), "load": {GROUP: 50}}
    first = today.say(11, "correction", of=wrong.hash, stands=stands)
    assert today.at(20).totals.aboard == 50
    second = today.say(12, "correction", of=wrong.hash)
    assert today.at(20).totals.aboard == 5
    assert "log.two-corrections" in codes(today.at(20))
    today.say(13, "correction", of=second.hash)
    assert (today.at(20).totals.aboard, "log.two-corrections" in codes(today.at(20))) == (50, False)
    today.say(14, "correction", of=first.hash)
    assert today.at(20).totals.aboard == 5


def test_what_a_lost_desk_writes_counts_no_more(today: Day) -> None:
    other, mine = Pen("b" * 16), today.pen
    today.pen = other
    today.trip(10, 50, 50)
    today.pen = mine
    today.say(50, "desk", node="b" * 16, state="refused", last=1)
    situation = today.at(60)
    assert (situation.totals.aboard, situation.totals.received) == (50, 0)
    assert "log.refused-desk" in codes(situation)


def test_destroyed_words_count_no_more_and_are_counted(today: Day) -> None:
    today.say(5, "people", group=GROUP, became="died", persons=4)
    today.say(6, "redaction", of=today.entries[-1].hash)
    assert (today.at(10).totals.died, today.at(10).redacted) == (0, 1)


LIVES = (
    ("notification", "sent", 20, "sent"),
    ("notification", "sent", 90, "silent"),
    ("notification", "acknowledged", 90, "acknowledged"),
    ("permission", "granted", 20, "granted"),
    ("permission", "granted", 90, "expired"),
)


@pytest.mark.parametrize(("instrument", "state", "minute", "stands"), LIVES)
def test_papers_change_by_time_alone(today: Day, instrument: str, state: str, minute: int, stands: str) -> None:
    expires = ZERO + timedelta(minutes=60)
    said = {"notification": "n1", "recipient": "party", "instrument": instrument, "state": state, "expires": expires}
    today.say(10, "notification", **said)
    paper = today.at(minute).notifications[0]
    assert paper.state == stands
    assert paper.is_permitted == (stands == "granted")


GUARANTEES = (
    ((), "missing"),
    ((("capital", "given"),), "only above"),
    ((("at the barrier", "given"),), ""),
    ((("at the barrier", "given"), ("capital", "withdrawn")), "withdrawn"),
    ((("at the barrier", "refused"),), "refused"),
)


@pytest.mark.parametrize(("said", "why"), GUARANTEES)
def test_only_the_man_at_the_barrier_makes_a_guarantee(today: Day, said: tuple[tuple[str, str], ...], why: str) -> None:
    for level, state in (("local commander", "asked"), *said):
        today.say(10, "guarantee", at="ramousa", actor="north", level=level, state=state)
    found = today.at(20).guarantees[0]
    assert (found.why, found.is_met) == (why, not why)


def test_an_operation_is_never_complete_while_nobody_knows_who_stays(one_road: Scenario) -> None:
    day = Day(one_road)
    group = one_road.groups[0]
    day.say(10, "people", group=group.id, became="received", persons=one_road.people_total)
    assert not day.at(20).is_complete
    day.say(30, "staying", at=group.at)
    assert not day.at(40).is_complete
    day.say(50, "staying", at=group.at, persons=0)
    assert day.at(60).is_complete


def test_counters_stand_side_by_side(today: Day) -> None:
    today.say(10, "count", counter="UN", of="out in all", persons=19000)
    today.say(20, "count", counter="ICRC", of="out in all", persons=25000)
    situation = today.at(30)
    assert [(each.counter, each.persons) for each in situation.counted] == [("ICRC", 25000), ("UN", 19000)]
    assert "log.counters-differ" in codes(situation)


def test_bad_input_is_a_finding_and_nothing_is_lost(today: Day) -> None:
    today.say(10, "arrival", movement="t9", vehicle="bus/999", at="nowhere", load={"nobody_knows": 7})
    situation = today.at(20)
    assert {"log.never-left", "log.unknown-name"} <= set(codes(situation))
    assert situation.totals.total == 8007
    assert situation.totals.received == 7


def test_a_convoy_that_returned_waits_again(today: Day) -> None:
    today.trip(10, 50, None)
    today.say(20, "waypoint", movement="t1", vehicle="bus/1", at="ramousa", state="sheltering")
    assert today.at(25).movements[0].state == "sheltering"
    today.say(30, "waypoint", movement="t1", vehicle="bus/1", at="sukkari", state="returned")
    assert (today.at(40).totals.waiting, today.at(40).totals.aboard) == (8000, 0)
