"""The shape that is planned by the openings of one lane: assembly points around a hub, one lane to one reception centre.

For this shape there are stronger methods and stronger bounds; every other scenario is planned trip by trip.
"""

from collections.abc import Iterator

from mamarr.document import Growing
from mamarr.scenario.detours import earliest_s
from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario


def beyond(scenario: Scenario) -> list[str]:
    """Return the path of everything in *scenario* that a single lane and its openings do not tell; nothing where they do."""
    found = [
        *_said(scenario),
        *_groups(scenario),
        *_fleet(scenario),
        *_checkpoints(scenario),
    ]
    found = found or [*_limits(scenario), *_roads(scenario), *_beyond_the_lane(scenario), *_pauses(scenario)]
    return found or [*_detours(scenario)]


_ONLY_FOR_READERS = frozenset(
    {
        "last_return",
        "notice_s",
        "shelter",
        "abort",
        "uncertain",
        "counts",
        "received_by",
        "pauses",
        "walks_kmh",
        "rest_s",
        "refuel_s",
    }
)

_WISHES = ("triage", "unaccompanied")
_SINCE_THE_FIRST = (
    "commitments", "linked", "wheelchairs", "needs", "indivisible", "apart_from", "opening_hours", "closed",
)  # fmt: skip


def _said(scenario: Scenario) -> Iterator[str]:
    """Whatever a scenario says beyond the first version of the file, except what only people read."""
    documents: list[tuple[str, Growing]] = [("", scenario), ("convoys.", scenario.convoys)]
    for section in ("places", "legs", "groups", "fleet"):
        documents += [(f"{section}[{n}].", entry) for n, entry in enumerate(getattr(scenario, section))]
    for path, document in documents:
        for name in sorted(document.later - _ONLY_FOR_READERS - set(_WISHES)):
            if getattr(document, name) != type(document).model_fields[name].get_default(call_default_factory=True):
                yield f"{path}{name}"
    for path, document in documents:
        for name in _SINCE_THE_FIRST:
            if getattr(document, name, None):
                yield f"{path}{name}"
    if scenario.convoys.escorts:
        yield "convoys.escorts"
    for index, place in enumerate(scenario.places):
        limits = (getattr(place, name, UNLIMITED) for name in ("capacity", "capacity_per_hour"))
        if min(limits) < UNLIMITED:
            yield f"places[{index}].capacity"


def wishes(scenario: Scenario) -> list[str]:
    """Return the path of everything that binds no plan and that the openings of a lane do not look at.

    Urgency of the wounded and sick, unaccompanied children and hazards say which of two plans is better, not which is allowed.
    """
    found = [f"groups[{n}].{name}" for n, g in enumerate(scenario.groups) for name in _WISHES if getattr(g, name)]
    return [*found, *(["hazards"] if scenario.hazards else [])]


def hub(scenario: Scenario) -> str:
    """Return the place where the fleet stands and the lane begins."""
    return scenario.fleet[0].stationed


def lane(scenario: Scenario) -> Leg:
    """Return the leg from the hub to the reception centre."""
    return next(leg for leg in scenario.legs if leg.to_place == _reception(scenario))


def inner_legs(scenario: Scenario, point: str) -> tuple[Leg, ...]:
    """Return the legs from an assembly point to the hub."""
    return scenario.route(point, hub(scenario)) or ()


def _reception(scenario: Scenario) -> str:
    return scenario.groups[0].destinations[0]


def _groups(scenario: Scenario) -> Iterator[str]:
    if not scenario.groups:
        yield "groups"
        return
    ready: dict[str, int] = {}
    for index, group in enumerate(scenario.groups):
        path = f"groups[{index}]"
        if group.travels not in ("seat", "stretcher"):
            yield f"{path}.travels"
        if group.destinations != (_reception(scenario),):
            yield f"{path}.destinations"
        if ready.setdefault(group.at, group.ready_s) != group.ready_s:
            yield f"{path}.ready"
        yield from _tied(scenario, group, path)
        if group.companions and group.companions.ride != "any vehicle":
            yield f"{path}.companions.ride"


def _tied(scenario: Scenario, group: Group, path: str) -> Iterator[str]:
    """Companions who may not go alone are counted against the one group of stretcher cases of their place."""
    if group.companions is None or group.companions.may_go_alone:
        return
    lying = [other.id for other in scenario.groups if other.at == group.at and other.travels == "stretcher"]
    if lying != [group.id]:
        yield f"{path}.companions"
    if any(other.id == group.companions.group and other.category == "wounded" for other in scenario.groups):
        yield f"{path}.companions.group"


def _fleet(scenario: Scenario) -> Iterator[str]:
    if not scenario.fleet:
        yield "fleet"
    for index, vehicle in enumerate(scenario.fleet):
        path = f"fleet[{index}]"
        if vehicle.stationed != scenario.fleet[0].stationed:
            yield f"{path}.stationed"
        if vehicle.points_per_trip != 1:
            yield f"{path}.points_per_trip"
        if vehicle.at_end != "outside":
            yield f"{path}.at_end"


def _checkpoints(scenario: Scenario) -> Iterator[str]:
    for index, place in enumerate(scenario.places):
        if place.kind != "checkpoint" or not scenario.fleet:
            continue
        path = f"places[{index}]"
        if place.id != hub(scenario):
            yield path
        if place.serves != "vehicles":
            yield f"{path}.serves"
        if place.direction != "out":
            yield f"{path}.direction"
        if place.room != UNLIMITED:
            yield f"{path}.room"


def _limits(scenario: Scenario) -> Iterator[str]:
    """A limit of none lets nobody pass."""
    for index, place in enumerate(scenario.places):
        for field in ("lanes", "bays"):
            if getattr(place, field, None) == 0:
                yield f"places[{index}].{field}"
    if scenario.convoys.where and scenario.convoys.largest == 0:
        yield "convoys.largest"


def _roads(scenario: Scenario) -> Iterator[str]:
    last = lane(scenario)
    if last.from_place != hub(scenario):
        yield "legs"
    if sum(leg.to_place == last.to_place for leg in scenario.legs) > 1:
        yield "legs"
    for index, leg in enumerate(scenario.legs):
        if leg.id != last.id and leg.traffic != "both":
            yield f"legs[{index}].traffic"
        if leg.id == last.id and leg.traffic == "one-way":
            yield f"legs[{index}].traffic"
        if leg.id == last.id and leg.lanes != 1:
            yield f"legs[{index}].lanes"
    for number, leg_id in enumerate(scenario.convoys.where):
        if leg_id != last.id:
            yield f"convoys.where[{number}]"
    for index, place in enumerate(scenario.places):
        is_point = place.kind == "assembly point"
        if is_point and (place.id == hub(scenario) or scenario.route(place.id, hub(scenario)) is None):
            yield f"places[{index}]"


def _beyond_the_lane(scenario: Scenario) -> Iterator[str]:
    """Nobody comes to the reception centre but through the lane, so no other leg ends or begins there."""
    last = lane(scenario)
    for index, leg in enumerate(scenario.legs):
        if leg.id != last.id and leg.from_place == last.to_place:
            yield f"legs[{index}].from"


def _pauses(scenario: Scenario) -> Iterator[str]:
    """Whatever is inside stands under the same pause or under none: the planner knows one window for each."""
    legs = [leg.pauses for leg in scenario.legs]
    under = [names for names in (*legs, *(point.pauses for point in scenario.assembly_points)) if names]
    if len({name for names in under for name in names}) > 1 or any(len(names) > 1 for names in under):
        yield "pauses"
    for index, place in enumerate(scenario.places):
        if place.kind != "assembly point":
            if place.pauses:
                yield f"places[{index}].pause"
            continue
        inside = {place.pause, *(leg.pause for leg in inner_legs(scenario, place.id))}
        if len(inside) > 1:
            yield f"places[{index}].pause"


def _detours(scenario: Scenario) -> Iterator[str]:
    """Whoever drives inside takes the route outward, there and back: no other way is quicker, or opens before it.

    Nor is one as quick that is written from the hub to the point: nobody could tell which of the two is driven, and on
    that one vehicles pass the checkpoint on their way in.
    """
    corridor = lane(scenario)
    drives, arrivals = (earliest_s(scenario, hub(scenario), corridor.id, waits=waits) for waits in (False, True))
    for index, place in enumerate(scenario.places):
        if place.kind != "assembly point":
            continue
        drive = sum(leg.drive_s for leg in inner_legs(scenario, place.id))
        opens = scenario.pause(place.pause).opens_s if place.pause else 0
        ahead = scenario.route(hub(scenario), place.id)
        if drives[place.id] < drive or (ahead is not None and sum(leg.drive_s for leg in ahead) <= drive):
            yield f"places[{index}]"
        elif max(opens, arrivals[place.id]) < opens + drive:
            yield f"places[{index}].pause"
