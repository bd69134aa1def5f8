"""Rule 11: aid that comes in."""

from typing import Any

from valley import Change, Tree, added, back, codes, out, said, several

AID = several(
    added("fleet", {"id": "truck", "seats": 2, "tonnes": 10, "count": 3, "stationed": "r", "at_end": "anywhere"}),
    said(
        "aid",
        [
            {"id": "flour", "tonnes": 25, "to_place": "a", "unloading_s": 100},
            {"id": "tents", "tonnes": 5, "to_place": "j", "unloading_s": 50},
        ],
    ),
)


def truck(
    number: int = 1, load: dict[str, int] | None = None, leaves: int = 0, *, takes: int = 100, to: str = "a"
) -> Tree:
    trip = back(f"t{number}", f"truck/{number}", leaves)
    if to == "j":
        del trip["stops"][3:]
        trip["stops"].append({"at": "j", "arrives": leaves + 500})
    last = trip["stops"][-1]
    last.update(at=to, begins=last["arrives"], received=last["arrives"] + takes)
    return {**trip, "load": {"flour": 10} if load is None else load}


def home(number: int, name: str, leaves: int) -> Tree:
    trip = out(name, f"truck/{number}", {}, leaves, boards=0)
    trip["stops"][0] = {"at": "a", "leaves": leaves}
    trip["stops"][-1] = {"at": "r", "arrives": leaves + 600}
    return trip


def test_rule_11_a_truck_brings_so_many_tonnes() -> None:
    assert codes([truck()], AID) == set()
    assert codes([truck(load={"flour": 11})], AID) == {"tonnes"}
    assert codes([truck(load={"flour": 0})], AID) == {"tonnes"}
    bus = {**truck(load={"flour": 1}), "vehicle": "coach/1"}
    coach = added("fleet", {"id": "coach", "seats": 9, "count": 1, "stationed": "r", "at_end": "anywhere"})
    assert codes([bus], AID, coach) == {"tonnes"}


def test_rule_11_it_ends_where_the_aid_is_asked_for() -> None:
    assert codes([truck(load={"tents": 5}, takes=50, to="j")], AID) == set()
    assert codes([truck(load={"flour": 5}, to="j")], AID) == {"aid-place"}
    trip = truck()
    trip["stops"].pop()
    assert codes([trip], AID) == {"aid-place"}


def test_rule_11_unloading_takes_exactly_its_time_and_no_bay() -> None:
    none = said("places.0.bays", 0)
    assert codes([truck()], AID, none) == set()
    assert codes([truck(takes=99)], AID) == {"unloading"}
    assert codes([truck(takes=101)], AID) == {"unloading"}
    trip = truck()
    del trip["stops"][-1]["begins"]
    assert codes([trip], AID) == {"time-missing"}


def test_rule_11_all_trips_bring_at_most_what_is_asked_for() -> None:
    assert codes([truck(1), truck(2), truck(3, {"flour": 5})], AID) == set()
    assert codes([truck(1), truck(2), truck(3, {"flour": 6})], AID) == {"too-much-aid"}


def test_rule_11_one_kind_of_aid_and_nobody_beside_it() -> None:
    assert codes([truck(load={"flour": 4, "tents": 1})], AID) == {"mixed-load"}
    assert "mixed-load" in codes([truck(load={"flour": 4, "people": 1})], AID)


def test_rule_11_the_truck_leaves_empty_and_loads_where_it_is_stationed() -> None:
    assert codes([truck(), home(1, "t2", 700)], AID) == set()
    again = {**truck(1, {"flour": 1}, 1300), "id": "t3"}
    assert codes([truck(), home(1, "t2", 700), again], AID) == set()
    teleported = {"id": "t2", "vehicle": "truck/1", "load": {"flour": 1},
                  "stops": [{"at": "a", "arrives": 700, "begins": 700, "received": 800}]}  # fmt: skip
    assert codes([truck(), teleported], AID) == {"loading-place"}


def test_rule_11_what_comes_too_late_is_allowed_and_does_not_count() -> None:
    late: Change = said("aid.0.latest_s", 10)
    assert codes([truck()], AID, late) == set()


def test_rule_11_no_people_ride_with_a_truck_that_carries_aid() -> None:
    """Seats are for other trips: here it brings two people out."""

    def ride(persons: int) -> list[Any]:
        local = several(AID, said("fleet.2.stationed", "a"))
        return [codes([out("t1", "truck/1", {"people": persons}, 0)], local)]

    assert ride(2) == [set()]
    assert ride(3) == [{"seats"}]
