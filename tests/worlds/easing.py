"""The same world with more of one means: nothing that was possible becomes impossible."""

from collections.abc import Callable
from copy import deepcopy

from drawing import Tree

Easing = Callable[[Tree], bool]
"""Changes a world in place; False where there is nothing to change."""


def eased(world: Tree, ease: Easing) -> Tree | None:
    """Return *world* with more of one means; None where it has no such thing."""
    copy = deepcopy(world)
    return copy if ease(copy) else None


def longer_pause(world: Tree) -> bool:
    ends = _seconds(world["ends"])
    shorter = [pause for pause in world.get("pauses", []) if _seconds(pause["closes"]) < ends]
    for pause in shorter:
        pause["closes"] = f"{min(ends, _seconds(pause['closes']) + max(1, ends // 10))} s"
    return bool(shorter)


def more_vehicles(world: Tree) -> bool:
    """One vehicle more of every class. What stands under a pause has to leave it by the end, so such a class gets none."""
    stands = {place["id"] for place in world["places"] if "pause" in place}
    free = [entry for entry in world["fleet"] if entry["stationed"] not in stands]
    for entry in free:
        entry["count"] += 1
    return bool(free)


def more_bays(world: Tree) -> bool:
    places = [place for place in world["places"] if isinstance(place.get("bays"), int)]
    for place in places:
        place["bays"] += 1
    return bool(places)


def more_road(world: Tree) -> bool:
    for leg in world["legs"]:
        leg["lanes"] = leg.get("lanes", 1) + 1
        for change in leg.get("changes", []):
            if "lanes" in change:
                change["lanes"] += 1
    return bool(world.get("convoys"))


def more_inspection(world: Tree) -> bool:
    """One lane more at every checkpoint that works. (A dead one inward gives no sum about rounds: weaker, not false.)"""
    gates = [place for place in world["places"] if isinstance(place.get("lanes"), int) and place["lanes"] > 0]
    for gate in gates:
        gate["lanes"] += 1
    return bool(gates)


EASINGS: tuple[Easing, ...] = (longer_pause, more_vehicles, more_bays, more_road, more_inspection)


def _seconds(text: str) -> int:
    return int(text.split(maxsplit=1)[0])
