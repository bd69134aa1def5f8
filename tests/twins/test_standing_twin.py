"""The standing of 200 generated histories of claims, against the twin written from docs/background/claims.md."""

import json
from datetime import datetime, timedelta

import pytest
import standing_twin
from testimonies import TEN, history, log_of, road

from mamarr.logbook.entries import Entry
from mamarr.logbook.standing import standing_of

ROAD = road()
SEEDS = 200


def twin_of(
    entries: list[Entry], subject: str, at: datetime, known: datetime | None = None
) -> tuple[str, bool, set[str]]:
    log = {entry.hash: json.loads(entry.words or "") for entry in entries}
    nodes = {entry.hash: (entry.node, entry.number) for entry in entries}
    until = None if known is None else int(known.timestamp())
    answer: tuple[str, bool, set[str]] = standing_twin.standing(log, nodes, ROAD, subject, int(at.timestamp()), until)
    return answer


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_standing_is_that_of_the_twin(seed: int) -> None:
    subject, facts, at = history(seed)
    entries = log_of(facts)
    found = standing_of(entries, subject, at, ROAD)
    assert (found.standing, found.questioned, set(found.seen)) == twin_of(entries, subject, at)


@pytest.mark.slow
def test_so_it_is_in_three_thousand_more() -> None:
    for seed in range(SEEDS, SEEDS + 3000):
        subject, facts, at = history(seed)
        entries = log_of(facts)
        found = standing_of(entries, subject, at, ROAD)
        assert (found.standing, found.questioned, set(found.seen)) == twin_of(entries, subject, at), seed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, SEEDS, 10))
def test_it_lasts_as_long_as_the_twin_says(seed: int) -> None:
    """All times of a history are whole tens of minutes, and so are all times after which words lapse."""
    subject, facts, at = history(seed)
    entries = log_of(facts)
    now = twin_of(entries, subject, at)[:2]
    later = (at + TEN * step for step in range(1, 6 * 24 * 7))
    expected = next((moment for moment in later if twin_of(entries, subject, moment, at)[:2] != now), None)
    assert standing_of(entries, subject, at, ROAD).until == expected


def test_the_histories_hold_every_standing() -> None:
    met = set()
    for seed in range(SEEDS):
        subject, facts, at = history(seed)
        found = standing_of(log_of(facts), subject, at, ROAD)
        met |= {found.standing} | ({"questioned"} if found.questioned else set())
    everything = {
        "none",
        "announced",
        "corroborated",
        "observed",
        "contradicted",
        "collapsed",
        "withdrawn",
        "questioned",
    }
    assert met == everything


def test_the_twin_is_no_yes_man() -> None:
    """A standing a second before a word lapses and the one at that second differ, for both."""
    subject, facts, at = history(next(seed for seed in range(SEEDS) if _lasts(seed)))
    entries = log_of(facts)
    until = standing_of(entries, subject, at, ROAD).until
    assert until is not None
    just_before = twin_of(entries, subject, until - timedelta(seconds=1), at)[:2]
    assert just_before == twin_of(entries, subject, at)[:2] != twin_of(entries, subject, until, at)[:2]


def _lasts(seed: int) -> bool:
    subject, facts, at = history(seed)
    return standing_of(log_of(facts), subject, at, ROAD).until is not None
