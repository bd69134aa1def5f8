"""The ledger of people against its slow and obvious twin, on random histories with corrections, returns and mistakes."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "worlds"))

from histories import GROUPS, SCENARIO, ZERO, History
from ledger_twin import LedgerTwin

from mamarr.logbook.fold import Fold
from mamarr.logbook.shelf import Shelf

DRAWS = 3000 if os.environ.get("MAMARR_SOAK") == "1" else 150


@pytest.mark.slow
def test_the_ledger_is_that_of_its_twin() -> None:
    heads = {group.id: group.headcount for group in SCENARIO.groups}
    looked = 0
    for seed in range(DRAWS):
        shelf = Shelf()
        shelf.join(History(seed, 30).entries)
        entries, fold = shelf.about(None), Fold.of(shelf.about(None))
        for minutes in (200, 5000):
            at = ZERO + timedelta(minutes=minutes)
            twin = LedgerTwin(entries, int(at.timestamp()))
            situation = fold.situation(at, shelf.about)
            has_scenario = situation.scenario != "" and len(situation.people) > len(GROUPS)
            for ledger in situation.people:
                said = ledger.model_dump(by_alias=True)
                expected = twin.ledger(ledger.group, heads.get(ledger.group, 0) if has_scenario else 0)
                assert {key: said[key] for key in expected} == expected, (seed, minutes, ledger.group)
                looked += ledger.group in GROUPS
    assert looked > DRAWS
