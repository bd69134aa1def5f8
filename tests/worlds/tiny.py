"""Worlds so small that every timetable of them can be tried: a handful of people, seconds in place of minutes."""

import random

from drawing import Tree


def tiny_world(seed: int) -> Tree:
    """Return the world of *seed*: at most 3 vehicles, 2 points, 6 people, drives of 1 to 4 s and a horizon of at most 20 s."""
    dice = random.Random(f"exact world {seed}")
    return _Tiny(dice).world()


def one_lane_world(seed: int) -> Tree:
    """Return a tiny world of the shape that is planned by the openings of one lane."""
    dice = random.Random(f"one lane {seed}")
    tiny = _Tiny(dice)
    world = tiny.plain()
    hub, lane = world["places"][-2], world["legs"][-1]
    lane["traffic"] = dice.choice(("alternating", "both"))
    for vehicle in world["fleet"]:
        vehicle["stationed"] = hub["id"]
    if dice.random() < 0.5:
        world["convoys"] = {"where": [lane["id"]], **tiny.convoy_rules()}
    if dice.random() < 0.5:
        inside = [*world["legs"], *(place for place in world["places"] if place["kind"] == "assembly point")]
        for entry in inside:
            entry["pause"] = "day"
        world["pauses"] = [tiny.pause("day")]
    return world


class _Tiny:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.ends_s = dice.randint(12, 20)

    def s(self, low: int = 1, high: int = 4) -> str:
        return f"{self.dice.randint(low, high)} s"

    def has(self, share: float = 0.25) -> bool:
        return self.dice.random() < share

    def convoy_rules(self) -> Tree:
        headway = self.dice.randint(0, 2)
        rules: Tree = {"headway": f"{headway} s", "interval": f"{headway + self.dice.randint(0, 2)} s"}
        if self.has(0.5):
            rules["largest"] = f"{self.dice.randint(1, 2)} vehicles"
        return rules

    def pause(self, name: str) -> Tree:
        opens = self.dice.choice((0, 0, self.dice.randint(0, 5)))
        closes = self.dice.randint(min(opens + 5, self.ends_s), self.ends_s)
        margin = self.dice.randint(0, 1) if closes - opens > 2 else 0
        return {"id": name, "opens": f"{opens} s", "closes": f"{closes} s", "margin": f"{margin} s"}

    def plain(self) -> Tree:
        """One or two points around a hub, a leg to a centre, people and vehicles."""
        dice = self.dice
        points = [
            {
                "id": f"p{n}",
                "kind": "assembly point",
                "bays": dice.choice((1, 2, "unlimited")),
                "boarding": self.s(1, 2),
            }
            for n in range(dice.randint(1, 2))
        ]
        gate: Tree = {"id": "gate", "kind": "junction"}
        if self.has(0.6):
            gate = {"id": "gate", "kind": "checkpoint", "lanes": dice.choice((1, 1, 2)), "service_time": self.s(1, 3)}
        camp: Tree = {
            "id": "camp",
            "kind": "reception centre",
            "bays": dice.choice((1, "unlimited")),
            "alighting": self.s(1, 2),
        }
        legs = [
            {"id": f"l{n}", "from": point["id"], "to": "gate", "travel": self.s(1, 2)} for n, point in enumerate(points)
        ]
        legs.append({"id": "road", "from": "gate", "to": "camp", "travel": self.s(1, 3)})
        classes = dice.choice(((2,), (1,), (3,), (1, 1), (2, 1)))
        fleet = [
            {"id": ("bus", "van")[n], "seats": dice.randint(1, 3), "stretchers": dice.choice((0, 0, 1)), "count": count,
             "stationed": "gate"}
            for n, count in enumerate(classes)
        ]  # fmt: skip
        world: Tree = {"mamarr": "1", "name": {"en": "tiny", "ar": "صغير"}, "ends": f"{self.ends_s} s"}
        groups = self._groups([point["id"] for point in points], fleet)
        return world | {"places": [*points, gate, camp], "legs": legs, "groups": groups, "fleet": fleet}

    def _groups(self, points: list[str], fleet: list[Tree]) -> list[Tree]:
        dice, left = self.dice, self.dice.randint(1, 6)
        groups: list[Tree] = []
        while left and len(groups) < 2:
            headcount = dice.randint(1, left)
            left -= headcount
            lies = any(vehicle["stretchers"] for vehicle in fleet) and self.has(0.4)
            groups.append(
                {"id": f"g{len(groups)}", "category": "wounded" if lies else "civilian", "at": dice.choice(points),
                 "headcount": headcount, "travels": "stretcher" if lies else "seat", "destinations": ["camp"]}
            )  # fmt: skip
        first = groups[0]
        if first["travels"] == "stretcher" and len(groups) == 1 and left:
            kin = {"id": "kin", "category": "companion", "at": first["at"], "headcount": left, "travels": "seat"}
            groups.append(kin | {"destinations": ["camp"]})
            first["companions"] = {
                "group": "kin",
                "ride": "any vehicle",
                "may_go_alone": dice.choice(("true", "false")),
            }
        return groups

    def world(self) -> Tree:
        world = self.plain()
        self._more_ways(world)
        for leg in world["legs"]:
            leg["traffic"] = self.dice.choice(
                ("both", "both", "alternating", "one-way") if self.has(0.4) else ("both", "alternating")
            )
            if self.has(0.15):
                first = self.dice.randint(0, self.ends_s - 2)
                leg["closed"] = [{"from": f"{first} s", "until": f"{first + self.dice.randint(1, 3)} s"}]
            if self.has(0.12):
                leg["changes"] = [{"from": self.s(3, 6), "until": self.s(8, 15), "travel": self.s(), "traffic": "both"}]
            if self.has(0.2):
                leg["lanes"] = 2
        if self.has(0.4):
            where = [leg["id"] for leg in world["legs"] if self.has(0.5)]
            world["convoys"] = {"where": where, **self.convoy_rules()}
        self._of_places(world)
        self._of_people(world)
        self._of_fleet(world)
        if self.has(0.4):
            world["pauses"] = [self.pause("day"), *([self.pause("late")] if self.has(0.3) else [])]
            inside = [place for place in world["places"] if place["kind"] == "assembly point"]
            stands = {vehicle["stationed"] for vehicle in world["fleet"]}
            for entry in [*world["legs"], *(place for place in inside if place["id"] not in stands)]:
                if self.has(0.7):
                    entry["pause"] = [pause["id"] for pause in world["pauses"]]
        self._links(world)
        return world

    def _more_ways(self, world: Tree) -> None:
        points = [place["id"] for place in world["places"] if place["kind"] == "assembly point"]
        if self.has(0.15):  # a way around
            world["legs"].append({"id": "around", "from": points[0], "to": "camp", "travel": self.s(2, 4)})
        if self.has(0.15):
            camp = {"id": "town", "kind": "reception centre", "bays": "unlimited", "alighting": self.s(1, 2)}
            world["places"].append(camp)
            world["legs"].append({"id": "to_town", "from": "gate", "to": "town", "travel": self.s(1, 3)})
            for group in world["groups"]:
                group["destinations"] = self.dice.choice((["camp"], ["town"], ["town", "camp"]))
            kin = next((group for group in world["groups"] if group["id"] == "kin"), None)
            if kin:
                kin["destinations"] = world["groups"][0]["destinations"]

    def _of_places(self, world: Tree) -> None:
        dice = self.dice
        for place in world["places"]:
            if place["kind"] == "assembly point" and self.has(0.15):
                place["release"] = {
                    dice.choice(("vehicles", "persons")): dice.randint(1, 2),
                    "every": self.s(3, 6),
                    "first": self.s(0, 4),
                }
            if place["kind"] == "reception centre" and self.has(0.15):
                place["capacity"] = dice.randint(1, 5)
            if place["kind"] == "reception centre" and self.has(0.1):
                place["handover"] = "1 s"
            if place["kind"] == "reception centre" and self.has(0.1):
                place["places_for"] = {dice.choice(("stretcher", "civilian")): dice.randint(0, 2)}
            if place["kind"] == "checkpoint":
                self._of_gate(place, world)

    def _of_gate(self, gate: Tree, world: Tree) -> None:
        dice = self.dice
        if self.has(0.2):
            gate["serves"], gate["service_time"] = "persons", self.s(1, 2)
        if self.has(0.3):
            gate["direction"] = dice.choice(("in", "both"))
        if self.has(0.2):
            gate["opening_hours"] = [{"from": self.s(0, 4), "until": f"{dice.randint(8, self.ends_s)} s"}]
        if self.has(0.15) and len(world["fleet"]) > 1:
            gate["priority"] = ["van"]
        if self.has(0.1):
            gate["room"] = dice.randint(0, 1)
        if self.has(0.15) and gate.get("direction", "out") == "out":
            gate["release"] = {"vehicles": 1, "every": self.s(3, 5), "boards_before": "true"}

    def _of_people(self, world: Tree) -> None:
        dice, groups = self.dice, world["groups"]
        for group in groups:
            if self.has(0.15):
                group["ready"] = self.s(1, 5)
            if self.has(0.12) and "companions" not in group and group["id"] != "kin":
                group["indivisible"] = "true"
        if "companions" in groups[0] and self.has(0.3):
            groups[0]["companions"]["ride"] = "same vehicle"
        if len(groups) > 1 and groups[1]["id"] != "kin" and self.has(0.2):
            groups[0]["apart_from"] = ["g1"]
        if self.has(0.1):
            kinds = ("isolation", "nurse", "wheelchair")[: 3 if groups[-1]["travels"] == "seat" else 2]
            groups[-1]["needs"] = [dice.choice(kinds)]

    def _of_fleet(self, world: Tree) -> None:
        points = [place["id"] for place in world["places"] if place["kind"] == "assembly point"]
        letting = any("release" in place for place in world["places"])
        for vehicle in world["fleet"]:
            if self.has(0.4):
                vehicle["stationed"] = self.dice.choice(("camp", *points))
            if self.has(0.2) and not letting:
                vehicle["points_per_trip"] = 2
            if self.has(0.2):
                vehicle["wheelchairs"], vehicle["offers"] = 1, ["nurse"]

    def _links(self, world: Tree) -> None:
        points = [place["id"] for place in world["places"] if place["kind"] == "assembly point"]
        if not self.has(0.15):
            return
        link: Tree = {
            "id": "step",
            "these": [points[0]],
            "step": self.dice.randint(1, 3),
            "others_step": self.dice.randint(1, 2),
        }
        link["ahead"] = self.dice.randint(0, 1)
        if len(points) > 1:
            link["others"] = [points[1]]
        else:
            link["elsewhere"] = [{"at": self.s(1, 8), "persons": self.dice.randint(1, 4)}]
        world["linked"] = [link]
