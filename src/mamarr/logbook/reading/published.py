"""When a text says that it was written: a date in its first lines, for reports that come without one."""

from mamarr.logbook.reading import dates
from mamarr.logbook.reading.folding import fold
from mamarr.logbook.reading.language import language_of
from mamarr.logbook.reading.quantities import find_numbers
from mamarr.logbook.reading.tokens import mark

HEAD = 1500
"""Signs in which a date is looked for."""


def published_in(text: str) -> str | None:
    """Return the first whole date (with its year) in the head of a text; None where there is none."""
    head = text[:HEAD]
    marked = mark(fold(head), language_of(head))
    for when in dates.find_times(marked, find_numbers(marked)):
        if when.day and when.day[0] == "date" and when.day[1]:
            return f"{when.day[1]:04d}-{when.day[2]:02d}-{when.day[3]:02d}"
    return None
