"""What could leave by a step if some sources gave without end? Shortest ways one after another on the legs at rest.

The sum over these ways of amount x (T + 1 - length) is the most that can be safe by step T. When no way shorter than T + 1
remains, the lengths over the legs with room, and back from safety at T + 1 over the legs in use, are the labels of a minimum
cut over time.

Ford & Fulkerson 1958 (flows over time); docs/background/city.md.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.city import FAR, City, Ints, Longs
from mamarr.corridor.kernels.compiled import compiled


class Ways(NamedTuple):
    """Room for a search."""

    used: Longs  # (M,) persons a step on a leg
    length: Ints  # (N + 1,) steps from the chosen sources to a place; at the end the labels
    came: Longs  # (N + 1,) leg over which a place was reached; M + e against leg e; -1 where the search began
    queue: Longs  # (N + 2,) places whose length became less
    queued: NDArray[np.uint8]  # (N + 1,) whether a place stands in the queue


@compiled
def search(city: City, chosen: NDArray[np.uint8], ways: Ways, safety: int) -> None:
    """Find the length of every place from the *chosen* sources (S,), or from safety, which has length *safety* (Bellman & Ford)."""
    tail, head, travel, capacity = city.tail, city.head, city.travel, city.capacity
    first_out, into, first_in = city.first_out, city.into, city.first_in
    used, length, came, queue, queued = ways.used, ways.length, ways.came, ways.queue, ways.queued
    places, legs = city.to_safety.size - 1, tail.size
    length[:] = FAR
    begin, end, waiting = 0, 0, 0
    if safety < FAR:
        length[places] = safety
        came[places] = -1
        queue[end] = places
        queued[places] = 1
        end += 1
        waiting += 1
    for s in range(chosen.size):
        if chosen[s]:
            v = city.source[s]
            length[v] = 0
            came[v] = -1
            queue[end] = v
            queued[v] = 1
            end += 1
            waiting += 1
    while waiting > 0:
        v = queue[begin]
        begin += 1
        if begin == queue.size:
            begin = 0
        waiting -= 1
        queued[v] = 0
        if v < places:
            for e in range(first_out[v], first_out[v + 1]):
                w = head[e]
                if used[e] < capacity[e] and length[v] + travel[e] < length[w]:
                    length[w] = length[v] + travel[e]
                    came[w] = e
                    if queued[w] == 0:
                        queued[w] = 1
                        queue[end] = w
                        end += 1
                        if end == queue.size:
                            end = 0
                        waiting += 1
        for i in range(first_in[v], first_in[v + 1]):
            e = into[i]
            w = tail[e]
            if used[e] > 0 and length[v] - travel[e] < length[w]:
                length[w] = length[v] - travel[e]
                came[w] = legs + e
                if queued[w] == 0:
                    queued[w] = 1
                    queue[end] = w
                    end += 1
                    if end == queue.size:
                        end = 0
                    waiting += 1


@compiled
def fill(city: City, ways: Ways) -> int:
    """Fill the way that the last search found to safety and return the persons a step on it."""
    tail, head, capacity, used, came = city.tail, city.head, city.capacity, ways.used, ways.came
    places, legs = city.to_safety.size - 1, city.tail.size
    amount = FAR
    v = places
    while came[v] >= 0:
        e = came[v]
        if e < legs:
            amount = min(amount, capacity[e] - used[e])
            v = tail[e]
        else:
            amount = min(amount, used[e - legs])
            v = head[e - legs]
    v = places
    while came[v] >= 0:
        e = came[v]
        if e < legs:
            used[e] += amount
            v = tail[e]
        else:
            used[e - legs] -= amount
            v = head[e - legs]
    return amount


@compiled
def first_step(city: City, chosen: NDArray[np.uint8], supply: int, ways: Ways) -> int:
    """Return the first step by which *supply* persons could be safe if the *chosen* sources gave without end; FAR if never.

    The labels of a minimum cut up to the step before are left in `length`.
    """
    places = city.to_safety.size - 1
    amounts, products, step = 0, 0, FAR
    while True:
        search(city, chosen, ways, FAR)
        distance = ways.length[places]
        if distance > step or distance >= FAR:
            break
        amount = fill(city, ways)
        amounts += amount
        products += amount * distance
        step = -((-supply - products) // amounts) - 1  # the least T with amounts x (T + 1) - products >= supply
    if step < FAR:
        search(city, chosen, ways, step)
    return step


@compiled
def most_before(city: City, chosen: NDArray[np.uint8], step: int, ways: Ways) -> int:
    """Return the most that could be safe before *step* if the *chosen* sources gave without end.

    The labels of a minimum cut are left in `length`.
    """
    places = city.to_safety.size - 1
    persons = 0
    while True:
        search(city, chosen, ways, FAR)
        distance = ways.length[places]
        if distance >= step:
            break
        persons += fill(city, ways) * (step - distance)
    search(city, chosen, ways, step)
    return persons
