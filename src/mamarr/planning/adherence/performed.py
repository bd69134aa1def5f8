"""What was planned against what happened."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from mamarr.document import Document
from mamarr.logbook.facts.records import Intended
from mamarr.logbook.facts.said import Id, Load
from mamarr.logbook.moments import Moment

ON_TIME_S = 5 * 60
"""Sooner or later by less than this is on time."""
Kept = Literal["on time", "late", "early", "not left", "to come", "unplanned", "returned"]


class Performed(Document):
    """One movement: as it was planned, and as it was seen."""

    movement: Id
    """Its name."""
    vehicle: str = ""
    """Its vehicle."""
    at: str = ""
    """Where it begins."""
    kept: Kept
    """Whether it left as planned; `not left`: it should have."""
    planned: Moment | None = None
    """When it was to leave."""
    left: Moment | None = None
    """When it left."""
    late_s: int | None = None
    """Seconds by which it left late; below 0 early."""
    to_receive: Moment | None = None
    """When its people were to be received."""
    received: Moment | None = None
    """When they were."""
    forecast: Moment | None = None
    """When they will be, if it stays as late as it was where it was seen last."""
    load: Load = {}
    """People it was to carry."""
    carried: Load | None = None
    """People who left on it."""
    is_other_load: bool = False
    """It carries others, or more, or fewer."""


class Adherence(Document):
    """The plan in force against what happened until an instant."""

    at: Moment
    """The instant."""
    plan: str = ""
    """Fingerprint of the plan in force."""
    movements: tuple[Performed, ...]
    """Movements in the order in which they were to leave, or left."""

    @property
    def counts(self) -> dict[str, int]:
        """Movements by how they were kept."""
        counts = Counter(each.kept for each in self.movements)
        return {kept: counts[kept] for kept in get_args(Kept) if counts[kept]}

    @property
    def latest_s(self) -> int:
        """Seconds of the longest delay."""
        return max((each.late_s or 0 for each in self.movements), default=0)


def adherence(
    planned: Iterable[Intended], happened: Mapping[str, Mapping[str, Any]], at: datetime, fingerprint: str = ""
) -> Adherence:
    """Return what became of each planned movement, and what moved without having been planned.

    Parameters
    ----------
    planned
        Movements of the plan in force.
    happened
        What is known about each movement, as `Fold.movements` gives it.
    at
        The instant.
    fingerprint
        That of the plan.
    """
    planned = list(planned)
    rows = [_performed(each, happened.get(each.movement), at) for each in planned]
    names = {each.movement for each in planned}
    rows += [_unplanned(name, each) for name, each in happened.items() if name not in names]
    rows.sort(key=lambda row: (row.planned or row.left or at, row.movement))
    return Adherence(at=at, plan=fingerprint, movements=tuple(rows))


def _performed(each: Intended, seen: Mapping[str, Any] | None, at: datetime) -> Performed:
    row: dict[str, Any] = {
        "movement": each.movement, "vehicle": each.vehicle, "at": each.at, "planned": each.leaves,
        "to_receive": each.received, "load": each.load,
    }  # fmt: skip
    if seen is None or "begun" not in seen:
        due = (at - each.leaves).total_seconds() >= ON_TIME_S
        return Performed(**row, kept="not left" if due else "to come")
    left = _instant(seen["begun"][1])
    late = int((left - each.leaves).total_seconds())
    kept: Kept = "late" if late >= ON_TIME_S else "early" if late <= -ON_TIME_S else "on time"
    if seen["state"] == "returned":
        kept = "returned"
    carried = _carried(seen)
    row |= {"left": left, "late_s": late, "kept": kept, "carried": carried, "is_other_load": carried != each.load}
    if seen["state"] == "arrived":
        return Performed(**row, received=_instant(seen["seen"][1]))
    place, when, _ = seen["seen"]
    due_there = next((moment for name, moment in reversed(each.passes) if name == place), None)
    delay = late if due_there is None else when - int(due_there.timestamp())
    return Performed(**row, forecast=max(at, each.received + timedelta(seconds=delay)))


def _unplanned(name: str, seen: Mapping[str, Any]) -> Performed:
    begun = seen.get("begun")
    row: dict[str, Any] = {
        "movement": name,
        "vehicle": seen.get("vehicle", ""),
        "carried": _carried(seen),
        "kept": "unplanned",
    }
    if begun:
        row |= {"at": begun[0], "left": _instant(begun[1])}
    if seen["state"] == "arrived":
        row["received"] = _instant(seen["seen"][1])
    return Performed(**row)


def _carried(seen: Mapping[str, Any]) -> Load:
    """Return the people who left, as the departures counted them."""
    found: Load = {}
    for stage, _, _, load, _, _ in seen.get("counts", ()):
        if stage == "departure":
            for group, persons in load.items():
                found[group] = max(found.get(group, 0), persons)
    return {group: persons for group, persons in found.items() if persons}


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
