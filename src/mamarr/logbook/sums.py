"""Sums of movements that are over and about which everything fits: nothing but their figures counts from then on."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from mamarr.logbook.summaries import Summary

Tree = dict[str, Any]


class Sums:
    """The figures of settled movements added up, and one line of text for each, which is read only when it is needed."""

    def __init__(self, tree: Tree | None = None, lines: str = "") -> None:
        self.tree: Tree = tree or {}
        self._text = lines
        self._lines: dict[str, str] | None = None if lines else {}

    @property
    def latest(self) -> int:
        """The last second at which something of them happened."""
        return int(self.tree.get("latest", 0))

    @property
    def known(self) -> int:
        """The last second of which something is surely known."""
        return int(self.tree.get("known", 0))

    def put(self, subject: str, summary: Summary) -> None:
        """Add a movement that is not here."""
        self._open()[subject] = json.dumps(summary, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        _add(self.tree, contribution(summary), 1)
        for name in ("latest", "known"):
            self.tree[name] = max(self.tree.get(name, 0), summary[name])

    def take(self, subject: str) -> None:
        """Take a movement away, if it is here."""
        line = self._open().pop(subject, None)
        if line is None:
            return
        summary = json.loads(line)
        latest, known = self.tree.pop("latest"), self.tree.pop("known")
        _add(self.tree, contribution(summary), -1)
        if not self._lines:
            return
        if summary["latest"] == latest or summary["known"] == known:
            rest = [json.loads(each) for each in self._lines.values()]
            latest, known = max(each["latest"] for each in rest), max(each["known"] for each in rest)
        self.tree |= {"latest": latest, "known": known}

    def has(self, subject: str) -> bool:
        """Say whether a movement is here."""
        return subject in self._open()

    def items(self) -> Iterator[tuple[str, Summary]]:
        """Yield every movement by its subject, in order."""
        for subject, line in sorted(self._open().items()):
            yield subject, json.loads(line)

    def written(self) -> str:
        """Return one line for each movement, in order."""
        if self._lines is None:
            return self._text
        return "".join(f"{subject}\t{line}\n" for subject, line in sorted(self._lines.items()))

    def _open(self) -> dict[str, str]:
        if self._lines is None:
            rows = (row.partition("\t") for row in self._text.split("\n") if row)
            self._lines = {subject: line for subject, _, line in rows}
        return self._lines


def contribution(summary: Summary) -> Tree:
    """Return what one movement adds to the sums: persons by group and state, by place, and what passed where."""
    people: dict[str, dict[str, int]] = {}
    places: dict[str, dict[str, dict[str, int]]] = {}
    for at, load in summary.get("received", {}).items():
        _count(people, places, "received", at, load)
    for state, by_place in summary.get("became", {}).items():
        for at, load in by_place.items():
            _count(people, places, state, at, load)
    for state, key in (("aboard", "aboard"), ("not explained", "missing")):
        for group, persons in summary.get(key, {}).items():
            people.setdefault(group, {})[state] = persons
    for state, load in summary.get("added", {}).items():
        for group, persons in load.items():
            people.setdefault(group, {})[f"+{state}"] = persons
    return {"people": people, "places": places, "passed": _passed(summary), "movements": 1}


def added_up(trees: Iterable[Tree]) -> Tree:
    """Return the sum of several trees of figures."""
    total: Tree = {}
    for tree in trees:
        _add(total, {key: value for key, value in tree.items() if key not in ("latest", "known")}, 1)
    return total


def _count(people: Tree, places: Tree, state: str, at: str, load: dict[str, int]) -> None:
    for group, persons in load.items():
        states = people.setdefault(group, {})
        states[state] = states.get(state, 0) + persons
        there = places.setdefault(group, {}).setdefault(state, {})
        there[at] = there.get(at, 0) + persons


def _passed(summary: Summary) -> Tree:
    """Return for each place the movements seen there, and the persons counted there, by stage."""
    found: Tree = {}
    for stage, at, _, load, _, _ in summary.get("counts", ()):
        row = found.setdefault(at, {}).setdefault(stage, {"persons": 0})
        row["persons"] = max(row["persons"], sum(load.values()))
    for stages in found.values():
        for row in stages.values():
            row["counted"] = 1
    for at in {each[0] for each in summary.get("via", ())}:
        found.setdefault(at, {}).setdefault("waypoint", {})["movements"] = 1
    for at in {each[1] for each in summary.get("counts", ()) if each[0] != "waypoint"}:
        for stage, row in found[at].items():
            if stage != "waypoint":
                row["movements"] = 1
    return found


def _add(total: Tree, tree: Tree, sign: int) -> None:
    """Add *tree* to *total*, or take it away; what comes to nothing is left out, so that equal sums are equal trees."""
    for key, value in tree.items():
        if isinstance(value, dict):
            inner = total.get(key)
            if inner is None:
                inner = total[key] = {}
            _add(inner, value, sign)
            if not inner:
                del total[key]
        elif value:
            amount = total.get(key, 0) + sign * value
            if amount:
                total[key] = amount
            else:
                total.pop(key, None)
