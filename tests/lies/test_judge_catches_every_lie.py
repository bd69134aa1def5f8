"""The judge refuses every lie, and its findings name the rule that the lie breaks."""

import os
import random
import re
from collections.abc import Iterator

import pytest
from alterations import LIES
from honest_plans import LARGE, SMALL, TEACHING, plans, tree_of
from pydantic import ValidationError
from telling import Lie, Tree

from mamarr.planning.judge import judge
from mamarr.planning.timetable import Plan

TIMES = 5 if os.environ.get("MAMARR_SOAK") == "1" else 1
"""How often each kind of lie is told about each plan."""


def listeners(lie: Lie) -> Iterator[tuple[str, random.Random]]:
    """Yield the plans about which *lie* is told: all small ones, and one of the large ones in turn (all in a soak run)."""
    large = list(LARGE)
    chosen = large if TIMES > 1 else [large[LIES.index(lie) % len(large)]]
    for name in (*SMALL, *TEACHING, *chosen):
        for time in range(TIMES):
            yield name, random.Random(f"{lie.name} {name} {time}")


def what_goes_unnoticed(lie: Lie, tree: Tree) -> str:
    """Return what the judge gets wrong about a plan with a lie in it; nothing where it does its work."""
    if lie.breaks == "document":
        with pytest.raises(ValidationError):
            Plan.model_validate(tree)
        return ""
    verdict = judge(Plan.model_validate(tree))
    codes = sorted({finding.code for finding in verdict.findings})
    truths = {"plan": verdict.plan_allowed, "bound": verdict.bound_true}
    truths["either"] = verdict.plan_allowed and verdict.bound_true
    if truths[lie.breaks]:
        return f"believed: {codes}"
    named = any(re.fullmatch(rf"(judge|bound)\.({lie.codes})", code) for code in codes)
    return "" if named else f"refused for another reason: {codes}"


@pytest.mark.parametrize("name", [*LARGE, *SMALL, *TEACHING])
def test_the_honest_plan_is_allowed(name: str) -> None:
    verdict = judge(plans()[name])
    assert (verdict.plan_allowed, verdict.bound_true) == (True, True), verdict.findings[:5]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.name)
def test_the_judge_catches(lie: Lie) -> None:
    told, unnoticed = 0, []
    for name, chance in listeners(lie):
        tree = tree_of(name)
        if lie.tell(tree, chance):
            told += 1
            wrong = what_goes_unnoticed(lie, tree)
            unnoticed += [f"{name}: {wrong}"] if wrong else []
    assert told > 0
    assert unnoticed == []


def test_no_lie_is_told_under_two_names() -> None:
    assert len({lie.name for lie in LIES}) == len(LIES) >= 60
