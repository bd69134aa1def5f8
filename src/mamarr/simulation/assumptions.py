"""Assumptions: what a stress test supposes to be uncertain, said by the scenario or, where it is silent, by us.

Where they come from, and which are nobody's measurement but our judgement, stands in `docs/background/uncertainty.md`.
"""

from typing import Literal

from mamarr.document import Document
from mamarr.errors import MamarrError
from mamarr.scenario.doubts import Beside, doubts, things
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spread import UNCERTAIN, Spread, read_spread

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
"""Used where a scenario says nothing of a thing; what it says replaces all defaults of that thing.
A share of turnout below 1 that a group states counts as said: so many come, no more and no fewer."""


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
    """Every assumption about one scenario.

    Raises
    ------
    MamarrError
        scenario.uncertain, scenario.uncertain-key: everything that cannot be read; a plan in a file is not checked as a scenario is.
    """

    def __init__(self, scenario: Scenario) -> None:
        found = list(doubts(scenario))
        if found:
            raise MamarrError(found[0].code, found)
        self.assumptions: list[Assumption] = []
        self._spreads: dict[tuple[str, str], Spread] = {}
        ruled = set(scenario.convoys.where)
        shares = {group.id: group.turnout for group in scenario.groups if group.turnout < 1}
        for thing in things(scenario):
            texts = dict(thing.says or _defaults(thing, ruled))
            stated = shares.get(thing.id) if thing.kind == "group" else None
            is_stated = stated is not None and "turnout" not in thing.says
            if is_stated:
                texts["turnout"] = f"{stated:g}"
            for what, text in texts.items():
                spread = read_spread(text, UNCERTAIN[thing.kind][what])
                self._spreads[thing.path, what] = spread
                self.assumptions.append(
                    Assumption(
                        path=thing.path,
                        of=thing.id,
                        what=what,
                        says=text,
                        by="scenario" if thing.says or (is_stated and what == "turnout") else "default",
                        is_range=spread.is_range,
                    )
                )

    def spread(self, path: str, what: str) -> Spread | None:
        """Return the spread of *what* of the thing at *path*; None where it is as planned."""
        return self._spreads.get((path, what))


def _defaults(thing: Beside, ruled: set[str]) -> dict[str, str]:
    """Return the defaults of *thing*; only the stretch under convoy rules is thought to be blocked now and then."""
    found = dict(DEFAULTS[thing.kind])
    if thing.kind == "leg" and thing.id not in ruled:
        del found["blocked"], found["blocked_for"]
    return found
