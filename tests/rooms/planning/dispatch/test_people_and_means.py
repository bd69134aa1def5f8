"""Who boards what, and what crews, fuel and the end of the day allow; each by a sum that a hand can do."""

from hamlet import BUS, CAMP, FAMILIES, GATE, LANE, ROAD, SCHOOL, hamlet, loaded, planned, received, stops_at

from mamarr.planning.timetable import PlaceStop

MANY = [FAMILIES | {"headcount": 20}]
LYING = FAMILIES | {"id": "hurt", "category": "wounded", "travels": "stretcher", "headcount": 2}
AMBULANCE = {"id": "ambulance", "seats": 2, "stretchers": 1, "count": 1, "stationed": "gate"}


def test_a_release_lets_go_so_many_vehicles_and_no_more() -> None:
    release = {"vehicles": 1, "first": "600 s", "every": "700 s"}
    plan = planned(hamlet(groups=MANY, fleet=[BUS | {"count": 2}], places=[SCHOOL | {"release": release}, GATE, CAMP]))
    assert [stop.begins for stop in stops_at(plan, "school")] == [600, 1300]


def test_nobody_stands_outdoors_before_clock_zero() -> None:
    assert received(planned(hamlet(places=[SCHOOL | {"gather": "300 s"}, GATE, CAMP]))) == [810]


def test_a_point_holds_no_more_people_than_its_capacity() -> None:
    plan = planned(hamlet(places=[SCHOOL | {"capacity": 4}, GATE, CAMP], fleet=[BUS | {"count": 3}]))
    assert [trip.persons for trip in loaded(plan)] == [4, 4, 2]
    assert [stop.begins for stop in stops_at(plan, "school")] == [120, 180, 240]


def test_a_centre_receives_no_more_in_an_hour_than_it_can() -> None:
    camp = CAMP | {"capacity_per_hour": 15}
    plan = planned(hamlet("9000 s", groups=MANY, fleet=[BUS | {"count": 2}], places=[SCHOOL, GATE, camp]))
    assert received(plan) == [630, 4230]


def test_a_centre_takes_no_more_of_a_kind_than_it_has_places_for() -> None:
    plan = planned(hamlet(places=[SCHOOL, GATE, CAMP | {"places_for": {"civilian": 7}}]))
    assert plan.people_out == 7


def test_people_of_one_place_board_only_as_others_are_received() -> None:
    farm = SCHOOL | {"id": "farm"}
    legs = [LANE, ROAD, LANE | {"id": "path", "from": "farm"}]
    groups = [FAMILIES, FAMILIES | {"id": "farmers", "at": "farm"}]
    step = [{"id": "step", "these": ["school"], "step": 10, "others": ["farm"], "others_step": 10}]
    plan = planned(
        hamlet(places=[SCHOOL, farm, GATE, CAMP], legs=legs, groups=groups, fleet=[BUS | {"count": 2}], linked=step)
    )
    assert received(plan) == [630, 630 + 60 + 120 + 300 + 30]


def test_immediate_cases_go_before_the_others() -> None:
    groups = [
        LYING | {"id": "stable", "triage": "stable", "headcount": 1},
        LYING | {"id": "immediate", "triage": "immediate", "headcount": 1},
    ]
    plan = planned(hamlet(groups=groups, fleet=[AMBULANCE]))
    assert [list(trip.load) for trip in loaded(plan)] == [["immediate"], ["stable"]]


def test_companions_ride_in_the_vehicle_of_their_patients() -> None:
    ties = {"group": "kin", "ride": "same vehicle"}
    groups = [LYING | {"companions": ties}, FAMILIES | {"id": "kin", "category": "companion", "headcount": 2}]
    plan = planned(hamlet(groups=groups, fleet=[AMBULANCE, BUS]))
    assert [trip.load for trip in loaded(plan)] == [{"hurt": 1, "kin": 1}, {"hurt": 1, "kin": 1}]


def test_companions_stay_where_their_patients_stay() -> None:
    groups = [
        LYING | {"companions": {"group": "kin"}, "headcount": 4},
        FAMILIES | {"id": "kin", "category": "companion", "headcount": 6},
    ]
    plan = planned(hamlet("1300 s", groups=groups, fleet=[AMBULANCE, BUS]))
    assert plan.out_by_group == {"hurt": 1, "kin": 1}


def test_who_needs_isolation_rides_alone() -> None:
    groups = [FAMILIES | {"headcount": 5}, FAMILIES | {"id": "ill", "headcount": 1, "needs": ["isolation"]}]
    plan = planned(hamlet(groups=groups))
    assert sorted(tuple(trip.load) for trip in loaded(plan)) == [("families",), ("ill",)]


def test_groups_apart_do_not_share_a_vehicle() -> None:
    groups = [FAMILIES | {"headcount": 5}, FAMILIES | {"id": "others", "headcount": 5, "apart_from": ["families"]}]
    assert [len(trip.load) for trip in loaded(planned(hamlet(groups=groups)))] == [1, 1]


def test_a_family_that_rides_together_is_not_split() -> None:
    groups = [FAMILIES | {"headcount": 7}, FAMILIES | {"id": "clan", "headcount": 6, "indivisible": True}]
    assert sorted(trip.load.get("clan", 0) for trip in loaded(planned(hamlet(groups=groups)))) == [0, 6]


def test_oxygen_is_where_a_class_offers_it() -> None:
    groups = [FAMILIES | {"needs": ["oxygen"]}]
    van = BUS | {"id": "van", "seats": 4, "offers": ["oxygen"]}
    plan = planned(hamlet(groups=groups, fleet=[BUS, van]))
    assert {trip.vehicle for trip in loaded(plan)} == {"van/1"}


def test_luggage_takes_seats() -> None:
    plan = planned(hamlet(fleet=[BUS | {"load_factor": 0.75}]))
    assert [trip.persons for trip in loaded(plan)] == [7, 3]


def test_people_wait_at_the_point_and_not_aboard() -> None:
    # The road opens at 1000; nobody may be aboard for more than 600 s: aboard at 1330 - 600 at the earliest.
    legs = [LANE, ROAD | {"closed": [{"from": "0 s", "until": "1000 s"}]}]
    plan = planned(hamlet(legs=legs, limits={"aboard": "600 s"}))
    assert [stop.begins for stop in stops_at(plan, "school")] == [730]


def test_a_bus_fills_up_at_a_second_point() -> None:
    farm = SCHOOL | {"id": "farm"}
    legs = [LANE, ROAD, LANE | {"id": "path", "from": "farm", "travel": "60 s"}]
    groups = [FAMILIES | {"headcount": 6}, FAMILIES | {"id": "farmers", "at": "farm", "headcount": 4}]
    world = {"places": [SCHOOL, farm, GATE, CAMP], "legs": legs, "groups": groups}
    assert len(loaded(planned(hamlet(**world, fleet=[BUS])))) == 2
    assert len(loaded(planned(hamlet(**world, fleet=[BUS | {"points_per_trip": 2}])))) == 1


def test_a_crew_rests_before_its_duty_is_too_long() -> None:
    # Both trips last from 0 to 1560. After a rest the second begins at 630 + 1000.
    plan = planned(hamlet(groups=MANY, fleet=[BUS | {"duty": "1500 s", "rest": "1000 s"}]))
    assert received(plan) == [630, 630 + 1000 + 930]


def test_a_bus_is_filled_before_it_would_stand_still() -> None:
    legs = [
        {"id": "lane", "from": "school", "to": "gate", "length": "1 km", "speed": "30 km/h"},
        {"id": "road", "from": "gate", "to": "camp", "length": "3 km", "speed": "36 km/h"},
    ]
    # A trip is 5 km and back 3 km; with 10 km it goes home to the gate, is filled for 200 s and starts again.
    plan = planned(hamlet(groups=MANY, legs=legs, fleet=[BUS | {"range": "10 km", "refuel": "200 s"}]))
    assert received(plan) == [630, 630 + 300 + 200 + 630]


def test_a_bus_ends_where_it_is_stationed() -> None:
    plan = planned(hamlet(fleet=[BUS | {"at_end": "stationed"}]))
    last = plan.trips[-1].stops[-1]
    assert isinstance(last, PlaceStop)
    assert (last.at, last.arrives) == ("gate", 930)


def test_no_bus_is_sent_that_could_not_come_home() -> None:
    legs = [LANE, ROAD | {"traffic": "one-way"}]
    assert planned(hamlet(legs=legs, fleet=[BUS | {"at_end": "stationed"}])).people_out == 0


def test_people_drive_their_own_cars() -> None:
    own = FAMILIES | {"travels": "own vehicle", "persons_per_vehicle": 4}
    plan = planned(hamlet(groups=[own], fleet=[]))
    assert [(trip.vehicle, trip.persons) for trip in plan.trips] == [
        ("families/1", 4),
        ("families/2", 4),
        ("families/3", 2),
    ]
    assert received(plan) == [420, 420, 420]


def test_people_walk() -> None:
    legs = [
        {"id": "lane", "from": "school", "to": "gate", "length": "100 m", "speed": "30 km/h"},
        {"id": "road", "from": "gate", "to": "camp", "length": "1 km", "speed": "30 km/h"},
    ]
    walkers = FAMILIES | {"travels": "on foot", "persons_per_vehicle": 10, "walks": "3.6 km/h"}
    assert received(planned(hamlet(groups=[walkers], legs=legs, fleet=[]))) == [1100]
    assert planned(hamlet(groups=[walkers], legs=legs, fleet=[], limits={"outdoors": "1000 s"})).people_out == 0


def test_trucks_bring_aid_until_it_is_too_late() -> None:
    truck = {"id": "truck", "seats": 0, "tonnes": 5, "count": 1, "stationed": "gate"}
    flour = {"id": "flour", "tonnes": 12, "to": "school", "unloading": "80 s"}
    # Unloaded at 200; back at the gate at 320, unloaded again at 520, and a third time at 840.
    assert planned(hamlet(fleet=[truck], aid=[flour])).aid_delivered == {"flour": 12}
    assert planned(hamlet(fleet=[truck], aid=[flour | {"latest": "839 s"}])).aid_delivered == {"flour": 10}


def test_aid_is_no_people() -> None:
    truck = {"id": "truck", "seats": 0, "tonnes": 5, "count": 1, "stationed": "gate"}
    flour = {"id": "flour", "tonnes": 5, "to": "school", "unloading": "80 s"}
    plan = planned(hamlet(fleet=[truck], aid=[flour]))
    assert (plan.people_out, plan.clearance_s, plan.evacuation_curve) == (0, 0, ())


def test_people_under_way_are_brought_on() -> None:
    under_way = [{"vehicle": "bus/1", "at": "road", "until": "500 s", "load": {"families": 10}}]
    assert received(planned(hamlet(groups=MANY, commitments=under_way)))[0] == 530


def test_a_notified_movement_leaves_to_the_second() -> None:
    promised = [
        {"vehicle": "bus/1", "at": "school", "until": "777 s", "load": {"families": 3}, "kind": "notified"},
    ]
    plan = planned(hamlet(commitments=promised))
    first = loaded(plan)[0]
    assert first.load == {"families": 3}
    assert next(stop.leaves for stop in stops_at(plan, "school")) == 777


def test_a_family_in_two_places_is_received_at_one() -> None:
    town = CAMP | {"id": "town"}
    farm = SCHOOL | {"id": "farm"}
    legs = [LANE, ROAD, ROAD | {"id": "street", "to": "town", "travel": "60 s"}, LANE | {"id": "path", "from": "farm"}]
    groups = [
        FAMILIES | {"headcount": 3, "family": "haddad", "destinations": ["camp"]},
        FAMILIES | {"id": "uncles", "at": "farm", "headcount": 3, "family": "haddad", "destinations": ["camp", "town"]},
    ]
    plan = planned(
        hamlet(places=[SCHOOL, farm, GATE, CAMP, town], legs=legs, groups=groups, fleet=[BUS | {"count": 2}])
    )
    ends = {trip.stops[-1].at for trip in loaded(plan) if isinstance(trip.stops[-1], PlaceStop)}
    assert len(ends) == 1


def test_a_link_that_opens_late_is_not_forgotten() -> None:
    # The bus at the school finds nobody who may board before the farmers are received by the other one.
    farm = SCHOOL | {"id": "farm"}
    legs = [LANE, ROAD, LANE | {"id": "path", "from": "farm", "travel": "1000 s"}]
    groups = [FAMILIES, FAMILIES | {"id": "farmers", "at": "farm", "travels": "own vehicle", "persons_per_vehicle": 10}]
    step = [{"id": "step", "these": ["school"], "step": 10, "others": ["farm"], "others_step": 10}]
    plan = planned(hamlet(places=[SCHOOL, farm, GATE, CAMP], legs=legs, groups=groups, linked=step))
    # The farmers drive 1000 + 300; then the others board: 1300 + 60 + 120 + 300 + 30.
    assert received(plan) == [1300, 1810]


def test_the_boundary_second_of_a_duty_counts_as_kept() -> None:
    # From the departure at 0 to the reception of the second load at 1560.
    assert received(planned(hamlet(groups=MANY, fleet=[BUS | {"duty": "1560 s", "rest": "3000 s"}]))) == [630, 1560]
    assert planned(hamlet(groups=MANY, fleet=[BUS | {"duty": "1559 s", "rest": "3000 s"}])).people_out == 10
