"""Stays: whatever stands under a pause is used only while it is open, and a closed leg by nobody."""

from bisect import bisect_right

from mamarr.planning.docket import Docket
from mamarr.planning.ground import Ground
from mamarr.planning.record import Record, Stay
from mamarr.scenario.spells import Times


def check_stays(record: Record, ground: Ground, docket: Docket) -> None:
    """Hold every stay against the windows of its pauses and the closures of its leg; their end points are allowed."""
    for stay in record.stays:
        windows = ground.windows(stay.pauses)
        if windows is not None:
            _check_windows(stay, windows, docket)
        closures = ground.closures.get(stay.place, ())
        after = bisect_right(closures, (stay.begins_s, stay.begins_s))
        for begins, until in closures[max(0, after - 1) : after + 1]:
            if begins < stay.ends_s and stay.begins_s < until:
                docket.add("judge.closed", stay.path, place=stay.place, found=max(begins, stay.begins_s))
                break


def _check_windows(stay: Stay, windows: Times, docket: Docket) -> None:
    """The window that is meant is the last to have opened when the stay begins, or the first of all."""
    number = max(0, bisect_right(windows, stay.begins_s, key=lambda window: window[0]) - 1)
    opens, closes = windows[number] if windows else (0, -1)
    for second in (stay.begins_s, stay.ends_s):
        if not opens <= second <= closes:
            docket.add("judge.pause", stay.path, place=stay.place, found=second, opens=opens, closes=closes)
            break
