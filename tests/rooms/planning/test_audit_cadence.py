"""How uses of a narrow place follow each other, counted one by one and not by a formula.

Each twin lays the uses out as the page *Bounds of every shape* tells it: when the n-th is made, or its service over.
"""

from collections.abc import Sequence
from itertools import product

import pytest

from mamarr.planning.cadence import Batches, Cadence, Convoys, Services, Turns, fits, last_use
from mamarr.planning.timetable import Term

FEW = 9
"""Uses that are laid out."""


def served(lanes: int, each_s: int) -> list[int]:
    """When services end: whoever is next goes to the lane that is free first."""
    free = [0] * lanes
    ends = []
    for _ in range(FEW):
        free.sort()
        free[0] += each_s
        ends.append(free[0])
    return sorted(ends)


def let_go(batch: int, each_s: int) -> list[int]:
    """When so many at a time are let go, the first at once."""
    return [step * each_s for step in range(FEW) for _ in range(batch)][:FEW]


def entered(lanes: int, headway_s: int, gap_s: int, largest: int) -> list[int]:
    """When vehicles enter side by side on *lanes*: a headway behind the one before, after a full convoy a gap more."""
    second, seconds = 0, list[int]()
    for row in range(1, FEW + 1):
        seconds += [second] * lanes
        second += headway_s + (gap_s if row % largest == 0 else 0)
    return seconds[:FEW]


CADENCES = [
    *((Services(lanes, each), served(lanes, each)) for lanes, each in product((1, 2, 3), (1, 4, 7))),
    *((Batches(batch, each), let_go(batch, each)) for batch, each in product((1, 2, 4), (1, 3, 10))),
    *((Convoys(*four), entered(*four)) for four in product((1, 2), (0, 2, 5), (0, 1, 4), (1, 2, 3))),
]


@pytest.mark.parametrize(("cadence", "seconds"), CADENCES)
def test_the_nth_use_is_made_when_counting_says(cadence: Cadence, seconds: list[int]) -> None:
    assert [cadence.after_s(uses) for uses in range(1, FEW + 1)] == seconds
    for uses, second in enumerate(seconds, 1):
        assert sum(term.amount for term in cadence.terms(uses)) == second


@pytest.mark.parametrize(("cadence", "seconds"), CADENCES)
def test_as_many_fit_as_are_made_in_time(cadence: Cadence, seconds: list[int]) -> None:
    for length, most in product(range(max(seconds)), (0, 1, 2, 5, FEW)):
        assert cadence.fit(length, most) == sum(second <= length for second in seconds[:most])


def test_the_terms_of_a_cadence_name_what_they_count() -> None:
    assert Services(2, 30).terms(5) == [Term(code="services", count=3, each_s=30)]
    assert Batches(2, 600).terms(5) == [Term(code="steps", count=2, each_s=600)]
    assert Convoys(2, 30, 70, 2).terms(5) == [
        Term(code="steps", count=2, each_s=30),
        Term(code="convoy-gaps", count=1, each_s=70),
    ]


# Turns: 2 (R - 1) transits, then on the way out n entries less one in each opening, on the way back those that came back less one in
# each opening inward; the same for convoys. (Written from the page, with R given.)


def turned(turns: Turns, uses: int) -> list[tuple[str, int, int]]:
    openings = next(r for r in range(1, uses + 1) if r * turns.vehicles >= uses)
    openings = max(openings, min(turns.least, uses))
    back = uses - turns.vehicles if uses > turns.vehicles else 0
    convoys = [next(c for c in range(uses + 1) if c * turns.largest >= entries) for entries in (uses, back)]
    counts = [2 * openings - 2, uses - openings, convoys[0] - openings, back - openings + 1, convoys[1] - openings + 1]
    seconds = [turns.transit_s, turns.headway_s, turns.gap_s, turns.headway_s, turns.gap_s]
    names = ["transits", "headways-out", "gaps-out", "headways-back", "gaps-back"]
    return [(name, max(0, count), second) for name, count, second in zip(names, counts, seconds, strict=True)]


TURNS = [Turns(v, 50, 10, 7, largest, least) for v, largest, least in product((1, 2, 3, 5), (1, 2, 3, 9), (1, 2, 4))]


@pytest.mark.parametrize("turns", TURNS)
def test_a_lane_turns_as_the_page_says(turns: Turns) -> None:
    seconds = []
    for uses in range(1, FEW + 1):
        wanted = turned(turns, uses)
        assert [(term.code, term.count, term.each_s) for term in turns.terms(uses)] == wanted
        seconds.append(sum(count * second for _, count, second in wanted))
        assert turns.after_s(uses) == seconds[-1]
    for most in (0, 1, 4, FEW):
        for length in {0, *seconds, *(second - 1 for second in seconds[1:])}:
            assert turns.fit(length, most) == sum(second <= length for second in seconds[:most])


def test_a_lane_opens_at_least_once_and_no_oftener_than_somebody_enters() -> None:
    """Two vehicles: one opening is enough for them, unless more are needed anyway."""
    assert [Turns(2, 50, 0, 0, 9).after_s(uses) for uses in (1, 2, 3)] == [0, 0, 100]
    assert [Turns(2, 50, 0, 0, 9, 3).after_s(uses) for uses in (1, 2, 3)] == [0, 100, 200]


def laid_out(seconds: list[int], stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(stretch, number in it) of every use that fits."""
    return [
        (number, use)
        for number, (first, last) in enumerate(stretches)
        for use in range(1, sum(second <= last - first for second in seconds) + 1)
    ]


STRETCHES: list[tuple[tuple[int, int], ...]] = [
    (),
    ((5, 5),),
    ((5, 12),),
    ((0, 3), (4, 4), (10, 22)),
    ((2, 2), (3, 30)),
]


@pytest.mark.parametrize("stretches", STRETCHES)
@pytest.mark.parametrize(("cadence", "seconds"), CADENCES[::4])
def test_stretches_are_filled_in_order(
    cadence: Cadence, seconds: list[int], stretches: tuple[tuple[int, int], ...]
) -> None:
    uses = laid_out(seconds, stretches)[:FEW]
    for count in range(1, len(uses) + 1):
        assert last_use(cadence, stretches, count) == uses[count - 1]
        assert fits(cadence, stretches, count) == count
    if len(uses) < FEW:
        assert last_use(cadence, stretches, len(uses) + 1) is None
        assert fits(cadence, stretches, FEW) == len(uses)
