"""What holds at an instant: the parts of a situation. Persons and vehicles are whole, instants have a zone."""

from typing import Annotated, Literal

from pydantic import Field

from mamarr.document import Document
from mamarr.logbook.facts.records import Intended
from mamarr.logbook.facts.said import Id, Load
from mamarr.logbook.moments import Moment


class Ledger(Document):
    """Persons by state. The states add up to headcount + grown + found + born + unannounced."""

    headcount: int = 0
    """Persons announced by the scenario in force."""
    grown: int = 0
    """How many more were announced since; fewer below 0."""
    found: int = 0
    """Persons who were found and came along."""
    born: int = 0
    """Persons born on the way."""
    unannounced: int = 0
    """Persons accounted for beyond all who were announced or added: a finding."""
    waiting: int = 0
    """They wait to leave."""
    aboard: int = 0
    """They left, and their movement is under way."""
    received: int = 0
    """They arrived and were received."""
    declined: int = 0
    """They chose to stay."""
    did_not_come: Annotated[int, Field(alias="did not come")] = 0
    """They were called and did not come."""
    turned_back: Annotated[int, Field(alias="turned back")] = 0
    """They were sent back."""
    held: int = 0
    """They were taken off or held."""
    another_side: Annotated[int, Field(alias="another side")] = 0
    """They left for another side."""
    died: int = 0
    """They died."""
    unaccounted: int = 0
    """Somebody reported them as missing."""
    not_explained: Annotated[int, Field(alias="not explained")] = 0
    """They left, their movement arrived, they did not, and nothing else is said of them."""

    @property
    def total(self) -> int:
        """Everybody: what the states add up to."""
        return self.headcount + self.grown + self.found + self.born + self.unannounced


class GroupLedger(Ledger):
    """The ledger of one group."""

    group: Id
    """The group."""
    at: str
    """Where it waits; nothing where the scenario does not know it."""
    state: str = ""
    """Ready, not ready or declined, where somebody said so."""


class Whereabouts(Document):
    """People of one group in one state at one place."""

    group: Id
    """Their group."""
    state: str
    """What became of them."""
    at: str
    """Where; nothing where nobody said."""
    persons: int
    """How many."""


class Passed(Document):
    """What was seen and counted at one place."""

    at: Id
    """Place or leg."""
    stage: Literal["departure", "waypoint", "arrival"]
    """Leaving it, on the way, or arriving."""
    movements: int = 0
    """Movements seen."""
    counted: int = 0
    """Movements whose people were counted."""
    persons: int = 0
    """Persons counted."""


class Counted(Document):
    """The last figure of one counter. Figures of several counters stand side by side and are never averaged."""

    of: str
    """What was counted."""
    at: str = ""
    """Place or movement; nothing for the whole operation."""
    counter: Id
    """Who counted."""
    when: Moment
    """When."""
    persons: int | None = None
    """The figure."""
    low: int | None = None
    """At least so many."""
    high: int | None = None
    """At most so many."""
    load: Load = {}
    """Persons by group, where groups were told apart."""
    known: str = "told"
    """How it is known."""
    source: str = ""
    """Who says so."""
    remark: str = ""
    """What to know before using it."""


class StageCount(Document):
    """One count of the people of a movement."""

    stage: Literal["departure", "waypoint", "arrival"]
    """Where on its way."""
    at: Id
    """Place or leg."""
    when: Moment
    """When."""
    load: Load = {}
    """Persons by group."""
    known: str = "told"
    """How it is known."""
    counter: str = ""
    """Who counted."""


class UnderWay(Document):
    """A movement that is not over, or whose people are not explained."""

    movement: Id
    """Its name."""
    vehicle: str = ""
    """Its vehicle."""
    convoy: str = ""
    """Call sign of its convoy."""
    state: Literal["under way", "stopped", "sheltering", "returned", "arrived", "unknown"]
    """Where it stands. Sheltering and returned are ordinary states, from which planning goes on."""
    left: str = ""
    """Place where it began."""
    left_at: Moment | None = None
    """When it left."""
    towards: str = ""
    """Where it goes."""
    seen: str = ""
    """Place or leg where it was seen last."""
    seen_at: Moment | None = None
    """When."""
    seen_as: str = ""
    """What it did there: left, passed, entered, stopped, sheltering, returned, arrived."""
    aboard: Load = {}
    """Persons aboard by group."""
    missing: Load = {}
    """Persons who left and did not arrive, of whom nothing else is said."""
    counts: tuple[StageCount, ...] = ()
    """Every count, in order of time."""


class VehicleState(Document):
    """One vehicle."""

    vehicle: Id
    """`class/number`."""
    state: Literal["standing", "under way"]
    """Whether it stands or drives."""
    at: str = ""
    """Place or leg where it was seen last; nothing: where it is stationed."""
    since: Moment
    """Since when, or when it was seen."""
    movement: str = ""
    """The movement on which it is."""
    towards: str = ""
    """Where it goes."""
    use: Literal["in service", "out of service", "lost"] = "in service"
    """Whether it can be used."""
    until: Moment | None = None
    """When it is expected back."""


class Closed(Document):
    """A leg or a checkpoint that is closed."""

    at: Id
    """Leg or checkpoint."""
    since: Moment
    """Since when."""
    until: Moment | None = None
    """When it is expected to open; none: nobody knows."""
    is_overdue: bool = False
    """It was expected to be open by now, and nobody said that it is."""
    source: str = ""
    """Who says so."""


class PauseState(Document):
    """What is agreed about a pause."""

    pause: Id
    """Pause of the scenario."""
    state: Literal["agreed", "changed", "suspended", "resumed", "cancelled"]
    """How it stands."""
    since: Moment
    """Since when."""
    opens: Moment | None = None
    """When it begins, where that was changed."""
    closes: Moment | None = None
    """When it ends, where that was changed."""
    source: str = ""
    """Who says so."""


class Released(Document):
    """What a checkpoint or a point let go."""

    at: Id
    """The place."""
    times: int
    """How many times."""
    vehicles: int = 0
    """Vehicles in all."""
    persons: int = 0
    """Persons in all."""
    held: int = 0
    """How many times it was refused or held."""
    is_held: bool = False
    """The last word was a refusal."""
    last: Moment
    """When it was last."""


class OpenIncident(Document):
    """Something that went wrong and is not explained."""

    incident: Id
    """Its name; a difference in counts is called after its movement."""
    what: str = "other"
    """What kind."""
    state: Literal["open", "explained"] = "open"
    """Whether it is explained; it is shown until it is closed."""
    at: str = ""
    """Where."""
    movement: str = ""
    """Which movement."""
    since: Moment
    """Since when."""
    owner: str = ""
    """Function of the person who sees to it; nothing: nobody."""
    left: int | None = None
    """Of a difference: who left."""
    counted: int | None = None
    """Of a difference: who was counted."""
    persons: int | None = None
    """Of a difference: who is not explained; below 0 who is too many."""


class NotificationState(Document):
    """How a notification or a permission stands."""

    notification: Id
    """Its name."""
    recipient: Id
    """Party to whom it went."""
    instrument: Literal["notification", "permission"]
    """Whether it informs or asks."""
    state: str
    """What became of it. By time alone, what was granted expires and who has not answered is silent."""
    since: Moment
    """Since when."""
    movements: tuple[Id, ...] = ()
    """Movements it is about."""
    expires: Moment | None = None
    """From when on it counts no more."""
    is_binding: bool = False
    """It was sent, and its movements are expected as they were notified."""
    is_permitted: bool = False
    """It was granted and holds. An acknowledgement is no approval."""


class Promise(Document):
    """What one level of an actor said."""

    level: str
    """Who of them."""
    state: str
    """What was said."""
    since: Moment
    """When."""
    expires: Moment | None = None
    """When it has to be confirmed again."""
    channel: str = ""
    """How it was given."""
    received_by: str = ""
    """Function of the person who received it."""


class GuaranteeState(Document):
    """Whether one who can block a leg or checkpoint has promised not to."""

    at: Id
    """Leg or checkpoint."""
    actor: Id
    """Who can block it."""
    is_met: bool
    """Given at the barrier, not expired, and withdrawn by nobody."""
    why: Literal["", "missing", "expired", "only above", "refused", "withdrawn"] = ""
    """Why it is not met."""
    expires: Moment | None = None
    """When the promise at the barrier has to be confirmed again."""
    promises: tuple[Promise, ...] = ()
    """What each level said."""


class ClauseState(Document):
    """One clause of the agreement."""

    agreement: Id
    """The agreement."""
    clause: Id
    """Its number or name."""
    state: str
    """How it stands."""
    since: Moment
    """Since when."""
    condition: str = ""
    """Condition that it carries."""
    parties: tuple[Id, ...] = ()
    """Who signed it, or disputes it."""


class TalksState(Document):
    """Talks that are set, held or cancelled."""

    talks: Id
    """Their name."""
    state: str
    """What became of them."""
    when: Moment | None = None
    """When they are to be."""
    since: Moment
    """Since when this is known."""


class DecisionState(Document):
    """The last decision about something."""

    about: Id
    """Convoy, movement, pause or the whole operation."""
    decision: str
    """What was decided."""
    name: Id
    """Who decided."""
    function: Id
    """In which function."""
    since: Moment
    """When."""
    valid_until: Moment | None = None
    """Until when it holds."""
    is_in_force: bool
    """It has not lapsed."""


class ConditionMet(Document):
    """Whether a condition is met."""

    condition: Id
    """Condition of the scenario."""
    is_met: bool
    """Somebody said so, it has not expired, and no clause that carries it is broken."""
    why: Literal["", "missing", "not met", "expired", "broken clause"] = ""
    """Why it is not met."""
    owner: str = ""
    """Who sees to it."""
    since: Moment | None = None
    """When that was said."""
    expires: Moment | None = None
    """Until when it counts."""
    clause: str = ""
    """The broken clause."""


class StayingState(Document):
    """Those who stay at a place."""

    at: Id
    """Where."""
    persons: int | None = None
    """How many; none: nobody knows."""
    presence: str = ""
    """Who watches over them."""
    next_visit: str = ""
    """When they are next visited."""
    since: Moment
    """When that was said."""


class SectorState(Document):
    """One block of a town."""

    sector: Id
    """Its name."""
    state: str
    """What was found or decided last."""
    persons: int | None = None
    """Persons concerned."""
    since: Moment
    """When."""


class DeskState(Document):
    """One desk that writes the log."""

    node: Id
    """The desk."""
    state: str
    """Opened, closed or refused."""
    label: str = ""
    """What people call it."""
    since: Moment
    """Since when."""


class Doubt(Document):
    """Something in the log that cannot be right. Nothing is lost and nothing is guessed."""

    code: str
    """Which of the problem list."""
    about: str
    """The subject or entry."""
    terms: dict[str, int | str] = {}
    """What the sentence needs."""


class Handed(Document):
    """What whoever takes over has to know."""

    incidents: tuple[Id, ...] = ()
    """Open incidents."""
    not_explained: int = 0
    """Persons who are not explained."""
    expiring: tuple[str, ...] = ()
    """Guarantees, permissions and conditions that expire within twelve hours, as name and instant."""
    promised: tuple[str, ...] = ()
    """Movements notified and not yet left, as recipient, movement and instant."""
    last: str = ""
    """Who took over last."""


class Holding(Document):
    """Everything that holds at an instant, as far as the logbook knows."""

    mamarr: Literal[1] = 1
    """Version of the file."""
    kind: Literal["situation"] = "situation"
    """What the file holds."""
    at: Moment
    """The instant."""
    heads: dict[Id, int] = {}
    """Last number of each desk whose entries are read."""
    scenario: str = ""
    """Fingerprint of the scenario in force."""
    zero: Moment | None = None
    """Clock zero of the scenario on the wall."""
    plan: str = ""
    """Fingerprint of the plan in force."""
    totals: Ledger
    """Everybody."""
    people: tuple[GroupLedger, ...] = ()
    """The ledger by group, in the order of the scenario."""
    whereabouts: tuple[Whereabouts, ...] = ()
    """People who do not wait and are not aboard, by group, state and place."""
    counted: tuple[Counted, ...] = ()
    """What counters say, side by side."""
    passed: tuple[Passed, ...] = ()
    """What was seen and counted at each place."""
    num_movements: int = 0
    """Movements of which anything is known."""
    movements: tuple[UnderWay, ...] = ()
    """Movements that are not over, or whose people are not explained."""
    vehicles: tuple[VehicleState, ...] = ()
    """Vehicles of which anything is known."""
    closures: tuple[Closed, ...] = ()
    """What is closed."""
    pauses: tuple[PauseState, ...] = ()
    """What was agreed or changed about pauses."""
    releases: tuple[Released, ...] = ()
    """What was let go."""
    incidents: tuple[OpenIncident, ...] = ()
    """What is open."""
    notifications: tuple[NotificationState, ...] = ()
    """Notifications and permissions."""
    notified: tuple[Id, ...] = ()
    """Movements of the plan in force that were notified and have not left."""
    intended: tuple[Intended, ...] = ()
    """Movements of the plan in force that are under way."""
    ahead: tuple[Intended, ...] = ()
    """Movements of the plan in force that have not left."""
    guarantees: tuple[GuaranteeState, ...] = ()
    """Who can block what, and what was promised."""
    without_guarantee: tuple[Id, ...] = ()
    """Legs and checkpoints of which nobody has said who can block them."""
    clauses: tuple[ClauseState, ...] = ()
    """Clauses of agreements."""
    talks: tuple[TalksState, ...] = ()
    """Talks."""
    decisions: tuple[DecisionState, ...] = ()
    """What was decided last about each thing."""
    conditions: tuple[ConditionMet, ...] = ()
    """What a convoy needs, and whether it is met."""
    staying: tuple[StayingState, ...] = ()
    """Those who stay."""
    sectors: tuple[SectorState, ...] = ()
    """Blocks of a town."""
    desks: tuple[DeskState, ...] = ()
    """Desks that write the log."""
    aid: dict[Id, int] = {}
    """Tonnes brought, by aid."""
    notes: int = 0
    """Free notes in the log."""
    withheld: int = 0
    """Entries whose words are not here."""
    redacted: int = 0
    """Entries whose words were destroyed."""
    handover: Handed = Handed()
    """For whoever takes over."""
    doubts: tuple[Doubt, ...] = ()
    """What cannot be right."""
