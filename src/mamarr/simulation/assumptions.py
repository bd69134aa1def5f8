"""Assumptions: what a stress test supposes to be uncertain, said by the scenario or, where it is silent, by us.

Where they come from, and which are nobody's measurement but our judgement, stands in `docs/background/uncertainty.md`.
"""

from typing import Literal

from mamarr.document import Document
from mamarr.scenario.doubts import Beside, said, things
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spread import UNCERTAIN, Measure, Spread, read_spread

DEFAULTS: dict[str, dict[str, str]] = {
    "checkpoint": {"service_time": "lognorm(s=0.35) x", "all_day": "lognorm(s=0.08 to 0.2) x"},
    "assembly point": {"boarding": "lognorm(s=0.3) x"},
    "reception centre": {"alighting": "lognorm(s=0.25) x"},
    "transfer point": {"alighting": "lognorm(s=0.25) x"},
    "junction": {},
    "leg": {
        "drive": "lognorm(s=0.03) x",
        "all_day": "lognorm(s=0.05 to 0.15) x",
        "blocked": "0.1 to 0.4 per 24 h",
        "blocked_for": "lognorm(s=0.7, scale=30 min)",
    },
    "group": {"turnout": "triang(c=0.7, loc=0.85, scale=0.15)", "ready": "expon(scale=10 min)"},
    "vehicle class": {"breakdown": "0.1 to 0.5 per 1000 km", "recovery": "lognorm(s=0.6, scale=35 min)", "lost": "0.5"},
    "pause": {"opens_late": "expon(scale=15 min)", "collapse": "0.002 to 0.02 per h"},
}
"""Used where a scenario says nothing of a thing; what it says replaces all defaults of that thing."""


class Assumption(Document):
    """One thing that is uncertain."""

    path: str
    """The thing in the scenario."""
    of: str
    """Its id."""
    what: str
    """What of it is uncertain."""
    says: str
    """How, as written in a scenario."""
    by: Literal["scenario", "default"]
    """Whose assumption it is."""
    is_range: bool
    """Whether the assumption itself is not known."""


class Believed:
    """Every assumption about one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.assumptions: list[Assumption] = []
        self._spreads: dict[tuple[str, str], Spread] = {}
        ruled = set(scenario.convoys.where)
        for thing in things(scenario):
            own, is_own = said(thing), bool(thing.says)
            spreads = own if is_own else _defaults(thing, ruled)
            for what, spread in spreads.items():
                self._spreads[thing.path, what] = spread
                text = thing.says[what] if is_own else DEFAULTS[thing.kind][what]
                self.assumptions.append(
                    Assumption(
                        path=thing.path,
                        of=thing.id,
                        what=what,
                        says=text,
                        by="scenario" if is_own else "default",
                        is_range=spread.is_range,
                    )
                )

    def spread(self, path: str, what: str) -> Spread | None:
        """Return the spread of *what* of the thing at *path*; None where it is as planned."""
        return self._spreads.get((path, what))


def _defaults(thing: Beside, ruled: set[str]) -> dict[str, Spread]:
    """Return the defaults of *thing*; only the stretch under convoy rules is thought to be blocked now and then."""
    found = {what: read_spread(text, UNCERTAIN[thing.kind][what]) for what, text in DEFAULTS[thing.kind].items()}
    if thing.kind == "leg" and thing.id not in ruled:
        del found["blocked"], found["blocked_for"]
    return found


def measure_of(kind: str, what: str) -> Measure:
    """Return how *what* is written."""
    return UNCERTAIN[kind][what]
