"""The stronger bound holds for every plan, row by row, and is what it was proven to be on the case that is known."""

import random
import time

import numpy as np
import pytest
from alternating import (
    Seen,
    draw_corridor,
    draw_decision,
    eastern_aleppo,
    people_of,
    rounds_of_all_ambulances,
    see,
    some_plans,
    tiny_corridor,
    whole_timetables,
)

from mamarr.corridor.passage import Passage, drive
from mamarr.corridor.tables import Corridor
from mamarr.planning import exact, services
from mamarr.planning.exact import clearance_bound, people_bound
from mamarr.planning.means import Means, read_means
from mamarr.planning.pace import prove_pace
from mamarr.planning.program import Program, Sum, total
from mamarr.planning.services import ask_services
from mamarr.planning.windows import Windows

PLANS = 240
FIRST_S, IN_A_LANE_S, AWAY_S = 2 * 90 + 600, 10 * 240, 900 + 480
ROUND_S = 900 + FIRST_S + IN_A_LANE_S + 30 + 900
ALEPPO_CLEARANCE_S = FIRST_S + IN_A_LANE_S + 30 + 9 * ROUND_S + AWAY_S


def clearance_of(passage: Passage) -> int:
    return int(passage.received_s.max())


def windows_program(means: Means, openings: int, latest_s: int) -> Windows:
    windows = Windows(means, openings, latest_s)
    ask_services(windows, depth=openings, rounds=openings)
    return windows


def fix(windows: Windows, seen: Seen) -> None:
    """Give the columns of *windows* the numbers of a plan; what is left open are switches and counts that follow."""
    program = windows.program

    def put(column: Sum, value: int) -> None:
        ((number, _),) = column.items()
        assert program.lower[number] <= value <= program.upper[number]
        program.lower[number] = program.upper[number] = value

    for r in range(1, windows.openings + 1):
        put(windows.first_out[r], seen.first_out[r - 1])
        put(windows.last_out[r], seen.last_out[r - 1])
        for column, value in zip(windows.out[r], seen.out[r - 1], strict=True):
            put(column, value)
        if r < windows.openings:
            put(windows.first_back[r], seen.first_back[r - 1])
            put(windows.last_back[r], seen.last_back[r - 1])
            for column, value in zip(windows.back[r], seen.back[r - 1], strict=True):
                put(column, value)


def holds(program: Program) -> bool:
    return program.solve(10).status == "optimal"


def broken(program: Program) -> list[str]:
    """The names of rows that cannot hold, for the message of a test that fails."""
    rows, program.rows = program.rows, []
    names = []
    for name, row in rows:
        program.rows.append((name, row))
        if not holds(program):
            program.rows.pop()
            names.append(name)
    return names


def test_every_row_holds_for_every_plan() -> None:
    for corridor, passage in some_plans(random.Random(1), PLANS):
        means = read_means(corridor)
        seen = see(passage, means.names, means.trips)
        windows = windows_program(means, len(seen.first_out), clearance_of(passage))
        fix(windows, seen)
        assert holds(windows.program), broken(windows.program)


def test_every_row_holds_where_only_one_class_is_looked_at() -> None:
    for corridor, passage in some_plans(random.Random(2), PLANS):
        means = read_means(corridor)
        for k, kind in enumerate(means.names):
            seen = see(passage, (kind,), means.trips[[k]])
            if seen.first_out:
                windows = windows_program(means.only(k), len(seen.first_out), clearance_of(passage))
                fix(windows, seen)
                assert holds(windows.program), broken(windows.program)


def test_the_least_of_a_program_is_not_above_the_plan() -> None:
    for corridor, passage in some_plans(random.Random(3), PLANS // 8):
        means = read_means(corridor)
        seen = see(passage, means.names, means.trips)
        sooner, more = exact._Clearance(means, people_of(passage)), exact._People(means)
        for k in means.classes:
            pace = prove_pace(means.only(k), seconds=0.2)
            if pace is not None:
                sooner.paces[k] = more.paces[k] = pace
        for task, value in ((sooner, clearance_of(passage)), (more, -people_of(passage))):
            windows = task.windows(len(seen.first_out))
            fix(windows, seen)
            assert windows.program.solve(5).status == "optimal", broken(windows.program)
            assert windows.program.solve(5).bound <= value + exact.TOLERANCE


def test_without_its_switch_a_row_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def always(windows: Windows, _: services.Pair) -> list[Sum]:
        return [total((1, 1)) for _ in windows.means.classes]

    monkeypatch.setattr(services, "_switches", always)
    monkeypatch.setattr(services, "_ask_sums", lambda *_: None)
    refused = 0
    for corridor, passage in some_plans(random.Random(1), 40):
        means = read_means(corridor)
        seen = see(passage, means.names, means.trips)
        windows = windows_program(means, len(seen.first_out), clearance_of(passage))
        fix(windows, seen)
        refused += not holds(windows.program)
    assert refused > 0


def test_no_plan_is_better_than_the_bound() -> None:
    rng = random.Random(4)
    for _ in range(20):
        corridor = draw_corridor(rng)
        passages = [drive(corridor, draw_decision(rng, corridor)) for _ in range(50)]
        most = max(map(people_of, passages))
        assert people_bound(corridor, seconds=0.5).value >= most
        soonest = min(clearance_of(each) for each in passages if people_of(each) == most) if most else 0
        assert clearance_bound(corridor, seconds=0.5, people=most).value <= soonest


def test_of_all_timetables_of_a_tiny_corridor_none_is_better_and_some_are_as_good() -> None:
    rng, met = random.Random(6), 0
    for _ in range(12):
        corridor = tiny_corridor(rng)
        least = min(map(clearance_of, whole_timetables(corridor)))
        bound = clearance_bound(corridor, seconds=2).value
        assert bound <= least
        met += bound == least
    assert met > 3


def test_a_proof_that_is_cut_off_is_weaker_and_true() -> None:
    corridor = eastern_aleppo()
    cut = clearance_bound(corridor, seconds=0.0)
    assert 0 < cut.value < ALEPPO_CLEARANCE_S
    assert not cut.is_finished
    began = time.monotonic()
    stopped = people_bound(corridor, seconds=30, stop=lambda: time.monotonic() > began + 0.5)
    assert time.monotonic() - began < 5
    assert 7950 <= stopped.value <= 8000


def test_a_class_never_gets_above_its_pace() -> None:
    proven = 0
    for corridor, passage in some_plans(random.Random(5), 16):
        means = read_means(corridor)
        for k, kind in enumerate(means.names):
            seen = see(passage, (kind,), means.trips[[k]])
            pace = prove_pace(means.only(k), seconds=3) if seen.first_out else None
            if pace is None:
                continue
            proven += 1
            for r, (last, (out,)) in enumerate(zip(seen.last_out, seen.out, strict=True)):
                outside = out - (seen.back[r - 1][0] if r else 0)
                line = pace.at(out) + pace.per_vehicle_s * (int(means.vehicles[k]) - outside)
                assert last >= line - exact.TOLERANCE
    assert proven > 5


def test_the_best_clearance_of_eastern_aleppo_is_known_to_the_second() -> None:
    """13 min until the first is boarded and back, 40 min of inspections, then nine rounds of 83.5 min; 23 min to safety.

    A round of the 20 ambulances: 15 min in, 13 min to a point and back, ten inspections of 4 min in each lane, of which
    one lane begins a headway later, and 15 min until the last is out. At first both lanes begin at once and the last two enter
    a headway apart. A timetable does just that.
    """
    corridor = eastern_aleppo(closes_s=24 * 3600)
    passage = drive(corridor, rounds_of_all_ambulances())
    assert people_of(passage) == 8000
    assert clearance_of(passage) == ALEPPO_CLEARANCE_S
    bound = clearance_bound(eastern_aleppo(), seconds=300, known=ALEPPO_CLEARANCE_S)
    assert bound.value == ALEPPO_CLEARANCE_S
    assert bound.is_finished


def test_no_more_than_7952_of_eastern_aleppo_get_through_by_18_00() -> None:
    """By the same pace 176 of 200 ambulance trips: all 7,600 on seats and 352 of 400 lying."""
    bound = people_bound(eastern_aleppo(), seconds=300, known=7600 + 2 * 176)
    assert bound.value == 7600 + 2 * 176
    assert bound.is_finished


def test_a_plan_as_good_as_the_known_one_ends_the_proof() -> None:
    corridor = eastern_aleppo()
    by_sum = clearance_bound(corridor, seconds=0).value
    assert clearance_bound(corridor, seconds=30, known=by_sum).is_finished


def test_the_watcher_is_told_of_every_stronger_bound() -> None:
    told: list[int] = []
    bound = clearance_bound(eastern_aleppo(ambulances=40), seconds=3, watch=lambda each: told.append(each.value))
    assert told == sorted(set(told))
    assert told[-1] <= bound.value


def test_a_lane_open_both_ways_has_no_windows() -> None:
    corridor = eastern_aleppo()
    both: Corridor = corridor._replace(lane=corridor.lane._replace(is_alternating=np.int64(0)))
    with pytest.raises(ValueError, match="open both ways"):
        clearance_bound(both, seconds=1)


def test_nobody_to_bring_out_is_cleared_at_once() -> None:
    corridor = eastern_aleppo()
    nobody = {name: np.zeros_like(corridor.points.bays) for name in ("stretchers", "wounded", "tied", "others")}
    empty = corridor._replace(points=corridor.points._replace(**nobody))
    assert clearance_bound(empty, seconds=1).value == 0
    assert people_bound(empty, seconds=1).value == 0
