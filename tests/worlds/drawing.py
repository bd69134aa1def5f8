"""Draws of a world: one seed, one size, one temper; every draw of every part of a world goes through here."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

Size = Literal["tiny", "small", "medium"]
Tree = dict[str, Any]
T = TypeVar("T")

LOADS = {"tiny": (1, 3), "small": (3, 30), "medium": (30, 200)}
"""Loaded trips that the people of a world take, about."""


@dataclass
class Draw:
    """The generator of one world. `temper` is the share of its features that a world has: some are plain, some have nearly all."""

    seed: int
    size: Size
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.size} world {self.seed}")
        self.temper = self.dice.choice((0.06, 0.15, 0.3, 0.5, 0.75))
        self.unit_s = self.dice.choice((1, 1, 60)) if self.size == "tiny" else self.dice.choice((10, 60, 60))
        low, high = LOADS[self.size]
        self.loads = self.dice.randint(low, high)
        rounds = {"tiny": (1, 4), "small": (2, 9), "medium": (5, 14)}[self.size]
        self.ends_s = self.unit_s * self.dice.randint(60, 110) * self.dice.randint(*rounds)
        if self.unit_s == 60 and self.chance(0.4):
            self.ends_s = 86400 * self.dice.randint(1, 3 if self.size == "tiny" else 5) + self.dice.randint(0, 7200)

    def chance(self, share: float) -> bool:
        """Return True in this share of all worlds."""
        return self.dice.random() < share

    def has(self, weight: float = 1.0) -> bool:
        """Return whether the world has one more feature, by its temper."""
        return self.dice.random() < min(0.9, self.temper * weight)

    def pick(self, choices: Sequence[T]) -> T:
        return self.dice.choice(choices)

    def some(self, choices: Sequence[T], most: int | None = None) -> list[T]:
        """Return at least one of *choices*, in their order."""
        number = self.dice.randint(1, min(len(choices), most or len(choices)))
        kept = set(self.dice.sample(range(len(choices)), number))
        return [choice for place, choice in enumerate(choices) if place in kept]

    def count(self, low: int, high: int) -> int:
        return self.dice.randint(low, high)

    def lasting_s(self, low: int, high: int) -> int:
        """Return seconds from *low* to *high* units, seldom a whole number of units: rounding has to show."""
        whole = self.dice.randint(low, high) * self.unit_s
        return max(0, whole + (self.dice.randint(-4, 4) if self.unit_s > 1 and self.chance(0.4) else 0))

    def lasting(self, low: int, high: int) -> str:
        """Return the same as a file writes it."""
        return f"{self.lasting_s(low, high)} s"

    def instant(self, from_share: float = 0.0, until_share: float = 1.0) -> str:
        return f"{self.dice.randint(int(from_share * self.ends_s), int(until_share * self.ends_s))} s"

    def span(self, least_s: int = 1) -> tuple[int, int]:
        """Return two seconds of the horizon, at least so far apart."""
        first = self.dice.randint(0, max(0, self.ends_s - least_s))
        return first, self.dice.randint(min(first + least_s, self.ends_s), self.ends_s)
