"""Terrain: places and legs as the planner sees them, with everything that is booked on them."""

from bisect import bisect_right
from functools import cached_property

from mamarr.planning.dispatch.carriageways import IN, OUT, Carriageway
from mamarr.planning.dispatch.shelves import Shelf
from mamarr.planning.dispatch.spans import NEVER, Spans
from mamarr.planning.dispatch.tallies import Hourly, Releases, Steps
from mamarr.planning.dispatch.waiting import WaitingRoom
from mamarr.scenario.calendar import Calendar
from mamarr.scenario.places import AnyPlace, AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario


class Site:
    """One place and its bookings."""

    def __init__(self, calendar: Calendar, place: AnyPlace, *, may_wait: bool) -> None:
        self.id, self.place = place.id, place
        self.point = place if isinstance(place, AssemblyPoint) else None
        self.centre = place if isinstance(place, ReceptionCentre) else None
        self.checkpoint = place if isinstance(place, Checkpoint) else None
        self.stays = Spans(calendar.windows(place.pauses))
        self.bays = Shelf(getattr(place, "bays", UNLIMITED))
        self.crowd = Shelf(self.point.capacity if self.point else UNLIMITED)
        self.lanes = Shelf(self.checkpoint.lanes if self.checkpoint else UNLIMITED)
        self.hours = Spans(calendar.opening_hours(self.checkpoint.opening_hours) if self.checkpoint else None)
        self.waiting = WaitingRoom(self.checkpoint, self.lanes, self.hours, may_wait=may_wait)
        self.hourly = Hourly(self.centre.capacity_per_hour if self.centre else UNLIMITED)
        release = getattr(place, "release", None)
        self.releases = Releases(release) if release is not None else None
        self.links: list[Steps] = []
        """Links in which people of this point board."""
        self.opens: list[Steps] = []
        """Links that the reception of people of this point opens."""

    def inspects(self, direction: int) -> bool:
        """Return whether who leaves in *direction* is inspected here before."""
        if self.checkpoint is None:
            return False
        return self.checkpoint.direction == "both" or (self.checkpoint.direction == "out") == (direction == OUT)

    def clear(self) -> None:
        """Forget all bookings."""
        for calendar in (self.bays, self.crowd, self.lanes, self.hourly, self.waiting):
            calendar.clear()
        if self.releases is not None:
            self.releases.clear()


class Limits:
    """A limit that depends on the second at which boarding begins."""

    def __init__(self, calendar: Calendar) -> None:
        spans = [
            times
            for spell in calendar.scenario.weather
            for times in spell.times(calendar.scenario.clock, calendar.scenario.ends_s)
        ]
        self._seams = sorted({0, *(second for span in spans for second in span if second > 0)})
        self._aboard = [calendar.aboard_limit_s(second) for second in self._seams]
        self._outdoors = [calendar.outdoors_limit_s(second) for second in self._seams]

    def _row(self, second: int) -> int:
        return max(0, bisect_right(self._seams, second) - 1)

    def aboard_s(self, second: int) -> int:
        """Return the longest time aboard for those who begin to board at *second*."""
        limit = self._aboard[self._row(second)]
        return NEVER if limit is None else limit

    def outdoors_s(self, second: int) -> int:
        """Return the longest time outdoors for those who begin to board, or to walk, at *second*."""
        limit = self._outdoors[self._row(second)]
        return NEVER if limit is None else limit

    def outdoors_from(self, second: int, needed_s: int) -> int:
        """Return the first second from *second* on at which *needed_s* outdoors are allowed; NEVER where there is none."""
        row = self._row(second)
        while self.outdoors_s(second) < needed_s:
            row += 1
            if row == len(self._seams):
                return NEVER
            second = self._seams[row]
        return second


class Terrain:
    """Everything that vehicles share."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        calendar = Calendar(scenario)
        self.ends_s = scenario.ends_s
        self.rules = scenario.convoys
        # A convoy that is put together holds all lanes, and who is under way from before the plan waits by other rules.
        may_wait = not self.has_gates and not scenario.commitments
        self.sites = {place.id: Site(calendar, place, may_wait=may_wait) for place in scenario.places}
        self.roads = {leg.id: Carriageway(calendar, leg, scenario.convoys) for leg in scenario.legs}
        self.limits = Limits(calendar)
        self.points = {group.id: group.at for group in scenario.groups}
        self.links = [Steps(link) for link in scenario.linked]
        for steps in self.links:
            for name in steps.link.these:
                self.sites[name].links.append(steps)
            for name in steps.link.others:
                self.sites[name].opens.append(steps)
        self._by_place: dict[str, list[tuple[str, int, str]]] = {place.id: [] for place in scenario.places}
        for leg in scenario.legs:
            self._by_place[leg.from_place].append((leg.id, OUT, leg.to_place))
            if self.roads[leg.id].is_ever_open(IN):
                self._by_place[leg.to_place].append((leg.id, IN, leg.from_place))

    @cached_property
    def has_gates(self) -> bool:
        """Whether convoys have to be put together: they stand ready together, have escorts, or hold companions together."""
        rides = any(group.companions and group.companions.ride == "same convoy" for group in self.scenario.groups)
        return bool(self.rules.where) and (self.rules.together or self.rules.escorts > 0 or rides)

    def clear(self) -> None:
        """Forget all bookings."""
        for site in self.sites.values():
            site.clear()
        for road in self.roads.values():
            road.clear()
        for steps in self.links:
            steps.clear()

    def ways_from(self, place: str) -> list[tuple[str, int, str]]:
        """Return (leg, direction, other end) of every leg that leads away from *place*."""
        return self._by_place[place]

    def group_service_s(self, site: Site, name: str, persons: int) -> int:
        """Return the seconds of an inspection of a vehicle of class *name* with *persons* aboard."""
        if site.checkpoint is None:
            return 0
        each = site.checkpoint.inspection_s(name) or 0
        return each * persons if site.checkpoint.serves == "persons" else each
