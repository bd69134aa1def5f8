"""How fast one class of vehicles can go on and on: a line that no plan gets above, over any number of openings.

Claim: at the last entry of every opening r of every plan, with x trips of the class out and y of them back before,

    last_out[r] >= start + per_trip x + per_vehicle (count - (x - y))

Proof by induction over r. The first few openings: a program from the beginning of the plan, whose least value is *start*.
Any later one: a program over the last few openings, the claim taken for all but the last of them, times and trips relative to
the opening before (there the claim says last_out >= start + per_trip x at least, as no more than *count* are
outside), in which the claim cannot fail for the last. Other classes are struck out of the plan first; what is then two windows
without a turn between is one.
"""

import time
from typing import NamedTuple

from mamarr.planning.means import Means
from mamarr.planning.program import Stop, Sum, total
from mamarr.planning.services import ask_services
from mamarr.planning.windows import Windows

SHARES_OF_ROUND = (1.0, 0.99, 0.97, 0.94, 0.9)
SHARES_OF_SERVICE = (0.95, 1.0, 0.85, 0.7, 0.5)
LONGEST = 6
"""Openings of an induction step at most."""


class Pace(NamedTuple):
    """The proven line of one class."""

    start_s: float
    per_trip_s: float
    per_vehicle_s: int

    def at(self, trips: int) -> float:
        """Return the second before which so many trips cannot have entered the lane."""
        return self.start_s + self.per_trip_s * trips


def round_s(means: Means) -> int:
    """Return the least time in which all vehicles of the only class of *means* go out, come back and are inspected again."""
    count, service = int(means.vehicles[0]), int(means.inspection_s[0])
    full, rest = divmod(count - 1, means.lanes)
    inspected = max((full + 1) * service + rest * means.headway_s, service + (count - 1) * means.headway_s)
    home = int(means.transit_s[0] + means.tour_s[0])
    return max(means.clear_s + home + inspected, int(means.away_s[0]) + home + service)


def prove_pace(means: Means, *, seconds: float, stop: Stop | None = None) -> Pace | None:
    """Return the steepest line that can be proven for the only class of *means* within *seconds*; None if none can be."""
    ends = time.monotonic() + seconds
    service = max(1, int(means.inspection_s[0]) // means.lanes)
    for share in SHARES_OF_ROUND:
        per_trip = int(share * round_s(means)) / int(means.vehicles[0])
        for part in SHARES_OF_SERVICE:
            pace = Pace(0.0, per_trip, int(part * service))
            for openings in range(2, LONGEST + 1):
                left = ends - time.monotonic()
                if left <= 0 or (stop is not None and stop()):
                    return None
                if _steps(means, pace, openings, left, stop):
                    return _started(means, pace, openings, ends, stop)
    return None


def _excess(windows: Windows, pace: Pace, r: int) -> Sum:
    """Return by how much the last entry of opening *r* is above the line."""
    count, trips = int(windows.means.vehicles[0]), windows.out[r][0]
    inside = total((count, 1), (-1, trips), (1, windows.back[r - 1][0]))
    line = total((pace.start_s, 1), (pace.per_trip_s, trips), (pace.per_vehicle_s, inside))
    return total((1, windows.last_out[r]), (-1, line))


def _steps(means: Means, pace: Pace, openings: int, seconds: float, stop: Stop | None) -> bool:
    """Return whether the claim for all openings but the last makes it true for the last, wherever the plan is."""
    windows = Windows(means, openings, _latest(means, openings), is_first=False)
    ask_services(windows, depth=openings, rounds=2)
    for r in range(1, openings):
        windows.program.at_most_zero("claim", (-1, _excess(windows, pace, r)))
    # Times are whole and per_trip a whole number over count, so whoever is below the line is 1 / count below it.
    least = 0.5 / int(means.vehicles[0])
    windows.program.at_most_zero("below the line", (1, _excess(windows, pace, openings)), (least, 1))
    return windows.program.solve(seconds, stop=stop).status == "impossible"


def _started(means: Means, pace: Pace, openings: int, ends: float, stop: Stop | None) -> Pace | None:
    """Return *pace* with the start that holds for the first openings, from the beginning of the plan."""
    count, latest = int(means.vehicles[0]), _latest(means, openings)
    # A plan with later times than the programs have is above the line by so much or more.
    start = latest - openings * count * pace.per_trip_s - count * pace.per_vehicle_s
    # The step from there begins at the line before the first trip, where no opening is: the lane has to be clear of it.
    start = min(start, Windows(means, 1, latest).first_entry_s - 2 * means.clear_s)
    for r in range(1, openings):
        windows = Windows(means, r, latest)
        ask_services(windows, depth=r, rounds=2)
        windows.program.objective = _excess(windows, pace, r)
        answer = windows.program.solve(ends - time.monotonic(), stop=stop)
        start = min(start, answer.bound)
    return pace._replace(start_s=start - 0.01) if start > -float("inf") else None


def _latest(means: Means, openings: int) -> float:
    """Return a time beyond which the claim is true anyway: the line has not risen to it in so few openings."""
    most = openings * round_s(means) + int(means.vehicles[0]) * max(1, int(means.inspection_s[0]))  # of the line
    return float(int(means.first_s[0]) + means.opens_s + 2 * (openings + 1) * round_s(means) + most)
