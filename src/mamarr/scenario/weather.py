"""Weather and darkness: what slows vehicles and shortens how long people may wait."""

from typing import Annotated

from pydantic import Field

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Celsius, Seconds, Share
from mamarr.scenario.spells import Spell


class Weather(Spell):
    """Snow, cold, dust or darkness over some legs for a time."""

    id: str
    """Name of the weather in this file."""
    name: Name | None = None
    """The weather in both scripts."""
    where: tuple[str, ...] = ()
    """Legs that it slows; all where none is named."""
    speed_share: Annotated[Share, Field(alias="speed")] = 1.0
    """Share of the speed that is left, for vehicles that enter a leg in this time."""
    temperature: Celsius | None = None
    """Degrees Celsius, for the reader."""
    outdoors_s: Annotated[Seconds | None, Field(alias="outdoors")] = None
    """Longest wait outdoors in this time, in place of the scenario's limit."""
    aboard_s: Annotated[Seconds | None, Field(alias="aboard")] = None
    """Longest time aboard for those who board in this time, in place of the scenario's limit."""


class Limits(Document):
    """How long people may be made to wait."""

    aboard_s: Annotated[Seconds | None, Field(alias="aboard")] = None
    """Longest time from the beginning of boarding until reception."""
    outdoors_s: Annotated[Seconds | None, Field(alias="outdoors")] = None
    """Longest time outdoors: gathered at a point before boarding, or on foot until reception."""


class Ban(Spell):
    """A time during which nobody moves on some legs, such as the night."""

    id: str
    """Name of the ban in this file."""
    name: Name | None = None
    """The ban in both scripts."""
    where: tuple[str, ...] = ()
    """Legs under it; all where none is named."""
