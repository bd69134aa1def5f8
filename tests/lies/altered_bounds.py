"""Lies about bounds: a second more, a term fewer, a sum that adds up from the wrong numbers."""

import copy
from random import Random
from typing import Any

from honest_plans import changed
from reading import Reading
from telling import Lies, Tree

from mamarr.planning.bounds import hand_bounds
from mamarr.planning.timetable import Bound, Plan
from mamarr.scenario import Scenario

LIES = Lies()

WRONG = "sum|term|wrong-quantity|places|unknown-kind|not-here|beaten-by-plan|contradiction"


def _any(plan: Tree, rng: Random) -> Tree:
    found: Tree = rng.choice(plan["bounds"])
    return found


def _amount(term: Tree) -> int:
    count = term.get("count", 0)
    return int(term.get("s", 0) + term.get("persons", 0) + count * term.get("each_s", 0) + count * term.get("each", 0))


def _add_up(bound: Tree) -> bool:
    bound["value"] = sum(map(_amount, bound["terms"]))
    return True


@LIES.about("bound", "sum")
def a_bound_of_one_more(plan: Tree, rng: Random) -> bool:
    """The sum is one more than its terms."""
    _any(plan, rng)["value"] += 1
    return True


@LIES.about("bound", "sum")
def a_bound_of_one_less(plan: Tree, rng: Random) -> bool:
    """The sum is one less than its terms."""
    _any(plan, rng)["value"] -= 1
    return True


def _term(plan: Tree, rng: Random, key: str) -> tuple[Tree, Tree] | None:
    fitting = [(bound, term) for bound in plan["bounds"] for term in bound["terms"] if key in term]
    return rng.choice(fitting) if fitting else None


def _alter(plan: Tree, rng: Random, key: str, by: int) -> bool:
    found = _term(plan, rng, key)
    if found is None:
        return False
    bound, term = found
    term[key] += by
    return _add_up(bound)


for _key in ("s", "count", "each_s", "each"):
    for _by, _word in ((1, "more"), (-1, "less")):

        def _told(plan: Tree, rng: Random, key: str = _key, by: int = _by) -> bool:
            return _alter(plan, rng, key, by)

        LIES.add(f"a-term-with-one-{_word}-in-{_key}-that-adds-up", "bound", "term|sum", _told)


@LIES.about("bound", "term|sum")
def a_second_moved_from_one_term_to_another(plan: Tree, rng: Random) -> bool:
    """The sum stays as it was."""
    bounds = [[term for term in bound["terms"] if "s" in term] for bound in plan["bounds"]]
    first, second = rng.sample(rng.choice([terms for terms in bounds if len(terms) > 1]), 2)
    first["s"] += 1
    second["s"] -= 1
    return True


@LIES.about("bound", "term")
def an_explaining_number_that_is_wrong(plan: Tree, rng: Random) -> bool:
    """A term that adds nothing says something else."""
    fitting = [t for b in plan["bounds"] for t in b["terms"] if set(t) == {"code", "count"}]
    if not fitting:
        return False
    rng.choice(fitting)["count"] += rng.choice([-1, 1])
    return True


@LIES.about("bound", "term|sum")
def seconds_called_persons(plan: Tree, rng: Random) -> bool:
    """The amount is right, its unit is not."""
    found = _term(plan, rng, "s")
    if found is None or found[1]["s"] == 0:
        return False
    found[1]["persons"] = found[1].pop("s")
    return True


@LIES.about("bound", "term")
def a_product_written_as_a_sum(plan: Tree, rng: Random) -> bool:
    """So many times so much is written as one number."""
    found = _term(plan, rng, "each_s")
    if found is None or _amount(found[1]) == 0:
        return False
    found[1]["s"] = found[1].pop("count") * found[1].pop("each_s")
    return True


@LIES.about("bound", "term|sum")
def a_term_left_out(plan: Tree, rng: Random) -> bool:
    """A term is left out, and the rest adds up."""
    bound = _any(plan, rng)
    bound["terms"].remove(rng.choice(bound["terms"]))
    return _add_up(bound)


@LIES.about("bound", "term|sum")
def a_term_too_many(plan: Tree, rng: Random) -> bool:
    """A term that the argument does not have, and the sum adds up."""
    bound = _any(plan, rng)
    bound["terms"].append({"code": "reserve", "s" if bound["of"] == "clearance_s" else "persons": 1})
    return _add_up(bound)


@LIES.about("bound", "term|sum")
def a_term_too_many_that_adds_nothing(plan: Tree, rng: Random) -> bool:
    """A term that the argument does not have, of nothing."""
    _any(plan, rng)["terms"].append({"code": "reserve", "s": 0})
    return True


@LIES.about("bound", "term|sum")
def a_term_twice(plan: Tree, rng: Random) -> bool:
    """A term stands two times, and the sum adds up."""
    bound = _any(plan, rng)
    bound["terms"].append(copy.deepcopy(rng.choice(bound["terms"])))
    return _add_up(bound)


@LIES.about("bound", "term")
def a_term_of_another_name(plan: Tree, rng: Random) -> bool:
    """The number is right, what it stands for is not."""
    rng.choice(_any(plan, rng)["terms"])["code"] = "delay"
    return True


@LIES.about("bound", "term")
def a_term_about_something_else(plan: Tree, rng: Random) -> bool:
    """The term names another kind of people or another place."""
    found = _term(plan, rng, "of")
    if found is None:
        return False
    found[1]["of"] = "elsewhere"
    return True


@LIES.about("bound", "unknown-kind")
def an_argument_that_nobody_knows(plan: Tree, rng: Random) -> bool:
    """A kind of bound that does not exist."""
    _any(plan, rng)["kind"] = "experience"
    return True


@LIES.about("bound", "unknown-kind|sum|term|not-here|wrong-quantity")
def an_argument_called_another(plan: Tree, rng: Random) -> bool:
    """The sum of one argument under the name of another."""
    bound = _any(plan, rng)
    others = {each["kind"] for each in plan["bounds"] if each["terms"] != bound["terms"]} - {bound["kind"]}
    if not others:
        return False
    bound["kind"] = rng.choice(sorted(others))
    return True


@LIES.about("bound", "wrong-quantity")
def seconds_for_people(plan: Tree, rng: Random) -> bool:
    """A bound on people is said to be one on the clearance, or the other way."""
    bound = _any(plan, rng)
    bound["of"] = "clearance_s" if bound["of"] == "people" else "people"
    return True


@LIES.about("bound", "term|sum|not-here|beaten-by-plan")
def a_sum_for_everybody_said_of_the_plan(plan: Tree, _rng: Random) -> bool:
    """What holds for a plan that brings out everybody is said of one that does not."""
    fitting = [bound for bound in plan["bounds"] if bound["of"] == "complete_s"]
    for bound in fitting:
        bound["of"] = "clearance_s"
    return bool(fitting)


@LIES.about("bound", "term|sum|not-here|wrong-quantity")
def a_sum_for_the_plan_said_of_everybody(plan: Tree, rng: Random) -> bool:
    """The sum for those whom the plan brings out is called the sum for everybody, whose sum is another."""
    whole = {bound["kind"]: bound for bound in plan["bounds"] if bound["of"] == "complete_s"}
    fitting = [
        bound
        for bound in plan["bounds"]
        if bound["of"] == "clearance_s" and bound["terms"] != whole.get(bound["kind"], bound)["terms"]
    ]
    if not fitting:
        return False
    rng.choice(fitting)["of"] = "complete_s"
    return True


@LIES.about("bound", "places")
def a_bound_that_bites_elsewhere(plan: Tree, rng: Random) -> bool:
    """The place is another one."""
    _any(plan, rng)["places"] = ["atlantis"]
    return True


@LIES.about("bound", "places")
def a_place_too_many(plan: Tree, rng: Random) -> bool:
    """One more place is named."""
    _any(plan, rng)["places"].append(Reading(plan).scenario.assembly_points[-1].id)
    return True


@LIES.about("bound", "places")
def a_bound_that_bites_nowhere(plan: Tree, rng: Random) -> bool:
    """The place is left out."""
    fitting = [bound for bound in plan["bounds"] if bound["places"]]
    rng.choice(fitting)["places"] = []
    return True


@LIES.about("bound", "unknown-kind")
def a_search_called_a_hand(plan: Tree, _rng: Random) -> bool:
    """A solver's bound is said to be added up by hand."""
    strongest = max(bound["value"] for bound in plan["bounds"] if bound["of"] == "clearance_s")
    term = {"code": "solver", "s": strongest}
    plan["bounds"].append(
        {"kind": "solver", "of": "clearance_s", "proof": "hand", "value": strongest, "places": [], "terms": [term]}
    )
    return True


def _solver(of: str, value: int) -> dict[str, Any]:
    return {"kind": "solver", "of": of, "proof": "solver", "value": value, "places": [], "terms": []}


@LIES.about("bound", "contradiction")
def a_hand_stronger_than_the_solver(plan: Tree, rng: Random) -> bool:
    """One of the two is false, and nobody knows which."""
    of = rng.choice(sorted({bound["of"] for bound in plan["bounds"]}))
    values = [bound["value"] for bound in plan["bounds"] if bound["of"] == of]
    plan["bounds"].append(_solver(of, min(values) + 1 if of == "people" else max(values) - 1))
    return True


@LIES.about("bound", "beaten-by-plan")
def a_solver_whom_the_plan_beats_in_time(plan: Tree, _rng: Random) -> bool:
    """No plan clears sooner than one second after this one does."""
    plan["bounds"].append(_solver("clearance_s", max(m.centre["received"] for m in Reading(plan).outward) + 1))
    return True


@LIES.about("bound", "beaten-by-plan")
def a_solver_whom_the_plan_beats_in_people(plan: Tree, _rng: Random) -> bool:
    """No plan brings out more than one fewer than this one."""
    plan["bounds"].append(_solver("people", sum(Reading(plan).out_by_group().values()) - 1))
    return True


def _subject(bound: Bound) -> tuple[str | None, ...]:
    return (bound.kind, bound.of, *(term.of for term in bound.terms if term.of))


def _from_elsewhere(plan: Tree, scenario: Scenario, people: int) -> bool:
    """Take the bounds of another question, where one about the same says something else.

    A bound about another kind of people or another point than the strongest one may be weak and true: it is no lie.
    """
    own = {_subject(bound): bound for bound in Plan.model_validate(plan).bounds}
    others = [bound for bound in hand_bounds(scenario, people) if bound.of != "complete_s"]  # true of any plan
    if all(own.get(_subject(bound), bound) == bound for bound in others):
        return False
    plan["bounds"] = [bound.content() for bound in others]
    return True


@LIES.about("bound", WRONG)
def bounds_of_fewer_people(plan: Tree, rng: Random) -> bool:
    """The bounds are about fewer people than are brought out."""
    people = sum(Reading(plan).out_by_group().values())
    return _from_elsewhere(plan, Reading(plan).scenario, people - rng.randint(1, people // 3))


@LIES.about("bound", WRONG)
def bounds_of_everybody(plan: Tree, _rng: Random) -> bool:
    """The bounds are about everybody although not all are brought out."""
    scenario = Reading(plan).scenario
    return _from_elsewhere(plan, scenario, scenario.people_total)


@LIES.about("bound", WRONG)
def bounds_of_another_scenario(plan: Tree, rng: Random) -> bool:
    """The bounds of the same corridor with a longer alighting, a longer road or one more vehicle."""
    scenario = Reading(plan).scenario
    centre, lane = scenario.groups[0].destinations[0], Reading(plan).lane_id
    longer = f"{scenario.leg(lane).drive_s + 1} s"
    changes = [f"{centre}.alighting=11 min", "bus.count=61"]
    changes += [f"{lane}.travel={longer}"] if scenario.leg(lane).travel_s is not None else [f"{lane}.length=6 km"]
    return _from_elsewhere(plan, changed(scenario, [rng.choice(changes)]), sum(Reading(plan).out_by_group().values()))


@LIES.about("bound", WRONG)
def a_stronger_scenario_for_the_same_bounds(plan: Tree, _rng: Random) -> bool:
    """People could ride in larger vehicles: the movements are still allowed, the bounds no longer true."""
    before = Reading(plan).scenario
    plan["scenario"]["fleet"][0]["seats"] *= 2
    people = sum(Reading(plan).out_by_group().values())
    return hand_bounds(before, people) != hand_bounds(Reading(plan).scenario, people)
