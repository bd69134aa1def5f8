"""Places and legs as GeoJSON: positions are [longitude, latitude], names stand in both languages."""

import json
from collections.abc import Sequence
from typing import Any

from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.lines import Line, lines
from mamarr.reporting.waypoints import Passing
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import LANGUAGES, Language, plain
from mamarr.scenario.places import Position
from mamarr.scenario.scenario import Scenario


def geojson(plan: Plan, languages: Sequence[Language], audience: str) -> bytes:
    """Return the places and legs of *plan* that have positions, with the people they hold and pass on."""
    scenario = plan.scenario
    collection = {
        "type": "FeatureCollection",
        "name": plain(names.written(scenario.name, "", languages[0])),
        "mamarr": {
            "audience": audience,
            "plan": (plan.fingerprint or plan.fingerprint_of_content())[:12],
            "scenario": scenario.fingerprint_of_content()[:12],
        },
        "features": features_of(plan),
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode() + b"\n"


def features_of(plan: Plan) -> list[dict[str, Any]]:
    """Return the places and legs that have positions as features of GeoJSON."""
    scenario = plan.scenario
    staying, out = tallies.staying(plan), _out_by_place(plan)
    passed = lines(plan)
    features = []
    for place in scenario.places:
        if place.at is None:
            continue
        properties: dict[str, Any] = {"id": place.id, "kind": place.kind, **_names(scenario, place.id)}
        properties |= _passed_here(place.id, passed) | _dangers(scenario, place.id)
        if place.kind == "assembly point":
            properties |= {"brought_out": out.get(place.id, 0), "staying": sum(staying.get(place.id, {}).values())}
        features.append(_feature("Point", _turned(place.at), properties))
    spots = {place.id: place.at for place in scenario.places if place.at is not None}
    for leg in scenario.legs:
        if leg.from_place in spots and leg.to_place in spots:
            line = [_turned(spots[leg.from_place]), _turned(spots[leg.to_place])]
            properties = {"id": leg.id, "kind": "leg", "traffic": leg.traffic, "drive_s": leg.drive_s}
            properties |= {"from": leg.from_place, "to": leg.to_place, **_names(scenario, leg.id)}
            properties |= _driven(leg.id, passed) | _dangers(scenario, leg.id)
            features.append(_feature("LineString", line, properties))
    return features


def _passed_here(place: str, found: Sequence[Line]) -> dict[str, int]:
    """Return what is done at a place: vehicles inspected, people received, tonnes unloaded; nothing where none is."""
    counts = {"inspected_vehicles": 0, "received": 0, "tonnes_unloaded": 0}
    for line in found:
        counts["inspected_vehicles"] += sum(halt.place == place for halt in line.inspections)
        if line.last is not None and line.last.place == place:
            counts["received" if line.people else "tonnes_unloaded"] += line.persons or sum(line.load.values())
    return {name: count for name, count in counts.items() if count}


def _driven(leg: str, found: Sequence[Line]) -> dict[str, int]:
    """Return how many vehicles, and people, drive a leg where the plan writes that; legs without rules may be left out."""
    counts = {"vehicles_outward": 0, "vehicles_inward": 0, "people": 0}
    for line in found:
        for each in line.waypoints:
            if isinstance(each, Passing) and each.leg == leg:
                counts["vehicles_outward" if each.is_outward else "vehicles_inward"] += 1
                counts["people"] += line.persons
    return {name: count for name, count in counts.items() if count}


def _dangers(scenario: Scenario, spot: str) -> dict[str, list[str]]:
    found = [hazard.id for hazard in scenario.hazards if spot in hazard.where]
    return {"hazards": found} if found else {}


def _names(scenario: Scenario, spot: str) -> dict[str, str]:
    return {f"name_{language}": plain(names.spot(scenario, spot, language)) for language in LANGUAGES}


def _turned(position: Position) -> list[float]:
    return [position[1], position[0]]


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _out_by_place(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    out = plan.out_by_group
    for group in plan.scenario.groups:
        found[group.at] = found.get(group.at, 0) + out[group.id]
    return found
