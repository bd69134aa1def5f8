"""Points: what of a road has to be seen, and when a pause begins and ends according to the log."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.records import Adopted
from mamarr.logbook.facts.roads import Closure, Reopening, Window
from mamarr.logbook.positions import OBSERVES
from mamarr.scenario.scenario import Scenario


def kind_of_subject(scenario: Scenario, subject: str) -> str:
    """Return what *subject* is: pause, leg, place, or other (a movement, talks)."""
    for kind, section in (("pause", scenario.pauses), ("leg", scenario.legs), ("place", scenario.places)):
        if any(each.id == subject for each in section):
            return kind
    return "other"


def named_points(scenario: Scenario, subject: str) -> tuple[str, ...]:
    """Return every point that has to be seen before *subject* is observed; of a movement none."""
    kind = kind_of_subject(scenario, subject)
    if kind == "place":
        return (subject,)
    if kind == "leg":
        leg = scenario.leg(subject)
        return tuple(sorted(set(leg.points or (leg.from_place, leg.to_place))))
    if kind == "pause":
        return tuple(sorted(set(scenario.pause(subject).points or _under(scenario, subject))))
    return ()


def oldest(scenario: Scenario, subject: str) -> timedelta:
    """Return how old an own observation of *subject* may be."""
    pauses = [pause for pause in scenario.pauses if pause.id == subject]
    return timedelta(seconds=pauses[0].oldest_s) if pauses else OBSERVES


def clock_zero(scenario: Scenario, facts: Mapping[str, Fact]) -> datetime | None:
    """Return clock zero on the wall: the scenario's own, else that of its last adoption; None where nobody has said."""
    if scenario.starts is not None:
        return scenario.starts.astimezone(UTC)
    adopted = [(fact.happened, name, fact.zero) for name, fact in facts.items() if isinstance(fact, Adopted)]
    return max(adopted)[2] if adopted else None


def times_of(scenario: Scenario, pause: str, facts: Mapping[str, Fact]) -> tuple[datetime, datetime] | None:
    """Return when a pause opens and closes, as the last entries with a time changed it; None where no clock is known."""
    zero = clock_zero(scenario, facts)
    if zero is None:
        return None
    window = scenario.pause(pause)
    opens, closes = (zero + timedelta(seconds=second) for second in (window.opens_s, window.closes_s))
    changes = [
        (fact.happened, name, fact) for name, fact in facts.items() if isinstance(fact, Window) and fact.pause == pause
    ]
    for _, _, change in sorted(changes, key=lambda each: each[:2]):
        opens, closes = change.opens or opens, change.closes or closes
    return opens, closes


def stopped_by(facts: Mapping[str, Fact], subject: str) -> str | None:
    """Return the entry that suspends, cancels or closes *subject*; None where the last such entry lets it go on."""
    found: list[tuple[datetime, bool, str]] = []
    for name, fact in facts.items():
        if isinstance(fact, Window) and fact.pause == subject:
            found.append((fact.happened, fact.state in ("suspended", "cancelled"), name))
        elif isinstance(fact, Closure | Reopening) and fact.at == subject:
            found.append((fact.happened, isinstance(fact, Closure), name))
    if not found:
        return None
    _, stops, name = max(found)
    return name if stops else None


def _under(scenario: Scenario, pause: str) -> set[str]:
    points = {place.id for place in scenario.places if pause in place.pauses}
    for leg in scenario.legs:
        if pause in leg.pauses:
            points |= {leg.from_place, leg.to_place}
    return points
