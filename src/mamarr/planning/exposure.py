"""Exposure: how long how many people are under a hazard, and how long vehicles are on the way."""

from collections.abc import Iterable

from mamarr.planning.trips import LegStop, PlaceStop, Trip
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times, united


def exposure_person_s(scenario: Scenario, trips: Iterable[Trip]) -> int:
    """Return the person-seconds under a hazard.

    Who waits at a point is exposed there from clock zero until departure; who is aboard where the vehicle stands or drives, until
    received; who remains where they wait, until the horizon. Hazards that overlap in one place count once.
    """
    under = _hazards(scenario)
    if not under:
        return 0
    left = {group.id: group.to_move for group in scenario.groups}
    at = {group.id: group.at for group in scenario.groups}
    total = 0
    for trip in trips:
        load = {group: persons for group, persons in trip.load.items() if group in left}
        if not load:
            continue
        boards = {stop.at: stop for stop in trip.stops if isinstance(stop, PlaceStop) and stop.begins is not None}
        for group, persons in load.items():
            stop = boards.get(at[group])
            is_waiting = stop is not None and stop.received is None
            since = (stop.leaves if stop is not None and is_waiting else None) or 0
            if is_waiting:
                total += persons * _overlap(under.get(at[group], ()), 0, since)
            total += persons * _aboard_s(under, trip, since)
            left[group] -= persons
    for group, persons in left.items():
        total += max(0, persons) * _overlap(under.get(at[group], ()), 0, scenario.ends_s)
    return total


def _aboard_s(under: dict[str, Times], trip: Trip, since: int) -> int:
    """Return the seconds under a hazard of somebody aboard *trip* from *since* on."""
    total = 0
    for stop in trip.stops:
        if isinstance(stop, LegStop):
            if stop.enters >= since:
                total += _overlap(under.get(stop.leg, ()), stop.enters, stop.leaves)
        elif stop.arrives is not None and stop.arrives >= since:
            until = stop.received if stop.received is not None else stop.leaves
            total += _overlap(under.get(stop.at, ()), stop.arrives, until if until is not None else stop.arrives)
    return total


def _hazards(scenario: Scenario) -> dict[str, Times]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for hazard in scenario.hazards:
        for name in hazard.where:
            spans.setdefault(name, []).append((max(0, hazard.opens_s), min(scenario.ends_s, hazard.closes_s)))
    return {name: united([span for span in times if span[0] < span[1]]) for name, times in spans.items()}


def _overlap(times: Times, begins: int, until: int) -> int:
    return sum(max(0, min(until, ends) - max(begins, opens)) for opens, ends in times)


def vehicle_s(trips: Iterable[Trip]) -> int:
    """Return the seconds between the first and the last second of each trip, added up."""
    total = 0
    for trip in trips:
        seconds = [
            second
            for stop in trip.stops
            for second in (
                (stop.enters, stop.leaves)
                if isinstance(stop, LegStop)
                else (stop.arrives, stop.begins, stop.leaves, stop.received)
            )
            if second is not None
        ]
        total += max(seconds, default=0) - min(seconds, default=0)
    return total
