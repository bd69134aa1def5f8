"""Places: where people wait, are checked, change vehicles and are received."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from mamarr.document import Growing, Name
from mamarr.scenario.agreements import Release
from mamarr.scenario.quantities import UNLIMITED, Limit, Names, Seconds, problem, seconds_of
from mamarr.scenario.spells import Spell

OTHER = "other"
"""Stands for every vehicle class that is not named."""


def _read_position(value: object) -> tuple[float, float]:
    parts = value if isinstance(value, list | tuple) else ()
    try:
        latitude, longitude = (float(part) for part in parts)
    except (ValueError, TypeError):
        raise problem("quantity.position", found=str(value)[:80]) from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise problem("quantity.position", found=f"[{latitude}, {longitude}]")
    return latitude, longitude


def _read_service(value: object) -> dict[str, int]:
    wanted = "a duration, or one by vehicle class, for example {bus: 4 min, ambulance: 2 min}"
    parts = value if isinstance(value, dict) else {OTHER: value}
    times: dict[str, int] = {}
    for vehicle, time in parts.items():
        if not isinstance(time, str):
            if isinstance(time, int) and not isinstance(time, bool) and isinstance(value, dict):
                times[vehicle] = time
                continue
            raise problem("quantity.no-unit", found=str(time), wanted=wanted)
        times[vehicle] = seconds_of(time.strip())
    return times


def _write_service(times: dict[str, int]) -> str | dict[str, str]:
    if set(times) == {OTHER}:
        return f"{times[OTHER]} s"
    return {vehicle: f"{seconds} s" for vehicle, seconds in sorted(times.items())}


Position = Annotated[
    tuple[float, float],
    BeforeValidator(_read_position),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
]
"""[latitude, longitude] in WGS84 degrees."""

ServiceTime = Annotated[
    dict[str, int],
    BeforeValidator(_read_service),
    PlainSerializer(_write_service),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}),
]
"""Seconds by vehicle class; the key `other` stands for every class that is not named."""


class Place(Growing):
    """What every place has."""

    later: ClassVar[frozenset[str]] = frozenset({"pauses", "uncertain"})

    id: str
    """Name of the place in this file; known places have the id of the gazetteer."""
    name: Name | None = None
    """The place in both scripts."""
    at: Position | None = None
    """[latitude, longitude]; without it no map is drawn."""
    pauses: Annotated[Names, Field(alias="pause")] = ()
    """The pause or pauses during which vehicles may be here; without any always."""
    uncertain: dict[str, str] | None = None
    """What of this place is uncertain; used by stress tests alone."""

    @property
    def pause(self) -> str | None:
        """The one pause over it; None without any, and where there are several."""
        return self.pauses[0] if len(self.pauses) == 1 else None


class AssemblyPoint(Place):
    """Where people wait to leave."""

    later: ClassVar[frozenset[str]] = frozenset({"pauses", "uncertain", "gather_s", "release"})

    kind: Literal["assembly point"]
    bays: Limit
    """Vehicles that can board at once, or unlimited."""
    boarding_s: Annotated[Seconds, Field(alias="boarding")]
    """A vehicle stands in a bay for this long."""
    capacity: Limit = UNLIMITED
    """Persons that may be gathered here at once."""
    gather_s: Annotated[Seconds, Field(alias="gather")] = 0
    """People stand at the point for this long before their boarding begins: they are called forward by vehicle."""
    release: Release | None = None
    """Who lets go from here, how many at a time and how often."""


class ReceptionCentre(Place):
    """Where people arrive and are safe."""

    later: ClassVar[frozenset[str]] = frozenset({"pauses", "uncertain", "handover_s", "places_for"})

    kind: Literal["reception centre", "transfer point"]
    bays: Limit
    """Vehicles that can alight at once, or unlimited."""
    alighting_s: Annotated[Seconds, Field(alias="alighting")]
    """A vehicle stands in a bay for this long."""
    handover_s: Annotated[Seconds, Field(alias="handover")] = 0
    """Each stretcher case aboard makes alighting longer by this much."""
    capacity: Limit = UNLIMITED
    """Persons it can receive in all."""
    capacity_per_hour: Limit = UNLIMITED
    """Persons it can receive in any 3,600 seconds."""
    places_for: dict[str, Limit] = {}
    """Persons it can receive in all of one kind: a category, `stretcher`, a triage class or a need."""


class Checkpoint(Place):
    """Where vehicles are stopped. A free lane takes whoever waits and never idles for somebody on the way."""

    later: ClassVar[frozenset[str]] = frozenset({"pauses", "uncertain", "release", "can_be_blocked_by"})

    kind: Literal["checkpoint"]
    lanes: Limit
    """Vehicles inspected at once, or unlimited."""
    service_time_s: Annotated[ServiceTime, Field(alias="service_time")]
    """How long one inspection takes, for all or by vehicle class."""
    serves: Literal["vehicles", "persons"] = "vehicles"
    """What is inspected one by one: a vehicle takes the service time once, or once for each person aboard."""
    direction: Literal["out", "in", "both"] = "out"
    """Which way is inspected; out is from a leg's `from` to its `to`."""
    priority: tuple[str, ...] = ()
    """Vehicle classes in order of service among those waiting; first come first served within a class."""
    room: Limit = UNLIMITED
    """Vehicles that can wait, or unlimited."""
    opening_hours: tuple[Spell, ...] = ()
    """When it works; an inspection lies wholly within them. Without any it always works."""
    release: Release | None = None
    """Who lets go from here, how many at a time and how often."""
    can_be_blocked_by: tuple[str, ...] | None = None
    """Parties that can close it, each of whom must guarantee it; an empty list says nobody, no list that it is unknown."""

    def inspection_s(self, vehicle: str) -> int | None:
        """Seconds of one inspection of a vehicle of class *vehicle*; None where the file does not say."""
        return self.service_time_s.get(vehicle, self.service_time_s.get(OTHER))


class Junction(Place):
    """A place where legs meet and nothing else happens."""

    kind: Literal["junction"]


AnyPlace = Annotated[AssemblyPoint | ReceptionCentre | Checkpoint | Junction, Field(discriminator="kind")]
"""One of the kinds of place."""
