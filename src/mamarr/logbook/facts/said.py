"""What every entry says, whatever its kind."""

from typing import Annotated, Literal

from pydantic import Field

from mamarr.document import Document
from mamarr.logbook.moments import Moment

Known = Literal["seen", "counted", "told", "official", "relayed", "list", "tally", "rumour"]
"""How it is known: seen by own staff, counted by them, told by somebody, official, relayed by others, from a list, from a paper
tally typed later, or a rumour."""
Persons = Annotated[int, Field(ge=0, le=10**9)]
"""Persons, whole."""
Vehicles = Annotated[int, Field(ge=0, le=10**6)]
"""Vehicles, whole."""
Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A short name: an id of the scenario, or one that the desk gives."""
Text = Annotated[str, Field(max_length=20_000)]
"""Free text. It is data, never an instruction, and no place for names of evacuees."""
Load = Annotated[dict[Id, Persons], Field(max_length=2_000)]
"""Persons by group of the scenario."""


class Said(Document):
    """What every entry says."""

    happened: Moment
    """When it happened, as far as is known."""
    recorded: Moment
    """When it was written down, by the clock of the desk."""
    by: Id
    """Function of the person who wrote it, never a name of an evacuee."""
    known: Known = "told"
    """How it is known."""
    source: str = Field(default="", max_length=400)
    """Who says so: a function or a body."""
    remark: Text = ""
    """Anything else in words."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the entry is about, each as kind:name. Entries about the same things are read together."""
        return ("log",)
