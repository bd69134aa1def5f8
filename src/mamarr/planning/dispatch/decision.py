"""Decision: everything the search may choose; the rest follows."""

from typing import Literal, NamedTuple

from mamarr.planning.dispatch.script import Line
from mamarr.planning.dispatch.turns import Turns

Order = Literal["urgent", "full", "fleet", "together"]
"""Who is planned for the whole day before anybody else.

The urgent; whoever rides in the largest vehicles; whoever rides in vehicles that come back, before own means; nobody.
"""
ORDERS: tuple[Order, ...] = ("urgent", "full", "fleet", "together")


class Decision(NamedTuple):
    """What the dispatcher follows."""

    turns: dict[str, Turns] = {}
    """Windows of alternating legs; a leg that is not named is free, and only conflicts are avoided."""
    size: int = 6
    """Vehicles of a convoy that is put together."""
    patience_s: int = 1200
    """How long the first of them waits for the last."""
    first: dict[tuple[str, int], int] = {}
    """For the n-th mission of a vehicle: which of its options, counted from the best, it takes."""
    script: tuple[Line, ...] = ()
    """Missions that come before all others, in this order."""
    binds_all: bool = False
    """Whether those who were under way before the plan follow the windows too."""
    urgent_free: bool = False
    """Whether missions planned for the urgent alone go at any time, windows or not."""
    order: Order = "urgent"
    """Who is planned for the whole day before anybody else."""
    haste: float = 1.0
    """How much an early reception is worth against a full vehicle."""
    reach: float = 1.0
    """How much near points come before far ones; below 0 the far ones come first."""
    lying_first: bool | None = None
    """Whether ambulances come before buses that are free at the same second; None: as the objective has it."""
