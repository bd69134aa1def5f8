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
    PAUSES,
    ROAD,
    SCHOOL,
    TWO_DAYS,
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
from mamarr.planning.audit_throats import Throats
from mamarr.planning.timetable import Bound, Term

BOTH: Tree = BUS | {"id": "both", "seats": 4, "stretchers": 2, "count": 1}
SLOW_CLINIC: Tree = {
    "places": [SCHOOL, GATE, CAMP, CLINIC | {"boarding": "1000 s"}],
    "legs": [LANE, ROAD, ALLEY | {"travel": "100 s"}],
    "groups": [FAMILIES, PATIENTS],
}
"""Beside the school a clinic 100 s from the gate, where boarding takes 1,000 s."""
QUICK_CARS = CARS | {"ready": "0 s"}
ONCE = BUS | {"points_per_trip": 1}
LATE = FAMILIES | {"id": "late", "headcount": 5, "ready": "5000 s"}
NEAR_CLINIC: Tree = {
    "places": [SCHOOL, GATE, CAMP, CLINIC],
    "legs": [LANE, ROAD, ALLEY | {"travel": "100 s"}],
    "groups": [FAMILIES, PATIENTS],
}
"""Beside the school a clinic 100 s from the gate."""
TWO_KINDS: Tree = {
    "places": [*camp(capacity=99), CLINIC],
    "legs": [LANE, ROAD, ALLEY],
    "groups": [FAMILIES | {"headcount": 11}, PATIENTS | {"headcount": 11}, LYING | {"headcount": 1}],
    "fleet": [ONCE | {"stretchers": 2}],
}
"""Eleven who sit at each of two points, and one who lies; a bus has room for ten and two."""
OR_TOWN: Tree = {
    "places": [SCHOOL, GATE, CAMP, CAMP | {"id": "town"}, CLINIC],
    "legs": [LANE, ROAD, ROAD | {"id": "street", "to": "town"}, ALLEY],
    "groups": [FAMILIES, PATIENTS | {"destinations": ["camp", "town"]}],
}
"""The families accept the camp alone, the patients of a clinic a town too."""
BESIDES: Tree = {
    "places": [SCHOOL, GATE, CAMP, CAMP | {"id": "town"}],
    "legs": [LANE, ROAD, ROAD | {"id": "street", "to": "town", "travel": "100 s"}],
}
"""A town that is nearer, and that nobody accepts."""
IN_WHEELCHAIRS: Tree = FAMILIES | {"id": "wheels", "headcount": 3, "needs": ["wheelchair"]}
FOR_A_TIME: Tree = {"from": "80000 s", "until": "81000 s"}
MIXED: Tree = {"groups": [FAMILIES, LYING | {"headcount": 6}], "fleet": [BUS, BOTH]}
"""Three vehicles, one of them with four seats and room for two who lie."""
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
        two_centres(at_camp={"bays": 1}, at_town={"bays": 2, "alighting": "45 s"}, street="700 s"),
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
    "ready for the centre that has bays": (
        two_centres(at_camp={"bays": 0}, street="700 s"),
        40,
        bound("throat-ready", 1480, ("school",), first(300, "families"), onward(1180)),
    ),
    "ready for no centre that is not accepted": (
        scenario(
            places=[SCHOOL, GATE, CAMP, CAMP | {"id": "town"}],
            legs=[LANE, ROAD, ROAD | {"id": "street", "to": "town", "travel": "100 s"}],
        ),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    # Entries 600 s apart on a road of 600 s: 720 + 1,200 + 60 + 30 + 660, no convoy being left to wait.
    "turns of a road as long as an interval": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS | {"interval": "600 s"}),
        40,
        bound("throat-leg-turns", 2670, ("road",), first(720), uses(4), steps(2, 600, "transits"),
              steps(2, 30, "headways-out"), steps(1, 30, "headways-back"), onward(660)),
    ),
    # One bus has four loads of who sits, two ambulances four who lie.
    "turns of the one bus": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS, groups=[FAMILIES, LYING | {"headcount": 4}],
                 fleet=[BUS | {"count": 1}, AMBULANCE | {"count": 2}]),
        44,
        bound("throat-leg-turns", 5160, ("road",), first(720), uses(8), steps(6, 600, "transits"),
              steps(4, 30, "headways-out"), steps(2, 30, "headways-back"), onward(660)),
    ),
    # 1,400 s of work until 1,700, and one second later the road is open again: 2,200 s for two buses.
    "drives in two times a second apart": (
        scenario(
            pauses=[PAUSES[0], PAUSES[1] | {"opens": "1701 s"}],
            legs=[LANE, ROAD | {"pause": ["day", "late"]}],
        ),
        40,
        bound("throat-fleet-drive", 2801, (), first(1000), work(3600), Term(code="work-before", count=1400),
              Term(code="next-span", s=701), each(1100), onward(0)),
    ),
    # For a time it takes 900 s; whoever drives then is not quicker for it.
    "drives of a road that is slower for a time": (
        scenario(
            pauses=PAUSES,
            legs=[LANE, ROAD | {"pause": ["day", "late"], "changes": [{"from": "3000 s", "until": "4000 s", "travel": "900 s"}]}],
        ),
        40,
        bound("throat-fleet-drive", 4100, (), first(1000), work(3600), Term(code="work-before", count=1400),
              Term(code="next-span", s=2000), each(1100), onward(0)),
    ),
    # Those of the clinic set out at 220: 1,480 s until 1,700, for two buses 2,960 of 45 x 120 - 1,200.
    "drives from two points": (
        scenario(
            places=[SCHOOL, GATE, CAMP, CLINIC],
            pauses=[PAUSES[0] | {"opens": "0 s"}, PAUSES[1]],
            legs=[LANE, ROAD | {"pause": ["day", "late"]}, ALLEY | {"travel": "100 s"}],
            groups=[FAMILIES, PATIENTS],
        ),
        45,
        bound("throat-fleet-drive", 3620, (), first(220), work(4200), Term(code="work-before", count=2960),
              Term(code="next-span", s=2780), each(620), onward(0)),
    ),
    # Lane, 420 at the school; from one entry to the next 300, 600, 60, 900 back, 120.
    "rounds of the first leg": (
        scenario(),
        40,
        bound("throat-leg-rounds", 3360, ("lane",), first(420), uses(4), steps(1, 1980), onward(960)),
    ),
    "ready when the bus comes out of the lane": (
        scenario(
            fleet=[BUS | {"count": 1}],
            commitments=[{"vehicle": "bus/1", "at": "lane", "until": "200 s"}],
        ),
        40,
        bound("throat-ready", 1580, ("school",), first(500, "families"), onward(1080)),
    ),
    "ready when the bus comes in from the lane": (
        scenario(
            fleet=[BUS | {"count": 1}],
            commitments=[{"vehicle": "bus/1", "at": "lane", "until": "200 s", "direction": "in"}],
        ),
        40,
        bound("throat-ready", 1280, ("school",), first(200, "families"), onward(1080)),
    ),
    # An ambulance without seats stands at the school.
    "ready when somebody comes who has room": (
        scenario(fleet=[BUS, AMBULANCE | {"stationed": "school"}]),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "ready when the first pause opens": (
        scenario(places=school(pause=["day", "late"]), pauses=PAUSES),
        40,
        bound("throat-ready", 2080, ("school",), first(1000, "families"), onward(1080)),
    ),
    "ready when boarding is released": (
        scenario(places=school(release={"vehicles": 1, "first": "2000 s", "every": "600 s"}), fleet=[ONCE]),
        40,
        bound("throat-ready", 3080, ("school",), first(2000, "families"), onward(1080)),
    ),
    "ready before leaving is released": (
        scenario(
            places=school(release={"vehicles": 1, "first": "2000 s", "every": "600 s", "boards_before": "true"}), fleet=[ONCE],
        ),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "ready at the last second": (
        scenario(1380), 40, bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "a release at the last second": (
        scenario(1380, places=school(release={"vehicles": 1, "first": "300 s", "every": "600 s"}), fleet=[ONCE]),
        10,
        bound("throat-release-people", 10, ("school",), uses(1), Term(code="loads", count=1, each=10)),
    ),
    "nobody is let go": (
        scenario(
            places=[SCHOOL | {"release": {"vehicles": 0, "first": "0 s", "every": "600 s"}}, GATE, CAMP, CLINIC],
            legs=[LANE, ROAD, ALLEY], groups=[FAMILIES, PATIENTS], fleet=[ONCE],
        ),
        5,
        bound("carriable", 5, (), Term(code="loads", count=1, each=5)),
    ),
    # Four buses of 20 s each, a van takes 20 s.
    "a checkpoint that is quick with some": (
        scenario(places=gate(service_time=INSPECTED), fleet=[BUS, VAN]),
        40,
        bound("throat-checkpoint", 1460, ("gate",), first(720), uses(4), steps(4, 20, "services"), onward(660)),
    ),
    "a checkpoint that is quick with cars": (
        scenario(places=gate(service_time={"bus": "90 s", "cars": "20 s"}), groups=[FAMILIES, QUICK_CARS]),
        48,
        bound("throat-checkpoint", 1020, ("gate",), first(300), uses(6), steps(6, 20, "services"), onward(600)),
    ),
    # 40 / 10 + 6 x 0.3 vehicles and 8 / 4 cars: 7.8.
    "a checkpoint of shares and cars": (
        scenario(places=gate(), groups=[*MIXED["groups"], QUICK_CARS], fleet=MIXED["fleet"]),
        54,
        bound("throat-checkpoint", 1620, ("gate",), first(300), uses(8), steps(8, 90, "services"), onward(600)),
    ),
    # By 1,620 the last car enters the road at 1,020: eight inspections of 90 s in 720 s. Ten would be asked for.
    "people by a checkpoint of cars and buses": (
        scenario(1620, places=gate(), groups=[FAMILIES | {"headcount": 80}, QUICK_CARS]),
        80,
        bound("throat-checkpoint-people", 80, ("gate",), uses(8), Term(code="loads", count=8, each=10)),
    ),
    # Cars need no bay.
    "bays beside cars": (
        scenario(places=school(bays=1), groups=[FAMILIES, QUICK_CARS]),
        48,
        bound("throat-bays", 1740, ("school",), first(300), uses(4), steps(4, 120, "services"), onward(960)),
    ),
    # Eleven who sit at each of two points are two buses each, although one bus has room for twelve of both kinds.
    "rounds of one kind at two points": (
        scenario(
            places=[*camp(capacity=99), CLINIC], legs=[LANE, ROAD, ALLEY],
            groups=[FAMILIES | {"headcount": 11}, PATIENTS | {"headcount": 11}, LYING | {"headcount": 1}],
            fleet=[ONCE | {"stretchers": 2}],
        ),
        23,
        bound("throat-rounds", 3360, (), first(300), uses(4), steps(1, 1980), onward(1080)),
    ),
    # One round of three vehicles: 20 / 10, and three of 0.3 who lie.
    "people by shares of three vehicles": (
        scenario(3000, groups=[FAMILIES | {"headcount": 20}, LYING | {"headcount": 6}], fleet=MIXED["fleet"]),
        23,
        bound("throat-rounds-people", 23, (), uses(3), Term(code="persons", persons=20, of="seat"),
              Term(code="persons", persons=3, of="stretcher")),
    ),
    "rounds to the nearer centre": (
        two_centres(street="700 s"),
        40,
        bound("throat-rounds", 3360, (), first(300), uses(4), steps(1, 1980), onward(1080)),
    ),
    # Who is wounded and nothing else is stable.
    "places for the stable": (
        scenario(places=camp(places_for={"stable": 3}), groups=MIXED["groups"], fleet=MIXED["fleet"]),
        43,
        bound("places-people", 43, ("camp",), Term(code="persons", persons=3, of="stable"), Term(code="elsewhere", persons=40)),
    ),
    "places for the urgent": (
        scenario(
            places=camp(places_for={"immediate": 3}),
            groups=[FAMILIES, LYING | {"headcount": 6, "triage": "immediate"}], fleet=MIXED["fleet"],
        ),
        43,
        bound("places-people", 43, ("camp",), Term(code="persons", persons=3, of="immediate"),
              Term(code="elsewhere", persons=40)),
    ),
    # 22 of them: one who lies, and at least 21 who sit.
    "rounds of one kind at two points, for some": (
        scenario(**TWO_KINDS),
        22,
        bound("throat-rounds", 3360, (), first(300), uses(3), steps(1, 1980), onward(1080)),
    ),
    # From the camp 900 back, from the town 1,000; a passage is no shorter than that to the camp: 40 x 198 less 2 x 1,000.
    "time of the fleet to two centres": (
        two_centres(street="700 s"),
        40,
        bound("throat-fleet-time", 3260, (), first(300), work(5920), each(2960), onward(0)),
    ),
    # Eleven seats and 1,981 s: 10 x 1,981 / 11 is 1,800 and ten elevenths.
    "time of the fleet, one second": (
        scenario(places=school(boarding="121 s"), fleet=[BUS | {"seats": 11}]),
        10,
        bound("throat-fleet-time", 301, (), first(300), work(1), each(1), onward(0)),
    ),
    "turns of a road that is one-way for a time": (
        scenario(legs=[LANE, ALTERNATING | {"changes": [FOR_A_TIME | {"traffic": "one-way"}]}], convoys=CONVOYS),
        40,
        bound("throat-leg-turns", 2670, ("road",), first(720), uses(4), steps(2, 600, "transits"),
              steps(2, 30, "headways-out"), steps(1, 30, "headways-back"), onward(660)),
    ),
    "turns of a road that is slower for a time": (
        scenario(legs=[LANE, ALTERNATING | {"changes": [FOR_A_TIME | {"travel": "900 s"}]}], convoys=CONVOYS),
        40,
        bound("throat-leg-turns", 2670, ("road",), first(720), uses(4), steps(2, 600, "transits"),
              steps(2, 30, "headways-out"), steps(1, 30, "headways-back"), onward(660)),
    ),
    # Sixteen of 5 s fill the 80 s before 800.
    "work that fills the first opening": (
        scenario(places=gate(service_time=INSPECTED, opening_hours=TWO_DAYS), fleet=[BUS, VAN]),
        16,
        bound("throat-checkpoint-work", 1460, ("gate",), first(720), work(80), each(80), onward(660)),
    ),
    "work that fills the first opening of two lanes": (
        scenario(places=gate(lanes=2, service_time=INSPECTED, opening_hours=TWO_DAYS), fleet=[BUS, VAN]),
        32,
        bound("throat-checkpoint-work", 1460, ("gate",), first(720), work(160), each(80), onward(660)),
    ),
    # On a road of 1 s the drives of 1,000 and of 1,001 touch: 8 s of work less 2 for two buses is one time of 3 s.
    "drives in two times that touch": (
        scenario(
            pauses=PAUSES,
            legs=[
                LANE,
                ROAD | {"travel": "1 s", "pause": ["day", "late"], "changes": [{"from": "1001 s", "until": "1100 s", "travel": "1 s"}]},
            ],
        ),
        40,
        bound("throat-fleet-drive", 1003, (), first(1000), work(6), each(3), onward(0)),
    ),
    "carriable, each kind in a class of its own": (
        scenario(groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS, AMBULANCE]),
        44,
        bound("carriable", 44, (), Term(code="loads", count=4, each=10), Term(code="loads", count=4, each=1)),
    ),
    "carriable, one who lies beside those who sit": (
        scenario(groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS | {"stretchers": 1}]),
        44,
        bound("carriable", 44, (), Term(code="loads", count=4, each=11)),
    ),
    # Boarding at 300 and no later: one release, although the next is before the bus has left.
    "releases of those who board at the last second": (
        scenario(1380, places=school(release={"vehicles": 1, "first": "300 s", "every": "100 s"}), fleet=[ONCE]),
        10,
        bound("throat-release-people", 10, ("school",), uses(1), Term(code="loads", count=1, each=10)),
    ),
    "releases of those who leave at the last second": (
        scenario(
            1380, places=school(release={"vehicles": 1, "first": "420 s", "every": "100 s", "boards_before": "true"}), fleet=[ONCE],
        ),
        10,
        bound("throat-release-people", 10, ("school",), uses(1), Term(code="loads", count=1, each=10)),
    ),
    # Whoever is ready late does not keep the others back: the fifth release, of 2,600.
    "releases of some who are late": (
        scenario(
            places=school(release={"vehicles": 1, "first": "200 s", "every": "600 s"}), groups=[FAMILIES, LATE], fleet=[ONCE],
        ),
        45,
        bound("throat-release", 3680, ("school",), first(200), uses(5), steps(4, 600), onward(1080)),
    ),
    "bays of some who are late": (
        scenario(places=school(bays=1), groups=[FAMILIES, LATE]),
        45,
        bound("throat-bays", 1860, ("school",), first(300), uses(5), steps(5, 120, "services"), onward(960)),
    ),
    # One step ahead and four for the five of the clinic and four from elsewhere: nine in twos.
    "a link with people from elsewhere": (
        scenario(
            places=[SCHOOL, GATE, CAMP, CLINIC],
            legs=[LANE, ROAD, ALLEY],
            groups=[FAMILIES, PATIENTS],
            linked=[{"id": "step", "these": ["school"], "step": 6, "others": ["clinic"], "others_step": 2, "ahead": 1,
                     "elsewhere": [{"at": "0 s", "persons": 4}]}],
        ),
        35,
        bound("link-people", 35, ("school",), Term(code="linked-steps", count=5, each=6), Term(code="elsewhere", persons=5)),
    ),
    # By 1,600 the last enters the road at 940, the bypass at 640: 220 s at the gate.
    "people by a checkpoint with two ways out": (
        scenario(1600, places=gate(), legs=[LANE, ROAD, ROAD | {"id": "bypass", "travel": "900 s"}]),
        20,
        bound("throat-checkpoint-people", 20, ("gate",), uses(2), Term(code="loads", count=2, each=10)),
    ),
    # By 2,700 the last boards at the clinic at 1,820, more than a turn of 700 + 120 + 700 + 60 behind 100.
    "people by rounds of the nearer point": (
        scenario(2700, **NEAR_CLINIC),
        40,
        bound("throat-rounds-people", 40, (), uses(4), Term(code="loads", count=4, each=10)),
    ),
    "one load": (
        scenario(places=gate()),
        10,
        bound("throat-checkpoint", 1470, ("gate",), first(720), uses(1), steps(1, 90, "services"), onward(660)),
    ),
    # A van without oxygen stands at the school.
    "ready when somebody comes who has what is needed": (
        scenario(groups=[FAMILIES | {"needs": ["oxygen"]}], fleet=[BUS | {"offers": ["oxygen"]}, VAN | {"stationed": "school"}]),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "the capacity of a centre that some do not need": (
        scenario(**OR_TOWN | {"places": [SCHOOL, GATE, CAMP | {"capacity": 25}, CAMP | {"id": "town"}, CLINIC]}),
        30,
        bound("capacity-people", 30, ("camp",), Term(code="persons", persons=25), Term(code="elsewhere", persons=5)),
    ),
    "more capacity than people": (
        scenario(places=camp(capacity=99)), 40, bound("capacity-people", 40, ("camp",), Term(code="persons", persons=40)),
    ),
    "places of a centre that some do not need": (
        scenario(**OR_TOWN | {"places": [SCHOOL, GATE, CAMP | {"places_for": {"seat": 7}}, CAMP | {"id": "town"}, CLINIC]}),
        12,
        bound("places-people", 12, ("camp",), Term(code="persons", persons=7, of="seat"), Term(code="elsewhere", persons=5)),
    ),
    "more places than people": (
        scenario(places=camp(places_for={"seat": 99})),
        40,
        bound("places-people", 40, ("camp",), Term(code="persons", persons=40, of="seat")),
    ),
    # Until 1,100 nobody has 120 s.
    "ready when a boarding fits into a pause": (
        scenario(places=school(pause=["day", "late"]), pauses=[PAUSES[0] | {"closes": "1100 s"}, PAUSES[1]]),
        40,
        bound("throat-ready", 4080, ("school",), first(3000, "families"), onward(1080)),
    ),
    # A van of four stands at the school.
    "ready when all of them have room": (
        scenario(groups=[FAMILIES | {"headcount": 8, "indivisible": "true"}], fleet=[BUS, VAN | {"stationed": "school"}]),
        8,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "ready when they are gathered": (
        scenario(places=school(gather="700 s")),
        40,
        bound("throat-ready", 1780, ("school",), first(700, "families"), onward(1080)),
    ),
    "ready, and not handed over": (
        scenario(places=camp(handover="7 s")),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "ready in isolation": (
        scenario(groups=[FAMILIES | {"needs": ["isolation"]}]),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "ready when the first of two buses is free": (
        scenario(commitments=[{"vehicle": "bus/1", "at": "gate", "until": "500 s"},
                              {"vehicle": "bus/2", "at": "gate", "until": "200 s"}]),
        40,
        bound("throat-ready", 1580, ("school",), first(500, "families"), onward(1080)),
    ),
    "ready when another class is free": (
        scenario(fleet=[BUS | {"count": 1}, VAN], commitments=[{"vehicle": "bus/1", "at": "gate", "until": "500 s"}]),
        40,
        bound("throat-ready", 1380, ("school",), first(300, "families"), onward(1080)),
    ),
    "ready, and no bay is needed": (
        scenario(places=camp(bays=0), groups=[QUICK_CARS]),
        8,
        bound("throat-ready", 900, ("school",), first(0, "cars"), onward(900)),
    ),
    # One in each bus.
    "rounds of wheelchairs": (
        scenario(groups=[FAMILIES, IN_WHEELCHAIRS], fleet=[BUS | {"wheelchairs": 1}]),
        43,
        bound("throat-rounds", 3360, (), first(300, "wheelchair"), uses(3), steps(1, 1980), onward(1080)),
    ),
    "carriable with wheelchairs": (
        scenario(groups=[FAMILIES, IN_WHEELCHAIRS], fleet=[BUS | {"wheelchairs": 1}]),
        43,
        bound("carriable", 43, (), Term(code="loads", count=3, each=11), Term(code="loads", count=1, each=10)),
    ),
    # By 1,530 a bus leaves the school at 480, behind it 300, 90, 600 and 60: 180 s, one boarding. A car may leave at 540.
    "people by bays beside cars": (
        scenario(
            1530, places=[SCHOOL | {"bays": 1}, *gate()[1:]], groups=[FAMILIES, QUICK_CARS],
        ),
        18,
        bound("throat-bays-people", 18, ("school",), uses(1), Term(code="loads", count=1, each=10),
              Term(code="elsewhere", persons=8)),
    ),
    "bays beside a clinic": (
        scenario(**NEAR_CLINIC | {"places": [SCHOOL | {"bays": 1}, GATE, CAMP, CLINIC]}),
        45,
        bound("throat-bays", 1740, ("school",), first(300), uses(4), steps(4, 120, "services"), onward(960)),
    ),
    "bays beside a clinic without people": (
        scenario(**NEAR_CLINIC | {"places": [SCHOOL | {"bays": 1}, GATE, CAMP, CLINIC | {"bays": 1}], "groups": [FAMILIES]}),
        40,
        bound("throat-bays", 1740, ("school",), first(300), uses(4), steps(4, 120, "services"), onward(960)),
    ),
    # In the release of 500, but inspected at 810.
    "one release behind the gate": (
        scenario(places=gate(release={"vehicles": 1, "every": "500 s", "boards_before": "true"})),
        10,
        bound("throat-release", 1470, ("gate",), first(500), uses(1), onward(970)),
    ),
    "releases of those who boarded before": (
        scenario(places=school(release={"vehicles": 1, "first": "2000 s", "every": "600 s", "boards_before": "true"}), fleet=[ONCE]),
        40,
        bound("throat-release", 4760, ("school",), first(2000), uses(4), steps(3, 600), onward(960)),
    ),
    # They leave the school at 420, in the release of 400.
    "releases of those who leave": (
        scenario(places=school(release={"vehicles": 1, "first": "0 s", "every": "400 s", "boards_before": "true"}), fleet=[ONCE]),
        40,
        bound("throat-release", 2560, ("school",), first(400), uses(4), steps(3, 400), onward(960)),
    ),
    "releases of one of two points": (
        scenario(
            places=[SCHOOL | {"release": {"vehicles": 1, "first": "200 s", "every": "600 s"}}, GATE, CAMP, CLINIC],
            legs=[LANE, ROAD, ALLEY], groups=[FAMILIES, PATIENTS], fleet=[ONCE],
        ),
        45,
        bound("throat-release", 3080, ("school",), first(200), uses(4), steps(3, 600), onward(1080)),
    ),
    "rounds by no centre that is not accepted": (
        scenario(**BESIDES),
        40,
        bound("throat-rounds", 3360, (), first(300), uses(4), steps(1, 1980), onward(1080)),
    ),
    "the hours of the centre that is accepted": (
        scenario(**BESIDES | {"places": [SCHOOL, GATE, CAMP | {"capacity_per_hour": 15}, CAMP | {"id": "town"}]}),
        40,
        bound("throat-reception-hour", 8580, ("camp",), first(1380), uses(40), steps(2, 3600), onward(0)),
    ),
    # Three entries from 1,000 on, 60 s; nobody is back before 1,100. Five from 3,000 on, in two openings.
    "turns in two times": (
        scenario(
            legs=[LANE, ALTERNATING | {"pause": ["day", "late"]}], pauses=PAUSES, convoys=CONVOYS,
            groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS, AMBULANCE],
        ),
        44,
        bound("throat-leg-turns", 4980, ("road",), first(1000), Term(code="used-before", count=3), Term(code="next-span", s=2000),
              uses(5), steps(2, 600, "transits"), steps(3, 30, "headways-out"), steps(1, 30, "headways-back"), onward(660)),
    ),
    # 30 of the forty who sit are needed: three loads of the one bus.
    "turns for some": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS, groups=[FAMILIES, LYING | {"headcount": 4}],
                 fleet=[BUS | {"count": 1}, AMBULANCE | {"count": 2}]),
        34,
        bound("throat-leg-turns", 3810, ("road",), first(720), uses(4), steps(4, 600, "transits"),
              steps(1, 30, "headways-out"), onward(660)),
    ),
    "turns where no rule of convoys holds": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS | {"where": ["lane"]}),
        40,
        bound("throat-leg-turns", 2580, ("road",), first(720), uses(4), steps(2, 600, "transits"), onward(660)),
    ),
    "people by the time of the fleet, and others": (
        scenario(3000, groups=[FAMILIES, CARS]),
        44,
        bound("throat-fleet-time-people", 44, (), work(7200), Term(code="persons", persons=36, of="families"),
              Term(code="elsewhere", persons=8)),
    ),
    # Until 1,000 two buses drive 580 s each behind 420; 2,440 s are left from 3,000 on.
    "drives of a road that is closed for a time": (
        scenario(legs=[LANE, ROAD | {"closed": [{"from": "1000 s", "until": "3000 s"}]}]),
        40,
        bound("throat-fleet-drive", 4220, (), first(420), work(3600), Term(code="work-before", count=1160),
              Term(code="next-span", s=2580), each(1220), onward(0)),
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
    "received a second too late": (scenario(1379), 40, "throat-ready"),
    "some are inspected in no time": (
        scenario(places=gate(service_time={"bus": "0 s", "van": "20 s"}), fleet=[BUS, VAN]), 40, "throat-checkpoint",
    ),
    "as many lanes as anybody wants": (scenario(places=gate(lanes="unlimited")), 40, "throat-checkpoint"),
    "turns of a road shorter than an interval": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS | {"interval": "601 s"}), 40, "throat-leg-turns",
    ),
    "as many bays as anybody wants": (scenario(), 40, "throat-alighting"),
    "as many lanes as anybody wants, for work": (scenario(places=gate(lanes="unlimited")), 40, "throat-checkpoint-work"),
    "as much room as anybody wants": (scenario(), 40, "capacity-people"),
    "as many places as anybody wants": (scenario(places=camp(places_for={"seat": "unlimited"})), 40, "places-people"),
    "roads that are always open": (scenario(), 40, "throat-fleet-drive-people"),
    "everybody is aboard": (
        scenario(
            places=camp(capacity=99), groups=[FAMILIES | {"headcount": 10}],
            commitments=[{"vehicle": "bus/1", "at": "gate", "until": "60 s", "load": {"families": 10}}],
        ),
        10, "capacity-people",
    ),
    "persons are inspected": (scenario(places=gate(serves="persons", service_time="2 s")), 40, "throat-checkpoint-work"),
    "boarding takes no time": (scenario(places=school(bays=1, boarding="0 s")), 40, "throat-bays"),
    "nobody comes back": (
        scenario(legs=[LANE | NO_WAY_BACK, ROAD | NO_WAY_BACK], fleet=[BUS | {"stationed": "school"}]), 40, "throat-rounds",
    ),
    "a road of no time": (scenario(legs=[LANE, ALTERNATING | {"travel": "0 s"}]), 40, "throat-leg-turns"),
    "places for whom there is nobody": (scenario(places=camp(places_for={"stretcher": 3})), 40, "places-people"),
    "persons for whom no lane is there": (
        scenario(places=gate(serves="persons", service_time="2 s", lanes=0)), 40, "throat-checkpoint-persons",
    ),
    "people by persons for whom no lane is there": (
        scenario(places=gate(serves="persons", service_time="2 s", lanes=0)), 40, "throat-checkpoint-persons-people",
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


def test_shares_are_a_form_of_their_own() -> None:
    """By shares people are counted where some vehicle has room for two kinds, and where both kinds are meant."""
    alone = Throats(scenario(3000)).sums("throat-rounds-people", 40)
    assert alone == [((), (uses(2), Term(code="loads", count=2, each=10)))] * 2  # of anybody, and of those who sit
    # Loads of anybody; who lies takes half of the one vehicle, which leaves nothing for who sits; who sits first takes a tenth of each;
    # then those who lie, and those who sit
    forms = Throats(scenario(3000, **MIXED)).sums("throat-rounds-people", 46)
    assert [terms[1].of for _, terms in forms] == [None, "seat", "seat", None, None]
    assert [terms[1].amount for _, terms in forms] == [30, 40, 30, 2, 30]


@pytest.mark.parametrize("name", list(NOT_HERE))
def test_a_limit_that_is_none_makes_no_sum(name: str) -> None:
    scene, people, kind = NOT_HERE[name]
    assert codes(scene, people, bound(kind, 0, ())) == ["bound.not-here"]
