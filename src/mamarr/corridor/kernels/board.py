"""Who rides on the next trip, and when does it reach the checkpoint? Loads, bays, inner legs."""

from mamarr.corridor.kernels.compiled import lean
from mamarr.corridor.kernels.log import (
    ARRIVE,
    BAYS,
    BOARD,
    BOARDING,
    BOUND,
    CLASS,
    DEPART,
    HUB,
    HURT,
    LEAVE,
    LITTERS,
    LYING,
    OTHERS,
    POINT,
    POINT_CLOSES,
    POINT_COLUMNS,
    POINT_OPENS,
    READY,
    REST,
    SEATS,
    STRETCHERS,
    TIED,
    WOUNDED,
    Ints,
)


@lean
def has_load(kinds: Ints, left: Ints, kind: int, point: int) -> bool:
    """Return whether anybody at *point* still waits for what class *kind* offers."""
    if kinds[kind, LITTERS] > 0 and left[point, LYING] > 0:
        return True
    return kinds[kind, SEATS] > 0 and left[point, HURT] + left[point, BOUND] + left[point, REST] > 0


@lean
def take(kinds: Ints, rows: Ints, left: Ints, row: int) -> None:
    """Load whoever is left: stretcher cases; on seats the wounded, then others, tied companions last."""
    kind = rows[row, CLASS]
    point = rows[row, POINT]
    seats = kinds[kind, SEATS]
    rows[row, STRETCHERS] = min(left[point, LYING], kinds[kind, LITTERS])
    rows[row, WOUNDED] = min(left[point, HURT], seats)
    seats -= rows[row, WOUNDED]
    rows[row, OTHERS] = min(left[point, REST], seats)
    seats -= rows[row, OTHERS]
    rows[row, TIED] = min(left[point, BOUND], seats)
    left[point, LYING] -= rows[row, STRETCHERS]
    left[point, HURT] -= rows[row, WOUNDED]
    left[point, BOUND] -= rows[row, TIED]
    left[point, REST] -= rows[row, OTHERS]


@lean
def fetch(points: Ints, rows: Ints, bays: Ints, row: int, point: int) -> bool:
    """Drive to *point* and back to the hub, free from DEPART on; False if the point closes before that."""
    kind = rows[row, CLASS]
    classes = (points.shape[1] - POINT_COLUMNS) // 2
    leaves = max(rows[row, DEPART], points[point, POINT_OPENS])
    arrives = leaves + points[point, POINT_COLUMNS + kind]
    begins = max(arrives, points[point, READY])
    bay = 0
    if points[point, BAYS] <= bays.shape[1]:
        for other in range(1, points[point, BAYS]):
            if bays[point, other] < bays[point, bay]:
                bay = other
        begins = max(begins, bays[point, bay])
    ends = begins + points[point, BOARDING]
    hub = ends + points[point, POINT_COLUMNS + classes + kind]
    if hub > points[point, POINT_CLOSES]:
        return False
    bays[point, bay] = ends
    rows[row, POINT] = point
    rows[row, DEPART] = leaves
    rows[row, ARRIVE] = arrives
    rows[row, BOARD] = begins
    rows[row, LEAVE] = ends
    rows[row, HUB] = hub
    return True
