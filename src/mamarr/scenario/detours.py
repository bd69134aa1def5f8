"""Detours: what a driver finds who may take every leg in both directions, and a route written outward does not show."""

from mamarr.scenario.scenario import Scenario


def earliest_s(scenario: Scenario, start: str, without: str, *, waits: bool) -> dict[str, int]:
    """Return for every place the earliest second at which somebody who is at *start* at second 0 can be there.

    Legs are driven in both directions, all but the leg *without*. Where the driver *waits*, no leg is entered before the
    pause over it opens; otherwise pauses are left out, and the seconds are the shortest drives.
    """
    opens = {pause.id: pause.opens_s for pause in scenario.pauses} if waits else {}
    legs = [leg for leg in scenario.legs if leg.id != without]
    seconds, done = {start: 0}, set[str]()
    while len(done) < len(seconds):
        here = min((place for place in seconds if place not in done), key=lambda place: seconds[place])
        done.add(here)
        for leg in legs:
            for end, other in ((leg.from_place, leg.to_place), (leg.to_place, leg.from_place)):
                if end == here:
                    there = max(seconds[here], opens.get(leg.pause or "", 0)) + leg.drive_s
                    seconds[other] = min(there, seconds.get(other, there))
    return seconds
