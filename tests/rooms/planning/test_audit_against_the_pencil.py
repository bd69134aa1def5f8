"""Two derivations of each sum, written apart: on small random corridors the audit and the pencil agree to the unit.

Also the searches of the audit against the plainest loops.
"""

import random
from copy import deepcopy
from typing import Any

import pytest
from ferry import SCENARIO
from turns import draw_turns

from mamarr.planning.audit import _most_entries
from mamarr.planning.audit_lane import LaneAndThroats
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.collation import collate
from mamarr.planning.docket import Docket
from mamarr.planning.timetable import Bound, Plan
from mamarr.planning.yardstick import Load, Yardstick, fewest, fullest
from mamarr.scenario import Scenario, shape
from mamarr.scenario.quantities import UNLIMITED

SEEDS = range(24)
EACH = 10


def corridor(chance: random.Random) -> Scenario:
    """A ferry with other figures, within the shape that this version plans."""
    values: dict[str, Any] = deepcopy(SCENARIO)
    gate, hall, village, town = values["places"]
    lane, to_village, to_town = values["legs"]
    bus, ambulance = values["fleet"]
    families, lying, kin = values["groups"]
    gate |= {"lanes": chance.choice([1, 1, 2, 3, "unlimited"])}
    gate["service_time_s"] = chance.choice([{"bus": 60, "ambulance": 30}, {"bus": 30, "ambulance": 60}, {"other": 45}])
    hall["alighting_s"] = chance.choice([0, 60])
    for point, leg in ((village, to_village), (town, to_town)):
        pause = chance.choice(["day", "day", None])
        point |= {"bays": chance.choice([1, 2, "unlimited"]), "boarding_s": chance.choice([0, 120]), "pause": pause}
        leg |= {"travel_s": chance.choice([0, 50, 100, 200]), "pause": pause}
    lane |= {
        "travel_s": chance.choice([0, 90, 100, 300]),
        "traffic": chance.choice(["alternating", "alternating", "both"]),
    }
    lane["pause"] = chance.choice(["day", "day", None])
    headway = chance.choice([0, 1, 30, 400])
    values["convoys"] = {"where": chance.choice([["lane"], ["lane"], []]), "largest": chance.choice([1, 2, 3]),
                         "headway_s": headway, "interval_s": chance.choice([0, headway, headway + 1, 90])}  # fmt: skip
    opens = chance.choice([0, 0, 350, 1000])
    values["pauses"][0] |= {
        "opens_s": opens,
        "closes_s": opens + chance.choice([1, 400, 651, 900, 2000, 5000]),
        "margin_s": 0,
    }
    ready = chance.choice([0, 1, 500])
    families |= {"headcount": chance.choice([0, 1, 19, 20, 21, 60, 135]), "ready_s": chance.choice([0, 1, 700])}
    lying |= {"headcount": chance.choice([0, 1, 2, 3, 9]), "ready_s": ready}
    kin |= {"headcount": chance.choice([0, 2, 25]), "ready_s": ready}
    bus |= {"count": chance.choice([0, 1, 2, 5]), "stretchers": chance.choice([0, 0, 0, 1])}
    ambulance |= {"count": chance.choice([0, 1, 3]), "seats": chance.choice([0, 0, 0, 1])}
    if chance.random() < 0.3:
        values["fleet"].append(
            {"id": "van", "seats": chance.choice([0, 7]), "count": chance.choice([0, 2]), "stationed": "gate"}
        )
        gate["service_time_s"] = {"bus": 60, "other": chance.choice([0, 10, 90])}
    if chance.random() < 0.2:
        values["places"][0] = {"id": "gate", "kind": "junction"}
    values["groups"] = chance.choice([values["groups"], values["groups"][:1], values["groups"][::-1]])
    lying["companions"] = None
    return Scenario.model_validate(values)


def found(scenario: Scenario, people: int, *bounds: Bound) -> list[str]:
    docket = Docket()
    collate(
        Plan(scenario=scenario, method="", trips=(), bounds=bounds), people, 10**9, LaneAndThroats(scenario), docket
    )
    return [finding.code for finding in docket.findings if finding.code != "bound.beaten-by-plan"]


def known(seed: int) -> list[tuple[Scenario, int, tuple[Bound, ...]]]:
    """Corridors, the people brought out, and the pencil's sums."""
    chance = random.Random(seed)
    cases: list[tuple[Scenario, int, tuple[Bound, ...]]] = []
    while len(cases) < EACH:
        scenario = corridor(chance)
        if not shape.beyond(scenario):
            most = Yardstick(scenario).carriable()
            people = chance.choice([0, 1, most // 2, max(0, most - 1), most, most])
            cases.append((scenario, people, hand_bounds(scenario, people)))
    return cases


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sum_of_the_pencil_is_true_and_none_of_another_size(seed: int) -> None:
    for scenario, people, bounds in known(seed):
        assert found(scenario, people, *bounds) == []
        for bound in bounds:
            for number, term in enumerate(bound.terms):
                name = "s" if term.s is not None else "count"
                other = term.replace(**{name: (getattr(term, name) or 0) + 1})
                terms = (*bound.terms[:number], other, *bound.terms[number + 1 :])
                lie = bound.replace(terms=terms, value=sum(each.amount for each in terms))
                assert "bound.term" in found(scenario, people, lie)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_crossings_of_lanes_that_turn_and_close(seed: int) -> None:
    """Vehicles pass again and again, and some of the people are too late."""
    rng, met = random.Random(seed), set[str]()
    for _ in range(EACH):
        drawn = draw_turns(rng, vehicles=rng.choice((1, 2, 6, 12)), trips=rng.choice((4, 24)))
        closes = drawn.pauses[0].opens_s + rng.choice((500, 3000, 8000, 20000))
        for scenario in (drawn, drawn.replace(pauses=(drawn.pauses[0].replace(closes_s=closes),))):
            most, lane = Yardstick(scenario).carriable(), LaneAndThroats(scenario)
            for people in {most, rng.randint(0, most)} - {0}:
                bounds = {bound.kind: bound for bound in hand_bounds(scenario, people) if bound.of != "complete_s"}
                assert found(scenario, people, *bounds.values()) == []
                for kind in ("pace", "pace-people"):
                    assert bool(lane.sums(kind, people)) == (kind in bounds)
                # Every form says the same number of people: one more is a passage more
                values = {sum(term.amount for term in terms) for _, terms in lane.sums("pace-people", people)}
                assert values == ({bounds["pace-people"].value} if values else set())
                met |= bounds.keys()
    assert "pace" in met


@pytest.mark.parametrize("seed", SEEDS)
def test_an_argument_that_the_pencil_does_not_make_is_not_here(seed: int) -> None:
    """A kind of sum is refused as not applicable wherever the pencil leaves it out for this corridor."""
    kinds = {"checkpoint", "lane-alternating", "joint", "bays", "pace"}
    for scenario, people, bounds in known(seed):
        if people > 0:
            for kind in kinds - {bound.kind for bound in bounds}:
                none = Bound(kind=kind, of="clearance_s", proof="hand", value=0)
                assert "bound.not-here" in found(scenario, people, none), kind


@pytest.mark.parametrize("seed", SEEDS)
def test_the_work_of_a_checkpoint_is_a_sum_only_where_everybody_comes_out_in_one_class_of_each_kind(seed: int) -> None:
    for scenario, people, _ in known(seed):
        usable = [vehicle for vehicle in scenario.fleet if vehicle.count]
        groups = [group for group in scenario.groups if group.headcount]
        carriers = [
            [v for v in usable if (v.stretchers if travels == "stretcher" else v.seats)]
            for travels in {group.travels for group in groups}
        ]
        is_mixed = any(vehicle.seats and vehicle.stretchers for vehicle in usable)
        is_here = (
            people == sum(group.headcount for group in groups) > 0
            and not is_mixed
            and all(len(each) == 1 for each in carriers)
            and any(place.lanes != UNLIMITED for place in scenario.checkpoints)
        )
        none = Bound(kind="checkpoint-work", of="clearance_s", proof="hand", value=0)
        assert ("bound.not-here" not in found(scenario, people, none)) or not is_here
        assert is_here or not all(carriers) or "bound.not-here" in found(scenario, people, none)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_most_entries_are_those_that_counting_gives(seed: int) -> None:
    for scenario, _, _ in known(seed)[:4]:
        y = Yardstick(scenario)
        takes = [n * y.headway_s + (y.convoys(n + 1) - 1) * y.gap_s for n in range(sum(load.count for load in y.loads))]
        for left in {-1, 0, *takes, *(each - 1 for each in takes)}:
            assert _most_entries(y, left) == sum(each <= left for each in takes)


def test_the_fewest_and_the_fullest_loads_are_those_that_counting_gives() -> None:
    loads = [Load("a", "seat", 20, 2), Load("b", "seat", 20, 1), Load("b", "seat", 7, 1), Load("a", "seat", 1, 1)]
    each = [load.persons for load in loads for _ in range(load.count)]
    for number in range(len(each) + 2):
        sizes = each[:number]
        assert fullest(loads, number) == [(size, sizes.count(size)) for size in dict.fromkeys(sizes)]
    for persons in range(-1, sum(each) + 1):
        assert fewest(loads, persons) == next(n for n in range(len(each) + 1) if sum(each[:n]) >= persons)
    assert fewest(loads, sum(each) + 1) == len(each)
