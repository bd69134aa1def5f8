"""Movements that were notified: what leaves within the notice stays, unless the user says otherwise; what does not is named."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import pytest
from played import Pen, adopted, planned, said

import mamarr
from mamarr import MamarrError, Plan, Scenario, Situation
from mamarr.logbook.facts.any import FACTS
from mamarr.logbook.fold import Fold
from mamarr.planning.adherence import Difference, difference, intended, replan
from mamarr.reporting.replans import changes

HOUR = 3600


@pytest.fixture(scope="module")
def dated(narrow_checkpoint: Scenario) -> Plan:
    scenario = narrow_checkpoint.replace(time_zone="Asia/Damascus", starts="2016-12-09 06:00")
    return mamarr.plan(scenario, seconds=1)


def last_of(plan: Plan) -> tuple[str, datetime]:
    """The movement with people that leaves last, and when."""
    each = max((each for each in intended(plan) if each.load), key=lambda each: each.leaves)
    return each.movement, each.leaves


def notified(plan: Plan, *states: str) -> Situation:
    """At clock zero, with the last movement of the plan notified; the notification went through *states*."""
    starts = plan.scenario.starts
    assert starts is not None
    movement, _ = last_of(plan)
    pen, facts = Pen(), [adopted(plan.scenario), planned(plan)]
    for state in states:
        what = {"kind": "notification", "notification": "n1", "recipient": "army", "movements": (movement,)}
        facts.append(FACTS.validate_python({**said(starts), **what, "state": state}))
    return Fold.of([pen.write(fact) for fact in facts]).situation(starts)


def with_notice(plan: Plan, seconds: int | None) -> Plan:
    return plan.replace(scenario=plan.scenario.replace(notice_s=seconds))


def stays(situation: Situation, scenario: Scenario) -> list[str]:
    return [each.at for each in situation.remaining(scenario).commitments if each.kind == "notified"]


def test_without_a_notice_whatever_was_notified_stays(dated: Plan) -> None:
    assert len(stays(notified(dated, "sent"), dated.scenario)) == 1


def test_what_leaves_within_the_notice_stays_and_what_leaves_later_may_be_moved(dated: Plan) -> None:
    starts = dated.scenario.starts
    assert starts is not None
    leaves = int((last_of(dated)[1] - starts).total_seconds())
    for notice, kept in ((leaves, 1), (leaves - 1, 0)):
        plan = with_notice(dated, notice)
        assert len(stays(notified(plan, "sent"), plan.scenario)) == kept


def test_the_user_may_let_everything_be_moved(dated: Plan) -> None:
    situation = notified(dated, "acknowledged")
    for moved, kept in ((False, 1), (True, 0)):
        answer = replan(situation, dated.scenario, seconds=0.5, move_notified=moved)
        assert sum(each.kind == "notified" for each in answer.plan.scenario.commitments) == kept
    assert replan(situation, dated.scenario, seconds=0.5).difference.broken == ()


@pytest.mark.parametrize(
    ("states", "is_kept"),
    [
        (("sent",), True),
        (("sent", "acknowledged"), True),
        (("sent", "objected"), True),
        (("sent", "silent"), True),
        (("drafted",), False),
        (("sent", "expired"), False),
        (("sent", "objected", "withdrawn"), False),
    ],
)
def test_a_notification_binds_until_it_is_withdrawn_or_expires(
    dated: Plan, states: tuple[str, ...], *, is_kept: bool
) -> None:
    """An objection does not untie it: nobody says that the movement is off, and the other parties expect it."""
    assert bool(stays(notified(dated, *states), dated.scenario)) == is_kept


def without_the_last(plan: Plan, notice: int | None, *states: str) -> Difference:
    """What a plan changes that does not make the notified movement."""
    plan = with_notice(plan, notice)
    movement, _ = last_of(plan)
    after = plan.replace(trips=tuple(trip for trip in plan.trips if trip.id != movement))
    return difference(notified(plan, *states), after)


def test_a_broken_notification_names_whom_to_tell_and_whether_there_is_time(dated: Plan) -> None:
    for notice, is_within in ((None, True), (24 * HOUR, True), (1, False)):
        broken = without_the_last(dated, notice, "sent").broken
        assert [(each.recipients, each.is_within_notice) for each in broken] == [(("army",), is_within)]


def test_what_expired_or_was_withdrawn_is_not_broken(dated: Plan) -> None:
    assert without_the_last(dated, None, "sent", "objected").broken
    for states in (("sent", "expired"), ("sent", "withdrawn")):
        assert without_the_last(dated, None, *states).broken == ()


@pytest.mark.parametrize(
    ("language", "within", "later"), [("en", "Tell army", "Notify army again"), ("ar", "يُبلَّغ", "يُعاد إخطار")]
)
def test_the_words_say_whether_there_is_time(dated: Plan, language: str, within: str, later: str) -> None:
    plain = str.maketrans("", "", "\u2068\u2069")
    for notice, words in ((24 * HOUR, within), (1, later)):
        plan = with_notice(dated, notice)
        situation = notified(plan, "sent")
        answer = replan(situation, plan.scenario, seconds=0.5)
        answer = answer.replace(difference=without_the_last(dated, notice, "sent"))
        lines = [str(line).translate(plain) for line in changes(answer, situation, plan.scenario, language)]  # type: ignore[arg-type]
        assert words in lines[0]


def test_a_notice_is_a_duration_with_its_unit(tmp_path: Path, narrow_checkpoint: Scenario) -> None:
    file = tmp_path / "s.json"
    mamarr.save(narrow_checkpoint.replace(notice_s=2 * HOUR), file)
    assert '"notice"' in file.read_text()
    assert mamarr.load(file).notice_s == 2 * HOUR
    text = file.read_text()
    for wrong in ("2", "-2 h", "soon"):
        file.write_text(text.replace('"notice": "7200 s"', f'"notice": "{wrong}"'))
        with pytest.raises(MamarrError) as refused:
            mamarr.load(file)
        assert [finding.path for finding in refused.value.findings] == ["notice"]


def test_an_older_file_keeps_its_fingerprint(narrow_checkpoint: Scenario) -> None:
    assert "notice" not in narrow_checkpoint.content()
    assert timedelta(seconds=narrow_checkpoint.replace(notice_s=60).notice_s or 0) == timedelta(minutes=1)
