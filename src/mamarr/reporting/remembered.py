"""Remembered: what several sections ask of one plan is reckoned once; plans are frozen, so it stays true."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from mamarr.planning.timetable import Plan

_MOST_PLANS = 4
T = TypeVar("T")


def remembered(reckon: Callable[[Plan], T]) -> Callable[[Plan], T]:
    """Return *reckon*, which keeps its answers for the last few plans, told apart by identity."""
    kept: OrderedDict[int, tuple[Plan, T]] = OrderedDict()

    @wraps(reckon)
    def ask(plan: Plan) -> T:
        entry = kept.get(id(plan))
        if entry is None or entry[0] is not plan:
            entry = plan, reckon(plan)
            kept[id(plan)] = entry
            while len(kept) > _MOST_PLANS:
                kept.popitem(last=False)
        return entry[1]

    return ask
