"""Requirements of the scenario: the standing of its pauses and roads, their times, and its conditions with their evidence."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.words import Agreement, ConditionState
from mamarr.logbook.lines import Code, Line
from mamarr.logbook.points import stopped_by, times_of
from mamarr.logbook.standing import Assessment
from mamarr.logbook.way import Way
from mamarr.scenario.commitments import Condition
from mamarr.scenario.scenario import Scenario


def pause_lines(
    known: Mapping[str, Fact], scenario: Scenario, way: Way, found: Mapping[str, Assessment], at: datetime
) -> Iterator[Line]:
    """Yield for each pause whether it stands as it has to, and whether the minute lies within it."""
    for name in way.pauses:
        pause = scenario.pause(name)
        yield _standing("pause-standing", found[name], pause.needs)
        hours = times_of(scenario, name, known)
        if hours is None:
            yield Line(code="pause-time-unknown", met=False, about=name, from_whom=("desk",))
            continue
        opens, last = hours[0], hours[1] - timedelta(seconds=pause.margin_s)
        code: Code = "pause-too-early" if at < opens else "pause-over" if at > last else "pause-time"
        expires = opens if code == "pause-too-early" else last
        yield Line(code=code, met=code == "pause-time", about=name, expires=expires)


def road_lines(
    known: Mapping[str, Fact], scenario: Scenario, way: Way, found: Mapping[str, Assessment]
) -> Iterator[Line]:
    """Yield for each leg and checkpoint whether it is open, and what it stands as where something is said or needed."""
    needs = {leg.id: leg.needs for leg in scenario.legs}
    for name in (*way.legs, *way.places):
        stopped = found[name].standing == "collapsed" and _closed(known, name)
        yield Line(code="road-closed" if stopped else "road-open", met=not stopped, about=name)
        needed = needs.get(name)
        if needed is not None:
            yield _standing("road-standing", found[name], needed)
        elif found[name].standing in ("contradicted", "collapsed") and not stopped:
            yield _standing("road-standing", found[name], "announced")


def condition_lines(known: Mapping[str, Fact], scenario: Scenario, way: Way, at: datetime) -> Iterator[Line]:
    """Yield whether each condition of the scenario that applies is met."""
    every = {each.id for section in (scenario.pauses, scenario.legs, scenario.places) for each in section}
    here = {way.subject, *way.pauses, *way.legs, *way.places, *way.movements}
    for condition in scenario.conditions:
        if way.subject == "operation" or condition.applies_to in here or condition.applies_to not in every:
            yield _condition(known, condition, at)


def _standing(code: Code, found: Assessment, needed: str) -> Line:
    return Line(
        code=code,
        met=found.reaches(needed),
        about=found.subject,
        terms={
            "standing": found.standing,
            "needs": needed,
            "questioned": int(found.questioned),
            "seen": len(found.seen),
            "points": len(found.seen) + len(found.unseen),
        },
        from_whom=tuple(dict.fromkeys(whom for lift in found.lifts for whom in lift.from_whom)),
        lifts=found.lifts,
        entries=tuple(voice.entry for voice in found.voices if voice.counts),
        expires=found.until if found.reaches(needed) else None,
    )


def _closed(known: Mapping[str, Fact], name: str) -> bool:
    return stopped_by(known, name) is not None


def _condition(known: Mapping[str, Fact], condition: Condition, at: datetime) -> Line:
    broken = _broken(known, condition.id)
    if broken:
        return _line("condition-broken", condition, entries=(broken,))
    states = [
        (fact.happened, fact.state == "not met", name, fact)
        for name, fact in known.items()
        if isinstance(fact, ConditionState) and fact.condition == condition.id
    ]
    if not states:
        return _line("condition-unknown", condition)
    happened, _, name, state = max(states, key=lambda each: each[:3])
    if state.state == "not met":
        return _line("condition-refused", condition, entries=(name,))
    limit = happened + timedelta(seconds=condition.expires_s) if condition.expires_s is not None else None
    expires = min((moment for moment in (state.expires, limit) if moment is not None), default=None)
    if expires is not None and expires <= at:
        return _line("condition-expired", condition, (name,), expires)
    if not state.evidence or any(each not in known for each in state.evidence):
        return _line("condition-no-evidence", condition, (name,), expires)
    return _line("condition-met", condition, (name, *state.evidence), expires)


def _line(code: Code, condition: Condition, entries: tuple[str, ...] = (), expires: datetime | None = None) -> Line:
    return Line(
        code=code,
        met=code == "condition-met",
        about=condition.id,
        terms={"owner": condition.owner[:120], "needs": condition.needs[:400]},
        from_whom=(condition.owner[:120],),
        entries=entries,
        expires=expires,
    )


def _broken(known: Mapping[str, Fact], condition: str) -> str | None:
    """Return the entry that says a clause carrying *condition* is broken; None where the last word of every clause is another."""
    last: dict[tuple[str, str], tuple[datetime, bool, str]] = {}
    carries: set[tuple[str, str]] = set()
    for name, fact in known.items():
        if isinstance(fact, Agreement):
            clause = (fact.agreement, fact.clause)
            word = (fact.happened, fact.state == "broken", name)
            last[clause] = max(word, last.get(clause, word))
            if fact.condition == condition:
                carries.add(clause)
    return next((last[clause][2] for clause in sorted(carries) if last[clause][1]), None)
