"""What there is: what places can hold, what vehicles there are, and what is said of each group."""

from collections.abc import Iterable, Sequence

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Column, Heading, Table
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import listed, say
from mamarr.reporting.wording.numbers import duration, number, time_of
from mamarr.scenario.checks import visible
from mamarr.scenario.people import Group
from mamarr.scenario.places import OTHER, AnyPlace, AssemblyPoint, Checkpoint, Junction, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario


def provisions(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the places, vehicles and groups of the scenario with their limits and terms."""
    scenario = plan.scenario
    blocks = [*_places(scenario, language), *_vehicles(scenario, language), *_groups(scenario, language)]
    return [Heading(say("heading-provisions", language), 3, anchor), *blocks] if blocks else []


def _table(
    caption: str, codes: Sequence[str], numbers: Iterable[str], rows: Iterable[Sequence[str]], language: str
) -> list[Block]:
    found, numeric = tuple(tuple(row) for row in rows), set(numbers)
    columns = tuple(Column(say(f"column-{code}", language), is_number=code in numeric) for code in codes)
    return [Table(say(caption, language), columns, found)] if found else []


def _most(limit: int, language: str) -> str:
    return say("unlimited", language) if limit >= UNLIMITED else number(limit, language)


def _places(scenario: Scenario, language: str) -> list[Block]:
    rows = [
        (
            names.place(scenario, place.id, language),
            say(f"kind-of-{place.kind.replace(' ', '-')}", language),
            _most(place.lanes if isinstance(place, Checkpoint) else place.bays, language),
            _takes(place, scenario, language),
            _holds(place, language),
        )
        for place in scenario.places
        if not isinstance(place, Junction)
    ]
    codes = ("place", "kind", "bays-or-lanes", "takes", "holds-at-most")
    return _table("table-capacities", codes, ("bays-or-lanes",), rows, language)


def _takes(place: AnyPlace, scenario: Scenario, language: str) -> str:
    """Return how long one vehicle stands there."""
    if isinstance(place, AssemblyPoint):
        parts = [say("takes-boarding", language, time=duration(place.boarding_s, language))]
        parts += [say("takes-gathering", language, time=duration(place.gather_s, language))] * bool(place.gather_s)
    elif isinstance(place, ReceptionCentre):
        parts = [say("takes-alighting", language, time=duration(place.alighting_s, language))]
        parts += [say("takes-handover", language, time=duration(place.handover_s, language))] * bool(place.handover_s)
    elif isinstance(place, Checkpoint):
        parts = [
            duration(seconds, language)
            if name == OTHER
            else f"{names.vehicle_class(scenario, name, language)} {duration(seconds, language)}"
            for name, seconds in place.service_time_s.items()
        ]
        parts.append(say(f"inspects-{place.serves}-{place.direction}", language))
        if place.priority:
            ranks = (names.vehicle_class(scenario, each, language) for each in place.priority)
            parts.append(say("takes-first", language, classes=listed(ranks, language)))
    else:
        parts = []
    return listed(parts, language) if parts else ""


def _holds(place: AnyPlace, language: str) -> str:
    parts = []
    if isinstance(place, AssemblyPoint | ReceptionCentre) and place.capacity < UNLIMITED:
        parts.append(say("people", language, n=place.capacity))
    if isinstance(place, ReceptionCentre):
        if place.capacity_per_hour < UNLIMITED:
            parts.append(say("holds-per-hour", language, people=say("people", language, n=place.capacity_per_hour)))
        for kind, most in place.places_for.items():
            parts.append(say("holds-kind", language, kind=_kind(kind, language), n=_most(most, language)))
    if isinstance(place, Checkpoint) and place.room < UNLIMITED:
        parts.append(say("holds-waiting", language, vehicles=say("vehicles", language, n=place.room)))
    return listed(parts, language) if parts else say("unlimited", language)


def _kind(kind: str, language: str) -> str:
    """Return a kind of people for whom a centre has places: a category, a way to travel, an urgency or a need."""
    for prefix in ("kind", "triage", "need"):
        named = names.word(prefix, "fighter" if kind.startswith("fighter") else kind, language)
        if named != visible(kind):
            return named
    return visible(kind)


def _vehicles(scenario: Scenario, language: str) -> list[Block]:
    rows = []
    for each in scenario.fleet:
        terms = [say("term-escort", language)] if each.escort else []
        terms += [say("term-tonnes", language, n=each.tonnes)] if each.tonnes else []
        terms += [say("term-wheelchairs", language, n=each.wheelchairs)] if each.wheelchairs else []
        terms += [names.word("need", need, language) for need in each.offers]
        terms += [say("term-points", language, n=each.points_per_trip)] if each.points_per_trip > 1 else []
        terms += [say("term-filled", language, n=each.room)] if each.room < each.seats else []
        if each.duty_s is not None:
            rest = duration(each.rest_s, language)
            terms.append(say("term-duty", language, time=duration(each.duty_s, language), rest=rest))
        if each.range_m is not None:
            terms.append(say("term-range", language, n=f"{each.range_m / 1000:g}"))
        terms.append(say(f"at-end-{each.at_end}", language))
        rows.append(
            (
                names.vehicle_class(scenario, each.id, language),
                *(number(n, language) for n in (each.count, each.seats, each.stretchers)),
                names.place(scenario, each.stationed, language),
                listed(terms, language),
            )
        )
    codes = ("class", "count", "seats", "stretchers", "stationed", "terms")
    return _table("table-vehicles", codes, ("count", "seats", "stretchers"), rows, language)


def _groups(scenario: Scenario, language: str) -> list[Block]:
    rows = [
        (
            names.group(scenario, group.id, language),
            number(group.to_move, language),
            say(f"travels-{group.travels.replace(' ', '-')}", language),
            listed((names.place(scenario, each, language) for each in group.destinations), language),
            "" if not group.ready_s else time_of(group.ready_s, scenario, language),
            _terms(group, scenario, language),
        )
        for group in scenario.groups
    ]
    codes = ("group", "people", "travels", "to", "ready", "terms")
    return _table("table-groups", codes, ("people",), rows, language)


def _terms(group: Group, scenario: Scenario, language: str) -> str:
    terms = []
    if group.moves_itself:
        terms.append(say("term-own-means", language, n=group.means, each=number(group.persons_per_vehicle, language)))
    if group.companions is not None:
        named = names.group(scenario, group.companions.group, language)
        terms.append(say(f"term-ride-{group.companions.ride.replace(' ', '-')}", language, group=named))
        terms += [say("term-alone", language)] if group.companions.may_go_alone else []
    if group.indivisible:
        terms.append(say("term-indivisible", language))
    if group.apart_from:
        others = listed((names.group(scenario, each, language) for each in group.apart_from), language, "; ")
        terms.append(say("term-apart", language, groups=others))
    if group.longest_aboard_s is not None:
        terms.append(say("term-aboard", language, time=duration(group.longest_aboard_s, language)))
    if group.choice is not None:
        terms.append(say("term-may-stay" if group.choice.may_stay else "term-may-not-stay", language))
        if group.choice.heard_by:
            terms.append(say("term-heard", language, by=visible(group.choice.heard_by)))
    return listed(terms, language, "؛ " if language == "ar" else "; ") if terms else ""
