"""Heads: the last entries of all desks, and the one digest over them that stands on paper."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mamarr.logbook.stable import sha256, stable

SHOWN = 12
"""Digits of the head that stand on every report."""


class Tip(NamedTuple):
    """An entry that no other entry of its desk follows."""

    node: str
    number: int
    hash: str


class Line(NamedTuple):
    """The head of one entry, as far as its place in the chain goes."""

    node: str
    number: int
    previous: str
    hash: str


def head_over(tips: Iterable[Tip]) -> str:
    """Return the digest over *tips*: equal where two logs hold the same entries."""
    return sha256(stable([list(tip) for tip in sorted(tips)]))


def states(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the head before the first and after each of *lines*: the states a log went through when they came in this order."""
    yield head_over(())
    tips: dict[str, Tip] = {}
    followed: set[str] = set()
    for line in lines:
        followed.add(line.previous)
        tips.pop(line.previous, None)
        if line.hash not in followed:
            tips[line.hash] = Tip(line.node, line.number, line.hash)
        yield head_over(tips.values())
