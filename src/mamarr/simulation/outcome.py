"""StressTest: a plan against many futures. Confidential: it says who is left where."""

from typing import ClassVar, Literal

from mamarr.document import Document
from mamarr.simulation.assumptions import Assumption


class Chance(Document):
    """A chance with two intervals: what the number of replications leaves open, and what is not known of the assumptions."""

    low: float
    """Lower end for the number of replications, 95 %."""
    estimate: float
    """Share of the replications, every assumption in the middle of its range."""
    high: float
    """Upper end."""
    worst: float
    """Least share when the assumptions move within their ranges."""
    best: float
    """Greatest share then."""


class Quantiles(Document):
    """5, 50 and 95 in a hundred replications have at most this."""

    p05: int
    """5 in a hundred have at most this."""
    p50: int
    """Half have at most this."""
    p95: int
    """95 in a hundred have at most this."""


class Category(Document):
    """People of one category."""

    category: str
    """Which."""
    chance_all_out: Chance
    """That all of them who came are received."""
    people_out: Quantiles
    """How many are."""


class Left(Document):
    """People not received, by where they are."""

    place: str
    """The place; `road` for those on a leg when the pause ended."""
    mean: float
    """On average."""
    share: float
    """Share of the replications in which somebody is left here."""


class Cause(Document):
    """What is to blame: how many of the failures would not be if it were as announced, everything else the same."""

    code: str
    """Which."""
    share: float
    """Share of the failures."""
    people: float
    """People more who would be out, on average."""


class Band(Document):
    """The evacuation curve: people received by each second in 5, 50 and 95 in a hundred replications."""

    second: tuple[int, ...]
    """Seconds since clock zero."""
    p05: tuple[int, ...]
    """People received by then; 5 in a hundred replications have at most so many."""
    p50: tuple[int, ...]
    """The same for half of them."""
    p95: tuple[int, ...]
    """The same for 95 in a hundred."""


class StressTest(Document):
    """What many futures make of a plan."""

    unhashed: ClassVar[frozenset[str]] = frozenset({"seconds", "fingerprint"})

    mamarr: Literal[1] = 1
    """Version of the file."""
    kind: Literal["stress"] = "stress"
    """What the file holds."""
    fingerprint: str = ""
    """Hash of the content."""
    plan: str
    """Fingerprint of the plan."""
    replications: int
    """How many futures."""
    seed: int
    """With it the same futures come again."""
    people_total: int
    """Announced."""
    people_planned: int
    """Brought out by the plan as announced."""
    chance_nobody_caught: Chance
    """That nobody is on a leg when the pause over it ends."""
    chance_all_out: Chance
    """That everybody who came is received."""
    people_came: Quantiles
    """Who wanted to leave."""
    people_out: Quantiles
    """Who was received."""
    clearance_s: Quantiles
    """When the last of them was."""
    categories: tuple[Category, ...]
    """By category, the wounded and sick first."""
    left: tuple[Left, ...]
    """Who is left where."""
    causes: tuple[Cause, ...]
    """What is to blame, the most first."""
    compared: int
    """Replications that were played again for causes and for ranges."""
    curve: Band
    """The curve."""
    assumptions: tuple[Assumption, ...]
    """What was thought to be uncertain."""
    seconds: float = 0.0
    """How long it took."""

    @property
    def replications_per_second(self) -> float:
        """Speed."""
        return self.replications / self.seconds if self.seconds else 0.0
