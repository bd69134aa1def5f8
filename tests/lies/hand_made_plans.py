"""Honest plans written by hand in the valley of the planning room, each as tight as its rules allow.

The valley is drawn in `valley.py`: a and b, the fork j, the checkpoint c, the centre r; 100, 100, 200 and 300 s.
"""

from collections.abc import Sequence
from copy import deepcopy

from valley import SCENARIO, Change, Tree, added, back, out, said


def held(trip: Tree, seconds: int, first: int) -> Tree:
    """The trip with everything from stop *first* on so many seconds later."""
    for stop in trip["stops"][first:]:
        stop.update({name: stop[name] + seconds for name in stop if name not in ("at", "leg", "lane")})
    return trip


def plan(trips: Sequence[Tree], *changes: Change, convoys: Sequence[Sequence[str]] = ()) -> Tree:
    """A plan in the valley after *changes*."""
    values: Tree = {"scenario": deepcopy(SCENARIO), "method": "by hand", "trips": list(trips)}
    values["convoys"] = [list(run) for run in convoys]
    for change in changes:
        change(values)
    return values


def group(name: str, headcount: int, **what: object) -> Change:
    base = {"id": name, "category": "civilian", "at": "a", "headcount": headcount, "travels": "seat"}
    return added("groups", {**base, "destinations": ["r"], **what})


def vehicles(name: str, **what: object) -> Change:
    return added("fleet", {"id": name, "seats": 0, "count": 9, "stationed": "a", **what})


COACH = vehicles("coach", seats=1, stationed="r", at_end="anywhere")


def _lead(number: int, enters: int) -> Tree:
    """An escort vehicle that stands at the fork from 160 on and enters jc at this second."""
    trip = out(f"e{number}", f"lead/{number}", {}, 60, boards=0)
    trip["stops"][0] = {"at": "a", "leaves": 60}
    trip["stops"][-1] = {"at": "r", "arrives": 660}
    return held(trip, enters - 160, 2)


def escorted() -> Tree:
    """Two convoys, 100 s apart, each with an escort at both ends; and one empty vehicle in the second lane."""
    buses = [held(out(f"t{n}", f"bus/{n}", {"people": 50}, 0), enters - 160, 2) for n, enters in ((1, 190), (2, 220))]
    third = held(out("t3", "bus/3", {"people": 50}, 190), 30, 2)
    empty = _lead(9, 170)
    empty.update(id="x", vehicle="bus/9")
    empty["stops"][2]["lane"] = 2
    rules = {"where": ["jc"], "headway_s": 30, "interval_s": 100, "largest": 4, "escorts": 2, "together": True}
    return plan(
        [_lead(1, 160), *buses, _lead(2, 250), _lead(3, 350), third, _lead(4, 410), empty],
        vehicles("lead", escort=True),
        said("legs.2.lanes", 2),
        said("convoys", rules),
        convoys=[["e1", "t1", "t2", "e2"], ["e3", "t3", "e4"], ["x"]],
    )


def walkers() -> Tree:
    """A column and two cars in the snow; a coach comes in when the column has left the last stretch."""
    walk = {"aj": 1000, "jc": 4000, "cr": 3000}
    cars = {"boards": 0, "alights": 0}
    return plan(
        [
            out("t1", "column/1", {"column": 15}, 100, drives=walk, **cars),
            out("t2", "cars/1", {"cars": 5}, 839, **cars),
            out("t3", "cars/2", {"cars": 5}, 900, drives={"jc": 400}, **cars),
            back("t4", "coach/1", 8100),
        ],
        group("column", 15, travels="on foot", persons_per_vehicle=15, walks_kmh=3.6),
        group("cars", 10, travels="own vehicle", persons_per_vehicle=5),
        COACH,
        said("weather", [{"id": "snow", "from": 1000, "until": 2000, "speed": 0.5, "where": ["jc"]}]),
        said("limits", {"outdoors_s": 8000}),
        said("places.0.gather_s", 100),
        said("places.0.capacity", 15),
        said("legs.3.traffic", "alternating"),
    )


def gate() -> Tree:
    """One lane, two seconds a person, closed from 1000 to 1200, room for one that waits."""

    def bus(number: int, arrives: int, waits: int, persons: int) -> Tree:
        load = {"people": persons}
        return out(f"t{number}", f"bus/{number}", load, arrives - 360, waits=waits, inspected=2 * persons)

    hours = [{"from": 400, "until": 1000}, {"from": 1200, "until": 3000}]
    gate = {"lanes": 1, "room": 1, "direction": "both", "serves": "persons", "service_time_s": {"other": 2}}
    empty = back("t6", "coach/1", 700, inspected=0)
    return plan(
        [bus(1, 400, 0, 10), bus(2, 405, 15, 10), bus(3, 420, 20, 10), bus(4, 930, 270, 40), bus(5, 985, 0, 5), empty],
        COACH,
        *(said(f"places.3.{name}", value) for name, value in gate.items()),
        said("places.3.opening_hours", hours),
    )


def kin() -> Tree:
    """Patients with their companions, a family, people apart, alone, in wheelchairs; a centre that is full to the last place."""
    able = {"seats": 9, "stretchers": 2, "wheelchairs": 2, "offers": ["oxygen"]}
    return plan(
        [
            out("t1", "big/1", {"lying": 2, "kin": 3}, 0, alights=80),
            out("t2", "big/2", {"lying": 2, "kin": 3}, 60, alights=80),
            out("t3", "bus/1", {"ill": 2}, 0),
            out("t4", "big/3", {"chairs": 2}, 0),
            out("t5", "bus/2", {"people": 42}, 0),
            out("t6", "bus/3", {"foes": 2, "whole": 5}, 0),
        ],
        vehicles("big", **able),
        group("lying", 4, category="wounded", travels="stretcher", needs=["oxygen"],
              companions={"group": "kin", "ride": "same vehicle"}),
        group("kin", 6, category="companion"),
        group("ill", 2, needs=["isolation"]),
        group("chairs", 2, needs=["wheelchair", "oxygen"], longest_aboard_s=720),
        group("foes", 2, apart_from=["people"]),
        group("whole", 7, indivisible=True, accounted={"declined": 2}),
        said("fleet.0.load_factor", 0.85),
        said("places.4.handover_s", 10),
        said("places.4.capacity", 63),
        said("places.4.capacity_per_hour", 63),
        said("places.4.places_for", {"stretcher": 4, "companion": 6, "wheelchair": 2, "stable": 4}),
        added("places", {"id": "camp", "kind": "reception centre", "bays": 9, "alighting_s": 60}),
        added("legs", {"id": "cc", "from": "c", "to": "camp", "length_m": 3000, "speed_kmh": 36}),
    )  # fmt: skip


def camps() -> Tree:
    """A family that meets again at the camp, and companions in the convoy of their patients."""

    def to_camp(trip: Tree) -> Tree:
        trip["stops"][-2]["leg"], trip["stops"][-1]["at"] = "cc", "camp"
        return trip

    both = {"destinations": ["r", "camp"]}
    return plan(
        [
            to_camp(out("t1", "bus/1", {"home": 3}, 0)),
            to_camp(out("t2", "bus/2", {"away": 4}, 900)),
            out("t3", "big/1", {"lying": 3}, 2000),
            out("t4", "bus/3", {"kin": 5}, 2099),
        ],
        vehicles("big", stretchers=9),
        added("places", {"id": "camp", "kind": "reception centre", "bays": 9, "alighting_s": 60}),
        added("legs", {"id": "cc", "from": "c", "to": "camp", "length_m": 3000, "speed_kmh": 36}),
        group("home", 3, family="x", **both),
        group("away", 4, family="x", **both),
        group("lying", 4, category="wounded", travels="stretcher", companions={"group": "kin", "ride": "same convoy"}),
        group("kin", 7, category="companion"),
        said("convoys", {"where": ["jc"], "interval_s": 100}),
        convoys=[["t1"], ["t2"], ["t3", "t4"]],
    )


def promises() -> Tree:
    """A bus under way, a movement notified, releases at a point and at the checkpoint, and a link to another point."""
    under_way = held(out("t1", "bus/1", {"people": 10}, 140, inspected=10), 0, 0)
    under_way["stops"] = under_way["stops"][3:]
    release = {"first_s": 600, "every_s": 600, "vehicles": 1}
    return plan(
        [
            under_way,
            out("t2", "bus/2", {"people": 20}, 600, holds=5, inspected=10),
            out("t3", "van/1", {"others": 10}, 1335, point="b", inspected=10),
            out("t4", "bus/3", {"people": 20}, 1200, inspected=10, waits=0),
        ],
        said("places.3.service_time_s", {"other": 10}),
        said("places.0.release", release),
        said("places.3.release", {"first_s": 0, "every_s": 1400, "persons": 50}),
        said("linked", [{"id": "tie", "these": ["b"], "step": 10, "others": ["a"], "others_step": 20}]),
        said(
            "commitments",
            [
                {"vehicle": "bus/1", "at": "jc", "until_s": 500, "load": {"people": 10}},
                {"vehicle": "bus/2", "at": "a", "until_s": 665, "load": {"people": 20}, "kind": "notified"},
            ],
        ),
    )


def crews() -> Tree:
    """A crew that rests, a bus that is filled, a truck with flour; both are home in the end."""
    flour = back("t5", "truck/1", 0)
    flour["load"] = {"flour": 10}
    flour["stops"][-1].update(begins=600, received=700)
    home = out("t6", "truck/1", {}, 700, boards=0)
    home["stops"][0], home["stops"][-1] = {"at": "a", "leaves": 700}, {"at": "r", "arrives": 1300}
    return plan(
        [
            out("t1", "bus/1", {"people": 50}, 0),
            back("t2", "bus/1", 720),
            out("t3", "bus/1", {"people": 50}, 1760),
            back("t4", "bus/1", 2480),
            flour,
            home,
        ],
        *(
            said(f"fleet.0.{name}", value)
            for name, value in {
                "duty_s": 1260, "rest_s": 500, "range_m": 12_000, "refuel_s": 500, "at_end": "stationed",
            }.items()
        ),
        vehicles("truck", tonnes=10, stationed="r", at_end="stationed"),
        said("aid", [{"id": "flour", "tonnes": 10, "to_place": "a", "unloading_s": 100}]),
        said("limits", {"aboard_s": 720}),
    )  # fmt: skip


def roads() -> Tree:
    """Two pauses with a margin over jc, a closure, a slow hour, a limit an hour, and a second lane."""
    second = held(out("t2", "bus/2", {"people": 1}, 840), 1000, 2)
    second["stops"][4]["lane"] = 2
    return plan(
        [
            out("t1", "bus/1", {"people": 1}, 340),
            second,
            out("t3", "van/1", {"others": 1}, 540, point="b", stands=100, drives={"cr": 600}),
        ],
        said("pauses", [
            {"id": "d1", "opens_s": 0, "closes_s": 1000, "margin_s": 100},
            {"id": "d2", "opens_s": 2000, "closes_s": 2300, "margin_s": 100},
        ]),
        said("legs.2.pause", ["d1", "d2"]),
        said("legs.2.capacity", 3),
        said("legs.0.closed", [{"from": 500, "until": 900}]),
        said("legs.3.changes", [{"from": 1000, "until": 2000, "speed_kmh": 18, "lanes": 1}]),
        said("legs.3.lanes", 2),
        said("bans", [{"id": "night", "daily": True, "from": 2500, "until": 340, "where": ["aj", "jc"]}]),
    )  # fmt: skip


HONEST = {make.__name__: make() for make in (escorted, walkers, gate, kin, camps, promises, crews, roads)}
"""Every honest plan by name."""
