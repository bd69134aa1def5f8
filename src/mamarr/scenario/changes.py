"""Changes: what if, and what happened. A change turns one scenario into another."""

import re
from collections.abc import Iterable
from typing import Any

from mamarr.document import Document
from mamarr.errors import Finding, MamarrError
from mamarr.scenario.places import OTHER
from mamarr.scenario.text import parse

_FORM = re.compile(r"^([a-z][a-z0-9_]*)((?:\.[a-z][a-z0-9_-]*)*)=(.*)$", re.DOTALL)


class Change(Document):
    """One field of one thing, or of everything in a section, set to another value."""

    target: str
    """An id of the scenario, a section such as groups, or a field of the scenario such as objective."""
    field: tuple[str, ...] = ()
    """The field, step by step; empty where the target is itself a field of the scenario."""
    value: Any
    """The new value, written as in a scenario file."""

    @classmethod
    def read(cls, text: str) -> "Change":
        """Return the change written as ID.FIELD=VALUE.

        Raises
        ------
        MamarrError
            change.malformed.
        """
        match = _FORM.match(text.strip())
        if match is None:
            raise MamarrError("change.malformed", found=text[:120])
        value = parse(match[3])[0] if match[3].strip() else ""
        return cls(target=match[1], field=tuple(match[2].split(".")[1:]), value=value)

    def __str__(self) -> str:
        return f"{'.'.join((self.target, *self.field))}={self.value}"


def apply(changes: Iterable[Change], tree: dict[str, Any]) -> dict[str, Any]:
    """Return *tree*, the plain content of a scenario, with *changes* made in order.

    Raises
    ------
    MamarrError
        change.unknown-target, with every change that names nothing.
    """
    findings = [finding for change in changes for finding in _apply(change, tree)]
    if findings:
        raise MamarrError("change.unknown-target", findings)
    return tree


def _apply(change: Change, tree: dict[str, Any]) -> list[Finding]:
    if not change.field:
        if change.target in ("objective", "ends", "starts", "time_zone", "name", "note"):
            tree[change.target] = change.value
            return []
        return [_unknown(change, tree)]
    targets = _targets(change, tree)
    for target in targets:
        inner = target
        for step in change.field[:-1]:
            if not isinstance(inner.get(step), dict):
                inner[step] = {OTHER: inner[step]} if step in inner else {}
            inner = inner[step]
        inner[change.field[-1]] = change.value
    return [] if targets else [_unknown(change, tree)]


def _targets(change: Change, tree: dict[str, Any]) -> list[dict[str, Any]]:
    section = tree.get(change.target)
    if isinstance(section, dict):
        return [section]
    if isinstance(section, list):
        deep = len(change.field) > 1
        return [entry for entry in section if isinstance(entry, dict) and (not deep or change.field[0] in entry)]
    return [entry for entry in _entries(tree) if entry.get("id") == change.target]


def _entries(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        entry for section in tree.values() if isinstance(section, list) for entry in section if isinstance(entry, dict)
    ]


def _unknown(change: Change, tree: dict[str, Any]) -> Finding:
    names = [str(entry["id"]) for entry in _entries(tree) if "id" in entry]
    choices = ", ".join([*names[:40], "groups", "fleet", "places", "legs", "pauses", "convoys"])
    return Finding("change.unknown-target", change.target, None, {"found": str(change)[:120], "choices": choices})
