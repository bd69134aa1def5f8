"""Vehicles and convoys on the road: what left, passed, arrived."""

from typing import Literal

from mamarr.logbook.facts.said import Id, Load, Persons, Said
from mamarr.logbook.moments import Moment


class Movement(Said):
    """Something about one movement: one vehicle with the people aboard, from boarding to reception."""

    movement: Id
    """Name of the movement: that of the trip in the plan, or one that the desk gives."""
    vehicle: Id
    """Vehicle, `class/number`; several that are counted together: a convoy's call sign."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The movement and its vehicle."""
        return (f"movement:{self.movement}", f"vehicle:{self.vehicle}")


class Departure(Movement):
    """A vehicle left a place with people aboard, or empty."""

    kind: Literal["departure"] = "departure"
    """What the entry is."""
    at: Id
    """Place left."""
    towards: Id | None = None
    """Where it goes."""
    load: Load = {}
    """Persons aboard by group, as counted when it left."""
    convoy: Id | None = None
    """Call sign of its convoy."""


class Waypoint(Movement):
    """A vehicle passed, entered or stopped at a place or a leg on its way."""

    kind: Literal["waypoint"] = "waypoint"
    """What the entry is."""
    at: Id
    """Place or leg."""
    state: Literal["passed", "entered", "stopped", "sheltering", "returned"] = "passed"
    """What it did there."""
    load: Load | None = None
    """Persons aboard by group, where they were counted there."""


class Arrival(Movement):
    """A vehicle arrived, and the people aboard were received."""

    kind: Literal["arrival"] = "arrival"
    """What the entry is."""
    at: Id
    """Place reached."""
    load: Load = {}
    """Persons received by group."""


class Vehicle(Said):
    """What became of a vehicle."""

    kind: Literal["vehicle"] = "vehicle"
    """What the entry is."""
    vehicle: Id
    """Vehicle, `class/number`."""
    state: Literal["out of service", "back in service", "standing", "lost"]
    """Whether it can be used, or where it stands."""
    at: Id | None = None
    """Place where it stands."""
    until: Moment | None = None
    """When it is expected back."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The vehicle."""
        return (f"vehicle:{self.vehicle}",)


class Let(Said):
    """A checkpoint or a point let a batch go."""

    kind: Literal["release"] = "release"
    """What the entry is."""
    at: Id
    """Checkpoint or assembly point."""
    vehicles: Persons | None = None
    """Vehicles let go."""
    persons: Persons | None = None
    """Persons let go."""
    held: bool = False
    """Whether it was refused or held instead."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The place."""
        return (f"place:{self.at}",)
