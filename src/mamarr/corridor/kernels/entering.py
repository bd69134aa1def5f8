"""When may the next vehicle enter a leg? Convoys, turns, hours, pauses, blocked roads."""

from mamarr.corridor.kernels.compiled import inlaid
from mamarr.corridor.kernels.steps import (
    ALTERNATES,
    DRIVE_FROM,
    DRIVE_LASTS,
    DRIVES,
    HEADWAY,
    HOURLY,
    INTERVAL,
    LANES,
    LARGEST,
    LINE_SPELLS,
    NEVER,
    NUM_DRIVES,
    NUM_LINE_SPELLS,
    RULED,
    SPELL_ENDS,
    SPELL_FROM,
    SPELL_OPENS,
    SPELL_UNTIL,
    Bench,
    Draws,
    Ints,
    Tracks,
)

ENTRY = 0
EXIT = 1
CONVOY = 2


@inlaid
def fit(spells: Ints, first: int, count: int, draws: Draws, second: int, lasts: int) -> int:
    """Return the first second from *second* on at which a stay of *lasts* seconds lies within a spell; NEVER if none does.

    A pause that opens late is waited for. A pause that has broken down lets nobody begin; before it does nobody knows.
    """
    if count == 0:
        return second
    for row in range(first, first + count):
        begins = spells[row, SPELL_FROM]
        if spells[row, SPELL_OPENS] >= 0:
            begins += draws.late[spells[row, SPELL_OPENS]]
        begins = max(begins, second)
        ends = spells[row, SPELL_ENDS]
        if begins + lasts <= spells[row, SPELL_UNTIL] and (ends < 0 or begins < draws.collapse[ends]):
            return begins
    return NEVER


@inlaid
def drive_row(tracks: Tracks, line: int, second: int) -> int:
    """Return the row of `drives` that holds for who enters *line* at *second*."""
    row = tracks.lines[line, DRIVES]
    last = row + tracks.lines[line, NUM_DRIVES] - 1
    while row < last and tracks.drives[row + 1, DRIVE_FROM] <= second:
        row += 1
    return row


@inlaid
def best_lane(tracks: Tracks, bench: Bench, line: int) -> int:
    """Return the lane of *line* that can be entered first; the first of equals."""
    best = 0
    for lane in range(1, tracks.lines[line, LANES]):
        if lane_free(tracks, bench, line, lane) < lane_free(tracks, bench, line, best):
            best = lane
    return best


@inlaid
def lane_free(tracks: Tracks, bench: Bench, line: int, lane: int) -> int:
    """Return the second from which the gap to the last vehicle in *lane* is large enough."""
    if bench.lanes[line, lane, CONVOY] == 0:
        return -NEVER
    gap = tracks.rules[HEADWAY]
    if bench.lanes[line, lane, CONVOY] >= tracks.rules[LARGEST]:
        gap = max(gap, tracks.rules[INTERVAL])
    return bench.lanes[line, lane, ENTRY] + gap


@inlaid
def last_exit(tracks: Tracks, bench: Bench, line: int) -> int:
    """Return the last exit of all who have entered *line*."""
    last = -NEVER
    for lane in range(tracks.lines[line, LANES]):
        last = max(last, bench.lanes[line, lane, EXIT])
    return last


@inlaid
def unblocked(draws: Draws, bench: Bench, leg: int, second: int) -> int:
    """Return *second*, or the end of what blocks the leg then."""
    for row in range(draws.blocks.shape[0]):
        if draws.blocks[row, 1] > second:
            break
        if draws.blocks[row, 0] == leg and draws.blocks[row, 2] > second:
            second = draws.blocks[row, 2]
    for row in range(bench.broken[leg]):
        if bench.stands[leg, row, 0] <= second < bench.stands[leg, row, 1]:
            second = bench.stands[leg, row, 1]
    return second


@inlaid
def may_enter(tracks: Tracks, draws: Draws, bench: Bench, line: int, second: int) -> int:
    """Return the first second from *second* on at which a vehicle may enter *line*, as far as is known; NEVER if none is."""
    lines = tracks.lines
    if lines[line, RULED] == 1:
        second = max(second, lane_free(tracks, bench, line, best_lane(tracks, bench, line)))
    if lines[line, ALTERNATES] == 1:
        second = max(second, last_exit(tracks, bench, line ^ 1))
    if bench.entries[line] >= lines[line, HOURLY]:
        second = max(second, bench.entered[line, bench.entries[line] - lines[line, HOURLY]] + 3600)
    while True:
        before = second
        second = unblocked(draws, bench, line >> 1, second)
        row = drive_row(tracks, line, second)
        lasts = tracks.drives[row, DRIVE_LASTS]
        if lasts == NEVER:
            if row + 1 == lines[line, DRIVES] + lines[line, NUM_DRIVES]:
                return NEVER
            second = tracks.drives[row + 1, DRIVE_FROM]
            continue
        second = fit(tracks.spells, lines[line, LINE_SPELLS], lines[line, NUM_LINE_SPELLS], draws, second, lasts)
        if second in (before, NEVER):
            return second
