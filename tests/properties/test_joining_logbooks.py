"""A situation is a function of the set of entries: any partition, any order of joining, once or twice, gives the same bytes."""

import json
import os
import random
import sys
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "worlds"))

from histories import ZERO, History

from mamarr.logbook.entries import Entry
from mamarr.logbook.fold import Fold
from mamarr.logbook.shelf import Shelf
from mamarr.logbook.situation import Situation

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
DRAWS = 10_000 if IS_SOAK else 300


def bytes_of(situation: Situation) -> bytes:
    return json.dumps(situation.content(), sort_keys=True, ensure_ascii=False).encode()


def parts(entries: list[Entry], draw: random.Random) -> Iterable[list[Entry]]:
    """Cut shuffled entries into parts, some of them joined twice."""
    entries = [*entries, *draw.sample(entries, len(entries) // 5)]
    draw.shuffle(entries)
    while entries:
        size = draw.randrange(1, max(2, len(entries)))
        yield entries[:size]
        entries = entries[size:]


def joined(entries: list[Entry], draw: random.Random) -> tuple[Fold, Shelf]:
    """Join parts one after the other; between two of them the fold is saved and opened again."""
    fold, shelf = Fold(), Shelf()
    for part in parts(entries, draw):
        shelf.join(part)
        fold.add(part, shelf.about)
        if draw.random() < 0.3:
            fold = Fold.load(fold.dump())
    return fold, shelf


@pytest.mark.slow
def test_any_order_of_joining_gives_the_same_bytes() -> None:
    for seed in range(DRAWS):
        draw = random.Random(seed)
        entries = History(seed, draw.randrange(2, 40)).entries
        whole = Fold.of(entries)
        fold, shelf = joined(entries, draw)
        assert fold.dump() == whole.dump(), seed
        for minutes in (draw.randrange(0, 600), 900, 5000):
            at = ZERO + timedelta(minutes=minutes)
            expected = bytes_of(Fold.of(entries).situation(at, shelf.about))
            assert bytes_of(fold.situation(at, shelf.about)) == expected, (seed, minutes)


@pytest.mark.slow
def test_people_are_conserved_at_every_instant() -> None:
    for seed in range(DRAWS):
        shelf = Shelf()
        shelf.join(History(seed, 40).entries)
        fold = Fold.of(shelf.about(None))
        for minutes in (60, 300, 5000):
            situation = fold.situation(ZERO + timedelta(minutes=minutes), shelf.about)
            for ledger in (*situation.people, situation.totals):
                said = ledger.model_dump(by_alias=True)
                from mamarr.logbook.ledger import STATES

                assert min(said[state] for state in STATES) >= 0, (seed, ledger)
                assert sum(said[state] for state in STATES) == ledger.total, (seed, ledger)


def test_a_history_covers_every_kind_of_entry() -> None:
    from histories import KIND_NAMES

    seen = {entry.fact.kind for seed in range(40) for entry in History(seed, 40).entries if entry.fact is not None}
    assert seen == set(KIND_NAMES)
