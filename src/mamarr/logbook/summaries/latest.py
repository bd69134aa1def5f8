"""Subjects of which what was last said holds: incidents, clauses, talks, decisions, conditions, those who stay, sectors, desks."""

from typing import Any

from mamarr.logbook.facts.movements import Let
from mamarr.logbook.facts.people import Count
from mamarr.logbook.facts.words import Note
from mamarr.logbook.statements import Statement
from mamarr.logbook.summaries.written import written

_KEPT = frozenset({"owner", "what", "at", "movement", "text", "condition", "parties", "guarantors", "label", "when"})
"""What stays said although a later entry about the same thing leaves it out."""


def of_latest(statements: list[Statement]) -> dict[str, Any]:
    """Return what was last said, with what was said before and not again, and since when it stands as it does."""
    said: dict[str, Any] = {}
    since = 0
    for each in statements:
        now = written(each.fact)
        kept = {key: value for key, value in said.items() if key in _KEPT and key not in now}
        if now.get("state") != said.get("state") or not said:
            since = each.happened
        said = {**kept, **now}
    return {**said, "since": since, "entry": statements[-1].hash}


def of_count(statements: list[Statement]) -> dict[str, Any]:
    """Return the last count of each counter, side by side."""
    last = {
        each.fact.counter: (each.happened, written(each.fact)) for each in statements if isinstance(each.fact, Count)
    }
    return {"counters": [[counter, *last[counter]] for counter in sorted(last)]}


def of_release(statements: list[Statement]) -> dict[str, Any]:
    """Return what a checkpoint or a point let go in all, and what it did last."""
    vehicles = persons = times = held = 0
    for each in statements:
        fact = each.fact
        if isinstance(fact, Let):
            held += fact.held
            if not fact.held:
                times += 1
                vehicles += fact.vehicles or 0
                persons += fact.persons or 0
    last = statements[-1].fact
    is_held = isinstance(last, Let) and last.held
    return {"times": times, "vehicles": vehicles, "persons": persons, "held": held, "is_held": is_held}


def of_log(statements: list[Statement]) -> dict[str, Any]:
    """Return how many notes there are, and the last."""
    notes = [each for each in statements if isinstance(each.fact, Note)]
    last = notes[-1] if notes else None
    return {"notes": len(notes), "last": written(last.fact) if last else {}}
