"""What the fonts of mamarr can write: a sign without a shape is printed as its code point, never as an empty box."""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""The folder of the fonts; engines of print and pixels read its TrueType files and no others."""

_REGULAR, _SEMIBOLD = "IBMPlexSansArabic-Regular.ttf", "IBMPlexSansArabic-SemiBold.ttf"
FILES = (FONTS / _REGULAR, FONTS / _SEMIBOLD)
_UNSEEN = frozenset(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
"""Marks of direction that mamarr itself writes: they steer the engine and are not drawn."""


def printable(text: str) -> str:
    """Return *text* with every sign that the fonts lack written as its code point."""
    known = _known()
    return "".join(sign if ord(sign) in known else f"<U+{ord(sign):04X}>" for sign in text)


@cache
def _known() -> frozenset[int]:
    return frozenset.intersection(*(signs_of(file.read_bytes()) for file in FILES)) | _UNSEEN


def signs_of(font: bytes) -> frozenset[int]:
    """Return the code points for which a TrueType font has a shape.

    Raises
    ------
    ValueError
        It has no table of characters in format 4 or 12, which every font for Unicode has.

    References
    ----------
    OpenType 1.9, `cmap`: https://learn.microsoft.com/typography/opentype/spec/cmap
    """
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"cmap":
            return _of_cmap(font, start)
    raise ValueError("the font has no table cmap")


def _of_cmap(font: bytes, start: int) -> frozenset[int]:
    (tables,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(tables):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            found |= _of_segments(font, start + offset)
        elif kind == 12:
            (groups,) = struct.unpack_from(">I", font, start + offset + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, start + offset + 16 + 12 * group)
                found |= set(range(first, last + 1))
    if not found:
        raise ValueError("the font has no table of characters in format 4 or 12")
    return frozenset(found)


def _of_segments(font: bytes, at: int) -> set[int]:
    """Return the code points of a table in format 4: segments, each with its end, start, shift and offset of its row."""
    segments = struct.unpack_from(">H", font, at + 6)[0] // 2
    rows = [at + 14 + row * 2 * segments + (2 if row else 0) for row in range(4)]
    ends, starts, shifts, offsets = (struct.unpack_from(f">{segments}H", font, row) for row in rows)
    found = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for sign in range(first, min(last, 0xFFFE) + 1):
            shape = sign
            if offsets[number]:
                row = rows[3] + 2 * number + offsets[number] + 2 * (sign - first)
                (shape,) = struct.unpack_from(">H", font, row)
            if (shape + shifts[number]) % 65536 if shape or not offsets[number] else 0:
                found.add(sign)
    return found
