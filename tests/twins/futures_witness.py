"""An independent witness of stress tests: vehicles as processes of simpy, chances drawn by numpy from the distributions themselves.

It shares with the product the plan as steps (who goes where, which waits are orders) and the page `docs/background/futures.md`,
and nothing that is played or drawn. Within one second simpy goes its own order, so single futures may differ; means may not.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from math import exp
from typing import Any

import numpy as np
import simpy

from mamarr.corridor.futures import NEVER, Tracks, at

Process = Generator[simpy.Event, Any, None]


@dataclass
class Spreads:
    """What varies, as plain numbers; everything is as announced where it is nought."""

    service: dict[int, float] = field(default_factory=dict)  # place: sigma of one service
    all_day: dict[int, float] = field(default_factory=dict)  # place: sigma of its whole day
    drive: float = 0.0
    drive_all_day: float = 0.0
    turnout: tuple[float, float, float] | None = None  # least, most likely, most
    ready_s: float = 0.0
    late_s: float = 0.0
    collapse_per_s: float = 0.0
    breakdown_per_s: float = 0.0  # of driving
    recovery: tuple[float, float] = (0.6, 2100.0)  # sigma, median seconds
    lost: float = 0.5
    blocked_per_s: float = 0.0
    blocked: tuple[float, float] = (0.7, 1800.0)
    ruled: frozenset[int] = frozenset()  # legs that may be blocked


class GivenUpError(Exception):
    """The vehicle turns back."""


class Day:
    """One future."""

    def __init__(self, tracks: Any, openings: dict[int, list[tuple[int, Any]]], spreads: Spreads, seed: int) -> None:
        self.openings = openings
        self.tracks, self.spreads, self.dice = tracks, spreads, np.random.default_rng(seed)
        self.env = simpy.Environment()
        rows, dice = tracks, self.dice
        share = [1.0 if spreads.turnout is None else dice.triangular(*spreads.turnout) for _ in rows.groups]
        self.came = [round(int(row[0]) * part) for row, part in zip(rows.groups, share, strict=True)]
        self.left = list(self.came)
        self.gone = [0] * len(self.came)  # planned persons of trips that have begun or are struck
        self.ready = [int(row[1]) + self.wait(spreads.ready_s) for row in rows.groups]
        self.late = [self.wait(spreads.late_s) for _ in rows.pauses]
        self.ends = [
            min(int(row[1]), int(row[0]) + late + self.first(spreads.collapse_per_s))
            for row, late in zip(rows.pauses, self.late, strict=True)
        ]
        self.slow_place = {place: self.factor(sigma) for place, sigma in spreads.all_day.items()}
        legs = len(rows.lines) // 2
        self.slow_leg = [self.factor(spreads.drive_all_day) for _ in range(legs)]
        self.servers = [Server(self, number) for number in range(len(rows.servers))]
        self.roads = [Road(self, leg) for leg in range(legs)]
        self.struck: set[int] = set()
        self.chosen: set[int] = set()
        self.boarded: set[int] = set()
        self.aboard: dict[int, dict[int, int]] = {}
        self.received: list[tuple[int, int]] = []
        self.caught = 0
        for trip, row in enumerate(rows.trips):
            if row[at.OPENS_DAY]:
                self.env.process(self.vehicle(trip))
        for ends in set(self.ends):
            self.env.process(self.collapse(ends))

    def run(self) -> tuple[int, int, int, int]:
        """Persons out, persons who came, the last second, persons caught."""
        self.env.run()
        horizon = int(self.tracks.rules[at.HORIZON])
        out = [(second, persons) for second, persons in self.received if second <= horizon]
        return sum(persons for _, persons in out), sum(self.came), max((s for s, _ in out), default=0), self.caught

    # chances

    def factor(self, sigma: float) -> float:
        """Log-normal of mean 1."""
        return exp(sigma * self.dice.standard_normal() - sigma**2 / 2)

    def wait(self, mean: float) -> int:
        return round(self.dice.exponential(mean)) if mean else 0

    def first(self, rate: float) -> int:
        return round(self.dice.exponential(1 / rate)) if rate else NEVER

    def long(self, shape: tuple[float, float]) -> int:
        return round(shape[1] * exp(shape[0] * self.dice.standard_normal()))

    # vehicles

    def vehicle(self, trip: int) -> Process:
        place = int(self.tracks.trips[trip][at.STARTS])
        while trip >= 0:
            row = self.tracks.trips[trip]
            if row[at.STARTS] != place or (self.serves_first(trip) and not self.choose(trip)):
                self.strike(trip)
            else:
                try:
                    is_done = yield from self.drive_trip(trip)
                except GivenUpError:
                    is_done = False
                    if trip not in self.boarded:
                        self.put_back(trip)
                if not is_done:
                    self.strike_all(int(row[at.NEXT]))
                    return
                place = int(row[at.STARTS] if trip in self.struck else row[at.ENDS])
            trip = int(row[at.NEXT])

    def steps_of(self, trip: int) -> range:
        row = self.tracks.trips[trip]
        return range(int(row[at.FIRST]), int(row[at.FIRST] + row[at.STEPS]))

    def loads_of(self, trip: int) -> list[tuple[int, int, int, bool]]:
        row = self.tracks.trips[trip]
        loads = self.tracks.loads[row[at.LOADS] : row[at.LOADS] + row[at.NUM_LOADS]]
        return [(int(a), int(b), int(c), bool(d)) for a, b, c, d in loads]

    def serves_first(self, trip: int) -> bool:
        return bool(self.tracks.steps[self.steps_of(trip)[0]][at.SERVER] >= 0)

    def drive_trip(self, trip: int) -> Generator[simpy.Event, Any, bool]:
        env, steps, is_lost = self.env, self.tracks.steps, False
        for number in self.steps_of(trip):
            step = steps[number]
            if step[at.IS_DRIVE]:
                road = self.roads[step[at.WHERE] // 2]
                leaves, breaks_for_good = yield from road.enter(trip, number)
                ends, begun = road.ends_at(step[at.WHERE], env.now), env.now
                yield env.timeout(leaves - env.now)
                if begun < ends < env.now and trip in self.boarded:
                    self.caught += sum(self.aboard.pop(trip, {}).values())
                is_lost |= breaks_for_good
                continue
            if step[at.SERVER] >= 0:
                server = self.servers[step[at.SERVER]]
                yield server.queue(trip, number)
                if step[at.BOARDS]:
                    self.boarded.add(trip)
                persons = sum(self.aboard.get(trip, {}).values()) if step[at.PER_PERSON] else 1
                where = int(step[at.WHERE])
                sigma = self.spreads.service.get(where, 0.0)
                lasts = int(step[at.LASTS]) * self.factor(sigma) * self.slow_place.get(where, 1.0)
                yield env.timeout(round(lasts) * persons)
                server.end()
                if step[at.RECEIVES]:
                    self.received.append((int(env.now), sum(self.aboard.get(trip, {}).values())))
            yield from self.wait_for_order(step)
            if number == self.steps_of(trip)[0] and step[at.SERVER] < 0 and not self.choose(trip):
                self.strike(trip)
                return True
        return not is_lost

    def wait_for_order(self, step: Any) -> Process:
        if not step[at.WAITS_TO_LEAVE] or step[at.LEAVE] <= self.env.now:
            return
        until = self.env.timeout(int(step[at.LEAVE]) - self.env.now)
        if step[at.CALLER] < 0:
            yield until
            return
        called = self.servers[step[at.CALLER]].call(int(step[at.CALL]), int(step[at.AFTER_CALL]))
        yield until | called

    def choose(self, trip: int) -> bool:
        """Decide who rides."""
        self.chosen.add(trip)
        self.count(trip)
        loads, riders = self.loads_of(trip), self.aboard.setdefault(trip, {})
        places = {0: int(self.tracks.trips[trip][at.SEATS]), 1: int(self.tracks.trips[trip][at.LITTERS])}
        for group, planned, rides, _ in loads:
            riders[group] = min(planned, self.left[group])
            self.left[group] -= riders[group]
            places[rides] = places.get(rides, 0) - riders[group]
        for group, _, rides, fills in loads:
            kept = max(0, self.tracks.groups[group][0] - self.gone[group])
            more = min(places[1 if rides == 1 else 0], self.left[group] - kept)
            if fills and more > 0:
                riders[group] += more
                self.left[group] -= more
                places[1 if rides == 1 else 0] -= more
        return not loads or sum(riders.values()) > 0

    def put_back(self, trip: int) -> None:
        for group, persons in self.aboard.pop(trip, {}).items():
            self.left[group] += persons

    def count(self, trip: int) -> None:
        """Nobody has to keep places for this trip any more."""
        for group, planned, _, _ in self.loads_of(trip):
            self.gone[group] += planned

    def strike(self, trip: int) -> None:
        if trip not in self.struck and trip not in self.chosen:
            self.count(trip)
        self.struck.add(trip)
        for road in self.roads:
            road.wake()

    def strike_all(self, trip: int) -> None:
        while trip >= 0:
            self.strike(trip)
            trip = int(self.tracks.trips[trip][at.NEXT])

    def collapse(self, second: int) -> Process:
        yield self.env.timeout(second)
        for each in (*self.servers, *self.roads):
            each.wake()

    def fit(self, first: int, count: int, second: int, lasts: int) -> int:
        """When a stay may begin, by what is known now."""
        if count == 0:
            return second
        for since, until, opens, closes in self.tracks.spells[first : first + count]:
            begins = max(second, int(since) + (self.late[opens] if opens >= 0 else 0))
            is_over = (
                closes >= 0 and self.ends[closes] < self.tracks.pauses[closes][1] and self.env.now >= self.ends[closes]
            )
            if begins + lasts <= until and not is_over:
                return begins
        return NEVER


class Place:
    """Something at which vehicles wait; looked at whenever something changes."""

    def __init__(self, day: Day) -> None:
        self.day, self.env = day, day.env
        self.waiting: list[tuple[tuple[int, ...], int, int, simpy.Event]] = []
        self.is_awake = False

    def wake(self, after: int = 0) -> None:
        if after > 0:
            self.env.process(self.sleep(after))
        elif not self.is_awake:
            self.is_awake = True
            self.env.process(self.wakes())

    def sleep(self, after: int) -> Process:
        yield self.env.timeout(after)
        self.wake()

    def wakes(self) -> Process:
        yield self.env.timeout(0)
        self.is_awake = False
        self.look()

    def look(self) -> None:
        raise NotImplementedError

    def queue(self, trip: int, number: int) -> simpy.Event:
        step = self.day.tracks.steps[number]
        claim = (int(step[at.RANK]), int(self.env.now), int(step[at.BEGIN]), trip)
        event = self.env.event()
        self.waiting.append((claim, trip, number, event))
        self.waiting.sort(key=lambda each: each[0])
        self.wake()
        return event

    def give_up(self, one: tuple[tuple[int, ...], int, int, simpy.Event]) -> None:
        self.waiting.remove(one)
        self.day.strike(one[1])
        one[3].fail(GivenUpError())


class Server(Place):
    """Bays or lanes."""

    def __init__(self, day: Day, number: int) -> None:
        super().__init__(day)
        self.width, self.first, self.count = (int(value) for value in day.tracks.servers[number])
        self.busy = 0
        self.begun: list[int] = []
        self.calls: list[tuple[int, int, simpy.Event]] = []

    def end(self) -> None:
        self.busy -= 1
        self.wake()

    def call(self, number: int, after: int) -> simpy.Event:
        event = self.env.event()
        if len(self.begun) >= number:
            self.env.process(self.ring(event, max(0, self.begun[number - 1] + after - int(self.env.now))))
        else:
            self.calls.append((number, after, event))
        return event

    def ring(self, event: simpy.Event, after: int) -> Process:
        yield self.env.timeout(after)
        event.succeed()

    def look(self) -> None:
        day, now = self.day, int(self.env.now)
        for one in list(self.waiting):
            if self.busy >= self.width:
                return
            _, trip, number, event = one
            step = day.tracks.steps[number]
            riders = day.aboard.get(trip, {})
            ready = max(
                (day.ready[group] for group, persons in riders.items() if persons and step[at.BOARDS]), default=0
            )
            lasts = int(step[at.LASTS]) * (sum(riders.values()) if step[at.PER_PERSON] else 1)
            begins = day.fit(self.first, self.count, max(now, ready), lasts)
            if step[at.WAITS_TO_BEGIN] and begins < NEVER:
                begins = max(begins, int(step[at.BEGIN]))
            if begins == NEVER:
                self.give_up(one)
            elif begins > now:
                self.wake(begins - now)
            else:
                self.waiting.remove(one)
                self.busy += 1
                self.begun.append(now)
                event.succeed()
                for call in [call for call in self.calls if call[0] <= len(self.begun)]:
                    self.calls.remove(call)
                    self.env.process(self.ring(call[2], call[1]))


class Road(Place):
    """A leg with both directions."""

    def __init__(self, day: Day, leg: int) -> None:
        super().__init__(day)
        self.leg, self.lines = leg, day.tracks.lines[2 * leg : 2 * leg + 2]
        self.is_ruled, self.alternates = bool(self.lines[0][at.RULED]), bool(self.lines[0][at.ALTERNATES])
        lanes = int(self.lines[0][at.LANES])
        self.lanes = [[[-NEVER, -NEVER, 0] for _ in range(lanes)] for _ in range(2)]  # last entry, last exit, convoy
        self.entries: list[list[int]] = [[], []]
        first, count = int(self.lines[0][at.OPENINGS]), int(self.lines[0][at.NUM_OPENINGS])
        self.openings = range(first, first + count)
        self.members = {
            opening: {(row[at.TRIP], number) for number, row in day.openings.get(opening, ())}
            for opening in self.openings
        }
        self.turn, self.clear = 0, 0
        self.way = int(day.tracks.openings[first][at.TOWARDS]) % 2 if count else 0
        self.stands: list[tuple[int, int]] = []
        self.blocks: list[tuple[int, int]] = []
        if leg in day.spreads.ruled and day.spreads.blocked_per_s:
            second = day.first(day.spreads.blocked_per_s)
            while second < day.tracks.rules[at.HORIZON]:
                until = second + day.long(day.spreads.blocked)
                self.blocks.append((second, until))
                second = max(second + 1, until) + day.first(day.spreads.blocked_per_s)

    def drive_s(self, way: int, second: int) -> int:
        first, count = int(self.lines[way][at.DRIVES]), int(self.lines[way][at.NUM_DRIVES])
        rows = [row for row in self.day.tracks.drives[first : first + count] if row[0] <= second]
        return int(rows[-1][1])

    def ends_at(self, line: int, second: float) -> int:
        row = self.day.tracks.lines[line]
        spells = self.day.tracks.spells[row[at.LINE_SPELLS] : row[at.LINE_SPELLS] + row[at.NUM_LINE_SPELLS]]
        ends = [self.day.ends[closes] for since, _, _, closes in spells if since <= second and closes >= 0]
        return ends[-1] if ends else NEVER

    def enter(self, trip: int, number: int) -> Generator[simpy.Event, Any, tuple[int, bool]]:
        way = int(self.day.tracks.steps[number][at.WHERE]) % 2
        if self.is_ruled or self.alternates or self.may_enter(way) > self.env.now:
            yield self.queue(trip, number)
        return self.gone(way, number)

    def gone(self, way: int, number: int) -> tuple[int, bool]:
        """The vehicle is on the leg; when it leaves, and whether it breaks down for good."""
        day, now = self.day, int(self.env.now)
        planned = self.drive_s(way, now)
        drive = -int(-planned * day.factor(day.spreads.drive) * day.slow_leg[self.leg] // 1)
        stop, for_good = 0, False
        if day.spreads.breakdown_per_s and day.dice.random() < 1 - exp(-planned * day.spreads.breakdown_per_s):
            stop, for_good = day.long(day.spreads.recovery), bool(day.dice.random() < day.spreads.lost)
        leaves = now + drive + stop
        for since, until in self.blocks:
            if since < leaves and until > now:
                leaves += until - max(now, since)
        lane = min(self.lanes[way], key=self.lane_free)
        if self.is_ruled:
            leaves = max(leaves, lane[1])
            if stop:
                self.stands.append((now + drive // 2, now + drive // 2 + stop))
        lane[2] = lane[2] + 1 if lane[2] and now - lane[0] < day.tracks.rules[at.INTERVAL] else 1
        lane[0], lane[1] = now, max(lane[1], leaves)
        self.entries[way].append(now)
        for members in self.members.values():
            members.discard((int(day.tracks.steps[number][at.TRIP]), number))
        self.wake()
        return leaves, for_good

    def lane_free(self, lane: list[int]) -> int:
        headway, interval, largest = (int(value) for value in self.day.tracks.rules[:3])
        if not lane[2]:
            return -NEVER
        return lane[0] + (max(headway, interval) if lane[2] >= largest else headway)

    def may_enter(self, way: int) -> int:
        day, second = self.day, int(self.env.now)
        if self.is_ruled:
            second = max(second, min(self.lane_free(lane) for lane in self.lanes[way]))
        if self.alternates:
            second = max([second, *(lane[1] for lane in self.lanes[1 - way])])
        hourly = int(self.lines[way][at.HOURLY])
        if len(self.entries[way]) >= hourly:
            second = max(second, self.entries[way][-hourly] + 3600)
        while True:
            before = second
            for since, until in (*self.blocks, *self.stands):
                if since <= second < until:
                    second = until
            first, count = int(self.lines[way][at.LINE_SPELLS]), int(self.lines[way][at.NUM_LINE_SPELLS])
            second = day.fit(first, count, second, self.drive_s(way, second))
            if second in (before, NEVER):
                return second

    def look(self) -> None:
        if not self.alternates:
            self.let(0, NEVER)
            self.let(1, NEVER)
            return
        while True:
            is_planned = self.turn < len(self.openings)
            opening = self.openings[self.turn] if is_planned else NEVER
            if self.let(self.way, opening):
                return
            missing = [trip for trip, _ in self.members.get(opening, ()) if trip not in self.day.struck]
            if is_planned and missing:
                row = self.day.tracks.openings[opening]
                deadline = self.clear + int(row[at.LAST] - row[at.CLEAR]) + int(self.day.tracks.rules[at.PATIENCE])
                if self.waiting and self.env.now < deadline:
                    self.wake(deadline - int(self.env.now))
                if not self.waiting or self.env.now < deadline:
                    return
            elif not is_planned and not self.waiting:
                return
            self.turn += 1
            is_planned = self.turn < len(self.openings)
            ahead = (
                int(self.day.tracks.openings[self.openings[self.turn]][at.TOWARDS]) % 2 if is_planned else 1 - self.way
            )
            last = max(lane[1] for lane in self.lanes[self.way])
            self.clear = int(self.env.now) if ahead == self.way else max(int(self.env.now), last)
            self.way = ahead

    def let(self, way: int, opening: int) -> bool:
        """Let one enter; True while somebody who stands here has to wait."""
        steps, now = self.day.tracks.steps, int(self.env.now)
        is_held = False
        for one in list(self.waiting):
            step = steps[one[2]]
            if step[at.WHERE] % 2 != way or step[at.OPENING] > opening:
                continue
            second = self.may_enter(way)
            if second == NEVER:
                self.give_up(one)
            elif second > now:
                self.wake(second - now)
                return True
            elif step[at.WAITS_TO_BEGIN] and step[at.BEGIN] > now:
                self.wake(int(step[at.BEGIN]) - now)
                is_held = True
            else:
                self.waiting.remove(one)
                one[3].succeed()
                return True  # the next one when this one is on the leg
        return is_held


def witness(tracks: Tracks, spreads: Spreads, seeds: range) -> np.ndarray:
    """(days, 4): persons out, persons who came, last second, persons caught."""
    lists = Tracks(*(table.tolist() for table in tracks))  # numbers of Python are quicker to reach
    openings: dict[int, list[tuple[int, Any]]] = {}
    for number, row in enumerate(lists.steps):
        openings.setdefault(row[at.OPENING], []).append((number, row))
    return np.array([Day(lists, openings, spreads, seed).run() for seed in seeds])
