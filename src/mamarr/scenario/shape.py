"""The shapes of corridor that this version plans: assembly points around one hub, one lane to one reception centre.

Everything else is refused by name (`scenario.not-yet`), because a plan that left something out would be wrong.
"""

from collections.abc import Iterator

from mamarr.errors import Finding
from mamarr.scenario.detours import earliest_s
from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.scope import not_yet, unhonoured


def beyond(scenario: Scenario) -> list[Finding]:
    """Return a finding for everything in *scenario* that the planner does not honour yet."""
    found = [*unhonoured(scenario), *_groups(scenario), *_fleet(scenario), *_checkpoints(scenario)]
    found = found or [*_limits(scenario), *_roads(scenario), *_beyond_the_lane(scenario), *_pauses(scenario)]
    return found or [*_detours(scenario)]


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


def _groups(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.groups:
        yield not_yet("groups", "a scenario without groups", "at least one group")
        return
    ready: dict[str, int] = {}
    for index, group in enumerate(scenario.groups):
        path = f"groups[{index}]"
        if group.travels not in ("seat", "stretcher"):
            yield not_yet(f"{path}.travels", group.travels, "seat, stretcher")
        if group.destinations != (_reception(scenario),):
            yield not_yet(f"{path}.destinations", "more than one destination", "one reception centre for all groups")
        if ready.setdefault(group.at, group.ready_s) != group.ready_s:
            yield not_yet(f"{path}.ready", "groups of one place ready at different times", "one time for each place")
        yield from _tied(scenario, group, path)
        if group.companions and group.companions.ride != "any vehicle":
            yield not_yet(f"{path}.companions.ride", group.companions.ride, "any vehicle")


def _tied(scenario: Scenario, group: Group, path: str) -> Iterator[Finding]:
    """Companions who may not go alone are counted against the one group of stretcher cases of their place."""
    if group.companions is None or group.companions.may_go_alone:
        return
    lying = [other.id for other in scenario.groups if other.at == group.at and other.travels == "stretcher"]
    if lying != [group.id]:
        yield not_yet(
            f"{path}.companions", "companions who may not go alone", "with the only stretcher group of a place"
        )
    if any(other.id == group.companions.group and other.category == "wounded" for other in scenario.groups):
        yield not_yet(
            f"{path}.companions.group", "companions who are wounded or sick", "companions of another category"
        )


def _fleet(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.fleet:
        yield not_yet("fleet", "a scenario without vehicles", "at least one vehicle class")
    for index, vehicle in enumerate(scenario.fleet):
        path = f"fleet[{index}]"
        if vehicle.stationed != scenario.fleet[0].stationed:
            yield not_yet(
                f"{path}.stationed", "vehicles stationed at different places", "one place for the whole fleet"
            )
        if vehicle.points_per_trip != 1:
            yield not_yet(f"{path}.points_per_trip", f"{vehicle.points_per_trip} points per trip", "1")
        if vehicle.at_end != "outside":
            yield not_yet(f"{path}.at_end", vehicle.at_end, "outside")


def _checkpoints(scenario: Scenario) -> Iterator[Finding]:
    for index, place in enumerate(scenario.places):
        if place.kind != "checkpoint" or not scenario.fleet:
            continue
        path = f"places[{index}]"
        if place.id != hub(scenario):
            yield not_yet(
                path, "a checkpoint away from the vehicles' station", "one checkpoint, where the fleet stands"
            )
        if place.serves != "vehicles":
            yield not_yet(f"{path}.serves", place.serves, "vehicles")
        if place.direction != "out":
            yield not_yet(f"{path}.direction", place.direction, "out")
        if place.room != UNLIMITED:
            yield not_yet(f"{path}.room", "limited room to wait", "unlimited")


def _limits(scenario: Scenario) -> Iterator[Finding]:
    """A limit of none lets nobody pass: there is nothing to plan."""
    for index, place in enumerate(scenario.places):
        for field in ("lanes", "bays"):
            if getattr(place, field, None) == 0:
                yield not_yet(f"places[{index}].{field}", f"0 {field}", "at least 1")
    if scenario.convoys.where and scenario.convoys.largest == 0:
        yield not_yet("convoys.largest", "convoys of 0 vehicles", "at least 1")


def _roads(scenario: Scenario) -> Iterator[Finding]:
    last = lane(scenario)
    if last.from_place != hub(scenario):
        yield not_yet(
            "legs",
            "a way out that does not begin at the vehicles' station",
            "a lane from there to the reception centre",
        )
    if sum(leg.to_place == last.to_place for leg in scenario.legs) > 1:
        yield not_yet("legs", "several legs into the reception centre", "one")
    for index, leg in enumerate(scenario.legs):
        if leg.id != last.id and leg.traffic != "both":
            yield not_yet(f"legs[{index}].traffic", leg.traffic, "both, except on the leg to the reception centre")
        if leg.id == last.id and leg.traffic == "one-way":
            yield not_yet(f"legs[{index}].traffic", leg.traffic, "alternating or both")
        if leg.id == last.id and leg.traffic == "alternating" and leg.lanes != 1:
            yield not_yet(f"legs[{index}].lanes", f"{leg.lanes} lanes with alternating traffic", "1")
    for number, leg_id in enumerate(scenario.convoys.where):
        if leg_id != last.id:
            yield not_yet(f"convoys.where[{number}]", leg_id, last.id)
    for index, place in enumerate(scenario.places):
        if place.kind == "assembly point" and place.id == hub(scenario):
            yield not_yet(f"places[{index}]", "vehicles stationed at an assembly point", "a station of their own")
        elif place.kind == "assembly point" and scenario.route(place.id, hub(scenario)) is None:
            yield not_yet(f"places[{index}]", "an assembly point without a way to the vehicles' station", "one hub")


def _beyond_the_lane(scenario: Scenario) -> Iterator[Finding]:
    """Nobody comes to the reception centre but through the lane, so no other leg ends or begins there."""
    last = lane(scenario)
    for index, leg in enumerate(scenario.legs):
        if leg.id != last.id and leg.from_place == last.to_place:
            yield not_yet(f"legs[{index}].from", "a second leg at the reception centre", "the lane alone")


def _pauses(scenario: Scenario) -> Iterator[Finding]:
    """Whatever is inside stands under the same pause or under none: the planner knows one window for each."""
    named = {leg.pause for leg in scenario.legs} | {point.pause for point in scenario.assembly_points}
    if len(named - {None}) > 1:
        yield not_yet("pauses", "several pauses", "one pause")
    for index, place in enumerate(scenario.places):
        if place.kind != "assembly point":
            continue
        inside = {place.pause, *(leg.pause for leg in inner_legs(scenario, place.id))}
        if len(inside) > 1:
            yield not_yet(
                f"places[{index}].pause", "a place and its legs under different pauses", "the same pause for both"
            )


def _detours(scenario: Scenario) -> Iterator[Finding]:
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
            yield not_yet(
                f"places[{index}]", "a way inside no slower than the legs outward", "legs outward as the quickest way"
            )
        elif max(opens, arrivals[place.id]) < opens + drive:
            yield not_yet(
                f"places[{index}].pause", "a way inside that need not wait for the pause of its end", "one that has to"
            )
