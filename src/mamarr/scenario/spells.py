"""Spells: from one instant until another, once or every day; and what instants they make up on the clock."""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from mamarr.document import Document
from mamarr.scenario.quantities import Clock, Instant, YesNo

DAY_S = 86400
Times = tuple[tuple[int, int], ...]
"""(first second, last second) of stretches of time, in order, apart from each other."""


def _not_before_zero(second: int, info: ValidationInfo) -> int:
    """A clock time that lies before clock zero stands for the same time of the next day."""
    if not info.data.get("daily") or second >= 0:
        return second
    clock: Clock = info.context["clock"] if info.context else Clock()
    return clock.days_later(second, 1)


class Spell(Document):
    """From one instant until another; with `daily`, every day between two clock times, also over midnight."""

    daily: YesNo = False
    """Whether it comes back every day at the same clock time."""
    from_s: Annotated[Instant, Field(alias="from"), AfterValidator(_not_before_zero)]
    """When it begins."""
    until_s: Annotated[Instant, Field(alias="until"), AfterValidator(_not_before_zero)]
    """When it ends."""

    @property
    def is_empty(self) -> bool:
        """It ends before it begins."""
        return (self.until_s - self.from_s) % DAY_S == 0 if self.daily else self.until_s <= self.from_s

    def times(self, clock: Clock, ends_s: int) -> Times:
        """Return every (from, until) that touches the time from clock zero to *ends_s*, in order."""
        if not self.daily:
            return ((self.from_s, self.until_s),)
        later = (self.from_s - self.until_s) // DAY_S + 1  # days until the clock next shows the end
        first = -(self.from_s // DAY_S)  # the day of a file may be any
        found = []
        for day in range(first - 2, first + ends_s // DAY_S + 2):
            begins = clock.days_later(self.from_s, day)
            until = clock.days_later(self.until_s, day + later)
            if until > 0 and begins <= ends_s:
                found.append((begins, until))
        return tuple(found)


def united(times: list[tuple[int, int]]) -> Times:
    """Return the stretches of *times* in order, those that touch or overlap joined."""
    found: list[tuple[int, int]] = []
    for begins, ends in sorted(times):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return tuple(found)
