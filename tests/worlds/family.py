"""What has to hold for the plan of every world, and the word for each way in which it may not.

python tests/worlds/family.py small 0 200      # the troubles of these seeds, one a line
python tests/worlds/family.py small 17 --shrink  # the least world with the trouble of seed 17, as JSON
"""

import argparse
import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "twins"))

from drawing import Size, Tree
from exact_ground import not_known
from exact_twin import Exact, solve
from shrinking import shrink
from tiny import tiny_world

import mamarr
from mamarr import Bound, MamarrError, Plan, Scenario
from mamarr.planning.bounds import hand_bounds
from worlds import random_world, scenario_of

STATES = 15_000
"""States of one second at most, where the exact twin is asked within a test."""


def world_of(seed: int, size: Size | str) -> Tree:
    """Return the world of *seed*; of size `exact` one that the exact twin can solve."""
    return tiny_world(seed) if size == "exact" else random_world(seed, size)  # type: ignore[arg-type]


def trouble(world: Tree, *, iterations: int = 20, with_twin: bool = True) -> str:
    """Return the word for what is wrong with the plan of *world*; empty for nothing. A defect of the planner never raises here."""
    scenario = scenario_of(world)
    try:
        plan = mamarr.plan(scenario, seconds=2.0, seed=1, iterations=iterations)
    except MamarrError as error:
        return f"refused: {', '.join(sorted({finding.code for finding in error.findings} or {error.code}))}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return _crash(error)
    return wrong_ledger(plan) or (wrong_bounds(plan, scenario) if with_twin else "")


def wrong_ledger(plan: Plan) -> str:
    """Everybody is in one state: nobody is brought out twice, nobody is lost, and what the plan says of itself adds up."""
    scenario = plan.scenario
    if plan.certificate is None or not (plan.certificate.plan_allowed and plan.certificate.bound_true):
        return "no certificate"
    moved: Counter[str] = Counter()
    out = 0
    for trip in plan.trips:
        people = {name: persons for name, persons in trip.load.items() if name not in {aid.id for aid in scenario.aid}}
        moved.update(people)
        if trip.received_s is not None and trip.received_s <= scenario.ends_s:
            out += sum(people.values())
        if any(persons < 1 for persons in trip.load.values()):
            return "nobody of a group aboard"
    for group in scenario.groups:
        if moved[group.id] > group.to_move:
            return "more people than there are"
    left = sum(remaining.persons for remaining in plan.remaining)
    if out != plan.people_out or plan.people_out + left != plan.people_total:
        return "people not conserved"
    return _wrong_by_itself(plan)


def _wrong_by_itself(plan: Plan) -> str:
    """The plan and its own bounds do not contradict each other."""
    reached = {"people": plan.people_out, "clearance_s": -plan.clearance_s, "complete_s": -plan.clearance_s}
    for bound in plan.bounds:
        is_asked = bound.of != "complete_s" or plan.is_complete
        if is_asked and reached[bound.of] > (bound.value if bound.of == "people" else -bound.value):
            return f"better than the bound {bound.kind} of {bound.of}"
    return ""


def exact_of(scenario: Scenario, states: int = STATES) -> Exact | None:
    """Return the exact answer; None where the twin does not know the scenario or it is too large."""
    if not_known(scenario) or scenario.ends_s > 40:
        return None
    try:
        return solve(scenario, states)
    except OverflowError:
        return None


def wrong_bounds(plan: Plan, scenario: Scenario) -> str:
    """Where the best of all plans is known: no plan is better, and no bound says otherwise."""
    exact = exact_of(scenario)
    if exact is None:
        return ""
    if plan.people_out > exact.people:
        return "more people than any plan"
    if plan.people_out and plan.clearance_s < exact.soonest_s[plan.people_out]:
        return "sooner than any plan"
    return beaten(plan.bounds, plan.people_out, exact)


def beaten(bounds: Iterable[Bound], people: int, exact: Exact) -> str:
    """Return the first of the *bounds* of a plan that brings out *people* which the best of all plans beats."""
    for bound in bounds:
        is_false = {
            "people": bound.value < exact.people,
            "clearance_s": 0 < people <= exact.people and bound.value > exact.soonest_s[min(people, exact.people)],
            "complete_s": exact.complete_s is not None and bound.value > exact.complete_s,
        }
        if is_false[bound.of]:
            return f"bound {bound.kind} of {bound.of} by {bound.proof} is beaten"
    return ""


def bounds_trouble(world: Tree) -> str:
    """Return the word for what is wrong with the sums by hand of *world*, without any plan."""
    scenario = scenario_of(world)
    try:
        sums = {people: hand_bounds(scenario, people) for people in _some_of(scenario.people_total)}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return _crash(error)
    exact = exact_of(scenario)
    if exact is None:
        return ""
    return next((word for people, bounds in sums.items() if (word := beaten(bounds, people, exact))), "")


def _some_of(people: int) -> list[int]:
    return list(range(people + 1)) if people < 8 else sorted({0, 1, people // 2, people - 1, people})


def _crash(error: Exception) -> str:
    last = [frame for frame in traceback.extract_tb(error.__traceback__) if "/src/mamarr" in frame.filename][-1]
    return f"crash: {type(error).__name__} {Path(last.filename).name}:{last.lineno} {last.name}"


def main() -> None:
    """Print the troubles of a stretch of seeds, or the least world with the trouble of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=["exact", "tiny", "small", "medium"])
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int, nargs="?")
    parser.add_argument("--shrink", action="store_true")
    parser.add_argument("--bounds", action="store_true", help="only the sums by hand, without plans")
    asked = parser.parse_args()
    wrong = bounds_trouble if asked.bounds else trouble
    if asked.shrink:
        least = shrink(world_of(asked.first, asked.size), wrong)
        print(wrong(least))
        print(json.dumps(least, ensure_ascii=False))
        return
    words: Counter[str] = Counter()
    seconds: list[tuple[float, int]] = []
    for seed in range(asked.first, asked.last or asked.first + 1):
        began = time.monotonic()
        word = wrong(world_of(seed, asked.size))
        seconds.append((time.monotonic() - began, seed))
        words[word] += 1
        if word:
            print(asked.size, seed, word, flush=True)
    print(dict(words.most_common()))
    print(
        "slowest:",
        [(round(each, 1), seed) for each, seed in sorted(seconds)[-5:]],
        "sum",
        round(sum(s for s, _ in seconds)),
    )


if __name__ == "__main__":
    main()
