"""Small scenarios at the edges of what can be written: times of nothing, one vehicle, several classes for one kind."""

import random
from typing import Any

from mamarr.scenario import Scenario
from mamarr.scenario.quantities import UNLIMITED

ROOM = ((5, 0), (8, 0), (0, 1), (0, 2), (3, 1), (2, 2))
ONE_CLASS_A_KIND = ((5, 0), (0, 2))


def draw_scenario(rng: random.Random) -> Scenario:
    """One or two points, up to four vehicles, a lane in turns or open both ways, with or without its rules and a pause."""
    unit = rng.choice((1, 10, 60))
    rooms = ONE_CLASS_A_KIND if rng.random() < 0.2 else [rng.choice(ROOM) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
    counts = [rng.choice((1, 1, 2)) for _ in rooms]
    points = range(rng.randint(1, 2))

    def seconds(most: int) -> int:
        return rng.choice((0, 1, rng.randint(0, most))) * unit

    def paused() -> dict[str, Any]:
        return {"pause": "day"} if rng.random() < 0.6 else {}

    headway, opens = rng.choice((0, seconds(4), seconds(20))), rng.choice((0, 0, seconds(9)))
    closes = opens + rng.choice((10**5, rng.randint(5, 60) * unit))
    inside = [paused() for _ in points]
    service = {f"c{k}": seconds(9) for k in range(len(rooms))}
    gate = rng.choice(
        [{"kind": "junction"}] + 4 * [{"kind": "checkpoint", "lanes": rng.choice((1, 1, 2, 3, UNLIMITED)), "service_time_s": service}]
    )  # fmt: skip
    hall = {"id": "hall", "kind": "reception centre", "bays": UNLIMITED, "alighting_s": seconds(9)}
    lane = {"id": "lane", "from": "gate", "to": "hall", "travel_s": rng.choice((seconds(9), seconds(30))),
            "traffic": rng.choice(("alternating", "alternating", "both")), **paused()}  # fmt: skip
    values = {
        "name": {"en": "drawn", "ar": "عشوائي"},
        "ends_s": 10**6,
        "places": [{"id": "gate", **gate}, hall, *(_point(rng, p, seconds(9), inside[p]) for p in points)],
        "legs": [lane, *({"id": f"l{p}", "from": f"p{p}", "to": "gate", "travel_s": seconds(9), **inside[p]} for p in points)],
        "groups": [group for p in points for group in _groups(rng, p, seconds(20))],
        "fleet": [
            {"id": f"c{k}", "seats": seats, "stretchers": stretchers, "count": counts[k], "stationed": "gate"}
            for k, (seats, stretchers) in enumerate(rooms)
        ],
        "convoys": {"where": rng.choice((["lane"], ["lane"], [])), "largest": rng.choice((1, 2, 3, 10**9)),
                    "headway_s": headway, "interval_s": rng.choice((0, headway, headway + seconds(6)))},
        "pauses": [{"id": "day", "opens_s": opens, "closes_s": closes, "margin_s": rng.choice((0, 0, unit))}],
    }  # fmt: skip
    return Scenario.model_validate(values)


def _point(rng: random.Random, p: int, boarding_s: int, inside: dict[str, Any]) -> dict[str, Any]:
    bays = rng.choice((1, 2, UNLIMITED))
    return {"id": f"p{p}", "kind": "assembly point", "bays": bays, "boarding_s": boarding_s, **inside}


def _groups(rng: random.Random, p: int, ready_s: int) -> list[dict[str, Any]]:
    common = {"at": f"p{p}", "destinations": ["hall"], "ready_s": rng.choice((0, ready_s))}
    seated = {"id": f"s{p}", "category": "civilian", "travels": "seat", "headcount": rng.choice((0, 4, 9, 14))}
    lying = {"id": f"y{p}", "category": "wounded", "travels": "stretcher", "headcount": rng.choice((0, 0, 1, 2, 3))}
    return [seated | common, lying | common]
