"""The audit: every bound that a hand can add up, derived again from the scenario and compared term by term.

A clearance bound says: no plan that brings out as many people as this one has its last reception earlier. A bound of
people says: no plan brings out more. Each argument here returns every form in which it is true for the scenario (for
example one for each kind of people); a bound is true when it equals one of them.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from mamarr.planning import crossings
from mamarr.planning.collation import Quantity, Sum
from mamarr.planning.timetable import Term
from mamarr.planning.yardstick import Load, Point, Yardstick, fewest, fullest
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario


class Lane:
    """The arguments about a scenario of one lane with its hub."""

    def __init__(self, scenario: Scenario) -> None:
        self._yardstick = Yardstick(scenario)
        self.quantities: Mapping[str, Quantity] = {kind: of for kind, (of, _) in _ARGUMENTS.items()}

    def carriable(self) -> int:
        """Return how many people can be carried at all."""
        return self._yardstick.carriable()

    def sums(self, kind: str, people: int) -> list[Sum]:
        """Return every form in which the argument *kind* is true, for plans that bring out *people*."""
        of, argument = _ARGUMENTS[kind]
        has_basis = people > 0 if of == "clearance_s" else self._yardstick.peopled or kind == "carriable"
        return list(argument(self._yardstick, people)) if has_basis else []


# Terms


def _first(yardstick: Yardstick) -> Term:
    return Term(code="first-arrival", s=yardstick.first_s)


def _last(yardstick: Yardstick) -> list[Term]:
    return [Term(code="transit", s=yardstick.transit_s), Term(code="alighting", s=yardstick.alighting_s)]


def _until_entry(yardstick: Yardstick) -> list[Term]:
    """The first of all enters the lane: arrived, inspected, the pause open."""
    terms = [_first(yardstick), Term(code="inspection", s=yardstick.inspection_s)]
    waits = yardstick.enter_s - yardstick.first_s - yardstick.inspection_s
    return [*terms, Term(code="wait-for-pause", s=waits)] if waits > 0 else terms


def _loads(loads: list[Load], passages: int, of: str | None = None) -> list[Term]:
    return [Term(code="loads", count=count, each=each, of=of) for each, count in fullest(loads, passages)]


# Arguments about the clearance


def _checkpoint(y: Yardstick, people: int) -> Iterator[Sum]:
    """One lane inspects at least the m-th part of the passages, one after the other, none before the first arrival."""
    if y.lanes:
        services = -(-y.passages(people) // y.lanes)
        yield (
            (y.hub,),
            (_first(y), Term(code="services", count=services, each_s=y.inspection_s), *_last(y)),
        )


def _checkpoint_work(y: Yardstick, people: int) -> Iterator[Sum]:
    """The same with the inspection time of each class, where everybody comes out and each kind has one class."""
    one_each = all(len(y.vehicles_of(kind)) == 1 for kind in y.kinds)
    if y.lanes and not y.is_mixed and one_each and people == y.carriable():
        work = sum(
            y.passages_of(kind, people) * y.inspection_of(vehicle)
            for kind in y.kinds
            for vehicle in y.vehicles_of(kind)
        )
        yield (y.hub,), (_first(y), Term(code="work-per-lane", s=-(-work // y.lanes)), *_last(y))


def _rounds(y: Yardstick, kind: str, people: int) -> int:
    """Passages that some vehicle makes at least, of those that carry *kind*."""
    return -(-y.passages_of(kind, people) // y.count_of(kind))


def _fleet(y: Yardstick, people: int) -> Iterator[Sum]:
    """Some vehicle makes so many rounds, each of them at least one turn."""
    for kind in y.kinds:
        rounds = _rounds(y, kind, people)
        if rounds:
            terms = Term(code="rounds", count=rounds - 1, each_s=y.turn_s, of=kind)
            yield (y.lane.id,), (*_until_entry(y), terms, *_last(y))


def _lane(y: Yardstick, people: int) -> Iterator[Sum]:
    """All enter the lane in one direction, a headway apart, and an interval between convoys."""
    passages = y.passages(people)
    terms = (
        Term(code="headways", count=passages - 1, each_s=y.headway_s),
        Term(code="convoy-gaps", count=y.convoys(passages) - 1, each_s=y.gap_s),
    )
    yield (y.lane.id,), (*_until_entry(y), *terms, *_last(y))


def _may_alternate(y: Yardstick) -> bool:
    """Whether another opening never pays: it costs two transits and saves a headway and a gap in each direction.

    That needs a transit of at least the interval and at least the headway; the interval alone is not enough, because
    with a headway longer than the transit vehicles of opposite directions may take turns faster than they follow.
    """
    return y.is_alternating and y.transit_s >= y.headway_s + y.gap_s


def _openings(y: Yardstick, people: int, openings: int) -> tuple[Term, ...]:
    """The sum for a lane that opens outward so many times."""
    passages = y.passages(people)
    back = passages - sum(vehicle.count for vehicle in y.usable)
    h, g = y.headway_s, y.gap_s
    returns = openings - 1
    return (
        *_until_entry(y),
        Term(code="transits", count=2 * openings - 1, each_s=y.transit_s),
        Term(code="headways-out", count=max(0, passages - openings), each_s=h),
        Term(code="gaps-out", count=max(0, y.convoys(passages) - openings), each_s=g),
        Term(code="headways-back", count=max(0, back - returns), each_s=h),
        Term(code="gaps-back", count=max(0, y.convoys(back) - returns), each_s=g),
        Term(code="alighting", s=y.alighting_s),
    )


def _fewest_openings(y: Yardstick, people: int) -> int:
    """Between two passages of one vehicle the lane turns round: as many openings as the most rounds of any kind."""
    return max(1, *(_rounds(y, kind, people) for kind in y.kinds))


def _lane_alternating(y: Yardstick, people: int) -> Iterator[Sum]:
    """The lane is cleared before each change of direction, and changes as often as some vehicle returns."""
    if _may_alternate(y):
        yield (y.lane.id,), _openings(y, people, _fewest_openings(y, people))


def _joint(y: Yardstick, people: int) -> Iterator[Sum]:
    """Either one opening more than the fewest; or exactly the fewest, and then nearly all vehicles ride in each.

    In that case everybody who rides in two successive openings is inspected between them, after the lane has cleared
    and turned round. Passages short of a full round (D) are missing from at most two such counts each. An inspection takes
    the least of all classes, or the least of those that carry the kind.
    """
    lanes = y.lanes
    if not _may_alternate(y) or not lanes:
        return
    openings = _fewest_openings(y, people)
    places = (y.hub, y.lane.id)
    more = (Term(code="openings", count=openings + 1), *_openings(y, people, openings + 1))
    kinds = [kind for kind in y.kinds if _rounds(y, kind, people) == openings]
    for inspections in (dict.fromkeys(kinds, y.inspection_s), {kind: y.inspection_for(kind) for kind in kinds}):
        sums = [_of_rounds(y, lanes, kind, people, each_s) for kind, each_s in inspections.items()]
        if not sums:
            return
        best = max(sums, key=_total)
        if _total(best) <= _total(more):
            yield from ((places, terms) for terms in sums if _total(terms) == _total(best))
        else:
            yield places, more


def _of_rounds(y: Yardstick, lanes: int, kind: str, people: int, inspection_s: int) -> tuple[Term, ...]:
    """The sum for exactly the fewest openings."""
    openings = _fewest_openings(y, people)
    full = openings * y.count_of(kind)
    missing = full - y.passages_of(kind, people)
    services = -(-max(0, full - 2 * missing) // lanes)
    return (
        Term(code="openings", count=openings),
        _first(y),
        Term(code="returns", count=openings - 1, each_s=2 * y.transit_s + y.inner_s),
        Term(code="services", count=services, each_s=inspection_s, of=kind),
        *_last(y),
    )


def _total(terms: tuple[Term, ...]) -> int:
    return sum(term.amount for term in terms)


def _bays(y: Yardstick, people: int) -> Iterator[Sum]:
    """Whoever cannot come from elsewhere boards here, in so many bays."""
    for point in y.peopled:
        bays = point.place.bays
        passages = _passages_from(y, point, people)
        if bays and bays != UNLIMITED and passages:
            name = point.place.id
            boardings = -(-passages // bays)
            terms = (
                Term(code="first-boarding", s=point.boarding_from_s, of=name),
                Term(code="boardings", count=boardings, each_s=point.place.boarding_s, of=name),
                Term(code="outward", s=point.outward_s, of=name),
                Term(code="inspection", s=y.inspection_s),
            )
            yield (name,), (*terms, *_last(y))


def _passages_from(y: Yardstick, point: Point, people: int) -> int:
    needed = people - y.carriable(but_point=point.place.id)
    return fewest([load for load in y.loads if load.point == point.place.id], needed)


# Arguments about the people


def _carriable(y: Yardstick, _: int) -> Iterator[Sum]:
    """Everybody for whom there is a vehicle."""
    yield (), tuple(_loads(y.loads, _num_loads(y)))


def _num_loads(y: Yardstick) -> int:
    return sum(load.count for load in y.loads)


def _checkpoint_people(y: Yardstick, _: int) -> Iterator[Sum]:
    """So many inspections end early enough to be out of the lane before the pause closes."""
    if y.pause is None or y.lanes is None or not y.inspection_s:
        return
    slots = y.lanes * max(0, (y.pause.last_s - y.transit_s - y.first_s) // y.inspection_s)
    slots = min(slots, _num_loads(y))
    yield (y.hub,), (Term(code="slots", count=slots), *_loads(y.loads, slots))


def _lane_people(y: Yardstick, _: int) -> Iterator[Sum]:
    """So many entries fit between the first arrival and the end of the pause."""
    if y.pause is None:
        return
    left = y.pause.last_s - y.transit_s - y.enter_s
    entries = _most_entries(y, left)
    yield (y.lane.id,), (Term(code="entries", count=entries), *_loads(y.loads, entries))


def _most_entries(y: Yardstick, left: int) -> int:
    """Return the most entries that take at most *left* seconds from the first to the last."""

    def takes_s(entries: int) -> int:
        return (entries - 1) * y.headway_s + (y.convoys(entries) - 1) * y.gap_s

    return bisect_right(range(1, _num_loads(y) + 1), left, key=takes_s)


def _fleet_people(y: Yardstick, _: int) -> Iterator[Sum]:
    """Each vehicle makes so many rounds before the pause closes."""
    if y.pause is None or not y.turn_s:
        return
    left = y.pause.last_s - y.transit_s - y.enter_s
    rounds = max(0, 1 + left // y.turn_s)
    terms = [Term(code="rounds", count=rounds)]
    for kind in y.kinds:
        of_kind = [load for load in y.loads if load.kind == kind]
        terms.extend(_loads(of_kind, rounds * y.count_of(kind), of=kind))
    yield (y.lane.id,), tuple(terms)


_ARGUMENTS: Mapping[str, tuple[Quantity, Callable[[Yardstick, int], Iterator[Sum]]]] = {
    "checkpoint": ("clearance_s", _checkpoint),
    "checkpoint-work": ("clearance_s", _checkpoint_work),
    "fleet": ("clearance_s", _fleet),
    "lane": ("clearance_s", _lane),
    "lane-alternating": ("clearance_s", _lane_alternating),
    "joint": ("clearance_s", _joint),
    "pace": ("clearance_s", crossings.clearance),
    "bays": ("clearance_s", _bays),
    "carriable": ("people", _carriable),
    "checkpoint-people": ("people", _checkpoint_people),
    "lane-people": ("people", _lane_people),
    "fleet-people": ("people", _fleet_people),
    "pace-people": ("people", crossings.people),
}
