"""What somebody asks a report for: plans, languages, who reads it, and the party that it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from mamarr.planning.timetable import Plan
from mamarr.reporting.wording.bundles import Language


@dataclass(frozen=True)
class Request:
    """One report."""

    plans: Sequence[Plan]
    languages: Sequence[Language]
    audience: str
    party: str = ""
    """The party to which a notification goes."""

    @property
    def plan(self) -> Plan:
        """The plan, or the first of two."""
        return self.plans[0]

    @property
    def mark(self) -> str:
        """What the plan is called: the first twelve signs of its fingerprint."""
        return mark_of(self.plan)


def mark_of(plan: Plan) -> str:
    """Return the first twelve signs of the fingerprint of *plan*."""
    return (plan.fingerprint or plan.fingerprint_of_content())[:12]
