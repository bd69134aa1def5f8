"""Plans made by hand: a small one, and one of the reference case's size with made-up but consistent times."""

from itertools import count

import pytest

from mamarr import Alternative, Certificate, Plan, Scenario, Trip
from mamarr.document import Name
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.timetable import LegStop, PlaceStop
from mamarr.scenario import shape
from mamarr.scenario.parties import Party
from mamarr.scenario.places import Checkpoint


def _trips(scenario: Scenario, share: float, spacing_s: int) -> list[Trip]:
    """Everybody of a share of each group, one vehicle after another, each load from one group and place."""
    hub, lane = shape.hub(scenario), shape.lane(scenario)
    alighting = scenario.reception_centres[0].alighting_s
    found: list[Trip] = []
    numbers = {vehicle.id: count(1) for vehicle in scenario.fleet}
    for group in scenario.groups:
        field = "stretchers" if group.travels == "stretcher" else "seats"
        vehicle = next(each for each in scenario.fleet if getattr(each, field))
        point = scenario.place(group.at)
        inward = sum(leg.drive_s for leg in shape.inner_legs(scenario, group.at))
        left = int(group.headcount * share)
        while left:
            aboard = min(left, getattr(vehicle, field))
            left -= aboard
            departs = len(found) * spacing_s
            begins = departs + inward
            at_hub = begins + point.boarding_s + inward
            enters = at_hub + (240 if scenario.checkpoints else 0)
            leaves = enters + lane.drive_s
            hub_stop = PlaceStop(at=hub, arrives=at_hub, leaves=enters)
            stops = (
                PlaceStop(at=hub, leaves=departs),
                PlaceStop(at=group.at, arrives=begins, begins=begins, leaves=begins + point.boarding_s),
                hub_stop.replace(begins=at_hub) if scenario.checkpoints else hub_stop,
                LegStop(leg=lane.id, enters=enters, leaves=leaves),
                PlaceStop(at=lane.to_place, arrives=leaves, begins=leaves, received=leaves + alighting),
            )
            name = f"{vehicle.id}/{(next(numbers[vehicle.id]) - 1) % vehicle.count + 1}"
            found.append(Trip(id=f"t{len(found)}", vehicle=name, load={group.id: aboard}, stops=stops))
    return found


def _back(scenario: Scenario, trips: list[Trip]) -> list[Trip]:
    lane = shape.lane(scenario)
    start = max(trip.received_s or 0 for trip in trips)
    stops = (
        PlaceStop(at=lane.to_place, leaves=start),
        LegStop(leg=lane.id, enters=start, leaves=start + lane.drive_s),
        PlaceStop(at=lane.from_place, arrives=start + lane.drive_s),
    )
    return [Trip(id="back", vehicle=trips[0].vehicle, stops=stops)]


def by_hand(scenario: Scenario, share: float, spacing_s: int) -> Plan:
    """Return a plan that brings out *share* of each group, with its bounds, another order and a certificate."""
    out = _trips(scenario, share, spacing_s)
    trips = [*out, *_back(scenario, out)]
    runs = [tuple(trip.id for trip in out[start : start + 10]) for start in range(0, len(out), 10)]
    plan = Plan(scenario=scenario, method="by hand", trips=tuple(trips), convoys=(*runs, ("back",)))
    other = Alternative(
        code="other-order",
        objective=("wounded", "people"),
        people_out=plan.people_out - 1,
        clearance_s=plan.clearance_s,
        by_category={"wounded": 3, "stretcher": 2},
        mean_wounded_s=plan.mean_wounded_s,
        separated=0,
        remaining=plan.remaining,
    )
    return plan.replace(
        bounds=hand_bounds(scenario, plan.people_out),
        alternatives=(other,),
        certificate=Certificate(plan_allowed=True, bound_true=True),
    )


@pytest.fixture(scope="session")
def small(one_road: Scenario) -> Plan:
    """Everybody out over one road, without a wall clock and without a map."""
    return by_hand(one_road, 1, 3000)


@pytest.fixture(scope="session")
def large(aleppo: Scenario) -> Plan:
    """A fifth of 8,000 people, among them companions whose patients stay."""
    return by_hand(aleppo, 0.2, 300)


@pytest.fixture(scope="session")
def separating(large: Plan) -> Plan:
    """The same without some of the patients."""
    lying = [trip for trip in large.trips if any(group.endswith("stretcher") for group in trip.load)]
    gone = {trip.id for trip in lying[:10]}
    kept = tuple(trip for trip in large.trips if trip.id not in gone)
    runs = tuple(run for each in large.convoys if (run := tuple(trip for trip in each if trip not in gone)))
    return large.replace(trips=kept, convoys=runs)


@pytest.fixture(scope="session")
def guarded(large: Plan) -> Plan:
    """The same with a party at the checkpoint and on the corridor, another on the inner roads, and rules for turning back."""
    scenario = large.scenario
    lane = shape.lane(scenario).id
    places = [
        place.replace(can_be_blocked_by=("army",)) if isinstance(place, Checkpoint) else place
        for place in scenario.places
    ]
    legs = [
        leg.replace(
            can_be_blocked_by=("army",),
            last_return=Name(en="the second bridge", ar="الجسر الثاني"),
            shelter=Name(en="the school cellar", ar="قبو المدرسة"),
            abort=Name(en="stop, report, wait", ar="قف وأبلغ وانتظر"),
        )
        if leg.id == lane
        else leg.replace(can_be_blocked_by=("council",))
        for leg in scenario.legs
    ]
    parties = [
        Party(id="army", name=Name(en="The army", ar="الجيش")),
        Party(id="council", name=Name(en="The council", ar="المجلس")),
    ]
    return large.replace(
        scenario=scenario.replace(places=tuple(places), legs=tuple(legs), parties=tuple(parties)), fingerprint=""
    )
