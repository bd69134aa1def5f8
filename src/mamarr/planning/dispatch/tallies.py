"""Tallies: how many in any 3,600 seconds, in each release, and in the steps of a link."""

from bisect import bisect_left, bisect_right, insort

from mamarr.planning.dispatch.spans import NEVER
from mamarr.scenario.agreements import Link, Release
from mamarr.scenario.quantities import UNLIMITED

HOUR_S = 3600


class Hourly:
    """At most so many in any 3,600 seconds [t, t + 3600)."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._booked: list[tuple[int, int]] = []

    def earliest(self, second: int, amount: int) -> int:
        """Return the first second from *second* on at which *amount* more may come; NEVER where there is none."""
        if self.capacity >= UNLIMITED or not amount:
            return second
        if amount > self.capacity:
            return NEVER
        while True:
            later = self._pushed(second, amount)
            if later == second:
                return second
            second = later

    def _pushed(self, second: int, amount: int) -> int:
        """Return *second*, or a later one before which nothing fits. Windows begin where something is booked, or at *second*."""
        booked, room = self._booked, self.capacity - amount
        first = bisect_right(booked, (second - HOUR_S, NEVER))
        end = bisect_left(booked, (second + HOUR_S, 0))
        total = sum(weight for _, weight in booked[first:end])
        if total <= room:
            return second
        own = bisect_right(booked, (second, NEVER))
        last, total, later = first, 0, second
        for row in range(first, own):
            until = booked[row][0] + HOUR_S
            while last < end and booked[last][0] < until:
                total += booked[last][1]
                last += 1
            if total > room:
                later = until
            total -= booked[row][1]
        if later > second:
            return later
        row = bisect_left(booked, (second, 0))
        total = sum(weight for _, weight in booked[row:end])
        while total > room:
            later = booked[row][0] + 1
            total -= booked[row][1]
            row += 1
        return later

    def clear(self) -> None:
        """Forget all bookings."""
        self._booked.clear()

    def add(self, second: int, amount: int) -> None:
        """Book *amount* at *second*."""
        insort(self._booked, (second, amount))

    def remove(self, second: int, amount: int) -> None:
        """Give back what `add` booked."""
        del self._booked[bisect_left(self._booked, (second, amount))]


class Releases:
    """A batch in each [release k, release k + 1)."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._used: dict[int, int] = {}

    def amount_of(self, persons: int) -> int:
        """Return what a trip with *persons* aboard takes of a release."""
        return 1 if self.release.vehicles is not None else persons

    def earliest(self, second: int, persons: int) -> int:
        """Return the first second from *second* on at which a trip with *persons* may begin."""
        amount = self.amount_of(persons)
        if amount > self.release.batch:
            return NEVER
        number = max(0, (second - self.release.first_s) // self.release.every_s)
        while self._used.get(number, 0) + amount > self.release.batch:
            number += 1
        return max(second, self.release.first_s + number * self.release.every_s)

    def clear(self) -> None:
        """Forget all bookings."""
        self._used.clear()

    def add(self, second: int, persons: int) -> None:
        """Take a place in the release that covers *second*."""
        number = (second - self.release.first_s) // self.release.every_s
        self._used[number] = self._used.get(number, 0) + self.amount_of(persons)

    def remove(self, second: int, persons: int) -> None:
        """Give back what `add` took."""
        number = (second - self.release.first_s) // self.release.every_s
        self._used[number] -= self.amount_of(persons)


class _Side:
    """One side of a link: who boards here, or who is received there."""

    def __init__(self, booked: list[tuple[int, int]]) -> None:
        self._booked = booked

    def add(self, second: int, persons: int) -> None:
        """Book *persons*."""
        insort(self._booked, (second, persons))

    def remove(self, second: int, persons: int) -> None:
        """Give back what `add` booked."""
        del self._booked[bisect_left(self._booked, (second, persons))]


class Steps:
    """A link: who boards here never runs ahead of who is received there."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._boarded: list[tuple[int, int]] = []
        self._received: list[tuple[int, int]] = []
        self.boardings, self.receptions = _Side(self._boarded), _Side(self._received)
        self.clear()

    def clear(self) -> None:
        """Forget all bookings, not what is expected elsewhere."""
        self._boarded.clear()
        self._received[:] = sorted((each.at_s, each.persons) for each in self.link.elsewhere)

    @property
    def largest(self) -> int:
        """Persons that can ever have boarded together, as things are booked."""
        return self._allowed(NEVER) - sum(persons for _, persons in self._boarded)

    def _allowed(self, second: int) -> int:
        received = sum(persons for at, persons in self._received if at <= second)
        return self.link.step * (self.link.ahead + received // self.link.others_step)

    def earliest(self, second: int, persons: int) -> int:
        """Return the first second from *second* on at which *persons* more of these may board, for good."""
        events = sorted([(at, 0, n) for at, n in self._received] + [(at, 1, n) for at, n in self._boarded])
        received = boarded = 0
        free_from, is_blocked = second, False
        level_at = -NEVER
        row = 0
        while True:
            room = self.link.step * (self.link.ahead + received // self.link.others_step) - boarded
            if room < persons:
                is_blocked = True
            elif is_blocked:
                free_from, is_blocked = max(second, level_at), False
            if row == len(events):
                break
            level_at = events[row][0]
            while row < len(events) and events[row][0] == level_at:
                received, boarded = (
                    (received + events[row][2], boarded)
                    if events[row][1] == 0
                    else (received, boarded + events[row][2])
                )
                row += 1
        return NEVER if is_blocked else free_from
