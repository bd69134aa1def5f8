"""Ways that the judge allowed and no bound knew: round the lane, along a leg written the other way, outside the pause."""

from typing import Any

from ferry import at, plan_with

from mamarr.planning.bounds import hand_bounds
from mamarr.scenario import shape


def leg(name: str, start: str, end: str, seconds: int, **more: str) -> Any:
    """A change that adds a leg open both ways."""
    row = {"id": name, "from": start, "to": end, "travel_s": seconds, "traffic": "both", **more}
    return lambda plan: plan["scenario"]["legs"].append(row)


def beyond(*changes: Any) -> list[str]:
    """What makes the ferry more than one lane with its hub, for which the sums of a lane would be false."""
    return shape.beyond(plan_with(*changes).scenario)


def test_round_the_lane_from_the_village() -> None:
    """Received at 290, when every sum of the lane said 710 at least."""
    trip = {"id": "t1", "vehicle": "bus/1", "load": {"families": 20},
            "stops": [{"at": "village", "arrives": 100, "begins": 100, "leaves": 220},
                      {"at": "hall", "arrives": 230, "begins": 230, "received": 290}]}  # fmt: skip
    changes = (leg("side", "hall", "village", 10), at("trips", [trip]), at("convoys", []))
    plan = plan_with(*changes)
    assert plan.clearance_s == 290
    assert max(bound.value for bound in hand_bounds(plan.scenario, 20) if bound.of == "clearance_s") == 290
    assert beyond(*changes) == ["legs[3].from"]
    assert beyond(leg("side", "hall", "gate", 10)) == ["legs[3].from"]


def test_a_leg_driven_against_its_writing_is_not_quicker() -> None:
    """The village is 100 s from the gate, the town 200 s; a way from one to the other takes the rest at least."""
    assert beyond(leg("short", "village", "town", 100, pause="day")) == []
    assert beyond(leg("short", "village", "town", 99, pause="day")) == ["places[3]"]


def test_a_leg_written_out_of_the_hub_is_slower() -> None:
    """At 100 s nobody can tell which of the two a vehicle drives, and one of them needs an inspection."""
    assert beyond(leg("short", "gate", "village", 101, pause="day")) == []
    assert beyond(leg("short", "gate", "village", 100, pause="day")) == ["places[2]"]
    assert beyond(leg("short", "gate", "village", 99, pause="day")) == ["places[2]"]


def test_a_way_that_is_not_under_the_pause_of_its_end() -> None:
    """The pause opens at 1000: along `slow` a bus is at the village by then, not 100 s later."""
    later = (at("scenario.pauses.0.opens_s", 1000), at("trips", []), at("convoys", []))
    assert beyond(*later, leg("slow", "village", "gate", 101)) == ["places[2].pause"]
    assert beyond(*later, leg("slow", "village", "gate", 1099)) == ["places[2].pause"]
    assert beyond(*later, leg("slow", "village", "gate", 1100)) == []
    assert beyond(*later, leg("slow", "village", "gate", 101, pause="day")) == []
    assert beyond(leg("slow", "village", "gate", 101)) == []  # the pause opens at 0: nobody is there before 100 anyway
