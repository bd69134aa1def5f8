import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import numpy as np
import pytest

import mamarr
from mamarr import MamarrError
from mamarr.corridor.futures import Results, rehearse
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.odds import lay_odds
from mamarr.simulation.tracks import lay_tracks
from mamarr.simulation.workers import Batch, Carried, batches, workers


@pytest.fixture(scope="module")
def batch() -> Batch:
    plan = mamarr.plan(mamarr.load("narrow-checkpoint"), seconds=1, iterations=50)
    tracks = lay_tracks(plan)
    return Batch(tracks, lay_odds(plan, tracks, Believed(plan.scenario)), seed=3)


def whole(parts: Iterator[Results]) -> list[np.ndarray]:
    pieces = list(parts)
    return [np.concatenate([getattr(piece, name) for piece in pieces]) for name in Results._fields]


def same(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return all((mine == its).all() for mine, its in zip(one, other, strict=True))


def alone(batch: Batch, last: int) -> list[np.ndarray]:
    return list(rehearse(batch.tracks, batch.chances, batch.seed, 0, last))


@contextmanager
def cluster(number: int) -> Iterator[Any]:
    """A scheduler and workers on loopback, each a process of its own."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=number, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def test_results_come_in_order_whoever_is_faster(batch: Batch) -> None:
    with workers() as by:
        assert same(whole(batches(batch, 0, 1500, by)), alone(batch, 1500))


def test_every_size_of_a_batch_divides_a_round(batch: Batch) -> None:
    class Counting:
        number = 1
        batch = 1024
        sizes: set[int] = set()

        def play(self, _: Batch, spans: Iterator[tuple[int, int]]) -> Iterator[Results]:
            self.sizes.add(next(spans)[1])
            return iter(())

    for number in range(1, 70):
        Counting.number = number
        list(batches(batch, 0, 4_000, Counting()))  # type: ignore[arg-type]
    assert all(1024 % size == 0 for size in Counting.sizes)
    assert len(Counting.sizes) > 3


def test_whoever_stops_early_leaves_nothing_running(batch: Batch) -> None:
    with workers() as by:
        parts = batches(batch, 0, 10**9, by)
        first = next(parts)
        parts.close()  # type: ignore[attr-defined]
    assert same(list(first), alone(batch, len(first.ints)))


@pytest.mark.slow
def test_processes_give_the_same_and_a_batch_outlives_its_worker(batch: Batch) -> None:
    with workers(2) as by:
        parts = batches(batch, 0, 12_000, by)
        first = next(parts)
        os.kill(next(iter(by.pool._processes)), signal.SIGKILL)  # type: ignore[attr-defined]
        assert same(whole(chain([first], parts)), alone(batch, 12_000))


class Gone:
    """Whoever unpacks this is gone."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return os.abort, ()


@pytest.mark.slow
def test_workers_that_die_again_and_again_are_an_error(batch: Batch) -> None:
    class Deadly(Batch):
        def carried(self) -> Carried:
            return (Gone(),), (), 0  # type: ignore[return-value]

    with workers(2) as by, pytest.raises(MamarrError, match="lost") as error:
        whole(batches(Deadly(batch.tracks, batch.chances, 1), 0, 64, by))
    assert error.value.code == "stress.workers-lost"


@pytest.mark.slow
def test_a_cluster_gives_the_same_and_a_batch_outlives_its_worker(batch: Batch) -> None:
    with cluster(2) as made, workers(cluster=made.scheduler_address) as by:
        parts = batches(batch, 0, 12_000, by)
        first = next(parts)
        os.kill(next(iter(made.workers.values())).pid, signal.SIGKILL)
        assert same(whole(chain([first], parts)), alone(batch, 12_000))


@pytest.mark.slow
def test_the_same_test_on_threads_processes_and_a_cluster() -> None:
    plan = mamarr.plan(mamarr.load("narrow-checkpoint"), seconds=1, iterations=50)
    with cluster(2) as made:
        ways: list[dict[str, Any]] = [{}, {"workers": 1}, {"workers": 2}, {"cluster": made.scheduler_address}]
        found = [mamarr.stress(plan, replications=20_000, precision=0.02, seed=4, **way) for way in ways]
    assert len({test.fingerprint_of_content() for test in found}) == 1
    assert found[0].replications < 20_000


@pytest.mark.slow
def test_nobody_at_the_address_is_an_error_that_names_it() -> None:
    with pytest.raises(MamarrError, match="127") as error:
        workers(cluster="tcp://127.0.0.1:1")
    assert error.value.code == "stress.no-cluster"


def test_an_address_that_is_none_is_an_error() -> None:
    with pytest.raises(MamarrError) as error:
        workers(cluster="nonsense://x")
    assert error.value.code == "stress.no-cluster"
