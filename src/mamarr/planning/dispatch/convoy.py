"""Convoys: where in a lane one vehicle, or a whole convoy, fits between those who are booked."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple, Protocol

from mamarr.planning.dispatch.spans import NEVER
from mamarr.scenario.fleet import ConvoyRules


class Entry(NamedTuple):
    """Who enters a leg under convoy rules: ordered by the second of entry."""

    enters: int
    leaves: int
    number: int
    """Number of the booking, to tell vehicles apart."""
    ready: int = 0
    """From when the vehicle stood ready at the entrance."""
    carries: bool = False
    """Whether people are aboard."""
    escorts: bool = False
    """Whether it is an escort vehicle."""
    is_bound: bool = False
    """Whether its convoy must stay as it is: it was put together for its companions, or comes from before the plan."""

    def at(self, enters: int, leaves: int) -> "Entry":
        """Return the same vehicle, entering at *enters*; it stood ready then at the latest."""
        _, _, number, ready, carries, escorts, is_bound = self
        return Entry(enters, leaves, number, min(ready, enters), carries, escorts, is_bound)


class Fit(NamedTuple):
    """Whether an entry fits: `again` is its own second, or the next that is worth a look."""

    again: int


class _Passing(Protocol):
    @property
    def enters(self) -> int: ...
    @property
    def leaves(self) -> int: ...


def _key(enters: int) -> Entry:
    return Entry(enters, -NEVER, -1)


def fit_alone(rows: list[Entry], entry: Entry, rules: ConvoyRules) -> Fit:
    """Return whether *entry* fits into the lane *rows*, alone or joined to the convoys before and behind it."""
    row = bisect_right(rows, entry)
    # Where somebody has to be first, no two enter at the same second.
    headway = max(1, rules.headway_s) if rules.together or rules.escorts else rules.headway_s
    near = _too_near(rows, row, entry, headway)
    if near:
        return Fit(near)
    first, last = _run_around(rows, row, entry.enters, rules.interval_s)
    if may_run([*rows[first:row], entry, *rows[row:last]], rules):
        return Fit(entry.enters)
    apart = max(rules.interval_s, rules.headway_s, 1)
    if first == last:
        return Fit(NEVER)  # not even alone: it needs an escort
    if last > row and last - row >= rules.largest:
        return Fit(rows[last - 1].enters + apart)  # neither before nor inside a convoy that is full
    if first == row:
        return Fit(rows[row].enters + max(1, rules.headway_s))
    return Fit(max(entry.enters + 1, rows[row - 1].enters + apart))


def _too_near(rows: list[Entry], row: int, entry: Entry, headway_s: int) -> int:
    """Return the next second worth a look where *entry* is too near to its neighbours or overtakes; 0 where it does not."""
    if row:
        before = rows[row - 1]
        late = max(before.enters + headway_s - entry.enters, before.leaves - entry.leaves)
        if late > 0:
            return _past(rows, row, entry.enters + late, max(1, headway_s))
    if row < len(rows):
        after = rows[row]
        if after.enters - entry.enters < headway_s or after.leaves < entry.leaves:
            return _past(rows, row + 1, after.enters + max(1, headway_s), max(1, headway_s))
    return 0


def _past(rows: list[Entry], row: int, second: int, headway_s: int) -> int:
    """Return *second*, or a headway after the last of those from *row* on who leave no room before them."""
    while row < len(rows) and rows[row].enters - second < headway_s:
        second = rows[row].enters + headway_s
        row += 1
    return second


def _run_around(rows: list[Entry], row: int, second: int, interval_s: int) -> tuple[int, int]:
    """Return the first and the last of those around *row* whom somebody at *second* would join."""
    first, near = row, second
    while first and near - rows[first - 1].enters < interval_s:
        first -= 1
        near = rows[first].enters
    last, near = row, second
    while last < len(rows) and rows[last].enters - near < interval_s:
        near = rows[last].enters
        last += 1
    return first, last


def may_run(run: list[Entry], rules: ConvoyRules) -> bool:
    """Return whether *run* may be one convoy."""
    if len(run) > rules.largest:
        return False
    if len(run) > 1 and any(entry.is_bound for entry in run):
        return False
    if rules.together and any(entry.ready > run[0].enters for entry in run):
        return False
    if rules.escorts and any(entry.carries for entry in run):
        enough = sum(entry.escorts for entry in run) >= rules.escorts
        return enough and run[0].escorts and (rules.escorts < 2 or run[-1].escorts)
    return True


def fit_together(rows: list[Entry], first: _Passing, last: _Passing, rules: ConvoyRules) -> int:
    """Return the entry of *first* where a convoy from *first* to *last* stands apart from all others, else when to look again."""
    apart = max(rules.interval_s, rules.headway_s, 1)
    enters = first.enters
    row = bisect_left(rows, _key(enters))
    if row:
        before = rows[row - 1]
        late = max(before.enters + apart - enters, before.leaves - first.leaves)
        if late > 0:
            return enters + late
    if row < len(rows):
        after = rows[row]
        if after.enters - last.enters < apart or after.leaves < last.leaves:
            return after.enters + apart
    return enters
