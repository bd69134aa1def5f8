"""The judge believes plans of every shape that are honest, and refuses each lie about them for the rule that it breaks."""

import re
from copy import deepcopy

import pytest
from altered_shapes import TALES, Tale
from hand_made_plans import HONEST

from mamarr.planning.judge import judge
from mamarr.planning.timetable import Plan


@pytest.mark.parametrize("name", HONEST)
def test_the_honest_plan_is_allowed(name: str) -> None:
    verdict = judge(Plan.model_validate(HONEST[name]))
    assert verdict.plan_allowed, verdict.findings
    for group in Plan.model_validate(HONEST[name]).scenario.groups:
        assert sum(verdict.ledger[group.id].values()) == group.headcount


@pytest.mark.parametrize("tale", TALES, ids=lambda tale: tale.name.replace(" ", "-"))
def test_the_judge_catches(tale: Tale) -> None:
    tree = deepcopy(HONEST[tale.plan])
    tale.tell(tree)
    assert tree != HONEST[tale.plan]
    verdict = judge(Plan.model_validate(tree))
    codes = {finding.code for finding in verdict.findings}
    assert not verdict.plan_allowed
    assert any(re.fullmatch(rf"judge\.({tale.codes})", code) for code in codes), codes
    assert not any(code.startswith("scenario.") for code in codes)


def test_each_plan_is_lied_about_and_no_lie_is_told_twice() -> None:
    assert {tale.plan for tale in TALES} == set(HONEST)
    assert len({tale.name for tale in TALES}) == len(TALES) >= 30
