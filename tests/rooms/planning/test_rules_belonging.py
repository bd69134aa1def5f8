"""Rule 7: companions and their patients."""

from typing import Any

from valley import Change, Tree, added, codes, out, said, several

CAMP = several(
    added("places", {"id": "camp", "kind": "reception centre", "bays": 9, "alighting_s": 60}),
    added("legs", {"id": "cc", "from": "c", "to": "camp", "length_m": 3000, "speed_kmh": 36}),
    added("fleet", {"id": "big", "seats": 90, "stretchers": 90, "count": 9, "stationed": "a"}),
)


def people(patients: int = 10, companions: int = 15, **ties: Any) -> Change:
    both = {"at": "a", "destinations": ["r", "camp"]}
    return several(
        CAMP,
        added(
            "groups",
            {"id": "lying", "category": "wounded", "headcount": patients, "travels": "stretcher",
             "companions": {"group": "kin", **ties}, **both},
            {"id": "kin", "category": "companion", "headcount": companions, "travels": "seat", **both},
        ),
    )  # fmt: skip


def ride(number: int, lying: int, kin: int, begins: int = 0, *, camp: bool = False) -> Tree:
    load = {name: persons for name, persons in (("lying", lying), ("kin", kin)) if persons}
    trip = out(f"t{number}", f"big/{number}", load, begins)
    if camp:
        trip["stops"][-2]["leg"], trip["stops"][-1]["at"] = "cc", "camp"
    return trip


def test_rule_7_1_companions_leave_in_proportion_rounded_down() -> None:
    """Three of ten patients: at most 4.5 of fifteen companions."""
    assert codes([ride(1, 3, 4)], people()) == set()
    assert codes([ride(1, 3, 5)], people()) == {"separated"}
    assert codes([ride(1, 3, 5)], people(may_go_alone=True)) == set()


def test_rule_7_1_persons_to_move_count_on_both_sides() -> None:
    """Four of the ten patients have declined: three of six, and of fifteen companions at most seven."""
    fewer = said("groups.2.accounted", {"declined": 4})
    assert codes([ride(1, 3, 7)], people(), fewer) == set()
    assert codes([ride(1, 3, 8)], people(), fewer) == {"separated"}
    assert codes([ride(1, 3, 4)], people(), fewer, said("groups.3.accounted", {"died": 7})) == set()
    assert codes([ride(1, 3, 5)], people(), fewer, said("groups.3.accounted", {"died": 7})) == {"separated"}


def test_rule_7_1_who_is_received_after_the_horizon_has_not_left() -> None:
    trips = [ride(1, 0, 4, 0), ride(2, 3, 0, 100)]
    assert codes(trips, people(), said("ends_s", 820)) == set()
    assert codes(trips, people(), said("ends_s", 819)) == {"separated"}


def test_rule_7_1_at_each_destination_rounded_up() -> None:
    """Three patients come to r, three to the camp: at most 4.5 companions at each, rounded up."""
    assert codes([ride(1, 3, 4), ride(2, 3, 5, camp=True)], people()) == set()
    assert codes([ride(1, 3, 3), ride(2, 3, 6, camp=True)], people()) == {"other-centre"}
    assert codes([ride(1, 3, 3), ride(2, 3, 6, camp=True)], people(may_go_alone=True)) == set()


def test_rule_7_2_in_the_same_vehicle() -> None:
    same = people(ride="same vehicle")
    assert codes([ride(1, 3, 5), ride(2, 3, 4)], same) == set()
    assert codes([ride(1, 3, 6), ride(2, 3, 3)], same) == {"other-vehicle"}
    assert codes([ride(1, 3, 6), ride(2, 3, 3)], people()) == set()


def test_rule_7_2_also_where_they_may_go_alone() -> None:
    alone = people(ride="same vehicle", may_go_alone=True)
    assert codes([ride(1, 1, 2)], alone) == set()
    assert codes([ride(1, 1, 3)], alone) == {"other-vehicle"}
    assert codes([ride(1, 0, 1)], alone) == {"other-vehicle"}


def convoys(where: str = "jc", **rules: Any) -> Change:
    return said("convoys", {"where": [where], "interval_s": 100, **rules})


def test_rule_7_2_in_the_same_convoy() -> None:
    same = several(people(ride="same convoy"), convoys())
    together = [ride(1, 3, 0), ride(2, 0, 4, 99)]
    apart = [ride(1, 3, 0), ride(2, 0, 4, 100)]
    assert codes(together, same, convoys=[["t1", "t2"]]) == set()
    assert codes(apart, same, convoys=[["t1"], ["t2"]]) == {"other-convoy"}
    assert codes(apart, people(), convoys(), convoys=[["t1"], ["t2"]]) == set()
    six = [ride(1, 6, 0), ride(2, 0, 9, 99)]
    assert codes(six, same, convoys=[["t1", "t2"]]) == set()
    assert codes([ride(1, 1, 0), ride(2, 0, 3, 99), ride(3, 9, 0, 300)], same, convoys=[["t1", "t2"], ["t3"]]) == {
        "other-convoy"
    }


def test_rule_7_2_the_first_convoy_counts() -> None:
    """On jc they ride together, on cr one waits and they do not."""
    where = said("convoys", {"where": ["cr", "jc"], "interval_s": 100})
    trips = [ride(1, 3, 0), ride(2, 0, 4, 99)]
    for stop in trips[1]["stops"][4:]:
        stop.update({name: stop[name] + 50 for name in stop if name not in ("at", "leg")})
    assert codes(trips, people(ride="same convoy"), where, convoys=[["t1", "t2"], ["t1"], ["t2"]]) == set()


def test_rule_7_2_a_trip_that_enters_no_convoy_counts_by_itself() -> None:
    where = convoys("bj")
    assert codes([ride(1, 3, 4)], people(ride="same convoy"), where) == set()
    assert codes([ride(1, 3, 0), ride(2, 0, 4)], people(ride="same convoy"), where) == {"other-convoy"}
