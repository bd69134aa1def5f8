"""Progress: what a watcher is told while a plan is made."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """What a watcher is told while a plan is made."""

    stage: str
    """construct, search, other-order, without-aid, bound or judge; of a stress test stress, causes or ranges."""
    elapsed_s: float
    """Seconds since the beginning."""
    people_total: int
    """Everybody announced."""
    people_out: int | None = None
    """People the best plan so far brings out."""
    clearance_s: int | None = None
    """Its clearance."""
    bound: int | None = None
    """The hand's bound on what is open: people where somebody remains, else the clearance in seconds."""
    gap: float | None = None
    """How far the best so far is from that bound, as a share."""
    done: int | None = None
    """Of work that is counted, how much is done."""
    of: int | None = None
    """Of how much."""


Watch = Callable[[Progress], None]
Stop = Callable[[], bool]
