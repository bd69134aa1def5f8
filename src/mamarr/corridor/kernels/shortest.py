"""What could leave by a step if some sources gave without end? Shortest ways one after another on the legs at rest.

The sum over these ways of amount x (T + 1 - length) is the most that can be safe by step T, and the lengths left over when
no way of at most T steps remains are the labels of a minimum cut over time.

Ford & Fulkerson 1958 (flows over time); docs/background/city.md.
"""

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.city import FAR, City, Ints
from mamarr.corridor.kernels.compiled import compiled


@compiled
def shortest_ways(city: City, chosen: NDArray[np.uint8], supply: int, length: Ints) -> int:
    """Return the first step by which *supply* persons could be safe if the *chosen* sources (S,) gave without end; FAR if never.

    *length* (N + 1,) is filled with the labels of a minimum cut up to the step before: the steps from the chosen sources to
    every place over the legs that still have room, or from safety, which has that step, back over those in use.
    """
    tail, head, travel, capacity = city.tail, city.head, city.travel, city.capacity
    first_out, into, first_in = city.first_out, city.into, city.first_in
    places, legs = city.to_safety.size - 1, tail.size
    used = np.zeros(legs, np.int64)
    came = np.empty(places + 1, np.int64)  # the leg over which a place was reached; legs + e against leg e; -1 at a source
    queue = np.empty(places + 2, np.int64)
    queued = np.zeros(places + 1, np.uint8)
    amounts, products, step = 0, 0, FAR
    is_last = False
    while True:
        length[:] = FAR
        begin, end, waiting = 0, 0, 0
        if is_last:
            length[places] = step
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
        if is_last or length[places] >= FAR and step >= FAR:
            return step
        if length[places] > step:
            is_last = True
            continue
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
        amounts += amount
        products += amount * length[places]
        step = -((-supply - products) // amounts) - 1  # the least T with amounts x (T + 1) - products >= supply
