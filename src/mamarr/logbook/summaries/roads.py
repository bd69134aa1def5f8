"""Roads and pauses: closed or open, agreed or suspended."""

from typing import Any

from mamarr.logbook.facts.roads import Closure, Window
from mamarr.logbook.statements import Statement
from mamarr.logbook.summaries.written import seconds


def of_road(statements: list[Statement]) -> dict[str, Any]:
    """Return whether a leg or checkpoint is closed, since when, and until when as far as is known."""
    last = statements[-1]
    fact = last.fact
    if not isinstance(fact, Closure):
        return {"closed": False, "since": last.happened}
    since = last.happened
    for each in reversed(statements):
        if not isinstance(each.fact, Closure):
            break
        since = each.happened
    found: dict[str, Any] = {"closed": True, "since": since, "how": fact.known, "source": fact.source or fact.by}
    if fact.until is not None:
        found["until"] = seconds(fact.until)
    if fact.remark:
        found["remark"] = fact.remark
    return found


def of_pause(statements: list[Statement]) -> dict[str, Any]:
    """Return how a pause stands, and its ends where they were changed."""
    found: dict[str, Any] = {}
    for each in statements:
        fact = each.fact
        if not isinstance(fact, Window):
            continue
        if fact.state == "suspended":
            found.pop("opens", None)
        found |= {"state": fact.state, "since": each.happened, "source": fact.source or fact.by}
        for name in ("opens", "closes"):
            moment = getattr(fact, name)
            if moment is not None:
                found[name] = seconds(moment)
        if fact.state == "resumed" and fact.opens is None:
            found["opens"] = each.happened
    return found
