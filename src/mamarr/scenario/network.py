"""Network: the roads of a city and the people who wait on it, in columns. People move by themselves, whole steps at a time.

Rows are named by their number, from 0. A leg is one way; two legs between the same places add up. Who waits at a place may
wait there for nothing; on the way nobody waits.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from mamarr.document import Document, Growing, Name
from mamarr.scenario.columns import Column

NOT_YET = frozenset(
    {
        "departures", "background", "shadow", "staged", "contraflow", "closed", "changes", "room", "hazards", "speeds_by_density",
    }
)  # fmt: skip
"""What a network may come to say, and this version does not honour."""


class Stretches(Document):
    """The legs, one row each."""

    from_place: Annotated[Column, Field(alias="from")]
    """Row of the place where it begins."""
    to_place: Annotated[Column, Field(alias="to")]
    """Row of the place where it ends."""
    travel_s: Column
    """Seconds from one end to the other."""
    capacity_per_h: Column
    """Persons that may enter in an hour."""


class Waiting(Document):
    """The people, one row for each place with people."""

    place: Column
    """Row of the place."""
    persons: Column
    """How many wait there, all ready at clock zero."""


class Positions(Document):
    """Where the places are, one row each, in millionths of a degree (WGS84)."""

    latitude_e6: Column
    """Northward."""
    longitude_e6: Column
    """Eastward."""


class Network(Growing):
    """Places, legs, people and exits of a city."""

    later: ClassVar[frozenset[str]] = frozenset()

    places: tuple[str, ...]
    """Names of the places, as the source has them."""
    legs: Stretches
    """The legs."""
    waiting: Waiting
    """The people."""
    exits: Column
    """Rows of the places at which people are safe."""
    positions: Positions | None = None
    """Where the places are; without it no map is drawn."""
    titles: tuple[str, ...] | None = None
    """What people call a place, where that is not its name: the streets that meet there, or nothing."""
    attribution: str | None = None
    """Whose data it is: printed wherever the roads are shown."""
    supposed: tuple[Name, ...] = ()
    """What the source did not say and the numbers suppose."""

    @property
    def people_total(self) -> int:
        """Everybody who waits."""
        return sum(self.waiting.persons)

    def title(self, place: int) -> str:
        """Return what people call a place: its streets and its name, or its name alone."""
        streets = self.titles[place] if self.titles else ""
        return f"{streets} ({self.places[place]})" if streets else self.places[place]

    def steps_of(self, step_s: int) -> tuple[list[int], list[int]]:
        """Return the steps each leg takes, rounded up, and the persons who may enter it in one step, rounded down."""
        travel = [-(-seconds // step_s) for seconds in self.legs.travel_s]
        return travel, [per_hour * step_s // 3600 for per_hour in self.legs.capacity_per_h]

    def cut_off(self, capacity: list[int]) -> list[tuple[int, int]]:
        """Return (place, persons) of everybody who has no way to an exit over legs with *capacity*."""
        ways: dict[int, list[int]] = {}
        for start, end, persons in zip(self.legs.from_place, self.legs.to_place, capacity, strict=True):
            if persons:
                ways.setdefault(end, []).append(start)
        reached, front = set(self.exits), list(self.exits)
        while front:
            for start in ways.get(front.pop(), ()):
                if start not in reached:
                    reached.add(start)
                    front.append(start)
        rows = zip(self.waiting.place, self.waiting.persons, strict=True)
        return [(place, persons) for place, persons in rows if place not in reached]
