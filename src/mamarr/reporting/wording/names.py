"""Names of places, groups, vehicles and pauses as they may be printed: invisible signs shown, never obeyed."""

from functools import lru_cache

from mamarr.document import Name
from mamarr.reporting.wording.bundles import isolate, knows, listed, say
from mamarr.scenario.checks import visible
from mamarr.scenario.people import Group
from mamarr.scenario.scenario import Scenario

KINDS = ("stretcher", "wounded", "companion", "civilian", "fighter")
"""Kinds of people in the order of every table; `wounded` are the wounded and sick who can sit."""


_shown = lru_cache(maxsize=4096)(visible)


def written(name: Name | None, otherwise: str, language: str) -> str:
    """Return *name* in *language*, or the id."""
    return _shown(getattr(name, language) if name else otherwise)


def place(scenario: Scenario, place_id: str, language: str) -> str:
    """Return the name of a place."""
    found = next((each for each in scenario.places if each.id == place_id), None)
    return written(found.name if found else None, place_id, language)


def vehicle_class(scenario: Scenario, class_id: str, language: str) -> str:
    """Return the name of a vehicle class; of a group that moves itself, that these are its own cars or columns on foot."""
    found = next((each for each in scenario.fleet if each.id == class_id), None)
    own = None if found else next((each for each in scenario.groups if each.id == class_id and each.moves_itself), None)
    if own is not None:
        code = "class-on-foot" if own.travels == "on foot" else "class-own-vehicle"
        return say(code, language, group=group(scenario, own.id, language))
    return written(found.name if found else None, class_id, language)


def vehicle(scenario: Scenario, vehicle_id: str, language: str) -> str:
    """Return the name of one vehicle, or of one column on foot: its class and number."""
    class_id, _, index = vehicle_id.partition("/")
    own = next((each for each in scenario.groups if each.id == class_id and each.moves_itself), None)
    if own is not None and not any(each.id == class_id for each in scenario.fleet):
        code = "own-column" if own.travels == "on foot" else "own-vehicle"
        return say(code, language, group=group(scenario, class_id, language), n=visible(index))
    return f"{vehicle_class(scenario, class_id, language)} {visible(index)}"


def pause(scenario: Scenario, pause_id: str, language: str) -> str:
    """Return the name of a pause."""
    found = next((each for each in scenario.pauses if each.id == pause_id), None)
    return written(found.name if found else None, pause_id, language)


def leg(scenario: Scenario, leg_id: str, language: str) -> str:
    """Return the name of a leg, or the two places it joins."""
    found = next((each for each in scenario.legs if each.id == leg_id), None)
    if found is None or found.name:
        return written(found.name if found else None, leg_id, language)
    ends = (place(scenario, end, language) for end in (found.from_place, found.to_place))
    return say("leg-between", language, **dict(zip(("start", "end"), ends, strict=True)))


def spot(scenario: Scenario, name: str, language: str) -> str:
    """Return the name of a place or a leg."""
    return (leg if any(each.id == name for each in scenario.legs) else place)(scenario, name, language)


def kind_of(group: Group) -> str:
    """Return the kind of people of a group: how the wounded and sick travel, else the category."""
    if group.travels == "stretcher":
        return "stretcher"
    return "fighter" if group.category == "fighter opting to leave" else group.category


def kind(name: str, language: str) -> str:
    """Return a kind of people in words."""
    return say(f"kind-{name}", language)


def group(scenario: Scenario, group_id: str, language: str) -> str:
    """Return the name of a group, or its kind and its place."""
    found = next((each for each in scenario.groups if each.id == group_id), None)
    if found is None or found.name:
        return written(found.name if found else None, group_id, language)
    where, words = place(scenario, found.at, language), kind(kind_of(found), language)
    if found.moves_itself:
        how = f"travels-{found.travels.replace(' ', '-')}"
        words = f"{words} {say(how, language)}"
    return f"{words}{', ' if language == 'en' else '، '}{isolate(where)}"


def word(prefix: str, text: str, language: str) -> str:
    """Return a word of a file in *language* where it is known under *prefix*; else as it is written."""
    code = f"{prefix}-{text.strip().lower().replace(' ', '-')}"
    return say(code, language) if knows(code, language) else visible(text)


def needs(found: Group, language: str) -> str:
    """Return what the people of a group need on the way."""
    return listed((word("need", each, language) for each in found.needs), language) if found.needs else ""


def triage(found: Group, language: str) -> str:
    """Return the medical urgency of a group; who is wounded or sick without one counts as stable."""
    urgency = found.triage or ("stable" if found.category == "wounded" else "urgent" if found.unaccompanied else None)
    return say(f"triage-{urgency}", language) if urgency else ""


def aid(scenario: Scenario, aid_id: str, language: str) -> str:
    """Return the name of aid."""
    found = next((each for each in scenario.aid if each.id == aid_id), None)
    return written(found.name if found else None, aid_id, language)


def load(scenario: Scenario, loads: dict[str, int], language: str) -> str:
    """Return who or what is aboard: groups with persons, aid with tonnes."""
    goods = {each.id for each in scenario.aid}
    parts = [
        say("load-aid", language, name=aid(scenario, name, language), n=amount)
        if name in goods
        else say("load-group", language, name=group(scenario, name, language), n=amount)
        for name, amount in loads.items()
    ]
    return listed(parts, language) if parts else ""


def anything(scenario: Scenario, name: str, language: str) -> str:
    """Return the name of whatever has the id *name*; the words themselves where nothing has it."""
    for section, named in (
        (scenario.places, place),
        (scenario.legs, leg),
        (scenario.groups, group),
        (scenario.fleet, vehicle_class),
        (scenario.pauses, pause),
        (scenario.aid, aid),
    ):
        if any(each.id == name for each in section):
            return named(scenario, name, language)
    others: list[tuple[str, Name | None]] = [(each.id, each.name) for each in scenario.hazards]
    others += [(each.id, each.name) for each in scenario.bans]
    others += [(each.id, each.name) for each in scenario.weather]
    others += [(each.id, each.name) for each in scenario.linked]
    others += [(each.id, each.name) for each in scenario.conditions]
    others += [(each.id, each.name) for each in scenario.parties]
    return next((written(named, name, language) for entry, named in others if entry == name), name)
