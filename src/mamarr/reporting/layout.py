"""Layout: the columns of movement tables of any shape; pages, workbooks and text tables share it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from mamarr.reporting.lines import WAYPOINTS, Line
from mamarr.reporting.times import Times
from mamarr.reporting.waypoints import Ground, Halt, Passing, Waypoint
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import END, LEFTWARD, RIGHTWARD, listed, plain, say
from mamarr.scenario.scenario import Scenario

Value = str | int | None
Meaning = Literal["spot", "second", "further"]


@dataclass(frozen=True)
class Slot:
    """One column: the *nth* of its kind, what it means, and how a line fills it."""

    code: str
    nth: int
    meaning: Meaning
    of: Callable[[Line], Value]
    spot: str = ""
    """The one place or leg that it is about; empty where that differs from line to line."""


def plain_slots(wanted: Sequence[str] = WAYPOINTS) -> tuple[Slot, ...]:
    """Return the instants of trips over one point, one checkpoint and one corridor."""
    return tuple(Slot(name, 0, "second", _instant(name)) for name in wanted)


def _instant(name: str) -> Callable[[Line], Value]:
    return lambda line: line.instants[name]


def slots(found: Sequence[Line]) -> tuple[Slot, ...]:
    """Return every waypoint of *found*: boardings, then checkpoints and corridors in turn, then reception, then what else."""
    made: list[Slot] = []
    if any(line.instants["departs"] is not None for line in found):
        made.append(Slot("departs", 0, "second", _instant("departs")))
    for nth in range(_most(len(line.boardings) for line in found)):
        made += _halt(found, nth, "point", ("at_point", "boards", "leaves_point"), lambda line: line.boardings)
    for nth in range(_most(max(len(line.inspections), len(line.passings)) for line in found)):
        checkpoint = _halt(
            found, nth, "checkpoint", ("at_checkpoint", "inspection", "inspected"), lambda line: line.inspections
        )
        leg = _passing(found, nth)
        made += [*leg, *checkpoint] if _leg_is_first(found, nth) else [*checkpoint, *leg]
    made.append(
        Slot("destination", 0, "spot", lambda line: line.destination, _same(line.destination for line in found))
    )
    made += _instants_of_end(found)
    if any(line.others for line in found):
        made.append(Slot("further", 0, "further", lambda _: None))
    return tuple(slot for slot in made if slot.meaning == "further" or any(slot.of(line) is not None for line in found))


def _instants_of_end(found: Sequence[Line]) -> list[Slot]:
    """Return arrival (where somebody waits for a bay), the beginning of alighting or unloading, and its end."""
    is_aid = any(not line.people for line in found)
    is_at_once = all(line.last is None or line.last.arrives == line.last.begins for line in found)
    arrives = (
        [] if is_at_once else [Slot("arrives", 0, "second", lambda line: line.last.arrives if line.last else None)]
    )
    return [
        *arrives,
        Slot("unloads" if is_aid else "alights", 0, "second", lambda line: line.last.begins if line.last else None),
        Slot("unloaded" if is_aid else "received", 0, "second", lambda line: line.last.ends if line.last else None),
    ]


def _most(counts: Iterable[int]) -> int:
    return max(counts, default=0)


def _same(spots: Iterable[str]) -> str:
    found = set(spots)
    return next(iter(found)) if len(found) == 1 else ""


def _leg_is_first(found: Sequence[Line], nth: int) -> bool:
    """Tell whether the nth corridor comes before the nth checkpoint, on the first line that has both."""
    for line in found:
        if len(line.inspections) > nth and len(line.passings) > nth:
            return line.passings[nth].enters < (line.inspections[nth].ends or 0)
    return False


def _halt(
    found: Sequence[Line], nth: int, kind: str, codes: tuple[str, str, str], of: Callable[[Line], list[Halt]]
) -> list[Slot]:
    """Return the columns of the nth halt of a kind: its place, its arrival, its beginning, its end."""

    def stop(line: Line) -> Halt | None:
        halts = of(line)
        return halts[nth] if nth < len(halts) else None

    def field(name: str) -> Callable[[Line], Value]:
        return lambda line: getattr(stop(line), name, None)

    spot = _same(here.place for line in found if (here := stop(line)))
    if not any(stop(line) for line in found):
        return []
    times = [Slot(code, nth, "second", field(name), spot) for code, name in zip(codes, _FIELDS, strict=True)]
    return [Slot(kind, nth, "spot", field("place"), spot), *times]


_FIELDS = ("arrives", "begins", "ends")


def _passing(found: Sequence[Line], nth: int) -> list[Slot]:
    def leg(line: Line) -> Passing | None:
        return line.passings[nth] if nth < len(line.passings) else None

    def field(name: str) -> Callable[[Line], Value]:
        return lambda line: getattr(leg(line), name, None)

    spot = _same(here.leg for line in found if (here := leg(line)))
    if not any(leg(line) for line in found):
        return []
    return [
        Slot("leg", nth, "spot", field("leg"), spot),
        Slot("enters", nth, "second", field("enters"), spot),
        Slot("leaves", nth, "second", field("leaves"), spot),
    ]


def further(waypoints: Sequence[Waypoint], line: Line, times: Times) -> str:
    """Return stretches and halts one after another, each with its times; of a stretch entered at once only its end.

    A stretch that was entered at once and ends at a halt says nothing that the halt does not say.
    """
    ends = {id(after): before.seconds[-1] for before, after in pairwise(line.waypoints) if before.seconds}
    halts = {id(before) for before, after in pairwise(line.waypoints) if _meets(before, after)}
    parts, day = [], plain(times.local(line.starts_s)).rpartition(" ")[0]
    for each in waypoints:
        seconds, spot = each.seconds, each.place if isinstance(each, Halt) else each.towards
        if isinstance(each, Passing):
            is_at_once = ends.get(id(each)) == each.enters
            if is_at_once and id(each) in halts:
                continue
            seconds = seconds[1:] if is_at_once else seconds
        written, day = _joined([plain(times.local(second)) for second in dict.fromkeys(seconds)], day)
        arrow = "" if isinstance(each, Halt) else (f"{RIGHTWARD}← " if times.language == "ar" else "→ ")
        parts.append(f"{arrow}{names.place(times.scenario, spot, times.language)} {written}")
    return listed(parts, times.language, "؛ " if times.language == "ar" else "; ") if parts else ""


def _meets(before: Waypoint, after: Waypoint) -> bool:
    """Tell whether *before* is a stretch that ends where and when the halt *after* begins."""
    return (
        isinstance(before, Passing)
        and isinstance(after, Halt)
        and (before.towards, before.leaves) == (after.place, after.arrives)
    )


def _joined(written: list[str], day: str) -> tuple[str, str]:
    """Return times as one stretch, the day only where it is another than *day*, and the last day: 07:00–07:04."""
    found = []
    for each in written:
        own, _, clock = each.rpartition(" ")
        found.append(clock if own == day else each)
        day = own
    joined = "–".join(found)
    return (joined if joined == found[0] and " " not in joined else f"{LEFTWARD}{joined}{END}") if found else "", day


_WORDS = {"enters": "column-enters-leg", "leaves": "column-leaves-leg", "at_checkpoint": "column-arrives"}
"""Words of columns beside the name of a place or leg."""


def title(slot: Slot, scenario: Scenario, language: str, *, is_plain: bool = False) -> str:
    """Return the heading of a column: with its place where that is one, else with its number."""
    code = f"column-{slot.code.replace('_', '-')}"
    if is_plain or slot.code in ("departs", "further", "destination", "arrives"):
        return say(code, language)
    is_only = _is_only(slot, scenario)
    words = say(code if is_only else _WORDS.get(slot.code, code), language)
    if slot.meaning == "spot":
        return say("column-nth", language, what=words, n=slot.nth + 1)
    if slot.code in ("alights", "received", "unloads", "unloaded"):
        return words
    if slot.spot and not is_only and slot.code not in ("at_point", "boards", "leaves_point"):
        return say("column-at-spot", language, spot=names.spot(scenario, slot.spot, language), what=words)
    return words if slot.nth == 0 else say("column-nth", language, what=words, n=slot.nth + 1)


def _is_only(slot: Slot, scenario: Scenario) -> bool:
    """Tell whether there is but one checkpoint, or one corridor, that a column can be about."""
    if slot.code in ("at_checkpoint", "inspection", "inspected"):
        return len(scenario.checkpoints) == 1 and slot.nth == 0
    return slot.code in ("enters", "leaves") and len(Ground(scenario).corridor) == 1 and slot.nth == 0
