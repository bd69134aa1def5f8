"""What comes next? A binary heap of whole numbers: the second, then what happens, then to whom."""

from mamarr.corridor.kernels.compiled import inlaid
from mamarr.corridor.kernels.steps import Ints

STEP_ENDS = 0
CALLED = 1
WAKES = 2

_WHOM = 2**20
_WHAT = 2**22


@inlaid
def push(heap: Ints, size: Ints, second: int, what: int, whom: int) -> None:
    """Note that *what* happens to *whom* at *second*. A full heap is remembered in size[1] and the note is lost."""
    n = size[0]
    if n >= heap.shape[0]:
        size[1] = 1
        return
    key = second * _WHAT + what * _WHOM + whom
    while n > 0 and heap[(n - 1) >> 1] > key:
        heap[n] = heap[(n - 1) >> 1]
        n = (n - 1) >> 1
    heap[n] = key
    size[0] += 1


@inlaid
def pop(heap: Ints, size: Ints) -> int:
    """Take the first note out and return it."""
    first = heap[0]
    size[0] -= 1
    n = size[0]
    key = heap[n]
    at = 0
    below = 1
    while below < n:
        if below + 1 < n and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[at] = heap[below]
        at = below
        below = 2 * at + 1
    heap[at] = key
    return first


@inlaid
def second_of(key: int) -> int:
    """Return the second of a note."""
    return key // _WHAT


@inlaid
def what_of(key: int) -> int:
    """Return what happens."""
    return (key % _WHAT) // _WHOM


@inlaid
def whom_of(key: int) -> int:
    """Return to whom."""
    return key % _WHOM
