"""Text for cells of a spreadsheet: nothing in it is ever taken for a formula."""

from mamarr.reporting.wording.bundles import plain
from mamarr.scenario.checks import visible

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def cell(text: str) -> str:
    """Return *text* for a cell: isolates gone, invisible signs shown, and an apostrophe before what begins a formula."""
    shown = visible(plain(text))
    return f"'{shown}" if shown.lstrip().startswith(_FORMULAS) else shown
