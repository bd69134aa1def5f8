"""How many of those who wait can be safe by a step? A preflow in a network expanded over time that is never written down.

The copy of place v at step t is the number t N + v; the copies of a leg are its entries into it, one for each step. Whoever
is on the way stands as *excess* at a copy and is pushed to a copy whose label is one less: forward over a leg with room in
that step, back over one with a flow, or back to the pool of those who still wait at the place. The label of a copy is never
more than its distance to safety, counted in such pushes. Labels and flow are kept from call to call, also when the last
step moves: a preflow of a short horizon is one of a longer horizon.

A copy that cannot reach safety by the last step is never entered (`latest`). The pool of a place is linked to its copies at
all steps, for waiting there is free; nobody waits on the way.

Goldberg & Tarjan 1988 (push-relabel), Cherkassky & Goldberg 1997 (exact labels from time to time); docs/background/city.md.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.city import FAR, City, Ints, Longs
from mamarr.corridor.kernels.compiled import compiled

_WORK_OF_A_RELABEL = 8
_WORK_OF_A_POOL = 100


class Flood(NamedTuple):
    """The state of a preflow. Arrays of copies run over steps first, then over places, legs or pools."""

    flow: Ints  # ((T + 1) M,) persons who enter leg e at step t
    leaving: Ints  # ((T + 1) S,) persons who leave their pool at step t
    excess: Ints  # ((T + 1) N,) persons at a copy who have to go on or back
    pool: Longs  # (S,) persons who wait and do not yet belong to the flow
    label: Ints  # ((T + 1) N,) pushes to safety at least; FAR where there is no way
    pool_label: Ints  # (S,) the same for a pool
    queue: Ints  # ((T + 1) N + S + 1,) copies, and pools as -1 - s, that have excess
    queued: NDArray[np.uint8]  # ((T + 1) N,) whether a copy stands in the queue


@compiled
def measure_labels(city: City, flood: Flood, latest: Ints, last: int) -> int:
    """Set every label to the true distance to safety and return how many copies and pools have one."""
    tail, head, travel, capacity = city.tail, city.head, city.travel, city.capacity
    first_out, into, first_in = city.first_out, city.into, city.first_in
    source, source_of, gate = city.source, city.source_of, city.gate
    flow, leaving, label, pool_label, queue = flood.flow, flood.leaving, flood.label, flood.pool_label, flood.queue
    legs, pools, places = tail.size, source.size, city.to_safety.size - 1
    label[: (last + 1) * places] = FAR
    pool_label[:] = FAR
    met = 0
    for t in range(last + 1):
        for i in range(first_in[places], first_in[places + 1]):
            e = into[i]
            if t <= latest[e] and flow[t * legs + e] < capacity[e]:
                copy = t * places + tail[e]
                if label[copy] == FAR:
                    label[copy] = 1
                    queue[met] = copy
                    met += 1
    done = 0
    while done < met:
        copy = queue[done]
        done += 1
        if copy < 0:
            s = -1 - copy
            for t in range(last + 1):
                other = t * places + source[s]
                if leaving[t * pools + s] > 0 and label[other] == FAR:
                    label[other] = pool_label[s] + 1
                    queue[met] = other
                    met += 1
            continue
        distance = label[copy] + 1
        t = copy // places
        v = copy - t * places
        s = source_of[v]
        if s >= 0 and pool_label[s] == FAR and leaving[t * pools + s] < gate[s]:
            pool_label[s] = distance
            queue[met] = -1 - s
            met += 1
        for i in range(first_in[v], first_in[v + 1]):
            e = into[i]
            k = t - travel[e]
            if 0 <= k <= latest[e] and flow[k * legs + e] < capacity[e]:
                other = k * places + tail[e]
                if label[other] == FAR:
                    label[other] = distance
                    queue[met] = other
                    met += 1
        for e in range(first_out[v], first_out[v + 1]):
            if head[e] < places and flow[t * legs + e] > 0:
                other = (t + travel[e]) * places + head[e]
                if label[other] == FAR:
                    label[other] = distance
                    queue[met] = other
                    met += 1
    return met


@compiled
def drain(city: City, flood: Flood, latest: Ints, last: int) -> int:
    """Push everybody who can be safe by step *last* there; return how many arrived in this call.

    *latest* is the last step at which each leg may be entered. What then stands at copies and in pools cannot get there.
    """
    tail, head, travel, capacity = city.tail, city.head, city.travel, city.capacity
    first_out, into, first_in = city.first_out, city.into, city.first_in
    source, source_of, gate = city.source, city.source_of, city.gate
    flow, leaving, excess, pool = flood.flow, flood.leaving, flood.excess, flood.pool
    label, pool_label, queue, queued = flood.label, flood.pool_label, flood.queue, flood.queued
    legs, pools, places = tail.size, source.size, city.to_safety.size - 1
    size = queue.size
    arrived = 0
    while True:
        reached = measure_labels(city, flood, latest, last)
        end = 0
        waiting = 0
        for s in range(pools):
            if pool[s] > 0 and pool_label[s] < FAR:
                queue[end] = -1 - s
                end += 1
                waiting += 1
        for copy in range((last + 1) * places):
            queued[copy] = 0
            if excess[copy] > 0 and label[copy] < FAR:
                queue[end] = copy
                end += 1
                waiting += 1
                queued[copy] = 1
        if waiting == 0:
            return arrived
        begin = 0
        work = 0
        while waiting > 0 and work < reached:
            copy = queue[begin]
            begin += 1
            if begin == size:
                begin = 0
            waiting -= 1
            if copy < 0:  # a pool: into its copies, the lowest labels first
                s = -1 - copy
                while pool[s] > 0 and pool_label[s] < FAR:
                    low = FAR
                    for t in range(last + 1):
                        room = gate[s] - leaving[t * pools + s]
                        other = t * places + source[s]
                        if room <= 0 or label[other] >= FAR:
                            continue
                        if label[other] != pool_label[s] - 1:
                            low = min(low, label[other])
                            continue
                        amount = min(room, pool[s])
                        leaving[t * pools + s] += amount
                        pool[s] -= amount
                        if queued[other] == 0:
                            queued[other] = 1
                            queue[end] = other
                            end += 1
                            if end == size:
                                end = 0
                            waiting += 1
                        excess[other] += amount
                        if pool[s] == 0:
                            break
                    if pool[s] > 0:
                        work += _WORK_OF_A_POOL
                        pool_label[s] = min(low + 1, FAR)
                continue
            queued[copy] = 0
            t = copy // places
            v = copy - t * places
            s = source_of[v]
            while excess[copy] > 0 and label[copy] < FAR:
                below = label[copy] - 1
                low = FAR
                for e in range(first_out[v], first_out[v + 1]):
                    room = capacity[e] - flow[t * legs + e]
                    if room <= 0 or t > latest[e]:
                        continue
                    if head[e] == places:
                        if below > 0:
                            low = 0
                            continue
                        amount = min(room, excess[copy])
                        flow[t * legs + e] += amount
                        excess[copy] -= amount
                        arrived += amount
                    else:
                        other = (t + travel[e]) * places + head[e]
                        if label[other] != below:
                            low = min(low, label[other])
                            continue
                        amount = min(room, excess[copy])
                        flow[t * legs + e] += amount
                        excess[copy] -= amount
                        if queued[other] == 0:
                            queued[other] = 1
                            queue[end] = other
                            end += 1
                            if end == size:
                                end = 0
                            waiting += 1
                        excess[other] += amount
                    if excess[copy] == 0:
                        break
                if excess[copy] == 0:
                    break
                for i in range(first_in[v], first_in[v + 1]):
                    e = into[i]
                    k = t - travel[e]
                    if k < 0 or flow[k * legs + e] <= 0:
                        continue
                    other = k * places + tail[e]
                    if label[other] != below:
                        low = min(low, label[other])
                        continue
                    amount = min(flow[k * legs + e], excess[copy])
                    flow[k * legs + e] -= amount
                    excess[copy] -= amount
                    if queued[other] == 0:
                        queued[other] = 1
                        queue[end] = other
                        end += 1
                        if end == size:
                            end = 0
                        waiting += 1
                    excess[other] += amount
                    if excess[copy] == 0:
                        break
                if excess[copy] == 0:
                    break
                if s >= 0 and leaving[t * pools + s] > 0:
                    if pool_label[s] == below:
                        amount = min(leaving[t * pools + s], excess[copy])
                        leaving[t * pools + s] -= amount
                        excess[copy] -= amount
                        if pool[s] == 0:
                            queue[end] = -1 - s
                            end += 1
                            if end == size:
                                end = 0
                            waiting += 1
                        pool[s] += amount
                        if excess[copy] == 0:
                            break
                    else:
                        low = min(low, pool_label[s])
                work += _WORK_OF_A_RELABEL
                label[copy] = min(low + 1, FAR)


@compiled
def send_back(city: City, flood: Flood, last: int) -> None:
    """Send everybody who stands at a copy back the way they came, into their pools: the preflow becomes a flow."""
    tail, travel, into, first_in, source_of = city.tail, city.travel, city.into, city.first_in, city.source_of
    flow, leaving, excess, pool = flood.flow, flood.leaving, flood.excess, flood.pool
    legs, pools, places = tail.size, city.source.size, city.to_safety.size - 1
    for t in range(last, -1, -1):
        is_settled = False
        while not is_settled:  # legs that take no time lead to another place in the same step
            is_settled = True
            for v in range(places):
                copy = t * places + v
                s = source_of[v]
                if excess[copy] > 0 and s >= 0 and leaving[t * pools + s] > 0:
                    amount = min(excess[copy], leaving[t * pools + s])
                    leaving[t * pools + s] -= amount
                    excess[copy] -= amount
                    pool[s] += amount
                for i in range(first_in[v], first_in[v + 1]):
                    if excess[copy] == 0:
                        break
                    e = into[i]
                    k = t - travel[e]
                    if k >= 0 and flow[k * legs + e] > 0:
                        amount = min(excess[copy], flow[k * legs + e])
                        flow[k * legs + e] -= amount
                        excess[copy] -= amount
                        excess[k * places + tail[e]] += amount
                        if k == t:
                            is_settled = False
