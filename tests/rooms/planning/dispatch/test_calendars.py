"""What is booked: bays, hours, releases, links and spans."""

import random

from mamarr.planning.dispatch.shelves import Shelf
from mamarr.planning.dispatch.spans import NEVER, Gaps, Spans
from mamarr.planning.dispatch.tallies import Hourly, Releases, Steps
from mamarr.scenario.agreements import Elsewhere, Link, Release


def test_a_bay_is_free_at_the_second_at_which_somebody_leaves() -> None:
    shelf = Shelf(1)
    shelf.add(10, 20, 1)
    assert shelf.earliest(0, 10, 1) == 0
    assert shelf.earliest(0, 11, 1) == 20


def test_a_shelf_is_as_it_was_when_everything_is_given_back() -> None:
    shelf, dice = Shelf(5), random.Random(1)
    booked = [(begin, begin + dice.randint(0, 30), dice.randint(0, 3)) for begin in dice.choices(range(200), k=50)]
    for each in booked:
        shelf.add(*each)
    for each in dice.sample(booked, len(booked)):
        shelf.remove(*each)
    assert shelf.is_empty(-1000, 1000)
    assert shelf.earliest(0, 10**6, 5) == 0


def test_a_shelf_finds_what_counting_second_by_second_finds() -> None:
    dice = random.Random(2)
    for _ in range(100):
        shelf, taken = Shelf(3), [0] * 200
        for _ in range(12):
            begin, lasts, amount = dice.randint(0, 90), dice.randint(1, 12), dice.randint(1, 2)
            begin = shelf.earliest(begin, lasts, amount)
            shelf.add(begin, begin + lasts, amount)
            for second in range(begin, begin + lasts):
                taken[second] += amount
        assert max(taken) <= 3
        lasts = dice.randint(1, 12)
        by_hand = next(t for t in range(200) if max(taken[t : t + lasts]) <= 1)
        assert shelf.earliest(0, lasts, 2) == by_hand


def test_an_hour_holds_no_more_than_its_capacity_wherever_it_begins() -> None:
    dice = random.Random(3)
    for _ in range(50):
        hourly, booked = Hourly(7), []
        for _ in range(12):
            amount = dice.randint(1, 4)
            second = hourly.earliest(dice.randint(0, 9000), amount)
            hourly.add(second, amount)
            booked.append((second, amount))
        assert all(sum(n for at, n in booked if first <= at < first + 3600) <= 7 for first, _ in booked)


def test_an_hour_is_free_again_a_whole_hour_later() -> None:
    hourly = Hourly(1)
    hourly.add(100, 1)
    assert hourly.earliest(100, 1) == 3700
    assert hourly.earliest(0, 2) == NEVER


def test_what_a_release_leaves_unused_lapses() -> None:
    releases = Releases(Release(vehicles=2, first_s=50, every_s=100))
    assert releases.earliest(0, 9) == 50
    for _ in range(2):
        releases.add(160, 9)
    assert releases.earliest(150, 9) == 250
    assert releases.earliest(149, 9) == 149


def test_a_release_counts_persons_where_it_says_so() -> None:
    releases = Releases(Release(persons=10, every_s=100))
    releases.add(0, 6)
    assert releases.earliest(0, 4) == 0
    assert releases.earliest(0, 5) == 100
    assert releases.earliest(0, 11) == NEVER


def test_a_step_opens_when_enough_others_are_received_and_stays_within_it() -> None:
    steps = Steps(Link(id="l", these=("a",), step=10, others_step=5, elsewhere=(Elsewhere(at_s=100, persons=5),)))
    assert steps.earliest(0, 10) == 100
    steps.boardings.add(300, 6)
    assert steps.earliest(0, 4) == 100
    assert steps.earliest(0, 5) == NEVER
    steps.receptions.add(200, 5)
    assert steps.earliest(0, 5) == 100
    assert steps.earliest(0, 11) == 200


def test_a_stay_lies_within_one_span() -> None:
    spans = Spans(((0, 100), (200, 260)))
    assert spans.earliest(0, 100) == 0
    assert spans.earliest(1, 100) == NEVER
    assert spans.earliest(41, 60) == 200
    assert spans.arrival_for(50, 220) == 200


def test_a_gap_is_touched_but_not_crossed() -> None:
    gaps = Gaps(((10, 20),))
    assert gaps.pushed(5, 10) == 5
    assert gaps.pushed(5, 11) == 20
    assert gaps.pushed(20, 30) == 20
