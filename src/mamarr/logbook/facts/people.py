"""People: counted, by group and place, and what became of them. Counts, never names."""

from typing import Literal

from mamarr.logbook.facts.said import Id, Load, Persons, Said

Became = Literal[
    "declined",
    "did not come",
    "turned back",
    "held",
    "another side",
    "died",
    "unaccounted",
    "found",
    "born",
    "received",
    "waiting",
]
"""What became of people who are not simply waiting, aboard or received by an arrival. `found` and `born` add people; who is
`waiting` again was in another state before."""
Was = Literal["declined", "did not come", "turned back", "held", "another side", "unaccounted", "received"]
"""State that people can leave again: who was held comes back, who was received dies in hospital."""


class Count(Said):
    """Somebody counted people. Counts of several counters stand side by side and are never averaged."""

    kind: Literal["count"] = "count"
    """What the entry is."""
    counter: Id
    """Who counted: a body or a function."""
    of: Literal["waiting", "aboard", "received", "out in all", "staying"]
    """What was counted; `out in all` is a running total and is never added to movements."""
    at: Id | None = None
    """Place or movement; none for the whole operation."""
    load: Load = {}
    """Persons by group, where groups were told apart."""
    persons: Persons | None = None
    """Persons in all."""
    low: Persons | None = None
    """At least so many."""
    high: Persons | None = None
    """At most so many."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """What was counted where."""
        return (f"count:{self.of}:{self.at or ''}",)


class People(Said):
    """What became of people of a group."""

    kind: Literal["people"] = "people"
    """What the entry is."""
    group: Id
    """Their group."""
    became: Became
    """What became of them."""
    persons: Persons
    """How many."""
    at: Id | None = None
    """Where."""
    movement: Id | None = None
    """Movement from which they were missing, taken or died; none where they waited."""
    was: Was | None = None
    """State in which they were before; none: they waited, or were aboard the movement."""
    reference: Id | None = None
    """An opaque case reference (tag number); the list from name to tag stays outside."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The group, and the movement."""
        return (f"group:{self.group}", *((f"movement:{self.movement}",) if self.movement else ()))


class GroupState(Said):
    """A group is ready, has grown or shrunk by what was announced, or declined."""

    kind: Literal["group"] = "group"
    """What the entry is."""
    group: Id
    """The group."""
    state: Literal["ready", "not ready", "grown", "shrunk", "declined"]
    """What changed. Who declined is counted with a `people` entry; `declined` here is the whole group."""
    persons: Persons = 0
    """How many more or fewer."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The group."""
        return (f"group:{self.group}",)


class Staying(Said):
    """Those who stay behind. Without a number the figure is unknown, and nothing is complete."""

    kind: Literal["staying"] = "staying"
    """What the entry is."""
    at: Id
    """Where."""
    persons: Persons | None = None
    """How many; none: nobody knows."""
    presence: str = ""
    """Who watches over them."""
    next_visit: str = ""
    """When they are next visited."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The place."""
        return (f"staying:{self.at}",)


class Sector(Said):
    """One block of a town, called on or come back to."""

    kind: Literal["sector"] = "sector"
    """What the entry is."""
    sector: Id
    """Name of the block."""
    state: Literal["called on", "empty", "refused", "needs transport", "checked", "clear", "may return", "returned"]
    """What was found or decided."""
    persons: Persons | None = None
    """Persons concerned."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The block."""
        return (f"sector:{self.sector}",)
