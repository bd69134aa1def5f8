"""A paper as PDF: tagged (PDF/UA-1), its fonts inside, nothing in it of the machine or the hour that made it.

What is said goes to typst as data. No text of a scenario is ever pasted into its markup.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mamarr.errors import MamarrError
from mamarr.reporting.blocks import (
    Blanks,
    Block,
    Figure,
    Heading,
    Items,
    Numbers,
    Paper,
    Paragraph,
    Part,
    Sheet,
    Table,
)
from mamarr.reporting.formats.columns import measured
from mamarr.reporting.formats.glyphs import FONTS, printable
from mamarr.reporting.wording.bundles import Language, plain

_MARKUP = Path(__file__).parent / "paper.typ"
_ROOM_PT = {("a4", False): 595.0, ("a4", True): 842.0, ("a5", False): 420.0, ("a5", True): 595.0}
"""Width of the paper."""
_MARGIN_MM = {"a4": 14.0, "a5": 9.0}
_POINTS = {"a4": 9.5, "a5": 8.5}
_LONGEST_HEAD = 45
_PT = 72 / 25.4


def pdf(paper: Paper) -> bytes:
    """Return *paper* as one file.

    Raises
    ------
    MamarrError
        install.extra: typst is not installed.
    """
    try:
        import typst
    except ModuleNotFoundError:
        raise MamarrError("install.extra", found="typst", wanted="pdf") from None
    made = typst.compile(
        _MARKUP,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"doc": json.dumps(told(paper), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}")
    return made


def told(paper: Paper) -> dict[str, Any]:
    """Return *paper* as the plain tree that the markup reads."""
    return {
        "title": printable(plain(paper.title)),
        "language": paper.sheets[0].parts[0].language,
        "size": paper.size,
        "margin": _MARGIN_MM[paper.size],
        "points": _POINTS[paper.size],
        "sheets": [_sheet(sheet, paper) for sheet in paper.sheets],
    }


def _sheet(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    languages = [part.language for part in sheet.parts]
    room = _ROOM_PT[paper.size, sheet.is_flipped] - 2 * _MARGIN_MM[paper.size] * _PT
    writer = _Writer(languages, room, paper.size)
    return {
        "language": languages[0],
        "flipped": sheet.is_flipped,
        "fitted": sheet.is_fitted,
        "foot": [_run(language, paper.foot[language]) for language in languages],
        "blocks": [writer.block(*blocks) for blocks in zip(*map(_blocks, sheet.parts), strict=True)],
    }


def _blocks(part: Part) -> tuple[Block, ...]:
    return part.blocks


def _bare(cell: list[dict[str, str]]) -> str | list[dict[str, str]]:
    """Return a cell that says the same in every language as its words alone."""
    return cell[0]["t"] if len(cell) == 1 else cell


def _are_short(rows: Sequence[Sequence[Sequence[dict[str, str]]]], heads: int) -> bool:
    """Tell whether the first cells of rows are names; whole sentences are not set in bold."""
    return all(len(run["t"]) <= _LONGEST_HEAD for row in rows for cell in row[:heads] for run in cell)


def _side(number: int, table: Table, language: Language) -> str:
    """Return where a column stands: times to the left, so that hours stand under hours; numbers to the right; words as they run."""
    if not table.columns[number].is_number:
        return "right" if language == "ar" else "left"
    return "left" if _are_times(number, table) else "right"


def _are_times(number: int, table: Table) -> bool:
    return table.columns[number].is_number and any(":" in row[number] for row in table.rows)


def _run(language: Language, text: str) -> dict[str, str]:
    return {"l": language, "t": printable(text)}


class _Writer:
    """Writes the blocks of one sheet: the same block in one language, or in two beside each other."""

    def __init__(self, languages: Sequence[Language], room: float, size: str) -> None:
        self.languages, self.room, self.size = languages, room, size

    def both(self, texts: Sequence[str]) -> list[dict[str, str]]:
        """Return one text in each language; once where both say the same signs."""
        if len({plain(text) for text in texts}) == 1:
            return [_run(self.languages[0], texts[0])]
        return [_run(language, text) for language, text in zip(self.languages, texts, strict=True)]

    def each(self, texts: Sequence[str]) -> list[dict[str, str]]:
        """Return one text in each language, even where both say the same."""
        return [_run(language, text) for language, text in zip(self.languages, texts, strict=True)]

    def block(self, *same: Block) -> dict[str, Any]:
        """Return one block, which is of one kind in every language."""
        first = same[0]
        kind = type(first)
        if any(type(other) is not kind for other in same):
            raise TypeError(f"blocks beside each other differ: {[type(each).__name__ for each in same]}")
        tell: dict[type[Block], Callable[[Sequence[Any]], dict[str, Any]]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Items: self._items,
            Table: self._table,
            Figure: self._figure,
            Numbers: self._numbers,
            Blanks: self._blanks,
        }
        return {"kind": kind.__name__, **tell[kind](same)}

    def _heading(self, same: Sequence[Heading]) -> dict[str, Any]:
        return {"level": same[0].level, "text": self.each([each.text for each in same])}

    def _paragraph(self, same: Sequence[Paragraph]) -> dict[str, Any]:
        texts = self.each([each.text for each in same])
        strong = [printable(each.strong) for each in same]
        return {
            "tone": same[0].tone,
            "text": [{**text, "strong": own} for text, own in zip(texts, strong, strict=True)],
        }

    def _items(self, same: Sequence[Items]) -> dict[str, Any]:
        lists = [[printable(item) for item in each.items] for each in same]
        return {"items": [{"l": each, "t": items} for each, items in zip(self.languages, lists, strict=True)]}

    def _figure(self, same: Sequence[Figure]) -> dict[str, Any]:
        pictures = [
            {"svg": each.drawing.engraved(printable), "alt": printable(plain(each.drawing.label))} for each in same
        ]
        return {"pictures": pictures, "caption": self.each([each.caption for each in same])}

    def _numbers(self, same: Sequence[Numbers]) -> dict[str, Any]:
        return {"parts": [self._figures(*pair) for pair in zip(self.languages, same, strict=True)]}

    def _figures(self, language: Language, block: Numbers) -> dict[str, Any]:
        shown = [
            {"label": printable(each.label), "value": printable(each.value), "remark": printable(each.remark)}
            for each in block.numbers
        ]
        return {"l": language, "numbers": shown}

    def _blanks(self, same: Sequence[Blanks]) -> dict[str, Any]:
        labels = [self.both(texts) for texts in zip(*(each.labels for each in same), strict=True)]
        return {"labels": labels, "across": 2, "gap": 3.5 if self.size == "a5" else 6}

    def _table(self, same: Sequence[Table]) -> dict[str, Any]:
        first = same[0]
        columns = [self.both([each.columns[number].text for each in same]) for number in range(len(first.columns))]
        rows = [
            [self.both(cells) for cells in zip(*rows, strict=True)]
            for rows in zip(*(each.rows for each in same), strict=True)
        ]
        heads = first.heads if _are_short(rows, first.heads) else 0
        shown = [[_bare(cell) for cell in row] for row in rows]
        size = measured(columns, rows, self.room, _POINTS[self.size] * 0.95)
        return {
            "language": self.languages[0],
            "caption": self.both([each.caption for each in same]),
            "columns": [_bare(column) for column in columns],
            "times": [_are_times(number, first) for number in range(len(columns))],
            "sides": [_side(number, first, self.languages[0]) for number in range(len(columns))],
            "rows": shown,
            "heads": heads,
            "bare": all(isinstance(cell, str) for row in shown for cell in row[heads:]),
            "total": first.last_is_total,
            "widths": size.widths,
            "fills": size.fills,
            "points": size.points,
        }
