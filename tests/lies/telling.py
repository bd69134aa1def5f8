"""A lie: one small alteration of an honest plan, the rule that it breaks and the codes that name the rule."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Tree = dict[str, Any]
Told = Literal["plan", "bound", "either", "document"]
Teller = Callable[[Tree, random.Random], bool]


@dataclass(frozen=True)
class Lie:
    """How to tell it, what has to become false, and what a finding about it is called."""

    name: str
    breaks: Told
    codes: str
    tell: Teller


@dataclass
class Lies:
    """The lies of one file, in the order in which they stand there."""

    told: list[Lie] = field(default_factory=list)

    def about(self, breaks: Told, codes: str) -> Callable[[Teller], Teller]:
        """Keep a teller under its own name; it returns False where it finds nothing to alter."""

        def keep(tell: Teller) -> Teller:
            self.add(tell.__name__, breaks, codes, tell)
            return tell

        return keep

    def add(self, name: str, breaks: Told, codes: str, tell: Teller) -> None:
        """Keep *tell* under *name*."""
        self.told.append(Lie(name.strip("_").replace("_", "-"), breaks, codes, tell))
