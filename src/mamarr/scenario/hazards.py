"""Danger in a place and time."""

from typing import Annotated

from pydantic import Field

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Instant


class Hazard(Document):
    """A danger; exposure is counted in person-minutes under it."""

    id: str
    """Name of the hazard in this file."""
    name: Name | None = None
    """The hazard in both scripts."""
    where: tuple[str, ...]
    """Legs and places under it."""
    opens_s: Annotated[Instant, Field(alias="opens")]
    """When it begins."""
    closes_s: Annotated[Instant, Field(alias="closes")]
    """When it ends."""
