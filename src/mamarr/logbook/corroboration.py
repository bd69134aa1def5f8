"""Corroboration: when two claims say the same, when they contradict each other, and when they differ in a figure only.

A *could not confirm* is no denial, and what ended at two does not contradict what begins at three.
"""

from datetime import UTC, datetime, timedelta
from itertools import product

from mamarr.logbook.claims import Claim, Quantity
from mamarr.logbook.senses import interval

_ONE = {"pause.extended": "pause.begins", "movement.resumed": "movement.underway"}
_EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_ABOUT = (0.9, 1.1)


def say_the_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims that something holds are about the same thing, place and time, with figures that fit."""
    same_kind = _ONE.get(one.predicate, one.predicate) == _ONE.get(other.predicate, other.predicate)
    places = {claim.place.id for claim in (one, other) if claim.place is not None and claim.place.id is not None}
    return same_kind and len(places) < 2 and _overlap(one, other) and not differ_in_a_figure(one, other)


def contradicts(against: Claim, said: datetime, holder: Claim) -> bool:
    """Tell whether a claim *against*, said at *said*, contradicts that something holds: not where that begins only later."""
    begins, _ = interval(holder)
    start, end = interval(against)
    return begins is None or begins < (end or start or said)


def differ_in_a_figure(one: Claim, other: Claim) -> bool:
    """Tell whether two claims give figures of the same thing that cannot both be right. A total and a part are not compared."""
    fits: dict[tuple[str, str, bool], bool] = {}
    for mine, theirs in product(one.quantities, other.quantities):
        thing = _thing(mine)
        if thing == _thing(theirs):
            fits[thing] = fits.get(thing, False) or _ranges_overlap(mine, theirs)
    return not all(fits.values())


def _thing(quantity: Quantity) -> tuple[str, str, bool]:
    return quantity.unit, quantity.of, bool(quantity.total)


def _ranges_overlap(one: Quantity, other: Quantity) -> bool:
    (low, high), (lower, higher) = _range(one), _range(other)
    return max(low, lower) <= min(high, higher)


def _range(quantity: Quantity) -> tuple[float, float]:
    low = quantity.value if quantity.value is not None else quantity.low
    high = quantity.value if quantity.value is not None else quantity.high
    less, more = _ABOUT if quantity.approximate else (1, 1)
    return (float("-inf") if low is None else low * less), (float("inf") if high is None else high * more)


def _overlap(one: Claim, other: Claim) -> bool:
    (start, end), (begin, finish) = _span(one), _span(other)
    return max(start, begin) < min(end, finish)


def _span(claim: Claim) -> tuple[datetime, datetime]:
    start, end = interval(claim)
    if start is not None and start == end:
        end = start + timedelta(minutes=1)
    return start or _EVER[0], end or _EVER[1]
