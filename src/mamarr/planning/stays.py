"""Stays: whatever stands under a pause is used only while it is open, and a closed leg by nobody."""

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
        met = [
            max(begins, stay.begins_s)
            for begins, until in ground.closures.get(stay.place, ())
            if begins < stay.ends_s and stay.begins_s < until
        ]
        if met:
            docket.add("judge.closed", stay.path, place=stay.place, found=min(met))


def _check_windows(stay: Stay, windows: Times, docket: Docket) -> None:
    """The window that is meant is the last to have opened when the stay begins, or the first of all; a pause without one is refused."""
    opened = [window for window in windows if window[0] <= stay.begins_s]
    opens, closes = opened[-1] if opened else windows[0]
    for second in (stay.begins_s, stay.ends_s):
        if not opens <= second <= closes:
            docket.add("judge.pause", stay.path, place=stay.place, found=second, opens=opens, closes=closes)
            break
