"""Papers at an instant: how notifications, guarantees, clauses and conditions stand when time alone changes them."""

from datetime import UTC, datetime
from typing import Any

from mamarr.logbook.summaries import Summary
from mamarr.logbook.summaries.written import picked
from mamarr.scenario.quantities import seconds_of

Rows = list[dict[str, Any]]
_BARRIER = "at the barrier"
_LEVELS = ("capital", "operations room", "local commander", _BARRIER)
_GIVEN = ("given", "re-confirmed")
_OPEN = ("sent", "asked", "acknowledged", "objected", "granted", "re-confirmed", "silent")


def notifications(summaries: dict[str, Summary], second: int) -> Rows:
    """Return how each notification and permission stands: granted expires, and who has not answered in time is silent."""
    rows = []
    for name, each in summaries.items():
        state, expires = each["state"], each.get("expires")
        is_over = expires is not None and expires <= second
        if is_over:
            state = {"sent": "silent", "asked": "silent", "granted": "expired", "re-confirmed": "expired"}.get(
                state, state
            )
        instrument = each.get("instrument", "notification")
        row = {
            "notification": name,
            "recipient": each["recipient"],
            "instrument": instrument,
            "state": state,
            "since": _instant(each["since"] if state == each["state"] or expires is None else expires),
            "movements": each.get("movements", []),
            "is_binding": instrument == "notification" and state in _OPEN,
            "is_permitted": instrument == "permission" and state in ("granted", "re-confirmed"),
        }
        rows.append({**row, "expires": _instant(expires)} if expires is not None else row)
    return rows


def guarantees(summaries: dict[str, Summary], second: int) -> Rows:
    """Return the matrix: met where the man at the barrier promised, it has not expired, and nobody above took it back."""
    rows = []
    for name, each in summaries.items():
        at, _, actor = name.partition(":")
        levels = each["levels"]
        why = _why(levels, second)
        row: dict[str, Any] = {"at": at, "actor": actor, "is_met": not why, "why": why}
        barrier = levels.get(_BARRIER)
        if barrier is not None and barrier[2] is not None:
            row["expires"] = _instant(barrier[2])
        row["promises"] = [_promise(level, levels[level]) for level in _LEVELS if level in levels]
        rows.append(row)
    return rows


def _why(levels: dict[str, list[Any]], second: int) -> str:
    states = {level: row[0] for level, row in levels.items()}
    for state in ("refused", "withdrawn"):
        if state in states.values():
            return state
    given = [level for level, row in levels.items() if row[0] in _GIVEN]
    if not given:
        return "missing"
    if _BARRIER not in given:
        return "only above"
    expires = levels[_BARRIER][2]
    return "expired" if expires is not None and expires <= second else ""


def _promise(level: str, row: list[Any]) -> dict[str, Any]:
    state, since, expires, channel, received_by = row
    found = {"level": level, "state": state, "since": _instant(since), "channel": channel, "received_by": received_by}
    return {**found, "expires": _instant(expires)} if expires is not None else found


def unguarded(scenario: Summary, matrix: Rows) -> list[str]:
    """Return the legs and checkpoints of which nobody has said who can block them."""
    named = {row["at"] for row in matrix}
    checkpoints = [name for name, kind in scenario.get("places", ()) if kind == "checkpoint"]
    return [name for name in (*checkpoints, *scenario.get("legs", ())) if name not in named]


def agreed(summaries: dict[str, Summary]) -> Rows:
    """Return what was agreed or changed about each pause."""
    rows = []
    for name, each in summaries.items():
        row = {"pause": name, "state": each["state"], "since": _instant(each["since"]), "source": each["source"]}
        ends: dict[str, Any] = {key: _instant(second) for key, second in picked(each, "opens", "closes").items()}
        rows.append({**row, **ends})
    return rows


def clauses(summaries: dict[str, Summary]) -> Rows:
    """Return how each clause stands."""
    rows = []
    for name, each in summaries.items():
        agreement, _, clause = name.partition(":")
        row = {"agreement": agreement, "clause": clause, "state": each["state"], "since": _instant(each["since"])}
        rows.append({**row, **picked(each, "condition", "parties")})
    return rows


def conditions(scenario: Summary, by_kind: dict[str, dict[str, Summary]], second: int) -> Rows:
    """Return whether each condition is met: said so, not expired, and carried by no broken clause."""
    broken = {
        each["condition"]: name
        for name, each in by_kind.get("agreement", {}).items()
        if each["state"] == "broken" and "condition" in each
    }
    asked = {each["id"]: each for each in scenario.get("conditions", ())}
    said = by_kind.get("condition", {})
    rows = []
    for name in [*asked, *(name for name in said if name not in asked)]:
        each = said.get(name)
        row: dict[str, Any] = {"condition": name, "owner": asked.get(name, {}).get("owner", "")}
        expires = None
        if each is not None:
            row["since"] = _instant(each["latest"])
            holds = asked.get(name, {}).get("expires")
            expires = each.get("expires", each["latest"] + seconds_of(holds) if holds else None)
        if expires is not None:
            row["expires"] = _instant(expires)
        why = "missing" if each is None else "" if each["state"] == "met" else "not met"
        if not why and expires is not None and expires <= second:
            why = "expired"
        if name in broken:
            why, row["clause"] = "broken clause", broken[name]
        rows.append({**row, "is_met": not why, "why": why})
    return rows


def overdue(papers: tuple[Rows, ...], second: int, soon_s: int) -> list[str]:
    """Return what still holds and expires within *soon_s*, as name and instant, the soonest first."""
    found = []
    for rows, keys in zip(papers, (("notification",), ("at", "actor"), ("condition",)), strict=True):
        for row in rows:
            expires = row.get("expires")
            if expires is not None and second < expires.timestamp() <= second + soon_s:
                found.append((expires, ":".join(row[key] for key in keys)))
    return [f"{name}, {expires:%Y-%m-%dT%H:%M:%SZ}" for expires, name in sorted(found)]


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
