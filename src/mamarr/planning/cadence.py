"""Cadence: how fast uses of a narrow place can follow each other, and how many fit into the stretches of its time."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Protocol

from mamarr.planning.timetable import Term

Stretches = tuple[tuple[int, int], ...]
"""First and last second of stretches of time, in order. Instants are whole seconds since clock zero."""


class Cadence(Protocol):
    """The n-th use of one stretch comes so many seconds after its beginning, at least."""

    def after_s(self, uses: int) -> int:
        """Return the seconds from the beginning of a stretch to its *uses*-th use; never less for more uses."""

    def fit(self, length_s: int, most: int) -> int:
        """Return how many uses fit into a stretch of *length_s* seconds, at most *most*."""

    def terms(self, uses: int) -> list[Term]:
        """Return `after_s` as terms."""


@dataclass(frozen=True)
class Services:
    """At most so many at once, each of them at least so long; a use is over when its service ends."""

    lanes: int
    each_s: int

    def after_s(self, uses: int) -> int:
        """Some lane serves at least its share, one after the other."""
        return _up(uses, self.lanes) * self.each_s

    def fit(self, length_s: int, most: int) -> int:
        """Each lane ends as many services as are over in time."""
        return min(most, self.lanes * (length_s // self.each_s))

    def terms(self, uses: int) -> list[Term]:
        """The services of one lane."""
        return [Term(code="services", count=_up(uses, self.lanes), each_s=self.each_s)]


@dataclass(frozen=True)
class Batches:
    """At most so many in any time shorter than a step."""

    batch: int
    each_s: int

    def after_s(self, uses: int) -> int:
        """All batches but the last wait for the next."""
        return (_up(uses, self.batch) - 1) * self.each_s

    def fit(self, length_s: int, most: int) -> int:
        """One batch at the beginning, and one after each step."""
        return min(most, self.batch * (length_s // self.each_s + 1))

    def terms(self, uses: int) -> list[Term]:
        """The steps."""
        return [Term(code="steps", count=_up(uses, self.batch) - 1, each_s=self.each_s)]


class _Searched:
    """Uses that fit, found by halving."""

    def after_s(self, uses: int) -> int:
        raise NotImplementedError

    def fit(self, length_s: int, most: int) -> int:
        """Return the most uses whose last comes in time; the first comes at once."""
        return bisect_right(range(1, most + 1), length_s, key=self.after_s)


@dataclass(frozen=True)
class Convoys(_Searched):
    """Entries of one direction: a headway apart in each lane, convoys an interval."""

    lanes: int
    headway_s: int
    gap_s: int
    """What a new convoy costs beyond a headway."""
    largest: int

    def after_s(self, uses: int) -> int:
        """The fullest lane."""
        fullest = _up(uses, self.lanes)
        return (fullest - 1) * self.headway_s + (_up(fullest, self.largest) - 1) * self.gap_s

    def terms(self, uses: int) -> list[Term]:
        """Headways and what convoys add."""
        fullest = _up(uses, self.lanes)
        return [
            Term(code="steps", count=fullest - 1, each_s=self.headway_s),
            Term(code="convoy-gaps", count=_up(fullest, self.largest) - 1, each_s=self.gap_s),
        ]


@dataclass(frozen=True)
class Turns(_Searched):
    """Entries into a leg with one direction at a time: before a vehicle enters again it comes back, and the leg turns twice."""

    vehicles: int
    transit_s: int
    headway_s: int
    gap_s: int
    largest: int
    least: int = 1
    """Openings that some kind of people needs anyway."""

    def after_s(self, uses: int) -> int:
        """Crossings and what follows each other in the same direction."""
        return sum(term.amount for term in self.terms(uses))

    def terms(self, uses: int) -> list[Term]:
        """Another opening costs two transits and saves at most a headway and a gap each way; a transit is no shorter than both."""
        openings = max(_up(uses, self.vehicles), min(self.least, uses))
        back = uses - self.vehicles
        return [
            Term(code="transits", count=2 * (openings - 1), each_s=self.transit_s),
            Term(code="headways-out", count=uses - openings, each_s=self.headway_s),
            Term(code="gaps-out", count=max(0, _up(uses, self.largest) - openings), each_s=self.gap_s),
            Term(code="headways-back", count=max(0, back - openings + 1), each_s=self.headway_s),
            Term(code="gaps-back", count=max(0, _up(back, self.largest) - openings + 1), each_s=self.gap_s),
        ]


def fits(cadence: Cadence, stretches: Stretches, most: int) -> int:
    """Return how many uses fit into all *stretches*, at most *most*."""
    return min(most, sum(cadence.fit(last - first, most) for first, last in stretches))


def last_use(cadence: Cadence, stretches: Stretches, uses: int) -> tuple[int, int] | None:
    """Return (stretch that holds the *uses*-th use at the earliest, uses of it); None where so many do not fit."""
    for number, (first, last) in enumerate(stretches):
        here = cadence.fit(last - first, uses)
        if here >= uses:
            return number, uses
        uses -= here
    return None


def _up(count: int, share: int) -> int:
    return -(-count // share)
