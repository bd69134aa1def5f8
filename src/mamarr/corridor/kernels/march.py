"""When may the next vehicle enter the lane? Headways, convoys, one direction at a time."""

from mamarr.corridor.kernels.compiled import lean
from mamarr.corridor.kernels.log import (
    ALTERNATING,
    CLEAR,
    HEADWAY,
    INTERVAL,
    LARGEST,
    LAST,
    OPENS,
    RUN,
    Ints,
)


@lean
def earliest_entry(rules: Ints, marks: Ints, way: int) -> int:
    """Return the first second at which a vehicle that is ready may enter in direction *way* (0 outward, 1 inward)."""
    state = marks.shape[0] - 2 + way
    step = rules[HEADWAY]
    if marks[state, RUN] >= rules[LARGEST]:
        step = max(step, rules[INTERVAL])
    return max(marks[state, LAST] + step, marks[state, CLEAR], rules[OPENS])


@lean
def enter(rules: Ints, marks: Ints, way: int, entry: int, leaves: int) -> None:
    """Note that a vehicle enters at *entry* and *leaves*, and what this means for both directions."""
    state = marks.shape[0] - 2 + way
    if entry - marks[state, LAST] < rules[INTERVAL]:
        marks[state, RUN] += 1
    else:
        marks[state, RUN] = 1
    marks[state, LAST] = entry
    if rules[ALTERNATING]:
        other = marks.shape[0] - 1 - way
        marks[other, CLEAR] = max(marks[other, CLEAR], leaves)
