"""The figures of a plan file that nobody can have meant: negative durations, numbers without end.

They are looked for before anything is computed: a headway of minus one second would make every plan allowed.
"""

from collections.abc import Iterator, Mapping
from math import isfinite
from zoneinfo import ZoneInfoNotFoundError

from pydantic import BaseModel

from mamarr.errors import Finding
from mamarr.planning.timetable import Plan
from mamarr.scenario.quantities import LARGEST, UNLIMITED
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Spell

_FARTHEST = 10**15  # of a plan: beyond every sum of person-seconds; longer numbers cannot even be printed
_MAY_BE_NEGATIVE = frozenset({"heard_at_s", "temperature", "from_s", "until_s"})  # choices are heard before clock zero
_MOST = 50


def absurd(plan: Plan) -> list[Finding]:
    """Return a finding for every figure of *plan* and its scenario that cannot be meant."""
    findings: list[Finding] = []
    for path, figure in _of_scenario(plan.scenario):
        if not isfinite(figure) or not 0 <= figure <= LARGEST:
            findings.append(_finding(f"scenario.{path}", figure, f"0 to {LARGEST}"))
    for name in ("seed", "iterations", "trips", "bounds", "alternatives"):
        for path, figure in _of_plan(getattr(plan, name), name):
            if abs(figure) > _FARTHEST:
                findings.append(_finding(path, figure, f"at most {_FARTHEST}"))
    return findings[:_MOST]


def uncountable(scenario: Scenario) -> list[Finding]:
    """Return a finding where the days of *scenario* cannot be counted: a zone that nobody knows, a year beyond all calendars."""
    clock = scenario.clock
    try:
        for spell in _spells(scenario):
            spell.times(clock, scenario.ends_s)
    except (ZoneInfoNotFoundError, OSError):
        return [Finding("quantity.unknown-zone", "scenario.time_zone", None, {"found": (clock.zone or "")[:80]})]
    except (OverflowError, ValueError):
        wanted = "days between the years 1 and 9999 in a zone that is known"
        return [Finding("judge.number", "scenario.starts", None, {"found": str(clock.starts), "wanted": wanted})]
    return []


def _spells(scenario: Scenario) -> Iterator[Spell]:
    yield from scenario.bans
    yield from scenario.weather
    for leg in scenario.legs:
        yield from leg.closed
        yield from leg.changes
    for checkpoint in scenario.checkpoints:
        yield from checkpoint.opening_hours


def _finding(path: str, figure: float, wanted: str) -> Finding:
    is_long = isinstance(figure, int) and abs(figure) > 10**30
    found = f"of {int(figure).bit_length()} binary digits" if is_long else str(figure)
    return Finding("judge.number", path, None, {"found": found, "wanted": wanted})


def _of_scenario(document: BaseModel, path: str = "") -> Iterator[tuple[str, float]]:
    """Every figure that counts."""
    for name in type(document).model_fields:
        value = getattr(document, name)
        if name == "at":
            continue
        if name in _MAY_BE_NEGATIVE:
            value = abs(value) if isinstance(value, int) else value
        here = f"{path}.{name}" if path else name
        parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, tuple) else ()
        for key, part in parts:
            place = f"{here}[{key}]" if isinstance(value, tuple) else f"{here}.{key}"
            if isinstance(part, BaseModel):
                yield from _of_scenario(part, place)
            elif isinstance(part, int | float):
                yield place, part
        if isinstance(value, BaseModel):
            yield from _of_scenario(value, here)
        elif isinstance(value, int | float) and not isinstance(value, bool) and value != UNLIMITED:
            yield here, value if name != "speed_kmh" or value > 0 else -1.0  # a speed of nothing never arrives


def _of_plan(value: object, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _of_plan(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _of_plan(part, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _of_plan(part, f"{path}.{key}")
    elif isinstance(value, int):
        yield path, value
