"""Sums of every shape added up by hand: the working stands beside each of them.

A school, 300 s to a gate, 600 s to a camp. Two buses of ten seats stand at the gate and may board at two points on one trip, which
alone makes it another shape than one lane; forty people wait. First boarding 300, at the gate 300 + 120 + 300 = 720, at the camp
1,320, received 1,380. A turn is 900 back, 120 boarding, 900 out and 60 alighting: 1,980. Four loads.
"""

import json
from typing import Any

import mamarr
from mamarr import Scenario
from mamarr.planning.timetable import Bound, Term
from mamarr.scenario import shape

Tree = dict[str, Any]
SCHOOL: Tree = {"id": "school", "kind": "assembly point", "bays": "unlimited", "boarding": "120 s"}
GATE: Tree = {"id": "gate", "kind": "junction"}
CAMP: Tree = {"id": "camp", "kind": "reception centre", "bays": "unlimited", "alighting": "60 s"}
LANE: Tree = {"id": "lane", "from": "school", "to": "gate", "travel": "300 s", "traffic": "both"}
ROAD: Tree = {"id": "road", "from": "gate", "to": "camp", "travel": "600 s", "traffic": "both"}
BUS: Tree = {"id": "bus", "seats": 10, "count": 2, "stationed": "gate", "points_per_trip": 2}
FAMILIES: Tree = {
    "id": "families",
    "category": "civilian",
    "at": "school",
    "headcount": 40,
    "travels": "seat",
    "destinations": ["camp"],
}
LYING: Tree = FAMILIES | {"id": "lying", "travels": "stretcher", "category": "wounded"}

VAN: Tree = BUS | {"id": "van", "seats": 4, "count": 1}
CARS: Tree = FAMILIES | {
    "id": "cars",
    "travels": "own vehicle",
    "persons_per_vehicle": 4,
    "headcount": 8,
    "ready": "420 s",
}
INSPECTED: Tree = {"bus": "90 s", "van": "20 s"}
TWO_DAYS: list[Tree] = [{"from": "0 s", "until": "800 s"}, {"from": "4000 s", "until": "9000 s"}]
PAUSES: list[Tree] = [
    {"id": "day", "opens": "1000 s", "closes": "1700 s", "margin": "0 s"},
    {"id": "late", "opens": "3000 s", "closes": "20000 s", "margin": "0 s"},
]


def scenario(ends: int = 86400, **sections: object) -> Scenario:
    world = {
        "mamarr": "1",
        "name": {"en": "by hand", "ar": "باليد"},
        "ends": f"{ends} s",
        "places": [SCHOOL, GATE, CAMP],
        "legs": [LANE, ROAD],
        "groups": [FAMILIES],
        "fleet": [BUS],
    }
    found, findings = mamarr.examine(json.dumps(world | sections, ensure_ascii=False))
    assert found is not None, findings
    assert not [finding for finding in findings if finding.severity == "error"], findings
    assert shape.beyond(found)
    return found


def gate(**fields: object) -> list[Tree]:
    return [SCHOOL, {"id": "gate", "kind": "checkpoint", "lanes": 1, "service_time": "90 s"} | fields, CAMP]


def school(**fields: object) -> list[Tree]:
    return [SCHOOL | fields, GATE, CAMP]


def camp(**fields: object) -> list[Tree]:
    return [SCHOOL, GATE, CAMP | fields]


def first(s: int, of: str | None = None) -> Term:
    return Term(code="first-use", s=s, of=of)


def uses(count: int) -> Term:
    return Term(code="uses", count=count)


def steps(count: int, each_s: int, code: str = "steps") -> Term:
    return Term(code=code, count=count, each_s=each_s)


def work(count: int) -> Term:
    return Term(code="work", count=count)


def each(s: int) -> Term:
    return Term(code="work-per-server", s=s)


def onward(s: int) -> Term:
    return Term(code="onward", s=s)


def bound(kind: str, value: int, places: tuple[str, ...], *terms: Term) -> Bound:
    of = "people" if kind.endswith("people") or kind == "carriable" else "clearance_s"
    return Bound(kind=kind, of=of, proof="hand", value=value, places=places, terms=terms)


ALTERNATING = ROAD | {"traffic": "alternating"}
CONVOYS = {"where": ["road"], "largest": "3 vehicles", "headway": "30 s", "interval": "100 s"}
CLINIC = SCHOOL | {"id": "clinic"}
ALLEY = LANE | {"id": "alley", "from": "clinic"}
PATIENTS = FAMILIES | {"id": "patients", "at": "clinic", "headcount": 5}
AMBULANCE = {"id": "ambulance", "seats": 0, "stretchers": 1, "count": 1, "stationed": "gate"}

CASES: dict[str, tuple[Scenario, int, Bound]] = {
    # Two rounds of two buses: 300 + 1,980, then boarding 120, 900 out, 60.
    "rounds": (
        scenario(),
        40,
        bound("throat-rounds", 3360, (), first(300), uses(4), steps(1, 1980), onward(1080)),
    ),
    # One ambulance, four who lie: 300 + 3 x 1,980 + 1,080.
    "rounds of those who lie": (
        scenario(groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS, AMBULANCE]),
        44,
        bound("throat-rounds", 7320, (), first(300, "stretcher"), uses(4), steps(3, 1980), onward(1080)),
    ),
    # Three who lie, each of them handed over for 7 s: one is with the last load at least.
    "rounds with a handover": (
        scenario(places=camp(handover="7 s"), groups=[FAMILIES, LYING | {"headcount": 3}], fleet=[BUS, AMBULANCE]),
        43,
        bound("throat-rounds", 5347, (), first(300, "stretcher"), uses(3), steps(2, 1980), onward(1087)),
    ),
    # Four boardings in one bay: 300 + 480 + 900 + 60.
    "bays": (
        scenario(places=school(bays=1)),
        40,
        bound("throat-bays", 1740, ("school",), first(300), uses(4), steps(4, 120, "services"), onward(960)),
    ),
    # 720 + 4 x 90 + 600 + 60.
    "checkpoint": (
        scenario(places=gate()),
        40,
        bound("throat-checkpoint", 1740, ("gate",), first(720), uses(4), steps(4, 90, "services"), onward(660)),
    ),
    # 280 s before 1,000 hold three inspections; the fourth from 4,000: 720 + 3,280 + 90 + 660.
    "checkpoint over two days": (
        scenario(
            places=gate(opening_hours=[{"from": "0 s", "until": "1000 s"}, {"from": "4000 s", "until": "9000 s"}])
        ),
        40,
        bound(
            "throat-checkpoint",
            4750,
            ("gate",),
            first(720),
            Term(code="used-before", count=3),
            Term(code="next-span", s=3280),
            uses(1),
            steps(1, 90, "services"),
            onward(660),
        ),
    ),
    # Forty persons, 2 s each.
    "checkpoint of persons": (
        scenario(places=gate(serves="persons", service_time="2 s")),
        40,
        bound(
            "throat-checkpoint-persons", 1460, ("gate",), first(720), uses(40), steps(40, 2, "services"), onward(660)
        ),
    ),
    # The release of 200 holds until 800; three more until the fourth: 200 + 1,800 + 1,080.
    "release": (
        scenario(
            places=school(release={"vehicles": 1, "first": "200 s", "every": "600 s"}),
            fleet=[BUS | {"points_per_trip": 1}],
        ),
        40,
        bound("throat-release", 3080, ("school",), first(200), uses(4), steps(3, 600), onward(1080)),
    ),
    # All in the release of 200, but nobody boards before 300.
    "release that is not yet used": (
        scenario(
            places=school(release={"vehicles": 9, "first": "200 s", "every": "600 s"}),
            fleet=[BUS | {"points_per_trip": 1}],
        ),
        40,
        bound("throat-release", 1380, ("school",), first(200), uses(4), onward(1180)),
    ),
    # Fifteen persons each time: 200 + 2 x 600 + 1,080.
    "release of persons": (
        scenario(
            places=school(release={"persons": 15, "first": "200 s", "every": "600 s"}),
            fleet=[BUS | {"points_per_trip": 1}],
        ),
        40,
        bound("throat-release-persons", 2480, ("school",), first(200), uses(40), steps(2, 600), onward(1080)),
    ),
    # Behind the gate from 720 + 90 = 810, in the release of 500: 500 + 3 x 500 + 660.
    "release behind the gate": (
        scenario(places=gate(release={"vehicles": 1, "every": "500 s", "boards_before": "true"})),
        40,
        bound("throat-release", 2660, ("gate",), first(500), uses(4), steps(3, 500), onward(660)),
    ),
    # 720 + 3 x 30 + 70 + 660: three to a convoy, so one gap.
    "leg": (
        scenario(convoys=CONVOYS),
        40,
        bound(
            "throat-leg", 1540, ("road",), first(720), uses(4), steps(3, 30), steps(1, 70, "convoy-gaps"), onward(660)
        ),
    ),
    # Three an hour.
    "leg by the hour": (
        scenario(legs=[LANE, ROAD | {"capacity": 3}]),
        40,
        bound("throat-leg-hour", 4980, ("road",), first(720), uses(4), steps(1, 3600), onward(660)),
    ),
    # From one entry to the next: 600, 60, 600 + 300, 120, 300.
    "leg by rounds": (
        scenario(legs=[LANE, ALTERNATING]),
        40,
        bound("throat-leg-rounds", 3360, ("road",), first(720), uses(4), steps(1, 1980), onward(660)),
    ),
    # Two openings, two transits between them; four out less two, two back less one: 720 + 1,200 + 60 + 30 + 660.
    "leg by turns": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS),
        40,
        bound(
            "throat-leg-turns",
            2670,
            ("road",),
            first(720),
            uses(4),
            steps(2, 600, "transits"),
            steps(2, 30, "headways-out"),
            steps(1, 30, "headways-back"),
            onward(660),
        ),
    ),
    # On two lanes vehicles need not follow each other.
    "leg by turns on two lanes": (
        scenario(legs=[LANE, ALTERNATING | {"lanes": 2}], convoys=CONVOYS),
        40,
        bound("throat-leg-turns", 2580, ("road",), first(720), uses(4), steps(2, 600, "transits"), onward(660)),
    ),
    # Four of them one after the other in one bay.
    "alighting": (
        scenario(places=camp(bays=1)),
        40,
        bound("throat-alighting", 1560, ("camp",), first(1320), uses(4), steps(4, 60, "services"), onward(0)),
    ),
    # Fifteen in the first hour, fifteen in the second, ten in the third.
    "reception by the hour": (
        scenario(places=camp(capacity_per_hour=15)),
        40,
        bound("throat-reception-hour", 8580, ("camp",), first(1380), uses(40), steps(2, 3600), onward(0)),
    ),
    # By 3,000 a boarding begins at 1,920 at the latest: one round of two.
    "people by rounds": (
        scenario(3000),
        20,
        bound("throat-rounds-people", 20, (), uses(2), Term(code="loads", count=2, each=10)),
    ),
    # By 1,500 the last leaves the school at 540: 240 s, two boardings.
    "people by bays": (
        scenario(1500, places=school(bays=1)),
        20,
        bound("throat-bays-people", 20, ("school",), uses(2), Term(code="loads", count=2, each=10)),
    ),
    # By 1,600 the last enters the road at 940: 220 s, two inspections; those of the clinic go round.
    "people by a checkpoint": (
        scenario(
            1600,
            places=[*gate(), CLINIC],
            legs=[LANE, ROAD, ALLEY | {"to": "camp", "travel": "100 s"}],
            groups=[FAMILIES, PATIENTS],
            fleet=[BUS, BUS | {"id": "car", "stationed": "clinic"}],
        ),
        25,
        bound(
            "throat-checkpoint-people",
            25,
            ("gate",),
            uses(2),
            Term(code="loads", count=2, each=10),
            Term(code="elsewhere", persons=5),
        ),
    ),
    # By 1,600: 100 persons of 2 s would fit, there are forty; by 1,420 the last enters at 760: twenty.
    "people by persons": (
        scenario(1420, places=gate(serves="persons", service_time="2 s")),
        20,
        bound("throat-checkpoint-persons-people", 20, ("gate",), Term(code="persons", persons=20)),
    ),
    # By 1,405 the last enters the road at 745: one entry.
    "people by a leg": (
        scenario(1405, convoys=CONVOYS),
        10,
        bound("throat-leg-people", 10, ("road",), uses(1), Term(code="loads", count=1, each=10)),
    ),
    # By shares: seats a tenth each, then nothing of a bus is left for who lies, so those weigh nothing: 6 and 20.
    "people by shares": (
        scenario(3000, groups=[FAMILIES, LYING | {"headcount": 6}], fleet=[BUS | {"stretchers": 2}]),
        20,
        bound(
            "throat-rounds-people",
            26,
            (),
            uses(2),
            Term(code="persons", persons=6, of="stretcher"),
            Term(code="persons", persons=20, of="seat"),
        ),
    ),
    "people by capacity": (
        scenario(places=camp(capacity=25)),
        25,
        bound("capacity-people", 25, ("camp",), Term(code="persons", persons=25)),
    ),
    "people by places": (
        scenario(places=camp(places_for={"seat": 7})),
        7,
        bound("places-people", 7, ("camp",), Term(code="persons", persons=7, of="seat")),
    ),
    # One step ahead and two for the five of the clinic: 3 x 6, and those five.
    "people by a link": (
        scenario(
            places=[SCHOOL, GATE, CAMP, CLINIC],
            legs=[LANE, ROAD, ALLEY],
            groups=[FAMILIES, PATIENTS],
            linked=[{"id": "step", "these": ["school"], "step": 6, "others": ["clinic"], "others_step": 2, "ahead": 1}],
        ),
        23,
        bound(
            "link-people",
            23,
            ("school",),
            Term(code="linked-steps", count=3, each=6),
            Term(code="elsewhere", persons=5),
        ),
    ),
    # Ten of the forty are aboard at clock zero.
    "carriable": (
        scenario(commitments=[{"vehicle": "bus/1", "at": "gate", "until": "60 s", "load": {"families": 10}}]),
        40,
        bound("carriable", 40, (), Term(code="loads", count=3, each=10), Term(code="elsewhere", persons=10)),
    ),
    # A van of four is inspected in 20 s, 5 s a person; a bus takes 9 s. 40 x 5 s in one lane: 720 + 200 + 600 + 60.
    "work of a checkpoint": (
        scenario(places=gate(service_time=INSPECTED), fleet=[BUS, VAN]),
        40,
        bound("throat-checkpoint-work", 1580, ("gate",), first(720), work(200), each(200), onward(660)),
    ),
    # 80 s before 800; the other 120 s from 4,000: 720 + 3,280 + 120 + 660.
    "work of a checkpoint over two days": (
        scenario(places=gate(service_time=INSPECTED, opening_hours=TWO_DAYS), fleet=[BUS, VAN]),
        40,
        bound(
            "throat-checkpoint-work",
            4780,
            ("gate",),
            first(720),
            work(200),
            Term(code="work-before", count=80),
            Term(code="next-span", s=3280),
            each(120),
            onward(660),
        ),
    ),
    # Ten sit and two lie in a bus of 90 s. Who sits first: 9 s each, and who lies costs nothing: 40 x 9 s. Who lies first:
    # 45 s each, who sits nothing: 6 x 45 s, which is less. 720 + 360 + 660.
    "work of a checkpoint, both kinds": (
        scenario(places=gate(), groups=[FAMILIES, LYING | {"headcount": 6}], fleet=[BUS | {"stretchers": 2}]),
        46,
        bound("throat-checkpoint-work", 1740, ("gate",), first(720), work(360), each(360), onward(660)),
    ),
    # Cars of four, ready at 420, are inspected in 10 s, 2.5 s a person: 8 cost 20 s. Of 80 s and 70 s
    # (until 4,070) 130 are left: 26 of 5 s.
    "people by the work of a checkpoint": (
        scenario(
            places=gate(
                service_time=INSPECTED | {"cars": "10 s"},
                opening_hours=[TWO_DAYS[0], {"from": "4000 s", "until": "4070 s"}],
            ),
            groups=[FAMILIES, CARS],
            fleet=[BUS, VAN],
        ),
        34,
        bound(
            "throat-checkpoint-work-people",
            34,
            ("gate",),
            work(150),
            Term(code="persons", persons=8, of="cars"),
            Term(code="persons", persons=26, of="seat"),
        ),
    ),
    # A passage costs 120 + 900 + 60 + 900 back, a tenth of it 198 s; 40 x 198 less 2 x 900 is 6,120 s for two buses: 300 + 3,060.
    "time of the fleet": (
        scenario(),
        40,
        bound("throat-fleet-time", 3360, (), first(300), work(6120), each(3060), onward(0)),
    ),
    # One ambulance for one who lies: 4 x 1,980 - 900 = 7,020.
    "time of the fleet, of those who lie": (
        scenario(groups=[FAMILIES, LYING | {"headcount": 4}], fleet=[BUS, AMBULANCE]),
        44,
        bound("throat-fleet-time", 7320, (), first(300, "stretcher"), work(7020), each(7020), onward(0)),
    ),
    # By 3,000: 2 x (2,700 + 900) = 7,200 s, and 36 x 198 = 7,128.
    "people by the time of the fleet": (
        scenario(ends=3000),
        20,
        bound("throat-fleet-time-people", 36, (), work(7200), Term(code="persons", persons=36, of="families")),
    ),
    # On the road out and back 2 x 600 s, a tenth of it 120 s; 40 x 120 less 2 x 600 is 3,600 s. Of them 2 x 700 from 1,000 to 1,700, and
    # 2,200 from 3,000 on: 3,000 + 1,100.
    "drives of the fleet": (
        scenario(pauses=PAUSES, legs=[LANE, ROAD | {"pause": ["day", "late"]}]),
        40,
        bound(
            "throat-fleet-drive",
            4100,
            (),
            first(1000),
            work(3600),
            Term(code="work-before", count=1400),
            Term(code="next-span", s=2000),
            each(1100),
            onward(0),
        ),
    ),
    # By 3,700: 2 x (700 + 700 + 600) = 4,000 s, and 33 x 120 = 3,960.
    "people by the drives of the fleet": (
        scenario(
            ends=3700,
            pauses=[PAUSES[0], PAUSES[1] | {"closes": "3700 s"}],
            legs=[LANE, ROAD | {"pause": ["day", "late"]}],
        ),
        20,
        bound("throat-fleet-drive-people", 33, (), work(4000), Term(code="persons", persons=33, of="families")),
    ),
    # One more than the 40 of the families: somebody who is ready at 5,000. 5,000 + 120 + 900 + 60.
    "ready": (
        scenario(groups=[FAMILIES, FAMILIES | {"id": "late", "headcount": 5, "ready": "5000 s"}]),
        41,
        bound("throat-ready", 6080, ("school",), first(5000, "late"), onward(1080)),
    ),
}
