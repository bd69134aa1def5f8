"""The movement table as text with HXL tags in its second row, which other humanitarian tools read."""

import csv
from collections.abc import Sequence
from datetime import UTC
from io import StringIO

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.formats.cells import cell
from mamarr.reporting.layout import Slot, plain_slots, slots, title
from mamarr.reporting.lines import Line, is_plain, lines
from mamarr.reporting.movements import convoys_of
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
_FURTHER = {
    "at_point": "#date+arrival+point",
    "inspection": "#date+start+inspection",
    "arrives": "#date+arrival+reception",
    "alights": "#date+start+alighting",
    "unloads": "#date+start+unloading",
    "unloaded": "#date+end+unloading",
    "point": "#loc+point+name",
    "checkpoint": "#loc+checkpoint+name",
    "leg": "#loc+leg+name",
}
_ORDINALS = ("", "+second", "+third", "+fourth", "+fifth", "+sixth", "+seventh", "+eighth", "+ninth", "+tenth")


def hxl(plan: Plan, languages: Sequence[Language], audience: str) -> bytes:
    """Return the movement table of *plan*: titles, HXL tags, and one line for each vehicle with people or aid."""
    scenario, named = plan.scenario, "en" if "en" in languages else "ar"
    goods = {aid.id for aid in scenario.aid}
    found = [line for line in lines(plan) if line.people or goods.intersection(line.load)]
    kinds, people = tallies.kinds_present(scenario), tuple(line for line in found if line.people)
    is_simple = not goods and is_plain(people)
    shown = list(plain_slots(tuple(_INSTANTS))) if is_simple else _shown(slots(people) if people else ())
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    columns = _columns(languages, named, kinds, has_aid=bool(goods))
    columns += [(title(slot, scenario, named, is_plain=is_simple), _tag(slot)) for slot in shown]
    writer.writerow([cell(words) for words, _ in columns])
    writer.writerow([tag for _, tag in columns])
    mark = (plan.fingerprint or plan.fingerprint_of_content())[:12]
    for line in found:
        texts = [mark, audience, convoys_of(line, named), names.vehicle(scenario, line.vehicle, named)]
        texts += [names.place(scenario, line.point, language) for language in languages]
        texts += [names.place(scenario, line.destination, language) for language in languages]
        if goods:
            texts.append(names.load(scenario, {k: n for k, n in line.load.items() if k in goods}, named))
        counts = [*([sum(line.load.values()) if not line.people else 0] if goods else [])]
        counts += [line.people.get(kind, 0) for kind in kinds]
        writer.writerow(
            [
                *(cell(text) for text in texts),
                *counts,
                line.persons,
                *(_value(slot, line, scenario, named) for slot in shown),
            ]
        )
    return stream.getvalue().encode("utf-8-sig")


def _shown(found: Sequence[Slot]) -> list[Slot]:
    """Return the columns of *found* without those that others say already; reception stays the last."""
    return [slot for slot in found if slot.code not in ("further", "destination") and slot.nth < len(_ORDINALS)]


def _tag(slot: Slot) -> str:
    return (_INSTANTS | _FURTHER)[slot.code] + _ORDINALS[slot.nth]


def _value(slot: Slot, line: Line, scenario: Scenario, language: str) -> str | int:
    value = slot.of(line)
    if isinstance(value, str):
        return cell(names.spot(scenario, value, language))
    return _iso(value, scenario)


def _columns(
    languages: Sequence[Language], title: str, kinds: Sequence[str], *, has_aid: bool
) -> list[tuple[str, str]]:
    columns = [
        (say("column-plan-name", title), "#meta+id+plan"),
        (say("column-audience", title), "#meta+audience"),
        (say("column-convoy", title), "#meta+id+convoy"),
        (say("column-vehicle", title), "#transport+vehicle"),
    ]
    for code, tag in (("column-from", "#loc+from+name"), ("column-to", "#loc+to+name")):
        columns += [(say(code, language), f"{tag}+i_{language}") for language in languages]
    if has_aid:
        columns += [(say("column-aid", title), "#item+aid+name"), (say("column-tonnes", title), "#value+aid+tonnes")]
    columns += [(names.kind(kind, title), _TAGS[kind]) for kind in kinds]
    return [*columns, (say("column-people", title), "#reached")]


def _iso(second: int | None, scenario: Scenario) -> str | int:
    """Return the instant in UTC as ISO 8601; without a wall clock the seconds since the start."""
    if second is None:
        return ""
    local = scenario.clock.local(second)
    return second if local is None else local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
