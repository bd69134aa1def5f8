"""The people of a random world: who they are, where they wait, with whom they belong, where they chose to go."""

from drawing import Draw, Tree
from land import reached

CATEGORIES = ("civilian", "civilian", "wounded", "wounded", "fighter opting to leave", "companion")


def draw_groups(draw: Draw, places: list[Tree], legs: list[Tree], fleet: list[Tree], convoys: Tree) -> list[Tree]:
    """Return the groups; their loads together are about those of the world's size."""
    points = [place["id"] for place in places if place["kind"] == "assembly point"]
    centres = [place["id"] for place in places if "alighting" in place]
    most = {"tiny": 3, "small": 7, "medium": 12}[draw.size]
    left, groups = draw.loads, []
    for number in range(draw.count(1, most)):
        if left <= 0:
            break
        loads = draw.count(1, left) if number < most - 1 else left
        left -= loads
        at = draw.pick(points)
        ahead = [centre for centre in centres if centre in reached(legs, at)]
        destinations = draw.some(ahead) if draw.has(1.5) else [draw.pick(ahead)]
        draw.dice.shuffle(destinations)
        group = {"id": f"g{number}", "category": draw.pick(CATEGORIES), "at": at, "destinations": destinations}
        groups.append(_carried(draw, group, loads, fleet))
    for group in groups:
        _tie(draw, group, groups, convoys)
    _set_apart(draw, groups)
    if draw.chance(0.03):
        for group in groups:
            group["headcount"] = 0
            for name in ("accounted", "counts"):
                group.pop(name, None)
    return groups


def _carried(draw: Draw, group: Tree, loads: int, fleet: list[Tree]) -> Tree:
    most = {name: max((entry.get(name, 0) for entry in fleet), default=0) for name in ("seats", "stretchers")}
    if draw.has(0.35):
        each = draw.count(1, 5)
        group |= {"travels": draw.pick(("own vehicle", "on foot")), "persons_per_vehicle": each}
        group["headcount"] = draw.count(max(1, (loads - 1) * each), loads * each)
        if group["travels"] == "on foot" and draw.chance(0.5):
            group["walks"] = f"{draw.pick((2, 3, 5.5))} km/h"
    elif most["stretchers"] and (group["category"] == "wounded" or draw.chance(0.1)) and draw.chance(0.7):
        group |= {"travels": "stretcher", "headcount": draw.count(1, loads * most["stretchers"])}
    else:
        group |= {"travels": "seat", "headcount": draw.count(1, max(1, loads * most["seats"]))}
    _told(draw, group)
    return _needing(draw, group, fleet)


def _told(draw: Draw, group: Tree) -> None:
    """Add what is told of the people themselves."""
    if group["category"] == "wounded" and draw.has(1.5):
        group["triage"] = draw.pick(("immediate", "urgent", "stable"))
    if draw.has(0.5):
        group["ready"] = draw.instant(0, 0.4)
    if draw.has(0.4):
        group["longest_aboard"] = draw.lasting(30, 200)
    if draw.has(0.3):
        group["unaccompanied"] = "true"
        if draw.chance(0.5):
            group["received_by"] = "UNICEF"
    if draw.has(0.3):
        group["turnout"] = "0.9"
    if draw.chance(0.3):
        group["choice"] = {"may_stay": "true", "heard_by": "volunteer of the Red Crescent"}
    if draw.has(0.3):
        group["counts"] = {"women": draw.count(0, group["headcount"]), "children": draw.count(0, group["headcount"])}
    if draw.has(0.4):
        group["accounted"] = {draw.pick(("declined", "received", "did not come")): draw.count(0, group["headcount"])}


def _needing(draw: Draw, group: Tree, fleet: list[Tree]) -> Tree:
    if group["travels"] not in ("seat", "stretcher"):
        return group
    needs = []
    if group["travels"] == "seat" and draw.has(0.4):
        needs.append("wheelchair")
    if draw.has(0.4):
        needs.append("isolation")
    if draw.has(0.4):
        needs.append(draw.pick(("oxygen", "nurse")))
    if needs:
        group["needs"] = needs
    seats = max((entry["seats"] for entry in fleet), default=0)
    if draw.has(0.5):
        group["indivisible"] = "true"
        if seats and draw.chance(0.9):
            group["headcount"] = min(group["headcount"], draw.count(1, seats))
            for name in ("counts", "accounted"):
                group.pop(name, None)
    return group


def _tie(draw: Draw, group: Tree, groups: list[Tree], convoys: Tree) -> None:
    """Give a group companions: a group of its own at the same place, with the same destinations."""
    if group["travels"] not in ("seat", "stretcher") or not draw.has(0.9 if group["category"] == "wounded" else 0.2):
        return
    rides = ["any vehicle", "same vehicle", *(["same convoy"] if convoys else [])]
    name = f"{group['id']}_kin"
    group["companions"] = {
        "group": name,
        "ride": draw.pick(rides),
        "may_go_alone": draw.pick(("true", "false", "false")),
    }
    headcount = max(0, group["headcount"] + draw.count(-2, 3))
    kin = {"id": name, "category": "companion", "at": group["at"], "headcount": headcount, "travels": "seat"}
    groups.append(kin | {"destinations": list(group["destinations"])})


def _set_apart(draw: Draw, groups: list[Tree]) -> None:
    if len(groups) > 1 and draw.has(0.6):
        first, second = draw.dice.sample(groups, 2)
        first["apart_from"] = [second["id"]]
    if len(groups) > 1 and draw.has(0.6):
        for group in draw.dice.sample(groups, 2):
            group["family"] = "haddad"
