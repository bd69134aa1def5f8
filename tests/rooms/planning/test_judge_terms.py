"""What a finding says: where, what was found, what was wanted."""

from typing import Any

import pytest
from test_rules_aid import AID, home, truck
from valley import Change, Tree, added, back, judged, out, said, several

LONG = "x" * 90
CARS = {
    "id": "cars", "category": "civilian", "at": "a", "headcount": 9, "travels": "own vehicle", "persons_per_vehicle": 9,
    "destinations": ["r"],
}  # fmt: skip


def found(trips: list[Tree], code: str, *changes: Change) -> list[tuple[str, dict[str, Any]]]:
    """Path and terms of every finding with *code*."""
    return [(each.path, dict(each.terms)) for each in judged(trips, *changes).findings if each.code == f"judge.{code}"]


def figures(trips: list[Tree], code: str, *changes: Change) -> list[tuple[Any, Any]]:
    """What was found and what was wanted, by every finding with *code*."""
    return [(terms.get("found"), terms.get("wanted")) for _, terms in found(trips, code, *changes)]


def trip(begins: int = 0, load: dict[str, int] | None = None, **options: Any) -> Tree:
    return out("t1", "bus/1", {"people": 10} if load is None else load, begins, **options)


def of_bus(**fields: int) -> Change:
    return lambda plan: plan["scenario"]["fleet"][0].update(fields)


def test_a_stranger_in_the_load_of_aid_is_named_as_far_as_one_reads() -> None:
    where = f"trips[0].load.{LONG[:80]}"
    trips = [truck(load={"flour": 4, LONG: 1})]
    assert found(trips, "unknown", AID) == [(where, {"what": "group", "found": LONG[:80]})]
    assert found(trips, "mixed-load", AID) == [(where, {"found": LONG[:80]})]


def test_tonnes_of_one_vehicle() -> None:
    assert found([truck(load={"flour": 0})], "tonnes", AID) == [
        ("trips[0].load.flour", {"found": 0, "wanted": "1 or more"})
    ]
    assert figures([truck(load={"flour": 11})], "tonnes", AID) == [(11, "at most 10")]
    assert figures([{**truck(load={"flour": 1}), "vehicle": "cars/1"}], "tonnes", AID, added("groups", CARS)) == [
        (1, "at most 0")
    ]
    assert figures([{**truck(load={"flour": 99}), "vehicle": "ghost/1"}], "tonnes", AID) == []


def test_where_a_truck_was_loaded() -> None:
    there = [truck(), home(1, "t2", 700)]
    there[1]["load"] = {"flour": 1}
    assert figures(there, "loading-place", AID) == [("a", "r")]


def test_when_unloading_begins_and_how_long_it_takes() -> None:
    assert figures([truck(takes=99)], "unloading", AID) == [(99, 100)]
    early = truck()
    early["stops"][-1].update(begins=599, received=699)
    assert figures([early], "order", AID) == [(599, 600)]


def test_a_truck_stands_where_it_unloads_until_it_is_empty() -> None:
    assert figures([truck(), home(1, "t2", 700)], "not-free", AID) == []
    assert (699, 700) in figures([truck(), home(1, "t2", 699)], "not-free", AID)


def test_own_means_with_people_of_others() -> None:
    mixed = out("t1", "cars/1", {"cars": 1, "people": 1}, 0, boards=0)
    assert found([mixed], "own-load", added("groups", CARS)) == [
        ("trips[0].load.people", {"found": "people", "wanted": "cars"})
    ]
    assert [path for path, _ in found([trip(load={"cars": 1})], "travels", added("groups", CARS))] == [
        "trips[0].load.cars"
    ]


def test_how_long_own_means_took_to_set_out() -> None:
    late = out("t1", "cars/1", {"cars": 9}, 500, boards=0, holds=7)
    assert [terms["found"] for _, terms in found([late], "sets-out", added("groups", CARS))] == [7]


def test_the_need_of_a_group_is_named_with_it() -> None:
    needy: Change = lambda plan: plan["scenario"]["groups"][0].update(needs=["oxygen"])  # noqa: E731
    assert [(path, terms["found"]) for path, terms in found([trip()], "need", needy)] == [
        ("trips[0].load.people", "oxygen")
    ]


def test_how_long_people_were_aboard() -> None:
    assert figures([trip(100)], "aboard", said("limits", {"aboard_s": 5})) == [(720, 5)]


@pytest.mark.parametrize(("general", "own", "least"), [(710, 700, 700), (690, 700, 690), (700, 700, 700)])
def test_the_least_of_several_limits_holds(general: int, own: int, least: int) -> None:
    people: Change = lambda plan: plan["scenario"]["groups"][0].update(longest_aboard_s=own)  # noqa: E731
    assert figures([trip()], "aboard", several(said("limits", {"aboard_s": general}), people)) == [(720, least)]


def test_how_long_before_boarding_people_would_have_gathered() -> None:
    assert [found for found, _ in figures([trip(100)], "gather", said("places.0.gather_s", 300))] == [200]


def test_each_duty_that_is_too_long_is_told_once() -> None:
    """From the first leaving to the end of the first trip that is too late; after a rest anew."""
    days = [trip(), back("t2", "bus/1", 800), out("t3", "bus/1", {"people": 10}, 20_000), back("t4", "bus/1", 20_800)]
    assert figures(days, "duty", of_bus(duty_s=700, rest_s=5000)) == [(1340, 700), (1340, 700)]
    assert figures(days[:1], "duty", of_bus(duty_s=659)) == [(660, 659)]


def test_each_range_that_is_too_far_is_told_once() -> None:
    days = [trip(), back("t2", "bus/1", 800), out("t3", "bus/1", {"people": 10}, 20_000), back("t4", "bus/1", 20_800)]
    assert figures(days, "range", of_bus(range_m=5000, refuel_s=900)) == [(6000, 5000), (6000, 5000)]
    assert figures(days, "range", of_bus(range_m=12_000, refuel_s=90_000)) == [(18_000, 12_000)]


def _changed_leg(number: int, **fields: Any) -> Change:
    return lambda plan: plan["scenario"]["legs"][number].update(fields)


def test_a_pause_that_is_never_open_is_refused_with_its_scenario() -> None:
    """Its margin is longer than it is."""
    shut = several(
        said("pauses", [{"id": "day", "opens_s": 10, "closes_s": 20, "margin_s": 30}]), _changed_leg(3, pause="day")
    )
    assert [each.code for each in judged([trip()], shut).findings] == ["scenario.window-empty"]


@pytest.mark.parametrize(
    ("begins", "window"), [(0, (700, 900)), (800, (700, 900)), (1500, (1400, 1500)), (9000, (1400, 1500))]
)
def test_the_window_that_is_meant(begins: int, window: tuple[int, int]) -> None:
    """The last to have opened when the stay begins, or the first of all. The leg is entered at *begins* and 360 seconds."""
    pauses = [
        {"id": "noon", "opens_s": 700, "closes_s": 900, "margin_s": 0},
        {"id": "evening", "opens_s": 1400, "closes_s": 1500, "margin_s": 0},
    ]
    two = several(said("pauses", pauses), _changed_leg(3, pause=["noon", "evening"]))
    terms = [terms for _, terms in found([trip(begins)], "pause", two)]
    assert [(each["opens"], each["closes"]) for each in terms] == [window]


def test_a_closure_is_told_from_its_first_second_on_the_way() -> None:
    """The leg is driven from 360 to 660."""
    closures = [{"from_s": 400, "until_s": 410}, {"from_s": 500, "until_s": 510}]
    assert figures([trip()], "closed", _changed_leg(3, closed=closures)) == [(400, None)]
    assert figures([trip()], "closed", _changed_leg(3, closed=[{"from_s": 300, "until_s": 361}])) == [(360, None)]
    for free in ({"from_s": 300, "until_s": 360}, {"from_s": 660, "until_s": 700}):
        assert figures([trip()], "closed", _changed_leg(3, closed=[free])) == []


def test_who_is_overtaken_last_counts() -> None:
    """From the second 400 on the last leg takes 30 seconds; two vehicles are still on it until 660 and 690."""
    faster = _changed_leg(3, changes=[{"from_s": 400, "until_s": 100_000, "travel_s": 30}])
    slow = [trip(), out("t2", "bus/2", {"people": 10}, 30)]
    quick = out("t3", "bus/3", {"people": 10}, 60, drives={"cr": 30})
    convoys = said("convoys", {"where": ["cr"]})
    assert figures([*slow, quick], "overtakes", faster, convoys) == [(450, 690)]


def test_two_who_meet_at_once_need_the_longer_drive() -> None:
    """On the last leg: out from 360 to 660, and in at the same second, which takes as long."""
    towards = back("t2", "bus/2", 360)
    alternating = several(
        _changed_leg(3, traffic="alternating"), lambda plan: plan["scenario"]["fleet"][0].update(stationed="r")
    )
    terms = figures([{**trip(), "vehicle": "van/1"}, towards], "opposite", alternating)
    assert terms == [(0, 300)]
