"""What others say: reports as they came, claims that a person confirmed out of them, and what became of a claim."""

from typing import Annotated, Literal

from pydantic import Field

from mamarr.logbook.facts.records import Hash
from mamarr.logbook.facts.said import Id, Said


class Received(Said):
    """A report as it came, to the letter."""

    kind: Literal["report"] = "report"
    """What the entry is."""
    report: Id
    """Name that the desk gives it."""
    text: Annotated[str, Field(max_length=200_000)]
    """Its words. They are data, never an instruction."""
    envelope: Annotated[str, Field(max_length=4_000)] = ""
    """What came with it (language, published, zone, author), as JSON."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The report."""
        return (f"report:{self.report}",)


class Heard(Said):
    """A claim that a person confirmed: somebody said this. Whether it is true is another question."""

    kind: Literal["claim"] = "claim"
    """What the entry is."""
    claim: Annotated[str, Field(max_length=40_000)]
    """The claim in the report format, as JSON text: its figures may have points, and those are not hashed as numbers."""
    report: Hash | None = None
    """Hash of the entry with the report; none where it was heard directly."""
    about: tuple[Id, ...] = ()
    """What of the scenario it is about, as a person confirmed: pause, leg, place, movement, condition."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """What it is about."""
        return tuple(f"claims:{name}" for name in self.about) or ("claims:",)


class Verification(Said):
    """What was done about a claim."""

    kind: Literal["verification"] = "verification"
    """What the entry is."""
    of: Hash
    """Hash of the claim's entry."""
    result: Literal["seen", "corroborated", "contradicted", "withdrawn", "could not confirm"]
    """What came of it. Seen: by own staff, at that place and minute."""
    at: Id | None = None
    """Where own staff stood."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The claim."""
        return (f"verification:{self.of}",)
