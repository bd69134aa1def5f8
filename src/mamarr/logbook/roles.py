"""Which kind of entry which role reads. What a role does not read reaches it as a head without words."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from mamarr.logbook.facts.any import KINDS, Fact
from mamarr.logbook.facts.records import Correction

Role = Literal["planner", "dispatcher", "field-reporter", "liaison", "auditor"]
"""Who reads: our own people. A party never has an account; it gets a page, released by name."""
ROLES: tuple[Role, ...] = get_args(Role)

_ROAD: frozenset[Role] = frozenset({"dispatcher", "field-reporter", "liaison"})
_DESK: frozenset[Role] = frozenset({"dispatcher", "liaison"})
_DISPATCH: frozenset[Role] = frozenset({"dispatcher", "field-reporter"})
_LIAISON: frozenset[Role] = frozenset({"liaison"})
_DISPATCHER: frozenset[Role] = frozenset({"dispatcher"})
_NOBODY: frozenset[Role] = frozenset()
_EVERYBODY: frozenset[Role] = frozenset(ROLES)
WHOLE: frozenset[Role] = frozenset({"planner", "auditor"})
"""Who reads everything."""

READERS: Mapping[str, frozenset[Role]] = {
    "departure": _DISPATCH, "waypoint": _DISPATCH, "arrival": _DISPATCH, "vehicle": _DISPATCH, "release": _ROAD,
    "count": _DISPATCHER, "people": _DISPATCHER, "group": _DISPATCHER, "staying": _DISPATCHER, "sector": _DISPATCH,
    "closure": _ROAD, "reopening": _ROAD, "window": _ROAD, "incident": _DISPATCH,
    "notification": _DESK, "guarantee": _LIAISON, "agreement": _LIAISON, "talks": _LIAISON,
    "decision": _ROAD, "condition": _DESK, "note": _NOBODY, "handover": _NOBODY,
    "report": _NOBODY, "claim": _NOBODY, "verification": _NOBODY,
    "desk": _EVERYBODY, "scenario": _DISPATCHER, "plan": _DISPATCHER, "redaction": _EVERYBODY,
}  # fmt: skip
"""Who besides planner and auditor reads a kind. A correction is read by who reads both what was wrong and what stands."""


def may_read(role: Role, fact: Fact | None, targets: Sequence[Fact | None] = ()) -> bool:
    """Say whether *role* reads what an entry says; *targets* is what a correction corrects, down to the first entry.

    What cannot be read here, because a newer version wrote it, goes to those alone who read everything.
    """
    if role in WHOLE:
        return True
    if not isinstance(fact, Correction):
        return fact is not None and role in READERS.get(fact.kind, _NOBODY)
    if not targets or targets[-1] is None:
        return False
    kinds: set[str] = {each.kind for each in targets if each is not None}
    kinds |= {str(each.stands.get("kind")) for each in (fact, *targets) if isinstance(each, Correction) and each.stands}
    return all(role in READERS.get(kind, _NOBODY) for kind in kinds - {"correction"})


def kinds() -> tuple[str, ...]:
    """Return every kind of entry, in the order of the guide."""
    return tuple(each.model_fields["kind"].default for each in KINDS)
