"""Sums of checkpoints, releases, bays and legs. Added up by hand, in the worlds of `more_shapes`."""

from every_shape import (
    ALLEY,
    ALTERNATING,
    AMBULANCE,
    BUS,
    CAMP,
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
    VAN,
    bound,
    first,
    gate,
    onward,
    scenario,
    school,
    steps,
    uses,
)
from more_shapes import FOR_A_TIME, LATE, MIXED, NEAR_CLINIC, ONCE, QUICK_CARS

from mamarr import Scenario
from mamarr.planning.timetable import Bound, Term

SUMS: dict[str, tuple[Scenario, int, Bound]] = {
    # Four loads of two buses and four who lie, of one ambulance: eight uses of three vehicles would be three openings, but the
    # ambulance alone needs four. 720 + 6 x 600, four more out, five back less three: 720 + 3,600 + 120 + 60 + 660.
    "turns of the kind that needs the most": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS, groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS, AMBULANCE]),
        44,
        bound("throat-leg-turns", 5160, ("road",), first(720), uses(8), steps(6, 600, "transits"),
              steps(4, 30, "headways-out"), steps(2, 30, "headways-back"), onward(660)),
    ),
    # Convoys need not keep apart more than vehicles do.
    "a leg without gaps": (
        scenario(convoys=CONVOYS | {"interval": "10 s"}),
        40,
        bound("throat-leg", 1470, ("road",), first(720), uses(4), steps(3, 30), onward(660)),
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
    "a release at the last second": (
        scenario(1380, places=school(release={"vehicles": 1, "first": "300 s", "every": "600 s"}), fleet=[ONCE]),
        10,
        bound("throat-release-people", 10, ("school",), uses(1), Term(code="loads", count=1, each=10)),
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
    # By 1,600 the last enters the road at 940, the bypass at 640: 220 s at the gate.
    "people by a checkpoint with two ways out": (
        scenario(1600, places=gate(), legs=[LANE, ROAD, ROAD | {"id": "bypass", "travel": "900 s"}]),
        20,
        bound("throat-checkpoint-people", 20, ("gate",), uses(2), Term(code="loads", count=2, each=10)),
    ),
    "one load": (
        scenario(places=gate()),
        10,
        bound("throat-checkpoint", 1470, ("gate",), first(720), uses(1), steps(1, 90, "services"), onward(660)),
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
}  # fmt: skip
