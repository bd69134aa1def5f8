"""Bounds against plans that the timetable engine did not make: all orders of tiny cases, and free plans of small ones."""

import os
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rooms" / "planning"))

from alternating import draw_corridor, ints
from orders import a_free_plan, best_of_all_orders, seen_in
from small_scenarios import draw_scenario
from test_bound_is_never_beaten import edge_corridor
from test_exact import broken, fix, holds, windows_program

from mamarr.corridor.build import build_corridor
from mamarr.corridor.tables import NEVER, UNLIMITED, Corridor
from mamarr.planning import exact
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.exact import clearance_bound, people_bound
from mamarr.planning.means import read_means
from mamarr.planning.pace import prove_pace
from mamarr.scenario import Scenario, shape

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
FREE, PACED, TINY, DRAWN = (1000, 100, 80, 1000) if IS_SOAK else (40, 6, 8, 100)
MOST = 6000 if IS_SOAK else 2000
PROOF_S = 0.3

Best = dict[int, tuple[int, int]]


def soonest(best: Best, people: int) -> int | None:
    """The soonest last reception of any order that brings out *people*."""
    return min((received for out, (received, _) in best.items() if out >= people), default=None)


def most_until(best: Best, closes_s: int) -> int:
    """The most people of any order whose last vehicle is out of the lane by *closes_s*."""
    return max((out for out, (_, exits) in best.items() if exits <= closes_s), default=0)


def some_corridor(rng: random.Random) -> Corridor:
    return rng.choice((draw_corridor, edge_corridor))(rng)


def tiny(rng: random.Random) -> Corridor:
    """At most four vehicles and a few trips."""
    corridor = some_corridor(rng)
    places, counts = len(corridor.points.bays), [rng.choice((1, 1, 2, 3)) for _ in corridor.classes.count]
    while sum(counts) > 4:
        counts[counts.index(max(counts))] -= 1
    points = corridor.points._replace(
        stretchers=ints([rng.choice((0, 0, 1, 2, 3)) for _ in range(places)]),
        wounded=ints([0] * places),
        others=ints([rng.choice((0, 4, 9, 14)) for _ in range(places)]),
    )
    return unbayed(corridor._replace(points=points, classes=corridor.classes._replace(count=ints(counts))))


def unbayed(corridor: Corridor) -> Corridor:
    return corridor._replace(points=corridor.points._replace(bays=corridor.points.bays * 0 + UNLIMITED))


def closing(corridor: Corridor, closes_s: int) -> Corridor:
    return corridor._replace(lane=corridor.lane._replace(closes_s=np.int64(closes_s)))


@pytest.mark.slow
def test_every_row_holds_for_plans_that_no_engine_made() -> None:
    rng, held = random.Random(51), 0
    for _ in range(FREE):
        corridor = some_corridor(rng)
        means = read_means(corridor)
        kinds = [(means, means.names), *((means.only(k), (kind,)) for k, kind in enumerate(means.names))]
        state = a_free_plan(rng, corridor)
        for few, names in kinds:
            seen = seen_in(state, names)
            if seen.first_out:
                windows = windows_program(few, len(seen.first_out), state.received_s)
                fix(windows, seen)
                assert holds(windows.program), (broken(windows.program), corridor, seen)
                held += 1
    assert held > FREE


@pytest.mark.slow
def test_no_class_of_a_free_plan_gets_above_its_pace() -> None:
    rng, proven = random.Random(52), 0
    for _ in range(PACED):
        corridor = some_corridor(rng)
        means = read_means(corridor)
        for k, kind in enumerate(means.names):
            pace = prove_pace(means.only(k), seconds=10 * PROOF_S)
            if pace is None:
                continue
            proven += 1
            for state in (a_free_plan(rng, corridor) for _ in range(10)):
                seen = seen_in(state, (kind,))
                for r, (last, (out,)) in enumerate(zip(seen.last_out, seen.out, strict=True)):
                    inside = int(means.vehicles[k]) - out + (seen.back[r - 1][0] if r else 0)
                    assert last >= pace.at(out) + pace.per_vehicle_s * inside - exact.TOLERANCE, (pace, corridor)
    assert proven > 0


@pytest.mark.slow
def test_no_order_beats_the_solver_and_some_order_is_as_good() -> None:
    rng, met = random.Random(53), Counter[str]()
    for _ in range(TINY):
        corridor = tiny(rng)
        best = best_of_all_orders(corridor, MOST)
        for people in best or ():
            least = soonest(best, people)
            assert least is not None
            for known in (None, least, least + rng.randint(1, 500), 10**6):
                bound = clearance_bound(corridor, seconds=PROOF_S, people=people, known=known).value
                assert bound <= least, (people, known, corridor)
            met["clearance"] += bound == least
        exits = sorted({exit_s for _, exit_s in (best or {}).values()})
        for closes_s in (second - early for second in exits[:4] for early in (0, 1)):
            most = most_until(best, closes_s)
            for known in (None, most, max(0, most - 1)):
                bound = people_bound(closing(corridor, closes_s), seconds=PROOF_S, known=known).value
                assert bound >= most, (closes_s, known, corridor)
            met["people"] += bound == most
    assert min(met["clearance"], met["people"]) > 0


def check_by_hand(scenario: Scenario, met: Counter[str]) -> None:
    """Hold every sum for *scenario* against all orders; count those that some order reaches."""
    corridor = closing(build_corridor(scenario), NEVER)
    without_bays, with_bays = best_of_all_orders(unbayed(corridor), MOST), best_of_all_orders(corridor, MOST)
    if without_bays is None or with_bays is None:
        return
    pause = shape.lane(scenario).pause
    last_s = scenario.pause(pause).last_s if pause else NEVER
    everybody = max(without_bays, default=0)
    for people in sorted({0, *without_bays, *(out - 1 for out in without_bays)}):
        for bound in hand_bounds(scenario, people):
            if bound.kind.startswith("throat"):
                continue  # those know the pauses over the points, which are lifted here; the exact twin holds them
            best = with_bays if bound.kind == "bays" else without_bays
            if bound.of == "people":
                most = most_until(best, last_s)
                assert bound.value >= most, (bound, scenario)
                met[bound.kind] += bound.value == most
                continue
            least = soonest(best, people if bound.of == "clearance_s" else everybody)
            if people > 0 and least is not None:
                assert bound.value <= least, (people, bound, scenario)
                met[bound.kind] += bound.value == least


@pytest.mark.slow
def test_no_order_beats_a_sum_and_some_order_reaches_every_kind_of_it() -> None:
    """A sum that is reached would be noticed if it were a second or a person too strong."""
    rng, met = random.Random(54), Counter[str]()
    for _ in range(DRAWN):
        scenario = draw_scenario(rng)
        assert not shape.beyond(scenario)
        check_by_hand(scenario, met)
    kinds = {"checkpoint", "checkpoint-work", "fleet", "lane", "lane-alternating", "joint", "bays", "carriable",
             "checkpoint-people", "lane-people", "fleet-people", "pace", "pace-people"}  # fmt: skip
    assert met.keys() == kinds, kinds - met.keys()
    assert all(met[kind] for kind in kinds if IS_SOAK or kind != "checkpoint-work"), met  # it is rarely the whole truth
