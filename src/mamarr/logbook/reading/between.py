"""Between: what lies between two tokens, and the times of a clause as one."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from mamarr.logbook.reading.dates import When


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


Placed_ = TypeVar("Placed_", bound=_Placed)


def between(items: Sequence[Placed_], first: int, last: int) -> list[Placed_]:
    """Return the items, in the order of the text, that begin between two tokens."""
    start = bisect_left(items, first, key=lambda item: item.first)
    end = bisect_left(items, last, key=lambda item: item.first)
    return list(items[start:end])


def written_moment(moment: datetime) -> str:
    """Return an instant to the minute with its zone, as the format has it."""
    text = moment.isoformat(timespec="minutes")
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def together(whens: list[When]) -> When | None:
    """Return the times of a clause as one: a day here and an hour there belong together."""
    if not whens:
        return None
    clocked = next(
        (when for when in whens if when.clock is not None or when.back is not None or when.ahead is not None), None
    )
    if clocked is None:
        return whens[0]
    if clocked.day is None and clocked.back is None and clocked.ahead is None:
        days = [
            when
            for when in whens
            if when.day is not None and when.clock is None and when.end is None and when.mode == "at"
        ]
        dated = min(days, key=lambda when: abs(when.first - clocked.first), default=None)
        if dated is not None:
            return replace(
                clocked, day=dated.day, first=min(clocked.first, dated.first), last=max(clocked.last, dated.last)
            )
    if whens[0].end is not None or (whens[0].mode in {"since", "until"} and whens[0].day is not None):
        return whens[0]
    return clocked
