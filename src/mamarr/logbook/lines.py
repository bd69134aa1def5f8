"""Lines of a gate: one condition each, met or not met, with its code and terms; the words stand in `wording`."""

from typing import Literal

from mamarr.document import Document
from mamarr.logbook.lifts import Lift
from mamarr.logbook.moments import Moment

Code = Literal[
    "gate-unknown",
    "pause-standing", "pause-too-early", "pause-over", "pause-time", "pause-time-unknown",
    "road-open", "road-closed", "road-standing",
    "condition-met", "condition-unknown", "condition-refused", "condition-expired", "condition-no-evidence", "condition-broken",
    "guarantee-given", "guarantee-missing", "guarantee-refused", "guarantee-expired", "guarantee-above", "blockers-unknown",
    "incident-open", "permission-granted", "permission-missing", "notification-objected",
]  # fmt: skip
"""What a line says."""


class Line(Document):
    """One condition."""

    code: Code
    """What it says."""
    met: bool
    """Whether it is met."""
    about: str
    """Id of the pause, leg, place, condition or incident it is about."""
    terms: dict[str, str | int] = {}
    """What its sentence names: ids, codes and numbers."""
    from_whom: tuple[str, ...] = ()
    """Who could bring what is missing: owners, parties, or sorts of sources."""
    lifts: tuple[Lift, ...] = ()
    """For a standing: which claim would bring it further."""
    entries: tuple[str, ...] = ()
    """Entries that it rests on."""
    expires: Moment | None = None
    """When it lapses, or has lapsed."""
