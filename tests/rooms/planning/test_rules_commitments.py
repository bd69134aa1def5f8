"""Rule 10: what is under way or notified when the plan is made."""

from typing import Any

import pytest
from valley import C, Change, Tree, added, back, codes, out, said, several

TEN = {"people": 10}


def fixed(at: str, until: int, load: dict[str, int] | None = None, vehicle: str = "bus/1", **what: Any) -> Change:
    entry = {"vehicle": vehicle, "at": at, "until_s": until, "load": TEN if load is None else load, **what}
    return said("commitments", [entry])


def onward(second: int, vehicle: str = "bus/1", load: dict[str, int] | None = None) -> Tree:
    """From j on."""
    return {
        "id": "t1",
        "vehicle": vehicle,
        "load": TEN if load is None else load,
        "stops": [
            {"leg": "jc", "enters": second, "leaves": second + 200},
            {"at": "c", "arrives": second + 200, "begins": second + 200, "leaves": second + 200},
            {"leg": "cr", "enters": second + 200, "leaves": second + 500},
            {"at": "r", "arrives": second + 500, "begins": second + 500, "received": second + 560},
        ],
    }


@pytest.mark.parametrize("at", ["j", "aj"])
def test_rule_10_1_the_vehicle_is_free_at_until_and_not_before(at: str) -> None:
    assert codes([onward(500)], fixed(at, 500)) == set()
    assert codes([onward(700)], fixed(at, 500)) == set()
    assert codes([onward(499)], fixed(at, 500)) == {"not-free"}


def test_rule_10_1_who_is_aboard_is_brought_on_by_the_first_trip() -> None:
    assert codes([], fixed("j", 500)) == {"left-aboard"}
    assert "committed" in codes([onward(500, load={"people": 9})], fixed("j", 500))
    assert "committed" in codes([onward(500, load={"people": 11})], fixed("j", 500))
    assert "committed" in codes([onward(500, load={})], fixed("j", 500))
    assert "left-aboard" in codes([onward(500, vehicle="bus/2")], fixed("j", 500))


def test_rule_10_1_it_boards_nobody_on_the_way() -> None:
    trip = onward(700)
    trip["stops"][:0] = [
        {"leg": "aj", "enters": 500, "leaves": 600},
        {"at": "a", "arrives": 600, "begins": 600, "leaves": 660},
        {"leg": "aj", "enters": 660, "leaves": 760},
    ]
    for stop, later in zip(trip["stops"][3:], onward(760)["stops"], strict=True):
        stop.update(later)
    assert codes([trip], fixed("j", 500)) == {"boards-nobody"}
    del trip["stops"][1]["begins"]
    assert codes([trip], fixed("j", 500)) == set()


def test_rule_10_1_it_is_received_and_counted_like_everybody() -> None:
    few = said("groups.0.headcount", 10)
    assert codes([onward(500)], fixed("j", 500), few) == set()
    assert codes([onward(500), out("t2", "bus/2", {"people": 1}, 0)], fixed("j", 500), few) == {"headcount"}


def test_rule_10_1_an_empty_vehicle_is_where_it_is_said_to_be() -> None:
    home = [back("t1", "bus/1", 500)]
    assert codes(home, fixed("r", 500, {})) == set()
    assert codes(home, fixed("r", 501, {})) == {"not-free", "order"}
    assert "not-there" in codes(home, fixed("j", 500, {}))
    assert codes([], fixed("j", 500, {})) == set()
    assert codes([], fixed("b", 500, {})) == {"left-inside"}


def at_gate(arrives: int, begins: int) -> Tree:
    trip = onward(0)
    del trip["stops"][0]
    trip["stops"][0] = {"at": "c", "arrives": arrives, "begins": begins, "leaves": begins + 10}
    trip["stops"][1].update(enters=begins + 10, leaves=begins + 310)
    trip["stops"][2].update(arrives=begins + 310, begins=begins + 310, received=begins + 370)
    return trip


def test_rule_10_1_at_a_checkpoint_it_arrives_at_until() -> None:
    ten = said(f"places.{C}.service_time_s", {"other": 10})
    for at in ("c", "jc"):
        assert codes([at_gate(500, 500)], fixed(at, 500), ten) == set()
        assert codes([at_gate(501, 501)], fixed(at, 500), ten) == {"committed-arrival"}
        assert codes([at_gate(500, 501)], fixed(at, 500), ten) == {"idle-lane"}


def test_rule_10_1_at_a_centre_it_alights_there() -> None:
    trip = {
        "id": "t1",
        "vehicle": "bus/1",
        "load": TEN,
        "stops": [{"at": "r", "arrives": 500, "begins": 520, "received": 580}],
    }
    for at in ("r", "cr"):
        assert codes([trip], fixed(at, 500)) == set()
        assert codes([trip], fixed(at, 499)) == {"committed-arrival"}


def test_rule_10_1_it_is_on_its_leg_until_then() -> None:
    """It leaves cr, which takes 300 s, inward at 500: it entered at 200, and nobody comes out until 500."""
    turns = several(said("legs.3.traffic", "alternating"), fixed("cr", 500, {}, direction="in"))
    assert codes([out("t1", "bus/2", TEN, 140)], turns) == set()
    assert codes([out("t1", "bus/2", TEN, 139)], turns) == {"opposite"}


def test_rule_10_1_it_counts_for_headway_and_in_its_convoy() -> None:
    """It entered jc at 300 and is followed at 360; it is not on the list, and nobody asks where its escort was."""
    followed = [out("t1", "bus/2", TEN, 200), onward(0)]
    del followed[1]["stops"][0]
    followed[1]["id"] = "t2"
    for stop, later in zip(followed[1]["stops"], onward(300)["stops"][1:], strict=True):
        stop.update(later)
    lead = added("fleet", {"id": "lead", "seats": 0, "escort": True, "count": 1, "stationed": "a"})

    def ruled(**rules: Any) -> Change:
        return several(lead, fixed("jc", 500), said("convoys", {"where": ["jc"], "interval_s": 100, **rules}))

    assert codes(followed, ruled(headway_s=60, escorts=1, together=True), convoys=[["t1"]]) == set()
    assert codes(followed, ruled(headway_s=61), convoys=[["t1"]]) == {"headway"}
    assert codes(followed, ruled(largest=1), convoys=[["t1"]]) == {"convoy-size"}
    assert codes(followed, ruled(escorts=1, interval_s=60), convoys=[["t1"]]) == {"escorts"}


def test_rule_10_1_limits_aboard_and_releases_do_not_ask_when_they_boarded() -> None:
    assert codes([onward(500)], fixed("j", 500), said("limits", {"aboard_s": 1})) == set()


def test_rule_10_1_own_means_may_be_under_way() -> None:
    cars = added(
        "groups",
        {"id": "cars", "category": "civilian", "at": "a", "headcount": 10, "travels": "own vehicle",
         "persons_per_vehicle": 5, "destinations": ["r"]},
    )  # fmt: skip
    trip = onward(500, "cars/1", {"cars": 5})
    trip["stops"][-1]["received"] = 1000
    assert codes([trip], cars, fixed("aj", 500, {"cars": 5}, "cars/1")) == set()
    assert codes([trip], cars, fixed("aj", 501, {"cars": 5}, "cars/1")) == {"not-free"}


def notified(until: int, load: dict[str, int] | None = None) -> Change:
    return fixed("a", until, load, kind="notified")


def test_rule_10_2_a_notified_movement_leaves_at_its_second_with_its_load() -> None:
    trips = [out("t1", "bus/1", TEN, 100, holds=5)]
    assert codes(trips, notified(165)) == set()
    assert codes(trips, notified(166)) == {"notified"}
    assert codes(trips, notified(164)) == {"notified"}
    assert codes(trips, notified(165, {"people": 9})) == {"notified"}
    assert codes([{**trips[0], "vehicle": "bus/2"}], notified(165)) == {"notified"}
    assert codes([], notified(165)) == {"promise-broken"}


def test_rule_10_2_it_need_not_be_the_first_trip() -> None:
    trips = [out("t1", "bus/1", {"people": 1}, 0), back("t2", "bus/1", 720), out("t3", "bus/1", TEN, 1320)]
    assert codes(trips, notified(1380)) == set()
