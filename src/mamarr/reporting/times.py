"""How the instants of one plan are written: local time and Zulu, with the day where the plan runs over several."""

from functools import cache

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Column
from mamarr.reporting.remembered import remembered
from mamarr.reporting.waypoints import runs_over_days
from mamarr.reporting.wording.bundles import LANGUAGES, say
from mamarr.reporting.wording.numbers import short_time, zulu


@remembered
def _kept(plan: Plan) -> dict[str, "Times"]:
    return {language: Times(plan, language) for language in LANGUAGES}


def times_of(plan: Plan, language: str) -> "Times":
    """Return how the instants of *plan* are written; the sections of a page share it."""
    return _kept(plan)[language]


class Times:
    """The instants of one plan in one language."""

    def __init__(self, plan: Plan, language: str) -> None:
        self.scenario, self.language = plan.scenario, language
        self.is_dated = runs_over_days(plan)
        self.has_clock = zulu(0, plan.scenario) is not None
        self._local = cache(lambda second: short_time(second, self.scenario, language, dated=self.is_dated))
        self._zulu = cache(lambda second: zulu(second, self.scenario) or "")

    def local(self, second: int | None) -> str:
        """Return the local time, with its day where the plan runs over several."""
        return "" if second is None else self._local(second)

    def zulu(self, second: int | None) -> str:
        """Return Zulu; empty without a wall clock."""
        return "" if second is None else self._zulu(second)

    def both(self, second: int | None) -> tuple[str, ...]:
        """Return the local time, and Zulu where there is a wall clock."""
        return (self.local(second), self.zulu(second)) if self.has_clock else (self.local(second),)

    def columns(self, code: str) -> tuple[Column, ...]:
        """Return the columns of `both`."""
        titles = (code, "column-zulu") if self.has_clock else (code,)
        return tuple(Column(say(each, self.language), is_number=True) for each in titles)
