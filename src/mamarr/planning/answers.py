"""Answers: a plan beside its alternatives, and under the judge's certificate."""

from mamarr.errors import MamarrError
from mamarr.planning.judge import judge
from mamarr.planning.timetable import Alternative, Certificate, Plan
from mamarr.scenario.scenario import Aim


def other_order(objective: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """Return *objective* with the wounded and sick and all people changing places: the choice of values of every plan."""
    swap: dict[Aim, Aim] = {"people": "wounded", "wounded": "people"}
    return tuple(swap.get(aim, aim) for aim in objective)


def described(code: str, plan: Plan) -> Alternative:
    """Return what *plan* brings, in the few figures that are laid beside another plan."""
    groups = {group.id: group for group in plan.scenario.groups}
    by_category: dict[str, int] = {}
    for group_id, persons in plan.out_by_group.items():
        group = groups[group_id]
        for label in (group.category, *(("stretcher",) if group.travels == "stretcher" else ())):
            by_category[label] = by_category.get(label, 0) + persons
    return Alternative(
        code=code,
        objective=plan.scenario.objective,
        people_out=plan.people_out,
        clearance_s=plan.clearance_s,
        by_category=by_category,
        mean_wounded_s=plan.mean_wounded_s,
        separated=plan.separated,
        remaining=plan.remaining,
    )


def certified(plan: Plan) -> Plan:
    """Return *plan* with the judge's certificate and its fingerprint.

    Raises
    ------
    MamarrError
        plan.refused: plan and proof disagree.
    """
    answer = judge(plan)
    refusals = [finding for finding in answer.findings if finding.severity == "error"]
    if not (answer.plan_allowed and answer.bound_true):
        raise MamarrError("plan.refused", refusals)
    certificate = Certificate(plan_allowed=answer.plan_allowed, bound_true=answer.bound_true)
    judged = plan.replace(certificate=certificate)
    return judged.replace(fingerprint=judged.fingerprint_of_content())
