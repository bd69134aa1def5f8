"""Legs: stretches of road between two places, written outward."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Count, Kmh, Metres, Seconds, drive_s, problem
from mamarr.scenario.scope import NOT_YET


class Leg(Document):
    """One stretch of road, written from the inside to the outside."""

    id: str
    """Name of the leg in this file."""
    name: Name | None = None
    """The leg in both scripts."""
    from_place: Annotated[str, Field(alias="from")]
    """The place at its inner end."""
    to_place: Annotated[str, Field(alias="to")]
    """The place at its outer end."""
    length_m: Annotated[Metres | None, Field(alias="length")] = None
    """Length; with a speed it gives the travel time, rounded up to whole seconds."""
    speed_kmh: Annotated[Kmh | None, Field(alias="speed")] = None
    """Speed that vehicles keep."""
    travel_s: Annotated[Seconds | None, Field(alias="travel")] = None
    """Travel time, in place of length and speed."""
    lanes: Count = 1
    """Lanes of the road."""
    traffic: Literal["alternating", "both", "one-way"] = "both"
    """Alternating: one direction at a time, clear before it changes. Both: two directions at once. One-way: outward only."""
    pause: str | None = None
    """The pause during which vehicles may be on it; without it always."""
    capacity: Annotated[str | None, NOT_YET] = None
    """Vehicles or persons an hour, in place of lanes."""
    closed: Annotated[tuple[Any, ...], NOT_YET] = ()
    """Times during which nobody may be on it."""
    uncertain: Annotated[dict[str, str] | None, NOT_YET] = None
    """What of the above is uncertain; used by stress tests."""

    @model_validator(mode="after")
    def _has_a_travel_time(self) -> "Leg":
        if self.travel_s is None and (self.length_m is None or self.speed_kmh is None):
            raise problem("scenario.missing-field", found="", name="length and speed, or travel")
        if self.travel_s is not None and (self.length_m is not None or self.speed_kmh is not None):
            raise problem("scenario.wrong-shape", found="travel", wanted="either travel, or length and speed")
        return self

    @property
    def drive_s(self) -> int:
        """Whole seconds from one end to the other."""
        if self.travel_s is not None:
            return self.travel_s
        return drive_s(self.length_m or 0, self.speed_kmh or 1.0)
