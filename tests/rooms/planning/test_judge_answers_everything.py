"""The judge answers any plan document with findings: plans of every shape with anything in any field."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from valley import SCENARIO, Tree, added, back, codes, judged, out, said, several

from mamarr.planning.judge import judge
from mamarr.planning.timetable import Plan

EVERYTHING = several(
    added(
        "groups",
        {"id": "lying", "category": "wounded", "at": "a", "headcount": 9, "travels": "stretcher", "destinations": ["r"],
         "companions": {"group": "kin", "ride": "same convoy"}, "family": "x", "needs": ["oxygen"]},
        {"id": "kin", "category": "companion", "at": "a", "headcount": 9, "travels": "seat", "destinations": ["r"]},
        {"id": "cars", "category": "civilian", "at": "a", "headcount": 9, "travels": "own vehicle", "persons_per_vehicle": 5,
         "destinations": ["r"], "apart_from": ["kin"], "accounted": {"died": 1}},
        {"id": "column", "category": "civilian", "at": "b", "headcount": 9, "travels": "on foot", "persons_per_vehicle": 5,
         "destinations": ["r"], "indivisible": True},
    ),
    added("fleet", {"id": "truck", "seats": 0, "tonnes": 9, "count": 2, "stationed": "r", "duty_s": 5000, "range_m": 50_000},
          {"id": "lead", "seats": 0, "escort": True, "count": 2, "stationed": "c"}),
    said("fleet.0.stretchers", 2),
    said("fleet.0.offers", ["oxygen"]),
    said("time_zone", "Asia/Damascus"),
    said("starts", "2016-12-15T06:00+02:00"),
    said("convoys", {"where": ["jc", "cr"], "interval_s": 100, "headway_s": 5, "largest": 9, "escorts": 1, "together": True}),
    said("pauses", [{"id": "day", "opens_s": 0, "closes_s": 50_000, "margin_s": 9}]),
    said("legs.0.pause", ["day"]),
    said("legs.2.changes", [{"daily": True, "from": 100, "until": 900, "speed_kmh": 9}]),
    said("legs.3.traffic", "alternating"),
    said("legs.3.capacity", 60),
    said("legs.1.closed", [{"from": 5, "until": 9}]),
    said("bans", [{"id": "night", "daily": True, "from": 60_000, "until": 0}]),
    said("weather", [{"id": "snow", "from": 500, "until": 900, "speed": 0.5, "aboard_s": 9000}]),
    said("limits", {"aboard_s": 9000, "outdoors_s": 9000}),
    said("places.0.release", {"vehicles": 1, "every_s": 60}),
    said("places.3.release", {"persons": 9, "every_s": 60, "boards_before": True}),
    said("places.3.opening_hours", [{"daily": True, "from": 0, "until": 40_000}]),
    said("places.3.serves", "persons"),
    said("places.3.direction", "both"),
    said("places.4.places_for", {"stretcher": 9}),
    said("linked", [{"id": "tie", "these": ["b"], "step": 10, "others": ["a"], "others_step": 2,
                     "elsewhere": [{"at_s": 9, "persons": 2}]}]),
    said("aid", [{"id": "flour", "tonnes": 9, "to_place": "a", "unloading_s": 10}]),
    said("commitments", [{"vehicle": "bus/3", "at": "jc", "until_s": 100, "load": {"people": 2}},
                         {"vehicle": "bus/1", "at": "a", "until_s": 60, "load": {"people": 9}, "kind": "notified"}]),
)  # fmt: skip


def plan() -> Tree:
    trips = [
        out("t1", "bus/1", {"people": 9}, 0),
        back("t2", "bus/1", 900, inspected=0),
        out("t3", "bus/2", {"lying": 2, "kin": 2}, 100),
        out("t4", "cars/1", {"cars": 5}, 50, boards=0, alights=0),
        out("t5", "column/1", {"column": 5}, 50, point="b", boards=0, alights=0),
        {**back("t6", "truck/1", 0), "load": {"flour": 3}},
        out("t7", "lead/1", {}, 0),
        out("t8", "bus/3", {"people": 2}, 100),
    ]
    values: Tree = {"scenario": deepcopy(SCENARIO), "method": "x", "trips": trips, "convoys": [["t1", "t3"]]}
    EVERYTHING(values)
    return deepcopy(values)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield (*path, key)
        yield from places(part, (*path, key))


NUMBERS = (-1, 0, 1, 2, 59, 60, 3600, 10**9, 10**12, -(10**12), 10**40)
WORDS = ("a", "b", "j", "c", "r", "aj", "jc", "cr", "people", "cars", "column", "flour", "bus/1", "bus/3", "cars/1", "cars/2",
         "truck/1", "lead/1", "nobody", "", "out", "in", "both", "alternating", "one-way", "anywhere", "on foot", "seat")  # fmt: skip


def altered(seed: int) -> Tree:
    """The plan with up to four of its values replaced by something odd of the same kind, left out, moved or doubled."""
    random, values = Random(seed), plan()
    for _ in range(random.randrange(1, 5)):
        *parts, last = random.choice([path for path in places(values) if random.random() < 0.5 or path[0] == "trips"])
        here: Any = values
        for part in parts:
            here = here[part]
        value = here[last]
        if isinstance(value, int) and not isinstance(value, bool):
            here[last] = random.choice((*NUMBERS, value + 1, value - 1, value + 900))
        elif isinstance(value, str):
            here[last] = random.choice(WORDS)
        elif isinstance(value, list) and value and random.random() < 0.5:
            random.shuffle(value)
        elif isinstance(here, list) and random.random() < 0.5:
            here.insert(random.randrange(len(here) + 1), deepcopy(value))
        elif isinstance(here, list) or random.random() < 0.3:
            del here[last]
        elif last == "load":
            here[last] = {random.choice(WORDS): random.choice(NUMBERS) for _ in range(random.randrange(3))}
    return values


@pytest.mark.parametrize("block", range(12))
def test_any_document_gets_an_answer(block: int) -> None:
    answered = 0
    for seed in range(block * 60, block * 60 + 60):
        try:
            document = Plan.model_validate(altered(seed))
        except ValidationError:
            continue
        answered += 1
        verdict = judge(document)
        assert verdict.plan_allowed or verdict.findings or not document.trips
        for finding in verdict.findings:
            assert all(finding.english()), finding
        for group in document.scenario.groups:
            states = verdict.ledger.get(group.id)
            assert states is None or (sum(states.values()) == group.headcount and min(states.values()) >= 0)
    assert answered > 20


def test_a_zone_that_nobody_knows_is_a_finding() -> None:
    daily = said("bans", [{"id": "night", "daily": True, "from": 60_000, "until": 0}])
    starts = said("starts", "2016-12-15T06:00+02:00")
    assert codes([], daily, starts, said("time_zone", "Asia/Damascus")) == set()
    assert codes([], daily, starts, said("time_zone", "Asia/Nowhere")) == {"quantity.unknown-zone"}
    assert codes([], starts, said("time_zone", "Asia/Nowhere")) == set()


def test_days_beyond_all_calendars_are_a_finding() -> None:
    daily = said("bans", [{"id": "night", "daily": True, "from": 60_000, "until": 0}])
    late = several(said("starts", "9999-12-31T06:00+00:00"), said("time_zone", "UTC"))
    assert codes([], late) == set()
    assert codes([], daily, late) == {"number"}


def steps(trips: int) -> int:
    """Return how many calls the judge makes for so many trips of everybody's shape."""
    moves = [out(f"t{n}", f"bus/{n % 20 + 1}", {"people": 1}, 2000 * (n // 20) + n) for n in range(trips)]
    moves += [back(f"b{n}", f"bus/{n % 20 + 1}", 2000 * (n // 20) + n + 720) for n in range(trips)]
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        judged(moves, said("groups.0.headcount", 10**6), said("places.3.lanes", 1), said("legs.3.capacity", 9999))
    finally:
        sys.setprofile(None)
    return count


def test_twice_as_many_trips_take_twice_as_many_steps() -> None:
    one, two, four = steps(60), steps(120), steps(240)
    assert four - two < 2.1 * (two - one)
