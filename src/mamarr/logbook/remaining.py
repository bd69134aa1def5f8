"""remaining(): what a situation leaves of a scenario. Replanning is planning: the same line runs again on this.

The clock zero of the smaller scenario is the instant of the situation. Who does not wait any more stands in `accounted`; vehicles
that are under way, elsewhere or out of service are fixed commitments; movements that were notified stay as they were notified.
"""

from typing import Any

from mamarr.errors import MamarrError
from mamarr.logbook.holding import GroupLedger, Holding, PauseState
from mamarr.logbook.whereabouts import Committed, whereabouts
from mamarr.scenario.agreements import Link
from mamarr.scenario.commitments import Commitment
from mamarr.scenario.later import behind, later
from mamarr.scenario.pauses import PauseWindow
from mamarr.scenario.people import Group
from mamarr.scenario.places import ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED, elapsed_s
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Spell

_ACCOUNTED = ("received", "declined", "did not come", "turned back", "held", "another side", "died")


def now_s(situation: Holding, scenario: Scenario) -> int:
    """Return the instant of *situation* on the clock of *scenario*, in seconds; 0 before it starts.

    Raises
    ------
    MamarrError
        log.no-scenario: neither has a clock zero on the wall.
    """
    zero = scenario.starts or situation.zero
    if zero is None:
        raise MamarrError("log.no-scenario")
    return max(0, elapsed_s(zero, situation.at))


def remaining(situation: Holding, scenario: Scenario, *, keep_notified: bool = True) -> Scenario:
    """Return what is left of *scenario* at *situation*; the same scenario where nothing has happened at clock zero.

    Raises
    ------
    MamarrError
        log.no-scenario, log.over.
    """
    begins = now_s(situation, scenario)
    scenario = _with_pauses(scenario, situation, begins)
    committed = whereabouts(situation, scenario, begins)
    links = _links(situation, scenario, begins)
    scenario = later(scenario, begins)
    changes: dict[str, Any] = {
        "groups": _groups(situation, scenario, committed),
        "legs": _closed(situation, scenario),
        "places": _centres(situation, scenario),
        "commitments": _commitments(situation, scenario, committed, keep_notified=keep_notified),
        "linked": links,
    }
    if situation.aid:
        changes["aid"] = tuple(
            aid.replace(tonnes=max(0, aid.tonnes - situation.aid.get(aid.id, 0))) for aid in scenario.aid
        )
    return scenario.replace(**changes)


# Pauses and roads


def _with_pauses(scenario: Scenario, situation: Holding, begins: int) -> Scenario:
    """Return *scenario* with the pauses as they were changed; one that is suspended or cancelled ends now."""
    changed = {each.pause: each for each in situation.pauses}
    if not changed:
        return scenario
    return scenario.replace(
        pauses=tuple(
            _pause(pause, changed[pause.id], scenario, begins) if pause.id in changed else pause
            for pause in scenario.pauses
        )
    )


def _pause(pause: PauseWindow, state: PauseState, scenario: Scenario, begins: int) -> PauseWindow:
    zero = scenario.starts
    opens = pause.opens_s if state.opens is None or zero is None else max(0, elapsed_s(zero, state.opens))
    closes = pause.closes_s if state.closes is None or zero is None else max(0, elapsed_s(zero, state.closes))
    is_off = state.state == "cancelled" or (state.state == "suspended" and state.opens is None)
    if is_off:
        opens, closes = min(opens, begins), min(closes, begins)
    return pause.replace(opens_s=opens, closes_s=closes)


def _closed(situation: Holding, scenario: Scenario) -> tuple[Leg, ...]:
    """Return the legs with what is closed now: until it is expected to open, or for good."""
    spells: dict[str, list[Spell]] = {}
    checkpoints = {place.id: place for place in scenario.checkpoints}
    for closure in situation.closures:
        until = scenario.ends_s
        if closure.until is not None:
            until = min(until, elapsed_s(situation.at, closure.until))
        if until <= 0:
            continue
        place = checkpoints.get(closure.at)
        for name in [leg.id for leg in behind(scenario, place)] if place is not None else [closure.at]:
            spells.setdefault(name, []).append(Spell(from_s=0, until_s=until))
    return tuple(
        leg.replace(closed=(*leg.closed, *spells[leg.id])) if leg.id in spells else leg for leg in scenario.legs
    )


def _centres(situation: Holding, scenario: Scenario) -> tuple[Any, ...]:
    """Return the places: a centre has as much less room as people were received there."""
    groups = {group.id: group for group in scenario.groups}
    places = []
    for place in scenario.places:
        there = [each for each in situation.whereabouts if each.at == place.id and each.state == "received"]
        if not isinstance(place, ReceptionCentre) or not there:
            places.append(place)
            continue
        changes: dict[str, Any] = {}
        if place.capacity < UNLIMITED:
            changes["capacity"] = max(0, place.capacity - sum(each.persons for each in there))
        if place.places_for:
            used = {
                kind: sum(each.persons for each in there if each.group in groups and kind in _kinds(groups[each.group]))
                for kind in place.places_for
            }
            changes["places_for"] = {
                kind: limit if limit >= UNLIMITED else max(0, limit - used[kind])
                for kind, limit in place.places_for.items()
            }
        places.append(place.replace(**changes) if changes else place)
    return tuple(places)


def _kinds(group: Group) -> set[str]:
    lying = "stretcher" if group.travels == "stretcher" else "seat"
    triage = (group.triage or "stable") if group.category == "wounded" else group.triage or ""
    return {group.category, lying, triage, *group.needs}


# People


def _groups(situation: Holding, scenario: Scenario, committed: list[Committed]) -> tuple[Group, ...]:
    ledgers = {each.group: each for each in situation.people}
    lost: dict[str, int] = {}
    for each in committed:
        if each.vehicle is None:  # aboard something that the scenario does not know: nobody can plan for them
            for group, persons in each.load.items():
                lost[group] = lost.get(group, 0) + persons
    groups = [
        _group(group, ledgers[group.id], lost.get(group.id, 0), scenario.ends_s) if group.id in ledgers else group
        for group in scenario.groups
    ]
    left = {group.id: group.to_move for group in groups}
    return tuple(
        group.replace(companions=None) if group.companions and _is_over(group, left, scenario) else group
        for group in groups
    )


def _is_over(group: Group, left: dict[str, int], scenario: Scenario) -> bool:
    """No patient is left, though there were some: who accompanied them is tied to nobody any more."""
    before = next(each for each in scenario.groups if each.id == group.id)
    return left[group.id] == 0 and before.headcount > 0


def _group(group: Group, ledger: GroupLedger, lost: int, ends_s: int) -> Group:
    said = ledger.model_dump(by_alias=True)
    accounted = {state: said[state] for state in _ACCOUNTED if said[state]}
    unaccounted = ledger.unaccounted + ledger.not_explained + min(lost, ledger.aboard)
    if unaccounted:
        accounted["unaccounted"] = unaccounted
    if ledger.total == group.headcount and accounted == group.accounted and ledger.state != "not ready":
        return group
    changes: dict[str, Any] = {"headcount": ledger.total, "accounted": accounted}
    if ledger.state == "not ready":
        changes["ready_s"] = ends_s  # nobody knows when it will be
    return group.replace(**changes)


def _links(situation: Holding, scenario: Scenario, begins: int) -> tuple[Link, ...]:
    """Return each link with the steps that are still open: never more than the agreed step lets go."""
    before = {group.id: sum(group.accounted.values()) for group in scenario.groups}
    at = {group.id: group.at for group in scenario.groups}
    ledgers = [each for each in situation.people if each.group in at]
    found = []
    for link in scenario.linked:
        gone = sum(
            each.total - each.waiting - each.declined - each.did_not_come - before[each.group]
            for each in ledgers
            if at[each.group] in link.these
        )
        received = sum(each.received for each in ledgers if at[each.group] in link.others)
        received += sum(each.persons for each in link.elsewhere if each.at_s <= begins)
        open_steps = link.ahead + (received // link.others_step if link.others_step else 0)
        used = -(-max(0, gone) // link.step) if link.step else 0
        elsewhere = tuple(each.replace(at_s=each.at_s - begins) for each in link.elsewhere if each.at_s > begins)
        is_new = bool(begins or gone or received)
        found.append(link.replace(ahead=max(0, open_steps - used), elsewhere=elsewhere) if is_new else link)
    return tuple(found)


# Vehicles


def _commitments(
    situation: Holding, scenario: Scenario, committed: list[Committed], *, keep_notified: bool
) -> tuple[Commitment, ...]:
    fixed = [each.commitment() for each in committed if each.vehicle is not None]
    named = {each.vehicle for each in fixed}
    kept = [each for each in scenario.commitments if each.vehicle not in named or each.kind == "notified"]
    found = [*kept, *fixed]
    if not keep_notified:
        return tuple(found)
    free = {each.vehicle: each for each in found if each.kind == "fixed"}
    for each in situation.ahead:
        if each.movement not in situation.notified:
            continue
        leaves = elapsed_s(situation.at, each.leaves)
        if not is_within_notice(leaves, scenario):
            continue
        if leaves >= 0 and each.load and _can_keep(each.vehicle, each.at, leaves, free, scenario):
            found.append(Commitment(vehicle=each.vehicle, at=each.at, until_s=leaves, load=each.load, kind="notified"))
    return tuple(found)


def is_within_notice(leaves_s: int, scenario: Scenario) -> bool:
    """Say whether a movement that leaves in so many seconds leaves too soon to be notified otherwise."""
    return scenario.notice_s is None or leaves_s <= scenario.notice_s


def _can_keep(vehicle: str, at: str, leaves: int, free: dict[str, Commitment], scenario: Scenario) -> bool:
    """Say whether a vehicle can be at a point, and have boarded, by the second at which it was notified to leave."""
    point = next((place for place in scenario.assembly_points if place.id == at), None)
    kind = next((each for each in scenario.fleet if each.id == vehicle.partition("/")[0]), None)
    if point is None or kind is None:
        return False
    begins, place = 0, kind.stationed
    held = free.get(vehicle)
    if held is not None:
        if held.load:
            return False
        begins, place = held.until_s, held.at
        leg = next((leg for leg in scenario.legs if leg.id == held.at), None)
        if leg is not None:
            place = leg.to_place if held.direction == "out" else leg.from_place
    if place == at:
        return begins + point.boarding_s <= leaves
    ways = [route for route in (scenario.route(at, place), scenario.route(place, at)) if route is not None]
    return any(begins + sum(leg.drive_s for leg in way) + point.boarding_s <= leaves for way in ways)
