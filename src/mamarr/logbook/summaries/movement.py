"""One movement: where it is, who was counted aboard where, who was received, and who is missing.

People are conserved by construction. Of each group, who left is the most that any departure counted; added are those found or
born aboard; of these some were received, of some it is said what became of them, and the others are aboard, or *not explained*
once the movement has arrived. Where more are accounted for than left, they left uncounted: they are taken from those who wait.
"""

from typing import Any

from mamarr.logbook.facts.movements import Arrival, Departure, Waypoint
from mamarr.logbook.facts.people import People
from mamarr.logbook.statements import Statement

Load = dict[str, int]
ADDING = ("found", "born")


def of_movement(statements: list[Statement]) -> dict[str, Any]:
    """Return what is known about one movement."""
    course = _Course()
    for each in statements:
        course.read(each)
    return course.summary()


class _Course:
    """What has been read of one movement."""

    def __init__(self) -> None:
        self.state = "unknown"
        self.vehicle = ""
        self.names: dict[str, str] = {}
        self.begun: list[Any] | None = None
        self.seen: list[Any] | None = None
        self.counts: list[list[Any]] = []
        self.via: list[list[Any]] = []
        self.left: Load = {}
        self.received: dict[str, Load] = {}
        self.back: Load | None = None
        self.became: dict[str, dict[str, Load]] = {}
        self.added: dict[str, Load] = {}
        self.lost: Load = {}
        self.past: dict[str, dict[str, Load]] = {}
        self.past_added: dict[str, Load] = {}
        self.doubts: list[list[Any]] = []
        self.departed: dict[str, int] = {}

    def read(self, each: Statement) -> None:
        """Read one statement more."""
        fact = each.fact
        if isinstance(fact, Departure):
            self._depart(fact, each)
        elif isinstance(fact, Waypoint):
            self._pass(fact, each)
        elif isinstance(fact, Arrival):
            self._arrive(fact, each)
        elif isinstance(fact, People) and fact.was is None:
            if fact.became in ADDING:
                _add(self.added.setdefault(fact.became, {}), {fact.group: fact.persons})
            else:
                _add(self.became.setdefault(fact.became, {}).setdefault(fact.at or "", {}), {fact.group: fact.persons})

    def _depart(self, fact: Departure, each: Statement) -> None:
        if self.state == "returned":  # it sets out again: whoever came back waits, and is counted anew
            self._return()
        elif fact.at in self.departed:
            self.doubts.append(["log.twice", {"found": "departure"}])
        self.departed[fact.at] = each.happened
        self.vehicle = fact.vehicle
        for name in ("towards", "convoy"):
            if getattr(fact, name) is not None:
                self.names[name] = getattr(fact, name)
        if self.begun is None:
            self.begun = [fact.at, each.happened]
        self._count("departure", fact.at, each, fact.load)
        _most(self.left, fact.load)
        if self.state != "arrived":
            self.state = "under way"
            self.seen = [fact.at, each.happened, "left"]

    def _return(self) -> None:
        """Close one way out that ended where it began; what became of its people stays."""
        _, missing, _ = self._balance()
        _add(self.lost, missing)
        for state, places in self.became.items():
            for at, load in places.items():
                _add(self.past.setdefault(state, {}).setdefault(at, {}), load)
        for state, load in self.added.items():
            _add(self.past_added.setdefault(state, {}), load)
        self.left, self.became, self.added, self.departed = {}, {}, {}, {}
        self.back = self.begun = None

    def _pass(self, fact: Waypoint, each: Statement) -> None:
        self.vehicle = self.vehicle or fact.vehicle
        self.via.append([fact.at, each.happened, fact.state])
        if fact.load is not None:
            self._count("waypoint", fact.at, each, fact.load)
        if self.state == "arrived":
            return
        self.seen = [fact.at, each.happened, fact.state]
        if fact.state == "returned":
            self.state, self.back = "returned", fact.load
        else:
            self.state = fact.state if fact.state in ("sheltering", "stopped") else "under way"

    def _arrive(self, fact: Arrival, each: Statement) -> None:
        self.vehicle = self.vehicle or fact.vehicle
        self._count("arrival", fact.at, each, fact.load)
        if fact.at in self.received:
            self.doubts.append(["log.twice", {"found": "arrival"}])
        if self.begun is None:
            self.doubts.append(["log.never-left", {"found": fact.at}])
        _most(self.received.setdefault(fact.at, {}), fact.load)
        self.state = "arrived"
        self.seen = [fact.at, each.happened, "arrived"]

    def _count(self, stage: str, at: str, each: Statement, load: Load) -> None:
        counter = each.fact.source or each.fact.by
        self.counts.append([stage, at, each.happened, dict(sorted(load.items())), each.fact.known, counter])

    def _balance(self) -> tuple[Load, Load, int]:
        """Return who is aboard, who is not explained, and how many are accounted for beyond those who left."""
        came, told, more = _total(*self.received.values()), _told(self.became), _total(*self.added.values())
        aboard: Load = {}
        missing: Load = {}
        surplus = 0
        for group in sorted({*self.left, *came, *told, *more}):
            carried = self.left.get(group, 0) + more.get(group, 0)
            accounted = came.get(group, 0) + told.get(group, 0)
            if self.state == "returned":  # who came back waits again
                accounted += carried - accounted if self.back is None else self.back.get(group, 0)
            surplus += max(0, accounted - carried)
            if carried > accounted:
                (missing if self.state in ("arrived", "returned") else aboard)[group] = carried - accounted
        return aboard, missing, surplus if self.begun is not None else 0

    def summary(self) -> dict[str, Any]:
        """Return what counts of it."""
        aboard, missing, surplus = self._balance()
        difference = self._difference(missing, surplus)
        told = _merged(self.past, self.became)
        added = _merged({"": self.past_added}, {"": self.added}).get("", {})
        _add(missing, self.lost)
        doubts = [*self.doubts, *([] if difference else self._waypoints())]
        found: dict[str, Any] = {
            "state": self.state,
            "vehicle": self.vehicle,
            **self.names,
            "begun": self.begun,
            "seen": self.seen,
            "counts": self.counts,
            "via": self.via,
            "aboard": aboard,
            "received": {at: _kept(load) for at, load in sorted(self.received.items()) if _kept(load)},
            "became": told,
            "added": added,
            "missing": _kept(missing),
            "difference": difference,
            "doubts": doubts,
        }
        return {key: value for key, value in found.items() if value not in (None, {}, [], "")}

    def _difference(self, missing: Load, surplus: int) -> dict[str, Any] | None:
        """Return the count that does not fit and is not explained, if there is one."""
        lost = sum(missing.values()) + sum(self.lost.values())
        if self.state in ("arrived", "returned"):
            last = self.counts[-1] if self.counts else ["", "", 0, {}]
            return self._differs(last, lost, surplus) if lost or surplus else None
        for count in reversed(self.counts):
            if count[0] == "waypoint":
                gone, many = self._off(count)
                return self._differs(count, gone, many) if gone or many else None
        return self._differs(self.counts[-1], lost, 0) if lost else None

    def _differs(self, count: list[Any], missing: int, surplus: int) -> dict[str, Any]:
        left = sum(self.left.values())
        counted = sum(count[3].values())
        return {"at": count[1], "when": count[2], "left": left, "counted": counted, "persons": missing or -surplus}

    def _off(self, count: list[Any]) -> tuple[int, int]:
        """Return who is missing, and who is too many, in a count on the way."""
        missing = surplus = 0
        told = _told(self.became)
        for group in {*self.left, *count[3]}:
            most = self.left.get(group, 0) + sum(load.get(group, 0) for load in self.added.values())
            counted = count[3].get(group, 0)
            missing += max(0, most - told.get(group, 0) - counted)
            surplus += max(0, counted - most)
        return missing, surplus

    def _waypoints(self) -> list[list[Any]]:
        """Return a doubt for each count on the way that differs from what left, though the difference is open no more."""
        found = []
        for count in self.counts:
            if count[0] == "waypoint" and any(self._off(count)):
                figures = f"{sum(self.left.values())}, {sum(count[3].values())} ({count[1]})"
                found.append(["log.counters-differ", {"found": figures}])
        return found


def is_settled(summary: dict[str, Any]) -> bool:
    """Say whether a movement has arrived, everything about it fits, and only its sums count from now on."""
    return summary.get("state") == "arrived" and not any(key in summary for key in ("difference", "doubts", "future"))


def _add(total: Load, load: Load) -> None:
    for group, persons in load.items():
        total[group] = total.get(group, 0) + persons


def _most(most: Load, load: Load) -> None:
    for group, persons in load.items():
        most[group] = max(most.get(group, 0), persons)


def _kept(load: Load) -> Load:
    return {group: persons for group, persons in sorted(load.items()) if persons}


def _told(became: dict[str, dict[str, Load]]) -> Load:
    return _total(*(load for places in became.values() for load in places.values()))


def _merged(*all_became: dict[str, dict[str, Load]]) -> dict[str, dict[str, Load]]:
    found: dict[str, dict[str, Load]] = {}
    for became in all_became:
        for state, places in became.items():
            for at, load in places.items():
                _add(found.setdefault(state, {}).setdefault(at, {}), load)
    return {
        state: {at: _kept(load) for at, load in sorted(places.items()) if _kept(load)}
        for state, places in sorted(found.items())
        if any(_kept(load) for load in places.values())
    }


def _total(*loads: Load) -> Load:
    found: Load = {}
    for load in loads:
        _add(found, load)
    return found
