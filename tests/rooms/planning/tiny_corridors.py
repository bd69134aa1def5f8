"""Corridors of a few seconds, with more of everything: drawn once, so that twins may try every second of them.

A tiny world (`tests/worlds`), to which things are added that it seldom or never has: people on foot and in cars, a second checkpoint, legs
that let nobody pass, weather, people aboard at clock zero, escorts.
"""

import random
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import mamarr
from mamarr import Scenario

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "worlds"))
import json

from tiny import tiny_world

Tree = dict[str, Any]
COUNT = 160
"""Corridors that the tests look at."""


def _measured(world: Tree) -> None:
    """Legs have a length: 10 m take a second on wheels, two or more on foot."""
    for leg in world["legs"]:
        if "travel" in leg:
            seconds = int(leg.pop("travel").split()[0])
            leg |= {"length": f"{10 * seconds} m", "speed": "36 km/h"}


def _own_means(dice: random.Random, world: Tree) -> None:
    names = ("walkers", "drivers") if dice.random() < 0.5 else ("walkers",)
    for name in names:
        like = dice.choice(world["groups"])
        group: Tree = {
            "id": name, "category": "civilian", "at": like["at"], "headcount": dice.randint(1, 5),
            "destinations": like["destinations"], "travels": "on foot" if name == "walkers" else "own vehicle",
            "persons_per_vehicle": dice.randint(1, 3),
        }  # fmt: skip
        if name == "walkers":
            group["walks"] = dice.choice(("18 km/h", "36 km/h", "12 km/h"))
        if dice.random() < 0.3:
            group["ready"] = f"{dice.randint(1, 6)} s"
        world["groups"].append(group)


def _second_gate(dice: random.Random, world: Tree) -> None:
    """A checkpoint on the road to the camp."""
    road = next(leg for leg in world["legs"] if leg["id"] == "road")
    world["places"].append(
        {"id": "post", "kind": "checkpoint", "lanes": dice.choice((0, 1, 1, 2, "unlimited")),
         "service_time": {"bus": f"{dice.randint(0, 3)} s", "other": f"{dice.randint(1, 2)} s"},
         "direction": dice.choice(("in", "out", "both", "both")), "serves": dice.choice(("vehicles", "vehicles", "persons"))}
    )  # fmt: skip
    post = world["places"][-1]
    if post["serves"] == "persons":
        post["service_time"] = "1 s"
    if dice.random() < 0.5:
        first = dice.randint(0, 4)
        post["opening_hours"] = [
            {"from": f"{first} s", "until": f"{first + 5} s"},
            {"from": f"{first + 7} s", "until": "20 s"},
        ]
    world["legs"].append({"id": "out", "from": "post", "to": "camp", "travel": f"{dice.randint(0, 2)} s"})
    world["legs"][-1]["traffic"] = dice.choice(("both", "alternating", "one-way"))
    road["to"] = "post"


def _limits(dice: random.Random, world: Tree) -> None:
    leg = dice.choice(world["legs"])
    leg["capacity"] = dice.choice((0, 1, 1, 2, 3))
    for place in world["places"]:
        if place["kind"] == "reception centre" and dice.random() < 0.5:
            place[dice.choice(("capacity_per_hour", "bays"))] = dice.choice((0, 1, 2, 3))
        if place["kind"] == "reception centre" and dice.random() < 0.4:
            place["places_for"] = {
                kind: dice.randint(0, 3) for kind in dice.sample(("seat", "stretcher", "civilian"), 2)
            }
        if place["kind"] == "assembly point" and dice.random() < 0.4:
            place["gather"] = f"{dice.randint(1, 4)} s"
        if place["kind"] == "assembly point" and dice.random() < 0.1:
            place["bays"] = 0


def _lets_go(dice: random.Random, world: Tree) -> None:
    for place in world["places"]:
        if place["kind"] in ("assembly point", "checkpoint") and dice.random() < 0.5:
            place["release"] = {
                dice.choice(("vehicles", "persons")): dice.choice((0, 1, 1, 2)),
                "every": f"{dice.randint(1, 6)} s",
                "first": f"{dice.randint(0, 6)} s",
                "boards_before": dice.choice(("true", "false")),
            }
    for vehicle in world["fleet"]:
        vehicle.pop("points_per_trip", None)


def _slowed(dice: random.Random, world: Tree) -> None:
    for first in dice.sample(range(10), 2):
        row: Tree = {
            "id": f"snow{first}", "from": f"{first} s", "until": f"{first + dice.randint(1, 6)} s",
            "speed": dice.choice((0, 0.5, 0.5)),
        }  # fmt: skip
        if dice.random() < 0.6:
            row["where"] = [dice.choice(world["legs"])["id"]]
        world.setdefault("weather", []).append(row)
    if dice.random() < 0.5:
        first = dice.randint(1, 9)
        world["bans"] = [{"id": "ban", "from": f"{first} s", "until": f"{first + dice.randint(1, 3)} s"}]


def _aboard(dice: random.Random, world: Tree) -> None:
    bus, group = world["fleet"][0], world["groups"][0]
    if bus["seats"] and group["travels"] == "seat":
        for number in range(1, dice.randint(1, bus["count"]) + 1):
            at = dice.choice(("gate", *(leg["id"] for leg in world["legs"])))
            fixed: Tree = {"vehicle": f"bus/{number}", "at": at, "until": f"{dice.randint(0, 5)} s"}
            if at != "gate":
                fixed["direction"] = dice.choice(("out", "out", "in"))
            elif dice.random() < 0.7:
                fixed["load"] = {group["id"]: 1}
            world.setdefault("commitments", []).append(fixed)


def _fleet(dice: random.Random, world: Tree) -> None:
    world["fleet"] += [
        {"id": "lead", "seats": 0, "count": 1, "stationed": "gate", "escort": "true"},
        {"id": "kombi", "seats": dice.randint(1, 4), "wheelchairs": dice.randint(0, 2), "stretchers": dice.randint(0, 2),
         "count": dice.randint(0, 2), "stationed": "gate", "load_factor": dice.choice((1.0, 0.5))},
    ]  # fmt: skip
    for group in world["groups"]:
        if group["travels"] == "seat" and dice.random() < 0.5:
            group["needs"] = ["wheelchair"]


def _more_people(dice: random.Random, world: Tree) -> None:
    for group in world["groups"]:
        group["headcount"] += dice.randint(0, 5)
        if dice.random() < 0.2 and group["headcount"] > 2:
            group["accounted"] = {"declined": 1}


def _no_convoys(dice: random.Random, world: Tree) -> None:
    where = [leg["id"] for leg in world["legs"] if dice.random() < 0.7]
    rules: Tree = {"headway": f"{dice.randint(0, 3)} s", "interval": f"{dice.randint(0, 4)} s"}
    world["convoys"] = {"where": where, "largest": f"{dice.choice((0, 1, 2, 3))} vehicles", **rules}


def _everybody(dice: random.Random, world: Tree) -> None:
    """People of every kind at every point; a class for each kind, and perhaps one for all."""
    points = [place["id"] for place in world["places"] if place["kind"] == "assembly point"]
    camps = [place["id"] for place in world["places"] if place["kind"] == "reception centre"]
    for number, point in enumerate(points):
        for kind in dice.sample(("lying", "sitting", "rolling"), dice.randint(1, 3)):
            group: Tree = {
                "id": f"{kind}{number}", "category": "civilian", "at": point, "headcount": dice.randint(1, 7),
                "travels": "stretcher" if kind == "lying" else "seat",
                "destinations": dice.sample(camps, dice.randint(1, len(camps))),
            }  # fmt: skip
            if kind == "rolling":
                group["needs"] = ["wheelchair"]
            if kind == "lying":
                group["category"] = "wounded"
            if dice.random() < 0.3:
                group["ready"] = f"{dice.randint(1, 8)} s"
            world["groups"].append(group)
    stands = dice.choice((*points, "gate"))
    several = dice.choice((1, 1, 2))
    rooms = [
        {"seats": 0, "stretchers": 2},
        {"seats": 3},
        {"seats": 0, "wheelchairs": 2},
        {"seats": 4, "stretchers": 1, "wheelchairs": 1},
    ]
    for number, room in enumerate(dice.sample(rooms, dice.randint(1, 4))):
        fleet = {"id": f"class{number}", "count": dice.randint(0, 2), "stationed": stands, "points_per_trip": several}
        world["fleet"].append({"seats": 0} | room | fleet)


def _two_camps(dice: random.Random, world: Tree) -> None:
    """A second centre, behind the first or beside it, with limits of its own."""
    if any(place["id"] == "town" for place in world["places"]):
        return
    gate = next(place for place in world["places"] if place["id"] == "gate")
    start = dice.choice((gate["id"], "camp", gate["id"]))
    town = {
        "id": "town",
        "kind": "reception centre",
        "bays": dice.choice((1, 2, "unlimited")),
        "alighting": f"{dice.randint(0, 2)} s",
    }
    world["places"].append(town)
    world["legs"].append({"id": "to_town", "from": start, "to": "town", "travel": f"{dice.randint(1, 3)} s"})
    for place in world["places"]:
        if place["kind"] == "reception centre":
            for name in ("capacity", "capacity_per_hour"):
                if dice.random() < 0.5:
                    place[name] = dice.choice((0, 1, 2, 4, 6))
    for group in world["groups"]:
        group["destinations"] = dice.choice((["camp"], ["town"], ["town", "camp"]))


def _by_day(dice: random.Random, world: Tree) -> None:
    """Points stand under pauses too."""
    names = [pause["id"] for pause in world.get("pauses", [])]
    if not names:
        first = dice.randint(0, 4)
        world["pauses"] = [
            {"id": "day", "opens": f"{first} s", "closes": f"{first + dice.randint(3, 6)} s", "margin": "0 s"},
            {"id": "late", "opens": f"{first + 8} s", "closes": f"{first + 15} s", "margin": "1 s"},
        ]
        names = dice.choice((["day"], ["day", "late"]))
    stands = {vehicle["stationed"] for vehicle in world["fleet"]}
    for place in world["places"]:
        if place["kind"] == "assembly point" and place["id"] not in stands:
            place["pause"] = names
    for leg in dice.sample(world["legs"], 1):
        leg["pause"] = names


def _turning(dice: random.Random, world: Tree) -> None:
    """Lanes that turn, some of them for a time only, under convoy rules."""
    for leg in world["legs"]:
        leg["traffic"] = dice.choice(("alternating", "alternating", "one-way", "both"))
        if dice.random() < 0.3:
            first = dice.randint(0, 9)
            change: Tree = {
                "from": f"{first} s",
                "until": f"{first + 6} s",
                "traffic": dice.choice(("alternating", "one-way", "both")),
            }
            if dice.random() < 0.4:
                change["lanes"] = 2
            leg["changes"] = [change]
        if dice.random() < 0.3:
            leg["lanes"] = 2
    world["convoys"] = {
        "where": [leg["id"] for leg in world["legs"] if dice.random() < 0.8], "largest": f"{dice.randint(1, 2)} vehicles",
        "headway": f"{dice.randint(0, 2)} s", "interval": f"{dice.randint(0, 3)} s",
    }  # fmt: skip


def _worded(dice: random.Random, world: Tree) -> None:
    """Words that `places_for` may use."""
    for group in world["groups"]:
        if group["category"] == "wounded" and dice.random() < 0.5:
            group["triage"] = dice.choice(("urgent", "stable"))
    words = ("seat", "stretcher", "wounded", "stable", "urgent", "civilian")
    for place in world["places"]:
        if place["kind"] == "reception centre":
            place["places_for"] = {word: dice.choice((0, 1, 3, "unlimited")) for word in dice.sample(words, 3)}


def _inspected(dice: random.Random, world: Tree) -> None:
    """Checkpoints that inspect each in his own time, some in none; what comes by itself may be the quickest."""
    means = [vehicle["id"] for vehicle in world["fleet"]] + [
        g["id"] for g in world["groups"] if "persons_per_vehicle" in g
    ]
    for place in world["places"]:
        if place["kind"] == "checkpoint" and place.get("serves") != "persons":
            place["service_time"] = {name: f"{dice.choice((0, 1, 2, 2, 3, 4))} s" for name in means}


ADDED: tuple[Callable[[random.Random, Tree], None], ...] = (
    _own_means, _second_gate, _two_camps, _everybody, _limits, _lets_go, _turning, _by_day, _slowed, _aboard, _fleet, _more_people,
    _no_convoys, _worded, _inspected,
)  # fmt: skip


def _drawn(seed: int) -> Tree:
    dice = random.Random(f"tiny corridor {seed}")
    world = tiny_world(seed)
    for add in ADDED:
        if dice.random() < (0.6 if add is _more_people else 0.3):
            add(dice, world)
    if any("walks" in group for group in world["groups"]):
        _measured(world)
    return world


@cache
def tiny_corridors() -> tuple[Scenario, ...]:
    """Return the first corridors that pass every check of a scenario."""
    found: list[Scenario] = []
    seed = 0
    while len(found) < COUNT:
        scenario, findings = mamarr.examine(json.dumps(_drawn(seed), ensure_ascii=False))
        seed += 1
        if scenario is not None and not any(each.severity == "error" for each in findings):
            found.append(scenario)
    return tuple(found)
