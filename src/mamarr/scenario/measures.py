"""Numbers and times of a scenario that contradict each other."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mamarr.errors import Finding
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Spell


def measures(scenario: Scenario) -> list[Finding]:
    """Return a finding for every number or time that cannot be true beside the others."""
    return [*_spells(scenario), *_legs(scenario), *_people(scenario), *_means(scenario), *_agreements(scenario)]


def _wrong(path: str, what: str | int, wanted: str) -> Finding:
    return Finding("scenario.wrong-shape", path, None, {"found": str(what), "wanted": wanted})


def _missing(path: str, name: str) -> Finding:
    return Finding("scenario.missing-field", f"{path}.{name}", None, {"found": "", "name": name})


def _spells(scenario: Scenario) -> Iterator[Finding]:
    spells: list[tuple[str, Spell]] = []
    for section in ("bans", "weather"):
        spells += [(f"{section}[{index}]", spell) for index, spell in enumerate(getattr(scenario, section))]
    for index, leg in enumerate(scenario.legs):
        spells += [(f"legs[{index}].closed[{number}]", spell) for number, spell in enumerate(leg.closed)]
        spells += [(f"legs[{index}].changes[{number}]", change) for number, change in enumerate(leg.changes)]
    for index, place in enumerate(scenario.places):
        hours = getattr(place, "opening_hours", ())
        spells += [(f"places[{index}].opening_hours[{number}]", spell) for number, spell in enumerate(hours)]
    for path, spell in spells:
        if spell.is_empty:
            yield Finding("scenario.window-empty", f"{path}.until", None, {"found": path})
    for index, hazard in enumerate(scenario.hazards):
        if hazard.closes_s <= hazard.opens_s:
            yield Finding("scenario.window-empty", f"hazards[{index}].closes", None, {"found": hazard.id})


def _legs(scenario: Scenario) -> Iterator[Finding]:
    needs_length = any(vehicle.range_m is not None for vehicle in scenario.fleet)
    on_foot = [group.at for group in scenario.groups if group.travels == "on foot"]
    reached = {leg for point in on_foot for leg in _outward_from(scenario, point)}
    for index, leg in enumerate(scenario.legs):
        path = f"legs[{index}]"
        if leg.length_m is None and (needs_length or leg.id in reached):
            yield _missing(path, "length")
        if leg.lanes < 1:
            yield _wrong(f"{path}.lanes", leg.lanes, "1 or more; write a closure where the leg cannot be used")
        for number, change in enumerate(leg.changes):
            if change.speed_kmh is not None and leg.length_m is None:
                yield _wrong(f"{path}.changes[{number}].speed", "speed", "travel, because the leg has no length")
            if change.lanes == 0:
                yield _wrong(f"{path}.changes[{number}].lanes", 0, "1 or more; write a closure where it cannot be used")
        spans = [times for change in leg.changes for times in change.times(scenario.clock, scenario.ends_s)]
        if any(after[0] < before[1] for before, after in pairwise(sorted(spans))):
            yield _wrong(f"{path}.changes", "changes that overlap", "one change at a time")


def _outward_from(scenario: Scenario, start: str) -> set[str]:
    reached: set[str] = set()
    places = {start}
    while True:
        ahead = [leg for leg in scenario.legs if leg.from_place in places and leg.id not in reached]
        if not ahead:
            return reached
        reached |= {leg.id for leg in ahead}
        places |= {leg.to_place for leg in ahead}


def _people(scenario: Scenario) -> Iterator[Finding]:
    for index, group in enumerate(scenario.groups):
        path = f"groups[{index}]"
        if group.moves_itself and group.persons_per_vehicle < 1:
            yield _missing(path, "persons_per_vehicle")
        if group.to_move < 0:
            yield _wrong(f"{path}.accounted", group.headcount - group.to_move, f"at most {group.headcount}")
        for name, persons in group.counts.items():
            if persons > group.headcount:
                yield _wrong(f"{path}.counts.{name}", persons, f"at most {group.headcount}")
        if group.id in group.apart_from:
            yield _wrong(f"{path}.apart_from", group.id, "other groups")
        ties = group.companions
        if ties and ties.ride == "same convoy" and not scenario.convoys.where:
            yield _wrong(
                f"{path}.companions.ride", ties.ride, "same vehicle or any vehicle, because there are no convoys"
            )


def _means(scenario: Scenario) -> Iterator[Finding]:
    for index, vehicle in enumerate(scenario.fleet):
        if vehicle.escort and (vehicle.seats or vehicle.stretchers or vehicle.tonnes or vehicle.wheelchairs):
            yield _wrong(f"fleet[{index}].escort", "an escort with room", "an escort vehicle carries nobody")
    committed: Counter[str] = Counter()
    met: set[str] = set()
    for index, commitment in enumerate(scenario.commitments):
        path = f"commitments[{index}]"
        if commitment.vehicle in met:
            yield Finding("scenario.duplicate-id", f"{path}.vehicle", None, {"found": commitment.vehicle})
        met.add(commitment.vehicle)
        points = {place.id for place in scenario.assembly_points}
        if commitment.kind == "notified" and (commitment.at not in points or not commitment.load):
            yield _wrong(path, commitment.at, "an assembly point and a load, for a movement that was notified")
        if not 0 <= commitment.until_s <= scenario.ends_s:
            yield Finding("scenario.not-in-horizon", f"{path}.until", None, {"found": commitment.vehicle})
        committed.update(commitment.load)
    for index, group in enumerate(scenario.groups):
        if committed[group.id] > group.to_move:
            yield _wrong(
                f"groups[{index}].headcount", committed[group.id], f"at most {group.to_move} aboard in commitments"
            )


def _agreements(scenario: Scenario) -> Iterator[Finding]:
    for index, link in enumerate(scenario.linked):
        path = f"linked[{index}]"
        if not link.these:
            yield _missing(path, "these")
        if not link.others and not link.elsewhere:
            yield _missing(path, "others")
        for name in ("step", "others_step"):
            if getattr(link, name) < 1:
                yield _wrong(f"{path}.{name}", 0, "1 or more")
        if set(link.these) & set(link.others):
            yield _wrong(f"{path}.others", ", ".join(link.others), "other places than these")
