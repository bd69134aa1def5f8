"""How kernels are compiled: machine code kept between processes, threads let go while it runs.

numba keeps compiled code by the date of the function's own file. After a change in one kernel, remove `__pycache__`, or
the kernels that call it go on calling the old one.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return *function* compiled."""
    return cast("Function", numba.njit(cache=True, nogil=True)(function))


def lean(function: Function) -> Function:
    """Return *function* compiled without counting references to arrays: only for those that make no array.

    Counting took two thirds of the time of a run, because every small function counted each of its arrays twice.
    """
    return cast("Function", numba.njit(cache=True, nogil=True, _nrt=False)(function))


def inlaid(function: Function) -> Function:
    """Return *function* compiled into every caller: for small parts of one kernel that share large tables.

    A call of its own would copy every table's description, some fifty words each, and that took ten times the work itself.
    """
    return cast("Function", numba.njit(cache=True, nogil=True, _nrt=False, forceinline=True)(function))
