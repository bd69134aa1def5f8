"""Hours: when a leg may be driven and a place may serve, each spell with the pause it waits for and ends with."""

from mamarr.planning.ground import Ground
from mamarr.scenario.places import AnyPlace, Checkpoint
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Times

_ALWAYS = 2**40

Spell = tuple[int, int, int, int]
"""First and last second, the pause whose opening it waits for, the pause with which it ends; -1 without one."""


class Hours:
    """The table of spells of a scenario, filled as it is asked for."""

    def __init__(self, scenario: Scenario, ground: Ground) -> None:
        self.scenario, self.ground = scenario, ground
        self.rows: list[Spell] = []

    def on_leg(self, leg: Leg) -> tuple[int, int]:
        """Return the first row and the number of rows of the spells in which *leg* may be driven; none for always."""
        return self._add(_without(self._paused(leg.pauses), self.ground.closures[leg.id]))

    def at_place(self, place: AnyPlace) -> tuple[int, int]:
        """Return the same of the services at *place*."""
        spells = self._paused(place.pauses)
        if isinstance(place, Checkpoint):
            spells = _within(spells, self.ground.calendar.opening_hours(place.opening_hours))
        return self._add(spells)

    def _add(self, spells: list[Spell]) -> tuple[int, int]:
        if spells == [(0, _ALWAYS, -1, -1)]:
            return 0, 0
        first = len(self.rows)
        self.rows += spells or [(_ALWAYS, _ALWAYS - 1, -1, -1)]  # never: no stay fits
        return first, len(self.rows) - first

    def _paused(self, names: tuple[str, ...]) -> list[Spell]:
        """Return the pauses as spells; those that touch or overlap are one."""
        if not names:
            return [(0, _ALWAYS, -1, -1)]
        spells: list[Spell] = []
        numbers = {pause.id: number for number, pause in enumerate(self.scenario.pauses)}
        for pause in sorted((self.scenario.pause(name) for name in names), key=lambda pause: pause.opens_s):
            if pause.last_s < pause.opens_s:
                continue
            number = numbers[pause.id]
            if spells and pause.opens_s <= spells[-1][1]:
                begins, ends, opens, closes = spells[-1]
                is_later = pause.last_s > ends
                spells[-1] = (begins, max(ends, pause.last_s), opens, number if is_later else closes)
            else:
                spells.append((pause.opens_s, pause.last_s, number, number))
        return spells


def _without(spells: list[Spell], closures: Times) -> list[Spell]:
    """Cut *closures* out of *spells*; only the first piece waits for the pause to open."""
    found = []
    for spell in spells:
        since, ends, opens, closes = spell
        for shut, open_again in closures:
            if open_again <= since or shut >= ends:
                continue
            if shut >= since:
                found.append((since, shut, opens, closes))
            since, opens = open_again, -1
        if since <= ends:
            found.append((since, ends, opens, closes))
    return found


def _within(spells: list[Spell], hours: Times | None) -> list[Spell]:
    """Return what of *spells* lies in *hours*."""
    if hours is None:
        return spells
    found = []
    for begins, ends, opens, closes in spells:
        for since, until in hours:
            if max(begins, since) <= min(ends, until):
                found.append((max(begins, since), min(ends, until), opens if since <= begins else -1, closes))
    return found
