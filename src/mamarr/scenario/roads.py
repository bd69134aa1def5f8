"""Legs: stretches of road between two places, written outward."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from mamarr.document import Growing, Name
from mamarr.scenario.pauses import Standing
from mamarr.scenario.quantities import Count, Kmh, Metres, Names, PerHour, Seconds, drive_s, problem
from mamarr.scenario.spells import Spell

Traffic = Literal["alternating", "both", "one-way"]


class LegChange(Spell):
    """What is different on a leg for vehicles that enter it in this time."""

    speed_kmh: Annotated[Kmh | None, Field(alias="speed")] = None
    """Speed that vehicles keep."""
    travel_s: Annotated[Seconds | None, Field(alias="travel")] = None
    """Travel time, in place of the speed."""
    lanes: Count | None = None
    """Lanes of the road."""
    traffic: Traffic | None = None
    """Who may drive in which direction."""


class Leg(Growing):
    """One stretch of road, written from the inside to the outside."""

    later: ClassVar[frozenset[str]] = frozenset(
        {"capacity", "changes", "last_return", "shelter", "abort", "uncertain", "pauses"}
        | {"needs", "points", "can_be_blocked_by"}
    )

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
    """Lanes in each direction in use; convoy rules hold in each lane by itself."""
    traffic: Traffic = "both"
    """Alternating: one direction at a time, clear before it changes. Both: two directions at once. One-way: outward only."""
    pauses: Annotated[Names, Field(alias="pause")] = ()
    """The pause or pauses during which vehicles may be on it; without any always."""
    capacity: PerHour | None = None
    """Vehicles that may enter in one direction in any 3,600 seconds."""
    closed: tuple[Spell, ...] = ()
    """Times during which nobody may be on it."""
    changes: tuple[LegChange, ...] = ()
    """What is different at times; they do not overlap."""
    last_return: Name | None = None
    """The last point at which a convoy can turn back."""
    shelter: Name | None = None
    """Where people take shelter on this leg."""
    abort: Name | None = None
    """What a convoy does when it is fired at, stopped or separated, and who is told first."""
    uncertain: dict[str, str] | None = None
    """What of this leg is uncertain; used by stress tests alone."""
    needs: Standing | None = None
    """The standing that the open road needs before a convoy goes; without one it must not be contradicted or collapsed."""
    points: tuple[str, ...] = ()
    """Places that our own staff must see before the leg is observed; without any its two ends."""
    can_be_blocked_by: tuple[str, ...] | None = None
    """Parties that can shoot at it or block it, each of whom must guarantee it; an empty list says nobody, no list that it is unknown."""

    @property
    def pause(self) -> str | None:
        """The one pause over it; None without any, and where there are several."""
        return self.pauses[0] if len(self.pauses) == 1 else None

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
