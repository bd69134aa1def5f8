"""Ask and Asks: what to ask for at the table, what each brings, and the least that suffices.

The saved document is confidential: the least set that suffices is what our side would settle for. It is made for the
planner, never for the other side, and no report carries it.
"""

from typing import ClassVar, Literal

from mamarr.document import Document, Name
from mamarr.planning.timetable import Bound
from mamarr.scenario.changes import Change

Verdict = Literal["useless", "enough", "not decided"]
"""useless: proven that nobody can reach the goal with it. enough: a plan in hand reaches it. not decided: neither."""

Proof = Literal["hand", "solver", "plan", "contains", "within"]
"""hand: a sum that a hand can add up, which the judge has added up again. solver: only a search knows it. plan: a plan that
the judge accepts. contains: one with fewer asks is enough, and an ask need not be used. within: one with more is useless."""

Chance = tuple[float, float, float]
"""Low, estimate and high of a chance, at 95 %."""


class Scale(Document):
    """The sizes in which something can be asked for."""

    before: int
    """As it stands."""
    asked: int
    """What is asked for."""
    step: int
    """From one size to the next; never 0."""
    unit: str = ""
    """The unit of the changed value; nothing for a count."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """Every size from what stands to what is asked for, both included."""
        step = self.step if self.asked > self.before else -self.step
        return (*range(self.before, self.asked, step), self.asked)


class Ask(Document):
    """One thing to ask for: a change of the scenario, or a protection that no clock measures."""

    id: str
    """Name of the ask in this document."""
    code: str
    """What kind of ask it is; its words stand under this name."""
    terms: dict[str, str | int] = {}
    """What its words name: ids of the scenario, counts, seconds."""
    name: Name | None = None
    """Its words, where it is one of the user's own."""
    changes: tuple[Change, ...] = ()
    """What becomes different in the scenario; nothing for a protection."""
    further: tuple[Change, ...] = ()
    """The same ask, granted far beyond what anybody would ask: if that is useless, so is every lesser size."""
    scale: Scale | None = None
    """The sizes of the value of its one change, where it has sizes."""
    family: str = ""
    """Asks of one family are sizes of the same thing: only one of them is combined with others."""
    cost: int = 1
    """What it costs to obtain, as the user weighs it; nothing is computed from it but orders and sums."""
    relaxes: bool = True
    """Whether it only allows more: granted, it need not be used."""
    promise: float = 1.0
    """Chance that the other side keeps its word, once given."""
    clause: str | None = None
    """The clause of the agreement that it points at."""

    def sized(self, size: int) -> tuple[Change, ...]:
        """Return its change at another size.

        Raises
        ------
        ValueError
            It has no sizes.
        """
        if self.scale is None:
            raise ValueError(f"the ask {self.id} has no sizes")
        value = f"{size} {self.scale.unit}" if self.scale.unit else size
        return (self.changes[0].replace(value=value),)

    @property
    def is_protection(self) -> bool:
        """Whether it has no value in time: it is listed, never ranked, never dropped."""
        return not self.changes


class Combination(Document):
    """Some asks granted together, and whether that reaches the goal."""

    asks: tuple[str, ...]
    """Their ids, in the order of the list; empty: as things stand."""
    cost: int
    """Sum of their costs."""
    verdict: Verdict
    """What is known."""
    proof: Proof | None = None
    """How it is known; nothing where it is not decided."""
    by: tuple[str, ...] | None = None
    """The combination whose plan or sum it rests on, where that is another one."""
    people_out: int
    """People out by the best plan in hand; a plan for fewer asks counts."""
    people_most: int
    """No plan brings out more than this many."""
    clearance_s: int | None = None
    """When the last is received by the plan in hand, where that brings everybody out."""
    everybody_s: int | None = None
    """When the last is received, in a plan in hand that lets the pause go on until everybody is out; where that is known."""
    bound: Bound | None = None
    """The sum that says no; where the answer is yes, the plainest sum of the time that is needed."""
    plan: str | None = None
    """Fingerprint of the plan in hand, where it is the combination's own."""
    rounds: int = 0
    """Rounds of search behind that plan; with the seed they give it again."""
    chance: Chance | None = None
    """Chance that everybody is out, where it was asked for."""


class Value(Document):
    """What one ask brings by itself, against things as they stand."""

    ask: str
    """Its id."""
    people_gained: int
    """People more than in the best plan in hand without it."""
    people_gained_most: int
    """No plan can gain more than this over that plan."""
    seconds_gained: int | None = None
    """How much sooner everybody could be out, if the pause went on until then; where that is known."""
    chance_gained: float | None = None
    """How much the chance that everybody is out grows, on the same futures."""
    further_bound: Bound | None = None
    """The sum by which even the same ask far beyond any size is useless; nothing where that is not proven."""


class Size(Document):
    """How much of one ask does it: up to where it is proven useless, from where a plan in hand is enough."""

    ask: str
    """The ask whose size is varied."""
    beside: tuple[str, ...] = ()
    """Asks that are granted with it."""
    unit: str = ""
    """Unit of the sizes; nothing for a count."""
    useless_until: int | None = None
    """The largest size that is proven useless, and every lesser one with it; nothing where none is."""
    enough_from: int | None = None
    """The least size for which a judged plan is in hand; nothing where none is."""
    bound: Bound | None = None
    """The sum at the largest useless size."""


class Smaller(Document):
    """A combination that costs less than the least, or is a part of it, and why it does not do."""

    asks: tuple[str, ...]
    """Its asks."""
    how: Literal["hand", "solver", "within", "interval", "undecided"]
    """By which proof it fails; undecided where none is known."""


class Least(Document):
    """The set of asks of least cost that reaches the goal."""

    asks: tuple[str, ...]
    """Its asks; empty where nothing need be asked for."""
    cost: int
    """Its cost."""
    is_proven: bool
    """Whether every smaller one fails by a proof; else it is the least found."""
    smaller: tuple[Smaller, ...]
    """Every combination that costs less, and every part of it."""


class Frontier(Document):
    """What must be given up for what: a combination that no other beats both in cost and in what it brings."""

    asks: tuple[str, ...]
    """Its asks."""
    cost: int
    """Its cost."""
    gain: Literal["people", "time", "chance"]
    """In what it is not beaten."""
    people_out: int
    """People out."""
    everybody_s: int | None = None
    """When everybody could be out, if the pause went on."""
    chance: Chance | None = None
    """Chance that everybody is out."""


class Doubt(Document):
    """What a combination is worth if promises are broken, each by itself with its own chance."""

    asks: tuple[str, ...]
    """Its asks."""
    cost: int
    """Its cost."""
    people_expected: float
    """Mean of the people out over all ways in which promises are kept or broken."""
    people_one_broken: int
    """People out if the one promise is broken that hurts most."""
    people_worst: int
    """People out if every promise is broken."""
    chance_reached: tuple[float, float]
    """Chance that what is kept reaches the goal: combinations that are not decided counted as not, and as yes."""


class Asks(Document):
    """What to ask for: confidential, for the planner alone."""

    unhashed: ClassVar[frozenset[str]] = frozenset({"seconds", "fingerprint"})

    mamarr: Literal[1] = 1
    """Version of the file."""
    kind: Literal["asks"] = "asks"
    """What the file holds."""
    fingerprint: str = ""
    """Hash of the content."""
    confidential: Literal[True] = True
    """For the planner alone: it says what our side would settle for."""
    plan: str
    """Fingerprint of the plan that the asks are about."""
    goal: float | None = None
    """Chance that everybody is out; without one: everybody is out within the pauses, all going as planned."""
    people_total: int
    """Everybody announced."""
    seed: int = 0
    """Seed of the searches."""
    seconds: float = 0.0
    """How long it took."""
    is_stopped: bool = False
    """Whether it was stopped before its time."""
    asks: tuple[Ask, ...]
    """Every ask that makes sense here; protections after the others."""
    values: tuple[Value, ...]
    """What each brings by itself."""
    combinations: tuple[Combination, ...]
    """What is known of every combination, fewest asks first; the first one is no ask at all."""
    singles: tuple[Combination, ...] = ()
    """Asks that are valued by themselves and not combined."""
    sizes: tuple[Size, ...] = ()
    """How much of an ask does it, for asks with sizes that reach the goal by themselves or with few others."""
    least: Least | None = None
    """The set of least cost that reaches the goal; nothing where none in hand does."""
    frontier: tuple[Frontier, ...] = ()
    """What must be given up for what."""
    robust: tuple[str, ...] | None = None
    """The combination of least cost that reaches the goal whichever one of its promises is broken; nothing where none in hand does."""
    doubts: tuple[Doubt, ...] = ()
    """The combinations of the frontier and the least, under doubt about the promises."""

    def ask(self, name: str) -> Ask:
        """Return the ask called *name*."""
        return next(ask for ask in self.asks if ask.id == name)

    def alone(self, name: str) -> Combination:
        """Return what is known of the ask called *name* by itself."""
        return next(each for each in (*self.combinations, *self.singles) if each.asks == (name,))

    @property
    def decided(self) -> int:
        """Combinations that are decided."""
        return sum(each.verdict != "not decided" for each in self.combinations)


def changed(target: str, field: str, value: object) -> Change:
    """Return the change of one field, its steps joined by points."""
    return Change(target=target, field=tuple(field.split(".")), value=value)
