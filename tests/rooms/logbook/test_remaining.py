"""What is left of a scenario: the same where nothing happened, else smaller, and planned like any other."""

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from played import Pen, adopted, planned, played
from test_situation import GROUP, Day

import mamarr
from mamarr import Scenario
from mamarr.logbook.fold import Fold
from mamarr.planning.adherence import adherence, intended, replan
from mamarr.scenario.checks import findings


def test_nothing_happened_leaves_the_same_scenario(aleppo: Scenario) -> None:
    assert Day(aleppo).at(0).remaining(aleppo) == aleppo


def test_the_clock_begins_at_the_instant(aleppo: Scenario) -> None:
    rest = Day(aleppo).at(90).remaining(aleppo)
    assert rest.ends_s == aleppo.ends_s - 5400
    assert (rest.pauses[0].opens_s, rest.pauses[0].closes_s) == (0, aleppo.pauses[0].closes_s - 5400)
    assert not [each for each in findings(rest) if each.severity == "error"]


def test_who_is_received_waits_no_more_and_who_is_aboard_goes_on(aleppo: Scenario) -> None:
    day = Day(aleppo)
    day.trip(10, 50, 50)
    day.say(50, "departure", movement="t2", vehicle="bus/2", at="sukkari", towards="rashideen", load={GROUP: 40})
    rest = day.at(52).remaining(aleppo)
    group = next(each for each in rest.groups if each.id == GROUP)
    assert group.accounted == {"received": 50}
    assert [(each.vehicle, each.load) for each in rest.commitments if each.load] == [("bus/2", {GROUP: 40})]


def test_closures_and_cancelled_pauses_close_the_road(aleppo: Scenario) -> None:
    day = Day(aleppo)
    day.say(10, "closure", at="corridor", until=day.at(130).at)
    assert day.at(70).remaining(aleppo).leg("corridor").closed[0].until_s == 3600
    day.say(80, "window", pause="day", state="cancelled")
    rest = day.at(90).remaining(aleppo)
    assert not rest.pauses
    assert max(spell.until_s for spell in rest.leg("corridor").closed) == rest.ends_s


def test_a_day_half_played_is_planned_again_and_judged(narrow_checkpoint: Scenario) -> None:
    scenario = narrow_checkpoint.replace(time_zone="Asia/Damascus", starts="2016-12-09 06:00")
    plan = mamarr.plan(scenario, seconds=1)
    pen, until = Pen(), plan.clearance_s // 2
    entries = [pen.write(each) for each in (adopted(scenario), planned(plan), *played(plan, until))]
    fold = Fold.of(entries)
    assert scenario.starts is not None
    at = scenario.starts + timedelta(seconds=until)
    situation = fold.situation(at)
    kept = adherence(intended(plan), fold.movements(at), at, plan.fingerprint)
    assert set(kept.counts) <= {"on time", "to come"}
    answer = replan(situation, scenario, seconds=1, names=fold.movements(at))
    assert answer.plan.certificate is not None
    assert answer.plan.certificate.plan_allowed
    assert answer.difference.people_after == scenario.people_total
