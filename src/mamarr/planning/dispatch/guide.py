"""Guide: windows of an alternating leg, out of a search over the openings of its sketch."""

from typing import NamedTuple

import numpy as np

from mamarr.corridor.passage import drive, remaining
from mamarr.corridor.tables import NEVER as NO_END
from mamarr.planning.construct import construct
from mamarr.planning.dispatch.script import Line
from mamarr.planning.dispatch.sketch import Sketch
from mamarr.planning.dispatch.spans import NEVER
from mamarr.planning.dispatch.turns import USUAL, Pair, Turns
from mamarr.planning.improve import Search
from mamarr.scenario.scenario import Aim

ROUNDS = 8
"""Rounds of the search over openings, for each time that the leg is open."""
MOST_DAYS = 8


class _Day(NamedTuple):
    """One time that the leg is open."""

    begins_s: int
    """When vehicles stand at the mouth of the lane."""
    opens_s: int
    closes_s: int
    search: Search


class Guide:
    """A search over the openings of a sketch, day after day; each day has the people whom the one before leaves."""

    def __init__(self, sketch: Sketch, objective: tuple[Aim, ...], seed: int) -> None:
        self.sketch, self.seed = sketch, seed
        self.aims = tuple(aim for aim in objective if aim in _KNOWN) or ("people",)
        self._days: list[_Day] = []
        self._rounds = 0
        self._lay(0)

    @property
    def is_done(self) -> bool:
        """Whether another round would be one too many."""
        return self._rounds >= ROUNDS * len(self._days)

    def advance(self) -> bool:
        """Make one round more; return whether the windows have changed."""
        row = self._rounds // ROUNDS
        self._rounds += 1
        is_better = self._days[row].search.step()
        if is_better:
            self._lay(row + 1)
        return is_better

    def _lay(self, row: int) -> None:
        """Begin the searches of day *row* and all later days again."""
        del self._days[row:]
        while len(self._days) < MOST_DAYS:
            if self._days:
                last = self._days[-1]
                left = remaining(last.search.corridor, last.search.decision)
                after = last.closes_s + 1
            else:
                left, after = self.sketch.waiting, 0
            if not left.sum():
                return
            opens = self.sketch.road.opens_from(after, self.sketch.clear_s)
            if opens >= NEVER:
                return
            closes = self.sketch.road.closes_s(opens)
            begins = opens + (self._way_back_s() + self.sketch.clear_s if self._days else 0)
            corridor = self.sketch.corridor(left, begins, closes)
            self._days.append(_Day(begins, opens, closes, Search(corridor, construct(corridor), self.aims, self.seed)))
            if closes >= NEVER:
                return

    def _way_back_s(self) -> int:
        """Return how long all vehicles need to enter inward, in the morning of a further day."""
        return self.sketch.vehicles * max(30, self.sketch.terrain.rules.headway_s)

    def script(self) -> tuple[Line, ...]:
        """Return the missions of the best timetable, day after day, in order of inspection."""
        found: list[Line] = []
        leg = self.sketch.road.leg.id
        for day in self._days:
            passage = drive(day.search.corridor, day.search.decision)
            back: dict[tuple[int, int], int] = {}
            lines: list[tuple[int, int, int, Line]] = []
            for row in np.argsort(passage.depart_s, kind="stable"):
                if passage.enter_s[row] >= NO_END:
                    continue
                who = int(passage.kind[row]), int(passage.vehicle[row])
                line = Line(
                    f"{self.sketch.fleet[who[0]].id}/{who[1] + 1}",
                    self.sketch.points[passage.point[row]],
                    leg,
                    day.begins_s + back.get(who, -day.begins_s),
                    day.begins_s + int(passage.inspect_s[row]),
                    day.begins_s + int(passage.enter_s[row]),
                )
                back[who] = int(passage.back_s[row])
                lines.append((int(passage.inspect_s[row]), int(passage.enter_s[row]), len(lines), line))
            found += [line for *_, line in sorted(lines)]
        return tuple(found)

    def turns(self) -> Turns:
        """Return the windows of the best timetable of every day."""
        pairs: list[Pair] = []
        clear = self.sketch.clear_s
        for number, day in enumerate(self._days):
            second = day.opens_s
            if number:
                pairs.append((0, self._way_back_s()))
                second += self._way_back_s() + clear
            outward = True
            for is_out, until in _runs(day):
                if is_out != outward:  # somebody comes in before anybody went out
                    pairs.append((0, max(0, until - second)))
                elif is_out:
                    pairs.append((max(0, until - second), 0))
                else:
                    pairs[-1] = pairs[-1][0], max(0, until - second)
                outward = not is_out
                second = until + clear
            if pairs and day.closes_s < NEVER and number + 1 < len(self._days) and not outward:
                # The last window of a day lasts until the leg closes, so that the next day begins with the way back.
                pairs[-1] = pairs[-1][0] + max(0, day.closes_s - second + clear), 0
        return Turns(self._days[0].opens_s if self._days else 0, clear, (*pairs, USUAL))


_KNOWN = ("people", "wounded", "curve", "clearance", "vehicle-hours")
"""What the openings of a lane can tell."""


def _runs(day: _Day) -> list[tuple[bool, int]]:
    """Return (outward?, last second of entry) of every window that is used, in order of time."""
    passage = drive(day.search.corridor, day.search.decision)
    entries = [(int(second), True) for second in passage.enter_s if second < NO_END]
    entries += [(int(second), False) for second in passage.back_s if second < NO_END]
    found: list[tuple[bool, int]] = []
    for second, is_out in sorted(entries):
        if found and found[-1][0] == is_out:
            found.pop()
        found.append((is_out, day.begins_s + second))
    return found
