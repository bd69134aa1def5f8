"""The least set of asks that reaches the goal, with what is known of every smaller one."""

from collections.abc import Sequence

from mamarr.negotiation.asks import Combination, Least, Smaller


def least(combinations: Sequence[Combination], goal: float | None = None) -> Least | None:
    """Return the set of least cost, of equals with fewest asks, that reaches the goal; None where none in hand does.

    Without *goal* everybody is to be out within the pauses, and a smaller set fails only by a proof. With a *goal* a set reaches it if
    the low end of its chance does, and a smaller one fails by its interval where the high end of its chance lies below.
    """
    reaching = [each for each in combinations if reaches(each, goal)]
    if not reaching:
        return None
    best = min(reaching, key=lambda each: (each.cost, len(each.asks), each.asks))
    smaller = tuple(Smaller(asks=each.asks, how=_fails(each, goal)) for each in combinations if _is_smaller(each, best))
    return Least(
        asks=best.asks, cost=best.cost, is_proven=all(each.how != "undecided" for each in smaller), smaller=smaller
    )


def reaches(each: Combination, goal: float | None) -> bool:
    """Tell whether a combination is known to reach the goal."""
    if goal is None:
        return each.verdict == "enough"
    return each.chance is not None and each.chance[0] >= goal


def minimal(combinations: Sequence[Combination], goal: float | None = None) -> tuple[Combination, ...]:
    """Return every combination that reaches the goal although none of its parts is known to."""
    reaching = [each for each in combinations if reaches(each, goal)]
    return tuple(each for each in reaching if not any(set(other.asks) < set(each.asks) for other in reaching))


def _is_smaller(each: Combination, best: Combination) -> bool:
    return each.cost < best.cost or set(each.asks) < set(best.asks)


def _fails(each: Combination, goal: float | None) -> str:
    if goal is not None and each.chance is not None:
        return "interval" if each.chance[2] < goal else "undecided"
    if each.verdict != "useless":
        return "undecided"
    return each.proof if each.proof in ("hand", "solver", "within") else "undecided"
