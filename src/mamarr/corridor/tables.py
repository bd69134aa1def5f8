"""The corridor as tables: whole seconds, whole persons, whole vehicles.

A `Corridor` is built from a scenario by `build_corridor`, never saved and never shown. Row order is the order of the
scenario file. P points, K vehicle classes.

The shape of this version: assembly points around one hub (where the fleet is stationed and the checkpoint stands), one
lane from the hub to one reception centre, one pause.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NEVER = 2**40
"""A second that does not come: later than every horizon."""

UNLIMITED = 2**30
"""A count that does not limit."""


class Points(NamedTuple):
    """Assembly points."""

    inward_s: Ints  # (P, K) drive hub -> point
    outward_s: Ints  # (P, K) drive point -> hub
    boarding_s: Ints  # (P,) a vehicle stands in a bay for this long
    bays: Ints  # (P,) vehicles boarding at once
    opens_s: Ints  # (P,) no vehicle stands or drives inside before this ...
    closes_s: Ints  # (P,) ... nor after this (closing less margin); equality is allowed
    stretchers: Ints  # (P,) stretcher cases (wounded and sick lying)
    wounded: Ints  # (P,) seated wounded and sick
    tied: Ints  # (P,) companions who leave only if their patient does; 0 where they may go alone
    others: Ints  # (P,) everybody else on seats, companions who may go alone included
    ready_s: Ints  # (P,) nobody boards before this


class Classes(NamedTuple):
    """Vehicle classes."""

    seats: Ints  # (K,)
    stretchers: Ints  # (K,)
    count: Ints  # type: ignore[assignment]  # (K,) vehicles, all at the hub at clock zero; hides tuple.count on purpose
    inspection_s: Ints  # (K,) service time at the checkpoint; 0 without a checkpoint
    rank: Ints  # (K,) order of service among those waiting, from 0 to K - 1, 0 first; equal ranks are first come first served
    transit_s: Ints  # (K,) lane, either way


class Lane(NamedTuple):
    """The stretch under convoy rules, from the hub to the reception centre."""

    is_alternating: np.int64  # 1: one direction at a time, clear before it changes; 0: both directions at once
    headway_s: np.int64  # least time between the entries of successive vehicles in one direction
    interval_s: np.int64  # a convoy is a maximal run of entries less than this apart
    largest: np.int64  # vehicles in one convoy
    opens_s: np.int64  # no vehicle inside before this ...
    closes_s: np.int64  # ... nor after this (closing less margin); leaving at this very second is allowed


class Checkpoint(NamedTuple):
    """Outward inspection at the hub. A free lane takes whoever waits and never idles for somebody on the way."""

    lanes: np.int64  # UNLIMITED without a checkpoint


class Reception(NamedTuple):
    """The reception centre."""

    alighting_s: np.int64
    bays: np.int64


class Corridor(NamedTuple):
    """All tables of one corridor."""

    points: Points
    classes: Classes
    checkpoint: Checkpoint
    lane: Lane
    reception: Reception
    horizon_s: np.int64  # who is never received counts as this in sums of reception seconds
