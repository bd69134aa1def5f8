"""How did it end? Who is out and when, who was caught inside, who is left where."""

from typing import NamedTuple

from mamarr.corridor.kernels.compiled import inlaid, lean
from mamarr.corridor.kernels.steps import (
    ABOARD,
    BEGUN,
    BOARDS,
    FIRST,
    GROUP,
    HORIZON,
    IS_DRIVE,
    LEFT,
    LINE_SPELLS,
    LOADS,
    NEVER,
    NOT_BEGUN,
    NOT_DRIVEN,
    NUM_LINE_SPELLS,
    NUM_LOADS,
    PLACE,
    RECEIVES,
    SPELL_ENDS,
    SPELL_FROM,
    STATE,
    STEPS,
    TURNED_BACK,
    WHERE,
    Draws,
    Ints,
    Sheets,
    Tracks,
)

# ints: (N, RESULT_COLUMNS)
OUT = 0  # people received by the horizon
CAME = 1  # people who wanted to leave
CLEARANCE = 2  # second at which the last of them was received; 0 without any
CAUGHT = 3  # people on a leg when the pause over it ended
CAUGHT_VEHICLES = 4  # vehicles, with people and without
TURNED = 5  # people aboard a vehicle that could not go on
RESULT_COLUMNS = 6


class Results(NamedTuple):
    """How N replications ended."""

    ints: Ints  # (N, RESULT_COLUMNS)
    groups: Ints  # (N, G) people received by the horizon
    came: Ints  # (N, G) people who wanted to leave
    left: Ints  # (N, places + 1) people not received, by place; the last: on the road
    curve: Ints  # (N, B) people received by the end of each of B equal parts of the horizon


@lean
def sum_up(tracks: Tracks, draws: Draws, sheets: Sheets, results: Results, row: int) -> None:
    """Write the end of one replication into *row* of *results*."""
    results.ints[row] = 0
    results.groups[row] = 0
    results.left[row] = 0
    results.curve[row] = 0
    parts = results.curve.shape[1]
    horizon = tracks.rules[HORIZON]
    for group in range(tracks.groups.shape[0]):
        results.came[row, group] = draws.came[group]
        results.ints[row, CAME] += draws.came[group]
        results.left[row, tracks.homes[group]] += sheets.left[group]
    for trip in range(tracks.trips.shape[0]):
        if sheets.fates[trip, STATE] in (NOT_BEGUN, NOT_DRIVEN):
            continue
        second = NEVER
        for step in range(tracks.trips[trip, FIRST], tracks.trips[trip, FIRST] + tracks.trips[trip, STEPS]):
            if tracks.steps[step, RECEIVES] == 1 and sheets.times[step, BEGUN] < NEVER:
                second = sheets.times[step, BEGUN] + draws.lasts[step]
        is_caught = end_caught(tracks, draws, sheets, results, row, trip)
        for load in range(tracks.trips[trip, LOADS], tracks.trips[trip, LOADS] + tracks.trips[trip, NUM_LOADS]):
            persons = sheets.carried[load]
            if is_caught:
                results.left[row, results.left.shape[1] - 1] += persons
            elif second <= horizon:
                results.ints[row, OUT] += persons
                results.groups[row, tracks.loads[load, GROUP]] += persons
                results.ints[row, CLEARANCE] = max(results.ints[row, CLEARANCE], second)
                results.curve[row, min(parts - 1, second * parts // max(1, horizon))] += persons
            else:
                results.left[row, sheets.fates[trip, PLACE]] += persons
        if sheets.fates[trip, STATE] == TURNED_BACK and not is_caught:
            results.ints[row, TURNED] += sheets.fates[trip, ABOARD]
    for part in range(1, parts):
        results.curve[row, part] += results.curve[row, part - 1]


@inlaid
def end_caught(tracks: Tracks, draws: Draws, sheets: Sheets, results: Results, row: int, trip: int) -> bool:
    """Count *trip* if the pause ended while it was on a leg; say whether people were aboard."""
    is_boarded = False
    is_caught = False
    for step in range(tracks.trips[trip, FIRST], tracks.trips[trip, FIRST] + tracks.trips[trip, STEPS]):
        begun = sheets.times[step, BEGUN]
        if begun == NEVER:
            break
        if tracks.steps[step, BOARDS] == 1:
            is_boarded = True
        if tracks.steps[step, IS_DRIVE] == 0:
            continue
        ends = end_of_pause(tracks, draws, tracks.steps[step, WHERE], begun)
        if begun < ends < sheets.times[step, LEFT]:
            results.ints[row, CAUGHT_VEHICLES] += 1
            if is_boarded and sheets.fates[trip, ABOARD] > 0:
                results.ints[row, CAUGHT] += sheets.fates[trip, ABOARD]
                is_caught = True
            break
    return is_caught


@inlaid
def end_of_pause(tracks: Tracks, draws: Draws, line: int, second: int) -> int:
    """Return when the pause really ends that holds over *line* at *second*; NEVER without one."""
    first, count = tracks.lines[line, LINE_SPELLS], tracks.lines[line, NUM_LINE_SPELLS]
    ends = NEVER
    for row in range(first, first + count):
        pause = tracks.spells[row, SPELL_ENDS]
        if tracks.spells[row, SPELL_FROM] <= second and pause >= 0:
            ends = min(tracks.pauses[pause, 1], draws.collapse[pause])
    return ends
