"""Statement: what an entry says once its corrections are read with it."""

from collections.abc import Iterable
from typing import NamedTuple

from mamarr.logbook.facts.any import Fact


class Statement(NamedTuple):
    """What counts of one entry. Statements about one subject are read in the order of their first five fields."""

    happened: int
    """Seconds since 1970 at which it happened."""
    clock_ms: int
    """Logical clock of the entry."""
    clock_count: int
    """Entries within the same millisecond."""
    node: str
    """Desk that wrote it."""
    hash: str
    """Name of the entry."""
    recorded: int
    """Seconds since 1970 at which it was written down."""
    fact: Fact
    """What it says."""

    @property
    def is_future(self) -> bool:
        """It is said to have happened after it was written down."""
        return self.happened > self.recorded


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Return *statements* in the order in which they are read."""
    return sorted(statements, key=_order)


def _order(statement: Statement) -> tuple[int, int, int, str, str]:
    return statement[:5]
