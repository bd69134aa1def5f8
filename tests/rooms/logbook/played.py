"""A day played from a plan: what a duty room would have written down, with small delays and, if asked, mistakes."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from mamarr.document import Document
from mamarr.logbook.entries import Entry, write_entry
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.movements import Arrival, Departure, Waypoint
from mamarr.logbook.facts.records import Adopted, Planned
from mamarr.planning.adherence import intended
from mamarr.planning.timetable import LegStop, PlaceStop, Plan
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


def played(plan: Plan, until_s: int, *, late_s: int = 120, seed: int = 0) -> Iterator[Document]:
    """Yield what was seen until a second: each movement a little late, but never so that the order of the road changes."""
    draws = random.Random(seed)
    starts = plan.scenario.starts
    assert starts is not None
    slip = 0
    for trip in plan.trips:
        slip = max(0, min(late_s, slip + draws.choice((-20, 0, 0, 20))))
        first, last = trip.stops[0], trip.stops[-1]
        begins = first.leaves if isinstance(first, PlaceStop) else first.enters
        if begins is None or begins + slip > until_s:
            continue
        at = first.at if isinstance(first, PlaceStop) else plan.scenario.leg(first.leg).to_place
        head = {"movement": trip.id, "vehicle": trip.vehicle}
        end = last.at if isinstance(last, PlaceStop) else plan.scenario.leg(last.leg).from_place

        def when(second: int, slip: int = slip) -> datetime:
            return starts + timedelta(seconds=second + slip)

        yield Departure(**said(when(begins)), **head, at=at, load=trip.load, towards=end)
        for stop in trip.stops[1:]:
            if isinstance(stop, LegStop) and stop.enters + slip <= until_s:
                yield Waypoint(**said(when(stop.enters)), **head, at=stop.leg, state="entered")
        over = (last.received or last.arrives) if isinstance(last, PlaceStop) else last.leaves
        if over is not None and over + slip <= until_s:
            yield Arrival(**said(when(over)), **head, at=end, load=trip.load)
