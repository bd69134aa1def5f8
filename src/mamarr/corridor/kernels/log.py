"""What the kernels read and write: the corridor on three sheets, the decision, and a desk with the log of trips.

Small compiled functions take these arrays one by one. Taking an array out of a named tuple counts references, which
cost twenty times the work itself when it was done in every call; it is done once, at the top of a run.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NEVER = 2**40

# rules: (RULES,)
ALTERNATING = 0
HEADWAY = 1
INTERVAL = 2
LARGEST = 3
OPENS = 4
CLOSES = 5
ALIGHTING = 6
CENTRE_BAYS = 7
LANES = 8
HORIZON = 9
PATIENT = 10
RULES = 11

# kinds: (K, KIND_COLUMNS), one row a vehicle class
SEATS = 0
LITTERS = 1
COUNT = 2
INSPECTION = 3
RANK = 4
TRANSIT = 5
KIND_COLUMNS = 6

# points: (P, POINT_COLUMNS + 2 K), one row an assembly point; then K drives inward, K drives outward.
# The first four are those of `left`, who still waits there.
LYING = 0
HURT = 1
BOUND = 2
REST = 3
BOARDING = 4
BAYS = 5
POINT_OPENS = 6
POINT_CLOSES = 7
READY = 8
POINT_COLUMNS = 9

# rows: (T + 1, COLUMNS), the log, one row a loaded trip
CLASS = 0
VEHICLE = 1
POINT = 2
STRETCHERS = 3
WOUNDED = 4
TIED = 5
OTHERS = 6
DEPART = 7
ARRIVE = 8
BOARD = 9
LEAVE = 10
HUB = 11
INSPECT = 12
INSPECTED = 13
ENTER = 14
EXIT = 15
ALIGHT = 16
RECEIVED = 17
BACK = 18
HOME = 19
OPENING = 20
RETURN = 21
COLUMNS = 22

# queues: (3, K, T + 1), numbers of rows by class
TO_CHECKPOINT = 0
TO_LANE = 1
TO_CENTRE = 2

# marks: (K + 2, MARKS), one row a class, then one a direction: outward, inward
STARTED = 0
NEXT = 1
LIMIT = 2
COMING = 3
SERVED = 4
SENT = 5
GONE = 6
CAME = 7
WANTED = 8
MARKS = 9
LAST = 0
RUN = 1
CLEAR = 2
WINDOW = 3

# sums: (MEASURES,)
REMAINING = 0
CLEARANCE = 1
WOUNDED_SUM = 2
CURVE = 3
VEHICLE_SUM = 4
MEASURES = 5


class Road(NamedTuple):
    """The corridor on three sheets."""

    rules: Ints  # (RULES,)
    kinds: Ints  # (K, KIND_COLUMNS)
    points: Ints  # (P, POINT_COLUMNS + 2 K)


class Decision(NamedTuple):
    """What has been decided; `mamarr.corridor.passage` says in words what follows from it."""

    trips: Ints  # (K, T) point of each trip in order, -1 past the end
    outward: Ints  # (R, K) vehicles sent out in each opening
    inward: Ints  # (R, K) empty vehicles sent home after each opening
    patience_s: Ints  # (R,) how long a checkpoint lane stays free for a vehicle of better rank


class Desk(NamedTuple):
    """Arrays a run works in; nothing in them outlives the run but `rows`."""

    rows: Ints  # (T + 1, COLUMNS) the log
    queues: Ints  # (3, K, T + 1) rows coming to the checkpoint, inspected, gone out; each in order
    marks: Ints  # (K + 2, MARKS) how far each class is, and what entered last in each direction
    bays: Ints  # (P + 2, B) second from which each bay is free: points, then reception centre, then checkpoint lanes
    left: Ints  # (P, 4) who still waits
