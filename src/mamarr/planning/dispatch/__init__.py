"""Trips booked one after another into calendars: the planner for scenarios of every shape."""

from mamarr.planning.dispatch.decision import Decision
from mamarr.planning.dispatch.dispatcher import Dispatcher
from mamarr.planning.dispatch.search import Found, Limits, Search, beginnings
from mamarr.planning.dispatch.turns import Turns
from mamarr.planning.dispatch.worth import Worth, worth_of
from mamarr.planning.dispatch.writing import written

__all__ = [
    "Decision",
    "Dispatcher",
    "Found",
    "Limits",
    "Search",
    "Turns",
    "Worth",
    "beginnings",
    "worth_of",
    "written",
]
