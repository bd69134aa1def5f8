"""The hybrid logical clock: it orders what desks wrote, and says nothing about the time.

A desk's clock never goes back and is always after everything that the desk has read. So the order holds where a battery is dead
and the wall clock says 1970, and where another desk's clock is ten years ahead: milliseconds then stand still and the count goes on.
"""

from collections.abc import Iterable
from typing import NamedTuple

from mamarr.errors import Finding

FURTHEST_MS = 2**52
"""No clock that is heard moves ours beyond this (some 140,000 years): nobody can bring it to its end."""
LARGEST_COUNT = 2**31 - 1
"""Entries within one millisecond; the next begins another."""
TOLERATED_MS = 10 * 60 * 1000
"""Milliseconds by which clocks may differ without a finding."""


class Tick(NamedTuple):
    """One reading: milliseconds, and how many entries of the same millisecond came before."""

    ms: int
    step: int = 0


def ticked(last: Tick, wall_ms: int) -> Tick:
    """Return the reading of the next entry: the wall clock where it is ahead of all that was read, else one more than *last*."""
    if last.ms < wall_ms <= FURTHEST_MS:
        return Tick(wall_ms, 0)
    return Tick(last.ms, last.step + 1) if last.step < LARGEST_COUNT else Tick(last.ms + 1, 0)


def received(last: Tick, heard: Tick) -> Tick:
    """Return our reading after an entry of another desk was read: not before it, unless its clock cannot be meant."""
    return max(last, heard) if heard.ms <= FURTHEST_MS else last


def clock_findings(recorded: Iterable[tuple[str, int, int]], now_ms: int | None = None) -> list[Finding]:
    """Return which desks have a wall clock that is off, one finding a desk.

    Parameters
    ----------
    recorded
        Desk, number and the millisecond at which each of its entries was written down, by its own wall clock, in order of number.
    now_ms
        Our wall clock; without it only clocks that were set back are found.
    """
    off: dict[str, int] = {}
    last: dict[str, int] = {}
    for node, _, ms in recorded:
        back = last.get(node, ms) - ms
        ahead = ms - now_ms if now_ms is not None else 0
        off[node] = max(off.get(node, 0), back, ahead)
        last[node] = max(last.get(node, ms), ms)
    return [
        Finding("log.clock", f"desk:{node}", None, {"name": node, "found": spoken(ms), "wanted": spoken(TOLERATED_MS)})
        for node, ms in sorted(off.items())
        if ms > TOLERATED_MS
    ]


def spoken(ms: int) -> str:
    """Return a length of time in its largest whole unit: 3652 d, 5 h, 12 min."""
    minutes = ms // 60_000
    if minutes >= 2 * 1440:
        return f"{minutes // 1440} d"
    return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"
