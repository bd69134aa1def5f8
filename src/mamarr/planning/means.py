"""The few numbers of a corridor that the rows over windows need, each the mildest that any trip can have."""

from typing import NamedTuple

import numpy as np

from mamarr.corridor.tables import NEVER, Corridor, Ints


class Means(NamedTuple):
    """A corridor as its vehicles see it; K classes that can carry somebody, P assembly points."""

    names: tuple[int, ...]  # (K,) rows of the classes in the corridor's tables
    vehicles: Ints  # (K,)
    inspection_s: Ints  # (K,)
    first_s: Ints  # (K,) nobody who starts at the hub comes to the checkpoint before this
    tour_s: Ints  # (K,) hub to hub: the nearest point anybody of this class has to go to, drives and boarding
    transit_s: Ints  # (K,) the lane
    away_s: Ints  # (K,) from entering outward to being free to come in: the lane and alighting
    trips: Ints  # (K, P) trips that are enough if no other class helps
    seats: Ints  # (K,)
    stretchers: Ints  # (K,)
    seated: Ints  # (P,) persons on seats
    lying: Ints  # (P,)
    lanes: int  # at the checkpoint, not more than there are vehicles
    headway_s: int
    gap_s: int  # what a new convoy costs beyond a headway
    largest: int
    clear_s: int  # least time between opposite entries: the quickest transit
    opens_s: int
    last_entry_s: int  # nobody enters outward after this
    is_alternating: bool

    def only(self, k: int) -> "Means":
        """Return the same with nothing but class *k*."""
        rows = {
            name: getattr(self, name)[[k]]
            for name in ("vehicles", "inspection_s", "first_s", "tour_s", "transit_s", "away_s", "trips")
        }
        capacity = {name: getattr(self, name)[[k]] for name in ("seats", "stretchers")}
        return self._replace(names=(self.names[k],), **rows, **capacity)

    @property
    def classes(self) -> range:
        """Positions of the classes."""
        return range(len(self.names))


def read_means(corridor: Corridor) -> Means:
    """Return the mildest numbers of *corridor*; classes that cannot carry anybody are left out."""
    points, classes, lane = corridor.points, corridor.classes, corridor.lane
    seated, lying = points.wounded + points.tied + points.others, points.stretchers
    seats, stretchers = (np.where(classes.count > 0, room, 0) for room in (classes.seats, classes.stretchers))
    trips = np.maximum(_enough(seated, seats), _enough(lying, stretchers))
    used = np.flatnonzero(trips.sum(axis=1) > 0)
    first = np.maximum(points.opens_s[:, None] + points.inward_s, points.ready_s[:, None])
    inside = points.boarding_s[:, None] + points.outward_s
    visits = trips.T > 0
    return Means(
        names=tuple(int(k) for k in used),
        vehicles=classes.count[used],
        inspection_s=classes.inspection_s[used],
        first_s=np.where(visits, first + inside, NEVER).min(axis=0, initial=NEVER)[used],
        tour_s=np.where(visits, points.inward_s + inside, NEVER).min(axis=0, initial=NEVER)[used],
        transit_s=classes.transit_s[used],
        away_s=classes.transit_s[used] + corridor.reception.alighting_s,
        trips=trips[used],
        seats=seats[used],
        stretchers=stretchers[used],
        seated=np.where(seats.any(), seated, 0),
        lying=np.where(stretchers.any(), lying, 0),
        lanes=min(int(corridor.checkpoint.lanes), int(classes.count[used].sum())),
        headway_s=int(lane.headway_s),
        gap_s=max(0, int(lane.interval_s - lane.headway_s)),
        largest=int(lane.largest),
        clear_s=int(classes.transit_s[used].min(initial=NEVER)),
        opens_s=int(lane.opens_s),
        last_entry_s=int(lane.closes_s - classes.transit_s[used].min(initial=NEVER)),
        is_alternating=bool(lane.is_alternating),
    )


def _enough(persons: Ints, room: Ints) -> Ints:
    """Return the (K, P) trips of each class that carry all *persons* of a point; 0 where the class has no room for them."""
    least = -(-persons[None, :] // np.maximum(room, 1)[:, None])
    return np.where(room[:, None] > 0, least, 0).astype(np.int64)


def fullest_loads(waiting: Ints, room: int) -> list[int]:
    """Return the persons that each further trip can carry at most, one point a trip, the fullest first."""
    loads: list[int] = []
    for persons in (int(each) for each in waiting if room > 0):
        loads += [room] * (persons // room) + [persons % room] * (persons % room > 0)
    return sorted(loads, reverse=True)


def all_loads(means: Means) -> list[int]:
    """Return the same for all kinds of people and the roomiest vehicles."""
    if ((means.seats > 0) & (means.stretchers > 0)).any():
        return fullest_loads(means.seated + means.lying, int((means.seats + means.stretchers).max()))
    seated = fullest_loads(means.seated, int(means.seats.max()))
    return sorted(seated + fullest_loads(means.lying, int(means.stretchers.max())), reverse=True)


def least_trips(means: Means, people: int) -> Ints:
    """Return the (K,) trips of each class without which *people* are not out.

    Where only one class has room for a kind, it carries all but those of the kind who may stay.
    """
    may_stay = int(means.seated.sum() + means.lying.sum()) - people
    least = np.zeros(len(means.names), dtype=np.int64)
    for waiting, room in ((means.seated, means.seats), (means.lying, means.stretchers)):
        if np.count_nonzero(room) == 1:
            k = int(np.flatnonzero(room)[0])
            least[k] = max(least[k], fewest(fullest_loads(waiting, int(room[k])), int(waiting.sum()) - may_stay))
    return least


def fewest(loads: list[int], persons: int) -> int:
    """Return how many of *loads*, the fullest first, it takes for *persons*."""
    return int(np.searchsorted(np.cumsum([0, *loads]), persons)) if persons > 0 else 0
