"""What a plan out of a strange file must be before it can be printed: its ids those of its scenario, its numbers sane.

Whether the plan is allowed is the judge's question; here it is only whether a page of it can be written at all.
"""

from collections.abc import Iterator

from mamarr.errors import Finding, MamarrError
from mamarr.planning.timetable import Alternative, Bound, LegStop, Plan, Trip
from mamarr.scenario import checks
from mamarr.scenario.network import Network
from mamarr.scenario.quantities import LARGEST

_MOST_FINDINGS = 20


def check(plan: Plan) -> None:
    """Raise every reason, at most twenty, why *plan* cannot be printed.

    Raises
    ------
    MamarrError
        The errors of its scenario; judge.unknown, judge.no-stops, judge.number.
    """
    found = []
    for finding in _findings(plan):
        found.append(finding)
        if len(found) == _MOST_FINDINGS:
            break
    if found:
        raise MamarrError(found[0].code, found)


def _findings(plan: Plan) -> Iterator[Finding]:
    scenario = plan.scenario
    errors = [finding for finding in checks.findings(scenario) if finding.severity == "error"]
    yield from errors
    if errors:
        return
    if scenario.network is not None:
        yield from _city(plan, scenario.network)
        return
    known = {
        "group": {group.id for group in scenario.groups},
        "group or aid": {*(group.id for group in scenario.groups), *(aid.id for aid in scenario.aid)},
        "place": {place.id for place in scenario.places},
        "leg": {leg.id for leg in scenario.legs},
        "vehicle class": {
            *(vehicle.id for vehicle in scenario.fleet),
            *(group.id for group in scenario.groups if group.moves_itself),
        },
        "trip": {trip.id for trip in plan.trips},
    }
    for number, trip in enumerate(plan.trips):
        yield from _trip(trip, f"trips[{number}]", known)
    for number, run in enumerate(plan.convoys):
        yield from (_unknown("trip", each, f"convoys[{number}]") for each in run if each not in known["trip"])
    for number, bound in enumerate(plan.bounds):
        yield from _bound(bound, f"bounds[{number}]", known["place"] | known["leg"])
    for number, other in enumerate(plan.alternatives):
        yield from _alternative(other, f"alternatives[{number}]", known)


def _city(plan: Plan, network: Network) -> Iterator[Finding]:
    flows, legs = plan.flows, len(network.legs.from_place)
    if flows is None or plan.step_s is None or plan.step_s < 1:
        yield Finding("judge.columns", "flows", None, {"found": "no flow or no step", "name": "flows"})
    elif len({len(flows.leg), len(flows.enters_s), len(flows.persons)}) > 1:
        yield Finding("judge.columns", "flows", None, {"found": "unequal", "name": "flows"})
    elif flows.leg and not (min(flows.leg) >= 0 and max(flows.leg) < legs and min(flows.enters_s) >= 0):
        yield Finding("judge.flow-entry", "flows", None, {"found": f"{max(flows.leg)}", "name": "leg"})
    if plan.certificate is None or not plan.certificate.plan_allowed:
        yield Finding("judge.refused", "", None, {"found": plan.fingerprint[:12] or "this plan"})
    for index, bound in enumerate(plan.bounds):
        for term in bound.terms:
            if term.code == "through" and not ((term.of or "").isdecimal() and int(term.of or 0) < legs):
                yield _unknown("leg", str(term.of), f"bounds[{index}].terms")


def _trip(trip: Trip, path: str, known: dict[str, set[str]]) -> Iterator[Finding]:
    if not trip.stops:
        yield Finding("judge.no-stops", path, None, {"found": trip.id})
    if trip.vehicle.partition("/")[0] not in known["vehicle class"]:
        yield _unknown("vehicle class", trip.vehicle, f"{path}.vehicle")
    for name, amount in trip.load.items():
        if name not in known["group or aid"]:
            yield _unknown("group", name, f"{path}.load")
        yield from _number(amount, f"{path}.load.{name}")
    for index, stop in enumerate(trip.stops):
        here = f"{path}.stops[{index}]"
        what, name = ("leg", stop.leg) if isinstance(stop, LegStop) else ("place", stop.at)
        if name not in known[what]:
            yield _unknown(what, name, here)
        for value in stop.model_dump(exclude={"at", "leg"}, exclude_none=True).values():
            yield from _number(value, here)


def _bound(bound: Bound, path: str, spots: set[str]) -> Iterator[Finding]:
    yield from (_unknown("place", name, f"{path}.places") for name in bound.places if name not in spots)
    yield from _number(bound.value, f"{path}.value")
    for index, term in enumerate(bound.terms):
        for value in term.model_dump(exclude={"code", "of"}, exclude_none=True).values():
            yield from _number(value, f"{path}.terms[{index}]")


def _alternative(other: Alternative, path: str, known: dict[str, set[str]]) -> Iterator[Finding]:
    for index, entry in enumerate(other.remaining):
        if entry.group not in known["group"]:
            yield _unknown("group", entry.group, f"{path}.remaining[{index}]")
        yield from _number(entry.persons, f"{path}.remaining[{index}]")
    for value in (
        other.people_out,
        other.clearance_s,
        other.mean_wounded_s,
        other.separated,
        *other.by_category.values(),
    ):
        yield from _number(value, path)


def _unknown(what: str, name: str, path: str) -> Finding:
    return Finding("judge.unknown", path, None, {"what": what, "found": name[:80]})


def _number(value: int, path: str) -> Iterator[Finding]:
    if not 0 <= value <= LARGEST:
        yield Finding("judge.number", path, None, {"found": str(value)[:40], "wanted": f"0 to {LARGEST}"})
