"""What the parties agree about letting go: releases, and movements tied to each other."""

from typing import Annotated

from pydantic import Field, model_validator

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Count, Instant, Seconds, YesNo, problem


class Release(Document):
    """Somebody lets go so many at a time. What a release leaves unused lapses when the next one comes."""

    by: str = ""
    """Who lets go: a function, never a name."""
    vehicles: Count | None = None
    """Loaded vehicles that one release lets go."""
    persons: Count | None = None
    """Persons that one release lets go, in place of vehicles."""
    first_s: Annotated[Instant, Field(alias="first")] = 0
    """When the first release comes."""
    every_s: Annotated[Seconds, Field(alias="every")]
    """From one release to the next."""
    boards_before: YesNo = False
    """Whether people may board before their release; without it nobody waits aboard for one."""

    @model_validator(mode="after")
    def _has_one_measure(self) -> "Release":
        if (self.vehicles is None) == (self.persons is None):
            raise problem("scenario.wrong-shape", found="release", wanted="either vehicles or persons")
        if self.every_s <= 0:
            raise problem("scenario.wrong-shape", found="every: 0 s", wanted="a time between two releases")
        return self

    @property
    def batch(self) -> int:
        """Vehicles or persons of one release."""
        return (self.vehicles if self.vehicles is not None else self.persons) or 0


class Elsewhere(Document):
    """People expected out of another place at an instant, outside this scenario."""

    at_s: Annotated[Instant, Field(alias="at")]
    """When they are received there."""
    persons: Count
    """How many."""


class Link(Document):
    """People of some places board only as others are received: the agreed step is kept."""

    id: str
    """Name of the link in this file."""
    name: Name | None = None
    """The link in both scripts."""
    these: tuple[str, ...]
    """Assembly points that are tied."""
    step: Count
    """Persons of these places that one step lets board."""
    others: tuple[str, ...] = ()
    """Assembly points whose people have to be received first."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """What is expected outside this scenario, in place of or beside the others."""
    others_step: Count
    """Persons of the others whose reception opens the next step."""
    ahead: Count = 0
    """Steps that are open from the beginning."""
