"""Groups of people: who they are, where they wait, where they chose to go."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mamarr.document import Document, Growing, Name
from mamarr.scenario.quantities import Count, Instant, Kmh, Seconds, Share, YesNo

Ledger = Literal["received", "declined", "did not come", "turned back", "held", "another side", "died", "unaccounted"]
"""What may have become of people who do not wait any more."""
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


class Group(Growing):
    """People who move together: a count, never names."""

    later: ClassVar[frozenset[str]] = frozenset(
        {
            "triage",
            "longest_aboard_s",
            "family",
            "unaccompanied",
            "received_by",
            "persons_per_vehicle",
            "walks_kmh",
            "counts",
            "accounted",
            "uncertain",
        }
    )

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
    triage: Literal["immediate", "urgent", "stable"] | None = None
    """Medical urgency; who is wounded without one counts as stable."""
    needs: tuple[str, ...] = ()
    """What these people need on the way. `wheelchair` takes a wheelchair place, `isolation` a vehicle shared with nobody;
    anything else (oxygen, nurse, doctor) a vehicle that offers it."""
    longest_aboard_s: Annotated[Seconds | None, Field(alias="longest_aboard")] = None
    """Longest time aboard, for example while the oxygen lasts."""
    indivisible: YesNo = False
    """A family that rides in one vehicle."""
    family: str | None = None
    """Groups of one family, by any common word: they are all received at the same place."""
    unaccompanied: YesNo = False
    """Children without their family: they go with the wounded and sick who are urgent."""
    received_by: str = ""
    """The agency that receives unaccompanied children."""
    apart_from: tuple[str, ...] = ()
    """Groups that may not share a vehicle with this one."""
    persons_per_vehicle: Count = 0
    """Persons in each own vehicle, or in each column on foot."""
    walks_kmh: Annotated[Kmh, Field(alias="walks")] = 4.0
    """Speed on foot."""
    counts: dict[str, Count] = {}
    """How many of them are women, men, girls, boys, older people or people with a disability, where it is known."""
    accounted: dict[Ledger, Count] = {}
    """Those of the headcount who do not wait any more, by what became of them."""
    uncertain: dict[str, str] | None = None
    """What of this group is uncertain; used by stress tests alone."""

    @property
    def to_move(self) -> int:
        """Persons who wait to leave, or are aboard already."""
        return self.headcount - sum(self.accounted.values())

    @property
    def moves_itself(self) -> bool:
        """They walk or drive their own vehicles, which are named `group/number`, from 1."""
        return self.travels in ("on foot", "own vehicle")

    @property
    def means(self) -> int:
        """Own vehicles, or columns on foot."""
        return -(-self.to_move // self.persons_per_vehicle) if self.moves_itself and self.persons_per_vehicle else 0

    @property
    def urgency(self) -> int | None:
        """0 immediate, 1 urgent, 2 stable; None for those who are neither wounded or sick nor unaccompanied."""
        if self.category == "wounded":
            return ("immediate", "urgent", "stable").index(self.triage or "stable")
        return 1 if self.unaccompanied else None
