"""Labels of a map: each where it covers the least of signs, roads and other labels, and is nearest to its own sign."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from mamarr.reporting.svg import Point, Side

_SIGN = 11.0


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Return the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def holds(self, point: Point) -> bool:
        """Tell whether *point* lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    @classmethod
    def around(cls, spot: Point, reach: float) -> Self:
        """Return the square around *spot*."""
        return cls(spot[0] - reach, spot[1] - reach, spot[0] + reach, spot[1] + reach)


@dataclass(frozen=True)
class Label:
    """Where a label stands: its box, and the end of its text that is at x."""

    x: float
    side: Side
    box: Box


@dataclass
class Scene:
    """What is on the map already."""

    spots: tuple[Point, ...]
    roads: tuple[Point, ...]
    frame: Box
    taken: list[Box] = field(default_factory=list)

    @classmethod
    def of(cls, spots: Iterable[Point], roads: Iterable[Point], frame: Box) -> Self:
        """Return a scene with signs at *spots*."""
        found = cls(tuple(spots), tuple(roads), frame)
        found.taken += [Box.around(spot, _SIGN) for spot in found.spots]
        return found

    def keep_clear(self, box: Box) -> None:
        """Let no label cover *box*."""
        self.taken.append(box)

    def place(self, spot: Point, wide: float, high: float) -> Label:
        """Return the best place for a label of the sign at *spot*, and keep it clear."""
        labels = [label for reach in (14.0, 28.0) for label in _around(spot, wide, high, reach)]
        best = min(labels, key=lambda label: self._cost(label.box, spot))
        self.taken.append(best.box)
        return best

    def _cost(self, box: Box, spot: Point) -> float:
        covered = sum(box.overlap(other) for other in self.taken)
        strange = sum(box.overlap(Box.around(other, 26)) for other in self.spots if other != spot)
        roads = sum(box.holds(point) for point in self.roads)
        outside = (box.right - box.left) * (box.bottom - box.top) - box.overlap(self.frame)
        middle = (box.left + box.right) / 2 - spot[0], (box.top + box.bottom) / 2 - spot[1]
        return covered + 0.5 * strange + 14 * roads + 30 * outside + abs(middle[0]) * 0.1 + abs(middle[1]) * 0.6


def _around(spot: Point, wide: float, high: float, reach: float) -> list[Label]:
    near, middle = reach * 0.7, -high / 2
    offers: list[tuple[Side, float, float]] = [
        ("left", reach, middle),
        ("right", -reach, middle),
        ("middle", 0, -reach - high),
        ("middle", 0, reach),
        ("left", near, -reach - high + 6),
        ("right", -near, -reach - high + 6),
        ("left", near, reach - 6),
        ("right", -near, reach - 6),
    ]
    labels = []
    for side, right, down in offers:
        x, top = spot[0] + right, spot[1] + down
        left = {"left": x - 4, "right": x - wide + 4, "middle": x - wide / 2}[side]
        labels.append(Label(x, side, Box(left, top, left + wide, top + high)))
    return labels
