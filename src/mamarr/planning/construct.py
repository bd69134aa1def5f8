"""A first timetable, within milliseconds."""

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.passage import Decision, measure
from mamarr.corridor.tables import Corridor, Ints

TRIED = 24
"""Numbers of openings that are tried."""

PATIENCE_S = 200
"""How long checkpoint lanes wait for better ranks in a first guess."""


def _needed(corridor: Corridor) -> tuple[Ints, Ints]:
    """Return how many trips of each class (row) each point (column) needs: for who sits, then for who lies."""
    points, classes = corridor.points, corridor.classes
    seated = points.wounded + points.tied + points.others
    with_seats = np.zeros((len(classes.count), len(points.bays)), dtype=np.int64)
    with_stretchers = with_seats.copy()
    for kind, (seats, stretchers) in enumerate(zip(classes.seats, classes.stretchers, strict=True)):
        if seats > 0:
            with_seats[kind] = -(-seated // seats)
        if stretchers > 0:
            with_stretchers[kind] = -(-points.stretchers // stretchers)
    return with_seats, with_stretchers


def _shares(each: Ints, count: Ints) -> NDArray[np.float64]:
    """Return the share of each class in all the room for one kind of people."""
    room = each * count
    return room / max(1, int(room.sum()))


def list_trips(corridor: Corridor) -> list[list[int]]:
    """Return, for each class, a list of points that would bring everybody out: far points first, one trip a point in turn.

    A class that carries lying people brings only its share of those who sit: an ambulance with one seat would else be
    sent for everybody, one by one.
    """
    points, classes = corridor.points, corridor.classes
    with_seats, with_stretchers = _needed(corridor)
    seat_shares = _shares(classes.seats, classes.count)
    lists = []
    for kind in range(len(classes.count)):
        seated = with_seats[kind]
        if classes.stretchers[kind] > 0:
            seated = np.ceil(seated * seat_shares[kind]).astype(np.int64)
        need = np.maximum(seated, with_stretchers[kind])
        far = sorted(range(len(need)), key=lambda point: (-int(points.outward_s[point, kind]), point))
        lists.append([point for turn in range(int(need.max(initial=0))) for point in far if turn < need[point]])
    return lists


def list_rounds(corridor: Corridor, lists: list[list[int]], rounds: int) -> list[list[int]]:
    """Return the trips of *lists* in so many rounds: in each, its share of every point's trips, near points first.

    Whoever comes back with all others finds a near point first, so that the checkpoint does not stand idle for long.
    """
    ordered = []
    for kind, trips in enumerate(lists):
        near = np.argsort(corridor.points.outward_s[:, kind], kind="stable")
        need = np.bincount(np.array(trips, dtype=np.int64), minlength=len(near))[near]
        shares = np.diff(need[None, :] * np.arange(rounds + 1)[:, None] // rounds, axis=0)
        ordered.append([int(point) for share in shares for point in np.repeat(near, share)])
    return ordered


def list_all(lists: list[list[int]]) -> Ints:
    """Return *lists* as one array, -1 past the end of each."""
    trips = np.full((len(lists), max([1, *map(len, lists)])), -1, dtype=np.int64)
    for kind, each in enumerate(lists):
        trips[kind, : len(each)] = each
    return trips


def share_trips(corridor: Corridor, lists: list[list[int]]) -> Ints:
    """Return how many trips each class is likely to make: classes that carry the same people share by capacity."""
    classes = corridor.classes
    with_seats, with_stretchers = (each.sum(axis=1) for each in _needed(corridor))
    seated = np.ceil(with_seats * _shares(classes.seats, classes.count))
    lying = np.ceil(with_stretchers * _shares(classes.stretchers, classes.count))
    longest = [len(each) for each in lists]
    shares: Ints = np.minimum(np.maximum(seated, lying), longest).astype(np.int64)
    return shares


def spread(trips: Ints, numbers: Ints, openings: int, patience_s: int) -> Decision:
    """Return the decision that spreads *numbers* of trips evenly over *openings* and brings everybody home each time."""
    turn = np.arange(openings + 1, dtype=np.int64)[:, None]
    outward = np.diff(numbers[None, :] * turn // openings, axis=0)
    return Decision(trips, outward, outward.copy(), np.full(openings, patience_s, dtype=np.int64))


def fewest_openings(corridor: Corridor, numbers: Ints) -> int:
    """Return the openings that the scarcest class needs for its *numbers* of trips, all its vehicles in each."""
    return max(1, int((-(-numbers // np.maximum(1, corridor.classes.count))).max()))


def repeat_rounds(corridor: Corridor, patience_s: int = PATIENCE_S) -> Decision:
    """Return the same round again and again: the scarcest class with all its vehicles, the others spread evenly.

    Where the lane carries one direction at a time, this is hard to beat for many trips, and hard to find by small changes.
    """
    lists = list_trips(corridor)
    numbers = share_trips(corridor, lists)
    openings = fewest_openings(corridor, numbers)
    return spread(list_all(list_rounds(corridor, lists, openings)), numbers, openings, patience_s)


def construct(corridor: Corridor) -> Decision:
    """Return a decision that can be driven: the best of a few even spreads over more and more openings, and of rounds.

    It never fails: where nobody can get out, it makes no trips.
    """
    lists = list_trips(corridor)
    numbers = share_trips(corridor, lists)
    trips = list_all(lists)
    best = spread(trips, numbers, 1, 0)
    if not corridor.lane.is_alternating:
        return best
    least = measure(corridor, best)
    fewest = max(1, -(-int(numbers.sum()) // max(1, int(corridor.classes.count.sum()))))
    spreads = (spread(trips, numbers, openings, 0) for openings in range(fewest, fewest + TRIED))
    for decision in (*spreads, repeat_rounds(corridor)):
        worth = measure(corridor, decision)
        if (worth.remaining, worth.clearance_s) < (least.remaining, least.clearance_s):
            best, least = decision, worth
    return best
