"""From a large world that fails to a small one that fails in the same way: whatever can be left out is left out."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from drawing import Tree

import mamarr

Trouble = Callable[[Tree], str]
"""The word for what is wrong with a world; empty for nothing."""
KEPT = frozenset({"mamarr", "name", "ends", "places", "legs", "groups", "fleet", "id", "kind", "from", "to", "at"})


def shrink(world: Tree, trouble: Trouble, tries: int = 2000) -> Tree:
    """Return the least world found that has the same trouble: entries and fields are dropped one by one while it stays."""
    wanted, smallest, left = trouble(world), deepcopy(world), tries
    assert wanted, "nothing is wrong with this world"
    found = True
    while found and left > 0:
        found = False
        for candidate in _smaller(smallest):
            left -= 1
            if left <= 0:
                break
            if is_world(candidate) and trouble(candidate) == wanted:
                smallest, found = candidate, True
                break
    return smallest


def is_world(world: Tree) -> bool:
    """Return whether *world* passes every check of a scenario."""
    import json

    try:
        scenario, findings = mamarr.examine(json.dumps(world, ensure_ascii=False))
    except mamarr.MamarrError:
        return False
    return scenario is not None and not any(finding.severity == "error" for finding in findings)


def _smaller(world: Tree) -> Iterator[Tree]:
    """Yield *world* without one thing: whole entries first, then fields, then smaller numbers."""
    paths = sorted(_paths(world, ()), key=lambda path: (len(path), path[0] in ("places", "legs"), str(path)))
    for path in paths:
        if isinstance(path[-1], int):
            yield _without(world, path)
    for path in paths:
        if not isinstance(path[-1], int) and path[-1] not in KEPT:
            yield _without(world, path)
    for path in paths:
        value = _at(world, path)
        if path[-1] in ("headcount", "count", "seats", "stretchers") and value not in (0, 1):
            for less in (1, value // 2, value - 1):
                yield _with(world, path, less)
        if isinstance(value, str) and value.endswith(" s") and path[-1] not in ("opens", "closes", "ends"):
            number = int(value.split()[0])
            for less in {0, 60 * (number // 120)} - {number}:
                yield _with(world, path, f"{less} s")


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from _paths(inner, (*path, key))


def _at(world: Tree, path: tuple[Any, ...]) -> Any:
    here: Any = world
    for step in path:
        here = here[step]
    return here


def _without(world: Tree, path: tuple[Any, ...]) -> Tree:
    copy = deepcopy(world)
    del _at(copy, path[:-1])[path[-1]]
    return copy


def _with(world: Tree, path: tuple[Any, ...], value: object) -> Tree:
    copy = deepcopy(world)
    _at(copy, path[:-1])[path[-1]] = value
    return copy
