"""Carriageways: a leg as the planner sees it, with everybody who is booked on it in either direction."""

from bisect import bisect_left, bisect_right, insort
from typing import NamedTuple

from mamarr.planning.dispatch.convoy import Entry, Fit, fit_alone, fit_together
from mamarr.planning.dispatch.spans import NEVER, Gaps, Spans
from mamarr.planning.dispatch.tallies import HOUR_S, Hourly
from mamarr.planning.dispatch.turns import Turns, spans_of
from mamarr.scenario.calendar import Calendar
from mamarr.scenario.fleet import ConvoyRules
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.roads import Leg, Traffic

OUT, IN = 0, 1


class Passage(NamedTuple):
    """One drive over a leg."""

    enters: int
    leaves: int
    lane: int


class Bundle(NamedTuple):
    """Those who enter as one convoy, in order: earliest second of each, and who they are."""

    ready: tuple[int, ...]
    walks: tuple[float | None, ...]
    entries: tuple[Entry, ...]


class Carriageway:
    """One leg and its bookings."""

    def __init__(self, calendar: Calendar, leg: Leg, rules: ConvoyRules) -> None:
        self.leg, self.rules = leg, rules
        self.has_convoys = leg.id in rules.where
        self._calendar = calendar
        self._ends_s = calendar.scenario.ends_s
        self._seams = [0, *calendar.seams(leg)]
        self._traffic: list[Traffic] = [calendar.traffic(leg, second) for second in self._seams]
        self._lanes = [calendar.lanes(leg, second) for second in self._seams]
        self._drives: dict[float | None, list[int | None]] = {}
        self._usual: dict[float | None, int] = {}
        self._windows = Spans(calendar.windows(leg.pauses))
        self._closed = Gaps(calendar.closures(leg))
        self._is_plain = self._traffic == ["both"] and self._windows.is_always and not calendar.closures(leg)
        """Whether it may be entered at any second, in either direction."""
        self.alternates = "alternating" in self._traffic
        self.is_open = not (self.has_convoys or self.alternates or leg.capacity is not None)
        """Whether nobody ever hinders anybody here, so that nothing has to be booked."""
        self._always = set(self._traffic) == {"alternating"}
        self._longest = 0
        self._hourly = tuple(Hourly(UNLIMITED if leg.capacity is None else leg.capacity) for _ in (OUT, IN))
        self._entries: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        self._rows: dict[tuple[int, int], list[Entry]] = {}
        self.turns: tuple[Spans, Spans] = (Spans(None), Spans(None))
        """When vehicles may enter in each direction, where a decision says so."""

    # what holds at a second

    def _row(self, second: int) -> int:
        return max(0, bisect_right(self._seams, second) - 1)

    def drive_s(self, second: int, walks: float | None) -> int | None:
        """Return the seconds from one end to the other for who enters at *second*."""
        drives = self._drives.get(walks)
        if drives is None:
            drives = [self._calendar.drive_s(self.leg, seam, walks) for seam in self._seams]
            self._drives[walks] = drives
            self._longest = max([self._longest, *(each for each in drives if each is not None)])
        return drives[0] if len(drives) == 1 else drives[self._row(second)]

    def usual_s(self, walks: float | None) -> int:
        """Return the least seconds that it ever takes."""
        usual = self._usual.get(walks)
        if usual is None:
            self.drive_s(0, walks)
            usual = min((each for each in self._drives[walks] if each is not None), default=NEVER)
            self._usual[walks] = usual
        return usual

    def is_ever_open(self, direction: int) -> bool:
        """Return whether somebody may ever enter in *direction*."""
        return direction == OUT or any(traffic != "one-way" for traffic in self._traffic)

    def _alternates_at(self, second: int) -> bool:
        return self._always or self._traffic[self._row(second)] == "alternating"

    def _open_from(self, direction: int, second: int, walks: float | None) -> tuple[int, int]:
        """Return the first entry from *second* on, and its end, that pauses, closures and traffic allow; NEVER for none."""
        if self._is_plain:
            usual = self.usual_s(walks)
            return (second, second + usual) if second <= self._ends_s and usual < NEVER else (NEVER, NEVER)
        while second <= self._ends_s:
            lasts = self.drive_s(second, walks)
            if lasts is None or (direction == IN and self._traffic[self._row(second)] == "one-way"):
                row = self._row(second) + 1
                if row == len(self._seams):
                    break
                second = self._seams[row]
                continue
            later = self._windows.earliest(second, lasts)
            later = self._closed.pushed(later, later + lasts) if later == second else later
            later = self.turns[direction].earliest(later, 0) if later == second else later
            if later == second:
                return second, second + lasts
            second = later
        return NEVER, NEVER

    def _met(self, direction: int, enters: int, leaves: int) -> int:
        """Return *enters*, or a later second where somebody comes the other way."""
        others = self._entries[1 - direction]
        row = bisect_left(others, (enters - self._longest, 0))
        lasts, later = leaves - enters, enters
        while row < len(others) and others[row][0] <= later + lasts:
            begins, ends = others[row]
            meets = begins <= later < ends or later <= begins < later + lasts
            if meets and (self._always or self._alternates_at(later) or self._alternates_at(begins)):
                later = max(ends, begins + 1, later + 1)
            row += 1
        return later

    def follow(self, turns: Turns | None) -> None:
        """Let vehicles enter in the windows of *turns* alone; None for at any time."""
        self.turns = (Spans(None), Spans(None)) if turns is None else spans_of(turns, self._windows, self._ends_s)

    def opens_from(self, second: int, lasts_s: int) -> int:
        """Return the first second from *second* on from which it is open for *lasts_s*; NEVER where there is none."""
        return self._windows.earliest(second, lasts_s)

    def closes_s(self, second: int) -> int:
        """Return when it closes that is open at *second*; NEVER where it has no pause."""
        return self._windows.closes_s(second)

    # searching

    def earliest(self, direction: int, second: int, walks: float | None, entry: Entry) -> Passage | None:
        """Return the first passage from *second* on for one vehicle; None where there is none."""
        if self.is_open:
            enters, leaves = self._open_from(direction, second, walks)
            return Passage(enters, leaves, 1) if enters < NEVER else None
        while True:
            enters, leaves = self._free_from(direction, second, walks)
            if enters >= NEVER:
                return None
            if not self.has_convoys:
                return Passage(enters, leaves, 1)
            each = entry.at(enters, leaves)
            best: Fit | None = None
            for lane in range(1, self._lanes[self._row(enters)] + 1):
                fit = fit_alone(self._rows.get((direction, lane), []), each, self.rules)
                if fit.again <= enters:
                    return Passage(enters, leaves, lane)
                best = fit if best is None or fit.again < best.again else best
            second = best.again if best is not None else enters + 1

    def _free_from(self, direction: int, second: int, walks: float | None) -> tuple[int, int]:
        """Return the first entry that everything but the convoys allows."""
        while True:
            enters, leaves = self._open_from(direction, second, walks)
            if enters >= NEVER:
                return NEVER, NEVER
            second = self._hourly[direction].earliest(enters, 1)
            if second == enters and self.alternates:
                second = self._met(direction, enters, leaves)
            if second == enters:
                return enters, leaves
            if second >= NEVER:
                return NEVER, NEVER

    def together(self, direction: int, second: int, bundle: Bundle, spacing_s: int = 0) -> list[Passage] | None:
        """Return the first passages of a whole convoy from *second* on, apart from every other; None where there are none."""
        spacing_s, size = max(1, spacing_s, self.rules.headway_s), len(bundle.ready)
        hourly = self._hourly[direction].capacity
        if size > 1 and (
            spacing_s >= self.rules.interval_s or (size > hourly and size * self.rules.interval_s < HOUR_S)
        ):
            return None
        second = max(second, *bundle.ready) if self.rules.together else max(second, bundle.ready[0])
        for _ in range(400):
            found, again = self._together_at(direction, second, bundle, spacing_s)
            if found:
                return found
            if again >= NEVER:
                return None
            second = max(again, second + 1)
        return None

    def _together_at(self, direction: int, second: int, bundle: Bundle, spacing_s: int) -> tuple[list[Passage], int]:
        passages: list[Passage] = []
        at, last_leaves = second, -NEVER
        for ready, walks in zip(bundle.ready, bundle.walks, strict=True):
            at = max(at, ready)
            while True:
                enters, leaves = self._free_from(direction, at, walks)
                if enters >= NEVER:
                    return [], NEVER
                if leaves >= last_leaves:
                    break
                at = enters + last_leaves - leaves
            if passages and enters - passages[-1].enters >= self.rules.interval_s:
                # The convoy would break here: the head waits as long as this one has to.
                wanted = passages[-1].enters + spacing_s
                return [], passages[0].enters + max(1, enters - wanted)
            passages.append(Passage(enters, leaves, 1))
            at, last_leaves = enters + spacing_s, leaves
        if not self._has_quota(direction, passages):
            return [], passages[0].enters + 60
        again = NEVER
        for lane in range(1, min(self._lanes[self._row(each.enters)] for each in passages) + 1):
            rows = self._rows.get((direction, lane), [])
            fit = fit_together(rows, passages[0], passages[-1], self.rules)
            if fit <= passages[0].enters:
                return [each._replace(lane=lane) for each in passages], fit
            again = min(again, fit)
        return [], again

    def _has_quota(self, direction: int, passages: list[Passage]) -> bool:
        """Return whether the hourly capacity holds them all, one after the other."""
        hourly = self._hourly[direction]
        if hourly.capacity >= UNLIMITED:
            return True
        for count, passage in enumerate(passages):
            if hourly.earliest(passage.enters, 1) != passage.enters:
                for done in passages[:count]:
                    hourly.remove(done.enters, 1)
                return False
            hourly.add(passage.enters, 1)
        for done in passages:
            hourly.remove(done.enters, 1)
        return True

    # booking

    def clear(self) -> None:
        """Forget all bookings."""
        for hourly in self._hourly:
            hourly.clear()
        for entries in self._entries:
            entries.clear()
        self._rows.clear()

    def add(self, direction: int, entry: Entry, lane: int) -> None:
        """Book one passage."""
        if self.alternates:
            insort(self._entries[direction], (entry.enters, entry.leaves))
        if self.leg.capacity is not None:
            self._hourly[direction].add(entry.enters, 1)
        if self.has_convoys:
            insort(self._rows.setdefault((direction, lane), []), entry)

    def occupy(self, direction: int, leaves: int, number: int) -> None:
        """Book somebody who is on the leg from before the plan, until *leaves*; in whichever lane."""
        drives = [each for each in (self.drive_s(second, None) for second in self._seams) if each is not None]
        lasts = max(drives, default=0)
        now = self.drive_s(max(0, leaves), None) or lasts
        entry = Entry(leaves - now, leaves, -number, leaves - now, carries=False, escorts=False, is_bound=True)
        if self.alternates:
            insort(self._entries[direction], (leaves - lasts, leaves))
        if self.leg.capacity is not None:
            self._hourly[direction].add(entry.enters, 1)
        if self.has_convoys:
            for lane in range(1, max(self._lanes) + 1):
                insort(self._rows.setdefault((direction, lane), []), entry)

    def remove(self, direction: int, entry: Entry, lane: int) -> None:
        """Give back what `add` booked."""
        if self.alternates:
            entries = self._entries[direction]
            del entries[bisect_left(entries, (entry.enters, entry.leaves))]
        if self.leg.capacity is not None:
            self._hourly[direction].remove(entry.enters, 1)
        if self.has_convoys:
            rows = self._rows[direction, lane]
            del rows[bisect_left(rows, entry)]

    def convoys(self) -> list[list[Entry]]:
        """Return the convoys of each direction and lane, in order of entry."""
        found: list[list[Entry]] = []
        for key in sorted(self._rows):
            last: int | None = None
            for entry in self._rows[key]:
                if entry.number < 0:
                    continue  # it is on the leg from before the plan
                if last is None or entry.enters - last >= self.rules.interval_s:
                    found.append([])
                found[-1].append(entry)
                last = entry.enters
        return found
