"""Mild travel of the judge beside the same travel tried second by second (`seconds`), on corridors of a few seconds."""

from itertools import pairwise

import pytest
from every_shape import BUS, CAMP, CARS, FAMILIES, GATE, LANE, SCHOOL, VAN, Tree, gate, scenario
from seconds import EITHER, FEET, PACES, WHEELS, Twin, Way, twin

from mamarr.planning.travel import Arc, Travel, _without, both, joined

NUMBERS = range(60)


def pairs(number: int) -> tuple[Travel, Twin, list[tuple[Arc, Way]]]:
    mine = twin(number)
    travel = Travel(mine.scenario)
    return travel, mine, list(zip(travel.arcs, mine.ways, strict=True))


@pytest.mark.parametrize("number", NUMBERS)
def test_the_arcs_are_those_that_may_ever_be_driven(number: int) -> None:
    for arc, way in pairs(number)[2]:
        assert arc.key == (way.leg.id, way.is_outward)
        assert (arc.leg, arc.start, arc.end, arc.gate) == (way.leg, way.start, way.end, twin(number).gate(way))


@pytest.mark.parametrize("number", NUMBERS)
def test_an_arc_is_entered_at_the_seconds_at_which_one_may(number: int) -> None:
    travel, mine, both_of_them = pairs(number)
    for arc, way in both_of_them:
        for paces in PACES:
            entries = travel.entries(arc, paces)
            assert list(entries) == sorted(entries)
            assert all(first <= last for first, last, _ in entries)
            every = {(s, drive) for first, last, drive in entries for s in range(first, last + 1)}
            assert every == set(mine.entries(way, paces))
            assert len(every) == sum(last - first + 1 for first, last, _ in set(entries))


@pytest.mark.parametrize("number", NUMBERS)
def test_who_may_enter_from_a_second_on_enters_and_leaves_as_soon_as_it_goes(number: int) -> None:
    travel, mine, both_of_them = pairs(number)
    for arc, way in both_of_them:
        for paces in PACES:
            every = mine.entries(way, paces)
            for second in (0, 1, 2, 5, 11, mine.ends_s):
                later = [(s, drive) for s, drive in every if s >= second]
                assert travel.enters_s(arc, second, paces) == min((s for s, _ in later), default=None)
                assert travel.leaves_s(arc, second, paces) == min((s + drive for s, drive in later), default=None)
                earlier = [s for s, drive in every if s + drive <= second]
                assert travel.last_entry_s(arc, second, paces) == max(earlier, default=None)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_inspection_lies_in_the_hours_of_its_checkpoint(number: int) -> None:
    travel, mine, both_of_them = pairs(number)
    for arc, way in both_of_them:
        if arc.gate is not None:
            assert travel.least_inspection_s(arc.gate) == mine.inspection_s(arc.gate)
            assert list(travel.hours(arc.gate)) == mine.hours(arc.gate)
        inspections = mine.inspections(way)
        for second in range(mine.ends_s + 1):
            assert travel.inspected_s(arc, second) == mine.inspected_s(way, second)
            begins = [second] if inspections is None else [begin for begin, end in inspections if end <= second]
            assert travel._uninspected_s(arc, second) == max(begins, default=None)


@pytest.mark.parametrize("number", NUMBERS)
def test_stretches_hold_the_seconds_between_and_no_other(number: int) -> None:
    travel, mine, both_of_them = pairs(number)
    for arc, way in both_of_them:
        for paces in (WHEELS, EITHER):
            for first, leaves in ((0, mine.ends_s), (1, 8), *((4, leaves) for leaves in range(5, mine.ends_s))):
                found = travel.stretches(arc, paces, first, leaves)
                every = {s for s, drive in mine.entries(way, paces) if first <= s and s + drive <= leaves}
                assert {s for a, b in found for s in range(a, b + 1)} == every
                assert all(a <= b for a, b in found)
                assert all(b + 1 < c for (_, b), (c, _) in pairwise(found))


@pytest.mark.parametrize("number", NUMBERS)
def test_nobody_is_anywhere_earlier(number: int) -> None:
    travel, mine, _ = pairs(number)
    for index, starts in enumerate(mine.starts):
        for paces in PACES:
            assert travel.earliest(starts, paces) == mine.earliest_of[index, paces]
    assert travel.earliest(mine.starts[0]) == mine.earliest_of[0, WHEELS]


@pytest.mark.parametrize("number", NUMBERS)
def test_nobody_sets_out_later(number: int) -> None:
    travel, mine, _ = pairs(number)
    for index, goals in enumerate(mine.goals):
        for paces in PACES:
            assert travel.latest(goals, paces) == mine.latest_of[index, paces]
    assert travel.latest(mine.goals[0]) == mine.latest_of[0, WHEELS]


@pytest.mark.parametrize("number", NUMBERS)
def test_no_way_is_shorter_and_none_goes_round(number: int) -> None:
    travel, mine, both_of_them = pairs(number)
    for arc, way in both_of_them:
        assert travel.shortest_of(arc) == mine.least_s(way)
        assert travel.shortest_of(arc, FEET) == mine.least_s(way, FEET)
    for name in mine.places:
        assert travel.shortest(name) == mine.shortest_of_place[name]
        assert travel.leads_to(name, frozenset()) == mine.leads_to(name, ())
        for arc, way in both_of_them:
            assert travel.leads_to(name, frozenset({arc.key})) == mine.leads_to(name, (way,))


ROAD = {"id": "road", "from": "school", "to": "camp", "travel": "600 s"}
WIDER = [
    {"from": "9 s", "until": "99 s", "lanes": 2},
    {"from": "100 s", "until": "199 s", "lanes": 3},
    {"from": "200 s", "until": "299 s"},
]


@pytest.mark.parametrize(
    ("fields", "most"), [({}, 1), ({"lanes": 2}, 2), ({"changes": WIDER}, 3), ({"lanes": 4, "changes": WIDER}, 4)]
)
def test_the_most_lanes_of_a_leg_are_those_of_its_best_time(fields: Tree, most: int) -> None:
    travel = Travel(scenario(places=[SCHOOL, GATE, CAMP], legs=[LANE, ROAD | fields]))
    assert travel.lanes(travel.scenario.legs[1]) == most


def test_every_traffic_of_a_leg_is_that_of_its_changes_too() -> None:
    spell = {"from": "9 s", "until": "99 s"}
    changes = [spell | {"traffic": "one-way"}, {"from": "100 s", "until": "199 s", "travel": "9 s"}]
    travel = Travel(
        scenario(places=[SCHOOL, GATE, CAMP], legs=[LANE, ROAD | {"traffic": "alternating", "changes": changes}])
    )
    assert travel.traffics(travel.scenario.legs[1]) == {"alternating", "one-way"}


QUICK = {"van": "5 s", "cars": "20 s", "bus": "90 s"}


@pytest.mark.parametrize(
    ("fields", "fleet", "groups", "least"),
    [
        ({}, [BUS], [FAMILIES], 90),
        ({}, [BUS, VAN], [FAMILIES], 5),
        ({}, [BUS, VAN | {"count": 0}], [FAMILIES], 90),
        ({}, [BUS, VAN | {"count": 0}], [FAMILIES, CARS], 20),
        ({}, [BUS], [FAMILIES, CARS | {"headcount": 1, "persons_per_vehicle": 1}], 20),
        ({}, [BUS], [FAMILIES, CARS | {"headcount": 0}], 90),
        ({}, [BUS, VAN | {"escort": "true", "seats": 0}], [FAMILIES], 5),
        ({}, [], [CARS], 20),
        ({"serves": "persons", "service_time": "3 s"}, [BUS], [FAMILIES], 0),
    ],
)
def test_the_shortest_inspection_is_that_of_anybody_there_is(
    fields: Tree, fleet: list[Tree], groups: list[Tree], least: int
) -> None:
    times = {name: time for name, time in QUICK.items() if name in {each["id"] for each in (*fleet, *groups)}}
    travel = Travel(scenario(places=gate(**({"service_time": times} | fields)), fleet=fleet, groups=groups))
    assert travel.least_inspection_s(travel.scenario.checkpoints[0]) == least


def test_where_there_is_nobody_no_inspection_takes_time() -> None:
    travel = Travel(scenario(places=gate(), fleet=[BUS | {"count": 0}]))
    assert travel.least_inspection_s(travel.scenario.checkpoints[0]) == 0


def test_what_is_left_of_a_stretch_between_closures() -> None:
    """Seconds 0 to 20, closed from 5 to 8 and from 12 to 12, with drives of 0 to 6 s, tried one by one."""
    closures = ((5, 8), (12, 12))
    for first in range(15):
        for last in range(21):
            for drive in range(7):
                found = list(_without(first, last, closures, drive))
                wanted = [
                    s
                    for s in range(first, last + 1)
                    if not any(s < until and begins < s + drive for begins, until in closures)
                ]
                assert sorted({s for a, b in found for s in range(a, b + 1)}) == wanted
                assert all(a <= b for a, b in found)


def test_what_lies_in_both() -> None:
    assert both([(0, 4), (6, 9)], ((4, 6), (9, 12))) == ((4, 4), (6, 6), (9, 9))
    assert both([(0, 4)], ((5, 9),)) == ()
    assert both([(6, 9), (0, 4)], ((0, 9),)) == ((0, 4), (6, 9))


def test_who_walks_is_late_where_who_drives_is_not() -> None:
    """1 s on wheels, 3 s on foot, and slower from second 5 on: to be through by 6, one drives off at 4, but walks off at 3."""
    slower = [{"from": "5 s", "until": "9 s", "speed": "18 km/h"}]
    measured = {"id": "road", "from": "school", "to": "camp", "length": "10 m", "speed": "36 km/h", "changes": slower}
    travel = Travel(scenario(places=[SCHOOL, GATE, CAMP], legs=[LANE, measured]))
    arc = next(arc for arc in travel.arcs if arc.key == ("road", True))
    assert travel.entries(arc, EITHER)[:2] == ((0, 4, 1), (0, 4, 3))
    assert travel.stretches(arc, EITHER, 0, 6) == ((0, 4),)


@pytest.mark.parametrize("apart", [0, 1, 2])
def test_spans_are_joined_where_little_lies_between(apart: int) -> None:
    spans = [(0, 1), (1, 5), (2, 3), (6, 6), (8, 9), (12, 20), (12, 14)]
    wanted = {
        0: ((0, 5), (6, 6), (8, 9), (12, 20)),
        1: ((0, 6), (8, 9), (12, 20)),
        2: ((0, 9), (12, 20)),
    }
    assert joined(spans, apart_s=apart) == wanted[apart]
    assert joined([], apart_s=apart) == ()
