"""Stamps: the instants of a log whose lines begin with a time; it may run over midnight."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import cast

from mamarr.logbook.reading import dates
from mamarr.logbook.reading.clauses import Line
from mamarr.logbook.reading.dates import Anchor, When
from mamarr.logbook.reading.tokens import Marked


def stamps_of(marked: Marked, lines: list[Line], times: Sequence[When], anchor: Anchor) -> dict[int, datetime]:
    """Return the instant of every line with a time stamp; a log may run over midnight."""
    stamped = [line for line in lines if line.stamp is not None]
    if not stamped:
        return {}
    head = marked.folded.text[:400].lower()
    zulu = any(
        words in head for words in ("all times z", "times in z", "times utc", "zulu", "all times utc", "times z", "gmt")
    )
    day = head_day(lines, times, anchor)
    moments: dict[int, datetime] = {}
    before, shift = -1, 0
    for line in stamped:
        minute = cast("int", line.stamp)
        if before - minute > 6 * 60:
            shift += 1
        before = minute
        zone = UTC if zulu else anchor.zone
        letter = line.stamp_zone.upper()
        if len(letter) == 1 and letter.isalpha() and dates.military_zone(letter) is not None:
            zone = timezone(timedelta(minutes=dates.military_zone(letter) or 0))
        elif letter in {"UTC", "GMT"}:
            zone = UTC
        moments[line.number] = datetime.combine(day, datetime.min.time(), zone) + timedelta(days=shift, minutes=minute)
    if anchor.minute is not None and shift and head_day(lines, times, anchor) == anchor.day:
        now = anchor.at(anchor.minute)
        last = max(moments.values())
        if last - now > timedelta(hours=2):
            moments = {number: moment - timedelta(days=1) for number, moment in moments.items()}
    return moments


def head_day(lines: list[Line], times: Sequence[When], anchor: Anchor) -> date:
    """Return the day that the head of the text names, or that of the anchor."""
    limit = lines[0].last if lines else 0
    for when in times:
        if when.first >= limit:
            break
        if when.day and when.day[0] == "date":
            return dates.day_of(when, anchor, "past")
    return anchor.day
