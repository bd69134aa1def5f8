"""What crossings cost: the claim for every mixture of crossings, and the sums of the reference case by hand."""

import heapq
import random

import pytest
from turns import draw_turns

import mamarr
from mamarr import Change, Scenario
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.cycles import Cycle, Turns, cheapest
from mamarr.planning.pencil import Pencil
from mamarr.planning.timetable import Bound
from mamarr.scenario import shape
from mamarr.scenario.quantities import UNLIMITED

ALEPPO = Cycle(vehicles=20, transit_s=900, headway_s=30, gap_s=150, largest=20, inside_s=780, inspection_s=240, lanes=2)


def draw_cycle(rng: random.Random) -> Cycle:
    return Cycle(
        vehicles=rng.choice((1, 1, 2, 3, 5, 9)),
        transit_s=rng.choice((0, 1, 5, 40, 200)),
        headway_s=rng.choice((0, 1, 2, 7, 30, 90)),
        gap_s=rng.choice((0, 0, 3, 50)),
        largest=rng.choice((1, 2, 3, 20, UNLIMITED)),
        inside_s=rng.choice((0, 3, 100)),
        inspection_s=rng.choice((0, 1, 20, 240)),
        lanes=rng.choice((1, 2, 3, UNLIMITED)),
    )


def inspected_s(cycle: Cycle, both: int) -> int:
    """When the last of those who come in a headway apart is inspected, one lane after the other, from the first arrival on."""
    lanes = [0] * min(both, cycle.lanes)
    ends = 0
    for number in range(both):
        ends = max(heapq.heappop(lanes), number * cycle.headway_s) + cycle.inspection_s
        heapq.heappush(lanes, ends)
    return ends


def spaced_s(cycle: Cycle, entries: int) -> int:
    """From the first to the last entry in one direction: a headway after each, an interval after each full convoy."""
    return sum(cycle.headway_s + cycle.gap_s * (number % cycle.largest == 0) for number in range(1, entries))


def shortest_s(cycle: Cycle, crossings: int, others: int) -> int:
    """The least length of a cycle over all ways to share its crossings among both directions."""
    every = crossings + others
    lane = 2 * cycle.transit_s + min(spaced_s(cycle, out) + spaced_s(cycle, every - out) for out in range(1, every))
    both = crossings - cycle.vehicles
    shared = 2 * cycle.transit_s + cycle.inside_s + inspected_s(cycle, both) if both > 0 else 0
    return max(lane, shared)


def test_no_mixture_of_crossings_makes_a_cycle_cheaper_than_claimed() -> None:
    rng, tight = random.Random(71), 0
    for _ in range(60):
        cycle = draw_cycle(rng)
        mixtures = [
            (crossings, others, shortest_s(cycle, crossings, others))
            for crossings in range(2 * cycle.vehicles + 1)
            for others in range(40)
            if crossings + others >= 2
        ]
        claims = list(cheapest(cycle))
        assert claims[0].others_s == 0
        for each_s, others_s in claims:
            assert others_s <= min(each_s, cycle.headway_s)  # so that more others never make up for a longer cycle
            assert all(each_s * m + others_s * y <= length for m, y, length in mixtures), (cycle, each_s, others_s)
            tight += any((each_s + 1) * m + others_s * y > length for m, y, length in mixtures)
        assert len(claims) > 0
    assert tight > 60


def test_a_cycle_is_as_long_as_counting_gives() -> None:
    rng = random.Random(72)
    for _ in range(200):
        cycle = draw_cycle(rng)
        for both in range(1, cycle.vehicles + 1):
            counted = 2 * cycle.transit_s + cycle.inside_s + inspected_s(cycle, both)
            assert cycle.shared_s(both) == counted, (cycle, both)
        for crossings in range(2, 30):
            assert cycle.lane_s(crossings) <= shortest_s(cycle._replace(vehicles=crossings), 0, crossings)


def test_the_cycles_of_the_reference_case() -> None:
    """All 20 ambulances: 30 + 13 + 10 x 4 + 0.5 = 83.5 minutes, in which 94 vehicles can cross: 30 + 92 x 0.5 + 3 x 2.5 = 83.5.

    20 crossings of ambulances without any in both directions: 30 + 18 x 0.5 = 39, so at most 117 seconds each;
    what is left of 83.5 minutes, 5,010 - 40 x 117 = 330 seconds, is shared by 54 others: 6 each.
    """
    assert ALEPPO.shared_s(20) == 5010 == ALEPPO.lane_s(94) < ALEPPO.lane_s(95)
    assert ALEPPO.lane_s(20) == 39 * 60 == 20 * 117
    assert (117, 6) in list(cheapest(ALEPPO))


def pace(scenario: Scenario, people: int) -> dict[str, Bound]:
    return {
        bound.kind: bound
        for bound in hand_bounds(scenario, people)
        if bound.kind.startswith("pace") and bound.of != "complete_s"
    }


def test_the_crossings_of_the_reference_case_take_802_minutes(aleppo: Scenario) -> None:
    """200 passages and 180 ways back of ambulances, 4 of them in the first opening; 155 and 95 of buses.

    13 + 8 + 376 x 117 s + 250 x 6 s + 15 + 8 minutes.
    """
    assert pace(aleppo, 8000)["pace"].value == (13 + 8 + 15 + 8) * 60 + 376 * 117 + 250 * 6 == 48132


def test_at_most_7960_people_can_be_out_by_the_end_of_the_pause(aleppo: Scenario) -> None:
    """With 180 ambulances 13 + 8 + (2 x 180 - 20 - 4) x 117 s + 250 x 6 s + 15 = 716.2 minutes; one more: 720.1."""
    bound = pace(aleppo, 7950)["pace-people"]
    assert (bound.value, bound.terms[0].count) == (7600 + 360, 180)
    latest = [pace(aleppo, people)["pace"].value - 480 for people in (7960, 7961)]
    assert latest == [36 * 60 + 336 * 117 + 1500, 36 * 60 + 338 * 117 + 1500]
    assert latest[0] <= 720 * 60 < latest[1]


def test_the_sum_is_left_out_where_it_says_nothing(aleppo: Scenario) -> None:
    """No vehicle has to pass twice; the lane is open both ways."""
    assert "pace" not in pace(aleppo, 400)
    both_ways = aleppo.replace(
        legs=tuple(leg.replace(traffic="both") if leg.traffic == "alternating" else leg for leg in aleppo.legs)
    )
    assert not shape.beyond(both_ways)
    assert not pace(both_ways, 8000)
    assert "pace-people" not in pace(mamarr.change(aleppo, [Change.read("day.closes=24:00")]), 8000)


@pytest.mark.parametrize("seed", range(12))
def test_more_means_never_make_the_sum_stronger_nor_fewer_people(seed: int) -> None:
    rng = random.Random(seed)
    met = 0
    for _ in range(10):
        scenario = draw_turns(rng)
        total = Pencil(scenario).carriable
        values = [_least(scenario, people) for people in range(0, total + 1, 1 + total // 40)]
        assert values == sorted(values)
        for k in range(len(scenario.fleet)):
            last = None
            for more in range(4):
                fleet = [each.replace(count=each.count + more * (n == k)) for n, each in enumerate(scenario.fleet)]
                now = _least(scenario.replace(fleet=tuple(fleet)), total)
                assert last is None or now <= last, scenario
                met += last is not None and now < last
                last = now
    assert met > 0


def _least(scenario: Scenario, people: int) -> int:
    """The sum itself; where it is not made, the least that everything is."""
    return next((b.value for b in hand_bounds(scenario, people) if b.kind == "pace" and b.of == "clearance_s"), 0)


def test_the_first_opening_has_as_many_as_make_the_sum_smallest() -> None:
    rng = random.Random(73)
    for _ in range(50):
        cycle, others = draw_cycle(rng), rng.randint(0, 6)
        entered = sorted(rng.randint(0, 500) for _ in range(cycle.vehicles + others))
        passages, other_passages = cycle.vehicles + rng.randint(1, 9), rng.randint(0, 9)
        found = Turns(cycle, others, entered).reckon(passages, other_passages)
        plain = max(
            min(
                entered[own + rest - 1]
                + each_s * (2 * passages - cycle.vehicles - own)
                + others_s * (other_passages - rest + max(0, other_passages - others))
                for own in range(cycle.vehicles + 1)
                for rest in range(min(others, other_passages) + 1)
                if own + rest
            )
            for each_s, others_s in cheapest(cycle)
        )
        assert found.until_s == plain
