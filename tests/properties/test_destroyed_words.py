"""Words that a redaction destroys count nowhere: a situation is the same before and after they are destroyed, in any order."""

import os
import random
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "worlds"))

from histories import History

from mamarr.logbook.entries import Entry
from mamarr.logbook.fold import Fold
from mamarr.logbook.shelf import Shelf

DRAWS = 10_000 if os.environ.get("MAMARR_SOAK") == "1" else 400
NEVER_DESTROYED = ("desk", "redaction")


class Destroying:
    """A shelf that obeys redactions as a store does: the words are gone, and so is what says what they were about."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def join(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.hash not in self.entries or self.entries[entry.hash].words is None:
                self.entries[entry.hash] = entry

    def obey(self, fold: Fold) -> None:
        self.entries = {name: muted(entry) if goes(entry, fold) else entry for name, entry in self.entries.items()}

    def about(self, subjects: Collection[str] | None) -> list[Entry]:
        shelf = Shelf(self.entries.values())
        return shelf.about(subjects)


def goes(entry: Entry, fold: Fold) -> bool:
    """Whether a redaction that counts destroys the words of *entry*."""
    is_kept = entry.fact is not None and entry.fact.kind in NEVER_DESTROYED
    return not is_kept and fold.corrections.is_redacted(entry.hash)


def muted(entry: Entry) -> Entry:
    return entry.replace(words=None, salt=None)


def entries_of(seed: int, draw: random.Random) -> list[Entry]:
    """A history with more redactions, and most of them of corrections."""
    history = History(seed, draw.randrange(2, 30))
    for _ in range(draw.randrange(1, 5)):
        corrections = [each for each in history.entries if each.fact is not None and each.fact.kind == "correction"]
        if corrections:
            history.write(history.said("redaction") | {"of": draw.choice(corrections).hash})
            if draw.random() < 0.5:
                history.write(
                    history.said("correction") | {**history.correction(), "of": draw.choice(corrections).hash}
                )
    return history.entries


@pytest.mark.slow
def test_it_does_not_matter_whether_words_that_have_to_go_are_still_here() -> None:
    seen = 0
    for seed in range(DRAWS):
        draw = random.Random(seed)
        entries = entries_of(seed, draw)
        whole = Fold.of(entries)
        some = [muted(each) if goes(each, whole) and draw.random() < 0.7 else each for each in entries]
        assert Fold.of(some).dump() == whole.dump(), seed
        seen += sum(goes(each, whole) and each.fact is not None and each.fact.kind == "correction" for each in entries)
    assert seen > DRAWS / 2


@pytest.mark.slow
def test_any_order_in_which_redactions_come_and_are_obeyed_gives_the_same_bytes() -> None:
    for seed in range(DRAWS):
        draw = random.Random(seed)
        entries = entries_of(seed, draw)
        fold, shelf = Fold(), Destroying()
        left = [*entries]
        draw.shuffle(left)
        while left:
            size = draw.randrange(1, len(left) + 1)
            part, left = left[:size], left[size:]
            shelf.join(part)
            if draw.random() < 0.5:
                fold.add(part, shelf.about)
                shelf.obey(fold)
            else:  # the store destroys first and tells then
                told = Fold.of(shelf.about(None))
                shelf.obey(told)
                fold.add([shelf.entries[each.hash] for each in part], shelf.about)
            if draw.random() < 0.3:
                fold = Fold.load(fold.dump())
        if any(goes(each, Fold.of(entries)) != goes(each, fold) for each in entries):
            continue  # a desk was refused after it destroyed something: those words are gone, which no order can mend
        assert fold.dump() == Fold.of(shelf.about(None)).dump(), seed
