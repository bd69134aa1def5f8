"""Random scenarios with every feature that a scenario file can have, in every combination: one for each seed and size.

A world is a plain tree as it stands in a YAML file. It passes every check of a scenario; whether anything moves in it is
another matter: some have no way through, no vehicles, nobody, or a pause in which nothing fits.
"""

import json
from typing import Any

from drawing import Draw, Size, Tree
from folk import draw_groups
from hours import draw_hours
from land import draw_land, with_lengths
from means import draw_commitments, draw_convoys, draw_fleet, draw_services

import mamarr
from mamarr import Scenario

STARTS = (
    ("Asia/Damascus", "2016-12-15 06:00"),
    ("Asia/Damascus", "2016-10-27 05:30"),  # the clock goes back the night after
    ("Asia/Damascus", "2016-03-24 13:00"),  # and forward
    ("Europe/Sarajevo", "1993-03-20 00:00"),
    ("UTC", "2022-03-16 08:00"),
)
AIMS = ("wounded", "people", "curve", "clearance", "aid", "exposure", "vehicle-hours")


def random_world(seed: int, size: Size = "small") -> Tree:
    """Return the world of *seed*: the plain tree of a scenario file."""
    draw = Draw(seed, size)
    world: Tree = {"mamarr": "1", "name": {"en": f"World {size} {seed}", "ar": f"عالم {seed}"}}
    if draw.chance(0.5):
        zone, starts = draw.pick(STARTS)
        world |= {"time_zone": zone, "starts": starts}
    world["ends"] = f"{draw.ends_s} s"
    places, legs = draw_land(draw)
    fleet = draw_fleet(draw, places)
    convoys = draw_convoys(draw, legs, fleet, places)
    groups = draw_groups(draw, places, legs, fleet, convoys)
    draw_services(draw, places, [entry["id"] for entry in [*fleet, *(g for g in groups if "persons_per_vehicle" in g)]])
    _places_for(draw, places, groups)
    world |= {"places": places, "legs": legs, "groups": groups, "fleet": fleet}
    if convoys:
        world["convoys"] = convoys
    world |= draw_hours(draw, places, legs)
    if any("range" in entry for entry in fleet) or any(group["travels"] == "on foot" for group in groups):
        with_lengths(legs)
    world |= _agreements(draw, places, fleet)
    commitments = draw_commitments(draw, world)
    if commitments:
        world["commitments"] = commitments
    if draw.chance(0.5):
        world["objective"] = draw.dice.sample(AIMS, draw.count(3, len(AIMS)))
    _spoil(draw, world)
    return world


def scenario_of(world: Tree) -> Scenario:
    """Return the scenario of *world*; every finding that is an error fails."""
    scenario, found = mamarr.examine(json.dumps(world, ensure_ascii=False))
    errors = [str(finding) for finding in found if finding.severity == "error"]
    assert scenario is not None, errors
    assert not errors, errors
    return scenario


def _places_for(draw: Draw, places: list[Tree], groups: list[Tree]) -> None:
    kinds = {"civilian", "wounded", "stretcher", "seat", "immediate", *(n for g in groups for n in g.get("needs", []))}
    for place in places:
        if "alighting" in place and draw.has(0.6):
            place["places_for"] = {kind: draw.count(0, 8 * draw.loads) for kind in draw.some(sorted(kinds), 2)}


def _agreements(draw: Draw, places: list[Tree], fleet: list[Tree]) -> Tree:
    found: dict[str, Any] = {}
    points = [place["id"] for place in places if place["kind"] == "assembly point"]
    if draw.has(0.7):
        these = draw.some(points, max(1, len(points) - 1))
        link: Tree = {"id": "step", "these": these, "step": draw.count(2, 60), "others_step": draw.count(1, 20)}
        others = [point for point in points if point not in these]
        if others and draw.chance(0.7):
            link["others"] = others
        if "others" not in link or draw.chance(0.4):
            link["elsewhere"] = [{"at": draw.instant(), "persons": draw.count(1, 60)} for _ in range(draw.count(1, 3))]
        if draw.chance(0.6):
            link["ahead"] = draw.count(1, 3)
        found["linked"] = [link]
    if any(entry.get("tonnes") and entry["count"] for entry in fleet) or draw.chance(0.02):
        inside = [place["id"] for place in places if place["kind"] in ("assembly point", "junction")]
        aid: Tree = {
            "id": "flour",
            "tonnes": draw.count(1, 40),
            "to": draw.pick(inside),
            "unloading": draw.lasting(0, 6),
        }
        if draw.chance(0.4):
            aid["latest"] = draw.instant(0.3)
        found["aid"] = [aid]
    return found


def _spoil(draw: Draw, world: Tree) -> None:
    """Make a few worlds hopeless: nobody, nothing to ride in, a road closed for good."""
    end = world["ends"]
    if draw.chance(0.02):
        for leg in world["legs"]:
            leg["closed"] = [{"from": "0 s", "until": end}]
    if draw.chance(0.01):
        world |= {"groups": [], "commitments": []}
        for name in ("linked",):
            world.pop(name, None)
        for place in world["places"]:
            place.pop("places_for", None)
            own = [name for name in place.get("priority", []) if name.startswith("g")]
            place.pop("priority", None) if own else None
            if isinstance(place.get("service_time"), dict):
                place["service_time"] = {n: t for n, t in place["service_time"].items() if not n.startswith("g")}
    if draw.chance(0.01):
        world["commitments"] = []
        for entry in world["fleet"]:
            entry["count"] = 0
