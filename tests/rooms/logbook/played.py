"""A day played from a plan: what a duty room would have written down, with small delays and, if asked, mistakes."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from mamarr.logbook.entries import Entry, write_entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.movements import Arrival, Departure, Waypoint
from mamarr.logbook.facts.records import Adopted, Planned
from mamarr.planning.adherence import intended
from mamarr.planning.timetable import Plan
from mamarr.scenario.scenario import Scenario


class Pen:
    """Writes entries of one desk, one after the other."""

    def __init__(self, node: str = "0" * 16) -> None:
        self.node, self.number, self.previous, self.clock = node, 0, "", 0

    def write(self, fact: Fact) -> Entry:
        self.number += 1
        self.clock = max(self.clock + 1, int(fact.recorded.timestamp() * 1000))
        entry = write_entry(fact, node=self.node, number=self.number, previous=self.previous, clock=(self.clock, 0))
        self.previous = entry.hash
        return entry


def said(when: datetime, **values: object) -> dict[str, object]:
    return {"happened": when, "recorded": when, "by": "dispatcher", "known": "seen", **values}


def adopted(scenario: Scenario) -> Adopted:
    import json

    assert scenario.starts is not None
    return Adopted(
        **said(scenario.starts),
        fingerprint=scenario.fingerprint_of_content(),
        document=json.dumps(scenario.content(), ensure_ascii=False),
        zero=scenario.starts,
    )


def planned(plan: Plan) -> Planned:
    starts = plan.scenario.starts
    assert starts is not None
    return Planned(
        **said(starts),
        fingerprint=plan.fingerprint,
        scenario=plan.scenario.fingerprint_of_content(),
        movements=intended(plan),
    )


def played(plan: Plan, until_s: int, *, late_s: int = 120, seed: int = 0) -> Iterator[Fact]:
    """Yield what was seen until a second: every movement a little later than planned, and ever later, so that order is kept."""
    draws, slip = random.Random(seed), 0
    starts = plan.scenario.starts
    assert starts is not None
    zero = starts.astimezone(UTC)
    for each in intended(plan):
        slip = min(late_s, slip + draws.choice((0, 0, 0, 5)))
        late = timedelta(seconds=slip)
        if (each.leaves + late - zero).total_seconds() > until_s:
            continue
        head = {"movement": each.movement, "vehicle": each.vehicle}
        yield Departure(**said(each.leaves + late), **head, at=each.at, load=each.load, towards=each.to)
        for name, moment in each.passes:
            is_leg = any(leg.id == name for leg in plan.scenario.legs)
            if is_leg and (moment + late - zero).total_seconds() <= until_s:
                yield Waypoint(**said(moment + late), **head, at=name, state="entered")
        if (each.received + late - zero).total_seconds() <= until_s:
            yield Arrival(**said(each.received + late), **head, at=each.to, load=each.load)
