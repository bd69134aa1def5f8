"""Text for cells of a spreadsheet: nothing in it is ever taken for a formula."""

from mamarr.reporting.formats.xml import words

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def cell(text: str) -> str:
    """Return *text* for a cell: isolates gone, invisible and forbidden signs shown, and an apostrophe before what begins a formula."""
    shown = words(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULAS) else shown
