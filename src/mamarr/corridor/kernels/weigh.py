"""What is a driven timetable worth? People out, when, and how long vehicles were at work."""

import numpy as np

from mamarr.corridor.kernels.compiled import compiled
from mamarr.corridor.kernels.log import (
    BACK,
    BOUND,
    CLEARANCE,
    CURVE,
    DEPART,
    ENTER,
    HOME,
    HORIZON,
    HURT,
    LYING,
    NEVER,
    OTHERS,
    POINT,
    RECEIVED,
    REMAINING,
    REST,
    STRETCHERS,
    TIED,
    VEHICLE_SUM,
    WOUNDED,
    WOUNDED_SUM,
    Ints,
    Road,
)


@compiled
def leave_companions(points: Ints, rows: Ints, count: int, left: Ints) -> None:
    """Take tied companions whose patient stays off the last trips that carry any."""
    left[:] = 0
    for row in range(count):
        if rows[row, ENTER] < NEVER:
            left[rows[row, POINT], LYING] += rows[row, STRETCHERS]
            left[rows[row, POINT], BOUND] += rows[row, TIED]
    for point in range(points.shape[0]):
        if points[point, LYING] > 0:
            left[point, BOUND] -= points[point, BOUND] * left[point, LYING] // points[point, LYING]
        else:
            left[point, BOUND] = 0
    for row in range(count - 1, -1, -1):
        point = rows[row, POINT]
        if rows[row, ENTER] < NEVER and left[point, BOUND] > 0:
            stay = min(left[point, BOUND], rows[row, TIED])
            rows[row, TIED] -= stay
            left[point, BOUND] -= stay


@compiled
def weigh(road: Road, rows: Ints, count: int, left: Ints, sums: Ints) -> None:
    """Write the measures of the first *count* rows of the log into *sums*; all are better when smaller."""
    points = road.points
    wounded = people = last = wounded_sum = curve = vehicles = np.int64(0)
    for point in range(points.shape[0]):
        wounded += points[point, LYING] + points[point, HURT]
        people += points[point, BOUND] + points[point, REST]
        left[point, BOUND] = points[point, BOUND]
    people += wounded
    if points[:, BOUND].any():
        leave_companions(points, rows, count, left)
    for row in range(count):
        if rows[row, ENTER] < NEVER:
            received = rows[row, RECEIVED]
            hurt = rows[row, STRETCHERS] + rows[row, WOUNDED]
            load = hurt + rows[row, TIED] + rows[row, OTHERS]
            wounded -= hurt
            people -= load
            wounded_sum += hurt * received
            curve += load * received
            vehicles += received - rows[row, DEPART]
            if rows[row, BACK] < NEVER:
                vehicles += rows[row, HOME] - rows[row, BACK]
            if load > 0:
                last = max(last, received)
    sums[REMAINING] = people
    sums[CLEARANCE] = last
    sums[WOUNDED_SUM] = wounded_sum + wounded * road.rules[HORIZON]
    sums[CURVE] = curve + people * road.rules[HORIZON]
    sums[VEHICLE_SUM] = vehicles
