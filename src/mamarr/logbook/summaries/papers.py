"""Papers: scenario and plan in force, notifications and permissions, guarantees."""

import json
from typing import Any

from mamarr.logbook.facts.records import Adopted, Planned
from mamarr.logbook.facts.words import Guarantee, Notification
from mamarr.logbook.statements import Statement
from mamarr.logbook.summaries.written import picked, seconds, written

ANSWERED = ("acknowledged", "objected", "granted", "refused", "re-confirmed")


def of_scenario(statements: list[Statement]) -> dict[str, Any]:
    """Return the scenario in force, in the few figures that a situation needs."""
    adopted = [(each, each.fact) for each in statements if isinstance(each.fact, Adopted)]
    last, fact = adopted[-1]
    found: dict[str, Any] = {
        "fingerprint": fact.fingerprint, "zero": seconds(fact.zero), "since": last.happened, "entry": last.hash,
    }  # fmt: skip
    before = [one.fingerprint for _, one in adopted[:-1] if one.fingerprint != fact.fingerprint]
    if before:
        found["doubts"] = [["log.scenario-changed", {"found": fact.fingerprint[:12], "wanted": before[-1][:12]}]]
    try:
        found |= _figures(json.loads(fact.document))
    except (ValueError, TypeError, KeyError, AttributeError):
        found["groups"] = []
        found.setdefault("doubts", []).append(
            ["log.entry", {"name": last.hash[:12], "found": "document", "wanted": "a scenario as it is saved"}]
        )
    return found


def _figures(tree: dict[str, Any]) -> dict[str, Any]:
    groups = [
        [group["id"], group["at"], int(group["headcount"]), dict(group.get("accounted", {}))]
        for group in tree["groups"]
    ]
    moves = [group["id"] for group in tree["groups"] if group.get("travels") in ("on foot", "own vehicle")]
    return {
        "groups": groups,
        "places": [[place["id"], place["kind"]] for place in tree["places"]],
        "legs": [leg["id"] for leg in tree["legs"]],
        "fleet": {each["id"]: each["count"] for each in tree["fleet"]},
        "own": moves,
        "pauses": [pause["id"] for pause in tree.get("pauses", ())],
        "aid": [aid["id"] for aid in tree.get("aid", ())],
        "conditions": [
            {key: each[key] for key in ("id", "for", "owner", "needs", "expires") if key in each}
            for each in tree.get("conditions", ())
        ],
    }


def of_plan(statements: list[Statement]) -> dict[str, Any]:
    """Return the plan in force: its movements by name."""
    last, fact = next((each, each.fact) for each in reversed(statements) if isinstance(each.fact, Planned))
    movements = {
        each.movement: [
            each.vehicle, dict(sorted(each.load.items())), each.at, seconds(each.leaves), each.to, seconds(each.received),
            [[name, seconds(moment)] for name, moment in each.passes],
        ]
        for each in fact.movements
    }  # fmt: skip
    found: dict[str, Any] = {
        "fingerprint": fact.fingerprint, "scenario": fact.scenario, "since": last.happened, "entry": last.hash, "movements": movements,
        "bound_people": fact.bound_people, "clearance": seconds(fact.clearance) if fact.clearance else None,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value is not None}


def of_notification(statements: list[Statement]) -> dict[str, Any]:
    """Return how a notification or permission stands. What it is about stays said until it is said anew."""
    found: dict[str, Any] = {}
    for each in statements:
        fact = each.fact
        if not isinstance(fact, Notification):
            continue
        kept = picked(found, "movements", "expires", "sent")
        if fact.state in ("sent", "asked"):
            kept["sent"] = each.happened
        found = {**kept, **written(fact), "since": each.happened}
        found["answered"] = fact.state in ANSWERED
    return found


def of_guarantee(statements: list[Statement]) -> dict[str, Any]:
    """Return what each level of an actor last said about a leg or checkpoint."""
    levels: dict[str, list[Any]] = {}
    for each in statements:
        fact = each.fact
        if isinstance(fact, Guarantee):
            expires = seconds(fact.expires) if fact.expires else None
            levels[fact.level] = [fact.state, each.happened, expires, fact.channel, fact.received_by]
    return {"levels": dict(sorted(levels.items()))}
