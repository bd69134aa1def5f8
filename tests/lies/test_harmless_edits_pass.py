"""The judge accepts two hundred edits that break no rule, and keeps to the honest bounds."""

import random
from collections.abc import Iterator
from itertools import count

from harmless import EDITS
from honest_plans import LARGE, SMALL, TEACHING, tree_of
from telling import Lie, Tree

from mamarr.planning.judge import judge
from mamarr.planning.timetable import Plan

WANTED = 200


def edits() -> Iterator[tuple[str, Lie, Tree]]:
    """Yield two hundred plans with one harmless edit each: every kind, on as many of the plans as it fits."""
    plans = [*SMALL, *TEACHING, *LARGE]
    found = 0
    for number, (turn, (index, edit)) in enumerate((t, each) for t in count() for each in enumerate(EDITS.told)):
        name = plans[(turn + index) % len(plans)]
        tree = tree_of(name)
        if edit.tell(tree, random.Random(f"{edit.name} {name} {number}")):
            yield f"{edit.name} of {name} ({number})", edit, tree
            found += 1
        if found == WANTED:
            return


def test_two_hundred_harmless_edits_are_allowed_and_their_bounds_true() -> None:
    refused, kinds = [], set()
    for name, edit, tree in edits():
        kinds.add(edit.name)
        verdict = judge(Plan.model_validate(tree))
        if not (verdict.plan_allowed and verdict.bound_true):
            refused.append(f"{name}: {[(finding.code, finding.path) for finding in verdict.findings[:3]]}")
    assert kinds == {edit.name for edit in EDITS.told}
    assert refused == []
