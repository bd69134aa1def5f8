"""Queueing: a convoy that arrives faster than it is inspected waits before the checkpoint, first come first served."""

from typing import NamedTuple

from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.terrain import Site


class Waiting(NamedTuple):
    """One vehicle of the convoy."""

    arrives: int
    service_s: int
    name: str
    """Its class, for the priority."""


def queue(site: Site, waiting: list[Waiting]) -> tuple[int, list[int] | None]:
    """Return 0 and when each inspection begins; or how much later the convoy has to come, NEVER for not at all.

    The lanes belong to the convoy from its first arrival until its last inspection ends, and that lies within the
    opening hours.
    """
    begins = _served(site, waiting)
    if begins is None:
        return NEVER, None
    first = min(each.arrives for each in waiting)
    until = max(begin + max(1, each.service_s) for begin, each in zip(begins, waiting, strict=True))
    opens = site.hours.earliest(first, until - first)
    if opens >= NEVER:
        return NEVER, None
    if opens > first:
        return opens - first, None
    if not site.lanes.is_empty(first, until):
        free = site.lanes.free_from(first, until - first)
        return max(1, free - first), None
    return 0, begins


def _served(site: Site, waiting: list[Waiting]) -> list[int] | None:
    """Return when each inspection begins where nobody else comes; None where the room does not hold those who wait."""
    place = site.checkpoint
    assert place is not None
    ranks = {name: rank for rank, name in enumerate(place.priority)}
    lanes = [-NEVER] * min(place.lanes, len(waiting))
    if not lanes:
        return None
    begins = [NEVER] * len(waiting)
    open_rows = sorted(range(len(waiting)), key=lambda row: waiting[row].arrives)
    while open_rows:
        free = min(lanes)
        now = max(free, waiting[open_rows[0]].arrives)
        here = [row for row in open_rows if waiting[row].arrives <= now]
        row = min(here, key=lambda each: (ranks.get(waiting[each].name, len(ranks)), waiting[each].arrives, each))
        begins[row] = now
        lanes[lanes.index(free)] = now + waiting[row].service_s
        open_rows.remove(row)
    for each in waiting:
        crowd = sum(other.arrives <= each.arrives < begin for other, begin in zip(waiting, begins, strict=True))
        if crowd > place.room:
            return None
    return begins
