"""Stretches: headway, convoys, one direction at a time, and the pauses over them."""

from collections import Counter, defaultdict
from itertools import pairwise

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Entry, Record
from mamarr.planning.timetable import Plan

Convoy = list[Entry]


def check_stretches(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at the entries into every leg, and at the convoys that the plan says they form."""
    by_leg: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(record.entries, key=lambda entry: (entry.enters_s, entry.is_outward, entry.trip)):
        by_leg[entry.leg].append(entry)
    convoys: list[Convoy] = []
    for leg, entries in by_leg.items():
        if ground.legs[leg].traffic == "alternating":
            _check_opposite(entries, ground.ways.drive_s[leg], docket)
        if leg in plan.scenario.convoys.where:
            for is_outward in (True, False):
                line = [entry for entry in entries if entry.is_outward == is_outward]
                convoys.extend(_check_line(line, plan, docket))
    _check_list(plan, convoys, docket)


def check_pauses(plan: Plan, record: Record, docket: Docket) -> None:
    """Whatever stands under a pause is occupied from its opening to its end less the margin, both seconds included."""
    pauses = {pause.id: pause for pause in plan.scenario.pauses}
    for stay in record.stays:
        pause = pauses[stay.pause]
        for second in (stay.begins_s, stay.ends_s):
            if not pause.opens_s <= second <= pause.last_s:
                docket.add(
                    "judge.pause", stay.path, place=stay.place, found=second, opens=pause.opens_s, closes=pause.last_s
                )
                break


def _check_opposite(entries: list[Entry], drive_s: int, docket: Docket) -> None:
    """Neighbours suffice: between any two entries of opposite directions lie two neighbours that are nearer."""
    for before, entry in pairwise(entries):
        apart = entry.enters_s - before.enters_s
        if entry.is_outward != before.is_outward and apart < drive_s:
            docket.add("judge.opposite", entry.path, found=apart, wanted=drive_s)


def _check_line(line: list[Entry], plan: Plan, docket: Docket) -> list[Convoy]:
    """Check the headways of one direction, and return its convoys: maximal runs of entries less than the interval apart."""
    rules = plan.scenario.convoys
    convoys: list[Convoy] = []
    for number, entry in enumerate(line):
        apart = entry.enters_s - line[number - 1].enters_s if number else None
        if apart is not None and apart < rules.headway_s:
            docket.add("judge.headway", entry.path, found=apart, wanted=rules.headway_s)
        if apart is None or apart >= rules.interval_s:
            convoys.append([])
        convoys[-1].append(entry)
    for convoy in convoys:
        if len(convoy) > rules.largest:
            path = convoy[min(rules.largest, len(convoy) - 1)].path
            docket.add("judge.convoy-size", path, found=len(convoy), wanted=rules.largest)
    return convoys


def _check_list(plan: Plan, convoys: list[Convoy], docket: Docket) -> None:
    """Compare the convoys that the plan lists with those that the entries form, each once; trips in order of entry."""
    formed: dict[tuple[str, ...], list[Convoy]] = defaultdict(list)
    for convoy in convoys:
        formed[tuple(sorted(plan.trips[entry.trip].id for entry in convoy))].append(convoy)
    for index, listed in enumerate(plan.convoys):
        matches = formed.get(tuple(sorted(listed)), [])
        match = next((convoy for convoy in matches if _is_in_order(listed, convoy, plan)), None)
        if match is None:
            wanted = "its trips in order of entry" if matches else "a run of entries less than the interval apart"
            docket.add("judge.convoys", f"convoys[{index}]", found=", ".join(listed), wanted=wanted)
        if matches:
            matches.remove(matches[0] if match is None else match)
    for key, left in formed.items():
        if left:
            docket.add("judge.convoys", "convoys", found=", ".join(key), wanted="a list that names this convoy")


def _is_in_order(listed: tuple[str, ...], convoy: Convoy, plan: Plan) -> bool:
    """Say whether *listed* names the entries of *convoy* in order; those of the same second in any order."""
    by_second: dict[int, Counter[str]] = defaultdict(Counter)
    for entry in convoy:
        by_second[entry.enters_s][plan.trips[entry.trip].id] += 1
    position = 0
    for second in sorted(by_second):
        width = by_second[second].total()
        if Counter(listed[position : position + width]) != by_second[second]:
            return False
        position += width
    return position == len(listed)
