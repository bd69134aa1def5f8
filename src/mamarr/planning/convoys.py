"""Convoys: how many vehicles, ready together, escorted at head and tail, and listed in the plan."""

from collections import defaultdict
from itertools import groupby, islice

from mamarr.planning.docket import Docket
from mamarr.planning.record import COMMITTED, Entry, Record
from mamarr.planning.timetable import Plan
from mamarr.scenario.fleet import ConvoyRules

Convoy = list[Entry]


def check_convoys(plan: Plan, record: Record, docket: Docket) -> None:
    """Look at every convoy that the entries form, and at the list of them."""
    rules = plan.scenario.convoys
    for convoy in record.convoys:
        if len(convoy) > rules.largest:
            docket.add("judge.convoy-size", convoy[rules.largest].path, found=len(convoy), wanted=rules.largest)
        if any(entry.trip == COMMITTED for entry in convoy):
            continue  # it was let go before the plan began
        if rules.together:
            _check_together(convoy, docket)
        if rules.escorts and any(entry.has_people for entry in convoy):
            _check_escorts(convoy, rules, docket)
    _check_list(plan, record.convoys, docket)


def _check_together(convoy: Convoy, docket: Docket) -> None:
    first = min(entry.enters_s for entry in convoy)
    for entry in convoy:
        if entry.ready_s > first:
            docket.add("judge.together", entry.path, found=entry.ready_s, wanted=first)


def _check_escorts(convoy: Convoy, rules: ConvoyRules, docket: Docket) -> None:
    """At its head and, with two or more, at its tail; of vehicles that enter together any may be the first or last."""
    found = sum(entry.is_escort for entry in convoy)
    head, tail = convoy[0], convoy[-1]
    if found < rules.escorts:
        docket.add("judge.escorts", head.path, found=found, wanted=rules.escorts)
    for end, is_needed in ((head, True), (tail, rules.escorts > 1)):
        at_end = [entry for entry in convoy if entry.enters_s == end.enters_s]
        if is_needed and found >= rules.escorts and not any(entry.is_escort for entry in at_end):
            docket.add("judge.escort-place", end.path)


def _check_list(plan: Plan, convoys: list[Convoy], docket: Docket) -> None:
    """Compare the convoys that the plan lists with those that the entries form, each once; trips in order of entry."""
    formed: dict[tuple[str, ...], list[Convoy]] = defaultdict(list)
    for each in convoys:
        convoy = [entry for entry in each if entry.trip != COMMITTED]
        if convoy:
            formed[tuple(sorted(plan.trips[entry.trip].id for entry in convoy))].append(convoy)
    for index, listed in enumerate(plan.convoys):
        matches = formed.get(tuple(sorted(listed)), [])
        match = next((convoy for convoy in matches if _is_in_order(listed, convoy, plan)), None)
        if match is None:
            wanted = "its trips in order of entry" if matches else "a run of entries less than the interval apart"
            docket.add("judge.convoys", f"convoys[{index}]", found=", ".join(listed), wanted=wanted)
        if match is not None:
            matches.remove(match)
        elif matches:
            matches.pop()
    for key, left in formed.items():
        if left:
            docket.add("judge.convoys", "convoys", found=", ".join(key), wanted="a list that names this convoy")


def _is_in_order(listed: tuple[str, ...], convoy: Convoy, plan: Plan) -> bool:
    """Say whether *listed* names the entries of *convoy* in order; those of the same second in any order."""
    rest = iter(listed)
    together = (
        sorted(plan.trips[entry.trip].id for entry in entries)
        for _, entries in groupby(convoy, key=lambda entry: entry.enters_s)
    )
    return all(sorted(islice(rest, len(names))) == names for names in together)
