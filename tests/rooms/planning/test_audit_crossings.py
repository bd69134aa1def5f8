"""What a crossing costs, from its page (*How the bound is proved*), with every cycle and every first opening tried.

Letters are those of the page: C transit; h headway; g gap; B largest convoy; L lanes; k, k' inspections; V, F vehicles; n, m passages.
"""

import random
from itertools import product
from math import ceil

import pytest
from turns import draw_turns

from mamarr.planning.crossings import Crossings, Kind, people
from mamarr.planning.yardstick import Yardstick

SEEDS = range(40)


def drawn(seed: int) -> Yardstick:
    rng = random.Random(f"crossings {seed}")
    return Yardstick(draw_turns(rng, vehicles=rng.choice((1, 2, 3, 6)), trips=rng.choice((4, 9))))


def kinds(y: Yardstick) -> list[Kind]:
    return [Kind(y, name) for name in y.kinds]


def convoys(y: Yardstick, entries: int) -> int:
    return ceil(entries / y.largest) if y.largest else min(1, entries)


def lane(y: Yardstick, x: int) -> int:
    return 2 * y.transit_s + y.headway_s * (x - 2) + y.gap_s * max(0, convoys(y, x) - 2)


def shared(y: Yardstick, kind: Kind, s: int) -> int:
    """Of *s* that come h apart the j-th is inspected k behind the (j - L)-th, or behind its own coming."""
    if s <= 0:
        return 0
    k = min(y.inspection_of(vehicle) for vehicle in y.vehicles_of(kind.name))
    ends: list[int] = []
    for j in range(s):
        free = ends[j - y.lanes] if y.lanes and j >= y.lanes else 0
        ends.append(max(j * y.headway_s, free) + k)
    return 2 * y.transit_s + y.inner_s + ends[-1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cycle_lasts_as_long_as_its_lane_and_those_who_share_two_openings(seed: int) -> None:
    y = drawn(seed)
    for kind in kinds(y):
        assert kind.all_vehicles == sum(vehicle.count for vehicle in y.scenario.fleet)
        assert [kind.lane_s(x) for x in range(2, 20)] == [lane(y, x) for x in range(2, 20)]
        assert [kind.shared_s(s) for s in range(14)] == [shared(y, kind, s) for s in range(14)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_greatest_cost_of_a_crossing_is_that_of_all_cycles_tried(seed: int) -> None:
    y = drawn(seed)
    if seed % 4 == 0:  # one second more or less between two vehicles changes how many costs are tried
        y.headway_s, y.transit_s = 31 + seed // 4 % 3, 100
    for kind in kinds(y):
        most = min(y.headway_s, y.transit_s)
        cycles = []
        for c in range(1, 2 * kind.vehicles + 1):
            turn = shared(y, kind, c - kind.vehicles)
            others = range(max(0, 2 - c), max(0, 2 - c) + (turn // y.headway_s + 3 if y.headway_s else 2))
            cycles += [(c, x, max(lane(y, c + x), turn)) for x in others]
        wanted = []
        for other in range(0, most + 1, 1 + most // 32):
            each = min((lasts - other * x) // c for c, x, lasts in cycles)
            if each >= other:
                wanted.append((each, other))
        assert list(kind.costs()) == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_opening_is_that_of_the_least_sum(seed: int) -> None:
    y = drawn(seed)
    for kind in kinds(y):
        v, f, k = kind.vehicles, kind.all_vehicles, y.inspection_s
        for n, more, (e, o) in product(
            (v + 1, 2 * v + 3), (0, 1, f - v, f - v + 2), ((100, 0), (100, 7), (3, 2), (0, 0))
        ):
            others, sums = max(0, more), []
            for j in range(1, v + min(f - v, others) + 1):
                a, b = min(j, v), max(0, j - v)
                inspected = y.first_s + (ceil(j / y.lanes) if y.lanes else 1) * k
                entered = y.enter_s + (j - 1) * y.headway_s + (convoys(y, j) - 1) * y.gap_s
                twice = others + max(0, others - (f - v))
                sums.append((max(inspected, entered) + e * (2 * n - v - a) + o * (twice - b), j, inspected >= entered))
            least, j, by_services = min(sums, key=lambda each: each[:2])
            second, terms = kind.last_entry(n, n + others, (e, o))
            assert second == least == sum(term.amount for term in terms)
            codes = {term.code: term.count for term in terms}
            assert codes["crossings"] == 2 * n - v - min(j, v)
            assert ("services" in codes) == by_services
            assert codes.get("headways", j - 1) == j - 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_most_people_are_those_that_counting_gives(seed: int) -> None:
    y = drawn(seed)
    crossings, everybody = Crossings(y), y.carriable()
    for last_s in (0, 500, 2000, 5000, 20000, 10**9):
        late = [bool(crossings.too_late(number, last_s)) for number in range(1, everybody + 1)]
        assert crossings.most(last_s) == (late.index(True) if True in late else everybody)


TELLING = (2, 62, 110)
"""Here somebody else than those who need a passage more is too late."""


@pytest.mark.parametrize("seed", [0, 1, *TELLING])
def test_one_person_more_is_one_passage_more_that_is_too_late(seed: int) -> None:
    y = drawn(seed)
    opens = y.pause.opens_s if y.pause else 0
    everybody = range(1, y.carriable() + 1, 1 if seed in TELLING else 5)
    for last_s in sorted({second - 1 for number in everybody for second, _ in Crossings(y).entries(number)}):
        y.pause = y.scenario.pauses[0].replace(opens_s=opens, closes_s=last_s + y.transit_s, margin_s=0)
        crossings = Crossings(y)
        numbers = range(1, y.carriable() + 1)
        late = next((number for number in numbers if crossings.too_late(number, last_s)), None)
        wanted = set()
        for kind in crossings.too_late(late, last_s) if late else ():
            counts = [y.passages_of(kind.name, number) for number in (late - 1, late)] if late else []
            wanted |= {(counts[0], kind.name)} if counts[0] < counts[1] else set()
        if late and y.passages(late - 1) < y.passages(late):
            wanted.add((y.passages(late - 1), None))
        found = list(people(y, 1))
        assert {(terms[0].count, terms[0].of) for _, terms in found} == wanted
        assert all(sum(term.amount for term in terms) == late - 1 for _, terms in found if late)


def test_where_no_pause_ends_nobody_is_too_late() -> None:
    y = drawn(0)
    y.pause = None
    assert list(people(y, 1)) == []
