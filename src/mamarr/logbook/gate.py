"""The gate: what has to be met before a pause, a leg or a convoy is used, met or not met, and who decided what.

It never says go. What is unknown is not met. A decision is an entry of a named person; the gate shows which is in force and
which conditions were not met when it was taken.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from mamarr.document import Document
from mamarr.errors import Finding
from mamarr.logbook.barriers import guarantee_lines, incident_lines, notification_lines
from mamarr.logbook.entries import Entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.words import Decision
from mamarr.logbook.inforce import in_force
from mamarr.logbook.lines import Line
from mamarr.logbook.moments import Moment
from mamarr.logbook.requirements import condition_lines, pause_lines, road_lines
from mamarr.logbook.standing import Assessment, assess
from mamarr.logbook.way import Way, way_of
from mamarr.scenario.scenario import Scenario

EVERYTHING = "operation"
"""The subject that stands for the whole operation."""


class Decided(Document):
    """A decision in force, and what was not met when it was taken."""

    entry: str
    """Hash of the entry."""
    about: str
    """What it is about."""
    decision: str
    """What was decided."""
    name: str
    """Who decided."""
    function: str
    """In which function."""
    taken: Moment
    """When."""
    until: Moment | None
    """Until when it holds; none: until the next."""
    against: tuple[Line, ...]
    """What was not met when it was taken, from what had been recorded by then; only where it lets somebody go."""


class Gate(Document):
    """What is met and what is not, at an instant."""

    subject: str
    """Pause, leg, place, movement or convoy; `operation` for all of it."""
    at: Moment
    """The instant."""
    met: bool
    """Whether all conditions are met. That is no permission: a person decides."""
    lines: tuple[Line, ...]
    """Every condition, those that are not met first."""
    assessments: tuple[Assessment, ...]
    """What the pauses and legs stand as, and why."""
    decisions: tuple[Decided, ...]
    """Decisions in force."""
    until: Moment | None
    """When the first condition that is met lapses, if nothing more is recorded; none where nothing is met or lapses."""
    findings: tuple[Finding, ...] = ()
    """What could not be read, or cannot be right."""

    @property
    def missing(self) -> tuple[Line, ...]:
        """Conditions that are not met."""
        return tuple(line for line in self.lines if not line.met)


def gate_of(entries: Iterable[Entry], scenario: Scenario, subject: str | None, at: datetime) -> Gate:
    """Return which conditions for *subject* are met at *at*.

    A name that neither the scenario nor the log knows is treated as a convoy that uses every leg, and that is itself not met.

    Parameters
    ----------
    entries
        The entries in any order; the same one twice is one.
    scenario
        The scenario in force.
    subject
        Id of a pause, leg or place, of a movement or convoy; None for the whole operation.
    at
        The instant, with its zone.
    """
    entries = list(entries)
    at = at.astimezone(UTC).replace(microsecond=0)
    name = subject or EVERYTHING
    known = {key: fact for key, fact in in_force(entries).items() if fact.happened <= at}
    way = way_of(scenario, known, name)
    lines, assessments = _lines(known, scenario, way, at)
    findings = {(finding.code, finding.path): finding for each in assessments for finding in each.findings}
    ends = [line.expires for line in lines if line.met and line.expires is not None]
    return Gate(
        subject=name,
        at=at,
        met=all(line.met for line in lines),
        lines=tuple(sorted(lines, key=lambda line: line.met)),
        assessments=tuple(assessments),
        decisions=tuple(_decisions(entries, known, scenario, way, at)),
        until=min(ends, default=None),
        findings=tuple(findings.values()),
    )


def _lines(
    known: Mapping[str, Fact], scenario: Scenario, way: Way, at: datetime
) -> tuple[list[Line], list[Assessment]]:
    named = [*way.pauses, *way.legs, *way.places]
    assessments = {each: assess(known, each, at, scenario) for each in named}
    lines = [] if way.is_known else [Line(code="gate-unknown", met=False, about=way.subject)]
    lines += pause_lines(known, scenario, way, assessments, at)
    lines += road_lines(known, scenario, way, assessments)
    lines += condition_lines(known, scenario, way, at)
    lines += guarantee_lines(known, scenario, way, at)
    lines += incident_lines(known, way)
    lines += notification_lines(known, way)
    return lines, [each for each in assessments.values() if each.kind == "pause" or each.voices]


def _decisions(
    entries: list[Entry], known: Mapping[str, Fact], scenario: Scenario, way: Way, at: datetime
) -> Iterable[Decided]:
    last: dict[str, tuple[datetime, str, Decision]] = {}
    for name, fact in known.items():
        if isinstance(fact, Decision) and fact.about in way.scopes:
            mine = (fact.happened, name, fact)
            last[fact.about] = max(mine, last.get(fact.about, mine), key=lambda each: each[:2])
    for about, (taken, name, fact) in sorted(last.items()):
        if fact.valid_until is not None and fact.valid_until <= at:
            continue
        against: tuple[Line, ...] = ()
        if fact.decision in ("go", "resume"):
            against = _not_met_then(entries, scenario, way.subject, fact)
        yield Decided(
            entry=name,
            about=about,
            decision=fact.decision,
            name=fact.name,
            function=fact.function,
            taken=taken,
            until=fact.valid_until,
            against=against,
        )


def _not_met_then(entries: list[Entry], scenario: Scenario, subject: str, decision: Decision) -> tuple[Line, ...]:
    earlier = [entry for entry in entries if entry.fact is not None and entry.fact.recorded <= decision.recorded]
    known = {key: fact for key, fact in in_force(earlier).items() if fact.happened <= decision.happened}
    way = way_of(scenario, known, subject)
    return tuple(line for line in _lines(known, scenario, way, decision.happened)[0] if not line.met)
