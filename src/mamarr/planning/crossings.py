"""Crossings: what one crossing of a lane costs that carries one direction at a time. Taken from the scenario, by the judge alone.

Letters as in the derivation: C transit; h headway; g gap; B largest convoy; L inspection lanes; k, k' inspections; V vehicles of the
kind; F all vehicles; e seconds of a crossing of the kind; o of any other.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from mamarr.planning.collation import Sum
from mamarr.planning.timetable import Term
from mamarr.planning.yardstick import Load, Yardstick, fullest

MOST = 2000
"""Vehicles up to which crossings are counted one by one."""
STEPS = 32
"""Costs of others that are tried between none and the greatest."""


@dataclass(frozen=True)
class Kind:
    """The crossings of one kind of people, scarce or not."""

    yardstick: Yardstick
    name: str

    @property
    def vehicles(self) -> int:
        """V: how many vehicles carry the kind."""
        return self.yardstick.count_of(self.name)

    @property
    def all_vehicles(self) -> int:
        """F: how many vehicles there are."""
        return sum(vehicle.count for vehicle in self.yardstick.usable)

    @property
    def loads(self) -> list[Load]:
        """The loads of the kind."""
        return [load for load in self.yardstick.loads if load.kind == self.name]

    def lane_s(self, crossings: int) -> int:
        """Return how long the lane takes for so many crossings, of both directions, from one last entry outward to the next."""
        y = self.yardstick
        return 2 * y.transit_s + y.headway_s * (crossings - 2) + y.gap_s * max(0, y.convoys(crossings) - 2)

    def shared_s(self, twice: int) -> int:
        """Return how long it takes until so many vehicles, that come in and go out again, are inspected; 0 for none."""
        if twice <= 0:
            return 0
        y = self.yardstick
        each = y.inspection_for(self.name)
        before, rest = divmod(twice - 1, y.lanes or twice)
        last = max((before + 1) * each + rest * y.headway_s, each + (twice - 1) * y.headway_s)
        return 2 * y.transit_s + y.inner_s + last

    def costs(self) -> Iterator[tuple[int, int]]:
        """Yield (e, o), o rising: the greatest e that is true with it."""
        most = min(self.yardstick.headway_s, self.yardstick.transit_s)
        tight = [(c, y, s) for c in range(1, 2 * self.vehicles + 1) for y, s in self._tight(c)]
        for other in range(0, most + 1, 1 + most // STEPS):
            each = min((takes - other * y) // c for c, y, takes in tight)
            if each >= other:
                yield each, other

    def _tight(self, own: int) -> Iterator[tuple[int, int]]:
        """Yield (crossings of others, seconds of the cycle) where the others cost the most beside *own* crossings.

        A cycle has two crossings. While the turn inside lasts longer, others cross for nothing; later each takes a headway.
        """
        shared, least = self.shared_s(own - self.vehicles), max(0, 2 - own)
        yield least, max(self.lane_s(own + least), shared)
        if self.lane_s(own + least) < shared and self.yardstick.headway_s > 0:
            many = range(least, least + shared)  # of so many each is a second behind the other at least
            longer = least + bisect_right(many, shared, key=lambda others: self.lane_s(own + others))
            yield longer - 1, shared
            yield longer, self.lane_s(own + longer)

    def last_entry(self, passages: int, all_passages: int, costs: tuple[int, int]) -> tuple[int, tuple[Term, ...]]:
        """Return the least second of the last entry, and its terms, for so many passages of the kind and in all."""
        first = self._first_opening(passages, all_passages, costs)
        own = min(first, self.vehicles)
        others = all_passages - passages
        returns = max(0, others - (self.all_vehicles - self.vehicles))
        terms = (
            *self._enters(first),
            Term(code="crossings", count=2 * passages - self.vehicles - own, each_s=costs[0], of=self.name),
            Term(code="crossings-others", count=others + returns - (first - own), each_s=costs[1]),
        )
        return sum(term.amount for term in terms), terms

    def _first_opening(self, passages: int, all_passages: int, costs: tuple[int, int]) -> int:
        """Return how many vehicles go out in the first opening where the sum is least."""
        most = self.vehicles + min(self.all_vehicles - self.vehicles, all_passages - passages)

        def begins_s(first: int) -> int:
            own = min(first, self.vehicles)
            return max(self._inspected_s(first), self._entered_s(first)) - costs[0] * own - costs[1] * (first - own)

        return min(range(1, most + 1), key=begins_s)

    def _services(self, vehicles: int) -> int:
        return -(-vehicles // (self.yardstick.lanes or vehicles))

    def _inspected_s(self, vehicles: int) -> int:
        return self.yardstick.first_s + self._services(vehicles) * self.yardstick.inspection_s

    def _entered_s(self, vehicles: int) -> int:
        y = self.yardstick
        return y.enter_s + (vehicles - 1) * y.headway_s + (y.convoys(vehicles) - 1) * y.gap_s

    def _enters(self, vehicles: int) -> Iterator[Term]:
        """The last of so many vehicles, that go out first, enters the lane."""
        y = self.yardstick
        yield Term(code="first-arrival", s=y.first_s)
        if self._inspected_s(vehicles) >= self._entered_s(vehicles):
            yield Term(code="services", count=self._services(vehicles), each_s=y.inspection_s)
            return
        yield Term(code="inspection", s=y.inspection_s)
        if y.enter_s > y.first_s + y.inspection_s:
            yield Term(code="wait-for-pause", s=y.enter_s - y.first_s - y.inspection_s)
        yield Term(code="headways", count=vehicles - 1, each_s=y.headway_s)
        yield Term(code="convoy-gaps", count=y.convoys(vehicles) - 1, each_s=y.gap_s)


class Crossings:
    """The sums of crossings of a scenario, for any number of people."""

    def __init__(self, yardstick: Yardstick) -> None:
        self.yardstick = yardstick
        kinds = [Kind(yardstick, name) for name in yardstick.kinds] if _is_here(yardstick) else []
        self._costs = [(kind, pair) for kind in kinds for pair in kind.costs()]

    def entries(self, people: int) -> Iterator[tuple[int, tuple[Term, ...]]]:
        """Yield the last entry of each kind of which some vehicle has to pass again, and its terms."""
        y = self.yardstick
        for kind, costs in self._costs:
            passages = y.passages_of(kind.name, people)
            if passages > kind.vehicles:
                yield kind.last_entry(passages, y.passages(people), costs)

    def too_late(self, people: int, last_s: int) -> list[Kind]:
        """Return the kinds of which somebody enters after *last_s* where *people* come out."""
        y, found = self.yardstick, list[Kind]()
        for kind, costs in self._costs:
            passages = y.passages_of(kind.name, people)
            is_met = kind in found or passages <= kind.vehicles
            if not is_met and kind.last_entry(passages, y.passages(people), costs)[0] > last_s:
                found.append(kind)
        return found

    def most(self, last_s: int) -> int:
        """Return the most people of whom everybody enters by *last_s*: more people never enter sooner."""
        everybody = range(self.yardstick.carriable())
        return bisect_right(everybody, False, key=lambda before: bool(self.too_late(before + 1, last_s)))


def _is_here(y: Yardstick) -> bool:
    """Whether the lane carries one direction at a time, and vehicles are few enough to count."""
    return y.is_alternating and sum(v.count for v in y.usable) <= MOST


def clearance(y: Yardstick, people: int) -> Iterator[Sum]:
    """Every crossing of a scarce vehicle costs so much, and every other one so much."""
    entries = list(Crossings(y).entries(people))
    if entries:
        _, terms = max(entries, key=lambda entry: entry[0])
        yield (y.hub, y.lane.id), (*terms, Term(code="transit", s=y.transit_s), Term(code="alighting", s=y.alighting_s))


def people(y: Yardstick, _: int) -> Iterator[Sum]:
    """One person more would be one passage more, and that enters too late."""
    if y.pause is None:
        return
    last_s, crossings = y.pause.last_s - y.transit_s, Crossings(y)
    most = crossings.most(last_s)
    if most == y.carriable():
        return
    places = (y.hub, y.lane.id)
    for kind in crossings.too_late(most + 1, last_s):
        passages = y.passages_of(kind.name, most)
        if y.passages_of(kind.name, most + 1) > passages:
            terms = [Term(code="passages", count=passages, of=kind.name), *_loads(kind.loads, passages, kind.name)]
            others = [load for load in y.loads if load.kind != kind.name]
            terms += _loads(others, sum(load.count for load in others))
            yield places, tuple(terms)
    passages = y.passages(most)
    if y.passages(most + 1) > passages:
        yield places, (Term(code="passages", count=passages), *_loads(y.loads, passages))


def _loads(loads: list[Load], passages: int, of: str | None = None) -> list[Term]:
    return [Term(code="loads", count=count, each=each, of=of) for each, count in fullest(loads, passages)]
