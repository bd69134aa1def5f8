"""Vehicles and the rules of their convoys."""

from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mamarr.document import Growing, Name
from mamarr.scenario.quantities import Count, Metres, Seconds, Share, Vehicles, YesNo


class VehicleClass(Growing):
    """Vehicles of one kind. One vehicle is named `id/number`, from 1."""

    later: ClassVar[frozenset[str]] = frozenset(
        {"load_factor", "offers", "tonnes", "escort", "duty_s", "rest_s", "range_m", "refuel_s", "uncertain"}
    )

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
    at_end: Literal["outside", "stationed", "anywhere"] = "outside"
    """Where they have to be at the end: anywhere outside, where they were stationed, or wherever they are."""
    load_factor: Share = 1.0
    """Share of the seats that is filled at most: luggage and children take room."""
    wheelchairs: Count = 0
    """Wheelchair places, beside the seats."""
    offers: tuple[str, ...] = ()
    """Needs that it meets: oxygen, nurse, doctor."""
    tonnes: Count = 0
    """Aid that one vehicle carries; while it carries aid it carries nobody."""
    escort: YesNo = False
    """An escort vehicle: it rides in convoys and carries nobody."""
    duty_s: Annotated[Seconds | None, Field(alias="duty")] = None
    """Longest duty of a crew, from the beginning of its first trip to the end of its last before a rest."""
    rest_s: Annotated[Seconds, Field(alias="rest")] = 8 * 3600
    """Standing between two trips for this long is a rest."""
    range_m: Annotated[Metres | None, Field(alias="range")] = None
    """Distance on one filling."""
    refuel_s: Annotated[Seconds, Field(alias="refuel")] = 15 * 60
    """Standing between two trips where it is stationed for this long, it is refuelled."""
    uncertain: dict[str, str] | None = None
    """What of this class is uncertain; used by stress tests alone."""

    @property
    def room(self) -> int:
        """People who may sit in one vehicle."""
        return int(Fraction(str(self.load_factor)) * self.seats)


class ConvoyRules(Growing):
    """A convoy is a maximal run of entries into a leg in one direction, each less than `interval` after the last."""

    later: ClassVar[frozenset[str]] = frozenset({"together"})

    where: tuple[str, ...] = ()
    """Legs on which these rules hold; elsewhere vehicles drive freely."""
    largest: Vehicles = 10**9
    """Vehicles in one convoy at most."""
    headway_s: Annotated[Seconds, Field(alias="headway")] = 0
    """Least time between the fronts of two successive vehicles."""
    interval_s: Annotated[Seconds, Field(alias="interval")] = 0
    """From this time between two vehicles on, they belong to different convoys."""
    escorts: Count = 0
    """Escort vehicles of each convoy that carries people: the first goes at its head, the second at its tail."""
    together: YesNo = False
    """Whether all vehicles of a convoy stand ready before the first one enters."""
