"""Blocks: what a page says, written once; each format has a back end of its own.

Texts may hold isolates around values. Every text is plain: a back end escapes it and never reads it as markup.
"""

from dataclasses import dataclass, field
from typing import Literal

from mamarr.reporting.svg import Drawing
from mamarr.reporting.wording.bundles import Language

Tone = Literal["plain", "lead", "note", "warning", "small", "sum"]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; *anchor* is its name on the page."""

    text: str
    level: int
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A few sentences; *strong* is said before them."""

    text: str
    tone: Tone = "plain"
    strong: str = ""


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption; the first *heads* cells of each row say what the row is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: int = 1
    is_wide: bool = False
    last_is_total: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture, what it shows in one sentence, and the same figures as a table for who cannot see it."""

    drawing: Drawing
    caption: str
    table: Table | None = None


@dataclass(frozen=True)
class Number:
    """A figure that stands out."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True)
class Numbers:
    """Figures side by side."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Blanks:
    """Lines to be filled in by hand: what mamarr does not know and the reader of a paper needs."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Items | Table | Figure | Numbers | Blanks


@dataclass(frozen=True)
class Part:
    """Everything in one language."""

    language: Language
    blocks: tuple[Block, ...] = field(default=())


@dataclass(frozen=True)
class Sheet:
    """What begins on a new page of paper: one part, or the same part in two languages beside each other."""

    parts: tuple[Part, ...]
    is_flipped: bool = False
    """Whether the paper lies on its long side."""
    is_fitted: bool = False
    """Whether everything stands on one page, in smaller writing where it is much."""


@dataclass(frozen=True)
class Paper:
    """What is printed: sheets, what stands at the foot of each page, and what is written in its head."""

    title: str
    sheets: tuple[Sheet, ...]
    foot: dict[Language, str]
    size: Literal["a4", "a5"] = "a4"


@dataclass(frozen=True)
class Page:
    """A whole page: its parts, and what is written in its head."""

    title: str
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...] = ()
