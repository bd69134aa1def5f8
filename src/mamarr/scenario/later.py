"""A scenario seen from a later instant: its clock zero is moved, and nothing in it lies before that.

What cannot happen any more is said by what is left: a leg whose last pause is over, or a checkpoint whose last opening hour is, is
closed for good. Movements tied to each other depend on who has left: they are left as they are.
"""

from datetime import UTC, timedelta
from typing import Any

from mamarr.errors import MamarrError
from mamarr.scenario.agreements import Release
from mamarr.scenario.people import Group
from mamarr.scenario.places import AnyPlace, Checkpoint
from mamarr.scenario.quantities import Clock
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Spell


def later(scenario: Scenario, by_s: int) -> Scenario:
    """Return *scenario* with its clock zero *by_s* seconds later; itself where that is nothing.

    Raises
    ------
    MamarrError
        log.over: the horizon lies before that.
    """
    if by_s <= 0:
        return scenario
    if by_s >= scenario.ends_s:
        raise MamarrError("log.over", found=by_s, wanted=scenario.ends_s)
    return _Later(scenario, by_s).scenario()


class _Later:
    """One scenario on its way to a later clock zero."""

    def __init__(self, scenario: Scenario, by_s: int) -> None:
        self.old, self.by_s = scenario, by_s
        starts = scenario.starts
        self.starts = (
            None if starts is None else (starts.astimezone(UTC) + timedelta(seconds=by_s)).astimezone(starts.tzinfo)
        )
        self.clock = Clock(scenario.time_zone, self.starts)
        self.ends_s = scenario.ends_s - by_s
        self.over = {pause.id for pause in scenario.pauses if pause.last_s <= by_s}
        self.shut: set[str] = set()
        """Legs that nobody can use any more."""

    def second(self, second: int) -> int:
        """Return a second of the old clock on the new one; what is past is now."""
        return max(0, second - self.by_s)

    def scenario(self) -> Scenario:
        """Return the scenario."""
        old = self.old
        places = tuple(self._place(place) for place in old.places)
        changes: dict[str, Any] = {
            "starts": self.starts,
            "ends_s": self.ends_s,
            "places": places,
            "legs": tuple(self._leg(leg) for leg in old.legs),
            "groups": tuple(self._group(group) for group in old.groups),
            "pauses": tuple(
                pause.replace(opens_s=self.second(pause.opens_s), closes_s=self.second(pause.closes_s))
                for pause in old.pauses
                if pause.id not in self.over
            ),
            "bans": self._spells(old.bans),
            "weather": self._spells(old.weather),
            "hazards": tuple(
                hazard.replace(opens_s=self.second(hazard.opens_s), closes_s=self.second(hazard.closes_s))
                for hazard in old.hazards
                if hazard.closes_s > self.by_s
            ),
            "aid": tuple(
                aid if aid.latest_s is None else aid.replace(latest_s=self.second(aid.latest_s)) for aid in old.aid
            ),
            "commitments": tuple(
                each.replace(until_s=self.second(each.until_s))
                for each in old.commitments
                if each.kind == "fixed" or each.until_s >= self.by_s
            ),
        }
        return old.replace(**changes)

    def _spells(self, spells: tuple[Any, ...]) -> tuple[Any, ...]:
        found = []
        for spell in spells:
            if spell.daily:
                found.append(spell.replace(from_s=self._daily(spell.from_s), until_s=self._daily(spell.until_s)))
            elif spell.until_s > self.by_s:
                found.append(spell.replace(from_s=self.second(spell.from_s), until_s=self.second(spell.until_s)))
        return tuple(found)

    def _daily(self, second: int) -> int:
        """Return the first second at which the clock on the wall shows the same."""
        second -= self.by_s
        days = 0
        while self.clock.days_later(second, days) < 0:
            days += 1
        return self.clock.days_later(second, days)

    def _pauses(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
        """Return the pauses that are not over, and whether none is left of those there were."""
        left = tuple(name for name in names if name not in self.over)
        return left, bool(names) and not left

    def _place(self, place: AnyPlace) -> AnyPlace:
        changes: dict[str, Any] = {}
        changes["pauses"], is_over = self._pauses(place.pauses)
        if isinstance(place, Checkpoint) and place.opening_hours:
            changes["opening_hours"] = self._spells(place.opening_hours)
            if not changes["opening_hours"]:
                self.shut |= {leg.id for leg in behind(self.old, place)}
        release = getattr(place, "release", None)
        if release is not None:
            changes["release"] = self._release(release)
        if is_over:
            self.shut |= {leg.id for leg in self.old.legs if place.id in (leg.from_place, leg.to_place)}
        return place.replace(**changes)

    def _leg(self, leg: Leg) -> Leg:
        pauses, is_over = self._pauses(leg.pauses)
        closed = self._spells(leg.closed)
        if is_over or leg.id in self.shut:
            closed = (*closed, Spell(from_s=0, until_s=self.ends_s))
        return leg.replace(pauses=pauses, closed=closed, changes=self._spells(leg.changes))

    def _group(self, group: Group) -> Group:
        choice = group.choice
        if choice is not None and choice.heard_at_s is not None:
            heard = choice.heard_at_s - self.by_s
            choice = choice.replace(heard_at_s=heard if heard >= 0 else None)
        return group.replace(ready_s=self.second(group.ready_s), choice=choice)

    def _release(self, release: Release) -> Release:
        """The release that runs already is not counted on: the next one is the first."""
        first = release.first_s - self.by_s
        if first < 0:
            first += -(first // release.every_s) * release.every_s
        return release.replace(first_s=first)


def behind(scenario: Scenario, checkpoint: Checkpoint) -> list[Leg]:
    """Return the legs that are entered after an inspection at *checkpoint*."""
    out = [leg for leg in scenario.legs if leg.from_place == checkpoint.id and checkpoint.direction in ("out", "both")]
    inward = [leg for leg in scenario.legs if leg.to_place == checkpoint.id and checkpoint.direction in ("in", "both")]
    return [*out, *inward]
