"""What somebody asks a report for: plans, languages, who reads it, and the party that it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from mamarr.planning.timetable import Plan
from mamarr.reporting.wording.bundles import Language, say


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

    def foot(self, language: Language, *, has_lines: bool = False) -> str:
        """Return for whom a file is and of which plan; with *has_lines* also that its lines are straight."""
        audience = say(f"audience-{self.audience}", language)
        told = say("file-foot", language, audience=audience, plan=self.mark)
        return f"{told} {say('file-lines', language)}" if has_lines else told


def mark_of(plan: Plan) -> str:
    """Return the first twelve signs of the fingerprint of *plan*."""
    return (plan.fingerprint or plan.fingerprint_of_content())[:12]
