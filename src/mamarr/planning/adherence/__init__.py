"""Adherence: what was planned against what happened, and planning again from there.

The one part of the room that knows the logbook.
"""

from mamarr.planning.adherence.difference import AtPoint, Broken, Difference, difference
from mamarr.planning.adherence.intentions import intended
from mamarr.planning.adherence.performed import ON_TIME_S, Adherence, Kept, Performed, adherence
from mamarr.planning.adherence.replanned import Replanned, replan

__all__ = [
    "ON_TIME_S",
    "Adherence",
    "AtPoint",
    "Broken",
    "Difference",
    "Kept",
    "Performed",
    "Replanned",
    "adherence",
    "difference",
    "intended",
    "replan",
]
