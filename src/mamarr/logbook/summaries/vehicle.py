"""One vehicle: where it is, whether it can be used, and whether it was said to be in two places at once."""

from typing import Any

from mamarr.logbook.facts.movements import Arrival, Departure, Vehicle, Waypoint
from mamarr.logbook.statements import Statement
from mamarr.logbook.summaries.written import seconds

_LARGEST_DOUBTS = 20


def of_vehicle(statements: list[Statement]) -> dict[str, Any]:
    """Return where the vehicle was last, on which movement, and in which state."""
    found: dict[str, Any] = {"state": "standing", "at": "", "since": 0}
    use: dict[str, Any] = {}
    is_convoy = False
    for each in statements:
        fact = each.fact
        if isinstance(fact, Departure):
            is_convoy = is_convoy or fact.convoy == fact.vehicle
            found = {"state": "under way", "at": fact.at, "since": each.happened, "movement": fact.movement}
            if fact.towards:
                found["towards"] = fact.towards
        elif isinstance(fact, Waypoint):
            found = {
                **{key: found[key] for key in ("towards",) if key in found},
                "state": "standing" if fact.state == "returned" else "under way",
                "at": fact.at, "since": each.happened, "movement": fact.movement,
            }  # fmt: skip
        elif isinstance(fact, Arrival):
            found = {"state": "standing", "at": fact.at, "since": each.happened}
        elif isinstance(fact, Vehicle):
            if fact.at is not None:
                found = {"state": "standing", "at": fact.at, "since": each.happened}
            use = {"use": fact.state, "use_since": each.happened}
            if fact.until is not None:
                use["until"] = seconds(fact.until)
    if use.get("use") in ("standing", "back in service"):
        use = {}
    doubts = _two_places(statements)
    marks = {"is_convoy": True} if is_convoy else {}  # several vehicles under one call sign
    return {**found, **use, **marks, **({"doubts": doubts} if doubts and not is_convoy else {})}


def _two_places(statements: list[Statement]) -> list[list[Any]]:
    """Return a doubt for each movement that begins before the one before it has ended, and for two places at one second."""
    found: list[list[Any]] = []
    open_at: dict[str, str] = {}
    last: tuple[int, str] | None = None
    for each in statements:
        fact = each.fact
        if not isinstance(fact, Departure | Arrival | Waypoint):
            continue
        elsewhere = [at for movement, at in open_at.items() if movement != fact.movement]
        if isinstance(fact, Departure):
            if elsewhere and fact.movement not in open_at:
                found.append(["log.two-places", {"found": elsewhere[0], "wanted": fact.at}])
            open_at = {fact.movement: fact.at}
        elif isinstance(fact, Arrival):
            open_at.pop(fact.movement, None)
        elif fact.movement in open_at:
            open_at[fact.movement] = fact.at
            if fact.state == "returned":
                open_at.pop(fact.movement)
        if last and last[0] == each.happened and last[1] != fact.at and isinstance(fact, Departure):
            found.append(["log.two-places", {"found": last[1], "wanted": fact.at}])
        last = (each.happened, fact.at)
    return found[:_LARGEST_DOUBTS]
