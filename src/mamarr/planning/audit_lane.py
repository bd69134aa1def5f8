"""The audit of one lane with its hub: the sums of the lane, and those of the narrow places of every shape beside them.

Where classes differ much the lane's own sums are weak, because each of them takes the quickest inspection and the largest load of all.
"""

from collections.abc import Mapping

from mamarr.planning.audit import Lane
from mamarr.planning.audit_throats import Throats
from mamarr.planning.collation import Quantity, Sum
from mamarr.scenario.scenario import Scenario


class LaneAndThroats:
    """What the sums of one lane are: the arguments that `collation` asks."""

    def __init__(self, scenario: Scenario) -> None:
        self._lane, self._throats = Lane(scenario), Throats(scenario)
        self.quantities: Mapping[str, Quantity] = {**self._throats.quantities, **self._lane.quantities}

    def carriable(self) -> int:
        """Return how many people can be carried at all."""
        return self._lane.carriable()

    def sums(self, kind: str, people: int) -> list[Sum]:
        """Return every form in which the argument *kind* is true, for plans that bring out *people*.

        Narrow places are asked only where as many people can be carried as the lane says.
        """
        if kind in self._lane.quantities:
            return self._lane.sums(kind, people)
        return self._throats.sums(kind, people) if self._throats.carriable() == self.carriable() else []
