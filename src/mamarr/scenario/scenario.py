"""Scenario: all that is known and agreed."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from mamarr.document import Growing, Name
from mamarr.scenario.agreements import Link
from mamarr.scenario.aid import Aid
from mamarr.scenario.commitments import Commitment, Condition
from mamarr.scenario.fleet import ConvoyRules, VehicleClass
from mamarr.scenario.hazards import Hazard
from mamarr.scenario.network import Network
from mamarr.scenario.parties import Party
from mamarr.scenario.pauses import PauseWindow
from mamarr.scenario.people import Group
from mamarr.scenario.places import AnyPlace, AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import Clock, Instant, Seconds, moment_of, problem
from mamarr.scenario.roads import Leg
from mamarr.scenario.weather import Ban, Limits, Weather

Aim = Literal["people", "wounded", "curve", "clearance", "aid", "exposure", "vehicle-hours"]

DEFAULT_OBJECTIVE: tuple[Aim, ...] = ("wounded", "people", "curve", "aid", "exposure", "vehicle-hours")
"""The wounded and sick first, then as many people as possible, then everybody as early as possible."""


def _read_starts(value: object, info: ValidationInfo) -> object:
    if value is None or (isinstance(value, datetime) and value.tzinfo is not None):
        return value
    if isinstance(value, str):
        return moment_of(value.strip(), info.data.get("time_zone"))
    raise problem("quantity.unreadable", found=str(value), what="an instant", wanted="2016-12-09 06:00")


class Scenario(Growing):
    """Places, legs, groups, vehicles and pauses: what is known and what is agreed."""

    later: ClassVar[frozenset[str]] = frozenset({"bans", "weather", "limits", "aid", "parties", "notice_s"})

    mamarr: Literal["1"] = "1"
    """Version of the file."""
    kind: Literal["scenario"] = "scenario"
    """What the file holds."""
    name: Name
    """What the scenario is called, in both scripts."""
    note: Name | None = None
    """What a reader has to know about it."""
    time_zone: str | None = None
    """Zone of every instant without an offset, for example Asia/Damascus."""
    starts: Annotated[
        datetime | None,
        BeforeValidator(_read_starts),
        WithJsonSchema({"type": "string", "examples": ["2016-12-09 06:00", "2016-12-09T06:00+02:00"]}),
    ] = None
    """Clock zero. Without it times count from 0 and no wall clock is printed."""
    ends_s: Annotated[Instant, Field(alias="ends")]
    """The horizon: who is not received by then counts as this in sums of seconds."""
    places: tuple[AnyPlace, ...]
    """Assembly points, checkpoints, reception centres, junctions."""
    legs: tuple[Leg, ...]
    """Stretches of road, written outward."""
    groups: tuple[Group, ...]
    """The people, by group."""
    fleet: tuple[VehicleClass, ...]
    """The vehicles, by class."""
    convoys: ConvoyRules = ConvoyRules()
    """Rules of convoys."""
    pauses: tuple[PauseWindow, ...] = ()
    """Humanitarian pauses."""
    bans: tuple[Ban, ...] = ()
    """Times without movement, such as nights."""
    weather: tuple[Weather, ...] = ()
    """Snow, cold, dust and darkness."""
    limits: Limits = Limits()
    """How long people may be made to wait."""
    conditions: tuple[Condition, ...] = ()
    """What a convoy needs in order to go: a plan supposes it, the logbook watches it."""
    commitments: tuple[Commitment, ...] = ()
    """What is already under way or promised."""
    hazards: tuple[Hazard, ...] = ()
    """Dangers, for the exposure."""
    linked: tuple[Link, ...] = ()
    """Movements tied to each other."""
    aid: tuple[Aid, ...] = ()
    """Goods that come in."""
    parties: tuple[Party, ...] = ()
    """Who fights, who stands for the agreement, who takes no side: by which names, on which side."""
    notice_s: Annotated[Seconds | None, Field(alias="notice")] = None
    """How long before a movement leaves it has to be notified. A new plan keeps what was notified and leaves sooner than this from
    now on; what leaves later may be moved, and is then notified again. Without it everything that was notified stays."""
    network: Network | None = None
    """A city: roads and people in columns, in place of places, legs, groups and fleet."""
    objective: tuple[Aim, ...] = DEFAULT_OBJECTIVE
    """What counts, the most important first."""

    @property
    def clock(self) -> Clock:
        """The wall clock of this scenario."""
        return Clock(self.time_zone, self.starts)

    @property
    def people_total(self) -> int:
        """Everybody announced who waits or is under way."""
        on_network = self.network.people_total if self.network else 0
        return on_network + sum(group.to_move for group in self.groups)

    def place(self, name: str) -> AnyPlace:
        """Return the place called *name*."""
        return next(place for place in self.places if place.id == name)

    def leg(self, name: str) -> Leg:
        """Return the leg called *name*."""
        return next(leg for leg in self.legs if leg.id == name)

    def pause(self, name: str) -> PauseWindow:
        """Return the pause called *name*."""
        return next(pause for pause in self.pauses if pause.id == name)

    def vehicle_class(self, name: str) -> VehicleClass:
        """Return the vehicle class called *name*."""
        return next(vehicle for vehicle in self.fleet if vehicle.id == name)

    @property
    def assembly_points(self) -> tuple[AssemblyPoint, ...]:
        """Assembly points in file order."""
        return tuple(place for place in self.places if isinstance(place, AssemblyPoint))

    @property
    def reception_centres(self) -> tuple[ReceptionCentre, ...]:
        """Reception centres and transfer points in file order."""
        return tuple(place for place in self.places if isinstance(place, ReceptionCentre))

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Checkpoints in file order."""
        return tuple(place for place in self.places if isinstance(place, Checkpoint))

    def route(self, start: str, end: str) -> tuple[Leg, ...] | None:
        """Return the legs of the quickest way outward from *start* to *end*; None where there is none."""
        best: dict[str, tuple[int, tuple[Leg, ...]]] = {start: (0, ())}
        open_places = {start}
        while open_places:
            here = min(open_places, key=lambda name: (best[name][0], name))
            open_places.discard(here)
            seconds, legs = best[here]
            if here == end:
                return legs
            for leg in self.legs:
                if leg.from_place != here:
                    continue
                arrival = seconds + leg.drive_s
                if leg.to_place not in best or arrival < best[leg.to_place][0]:
                    best[leg.to_place] = (arrival, (*legs, leg))
                    open_places.add(leg.to_place)
        return None
