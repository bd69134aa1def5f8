"""XML of files for other programs: written by the standard library, with nothing in it that XML forbids."""

import xml.etree.ElementTree as ET

from mamarr.reporting.wording.bundles import plain
from mamarr.scenario.checks import visible

Element = ET.Element


def words(text: str) -> str:
    """Return *text* without isolates; invisible signs, and signs that XML 1.0 forbids, are written as their code point."""
    return "".join(sign if _is_allowed(ord(sign)) else f"<U+{ord(sign):04X}>" for sign in visible(plain(text)))


def _is_allowed(point: int) -> bool:
    """Tell whether a code point may stand in XML 1.0: https://www.w3.org/TR/xml/#charsets."""
    return point in (0x9, 0xA, 0xD) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000


def child(parent: Element, tag: str, text: str | float | None = None, **attributes: str) -> Element:
    """Add an element to *parent* and return it."""
    made = ET.SubElement(parent, tag, {name: words(value) for name, value in attributes.items()})
    if text is not None:
        made.text = words(text) if isinstance(text, str) else f"{text:g}"
    return made


def whole(root: Element) -> bytes:
    """Return a document in UTF-8, indented."""
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
