"""The way of a pause, a leg or a convoy: which pauses, legs and places it uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.movements import Departure, Movement
from mamarr.logbook.facts.records import Intended, Planned
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.scenario import Scenario


@dataclass(frozen=True)
class Way:
    """What a subject uses."""

    subject: str
    """The subject."""
    is_known: bool
    """Whether scenario or log know it."""
    pauses: tuple[str, ...]
    """Pauses over it."""
    legs: tuple[str, ...]
    """Legs on it."""
    places: tuple[str, ...]
    """Checkpoints on it, and the place itself where a place is asked about."""
    movements: tuple[str, ...] = ()
    """Movements that belong to it; none: all."""

    @property
    def scopes(self) -> frozenset[str]:
        """Everything a decision may be about in order to bind here."""
        return frozenset({self.subject, "operation", *self.pauses, *self.legs, *self.places, *self.movements})


def way_of(scenario: Scenario, facts: Mapping[str, Fact], subject: str) -> Way:
    """Return what *subject* uses; a convoy that nobody has planned uses everything."""
    pauses = [pause.id for pause in scenario.pauses]
    if subject in pauses:
        legs = [leg.id for leg in scenario.legs if subject in leg.pauses]
        return _way(scenario, subject, legs, (subject,))
    if any(leg.id == subject for leg in scenario.legs):
        return _way(scenario, subject, [subject], scenario.leg(subject).pauses)
    if any(place.id == subject for place in scenario.places):
        return Way(subject, True, scenario.place(subject).pauses, (), (subject,))
    every_leg = [leg.id for leg in scenario.legs]
    if subject == "operation":
        return _way(scenario, subject, every_leg, pauses)
    movements = _movements(facts, subject)
    planned = [each for each in _planned(facts) if each.movement in movements]
    legs = sorted({leg for each in planned for leg in _legs(scenario, each)}) or every_leg
    over = {pause for leg in legs for pause in scenario.leg(leg).pauses}
    return _way(scenario, subject, legs, sorted(over), tuple(movements), is_known=bool(movements))


def _way(
    scenario: Scenario,
    subject: str,
    legs: Iterable[str],
    pauses: Iterable[str],
    movements: tuple[str, ...] = (),
    *,
    is_known: bool = True,
) -> Way:
    chosen = tuple(legs)
    ends = {end for leg in chosen for end in (scenario.leg(leg).from_place, scenario.leg(leg).to_place)}
    posts = tuple(place.id for place in scenario.places if isinstance(place, Checkpoint) and place.id in ends)
    return Way(subject, is_known, tuple(pauses), chosen, posts, movements)


def _movements(facts: Mapping[str, Fact], subject: str) -> list[str]:
    """Return the movements of a convoy, or the movement itself; nothing where the log does not know it."""
    found = {each.movement for each in _planned(facts) if subject in (each.movement, each.vehicle)}
    for fact in facts.values():
        if isinstance(fact, Movement) and subject in (fact.movement, fact.vehicle):
            found.add(fact.movement)
        if isinstance(fact, Departure) and fact.convoy == subject:
            found.add(fact.movement)
    return sorted(found)


def _planned(facts: Mapping[str, Fact]) -> tuple[Intended, ...]:
    plans = [(fact.happened, name, fact.movements) for name, fact in facts.items() if isinstance(fact, Planned)]
    return max(plans, key=lambda each: each[:2])[2] if plans else ()


def _legs(scenario: Scenario, planned: Intended) -> set[str]:
    every = {leg.id for leg in scenario.legs}
    found = {name for name, _ in planned.passes if name in every}
    route = scenario.route(planned.at, planned.to) if not found else None
    return found or {leg.id for leg in route or ()}
