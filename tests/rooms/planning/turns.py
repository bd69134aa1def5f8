"""Scenarios of a lane in turns in which vehicles pass again and again, and free timetables for them."""

import random
from typing import Any

import numpy as np

from mamarr.corridor.passage import Decision
from mamarr.corridor.tables import Corridor
from mamarr.scenario import Scenario
from mamarr.scenario.quantities import UNLIMITED


def draw_turns(rng: random.Random, *, vehicles: int = 6, trips: int = 24) -> Scenario:
    """A few buses and ambulances, up to *vehicles* of each, and people for up to *trips* trips of each."""
    unit = rng.choice((1, 7, 60))
    inspections = [rng.choice((0, rng.randint(1, 9) * unit)) for _ in range(2)]
    if rng.random() < 0.5:
        inspections[1] = inspections[0]
    rooms = rng.choice((((5, 0), (0, 2)), ((5, 0), (0, 2)), ((5, 0), (4, 0)), ((5, 0), (3, 1))))
    headway = rng.choice((0, 1, 1, 2, 5)) * unit
    points = range(rng.randint(1, 2))
    groups = []
    for p in points:
        seated, lying = rng.randint(0, trips) * 5 - rng.randint(0, 4), rng.randint(0, trips) * 2 - rng.randint(0, 1)
        common = {"at": f"p{p}", "destinations": ["hall"], "ready_s": rng.choice((0, 0, 20 * unit))}
        groups += [
            {"id": f"s{p}", "category": "civilian", "travels": "seat", "headcount": max(0, seated)} | common,
            {"id": f"y{p}", "category": "wounded", "travels": "stretcher", "headcount": max(0, lying)} | common,
        ]
    values: dict[str, Any] = {
        "name": {"en": "drawn", "ar": "عشوائي"},
        "ends_s": 10**7,
        "places": [
            {"id": "gate", "kind": "checkpoint", "lanes": rng.choice((1, 2, 2, 3, UNLIMITED)),
             "service_time_s": {"c0": inspections[0], "c1": inspections[1]}},
            {"id": "hall", "kind": "reception centre", "bays": UNLIMITED, "alighting_s": rng.choice((0, 0, 3, 9)) * unit},
            *({"id": f"p{p}", "kind": "assembly point", "bays": UNLIMITED, "boarding_s": rng.choice((0, 2, 9)) * unit} for p in points),
        ],
        "legs": [
            {"id": "lane", "from": "gate", "to": "hall", "travel_s": rng.choice((0, 1, 4, 15)) * unit,
             "traffic": "alternating", "pause": "day"},
            *({"id": f"l{p}", "from": f"p{p}", "to": "gate", "travel_s": rng.choice((0, 1, 5)) * unit} for p in points),
        ],
        "groups": groups,
        "fleet": [
            {"id": f"c{k}", "seats": seats, "stretchers": stretchers, "count": rng.randint(1, vehicles), "stationed": "gate"}
            for k, (seats, stretchers) in enumerate(rooms)
        ],
        "convoys": {"where": rng.choice((["lane"], ["lane"], ["lane"], [])), "largest": rng.choice((1, 2, 5, 20, 10**9)),
                    "headway_s": headway, "interval_s": rng.choice((0, headway, headway + 3 * unit))},
        "pauses": [{"id": "day", "opens_s": rng.choice((0, 0, 30 * unit)), "closes_s": 10**6, "margin_s": 0}],
    }  # fmt: skip
    return Scenario.model_validate(values)


def draw_turn(rng: random.Random, corridor: Corridor, trips: int) -> Decision:
    """A timetable of some manner: all vehicles each time, half of them in turn, or anything."""
    openings, manner = rng.randint(2, 30), rng.choice(("all", "halves", "any", "shares"))
    counts = corridor.classes.count
    places = len(corridor.points.bays)
    outward = np.zeros((openings, len(counts)), dtype=np.int64)
    inward = outward.copy()
    for k, count in enumerate(int(each) for each in counts):
        share = rng.randint(0, count)
        for r in range(openings):
            if manner == "all":
                outward[r, k] = inward[r, k] = count
            elif manner == "halves":
                outward[r, k], inward[r, k] = (count + r % 2) // 2, (count + 1) // 2
            elif manner == "shares":
                outward[r, k] = inward[r, k] = share if k == r % 2 else count
            else:
                outward[r, k], inward[r, k] = rng.randint(0, count), rng.randint(0, count)
    order = np.array([[rng.randrange(places) for _ in range(4 * trips)] for _ in counts], dtype=np.int64)
    patience = np.array([rng.choice((0, 0, 60)) for _ in range(openings)], dtype=np.int64)
    return Decision(order, outward, inward, patience)
