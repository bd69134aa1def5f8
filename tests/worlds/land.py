"""Places and legs of a random world: points inside, layers of junctions and checkpoints, reception centres outside."""

import itertools

from drawing import Draw, Tree

MOST = {"tiny": (2, 2, 2), "small": (4, 3, 3), "medium": (6, 3, 3)}
"""Assembly points, layers of inner places, reception centres at most."""


def draw_land(draw: Draw) -> tuple[list[Tree], list[Tree]]:
    """Return places and legs; from every point some centre can be reached outward."""
    points, layers, centres = MOST[draw.size]
    inside = [_point(draw, number) for number in range(draw.count(1, points))]
    outside = [_centre(draw, number) for number in range(1 + (draw.count(0, centres - 1) if draw.has(1.5) else 0))]
    between = [
        [_inner(draw, f"{layer}{number}") for number in range(2 if draw.has(0.8) else 1)]
        for layer in range(draw.count(0, layers))
    ]
    rows = [inside, *between, outside]
    legs: list[Tree] = []
    for here, ahead in itertools.pairwise(rows):
        for place in here:
            _join(draw, legs, place["id"], draw.pick(ahead)["id"])
            if draw.has():  # another way
                _join(draw, legs, place["id"], draw.pick(ahead)["id"])
    for centre in outside:
        if not any(leg["to"] == centre["id"] for leg in legs):
            _join(draw, legs, draw.pick(rows[-2])["id"], centre["id"])
    if len(inside) > 1 and draw.has():
        first, second = draw.dice.sample(inside, 2)
        _join(draw, legs, first["id"], second["id"])
    if len(rows) > 2 and draw.has(0.5):  # a road that leaves something out
        _join(draw, legs, draw.pick(inside)["id"], draw.pick(outside)["id"])
    if draw.has(0.3):  # a road back, written from the outside to the inside
        _join(draw, legs, draw.pick(outside)["id"], draw.pick(inside)["id"])
        legs[-1]["traffic"] = "one-way"
    places = [place for row in rows for place in row]
    if draw.chance(0.3):
        draw.dice.shuffle(places)
    return places, legs


def _named(draw: Draw, place: Tree, en: str, ar: str) -> Tree:
    if draw.chance(0.3):
        place["name"] = {"en": en, "ar": ar}
    return place


def _limit(draw: Draw, low: int, high: int, weight: float = 1.0) -> int | str:
    if not draw.has(weight):
        return "unlimited"
    return 0 if draw.chance(0.02) else draw.count(low, high)


def _point(draw: Draw, number: int) -> Tree:
    place: Tree = {"id": f"p{number}", "kind": "assembly point", "bays": _limit(draw, 1, 3, 2.0)}
    place["boarding"] = draw.lasting(0, 4)
    if draw.has(0.6):
        place["gather"] = draw.lasting(1, 5)
    if draw.has(0.6):
        place["capacity"] = draw.count(4, 200)
    if draw.has(0.6):
        place["release"] = release(draw)
    return _named(draw, place, f"school {number}", f"مدرسة {number}")


def release(draw: Draw) -> Tree:
    """Return who lets go so many at a time."""
    kind = "persons" if draw.chance(0.4) else "vehicles"
    batch = draw.count(1, 4) if kind == "vehicles" else draw.count(4, 120)
    found: Tree = {kind: 0 if draw.chance(0.03) else batch, "every": draw.lasting(5, 60)}
    if draw.has():
        found["first"] = draw.instant(0, 0.3)
    if draw.has():
        found["boards_before"] = "true"
    if draw.chance(0.3):
        found["by"] = "liaison officer"
    return found


def _inner(draw: Draw, name: str) -> Tree:
    if draw.chance(0.4):
        return _named(draw, {"id": f"j{name}", "kind": "junction"}, f"crossing {name}", f"مفترق {name}")
    place: Tree = {"id": f"c{name}", "kind": "checkpoint", "lanes": _limit(draw, 1, 3, 2.0)}
    if draw.chance(0.02):
        place["lanes"] = 0
    place["service_time"] = draw.lasting(0, 4)  # classes are named when they are known
    if draw.has(0.7):
        place["serves"] = "persons"
        place["service_time"] = f"{draw.count(1, 12) if draw.unit_s > 1 else draw.count(0, 1)} s"
    if draw.has(1.2):
        place["direction"] = draw.pick(("in", "both", "both"))
    if draw.has(0.6):
        place["room"] = 0 if draw.chance(0.05) else draw.count(1, 4)
    if draw.has(0.6):
        place["release"] = release(draw)
    return _named(draw, place, f"gate {name}", f"حاجز {name}")


def _centre(draw: Draw, number: int) -> Tree:
    kind = "transfer point" if draw.has(0.5) else "reception centre"
    place: Tree = {"id": f"r{number}", "kind": kind, "bays": _limit(draw, 1, 3), "alighting": draw.lasting(0, 4)}
    if draw.has(0.6):
        place["handover"] = draw.lasting(0, 2)
    if draw.has(0.6):
        place["capacity"] = 0 if draw.chance(0.05) else draw.count(3, 12 * draw.loads)
    if draw.has(0.6):
        place["capacity_per_hour"] = draw.count(4, 400)
    return _named(draw, place, f"camp {number}", f"مخيم {number}")


def _join(draw: Draw, legs: list[Tree], start: str, end: str) -> None:
    leg: Tree = {"id": f"l{len(legs)}", "from": start, "to": end, "traffic": _traffic(draw)}
    seconds = draw.lasting_s(0 if draw.chance(0.05) else 1, 14)
    if draw.chance(0.5):
        leg["travel"] = f"{seconds} s"
    else:
        speed = draw.pick((15, 20, 37, 50))
        leg |= {"length": f"{max(1, seconds * speed * 10 // 36)} m", "speed": f"{speed} km/h"}
    if draw.has(0.6):
        leg["lanes"] = draw.count(1, 3)
    if draw.has(0.4):
        leg["capacity"] = draw.count(1, 40)
    legs.append(leg)


def _traffic(draw: Draw) -> str:
    if draw.has(0.25):
        return "one-way"
    return "alternating" if draw.has(1.0) else "both"


def with_lengths(legs: list[Tree]) -> None:
    """Give every leg a length: people on foot and vehicles with a range ask for one."""
    for leg in legs:
        if "travel" in leg:
            seconds = int(leg.pop("travel").split()[0])
            leg |= {"length": f"{max(1, seconds * 20 * 10 // 36)} m", "speed": "20 km/h"}
            for change in leg.get("changes", []):
                change.pop("travel", None)


def reached(legs: list[Tree], start: str) -> set[str]:
    """Return the places that can be reached outward from *start*."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for leg in legs:
            if leg["from"] == here and leg["to"] not in found:
                found.add(leg["to"])
                waiting.append(leg["to"])
    return found
