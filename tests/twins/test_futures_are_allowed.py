"""What happens in a future keeps the rules: written down as a plan of what was then known, the judge allows it.

Days are drawn on which other people come, at other hours, the pause opens late and services take longer for everybody; all of
this can be said in a scenario, so the movements of the day are a plan for that scenario.
"""

import random
from typing import Any

import numpy as np
import pytest
from test_futures_twin import worlds_with_plans

import mamarr
from mamarr import Change, Plan
from mamarr.corridor.futures import Draws, Sheets, Tracks, as_announced, at, play
from mamarr.planning.judge import judge
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.simulation.tracks import lay_tracks

DAYS = 6
STAYS = ("judge.ends-inside", "judge.not-home")
"""Where a vehicle is left whose later trips were struck: the page says that nobody sends it out."""
SERVICES = {AssemblyPoint: "boarding_s", ReceptionCentre: "alighting_s"}


def drawn(rng: random.Random, plan: Plan, tracks: Tracks) -> tuple[Draws, Plan]:
    """A day, and the plan with the scenario of what is known in its evening."""
    scenario, draws = plan.scenario, as_announced(tracks)
    groups, pauses, places = [], [], []
    for number, group in enumerate(scenario.groups):
        came = rng.randint(group.to_move // 2, group.to_move)
        ready = min(scenario.ends_s, group.ready_s + rng.choice((0, rng.randint(0, 1800))))
        draws.came[number], draws.ready[number] = came, ready
        groups.append(group.replace(headcount=came, turnout=1.0, ready_s=ready, counts={}, accounted={}))
    for number, pause in enumerate(scenario.pauses):
        late = rng.choice((0, rng.randint(0, max(0, min(1800, (pause.closes_s - pause.opens_s) // 4)))))
        draws.late[number] = late
        pauses.append(pause.replace(opens_s=pause.opens_s + late))
    for number, place in enumerate(scenario.places):
        slower = rng.choice((1, 1, 2))
        name = SERVICES.get(type(place))
        if slower == 2 and name and not place.pauses and not getattr(place, "handover_s", 0):
            here = (tracks.steps[:, at.IS_DRIVE] == 0) & (tracks.steps[:, at.WHERE] == number)
            draws.lasts[here] *= 2
            places.append(place.replace(**{name: 2 * getattr(place, name)}))
        else:
            places.append(place)
    known = scenario.replace(groups=tuple(groups), pauses=tuple(pauses), places=tuple(places))
    return draws, plan.replace(scenario=known, bounds=(), alternatives=(), certificate=None, convoys=(), fingerprint="")


def happened(plan: Plan, tracks: Tracks, draws: Draws, sheets: Sheets) -> tuple[Any, ...] | None:
    """The movements of the day as trips; None if a vehicle turned back, for then there is more to tell than a plan can."""
    if (sheets.fates[:, at.STATE] == at.TURNED_BACK).any():
        return None
    trips = []
    for number, trip in enumerate(plan.trips):
        if sheets.fates[number, at.STATE] != at.DONE:
            continue
        first = int(tracks.trips[number, at.FIRST])
        steps = iter(range(first, first + int(tracks.trips[number, at.STEPS])))
        stops = [timed(stop, plan, tracks, draws, sheets.times, steps) for stop in trip.stops]
        rows = range(
            int(tracks.trips[number, at.LOADS]), int(tracks.trips[number].take([at.LOADS, at.NUM_LOADS]).sum())
        )
        load = {
            plan.scenario.groups[tracks.loads[row, at.GROUP]].id: int(sheets.carried[row])
            for row in rows
            if sheets.carried[row]
        }
        trips.append(trip.replace(stops=tuple(stops), load=load))
    return tuple(sorted(trips, key=lambda trip: plan.trips.index(next(t for t in plan.trips if t.id == trip.id))))


def timed(stop: Any, plan: Plan, tracks: Tracks, draws: Draws, times: np.ndarray, steps: Any) -> Any:
    """The stop with the times of its step; steps of the way there are passed over."""
    scenario = plan.scenario
    is_leg = hasattr(stop, "leg")
    ids = [leg.id for leg in scenario.legs] if is_leg else [place.id for place in scenario.places]
    for step in steps:
        where = int(tracks.steps[step, at.WHERE])
        if bool(tracks.steps[step, at.IS_DRIVE]) == is_leg and ids[where // 2 if is_leg else where] == (
            stop.leg if is_leg else stop.at
        ):
            arrived, begun, left = (int(value) for value in times[step])
            if is_leg:
                return stop.replace(enters=begun, leaves=left)
            lasts = int(draws.lasts[step])
            if stop.begins is None and step + 1 < len(times) and drives_on(tracks, step):
                left = int(times[step + 1, at.BEGUN])  # it waits here until the way is open
            new = {"arrives": arrived, "begins": begun, "leaves": left, "received": begun + lasts}
            return stop.replace(**{key: value for key, value in new.items() if getattr(stop, key) is not None})
    raise AssertionError(stop)


def drives_on(tracks: Tracks, step: int) -> bool:
    """The next thing that the trip does is to drive."""
    return bool(tracks.steps[step + 1, at.IS_DRIVE]) and tracks.steps[step, at.TRIP] == tracks.steps[step + 1, at.TRIP]


def in_convoys(plan: Plan, tracks: Tracks, sheets: Sheets) -> tuple[tuple[str, ...], ...]:
    """The convoys of the day: on each leg under convoy rules, runs of entries in one direction less than the interval apart."""
    rules, found = plan.scenario.convoys, []
    for line in np.flatnonzero(tracks.lines[:, at.RULED]):
        steps = np.flatnonzero((tracks.steps[:, at.IS_DRIVE] == 1) & (tracks.steps[:, at.WHERE] == line))
        last = None
        for second, trip in sorted(
            (int(sheets.times[step, at.BEGUN]), int(tracks.steps[step, at.TRIP])) for step in steps
        ):
            if sheets.fates[trip, at.STATE] != at.DONE:
                continue
            if last is None or second - last >= rules.interval_s:
                found.append([])
            found[-1].append(plan.trips[trip].id)
            last = second
    return tuple(tuple(run) for run in found)


def allowed(name: str, plan: Plan) -> int:
    """Judge some days of a plan; how many there were to judge."""
    tracks, judged = lay_tracks(plan), 0
    if (tracks.lines[:, at.LANES] > 1).any():
        return 0  # a plan says which lane, a future does not
    for day in range(DAYS):
        draws, known = drawn(random.Random(f"{name} allowed {day}"), plan, tracks)
        sheets = play(tracks, draws)
        trips = happened(known, tracks, draws, sheets)
        if trips is not None:
            answer = judge(known.replace(trips=trips, convoys=in_convoys(known, tracks, sheets)))
            wrong = [each for each in answer.findings if each.severity == "error" and each.code not in STAYS]
            assert not wrong, (name, day, [str(each) for each in wrong][:3])
            judged += 1
    return judged


@pytest.mark.slow
def test_the_judge_allows_what_happens_on_small_corridors() -> None:
    assert sum(allowed(name, plan) for name, plan in worlds_with_plans()) > 100


@pytest.mark.slow
def test_the_judge_allows_what_happens_in_aleppo() -> None:
    scenario = mamarr.load("aleppo-2016", [Change.read("ramousa.lanes=3"), Change.read("day.closes=24:00")])
    assert allowed("aleppo", mamarr.plan(scenario, seconds=3, iterations=200)) > 2
    assert any(isinstance(place, Checkpoint) for place in scenario.places)
