"""Humanitarian pauses: agreed stops of fighting, for a time and a place."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mamarr.document import Growing, Name
from mamarr.scenario.quantities import Instant, Seconds

Standing = Literal["announced", "corroborated", "observed"]


class PauseWindow(Growing):
    """One pause. A vehicle leaves what is under it before it closes, less the margin; leaving at that second is allowed."""

    later: ClassVar[frozenset[str]] = frozenset({"points", "oldest_s", "uncertain"})

    id: str
    """Name of the pause in this file."""
    name: Name | None = None
    """The pause in both scripts."""
    opens_s: Annotated[Instant, Field(alias="opens")]
    """When it begins."""
    closes_s: Annotated[Instant, Field(alias="closes")]
    """When it ends."""
    margin_s: Annotated[Seconds, Field(alias="margin")]
    """How long before its end everybody is out of what it covers."""
    needs: Standing = "corroborated"
    """The standing a convoy needs in order to go; a plan supposes it, the logbook watches it."""
    points: tuple[str, ...] = ()
    """Places that our own staff must see before the pause is observed; without any every place under it and at the ends of its legs."""
    oldest_s: Annotated[Seconds, Field(alias="oldest")] = 1800
    """How old what our own staff saw may be."""

    uncertain: dict[str, str] | None = None
    """What of this pause is uncertain; used by stress tests alone."""

    @property
    def last_s(self) -> int:
        """The last second at which a vehicle may still be in what the pause covers."""
        return self.closes_s - self.margin_s
