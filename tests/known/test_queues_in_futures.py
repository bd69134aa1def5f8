"""Queues with textbook formulas, played by the kernel that plays futures.

Vehicles come over a road whose drive is drawn, so they arrive when we want, and are inspected at a checkpoint. The figures are
read from the collection of verification cases. Every run also keeps Little's law as an identity of its bookkeeping.
"""

from functools import cache

import numpy as np
import pytest
from test_verification_cases import case, holds

from mamarr.corridor.futures import NEVER, Ints, Tracks, as_announced, at, play

RUNS, ARRIVALS, WARM_UP = 200, 2500, 500


@cache
def checkpoint(vehicles: int, lanes: int, service_s: int) -> Tracks:
    """Each vehicle drives a road, whose planned second is a thousandth of every second drawn, and is inspected."""
    trips = np.zeros((vehicles, at.TRIP_COLUMNS), dtype=np.int64)
    steps = np.zeros((2 * vehicles, at.STEP_COLUMNS), dtype=np.int64)
    trips[:, at.FIRST], trips[:, at.STEPS], trips[:, at.NEXT] = 2 * np.arange(vehicles), 2, -1
    trips[:, (at.OPENS_DAY, at.ENDS)] = 1
    steps[:, at.TRIP] = np.arange(2 * vehicles) // 2
    steps[:, (at.SERVER, at.CALLER, at.OPENING)] = -1
    steps[0::2, at.IS_DRIVE] = 1
    steps[1::2, (at.WHERE, at.SERVER)] = (1, 0)
    steps[1::2, at.LASTS] = service_s
    lines = np.zeros((2, at.LINE_COLUMNS), dtype=np.int64)
    lines[:, (at.LANES, at.NUM_DRIVES)] = 1
    lines[:, at.HOURLY] = NEVER
    none = np.zeros((0, 1), dtype=np.int64)
    return Tracks(
        trips=trips,
        steps=steps,
        loads=np.zeros((0, at.LOAD_COLUMNS), dtype=np.int64),
        lines=lines,
        spells=np.zeros((0, at.SPELL_COLUMNS), dtype=np.int64),
        drives=np.array([[0, 1000]]),
        servers=np.array([[lanes, 0, 0]]),
        openings=np.zeros((0, at.OPENING_COLUMNS), dtype=np.int64),
        pauses=np.zeros((0, 2), dtype=np.int64),
        groups=np.zeros((0, 2), dtype=np.int64),
        homes=none[:, 0],
        rules=np.array([0, 0, vehicles, 0, NEVER, 2]),
    )


def inspected(lanes: int, arrives: Ints, lasts: Ints) -> Ints:
    """(vehicles, 3): arrived, begun, left, in the order of arrival."""
    tracks = checkpoint(len(arrives), lanes, 0)
    draws = as_announced(tracks)
    draws.slower[0::2] = arrives
    draws.lasts[1::2] = lasts
    times = play(tracks, draws).times[1::2]
    assert (times[:, at.ARRIVED] == arrives).all()
    assert (times[:, at.LEFT] - times[:, at.BEGUN] == lasts).all()
    return times


def runs(per_hour: float, mean_s: float, lanes: int, *, is_constant: bool = False) -> dict[str, np.ndarray]:
    """Figures of every run: 2,000 arrivals after 500 that fill the queue."""
    dice = np.random.default_rng(20161209)
    found: dict[str, list[float]] = {"waiting": [], "waits": [], "queue": [], "system": [], "busy": []}
    for _ in range(RUNS):
        arrives = np.cumsum(dice.exponential(3600 / per_hour, ARRIVALS)).round().astype(np.int64)
        lasts = np.full(ARRIVALS, mean_s) if is_constant else dice.exponential(mean_s, ARRIVALS)
        times = inspected(lanes, arrives, lasts.round().astype(np.int64))
        since, until = arrives[WARM_UP], arrives[-1]
        arrived, begun, left = (times[WARM_UP:, column] for column in (at.ARRIVED, at.BEGUN, at.LEFT))
        found["waiting"].append(float((begun - arrived).mean()) / 60)
        found["system"].append(float((left - arrived).mean()) / 60)
        found["waits"].append(float((begun > arrived).mean()))
        overlap = np.minimum(times[:, at.BEGUN], until) - np.maximum(times[:, at.ARRIVED], since)
        found["queue"].append(float(np.maximum(0, overlap).sum() / (until - since)))
        overlap = np.minimum(times[:, at.LEFT], until) - np.maximum(times[:, at.BEGUN], since)
        found["busy"].append(float(np.maximum(0, overlap).sum() / (until - since)) / lanes)
    return {name: np.array(values) for name, values in found.items()}


def agrees(values: np.ndarray, expected: float) -> bool:
    """Within four standard errors of the runs."""
    return bool(abs(values.mean() - expected) <= 4 * values.std(ddof=1) / len(values) ** 0.5)


@pytest.mark.slow
def test_one_lane_with_random_arrivals_and_inspections() -> None:
    inputs, expected = case("mm1-one-lane")
    found = runs(inputs["arrivals_per_h"], 60 * inputs["service_mean_min"], inputs["lanes"])
    assert agrees(found["waiting"], expected["mean waiting"]["value"])
    assert agrees(found["system"], expected["mean time in system"]["value"])
    assert agrees(found["busy"], expected["utilisation"]["value"])


@pytest.mark.slow
def test_the_two_lanes_of_ar_ramousa() -> None:
    inputs, expected = case("mm2-ar-ramousa")
    found = runs(inputs["arrivals_per_h"], 60 * inputs["service_mean_min"], inputs["lanes"])
    assert agrees(found["waits"], expected["probability of waiting"]["value"])
    assert agrees(found["waiting"], expected["mean waiting"]["value"])
    assert agrees(found["queue"], expected["mean number waiting"]["value"])


@pytest.mark.slow
def test_inspections_of_exactly_four_minutes() -> None:
    inputs, expected = case("md1-constant-inspection")
    found = runs(inputs["arrivals_per_h"], 60 * inputs["service_min"], inputs["lanes"], is_constant=True)
    assert agrees(found["waiting"], expected["mean waiting"]["value"])
    assert agrees(found["queue"], expected["mean number waiting"]["value"])


def test_a_convoy_of_twenty_at_two_lanes() -> None:
    inputs, expected = case("convoy-of-20-at-two-lanes")
    arrives = inputs["headway_s"] * np.arange(inputs["vehicles"])
    times = inspected(inputs["lanes"], arrives, np.full(inputs["vehicles"], inputs["service_s"]))
    waits = times[:, at.BEGUN] - times[:, at.ARRIVED]
    assert holds(expected["last vehicle released"], times[:, at.LEFT].max())
    assert holds(expected["first vehicle released"], times[:, at.LEFT].min())
    assert holds(expected["total waiting"], waits.sum())
    assert holds(expected["longest waiting"], waits.max())


def test_little_counts_the_same_vehicles_twice() -> None:
    """The sum of all waits is the number waiting, summed over all seconds: L = lambda W without its divisions."""
    dice = np.random.default_rng(3)
    arrives = np.sort(dice.integers(0, 5000, 60))
    times = inspected(2, arrives, dice.integers(0, 400, 60))
    seconds = np.arange(times.max() + 1)[:, None]
    waiting = (times[:, at.ARRIVED] <= seconds) & (seconds < times[:, at.BEGUN])
    assert waiting.sum() == (times[:, at.BEGUN] - times[:, at.ARRIVED]).sum()
    inside = (times[:, at.BEGUN] <= seconds) & (seconds < times[:, at.LEFT])
    assert inside.sum(axis=1).max() <= 2
