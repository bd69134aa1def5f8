"""What was said and agreed: notifications, guarantees, the agreement, talks, decisions, notes, handovers."""

from typing import Literal

from pydantic import Field

from mamarr.logbook.facts.said import Id, Said, Text
from mamarr.logbook.moments import Moment


class Notification(Said):
    """The life of a notification of movement, or of a permission asked for. An acknowledgement is no approval."""

    kind: Literal["notification"] = "notification"
    """What the entry is."""
    notification: Id
    """Name that the desk gives it."""
    recipient: Id
    """Party to whom it goes."""
    instrument: Literal["notification", "permission"] = "notification"
    """Whether it informs or asks."""
    state: Literal[
        "drafted", "sent", "acknowledged", "objected", "silent", "expired", "withdrawn", "asked", "granted", "refused", "re-confirmed"
    ]  # fmt: skip
    """What became of it."""
    movements: tuple[Id, ...] = ()
    """Movements it is about."""
    expires: Moment | None = None
    """From when on it counts no more: what was granted has expired then, and who has not answered by then is silent."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The notification."""
        return (f"notification:{self.notification}",)


class Guarantee(Said):
    """What somebody who can shoot at or block a leg or checkpoint promised."""

    kind: Literal["guarantee"] = "guarantee"
    """What the entry is."""
    at: Id
    """Leg or checkpoint."""
    actor: Id
    """Who can block it."""
    level: Literal["capital", "operations room", "local commander", "at the barrier"]
    """Who of them promised."""
    state: Literal["asked", "given", "re-confirmed", "refused", "withdrawn"]
    """What became of it. `asked`: it is needed, and not given yet."""
    channel: str = ""
    """How it was given."""
    received_by: str = ""
    """Function of the person who received it."""
    expires: Moment | None = None
    """When it has to be confirmed again."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The leg or checkpoint with the actor."""
        return (f"guarantee:{self.at}:{self.actor}",)


class Agreement(Said):
    """One clause of the agreement between the parties."""

    kind: Literal["agreement"] = "agreement"
    """What the entry is."""
    agreement: Id
    """Name of the agreement."""
    clause: Id
    """Number or name of the clause."""
    state: Literal["proposed", "signed", "disputed", "broken", "settled"]
    """How it stands."""
    parties: tuple[Id, ...] = ()
    """Who signed it, or disputes it."""
    guarantors: tuple[Id, ...] = ()
    """Who stands for it."""
    condition: Id | None = None
    """Condition of the scenario that it carries: broken, the condition is not met."""
    text: Text = ""
    """Its words."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The clause."""
        return (f"agreement:{self.agreement}:{self.clause}",)


class Talks(Said):
    """Talks that are set, held or cancelled."""

    kind: Literal["talks"] = "talks"
    """What the entry is."""
    talks: Id
    """Name that the desk gives them."""
    state: Literal["set", "held", "cancelled"]
    """What became of them."""
    when: Moment | None = None
    """When they are to be."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The talks."""
        return (f"talks:{self.talks}",)


class Decision(Said):
    """A named person decided. The software says which conditions are met; it never says go."""

    kind: Literal["decision"] = "decision"
    """What the entry is."""
    about: Id
    """Convoy, movement, pause or the whole operation."""
    decision: Literal["go", "no go", "stop", "return", "hold", "resume"]
    """What was decided."""
    name: Id
    """Who decided: a member of the staff."""
    function: Id
    """In which function."""
    valid_until: Moment | None = None
    """Until when it holds."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """What it is about."""
        return (f"decision:{self.about}",)


class ConditionState(Said):
    """Whether a condition of the scenario is met, and by what evidence."""

    kind: Literal["condition"] = "condition"
    """What the entry is."""
    condition: Id
    """Condition of the scenario."""
    state: Literal["met", "not met"]
    """How it stands."""
    evidence: tuple[Id, ...] = ()
    """Hashes of the entries that show it."""
    expires: Moment | None = None
    """Until when it counts."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The condition."""
        return (f"condition:{self.condition}",)


class Note(Said):
    """Free words."""

    kind: Literal["note"] = "note"
    """What the entry is."""
    text: Text
    """The words."""


class Handover(Said):
    """A shift ends: open incidents, differences, guarantees that expire and promises are taken over by name."""

    kind: Literal["handover"] = "handover"
    """What the entry is."""
    to: Id
    """Who takes over."""
    head: str = Field(default="", max_length=64)
    """Head of the log that was handed over."""
    open: tuple[Text, ...] = ()
    """What is open, point by point."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The handover."""
        return ("handover",)
