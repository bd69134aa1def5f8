"""The checks that need the whole scenario: every id known, every window open, everybody with a way and a vehicle."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from mamarr.document import Document, Name
from mamarr.errors import Finding
from mamarr.scenario.geometry import straight_m, sunset
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.scenario import Scenario

_ID = re.compile(r"^[a-z][a-z0-9_]{0,63}$")
_SMALL_MARGIN_S = 15 * 60
_LONGEST_TEXT = 500


def findings(scenario: Scenario) -> list[Finding]:
    """Return every finding about the sense of *scenario*: errors first of all, then warnings and remarks."""
    errors = [*_ids(scenario), *_references(scenario), *_windows(scenario), *_positions(scenario), *_texts(scenario)]
    if any(finding.severity == "error" for finding in errors):
        return errors
    return [*errors, *_ways(scenario), *_companions(scenario), *_vehicles(scenario), *_advice(scenario)]


def _at(path: str, code: str, **terms: str | int) -> Finding:
    return Finding(code, path, None, terms)


def _ids(scenario: Scenario) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for section in ("places", "legs", "groups", "fleet", "pauses"):
        for index, entry in enumerate(getattr(scenario, section)):
            path = f"{section}[{index}].id"
            if not _ID.match(entry.id):
                yield _at(path, "scenario.bad-id", found=entry.id[:80])
            elif entry.id in seen:
                yield _at(path, "scenario.duplicate-id", found=entry.id, first=seen[entry.id])
            seen.setdefault(entry.id, path)


def _references(scenario: Scenario) -> Iterator[Finding]:
    places = [place.id for place in scenario.places]
    points = [place.id for place in scenario.assembly_points]
    centres = [place.id for place in scenario.reception_centres]
    legs = [leg.id for leg in scenario.legs]
    pauses = [pause.id for pause in scenario.pauses]
    classes = [vehicle.id for vehicle in scenario.fleet]
    groups = [group.id for group in scenario.groups]
    for index, leg in enumerate(scenario.legs):
        yield from _known(f"legs[{index}].from", "place", leg.from_place, places)
        yield from _known(f"legs[{index}].to", "place", leg.to_place, places)
        yield from _known(f"legs[{index}].pause", "pause", leg.pause, pauses)
    for index, group in enumerate(scenario.groups):
        yield from _known(f"groups[{index}].at", "assembly point", group.at, points)
        for number, destination in enumerate(group.destinations):
            yield from _known(f"groups[{index}].destinations[{number}]", "reception centre", destination, centres)
        if not group.destinations:
            yield _at(f"groups[{index}].destinations", "scenario.missing-field", name="destinations")
        if group.companions:
            yield from _known(f"groups[{index}].companions.group", "group", group.companions.group, groups)
    for index, vehicle in enumerate(scenario.fleet):
        yield from _known(f"fleet[{index}].stationed", "place", vehicle.stationed, places)
    for index, place in enumerate(scenario.places):
        yield from _known(f"places[{index}].pause", "pause", getattr(place, "pause", None), pauses)
        order = getattr(place, "priority", ())
        for number, vehicle_id in enumerate(order):
            if vehicle_id in order[:number]:
                yield _at(f"places[{index}].priority[{number}]", "scenario.duplicate-id", found=vehicle_id)
            yield from _known(f"places[{index}].priority[{number}]", "vehicle class", vehicle_id, classes)
        for vehicle_id in getattr(place, "service_time_s", {}):
            yield from _known(
                f"places[{index}].service_time.{vehicle_id}", "vehicle class", vehicle_id, [*classes, "other"]
            )
    for number, leg_id in enumerate(scenario.convoys.where):
        yield from _known(f"convoys.where[{number}]", "leg", leg_id, legs)


def _known(path: str, what: str, found: str | None, choices: list[str]) -> Iterator[Finding]:
    if found is None or found in choices:
        return
    from difflib import get_close_matches  # rare path; keeps start-up short

    near = get_close_matches(found, choices, n=3, cutoff=0.5) or choices[:20]
    yield _at(path, "scenario.unknown-id", found=found[:80], what=what, choices=", ".join(near) or "none given")


def _windows(scenario: Scenario) -> Iterator[Finding]:
    if scenario.ends_s <= 0:
        yield _at("ends", "scenario.window-empty", found="ends")
    for index, pause in enumerate(scenario.pauses):
        if pause.last_s <= pause.opens_s:
            yield _at(f"pauses[{index}].closes", "scenario.window-empty", found=pause.id)
        for field, second in (("opens", pause.opens_s), ("closes", pause.closes_s)):
            if not 0 <= second <= scenario.ends_s:
                yield _at(f"pauses[{index}].{field}", "scenario.not-in-horizon", found=f"{pause.id}.{field}")
    for index, group in enumerate(scenario.groups):
        if not 0 <= group.ready_s <= scenario.ends_s:
            yield _at(f"groups[{index}].ready", "scenario.not-in-horizon", found=f"{group.id}.ready")


def _positions(scenario: Scenario) -> Iterator[Finding]:
    known = [(index, place.at) for index, place in enumerate(scenario.places) if place.at is not None]
    for index, position in known:
        others = [other for number, other in known if number != index]
        swapped = (position[1], position[0])
        if not others or abs(swapped[0]) > 90:
            continue
        far = min(straight_m(position, other) for other in others)
        if far > 300_000 and min(straight_m(swapped, other) for other in others) < far / 10:
            yield _at(f"places[{index}].at", "scenario.position-swapped", found=str(list(position)))


def _texts(scenario: Scenario) -> Iterator[Finding]:
    for path, text in _written(scenario, ""):
        if not 0 < len(text) <= _LONGEST_TEXT:
            yield _at(path, "scenario.text", found=text[:40], limit=_LONGEST_TEXT)
        elif any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") for sign in text):
            yield _at(path, "scenario.control-sign", found=visible(text))


def visible(text: str) -> str:
    """Return *text* with every invisible or direction-turning sign written as its code point."""
    return "".join(
        f"<U+{ord(sign):04X}>" if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") else sign for sign in text
    )


def _written(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Name):
        yield f"{path}.en", value.en
        yield f"{path}.ar", value.ar
    elif isinstance(value, Document):
        for name in type(value).model_fields:
            yield from _written(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _written(entry, f"{path}[{index}]")


def _ways(scenario: Scenario) -> Iterator[Finding]:
    for index, group in enumerate(scenario.groups):
        for number, destination in enumerate(group.destinations):
            if scenario.route(group.at, destination) is None:
                yield _at(f"groups[{index}].destinations[{number}]", "scenario.unreachable", found=group.at)
    for index, place in enumerate(scenario.places):
        if not isinstance(place, Checkpoint):
            continue
        silent = [vehicle.id for vehicle in scenario.fleet if place.inspection_s(vehicle.id) is None]
        if silent:
            yield _at(f"places[{index}].service_time", "scenario.missing-field", name=f"service_time.{silent[0]}")


def _companions(scenario: Scenario) -> Iterator[Finding]:
    groups = {group.id: group for group in scenario.groups}
    named: set[str] = set()
    for index, group in enumerate(scenario.groups):
        if group.companions is None:
            continue
        other = groups[group.companions.group]
        fits = other.at == group.at and other.travels == "seat" and other.id != group.id and other.id not in named
        if not fits or other.destinations != group.destinations:
            yield _at(f"groups[{index}].companions.group", "scenario.companions", found=other.id)
        named.add(other.id)


def _vehicles(scenario: Scenario) -> Iterator[Finding]:
    for index, group in enumerate(scenario.groups):
        wanted = "stretchers" if group.travels == "stretcher" else "seats"
        if group.travels in ("seat", "stretcher") and not any(
            getattr(vehicle, wanted) and vehicle.count for vehicle in scenario.fleet
        ):
            yield _at(f"groups[{index}]", "scenario.no-vehicle-for", found=group.id, wanted=wanted)


def _advice(scenario: Scenario) -> Iterator[Finding]:
    for index, pause in enumerate(scenario.pauses):
        if pause.margin_s < _SMALL_MARGIN_S:
            yield _at(f"pauses[{index}].margin", "scenario.margin-small", found=pause.id)
        dark = _sunset(scenario, pause.last_s)
        if dark is not None:
            yield _at(f"pauses[{index}].closes", "scenario.after-sunset", found=pause.id, sunset=dark)
    alone = [group.id for group in scenario.groups if group.companions and group.companions.may_go_alone]
    if alone:
        yield _at("groups", "scenario.separation", found=_listed(alone))
    silent = [group for group in scenario.groups if group.choice is None or not group.choice.heard_by]
    if silent:
        yield _at("groups", "scenario.consent-missing", found=len(silent))
    short = [leg.id for leg in scenario.legs if _is_shorter_than_map(scenario, leg.id)]
    if short:
        yield _at("legs", "scenario.longer-than-map", found=len(short), legs=_listed(short))


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")


def _sunset(scenario: Scenario, last_s: int) -> str | None:
    local = scenario.clock.local(last_s)
    position = next((place.at for place in scenario.places if place.at), None)
    if local is None or position is None:
        return None
    dark = sunset(position, local)
    if dark is None or local <= dark.astimezone(local.tzinfo):
        return None
    return dark.astimezone(local.tzinfo).strftime("%H:%M")


def _is_shorter_than_map(scenario: Scenario, leg_id: str) -> bool:
    leg = scenario.leg(leg_id)
    ends = scenario.place(leg.from_place).at, scenario.place(leg.to_place).at
    if leg.length_m is None or ends[0] is None or ends[1] is None:
        return False
    return leg.length_m < straight_m(ends[0], ends[1])
