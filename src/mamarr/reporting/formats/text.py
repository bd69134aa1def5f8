"""Blocks as lines of a terminal: no marks of direction, tables with columns of equal width."""

import textwrap
from collections.abc import Iterable

from mamarr.reporting.blocks import Blanks, Block, Figure, Heading, Items, Numbers, Paragraph, Table
from mamarr.reporting.wording.bundles import plain

WIDTH = 100
"""Signs in a line of running text."""


def text_lines(blocks: Iterable[Block]) -> list[str]:
    """Return *blocks* as lines."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            if found:
                found.append("")
            title = plain(block.text)
            found += [title, ("=" if block.level == 1 else "-") * min(len(title), WIDTH)]
        elif isinstance(block, Paragraph):
            said = f"{block.strong} {block.text}" if block.strong else block.text
            mark = "! " if block.tone == "warning" else ""
            found += textwrap.wrap(mark + plain(said), WIDTH)
        elif isinstance(block, Items):
            for item in block.items:
                found += textwrap.wrap(plain(item), WIDTH, initial_indent="- ", subsequent_indent="  ")
        elif isinstance(block, Table):
            found += _table(block)
        elif isinstance(block, Numbers):
            found += [plain(f"{each.label}: {each.value} {each.remark}".rstrip()) for each in block.numbers]
        elif isinstance(block, Blanks):
            found += [f"{plain(label)}: ________" for label in block.labels]
        elif isinstance(block, Figure):
            found.append(plain(block.caption))
            found += _table(block.table) if block.table is not None else []
    return found


def _table(table: Table) -> list[str]:
    """Return a table whose numbers stand to the right, with its caption above."""
    rows = [[plain(column.text) for column in table.columns], *([plain(cell) for cell in row] for row in table.rows)]
    widths = [max(len(row[number]) for row in rows) for number in range(len(table.columns))]
    lines = [
        "  ".join(
            cell.rjust(width) if column.is_number else cell.ljust(width)
            for cell, width, column in zip(row, widths, table.columns, strict=True)
        ).rstrip()
        for row in rows
    ]
    if table.last_is_total and len(lines) > 2:
        lines.insert(-1, "-" * len(lines[0]))
    return ["", plain(table.caption), *lines]
