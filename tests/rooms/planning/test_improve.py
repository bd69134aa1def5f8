"""A better timetable, found again with the same seed."""

from itertools import pairwise

import numpy as np
from alternating import eastern_aleppo

from mamarr.corridor.passage import measure
from mamarr.planning.construct import construct
from mamarr.planning.improve import improve, value_of

OBJECTIVE = ("people", "wounded", "curve")


def test_the_search_never_loses_what_it_was_given() -> None:
    corridor = eastern_aleppo()
    first = construct(corridor)
    better = improve(corridor, first, objective=OBJECTIVE, seconds=0, seed=1, iterations=2)
    assert better.value <= value_of(measure(corridor, first), OBJECTIVE)
    assert better.value == value_of(measure(corridor, better.decision), OBJECTIVE)


def test_the_same_rounds_give_the_same_answer_on_one_thread_and_on_two() -> None:
    corridor = eastern_aleppo()
    first = construct(corridor)
    one, two = (
        improve(corridor, first, objective=OBJECTIVE, seconds=0, seed=7, iterations=3, threads=threads)
        for threads in (1, 2)
    )
    assert one.value == two.value
    assert one.iterations == two.iterations == 3
    assert all(np.array_equal(a, b) for a, b in zip(one.passage, two.passage, strict=True))


def test_each_value_told_to_a_watcher_is_better_than_the_one_before() -> None:
    told: list[tuple[int, ...]] = []
    corridor = eastern_aleppo()
    found = improve(
        corridor, construct(corridor), objective=OBJECTIVE, seconds=0, seed=3, iterations=3, watch=told.append
    )
    assert told
    assert all(after < before for before, after in pairwise(told))
    assert told[-1] == found.value


def test_a_search_told_to_stop_keeps_the_first_timetable() -> None:
    corridor = eastern_aleppo()
    first = construct(corridor)
    stopped = improve(corridor, first, objective=OBJECTIVE, seconds=60, seed=1, stop=lambda: True)
    assert stopped.iterations == 0
    assert stopped.value == value_of(measure(corridor, first), OBJECTIVE)
