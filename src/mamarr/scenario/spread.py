"""Spreads: what is uncertain, written beside the facts and used by stress tests alone.

    service_time: lognorm(s=0.3) x            a factor on the planned time, of mean 1
    ready: expon(scale=20 min)                 later than planned by this
    turnout: beta(a=18, b=2)                   a share
    breakdown: 1 per 2000 km                   how often
    collapse: 0.02 per h                       a hazard rate
    recovery: lognorm(s=0.5, scale=30 min to 60 min)   a range: what is not known of the assumption itself

Distributions and their parameters are named as in scipy.stats, `loc` and `scale` included. A factor is rescaled to mean 1: what
is uncertain is how far single times lie from the planned one, not the planned one itself; `scale` says otherwise.
"""

import re
from dataclasses import dataclass
from typing import Literal

from mamarr.scenario.quantities import metres_of, seconds_of

Measure = Literal["factor", "share", "duration", "persons", "per distance", "per time"]

SHAPES: dict[str, tuple[str, ...]] = {
    "beta": ("a", "b"),
    "expon": (),
    "gamma": ("a",),
    "lognorm": ("s",),
    "norm": (),
    "poisson": ("mu",),
    "triang": ("c",),
    "uniform": (),
    "weibull_min": ("c",),
}
"""Distributions and the parameters they need, besides `loc` and `scale`."""

UNCERTAIN: dict[str, dict[str, Measure]] = {
    "checkpoint": {"service_time": "factor", "all_day": "factor"},
    "assembly point": {"boarding": "factor", "all_day": "factor"},
    "reception centre": {"alighting": "factor", "all_day": "factor"},
    "transfer point": {"alighting": "factor", "all_day": "factor"},
    "junction": {},
    "leg": {"drive": "factor", "all_day": "factor", "blocked": "per time", "blocked_for": "duration"},
    "group": {"turnout": "share", "ready": "duration", "found": "persons"},
    "vehicle class": {"breakdown": "per distance", "recovery": "duration", "lost": "share"},
    "pause": {"opens_late": "duration", "collapse": "per time", "holds": "share"},
}
"""What may be uncertain of each kind of thing, and in which measure it is written."""

_CALL = re.compile(r"^([a-z_]+)\s*\(([^()]*)\)$")
_RATE = re.compile(r"^(.+?)\s+per\s+(.+)$")
_RANGE = re.compile(r"^(.+?)\s+to\s+(.+)$")


class UnreadableError(ValueError):
    """A text that is no spread; says what was expected."""


@dataclass(frozen=True)
class Spread:
    """A distribution by name, or `rate` or `constant` with the parameter `value`. Base units: seconds, metres, persons."""

    name: str
    low: dict[str, float]
    """The parameters, each at the first end of its range."""
    high: dict[str, float]
    """The same at the other end; equal where nothing is a range."""

    @property
    def is_range(self) -> bool:
        """Whether the assumption itself is not known."""
        return self.low != self.high

    def at(self, end: float) -> dict[str, float]:
        """Return the parameters *end* of the way from the first end of every range to the other, in equal ratios."""
        return {key: _between(low, self.high[key], end) for key, low in self.low.items()}


def _between(low: float, high: float, end: float) -> float:
    if low == high or end <= 0:
        return low
    if end >= 1:
        return high
    return low ** (1 - end) * high**end if low > 0 and high > 0 else low + (high - low) * end


def read_spread(text: str, measure: Measure) -> Spread:
    """Return the spread that *text* says.

    Raises
    ------
    UnreadableError
        With what was expected.
    """
    text = text.strip()
    if measure in ("per distance", "per time"):
        return _rate(text, measure)
    if measure == "factor":
        if not text.endswith(" x"):
            raise UnreadableError("a factor: a distribution and a cross, for example lognorm(s=0.3) x")
        text = text[:-2].strip()
    match = _CALL.match(text)
    if match is None:
        low, high = _ends(text, measure)
        return Spread("constant", {"value": low}, {"value": high})
    name, inside = match[1], match[2]
    if name not in SHAPES:
        raise UnreadableError(f"one of {', '.join(sorted(SHAPES))}")
    lows: dict[str, float] = {}
    highs: dict[str, float] = {}
    for part in inside.split(",") if inside.strip() else []:
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key not in (*SHAPES[name], "loc", "scale") or key in lows:
            raise UnreadableError(f"{name} takes {', '.join((*SHAPES[name], 'loc', 'scale'))}, each once")
        lows[key], highs[key] = _ends(value, measure if key in ("loc", "scale") else "share")
    missing = [key for key in SHAPES[name] if key not in lows]
    if missing:
        raise UnreadableError(f"{name} needs {', '.join(missing)}")
    for key in (*SHAPES[name], "scale"):
        if min(lows.get(key, 1.0), highs.get(key, 1.0)) <= 0:
            raise UnreadableError(f"{key} above 0")
    return Spread(name, lows, highs)


def _rate(text: str, measure: Measure) -> Spread:
    match = _RATE.match(text)
    example = "1 per 2000 km" if measure == "per distance" else "1 per 48 h"
    if match is None:
        raise UnreadableError(f"how often, for example {example}")
    unit = match[2] if match[2][:1].isdigit() else f"1 {match[2]}"
    try:
        base = metres_of(unit) if measure == "per distance" else seconds_of(unit)
    except Exception as error:
        raise UnreadableError(f"how often, for example {example}") from error
    if not base:
        raise UnreadableError(f"how often, for example {example}")
    low, high = _ends(match[1], "persons")
    return Spread("rate", {"value": low / base}, {"value": high / base})


def _ends(text: str, measure: Measure) -> tuple[float, float]:
    match = _RANGE.match(text)
    if match is None:
        value = _value(text, measure)
        return value, value
    return _value(match[1], measure), _value(match[2], measure)


def _value(text: str, measure: Measure) -> float:
    if measure == "duration":
        try:
            return float(seconds_of(text.strip()))
        except Exception as error:
            raise UnreadableError("a duration with its unit, for example 20 min") from error
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text.strip()) is None:
        raise UnreadableError("a number of 0 or more, for example 0.3")
    return float(text)
