"""Trips: one vehicle's way with a load, or empty, stop by stop."""

from typing import Annotated, ClassVar

from pydantic import Discriminator, Tag

from mamarr.document import Document, Growing


class PlaceStop(Document):
    """A stop at a place. Instants are whole seconds since clock zero."""

    at: str
    """The place."""
    arrives: int | None = None
    """Arrival; absent where the trip begins here."""
    begins: int | None = None
    """Boarding, inspection or alighting begins."""
    leaves: int | None = None
    """Departure. At a checkpoint: the end of the inspection."""
    received: int | None = None
    """At a reception centre: everybody aboard has alighted."""


class LegStop(Growing):
    """The passage of a leg. Legs without rules may be left out: they follow from the places."""

    later: ClassVar[frozenset[str]] = frozenset({"lane"})

    leg: str
    """The leg."""
    enters: int
    """The front of the vehicle enters."""
    leaves: int
    """It leaves at the other end."""
    lane: int = 1
    """Lane of the road in this direction, from 1."""


def _kind(value: object) -> str:
    return "leg" if (isinstance(value, dict) and "leg" in value) or isinstance(value, LegStop) else "place"


Stop = Annotated[Annotated[PlaceStop, Tag("place")] | Annotated[LegStop, Tag("leg")], Discriminator(_kind)]


class Trip(Document):
    """One vehicle's way outward with people, or its empty way back."""

    id: str
    """Name of the trip in this plan."""
    vehicle: str
    """Which vehicle: `class/number`, from 1."""
    load: dict[str, int] = {}
    """Persons aboard by group; empty on the way back. A truck: tonnes by the id of the aid."""
    stops: tuple[Stop, ...]
    """Stops in order of time."""

    @property
    def received_s(self) -> int | None:
        """When its people are received; None where it carries nobody or ends elsewhere."""
        last = self.stops[-1] if self.stops else None
        return last.received if isinstance(last, PlaceStop) and self.load else None

    @property
    def persons(self) -> int:
        """Persons aboard; of a truck with aid the tonnes, which `Plan.people_aboard` leaves out."""
        return sum(self.load.values())
