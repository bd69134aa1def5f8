"""Roads on the way from a source to a network: named places and one-way stretches, before rows get their numbers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from mamarr.document import Name
from mamarr.scenario.network import Network, Positions, Stretches, Waiting


class Stretch(NamedTuple):
    """One way along a road."""

    start: str
    """Name of the place where it begins."""
    end: str
    """Name of the place where it ends."""
    travel_s: int
    """Seconds from one end to the other."""
    capacity_per_h: int
    """Persons that may enter in an hour."""


@dataclass
class Roads:
    """What a source of roads gives."""

    stretches: list[Stretch] = field(default_factory=list)
    """Every one-way stretch."""
    positions: dict[str, tuple[float, float]] = field(default_factory=dict)
    """[latitude, longitude] of places, where the source knows them."""
    exits: list[str] = field(default_factory=list)
    """Places at which roads leave the zone."""
    inside: set[str] = field(default_factory=set)
    """Places inside the zone."""
    titles: dict[str, str] = field(default_factory=dict)
    """Streets at a place, where the source knows them."""
    attribution: str | None = None
    """Whose data it is."""
    supposed: list[Name] = field(default_factory=list)
    """What the source did not say."""

    @property
    def places(self) -> list[str]:
        """Names of all places in order of first mention."""
        return list(dict.fromkeys(name for stretch in self.stretches for name in (stretch.start, stretch.end)))

    def network(self, people: dict[str, int], exits: list[str]) -> Network:
        """Return the network of these roads with *people* by place and *exits*; whoever stands at no road gets a row too."""
        names = list(dict.fromkeys([*self.places, *people]))
        row = {name: number for number, name in enumerate(names)}
        positions = None
        if self.positions and all(name in self.positions for name in names):
            found = [self.positions[name] for name in names]
            positions = Positions(
                latitude_e6=tuple(round(latitude * 1e6) for latitude, _ in found),
                longitude_e6=tuple(round(longitude * 1e6) for _, longitude in found),
            )
        return Network(
            places=tuple(names),
            legs=Stretches(
                from_place=tuple(row[each.start] for each in self.stretches),
                to_place=tuple(row[each.end] for each in self.stretches),
                travel_s=tuple(each.travel_s for each in self.stretches),
                capacity_per_h=tuple(each.capacity_per_h for each in self.stretches),
            ),
            waiting=Waiting(place=tuple(row[name] for name in people), persons=tuple(people.values())),
            exits=tuple(row[name] for name in exits),
            positions=positions,
            titles=tuple(self.titles.get(name, "") for name in names) if self.titles else None,
            attribution=self.attribution,
            supposed=tuple(self.supposed),
        )
