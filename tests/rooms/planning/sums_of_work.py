"""Sums of rounds, and of the work of vehicles and checkpoints. Added up by hand, in the worlds of `more_shapes`."""

from every_shape import (
    ALLEY,
    BUS,
    CAMP,
    CARS,
    CLINIC,
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
from more_shapes import (
    BESIDES,
    BOTH,
    COLUMNS,
    IN_WHEELCHAIRS,
    MIXED,
    NEAR_CLINIC,
    NO_WAY_BACK,
    ONCE,
    QUICK_CARS,
    SLOW_CLINIC,
    TWO_KINDS,
    two_centres,
)

from mamarr import Scenario
from mamarr.planning.timetable import Bound, Term

SUMS: dict[str, tuple[Scenario, int, Bound]] = {
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
    # Forty times a tenth of 120 + 900 + 60.
    "time of a fleet that never comes back": (
        scenario(legs=[LANE | NO_WAY_BACK, ROAD | NO_WAY_BACK], fleet=[BUS | {"stationed": "school"}]),
        40,
        bound("throat-fleet-time", 2160, (), first(0), work(4320), each(2160), onward(0)),
    ),
    # Who comes by bus costs nothing, who comes by car 22.5 s.
    "work of cars alone": (
        scenario(places=gate(service_time={"bus": "0 s", "cars": "90 s"}), groups=[FAMILIES, QUICK_CARS]),
        48,
        bound("throat-checkpoint-work", 1080, ("gate",), first(300), work(180), each(180), onward(600)),
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
    # By 2,700 the last boards at the clinic at 1,820, more than a turn of 700 + 120 + 700 + 60 behind 100.
    "people by rounds of the nearer point": (
        scenario(2700, **NEAR_CLINIC),
        40,
        bound("throat-rounds-people", 40, (), uses(4), Term(code="loads", count=4, each=10)),
    ),
    # One in each bus.
    "rounds of wheelchairs": (
        scenario(groups=[FAMILIES, IN_WHEELCHAIRS], fleet=[BUS | {"wheelchairs": 1}]),
        43,
        bound("throat-rounds", 3360, (), first(300, "wheelchair"), uses(3), steps(1, 1980), onward(1080)),
    ),
    "rounds by no centre that is not accepted": (
        scenario(**BESIDES),
        40,
        bound("throat-rounds", 3360, (), first(300), uses(4), steps(1, 1980), onward(1080)),
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
