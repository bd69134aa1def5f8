"""How does a whole timetable run? Openings outward and returns in turn, everything else as soon as it can be."""

import numpy as np

from mamarr.corridor.kernels.board import fetch, has_load, take
from mamarr.corridor.kernels.compiled import compiled, lean
from mamarr.corridor.kernels.log import (
    ALIGHT,
    ALIGHTING,
    ALTERNATING,
    BACK,
    CAME,
    CENTRE_BAYS,
    CLASS,
    CLOSES,
    COMING,
    COUNT,
    DEPART,
    ENTER,
    EXIT,
    GONE,
    HOME,
    INSPECTED,
    LANES,
    LAST,
    LIMIT,
    LYING,
    NEVER,
    NEXT,
    OPENING,
    PATIENT,
    RANK,
    RECEIVED,
    REST,
    RETURN,
    SENT,
    SERVED,
    STARTED,
    TO_CENTRE,
    TO_LANE,
    TRANSIT,
    VEHICLE,
    WANTED,
    WINDOW,
    Decision,
    Desk,
    Ints,
    Road,
)
from mamarr.corridor.kernels.march import earliest_entry, enter
from mamarr.corridor.kernels.serve import expect, first_arrival, serve_next


@lean
def send(
    kinds: Ints, points: Ints, trips: Ints, rows: Ints, queues: Ints, marks: Ints, bays: Ints, left: Ints, row: int
) -> int:
    """Begin, in *row*, the next trip of the vehicle written there, free at DEPART; return the next unused row."""
    kind = rows[row, CLASS]
    while marks[kind, STARTED] < marks[kind, LIMIT] and marks[kind, NEXT] < trips.shape[1]:
        point = trips[kind, marks[kind, NEXT]]
        marks[kind, NEXT] += 1
        if point < 0:
            break
        if has_load(kinds, left, kind, point) and fetch(points, rows, bays, row, point):
            take(kinds, rows, left, row)
            marks[kind, STARTED] += 1
            rows[row, ENTER] = NEVER
            expect(rows, queues, marks, kind, row)
            return row + 1
    return row


@compiled
def lay_out(road: Road, decision: Decision, desk: Desk) -> int:
    """Clear the desk and send every vehicle in the garage on its first trip; return the number of trips begun."""
    kinds, points = road.kinds, road.points
    rows, queues, marks, bays, left = desk.rows, desk.queues, desk.marks, desk.bays, desk.left
    left[:] = points[:, LYING : REST + 1]
    bays[:] = 0
    marks[:] = 0
    marks[kinds.shape[0] :, LAST] = -NEVER
    row = 0
    for rank in range(kinds.shape[0]):
        for kind in range(kinds.shape[0]):
            if kinds[kind, RANK] == rank:
                marks[kind, LIMIT] = decision.outward[:, kind].sum()
                for vehicle in range(kinds[kind, COUNT]):
                    rows[row, CLASS] = kind
                    rows[row, VEHICLE] = vehicle
                    rows[row, DEPART] = 0
                    row = send(kinds, points, decision.trips, rows, queues, marks, bays, left, row)
    return row


@lean
def receive(rules: Ints, rows: Ints, centre: Ints, row: int) -> None:
    """Let those aboard alight as soon as there is a bay."""
    begins = rows[row, EXIT]
    if rules[CENTRE_BAYS] <= centre.shape[0]:
        bay = 0
        for other in range(1, rules[CENTRE_BAYS]):
            if centre[other] < centre[bay]:
                bay = other
        begins = max(begins, centre[bay])
        centre[bay] = begins + rules[ALIGHTING]
    rows[row, ALIGHT] = begins
    rows[row, RECEIVED] = begins + rules[ALIGHTING]


@lean
def pick(kinds: Ints, rows: Ints, queues: Ints, marks: Ints, way: int, earliest: int) -> int:
    """Return the class that enters next in direction *way*: who can first; of these the best rank; -1 for nobody."""
    best = -1
    at = np.int64(NEVER)
    rank = np.int64(NEVER)
    mark, column = (SENT, INSPECTED) if way == 0 else (CAME, RECEIVED)
    for kind in range(kinds.shape[0]):
        if marks[kind, WANTED] > 0:
            entry = max(rows[queues[TO_LANE + way, kind, marks[kind, mark]], column], earliest)
            if entry < at or (entry == at and kinds[kind, RANK] < rank):
                best, at, rank = kind, entry, kinds[kind, RANK]
    return best


@lean
def enter_outward(rules: Ints, kinds: Ints, rows: Ints, queues: Ints, marks: Ints, centre: Ints, kind: int) -> None:
    """Let the next inspected vehicle of class *kind* enter; if it cannot leave in time it never drives."""
    row = queues[TO_LANE, kind, marks[kind, SENT]]
    marks[kind, SENT] += 1
    entry = max(rows[row, INSPECTED], earliest_entry(rules, marks, 0))
    leaves = entry + kinds[kind, TRANSIT]
    if leaves <= rules[CLOSES]:
        rows[row, ENTER] = entry
        rows[row, EXIT] = leaves
        rows[row, OPENING] = marks[kinds.shape[0], WINDOW]
        rows[row, BACK] = NEVER
        rows[row, HOME] = NEVER
        enter(rules, marks, 0, entry, leaves)
        receive(rules, rows, centre, row)
        queues[TO_CENTRE, kind, marks[kind, GONE]] = row
        marks[kind, GONE] += 1


@lean
def enter_inward(rules: Ints, kinds: Ints, rows: Ints, queues: Ints, marks: Ints, kind: int, row: int) -> bool:
    """Let the next empty vehicle of class *kind* go home and write it into *row*, free at DEPART.

    If it cannot leave the lane in time it stays, and so does every vehicle of its class from then on.
    """
    last = queues[TO_CENTRE, kind, marks[kind, CAME]]
    entry = max(rows[last, RECEIVED], earliest_entry(rules, marks, 1))
    leaves = entry + kinds[kind, TRANSIT]
    if leaves > rules[CLOSES]:
        marks[kind, LIMIT] = marks[kind, STARTED]
        return False
    marks[kind, CAME] += 1
    rows[last, BACK] = entry
    rows[last, HOME] = leaves
    rows[last, RETURN] = marks[kinds.shape[0] + 1, WINDOW]
    enter(rules, marks, 1, entry, leaves)
    rows[row, CLASS] = kind
    rows[row, VEHICLE] = rows[last, VEHICLE]
    rows[row, DEPART] = leaves
    return True


@compiled
def go_out(road: Road, decision: Decision, desk: Desk, opening: int) -> None:
    """One opening outward: inspect until everybody it takes has passed, then let them enter."""
    rules, kinds = road.rules, road.kinds
    rows, queues, marks = desk.rows, desk.queues, desk.marks
    centre = desk.bays[road.points.shape[0]]
    lanes = desk.bays[road.points.shape[0] + 1, : rules[LANES]]
    patience = decision.patience_s[opening] if rules[PATIENT] else 0
    marks[kinds.shape[0], WINDOW] = opening
    for kind in range(kinds.shape[0]):
        marks[kind, WANTED] = min(decision.outward[opening, kind], marks[kind, COMING] - marks[kind, SENT])
    for kind in range(kinds.shape[0]):
        while marks[kind, SERVED] - marks[kind, SENT] < marks[kind, WANTED]:
            serve_next(kinds, rows, queues, marks, lanes, patience)
    while True:
        kind = pick(kinds, rows, queues, marks, 0, earliest_entry(rules, marks, 0))
        if kind < 0:
            break
        marks[kind, WANTED] -= 1
        enter_outward(rules, kinds, rows, queues, marks, centre, kind)


@compiled
def come_in(road: Road, decision: Decision, desk: Desk, opening: int, row: int) -> int:
    """One return of empty vehicles, each of which begins its next trip; return the number of trips begun so far."""
    rules, kinds, points, trips = road.rules, road.kinds, road.points, decision.trips
    rows, queues, marks, bays, left = desk.rows, desk.queues, desk.marks, desk.bays, desk.left
    marks[kinds.shape[0] + 1, WINDOW] = opening
    for kind in range(kinds.shape[0]):
        outside = marks[kind, GONE] - marks[kind, CAME]
        marks[kind, WANTED] = min(decision.inward[opening, kind], outside, marks[kind, LIMIT] - marks[kind, STARTED])
    while True:
        kind = pick(kinds, rows, queues, marks, 1, earliest_entry(rules, marks, 1))
        if kind < 0:
            return row
        if enter_inward(rules, kinds, rows, queues, marks, kind, row):
            row = send(kinds, points, trips, rows, queues, marks, bays, left, row)
        marks[kind, WANTED] = min(marks[kind, WANTED] - 1, marks[kind, LIMIT] - marks[kind, STARTED])


@compiled
def run_windows(road: Road, decision: Decision, desk: Desk) -> int:
    """Drive openings and returns in turn; return the number of trips begun. Who never enters keeps ENTER at NEVER."""
    row = lay_out(road, decision, desk)
    for opening in range(decision.outward.shape[0]):
        go_out(road, decision, desk, opening)
        if opening + 1 < decision.outward.shape[0]:
            row = come_in(road, decision, desk, opening, row)
    return row


@compiled
def run_stream(road: Road, decision: Decision, desk: Desk) -> int:
    """Drive both directions at once, in order of time; return the number of trips begun."""
    rules, kinds, points, trips = road.rules, road.kinds, road.points, decision.trips
    rows, queues, marks, bays, left = desk.rows, desk.queues, desk.marks, desk.bays, desk.left
    centre = bays[points.shape[0]]
    lanes = bays[points.shape[0] + 1, : rules[LANES]]
    patience = decision.patience_s[0] if rules[PATIENT] else 0
    row = lay_out(road, decision, desk)
    while True:
        back = entry = service = np.int64(NEVER)
        for kind in range(kinds.shape[0]):
            to_make = marks[kind, LIMIT] - marks[kind, STARTED]
            marks[kind, WANTED] = min(marks[kind, GONE] - marks[kind, CAME], to_make)
        inward = pick(kinds, rows, queues, marks, 1, earliest_entry(rules, marks, 1))
        if inward >= 0:
            back = max(rows[queues[TO_CENTRE, inward, marks[inward, CAME]], RECEIVED], earliest_entry(rules, marks, 1))
        for kind in range(kinds.shape[0]):
            marks[kind, WANTED] = marks[kind, SERVED] - marks[kind, SENT]
        outward = pick(kinds, rows, queues, marks, 0, earliest_entry(rules, marks, 0))
        if outward >= 0:
            entry = max(
                rows[queues[TO_LANE, outward, marks[outward, SENT]], INSPECTED], earliest_entry(rules, marks, 0)
            )
        first = first_arrival(rows, queues, marks)
        if first < NEVER:
            service = max(first, lanes.min())
        if back < NEVER and back <= min(entry, service):
            if enter_inward(rules, kinds, rows, queues, marks, inward, row):
                row = send(kinds, points, trips, rows, queues, marks, bays, left, row)
        elif service < NEVER and service <= entry:
            serve_next(kinds, rows, queues, marks, lanes, patience)
        elif outward >= 0:
            enter_outward(rules, kinds, rows, queues, marks, centre, outward)
        else:
            return row


@compiled
def run(road: Road, decision: Decision, desk: Desk) -> int:
    """Drive the whole timetable; return the number of trips begun."""
    if road.rules[ALTERNATING]:
        return run_windows(road, decision, desk)
    return run_stream(road, decision, desk)
