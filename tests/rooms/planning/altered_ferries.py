"""The hand-made timetable altered in ways that break one rule or several, each with a name."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from ferry import at, back

Change = Callable[[dict[str, Any]], object]


def several(*changes: Change) -> Change:
    """All *changes* as one."""

    def change(plan: dict[str, Any]) -> None:
        for each in changes:
            each(plan)

    return change


def stops(number: int, *kept: Any) -> Change:
    """A trip with these stops: a number for one that it has, else what is written there."""

    def change(plan: dict[str, Any]) -> None:
        old = plan["trips"][number]["stops"]
        plan["trips"][number]["stops"] = [old[each] if isinstance(each, int) else each for each in kept]

    return change


def added(section: str, *entries: dict[str, Any]) -> Change:
    return lambda plan: plan["scenario"][section].extend(deepcopy(entries))


def without(*names: str) -> Change:
    """The plan without these trips, nor their convoys."""

    def change(plan: dict[str, Any]) -> None:
        plan["trips"] = [trip for trip in plan["trips"] if trip["id"] not in names]
        listed = [[name for name in run if name not in names] for run in plan["convoys"]]
        plan["convoys"] = [run for run in listed if run]

    return change


def trip(name: str, vehicle: str, *said: dict[str, Any], load: dict[str, int] | None = None) -> Change:
    entry = {"id": name, "vehicle": vehicle, "load": load or {}, "stops": list(said)}
    return lambda plan: plan["trips"].append(deepcopy(entry))


def stop(place: str, **times: int) -> dict[str, Any]:
    return {"at": place, **times}


def leg(name: str, enters: int, leaves: int) -> dict[str, Any]:
    return {"leg": name, "enters": enters, "leaves": leaves}


FREE = several(at("scenario.legs.0.traffic", "both"), at("scenario.convoys.where", []), at("convoys", []))
"""The lane may be driven freely, as any other leg."""
FORK = several(
    added("places", {"id": "fork", "kind": "junction"}),
    added("legs", {"id": "to_fork", "from": "fork", "to": "gate", "travel_s": 50},
          {"id": "beyond", "from": "village", "to": "fork", "travel_s": 50}),
)  # fmt: skip
ONLY_T1 = without("t2", "t3", "t4", "t5", "t6", "t7")
NO_INSPECTION_TIME = at("scenario.places.0.service_time_s", {"bus": 0, "ambulance": 0})

ALTERED: dict[str, Change] = {
    "no leaving named at the hall": at("trips.3.stops.0.leaves", None),
    "nor arriving at the gate": at("trips.3.stops.2.arrives", None),
    "an empty return without its hall": stops(3, 1, 2),
    "an empty return without its gate": stops(3, 0, 1),
    "without the gate": stops(0, 0, 2, 3),
    "without the gate, and no leaving": several(stops(0, 0, 2, 3), at("trips.0.stops.0.leaves", None)),
    "without the gate, and entering too early": several(
        stops(0, 0, 2, 3), at("trips.0.stops.1.enters", 319), at("trips.0.stops.1.leaves", 619)
    ),
    "without the lane": stops(0, 0, 1, 3),
    "a lane of no name on the way back": at("trips.3.stops.1.leg", "nowhere"),
    "the lane twice": stops(0, 0, 1, 2, 2, 3),
    "back over the lane at once": stops(0, 0, 1, 2, leg("lane", 800, 1100), 3),
    "the lane first, from the village": several(ONLY_T1, stops(0, stop("village", arrives=100), leg("lane", 470, 770))),
    "a leg that may be driven freely, named": stops(0, leg("to_village", 0, 100), 0, 1, 2, 3),
    "the same, a second too slow": stops(0, leg("to_village", 0, 101), 0, 1, 2, 3),
    "the same, after a second at the gate": stops(0, leg("to_village", 1, 101), 0, 1, 2, 3),
    "a leg elsewhere, named": several(ONLY_T1, trip("t8", "bus/2", leg("to_town", 150, 350))),
    "from the hall to a leg inside": several(
        FREE, ONLY_T1, trip("t8", "bus/1", leg("to_village", 1200, 1300), stop("gate", arrives=1400))
    ),
    "from the hall to a leg inside, too early": several(
        FREE, ONLY_T1, trip("t8", "bus/1", leg("to_village", 1129, 1229), stop("gate", arrives=1329))
    ),
    "from the hall to a leg inside, after leaving it": several(
        FREE,
        ONLY_T1,
        trip("t8", "bus/1", stop("hall", leaves=840), leg("to_village", 1200, 1300), stop("gate", arrives=1400)),
    ),
    "a one-way lane": at("scenario.legs.0.traffic", "one-way"),
    "a lane in both directions at once": several(at("scenario.legs.0.traffic", "both"), at("convoys", [])),
    "nowhere on the way back": at("trips.3.stops.2.at", "nowhere"),
    "nowhere, and on to the village": stops(
        3, 0, 1, stop("nowhere", arrives=1300, leaves=1400), stop("village", arrives=9)
    ),
    "nowhere without a time": stops(3, 0, 1, stop("nowhere"), stop("gate", arrives=1290)),
    "nowhere, and into the lane": stops(3, stop("nowhere", leaves=880), 1, 2),
    "at the village twice in a row": stops(0, 0, stop("village", arrives=220, begins=220, leaves=340), 1, 2, 3),
    "at the village again after the gate": stops(
        0,
        0,
        stop("gate", arrives=320, leaves=320),
        stop("village", arrives=420, begins=420, leaves=540),
        stop("gate", arrives=640, begins=640, leaves=700),
        leg("lane", 700, 1000),
    ),
    "two points on one trip": several(
        at("scenario.places.3.bays", 9),
        at("trips.0.load", {"families": 19, "kin": 1}),
        stops(
            0,
            0,
            stop("town", arrives=520, begins=520, leaves=640),
            stop("gate", arrives=840, begins=840, leaves=900),
            leg("lane", 900, 1200),
            stop("hall", arrives=1200, begins=1200, received=1260),
        ),
    ),
    "leaving the village before boarding begins": at("trips.0.stops.0.leaves", 99),
    "leaving the gate before coming": several(NO_INSPECTION_TIME, at("trips.0.stops.1.leaves", 319)),
    "boarding before being ready": at("scenario.groups.0.ready_s", 221),
    "inspected twice": stops(0, 0, 1, stop("gate", arrives=380, begins=380, leaves=440), 2, 3),
    "inspected, out again and inspected": stops(
        5,
        stop("gate", arrives=1190, begins=1190, leaves=1250),
        stop("village", arrives=1350, begins=1350, leaves=1470),
        stop("gate", arrives=1570, begins=1570, leaves=1630),
        leg("lane", 1630, 1930),
    ),
    "inspected at the end": at("trips.4.stops.2", stop("gate", arrives=1220, begins=1220, leaves=1280)),
    "inspected and no further": several(ONLY_T1, stops(0, 0, 1)),
    "an inspection without an end": at("trips.0.stops.1.leaves", None),
    "an inspection without an end, and into the lane before it": several(
        at("trips.0.stops.1.leaves", None), at("trips.0.stops.2.enters", 379), at("trips.0.stops.2.leaves", 679)
    ),
    "no arriving at the gate": at("trips.0.stops.1.arrives", None),
    "no arriving at the hall": at("trips.0.stops.3.arrives", None),
    "no alighting": at("trips.0.stops.3.begins", None),
    "only arriving at the hall": stops(0, 0, 1, 2, stop("hall", arrives=770)),
    "received on the way": stops(0, 0, 1, 2, 3, stop("hall", leaves=900)),
    "received, and on to the gate": stops(0, 0, 1, 2, 3, leg("lane", 840, 1140), stop("gate", arrives=1140)),
    "at the fork": several(FORK, ONLY_T1, trip("t8", "bus/2", stop("fork", arrives=50))),
    "at the fork with times of others": several(
        FORK,
        ONLY_T1,
        trip("t8", "bus/2", stop("fork", arrives=50, begins=50, received=60, leaves=60), stop("gate", arrives=110)),
    ),
    "waiting at the fork": several(
        FORK,
        ONLY_T1,
        trip("t8", "bus/2", leg("to_fork", 0, 50), stop("village", arrives=120), stop("gate", arrives=300)),
    ),
    "waiting at the fork for a leg": several(
        FORK, ONLY_T1, trip("t8", "bus/2", leg("to_fork", 0, 50), leg("beyond", 51, 101), stop("gate", arrives=300))
    ),
    "passing the fork": several(
        FORK,
        ONLY_T1,
        trip(
            "t8",
            "bus/2",
            leg("to_fork", 0, 50),
            leg("beyond", 50, 100),
            stop("village", arrives=100),
            stop("gate", arrives=300),
        ),
    ),
    "over the fork in the time of another way": several(
        FORK,
        at("scenario.legs.4.travel_s", 70),
        ONLY_T1,
        trip("t8", "bus/2", stop("gate", leaves=10), stop("village", arrives=130), stop("gate", arrives=300)),
    ),
    "at the gate, not leaving, and to the village": several(
        ONLY_T1, trip("t8", "bus/2", stop("gate", arrives=0), stop("village", arrives=130), stop("gate", arrives=300))
    ),
    "leaving the gate later than the drive allows": several(
        ONLY_T1, trip("t8", "bus/2", stop("gate", leaves=31), stop("village", arrives=130), stop("gate", arrives=300))
    ),
    "staying in the village": several(ONLY_T1, trip("t8", "bus/2", stop("village", arrives=130))),
    "before the start": several(ONLY_T1, trip("t8", "bus/2", leg("to_village", -1, 99), stop("gate", arrives=300))),
    "a first stop elsewhere": several(ONLY_T1, trip("t8", "bus/2", stop("hall", leaves=50))),
    "a first stop elsewhere, reached in time": several(
        FREE, ONLY_T1, trip("t8", "bus/2", stop("hall", arrives=300), stop("gate", arrives=600))
    ),
    "a first stop elsewhere, too early": several(
        FREE, ONLY_T1, trip("t8", "bus/2", stop("hall", arrives=299), stop("gate", arrives=599))
    ),
    "no inspection takes time": NO_INSPECTION_TIME,
    "two without length at once": several(
        NO_INSPECTION_TIME,
        at("scenario.places.2.bays", 9),
        ONLY_T1,
        trip(
            "t8",
            "bus/2",
            stop("village", arrives=100, begins=100, leaves=220),
            stop("gate", arrives=320, begins=320, leaves=320),
            leg("lane", 500, 800),
            stop("hall", arrives=800, begins=800, received=860),
            load={"families": 20},
        ),
        at("trips.0.stops.1.leaves", 320),
    ),
    "no checkpoint but the bus's": at("scenario.places.0.service_time_s", {"bus": 60}),
    "nobody of those aboard waits here": at("trips.6.load", {"families": 2}),
    "strangers beside families": at("trips.0.load", {"families": 19, "strangers": 1}),
    "nobody and nothing": at("trips.6.load", {"kin": 0}),
    "a trip of a trip": several(at("trips.3.load", {"kin": 1}), at("trips.6.load", {"kin": 1})),
    "times backwards at the gate": at("trips.5.stops.1.arrives", 1500),
    "bus two is bus one": at("trips.1.vehicle", "bus/1"),
    "the same second": several(ONLY_T1, trip("t8", "bus/2", stop("gate", leaves=0), stop("gate", arrives=0))),
    "a return after the end": lambda plan: plan["trips"].append(back("t8", "bus/1", 1930, 6310)),
    "a return within the end": lambda plan: plan["trips"].append(back("t8", "bus/1", 1930, 6300)),
    "waiting at the mouth under the pause": several(
        at("trips.6.stops.0.leaves", 6601), at("trips.6.stops.1.arrives", 6801)
    ),
    "pause shut while boarding": several(at("scenario.pauses.0.closes_s", 1539), at("scenario.pauses.0.margin_s", 0)),
    "pause opens while boarding": at("scenario.pauses.0.opens_s", 150),
    "no seconds between entries": several(at("trips.1.stops.2.enters", 470), at("trips.1.stops.2.leaves", 770)),
    "convoys of one": at("scenario.convoys.largest", 1),
    "a convoy of three": at("scenario.convoys.interval_s", 91),
    "a list of two kinds": at("convoys", [["t1", "t2", "t3"], ["t4"], ["t5"], ["t6", "t6"], ["t7"]]),
    "a convoy named twice": at("convoys", [["t1", "t2"], ["t2", "t1"], ["t3"], ["t4", "t5"], ["t6"], ["t7"]]),
    "a bay less at the hall": at("scenario.places.1.bays", 1),
    "a lane less at the gate": at("scenario.places.0.lanes", 0),
    "no ranks at the gate": at("scenario.places.0.priority", []),
    "only buses ranked": at("scenario.places.0.priority", ["bus"]),
    "not a bus too many": at("scenario.fleet.0.count", 1),
    "by day only": at("scenario.places.2.pause", None),
}

SINGLE: tuple[tuple[str, Any], ...] = (
    ("trips.0.stops.0.arrives", 99),
    ("trips.0.stops.0.begins", 101),
    ("trips.0.stops.0.begins", 99),
    ("trips.0.stops.0.leaves", 219),
    ("trips.0.stops.1.arrives", 321),
    ("trips.0.stops.1.begins", 319),
    ("trips.0.stops.1.leaves", 381),
    ("trips.0.stops.2.enters", 379),
    ("trips.0.stops.2.leaves", 771),
    ("trips.0.stops.3.arrives", 771),
    ("trips.0.stops.3.begins", 769),
    ("trips.0.stops.3.received", 831),
    ("trips.3.stops.0.leaves", 829),
    ("trips.3.stops.0.leaves", 891),
    ("trips.3.stops.2.arrives", 1191),
    ("trips.0.stops.0.arrives", -5),
    ("trips.0.stops.0.leaves", None),
    ("trips.0.stops.0.begins", None),
    ("trips.0.stops.1.arrives", None),
    ("trips.0.stops.1.begins", None),
    ("trips.0.stops.1.leaves", None),
    ("trips.0.stops.3.received", None),
    ("trips.0.stops.0.received", 220),
    ("trips.0.stops.1.received", 380),
    ("trips.3.stops.0.received", 830),
    ("trips.3.stops.2.begins", 1190),
    ("trips.0.stops", []),
    ("trips.0.vehicle", "bus/3"),
    ("trips.0.vehicle", "bus/0"),
    ("trips.0.vehicle", "bus/01"),
    ("trips.0.vehicle", "bus/١"),
    ("trips.0.vehicle", "tram/1"),
    ("trips.0.vehicle", ""),
    ("trips.0.vehicle", "bus/2"),
    ("trips.0.id", "t2"),
    ("trips.0.stops.0.at", "nowhere"),
    ("trips.0.stops.0.at", "town"),
    ("trips.0.stops.2.leg", "nowhere"),
    ("trips.0.stops.2.leg", "to_town"),
    ("trips.0.load", {"families": 21}),
    ("trips.0.load", {"families": 0}),
    ("trips.0.load", {"families": -20}),
    ("trips.0.load", {"strangers": 1}),
    ("trips.0.load", {}),
    ("trips.0.load", {"lying": 1}),
    ("trips.2.load", {"lying": 3}),
    ("trips.2.load", {"kin": 1}),
    ("trips.3.load", {"families": 1}),
    ("trips.6.load", {"kin": 3}),
    ("convoys.0", ["t2", "t1"]),
    ("convoys.0", ["t1"]),
    ("convoys.1", []),
    ("convoys", []),
)
"""One value altered."""
ALTERED |= {f"{path} = {value!r}": at(path, value) for path, value in SINGLE}
