"""The picture of an instant: all summaries added up to one situation."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from mamarr.logbook.ledger import Account, totalled
from mamarr.logbook.papers import agreed, clauses, conditions, guarantees, notifications, overdue, unguarded
from mamarr.logbook.situation import Situation
from mamarr.logbook.summaries import Summary
from mamarr.logbook.summaries.written import picked
from mamarr.logbook.sums import added_up, contribution

Rows = list[dict[str, Any]]
DAY_S = 24 * 3600
"""Figures that are further apart than this are not compared: people move on."""
SOON_S = 12 * 3600
"""What expires within this stands on the sheet of whoever takes over: the next shift."""


class State(NamedTuple):
    """What a fold knows."""

    live: dict[str, Summary]
    """Summaries by subject."""
    sums: dict[str, Any]
    """Movements that are over and fit, added up."""
    heads: dict[str, list[Any]]
    """Last number of each desk, and its hashes."""
    doubts: list[list[Any]]
    """What is wrong with corrections, desks and words."""
    late: dict[str, list[list[Any]]]
    """By subject: entries that happened after they were written down."""
    withheld: int
    """Entries whose words are not here."""
    redacted: int
    """Entries whose words were destroyed."""
    is_over: Callable[[str], bool]
    """Whether a movement is among the sums."""


def picture(state: State, second: int) -> Situation:
    """Return the situation at *second* since 1970: a pure function of what the fold knows."""
    return Situation.model_validate(_Picture(state, second).content())


class _Picture:
    """One picture while it is put together."""

    def __init__(self, state: State, second: int) -> None:
        self.state, self.second = state, second
        self.by_kind: dict[str, dict[str, Summary]] = {}
        for subject, summary in sorted(state.live.items()):
            kind, _, name = subject.partition(":")
            self.by_kind.setdefault(kind, {})[name] = summary
        self.scenario = self.by_kind.get("scenario", {}).get("", {})
        self.plan = self.by_kind.get("plan", {}).get("", {})
        self.doubts: Rows = [{"code": code, "about": about, "terms": terms} for code, about, terms in state.doubts]
        movements = self.by_kind.get("movement", {})
        self.open = {name: each for name, each in movements.items() if _is_open(each)}
        self.sums = added_up([state.sums, *(contribution(each) for each in movements.values())])

    def content(self) -> dict[str, Any]:
        """Return the situation as plain values."""
        people, whereabouts = self._people()
        incidents = self._incidents()
        papers = notifications(self.by_kind.get("notification", {}), self.second)
        matrix = guarantees(self.by_kind.get("guarantee", {}), self.second)
        met = conditions(self.scenario, self.by_kind, self.second)
        ahead = self._ahead()
        binding = {name for paper in papers if paper["is_binding"] for name in paper["movements"]}
        notified = [row for row in ahead if row["movement"] in binding]
        log = self.by_kind.get("log", {}).get("", {})
        content = {
            "at": instant(self.second),
            "heads": {node: head[0] for node, head in sorted(self.state.heads.items())},
            "scenario": self.scenario.get("fingerprint", ""),
            "zero": instant(self.scenario.get("zero")),
            "plan": self.plan.get("fingerprint", ""),
            "totals": totalled(people),
            "people": people,
            "whereabouts": whereabouts,
            "counted": self._counted(),
            "passed": self._passed(),
            "num_movements": self.sums.get("movements", 0),
            "movements": [_under_way(name, each) for name, each in self.open.items()],
            "vehicles": [self._vehicle(name, each) for name, each in self.by_kind.get("vehicle", {}).items()],
            "closures": self._closures(),
            "pauses": agreed(self.by_kind.get("pause", {})),
            "releases": self._releases(),
            "incidents": incidents,
            "notifications": papers,
            "notified": [row["movement"] for row in notified],
            "intended": [self._intended(name) for name in self.open if name in self.plan.get("movements", {})],
            "ahead": ahead,
            "guarantees": matrix,
            "without_guarantee": unguarded(self.scenario, matrix),
            "clauses": clauses(self.by_kind.get("agreement", {})),
            "talks": self._lasting("talks", ("state", "when")),
            "decisions": self._decisions(),
            "conditions": met,
            "staying": self._lasting("staying", ("persons", "presence", "next_visit"), "at"),
            "sectors": self._lasting("sector", ("state", "persons")),
            "desks": self._lasting("desk", ("state", "label"), "node"),
            "aid": self._aid(),
            "notes": log.get("notes", 0),
            "withheld": self.state.withheld,
            "redacted": self.state.redacted,
            "handover": self._handover(people, incidents, notified, (papers, matrix, met)),
        }
        return {**content, "doubts": self._doubts()}

    # People

    def _people(self) -> tuple[Rows, Rows]:
        known = {group: row for group, *row in self.scenario.get("groups", ())}
        goods = set(self.scenario.get("aid", ()))
        said, moved, places = self.by_kind.get("group", {}), self.sums.get("people", {}), self.sums.get("places", {})
        others = sorted({*said, *moved} - set(known) - goods)
        rows: Rows = []
        whereabouts: Rows = []
        for group in [*known, *others]:
            at, headcount, accounted = known.get(group, ["", 0, {}])
            account = Account(group, at, headcount, accounted)
            account.movements(moved.get(group, {}), places.get(group, {}))
            account.own(said.get(group, {}))
            row = account.closed()
            rows.append(row)
            whereabouts += [
                {"group": group, "state": state, "at": place, "persons": persons}
                for (state, place), persons in sorted(account.places.items())
                if persons
            ]
            self._doubt_group(group, row, account, is_known=group in known)
        return rows, whereabouts

    def _doubt_group(self, group: str, row: dict[str, Any], account: Account, *, is_known: bool) -> None:
        if not is_known and self.scenario:
            self._doubt("log.unknown-name", f"group:{group}", found=group)
        announced = row["headcount"] + row["grown"] + row["found"] + row["born"]
        if row["unannounced"] and is_known:
            found = announced + row["unannounced"]
            self._doubt("log.more-than-announced", f"group:{group}", name=group, found=found, wanted=announced)
        for was, persons in account.short:
            found = f"{was}: {persons + account.states[was]}"
            self._doubt(
                "log.more-than-announced", f"group:{group}", name=group, found=found, wanted=account.states[was]
            )

    def _aid(self) -> dict[str, int]:
        moved = self.sums.get("people", {})
        brought = {aid: moved.get(aid, {}).get("received", 0) for aid in self.scenario.get("aid", ())}
        return {aid: tonnes for aid, tonnes in brought.items() if tonnes}

    def _counted(self) -> Rows:
        rows: Rows = []
        for name, summary in self.by_kind.get("count", {}).items():
            of, _, at = name.partition(":")
            for counter, when, said in summary["counters"]:
                rest = {
                    key: said[key]
                    for key in ("persons", "low", "high", "load", "known", "source", "remark")
                    if key in said
                }
                rows.append({"of": of, "at": at, "counter": counter, "when": instant(when), **rest})
            self._doubt_counters(name, summary["counters"])
        return rows

    def _doubt_counters(self, name: str, counters: list[Any]) -> None:
        """Say where counters cannot both be right: no figure lies within what each holds for possible."""
        newest = max(when for _, when, _ in counters)
        ranges = [(counter, _range(said)) for counter, when, said in counters if newest - when < DAY_S]
        known = [(counter, low, high) for counter, (low, high) in ranges if low is not None]
        if len(known) < 2:
            return
        highs = [high for _, _, high in known if high is not None]
        if highs and max(low for _, low, _ in known) > min(highs):
            found = ", ".join(
                f"{counter} {low}" if low == high else f"{counter} {low}-{high}" for counter, low, high in known
            )
            self._doubt("log.counters-differ", f"count:{name}", name=name.replace(":", " ").strip(), found=found)

    def _passed(self) -> Rows:
        return [
            {"at": at, "stage": stage, **{key: row.get(key, 0) for key in ("movements", "counted", "persons")}}
            for at, stages in sorted(self.sums.get("passed", {}).items())
            for stage, row in sorted(stages.items())
        ]

    # Roads and vehicles

    def _vehicle(self, name: str, each: Summary) -> dict[str, Any]:
        use, until = each.get("use", "in service"), each.get("until")
        row = picked(each, "at", "movement", "towards")
        row |= {
            "vehicle": name,
            "state": each["state"],
            "since": instant(each["since"] or each.get("use_since", 0)),
            "use": use,
        }
        return {**row, "until": instant(until)} if until is not None else row

    def _closures(self) -> Rows:
        rows = []
        for name, each in self.by_kind.get("road", {}).items():
            if each["closed"]:
                until = each.get("until")
                row = {"at": name, "since": instant(each["since"]), "source": each["source"]}
                if until is not None:
                    row |= {"until": instant(until), "is_overdue": until <= self.second}
                rows.append(row)
        return rows

    def _releases(self) -> Rows:
        return [
            {
                "at": name,
                "last": instant(each["latest"]),
                **picked(each, "times", "vehicles", "persons", "held", "is_held"),
            }
            for name, each in self.by_kind.get("place", {}).items()
        ]

    def _incidents(self) -> Rows:
        rows = []
        for name, each in self.by_kind.get("incident", {}).items():
            if each.get("state", "open") == "closed":
                continue
            row = picked(each, "what", "state", "at", "movement", "owner")
            rows.append({"incident": name, "since": instant(each["since"]), **row})
        for name, each in self.open.items():
            gap = each.get("difference")
            if gap:
                figures = picked(gap, "at", "left", "counted", "persons")
                rows.append(
                    {"incident": name, "what": "count", "movement": name, "since": instant(gap["when"]), **figures}
                )
        return rows

    # Papers

    def _ahead(self) -> Rows:
        """Return the movements of the plan in force that have not left."""
        gone = self.by_kind.get("movement", {})
        names = [name for name in self.plan.get("movements", {}) if name not in gone]
        rows = [self._intended(name) for name in names if not self.state.is_over(f"movement:{name}")]
        return sorted(rows, key=lambda row: (row["leaves"], row["movement"]))

    def _intended(self, name: str) -> dict[str, Any]:
        vehicle, load, at, leaves, to, received, passes = self.plan["movements"][name]
        return {
            "movement": name, "vehicle": vehicle, "load": load, "at": at, "leaves": instant(leaves), "to": to,
            "received": instant(received), "passes": [[where, instant(when)] for where, when in passes],
        }  # fmt: skip

    def _decisions(self) -> Rows:
        rows = []
        for name, each in self.by_kind.get("decision", {}).items():
            until = each.get("valid_until")
            row = picked(each, "decision", "name", "function")
            row |= {
                "about": name,
                "since": instant(each["latest"]),
                "is_in_force": until is None or until > self.second,
            }
            rows.append({**row, "valid_until": instant(until)} if until is not None else row)
        return rows

    def _lasting(self, kind: str, keys: tuple[str, ...], called: str = "") -> Rows:
        rows = []
        for name, each in self.by_kind.get(kind, {}).items():
            row = picked(each, *keys)
            if "when" in row:
                row["when"] = instant(row["when"])
            rows.append({called or kind: name, "since": instant(each["since"]), **row})
        return rows

    def _handover(self, people: Rows, incidents: Rows, notified: Rows, papers: tuple[Rows, ...]) -> dict[str, Any]:
        asked: dict[str, list[str]] = {}
        for paper in papers[0]:
            for name in paper.get("movements", ()) if paper["is_binding"] else ():
                asked.setdefault(name, []).append(paper["recipient"])
        last = self.by_kind.get("handover", {}).get("", {})
        return {
            "incidents": [row["incident"] for row in incidents],
            "not_explained": sum(row["not explained"] for row in people),
            "expiring": overdue(papers, self.second, SOON_S),
            "promised": [
                f"{' + '.join(sorted(set(asked.get(row['movement'], ()))))}: {row['movement']}, {row['leaves']:%Y-%m-%dT%H:%M:%SZ}"
                for row in notified
            ],
            "last": last.get("to", ""),
        }

    # Doubts

    def _doubt(self, code: str, about: str, **terms: int | str) -> None:
        self.doubts.append({"code": code, "about": about, "terms": terms})

    def _doubts(self) -> Rows:
        for subject, summary in sorted(self.state.live.items()):
            name = subject.partition(":")[2]
            for code, terms in summary.get("doubts", ()):
                self._doubt(code, subject, **{"name": name, **terms})
            gap = summary.get("difference")
            if gap:
                figures = {
                    "found": gap["left"],
                    "wanted": gap["counted"],
                    "place": gap["at"],
                    "persons": abs(gap["persons"]),
                }
                self._doubt("log.count-differs", subject, name=name, **figures)
        for subject, entries in self.state.late.items():
            for name, happened in entries:
                self._doubt("log.future", subject, found=f"{name[:12]} ({instant(happened):%Y-%m-%dT%H:%M:%SZ})")
        if self.scenario.get("groups"):
            self._unknown_names()
        seen: dict[str, dict[str, Any]] = {}
        for row in self.doubts:
            seen.setdefault(
                f"{row['code']} {row['about'] if row['code'] != 'log.future' else ''} {sorted(row['terms'].items())}",
                row,
            )
        return sorted(
            seen.values(), key=lambda row: (row["code"], row["about"], sorted(map(str, row["terms"].items())))
        )

    def _unknown_names(self) -> None:
        places = {*(name for name, _ in self.scenario["places"]), *self.scenario["legs"], ""}
        fleet = {**self.scenario["fleet"], **dict.fromkeys(self.scenario["own"], 10**6)}
        for name, each in self.by_kind.get("vehicle", {}).items():
            kind, _, number = name.partition("/")
            is_known = number.isascii() and number.isdigit() and 0 < int(number) <= fleet.get(kind, 0)
            if not is_known and "is_convoy" not in each:
                self._doubt("log.unknown-name", f"vehicle:{name}", found=name)
        said = {*self.sums.get("passed", {}), *self.by_kind.get("road", {}), *self.by_kind.get("place", {})}
        said |= {each.get("at", "") for each in self.by_kind.get("vehicle", {}).values()}
        said |= {name.partition(":")[0] for name in self.by_kind.get("guarantee", {})}
        for name in sorted(said - places):
            self._doubt("log.unknown-name", f"place:{name}", found=name)
        for kind, known in (
            ("pause", self.scenario["pauses"]),
            ("condition", [each["id"] for each in self.scenario["conditions"]]),
        ):
            for name in sorted(set(self.by_kind.get(kind, {})) - set(known)):
                self._doubt("log.unknown-name", f"{kind}:{name}", found=name)


def instant(second: int | None) -> datetime | None:
    """Return the instant of a second since 1970."""
    return None if second is None else datetime.fromtimestamp(second, UTC)


def _is_open(summary: Summary) -> bool:
    return summary["state"] not in ("arrived", "returned") or "difference" in summary or "missing" in summary


def _range(said: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the least and the greatest that a counter holds for possible."""
    figure = said.get("persons", sum(said["load"].values()) if "load" in said else None)
    low = said.get("low", figure)
    if low is None:
        return None, None
    return low, said.get("high", figure if figure is not None else None)


def _under_way(name: str, each: Summary) -> dict[str, Any]:
    row = picked(each, "vehicle", "convoy", "state", "towards", "aboard", "missing")
    row["movement"] = name
    if "begun" in each:
        row |= {"left": each["begun"][0], "left_at": instant(each["begun"][1])}
    if "seen" in each:
        row |= {"seen": each["seen"][0], "seen_at": instant(each["seen"][1]), "seen_as": each["seen"][2]}
    keys = ("stage", "at", "when", "load", "known", "counter")
    row["counts"] = [
        {**dict(zip(keys, count, strict=True)), "when": instant(count[2])} for count in each.get("counts", ())
    ]
    return row
