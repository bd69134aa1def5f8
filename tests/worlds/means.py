"""Vehicles, their convoys, and what is already under way in a random world."""

from drawing import Draw, Tree
from land import reached

LETTERS = ("bus", "van", "ambulance", "coach")


def draw_fleet(draw: Draw, places: list[Tree]) -> list[Tree]:
    """Return one to four classes, sometimes with trucks and escorts."""
    most = {"tiny": (4, 2), "small": (30, 4), "medium": (60, 14)}[draw.size]
    classes = []
    stand = draw.pick(places)["id"]
    for number in range(draw.count(1, 3) if draw.size != "tiny" else draw.count(1, 2)):
        entry: Tree = {"id": LETTERS[number], "seats": draw.count(1, most[0]), "count": draw.count(1, most[1])}
        if LETTERS[number] == "ambulance" or draw.has(0.8):
            entry["stretchers"] = draw.count(1, 4)
            if draw.chance(0.3):
                entry["seats"] = 0
        entry["stationed"] = draw.pick(places)["id"] if draw.has(1.3) else stand
        classes.append(_further(draw, entry))
    if draw.has(0.5):
        truck: Tree = {"id": "truck", "seats": 0, "count": draw.count(1, 2), "stationed": draw.pick(places)["id"]}
        if draw.chance(0.2):
            truck |= {"seats": 2}
        classes.append(_further(draw, truck | {"tonnes": draw.count(1, 20)}))
    if draw.chance(0.03):
        for entry in classes:
            entry["count"] = 0
    return classes


def _further(draw: Draw, entry: Tree) -> Tree:
    if draw.has(0.8):
        entry["points_per_trip"] = draw.count(2, 3)
    if draw.has(0.9):
        entry["at_end"] = draw.pick(("stationed", "stationed", "anywhere", "outside"))
    if draw.has(0.5):
        entry["load_factor"] = draw.pick(("0.5", "0.8", "0.95"))
    if draw.has(0.5):
        entry["wheelchairs"] = draw.count(1, 2)
    if draw.has(0.7):
        entry["offers"] = draw.some(["oxygen", "nurse"])
    if draw.has(0.5):
        entry |= {"duty": draw.lasting(40, 300), "rest": draw.lasting(10, 100)}
    if draw.has(0.5):
        entry |= {"range": f"{draw.count(100, 600) * draw.unit_s} m", "refuel": draw.lasting(1, 15)}
    return entry


def draw_convoys(draw: Draw, legs: list[Tree], fleet: list[Tree], places: list[Tree]) -> Tree:
    """Return the rules of convoys, and give the fleet escorts where they ask for some."""
    if not draw.chance(0.5):
        return {}
    headway = draw.lasting_s(0, 2)
    rules: Tree = {"where": draw.some([leg["id"] for leg in legs], 3), "headway": f"{headway} s"}
    rules["interval"] = f"{headway + draw.lasting_s(0, 5)} s"
    if draw.chance(0.6):
        rules["largest"] = f"{draw.count(1, 6)} vehicles"
    if draw.has(0.8):
        rules["together"] = "true"
    if draw.has(0.6):
        rules["escorts"] = draw.count(1, 2)
        if draw.chance(0.9):
            fleet.append(_further(draw, {"id": "lead", "seats": 0, "escort": "true", "count": draw.count(2, 4),
                                         "stationed": draw.pick(places)["id"]}))  # fmt: skip
            for name in ("wheelchairs", "load_factor"):
                fleet[-1].pop(name, None)
    return rules


def draw_services(draw: Draw, places: list[Tree], names: list[str]) -> None:
    """Give checkpoints a service time for each class, and an order of classes."""
    for place in places:
        if place["kind"] != "checkpoint":
            continue
        if draw.has(0.8):
            longest = 5 if place.get("serves") == "persons" and draw.unit_s > 1 else 4 * draw.unit_s
            named = draw.some(names)
            times = {name: f"{draw.count(0, longest)} s" for name in named}
            place["service_time"] = times | {"other": place["service_time"]}
        if draw.has(0.8):
            order = draw.some(names)
            draw.dice.shuffle(order)
            place["priority"] = order


def draw_commitments(draw: Draw, world: Tree) -> list[Tree]:
    """Return what is under way, on stretches that nothing restricts, so that there is a way to keep to it."""
    plain = [group for group in world["groups"] if _is_plain(group, world)]
    found: list[Tree] = []
    used: set[str] = set()
    for vehicle in world["fleet"]:
        if vehicle["count"] == 0 or not draw.has(0.7):
            continue
        loads = [group for group in plain if group["id"] not in used and _fits(group, vehicle)]
        group = draw.pick(loads) if loads else None
        promised = None
        for candidate in loads if draw.chance(0.7) else []:
            promised = _notified(draw, vehicle, candidate, world)
            if promised:
                group = candidate
                break
        entry = promised or _fixed(draw, vehicle, world, used)
        if not entry:
            continue
        if not promised:
            able = [candidate for candidate in loads if _is_brought_on(entry, candidate, world)]
            group = draw.pick(able) if able and draw.chance(0.9) else None
        if group is not None:
            room = vehicle["stretchers"] if group["travels"] == "stretcher" else vehicle["seats"] // 2
            entry["load"] = {group["id"]: draw.count(1, max(1, min(room, group["headcount"])))}
            used.add(group["id"])
        found.append(entry)
        if not _comes_home(vehicle, entry, world):
            vehicle["at_end"] = "anywhere"
    return found


def _comes_home(vehicle: Tree, entry: Tree, world: Tree) -> bool:
    """Return whether ways that nothing restricts lead from where a vehicle is to where it has to be at the end."""
    if "range" in vehicle or "duty" in vehicle:
        return False
    dead = {place["id"] for place in world["places"] if place["kind"] == "checkpoint" or is_paused(place, world)}
    met = _freely_from(_spot(entry, world), world, dead)
    outside = {
        place["id"] for place in world["places"] if place["kind"] != "assembly point" and not is_paused(place, world)
    }
    home = {"stationed": {vehicle["stationed"]}}
    return bool(met & home.get(vehicle.get("at_end", "outside"), outside))


def _is_brought_on(entry: Tree, group: Tree, world: Tree) -> bool:
    """Return whether people aboard can be brought to a centre of theirs: what a rule forbids for good would leave no plan at all."""
    closed = ("release", "opening_hours", "room", "capacity", "places_for")
    dead = {
        place["id"]
        for place in world["places"]
        if is_paused(place, world)
        or 0 in (place.get("lanes"), place.get("bays"))
        or (place["kind"] != "assembly point" and any(name in place for name in closed))
    }
    vehicle = next(each for each in world["fleet"] if each["id"] == entry["vehicle"].split("/")[0])
    if "range" in vehicle or "duty" in vehicle:
        return False
    spot = _spot(entry, world)
    return spot not in dead and bool((_freely_from(spot, world, dead) - dead) & set(group["destinations"]))


def _freely_from(spot: str, world: Tree, dead: set[str]) -> set[str]:
    """Return the places that a vehicle reaches from *spot* over legs that nothing restricts, not through *dead* places."""
    free = [leg for leg in world["legs"] if _is_free(leg, world) and leg["id"] not in _ruled(world)]
    met, waiting = {spot}, [spot]
    while waiting:
        here = waiting.pop()
        for leg in free:
            ways = [(leg["from"], leg["to"]), *([] if leg["traffic"] == "one-way" else [(leg["to"], leg["from"])])]
            for start, end in ways:
                if start == here and start not in dead and end not in met:
                    met.add(end)
                    waiting.append(end)
    return met


def _spot(entry: Tree, world: Tree) -> str:
    """The place where a vehicle is free: the end of its leg, where it is on one."""
    return next((_ahead(leg, entry) for leg in world["legs"] if leg["id"] == entry["at"]), str(entry["at"]))


def _ahead(leg: Tree, entry: Tree) -> str:
    """The end of a leg at which a vehicle that is on it comes out."""
    return str(leg["from"] if entry.get("direction") == "in" else leg["to"])


def _fixed(draw: Draw, vehicle: Tree, world: Tree, used: set[str]) -> Tree:
    entry: Tree = {"vehicle": f"{vehicle['id']}/{draw.count(1, vehicle['count'])}"}
    free_legs = [leg for leg in world["legs"] if _is_free(leg, world) and leg["id"] not in used]
    quiet = [place["id"] for place in world["places"] if not is_paused(place, world)]
    if free_legs and draw.chance(0.6):
        leg = draw.pick(free_legs)
        used.add(leg["id"])
        back = leg["traffic"] != "one-way" and draw.chance(0.4)
        return entry | {"at": leg["id"], "until": draw.lasting(0, 12)} | ({"direction": "in"} if back else {})
    return entry | {"at": draw.pick(quiet), "until": draw.lasting(0, 20)} if quiet else {}


def _is_plain(group: Tree, world: Tree) -> bool:
    """Nothing ties these people to others, so that any number of them may be aboard."""
    special = ("indivisible", "family", "needs", "apart_from", "accounted", "longest_aboard")
    tied = {other["companions"]["group"] for other in world["groups"] if "companions" in other}
    apart = {name for other in world["groups"] for name in other.get("apart_from", [])}
    seated = group["travels"] in ("seat", "stretcher") and group["headcount"] > 0
    return seated and group["id"] not in tied | apart and not any(name in group for name in special)


def _fits(group: Tree, vehicle: Tree) -> bool:
    return vehicle.get("stretchers", 0) > 0 if group["travels"] == "stretcher" else vehicle["seats"] > 1


def is_paused(entry: Tree, world: Tree) -> bool:
    """Return whether a pause lies over this leg or place."""
    if "pause" in entry:
        return True
    for pause in world.get("pauses", []):
        covers = pause.get("covers", [])
        if isinstance(covers, list) and entry["id"] in covers:
            return True
        if isinstance(covers, str) and entry.get("kind", "assembly point") == "assembly point":
            words = covers.removeprefix("all but").replace(",", " ").split()
            return entry["id"] not in words
    return False


def _is_free(leg: Tree, world: Tree) -> bool:
    timed = any(name in leg for name in ("closed", "changes", "capacity")) or leg["traffic"] == "alternating"
    over = [*world.get("bans", []), *world.get("weather", [])]
    return not (timed or is_paused(leg, world) or any(leg["id"] in entry.get("where", [leg["id"]]) for entry in over))


def _notified(draw: Draw, vehicle: Tree, group: Tree, world: Tree) -> Tree | None:
    """Return a movement that was notified, where nothing on its way can stand against it."""
    point = next(place for place in world["places"] if place["id"] == group["at"])
    free = [leg for leg in world["legs"] if _is_free(leg, world) and leg["id"] not in _ruled(world)]
    dead = {
        place["id"] for place in world["places"] if any(name in place for name in ("release", "opening_hours", "room"))
    }
    dead |= {
        place["id"] for place in world["places"] if 0 in (place.get("lanes"), place.get("bays"), place.get("capacity"))
    }
    dead |= {place["id"] for place in world["places"] if is_paused(place, world)}
    way = reached([leg for leg in free if not {leg["from"], leg["to"]} & dead], point["id"])
    strict = any(point["id"] in link["these"] for link in world.get("linked", [])) or "limits" in world
    strict = strict or any("aboard" in entry or "outdoors" in entry for entry in world.get("weather", []))
    strict = strict or any(name in vehicle for name in ("duty", "range"))
    if strict or "ready" in group or "capacity" in point or point["id"] in dead or not way & set(group["destinations"]):
        return None
    vehicle["stationed"] = point["id"]
    begins = sum(int(str(point.get(name, "0 s")).split()[0]) for name in ("boarding", "gather"))
    until = min(begins + draw.lasting_s(0, 20), draw.ends_s)
    return {"vehicle": f"{vehicle['id']}/1", "at": point["id"], "until": f"{until} s", "kind": "notified"}


def _ruled(world: Tree) -> list[str]:
    rules: Tree = world.get("convoys", {})
    return rules["where"] if rules.get("escorts") or rules.get("together") else []
