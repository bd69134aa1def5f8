"""Every world is a scenario without errors, and the worlds together have everything that a scenario can have."""

import os
from collections import Counter
from itertools import combinations

import pytest
from drawing import LOADS, Size
from features import APART, FEATURES, RARE, features

from worlds import random_world, scenario_of

SEEDS = 1500 if os.environ.get("MAMARR_SOAK") == "1" else 300


@pytest.mark.parametrize("size", ["tiny", "small", "medium"])
def test_every_world_is_a_scenario_without_errors(size: Size) -> None:
    for seed in range(SEEDS):
        scenario_of(random_world(seed, size))


def test_the_same_seed_gives_the_same_world() -> None:
    assert random_world(7, "small") == random_world(7, "small") != random_world(8, "small")


def test_a_world_is_about_as_large_as_its_size_says() -> None:
    for size, (_, most) in LOADS.items():
        loads = []
        for seed in range(100):
            scenario = scenario_of(random_world(seed, size))
            room = max((max(v.room, v.stretchers) for v in scenario.fleet), default=1) or 1
            carried = sum(group.to_move for group in scenario.groups if not group.moves_itself)
            loads.append(-(-carried // room) + sum(group.means for group in scenario.groups))
        loads.sort()
        assert loads[50] <= most
        assert loads[95] <= 4 * most + 6


@pytest.mark.slow
def test_every_feature_and_every_pair_of_features_occurs() -> None:
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for seed in range(2500):
        found = features(scenario_of(random_world(seed, "small")))
        single.update(found)
        pairs.update(combinations(sorted(found), 2))
    assert not [word for word in FEATURES if single[word] < 4], "features that hardly occur"
    main = sorted(set(FEATURES) - RARE)
    assert not [pair for pair in combinations(main, 2) if not pairs[pair] and pair not in APART], (
        "pairs that do not occur"
    )
