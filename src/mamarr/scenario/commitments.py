"""What is already under way or promised, and stays in the next plan; and what a convoy needs in order to go."""

from typing import Annotated, Literal

from pydantic import Field

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Count, Instant, Seconds


class Commitment(Document):
    """A vehicle that is already somewhere with somebody, or a movement already notified."""

    vehicle: str
    """Which vehicle, `id/number`."""
    at: str
    """The place or leg where it is."""
    until_s: Annotated[Instant, Field(alias="until")]
    """When it is free there."""
    load: dict[str, Count] = {}
    """Persons aboard by group."""
    kind: Literal["fixed", "notified"] = "fixed"
    """Fixed: it is under way. Notified: a trip leaves the assembly point `at` with this load at the second `until`."""
    direction: Literal["out", "in"] = "out"
    """Which way it drives, where `at` is a leg."""


class Condition(Document):
    """Something a convoy needs to go."""

    id: str
    """Name of the condition in this file."""
    name: Name | None = None
    """The condition in both scripts."""
    applies_to: Annotated[str, Field(alias="for")]
    """A day, a leg or a pause."""
    owner: str
    """Who sees to it."""
    needs: str
    """The evidence that fulfils it."""
    expires_s: Annotated[Seconds | None, Field(alias="expires")] = None
    """How long the evidence holds."""
