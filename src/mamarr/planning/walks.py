"""Walks: a flow taken apart into ways that a person can follow, each with the seconds at which people set out on it."""

from collections import defaultdict
from dataclasses import dataclass

from mamarr.planning.timetable import Plan

MOST_ENTRIES = 300_000
"""A flow with more entries is not taken apart: nobody reads so many ways."""


@dataclass(frozen=True)
class Walk:
    """One way from a place with people to an exit."""

    legs: tuple[int, ...]
    """Rows of its legs in order."""
    persons: int
    """Everybody who takes it."""
    first_s: int
    """When the first set out."""
    last_s: int
    """When the last set out."""
    received_s: int
    """When the last of them is received."""


def walks(plan: Plan) -> tuple[Walk, ...]:
    """Return the ways of a plan for a city, the most used first; none where there are too many entries.

    A way may pass a place twice: nobody waits on the way, so that who is held up goes round.
    """
    network, flows, step_s = plan.scenario.network, plan.flows, plan.step_s
    if network is None or flows is None or step_s is None or len(flows.leg) > MOST_ENTRIES:
        return ()
    travel, _ = network.steps_of(step_s)
    going: dict[tuple[int, int], list[list[int]]] = defaultdict(list)
    coming: dict[tuple[int, int], int] = defaultdict(int)
    for leg, enters, persons in zip(flows.leg, flows.enters_s, flows.persons, strict=True):
        step = enters // step_s
        going[network.legs.from_place[leg], step].append([leg, persons])
        coming[network.legs.to_place[leg], step + travel[leg]] += persons
    waiting, exits = set(network.waiting.place), set(network.exits)
    taken: dict[tuple[int, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for place, step in sorted(going, key=lambda key: (key[1], key[0])):
        if place not in waiting:
            continue
        setting_out = sum(persons for _, persons in going[place, step]) - coming[place, step]
        while setting_out > 0:
            way, persons, arrives = _followed(network.legs.to_place, travel, exits, going, (place, step), setting_out)
            taken[way].append((step, arrives, persons))
            setting_out -= persons
    found = (
        Walk(
            legs=way,
            persons=sum(persons for _, _, persons in times),
            first_s=min(start for start, _, _ in times) * step_s,
            last_s=max(start for start, _, _ in times) * step_s,
            received_s=max(end for _, end, _ in times) * step_s,
        )
        for way, times in taken.items()
    )
    return tuple(sorted(found, key=lambda walk: (-walk.persons, walk.legs)))


def _followed(
    ends: tuple[int, ...],
    travel: list[int],
    exits: set[int],
    going: dict[tuple[int, int], list[list[int]]],
    start: tuple[int, int],
    most: int,
) -> tuple[tuple[int, ...], int, int]:
    """Follow the fullest leg from copy to copy and take as many persons along as all of them hold."""
    here, entries = start, []
    while here[0] not in exits:
        entry = max(going[here], key=lambda each: each[1])
        entries.append(entry)
        here = (ends[entry[0]], here[1] + travel[entry[0]])
    persons = min(most, *(entry[1] for entry in entries))
    for entry in entries:
        entry[1] -= persons
    return tuple(entry[0] for entry in entries), persons, here[1]
