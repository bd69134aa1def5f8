"""Places: where people wait, are checked, change vehicles and are received."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from mamarr.document import Document, Name
from mamarr.scenario.quantities import UNLIMITED, Limit, Seconds, problem, seconds_of
from mamarr.scenario.scope import NOT_YET

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


class Place(Document):
    """What every place has."""

    id: str
    """Name of the place in this file; known places have the id of the gazetteer."""
    name: Name | None = None
    """The place in both scripts."""
    at: Position | None = None
    """[latitude, longitude]; without it no map is drawn."""


class AssemblyPoint(Place):
    """Where people wait to leave."""

    kind: Literal["assembly point"]
    bays: Limit
    """Vehicles that can board at once, or unlimited."""
    boarding_s: Annotated[Seconds, Field(alias="boarding")]
    """A vehicle stands in a bay for this long."""
    pause: str | None = None
    """The pause during which vehicles may be here; without it always."""
    capacity: Annotated[Limit, NOT_YET] = UNLIMITED
    """Persons that may wait here at once."""
    release: Annotated[dict[str, Any] | None, NOT_YET] = None
    """Who lets go, batch size and waiting time."""


class ReceptionCentre(Place):
    """Where people arrive and are safe."""

    kind: Literal["reception centre", "transfer point"]
    bays: Limit
    """Vehicles that can alight at once, or unlimited."""
    alighting_s: Annotated[Seconds, Field(alias="alighting")]
    """A vehicle stands in a bay for this long."""
    capacity: Annotated[Limit, NOT_YET] = UNLIMITED
    """Persons it can receive in all."""
    capacity_per_hour: Annotated[Limit, NOT_YET] = UNLIMITED
    """Persons it can receive in an hour."""


class Checkpoint(Place):
    """Where vehicles are stopped. A free lane takes whoever waits and never idles for somebody on the way."""

    kind: Literal["checkpoint"]
    lanes: Limit
    """Vehicles inspected at once, or unlimited."""
    service_time_s: Annotated[ServiceTime, Field(alias="service_time")]
    """How long one inspection takes, for all or by vehicle class."""
    serves: Literal["vehicles", "persons"] = "vehicles"
    """What is inspected one by one."""
    direction: Literal["out", "in", "both"] = "out"
    """Which way is inspected; out is from a leg's `from` to its `to`."""
    priority: tuple[str, ...] = ()
    """Vehicle classes in order of service among those waiting; first come first served within a class."""
    room: Limit = UNLIMITED
    """Vehicles that can wait, or unlimited."""
    opening_hours: Annotated[tuple[str, ...], NOT_YET] = ()
    """When it works."""
    release: Annotated[dict[str, Any] | None, NOT_YET] = None
    """Who lets go, batch size and waiting time."""
    uncertain: Annotated[dict[str, str] | None, NOT_YET] = None
    """What of the above is uncertain; used by stress tests."""

    def inspection_s(self, vehicle: str) -> int | None:
        """Seconds of one inspection of a vehicle of class *vehicle*; None where the file does not say."""
        return self.service_time_s.get(vehicle, self.service_time_s.get(OTHER))


class Junction(Place):
    """A place where legs meet and nothing else happens."""

    kind: Literal["junction"]


AnyPlace = Annotated[AssemblyPoint | ReceptionCentre | Checkpoint | Junction, Field(discriminator="kind")]
"""One of the kinds of place."""
