"""lay_odds(): assumptions as tables to draw from."""

import math
from collections.abc import Collection, Mapping

import numpy as np

from mamarr.corridor.futures import Chances, Tracks, at, chance, nothing_drawn
from mamarr.planning.timetable import Plan
from mamarr.scenario.spread import UNCERTAIN
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.quantiles import share_of, table

CAUSES: dict[str, tuple[str, ...]] = {
    "inspection": ("checkpoint.service_time", "checkpoint.all_day"),
    "boarding": ("assembly point.boarding", "assembly point.all_day"),
    "alighting": (
        "reception centre.alighting",
        "reception centre.all_day",
        "transfer point.alighting",
        "transfer point.all_day",
    ),
    "drives": ("leg.drive", "leg.all_day"),
    "breakdowns": ("vehicle class.breakdown",),
    "road-blocked": ("leg.blocked",),
    "people": ("group.turnout", "group.found"),
    "readiness": ("group.ready",),
    "late-opening": ("pause.opens_late",),
    "collapse": ("pause.collapse", "pause.holds"),
}
"""What may be to blame, and what is as announced when it is not."""


class _Odds:
    """The tables of one plan, filled thing by thing."""

    def __init__(
        self, plan: Plan, tracks: Tracks, believed: Believed, ends: Mapping[str, float], silent: Collection[str]
    ) -> None:
        self.plan, self.scenario, self.tracks = plan, plan.scenario, tracks
        self.believed, self.ends, self.silent = believed, ends, frozenset(silent)
        self.rows = [np.zeros(chance.QUANTILES, dtype=np.int64)]
        self.known: dict[tuple[str, str], int] = {}
        self.odds = nothing_drawn(tracks)

    def at_end(self, kind: str, what: str) -> float:
        return self.ends.get(f"{kind}.{what}", 0.5)

    def table(self, path: str, kind: str, what: str) -> int:
        """Return the number of the table of *what*; -1 where it is as announced."""
        spread = None if f"{kind}.{what}" in self.silent else self.believed.spread(path, what)
        if spread is None:
            return -1
        if (path, what) not in self.known:
            self.known[path, what] = len(self.rows)
            self.rows.append(table(spread, UNCERTAIN[kind][what], at_end=self.at_end(kind, what)))
        return self.known[path, what]

    def chances(self) -> Chances:
        """Return all tables."""
        self._steps()
        for number in range(len(self.scenario.groups)):
            path = f"groups[{number}]"
            self.odds.groups[number] = [self.table(path, "group", what) for what in ("turnout", "ready", "found")]
        for number in range(len(self.scenario.pauses)):
            path = f"pauses[{number}]"
            self.odds.pauses[number, 0] = self.table(path, "pause", "opens_late")
            self.odds.pauses[number, 1] = self.table(path, "pause", "collapse")
            holds = None if "pause.holds" in self.silent else self.believed.spread(path, "holds")
            if holds is not None:
                kept = share_of(holds, at_end=self.at_end("pause", "holds"))
                self.odds.pauses[number, 2] = chance.CHANCES - kept
        for number in range(len(self.scenario.legs)):
            path = f"legs[{number}]"
            gap, length = (self.table(path, "leg", what) for what in ("blocked", "blocked_for"))
            self.odds.legs[number] = (gap, length) if min(gap, length) >= 0 else (-1, -1)
        return self.odds._replace(tables=np.stack(self.rows))

    def _steps(self) -> None:
        classes = {vehicle.id: number for number, vehicle in enumerate(self.scenario.fleet)}
        rows, steps = self.odds.steps, self.tracks.steps
        services = {"checkpoint": "service_time", "assembly point": "boarding"}
        for number in range(len(steps)):
            where = int(steps[number, at.WHERE])
            if steps[number, at.IS_DRIVE]:
                leg = where // 2
                rows[number, chance.OWN] = self.table(f"legs[{leg}]", "leg", "drive")
                rows[number, chance.COMMON] = self.table(f"legs[{leg}]", "leg", "all_day")
                rows[number, chance.WHOSE] = len(self.scenario.places) + leg
                vehicle = self.plan.trips[int(steps[number, at.TRIP])].vehicle.split("/")[0]
                self._breakdown(number, leg, classes[vehicle])
            elif steps[number, at.SERVER] >= 0:
                kind = self.scenario.places[where].kind
                path = f"places[{where}]"
                rows[number, chance.OWN] = self.table(path, kind, services.get(kind, "alighting"))
                rows[number, chance.COMMON] = self.table(path, kind, "all_day")
                rows[number, chance.WHOSE] = where

    def _breakdown(self, number: int, leg: int, vehicle: int) -> None:
        path = f"fleet[{vehicle}]"
        rate = None if "vehicle class.breakdown" in self.silent else self.believed.spread(path, "breakdown")
        repair = self.table(path, "vehicle class", "recovery")
        length = self.scenario.legs[leg].length_m
        if rate is None or repair < 0 or length is None:
            return
        per_metre = rate.at(self.at_end("vehicle class", "breakdown"))["value"]
        lost = self.believed.spread(path, "lost")
        row = self.odds.steps[number]
        row[chance.BREAKS] = round(-math.expm1(-per_metre * length) * chance.CHANCES)
        row[chance.REPAIR] = repair
        row[chance.LOSES] = 0 if lost is None else share_of(lost, at_end=self.at_end("vehicle class", "lost"))


def lay_odds(
    plan: Plan,
    tracks: Tracks,
    believed: Believed,
    *,
    ends: Mapping[str, float] | None = None,
    without: Collection[str] = (),
) -> Chances:
    """Return the tables of *plan*: every range in its middle, or where *ends* says, from 0 at its first end to 1 at the other.

    *without* names causes of `CAUSES` that are as announced.
    """
    silent = [what for cause in without for what in CAUSES[cause]]
    return _Odds(plan, tracks, believed, ends or {}, silent).chances()
