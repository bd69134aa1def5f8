"""The logbook about itself: desks, the scenario and the plan in force, corrections, what is destroyed."""

from typing import Annotated, Any, Literal

from pydantic import Field

from mamarr.document import Document
from mamarr.logbook.facts.said import Id, Load, Said
from mamarr.logbook.moments import Moment

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, written in small hexadecimal digits."""


class Desk(Said):
    """A desk begins, ends, or is refused because its laptop is lost."""

    kind: Literal["desk"] = "desk"
    """What the entry is."""
    node: Id
    """The desk's node."""
    state: Literal["opened", "closed", "refused"]
    """What is decided. From `refused` on, what that node writes counts no more, and everybody sees it."""
    label: str = Field(default="", max_length=80)
    """What people call the desk."""
    last: int | None = Field(default=None, ge=0)
    """Number of its last entry that still counts."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The desk."""
        return (f"desk:{self.node}",)


class Adopted(Said):
    """The scenario in force from now on."""

    kind: Literal["scenario"] = "scenario"
    """What the entry is."""
    fingerprint: Hash
    """Its fingerprint."""
    document: Annotated[str, Field(max_length=20_000_000)]
    """The file as it is saved, as text: it holds numbers with points, which are not hashed as numbers."""
    zero: Moment
    """Clock zero on the wall."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The scenario."""
        return ("scenario",)


class Intended(Document):
    """One planned movement, on the wall clock."""

    movement: Id
    """Name of the trip."""
    vehicle: Id
    """Vehicle, `class/number`."""
    load: Load = {}
    """Persons by group."""
    at: Id
    """Where it leaves with the first people aboard, or empty."""
    leaves: Moment
    """When."""
    to: Id
    """Where it ends."""
    received: Moment
    """When the last aboard is received, or the vehicle stands."""
    passes: tuple[tuple[Id, Moment], ...] = ()
    """Places and legs on the way, with the second of entering or arriving."""


class Planned(Said):
    """The plan in force from now on."""

    kind: Literal["plan"] = "plan"
    """What the entry is."""
    fingerprint: Hash
    """Its fingerprint."""
    scenario: Hash
    """Fingerprint of the scenario it plans."""
    movements: tuple[Intended, ...]
    """What is to happen."""
    bound_people: int | None = None
    """No plan brings out more."""
    clearance: Moment | None = None
    """When the last of those brought out is received."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The plan."""
        return ("plan",)


class Correction(Said):
    """Another entry was wrong: this stands in its place, or nothing does. The other entry stays in the log."""

    kind: Literal["correction"] = "correction"
    """What the entry is."""
    of: Hash
    """Hash of the entry that was wrong."""
    stands: dict[str, Any] | None = None
    """What stands in its place, as the content of an entry of any kind but this and `redaction`; none: it never happened."""
    reason: str = Field(default="", max_length=400)
    """Why."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The entry corrected."""
        return (f"entry:{self.of}",)


class Redaction(Said):
    """The words of an entry have to go: they are destroyed in every copy, their hash stays."""

    kind: Literal["redaction"] = "redaction"
    """What the entry is."""
    of: Hash
    """Hash of the entry whose words are destroyed."""
    reason: str = Field(default="", max_length=400)
    """Why, without the words themselves."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The entry whose words go."""
        return (f"entry:{self.of}",)
