"""Plan: a timetable with its bounds, its certificate and the scenario it plans."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

from mamarr.document import Document
from mamarr.planning.exposure import exposure_person_s, vehicle_s
from mamarr.planning.flows import PEOPLE, Ceiling, Flows, Labels, curve_of, left_at
from mamarr.planning.trips import LegStop as LegStop  # noqa: PLC0414 - part of the plan document
from mamarr.planning.trips import PlaceStop as PlaceStop  # noqa: PLC0414
from mamarr.planning.trips import Stop as Stop  # noqa: PLC0414
from mamarr.planning.trips import Trip as Trip  # noqa: PLC0414
from mamarr.scenario.scenario import Aim, Scenario


class Term(Document):
    """One term of a sum that a person can add up: `s`, or `count` times `each_s`; `persons`, or `count` times `each`."""

    code: str
    """What the term stands for."""
    s: int | None = None
    """Seconds."""
    count: int | None = None
    """How many."""
    each_s: int | None = None
    """Seconds of one."""
    persons: int | None = None
    """Persons."""
    each: int | None = None
    """Persons of one."""
    of: str | None = None
    """The place, leg, class or kind of people that the term is about."""

    @property
    def amount(self) -> int:
        """What the term adds; 0 where it only explains."""
        count = self.count or 0
        return (self.s or 0) + (self.persons or 0) + count * (self.each_s or 0) + count * (self.each or 0)


Limited = Literal["clearance_s", "complete_s", "people"]
"""What a bound limits."""


class Bound(Document):
    """What no plan can beat: a clearance that none undercuts, or a number of people that none exceeds."""

    kind: str
    """Which argument."""
    of: Limited
    """What it limits: the clearance of any plan that brings out as many as this one (`clearance_s`) or everybody whom some
    vehicle can carry (`complete_s`), or the people of any plan (`people`)."""
    proof: Literal["hand", "solver"]
    """Whether a hand can add it up, or only a search knows it."""
    value: int
    """The bound, in seconds or persons."""
    places: tuple[str, ...] = ()
    """Where it bites."""
    terms: tuple[Term, ...] = ()
    """The sum, term by term."""


class Remaining(Document):
    """People who are not brought out."""

    group: str
    """Their group."""
    place: str
    """Where they are."""
    persons: int
    """How many."""


class Alternative(Document):
    """What another plan of the same question brings: another order of objectives, or another pause."""

    code: str
    """Why it is shown."""
    objective: tuple[Aim, ...]
    """Its order."""
    people_out: int
    """People it brings out."""
    clearance_s: int
    """When the last of those is received."""
    by_category: dict[str, int]
    """People it brings out, by category; `stretcher` counts those lying again."""
    mean_wounded_s: int
    """Mean second of reception of the wounded and sick; who remains counts as the horizon."""
    separated: int
    """Companions it brings out whose patient stays."""
    remaining: tuple[Remaining, ...]
    """Who stays."""


class Certificate(Document):
    """The judge's answer about the plan that carries it."""

    plan_allowed: bool
    """Every rule is kept."""
    bound_true: bool
    """Every bound that a hand can add up is true."""


class Plan(Document):
    """The timetable, its bounds, and the scenario it plans."""

    unhashed: ClassVar[frozenset[str]] = frozenset({"seconds", "fingerprint"})

    mamarr: Literal[1] = 1
    """Version of the file."""
    kind: Literal["plan"] = "plan"
    """What the file holds."""
    fingerprint: str = ""
    """Hash of the content."""
    scenario: Scenario
    """What is planned."""
    method: str
    """How the timetable was found."""
    seed: int = 0
    """Seed of the search."""
    iterations: int = 0
    """Rounds of the search; with the seed they give the same plan again."""
    seconds: float = 0.0
    """How long it took."""
    trips: tuple[Trip, ...]
    """Movements in order of departure."""
    convoys: tuple[tuple[str, ...], ...] = ()
    """Trips that enter the corridor as one convoy."""
    step_s: int | None = None
    """Seconds of a step, where people move by themselves in whole steps."""
    flows: Flows | None = None
    """People who move by themselves."""
    labels: Labels | None = None
    """The proof of the bound of a city."""
    ceilings: tuple[Ceiling, ...] | None = None
    """What no plan for a city exceeds by some seconds; where the plan reaches it, it is best there."""
    bounds: tuple[Bound, ...] = ()
    """What no plan can beat."""
    alternatives: tuple[Alternative, ...] = ()
    """What other orders would bring."""
    certificate: Certificate | None = None
    """The judge's answer."""

    @property
    def people_total(self) -> int:
        """Everybody announced."""
        return self.scenario.people_total

    @cached_property
    def out_by_group(self) -> dict[str, int]:
        """People brought out, by group."""
        out = {group.id: 0 for group in self.scenario.groups}
        for trip in self._received():
            for group, persons in trip.load.items():
                out[group] = out.get(group, 0) + persons
        return out

    @cached_property
    def _goods(self) -> frozenset[str]:
        return frozenset(aid.id for aid in self.scenario.aid)

    def people_aboard(self, trip: Trip) -> int:
        """Return the persons aboard *trip*: aid is no people."""
        return sum(amount for name, amount in trip.load.items() if name not in self._goods)

    @property
    def people_out(self) -> int:
        """People brought out by the horizon."""
        if self.flows is not None:
            return self.evacuation_curve[-1][1] if self.evacuation_curve else 0
        return sum(self.out_by_group.values())

    @property
    def remaining(self) -> tuple[Remaining, ...]:
        """Who stays, by group and place."""
        if self.flows is not None and self.scenario.network is not None:
            network = self.scenario.network
            left = {} if self.is_complete else left_at(network, self.flows)
            return tuple(Remaining(group=PEOPLE, place=network.places[row], persons=left[row]) for row in sorted(left))
        return tuple(
            Remaining(group=group.id, place=group.at, persons=group.to_move - self.out_by_group[group.id])
            for group in self.scenario.groups
            if group.to_move > self.out_by_group[group.id]
        )

    @property
    def is_complete(self) -> bool:
        """Everybody announced is brought out."""
        return self.people_out == self.people_total

    @property
    def clearance_s(self) -> int:
        """When the last of those brought out is received; 0 where nobody is."""
        return max((second for second, _ in self.evacuation_curve), default=0)

    @property
    def clearance_90_s(self) -> int:
        """When nine in ten of those brought out are received."""
        needed = -(-9 * self.people_out // 10)
        return next((second for second, persons in self.evacuation_curve if persons >= needed), 0)

    @cached_property
    def evacuation_curve(self) -> tuple[tuple[int, int], ...]:
        """(second, persons received so far), one step for each second at which somebody is received."""
        if self.flows is not None and self.scenario.network is not None and self.step_s is not None:
            found = curve_of(self.scenario.network, self.flows, self.step_s)
            return tuple((second, persons) for second, persons in found if second <= self.scenario.ends_s)
        steps: dict[int, int] = {}
        for trip in self._received():
            steps[trip.received_s or 0] = steps.get(trip.received_s or 0, 0) + self.people_aboard(trip)
        total, curve = 0, []
        for second in sorted(steps):
            total += steps[second]
            curve.append((second, total))
        return tuple(curve)

    @property
    def mean_wounded_s(self) -> int:
        """Mean second of reception of the wounded and sick; who remains counts as the horizon. 0 without any."""
        wounded = {group.id: group.to_move for group in self.scenario.groups if group.category == "wounded"}
        total, left = 0, sum(wounded.values())
        for trip in self._received():
            aboard = sum(persons for group, persons in trip.load.items() if group in wounded)
            total += aboard * (trip.received_s or 0)
            left -= aboard
        return (total + left * self.scenario.ends_s) // max(1, sum(wounded.values()))

    @property
    def separated(self) -> int:
        """Companions who are brought out although their patient stays."""
        out, alone = self.out_by_group, 0
        heads = {group.id: group.to_move for group in self.scenario.groups}
        for group in self.scenario.groups:
            if group.companions and group.to_move:
                companions = group.companions.group
                alone += max(0, out[companions] - heads[companions] * out[group.id] // group.to_move)
        return alone

    def strongest(self, of: Limited, proof: str | None = None) -> Bound | None:
        """Return the strongest bound of a kind, by hand or by any proof; a hand's sum wins where both say the same."""
        bounds = [bound for bound in self.bounds if bound.of == of and proof in (None, bound.proof)]
        sign = 1 if of == "people" else -1
        return min(bounds, key=lambda bound: (sign * bound.value, bound.proof != "hand"), default=None)

    @property
    def gap(self) -> float:
        """(clearance - bound) / clearance; 0 where nobody is brought out."""
        bound = self.strongest("clearance_s")
        return (self.clearance_s - bound.value) / self.clearance_s if bound and self.clearance_s else 0.0

    @property
    def bottleneck(self) -> Bound | None:
        """The hand's sum that limits: of people where somebody remains, else of the clearance.

        Of people it is the first in the file that already says that not everybody can be out, for plain sums stand first;
        a stronger one may stand behind it.
        """
        if self.is_complete:
            return self.strongest("clearance_s", "hand")
        on_people = [bound for bound in self.bounds if bound.of == "people" and bound.proof == "hand"]
        saying = (bound for bound in on_people if bound.value < self.people_total)
        return next(saying, self.strongest("people", "hand"))

    @cached_property
    def exposure_person_s(self) -> int:
        """Person-seconds under a hazard; who remains counts until the horizon."""
        return exposure_person_s(self.scenario, self.trips)

    @property
    def vehicle_s(self) -> int:
        """Seconds that vehicles are on their trips, added up."""
        return vehicle_s(self.trips)

    @property
    def aid_delivered(self) -> dict[str, int]:
        """Tonnes brought in time, by aid."""
        brought = {aid.id: 0 for aid in self.scenario.aid}
        latest = {aid.id: self.scenario.ends_s if aid.latest_s is None else aid.latest_s for aid in self.scenario.aid}
        for trip in self.trips:
            for name, tonnes in trip.load.items():
                if name in brought and trip.received_s is not None:
                    is_in_time = trip.received_s <= min(latest[name], self.scenario.ends_s)
                    brought[name] += tonnes if is_in_time else 0
        return brought

    def _received(self) -> Iterator[Trip]:
        """Yield the trips with people that are received by the horizon."""
        for trip in self.trips:
            if trip.received_s is None or trip.received_s > self.scenario.ends_s or self._goods.intersection(trip.load):
                continue
            yield trip
