"""What the movements of a plan amount to: who stood where and when, who entered which stretch, who was received."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stand:
    """A vehicle in a bay, from the first second to the last."""

    place: str
    begins_s: int
    ends_s: int
    path: str


@dataclass(frozen=True)
class Inspection:
    """A vehicle at a checkpoint: it arrives, its inspection begins, its inspection ends."""

    place: str
    vehicle_class: str
    trip: str
    arrives_s: int
    begins_s: int
    ends_s: int
    path: str


@dataclass(frozen=True)
class Entry:
    """A vehicle that enters a leg named in the plan."""

    leg: str
    is_outward: bool
    enters_s: int
    trip: int
    path: str


@dataclass(frozen=True)
class Stay:
    """A vehicle on a leg or at an assembly point that stands under a pause."""

    place: str
    pause: str
    begins_s: int
    ends_s: int
    path: str


@dataclass(frozen=True)
class Reception:
    """The people of a trip, received."""

    trip: int
    place: str
    second: int


@dataclass
class Record:
    """Everything that the movements did, in no particular order."""

    stands: list[Stand] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    receptions: list[Reception] = field(default_factory=list)
    boarded: dict[int, set[str]] = field(default_factory=dict)
    """Assembly points at which each trip boards."""
