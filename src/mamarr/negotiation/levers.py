"""Levers: the asks that a scenario suggests, each with the changes it stands for.

Only what makes sense is derived: nobody asks for a lane where nothing is inspected. Why each may be called a relaxation
(granted, it need not be used, so no plan is lost): lanes, bays, vehicles and stretchers may stand empty; a longer pause may
be left earlier; whoever may be inspected or drive faster may hold before; a road open both ways may be driven in turns; a
release, a link, a ban and an escort that are no longer demanded may be kept all the same. An order at the checkpoint is
different: it says who waits, so another order forbids what the first one allowed, and it is no relaxation.
"""

from collections.abc import Iterator

from mamarr.negotiation.asks import Ask, Scale, changed
from mamarr.negotiation.hours import hours, later_and_earlier
from mamarr.scenario.fleet import VehicleClass
from mamarr.scenario.places import AssemblyPoint, Checkpoint
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario

SLOW_KMH = 30.0
"""A road on which nobody may go faster than this is worth asking about."""
FASTEST_KMH = 120.0
EVERYBODY = 1_000_000

PROTECTIONS = (
    "monitors-at-checkpoint",
    "no-removal-without-monitor",
    "liaison-officer",
    "reconfirm",
    "aid-and-heating",
    "no-boarding-before-release",
)
"""Asks without a value in time. They are listed, never ranked, never dropped."""


def levers(scenario: Scenario) -> tuple[Ask, ...]:
    """Return every ask that *scenario* suggests, those about the narrow places of most corridors first; protections last."""
    found = [
        *_lanes(scenario),
        *_service(scenario),
        *later_and_earlier(scenario),
        *_vehicles(scenario),
        *_stretchers(scenario),
        *_both_ways(scenario),
        *_agreements(scenario),
        *hours(scenario),
        *_roads(scenario),
        *_bays(scenario),
        *_convoys(scenario),
        *_reception(scenario),
        *_aid(scenario),
        *_priority(scenario),
    ]
    return (*found, *protections(scenario))


def protections(scenario: Scenario) -> Iterator[Ask]:
    """Yield the asks that no clock measures."""
    for code in PROTECTIONS:
        if code in ("monitors-at-checkpoint", "no-removal-without-monitor", "liaison-officer"):
            for gate in scenario.checkpoints:
                yield Ask(id=f"{code}_{gate.id}".replace("-", "_"), code=code, terms={"place": gate.id})
        elif code == "reconfirm":
            for pause in scenario.pauses:
                yield Ask(id=f"reconfirm_{pause.id}", code=code, terms={"pause": pause.id, "every_s": 2 * 3600})
        else:
            yield Ask(id=code.replace("-", "_"), code=code)


def _working_gates(scenario: Scenario) -> list[Checkpoint]:
    return [gate for gate in scenario.checkpoints if 0 < gate.lanes < UNLIMITED and any(gate.service_time_s.values())]


def _carriers(scenario: Scenario) -> list[VehicleClass]:
    """Classes that carry people, those with stretchers first."""
    found = [each for each in scenario.fleet if each.count and (each.seats or each.stretchers) and not each.escort]
    return sorted(found, key=lambda each: each.stretchers == 0)


def _lanes(scenario: Scenario) -> Iterator[Ask]:
    for gate in _working_gates(scenario):
        yield Ask(
            id=f"lane_{gate.id}",
            code="lanes",
            terms={"place": gate.id, "n": gate.lanes + 1, "before": gate.lanes},
            changes=(changed(gate.id, "lanes", gate.lanes + 1),),
            family=f"lanes {gate.id}",
            cost=4,
        )


def _service(scenario: Scenario) -> Iterator[Ask]:
    """Ambulances in half the time (a medical lane); every vehicle in three quarters of it."""
    for gate in _working_gates(scenario):
        family = f"service {gate.id}"
        for vehicle in _carriers(scenario):
            before = gate.inspection_s(vehicle.id) or 0
            after = _whole(before // 2)
            if vehicle.stretchers and 0 < after < before:
                yield Ask(
                    id=f"service_{vehicle.id}_{gate.id}",
                    code="service-class",
                    terms={"place": gate.id, "class": vehicle.id, "seconds": after, "before_s": before},
                    changes=(changed(gate.id, f"service_time.{vehicle.id}", f"{after} s"),),
                    scale=Scale(before=before, asked=after, step=10, unit="s"),
                    family=family,
                    cost=2,
                )
        shorter = {name: _whole(seconds * 3 // 4) for name, seconds in gate.service_time_s.items()}
        if any(after < gate.service_time_s[name] for name, after in shorter.items()) and all(shorter.values()):
            named = max(shorter, key=lambda name: gate.service_time_s[name])
            yield Ask(
                id=f"service_{gate.id}",
                code="service",
                terms={"place": gate.id, "seconds": shorter[named], "before_s": gate.service_time_s[named]},
                changes=(changed(gate.id, "service_time", {name: f"{s} s" for name, s in shorter.items()}),),
                family=family,
                cost=3,
            )


def _whole(seconds: int) -> int:
    """Return *seconds* in whole minutes where that is at least one."""
    return seconds // 60 * 60 if seconds >= 60 else seconds


def _vehicles(scenario: Scenario) -> Iterator[Ask]:
    """A quarter more of each class that carries people; further: so many that each carries but one load."""
    people = scenario.people_total
    lying = sum(group.to_move for group in scenario.groups if group.travels == "stretcher")
    for vehicle in _carriers(scenario):
        more = -(-vehicle.count // 4)
        carried, room = (people, vehicle.room) if vehicle.room else (lying, vehicle.stretchers)
        loads = -(-carried // max(1, room)) + len(scenario.assembly_points)
        yield Ask(
            id=f"more_{vehicle.id}",
            code="vehicles",
            terms={"class": vehicle.id, "n": vehicle.count + more, "more": more, "before": vehicle.count},
            changes=(changed(vehicle.id, "count", vehicle.count + more),),
            scale=Scale(before=vehicle.count, asked=vehicle.count + more, step=1),
            further=(changed(vehicle.id, "count", max(vehicle.count + more, loads)),),
            family=f"count {vehicle.id}",
            cost=1,
        )


def _stretchers(scenario: Scenario) -> Iterator[Ask]:
    if not any(group.travels == "stretcher" for group in scenario.groups):
        return
    for vehicle in _carriers(scenario):
        if vehicle.stretchers:
            n = 2 * vehicle.stretchers
            yield Ask(
                id=f"stretchers_{vehicle.id}",
                code="stretchers",
                terms={"class": vehicle.id, "n": n, "before": vehicle.stretchers},
                changes=(changed(vehicle.id, "stretchers", n),),
                family=f"stretchers {vehicle.id}",
                cost=2,
            )


def _both_ways(scenario: Scenario) -> Iterator[Ask]:
    for leg in scenario.legs:
        if leg.traffic == "alternating":
            yield Ask(
                id=f"both_ways_{leg.id}",
                code="both-ways",
                terms={"place": leg.id},
                changes=(changed(leg.id, "traffic", "both"),),
                family=f"traffic {leg.id}",
                cost=5,
            )
        elif leg.id in scenario.convoys.where:
            yield Ask(
                id=f"second_lane_{leg.id}",
                code="second-lane",
                terms={"place": leg.id, "n": leg.lanes + 1, "before": leg.lanes},
                changes=(changed(leg.id, "lanes", leg.lanes + 1),),
                family=f"road lanes {leg.id}",
                cost=5,
            )


def _roads(scenario: Scenario) -> Iterator[Ask]:
    """Twice the speed on a slow road that every convoy drives; further: as if it took no time."""
    for leg in scenario.legs:
        is_narrow = leg.traffic == "alternating" or leg.id in scenario.convoys.where
        if is_narrow and leg.speed_kmh is not None and leg.speed_kmh <= SLOW_KMH and leg.length_m:
            kmh = 2 * leg.speed_kmh
            yield Ask(
                id=f"speed_{leg.id}",
                code="speed",
                terms={"place": leg.id, "kmh": round(kmh), "before_kmh": round(leg.speed_kmh)},
                changes=(changed(leg.id, "speed", f"{kmh} km/h"),),
                further=(changed(leg.id, "speed", f"{FASTEST_KMH} km/h"),),
                family=f"speed {leg.id}",
                cost=3,
            )


def _agreements(scenario: Scenario) -> Iterator[Ask]:
    """A release that holds nobody back, and movements no longer tied to another place."""
    holders = [each for each in scenario.places if isinstance(each, AssemblyPoint | Checkpoint) and each.release]
    for place in holders:
        release = place.release
        if release is not None:
            field = "release.vehicles" if release.vehicles is not None else "release.persons"
            changes = [changed(place.id, field, EVERYBODY)]
            if release.first_s:
                changes.append(changed(place.id, "release.first", "0 s"))
            yield Ask(
                id=f"no_release_{place.id}",
                code="no-release",
                terms={"place": place.id, "n": release.batch, "every_s": release.every_s},
                changes=tuple(changes),
                family=f"release {place.id}",
                cost=5,
            )
            double = 2 * release.batch
            yield Ask(
                id=f"larger_release_{place.id}",
                code="larger-release",
                terms={"place": place.id, "n": double, "before": release.batch, "every_s": release.every_s},
                changes=(changed(place.id, field, double),),
                family=f"release {place.id}",
                cost=3,
            )
    for link in scenario.linked:
        yield Ask(
            id=f"no_link_{link.id}",
            code="no-link",
            terms={"link": link.id, "n": link.step, "others": link.others_step},
            changes=(changed(link.id, "ahead", EVERYBODY),),
            family=f"link {link.id}",
            cost=5,
        )


def _bays(scenario: Scenario) -> Iterator[Ask]:
    points = [point for point in scenario.assembly_points if 0 < point.bays < UNLIMITED]
    if points:
        yield Ask(
            id="more_bays",
            code="bays",
            terms={"more": 2},
            changes=tuple(changed(point.id, "bays", point.bays + 2) for point in points),
            family="bays",
            cost=1,
        )


def _convoys(scenario: Scenario) -> Iterator[Ask]:
    rules = scenario.convoys
    if rules.where and rules.largest < sum(vehicle.count for vehicle in scenario.fleet):
        n = 2 * rules.largest
        yield Ask(
            id="larger_convoys",
            code="convoy-size",
            terms={"n": n, "before": rules.largest},
            changes=(changed("convoys", "largest", f"{n} vehicles"),),
            family="convoys",
            cost=2,
        )
    if rules.where and rules.escorts:
        yield Ask(
            id="no_escort",
            code="no-escort",
            terms={"n": rules.escorts},
            changes=(changed("convoys", "escorts", 0),),
            family="escorts",
            cost=3,
        )
        for vehicle in scenario.fleet:
            if vehicle.escort and vehicle.count:
                yield Ask(
                    id=f"more_{vehicle.id}",
                    code="escorts",
                    terms={"class": vehicle.id, "n": 2 * vehicle.count, "before": vehicle.count},
                    changes=(changed(vehicle.id, "count", 2 * vehicle.count),),
                    family="escorts",
                    cost=2,
                )


def _reception(scenario: Scenario) -> Iterator[Ask]:
    for centre in scenario.reception_centres:
        if 0 < centre.capacity_per_hour < UNLIMITED:
            n = 2 * centre.capacity_per_hour
            yield Ask(
                id=f"reception_{centre.id}",
                code="reception",
                terms={"place": centre.id, "n": n, "before": centre.capacity_per_hour},
                changes=(changed(centre.id, "capacity_per_hour", n),),
                family=f"reception {centre.id}",
                cost=2,
            )


def _aid(scenario: Scenario) -> Iterator[Ask]:
    """Aid convoys at another hour: what has to come early may come until the end."""
    for aid in scenario.aid:
        if aid.latest_s is not None and aid.latest_s < scenario.ends_s:
            yield Ask(
                id=f"aid_later_{aid.id}",
                code="aid-later",
                terms={"aid": aid.id, "until_s": scenario.ends_s},
                changes=(changed(aid.id, "latest", f"{scenario.ends_s} s"),),
                family=f"aid {aid.id}",
                cost=1,
            )


def _priority(scenario: Scenario) -> Iterator[Ask]:
    """Vehicles with stretchers before all others, where the checkpoint has another order."""
    carriers = _carriers(scenario)
    lying = [each.id for each in carriers if each.stretchers]
    for gate in _working_gates(scenario):
        order = (*lying, *(name for name in gate.priority if name not in lying))
        if lying and len(carriers) > len(lying) and gate.priority[: len(lying)] != tuple(lying):
            yield Ask(
                id=f"ambulances_first_{gate.id}",
                code="ambulances-first",
                terms={"place": gate.id},
                changes=(changed(gate.id, "priority", list(order)),),
                family=f"priority {gate.id}",
                cost=1,
                relaxes=False,
            )
