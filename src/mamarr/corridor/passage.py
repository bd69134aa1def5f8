"""Movements driven through the corridor: what a decision means, to the second.

A `Decision` is short: for each class the order of the points to be visited, for each opening of the lane how many
vehicles of each class go out, for each return how many come in, and how patient the checkpoint is. Everything else
follows, in whole seconds, by the rules below. Any decision of the right shape can be driven: numbers that are too large
are cut to what there is, and trips that cannot pass in time are not made.

**One run.** R openings numbered 0 to R-1; return i follows opening i; there is no return after the last opening.
`limit[k]`, the sum of `outward[:, k]`, is the greatest number of trips class k begins.

1. *The garage.* At second 0 all vehicles stand at the hub. They are asked in order of rank, then class, then number to
   begin a trip.
2. *Beginning a trip* (a vehicle of class k, at the hub from f on). If class k has begun `limit[k]` trips, it rests for
   good. Otherwise the next point p of `trips[k]` is taken; if there is none (-1, which
   this vehicle uses up, or the end), it rests for good. If nobody at
   p waits for what the class offers (stretcher cases for its stretchers; wounded, others or tied companions for its
   seats), p is skipped and the next point taken. It departs at max(f, opens of p), arrives after the inward drive, and
   boards at the latest of: arrival, readiness of p, and the first second at which one of the bays is free. Bays are dealt in
   the order in which trips are begun, each trip to the bay that is free first, kept from board to board + boarding.
   It comes to the checkpoint at board + boarding + outward drive. If that is after the closing of p, p is
   skipped too, as if it had not been taken from the list. Otherwise people are taken off those who wait: stretcher cases as far as
   stretchers go; on seats the wounded, then others, then tied companions.
3. *Opening i.* Of class k it takes w[k] = min(outward[i, k], vehicles of the class between the garage and the lane).
   As long as a class has less than w[k] inspected vehicles at the mouth, one more vehicle is inspected (rule 4). Then
   they enter (rule 5), each class in the order of its inspections.
4. *Inspecting one more vehicle.* The lane that is free first, at g, takes it. Let a be the earliest arrival among all
   vehicles that have begun a trip and have not been inspected. Among those who arrive by max(g, a) + patience the one
   with the best (smallest) rank is taken, among equals the one who arrives first; among equals the class that comes first
   in the file; within a class the trip that was begun first. It begins at max(g, its arrival). The
   patience is `patience_s[i]` of the opening being filled; it counts as 0 if any point closes before the lane does.
5. *Entering, either way.* e is the latest of: last entry in this direction + headway (+ interval in place of headway,
   if that is longer, when the running convoy is full), the opening of the lane and, where traffic alternates, the last
   exit of the other direction so far. The next to enter is the class whose next vehicle can enter first, that is at
   max(e, inspected) or max(e, received); then the best rank; then the file's order. An entry less than the interval after the one before
   continues its convoy, any other begins one. Outward, a vehicle that would leave the lane after its closing does not enter, now or ever;
   later ones of its class may.
6. *Reception.* Bays of the reception centre are dealt in order of entry, each to the bay free first; alighting begins
   at max(exit, bay free); received = alighting ended.
7. *Return i.* Of class k it takes min(inward[i, k], vehicles at the centre, limit[k] - trips begun), in the order
   in which they went out, entering by rule 5. Each begins its next trip (rule 2) when it reaches the hub, before the next
   one enters; a vehicle that finds no trip left rests at the hub. After every entry the number still to come is cut to
   limit[k] - trips begun. If one would leave the lane after its closing, it and all others of its class stay outside for good.

**Where both directions have a lane of their own** there are no openings: `limit` and patience are read as above (the patience of
opening 0), every vehicle at the centre goes home while its class has begun fewer trips than its limit,
and what can happen first happens first: a return, an inspection (at max(g, a) of rule 4), an entry outward; at the
same second in this order.

**What is not made.** At the end of a run tied companions beyond floor(tied x stretcher cases out / stretcher cases) of
their point step off again, from the last begun trip that carries any backwards. Trips that did not enter the
lane, or carry nobody, are struck out: `trips[k]` becomes the points of the trips of class k that remain in the order begun,
outward and inward become the numbers that went
(a return with the trip its vehicle had made before), and the run is repeated until nothing is struck out.

**Waiting.** Those who would reach the checkpoint and then be passed over hold at the assembly point after boarding. In order of
begin of inspection (all begins of one second together) each vehicle's arrival becomes the latest of: its earliest
arrival; the begin itself if some checkpoint lane was free just before; otherwise the last second at which a lane ceased to be free;
one second after the last earlier begin of a vehicle of worse rank; the arrival of the vehicle of equal rank inspected before.
With patience 0 nobody holds.
"""

import heapq
from typing import NamedTuple

import numpy as np

from mamarr.corridor.kernels import log
from mamarr.corridor.kernels.log import Decision, Desk, Road
from mamarr.corridor.kernels.weigh import weigh
from mamarr.corridor.kernels.windows import run
from mamarr.corridor.tables import Corridor, Ints

__all__ = ["Decision", "Measures", "Passage", "drive", "keep_made", "measure", "remaining"]


class Passage(NamedTuple):
    """One row a loaded trip, in the order in which trips are begun; all arrays of equal length, times in seconds."""

    kind: Ints  # vehicle class
    vehicle: Ints  # number within the class, from 0
    point: Ints
    stretchers: Ints
    wounded: Ints
    tied: Ints
    others: Ints
    depart_s: Ints  # leaves the hub
    arrive_s: Ints  # at the assembly point
    board_s: Ints  # boarding begins
    leave_s: Ints  # leaves the point; later than the end of boarding if it holds there
    hub_s: Ints  # at the checkpoint
    inspect_s: Ints
    inspected_s: Ints
    enter_s: Ints  # the lane, outward
    exit_s: Ints
    alight_s: Ints
    received_s: Ints
    back_s: Ints  # enters the lane inward, empty; NEVER if it stays outside
    home_s: Ints  # at the hub again; NEVER if it stays outside


class Measures(NamedTuple):
    """What a passage is worth; every number is better when smaller."""

    remaining: int  # people not received
    clearance_s: int  # last received
    wounded_s: int  # sum over the wounded of the second of reception, who remains counts as the horizon
    curve_s: int  # the same over everybody
    vehicle_s: int  # hub to received, and lane inward


def lay_road(corridor: Corridor) -> Road:
    """Return the sheets the kernels read."""
    points, classes, lane, centre = corridor.points, corridor.classes, corridor.lane, corridor.reception
    lanes = min(int(classes.count.sum()), int(corridor.checkpoint.lanes))
    is_patient = points.closes_s.min() >= lane.closes_s
    rules = (lane.is_alternating, lane.headway_s, lane.interval_s, lane.largest, lane.opens_s, lane.closes_s)
    rest = (centre.alighting_s, centre.bays, max(1, lanes), corridor.horizon_s, is_patient)
    people = (points.stretchers, points.wounded, points.tied, points.others)
    place = (points.boarding_s, points.bays, points.opens_s, points.closes_s, points.ready_s)
    return Road(
        rules=np.array(rules + rest, dtype=np.int64),
        kinds=np.stack(
            (classes.seats, classes.stretchers, classes.count, classes.inspection_s, classes.rank, classes.transit_s),
            axis=1,
        ).astype(np.int64),
        points=np.concatenate(
            (np.stack(people + place, axis=1), points.inward_s, points.outward_s), axis=1, dtype=np.int64
        ),
    )


def lay_desk(road: Road, num_trips: int) -> Desk:
    """Return a desk large enough for *num_trips* trips of each class."""
    kinds, points = len(road.kinds), len(road.points)
    vehicles = int(road.kinds[:, log.COUNT].sum())
    counts = [int(bays) for bays in (*road.points[:, log.BAYS], road.rules[log.CENTRE_BAYS]) if bays < vehicles]
    width = max([1, int(road.rules[log.LANES]), *counts])
    return Desk(
        rows=np.zeros((kinds * num_trips + 1, log.COLUMNS), dtype=np.int64),
        queues=np.zeros((3, kinds, num_trips + 1), dtype=np.int64),
        marks=np.zeros((kinds + 2, log.MARKS), dtype=np.int64),
        bays=np.zeros((points + 2, width), dtype=np.int64),
        left=np.zeros((points, 4), dtype=np.int64),
    )


def made(rows: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return which rows of a log are trips that pass and carry somebody."""
    load = rows[:, log.STRETCHERS] + rows[:, log.WOUNDED] + rows[:, log.TIED] + rows[:, log.OTHERS]
    passes: np.ndarray[tuple[int], np.dtype[np.bool_]] = (rows[:, log.ENTER] < log.NEVER) & (load > 0)
    return passes


def strike(decision: Decision, rows: Ints) -> Decision:
    """Return the decision that makes just the trips of *rows*."""
    trips = np.full_like(decision.trips, -1)
    outward, inward = np.zeros_like(decision.outward), np.zeros_like(decision.inward)
    for kind in range(len(trips)):
        points = rows[rows[:, log.CLASS] == kind, log.POINT]
        trips[kind, : len(points)] = points
    np.add.at(outward, (rows[:, log.OPENING], rows[:, log.CLASS]), 1)
    home = rows[rows[:, log.BACK] < log.NEVER]
    np.add.at(inward, (home[:, log.RETURN], home[:, log.CLASS]), 1)
    return Decision(trips, outward, inward, decision.patience_s)


def settle(corridor: Corridor, decision: Decision) -> tuple[Decision, Ints, Measures]:
    """Return *decision* without the trips that cannot be made, its log and what it is worth."""
    road = lay_road(corridor)
    desk = lay_desk(road, decision.trips.shape[1])
    sums = np.zeros(log.MEASURES, dtype=np.int64)
    while True:
        count = run(road, decision, desk)
        weigh(road, desk.rows, count, desk.left, sums)
        keep = made(desk.rows[:count])
        if keep.all():
            return decision, desk.rows[:count].copy(), Measures(*(int(each) for each in sums))
        decision = strike(decision, desk.rows[:count][keep])


def hold(corridor: Corridor, rows: Ints) -> None:
    """Put off arrivals at the checkpoint until nobody is passed over and no lane is free while somebody waits."""
    lanes = int(corridor.checkpoint.lanes)
    ends: list[int] = []
    full_since = 0
    worse: dict[int, int] = {}
    before: dict[int, int] = {}
    order = np.lexsort((rows[:, log.HUB], rows[:, log.INSPECT]))
    seconds, firsts = np.unique(rows[order, log.INSPECT], return_index=True)
    for begins, first, after in zip(seconds, firsts, np.append(firsts, len(order))[1:], strict=True):
        together = order[first:after]
        while ends and ends[0] < begins:
            heapq.heappop(ends)
        if len(ends) < lanes:
            full_since = int(begins)
        ranks = corridor.classes.rank[rows[together, log.CLASS]]
        for row, rank in zip(together, ranks, strict=True):
            passed = max((at for other, at in worse.items() if other > rank), default=-1)
            arrival = max(int(rows[row, log.HUB]), full_since, passed + 1, before.get(int(rank), 0))
            before[int(rank)] = arrival
            rows[row, log.LEAVE] += arrival - rows[row, log.HUB]
            rows[row, log.HUB] = arrival
        for row, rank in zip(together, ranks, strict=True):
            worse[int(rank)] = int(begins)
            heapq.heappush(ends, int(rows[row, log.INSPECTED]))


def drive(corridor: Corridor, decision: Decision) -> Passage:
    """Return what happens on *decision*, one row a loaded trip; every rule of the corridor is kept."""
    _, rows, _ = settle(corridor, decision)
    hold(corridor, rows)
    return Passage(*(rows[:, column].copy() for column in range(log.OPENING)))


def measure(corridor: Corridor, decision: Decision) -> Measures:
    """Return what *decision* is worth when driven."""
    return settle(corridor, decision)[2]


def keep_made(corridor: Corridor, decision: Decision) -> Decision:
    """Return *decision* without the trips that cannot be made; driven, it gives the same passage."""
    return settle(corridor, decision)[0]


def remaining(corridor: Corridor, decision: Decision) -> Ints:
    """Return who is left at each point: (P, 4) stretcher cases, wounded, tied companions, others."""
    _, rows, _ = settle(corridor, decision)
    points = corridor.points
    left = np.stack((points.stretchers, points.wounded, points.tied, points.others), axis=1).astype(np.int64)
    np.subtract.at(left, rows[:, log.POINT], rows[:, log.STRETCHERS : log.OTHERS + 1])
    return left
