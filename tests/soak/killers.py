"""Killers: what a mutant of the judge has to survive, each a name and a call that fails where the judge is wrong.

The hand-made plans come first, then the lies and the harmless edits, then the honest plans. Plans are made once, by the
process that starts the trials; the judge comes from the process in which the killer runs.
"""

import itertools
import random
import re
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
PENCIL = TESTS / "rooms" / "planning"
BY_HAND = (
    "test_judge",
    "test_rules",
    *(f"test_rules_{topic}" for topic in ("means", "driving", "convoys", "checkpoints", "loading", "belonging")),
    *(f"test_rules_{topic}" for topic in ("agreements", "crews", "commitments", "aid")),
    "test_judge_findings",
    "test_judge_edges",
    "test_judge_corners",
    "test_judge_days",
    "test_judge_terms",
    "test_judge_stops",
    "test_judge_people",
    "test_judge_turns",
    "test_audit",
    "test_audit_corners",
    "test_audit_against_the_pencil",
    "test_audit_cadence",
    "test_audit_travel",
    "test_audit_every_sum",
    "test_audit_every_shape",
    "test_audit_narrow_places",
    "test_audit_collation",
    "test_audit_crossings",
)
WITH_A_CLOCK = frozenset({"test_a_day_of_movements_is_judged_at_once"})
"""Left out: on a busy machine it would fail for another reason."""
FEW = 3
"""Plans about which each kind of lie is told in a short run."""

Killer = Callable[[], object]
for _folder in (TESTS / "lies", PENCIL):
    sys.path.insert(0, str(_folder))


def by_hand(modules: dict[str, Any]) -> dict[str, Killer]:
    """Return one killer for each case of each test of *modules*, which use the judge under trial."""
    return {
        f"{module}.{name}[{number}]": _called(test, case)
        for module in BY_HAND
        for name, test in vars(modules[module]).items()
        if name.startswith("test_") and name not in WITH_A_CLOCK
        for number, case in enumerate(_cases(test))
    }


def _called(test: Callable[..., object], case: dict[str, Any]) -> Killer:
    return lambda: test(**case)


def _cases(test: Any) -> Iterator[dict[str, Any]]:
    """The arguments of each case, as `parametrize` multiplies them out."""
    axes = []
    for mark in getattr(test, "pytestmark", []):
        if mark.name != "parametrize":
            continue
        names, values = mark.args[:2]
        names = [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)
        axes.append([dict(zip(names, v if len(names) > 1 else (v,), strict=True)) for v in values])
    for parts in itertools.product(*axes):
        yield {name: value for part in parts for name, value in part.items()}


def told_plans(*, is_whole: bool) -> list[tuple[str, Any, Any]]:
    """Return (name, lie, plan) for every lie about small plans, about a few of them each unless *is_whole*."""
    from alterations import LIES
    from honest_plans import SMALL, TEACHING, tree_of

    from mamarr.planning.timetable import Plan

    listeners = [*TEACHING, *SMALL]
    told = []
    for number, lie in enumerate(lie for lie in LIES if lie.breaks != "document"):
        turned = [listeners[(number + turn) % len(listeners)] for turn in range(len(listeners))]
        heard = 0
        for name in turned:
            tree = tree_of(name)
            if (is_whole or heard < FEW) and lie.tell(tree, random.Random(f"{lie.name} {name}")):
                heard += 1
                told.append((f"{lie.name} about {name}", lie, Plan.model_validate(tree)))
    return [*told, *_tales()]


def _tales() -> Iterator[tuple[str, Any, Any]]:
    """Every lie about plans of other shapes."""
    from altered_shapes import TALES
    from hand_made_plans import HONEST
    from telling import Lie

    from mamarr.planning.timetable import Plan

    for tale in TALES:
        tree = deepcopy(HONEST[tale.plan])
        tale.tell(tree)
        yield tale.name, Lie(tale.name, "plan", tale.codes, lambda *_: True), Plan.model_validate(tree)


def true_plans(*, is_whole: bool) -> list[tuple[str, Any]]:
    """Return (name, plan) of honest plans and of harmless edits of them."""
    from hand_made_plans import HONEST
    from harmless import EDITS
    from honest_plans import LARGE, SMALL, TEACHING, plans, tree_of

    from mamarr.planning.timetable import Plan

    found = [(name, plans()[name]) for name in (*TEACHING, *SMALL)]
    found += [(name, Plan.model_validate(tree)) for name, tree in HONEST.items()]
    names = [*TEACHING, *SMALL]
    for number, edit in enumerate(EDITS.told):
        for name in names if is_whole else (names[number % len(names)], names[(number + 5) % len(names)]):
            tree = tree_of(name)
            if edit.tell(tree, random.Random(f"{edit.name} {name}")):
                found.append((f"{edit.name} of {name}", Plan.model_validate(tree)))
    return [*found, *((name, plans()[name]) for name in LARGE)]


def of_plans(judge: Callable[[Any], Any], lies: list[Any], truths: list[Any]) -> dict[str, Killer]:
    """Return a killer for each of *lies*, which *judge* has to refuse by name, and of *truths*, which it has to accept."""
    found: dict[str, Killer] = {name: _doubted(judge, lie, plan) for name, lie, plan in lies}
    return found | {name: _believed(judge, plan) for name, plan in truths}


def _doubted(judge: Callable[[Any], Any], lie: Any, plan: Any) -> Killer:
    def ask() -> None:
        verdict = judge(plan)
        allowed, true = verdict.plan_allowed, verdict.bound_true
        assert not {"plan": allowed, "bound": true, "either": allowed and true}[lie.breaks]
        assert any(re.fullmatch(rf"(judge|bound)\.({lie.codes})", finding.code) for finding in verdict.findings)

    return ask


def _believed(judge: Callable[[Any], Any], plan: Any) -> Killer:
    def ask() -> None:
        verdict = judge(plan)
        assert verdict.plan_allowed
        assert verdict.bound_true

    return ask
