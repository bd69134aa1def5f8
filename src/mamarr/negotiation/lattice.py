"""Lattice: every combination of asks as a set of bits, and what one verdict says about others.

An ask that relaxes need not be used. So a set with a plan that is enough makes every larger set enough, and a set that is
proven useless makes every smaller one useless, as long as the asks in which they differ relax.
"""

from collections.abc import Iterable, Iterator, Sequence

from mamarr.negotiation.asks import Ask


class Lattice:
    """All sets of *asks*, no two of one family in a set; a set is the sum of 1 << place of its asks."""

    def __init__(self, asks: Sequence[Ask]) -> None:
        self.asks = tuple(asks)
        self.relaxing = sum(1 << place for place, ask in enumerate(self.asks) if ask.relaxes)
        self.sets = tuple(sorted(self._sets(), key=lambda mask: (mask.bit_count(), self.cost(mask), mask)))
        """Fewest asks first, then the cheapest."""

    def _sets(self) -> Iterator[int]:
        for mask in range(1 << len(self.asks)):
            families = [ask.family for ask in self.members(mask) if ask.family]
            if len(set(families)) == len(families):
                yield mask

    def members(self, mask: int) -> Iterator[Ask]:
        """Yield the asks of a set."""
        return (ask for place, ask in enumerate(self.asks) if mask >> place & 1)

    def ids(self, mask: int) -> tuple[str, ...]:
        """Return the ids of a set."""
        return tuple(ask.id for ask in self.members(mask))

    def cost(self, mask: int) -> int:
        """Return the cost of a set."""
        return sum(ask.cost for ask in self.members(mask))

    def allows(self, larger: int, smaller: int) -> bool:
        """Tell whether every plan with *smaller* may be carried out with *larger* too."""
        return smaller & ~larger == 0 and (larger & ~smaller) & ~self.relaxing == 0

    def below(self, mask: int, among: Iterable[int]) -> list[int]:
        """Return the sets of *among* whose plans may be carried out with *mask*."""
        return [each for each in among if self.allows(mask, each)]

    def above(self, mask: int, among: Iterable[int]) -> list[int]:
        """Return the sets of *among* that may carry out what *mask* may."""
        return [each for each in among if self.allows(each, mask)]
