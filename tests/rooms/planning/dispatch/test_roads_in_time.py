"""Roads, pauses, weather, convoys and checkpoints, each by a sum that a hand can do."""

from itertools import pairwise

from hamlet import BUS, CAMP, FAMILIES, GATE, LANE, ROAD, SCHOOL, entries, hamlet, is_on, planned, received, stops_at

MANY = [FAMILIES | {"headcount": 20}]
BUSES = [BUS | {"count": 2}]
CHECK = {"id": "gate", "kind": "checkpoint", "lanes": 1, "service_time": "100 s"}


def test_one_bus_load_is_received_as_soon_as_drives_and_boarding_allow() -> None:
    assert received(planned(hamlet())) == [630]


def test_the_same_bus_comes_again() -> None:
    # Received at 630, gate at 930, school at 1050, aboard at 1110, gate at 1230, camp at 1530.
    assert received(planned(hamlet(groups=MANY))) == [630, 1560]


def test_nobody_is_on_a_road_when_its_pause_less_the_margin_is_over() -> None:
    pause = [{"id": "day", "opens": "0 s", "closes": "900 s", "margin": "300 s"}]
    legs = [LANE, ROAD | {"pause": "day"}]
    assert received(planned(hamlet(groups=MANY, legs=legs, pauses=pause))) == [630]
    shorter = [pause[0] | {"margin": "301 s"}]
    assert received(planned(hamlet(groups=MANY, legs=legs, pauses=shorter))) == []


def test_a_bus_waits_for_the_next_pause_where_waiting_is_allowed() -> None:
    pauses = [
        {"id": "one", "opens": "0 s", "closes": "500 s", "margin": "0 s"},
        {"id": "two", "opens": "2000 s", "closes": "3000 s", "margin": "0 s"},
    ]
    legs = [LANE, ROAD | {"pause": ["one", "two"]}]
    assert received(planned(hamlet(legs=legs, pauses=pauses))) == [2330]


def test_a_point_under_a_pause_is_left_before_the_pause_ends() -> None:
    # The road opens long after the pause of the school has closed: the bus waits at the gate.
    pause = [{"id": "day", "opens": "0 s", "closes": "400 s", "margin": "0 s"}]
    legs = [LANE | {"pause": "day"}, ROAD | {"closed": [{"from": "0 s", "until": "1000 s"}]}]
    plan = planned(hamlet(places=[SCHOOL | {"pause": "day"}, GATE, CAMP], legs=legs, pauses=pause))
    assert received(plan) == [1330]
    assert entries(plan, "lane") == [0, 180]


def test_a_closed_road_is_entered_when_it_opens_again() -> None:
    legs = [LANE, ROAD | {"closed": [{"from": "500 s", "until": "700 s"}]}]
    assert received(planned(hamlet(legs=legs))) == [1030]


def test_snow_slows_whoever_enters_in_it() -> None:
    snow = [{"id": "snow", "from": "300 s", "until": "301 s", "where": ["road"], "speed": 0.5}]
    # At half speed the road takes 600 s from 300 on; a second later it takes 300 s.
    assert received(planned(hamlet(weather=snow))) == [930]


def test_a_second_way_is_taken_where_the_first_is_shut() -> None:
    legs = [
        LANE,
        ROAD | {"closed": [{"from": "0 s", "until": "4000 s"}]},
        ROAD | {"id": "track", "travel": "900 s"},
    ]
    assert received(planned(hamlet(legs=legs))) == [1230]


def test_vehicles_keep_the_headway() -> None:
    plan = planned(hamlet(groups=MANY, fleet=BUSES, convoys={"where": ["road"], "headway": "45 s", "interval": "90 s"}))
    assert entries(plan, "road") == [300, 345]


def test_a_full_convoy_is_followed_after_the_interval() -> None:
    rules = {"where": ["road"], "headway": "10 s", "interval": "200 s", "largest": "1 vehicles"}
    assert entries(planned(hamlet(groups=MANY, fleet=BUSES, convoys=rules)), "road") == [300, 500]


def test_no_more_than_the_capacity_enters_in_an_hour() -> None:
    plan = planned(hamlet("9000 s", groups=MANY, fleet=BUSES, legs=[LANE, ROAD | {"capacity": "1 per hour"}]))
    assert entries(plan, "road") == [300, 3900]


def test_nobody_meets_anybody_on_an_alternating_road() -> None:
    plan = planned(
        hamlet(groups=[FAMILIES | {"headcount": 60}], fleet=BUSES, legs=[LANE, ROAD | {"traffic": "alternating"}])
    )
    ways = [(stop.enters, bool(trip.load)) for trip in plan.trips for stop in trip.stops if is_on(stop, "road")]
    ways.sort()
    assert plan.people_out == 60
    assert all(after - before >= 300 for (before, one), (after, other) in pairwise(ways) if one != other)


def test_who_comes_while_all_lanes_are_taken_waits_before_the_inspection() -> None:
    plan = planned(hamlet(groups=MANY, fleet=BUSES, places=[SCHOOL, CHECK, CAMP]))
    assert [(stop.arrives, stop.begins) for stop in stops_at(plan, "gate")] == [(300, 300), (300, 400)]
    assert received(plan) == [730, 830]


def test_an_inspection_lies_within_the_opening_hours() -> None:
    gate = CHECK | {"opening_hours": [{"from": "1000 s", "until": "1100 s"}]}
    plan = planned(hamlet(groups=MANY, fleet=BUSES, places=[SCHOOL, gate, CAMP]))
    assert received(plan) == [1430]


def test_each_person_is_inspected_where_persons_are_served() -> None:
    gate = CHECK | {"serves": "persons", "service_time": "7 s"}
    assert received(planned(hamlet(places=[SCHOOL, gate, CAMP]))) == [700]


def test_few_go_where_the_time_does_not_suffice_for_all() -> None:
    # Ten inspections of 50 s end at 800; the camp would receive them at 1130. Five are through at 550.
    gate = CHECK | {"serves": "persons", "service_time": "50 s"}
    assert planned(hamlet("900 s", places=[SCHOOL, gate, CAMP])).people_out == 5


def test_a_convoy_that_stands_ready_together_enters_as_one() -> None:
    rules = {"where": ["road"], "headway": "10 s", "interval": "60 s", "together": True}
    plan = planned(hamlet(groups=MANY, fleet=BUSES, convoys=rules, places=[SCHOOL | {"bays": 1}, GATE, CAMP]))
    # The second boards from 180 to 240 and is at the gate at 360.
    assert entries(plan, "road") == [360, 370]
    assert [len(convoy) for convoy in plan.convoys] == [2]


def test_an_escort_leads_and_another_closes() -> None:
    rules = {"where": ["road"], "headway": "10 s", "interval": "60 s", "escorts": 2}
    lead = {"id": "lead", "seats": 0, "escort": True, "count": 2, "stationed": "gate"}
    plan = planned(hamlet(fleet=[BUS, lead], convoys=rules))
    vehicles = {trip.id: trip.vehicle for trip in plan.trips}
    assert [[vehicles[trip][:3] for trip in convoy] for convoy in plan.convoys] == [["lea", "bus", "lea"]]


def test_nobody_leaves_without_the_escort_that_a_convoy_needs() -> None:
    rules = {"where": ["road"], "headway": "10 s", "interval": "60 s", "escorts": 1}
    lead = {"id": "lead", "seats": 0, "escort": True, "count": 1, "stationed": "gate"}
    closed = [LANE, ROAD | {"traffic": "one-way"}]
    plan = planned(hamlet(groups=MANY, fleet=[BUS, lead], convoys=rules, legs=closed))
    assert plan.people_out == 10
