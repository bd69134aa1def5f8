"""The hybrid logical clock: it orders, whatever the clocks on the wall say."""

import random

from mamarr.logbook.clock import FURTHEST_MS, LARGEST_COUNT, Tick, clock_findings, received, ticked

TEN_YEARS = 10 * 365 * 86_400_000
NOW = 1_777_615_200_000


def test_a_clock_goes_with_the_wall() -> None:
    assert ticked(Tick(0, 0), NOW) == Tick(NOW, 0)


def test_a_dead_battery_does_not_turn_it_back() -> None:
    assert ticked(Tick(NOW, 3), 0) == Tick(NOW, 4)


def test_what_was_read_comes_before_what_is_written_even_from_ten_years_ahead() -> None:
    heard = Tick(NOW + TEN_YEARS, 5)
    assert ticked(received(Tick(NOW, 0), heard), NOW + 1) > heard


def test_nobody_brings_it_to_its_end() -> None:
    assert received(Tick(NOW, 0), Tick(2**53 - 1, LARGEST_COUNT)) == Tick(NOW, 0)
    assert ticked(Tick(FURTHEST_MS, LARGEST_COUNT), NOW) == Tick(FURTHEST_MS + 1, 0)
    assert ticked(Tick(NOW, 0), 2**60) == Tick(NOW, 1)


def test_it_never_stands_still() -> None:
    draw = random.Random(1)
    clock = Tick(0, 0)
    for _ in range(2_000):
        if draw.random() < 0.3:
            clock = received(clock, Tick(draw.randrange(NOW + TEN_YEARS), draw.randrange(9)))
        after = ticked(clock, draw.randrange(NOW * 2))
        assert after > clock
        clock = after


def test_a_clock_that_is_off_is_named_once_a_desk() -> None:
    ahead = [("a" * 16, number, NOW + TEN_YEARS + number) for number in range(3)]
    back = [("b" * 16, 1, NOW), ("b" * 16, 2, 0), ("b" * 16, 3, 1)]
    found = clock_findings([*ahead, *back, ("c" * 16, 1, NOW - TEN_YEARS)], NOW)
    assert [(finding.terms["name"], finding.terms["found"]) for finding in found] == [
        ("a" * 16, "3650 d"),
        ("b" * 16, "20574 d"),
    ]
    assert not clock_findings(ahead)
