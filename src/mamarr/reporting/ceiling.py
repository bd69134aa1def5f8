"""The ceiling of the evacuation curve: at no second has any plan received more, by the sums that a hand can add up."""

from dataclasses import dataclass

from mamarr.planning.timetable import Bound, Plan, Term


@dataclass(frozen=True)
class Ceiling:
    """Steps (second, most persons received by then) and the kinds of the sums they come from."""

    steps: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...]

    def at(self, second: int) -> int:
        """Return the most persons that any plan has received by *second*."""
        return max((persons for start, persons in self.steps if start <= second), default=0)


def ceiling(plan: Plan) -> Ceiling | None:
    """Return the ceiling that follows from the plan's own bounds; None where they say nothing about single vehicles.

    The earliest receptions are those of the checkpoint's sum (one inspection after another in each lane) or of the lane's
    sum (one headway after another); the n-th reception of any plan is not before the later of both. The people received by
    then are at most the n fullest loads, and never more than the strongest sum on people.
    """
    by_kind = {bound.kind: bound for bound in plan.bounds if bound.proof == "hand"}
    loads = _loads(by_kind.get("carriable"), plan.people_total)
    clocks = {kind: by_kind[kind] for kind in ("checkpoint", "lane") if kind in by_kind}
    if not loads or not clocks:
        return None
    most = plan.strongest("people", "hand")
    cap = most.value if most else sum(loads)
    steps: list[tuple[int, int]] = []
    total = 0
    for number, persons in enumerate(loads, start=1):
        second = max(_reception(bound, number, plan) for bound in clocks.values())
        total = min(cap, total + persons)
        if steps and steps[-1][0] == second:
            steps.pop()
        steps.append((second, total))
    return Ceiling(tuple(steps), tuple(clocks))


def _loads(bound: Bound | None, people: int) -> list[int]:
    """Return the sizes of the fullest loads; none where there would be more of them than people."""
    terms = [term for term in bound.terms if term.code == "loads"] if bound else []
    if sum(term.count or 0 for term in terms) > people:
        return []
    return sorted((term.each or 0 for term in terms for _ in range(term.count or 0)), reverse=True)


def _reception(bound: Bound, number: int, plan: Plan) -> int:
    """Return the earliest second at which the *number*-th vehicle of any plan is received."""
    terms = {term.code: term for term in bound.terms}
    fixed = sum(term.amount for term in bound.terms if term.count is None)
    if bound.kind == "checkpoint":
        lanes = max((checkpoint.lanes for checkpoint in plan.scenario.checkpoints), default=1)
        return fixed + -(-number // lanes) * _each(terms, "services")
    gaps = (number - 1) // max(1, plan.scenario.convoys.largest)
    return fixed + (number - 1) * _each(terms, "headways") + gaps * _each(terms, "convoy-gaps")


def _each(terms: dict[str, Term], code: str) -> int:
    return (terms[code].each_s or 0) if code in terms else 0
