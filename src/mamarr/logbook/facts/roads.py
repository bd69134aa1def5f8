"""Roads, pauses and incidents: what is open, what is closed, what happened."""

from typing import Literal

from mamarr.logbook.facts.said import Id, Said
from mamarr.logbook.moments import Moment


class Closure(Said):
    """A leg or a checkpoint is closed."""

    kind: Literal["closure"] = "closure"
    """What the entry is."""
    at: Id
    """Leg or checkpoint."""
    until: Moment | None = None
    """When it is expected to open again; none: nobody knows."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The leg or place."""
        return (f"road:{self.at}",)


class Reopening(Said):
    """A leg or a checkpoint is open again."""

    kind: Literal["reopening"] = "reopening"
    """What the entry is."""
    at: Id
    """Leg or checkpoint."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The leg or place."""
        return (f"road:{self.at}",)


class Window(Said):
    """What is agreed about a pause."""

    kind: Literal["window"] = "window"
    """What the entry is."""
    pause: Id
    """Pause of the scenario."""
    state: Literal["agreed", "changed", "suspended", "resumed", "cancelled"]
    """What was decided."""
    opens: Moment | None = None
    """When it begins, where that changed."""
    closes: Moment | None = None
    """When it ends, where that changed."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The pause."""
        return (f"pause:{self.pause}",)


class Incident(Said):
    """Something went wrong, and stays open until it is explained."""

    kind: Literal["incident"] = "incident"
    """What the entry is."""
    incident: Id
    """Name that the desk gives it."""
    state: Literal["open", "explained", "closed"] = "open"
    """Whether it is explained."""
    what: Literal["fire", "accident", "breakdown", "obstruction", "count", "medical", "held", "other"] = "other"
    """What kind."""
    at: Id | None = None
    """Where."""
    movement: Id | None = None
    """Which movement."""
    owner: str = ""
    """Function of the person who sees to it."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The incident."""
        return (f"incident:{self.incident}",)
