"""Stretches: how many enter, how far apart, in which direction, and who overtakes whom."""

from collections import defaultdict, deque
from itertools import groupby

from mamarr.planning.convoys import check_convoys
from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Entry, Record
from mamarr.planning.timetable import Plan
from mamarr.scenario.roads import Leg

_HOUR_S = 3600


def check_stretches(plan: Plan, record: Record, ground: Ground, docket: Docket) -> None:
    """Look at the entries into every leg, and at the convoys that the plan says they form."""
    by_leg: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(record.entries, key=lambda entry: (entry.enters_s, entry.is_outward, entry.trip)):
        by_leg[entry.leg].append(entry)
    ruled = set(plan.scenario.convoys.where)
    for name, entries in by_leg.items():
        leg = ground.legs[name]
        _check_opposite(leg, entries, ground, docket)
        for is_outward in (True, False):
            own = [entry for entry in entries if entry.is_outward == is_outward]
            _check_capacity(leg, own, docket)
            if name in ruled:
                for lane in sorted({entry.lane for entry in own}):
                    line = [entry for entry in own if entry.lane == lane]
                    record.convoys.extend(_check_line(line, plan, docket))
    check_convoys(plan, record, docket)


def _check_opposite(leg: Leg, entries: list[Entry], ground: Ground, docket: Docket) -> None:
    """Where traffic alternates, nobody enters while somebody is on the way towards him.

    Of the other direction the entry that leaves last counts: of all, where traffic alternates now; else of those who
    entered while it did. In a run of entries of one direction only the first that is too near is named.
    """
    last: dict[tuple[bool, bool], Entry] = {}
    said: bool | None = None
    for second, together in groupby(entries, key=lambda entry: entry.enters_s):
        alternates = ground.calendar.traffic(leg, second) == "alternating"
        for entry in together:
            if said != entry.is_outward:
                said = None
            before = last.get((not entry.is_outward, not alternates))
            if said is None and before is not None and _is_too_near(before, entry):
                said = entry.is_outward
                drives = before.leaves_s - before.enters_s, entry.leaves_s - second
                wanted = drives[0] if before.enters_s < second else max(drives)
                docket.add("judge.opposite", entry.path, found=second - before.enters_s, wanted=wanted)
            for key in [(entry.is_outward, False), *([(entry.is_outward, True)] if alternates else [])]:
                last[key] = max(last.get(key, entry), entry, key=lambda each: (each.leaves_s, each.enters_s))


def _is_too_near(before: Entry, entry: Entry) -> bool:
    """One of them is on the way when the other enters; of two that enter at once, either."""
    return before.leaves_s > entry.enters_s or (before.enters_s == entry.enters_s < entry.leaves_s)


def _check_capacity(leg: Leg, entries: list[Entry], docket: Docket) -> None:
    """In any 3,600 seconds at most so many enter in one direction."""
    if leg.capacity is None:
        return
    recent: deque[int] = deque()
    for entry in entries:
        recent.append(entry.enters_s)
        while recent[0] <= entry.enters_s - _HOUR_S:
            recent.popleft()
        if len(recent) > leg.capacity:
            docket.add("judge.capacity", entry.path, place=leg.id, found=len(recent), wanted=leg.capacity)


def _check_line(line: list[Entry], plan: Plan, docket: Docket) -> list[list[Entry]]:
    """Check one lane of one direction, and return its convoys: maximal runs of entries less than the interval apart."""
    rules = plan.scenario.convoys
    convoys: list[list[Entry]] = []
    latest = earlier_latest = None
    for number, entry in enumerate(line):
        apart = entry.enters_s - line[number - 1].enters_s if number else None
        if apart is not None and apart < rules.headway_s:
            docket.add("judge.headway", entry.path, found=apart, wanted=rules.headway_s)
        if apart is None or apart >= rules.interval_s:
            convoys.append([])
        convoys[-1].append(entry)
        if apart != 0:
            earlier_latest = latest  # of those who entered before this second
        if earlier_latest is not None and entry.leaves_s < earlier_latest:
            docket.add("judge.overtakes", entry.path, found=entry.leaves_s, wanted=earlier_latest)
        latest = entry.leaves_s if latest is None else max(latest, entry.leaves_s)
    return convoys
