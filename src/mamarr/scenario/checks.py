"""The checks that need the whole scenario: every id known, every window open, everybody with a way and a vehicle."""

import unicodedata
from collections.abc import Iterable, Iterator

from mamarr.document import Document, Name
from mamarr.errors import Finding
from mamarr.scenario.doubts import doubts
from mamarr.scenario.geometry import straight_m, sunset
from mamarr.scenario.measures import measures
from mamarr.scenario.network_checks import network_findings
from mamarr.scenario.people import Group
from mamarr.scenario.places import Checkpoint
from mamarr.scenario.references import ISOLATION, WHEELCHAIR, references
from mamarr.scenario.scenario import Scenario

_SMALL_MARGIN_S = 15 * 60
_LONGEST_TEXT = 500


def findings(scenario: Scenario) -> list[Finding]:
    """Return every finding about the sense of *scenario*: errors first of all, then warnings and remarks."""
    if scenario.network is not None:
        return [*network_findings(scenario), *_texts(scenario.replace(network=None))]
    errors = [*references(scenario), *measures(scenario), *_windows(scenario), *_positions(scenario), *_texts(scenario)]
    errors += doubts(scenario)
    if any(finding.severity == "error" for finding in errors):
        return errors
    return [
        *errors,
        *_work(scenario),
        *_ways(scenario),
        *_companions(scenario),
        *_vehicles(scenario),
        *_advice(scenario),
    ]


def _at(path: str, code: str, **terms: str | int) -> Finding:
    return Finding(code, path, None, terms)


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


def _work(scenario: Scenario) -> Iterator[Finding]:
    if scenario.people_total == 0 and not any(aid.tonnes for aid in scenario.aid):
        yield _at("groups", "plan.nothing-to-do")


def _ways(scenario: Scenario) -> Iterator[Finding]:
    for index, group in enumerate(scenario.groups):
        for number, destination in enumerate(group.destinations):
            if scenario.route(group.at, destination) is None:
                yield _at(f"groups[{index}].destinations[{number}]", "scenario.unreachable", found=group.at)
    for index, place in enumerate(scenario.places):
        if not isinstance(place, Checkpoint):
            continue
        means = [*(vehicle.id for vehicle in scenario.fleet), *(g.id for g in scenario.groups if g.moves_itself)]
        silent = [name for name in means if place.inspection_s(name) is None]
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
        lacks = _lacks(scenario, group)
        if lacks:
            yield _at(f"groups[{index}]", "scenario.no-vehicle-for", found=group.id, wanted=lacks)
    for index, aid in enumerate(scenario.aid):
        if not any(vehicle.tonnes and vehicle.count for vehicle in scenario.fleet):
            yield _at(f"aid[{index}]", "scenario.no-vehicle-for", found=aid.id, wanted="tonnes")
    if scenario.convoys.escorts > sum(vehicle.count for vehicle in scenario.fleet if vehicle.escort):
        yield _at("convoys.escorts", "scenario.no-escort", found=scenario.convoys.escorts)


def _lacks(scenario: Scenario, group: Group) -> str:
    """Return what no vehicle has for *group*; nothing where some vehicle can carry it."""
    if group.moves_itself or not group.to_move:
        return ""
    wanted = "stretchers" if group.travels == "stretcher" else "wheelchairs" if WHEELCHAIR in group.needs else "seats"
    offers = [need for need in group.needs if need not in (WHEELCHAIR, ISOLATION)]
    able = [vehicle for vehicle in scenario.fleet if vehicle.count and set(offers) <= set(vehicle.offers)]
    room = max((vehicle.room if wanted == "seats" else getattr(vehicle, wanted) for vehicle in able), default=0)
    if room >= (group.to_move if group.indivisible else 1):
        return ""
    whole = f" for {group.to_move} people in one vehicle" if group.indivisible else ""
    return f"{wanted}{whole}" + (f" and {', '.join(offers)}" if offers else "")


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
    lost = [group.id for group in scenario.groups if group.unaccompanied and not group.received_by]
    if lost:
        yield _at("groups", "scenario.no-receiver", found=_listed(lost))
    for index, place in enumerate(scenario.assembly_points):
        limit = scenario.limits.outdoors_s
        if limit is not None and place.gather_s > limit:
            yield _at(f"places[{index}].gather", "scenario.outdoors", found=place.id, wanted=limit)
    bare = [leg.id for leg in scenario.legs if leg.pauses and not (leg.abort and leg.shelter)]
    if bare:
        yield _at("legs", "scenario.no-abort", found=len(bare), legs=_listed(bare))
    uncertain = [
        entry.id
        for entry in (*scenario.places, *scenario.legs, *scenario.groups, *scenario.fleet, *scenario.pauses)
        if entry.uncertain
    ]
    if uncertain:
        yield _at("", "scenario.for-stress", found=_listed(uncertain))
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
