"""Sums of every shape where something is there twice: classes, kinds of people, points, centres, times. Added up by hand.

The world is that of `every_shape`, whose figures its docstring tells.
"""

import pytest
from every_shape import (
    ALLEY,
    ALTERNATING,
    AMBULANCE,
    BUS,
    CAMP,
    CARS,
    CLINIC,
    CONVOYS,
    FAMILIES,
    GATE,
    INSPECTED,
    LANE,
    LYING,
    PATIENTS,
    ROAD,
    SCHOOL,
    VAN,
    Tree,
    bound,
    camp,
    each,
    first,
    gate,
    onward,
    scenario,
    school,
    steps,
    uses,
    work,
)
from test_audit_every_shape import codes

from mamarr import Scenario
from mamarr.planning.timetable import Bound, Term

BOTH = BUS | {"id": "both", "seats": 4, "stretchers": 2, "count": 1}
SLOW_CLINIC: Tree = {
    "places": [SCHOOL, GATE, CAMP, CLINIC | {"boarding": "1000 s"}],
    "legs": [LANE, ROAD, ALLEY | {"travel": "100 s"}],
    "groups": [FAMILIES, PATIENTS],
}
"""Beside the school a clinic 100 s from the gate, where boarding takes 1,000 s."""
QUICK_CARS = CARS | {"ready": "0 s"}
NO_WAY_BACK: Tree = {"traffic": "one-way"}
COLUMNS = FAMILIES | {"travels": "own vehicle", "persons_per_vehicle": 20}


def two_centres(*, at_camp: Tree | None = None, at_town: Tree | None = None, street: str = "600 s") -> Scenario:
    """The families may go to a town too, which a street leads to."""
    return scenario(
        places=[SCHOOL, GATE, CAMP | (at_camp or {}), CAMP | {"id": "town"} | (at_town or {})],
        legs=[LANE, ROAD, ROAD | {"id": "street", "to": "town", "travel": street}],
        groups=[FAMILIES | {"destinations": ["camp", "town"]}],
    )


SUMS: dict[str, tuple[Scenario, int, Bound]] = {
    # Four loads of two buses and four who lie, of one ambulance: eight uses of three vehicles would be three openings, but the
    # ambulance alone needs four. 720 + 6 x 600, four more out, five back less three: 720 + 3,600 + 120 + 60 + 660.
    "turns of the kind that needs the most": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS, groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS, AMBULANCE]),
        44,
        bound("throat-leg-turns", 5160, ("road",), first(720), uses(8), steps(6, 600, "transits"),
              steps(4, 30, "headways-out"), steps(2, 30, "headways-back"), onward(660)),
    ),
    # Who sits takes a tenth of a bus, which leaves six tenths of the other class for its two who lie: 40 / 10 + 6 x 0.3 = 5.8 vehicles.
    "rounds by shares": (
        scenario(groups=[FAMILIES, LYING | {"headcount": 6}], fleet=[BUS, BOTH]),
        46,
        bound("throat-rounds", 3360, (), first(300), uses(6), steps(1, 1980), onward(1080)),
    ),
    # 43 of them: 40 / 10 + 3 x 0.3 = 4.9.
    "rounds by shares of some": (
        scenario(groups=[FAMILIES, LYING | {"headcount": 6}], fleet=[BUS, BOTH]),
        43,
        bound("throat-rounds", 3360, (), first(300), uses(5), steps(1, 1980), onward(1080)),
    ),
    # Convoys need not keep apart more than vehicles do.
    "a leg without gaps": (
        scenario(convoys=CONVOYS | {"interval": "10 s"}),
        40,
        bound("throat-leg", 1470, ("road",), first(720), uses(4), steps(3, 30), onward(660)),
    ),
    "the capacity of two centres": (
        two_centres(at_camp={"capacity": 25}, at_town={"capacity": 10}),
        35,
        bound("capacity-people", 35, ("camp", "town"), Term(code="persons", persons=35)),
    ),
    # 25 in the first hour.
    "the hours of two centres": (
        two_centres(at_camp={"capacity_per_hour": 15}, at_town={"capacity_per_hour": 10}),
        40,
        bound("throat-reception-hour", 4980, ("camp", "town"), first(1380), uses(40), steps(1, 3600), onward(0)),
    ),
    # Three bays, and nobody is out of one in less than 45 s: two services.
    "the bays of two centres": (
        two_centres(at_camp={"bays": 1}, at_town={"bays": 2, "alighting": "45 s"}),
        40,
        bound("throat-alighting", 1410, ("camp", "town"), first(1320), uses(4), steps(2, 45, "services"), onward(0)),
    ),
    # Boarding 300 to 420, at the camp 1,320; the town is 100 s farther.
    "ready for the nearer centre": (
        two_centres(street="700 s"),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    # The forty who are ready at once are enough for forty.
    "ready, and nobody else is needed": (
        scenario(groups=[FAMILIES, FAMILIES | {"id": "late", "headcount": 5, "ready": "5000 s"}]),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    # The only bus is at the gate at 500, not at 0.
    "ready when the only bus is free": (
        scenario(fleet=[BUS | {"count": 1}], commitments=[{"vehicle": "bus/1", "at": "gate", "until": "500 s"}]),
        40,
        bound("throat-ready", 1880, ("school",), first(800, "families"), onward(1080)),
    ),
    # Eleven seats: 1,980 / 11 = 180 s a person, 11 x 180 less 2 x 900 is 180 s for two buses.
    "time of the fleet for a few": (
        scenario(fleet=[BUS | {"seats": 11}]),
        11,
        bound("throat-fleet-time", 390, (), first(300), work(180), each(90), onward(0)),
    ),
    # From the camp 900 to the school, 700 to the clinic. A passage from the school 120 + 900 + 60 + 700 = 1,780, from the clinic
    # 120 + 700 + 60 + 700 = 1,580: 5 x 158 and 40 x 178 less 2 x 700. A bus is at the clinic at 100.
    "time of the fleet from two points": (
        scenario(
            places=[SCHOOL, GATE, CAMP, CLINIC],
            legs=[LANE, ROAD, ALLEY | {"travel": "100 s"}],
            groups=[FAMILIES, PATIENTS],
        ),
        45,
        bound("throat-fleet-time", 3355, (), first(100), work(6510), each(3255), onward(0)),
    ),
    # At the gate at 720, when it closes: it is of no use before 4,000.
    "work in the second opening": (
        scenario(
            places=gate(
                service_time=INSPECTED,
                opening_hours=[{"from": "0 s", "until": "720 s"}, {"from": "4000 s", "until": "9000 s"}],
            ),
            fleet=[BUS, VAN],
        ),
        40,
        bound("throat-checkpoint-work", 4860, ("gate",), first(4000), work(200), each(200), onward(660)),
    ),
    # 37 x 4.5 s = 166.5 s of work, which two lanes share.
    "work is a whole number of seconds": (
        scenario(places=gate(lanes=2), groups=[COLUMNS], fleet=[]),
        37,
        bound("throat-checkpoint-work", 984, ("gate",), first(300), work(167), each(84), onward(600)),
    ),
    # Nobody boards where there is no bay, but cars need none.
    "carriable without a bay": (
        scenario(places=school(bays=0), groups=[FAMILIES, CARS]),
        8,
        bound("carriable", 8, (), Term(code="loads", count=2, each=4)),
    ),
    "a centre for one": (
        scenario(places=camp(capacity=1)),
        1,
        bound("capacity-people", 1, ("camp",), Term(code="persons", persons=1)),
    ),
    # Three people, the third two hours behind the first.
    "one an hour": (
        scenario(places=camp(capacity_per_hour=1)),
        3,
        bound("throat-reception-hour", 8580, ("camp",), first(1380), uses(3), steps(2, 3600), onward(0)),
    ),
    # The nearer of two centres receives nobody.
    "ready for the centre that has room": (
        two_centres(at_camp={"capacity": 0}, street="700 s"),
        40,
        bound("throat-ready", 1480, ("school",), first(300, "families"), onward(1180)),
    ),
    "ready for the centre that receives": (
        two_centres(at_camp={"capacity_per_hour": 0}, street="700 s"),
        40,
        bound("throat-ready", 1480, ("school",), first(300, "families"), onward(1180)),
    ),
    # Who begins to board at 2,280, one turn behind 300, is received at 3,360.
    "people by rounds that end at the last second": (
        scenario(3360),
        40,
        bound("throat-rounds-people", 40, (), uses(4), Term(code="loads", count=4, each=10)),
    ),
    "people by rounds that end a second too late": (
        scenario(3359),
        20,
        bound("throat-rounds-people", 20, (), uses(2), Term(code="loads", count=2, each=10)),
    ),
    # Nobody is back sooner than at the clinic, and nobody out sooner than from the school: 700 + 120 + 900 + 60 = 1,780. The clinic is
    # reached at 100; behind the second turn the school is quicker.
    "rounds by way of two points": (
        scenario(**SLOW_CLINIC),
        45,
        bound("throat-rounds", 4740, (), first(100), uses(5), steps(2, 1780), onward(1080)),
    ),
    # From one entry to the next a vehicle boards where it came back to: at the school 600 + 60 + 900 + 120 + 300.
    "rounds of a leg by way of one point": (
        scenario(**SLOW_CLINIC),
        45,
        bound("throat-leg-rounds", 5340, ("road",), first(720), uses(5), steps(2, 1980), onward(660)),
    ),
    "a class of which there is none": (
        scenario(fleet=[BUS, BUS | {"id": "coach", "seats": 30, "count": 0}]),
        40,
        bound("carriable", 40, (), Term(code="loads", count=4, each=10)),
    ),
    # Forty times a tenth of 120 + 900 + 60.
    "time of a fleet that never comes back": (
        scenario(legs=[LANE | NO_WAY_BACK, ROAD | NO_WAY_BACK], fleet=[BUS | {"stationed": "school"}]),
        40,
        bound("throat-fleet-time", 2160, (), first(0), work(4320), each(2160), onward(0)),
    ),
    "an inspection of one second": (
        scenario(places=gate(service_time="1 s")),
        40,
        bound("throat-checkpoint", 1384, ("gate",), first(720), uses(4), steps(4, 1, "services"), onward(660)),
    ),
    # Cars of four are at the gate at 300, four buses and two cars in all.
    "a checkpoint that cars reach first": (
        scenario(places=gate(), groups=[FAMILIES, QUICK_CARS]),
        48,
        bound("throat-checkpoint", 1440, ("gate",), first(300), uses(6), steps(6, 90, "services"), onward(600)),
    ),
    "a checkpoint that cars reach first, written first": (
        scenario(places=gate(), groups=[QUICK_CARS, FAMILIES]),
        48,
        bound("throat-checkpoint", 1440, ("gate",), first(300), uses(6), steps(6, 90, "services"), onward(600)),
    ),
    # Who comes by bus costs nothing, who comes by car 22.5 s.
    "work of cars alone": (
        scenario(places=gate(service_time={"bus": "0 s", "cars": "90 s"}), groups=[FAMILIES, QUICK_CARS]),
        48,
        bound("throat-checkpoint-work", 1080, ("gate",), first(300), work(180), each(180), onward(600)),
    ),
}  # fmt: skip

NOT_HERE: dict[str, tuple[Scenario, int, str]] = {
    "one of two centres holds everybody": (two_centres(at_camp={"capacity": 25}), 35, "capacity-people"),
    "one of two centres receives everybody": (
        two_centres(at_camp={"capacity_per_hour": 15}), 40, "throat-reception-hour",
    ),
    "one of two centres has bays for everybody": (two_centres(at_camp={"bays": 1}), 40, "throat-alighting"),
    "one of two centres takes no time": (
        two_centres(at_camp={"bays": 1}, at_town={"bays": 1, "alighting": "0 s"}), 40, "throat-alighting",
    ),
    "places for whom there is nobody": (scenario(places=camp(places_for={"stretcher": 3})), 40, "places-people"),
    "persons for whom no lane is there": (
        scenario(places=gate(serves="persons", service_time="2 s", lanes=0)), 40, "throat-checkpoint-persons",
    ),
    # 10 x 180 s are what two buses need not do at the end
    "all work is the way back": (scenario(fleet=[BUS | {"seats": 11}]), 10, "throat-fleet-time"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(SUMS))
def test_the_sum_by_hand_is_true_and_none_of_another_size(name: str) -> None:
    scene, people, said = SUMS[name]
    assert said.value == sum(term.amount for term in said.terms)
    assert codes(scene, people, said) == []
    for number, term in enumerate(said.terms):
        for field in ("s", "count", "each_s", "persons", "each"):
            for change in (-1, 1):
                if getattr(term, field) is not None:
                    other = term.replace(**{field: getattr(term, field) + change})
                    terms = (*said.terms[:number], other, *said.terms[number + 1 :])
                    lie = said.replace(terms=terms, value=sum(each.amount for each in terms))
                    assert codes(scene, people, lie) == ["bound.term"], (term, field, change)


@pytest.mark.parametrize("name", list(NOT_HERE))
def test_a_limit_that_is_none_makes_no_sum(name: str) -> None:
    scene, people, kind = NOT_HERE[name]
    assert codes(scene, people, bound(kind, 0, ())) == ["bound.not-here"]
