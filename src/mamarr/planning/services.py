"""Rows on the checkpoint: what is inspected between two events of the lane fits into the time between them.

Valid for every plan, whatever the order of service and wherever the vehicles go: see `Windows` for what is counted.
"""

from itertools import combinations
from typing import NamedTuple

from mamarr.planning.program import Sum, total
from mamarr.planning.windows import Counts, Windows

MOST_LANES = 4
"""Above this, whole services are counted for all lanes together."""


class Since(NamedTuple):
    """An event after which vehicles come to the checkpoint."""

    window: int
    at_s: Sum
    plus_s: list[int]  # (K,) nobody counted is at the checkpoint before at_s + plus_s
    earlier: Counts  # (K,) trips that need not have come after the event are at most these
    place_s: int  # at_s would be this, were every window a single entry
    spacing_s: int  # those counted come to the checkpoint, or leave it for the lane, at least this apart


class Until(NamedTuple):
    """An event by which trips have passed the checkpoint."""

    window: int
    at_s: Sum
    minus_s: list[int]  # (K,) they have by at_s - minus_s
    out: Counts  # (K,) how many have
    place_s: int


class Pair(NamedTuple):
    """The services between two events."""

    since: Since
    until: Until
    needs: Counts  # (K,) at least so many trips are inspected between; may be negative
    most: list[int]  # (K,) and these are never more
    apart: int  # windows between the two


def ask_services(windows: Windows, *, depth: int, rounds: int) -> None:
    """Ask that the lanes of the checkpoint have time for the services between any two events.

    Parameters
    ----------
    windows
        Where the rows go.
    depth
        Events more windows apart than this are left out; the beginning of the plan never is.
    rounds
        The same for rows that count whole services of a lane.
    """
    for until in _endings(windows):
        for since in _beginnings(windows, until):
            apart = until.window - since.window
            if since.window and apart > depth:
                continue
            counts = windows.means.vehicles
            needs = [total((1, until.out[k]), (-1, since.earlier[k])) for k in windows.means.classes]
            pair = Pair(since, until, needs, [apart * int(each) for each in counts], apart)
            switches = _switches(windows, pair)
            _ask_sums(windows, pair, switches)
            for k in windows.means.classes:
                if apart <= rounds:
                    _ask_rounds(windows, pair, (k,), switches[k])
                _ask_spacing(windows, pair, k, switches[k])
            if not since.window and until.window == windows.openings and len(set(windows.means.inspection_s)) == 1:
                # The whole plan, all classes alike: somebody was inspected, so there is nothing to switch.
                _ask_rounds(windows, pair, tuple(windows.means.classes), total((1, 1)))


def _beginnings(windows: Windows, until: Until) -> list[Since]:
    """Return the events before *until*: the beginning of the plan, the first entry of each return and of each opening.

    A trip is a vehicle's first, or its vehicle came back before return i, or in return i or later. The first two kinds are
    at most count + back[i - 1]; the others are at the checkpoint first_back[i] + transit + tour at the earliest. They
    entered a headway apart, so the j-th of them to arrive, whatever its point, is not there before j - 1 headways more.
    In the same way all but count + out[i - 1] trips are made by vehicles that went out in opening i or later, and are at
    the checkpoint first_out[i] + transit + alighting + transit + tour at the earliest. At the beginning of the plan all
    may come at once; but they enter the lane a headway apart, so the j-th last is inspected j - 1 headways before.
    """
    means = windows.means
    home = [int(means.transit_s[k] + means.tour_s[k]) for k in means.classes]
    again = [int(means.away_s[k]) + home[k] for k in means.classes]
    events: list[Since] = []
    h = means.headway_s
    if windows.is_first:
        first = [int(each) for each in means.first_s]
        events.append(Since(0, total(), first, [total() for _ in first], 2 * means.clear_s - windows.first_entry_s, h))
    for i in range(1, until.window):
        place = 2 * i * means.clear_s
        out, back = (
            [total((int(means.vehicles[k]), 1), (1, counts[i - 1][k])) for k in means.classes]
            for counts in (windows.out, windows.back)
        )
        events.append(Since(i, windows.first_out[i], again, out, place, h))
        events.append(Since(i, windows.first_back[i], home, back, place + means.clear_s, h))
    return events


def _endings(windows: Windows) -> list[Until]:
    """Return the last entry of each opening, and of each return.

    Who is out by opening r was inspected by its last entry. Who is back by return r had entered outward, and so was
    inspected, a transit and the alighting before its last entry.
    """
    means, events = windows.means, []
    away = [int(each) for each in means.away_s]
    for r in range(1, windows.openings + 1):
        place = 2 * r * means.clear_s
        events.append(Until(r, windows.last_out[r], [0] * len(away), windows.out[r], place))
        if r < windows.openings:
            events.append(Until(r, windows.last_back[r], away, windows.back[r], place + means.clear_s))
    return events


def _length(pair: Pair, group: tuple[int, ...]) -> tuple[Sum, int]:
    """Return the time between the events for the classes of *group*, and what it is at least by the order of the windows."""
    plus = min(pair.since.plus_s[k] for k in group)
    minus = min(pair.until.minus_s[k] for k in group)
    length = total((1, pair.until.at_s), (-minus, 1), (-1, pair.since.at_s), (-plus, 1))
    return length, pair.until.place_s - minus - pair.since.place_s - plus


def _switches(windows: Windows, pair: Pair) -> Counts:
    """Return for each class a sum that is 1 if any trip of it is inspected between the events.

    Where the time between is never shorter than a service, rows need no such switch, and it is 1. Otherwise the window may
    be so short that nobody is inspected in time and the length even negative: without the switch rows would be wrong.
    """
    means, switches = windows.means, []
    for k in means.classes:
        if _length(pair, (k,))[1] >= int(means.inspection_s[k]):
            switches.append(total((1, 1)))
            continue
        switches.append(windows.program.switch())
        windows.program.at_most_zero("served", (1, pair.needs[k]), (-pair.most[k], switches[k]))
    return switches


def _ask_sums(windows: Windows, pair: Pair, switches: Counts) -> None:
    """All lanes together: the services of one class, or of several, fit into lanes x length."""
    means = windows.means
    served = [k for k in means.classes if means.inspection_s[k] > 0]
    sizes = range(1, len(served) + 1) if len(served) <= 3 else (1, len(served))
    done: Counts = list(pair.needs)
    if len(served) > 1:
        for k in served:  # the part above zero, so that classes can be added up
            done[k] = windows.program.column(0, pair.most[k])
            windows.program.at_most_zero("done", (1, pair.needs[k]), (-1, done[k]))
    for group in (each for size in sizes for each in combinations(served, size)):
        length, least = _length(pair, group)
        work = [(int(means.inspection_s[k]), done[k] if len(group) > 1 else pair.needs[k]) for k in group]
        off = max(0, -least) * means.lanes
        # Whichever class of the group is served between, all services of the group between fit. If none is, nothing is asked.
        for k in group:
            ease = total((-off, 1), (off, switches[k]))
            windows.program.at_most_zero("services", *work, (-means.lanes, length), (1, ease))


def _ask_rounds(windows: Windows, pair: Pair, group: tuple[int, ...], switch: Sum) -> None:
    """Each lane makes whole services, all as long in the classes of *group*.

    The lane that begins j-th among those of the group waits for the j-th to arrive, j - 1 spacings after the first; or,
    seen from the end, the lane that ends j-th last does so j - 1 spacings before the ending. Put in this order, each
    lane's count is the greatest that fits, so counts fall; and where it is nought its row asks for no more than one
    service of the first lane, as spacings count up to one service only.
    """
    means, program = windows.means, windows.program
    service = int(means.inspection_s[group[0]])
    if service == 0:
        return
    length, least = _length(pair, group)
    lanes = means.lanes if means.lanes <= MOST_LANES else 1
    most = -(-sum(pair.most[k] for k in group) * lanes // means.lanes)
    wholes = [program.count(0, max(1, most)) for _ in range(lanes)]
    share = means.lanes // lanes  # all lanes together where they are many
    program.at_most_zero("whole services", *((1, pair.needs[k]) for k in group), *((-share, each) for each in wholes))
    off = max(0, -least)
    for j, whole in enumerate(wholes):
        spacing = min(j * pair.since.spacing_s, service)
        if j:
            program.at_most_zero("lanes in order", (1, whole), (-1, wholes[j - 1]))
        # Off, the length is at least -off and no whole service is needed.
        bind = total((-off, 1), (off + spacing, switch))
        program.at_most_zero("rounds", (service, whole), (-1, length), (1, bind))


def _ask_spacing(windows: Windows, pair: Pair, k: int, switch: Sum) -> None:
    """The n-th to arrive, or to enter, comes n - 1 spacings after the first; of use where lanes are quick or many."""
    means = windows.means
    service, spacing = int(means.inspection_s[k]), pair.since.spacing_s
    if spacing * means.lanes <= service:
        return
    length, least = _length(pair, (k,))
    off = max(0, -least)
    bind = total((-off, 1), (off + service, switch))
    windows.program.at_most_zero("spacing", (spacing, total((1, pair.needs[k]), (-1, 1))), (-1, length), (1, bind))
