"""Seconds under a hazard and on the way, added up by hand."""

from hamlet import FAMILIES, hamlet, planned

FIRE = {"id": "fire", "where": ["school"], "opens": "100 s", "closes": "1000 s"}


def test_who_waits_at_a_point_under_fire_is_exposed_until_the_bus_leaves() -> None:
    assert planned(hamlet(hazards=[FIRE])).exposure_person_s == 10 * 80


def test_who_remains_is_exposed_until_the_horizon() -> None:
    plan = planned(hamlet("700 s", groups=[FAMILIES | {"headcount": 12}], hazards=[FIRE]))
    assert plan.people_out == 10
    assert plan.exposure_person_s == 10 * 80 + 2 * 600


def test_who_is_aboard_is_exposed_on_the_road() -> None:
    fire = FIRE | {"where": ["road", "camp"]}
    # On the road from 300 to 600, at the camp until 630.
    assert planned(hamlet(hazards=[fire])).exposure_person_s == 10 * 330


def test_two_hazards_over_one_place_count_once() -> None:
    assert planned(hamlet(hazards=[FIRE, FIRE | {"id": "mines"}])).exposure_person_s == 10 * 80


def test_vehicles_are_on_the_way_from_the_first_second_of_a_trip_to_its_last() -> None:
    # In from 0 to 120; out from 120 to 630.
    assert planned(hamlet()).vehicle_s == 630
