"""Sums of those who are ready, of who is carried at all, and of centres. Added up by hand, in the worlds of `more_shapes`."""

from every_shape import (
    ALLEY,
    AMBULANCE,
    BUS,
    CAMP,
    CARS,
    CLINIC,
    FAMILIES,
    GATE,
    LANE,
    LYING,
    PATIENTS,
    PAUSES,
    ROAD,
    SCHOOL,
    VAN,
    bound,
    camp,
    first,
    onward,
    scenario,
    school,
    steps,
    uses,
)
from more_shapes import BESIDES, IN_WHEELCHAIRS, MIXED, ONCE, OR_TOWN, QUICK_CARS, two_centres

from mamarr import Scenario
from mamarr.planning.timetable import Bound, Term

SUMS: dict[str, tuple[Scenario, int, Bound]] = {
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
    "a class of which there is none": (
        scenario(fleet=[BUS, BUS | {"id": "coach", "seats": 30, "count": 0}]),
        40,
        bound("carriable", 40, (), Term(code="loads", count=4, each=10)),
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
    "nobody is let go": (
        scenario(
            places=[SCHOOL | {"release": {"vehicles": 0, "first": "0 s", "every": "600 s"}}, GATE, CAMP, CLINIC],
            legs=[LANE, ROAD, ALLEY], groups=[FAMILIES, PATIENTS], fleet=[ONCE],
        ),
        5,
        bound("carriable", 5, (), Term(code="loads", count=1, each=5)),
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
    "carriable with wheelchairs": (
        scenario(groups=[FAMILIES, IN_WHEELCHAIRS], fleet=[BUS | {"wheelchairs": 1}]),
        43,
        bound("carriable", 43, (), Term(code="loads", count=3, each=11), Term(code="loads", count=1, each=10)),
    ),
    "the hours of the centre that is accepted": (
        scenario(**BESIDES | {"places": [SCHOOL, GATE, CAMP | {"capacity_per_hour": 15}, CAMP | {"id": "town"}]}),
        40,
        bound("throat-reception-hour", 8580, ("camp",), first(1380), uses(40), steps(2, 3600), onward(0)),
    ),
}  # fmt: skip
