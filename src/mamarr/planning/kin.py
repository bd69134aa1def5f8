"""Kin: companions and their patients, families that are not split, and families that meet again."""

from collections import Counter, defaultdict

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.outcome import received_by_group
from mamarr.planning.record import COMMITTED, Record
from mamarr.planning.timetable import Plan
from mamarr.scenario.people import Group


def check_kin(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at everybody who belongs with somebody."""
    loads = [ground.people(trip) for trip in plan.trips]
    out = received_by_group(plan, record, ground)
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for reception in record.receptions:
        if reception.second <= plan.scenario.ends_s:
            by_place[reception.place].update(loads[reception.trip])
    for index, group in enumerate(plan.scenario.groups):
        path = f"scenario.groups[{index}]"
        if group.companions is not None and group.to_move:
            companions = ground.groups[group.companions.group]
            if not group.companions.may_go_alone and _check_out(group, companions, out, path, docket):
                _check_places(group, companions, by_place, path, docket)
            if group.companions.ride != "any vehicle":
                _check_ride(group, companions, loads, record, docket)
        if group.indivisible:
            _check_whole(group, loads, docket)
    _check_families(record, loads, ground, docket)


def _check_out(group: Group, companions: Group, out: dict[str, int], path: str, docket: Docket) -> bool:
    """Say whether companions go only as far as their patients do: their share out is at most the patients' share out."""
    allowed = companions.to_move * out[group.id] // group.to_move
    is_apart = out[companions.id] > allowed
    if is_apart:
        docket.add("judge.separated", f"{path}.companions", group=group.id, found=out[companions.id], wanted=allowed)
    return not is_apart


def _check_places(
    group: Group, companions: Group, by_place: dict[str, Counter[str]], path: str, docket: Docket
) -> None:
    for place, out in by_place.items():
        allowed = _share(group, companions, out[group.id])
        found = min(out[companions.id], companions.to_move)
        if found > allowed:
            docket.add(
                "judge.other-centre", f"{path}.companions", group=group.id, place=place, found=found, wanted=allowed
            )


def _share(group: Group, companions: Group, patients: int) -> int:
    """Return the companions that go with so many patients, rounded up."""
    return -(-companions.to_move * patients // group.to_move)


def _check_ride(group: Group, companions: Group, loads: list[dict[str, int]], record: Record, docket: Docket) -> None:
    """Companions ride in the vehicle, or in the convoy, of their patients."""
    in_convoys = group.companions is not None and group.companions.ride == "same convoy"
    code = "judge.other-convoy" if in_convoys else "judge.other-vehicle"
    for trips in _runs(record, len(loads)) if in_convoys else [(number,) for number in range(len(loads))]:
        patients, kin = (sum(loads[trip].get(name, 0) for trip in trips) for name in (group.id, companions.id))
        allowed = _share(group, companions, patients)
        if kin > allowed:
            path = next(f"trips[{trip}].load.{companions.id}" for trip in trips if loads[trip].get(companions.id, 0))
            docket.add(code, path, group=group.id, found=kin, wanted=allowed)


def _runs(record: Record, trips: int) -> list[tuple[int, ...]]:
    """Return the trips of each convoy of the first stretch that each enters outward with people; else each by itself."""
    first: dict[int, tuple[int, int]] = {}
    for number, convoy in enumerate(record.convoys):
        for entry in convoy:
            if entry.trip != COMMITTED and entry.is_outward and entry.has_people:
                first[entry.trip] = min(first.get(entry.trip, (entry.enters_s, number)), (entry.enters_s, number))
    runs: dict[int, list[int]] = defaultdict(list)
    for trip, (_, number) in first.items():
        runs[number].append(trip)
    alone = [(trip,) for trip in range(trips) if trip not in first]
    return [*(tuple(sorted(run)) for run in runs.values()), *alone]


def _check_whole(group: Group, loads: list[dict[str, int]], docket: Docket) -> None:
    for trip, load in enumerate(loads):
        found = load.get(group.id)
        if found and found < group.to_move:
            path = f"trips[{trip}].load.{group.id}"
            docket.add("judge.split", path, group=group.id, found=found, wanted=group.to_move)


def _check_families(record: Record, loads: list[dict[str, int]], ground: Ground, docket: Docket) -> None:
    """Everybody of one family is received at one place, whichever comes first."""
    homes: dict[str, str] = {}
    for reception in sorted(record.receptions, key=lambda each: (each.second, each.trip)):
        for name, persons in loads[reception.trip].items():
            family = ground.groups[name].family
            if family is None or not persons:
                continue
            home = homes.setdefault(family, reception.place)
            if home != reception.place:
                docket.add("judge.family", f"trips[{reception.trip}].load.{name}", found=reception.place, wanted=home)
