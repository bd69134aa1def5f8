"""One group: what was announced more or less, who was found, and what became of people who were on no movement."""

from typing import Any

from mamarr.logbook.facts.people import GroupState, People
from mamarr.logbook.statements import Statement
from mamarr.logbook.summaries.movement import ADDING


def of_group(statements: list[Statement]) -> dict[str, Any]:
    """Return the changes of one group.

    `moved` are steps from one state into another, in order: who was held comes back. What became of people of a movement stands
    in the summary of that movement.
    """
    grown, ready = 0, ""
    added = dict.fromkeys(ADDING, 0)
    became: dict[str, dict[str, int]] = {}
    moved: list[list[Any]] = []
    tags: set[str] = set()
    for each in statements:
        fact = each.fact
        if isinstance(fact, GroupState):
            if fact.state in ("grown", "shrunk"):
                grown += fact.persons if fact.state == "grown" else -fact.persons
            else:
                ready = fact.state
        elif isinstance(fact, People):
            if fact.reference:
                tags.add(fact.reference)
            if fact.was is not None:
                moved.append([fact.was, fact.became, fact.at or "", fact.persons])
            elif fact.movement is None and fact.became in ADDING:
                added[fact.became] += fact.persons
            elif fact.movement is None and fact.became != "waiting":
                places = became.setdefault(fact.became, {})
                places[fact.at or ""] = places.get(fact.at or "", 0) + fact.persons
    found = {"grown": grown, "ready": ready, "added": {key: n for key, n in added.items() if n}, "moved": moved}
    found |= {"became": {state: dict(sorted(places.items())) for state, places in sorted(became.items())}}
    found |= {"tags": sorted(tags)}
    return {key: value for key, value in found.items() if value}
