"""Which future is drawn? Every number of a replication, from tables of quantiles and a counter.

The state is the seed, the number of the replication, what is drawn, and for whom; nothing runs on from one draw to the next. So
a replication is the same whoever draws it, and two plans can be played on the same futures. Mixing is that of SplitMix64
(Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA).
"""

from typing import NamedTuple

import numpy as np

from mamarr.corridor.kernels.compiled import inlaid, lean
from mamarr.corridor.kernels.steps import HORIZON, IS_DRIVE, LASTS, NEVER, Draws, Ints, Tracks

QUANTILES = 4096
CHANCES = 2**32
"""A chance of one."""

# what is drawn
SERVICE = 1
DAY = 2
DRIVE = 3
BREAKDOWN = 4
RECOVERY = 5
LOST = 6
TURNOUT = 7
READY = 8
FOUND = 9
LATE = 10
HOLDS = 11
COLLAPSE = 12
GAP = 13
BLOCKED = 14

# chances.steps: (S, 6)
OWN = 0  # table of the factor of this step, -1 without
COMMON = 1  # table of the factor of the whole day, -1 without
WHOSE = 2  # number of the place or leg whose day it is
BREAKS = 3  # chance of a breakdown on this drive, of 2**32
REPAIR = 4  # table of its length
LOSES = 5  # chance that the vehicle is out of service after it, of 2**32

# chances.groups: (G, 3) tables, -1 without: share that comes, lateness, people found
# chances.pauses: (P, 4) table of lateness; table of the time to its collapse, -1 without; chance that it does not hold; its length
# chances.legs: (legs, 2) tables of the time without and with a block, -1 without


class Chances(NamedTuple):
    """What may come, and how often."""

    tables: Ints  # (D, QUANTILES): thousandths of factors and shares, seconds, persons; ascending
    steps: Ints  # (S, 6)
    groups: Ints  # (G, 3)
    pauses: Ints  # (P, 4)
    legs: Ints  # (legs, 2)


@inlaid
def mix(seed: int, replication: int, what: int, whom: int) -> np.uint64:
    """Return 64 bits that depend on all four and on nothing else.

    The seed is mixed by itself first: were it only added to the replication, seed 2 would play the futures of seed 1 over again.
    """
    state = np.uint64(0)
    for part in (seed, replication, what, whom):
        state = (state + np.uint64(part)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x632BE59BD9B4E019)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state = state ^ (state >> np.uint64(31))
    return state


@inlaid
def look_up(tables: Ints, table: int, bits: np.uint64) -> int:
    """Return an entry of *table*, each equally likely."""
    return tables[table, np.int64(bits >> np.uint64(52))]


@inlaid
def happens(bits: np.uint64, chance: int) -> bool:
    """Say whether something of this chance happens."""
    return np.int64(bits >> np.uint64(32)) < chance


@lean
def draw(tracks: Tracks, chances: Chances, seed: int, replication: int, draws: Draws) -> bool:
    """Draw one replication onto *draws*; False if it has no room for all blocks."""
    tables = chances.tables
    for step in range(tracks.steps.shape[0]):
        factor = 1_000_000
        own, common = chances.steps[step, OWN], chances.steps[step, COMMON]
        is_drive = tracks.steps[step, IS_DRIVE] == 1
        if own >= 0:
            factor = look_up(tables, own, mix(seed, replication, DRIVE if is_drive else SERVICE, step)) * 1000
        if common >= 0:
            day = look_up(tables, common, mix(seed, replication, DAY, chances.steps[step, WHOSE]))
            factor = factor // 1000 * day
        draws.stops[step] = 0
        draws.fails[step] = 0
        if is_drive:
            draws.slower[step] = factor // 1000
            breaks = chances.steps[step, BREAKS]
            if breaks > 0 and happens(mix(seed, replication, BREAKDOWN, step), breaks):
                draws.stops[step] = look_up(tables, chances.steps[step, REPAIR], mix(seed, replication, RECOVERY, step))
                if happens(mix(seed, replication, LOST, step), chances.steps[step, LOSES]):
                    draws.fails[step] = 1
        else:
            draws.lasts[step] = (tracks.steps[step, LASTS] * factor + 500_000) // 1_000_000
    for group in range(tracks.groups.shape[0]):
        came, ready = tracks.groups[group, 0], tracks.groups[group, 1]
        if chances.groups[group, 0] >= 0:
            share = look_up(tables, chances.groups[group, 0], mix(seed, replication, TURNOUT, group))
            came = (came * share + 500) // 1000
        if chances.groups[group, 1] >= 0:
            ready += look_up(tables, chances.groups[group, 1], mix(seed, replication, READY, group))
        if chances.groups[group, 2] >= 0:
            came += look_up(tables, chances.groups[group, 2], mix(seed, replication, FOUND, group))
        draws.came[group] = came
        draws.ready[group] = ready
    for pause in range(tracks.pauses.shape[0]):
        late = chances.pauses[pause, 0]
        draws.late[pause] = look_up(tables, late, mix(seed, replication, LATE, pause)) if late >= 0 else 0
        draws.collapse[pause] = NEVER
        opens = tracks.pauses[pause, 0] + draws.late[pause]
        if chances.pauses[pause, 1] >= 0:
            lasts = look_up(tables, chances.pauses[pause, 1], mix(seed, replication, COLLAPSE, pause))
            draws.collapse[pause] = opens + lasts
        if chances.pauses[pause, 2] > 0 and happens(mix(seed, replication, HOLDS, pause), chances.pauses[pause, 2]):
            bits = mix(seed, replication, HOLDS, pause + tracks.pauses.shape[0])
            lasts = np.int64(bits >> np.uint64(32)) * max(0, tracks.pauses[pause, 1] - opens) // CHANCES
            draws.collapse[pause] = min(draws.collapse[pause], opens + lasts)
        if draws.collapse[pause] >= tracks.pauses[pause, 1]:
            draws.collapse[pause] = NEVER
    return block(tracks, chances, seed, replication, draws)


@inlaid
def block(tracks: Tracks, chances: Chances, seed: int, replication: int, draws: Draws) -> bool:
    """Draw what blocks the legs, in order of its beginning."""
    count = 0
    horizon = tracks.rules[HORIZON]
    draws.blocks[:, 1] = NEVER
    for leg in range(chances.legs.shape[0]):
        if chances.legs[leg, 0] < 0:
            continue
        second, number = 0, 0
        while True:
            whom = leg + number * chances.legs.shape[0]
            second += look_up(chances.tables, chances.legs[leg, 0], mix(seed, replication, GAP, whom))
            if second >= horizon:
                break
            lasts = look_up(chances.tables, chances.legs[leg, 1], mix(seed, replication, BLOCKED, whom))
            if count == draws.blocks.shape[0]:
                return False
            row = count
            while row > 0 and draws.blocks[row - 1, 1] > second:
                for column in range(3):
                    draws.blocks[row, column] = draws.blocks[row - 1, column]
                row -= 1
            draws.blocks[row, 0] = leg
            draws.blocks[row, 1] = second
            draws.blocks[row, 2] = second + lasts
            count += 1
            number += 1
            second += max(1, lasts)
    return True
