"""The movement table as text with HXL tags in its second row, which other humanitarian tools read."""

import csv
from collections.abc import Sequence
from datetime import UTC
from io import StringIO

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.formats.cells import cell
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, say
from mamarr.scenario.scenario import Scenario

_TAGS = {
    "stretcher": "#affected+wounded+stretcher",
    "wounded": "#affected+wounded+seated",
    "companion": "#affected+companions",
    "civilian": "#affected+civilians",
    "fighter": "#affected+fighters",
}
_INSTANTS = {
    "departs": "#date+start+station",
    "boards": "#date+start+boarding",
    "leaves_point": "#date+departure",
    "at_checkpoint": "#date+arrival+checkpoint",
    "inspected": "#date+end+inspection",
    "enters": "#date+start+corridor",
    "leaves": "#date+end+corridor",
    "received": "#date+end+reception",
}


def hxl(plan: Plan, languages: Sequence[Language], audience: str) -> bytes:
    """Return the movement table of *plan*: titles, HXL tags, and one line for each vehicle with people."""
    scenario, title = plan.scenario, "en" if "en" in languages else "ar"
    kinds, lines = tallies.kinds_present(scenario), tallies.movements(plan)
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    columns = _columns(languages, title, kinds)
    writer.writerow([cell(words) for words, _ in columns])
    writer.writerow([tag for _, tag in columns])
    end = lane_end(scenario)
    mark = (plan.fingerprint or plan.fingerprint_of_content())[:12]
    for line in lines:
        texts = [mark, audience, str(line.convoy or ""), names.vehicle(scenario, line.vehicle, title)]
        texts += [names.place(scenario, line.point, language) for language in languages]
        texts += [names.place(scenario, end, language) for language in languages]
        counts = [line.people.get(kind, 0) for kind in kinds]
        instants = [_iso(line.instants[name], scenario) for name in _INSTANTS]
        writer.writerow([*(cell(text) for text in texts), *counts, line.persons, *instants])
    return stream.getvalue().encode("utf-8-sig")


def lane_end(scenario: Scenario) -> str:
    """Return the place where people are received."""
    return scenario.groups[0].destinations[0] if scenario.groups else ""


def _columns(languages: Sequence[Language], title: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    columns = [
        (say("column-plan-name", title), "#meta+id+plan"),
        (say("column-audience", title), "#meta+audience"),
        (say("column-convoy", title), "#meta+id+convoy"),
        (say("column-vehicle", title), "#transport+vehicle"),
    ]
    for code, tag in (("column-from", "#loc+from+name"), ("column-to", "#loc+to+name")):
        columns += [(say(code, language), f"{tag}+i_{language}") for language in languages]
    columns += [(names.kind(kind, title), _TAGS[kind]) for kind in kinds]
    columns.append((say("column-people", title), "#reached"))
    return columns + [(say(f"column-{name.replace('_', '-')}", title), tag) for name, tag in _INSTANTS.items()]


def _iso(second: int | None, scenario: Scenario) -> str | int:
    """Return the instant in UTC as ISO 8601; without a wall clock the seconds since the start."""
    if second is None:
        return ""
    local = scenario.clock.local(second)
    return second if local is None else local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
