"""refuted(): the sum that says that not everybody can be out, whatever the plan; added up a second time by the judge."""

from mamarr.errors import MamarrError
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.judge import judge
from mamarr.planning.timetable import Bound, Plan
from mamarr.scenario import shape
from mamarr.scenario.scenario import Scenario

LANE_KINDS = frozenset({"checkpoint", "checkpoint-work", "fleet", "lane", "lane-alternating", "joint", "pace", "bays"})
"""Sums that end with the last exit from the one lane and the alighting after it."""


def refuted(scenario: Scenario) -> tuple[Bound | None, int]:
    """Return the plainest sum by which not everybody can be out within the pauses, or None, and the most people of any plan.

    Raises
    ------
    MamarrError
        plan.refused: the judge does not find that sum true. This is a defect, and nothing is returned.
    """
    bounds = hand_bounds(scenario, 0)
    most = min((bound.value for bound in bounds if bound.of == "people"), default=scenario.people_total)
    found = next((bound for bound in bounds if says_no(bound, scenario)), None)
    if found is not None:
        _judged(scenario, found)
        most = min(most, scenario.people_total - 1)
    return found, most


def says_no(bound: Bound, scenario: Scenario) -> bool:
    """Tell whether *bound* says that not everybody can be out.

    A bound on people says it by itself. One on the time in which everybody could be out says it where the last would leave the one
    lane after its pause; in any other scenario only where the last would be received after the horizon.
    """
    if bound.of == "people":
        return bound.value < scenario.people_total
    if bound.value > scenario.ends_s:
        return True
    if bound.kind not in LANE_KINDS or shape.beyond(scenario):
        return False
    pause = shape.lane(scenario).pause
    alighting = sum(term.amount for term in bound.terms if term.code == "alighting")
    return pause is not None and bound.value - alighting > scenario.pause(pause).last_s


def _judged(scenario: Scenario, bound: Bound) -> None:
    answer = judge(Plan(scenario=scenario, method="none", trips=(), bounds=(bound,)))
    if not answer.bound_true:
        raise MamarrError("plan.refused", [each for each in answer.findings if each.severity == "error"])


def plainest(scenario: Scenario, base: Bound | None) -> Bound | None:
    """Return the sum of the time in which everybody could be out that a person at the table lays beside that of *base*.

    It is the sum of the same kind, where that tells the two apart; inspections of different lengths are added up as they are. Otherwise
    it is the strongest one.
    """
    bounds = [each for each in hand_bounds(scenario, scenario.people_total) if each.of != "people"]
    wanted = () if base is None else (f"{base.kind}-work", base.kind)
    alike = (bound for kind in wanted for bound in bounds if bound.kind == kind)
    found = next(alike, None)
    if found is not None and base is not None and found.value != base.value:
        return found
    return max(bounds, key=lambda bound: bound.value, default=None)
