"""What each ask is worth by itself, against things as they stand."""

from collections.abc import Iterable, Mapping

from mamarr.negotiation.asks import Ask, Combination, Value
from mamarr.planning.timetable import Bound


def values(
    asks: Iterable[Ask], base: Combination, alone: Mapping[str, Combination], further: Mapping[str, Bound]
) -> tuple[Value, ...]:
    """Return the value of each of *asks*, the largest gain first.

    Parameters
    ----------
    asks
        Those that have a value in time. One that relaxes nothing, and that nobody came to look at, has none yet.
    base
        Things as they stand.
    alone
        What is known of each ask by itself, by its id.
    further
        Of asks that are useless even far beyond any size, the sum that says so.
    """
    known = [ask for ask in asks if ask.id in alone and (ask.relaxes or alone[ask.id].plan is not None)]
    found = [_value(ask, base, alone[ask.id], further.get(ask.id)) for ask in known]
    order = {"enough": 0, "not decided": 1, "useless": 2}
    return tuple(
        sorted(
            found,
            key=lambda value: (order[alone[value.ask].verdict], -value.people_gained, -(value.seconds_gained or 0)),
        )
    )


def _value(ask: Ask, base: Combination, alone: Combination, further: Bound | None) -> Value:
    seconds = None
    if base.everybody_s is not None and alone.everybody_s is not None:
        seconds = base.everybody_s - alone.everybody_s
    chance = None
    if base.chance is not None and alone.chance is not None:
        chance = round(alone.chance[1] - base.chance[1], 6)
    return Value(
        ask=ask.id,
        people_gained=alone.people_out - base.people_out,
        people_gained_most=alone.people_most - base.people_out,
        seconds_gained=seconds,
        chance_gained=chance,
        further_bound=further,
    )
