"""What a scenario says is uncertain: every spread with the thing it stands beside, and findings about what cannot be read."""

from collections.abc import Iterator
from typing import NamedTuple

from mamarr.errors import Finding
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spread import UNCERTAIN, UnreadableError, read_spread


class Beside(NamedTuple):
    """A thing of the scenario with what is written beside it."""

    path: str
    id: str
    kind: str
    """A key of `UNCERTAIN`."""
    says: dict[str, str]


def things(scenario: Scenario) -> list[Beside]:
    """Return every thing that something uncertain may stand beside, in file order."""
    return [
        *(Beside(f"places[{n}]", e.id, e.kind, e.uncertain or {}) for n, e in enumerate(scenario.places)),
        *(Beside(f"legs[{n}]", e.id, "leg", e.uncertain or {}) for n, e in enumerate(scenario.legs)),
        *(Beside(f"groups[{n}]", e.id, "group", e.uncertain or {}) for n, e in enumerate(scenario.groups)),
        *(Beside(f"fleet[{n}]", e.id, "vehicle class", e.uncertain or {}) for n, e in enumerate(scenario.fleet)),
        *(Beside(f"pauses[{n}]", e.id, "pause", e.uncertain or {}) for n, e in enumerate(scenario.pauses)),
    ]


def doubts(scenario: Scenario) -> Iterator[Finding]:
    """Yield a finding for everything uncertain that is unknown or cannot be read."""
    for thing in things(scenario):
        for key, text in thing.says.items():
            path = f"{thing.path}.uncertain.{key}"
            measure = UNCERTAIN[thing.kind].get(key)
            if measure is None:
                choices = ", ".join(sorted(UNCERTAIN[thing.kind])) or "nothing"
                yield Finding("scenario.uncertain-key", path, None, {"found": key[:40], "choices": choices})
                continue
            try:
                read_spread(text, measure)
            except UnreadableError as error:
                yield Finding("scenario.uncertain", path, None, {"found": text[:80], "wanted": str(error)})
