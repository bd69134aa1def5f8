"""Downhill: the legs of a flow that are left when nobody goes in circles.

A maximum flow over time may lead people round and round, because nobody waits on the way. Taken together over all steps, its
legs hold circles; without them they lead downhill to safety. A flow over these legs alone brings out nearly everybody, on ways
half as long; what it cannot is then sent over all legs, so that nothing is lost.
"""

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.city import City, Longs

_NEW, _ON_THE_WAY, _DONE = range(3)


def downhill(city: City, persons: Longs) -> NDArray[np.bool_]:
    """Return which legs (M,) stay in use when the circles of *persons* (M,) on the legs are taken away.

    A walk in depth: where it comes back to a place that it left, the least load of the circle is taken from each of its legs.
    """
    loads, heads, first = persons.tolist(), city.head.tolist(), city.first_out.tolist()
    state, at = [_NEW] * city.places + [_DONE], first[:]
    for start in range(city.places):
        if state[start] != _NEW:
            continue
        state[start], places, way = _ON_THE_WAY, [start], list[int]()
        while places:
            here = places[-1]
            while at[here] < first[here + 1] and (loads[at[here]] <= 0 or state[heads[at[here]]] == _DONE):
                at[here] += 1
            if at[here] == first[here + 1]:
                state[here] = _DONE
                places.pop()
                del way[-1:]
                continue
            leg = at[here]
            if state[heads[leg]] == _NEW:
                state[heads[leg]] = _ON_THE_WAY
                places.append(heads[leg])
                way.append(leg)
                continue
            begin = places.index(heads[leg])
            circle = [*way[begin:], leg]
            least = min(loads[each] for each in circle)
            for each in circle:
                loads[each] -= least
            for place in places[begin + 1 :]:
                state[place] = _NEW
            del places[begin + 1 :], way[begin:]
    return np.array(loads) > 0
