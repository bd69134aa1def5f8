"""Barriers: guarantees of those who can shoot at or block the road, open incidents, permissions and objections."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.roads import Incident
from mamarr.logbook.facts.words import Guarantee, Notification
from mamarr.logbook.lines import Code, Line
from mamarr.logbook.way import Way
from mamarr.scenario.scenario import Scenario

HOLDS = timedelta(hours=6)
"""How long a guarantee counts where nobody wrote down when it has to be confirmed again."""
BARRIER = "at the barrier"
_STOPS = ("fire", "obstruction", "held")


def guarantee_lines(known: Mapping[str, Fact], scenario: Scenario, way: Way, at: datetime) -> Iterator[Line]:
    """Yield for each leg and checkpoint under a pause, and each party that can block it, whether it guarantees it at the barrier."""
    given: dict[tuple[str, str, str], tuple[datetime, bool, str, Guarantee]] = {}
    for name, fact in known.items():
        if isinstance(fact, Guarantee):
            key = (fact.at, fact.actor, fact.level)
            word = (fact.happened, fact.state in ("refused", "withdrawn"), name, fact)
            given[key] = max(word, given.get(key, word), key=lambda each: each[:3])
    unknown = []
    for spot in (*way.legs, *way.places):
        blockers = _blockers(scenario, way, spot)
        if blockers is None:
            unknown.append(spot)
        for actor in blockers or ():
            words = {level: word for (where, who, level), word in given.items() if (where, who) == (spot, actor)}
            yield _guarantee(spot, actor, words, at)
    if unknown:
        yield Line(code="blockers-unknown", met=False, about=way.subject, terms={"where": ", ".join(unknown)})


def incident_lines(known: Mapping[str, Fact], way: Way) -> Iterator[Line]:
    """Yield the incidents of fire, obstruction or people held that are open on the way."""
    last: dict[str, tuple[datetime, str, Incident]] = {}
    for name, fact in known.items():
        if isinstance(fact, Incident):
            word = (fact.happened, name, fact)
            last[fact.incident] = max(word, last.get(fact.incident, word), key=lambda each: each[:2])
    here = {*way.legs, *way.places, way.subject, *way.movements}
    for incident, (_, name, fact) in sorted(last.items()):
        is_here = (fact.at is None and fact.movement is None) or fact.at in here or fact.movement in here
        if fact.state == "open" and fact.what in _STOPS and is_here:
            terms: dict[str, str | int] = {
                "what": fact.what,
                "where": fact.at or fact.movement or "",
                "owner": fact.owner[:120],
            }
            owner = (fact.owner[:120],) if fact.owner else ()
            yield Line(code="incident-open", met=False, about=incident, terms=terms, from_whom=owner, entries=(name,))


def notification_lines(known: Mapping[str, Fact], way: Way) -> Iterator[Line]:
    """Yield permissions asked for, granted or not, and notifications that were objected to."""
    last: dict[str, tuple[datetime, str, Notification]] = {}
    for name, fact in known.items():
        if isinstance(fact, Notification):
            word = (fact.happened, name, fact)
            last[fact.notification] = max(word, last.get(fact.notification, word), key=lambda each: each[:2])
    for notification, (_, name, fact) in sorted(last.items()):
        if fact.movements and way.movements and not set(fact.movements) & set(way.movements):
            continue
        terms: dict[str, str | int] = {"state": fact.state, "recipient": fact.recipient}
        code: Code | None = None
        if fact.instrument == "permission":
            code = "permission-granted" if fact.state in ("granted", "re-confirmed") else "permission-missing"
        elif fact.state == "objected":
            code = "notification-objected"
        if code is not None:
            met = code == "permission-granted"
            yield Line(
                code=code, met=met, about=notification, terms=terms, from_whom=(fact.recipient,), entries=(name,)
            )


def _blockers(scenario: Scenario, way: Way, spot: str) -> tuple[str, ...] | None:
    """Return who can block a leg or checkpoint; nobody where no pause is over it or over the way and nothing is written."""
    for leg in scenario.legs:
        if leg.id == spot:
            return leg.can_be_blocked_by if leg.pauses or leg.can_be_blocked_by is not None else ()
    place = scenario.place(spot)
    written: tuple[str, ...] | None = getattr(place, "can_be_blocked_by", ())
    return written if written is not None or place.pauses or way.pauses else ()


def _guarantee(spot: str, actor: str, words: Mapping[str, tuple[datetime, bool, str, Guarantee]], at: datetime) -> Line:
    terms: dict[str, str | int] = {"actor": actor}
    refused = [word for word in words.values() if word[1]]
    if refused:
        worst = max(refused, key=lambda each: each[:3])
        return _line("guarantee-refused", spot, terms | {"level": worst[3].level}, (worst[2],))
    if not words:
        return _line("guarantee-missing", spot, terms)
    if BARRIER not in words:
        nearest = max(words.values(), key=lambda each: each[:3])
        return _line("guarantee-above", spot, terms | {"level": nearest[3].level}, (nearest[2],))
    happened, _, name, fact = words[BARRIER]
    expires = fact.expires or happened + HOLDS
    code: Code = "guarantee-expired" if expires <= at else "guarantee-given"
    return _line(code, spot, terms | {"level": BARRIER}, (name,), expires)


def _line(
    code: Code, spot: str, terms: dict[str, str | int], entries: tuple[str, ...] = (), expires: datetime | None = None
) -> Line:
    actor = (str(terms["actor"]),)
    return Line(
        code=code, met=code == "guarantee-given", about=spot, terms=terms, from_whom=actor, entries=entries, expires=expires
    )  # fmt: skip
