"""One future of a plan, told once more from `docs/background/futures.md`: objects and lists.

Every bay, lane and leg is looked at in every second in which anything can happen, again and again until nothing changes.
No heap, no marks of who has to be looked at, nothing kept that can be counted.
"""

from dataclasses import dataclass, field
from typing import Any

from mamarr.corridor.futures import NEVER, Draws, Tracks, at

ON_SEAT, LYING = 0, 1


@dataclass(eq=False)
class Load:
    """Who is planned to ride on a trip."""

    group: int
    planned: int
    rides: int
    fills: bool
    home: int
    carried: int = 0


@dataclass(eq=False)
class Step:
    """One row of `steps`, by the names of its columns."""

    number: int
    row: dict[str, int]
    arrived: int = NEVER
    begun: int = NEVER
    left: int = NEVER
    held: list[int] = field(default_factory=lambda: [0, 0])

    def __getattr__(self, name: str) -> int:
        return self.row[name]


@dataclass(eq=False)
class Trip:
    """A trip, and how far it is."""

    number: int
    starts: int
    ends: int
    seats: int
    litters: int
    after: int
    opens_day: bool
    steps: list[Step]
    loads: list[Load]
    state: int = at.NOT_BEGUN
    index: int = 0
    place: int = 0
    aboard: int = 0
    chosen: bool = False
    struck: bool = False
    due: set[int] = field(default_factory=set)

    @property
    def step(self) -> Step:
        return self.steps[self.index]


@dataclass(eq=False)
class Entry:
    """A vehicle on a line."""

    second: int
    leaves: int
    lane: int
    in_convoy: int


@dataclass
class Opening:
    """A turn of an alternating leg."""

    towards: int
    lasts: int
    members: list[tuple[Trip, Step]] = field(default_factory=list)


@dataclass
class Leg:
    """What is known of a leg."""

    openings: list[Opening]
    turn: int = 0
    towards: int = 0
    clear: int = 0
    stands: list[tuple[int, int]] = field(default_factory=list)


STEP = (
    "TRIP IS_DRIVE WHERE SERVER LASTS PER_PERSON RANK BOARDS RECEIVES BEGIN LEAVE "
    "WAITS_TO_BEGIN WAITS_TO_LEAVE CALLER CALL AFTER_CALL OPENING"
)
LINE = "RULED LANES ALTERNATES HOURLY LINE_SPELLS NUM_LINE_SPELLS DRIVES NUM_DRIVES OPENINGS NUM_OPENINGS"


def named(row: Any, names: str) -> dict[str, int]:
    return {name.lower(): int(row[getattr(at, name)]) for name in names.split()}


class Future:
    """One day."""

    def __init__(self, tracks: Tracks, draws: Draws) -> None:
        self.draws = draws
        self.left = [int(count) for count in draws.came]
        self.announced = [int(row[0]) for row in tracks.groups]
        self.headway, self.interval, self.largest, self.patience = (int(value) for value in tracks.rules[:4])
        self.lines = [named(row, LINE) for row in tracks.lines]
        self.spells = [[int(value) for value in row] for row in tracks.spells]
        self.drives = [[int(value) for value in row] for row in tracks.drives]
        self.servers = [[int(value) for value in row] for row in tracks.servers]
        steps = [Step(number, named(row, STEP)) for number, row in enumerate(tracks.steps)]
        homes = [int(home) for home in tracks.homes]
        self.loads = [
            Load(
                int(row[at.GROUP]),
                int(row[at.PERSONS]),
                int(row[at.RIDES]),
                row[at.FILLS] == 1,
                homes[int(row[at.GROUP])],
            )
            for row in tracks.loads
        ]
        self.trips = [
            Trip(
                number,
                int(row[at.STARTS]),
                int(row[at.ENDS]),
                int(row[at.SEATS]),
                int(row[at.LITTERS]),
                int(row[at.NEXT]),
                row[at.OPENS_DAY] == 1,
                steps[row[at.FIRST] : row[at.FIRST] + row[at.STEPS]],
                self.loads[row[at.LOADS] : row[at.LOADS] + row[at.NUM_LOADS]] if row[at.NUM_LOADS] else [],
            )
            for number, row in enumerate(tracks.trips)
        ]
        self.steps = steps
        self.queues: list[list[Trip]] = [[] for _ in [*self.servers, *self.lines]]
        self.serving: list[list[Trip]] = [[] for _ in self.servers]
        self.begun: list[list[int]] = [[] for _ in self.servers]
        self.entries: list[list[Entry]] = [[] for _ in self.lines]
        self.legs = [self._leg(number, tracks) for number in range(len(self.lines) // 2)]
        self.ends: dict[Trip, int] = {}  # on the road or in service until
        self.seconds = {int(second) for second in draws.collapse if second < NEVER}
        self.changed = False

    def _leg(self, leg: int, tracks: Tracks) -> Leg:
        first, count = self.lines[2 * leg]["openings"], self.lines[2 * leg]["num_openings"]
        openings = []
        for number in range(first, first + count):
            row = tracks.openings[number]
            members = [(trip, step) for trip in self.trips for step in trip.steps if step.opening == number]
            assert len(members) == row[at.MEMBERS]
            openings.append(Opening(int(row[at.TOWARDS]), int(row[at.LAST] - row[at.CLEAR]), members))
        return Leg(openings, towards=openings[0].towards if openings else 2 * leg)

    def play(self) -> None:
        """Play the whole day."""
        now = 0
        for trip in self.trips:
            if trip.opens_day:
                first = self.next_trip(trip.number, trip.starts)
                if first is not None and self.come(first, now):
                    self.go_on(first, now)
        while True:
            self.look_everywhere(now)
            seconds = [*self.ends.values(), *self.seconds, *(second for trip in self.trips for second in trip.due)]
            if not seconds:
                break
            now = min(seconds)
            self.seconds.discard(now)
            self.end_and_call(now)
        for trip in self.trips:
            if trip.state == at.UNDER_WAY:
                self.turn_back(trip)

    def look_everywhere(self, now: int) -> None:
        """Let begin whoever may, until nothing changes."""
        self.changed = True
        while self.changed:
            self.changed = False
            for server in range(len(self.servers)):
                self.serve(server, now)
            for leg in range(len(self.legs)):
                self.let_go(leg, now)

    def end_and_call(self, now: int) -> None:
        """All whose drive or service ends, in the order of the trips; then all who are called."""
        while True:
            ending = [trip for trip in self.trips if self.ends.get(trip) == now]
            called = [trip for trip in self.trips if now in trip.due]
            if ending:
                trip = ending[0]
                del self.ends[trip]
                if trip.step.server >= 0:
                    self.serving[trip.step.server].remove(trip)
                self.go_on(trip, now)
            elif called:
                self.go_on(called[0], now)
            else:
                return

    # a vehicle and its trips

    def next_trip(self, number: int, place: int) -> Trip | None:
        while number >= 0:
            trip = self.trips[number]
            if trip.starts == place and (trip.steps[0].server < 0 or self.choose(trip)):
                trip.state = at.UNDER_WAY
                return trip
            self.strike(trip)
            number = trip.after
        return None

    def choose(self, trip: Trip) -> bool:
        """Decide who rides; False if there was somebody to ride and nobody is left."""
        trip.chosen = True
        if not trip.loads:
            return True
        free = {ON_SEAT: trip.seats, LYING: trip.litters}
        for load in trip.loads:
            load.carried = min(load.planned, self.left[load.group])
            self.left[load.group] -= load.carried
            if load.rides in free:
                free[load.rides] -= load.carried
        for load in trip.loads:
            kind = LYING if load.rides == LYING else ON_SEAT
            kept = self.announced[load.group] - sum(
                other.planned
                for gone in self.trips
                if gone.chosen or gone.struck
                for other in gone.loads
                if other.group == load.group
            )
            more = min(free[kind], self.left[load.group] - max(0, kept))
            if load.fills and more > 0:
                load.carried += more
                self.left[load.group] -= more
                free[kind] -= more
        return sum(load.carried for load in trip.loads) > 0

    def strike(self, trip: Trip, state: int = at.NOT_DRIVEN) -> None:
        """The trip is not driven, or no further; who has not boarded waits again."""
        for step in trip.steps[trip.index :]:
            if step.boards and step.begun == NEVER:
                for load in trip.loads:
                    if load.home == step.where:
                        self.left[load.group] += load.carried
                        load.carried = 0
        trip.struck, trip.state, self.changed = True, state, True

    def strike_rest(self, trip: Trip) -> None:
        while trip.after >= 0:
            trip = self.trips[trip.after]
            self.strike(trip)

    def turn_back(self, trip: Trip) -> None:
        self.strike(trip, at.TURNED_BACK)
        self.strike_rest(trip)

    def come(self, trip: Trip, now: int) -> bool:
        """Come to a step; True where the vehicle only passes."""
        step = trip.step
        step.arrived = now
        if step.is_drive:
            line = self.lines[step.where]
            waits = step.waits_to_begin and step.begin > now
            if not line["ruled"] and not line["alternates"] and not waits and self.may_enter(step.where, now) == now:
                self.enter(trip, now)
            else:
                self.queues[len(self.servers) + step.where].append(trip)
            return False
        trip.place = step.where
        if step.server >= 0:
            self.queues[step.server].append(trip)
            return False
        step.begun = now
        return True

    def may_leave(self, trip: Trip, now: int) -> bool:
        step = trip.step
        if trip.due:
            trip.due = set()
            return True
        if not step.waits_to_leave or step.leave <= now:
            return True
        trip.due = {step.leave}
        if step.caller >= 0 and len(self.begun[step.caller]) >= step.call:
            called = self.begun[step.caller][step.call - 1] + step.after_call
            if called <= now:
                trip.due = set()
                return True
            trip.due.add(called)
        step.held[1] = 1
        return False

    def call_forward(self, server: int, now: int) -> None:
        for trip in self.trips:
            step = trip.step
            if trip.due and step.caller == server and step.call == len(self.begun[server]):
                trip.due.add(now + step.after_call)

    def go_on(self, trip: Trip | None, now: int) -> None:
        while trip is not None:
            step = trip.step
            if not step.is_drive and not self.may_leave(trip, now):
                return
            step.left = now
            if not trip.chosen and not step.is_drive and trip.index == 0 and not self.choose(trip):
                self.strike(trip)
                trip = self.next_trip(trip.after, trip.starts)
            elif trip.index + 1 < len(trip.steps):
                trip.index += 1
            else:
                trip = self.finish(trip)
            if trip is None or not self.come(trip, now):
                return

    def finish(self, trip: Trip) -> Trip | None:
        trip.state, trip.place = at.DONE, trip.ends
        if any(self.draws.fails[step.number] for step in trip.steps):
            self.strike_rest(trip)
            return None
        return self.next_trip(trip.after, trip.ends)

    # services

    def claim(self, trip: Trip) -> tuple[int, int, int, int]:
        return trip.step.rank, trip.step.arrived, trip.step.begin, trip.number

    def service(self, trip: Trip, lasts: int) -> int:
        return lasts * trip.aboard if trip.step.per_person else lasts

    def ready(self, trip: Trip) -> int:
        groups = [load.group for load in trip.loads if load.home == trip.step.where and load.carried > 0]
        return max((int(self.draws.ready[group]) for group in groups if trip.step.boards), default=0)

    def serve(self, server: int, now: int) -> None:
        width, first, count = self.servers[server]
        for trip in sorted(self.queues[server], key=self.claim):
            step = trip.step
            if len(self.serving[server]) >= width:
                return
            begins = self.fit(first, count, max(now, self.ready(trip)), self.service(trip, step.lasts), now)
            if begins == NEVER:
                self.queues[server].remove(trip)
                self.turn_back(trip)
            elif begins > now:
                self.seconds.add(begins)
            elif step.waits_to_begin and step.begin > now:
                self.seconds.add(step.begin)
                step.held[0] = 1
            else:
                self.queues[server].remove(trip)
                self.begin(server, trip, now)

    def begin(self, server: int, trip: Trip, now: int) -> None:
        self.changed = True
        trip.step.begun = now
        if trip.step.boards:
            trip.aboard += sum(load.carried for load in trip.loads if load.home == trip.step.where)
        self.serving[server].append(trip)
        self.begun[server].append(now)
        self.ends[trip] = now + self.service(trip, int(self.draws.lasts[trip.step.number]))
        self.call_forward(server, now)

    # roads

    def fit(self, first: int, count: int, second: int, lasts: int, now: int) -> int:
        """The first second from which a stay lies within a spell, by what is known now."""
        if count == 0:
            return second
        for since, until, opens, closes in self.spells[first : first + count]:
            begins = max(second, since + (int(self.draws.late[opens]) if opens >= 0 else 0))
            if begins + lasts <= until and (closes < 0 or now < self.draws.collapse[closes]):
                return begins
        return NEVER

    def drive(self, line: int, second: int) -> tuple[int, int]:
        """How long the drive takes for who enters then, and until which second that holds."""
        first, count = self.lines[line]["drives"], self.lines[line]["num_drives"]
        rows = self.drives[first : first + count]
        lasts, until = rows[0][1], NEVER
        for since, seconds in reversed(rows):
            if since <= second:
                return seconds, until
            lasts, until = rows[0][1], since
        return lasts, until

    def lane_free(self, line: int, lane: int) -> int:
        entries = [entry for entry in self.entries[line] if entry.lane == lane]
        if not entries:
            return -NEVER
        last = entries[-1]
        return last.second + (max(self.headway, self.interval) if last.in_convoy >= self.largest else self.headway)

    def best_lane(self, line: int) -> int:
        return min(range(self.lines[line]["lanes"]), key=lambda lane: self.lane_free(line, lane))

    def last_exit(self, line: int) -> int:
        return max((entry.leaves for entry in self.entries[line]), default=-NEVER)

    def blocked_until(self, leg: int, second: int) -> int:
        """The end of something that closes the leg at *second*; that second itself where nothing does."""
        for where, since, until in self.draws.blocks:
            if where == leg and since <= second < until:
                return int(until)
        for since, until in self.legs[leg].stands:
            if since <= second < until:
                return until
        return second

    def may_enter(self, number: int, now: int) -> int:
        line, second = self.lines[number], now
        if line["ruled"]:
            second = max(second, self.lane_free(number, self.best_lane(number)))
        if line["alternates"]:
            second = max(second, self.last_exit(number ^ 1))
        if len(self.entries[number]) >= line["hourly"]:
            second = max(second, self.entries[number][-line["hourly"]].second + 3600)
        while True:
            free = self.blocked_until(number // 2, second)
            lasts, until = self.drive(number, free)
            if free == second and lasts == NEVER:
                free = until
            elif free == second:
                free = self.fit(line["line_spells"], line["num_line_spells"], second, lasts, now)
            if free in (second, NEVER):
                return free
            second = free

    def enter(self, trip: Trip, now: int) -> None:
        self.changed = True
        step, line = trip.step, trip.step.where
        leg = line // 2
        drive = -(-self.drive(line, now)[0] * int(self.draws.slower[step.number]) // 1000)
        stop = int(self.draws.stops[step.number])
        leaves = now + drive + stop
        for where, since, until in sorted(self.draws.blocks.tolist(), key=lambda block: block[1]):
            if where == leg and since < leaves and until > now:
                leaves += until - max(now, since)
        lane = self.best_lane(line)
        ahead = [entry for entry in self.entries[line] if entry.lane == lane]
        if self.lines[line]["ruled"]:
            leaves = max([leaves, *(entry.leaves for entry in ahead)])
            if stop > 0:
                self.legs[leg].stands.append((now + drive // 2, now + drive // 2 + stop))
        goes_on = bool(ahead) and now - ahead[-1].second < self.interval
        self.entries[line].append(Entry(now, leaves, lane, ahead[-1].in_convoy + 1 if goes_on else 1))
        step.begun = now
        self.ends[trip] = leaves

    def let_go(self, number: int, now: int) -> None:
        leg = self.legs[number]
        if not self.lines[2 * number]["alternates"]:
            self.enter_all(2 * number, NEVER, now)
            self.enter_all(2 * number + 1, NEVER, now)
            return
        first = self.lines[2 * number]["openings"]
        while True:
            is_planned = leg.turn < len(leg.openings)
            if self.enter_all(leg.towards, first + leg.turn if is_planned else NEVER, now):
                return
            waiting = sum(len(self.queues[len(self.servers) + 2 * number + way]) for way in (0, 1))
            if is_planned and any(
                not trip.struck and step.begun == NEVER for trip, step in leg.openings[leg.turn].members
            ):
                deadline = leg.clear + leg.openings[leg.turn].lasts + self.patience
                if waiting and now < deadline:
                    self.seconds.add(deadline)
                if waiting == 0 or now < deadline:
                    return
            elif not is_planned and waiting == 0:
                return
            self.turn(leg, now)

    def turn(self, leg: Leg, now: int) -> None:
        self.changed = True
        leg.turn += 1
        ahead = leg.openings[leg.turn].towards if leg.turn < len(leg.openings) else leg.towards ^ 1
        leg.clear = now if ahead == leg.towards else max(now, self.last_exit(leg.towards))
        leg.towards = ahead

    def enter_all(self, line: int, until: int, now: int) -> bool:
        """Let enter who may, for openings up to *until*; True if one who is here has to wait."""
        queue = self.queues[len(self.servers) + line]
        while True:
            here = sorted((trip for trip in queue if trip.step.opening <= until), key=self.claim)
            second = self.may_enter(line, now)
            if here and second == NEVER:
                queue.remove(here[0])
                self.turn_back(here[0])
                continue
            ordered = [trip for trip in here if trip.step.waits_to_begin and trip.step.begin > now]
            free = [trip for trip in here if trip not in ordered]
            if not here:
                return False
            if second > now:
                self.seconds.add(second)
                return True
            for trip in ordered:
                if not free or self.claim(trip) < self.claim(free[0]):
                    trip.step.held[0] = 1
                    self.seconds.add(trip.step.begin)
            if not free:
                return True
            queue.remove(free[0])
            self.enter(free[0], now)
