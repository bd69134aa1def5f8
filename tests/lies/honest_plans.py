"""Honest plans to lie about: the cases of the library, and small corridors of which each has something of its own."""

import pickle
from collections.abc import Iterable
from functools import cache
from typing import Any

from mamarr.corridor.build import build_corridor
from mamarr.corridor.passage import drive
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.construct import construct
from mamarr.planning.movements import convoys, trips
from mamarr.planning.timetable import LegStop, Plan, Trip
from mamarr.scenario import Change, Scenario, change, load

TOGETHER = "groups.companions.may_go_alone=false"

LARGE = {
    "8,000 over 5 km": (),
    "nobody separated": (TOGETHER, "day.margin=30 min"),
    "a third lane": ("ramousa.lanes=3",),
}
"""The reference case and two changes of it."""

SMALL = {
    "a tenth": (),
    "a tenth, reception bays": ("rashideen.bays=2", "rashideen.alighting=10 min"),
    "a tenth, quick ambulances": ("ramousa.service_time={bus: 4 min, ambulance: 2 min}", "ramousa.lanes=1"),
    "a tenth, short pause": ("day.opens=2016-12-09 06:30", "day.closes=2016-12-09 08:30", "day.margin=5 min"),
    "a tenth, two ways": ("corridor.traffic=both", "ambulance.count=12"),
    "a tenth, mixed vehicles": ("bus.stretchers=2",),
    "a tenth, together": (TOGETHER, "groups.ready=2016-12-09 06:20", "day.closes=2016-12-09 08:00"),
    "a tenth, few bays": ("ansari_mashhad.bays=1", "salaheddin.bays=1", "sukkari.bays=1", "ramousa.lanes=6"),
    "a tenth, small convoys": ("convoys.largest=3 vehicles", "bus.count=16", "ramousa.lanes=6"),
    "a tenth, no convoys": ("convoys.where=[]",),
    "a tenth, home again": (),
}
"""A tenth of the people, eight buses, three ambulances, and one thing that is different."""

TEACHING = ("one-road", "narrow-checkpoint", "short-pause")


def plan_of(scenario: Scenario) -> Plan:
    """Return the first plan of *scenario*, without any search."""
    corridor = build_corridor(scenario)
    movements = trips(scenario, drive(corridor, construct(corridor)))
    plan = Plan(scenario=scenario, method="construct", trips=movements, convoys=convoys(scenario, movements))
    return plan.replace(bounds=hand_bounds(scenario, plan.people_out))


def home_again(plan: Plan) -> Plan:
    """Return *plan* with its last vehicle driven back to where it stood, for nobody: it could do so later."""
    last = max(plan.trips, key=lambda trip: trip.received_s or 0)
    lane = next(stop for stop in last.stops if isinstance(stop, LegStop))
    leaves = last.received_s or 0
    empty = Trip.model_validate(
        {
            "id": f"t{len(plan.trips) + 1}",
            "vehicle": last.vehicle,
            "load": {},
            "stops": [
                {"at": last.stops[-1].content()["at"], "leaves": leaves},
                {"leg": lane.leg, "enters": leaves, "leaves": leaves + lane.leaves - lane.enters},
                {"at": last.stops[0].content()["at"], "arrives": leaves + lane.leaves - lane.enters},
            ],
        }
    )
    return plan.replace(trips=(*plan.trips, empty), convoys=(*plan.convoys, (empty.id,)))


def changed(scenario: Scenario, changes: Iterable[str]) -> Scenario:
    """Return *scenario* with *changes* as one writes them on the command line."""
    return change(scenario, [Change.read(each) for each in changes])


def a_tenth(scenario: Scenario) -> Scenario:
    """Return the reference case with a tenth of its people and eleven vehicles."""
    fewer = [f"{group.id}.headcount={group.headcount // 10}" for group in scenario.groups]
    return changed(scenario, [*fewer, "bus.count=8", "ambulance.count=3"])


@cache
def plans() -> dict[str, Plan]:
    """Return every honest plan by name."""
    aleppo = load("aleppo-2016")
    tenth = a_tenth(aleppo)
    found = {name: plan_of(changed(aleppo, changes)) for name, changes in LARGE.items()}
    found |= {name: plan_of(changed(tenth, changes)) for name, changes in SMALL.items()}
    found["a tenth, home again"] = home_again(found["a tenth, home again"])
    return found | {name: plan_of(load(name)) for name in TEACHING}


@cache
def _frozen(name: str) -> bytes:
    return pickle.dumps(plans()[name].content())


def tree_of(name: str) -> dict[str, Any]:
    """Return a fresh plain copy of the plan called *name*: altering it alters nothing else."""
    found: dict[str, Any] = pickle.loads(_frozen(name))  # noqa: S301  its own bytes
    return found
