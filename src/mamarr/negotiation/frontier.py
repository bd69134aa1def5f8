"""What must be given up for what: combinations that no other beats both in cost and in what they bring."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from mamarr.negotiation.asks import Combination, Frontier

Gain = Literal["people", "time", "chance"]


def frontier(combinations: Sequence[Combination]) -> tuple[Frontier, ...]:
    """Return the frontier in people out, in the time in which everybody could be out, and in the chance, the cheapest first."""
    found: list[Frontier] = []
    for gain, worth in _WORTHS.items():
        known = [(each, value) for each in combinations if (value := worth(each)) is not None]
        found += [_point(each, gain) for each in undominated(known)]
    return tuple(found)


def undominated(known: Iterable[tuple[Combination, float]]) -> list[Combination]:
    """Return those than which no other costs as little and is worth as much; of equals the one with fewest asks.

    Worth is better when larger.
    """
    best: float | None = None
    found = []
    for each, value in sorted(known, key=lambda pair: (pair[0].cost, -pair[1], len(pair[0].asks))):
        if best is None or value > best:
            best = value
            found.append(each)
    return found


def _point(each: Combination, gain: Gain) -> Frontier:
    return Frontier(
        asks=each.asks,
        cost=each.cost,
        gain=gain,
        people_out=each.people_out,
        everybody_s=each.everybody_s,
        chance=each.chance,
    )


def _time(each: Combination) -> float | None:
    return None if each.everybody_s is None else -float(each.everybody_s)


def _chance(each: Combination) -> float | None:
    return None if each.chance is None else each.chance[1]


_WORTHS: dict[Gain, Callable[[Combination], float | None]] = {
    "people": lambda each: float(each.people_out),
    "time": _time,
    "chance": _chance,
}
