"""Counts of outcomes: of a fixed size, and the same in whatever order batches come in."""

from typing import Self

import numpy as np

from mamarr.corridor.futures import PARTS, Chances, Ints, Results, Tracks, ends

_MOST_BINS = 20_000


class Tally:
    """How often each outcome came up, for any number of replications."""

    def __init__(self, tracks: Tracks, chances: Chances, categories: list[str]) -> None:
        self.categories = categories
        self.kinds = sorted(set(categories), key=lambda kind: (kind != "wounded", kind))
        most = _most(tracks, chances)
        self.width = 1 + most // _MOST_BINS
        """Persons in one bin."""
        bins = most // self.width + 2
        self.step_s = 1 + int(tracks.rules[4]) // 100_000
        """Seconds in one bin."""
        self.replications = self.safe = self.complete = 0
        self.out, self.came = np.zeros(bins, dtype=np.int64), np.zeros(bins, dtype=np.int64)
        self.clearance = np.zeros(int(tracks.rules[4]) // self.step_s + 2, dtype=np.int64)
        self.curve = np.zeros((PARTS, bins), dtype=np.int64)
        self.by_kind = np.zeros((len(self.kinds), bins), dtype=np.int64)
        self.kind_complete = np.zeros(len(self.kinds), dtype=np.int64)
        places = int(tracks.rules[5]) + 1
        self.left_sum, self.left_times = np.zeros(places, dtype=np.int64), np.zeros(places, dtype=np.int64)

    def add(self, results: Results) -> Self:
        """Count the replications of *results*."""
        ints = results.ints
        count = len(ints)
        self.replications += count
        self.safe += int((ints[:, ends.CAUGHT] == 0).sum())
        self.complete += int((ints[:, ends.OUT] == ints[:, ends.CAME]).sum())
        self.out += self._binned(ints[:, ends.OUT])
        self.came += self._binned(ints[:, ends.CAME])
        self.clearance += np.bincount(ints[:, ends.CLEARANCE] // self.step_s, minlength=len(self.clearance))
        for part in range(PARTS):
            self.curve[part] += self._binned(results.curve[:, part])
        for number, kind in enumerate(self.kinds):
            columns = [column for column, other in enumerate(self.categories) if other == kind]
            out, came = results.groups[:, columns].sum(axis=1), results.came[:, columns].sum(axis=1)
            self.by_kind[number] += self._binned(out)
            self.kind_complete[number] += int((out == came).sum())
        self.left_sum += results.left.sum(axis=0)
        self.left_times += (results.left > 0).sum(axis=0)
        return self

    def _binned(self, persons: Ints) -> Ints:
        return np.bincount(persons // self.width, minlength=len(self.out))


def _most(tracks: Tracks, chances: Chances) -> int:
    """Return the most people who can come."""
    most = 0
    for group, (share, _, found) in zip(tracks.groups, chances.groups, strict=True):
        came = int(group[0]) if share < 0 else (int(group[0]) * int(chances.tables[share, -1]) + 500) // 1000
        most += came + (int(chances.tables[found, -1]) if found >= 0 else 0)
    return most
