"""Entries from elsewhere, taken in page by page while the next page is read and looked at."""

import gc
import threading
from collections.abc import Iterator

import pytest
from books import Maker, note

from mamarr.logbook import intake
from mamarr.logbook.entries import Entry, write_entry


def written(number: int, text: str = "x") -> list[Entry]:
    entries: list[Entry] = []
    for place in range(1, number + 1):
        previous = entries[-1].hash if entries else ""
        entries.append(write_entry(note(text), node="c" * 16, number=place, previous=previous, clock=(place, 0)))
    return entries


def sizes(entries: list[Entry]) -> list[int]:
    return [len(page.good) for page in intake.looked_at(entries, lambda: 10)]


def test_no_page_is_longer_than_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_AT_ONCE", 4)
    assert sizes(written(10)) == [4, 4, 2]
    assert sizes([]) == []


def test_long_words_make_short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST_AT_ONCE", 1_000)
    assert sizes(written(5, "y" * 600)) == [2, 2, 1]


def test_the_next_page_is_read_while_one_is_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_AT_ONCE", 2)
    is_read = threading.Event()

    def coming() -> Iterator[Entry]:
        yield from (entries := written(3))[:2]
        is_read.set()
        yield entries[2]

    pages = intake.looked_at(coming(), lambda: 10)
    next(pages)
    assert is_read.wait(10)
    assert [len(page.good) for page in pages] == [1]


def test_what_stops_the_reading_stops_the_taking_in_after_what_is_kept(
    make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_AT_ONCE", 2)

    def torn() -> Iterator[Entry]:
        yield from written(4)
        raise OSError(5, "the stick was pulled out")

    log = make()
    with pytest.raises(OSError, match="pulled out"):
        log.receive(torn())
    assert len(log) == 4
    assert gc.isenabled()
