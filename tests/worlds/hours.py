"""When a random world may be used: pauses, closures, changes, bans, weather, opening hours, hazards."""

import itertools

from drawing import Draw, Tree

DAY_S = 86400


def draw_hours(draw: Draw, places: list[Tree], legs: list[Tree]) -> Tree:
    """Return the sections about time, after adding closures, changes and opening hours to *legs* and *places*."""
    sections: Tree = {}
    pauses = _pauses(draw, places, legs)
    if pauses:
        sections["pauses"] = pauses
    for leg in legs:
        if draw.has(0.35):
            leg["closed"] = [_spell(draw) for _ in range(draw.count(1, 2))]
        if draw.has(0.35):
            leg["changes"] = _changes(draw, leg)
    for place in places:
        if place["kind"] == "checkpoint" and draw.has(0.6):
            place["opening_hours"] = [_spell(draw, 0.2) for _ in range(draw.count(1, 2))]
    names = [leg["id"] for leg in legs]
    if draw.has(0.5):
        sections["bans"] = [_where(draw, names, {"id": f"ban{n}", **_spell(draw)}) for n in range(draw.count(1, 2))]
    if draw.has(0.7):
        sections["weather"] = [_weather(draw, names, number) for number in range(draw.count(1, 2))]
    if draw.has(0.5):
        first, last = draw.span()
        where = draw.some([*names, *(place["id"] for place in places)], 3)
        sections["hazards"] = [
            {"id": "shelling", "where": where, "opens": f"{first} s", "closes": f"{max(last, first + 1)} s"}
        ]
    limits = {"aboard": draw.lasting(30, 200), "outdoors": draw.lasting(2, 60)}
    if draw.has(0.6):
        sections["limits"] = {name: limits[name] for name in draw.some(sorted(limits))}
    return sections


def _spell(draw: Draw, least: float = 0.0) -> Tree:
    """A stretch of time, once or every day, also over midnight."""
    if draw.ends_s > DAY_S // 2 and draw.chance(0.6):
        first = draw.count(0, DAY_S - 1)
        last = (first + draw.count(int(3600 + least * DAY_S), 14 * 3600)) % DAY_S
        return {"daily": "true", "from": f"{first} s", "until": f"{last if last != first else (first + 1) % DAY_S} s"}
    first, last = draw.span(max(1, int(least * draw.ends_s)))
    if draw.chance(0.7):
        last = min(last, first + max(1, draw.ends_s // 4)) if not least else last
    return {"from": f"{first} s", "until": f"{max(last, first + 1)} s"}


def _where(draw: Draw, names: list[str], entry: Tree) -> Tree:
    if draw.chance(0.7):
        entry["where"] = draw.some(names, 3)
    return entry


def _changes(draw: Draw, leg: Tree) -> list[Tree]:
    seams = sorted(draw.dice.sample(range(draw.ends_s + 1), min(4, draw.ends_s + 1)))
    found = []
    for first, last in list(itertools.pairwise(seams))[:: draw.count(1, 2)]:
        change: Tree = {"from": f"{first} s", "until": f"{last} s"}
        if draw.chance(0.6):
            if "travel" in leg or draw.chance(0.3):
                change["travel"] = draw.lasting(1, 20)
            else:
                change["speed"] = f"{draw.pick((10, 25, 60))} km/h"
        if draw.chance(0.4):
            change["lanes"] = draw.count(1, 3)
        if draw.chance(0.4):
            change["traffic"] = draw.pick(("alternating", "both", "one-way"))
        found.append(change)
    return found


def _weather(draw: Draw, names: list[str], number: int) -> Tree:
    entry: Tree = {"id": f"weather{number}", **_spell(draw), "temperature": f"{draw.count(-12, 3)} °C"}
    entry["speed"] = draw.pick(("0.5", "0.75", "0.9", "0.33", "0.5", "1", "0"))
    if draw.chance(0.4):
        entry["outdoors"] = draw.lasting(1, 40)
    if draw.chance(0.4):
        entry["aboard"] = draw.lasting(30, 160)
    return _where(draw, names, entry)


def _pauses(draw: Draw, places: list[Tree], legs: list[Tree]) -> list[Tree]:
    """One pause, one a day, several of different places; some too short for anything."""
    if not draw.chance(0.65):
        return []
    pauses = []
    for number in range(draw.count(1, 3) if draw.has(1.5) else 1):
        first, last = draw.span(max(2, draw.ends_s // 3))
        if draw.ends_s > DAY_S and draw.chance(0.5):  # a day's pause, or a night's
            first = min(number * DAY_S + draw.count(0, 20) * 3600, draw.ends_s - 7200)
            last = min(first + draw.count(3, 16) * 3600, draw.ends_s)
        if draw.chance(0.04):
            last = min(first + 2, draw.ends_s)  # nothing fits
        margin = min(draw.lasting_s(0, 15), max(0, last - first - 1))
        pauses.append({"id": f"pause{number}", "opens": f"{first} s", "closes": f"{last} s", "margin": f"{margin} s"})
    for pause in pauses:
        pause["opens"] = f"{min(int(pause['opens'].split()[0]), draw.ends_s - 1)} s"
    _lay(draw, pauses, places, legs)
    return pauses


def _lay(draw: Draw, pauses: list[Tree], places: list[Tree], legs: list[Tree]) -> None:
    points = [place for place in places if place["kind"] == "assembly point"]
    everything = [*points, *legs]
    together = draw.chance(0.6)  # several pauses over the same stretches, or each over its own
    mine = draw.some(everything)
    for pause in pauses:
        if draw.chance(0.25):
            left_out = draw.some([entry["id"] for entry in everything], 2)
            pause["covers"] = f"all but {', '.join(left_out)}"
        elif draw.chance(0.3):
            pause["covers"] = draw.some([entry["id"] for entry in [*places, *legs]], 4)
        else:
            for entry in mine if together else draw.some(everything):
                had = entry.get("pause", [])
                entry["pause"] = [*had, pause["id"]]
