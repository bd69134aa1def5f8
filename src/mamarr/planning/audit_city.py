"""The judge of a city: the flow held against the roads, and the labels added up. Plain Python, one pass each.

A flow is allowed if every entry is a whole number of persons into a leg at the beginning of a step, no more than may enter
in a step; if at every place and step as many go on as have come, more only where people wait; and if no more leave a place
than wait there.

The labels say at which step each place comes to lie on the side of those who cannot be out. Whoever gets from that side to
safety passes a leg while its end is not yet on that side and its beginning already is when they enter:

    ceiling = sum over legs  capacity x max(0, label[end] - label[beginning] - travel)
            + everybody at places that are not on that side from the first step

No plan has more than that out by the step before that of safety.
"""

from array import array

from mamarr.planning.docket import Docket
from mamarr.planning.flows import SAFETY, Ceiling, Flows, Labels
from mamarr.planning.timetable import Bound, Plan, Term
from mamarr.scenario.network import Network

_LONGEST_STEP_S = 3600
_MOST_STEPS = 10_000_000
_MOST_COPIES = 100_000_000
_KNOWN = (("city-cut", "clearance_s"), ("city-ways", "people"))


def check_city(plan: Plan, network: Network, rules: Docket, bounds: Docket) -> tuple[int, int]:
    """Hold a city plan against every rule and every bound; return the persons received and the last second of it."""
    step_s, flows = plan.step_s, plan.flows
    if step_s is None or not 1 <= step_s <= _LONGEST_STEP_S or flows is None or plan.trips or plan.convoys:
        rules.add("network.step", "step_s", found=str(step_s))
        return 0, 0
    people, last_s = _Audit(network, step_s, flows, rules).run(plan.scenario.ends_s)
    _check_bounds(plan, network, (people, last_s), bounds)
    return people, last_s


class _Audit:
    """One flow, held against the roads."""

    def __init__(self, network: Network, step_s: int, flows: Flows, rules: Docket) -> None:
        self.network, self.step_s, self.flows, self.rules = network, step_s, flows, rules
        self.travel, self.capacity = network.steps_of(step_s)

    def run(self, ends_s: int) -> tuple[int, int]:
        """Return the persons received by the end of the scenario, and the last second at which somebody is."""
        flows, rules = self.flows, self.rules
        sizes = {len(flows.leg), len(flows.enters_s), len(flows.persons)}
        if len(sizes) > 1:
            rules.add("judge.columns", "flows", found=", ".join(map(str, sorted(sizes))), name="flows")
            return 0, 0
        if not flows.leg:
            return 0, 0
        slowest = max(self.travel, default=0)
        width = max(flows.enters_s) // self.step_s + slowest + 1
        places = len(self.network.places)
        if not min(flows.enters_s) >= 0 or width > _MOST_STEPS or width * places > _MOST_COPIES:
            rules.add("judge.flow-entry", "flows.enters_s", found=max(flows.enters_s), name="enters_s")
            return 0, 0
        balance = array("q", [0]) * (width * places)
        received = self._enter(balance, width)
        if received is None:
            return 0, 0
        self._check_balance(balance, width)
        in_time = [(step * self.step_s, n) for step, n in enumerate(received) if n and step * self.step_s <= ends_s]
        return sum(persons for _, persons in in_time), max((second for second, _ in in_time), default=0)

    def _enter(self, balance: "array[int]", width: int) -> list[int] | None:
        """Take every entry out of the place it leaves and put it into the place it reaches; None where one is absurd."""
        step_s, flows = self.step_s, self.flows
        rows = len(self.travel)
        leaves = [place * width for place in self.network.legs.from_place]
        exits, ends = set(self.network.exits), self.network.legs.to_place
        reaches = [
            (travel - width * (len(self.network.places) + 1)) if end in exits else end * width + travel
            for end, travel in zip(ends, self.travel, strict=True)
        ]
        safe_from = -width * (len(self.network.places) + 1)
        received, capacity, before = [0] * width, self.capacity, -1
        for leg, enters, persons in zip(flows.leg, flows.enters_s, flows.persons, strict=True):
            step, rest = divmod(enters, step_s)
            if not 0 <= leg < rows or rest or persons < 1:
                self.rules.add("judge.flow-entry", "flows", found=f"{leg}, {enters}, {persons}", name="flows")
                return None
            key = leg * width + step
            if key <= before:
                self.rules.add("judge.flow-order", "flows", found=f"{leg}, {enters}")
                return None
            before = key
            if persons > capacity[leg]:
                name = self._leg(leg)
                self.rules.add(
                    "judge.flow-capacity", "flows", found=persons, name=name, second=enters, limit=capacity[leg]
                )
            balance[leaves[leg] + step] -= persons
            end = reaches[leg]
            if end < 0:
                received[end - safe_from + step] += persons
            else:
                balance[end + step] += persons
        return received

    def _check_balance(self, balance: "array[int]", width: int) -> None:
        """As many leave a place in a step as come; more only out of those who wait, and never more than wait."""
        supply = dict(zip(self.network.waiting.place, self.network.waiting.persons, strict=True))
        exits = set(self.network.exits)
        nothing = bytes(8 * width)
        for place in range(len(self.network.places)):
            row = balance[place * width : (place + 1) * width]
            if row.tobytes() == nothing:
                continue
            name = self.network.places[place]
            odd = next(
                (step for step, persons in enumerate(row) if persons > 0 or (persons and place not in supply)), None
            )
            if odd is not None or place in exits:
                step = odd or 0
                self.rules.add(
                    "judge.flow-conservation", "flows", found=abs(row[step]), name=name, second=step * self.step_s
                )
            elif -sum(row) > supply[place]:
                self.rules.add("judge.flow-supply", "flows", found=-sum(row), name=name, limit=supply[place])

    def _leg(self, leg: int) -> str:
        legs, names = self.network.legs, self.network.places
        return f"{names[legs.from_place[leg]]} - {names[legs.to_place[leg]]}"


def cut_terms(network: Network, step_s: int, labels: Labels) -> tuple[Term, ...]:
    """Return the terms of the ceiling: who waits outside, and each leg that counts. Any labels give a true ceiling.

    Raises
    ------
    ValueError
        Not one label for each place and one for safety; or an exit with another label than safety.
    """
    step, names, legs = labels.step, network.places, network.legs
    if len(step) != len(names) + 1 or labels.place != (*names, SAFETY) or min(step, default=0) < 0:
        raise ValueError(f"{len(step)} labels of {len(names) + 1}")
    if any(step[place] != step[-1] for place in network.exits):
        raise ValueError("an exit without the label of safety")
    travel, capacity = network.steps_of(step_s)
    waiting = zip(network.waiting.place, network.waiting.persons, strict=True)
    outside = sum(persons for place, persons in waiting if step[place] > 0)
    terms = [Term(code="outside", persons=outside)] if outside else []
    for leg, (start, end) in enumerate(zip(legs.from_place, legs.to_place, strict=True)):
        open_for = step[end] - step[start] - travel[leg]
        if open_for > 0 and capacity[leg]:
            terms.append(Term(code="through", count=open_for, each=capacity[leg], of=str(leg)))
    return tuple(terms)


def _check_bounds(plan: Plan, network: Network, outcome: tuple[int, int], docket: Docket) -> None:
    people, last_s = outcome
    step_s = plan.step_s or 0
    for index, each in enumerate(plan.ceilings or ()):
        _check_ceiling(each, (network, step_s), f"ceilings[{index}]", docket)
    with_a_way = network.people_total - sum(persons for _, persons in network.cut_off(network.steps_of(step_s)[1]))
    for index, bound in enumerate(plan.bounds):
        path = f"bounds[{index}]"
        reached = people if bound.of == "people" else last_s
        if bound.proof != "hand" or (bound.kind, bound.of) not in _KNOWN:
            docket.add("bound.unknown-kind", path, found=bound.kind, wanted="city-cut or city-ways")
        elif bound.of == "people":
            if bound.value != with_a_way or bound.terms != (Term(code="with-a-way", persons=with_a_way),):
                docket.add("bound.sum", path, kind=bound.kind, found=bound.value, wanted=with_a_way)
        elif plan.labels is None:
            docket.add("judge.label", "labels", found="no labels")
        else:
            _check_cut(bound, plan.labels, (network, step_s, people), path, docket)
        if reached > bound.value if bound.of == "people" else reached < bound.value:
            docket.add("bound.beaten-by-plan", f"{path}.value", kind=bound.kind, found=bound.value, wanted=reached)


def _check_ceiling(ceiling: Ceiling, city: tuple[Network, int], path: str, docket: Docket) -> None:
    """The labels give the number of persons, and safety has the step after the one that is spoken of."""
    network, step_s = city
    try:
        terms = cut_terms(network, step_s, Labels(place=(*network.places, SAFETY), step=ceiling.step))
    except ValueError as error:
        docket.add("judge.label", path, found=str(error))
        return
    most = sum(term.amount for term in terms)
    if ceiling.by_s != (ceiling.step[-1] - 1) * step_s or ceiling.persons < most:
        docket.add("judge.ceiling", path, found=most, wanted=ceiling.persons)


def _check_cut(bound: Bound, labels: Labels, city: tuple[Network, int, int], path: str, docket: Docket) -> None:
    network, step_s, people = city
    try:
        terms = cut_terms(network, step_s, labels)
    except ValueError as error:
        docket.add("judge.label", "labels", found=str(error))
        return
    most = sum(term.amount for term in terms)
    if most >= people:
        docket.add("judge.ceiling", path, found=most, wanted=people)
    if bound.value != labels.step[-1] * step_s or bound.terms != terms:
        docket.add("bound.sum", path, kind=bound.kind, found=bound.value, wanted=labels.step[-1] * step_s)
