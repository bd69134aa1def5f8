"""The remainder of a file whose other entries cannot be read: checked too, so that every finding comes at once."""

import re
from collections.abc import Callable
from typing import Any

from mamarr.errors import Finding
from mamarr.scenario.checks import findings as sense
from mamarr.scenario.scenario import Scenario

_ENTRY = re.compile(r"^([a-z_]+)\[(\d+)\]")
_CERTAIN = frozenset(
    {
        "scenario.bad-id",
        "scenario.duplicate-id",
        "scenario.unknown-id",
        "scenario.window-empty",
        "scenario.not-in-horizon",
        "scenario.text",
        "scenario.control-sign",
    }
)
"""What is true of an entry whatever the entries left out say."""

Build = Callable[[dict[str, Any]], tuple[Scenario | None, list[Finding]]]


def remainder_findings(tree: dict[str, Any], found: list[Finding], build: Build) -> list[Finding]:
    """Return what is certain about the entries of *tree* that none of *found* is about.

    Nothing where a finding is about the file as a whole, for then no scenario can be made of the rest.
    """
    spoilt: dict[str, set[int]] = {}
    for finding in found:
        match = _ENTRY.match(finding.path)
        if match is None:
            return []
        spoilt.setdefault(match[1], set()).add(int(match[2]))
    kept = {name: [n for n in range(len(tree[name])) if n not in spoilt[name]] for name in spoilt}
    scenario, _ = build({**tree, **{name: [tree[name][n] for n in numbers] for name, numbers in kept.items()}})
    if scenario is None:
        return []
    written = {entry.get("id") for name in kept for entry in tree[name] if isinstance(entry, dict)}
    return [
        Finding(finding.code, _renumbered(finding.path, kept), None, finding.terms)
        for finding in sense(scenario)
        if finding.code in _CERTAIN and not (finding.code == "scenario.unknown-id" and finding.found in written)
    ]


def _renumbered(path: str, kept: dict[str, list[int]]) -> str:
    match = _ENTRY.match(path)
    if match is None or match[1] not in kept:
        return path
    return f"{match[1]}[{kept[match[1]][int(match[2])]}]{path[match.end() :]}"
