"""What a crossing of the lane costs at least, where it carries one direction at a time: a sum over its openings.

A *cycle* lasts from the last entry of one opening outward to the last entry of the next. In it some vehicles come in and
some go out: its *crossings*. Of the V vehicles of one kind, at most V can cross only once in a cycle; if they
make m crossings, m - V of them or more come in and go out again, and board and are inspected in between. So a cycle lasts

    always      at least  lane(x)      = 2 C + h (x - 2) + g max(0, ceil(x / B) - 2)   for x crossings of all vehicles
    if m > V    at least  shared(m-V)  = 2 C + inside + max((q + 1) k + r h, k + (s - 1) h)  for s = m - V, s - 1 = q L + r

(C transit, h headway, g what an interval adds, B largest convoy, inside from the hub to a point, boarding and back, k
inspection, L lanes). Whatever *each* and *others* are, whole seconds with

    each m + others y <= the longer of these    for every m from 0 to 2 V and every y, x = m + y >= 2

a crossing of the kind costs *each* seconds and one of any other vehicle *others*: added over all cycles, no cycle is shorter
than that. For a fixed m the difference of both sides falls until the lane is as long as what is shared and grows from
there on, if *others* is at most h: so the few y of `corners` are enough.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

TRIED = 32
"""Costs of the others that are tried; any is true, and a coarser choice only weaker."""


class Cycle(NamedTuple):
    """What a cycle is made of; seconds, and whole vehicles."""

    vehicles: int
    """Vehicles of the kind."""
    transit_s: int
    headway_s: int
    gap_s: int
    """What the interval between two convoys adds to the headway."""
    largest: int
    """Vehicles in one convoy at most."""
    inside_s: int
    """From the hub to the nearest point, boarding, and back."""
    inspection_s: int
    """The shortest of the kind."""
    lanes: int
    """Inspection lanes."""

    def lane_s(self, crossings: int) -> int:
        """Return the least length of a cycle with so many crossings, at least one each way."""
        gaps = max(0, -(-crossings // self.largest) - 2)
        return 2 * self.transit_s + self.headway_s * (crossings - 2) + self.gap_s * gaps

    def shared_s(self, both: int) -> int:
        """Return the least length of a cycle in which so many vehicles come in and go out again, one at least."""
        rounds, late = divmod(both - 1, self.lanes)
        in_turn = (rounds + 1) * self.inspection_s + late * self.headway_s
        one_by_one = self.inspection_s + (both - 1) * self.headway_s
        return 2 * self.transit_s + self.inside_s + max(in_turn, one_by_one)


class Costs(NamedTuple):
    """What crossings cost at least, in whole seconds."""

    each_s: int
    """One of the kind."""
    others_s: int
    """One of any other vehicle; no more than one of the kind."""


def corners(cycle: Cycle) -> Iterator[tuple[int, int, int]]:
    """Yield the crossings of the kind, those of others, and the least length of a cycle, wherever that may bind."""
    for crossings in range(1, 2 * cycle.vehicles + 1):
        least = max(0, 2 - crossings)
        shared_s = cycle.shared_s(crossings - cycle.vehicles) if crossings > cycle.vehicles else 0
        yield crossings, least, max(shared_s, cycle.lane_s(crossings + least))
        if cycle.headway_s > 0 and shared_s > cycle.lane_s(crossings + least):
            most = (shared_s - 2 * cycle.transit_s) // cycle.headway_s + 2
            fit = bisect_right(range(crossings + least, most + 1), shared_s, key=cycle.lane_s) + least
            yield crossings, fit - 1, shared_s
            yield crossings, fit, cycle.lane_s(crossings + fit)


def cheapest(cycle: Cycle) -> Iterator[Costs]:
    """Yield, for costs of the others that may be claimed, the greatest one of the kind, where it is not less."""
    bends = list(corners(cycle))
    most_s = min(cycle.headway_s, cycle.transit_s)
    for others_s in range(0, most_s + 1, 1 + most_s // TRIED):
        each_s = min((length_s - others_s * others) // crossings for crossings, others, length_s in bends)
        if each_s < others_s:
            return
        yield Costs(each_s, others_s)


class Reckoning(NamedTuple):
    """A sum of crossings up to the last entry of all."""

    until_s: int
    """No plan has its last entry outward earlier."""
    first: int
    """Vehicles in the first opening, whose crossing is not in a cycle: as many as make the sum smallest."""
    costs: Costs
    crossings: tuple[int, int]
    """Of the kind, and of all others."""


class Turns:
    """The crossings of one kind of vehicle and of all others, from the first opening on."""

    def __init__(self, cycle: Cycle, others: int, entered_s: list[int]) -> None:
        """Begin with the earliest second at which one vehicle, two, and so on have entered outward; *others* are vehicles."""
        self.vehicles, self.others = cycle.vehicles, others
        self._costs = list(cheapest(cycle))
        self._begins = [self._begun(costs, entered_s) for costs in self._costs]

    def _begun(self, costs: Costs, entered_s: list[int]) -> list[tuple[int, int]]:
        """Return for n = 1, 2 and so on the least that a first opening of at most n vehicles adds, and how many it has then.

        Its own crossings are taken off, the dearer ones first.
        """
        begun = []
        for first, second in enumerate(entered_s, start=1):
            own = min(first, self.vehicles)
            begun.append((second - own * costs.each_s - (first - own) * costs.others_s, first))
        return list(accumulate(begun, min))

    def reckon(self, passages: int, other_passages: int) -> Reckoning:
        """Return the strongest sum for so many passages of the kind, more than it has vehicles, and so many of all others."""
        own = 2 * passages - self.vehicles
        others = other_passages + max(0, other_passages - self.others)
        most = self.vehicles + min(self.others, other_passages)
        sums = [
            (begins[most - 1][0] + own * costs.each_s + others * costs.others_s, costs, begins[most - 1][1])
            for costs, begins in zip(self._costs, self._begins, strict=True)
        ]
        until_s, costs, first = max(sums, key=lambda each: each[0])
        in_first = min(first, self.vehicles)
        return Reckoning(until_s, first, costs, (own - in_first, others - (first - in_first)))
