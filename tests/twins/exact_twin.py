"""The exact twin: every timetable in whole seconds of a tiny scenario, one second after the other, with nothing left out.

A state says where each vehicle is and with whom, who waits, who was received where, and what the rules remember (the last
entries into each lane of a leg under convoy rules, what is used of each release). From a set of states follows the set of
states one second later; two states that are alike are one. What is searched is everything that docs/background/rules.md
allows, so that the best state met is the best plan there is. Four remarks on what is *not* searched, and why nothing is lost:

- Trips that nobody is received from by the horizon are not asked to end well. Without escorts and without convoys that stand
  ready together, striking out the last trips of a vehicle, back to its last reception, leaves a plan that is allowed: what falls
  away only makes convoys smaller, releases and links fuller and queues shorter; whoever queued behind it is inspected earlier
  and stands at the checkpoint until it enters, for a checkpoint is under no pause here. So a plan is as good as the best state on
  its way, and the clearance is the first second at which that state is met. Vehicles then stand where they are stationed or at
  a centre, which at_end allows, for neither is under a pause. (In a queue with priorities or opening hours somebody shorter
  could in theory slip in before somebody better; `tiny_world` has no priority and no hours at a checkpoint where trips can be left
  over at the end for another reason than the horizon, and no case is known.)
- Vehicles of one class are alike: states are sorted.
- At a checkpoint first come first served is kept to the second, with its priorities: who has arrived with people is taken at once
  by a free lane. An empty vehicle may end its trip there and begin another when it likes: then it begins at once or not at all.
- Every stay takes a second at least (the ground refuses anything shorter), so one action a vehicle and second is enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from exact_ground import Ground, Load

from mamarr import Scenario
from mamarr.scenario.agreements import Release
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre

LARGEST = 1_000_000
"""States of one second; more are refused, never cut."""


class Vehicle(NamedTuple):
    """One vehicle. Doing: stand, ready (inspected, or free to leave a checkpoint another way), queue, board, check, leg, alight."""

    kind: str
    doing: str
    where: str
    load: Load
    visited: tuple[str, ...] = ()
    until: int = 0
    """When it is done; in a queue when it arrived."""
    direction: str = ""
    enters: int = 0
    joined: bool = False


Lane = tuple[str, str, int]
"""Leg, direction, lane."""


class State(NamedTuple):
    """Everything that matters from here on."""

    vehicles: tuple[Vehicle, ...]
    waiting: Load
    received: tuple[Load, ...]
    """By centre and group."""
    entries: tuple[tuple[Lane, int, int, int], ...]
    """Of each lane under convoy rules: the last entry, the vehicles of its convoy, its exit."""
    used: tuple[tuple[str, int], ...]
    """Of each place that lets go: vehicles or persons since its last release."""


@dataclass(frozen=True)
class Exact:
    """The answer."""

    people: int
    """Most people that any plan brings out."""
    clearance_s: int
    """The least clearance for so many; 0 for nobody."""
    complete_s: int | None
    """The least clearance for everybody; None where no plan brings out everybody."""
    soonest_s: tuple[int, ...] = field(default=(), compare=False)
    """The least clearance for at least so many: of nobody, of one, of two ..."""


def solve(scenario: Scenario, largest: int = LARGEST) -> Exact:
    """Return the best that any plan reaches.

    Raises
    ------
    NotImplementedError
        The scenario says something that the twin does not know.
    OverflowError
        More than *largest* states at one second.
    """
    return _Search(Ground(scenario), largest).run()


class _Search:
    def __init__(self, ground: Ground, largest: int) -> None:
        self.ground, self.largest = ground, largest
        self.nobody: Load = (0,) * len(ground.groups)
        self.ruled = set(ground.scenario.convoys.where)
        self.now = 0

    def run(self) -> Exact:
        total, soonest = self.ground.scenario.people_total, [0]
        states = {self._first()}
        for second in range(self.ground.ends_s + 1):
            self.now = second
            arrived = {after for state in states for after in self._arrive(state)}
            out = max((sum(map(sum, s.received)) for s in arrived if self.ground.is_agreed(s.received)), default=0)
            soonest += [second] * (out + 1 - len(soonest))
            if len(soonest) > total or self.now == self.ground.ends_s:
                break
            states = {after for state in arrived for after in self._second(state)}
            if len(states) > self.largest:
                raise OverflowError(len(states))
        best = len(soonest) - 1
        return Exact(best, soonest[-1], soonest[-1] if best == total else None, tuple(soonest))

    def _first(self) -> State:
        vehicles = [
            Vehicle(entry.id, "stand", entry.stationed, self.nobody)
            for entry in self.ground.scenario.fleet
            if entry.room or entry.stretchers or entry.wheelchairs  # another vehicle only takes room
            for _ in range(entry.count)
        ]
        waiting = tuple(group.to_move for group in self.ground.groups)
        received = tuple(self.nobody for _ in self.ground.centres)
        return State(tuple(sorted(vehicles)), waiting, received, (), ())

    # What ends at this second: drives, inspections, boarding, alighting.
    def _arrive(self, state: State) -> Iterator[State]:
        received = list(state.received)
        choices: list[list[Vehicle]] = []
        for vehicle in state.vehicles:
            if vehicle.doing in ("stand", "ready", "queue") or vehicle.until > self.now:
                choices.append([vehicle])
                continue
            load = vehicle.load
            if vehicle.doing == "alight":
                row = self.ground.centres.index(vehicle.where)
                received[row] = tuple(a + b for a, b in zip(received[row], load, strict=True))
                choices.append([Vehicle(vehicle.kind, "stand", vehicle.where, self.nobody)])
            elif vehicle.doing == "leg":
                choices.append(self._reaches(vehicle))
            else:  # boarding and inspections
                doing = "ready" if vehicle.doing == "check" else "stand"
                choices.append(
                    [Vehicle(vehicle.kind, doing, vehicle.where, load, vehicle.visited, 0, vehicle.direction)]
                )
        entries = tuple(entry for entry in state.entries if self._matters(entry))
        used = tuple((place, amount) for place, amount in state.used if not self._lets_go(place))
        for vehicles in product(*choices):
            yield State(tuple(sorted(vehicles)), state.waiting, tuple(received), entries, used)

    def _reaches(self, vehicle: Vehicle) -> list[Vehicle]:
        """At a checkpoint who comes with people waits for the inspection, or leaves it another way without one."""
        leg = self.ground.legs[vehicle.where]
        end = leg.to_place if vehicle.direction == "out" else leg.from_place
        here = Vehicle(vehicle.kind, "stand", end, vehicle.load, vehicle.visited)
        asked = [direction for direction in ("out", "in") if self.ground.is_inspected(end, direction)]
        if not asked:
            return [here]
        waits = [here._replace(doing="queue", until=self.now, direction=direction) for direction in asked]
        if not sum(vehicle.load):
            return [*waits, here]  # a trip may end here, and the next begin when it likes
        return (
            waits
            if len(asked) > 1
            else [*waits, here._replace(doing="ready", direction="in" if asked == ["out"] else "out")]
        )

    def _matters(self, entry: tuple[Lane, int, int, int]) -> bool:
        rules = self.ground.scenario.convoys
        _, last, _, leaves = entry
        return self.now < last + max(rules.headway_s, rules.interval_s) or leaves > self.now

    def _release(self, place: str) -> Release | None:
        return getattr(self.ground.places[place], "release", None)

    def _lets_go(self, place: str) -> bool:
        release = self._release(place)
        assert release is not None
        return self.now >= release.first_s and (self.now - release.first_s) % release.every_s == 0

    # What begins at this second.
    def _second(self, state: State) -> Iterator[State]:
        for queued in self._join(state):
            for inspected in self._inspect(queued, list(self.ground.scenario.checkpoints)):
                yield from self._act(inspected, 0)

    def _join(self, state: State) -> Iterator[State]:
        """An empty vehicle that stands at a checkpoint may begin a trip there, with an inspection at once."""
        choices = []
        for vehicle in state.vehicles:
            own = [vehicle]
            if vehicle.doing == "stand" and not sum(vehicle.load):
                for direction in ("out", "in"):
                    if self.ground.is_inspected(vehicle.where, direction):
                        own.append(vehicle._replace(doing="queue", until=self.now, direction=direction, joined=True))  # noqa: PERF401
            choices.append(own)
        for vehicles in product(*choices):
            yield state._replace(vehicles=tuple(vehicles))

    def _inspect(self, state: State, gates: list[Checkpoint]) -> Iterator[State]:
        if not gates:
            if not any(vehicle.joined for vehicle in state.vehicles):
                yield state
            return
        gate = gates[0]
        free = gate.lanes - sum(vehicle.doing == "check" and vehicle.where == gate.id for vehicle in state.vehicles)
        able = [
            ((self.ground.rank(gate, vehicle.kind), vehicle.until), row)
            for row, vehicle in enumerate(state.vehicles)
            if vehicle.doing == "queue" and vehicle.where == gate.id and self._could_begin(gate, vehicle)
        ]
        if not able or free <= 0:
            left = sum(vehicle.doing == "queue" and vehicle.where == gate.id for vehicle in state.vehicles)
            if left <= gate.room:
                yield from self._inspect(state, gates[1:])
            return
        for row in (row for claim, row in able if claim == min(able)[0]):
            one = state.vehicles[row]
            ends = self.now + self.ground.inspection_s(gate, one.kind, one.load)
            is_done = ends == self.now  # nobody aboard, where persons are inspected
            begun = one._replace(doing="ready" if is_done else "check", until=0 if is_done else ends, joined=False)
            yield from self._inspect(_with(state, row, begun), gates)

    def _could_begin(self, gate: Checkpoint, vehicle: Vehicle) -> bool:
        return self.ground.is_open(
            gate, self.now, self.now + self.ground.inspection_s(gate, vehicle.kind, vehicle.load)
        )

    def _act(self, state: State, row: int) -> Iterator[State]:
        """Every choice of the vehicles from *row* on: stay, board, alight, enter a leg."""
        if row == len(state.vehicles):
            yield state._replace(vehicles=tuple(sorted(state.vehicles)))
            return
        vehicle = state.vehicles[row]
        if self._may_stay(vehicle):
            yield from self._act(state, row + 1)
        if vehicle.doing in ("stand", "ready"):
            for after in (*self._board(state, row), *self._alight(state, row), *self._enter(state, row)):
                yield from self._act(after, row + 1)

    def _may_stay(self, vehicle: Vehicle) -> bool:
        if vehicle.doing == "leg":
            return True
        pauses = self.ground.places[vehicle.where].pauses
        return self.ground.is_within(pauses, self.now, self.now + 1)

    def _board(self, state: State, row: int) -> Iterator[State]:
        vehicle, ground = state.vehicles[row], self.ground
        point = ground.places[vehicle.where]
        most = ground.classes[vehicle.kind].points_per_trip
        if not isinstance(point, AssemblyPoint) or point.id in vehicle.visited or len(vehicle.visited) >= most:
            return
        busy = sum(other.doing == "board" and other.where == point.id for other in state.vehicles)
        ends = self.now + point.boarding_s
        if busy >= point.bays or not ground.is_within(point.pauses, self.now, ends):
            return
        for load in ground.loads(vehicle.kind, point.id, state.waiting, vehicle.load, self.now):
            more = tuple(a - b for a, b in zip(load, vehicle.load, strict=True))
            waiting = tuple(a - b for a, b in zip(state.waiting, more, strict=True))
            used: tuple[tuple[str, int], ...] | None = self._use(state.used, point.id, sum(load))
            for gate in ground.scenario.checkpoints:
                if gate.release and not gate.release.boards_before and used is not None:
                    used = self._use(used, gate.id, sum(load))
            if used is None or not self._is_linked(waiting, state.received):
                continue
            visited = tuple(sorted((*vehicle.visited, point.id)))
            boards = Vehicle(vehicle.kind, "board", point.id, load, visited, ends)
            yield _with(state, row, boards)._replace(waiting=waiting, used=used)

    def _use(self, used: tuple[tuple[str, int], ...], place: str, persons: int) -> tuple[tuple[str, int], ...] | None:
        """Return what is used when a trip with *persons* is let go at *place*; None where the release does not suffice."""
        release = self._release(place)
        if release is None:
            return used
        amounts = dict(used)
        amounts[place] = amounts.get(place, 0) + (1 if release.vehicles is not None else persons)
        if self.now < release.first_s or amounts[place] > release.batch:
            return None
        return tuple(sorted(amounts.items()))

    def _is_linked(self, waiting: Load, received: tuple[Load, ...]) -> bool:
        for link in self.ground.scenario.linked:
            rows = list(enumerate(self.ground.groups))
            boarded = sum(group.to_move - waiting[row] for row, group in rows if group.at in link.these)
            there = sum(here[row] for here in received for row, group in rows if group.at in link.others)
            there += sum(each.persons for each in link.elsewhere if each.at_s <= self.now)
            if boarded > link.step * (link.ahead + there // link.others_step):
                return False
        return True

    def _alight(self, state: State, row: int) -> Iterator[State]:
        vehicle, ground = state.vehicles[row], self.ground
        centre = ground.places[vehicle.where]
        if not isinstance(centre, ReceptionCentre) or not sum(vehicle.load):
            return
        here = [other for other in state.vehicles if other.doing == "alight" and other.where == centre.id]
        so_far = state.received[ground.centres.index(centre.id)]
        for other in here:
            so_far = tuple(a + b for a, b in zip(so_far, other.load, strict=True))
        if len(here) < centre.bays and ground.accepts(centre.id, vehicle.load, so_far):
            ends = self.now + ground.alighting_s(centre.id, vehicle.load)
            yield _with(state, row, Vehicle(vehicle.kind, "alight", centre.id, vehicle.load, (), ends))

    def _enter(self, state: State, row: int) -> Iterator[State]:
        vehicle = state.vehicles[row]
        for leg in self.ground.scenario.legs:
            for start, direction in ((leg.from_place, "out"), (leg.to_place, "in")):
                if start == vehicle.where and self._may_pass(vehicle, direction):
                    yield from self._drive(state, row, leg.id, direction)

    def _may_pass(self, vehicle: Vehicle, direction: str) -> bool:
        if vehicle.doing == "ready":
            return vehicle.direction == direction
        return not self.ground.is_inspected(vehicle.where, direction)

    def _drive(self, state: State, row: int, leg: str, direction: str) -> Iterator[State]:
        ground, vehicle = self.ground, state.vehicles[row]
        leaves = self.now + ground.drive_s(leg, self.now)
        traffic = ground.traffic(leg, self.now)
        if (traffic == "one-way" and direction == "in") or not ground.may_be_on(leg, self.now, leaves):
            return
        for other in state.vehicles:
            meets = other.doing == "leg" and other.where == leg and other.direction != direction
            if meets and "alternating" in (traffic, ground.traffic(leg, other.enters)):
                return
        used: tuple[tuple[str, int], ...] | None = state.used
        release = self._release(vehicle.where)
        if release and release.boards_before and vehicle.doing == "ready" and sum(vehicle.load):
            used = self._use(state.used, vehicle.where, sum(vehicle.load))
        if used is None:
            return
        moved = Vehicle(vehicle.kind, "leg", leg, vehicle.load, vehicle.visited, leaves, direction, self.now)
        after = _with(state, row, moved)._replace(used=used)
        if leg not in self.ruled:
            yield after
            return
        for lane in range(1, ground.lanes(leg, self.now) + 1):
            entries = self._follow(state.entries, (leg, direction, lane), leaves)
            if entries is not None:
                yield after._replace(entries=entries)

    def _follow(
        self, entries: tuple[tuple[Lane, int, int, int], ...], lane: Lane, leaves: int
    ) -> tuple[tuple[Lane, int, int, int], ...] | None:
        """4.1 and 4.2: return the memory of the lanes after an entry into *lane*; None where it may not be."""
        rules = self.ground.scenario.convoys
        before = next((entry for entry in entries if entry[0] == lane), None)
        size = 1
        if before is not None:
            _, last, convoy, exit_s = before
            if self.now - last < rules.headway_s or leaves < exit_s:
                return None
            size = convoy + 1 if self.now - last < rules.interval_s else 1
        if size > rules.largest:
            return None
        return tuple(sorted([*(entry for entry in entries if entry[0] != lane), (lane, self.now, size, leaves)]))


def _with(state: State, row: int, vehicle: Vehicle) -> State:
    return state._replace(vehicles=(*state.vehicles[:row], vehicle, *state.vehicles[row + 1 :]))
