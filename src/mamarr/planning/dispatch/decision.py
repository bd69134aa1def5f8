"""Decision: everything the search may choose; the rest follows."""

from typing import NamedTuple


class Turns(NamedTuple):
    """Windows on an alternating leg, over and over: out for so long, clear, in for so long, clear."""

    first_s: int
    out_s: int
    clear_s: int
    in_s: int


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
    urgent_free: bool = False
    """Whether missions planned for the urgent alone go at any time, windows or not."""
    urgent_first: bool = True
    """Whether all of the urgent are planned before anybody else."""
    haste: float = 1.0
    """How much an early reception is worth against a full vehicle."""
