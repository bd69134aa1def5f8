"""Cases that nobody in this project invented: those of the guidelines and textbooks that concern timetables and queues.

The figures are read from the project's collection of such cases and compared as it says. Cases of traffic density, random
queues and flows over time concern other parts of the machine.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import mamarr
from mamarr.planning.timetable import LegStop, PlaceStop, Plan
from mamarr.scenario.files import build

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "verification" / "cases.json"


def case(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the inputs of a case, and what is expected of each quantity."""
    assert FILE.exists(), f"the verification cases are missing: {FILE}"
    found = next(each for each in json.loads(FILE.read_text(encoding="utf-8"))["cases"] if each["id"] == name)
    return found["inputs"], {each["quantity"]: each for each in found["expected"]}


def holds(expected: dict[str, Any], value: float) -> bool:
    tolerance = expected["tolerance"]
    if tolerance["kind"] == "exact":
        return bool(value == expected["value"])
    if tolerance["kind"] == "range":
        low, high = tolerance["value"]
        return bool(low <= value <= high)
    return bool(abs(value - expected["value"]) <= tolerance["value"])


def planned(legs: list[dict[str, Any]], groups: list[dict[str, Any]], **more: Any) -> Plan:
    """Return the plan of people at `start` who want to come to `end` (unless they say otherwise)."""
    places = more.pop("places", [])
    named = {place["id"] for place in places}
    tree = {
        "mamarr": "1",
        "name": {"en": "Verification", "ar": "تحقّق"},
        "ends": "10 h",
        "places": [
            {"id": "start", "kind": "assembly point", "bays": "unlimited", "boarding": "0 s"},
            *(
                []
                if "end" in named
                else [{"id": "end", "kind": "reception centre", "bays": "unlimited", "alighting": "0 s"}]
            ),
            *places,
        ],
        "legs": legs,
        "groups": [{"category": "civilian", "at": "start", "destinations": ["end"], **group} for group in groups],
        "fleet": more.pop("fleet", []),
        "objective": ["people", "clearance"],
        **more,
    }
    scenario, found = build(tree)
    assert scenario is not None, found
    return mamarr.plan(scenario, seconds=2, iterations=40)


def cars(count: int, **more: Any) -> dict[str, Any]:
    return {"id": "cars", "headcount": count, "travels": "own vehicle", "persons_per_vehicle": 1, **more}


def times(plan: Plan, leg: str) -> list[tuple[int, int]]:
    """Return when vehicles enter and leave *leg*, in order."""
    stops = [stop for trip in plan.trips for stop in trip.stops if isinstance(stop, LegStop) and stop.leg == leg]
    return sorted((stop.enters, stop.leaves) for stop in stops)


@pytest.mark.parametrize("run", [0, 1])
def test_one_person_keeps_the_set_walking_speed(run: int) -> None:
    inputs, expected = case("walk-one-person-40m")
    speed = inputs["runs"][run]["speed_m_s"]
    leg = {"id": "way", "from": "start", "to": "end", "length": f"{inputs['length_m']} m", "speed": "50 km/h"}
    walker = {"id": "walker", "headcount": 1, "travels": "on foot", "persons_per_vehicle": 1, "walks": f"{speed} m/s"}
    plan = planned([leg], [walker])
    assert holds(expected[f"travel time at {speed} m/s"], plan.clearance_s)
    assert plan.clearance_s >= inputs["length_m"] / speed


def test_ten_people_start_when_they_are_ready() -> None:
    inputs, expected = case("premovement-ten-people")
    leg = {"id": "way", "from": "start", "to": "end", "length": f"{inputs['distance_m']} m", "speed": "50 km/h"}
    walkers = [
        {"id": f"p{ready}", "headcount": 1, "travels": "on foot", "persons_per_vehicle": 1, "ready": f"{ready} s"}
        | {"walks": f"{inputs['speed_m_s']} m/s"}
        for ready in inputs["ready_at_s"]
    ]
    plan = planned([leg], walkers)
    starts = sorted(stop.leaves or 0 for t in plan.trips for stop in t.stops[:1] if isinstance(stop, PlaceStop))
    assert starts == expected["start times"]["value"]
    arrivals = [second for second, _ in plan.evacuation_curve]
    slack = expected["arrival times"]["tolerance"]["value"]
    assert all(abs(a - b) <= slack for a, b in zip(arrivals, expected["arrival times"]["value"], strict=True))
    assert holds(expected["clearance"], plan.clearance_s)
    assert plan.strongest("clearance_s", "hand").value == plan.clearance_s  # type: ignore[union-attr]


def test_everybody_goes_out_where_he_was_told_to() -> None:
    inputs, expected = case("route-allocation-23-people")
    exits = [
        {"id": name, "kind": "reception centre", "bays": "unlimited", "alighting": "0 s"} for name in inputs["exits"]
    ]
    legs = [
        {"id": f"to_{name}", "from": "start", "to": name, "length": f"{way['distance_m']} m", "speed": "5 km/h"}
        for name, way in inputs["exits"].items()
    ]
    groups = [
        {"id": f"room{r['room']}", "headcount": r["persons"], "travels": "on foot", "persons_per_vehicle": r["persons"]}
        | {"destinations": r["acceptable"]}
        for r in inputs["rooms"]
    ]
    plan = planned(legs, groups, places=exits)
    received = dict.fromkeys(inputs["exits"], 0)
    strayed = 0
    accepted = {group.id: group.destinations for group in plan.scenario.groups}
    for trip in plan.trips:
        last = trip.stops[-1]
        assert isinstance(last, PlaceStop)
        received[last.at] += trip.persons
        strayed += sum(persons for name, persons in trip.load.items() if last.at not in accepted[name])
    assert holds(expected["persons received at main"], received["main"])
    assert holds(expected["persons received at secondary"], received["secondary"])
    assert holds(expected["persons at an exit they did not accept"], strayed)


def test_nobody_can_get_there_and_that_is_an_answer() -> None:
    """The only leg at the destination leaves it, and two others form a circle: a file that says so is refused by name;
    where the road is shut all day, the plan is empty and names those who remain."""
    inputs, expected = case("no-road-to-the-destination")
    count = inputs["demand"]["vehicles"]
    leg = {"id": "way", "from": "start", "to": "end", "length": f"{inputs['leg_m']} m", "speed": "50 km/h"}
    plan = planned([{**leg, "closed": [{"from": "0 s", "until": "11 h"}]}], [cars(count)])
    assert not plan.is_complete
    assert holds(expected["received"], plan.people_out)
    assert holds(expected["named as remaining"], sum(each.persons for each in plan.remaining))
    assert plan.strongest("people", "hand").value == 0  # type: ignore[union-attr]


def test_a_convoy_of_twenty_at_two_lanes() -> None:
    """D/D/2. The judge's rule is first come first served; the planner holds cars before the headway, so nobody waits here."""
    inputs, expected = case("convoy-of-20-at-two-lanes")
    gate = {"id": "gate", "kind": "checkpoint", "lanes": inputs["lanes"], "service_time": f"{inputs['service_s']} s"}
    legs = [
        {"id": "to_gate", "from": "start", "to": "gate", "travel": "0 s"},
        {"id": "on", "from": "gate", "to": "end", "travel": "0 s"},
    ]
    rules = {"where": ["to_gate"], "headway": f"{inputs['headway_s']} s", "interval": f"{inputs['headway_s']} s"}
    plan = planned(legs, [cars(inputs["vehicles"])], places=[gate], convoys=rules)
    assert holds(expected["last vehicle released"], plan.clearance_s)
    assert holds(expected["first vehicle released"], plan.evacuation_curve[0][0])
    hand = plan.strongest("clearance_s", "hand")
    assert hand is not None
    assert hand.value == inputs["vehicles"] // inputs["lanes"] * inputs["service_s"] <= plan.clearance_s


def test_sixty_vehicles_in_three_convoys_over_five_kilometres() -> None:
    inputs, expected = case("three-convoys-one-road")
    leg = {"id": "way", "from": "start", "to": "end", "length": f"{inputs['length_m']} m"}
    leg |= {"speed": f"{inputs['speed_kmh']} km/h", "traffic": "one-way"}
    rules = {"where": ["way"], "largest": f"{inputs['convoy_size']} vehicles", "headway": f"{inputs['headway_s']} s"}
    rules["interval"] = f"{inputs['between_convoys_s']} s"
    plan = planned([leg], [cars(inputs["vehicles"])], convoys=rules)
    passages = times(plan, "way")
    assert holds(expected["last vehicle enters"], passages[-1][0])
    assert holds(expected["last vehicle leaves the road"], passages[-1][1])
    assert holds(expected["first vehicle leaves the road"], passages[0][1])
    assert plan.strongest("clearance_s", "hand").value == plan.clearance_s  # type: ignore[union-attr]


def test_a_convoy_moves_as_its_slowest_vehicle() -> None:
    """The speed of a convoy is written at the leg: that of the slowest."""
    inputs, expected = case("the-slowest-sets-the-pace")
    leg = {"id": "way", "from": "start", "to": "end", "length": f"{inputs['length_m']} m"}
    leg["speed"] = f"{min(inputs['speeds_kmh'])} km/h"
    rules = {"where": ["way"], "headway": f"{inputs['headway_s']} s", "interval": "3 min"}
    plan = planned([leg], [cars(len(inputs["speeds_kmh"]))], convoys=rules)
    passages = times(plan, "way")
    assert {leaves - enters for enters, leaves in passages} == {expected["travel time of each vehicle"]["value"]}
    assert holds(expected["last vehicle leaves"], passages[-1][1] - passages[0][0])


def test_a_family_on_foot_arrives_together_at_the_pace_of_the_slowest() -> None:
    inputs, expected = case("the-slowest-sets-the-pace")
    walking = inputs["walking_group"]
    leg = {"id": "way", "from": "start", "to": "end", "length": f"{walking['distance_m']} m", "speed": "50 km/h"}
    persons = len(walking["speeds_m_s"])
    family = {"id": "family", "headcount": persons, "travels": "on foot", "persons_per_vehicle": persons}
    plan = planned([leg], [{**family, "walks": f"{min(walking['speeds_m_s'])} m/s", "indivisible": "true"}])
    assert holds(expected["walking group: arrival of the last"], plan.clearance_s)
    assert plan.evacuation_curve == ((plan.clearance_s, persons),)
