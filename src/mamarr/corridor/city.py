"""The city as tables: legs in order of the place they leave, whole steps, whole persons a step.

A `City` is built from a network by `build_city`, never saved and never shown. N places, M legs, S places with people. All
exits are one place, row N, called safety. Legs that leave an exit, and those that let in nobody in a step, are left out.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.scenario.network import Network

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

FAR = 1 << 29
"""A number of steps that is never reached."""
MOST_PER_STEP = 1 << 24
"""Persons who may enter a leg in a step, at most: sums of thirty such fit into 32 bits."""


class City(NamedTuple):
    """Legs, places and people."""

    tail: Ints  # (M,) place where a leg begins, in rising order
    head: Ints  # (M,) place where it ends; N is safety
    travel: Ints  # (M,) steps from one end to the other
    capacity: Ints  # (M,) persons who may enter in one step
    first_out: Ints  # (N + 2,) legs that leave place v are first_out[v] ... first_out[v + 1] - 1
    into: Ints  # (M,) legs in order of the place they lead to
    first_in: Ints  # (N + 2,) legs that lead to place v are into[first_in[v]] ... into[first_in[v + 1] - 1]
    source: Ints  # (S,) place of each group of people
    source_of: Ints  # (N + 1,) row of the people at a place, or -1
    supply: Longs  # (S,) persons who wait there
    gate: Ints  # (S,) persons who can leave there in one step at most
    to_safety: Ints  # (N + 1,) steps from a place to safety at least; FAR where there is no way
    leg: Ints  # (M,) row of the leg in the network

    @property
    def places(self) -> int:
        """Number of places without safety."""
        return int(self.to_safety.size) - 1

    @property
    def people(self) -> int:
        """Everybody who waits and has a way."""
        return int(self.supply.sum())


def build_city(network: Network, step_s: int) -> City:
    """Return the tables of *network* in steps of *step_s* seconds: travel rounded up, capacities rounded down.

    People without any way to safety are left out.
    """
    travel, capacity = (np.array(column, np.int64) for column in network.steps_of(step_s))
    safety = len(network.places)
    place = np.arange(safety + 1)
    place[list(network.exits)] = safety
    tail, head = (place[np.array(rows, np.int64)] for rows in (network.legs.from_place, network.legs.to_place))
    kept = np.flatnonzero((tail != safety) & (tail != head) & (capacity > 0))
    kept = kept[np.argsort(tail[kept], kind="stable")]
    stuck = {row for row, _ in network.cut_off(capacity.tolist())}
    waiting = [(p, n) for p, n in zip(network.waiting.place, network.waiting.persons, strict=True) if p not in stuck]
    sources = np.array([p for p, _ in waiting], np.int32)
    supply = np.array([n for _, n in waiting], np.int64)
    legs = (tail[kept], head[kept], travel[kept], np.minimum(capacity[kept], MOST_PER_STEP))
    return _assembled(safety, legs, (sources, supply), kept)


def _assembled(places: int, legs: tuple[Longs, ...], people: tuple[Ints, Longs], rows: Longs) -> City:
    tail, head, travel, capacity = (column.astype(np.int32) for column in legs)
    into = np.argsort(head, kind="stable").astype(np.int32)
    numbers = np.arange(places + 2)
    sources, supply = people
    source_of = np.full(places + 1, -1, np.int32)
    source_of[sources] = np.arange(sources.size)
    out = np.zeros(places + 1, np.int64)
    np.add.at(out, tail, capacity.astype(np.int64))
    first_in = np.searchsorted(head[into], numbers).astype(np.int32)
    return City(
        tail=tail,
        head=head,
        travel=travel,
        capacity=capacity,
        first_out=np.searchsorted(tail, numbers).astype(np.int32),
        into=into,
        first_in=first_in,
        source=sources,
        source_of=source_of,
        supply=supply,
        gate=np.minimum(out[sources], 1 << 30).astype(np.int32),
        to_safety=_steps_to_safety(places, tail, travel, into, first_in),
        leg=rows.astype(np.int32),
    )


def coarsened(city: City, times: int) -> City:
    """Return *city* in steps *times* as long, travel rounded to the nearest: near the truth, and proving nothing."""
    travel = ((city.travel + times // 2) // times).astype(np.int32)
    return city._replace(
        travel=travel,
        capacity=np.minimum(city.capacity.astype(np.int64) * times, 1 << 30).astype(np.int32),
        gate=np.minimum(city.gate.astype(np.int64) * times, 1 << 30).astype(np.int32),
        to_safety=_steps_to_safety(city.places, city.tail, travel, city.into, city.first_in),
    )


def _steps_to_safety(places: int, tail: Ints, travel: Ints, into: Ints, first_in: Ints) -> Ints:
    """Return the least steps from every place to safety (Dijkstra)."""
    from heapq import heappop, heappush

    starts, times, order, first = tail.tolist(), travel.tolist(), into.tolist(), first_in.tolist()
    steps = [FAR] * (places + 1)
    steps[places] = 0
    queue = [(0, places)]
    while queue:
        so_far, place = heappop(queue)
        if so_far > steps[place]:
            continue
        for leg in order[first[place] : first[place + 1]]:
            start, total = starts[leg], so_far + times[leg]
            if total < steps[start]:
                steps[start] = total
                heappush(queue, (total, start))
    return np.array(steps, np.int32)
