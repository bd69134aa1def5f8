"""Aid that comes in: a demand of its own, against the stream of people."""

from typing import Annotated

from pydantic import Field

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Count, Instant, Seconds


class Aid(Document):
    """Goods for a place inside."""

    id: str
    """Name of the aid in this file."""
    name: Name | None = None
    """The aid in both scripts."""
    tonnes: Count
    """How much."""
    to_place: Annotated[str, Field(alias="to")]
    """The assembly point or junction where it is unloaded."""
    unloading_s: Annotated[Seconds, Field(alias="unloading")]
    """Seconds from the beginning of unloading to its end, for one vehicle."""
    latest_s: Annotated[Instant | None, Field(alias="latest")] = None
    """What comes later than this does not count."""
