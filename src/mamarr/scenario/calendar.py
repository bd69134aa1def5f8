"""The calendar of a scenario: when a stretch may be used, and how long it takes at a given second."""

from functools import cached_property

from mamarr.scenario.quantities import drive_s
from mamarr.scenario.roads import Leg, LegChange, Traffic
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Spell, Times, united


class Calendar:
    """Pauses, closures, bans and weather of a scenario on one axis of whole seconds."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._pauses = {pause.id: pause for pause in scenario.pauses}
        self._changes = {leg.id: self._changes_of(leg) for leg in scenario.legs}

    def _times(self, spell: Spell) -> Times:
        return spell.times(self.scenario.clock, self.scenario.ends_s)

    def _changes_of(self, leg: Leg) -> list[tuple[int, int, LegChange]]:
        return [(begins, until, change) for change in leg.changes for begins, until in self._times(change)]

    def windows(self, pauses: tuple[str, ...]) -> Times | None:
        """Return when something under *pauses* may be used, first and last second; None for always.

        A stay lies wholly within one of these. Pauses that touch or overlap make one window.
        """
        if not pauses:
            return None
        named = [self._pauses[name] for name in pauses]
        return united([(pause.opens_s, pause.last_s) for pause in named if pause.last_s >= pause.opens_s])

    def closures(self, leg: Leg) -> Times:
        """Return when nobody may be on *leg*: closures and bans. Being there until the first second and from the last is allowed."""
        spells: list[Spell] = [
            *leg.closed,
            *(ban for ban in self.scenario.bans if not ban.where or leg.id in ban.where),
        ]
        return united([times for spell in spells for times in self._times(spell)])

    def opening_hours(self, spells: tuple[Spell, ...]) -> Times | None:
        """Return when a checkpoint works; None for always. An inspection lies wholly within one of these."""
        return united([times for spell in spells for times in self._times(spell)]) if spells else None

    @cached_property
    def _weather(self) -> list[tuple[int, int, int]]:
        """(from, until, row of the weather), the worst first."""
        rows = sorted(range(len(self.scenario.weather)), key=lambda row: self.scenario.weather[row].speed_share)
        return [(*times, row) for row in rows for times in self._times(self.scenario.weather[row])]

    def weather_at(self, second: int) -> tuple[int, ...]:
        """Return the rows of the weather that holds at *second*: from its first second on, until before its last."""
        return tuple(row for begins, until, row in self._weather if begins <= second < until)

    def speed_share(self, leg: Leg, second: int) -> float:
        """Return the share of the speed that is left on *leg* for who enters at *second*: the least of all weathers there."""
        weather = self.scenario.weather
        shares = [
            weather[row].speed_share
            for row in self.weather_at(second)
            if not weather[row].where or leg.id in weather[row].where
        ]
        return min(shares, default=1.0)

    def change_at(self, leg: Leg, second: int) -> LegChange | None:
        """Return what is different on *leg* for who enters at *second*."""
        return next((change for begins, until, change in self._changes[leg.id] if begins <= second < until), None)

    def drive_s(self, leg: Leg, second: int, walks_kmh: float | None = None) -> int | None:
        """Return the seconds from one end of *leg* to the other for who enters at *second*; None where there is no way through.

        On foot (*walks_kmh*) the length and the walking speed count, in weather too; changes of the leg's speed do not.
        """
        change, share = self.change_at(leg, second), self.speed_share(leg, second)
        if share <= 0:
            return None
        if walks_kmh is not None:
            return drive_s(leg.length_m or 0, walks_kmh, share)
        if change is not None and change.travel_s is not None:
            return slowed_s(change.travel_s, share)
        if leg.length_m is not None and leg.speed_kmh is not None:
            speed = change.speed_kmh if change is not None and change.speed_kmh is not None else leg.speed_kmh
            return drive_s(leg.length_m, speed, share)
        return slowed_s(leg.drive_s, share)

    def lanes(self, leg: Leg, second: int) -> int:
        """Return the lanes of *leg* for who enters at *second*."""
        change = self.change_at(leg, second)
        return leg.lanes if change is None or change.lanes is None else change.lanes

    def traffic(self, leg: Leg, second: int) -> Traffic:
        """Return who may drive *leg* in which direction, for who enters at *second*."""
        change = self.change_at(leg, second)
        return leg.traffic if change is None or change.traffic is None else change.traffic

    def seams(self, leg: Leg) -> tuple[int, ...]:
        """Return every second from which on *leg* may take another time, carry another traffic or be closed, in order."""
        weather = [(a, b) for a, b, row in self._weather if self._slows(row, leg)]
        spans = [*((a, b) for a, b, _ in self._changes[leg.id]), *weather, *self.closures(leg)]
        return tuple(sorted({second for span in spans for second in span if 0 < second <= self.scenario.ends_s}))

    def _slows(self, row: int, leg: Leg) -> bool:
        where = self.scenario.weather[row].where
        return not where or leg.id in where

    def aboard_limit_s(self, second: int) -> int | None:
        """Return the longest time aboard for those who begin to board at *second*."""
        own = [self.scenario.weather[row].aboard_s for row in self.weather_at(second)]
        return min((limit for limit in [*own, self.scenario.limits.aboard_s] if limit is not None), default=None)

    def outdoors_limit_s(self, second: int) -> int | None:
        """Return the longest time outdoors for those who begin to board, or to walk, at *second*."""
        own = [self.scenario.weather[row].outdoors_s for row in self.weather_at(second)]
        return min((limit for limit in [*own, self.scenario.limits.outdoors_s] if limit is not None), default=None)


def slowed_s(seconds: int, share: float) -> int:
    """Return the seconds of a drive of *seconds* at a *share* of the speed, rounded up."""
    from fractions import Fraction

    exact = seconds / Fraction(str(share))
    return -(-exact.numerator // exact.denominator)
