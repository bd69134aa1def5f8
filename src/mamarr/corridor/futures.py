"""Many futures of a plan: the tables laid out, one future played, and whom the plan orders to wait.

A plan says when, not why. Where a vehicle waits in the plan although it could go on, the wait is an order and stays one;
where it could not go on any sooner, it goes on as soon as it can. `orders` finds out which is which: it plays the plan with every
second of it as an order, and keeps those that held somebody back. Without anything drawn, playing the rest gives the plan again.
"""

import numpy as np

from mamarr.corridor.kernels import chances as chance
from mamarr.corridor.kernels import rehearse as _many
from mamarr.corridor.kernels import steps as at
from mamarr.corridor.kernels import sum_up as ends
from mamarr.corridor.kernels.chances import Chances
from mamarr.corridor.kernels.happen import happen
from mamarr.corridor.kernels.steps import NEVER, Bench, Draws, Ints, Sheets, Tracks
from mamarr.corridor.kernels.sum_up import Results

__all__ = [
    "NEVER",
    "PARTS",
    "Bench",
    "Chances",
    "Draws",
    "Ints",
    "Results",
    "Sheets",
    "Tracks",
    "as_announced",
    "at",
    "chance",
    "departures",
    "ends",
    "lay_bench",
    "lay_sheets",
    "nothing_drawn",
    "ordered",
    "play",
    "rehearse",
]

PARTS = 96
"""Equal parts of the horizon at whose ends the evacuation curve is kept."""


def as_announced(tracks: Tracks) -> Draws:
    """Return the draws of a day on which everything is as the plan supposes."""
    steps, pauses = len(tracks.steps), len(tracks.pauses)
    return Draws(
        lasts=tracks.steps[:, at.LASTS].copy(),
        slower=np.full(steps, 1000, dtype=np.int64),
        stops=np.zeros(steps, dtype=np.int64),
        fails=np.zeros(steps, dtype=np.int64),
        came=tracks.groups[:, 0].copy(),
        ready=tracks.groups[:, 1].copy(),
        late=np.zeros(pauses, dtype=np.int64),
        collapse=np.full(pauses, NEVER, dtype=np.int64),
        blocks=np.zeros((0, 3), dtype=np.int64),
    )


def lay_sheets(tracks: Tracks) -> Sheets:
    """Return empty sheets for one replication."""
    steps = len(tracks.steps)
    return Sheets(
        times=np.zeros((steps, at.TIME_COLUMNS), dtype=np.int64),
        fates=np.zeros((len(tracks.trips), at.FATE_COLUMNS), dtype=np.int64),
        carried=np.zeros(len(tracks.loads), dtype=np.int64),
        left=np.zeros(len(tracks.groups), dtype=np.int64),
        pressed=np.zeros((steps, 2), dtype=np.int64),
    )


def lay_bench(tracks: Tracks) -> Bench:
    """Return a bench large enough for any replication."""
    trips, steps, servers, lines = len(tracks.trips), len(tracks.steps), len(tracks.servers), len(tracks.lines)
    legs, width, pauses = lines // 2, max(1, int(tracks.lines[:, at.LANES].max(initial=1))), len(tracks.pauses)

    def blank(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int64)

    return Bench(
        heap=blank(64 + 8 * trips + (64 + pauses) * (servers + lines)),
        size=blank(4),
        step=blank(trips),
        due=blank(trips, 2),
        callers=blank(trips + 1),
        future=blank(len(tracks.groups)),
        wake=blank(servers + lines),
        dirty=blank(servers + lines),
        marked=blank(servers + lines),
        waits=blank(servers + lines, trips),
        waiting=blank(servers + lines),
        busy=blank(servers),
        served=blank(servers, steps),
        begun=blank(servers),
        lanes=blank(lines, width, 3),
        entered=blank(lines, steps),
        entries=blank(lines),
        turn=blank(legs, 3),
        missing=blank(len(tracks.openings)),
        stands=blank(legs, steps, 2),
        broken=blank(legs),
    )


def play(tracks: Tracks, draws: Draws) -> Sheets:
    """Return what one future leaves."""
    sheets = lay_sheets(tracks)
    if not happen(tracks, draws, sheets, lay_bench(tracks)):
        msg = "the bench is too small for this plan"
        raise RuntimeError(msg)
    return sheets


def ordered(tracks: Tracks) -> Tracks:
    """Return *tracks* with those orders to wait that the plan really gives."""
    every = tracks.steps.copy()
    every[:, (at.WAITS_TO_BEGIN, at.WAITS_TO_LEAVE)] = 1
    pressed = play(tracks._replace(steps=every), as_announced(tracks)).pressed
    steps = tracks.steps.copy()
    steps[:, at.WAITS_TO_BEGIN] = pressed[:, 0]
    steps[:, at.WAITS_TO_LEAVE] = pressed[:, 1]
    return tracks._replace(steps=steps)


def departures(tracks: Tracks) -> Ints:
    """Return (step, second) of every step that does not begin, or end, at its planned second when nothing is drawn."""
    times = play(tracks, as_announced(tracks)).times
    served = (tracks.steps[:, at.IS_DRIVE] == 1) | (tracks.steps[:, at.SERVER] >= 0)
    begins = served & (times[:, at.BEGUN] != tracks.steps[:, at.BEGIN])
    leaves = times[:, at.LEFT] != tracks.steps[:, at.LEAVE]
    wrong = np.flatnonzero(begins | leaves)
    return np.stack((wrong, times[wrong, at.BEGUN]), axis=1)


def nothing_drawn(tracks: Tracks) -> Chances:
    """Return chances with which every replication is as announced."""
    legs = len(tracks.lines) // 2

    def none(rows: int, columns: int) -> Ints:
        return np.full((rows, columns), -1, dtype=np.int64)

    steps = none(len(tracks.steps), 6)
    steps[:, (chance.BREAKS, chance.LOSES)] = 0
    pauses = none(len(tracks.pauses), 4)
    pauses[:, 2] = 0
    tables = np.zeros((1, chance.QUANTILES), dtype=np.int64)
    return Chances(tables, steps, none(len(tracks.groups), 3), pauses, none(legs, 2))


def rehearse(tracks: Tracks, chances: Chances, seed: int, first: int, count: int) -> Results:
    """Return how the replications from *first* to *first* + *count* - 1 end; the same whoever asks, in whatever pieces."""
    groups, places = len(tracks.groups), int(tracks.rules[at.NUM_PLACES])

    def blank(columns: int) -> Ints:
        return np.zeros((count, columns), dtype=np.int64)

    results = Results(blank(ends.RESULT_COLUMNS), blank(groups), blank(groups), blank(places + 1), blank(PARTS))
    draws, sheets, bench = as_announced(tracks), lay_sheets(tracks), lay_bench(tracks)
    draws = draws._replace(blocks=np.zeros((8, 3), dtype=np.int64))
    done = 0
    while done < count:
        part = Results(*(array[done:] for array in results))
        made = _many.rehearse(tracks, chances, seed, first + done, part, draws, sheets, bench)
        if made < 0:
            msg = "the bench is too small for this plan"
            raise RuntimeError(msg)
        done += made
        if done < count:
            draws = draws._replace(blocks=np.zeros((2 * len(draws.blocks), 3), dtype=np.int64))
    return results
