"""Groups of people: who they are, where they wait, where they chose to go."""

from typing import Annotated, Literal

from pydantic import Field

from mamarr.document import Document, Name
from mamarr.scenario.quantities import Count, Instant, Share, YesNo
from mamarr.scenario.scope import NOT_YET

Category = Literal["civilian", "wounded", "fighter opting to leave", "companion"]


class Companions(Document):
    """Who belongs with the people of a group."""

    group: str
    """Id of the group of companions; it waits at the same place."""
    ride: Literal["any vehicle", "same convoy", "same vehicle"] = "any vehicle"
    """Whether a companion may ride in any vehicle to the same destination, or must ride in the patient's convoy or vehicle."""
    may_go_alone: YesNo = False
    """Whether a companion may leave although the patient stays: a planned separation."""


class Choice(Document):
    """What was asked of the people themselves: leaving is voluntary."""

    may_stay: YesNo
    """Whether the group may stay where it is."""
    protection: str = ""
    """What protects those who stay."""
    heard_by: str = ""
    """Function of the person who heard the choice and the destination, without armed men present."""
    heard_at_s: Annotated[Instant | None, Field(alias="heard_at")] = None
    """When the choice was heard."""


class Group(Document):
    """People who move together: a count, never names."""

    id: str
    """Name of the group in this file."""
    name: Name | None = None
    """The group in both scripts."""
    category: Category
    """civilian, wounded (wounded and sick), fighter opting to leave, or companion."""
    at: str
    """The assembly point where the group waits."""
    headcount: Count
    """Persons, whole."""
    travels: Literal["seat", "stretcher", "on foot", "own vehicle"]
    """How the group moves."""
    destinations: tuple[str, ...]
    """Reception centres the group accepts; nobody is assigned elsewhere."""
    turnout: Share = 1.0
    """Share of the group that comes; the plan keeps a place for everybody, the stress test draws."""
    ready_s: Annotated[Instant, Field(alias="ready")] = 0
    """Nobody of the group boards before this."""
    companions: Companions | None = None
    """Who belongs with these people."""
    choice: Choice | None = None
    """Who heard the choice of the group."""
    triage: Annotated[Literal["immediate", "urgent", "stable"] | None, NOT_YET] = None
    """Medical urgency."""
    needs: Annotated[tuple[str, ...], NOT_YET] = ()
    """Oxygen, wheelchair, labour, mental health, isolation."""
    indivisible: Annotated[YesNo, NOT_YET] = False
    """A family that is not split."""
    apart_from: Annotated[tuple[str, ...], NOT_YET] = ()
    """Groups that may not share a vehicle with this one."""
    persons_per_vehicle: Annotated[Count | None, NOT_YET] = None
    """Persons in each own vehicle."""
    uncertain: Annotated[dict[str, str] | None, NOT_YET] = None
    """What of the above is uncertain; used by stress tests."""
