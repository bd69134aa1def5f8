"""Drawings: the one writer of SVG. Every text is escaped and has its direction and its anchor said explicitly.

A page that runs from right to left turns the meaning of `start` around; so sides are named left, middle and right here.
Engines that make pixels and print of it (resvg, and typst, which holds the same engine) know no `direction`: for them
`engraved` says the anchor as the side that it is, and isolates what runs from right to left.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from mamarr.reporting.wording.bundles import END, plain

Side = Literal["left", "middle", "right"]
Point = tuple[float, float]

INK = "#1b2733"
FAINT = "#5b6875"
RULE = "#c9d1d9"
PAPER = "#ffffff"
BLUE = "#0072b2"
ORANGE = "#e69f00"
RED = "#b5410b"
GREEN = "#00785a"
SKY = "#cfe6f5"
PURPLE = "#9c4f86"
GREY = "#8a949e"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML 1.0 forbids: https://www.w3.org/TR/xml/#charsets."""
_RIGHT_ISOLATE = "\u2067"


def runs_rightward(text: str) -> bool:
    """Tell whether the first strong letter of *text* belongs to a script written from right to left."""
    return next(
        (
            unicodedata.bidirectional(sign) in ("R", "AL")
            for sign in text
            if unicodedata.bidirectional(sign) in ("L", "R", "AL")
        ),
        False,
    )


def width_of(text: str, size: float) -> float:
    """Return about how wide *text* is; no font is asked."""
    return sum(_width(sign) for sign in text) * size


def fitted(text: str, size: float, room: float) -> str:
    """Return *text*, cut with an ellipsis where it is wider than *room*."""
    shown = plain(text)
    if width_of(shown, size) <= room:
        return shown
    while shown and width_of(f"{shown}…", size) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _width(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    if unicodedata.bidirectional(sign) in ("R", "AL"):
        return 0.47
    return 0.64 if sign.isdigit() or sign.isupper() else 0.55


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Written:
    """One text of a picture: *side* of it stands at its place, *style* are its other attributes."""

    words: str
    side: Side
    style: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        is_rightward = runs_rightward(self.words)
        ends = {"left": "end", "right": "start"} if is_rightward else {"left": "start", "right": "end"}
        direction = "rtl" if is_rightward else "ltr"
        return self._element(self.words, {"direction": direction, "text_anchor": ends.get(self.side, "middle")})

    def engraved(self, shown: Callable[[str], str]) -> str:
        """Return it for engines that know no direction."""
        words = f"{_RIGHT_ISOLATE}{shown(self.words)}{END}" if runs_rightward(self.words) else shown(self.words)
        return self._element(words, {"text_anchor": {"left": "start", "right": "end"}.get(self.side, "middle")})

    def _element(self, words: str, attributes: dict[str, str]) -> str:
        return f"<text{_attributes({**attributes, **dict(self.style)})}>{_escaped(words)}</text>"


def _escaped(words: str) -> str:
    """Return *words* as text of XML; what XML forbids is written as its code point."""
    return _FORBIDDEN.sub(lambda sign: f"&lt;U+{ord(sign[0]):04X}&gt;", escape(words))


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())


@dataclass
class Drawing:
    """One picture of *width* by *height*; *label* says what it shows."""

    width: float
    height: float
    label: str
    name: str
    parts: list[str | Written] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, **style: str) -> None:
        """Draw a rectangle."""
        self._add("rect", x=_n(x), y=_n(y), width=_n(max(0.0, width)), height=_n(max(0.0, height)), **style)

    def line(self, start: Point, end: Point, **style: str) -> None:
        """Draw a straight line."""
        style = {"stroke": INK, **style}
        self._add("line", x1=_n(start[0]), y1=_n(start[1]), x2=_n(end[0]), y2=_n(end[1]), **style)

    def circle(self, x: float, y: float, r: float, **style: str) -> None:
        """Draw a circle."""
        self._add("circle", cx=_n(x), cy=_n(y), r=_n(r), **style)

    def path(self, points: Iterable[Point], *, is_closed: bool = False, **style: str) -> None:
        """Draw a broken line through *points*, or the area inside it."""
        way = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        if way:
            self._add("path", d=f"M{way}{'Z' if is_closed else ''}", **({} if is_closed else {"fill": "none"}), **style)

    def lines(self, pairs: Iterable[tuple[Point, Point]], **style: str) -> None:
        """Draw many straight lines of one look as one path."""
        way = "".join(f"M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}" for a, b in pairs)
        if way:
            self._add("path", d=way, **{"stroke": INK, "fill": "none", **style})

    def areas(self, shapes: Iterable[Iterable[Point]], **style: str) -> None:
        """Draw many areas of one look as one path."""
        ways = ("L".join(f"{_n(x)} {_n(y)}" for x, y in shape) for shape in shapes)
        way = "".join(f"M{each}Z" for each in ways if each)
        if way:
            self._add("path", d=way, **style)

    def text(self, x: float, y: float, words: str, side: Side = "left", size: float = 13, **style: str) -> None:
        """Write *words* with their left end, middle or right end at x."""
        style = {"x": _n(x), "y": _n(y), "font_size": _n(size), "fill": INK, **style}
        self.parts.append(Written(plain(words), side, tuple(style.items())))

    def hatch(self, name: str, colour: str, *, angle: int = 45, gap: float = 6, back: str = "none") -> str:
        """Add a pattern of lines and return what fills a shape with it."""
        own = f"{self.name}-{name}"
        self.parts.append(
            f'<pattern id="{escape(own)}" width="{_n(gap)}" height="{_n(gap)}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({angle})"><rect width="{_n(gap)}" height="{_n(gap)}" fill="{back}"/>'
            f'<path d="M0 0V{_n(gap)}" stroke="{colour}" stroke-width="2"/></pattern>'
        )
        return f"url(#{own})"

    def _add(self, tag: str, /, **attributes: str) -> None:
        self.parts.append(f"<{tag}{_attributes(attributes)}/>")

    def __str__(self) -> str:
        return self.whole("".join(map(str, self.parts)))

    def engraved(self, shown: Callable[[str], str]) -> str:
        """Return the picture for engines that know no direction of writing; *shown* says what their font can write."""
        return self.whole("".join(each.engraved(shown) if isinstance(each, Written) else each for each in self.parts))

    def whole(self, body: str) -> str:
        """Return *body* as one picture of this size, with its label."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img" '
            f'aria-label="{escape(plain(self.label))}" direction="ltr" font-family="IBM Plex Sans Arabic, sans-serif">'
            f"{body}</svg>"
        )
