"""Where every vehicle is at an instant, and when it will be free: what was seen, carried on by the plan or by the roads.

Seconds are those of the scenario's clock. What was seen counts; from there on a planned movement is expected as late, or as early,
as it was when it was seen; any other drives on at the speed of the roads. Who should have arrived, and was not seen, stands where
it should be.
"""

from typing import NamedTuple

from mamarr.logbook.facts.records import Intended
from mamarr.logbook.holding import Holding, UnderWay, VehicleState
from mamarr.scenario.calendar import Calendar
from mamarr.scenario.commitments import Commitment
from mamarr.scenario.quantities import elapsed_s
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario


class Committed(NamedTuple):
    """A vehicle and what it is bound to. Seconds count from the instant of the situation."""

    vehicle: str | None
    """None where the scenario does not know it."""
    at: str
    until_s: int
    load: dict[str, int]
    direction: str = "out"
    is_seen: bool = True
    """It was seen there, and not only expected."""

    def commitment(self) -> Commitment:
        """Return the commitment of the next plan."""
        return Commitment.model_validate(
            {
                "vehicle": self.vehicle,
                "at": self.at,
                "until_s": self.until_s,
                "load": self.load,
                "direction": self.direction,
            }
        )


class Spot(NamedTuple):
    """Where a vehicle is expected: at a place, or on a leg, until a second of the scenario's clock."""

    at: str
    until: int
    direction: str = "out"
    is_seen: bool = True


def whereabouts(situation: Holding, scenario: Scenario, begins: int) -> list[Committed]:
    """Return what every vehicle is bound to at second *begins*; nothing for those that stand where they are stationed."""
    return _Finder(situation, scenario, begins).found()


class _Finder:
    """Looks for every vehicle."""

    def __init__(self, situation: Holding, scenario: Scenario, begins: int) -> None:
        self.situation, self.scenario, self.begins = situation, scenario, begins
        self.calendar = Calendar(scenario)
        self.legs = {leg.id: leg for leg in scenario.legs}
        self.places = {place.id for place in scenario.places}
        self.fleet = {each.id: each for each in scenario.fleet}
        self.intended = {each.movement: each for each in situation.intended}
        self.zero = scenario.starts or situation.zero

    def found(self) -> list[Committed]:
        """Return every commitment, in the order of names."""
        found: list[Committed] = []
        seen: set[str] = set()
        own: dict[str, int] = {}
        for movement in self.situation.movements:
            if movement.state in ("arrived", "returned", "unknown"):
                continue
            vehicle = self._named(movement.vehicle, movement.aboard, own)
            spot = self._spot(movement)
            if vehicle is not None:
                seen.add(vehicle)
            found.append(self._committed(vehicle, spot, movement.aboard))
        for state in self.situation.vehicles:
            if state.vehicle in seen or not self._is_known(state.vehicle):
                continue
            standing = self._standing(state)
            if standing is not None:
                found.append(standing)
        found = [self._held(each) for each in found]
        return sorted(self._in_turn(found), key=lambda each: (each.vehicle is None, _order(each.vehicle or "")))

    def _named(self, vehicle: str, load: dict[str, int], own: dict[str, int]) -> str | None:
        """Return the vehicle as the scenario numbers it. Own vehicles are told apart by nothing but their number."""
        kind = vehicle.partition("/")[0]
        group = next((group for group in self.scenario.groups if group.id == kind and group.moves_itself), None)
        if group is not None and set(load) == {kind} and load[kind] <= group.persons_per_vehicle:
            own[kind] = own.get(kind, 0) + 1
            return f"{kind}/{own[kind]}"
        return vehicle if self._is_known(vehicle) and self._fits(vehicle, load) else None

    def _is_known(self, vehicle: str) -> bool:
        kind, _, number = vehicle.partition("/")
        return (
            kind in self.fleet and number.isascii() and number.isdigit() and 0 < int(number) <= self.fleet[kind].count
        )

    def _fits(self, vehicle: str, load: dict[str, int]) -> bool:
        """Say whether the people aboard have the room that the scenario gives the class; a plan could not carry them on otherwise."""
        kind = self.fleet[vehicle.partition("/")[0]]
        groups = {group.id: group for group in self.scenario.groups}
        if not set(load) <= set(groups):
            return False
        lying = sum(persons for name, persons in load.items() if groups[name].travels == "stretcher")
        return lying <= kind.stretchers and sum(load.values()) - lying <= kind.room + kind.wheelchairs

    def _committed(self, vehicle: str | None, spot: Spot, load: dict[str, int]) -> Committed:
        return Committed(
            vehicle, spot.at, max(0, spot.until - self.begins), dict(sorted(load.items())), spot.direction, spot.is_seen
        )

    def _standing(self, state: VehicleState) -> Committed | None:
        """Return what binds a vehicle on no movement that is known: that it stands elsewhere."""
        stationed = self.fleet[state.vehicle.partition("/")[0]].stationed
        at = state.at if state.at in self.places else stationed
        if state.at in self.legs:
            leg = self.legs[state.at]
            at = leg.from_place
        return None if at == stationed and state.use == "in service" else Committed(state.vehicle, at, 0, {})

    def _held(self, each: Committed) -> Committed:
        """Return it bound until it can be used again."""
        state = next((one for one in self.situation.vehicles if one.vehicle == each.vehicle), None)
        if state is None or state.use == "in service":
            return each
        ends = self.scenario.ends_s - self.begins
        until = ends if state.until is None or state.use == "lost" else elapsed_s(self.situation.at, state.until)
        at = each.at
        if at in self.legs:
            at = self.legs[at].to_place if each.direction == "out" else self.legs[at].from_place
        return each._replace(at=at, until_s=min(ends, max(each.until_s, until)))

    # One movement

    def _spot(self, movement: UnderWay) -> Spot:
        towards = movement.towards or self._goal(movement)
        seen, when = movement.seen, self._second(movement)
        stands = movement.state in ("stopped", "sheltering")
        planned = self.intended.get(movement.movement)
        spot = None if planned is None or stands else self._by_plan(planned, seen, when)
        if spot is not None:
            return spot
        if seen in self.legs:
            return self._on_leg(self.legs[seen], towards, self.begins if stands else when, movement.seen_as)
        if stands or movement.seen_as == "entered" or seen == towards:
            return Spot(seen if seen in self.places else self.scenario.places[0].id, self.begins)
        return self._drive(seen, towards, when)

    def _on_leg(self, leg: Leg, towards: str, since: int, seen_as: str) -> Spot:
        """Return where it is that was seen on a leg: who stands there may have the whole of it before it."""
        direction = self._direction(leg, towards)
        if seen_as == "passed":
            return Spot(leg.to_place if direction == "out" else leg.from_place, self.begins)
        return self._on(leg, direction, since)

    def _second(self, movement: UnderWay) -> int:
        when = movement.seen_at or movement.left_at or self.situation.at
        return self.begins - elapsed_s(when, self.situation.at)

    def _goal(self, movement: UnderWay) -> str:
        planned = self.intended.get(movement.movement)
        if planned is not None:
            return planned.to
        groups = {group.id: group for group in self.scenario.groups}
        for name in movement.aboard:
            if name in groups:
                return groups[name].destinations[0]
        kind = self.fleet.get(movement.vehicle.partition("/")[0])
        return kind.stationed if kind is not None else movement.seen

    def _direction(self, leg: Leg, towards: str) -> str:
        outward = towards == leg.to_place or self.scenario.route(leg.to_place, towards) is not None
        return "out" if outward else "in"

    def _on(self, leg: Leg, direction: str, enters: int) -> Spot:
        """Return the leg while it is driven, else its end."""
        leaves = enters + (self.calendar.drive_s(leg, max(0, enters)) or leg.drive_s)
        end = leg.to_place if direction == "out" else leg.from_place
        return Spot(leg.id, leaves, direction) if leaves > self.begins else Spot(end, self.begins, is_seen=False)

    def _drive(self, start: str, towards: str, leaves: int) -> Spot:
        """Return where a vehicle is that left a place for another, driving on at the speed of the roads."""
        outward = self.scenario.route(start, towards)
        inward = self.scenario.route(towards, start)
        if outward:
            return self._on(outward[0], "out", leaves)
        if inward:
            return self._on(inward[-1], "in", leaves)
        return Spot(start if start in self.places else self.scenario.places[0].id, self.begins, is_seen=False)

    def _by_plan(self, planned: Intended, seen: str, when: int) -> Spot | None:
        """Return where a planned movement is: as late or early as it was where it was seen last."""
        stops = [(planned.at, self._of(planned.leaves)), *((name, self._of(moment)) for name, moment in planned.passes)]
        number = next((n for n, (name, _) in reversed(list(enumerate(stops))) if name == seen), None)
        if number is None:
            return None
        late = when - stops[number][1]
        there = number
        while there + 1 < len(stops) and stops[there + 1][1] + late <= self.begins:
            there += 1
        name, second = stops[there]
        if name in self.legs:
            outward = there + 1 >= len(stops) or stops[there + 1][0] != self.legs[name].from_place
            return self._on(self.legs[name], "out" if outward else "in", second + late)._replace(
                is_seen=there == number
            )
        if there + 1 == len(stops):
            return Spot(name, self.begins, is_seen=there == number)
        if there > number or there > 0:
            return Spot(name, self.begins, is_seen=there == number)
        ahead, then = stops[there + 1]
        if ahead in self.legs:
            return None
        return Spot(ahead, then + late, is_seen=False)

    def _of(self, moment: object) -> int:
        return elapsed_s(self.zero, moment)  # type: ignore[arg-type]

    # All together

    def _in_turn(self, found: list[Committed]) -> list[Committed]:
        """Return them so that what is on a leg keeps its rules: headway, size of a convoy, one direction at a time.

        What has happened cannot be forbidden any more. Who does not fit is bound at the end of the leg, for as long.
        """
        ways: dict[str, str] = {}
        for each in sorted(found, key=lambda each: (not each.is_seen, each.until_s, _order(each.vehicle or ""))):
            ways.setdefault(each.at, each.direction)
        last: dict[tuple[str, str], tuple[int, int]] = {}
        kept: list[Committed] = []
        rules = self.scenario.convoys
        for each in sorted(found, key=lambda each: (each.until_s, _order(each.vehicle or ""))):
            leg = self.legs.get(each.at)
            if leg is None or each.vehicle is None:
                kept.append(each)
                continue
            is_ruled, way = leg.id in rules.where, (leg.id, each.direction)
            before, run = last.get(way, (-(10**9), 0))
            until = max(each.until_s, before + rules.headway_s if is_ruled else 0)
            run = run + 1 if until - before < rules.interval_s else 1
            is_against = leg.traffic == "alternating" and ways[leg.id] != each.direction
            is_free = not is_ruled and leg.traffic != "alternating"
            if is_against or is_free or (is_ruled and run > rules.largest):
                kept.append(each._replace(at=leg.to_place if each.direction == "out" else leg.from_place))
                continue
            last[way] = until, run
            kept.append(each._replace(until_s=until))
        return kept


def _order(vehicle: str) -> tuple[str, int, str]:
    kind, _, number = vehicle.partition("/")
    return kind, int(number) if number.isascii() and number.isdigit() else 0, vehicle
