"""Positions: where one source stands after all it has said, and for how long its words count.

Nothing older comes back when a later word lapses, and repeating through others renews nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mamarr.logbook.senses import Sense, sense_of
from mamarr.logbook.sources import Kind
from mamarr.logbook.testimony import Testimony

LONG = timedelta(hours=72)
"""How long an announcement, a plan, a denial, a doubt or a withdrawal counts."""
OBSERVES = timedelta(minutes=30)
"""How long our own staff's eyes count where the scenario says nothing."""
CORROBORATES: dict[Kind, timedelta] = {"told": timedelta(hours=6), "official": timedelta(hours=24)}
"""How long a word that something holds can corroborate another, by kind of source."""
ANNOUNCES: dict[Kind, timedelta] = {
    "seen": timedelta(hours=6),
    "told": LONG,
    "official": LONG,
    "relayed": timedelta(hours=12),
}
"""How long a word that something holds, or is planned, announces it."""

_ORDER: tuple[Sense, ...] = ("for", "plan", "clears", "question", "takes for", "takes against", "against")
_RANK = {sense: rank for rank, sense in enumerate(_ORDER)} | {"takes against": _ORDER.index("takes for")}


@dataclass(frozen=True)
class Position:
    """Where one source stands at an instant. Each slot holds the testimony that puts it there."""

    holds: Testimony | None = None
    """It says that it holds."""
    against: Testimony | None = None
    """It says that it does not."""
    plan: Testimony | None = None
    """It announced it, or once said so and now doubts."""
    doubt: Testimony | None = None
    """It could not confirm."""
    withdrawn: Testimony | None = None
    """It took its own word back."""
    had_held: bool = False
    """Whether it ever said that it holds, or announced it."""

    @property
    def words(self) -> list[Testimony]:
        """The testimony in all slots."""
        slots = (self.holds, self.against, self.plan, self.doubt, self.withdrawn)
        return [word for word in slots if word is not None]


def position(told: Sequence[Testimony], at: datetime) -> Position:
    """Return where the source of *told* stands at *at*, lapsed words included: time is applied by `in_time`."""
    stands = Position()
    for each, sense in _in_order(told, at):
        stands = _after(stands, each, sense)
        if stands.holds or stands.plan:
            stands = replace(stands, had_held=True)
    return stands


def in_time(stands: Position, at: datetime) -> Position:
    """Return what of *stands* still counts at *at*. A word that lapsed leaves its slot empty."""
    return replace(
        stands,
        holds=_young(stands.holds, at, _announces(stands.holds)),
        plan=_young(stands.plan, at, _announces(stands.plan)),
        against=_young(stands.against, at, LONG),
        doubt=_young(stands.doubt, at, LONG),
        withdrawn=_young(stands.withdrawn, at, LONG),
    )


def can_corroborate(word: Testimony | None, at: datetime) -> bool:
    """Tell whether a word that something holds is of a kind and age that corroborates another."""
    return word is not None and at - word.said < CORROBORATES.get(word.kind, timedelta(0))


def lapses(word: Testimony, oldest: timedelta) -> set[datetime]:
    """Return every instant at which something said when *word* was may come to count for less.

    Of whatever kind: a relay is dated as the word it repeats, and may be of another kind.
    """
    return {word.said + span for span in (*CORROBORATES.values(), *ANNOUNCES.values(), LONG, oldest)}


def _announces(word: Testimony | None) -> timedelta:
    return ANNOUNCES.get(word.kind, timedelta(0)) if word else timedelta(0)


def _young(word: Testimony | None, at: datetime, span: timedelta) -> Testimony | None:
    return word if word is not None and at - word.said < span else None


def _in_order(told: Sequence[Testimony], at: datetime) -> list[tuple[Testimony, Sense]]:
    """Return what is said, each with its sense, in the order in which it counts; relays are dated as what they repeat."""
    read = [(each, sense_of(each.claim, at, rumour=each.kind == "rumour")) for each in told]
    first: dict[tuple[str, Sense], datetime] = {}
    for each, sense in read:
        if sense is not None:
            key = (each.claim.predicate, sense)
            first[key] = min(each.said, first.get(key, each.said))
    dated = [
        (replace(each, said=first[each.claim.predicate, sense]) if each.claim.relayed_by else each, sense)
        for each, sense in read
        if sense is not None
    ]
    return sorted(dated, key=lambda pair: (pair[0].said, _RANK[pair[1]], pair[0].hash))


def _after(stands: Position, word: Testimony, sense: Sense) -> Position:
    if sense == "for":
        return replace(stands, holds=word, against=None, doubt=None, withdrawn=None)
    if sense == "plan":
        return replace(stands, plan=word, withdrawn=None)
    if sense == "against":
        return replace(stands, against=word, holds=None, plan=None, doubt=None)
    if sense == "question":
        return replace(stands, doubt=word, plan=stands.holds or stands.plan, holds=None)
    if sense in ("clears", "takes against"):
        return replace(stands, against=None, doubt=stands.doubt if sense == "clears" else None)
    took = word if stands.holds or stands.plan else stands.withdrawn
    return replace(stands, holds=None, plan=None, doubt=None, withdrawn=took)
