"""Trips booked one after another into calendars: the planner for scenarios of every shape."""

from mamarr.planning.dispatch.decision import Decision
from mamarr.planning.dispatch.dispatcher import Dispatcher
from mamarr.planning.dispatch.script import NOTHING_BEGUN, Begun, Line
from mamarr.planning.dispatch.search import Found, Limits, Search, beginnings
from mamarr.planning.dispatch.turns import USUAL, Pair, Turns
from mamarr.planning.dispatch.worth import Worth, worth_of
from mamarr.planning.dispatch.writing import written

__all__ = [
    "NOTHING_BEGUN",
    "USUAL",
    "Begun",
    "Decision",
    "Dispatcher",
    "Found",
    "Limits",
    "Line",
    "Pair",
    "Search",
    "Turns",
    "Worth",
    "beginnings",
    "worth_of",
    "written",
]
