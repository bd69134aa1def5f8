"""Verdicts: what is known of every combination, and how it spreads from one to others.

A verdict never turns into another one: what is proven stays proven, what a judged plan reaches stays reached. A search that
finds nothing says nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mamarr.errors import MamarrError
from mamarr.negotiation.asks import Ask, Chance, Combination, Proof, Verdict
from mamarr.negotiation.lattice import Lattice
from mamarr.planning.timetable import Bound, Plan


@dataclass
class Evidence:
    """What is known of one set by itself."""

    verdict: Verdict = "not decided"
    proof: Proof | None = None
    by: int | None = None
    """The other set that the verdict rests on."""
    bound: Bound | None = None
    most: int | None = None
    """No plan brings out more; None before anybody looked."""
    people_out: int = 0
    """By its own plan."""
    plan: str | None = None
    """Fingerprint of its own plan."""
    rounds: int = 0
    clearance_s: int | None = None
    everybody_s: int | None = None
    chance: Chance | None = None


@dataclass
class Verdicts:
    """The evidence of every set of a lattice."""

    lattice: Lattice
    people_total: int
    evidence: dict[int, Evidence] = field(init=False)

    def __post_init__(self) -> None:
        self.evidence = {mask: Evidence() for mask in self.lattice.sets}

    def undecided(self) -> list[int]:
        """Return the sets that are not decided, fewest asks first."""
        return [mask for mask in self.lattice.sets if self.evidence[mask].verdict == "not decided"]

    def limit(self, mask: int, most: int) -> None:
        """Keep that no plan of a set brings out more than so many."""
        had = self.evidence[mask].most
        self.evidence[mask].most = most if had is None else min(had, most)

    def refute(self, mask: int, bound: Bound) -> None:
        """Keep that a sum, or a solver, excludes a set; everything that a set allows is excluded with it."""
        self._decide(mask, "useless", "hand" if bound.proof == "hand" else "solver", None)
        self.evidence[mask].bound = bound
        for below in self.lattice.below(mask, self.lattice.sets):
            if self.evidence[below].verdict == "enough":
                raise MamarrError("asks.contradiction", found=str(self.lattice.ids(below)))

    def hold(self, mask: int, plan: Plan) -> None:
        """Keep a judged plan of a set, if it brings out more than the one in hand; with all people it decides the set."""
        known = self.evidence[mask]
        if known.plan is None or plan.people_out > known.people_out:
            known.people_out, known.plan, known.rounds = plan.people_out, plan.fingerprint, plan.iterations
        if plan.people_out == self.people_total:
            known.clearance_s = min(plan.clearance_s, known.clearance_s or plan.clearance_s)
            self.settle(mask)

    def settle(self, mask: int) -> None:
        """Keep that a set is enough by a plan in hand, and with it every set that allows as much."""
        self._decide(mask, "enough", "plan", None)
        for above in self.lattice.above(mask, self.lattice.sets):
            if self.evidence[above].verdict != "enough":
                self._decide(above, "enough", "contains", mask)

    def spread(self) -> None:
        """Let every set that is not decided fail where one that allows as much is proven useless."""
        for mask in self.undecided():
            for above in self.lattice.above(mask, self.lattice.sets):
                known = self.evidence[above]
                if known.verdict == "useless" and known.bound is not None:
                    self._decide(mask, "useless", "within", above)
                    break

    def _decide(self, mask: int, verdict: Verdict, proof: Proof, by: int | None) -> None:
        known = self.evidence[mask]
        if known.verdict not in ("not decided", verdict):
            raise MamarrError("asks.contradiction", found=str(self.lattice.ids(mask)))
        known.verdict, known.proof, known.by = verdict, proof, by

    def people_out(self, mask: int) -> int:
        """Return the people out by the best plan in hand that may be carried out with a set."""
        return max(self.evidence[each].people_out for each in self.lattice.below(mask, self.lattice.sets))

    def people_most(self, mask: int) -> int:
        """Return a number of people that no plan of a set exceeds."""
        known = self.evidence[mask]
        if known.verdict == "enough":
            return self.people_total
        most = [self.evidence[each].most for each in self.lattice.above(mask, self.lattice.sets)]
        return min([self.people_total, *(each for each in most if each is not None)])

    def everybody_s(self, mask: int) -> int | None:
        """Return when everybody could be received if the pause went on, by the best plan in hand."""
        known = (self.evidence[each].everybody_s for each in self.lattice.below(mask, self.lattice.sets))
        return min((second for second in known if second is not None), default=None)

    def clearance_s(self, mask: int) -> int | None:
        """Return when the last is received by the best plan in hand that brings everybody out and may be carried out with a set."""
        known = (self.evidence[each].clearance_s for each in self.lattice.below(mask, self.lattice.sets))
        return min((second for second in known if second is not None), default=None)

    def combinations(self) -> Iterator[Combination]:
        """Yield what is known of every set, fewest asks first."""
        return (self.combination(mask) for mask in self.lattice.sets)

    def combination(self, mask: int) -> Combination:
        """Return what is known of one set."""
        known = self.evidence[mask]
        return Combination(
            asks=self.lattice.ids(mask),
            cost=self.lattice.cost(mask),
            verdict=known.verdict,
            proof=known.proof,
            by=None if known.by is None else self.lattice.ids(known.by),
            people_out=self.people_out(mask),
            people_most=self.people_most(mask),
            clearance_s=self.clearance_s(mask),
            everybody_s=self.everybody_s(mask),
            bound=known.bound,
            plan=known.plan,
            rounds=known.rounds,
            chance=known.chance,
        )


def combined(asks: Sequence[Ask], largest: int) -> tuple[Ask, ...]:
    """Return the asks that are combined with each other: the first of each family, *largest* at most, in the order of the list."""
    families: dict[str, Ask] = {}
    for ask in asks:
        if not ask.is_protection:
            families.setdefault(ask.family or ask.id, ask)
    return tuple(families.values())[:largest]
