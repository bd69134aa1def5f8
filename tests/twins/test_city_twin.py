"""Least clearance and the whole curve of small cities, against the network written out step by step."""

import os

import numpy as np
import pytest
from city_twin import city, curve

from mamarr.corridor import flow
from mamarr.corridor.city import build_city
from mamarr.scenario.network import Network

SEEDS = range(2_000 if os.environ.get("MAMARR_SOAK") == "1" else 120)


def network_of(seed: int) -> Network:
    network = city(seed).network
    assert network is not None
    return network


@pytest.mark.parametrize("seed", SEEDS)
def test_least_clearance_and_curve_are_those_of_the_twin(seed: int) -> None:
    network = network_of(seed)
    tables = build_city(network, 60)
    if not tables.people:
        return
    wanted = curve(network, tables.people)
    found = flow.least_clearance(tables)
    assert found.step == len(wanted) - 1
    _, samples = flow.earliest_arrival(tables, found, 1)
    assert {sample.last: sample.persons for sample in samples} == {
        step: persons for step, persons in enumerate(wanted) if step >= samples[0].last
    }
    assert not any(wanted[: samples[0].last])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ceiling_equals_the_flow_to_the_last_person(seed: int) -> None:
    """A minimum cut a step before the least clearance holds back exactly those whom a maximum flow leaves."""
    tables = build_city(network_of(seed), 60)
    if not tables.people:
        return
    last = flow.least_clearance(tables).step - 1
    if last < 0:
        return
    flood = flow.empty_flood(tables, last)
    arrived = flow.drain(tables, flood, flow.latest_entries(tables, last), last)
    _, most = flow.ceiling_of(tables, flow.held_back(flood), last + 1)
    assert most == arrived < tables.people


def test_any_set_of_sources_gives_a_true_bound() -> None:
    for seed in range(60):
        tables = build_city(network_of(seed), 60)
        if not tables.people:
            continue
        step = flow.least_clearance(tables).step
        dice = np.random.default_rng(seed)
        chosen = (dice.random(tables.source.size) < 0.5).astype(np.uint8)
        assert flow.cut_of(tables, chosen).step <= step
