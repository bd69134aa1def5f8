"""Where one vehicle is, since when, and who is aboard: what a journey knows at each stop."""

from dataclasses import dataclass, field

from mamarr.planning.carriers import Carrier
from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record, Stay
from mamarr.planning.timetable import LegStop, PlaceStop, Trip


@dataclass(frozen=True)
class Here:
    """The stop being looked at."""

    trip: Trip
    index: int
    number: int

    @property
    def path(self) -> str:
        """The stop in the plan."""
        return f"trips[{self.index}].stops[{self.number}]"

    @property
    def is_last(self) -> bool:
        """Nothing follows in this trip."""
        return self.number == len(self.trip.stops) - 1


def times_of(stop: PlaceStop | LegStop) -> dict[str, int | None]:
    """Return the times of a stop by name."""
    if isinstance(stop, LegStop):
        return {"enters": stop.enters, "leaves": stop.leaves}
    return {"arrives": stop.arrives, "begins": stop.begins, "leaves": stop.leaves, "received": stop.received}


def span(trip: Trip) -> tuple[int, int]:
    """Return the first and the last second named; of two trips that begin together the one that ends first goes first."""
    named = [*times_of(trip.stops[0]).values(), *times_of(trip.stops[-1]).values()]
    times = [time for time in named if time is not None] or [0]
    return min(times), max(times)


@dataclass
class Whereabouts:
    """One vehicle on its way."""

    ground: Ground
    docket: Docket
    record: Record
    carrier: Carrier
    place: str | None
    """None after a stop that names nothing."""
    time_s: int = 0
    """From when the vehicle may leave or, while it is moving, when it does leave."""
    since_s: int | None = None
    """When it came; None before its first trip, because standing there counts for nothing."""
    ready_s: int = 0
    """From when it stands ready here: arrived, and inspected, aboard or empty again where that happens here."""
    is_moving: bool = False
    may_stand: bool = False
    """It was inspected here: `time_s` is the end of the inspection, and it may stand before it leaves."""
    inspected: str | None = None
    path: str = ""
    starts_s: int | None = None
    """When it first left in this trip."""
    metres: int = field(init=False)
    """Length of the legs driven in this trip."""
    has_people: bool = field(init=False)
    is_carried: bool = field(init=False)
    """The people of this trip were aboard at clock zero."""
    aboard: dict[str, int] = field(default_factory=dict)

    @property
    def persons(self) -> int:
        """People aboard."""
        return sum(self.aboard.values())

    def leave(self, departs_s: int, here: Here, name: str) -> None:
        """Leave the place at *departs_s*, and note how long the vehicle stood there."""
        if departs_s < self.time_s:
            self.docket.add(
                "judge.not-free", f"{here.path}.{name}", place=self.place or "", found=departs_s, wanted=self.time_s
            )
        if self.starts_s is None:
            self.starts_s = departs_s
        self.may_stand = False
        self.note_stay(departs_s, self.path or here.path)

    def note_stay(self, until_s: int, path: str) -> None:
        """Note how long the vehicle stood at its place."""
        if self.place is not None:
            since = until_s if self.since_s is None else self.since_s
            pauses = self.ground.places[self.place].pauses
            self.record.stays.append(Stay(self.place, pauses, since, max(until_s, since), path))

    def arrived(self, place: str, second: int) -> None:
        """Be at *place* from *second* on."""
        self.place = place
        self.time_s = self.since_s = self.ready_s = second

    def lose(self, time_s: int) -> None:
        """Forget where the vehicle is: the plan does not say."""
        self.place = self.inspected = None
        self.time_s = self.since_s = time_s

    def depart(self, stop: PlaceStop, here: Here, earliest_s: int) -> None:
        """Note from when on the vehicle may leave, or that it does leave at the second that the plan names."""
        if stop.leaves is not None and stop.leaves < earliest_s:
            self.docket.add("judge.order", f"{here.path}.leaves", found=stop.leaves, wanted=earliest_s)
        self.time_s = earliest_s if stop.leaves is None else stop.leaves
        self.is_moving = stop.leaves is not None
        if self.starts_s is None:
            self.starts_s = stop.leaves

    def needed(self, stop: PlaceStop, here: Here, names: tuple[str, ...]) -> bool:
        """Say whether the stop has all of these times; each that is missing is a finding."""
        missing = [name for name in names if getattr(stop, name) is None]
        for name in missing:
            self.docket.add("judge.time-missing", f"{here.path}.{name}", name=name)
        return not missing

    def stray(self, stop: PlaceStop, here: Here, names: tuple[str, ...]) -> None:
        """Enter a finding for each of these times that the stop has."""
        for name in names:
            if getattr(stop, name) is not None:
                self.docket.add("judge.stray-time", f"{here.path}.{name}", name=name)
