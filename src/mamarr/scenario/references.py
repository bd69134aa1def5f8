"""Every id of a scenario is written as it should be, used once, and known where it is named."""

import re
from collections.abc import Iterable, Iterator

from mamarr.errors import Finding
from mamarr.scenario.places import AnyPlace
from mamarr.scenario.scenario import Scenario

_ID = re.compile(r"^[a-z][a-z0-9_]{0,63}$")
_VEHICLE = re.compile(r"^(.*)/([1-9][0-9]{0,8})$")
_SECTIONS = (
    "places",
    "legs",
    "groups",
    "fleet",
    "pauses",
    "bans",
    "weather",
    "hazards",
    "linked",
    "aid",
    "conditions",
    "parties",
)
WHEELCHAIR, ISOLATION = "wheelchair", "isolation"


def references(scenario: Scenario) -> list[Finding]:
    """Return a finding for every id that cannot be one, is used twice, or names nothing."""
    known = _Known(scenario)
    return [
        *_ids(scenario),
        *_of_places(scenario, known),
        *_of_legs(scenario, known),
        *_of_people(scenario, known),
        *_of_means(scenario, known),
        *_of_agreements(scenario, known),
    ]


class _Known:
    """The ids of each section."""

    def __init__(self, scenario: Scenario) -> None:
        self.places = [place.id for place in scenario.places]
        self.points = [place.id for place in scenario.assembly_points]
        self.centres = [place.id for place in scenario.reception_centres]
        self.legs = [leg.id for leg in scenario.legs]
        self.pauses = [pause.id for pause in scenario.pauses]
        self.classes = [vehicle.id for vehicle in scenario.fleet]
        self.parties = [party.id for party in scenario.parties]
        self.groups = [group.id for group in scenario.groups]
        needs = {need for group in scenario.groups for need in group.needs}
        self.kinds = sorted(
            {"civilian", "wounded", "fighter opting to leave", "companion", "stretcher", "seat"}
            | {"immediate", "urgent", "stable", WHEELCHAIR, ISOLATION}
            | needs
        )


def found(path: str, what: str, name: str | None, choices: list[str]) -> Iterator[Finding]:
    """Yield the finding that *name* is not one of *choices*; nothing where it is, or where nothing is named."""
    if name is None or name in choices:
        return
    from difflib import get_close_matches  # rare path; keeps start-up short

    near = get_close_matches(name, choices, n=3, cutoff=0.5) or choices[:20]
    terms = {"found": name[:80], "what": what, "choices": ", ".join(near) or "none given"}
    yield Finding("scenario.unknown-id", path, None, terms)


def _all(path: str, what: str, names: Iterable[str], choices: list[str]) -> Iterator[Finding]:
    for number, name in enumerate(names):
        yield from found(f"{path}[{number}]", what, name, choices)


def _ids(scenario: Scenario) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for section in _SECTIONS:
        for index, entry in enumerate(getattr(scenario, section)):
            path = f"{section}[{index}].id"
            if not _ID.match(entry.id):
                yield Finding("scenario.bad-id", path, None, {"found": entry.id[:80]})
            elif entry.id in seen:
                yield Finding("scenario.duplicate-id", path, None, {"found": entry.id, "first": seen[entry.id]})
            seen.setdefault(entry.id, path)


def _of_places(scenario: Scenario, known: _Known) -> Iterator[Finding]:
    for index, place in enumerate(scenario.places):
        yield from _all_or_one(f"places[{index}].pause", "pause", place.pauses, known.pauses)
        yield from _of_checkpoint(f"places[{index}]", place, known)
        for kind in getattr(place, "places_for", {}):
            yield from found(f"places[{index}].places_for.{kind}", "kind of people", kind, known.kinds)


def _all_or_one(path: str, what: str, names: tuple[str, ...], choices: list[str]) -> Iterator[Finding]:
    if len(names) == 1:
        yield from found(path, what, names[0], choices)
    else:
        yield from _all(path, what, names, choices)


def _of_checkpoint(path: str, place: AnyPlace, known: _Known) -> Iterator[Finding]:
    order = getattr(place, "priority", ())
    classes = [*known.classes, *known.groups]
    for number, name in enumerate(order):
        if name in order[:number]:
            yield Finding("scenario.duplicate-id", f"{path}.priority[{number}]", None, {"found": name})
        yield from found(f"{path}.priority[{number}]", "vehicle class", name, classes)
    for name in getattr(place, "service_time_s", {}):
        yield from found(f"{path}.service_time.{name}", "vehicle class", name, [*classes, "other"])


def _of_legs(scenario: Scenario, known: _Known) -> Iterator[Finding]:
    for index, leg in enumerate(scenario.legs):
        yield from found(f"legs[{index}].from", "place", leg.from_place, known.places)
        yield from found(f"legs[{index}].to", "place", leg.to_place, known.places)
        yield from _all_or_one(f"legs[{index}].pause", "pause", leg.pauses, known.pauses)
    yield from _all("convoys.where", "leg", scenario.convoys.where, known.legs)
    for section in ("bans", "weather"):
        for index, entry in enumerate(getattr(scenario, section)):
            yield from _all(f"{section}[{index}].where", "leg", entry.where, known.legs)
    for index, hazard in enumerate(scenario.hazards):
        yield from _all(f"hazards[{index}].where", "leg or place", hazard.where, [*known.legs, *known.places])


def _of_people(scenario: Scenario, known: _Known) -> Iterator[Finding]:
    for index, group in enumerate(scenario.groups):
        path = f"groups[{index}]"
        yield from found(f"{path}.at", "assembly point", group.at, known.points)
        yield from _all(f"{path}.destinations", "reception centre", group.destinations, known.centres)
        if not group.destinations:
            yield Finding("scenario.missing-field", f"{path}.destinations", None, {"name": "destinations"})
        if group.companions:
            yield from found(f"{path}.companions.group", "group", group.companions.group, known.groups)
        yield from _all(f"{path}.apart_from", "group", group.apart_from, known.groups)


def _of_means(scenario: Scenario, known: _Known) -> Iterator[Finding]:
    counts = {vehicle.id: vehicle.count for vehicle in scenario.fleet}
    counts |= {group.id: group.means for group in scenario.groups if group.moves_itself}
    for index, vehicle in enumerate(scenario.fleet):
        yield from found(f"fleet[{index}].stationed", "place", vehicle.stationed, known.places)
    for index, commitment in enumerate(scenario.commitments):
        path = f"commitments[{index}]"
        match = _VEHICLE.match(commitment.vehicle)
        if match is None or int(match[2]) > counts.get(match[1], 0):
            choices = [f"{name}/1 to {name}/{count}" for name, count in counts.items()]
            yield from found(f"{path}.vehicle", "vehicle", commitment.vehicle, choices)
        yield from found(f"{path}.at", "place or leg", commitment.at, [*known.places, *known.legs])
        for name in commitment.load:
            yield from found(f"{path}.load.{name[:80]}", "group", name, known.groups)


def _of_agreements(scenario: Scenario, known: _Known) -> Iterator[Finding]:
    for index, link in enumerate(scenario.linked):
        yield from _all(f"linked[{index}].these", "assembly point", link.these, known.points)
        yield from _all(f"linked[{index}].others", "assembly point", link.others, known.points)
    for section in ("legs", "pauses"):
        for index, entry in enumerate(getattr(scenario, section)):
            yield from _all(f"{section}[{index}].points", "place", entry.points, known.places)
    for section in ("legs", "places"):
        for index, entry in enumerate(getattr(scenario, section)):
            blockers = getattr(entry, "can_be_blocked_by", None) or ()
            yield from _all(f"{section}[{index}].can_be_blocked_by", "party", blockers, known.parties)
    inside = [place.id for place in scenario.places if place.kind in ("assembly point", "junction")]
    for index, aid in enumerate(scenario.aid):
        yield from found(f"aid[{index}].to", "assembly point or junction", aid.to_place, inside)
