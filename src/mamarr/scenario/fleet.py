"""Vehicles and the rules of their convoys."""

from typing import Annotated, Literal

from pydantic import Field

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Count, Seconds, Vehicles
from mamarr.scenario.scope import NOT_YET


class VehicleClass(Document):
    """Vehicles of one kind. One vehicle is named `id/number`, from 1."""

    id: str
    """Name of the class in this file."""
    name: Name | None = None
    """The class in both scripts."""
    seats: Count
    """People sitting in one vehicle."""
    stretchers: Count = 0
    """People lying in one vehicle."""
    count: Count
    """How many there are."""
    stationed: str
    """Where they stand at clock zero."""
    points_per_trip: Count = 1
    """Assembly points at which a vehicle may load on one trip."""
    at_end: Literal["outside", "stationed"] = "outside"
    """Where they have to be at the end: anywhere outside, or where they were stationed."""
    duty_s: Annotated[Seconds | None, Field(alias="duty"), NOT_YET] = None
    """Longest duty of a crew."""
    range_km: Annotated[Count | None, NOT_YET] = None
    """Distance on one filling."""
    wheelchairs: Annotated[Count, NOT_YET] = 0
    """Wheelchair places."""
    uncertain: Annotated[dict[str, str] | None, NOT_YET] = None
    """What of the above is uncertain; used by stress tests."""


class ConvoyRules(Document):
    """A convoy is a maximal run of entries into a leg in one direction, each less than `interval` after the last."""

    where: tuple[str, ...] = ()
    """Legs on which these rules hold; elsewhere vehicles drive freely."""
    largest: Vehicles = 10**9
    """Vehicles in one convoy at most."""
    headway_s: Annotated[Seconds, Field(alias="headway")] = 0
    """Least time between the fronts of two successive vehicles."""
    interval_s: Annotated[Seconds, Field(alias="interval")] = 0
    """From this time between two vehicles on, they belong to different convoys."""
    escorts: Annotated[Count, NOT_YET] = 0
    """Escort vehicles of each convoy."""
