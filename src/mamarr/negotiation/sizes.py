"""How much of an ask does it: the largest size that is proven useless, the least for which a judged plan is in hand."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from mamarr.negotiation.asks import Ask, Size
from mamarr.negotiation.attempt import attempt
from mamarr.negotiation.refutation import refuted
from mamarr.planning.timetable import Bound
from mamarr.scenario.changes import Change
from mamarr.scenario.files import change
from mamarr.scenario.scenario import Scenario

ROUNDS = 8
"""Rounds of search for one size that a first plan does not reach."""


def size_of(ask: Ask, scenario: Scenario, beside: Sequence[Ask], seed: int, stop: Callable[[], bool]) -> Size | None:
    """Return where *ask*, granted with those *beside*, stops being useless and where it is enough; None where stopped before.

    What is asked for is known to be enough by a plan in hand.

    Sizes are tried by halving. Every size that is named is proven, or has its plan, by itself; what halving supposes (that a larger
    size is never worse) decides only which sizes are tried.
    """
    if ask.scale is None:
        return None
    sizes = ask.scale.sizes
    others = [each for other in beside for each in other.changes]
    proofs: dict[int, Bound] = {}

    def is_open(place: int) -> bool:
        bound, _ = refuted(_with(scenario, others, ask.sized(sizes[place])))
        if bound is not None:
            proofs[place] = bound
        return bound is None

    def is_enough(place: int) -> bool:
        if place == len(sizes) - 1:
            return True  # the size that is asked for has its plan already
        tried = attempt(_with(scenario, others, ask.sized(sizes[place])))
        return not stop() and (tried.construct().is_complete or tried.search(ROUNDS, seed, stop).is_complete)

    opens = bisect_left(range(len(sizes)), True, key=lambda place: stop() or is_open(place))
    enough = bisect_left(range(len(sizes)), True, lo=opens, key=lambda place: not stop() and is_enough(place))
    if stop() or enough == len(sizes):
        return None
    last = max(proofs, default=None)
    return Size(
        ask=ask.id,
        beside=tuple(other.id for other in beside),
        unit=ask.scale.unit,
        useless_until=None if last is None else sizes[last],
        enough_from=sizes[enough],
        bound=None if last is None else proofs[last],
    )


def _with(scenario: Scenario, others: Sequence[Change], own: Sequence[Change]) -> Scenario:
    return change(scenario, [*others, *own])
