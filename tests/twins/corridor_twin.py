"""What a decision means, told once more: one plain object a trip, one sentence of `mamarr.corridor.passage` a function.

Written from the words of that docstring alone. Nothing is fast, nothing is cut short: lists are searched from end to
end and a run is begun afresh whenever a trip is struck out.
"""

from dataclasses import astuple, dataclass, field, fields
from types import SimpleNamespace
from typing import Any

from mamarr.corridor.passage import Decision
from mamarr.corridor.tables import NEVER, Corridor

NOT_YET = -1


@dataclass(eq=False)
class Row:
    """The fields of a Passage."""

    kind: int
    vehicle: int
    point: int
    stretchers: int = 0
    wounded: int = 0
    tied: int = 0
    others: int = 0
    depart_s: int = NOT_YET
    arrive_s: int = NOT_YET
    board_s: int = NOT_YET
    leave_s: int = NOT_YET
    hub_s: int = NOT_YET
    inspect_s: int = NOT_YET
    inspected_s: int = NOT_YET
    enter_s: int = NOT_YET
    exit_s: int = NOT_YET
    alight_s: int = NOT_YET
    received_s: int = NOT_YET
    back_s: int = NEVER
    home_s: int = NEVER

    @property
    def people(self) -> int:
        return self.stretchers + self.wounded + self.tied + self.others


FIELDS = tuple(entry.name for entry in fields(Row))


@dataclass
class Direction:
    """One direction of the lane."""

    last_entry: int | None = None
    last_exit: int | None = None
    convoy: int = 0
    closed: set[int] = field(default_factory=set)  # classes of which one came too late to go home


def plain(table: Any) -> Any:
    """The same table without numpy."""
    if hasattr(table, "_asdict"):
        return SimpleNamespace(**{name: plain(value) for name, value in table._asdict().items()})
    return table.tolist() if hasattr(table, "tolist") else int(table)


class Run:
    """One run through the day, from the garage to the last opening."""

    def __init__(self, corridor: Any, decision: Any) -> None:
        self.points, self.classes, self.lane = corridor.points, corridor.classes, corridor.lane
        self.reception, self.decision = corridor.reception, decision
        self.kinds = range(len(self.classes.seats))
        self.limit = [sum(opening[k] for opening in decision.outward) for k in self.kinds]
        self.begun = [0 for _ in self.kinds]
        self.taken = [0 for _ in self.kinds]  # entries of the list of points that are used up
        waiting = ("stretchers", "wounded", "tied", "others")
        self.waiting = {name: list(getattr(self.points, name)) for name in waiting}
        self.bays = [[0] * min(bays, sum(self.limit) + 1) for bays in self.points.bays]
        self.lanes = [0] * min(corridor.checkpoint.lanes, sum(self.limit) + 1)
        self.unloading = [0] * min(self.reception.bays, sum(self.limit) + 1)
        self.rows: list[Row] = []
        self.coming: list[Row] = []  # begun and not inspected
        self.mouth: list[list[Row]] = [[] for _ in self.kinds]  # inspected, in the order of the inspections
        self.centre: list[list[Row]] = [[] for _ in self.kinds]  # in the order in which they went out
        self.out, self.home = Direction(), Direction()
        self.went_out = [[0 for _ in self.kinds] for _ in decision.outward]
        self.went_home = [[0 for _ in self.kinds] for _ in decision.outward]
        self.opening: dict[int, int] = {}  # of a row that went out, by its place among the rows
        self.returned: dict[int, int] = {}  # of a row whose vehicle went home, likewise

    # 1. The garage.
    def go(self) -> None:
        for kind in sorted(self.kinds, key=lambda k: (self.classes.rank[k], k)):
            for vehicle in range(self.classes.count[kind]):
                self.begin_trip(kind, vehicle, 0)
        if self.lane.is_alternating:
            for i in range(len(self.decision.outward)):
                self.open(i)
                if i < len(self.decision.outward) - 1:
                    self.send_home(i)
        else:
            self.let_flow()
        self.step_off()

    # 2. Beginning a trip.
    def begin_trip(self, kind: int, vehicle: int, free: int) -> None:
        if self.begun[kind] >= self.limit[kind]:
            return
        order = self.decision.trips[kind]
        while self.taken[kind] < len(order) and order[self.taken[kind]] != -1:
            point = order[self.taken[kind]]
            self.taken[kind] += 1
            if not self.somebody_waits(kind, point):
                continue
            row = self.visit(Row(kind, vehicle, point), free)
            if row.hub_s > self.points.closes_s[point]:
                continue
            bays = self.bays[point]
            bays[bays.index(min(bays))] = row.board_s + self.points.boarding_s[point]
            self.board(row)
            self.begun[kind] += 1
            self.rows.append(row)
            self.coming.append(row)
            return

    def somebody_waits(self, kind: int, point: int) -> bool:
        lying = self.waiting["stretchers"][point]
        sitting = sum(self.waiting[name][point] for name in ("wounded", "others", "tied"))
        return (self.classes.stretchers[kind] > 0 and lying > 0) or (self.classes.seats[kind] > 0 and sitting > 0)

    def visit(self, row: Row, free: int) -> Row:
        points, kind, point = self.points, row.kind, row.point
        row.depart_s = max(free, points.opens_s[point])
        row.arrive_s = row.depart_s + points.inward_s[point][kind]
        row.board_s = max(row.arrive_s, points.ready_s[point], min(self.bays[point]))
        row.leave_s = row.board_s + points.boarding_s[point]
        row.hub_s = row.leave_s + points.outward_s[point][kind]
        return row

    def board(self, row: Row) -> None:
        row.stretchers = self.take("stretchers", row.point, self.classes.stretchers[row.kind])
        seats = self.classes.seats[row.kind]
        row.wounded = self.take("wounded", row.point, seats)
        row.others = self.take("others", row.point, seats - row.wounded)
        row.tied = self.take("tied", row.point, seats - row.wounded - row.others)

    def take(self, who: str, point: int, most: int) -> int:
        number = min(most, self.waiting[who][point])
        self.waiting[who][point] -= number
        return number

    # 3. Opening i.
    def open(self, i: int) -> None:
        short_of_lane = [sum(row.kind == k for row in self.coming) + len(self.mouth[k]) for k in self.kinds]
        wanted = [min(self.decision.outward[i][k], short_of_lane[k]) for k in self.kinds]
        while any(len(self.mouth[k]) < wanted[k] for k in self.kinds):
            self.inspect(self.decision.patience_s[i])
        while any(wanted[k] > 0 for k in self.kinds):
            _, kind = self.next_out([k for k in self.kinds if wanted[k] > 0])
            wanted[kind] -= 1
            self.enter_outward(kind, i)

    # 4. Inspecting one more vehicle.
    def next_inspection(self, patience: int) -> tuple[int, Row]:
        closes_early = any(closes < self.lane.closes_s for closes in self.points.closes_s)
        free = min(self.lanes)
        earliest = min(row.hub_s for row in self.coming)
        until = max(free, earliest) + (0 if closes_early else patience)
        asked = [row for row in self.coming if row.hub_s <= until]
        row = min(asked, key=lambda r: (self.classes.rank[r.kind], r.hub_s, r.kind, self.rows.index(r)))
        return max(free, row.hub_s), row

    def inspect(self, patience: int) -> None:
        begins, row = self.next_inspection(patience)
        row.inspect_s = begins
        row.inspected_s = begins + self.classes.inspection_s[row.kind]
        self.lanes[self.lanes.index(min(self.lanes))] = row.inspected_s
        self.coming = [other for other in self.coming if other is not row]
        self.mouth[row.kind].append(row)

    # 5. Entering, either way.
    def lane_allows(self, way: Direction, other: Direction) -> int:
        lane = self.lane
        e = int(lane.opens_s)
        if way.last_entry is not None:
            is_full = way.convoy >= lane.largest
            e = max(e, way.last_entry + (max(lane.headway_s, lane.interval_s) if is_full else lane.headway_s))
        if lane.is_alternating and other.last_exit is not None:
            e = max(e, other.last_exit)
        return e

    def pass_lane(self, way: Direction, kind: int, enter: int) -> int:
        continues = way.last_entry is not None and enter - way.last_entry < self.lane.interval_s
        way.convoy = way.convoy + 1 if continues else 1
        way.last_entry = enter
        leaves = enter + int(self.classes.transit_s[kind])
        way.last_exit = leaves if way.last_exit is None else max(way.last_exit, leaves)
        return leaves

    def is_too_late(self, kind: int, enter: int) -> bool:
        return bool(enter + self.classes.transit_s[kind] > self.lane.closes_s)

    def next_out(self, kinds: list[int]) -> tuple[int, int]:
        e = self.lane_allows(self.out, self.home)
        could = [(max(e, self.mouth[k][0].inspected_s), self.classes.rank[k], k) for k in kinds]
        second, _, kind = min(could)
        return second, kind

    def enter_outward(self, kind: int, i: int) -> None:
        enter, _ = self.next_out([kind])
        if self.is_too_late(kind, enter):
            self.mouth[kind].pop(0)  # it stands aside; one that came to the mouth later may still be in time
            return
        row = self.mouth[kind].pop(0)
        row.enter_s = enter
        row.exit_s = self.pass_lane(self.out, kind, enter)
        self.opening[self.rows.index(row)] = i
        self.receive(row)

    # 6. Reception.
    def receive(self, row: Row) -> None:
        bay = self.unloading.index(min(self.unloading))
        row.alight_s = max(row.exit_s, self.unloading[bay])
        row.received_s = row.alight_s + self.reception.alighting_s
        self.unloading[bay] = row.received_s
        self.centre[row.kind].append(row)

    # 7. Return i.
    def send_home(self, i: int) -> None:
        asked = self.decision.inward[i]
        left = [min(asked[k], len(self.centre[k]), self.limit[k] - self.begun[k]) for k in self.kinds]
        while any(left[k] > 0 and k not in self.home.closed for k in self.kinds):
            _, kind = self.next_home([k for k in self.kinds if left[k] > 0])
            left[kind] -= 1
            self.enter_inward(kind, i)
            left = [min(left[k], self.limit[k] - self.begun[k]) for k in self.kinds]

    def next_home(self, kinds: list[int]) -> tuple[int, int]:
        e = self.lane_allows(self.home, self.out)
        could = [
            (max(e, self.centre[k][0].received_s), self.classes.rank[k], k) for k in kinds if k not in self.home.closed
        ]
        second, _, kind = min(could)
        return second, kind

    def enter_inward(self, kind: int, i: int) -> None:
        enter, _ = self.next_home([kind])
        if self.is_too_late(kind, enter):
            self.home.closed.add(kind)
            return
        row = self.centre[kind].pop(0)
        row.back_s = enter
        row.home_s = self.pass_lane(self.home, kind, enter)
        self.returned[self.rows.index(row)] = i
        self.begin_trip(kind, row.vehicle, row.home_s)

    # Where both directions have a lane of their own.
    def let_flow(self) -> None:
        while True:
            could: list[tuple[int, int, int]] = []
            home = [
                k for k in self.kinds if self.centre[k] and self.begun[k] < self.limit[k] and k not in self.home.closed
            ]
            if home:
                second, kind = self.next_home(home)
                could.append((second, 0, kind))
            if self.coming:
                # It is this early that a lane and somebody are there, however patient the lane then is.
                could.append((max(min(self.lanes), min(row.hub_s for row in self.coming)), 1, 0))
            out = [k for k in self.kinds if self.mouth[k]]
            if out:
                second, kind = self.next_out(out)
                could.append((second, 2, kind))
            if not could:
                return
            _, what, kind = min(could)
            if what == 0:
                self.enter_inward(kind, 0)
            elif what == 1:
                self.inspect(self.decision.patience_s[0])
            else:
                self.enter_outward(kind, 0)

    # What is not made.
    def step_off(self) -> None:
        for point in range(len(self.points.tied)):
            out = [row for row in self.rows if row.point == point and row.enter_s != NOT_YET]
            patients = self.points.stretchers[point]
            tied = self.points.tied[point]
            may_go = tied * sum(row.stretchers for row in out) // patients if patients else 0
            too_many = max(0, sum(row.tied for row in out) - may_go)
            for row in reversed(out):
                leaving = min(row.tied, too_many)
                row.tied -= leaving
                too_many -= leaving

    def struck_decision(self) -> Any | None:
        """The decision without what was struck out; None where nothing was."""
        kept = [(n, row) for n, row in enumerate(self.rows) if row.enter_s != NOT_YET and row.people > 0]
        if len(kept) == len(self.rows):
            return None
        for n, row in kept:
            self.went_out[self.opening[n]][row.kind] += 1
            if n in self.returned:
                self.went_home[self.returned[n]][row.kind] += 1
        return SimpleNamespace(
            trips=[[row.point for _, row in kept if row.kind == k] for k in self.kinds],
            outward=self.went_out,
            inward=self.went_home,
            patience_s=self.decision.patience_s,
        )

    # Waiting.
    def hold(self) -> None:
        ceased: int | None = None
        done: list[tuple[Row, int]] = []
        for now in sorted({row.inspect_s for row in self.rows}):
            busy = sum(row.inspect_s < now <= row.inspected_s for row in self.rows)
            was_free = busy < len(self.lanes)
            if was_free:
                ceased = now
            group = sorted((row for row in self.rows if row.inspect_s == now), key=lambda row: row.hub_s)
            for row in group:
                row.hub_s = self.arrival(row, ceased, done)
                row.leave_s = row.hub_s - self.points.outward_s[row.point][row.kind]
            done += [(row, self.classes.rank[row.kind]) for row in group]

    def arrival(self, row: Row, ceased: int | None, done: list[tuple[Row, int]]) -> int:
        rank = self.classes.rank[row.kind]
        latest = [row.hub_s]
        if ceased is not None:
            latest.append(ceased)
        latest += [before.inspect_s + 1 for before, its in done if its > rank]
        latest += [before.hub_s for before, its in done if its == rank]
        return max(latest)


def settle(corridor: Any, decision: Any) -> list[Row]:
    while True:
        run = Run(corridor, decision)
        run.go()
        without = run.struck_decision()
        if without is None:
            run.hold()
            return run.rows
        decision = without


def drive(corridor: Corridor, decision: Decision) -> list[Row]:
    """The rows of the passage, in the order in which trips are begun."""
    return settle(plain(corridor), plain(decision))


def measure(corridor: Corridor, decision: Decision) -> tuple[int, ...]:
    """remaining, clearance_s, wounded_s, curve_s, vehicle_s."""
    tables = plain(corridor)
    rows = settle(tables, plain(decision))
    points, horizon = tables.points, tables.horizon_s
    wounded = sum(points.stretchers) + sum(points.wounded)
    people = wounded + sum(points.tied) + sum(points.others)
    wounded_left = wounded - sum(row.stretchers + row.wounded for row in rows)
    left = people - sum(row.people for row in rows)
    return (
        left,
        max((row.received_s for row in rows), default=0),
        sum((row.stretchers + row.wounded) * row.received_s for row in rows) + wounded_left * horizon,
        sum(row.people * row.received_s for row in rows) + left * horizon,
        sum(row.received_s - row.depart_s for row in rows)
        + sum(row.home_s - row.back_s for row in rows if row.back_s != NEVER),
    )


def values(row: Row) -> tuple[int, ...]:
    return astuple(row)
