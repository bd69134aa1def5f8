"""Situation: what holds at an instant, as far as the logbook knows, and what is left to do."""

from mamarr.logbook.holding import Holding
from mamarr.logbook.remaining import remaining
from mamarr.scenario.scenario import Scenario


class Situation(Holding):
    """What holds at an instant, as far as the logbook knows."""

    @property
    def conditions_met(self) -> bool:
        """Every condition and every guarantee that is named is met. Whether to go is decided by a person."""
        return all(each.is_met for each in self.conditions) and all(each.is_met for each in self.guarantees)

    @property
    def is_complete(self) -> bool:
        """Nobody waits, is aboard or not explained, and it is known who stays: an unknown figure completes nothing."""
        left = self.totals.waiting + self.totals.aboard + self.totals.not_explained + self.totals.unaccounted
        return left == 0 and bool(self.staying) and all(each.persons is not None for each in self.staying)

    def remaining(self, scenario: Scenario) -> Scenario:
        """Return what is left of *scenario*: a smaller one whose clock zero is the instant of this situation.

        Raises
        ------
        MamarrError
            log.no-scenario: the scenario has no wall clock and none was adopted.
        """
        return remaining(self, scenario)
