"""What the movements of a plan amount to: who stood where and when, who entered which stretch, who was received."""

from collections import defaultdict
from dataclasses import dataclass, field

COMMITTED = -1
"""Stands for the trip of a vehicle that was on a leg before the plan began."""


@dataclass(frozen=True)
class Stand:
    """A vehicle in a bay, from the first second to the last."""

    place: str
    begins_s: int
    ends_s: int
    path: str


@dataclass(frozen=True)
class Boarding:
    """People of one trip who board at one point."""

    place: str
    trip: int
    begins_s: int
    leaves_s: int
    boarding_s: int
    path: str


@dataclass(frozen=True)
class Inspection:
    """A vehicle at a checkpoint: it arrives, its inspection begins, its inspection ends."""

    place: str
    kind: str
    """Its class, or the group whose own it is."""
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
    lane: int
    enters_s: int
    leaves_s: int
    trip: int
    """Number of the trip, or `COMMITTED`."""
    path: str
    ready_s: int
    """When it stood ready at the entrance."""
    has_people: bool
    is_escort: bool


@dataclass(frozen=True)
class Passing:
    """A vehicle that leaves a checkpoint in an inspected direction."""

    place: str
    trip: int
    enters_s: int
    persons: int
    path: str


@dataclass(frozen=True)
class Stay:
    """A vehicle at a place, or on a leg that stands under a pause or is closed at times."""

    place: str
    pauses: tuple[str, ...]
    begins_s: int
    ends_s: int
    path: str


@dataclass(frozen=True)
class Reception:
    """The people of a trip, received."""

    trip: int
    place: str
    second: int
    path: str


@dataclass(frozen=True)
class Tour:
    """One trip of a vehicle: where and when it begins and ends, and how far it drives."""

    trip: int
    starts_at: str | None
    begins_s: int
    ends_s: int
    ends_at: str | None
    metres: int


@dataclass
class Record:
    """Everything that the movements did, in no particular order."""

    stands: list[Stand] = field(default_factory=list)
    boardings: list[Boarding] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    passings: list[Passing] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    receptions: list[Reception] = field(default_factory=list)
    boarded: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Assembly points at which each trip boards."""
    first_begins: dict[int, int] = field(default_factory=dict)
    """Second at which the first boarding of each trip begins."""
    carried: set[int] = field(default_factory=set)
    """Trips that bring on people who were aboard at clock zero."""
    tours: dict[str, list[Tour]] = field(default_factory=lambda: defaultdict(list))
    """Trips of each vehicle of the fleet in order."""
    convoys: list[list[Entry]] = field(default_factory=list)
    """Convoys that the entries form."""
