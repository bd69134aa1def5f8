"""Summaries: what is known about one subject, as plain values with seconds since 1970; pure functions of its statements."""

from collections.abc import Callable
from typing import Any

from mamarr.logbook.statements import Statement
from mamarr.logbook.summaries.group import of_group
from mamarr.logbook.summaries.latest import of_count, of_latest, of_log, of_release
from mamarr.logbook.summaries.movement import of_movement
from mamarr.logbook.summaries.papers import of_guarantee, of_notification, of_plan, of_scenario
from mamarr.logbook.summaries.roads import of_pause, of_road
from mamarr.logbook.summaries.vehicle import of_vehicle

Summary = dict[str, Any]
"""What is known about one subject: plain values, saved as JSON."""

_OF: dict[str, Callable[[list[Statement]], Summary]] = {
    "movement": of_movement,
    "vehicle": of_vehicle,
    "group": of_group,
    "road": of_road,
    "pause": of_pause,
    "place": of_release,
    "count": of_count,
    "notification": of_notification,
    "guarantee": of_guarantee,
    "scenario": of_scenario,
    "plan": of_plan,
    "log": of_log,
}
"""Subjects of which more counts than what was last said."""


def summary_of(subject: str, statements: list[Statement]) -> Summary:
    """Return what is known about *subject* from its *statements*, which stand in order and are not empty.

    `latest` is the last second at which something of it happened: the summary holds for every instant from there on.
    """
    summary = _OF.get(subject.partition(":")[0], of_latest)(statements)
    summary["latest"] = statements[-1].happened
    summary["known"] = max(min(each.happened, each.recorded) for each in statements)
    future = [[each.hash, each.happened] for each in statements if each.is_future]
    if future:
        summary["future"] = future
    return summary
